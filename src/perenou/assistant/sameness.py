"""What a clearer sentence changes: what would change its meaning, and what somebody has to look at.

Sums, days, terms, citations, benefits, names, what is negated, bounds, duties and permissions, begins
and ends, from what a term is counted, and who: none may change. Of any other word that came or went
nobody can tell here whether the meaning went with it; that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from perenou.assistant.benefits_named import benefits_in
from perenou.language.clarity.unchanged import facts

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER: Final = re.compile(r"\d+")
_NO: Final = re.compile(
    r"\b(?:ei|mitte|pole|ära|ärge|ilma|not|never|without|cannot|no|не|нет|ни|без|нельзя)\b|\w+n['’]t\b",
    re.IGNORECASE,
)
_WITHOUT: Final = re.compile(
    r"\b(\w{3,})mat(?:a|ult)\b|\bне(\w{5,})\b|\bun(\w{5,})\b", re.IGNORECASE
)
_MEANS: Final = {
    "kuni": r"\bkuni\b|\bup to\b|\bat most\b|\bmaximum\b|\buntil\b|\bне более\b|\bне больше\b|\bдо\b|\bkõige rohkem\b|\bkõige enam\b|\bülimalt\b",
    "vähemalt": r"\bvähemalt\b|\bat least\b|\bminimum\b|\bне менее\b|\bне меньше\b|\bминимум\b|\bкак минимум\b",
    "üle": r"\büle\b|\brohkem kui\b|\benam kui\b|\bmore than\b|\bover\b|\babove\b|\bсвыше\b|\bболее\b|\bбольше\b",
    "alla": r"\balla\b|\bvähem kui\b|\bless than\b|\bunder\b|\bbelow\b|\bменьше\b|\bмладше\b",
    "alates": r"\balates\b|\barvates\b|\bsince\b|\bначиная\b",
    "enne": r"\benne\b|\bbefore\b|\bперед\b",
    "pärast": r"\bpärast\b|\bpeale\b|\bafter\b|\bпосле\b",
    "võib": r"\bvõi(?:b|vad|te|me|n|ks\w*)\b|\btohi\w*|\bon lubatud\b|\bmay\b|\bmight\b|\bcan\b|\bcould\b|\bмож\w+|\bмогу\w*",
    "peab": r"\bpea(?:b|vad|te|me|n|ks\w*|ma)\b|\btuleb\b|\bkohust\w*|\bmust\b|\bhas to\b|\bhave to\b|\bshall\b|\bobliged?\b"
            r"|\bдолж\w+|\bобязан\w*|\bнеобходимо\b",
    "algab": r"\balga\w*|\balgu\w*|\bhakka\w*|\bteki\w+|\bbegin\w*|\bstarts?\b|\bstarted\b|\bнач[аи]\w*|\bвозник\w*",
    "lõpeb": r"\blõpe\w*|\blõpp\w*|\blakka\w*|\bends?\b|\bended\b|\bceases?\b|\bstops?\b|\bпрекра\w*|\bзаканч\w*|\bзаконч\w*",
    "mõlemad": r"\bmõlema\w*|\bboth\b|\bоба\b|\bобе\w*|\bобои\w*",
    "üks": r"\büks\b|\bühe\w{0,3}\b|\büht\b|\bkumbki\b|\bone of\b|\beither\b|\bодин\b|\bодному\b|\bодного\b",
    "iga": r"\biga(?:kui\w*|ühe\w*|üks|\b)|\bkõik\w*|\bkõig\w*|\bevery\b|\beach\b|\ball\b|\bmonthly\b|\bкажд\w+|\bвсе\b|\bвсех\b|\bежемесячн\w*",
    "ainult": r"\bainult\b|\büksnes\b|\bvaid\b|\bonly\b|\bтолько\b|\bлишь\b",
    "või": r"\bvõi\b|\bor\b|\bили\b",
    "kui": r"(?<!rohkem )(?<!vähem )(?<!enam )\bkui\b|\bjuhul\b|\btingimus\w*|\bif\b|\bprovided\b|\bunless\b|\bесли\b|\bкогда\b|\bпри условии\b|\bwhen\b",
    "väljaspool": r"\bvälja arvatud\b|\bv\.a\b|\bexcept\w*|\bкроме\b|\bза исключением\b",
    "laps": r"\blap(?:s|se|si|sel|sele|st|sed|sega)\b|\blast(?:e|el|ele|ega)?\b|\bchild(?:ren)?\b|\bреб[её]н\w+|\bдет(?:и|ей|ям)\b",
    "ema": r"\bema(?:l|le|lt|ga|d)?\b|\bemast\b|\bmothers?\b|\bмат(?:ь|ери|ерью)\b",
    "isa": r"\bisa(?:l|le|lt|ga|d)?\b|\bisast\b|\bfathers?\b|\bот(?:ец|ца|цу|цом)\b",
    "vanem": r"\bvanem(?:a|al|ale|alt|ad|aga|ate|atest|atele|at|aid)?\b|\bparents?\b|\bродител\w+",
    "taotleja": r"\btaotleja\w*|\bapplicants?\b|\bзаявител\w+",
    "amet": r"\bamet(?:i|il|ile|it)?\b|\bsotsiaalkindlustusamet\w*|\bbureau\b|\bboard\b|\bдепартамент\w*",
    "kohus": r"\bkoh(?:us|tu|tule|tul|ut)\b|\bcourts?\b|\bсуд(?:а|у|ом)?\b",
}  # fmt: skip
"""What no better wording may change, by an Estonian word for it, as it is said in any language."""
_MEANT: Final = {name: re.compile(words, re.IGNORECASE) for name, words in _MEANS.items()}
_WHO: Final = ("laps", "ema", "isa", "vanem", "taotleja", "amet", "kohus")
_BOUNDS: Final = ("kuni", "vähemalt", "üle", "alla", "alates", "enne", "pärast")
_FROM: Final = re.compile(
    r"\b(?:alates|arvates|pärast|peale|from|after|since|of|со дня|с момента|после|с даты)\b",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"\b(?:kättesaa\w*|kätte|tegemi\w*|tege\w*|teinud|teatavakstege\w*|teatavaks|avalda\w*|esita\w*|sünn\w*|sünd\w*|saami\w*"
    r"|jõustu\w*|receiv\w*|receipt|mak(?:ing|en)|made|issu\w*|notif\w*|publish\w*|получ\w*|вынес\w*|принят\w*"
    r"|уведом\w*|вручен\w*|опублик\w*)",
    re.IGNORECASE,
)
"""From what terms are counted."""
_EVENTS: Final = {
    "received": r"kätte|saami|receiv|receipt|получ|вручен", "made": r"^teg|teinud|mak|made|issu|вынес|принят",
    "told": r"teatavaks|notif|уведом", "published": r"avalda|publish|опублик", "filed": r"esita",
    "born": r"sünn|sünd", "in force": r"jõustu",
}  # fmt: skip
_SAYS_NOTHING: Final = frozenset(
    "teie teid teil teile teilt teiega meie meil meile meid poolt toimub toimumine toimuma toimu summas suuruses summa ulatuses "  # noqa: SIM905
    "saamiseks saamine tegemine teostama teostamine teostatakse läbi viiakse osas seoses selle see seda sest kuna "
    "seepärast seetõttu seega niisiis palun ning oma nende nad tema mis mida kes kelle kellele selleks "
    "antud käesolev käesoleva käesolevaga nimetatud vastav vastavalt kohaselt alusel järgi kohta jaoks eest "
    "olema ole oli olid oleme olete jäetakse jätame jääb jätab jätta makstakse maksame maksmine maksmise maksta "
    "please your you our the this that which because therefore since and are was were been being will for "
    "with upon regard concerning ваш ваша ваше вашу вашего вам вас наш наша это эта этот так как потому что "
    "поэтому который которая которое для при настоящим данный данное быть была было был".split()
)
"""Words that can come and go without anything being said otherwise."""
_SHORT: Final = 3


def changed(before: str, after: str) -> tuple[str, ...]:
    """What of the meaning is lost, added or another."""
    return tuple(dict.fromkeys(_changed(before, after)))


def doubtful(before: str, after: str) -> tuple[str, ...]:
    """Words that came (``+``) or went (``−``), of which nobody can tell here."""
    came = [f"+{word}" for word in _content(after) if not _is_in(word, before)]
    went = [f"−{word}" for word in _content(before) if not _is_in(word, after)]  # noqa: RUF001
    return tuple(dict.fromkeys((*went, *came, *_turned(before, after))))


def _changed(before: str, after: str) -> Iterator[str]:
    told, now = _hard_facts(before), _hard_facts(after)
    yield from (_shown(fact) for fact in ((told - now) + (now - told)))
    if sorted(map(int, _NUMBER.findall(before))) != sorted(map(int, _NUMBER.findall(after))):
        for number in sorted({*_NUMBER.findall(before)} ^ {*_NUMBER.findall(after)}):
            yield number
    for fact, text in [(f, after) for f in facts(before)] + [(f, before) for f in facts(after)]:
        kind, _, name = fact.partition(" ")
        if kind == "name" and not _is_in(name, text):
            yield name
    yield from _unlike(list(_negated(before)), list(_negated(after)))
    for name, words in _MEANT.items():
        found, other = words.findall(before), words.findall(after)
        if bool(found) != bool(other):
            yield (found or other)[0] or name
    for name, number in sorted(_bounded(before) ^ _bounded(after)):
        yield f"{name} {number}"
    if _counted_from(before) != _counted_from(after):
        yield from sorted(_counted_from(before) ^ _counted_from(after))
    keys = {each.key for each in benefits_in(before)}, {each.key for each in benefits_in(after)}
    for text, other in ((before, keys[1]), (after, keys[0])):
        yield from (text[e.start : e.end] for e in benefits_in(text) if e.key not in other)


def _turned(before: str, after: str) -> Iterator[str]:
    """Who does what to whom, and which number is whose, where there are several of them."""
    for told, now in ((_people(before), _people(after)), (_numbers(before), _numbers(after))):
        if len({each for each, _ in told}) > 1 and told != now:
            yield " … ".join(form for _, form in now)


def _people(text: str) -> list[tuple[str, str]]:
    found = [
        (match.start(), name, match[0].casefold())
        for name in _WHO for match in _MEANT[name].finditer(text)
    ]  # fmt: skip
    return [(name, form) for _, name, form in sorted(found)]


def _numbers(text: str) -> list[tuple[str, str]]:
    return [(each, each) for each in _NUMBER.findall(text)]


def _bounded(text: str) -> set[tuple[str, str]]:
    """Each number that has a bound, with it."""
    found = set()
    for number in _NUMBER.finditer(text):
        near = re.split(r"[,;:]|\d", text[: number.start()])[-1].split()[-3:]
        found |= {
            (name, number[0]) for name in _BOUNDS if _MEANT[name].search(" ".join(near))
        }  # fmt: skip
    return found


def _hard_facts(text: str) -> Counter[str]:
    return Counter(
        {
            fact: count for fact, count in facts(text).items()
            if fact.split(" ")[0] in ("sum", "day", "term", "cites")
        }
    )  # fmt: skip


def _shown(fact: str) -> str:
    kind, _, value = fact.partition(" ")
    if kind == "sum":
        return f"{int(value) / 100:.2f} €".replace(".", ",")
    return value


def _negated(text: str) -> Iterator[str]:
    """What is negated: the word behind a no, or the verb of a form that means without."""
    for found in _NO.finditer(text):
        following = [w for w in _WORD.findall(text[found.end() :]) if len(w) >= _SHORT]
        yield (following[0] if following else found[0]).casefold()
    for found in _WITHOUT.finditer(text):
        yield next(each for each in found.groups() if each).casefold()


def _unlike(before: list[str], after: list[str]) -> Iterator[str]:
    left = list(after)
    for word in before:
        match = next((other for other in left if _is_like(word, other)), None)
        if match is None:
            yield f"ei {word}"
        else:
            left.remove(match)
    yield from (f"ei {word}" for word in left)


def _counted_from(text: str) -> set[str]:
    if _FROM.search(text) is None:
        return set()
    return {
        name for found in _EVENT.finditer(text) for name, words in _EVENTS.items()
        if re.search(words, found[0], re.IGNORECASE)
    }  # fmt: skip


def _content(text: str) -> list[str]:
    """The words that are left without those whose meaning is compared, and those of none."""
    for meant in _MEANT.values():
        text = meant.sub(" ", text)
    words = [word for word in _WORD.findall(text) if len(word) >= _SHORT]
    return [word for word in words if word.casefold() not in _SAYS_NOTHING]


def _is_in(word: str, text: str) -> bool:
    return any(_is_like(word.casefold(), other.casefold()) for other in _WORD.findall(text))


def _is_like(word: str, other: str) -> bool:
    """Whether two words can be forms of one."""
    least = max(_SHORT, max(len(word), len(other)) - 5)
    return word == other or (word[:least] == other[:least] and min(len(word), len(other)) >= least)
