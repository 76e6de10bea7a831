"""What a clearer sentence changes: what would change its meaning, and what somebody has to look at.

Sums, days, terms, citations, benefits, names, what is negated, bounds, duties and permissions,
begins and ends, from what a term is counted, and who: none may change. Of any other word that came
or went nobody can tell here whether the meaning went with it; that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from perenou.assistant.benefits_named import benefits_in
from perenou.assistant.listed import expressions, words
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
_MEANT: Final = {
    name: re.compile(each, re.IGNORECASE) for name, each in expressions("meanings").items()
}
"""What no better wording may change, by an Estonian word for it, as it is said in any language."""
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
    "received": r"kätte|saami|receiv|receipt|получ|вручен",
    "made": r"^teg|teinud|mak|made|issu|вынес|принят",
    "told": r"teatavaks|notif|уведом", "published": r"avalda|publish|опублик", "filed": r"esita",
    "born": r"sünn|sünd", "in force": r"jõustu",
}  # fmt: skip
_SAYS_NOTHING: Final = words("filler")
"""Words that can come and go without anything being said otherwise."""
_SHORT: Final = 3


def changed(before: str, after: str) -> tuple[str, ...]:
    """What of the meaning is lost, added or another."""
    return tuple(dict.fromkeys(_changed(before, after)))


def doubtful(before: str, after: str) -> tuple[str, ...]:
    """Words that came (``+``) or went (``−``), of which nobody can tell here."""
    came = [f"+{word}" for word in _content(after) if not _is_in(word, before)]
    went = [f"−{word}" for word in _content(before) if not _is_in(word, after)]
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
    for name, meant in _MEANT.items():
        first, second = meant.search(before), meant.search(after)
        if (first is None) != (second is None):
            yield next((each[0] for each in (first, second) if each), name)
    for name, number in sorted(_bounded(before) ^ _bounded(after)):
        yield f"{name} {number}"
    if _counted_from(before) != _counted_from(after):
        yield from sorted(_counted_from(before) ^ _counted_from(after))
    keys = {each.key for each in benefits_in(before)}, {each.key for each in benefits_in(after)}
    for text, known in ((before, keys[1]), (after, keys[0])):
        yield from (text[e.start : e.end] for e in benefits_in(text) if e.key not in known)


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
