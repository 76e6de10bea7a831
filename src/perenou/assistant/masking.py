"""Names and codes masked before a text is sent, and put back into what comes of it.

What is written down about a family goes to somebody else's machine here, so that everything that
may be a name is masked, however it is written. ``language.personal`` proposes and may miss; this
may not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.assistant.listed import words
from perenou.assistant.ordinary import is_also_name, is_listed, is_name_as_is, is_ordinary
from perenou.language.personal.find import Spot, personal_data, replaced
from perenou.language.personal.name_stems import is_form_of, stems_of
from perenou.language.personal.names_in_text import is_given
from perenou.language.read_dates import days_in
from perenou.language.references.resolve import find
from perenou.rules.types import Day

_OPEN, _CLOSE = "⟦", "⟧"
_BEFORE: Final = frozenset(
    {"olen", "mina", "mind", "minu", "tema", "laps", "lapse", "ema", "isa", "poeg", "tütar",
     "proua",
     "härra", "mother", "father", "mr", "mrs", "ms", "мать", "отец", "сын", "дочь"}
)  # fmt: skip
"""What begins a sentence before a name."""
MASK: Final = re.compile(r"⟦[^⟦⟧]*⟧")
"""What stands for somebody or something personal."""

_WORD: Final = re.compile(
    r"[^\W_](?:[^\W_]|\B['’ʼ`´]\B|['’ʼ`´-](?=[^\W_])|[^\x00-\u024f\w\s⟦⟧§€–—…“”„«»№•])*"
)
"""Letters and figures of any script, with marks that belong to them and those that nobody sees."""
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’ʼ`´-][^\W\d_]+)*")
_PARTED: Final = re.compile(r"[ \t\u00a0\u2009\u202f]{0,2}[-–]?[ \t\u00a0]?")
"""What may stand between two words of one name; never the end of a line."""
_LINK: Final = re.compile(
    r"\b[a-z]+://\S+|(?<![\w@])@[\w.-]+|\b(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)|\bwww\.\S+", re.IGNORECASE
)
_FIGURES: Final = re.compile(
    r"(?<![\w.,/§-])\d(?:[ \u00a0-]?\d){5,}(?![\w]|[.,]\d)(?! ?(?:€|eur|евро))"
    r"|(?<!\d)\d{5,}(?!\d)(?![ \u00a0]?(?:€|eur|евро))",
    re.IGNORECASE,
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+")
_YEARS: Final = re.compile(r"(?:19|20)\d\d[ -]+(?:19|20)\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?")
_PLATE: Final = re.compile(r"\b\d{2,3} ?[A-Z]{3}\b(?!\w)(?<!EUR)")
_COMMA: Final = re.compile(r",[ \t]?")
_AFTER_INITIAL: Final = re.compile(r"\.[ \t\u00a0]?")
_BEGINS: Final = re.compile(r"(?:^|[.!?\r\n])\s*$")
_COLON: Final = re.compile(r"\s*[:=]\s*")
_LABEL: Final = re.compile(
    r"\b(?:(?:ees|pere|perekonna|isa|sünni)?nim(?:i|eks|ega|ed)|kutsutakse"
    r"|(?:sur|first |last )?names?"
    r"|named|called|имя|фамилия|отчество|зовут|имени|по имени|ф\.?и\.?о\.?)\b"
    r"(?:[ \t]+(?:on|is|are|мою|моего|мой|minu|tal|меня|его|её|ее|нее|него))*[ \t]*[:=–-]?[ \t]*",
    re.IGNORECASE,
)
"""Behind it stands a name."""
_ROLE: Final = re.compile(
    r"^[ \t]*[-–*•]?[ \t]*(?P<role>[^\W\d_]+(?:[ \t][^\W\d_]+)?)[ \t]*[:=][ \t]*", re.MULTILINE
)
"""A line of a form: what it is about, and its value."""
_CLOSING: Final = re.compile(
    r"(?:lugupidamisega|tervit\w+|soovidega|tänades|tänuga|regards|sincerely|yours|уважением)"
    r"[ \t]*[,.!]?\s*",
    re.IGNORECASE,
)
"""Behind it, on the same line or the next, whoever wrote signs."""
_ENDS_NAME: Final = words("ends_name")
_INTRODUCES: Final = words("introduces")
"""A name may follow these; what is a name and a word is taken for a name there."""
_POSSESSIVE: Final = re.compile(r"['’]s$")
_MOST_NAME: Final = 5
"""Words of the longest name behind a label."""
_MOST_STRANGE: Final = 0.5
"""If more of the words than this are strange, the text is in no language that is known here."""
_ENOUGH: Final = 8
"""Words of a text of which it can be told at all."""


class UnknownMaskError(ValueError):
    """A proposal speaks of somebody of whom the text did not."""


class UnsafeTextError(ValueError):
    """A text cannot be made safe to send."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without personal data.

    Attributes:
        hidden: by mask what it stands for.
    """

    text: str
    hidden: Mapping[str, str]

    def shown(self, text: str) -> str:
        """A text with what the masks in it stand for.

        Raises:
            UnknownMaskError: it holds a mask that was made up, or a broken one.
        """
        missing = [each for each in MASK.findall(text) if each not in self.hidden]
        whole = MASK.sub(lambda found: self.hidden.get(found[0], ""), text)
        if missing or _OPEN in whole or _CLOSE in whole:
            raise UnknownMaskError
        return whole


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, and of the case's people whether it is a form of a name of theirs."""

    start: int
    end: int
    text: str
    is_theirs: bool

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        return self.is_capital and len(self.text) == 1


def masked(text: str, people: Sequence[str] = (), births: Collection[Day] = ()) -> Masked:
    """A text in which whatever may be personal is replaced; the same form has the same mask.

    Args:
        people: names of those who are known to be concerned. births: their days of birth.

    Raises:
        UnsafeTextError: most of it is in no language of which names can be told.
    """
    # What somebody typed must never be taken for a mask of ours.
    plain = unicodedata.normalize("NFC", text).replace(_OPEN, "[").replace(_CLOSE, "]")
    [spots] = personal_data([plain], people)
    by_form = sorted(_by_form(plain, spots, births))
    rows = list(_rows(plain, [span[:2] for span in by_form], spots, people))
    masks: dict[tuple[str, str], str] = {}
    taken: dict[str, int] = {}
    places: dict[tuple[int, int], str] = {}
    for start, end, label in sorted((*by_form, *rows)):
        key = label, plain[start:end]
        if key not in masks:
            turn = taken[label] = taken.get(label, 0) + 1
            masks[key] = f"{_OPEN}{label}{f' · {turn}' if turn > 1 else ''}{_CLOSE}"
        places[start, end] = masks[key]
    return Masked(replaced(plain, places), {mask: key[1] for key, mask in masks.items()})


def name_in(shown: str) -> str:
    """The name in what a mask stands for, without a word that only stood before it."""
    first, *rest = shown.split()
    return " ".join(rest) if rest and first.casefold() in _BEFORE else shown


def _by_form(
    text: str, spots: Sequence[Spot], births: Collection[Day]
) -> Iterator[tuple[int, int, str]]:
    """Codes, numbers, addresses and links, each on its line."""
    found = [(e.start, e.end, e.proposed.strip("[]")) for e in spots if e.kind != "name"]
    found += [(e.start, e.end, "sünnikuupäev") for e in days_in(text) if e.day in births]
    found += [(*each.span(), "link") for each in _LINK.finditer(text)]
    found += [
        (*each.span(), "number") for each in _FIGURES.finditer(text)
        if not _GROUPED.fullmatch(each[0]) and not _YEARS.fullmatch(each[0])
    ]  # fmt: skip
    found += [(*each.span(), "number") for each in _PLATE.finditer(text)]
    taken: list[tuple[int, int]] = []
    for start, end, label in found:
        for line in re.finditer(r"[^\r\n]+", text[start:end]):
            first, last = start + line.start(), start + line.end()
            if all(last <= one or other <= first for one, other in taken):
                taken.append((first, last))
                yield first, last, label


def _rows(
    text: str, taken: Sequence[tuple[int, int]], spots: Sequence[Spot], people: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """Words that may be names, those of one name together."""
    words = list(_words(text, taken, people))
    names = [each for each in spots if each.kind == "name"]
    cited = [(each.start, each.end) for each in find(text)]
    behind = list(_behind_labels(text))
    around = zip([None, *words], words, [*words[1:], None], strict=False)
    hidden = [
        any(start <= word.start < end for start, end in behind)
        or _may_be_name(text, before, word, after, names, cited)
        for before, word, after in around
    ]
    _spread(text, words, hidden)
    _again(words, hidden)
    strange = 0
    at = 0
    while at < len(words):
        if not hidden[at]:
            at += 1
            continue
        first = at
        while at + 1 < len(words) and hidden[at + 1] and _is_beside(text, words[at], words[at + 1]):
            at += 1
        start, end = words[first].start, words[at].end
        end += words[at].is_initial and text[end : end + 1] == "."
        spot = next((e for e in names if e.start < end and start < e.end), None)
        is_person = any(w.is_theirs or is_given(w.text.capitalize()) for w in words[first : at + 1])
        strange += 0 if spot or is_person else at + 1 - first
        yield start, end, spot.proposed.strip("[]") if spot else "nimi" if is_person else "sõna"
        at += 1
    if len(words) >= _ENOUGH and strange > _MOST_STRANGE * len(words):
        raise UnsafeTextError


def _words(text: str, taken: Sequence[tuple[int, int]], people: Sequence[str]) -> Iterator[_Word]:
    stems = frozenset().union(
        *(stems_of(part) for name in people for part in re.split(r"[\s-]+", name) if len(part) > 1)
    )
    for found in _WORD.finditer(text):
        start, end = found.span()
        if any(start < last and first < end for first, last in taken) or found[0].isdecimal():
            continue
        parts = [part for part in re.split(r"[-'’]", found[0]) if part]
        is_theirs = any(is_form_of(part, stems) for part in (found[0], *parts))
        yield _Word(start, end, found[0], is_theirs)


def _may_be_name(
    text: str,
    before: _Word | None,
    word: _Word,
    after: _Word | None,
    names: Sequence[Spot],
    cited: Sequence[tuple[int, int]],
) -> bool:
    if any(start <= word.start < end for start, end in cited):
        return False
    if word.is_initial and text[word.end : word.end + 1] == ".":
        return True
    if any(spot.start <= word.start < spot.end for spot in names):
        # A label, and a common word with which a sentence begins, are no names by their capital.
        is_plain = is_listed(word.text) and not is_name_as_is(word.text) and not word.is_theirs
        is_apart = _COLON.match(text, word.end) or _BEGINS.search(text, 0, word.start)
        return not is_plain or (word.is_capital and not is_apart)
    if word.is_theirs and (word.is_capital or not is_listed(word.text)):
        return True
    if is_also_name(word.text) and (
        (before is not None and _tells(before) and _is_beside(text, before, word))
        or (after is not None and _tells(after) and _is_beside(text, word, after))
        or _POSSESSIVE.search(word.text)
    ):
        return True
    return not _is_plain(word.text)


def _tells(word: _Word) -> bool:
    return word.text.casefold() in _INTRODUCES


def _is_plain(word: str) -> bool:
    """Whether a word with what is written onto it (19-aastane, 2026.a) is an ordinary one."""
    if not all(each.isalnum() or each in "'’-" for each in word):
        return False
    parts = _LETTERS.findall(word)
    if any(each.isdecimal() for each in word):
        # A figure before a word is a number with its unit, one behind it a part of a user's name.
        return word[0].isdecimal() and all(map(is_ordinary, parts)) and not word[-1].isdecimal()
    return is_ordinary(word)


def _is_beside(text: str, one: _Word, other: _Word) -> bool:
    return _PARTED.fullmatch(text, one.end, other.start) is not None or (
        one.is_initial and _AFTER_INITIAL.fullmatch(text, one.end, other.start) is not None
    )


def _spread(text: str, words: Sequence[_Word], hidden: list[bool]) -> None:
    """Words beside a name that are names, too, though each could be an ordinary word."""
    pairs = list(zip(range(len(words)), range(1, len(words)), strict=False))
    beside = [pair for pair in pairs if _is_beside(text, words[pair[0]], words[pair[1]])]
    for first, second in pairs:
        is_list = _COMMA.fullmatch(text, words[first].end, words[second].start)
        if is_list and hidden[second] and is_also_name(words[first].text):
            hidden[first] = True
        elif is_list and hidden[first] and is_also_name(words[second].text):
            hidden[second] = True
    for first, second in beside:
        if is_name_as_is(words[first].text) and is_also_name(words[second].text):
            hidden[first] = hidden[second] = True
    for pair in (*beside, *reversed(beside)):
        for at, other in (pair, pair[::-1]):
            word = words[at]
            may_be = is_also_name(word.text) or word.is_theirs or (
                word.is_initial and other > at
            ) or (word.is_capital and other < at)  # fmt: skip
            hidden[at] = hidden[at] or (hidden[other] and may_be)


def _again(words: Sequence[_Word], hidden: list[bool]) -> None:
    """Whoever is named once is meant by every other form of the name."""
    met = frozenset[str]().union(
        *(
            stems_of(word.text) for word, is_hidden in zip(words, hidden, strict=True)
            if is_hidden and len(word.text) > 2 and not is_listed(word.text)
        )
    )  # fmt: skip
    for at, word in enumerate(words):
        if not is_listed(word.text) and is_form_of(word.text, met):
            hidden[at] = True


def _behind_labels(text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands, whatever the words there are otherwise."""
    for label in _LABEL.finditer(text):
        yield from _name_from(text, label.end(), is_sure=":" in label[0])
    for closing in _CLOSING.finditer(text):
        yield from _name_from(text, closing.end(), is_sure=True)
    for role in _ROLE.finditer(text):
        if _last(role["role"]) in _INTRODUCES:
            yield from _name_from(text, role.end(), is_sure=False)


def _last(words: str) -> str:
    """The last of some words, as it is looked up."""
    return words.casefold().split()[-1]


def _name_from(text: str, at: int, *, is_sure: bool) -> Iterator[tuple[int, int]]:
    line = re.compile(r"[^\r\n;:.!?()]*").match(text, at)
    assert line is not None
    for turn, word in enumerate(_LETTERS.finditer(text, at, line.end())):
        is_end = word[0].casefold() in _ENDS_NAME
        if turn >= _MOST_NAME or (is_end and turn > 0):
            return
        if is_end or (not is_sure and is_listed(word[0]) and not word[0][0].isupper()):
            if not is_also_name(word[0]):
                return
        yield word.span()
