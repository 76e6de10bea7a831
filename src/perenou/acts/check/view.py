"""A document read for checking: its kind, day, parts, sentences, sums, days and citations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from perenou.acts.check.deduce_kind import DECIDES, deduced_kind
from perenou.acts.check.kinds import GROUPS
from perenou.acts.check.parts import with_parts
from perenou.acts.check.text import ActText, TextParagraph
from perenou.acts.document import Part
from perenou.acts.kinds import LETTERS, Kind
from perenou.language.read_amounts import ReadAmount, amounts_in
from perenou.language.read_dates import ReadDay, days_in
from perenou.language.references.inventory import exists
from perenou.language.references.resolve import Mention, find
from perenou.language.sentences import sentences

if TYPE_CHECKING:
    from perenou.acts.check.case_figures import CaseFigures

NAME: Final = re.compile(
    r"(?<![\w-])[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?"
    r"(?:[ \u00a0][A-ZÕÄÖÜŠŽ][a-zõäöüšž]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?)+(?![\w-])"
)
"""Two or more capitalised words: mostly a personal name."""

_ADDRESSED: Final = re.compile(
    rf"\s*(?:(?:Adressaat|Saaja|Kellele|Lp|Hr|Pr|Proua|Härra)\b[.:]?\s*)?(?P<name>{NAME.pattern})(?=\s*(?:$|[,;(\d]))"
)
"""A line that begins with a name and goes on with no sentence."""

_NO_NAME: Final = re.compile(
    r"(?:Sotsiaalkindlustus|Euroopa|Eesti|Riigi|Tallinna|Tartu|Pärnu|Viru|Harju|Vabariigi|Teie|Teil"
    r"|Kui|Maksu|Ametlik|Rahvastiku|Hariduse|Lugupee|Austatud)"
)
_READER: Final = frozenset({"Te", "Teie", "Teil", "Teile", "Teid", "Teilt", "Teiega", "Teist"})
_VERB: Final = ("me", "sime", "te", "site", "n")
_BESIDE_DAY: Final = 60
"""Characters beside the day of issue on its line: the place, the authority, the number."""

_DAYS_OF_OTHERS: Final = frozenset((Part.ACCESS, Part.APPLICATION, Part.FACTS, Part.CALCULATION))
"""Parts in which a day alone on a line is that of a mark, a claim or a birth, not of the act."""

_LONGEST_LINE: Final = 90
_HEAD: Final = 20
"""Paragraphs among which a letter's head and its addressee stand."""


def names_in(text: str) -> Iterator[str]:
    """Everything that looks like a personal name; a verb that begins a sentence is left out."""
    for found in NAME.finditer(text):
        words = found[0].split()
        if len(words) > 2 and words[0].endswith(_VERB):
            words = words[1:]
        if not _READER & set(words) and not _NO_NAME.match(found[0]):
            yield found[0][-len(" ".join(words)) :]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` up to ``end`` of a paragraph, by its number in the document."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    text: str
    place: Place
    part: Part | None


class Act:
    """A document and what has been read out of it, each when first asked for.

    Attributes:
        case: what the case of the document says, where it is known.
    """

    def __init__(self, source: ActText, case: CaseFigures | None = None) -> None:
        self.source = source
        self.case = case
        self.paragraphs: tuple[TextParagraph, ...] = tuple(with_parts(source.paragraphs))

    # ------------------------------------------------------------------ what it is

    @cached_property
    def kind(self) -> Kind | None:
        """What kind of act or letter it is; None where that cannot be told."""
        return self.source.kind or deduced_kind(self.paragraphs)

    @cached_property
    def is_act(self) -> bool:
        """Whether it decides something; also when its kind cannot be told more closely."""
        if self.kind is not None:
            return self.kind not in LETTERS
        return any(DECIDES.search(each.text) for each in self.sentences)

    def is_of(self, groups: frozenset[str]) -> bool:
        """Whether it is of one of these kinds or groups of kinds."""
        if self.kind is None:
            return "all_documents" in groups or ("all_acts" in groups and self.is_act)
        return any(self.kind in GROUPS.get(each, {each}) for each in groups)

    @cached_property
    def day(self) -> int | None:
        """The day of issue: as given, or the first one on a line of its head."""
        if self.source.day is not None:
            return self.source.day
        for each in self.paragraphs[:_HEAD]:
            if each.part in _DAYS_OF_OTHERS:
                continue
            line = " ".join(each.text.split())
            found = days_in(line)
            rest = len(line) - len(found[0].text) if found else 0
            if found and rest <= _BESIDE_DAY and not line.endswith((".", ";")):
                return found[0].day
        return None

    # ------------------------------------------------------------------ what stands where

    @cached_property
    def text(self) -> str:
        """All paragraphs, a line each."""
        return "\n".join(each.text for each in self.paragraphs)

    @cached_property
    def _starts(self) -> list[int]:
        found, at = [], 0
        for each in self.paragraphs:
            found.append(at)
            at += len(each.text) + 1
        return found

    def place(self, start: int, end: int) -> Place:
        """Where characters of the whole text stand."""
        index = bisect_right(self._starts, start) - 1
        first = self._starts[index]
        paragraph = self.paragraphs[index]
        return Place(paragraph.number, start - first, min(end - first, len(paragraph.text)))

    def excerpt(self, place: Place) -> str:
        """The characters of a place."""
        return self.paragraphs[place.paragraph - 1].text[place.start : place.end]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, heading and table cell."""
        return tuple(
            Sentence(each.text[start:end], Place(each.number, start, end), each.part)
            for each in self.paragraphs
            for start, end in sentences(each.text)
        )

    @cached_property
    def running(self) -> tuple[Sentence, ...]:
        """The sentences that are neither headings nor table cells."""
        plain = {each.number for each in self.paragraphs if not each.heading and each.cell is None}
        return tuple(each for each in self.sentences if each.place.paragraph in plain)

    def of(self, *parts: Part) -> tuple[Sentence, ...]:
        """The running sentences of some parts."""
        return tuple(each for each in self.running if each.part in parts)

    def has(self, part: Part) -> bool:
        """Whether the document has a part of its own for something."""
        return any(each.part is part for each in self.paragraphs)

    @cached_property
    def operative(self) -> tuple[Sentence, ...]:
        """What is decided: its own part, or the sentences that decide."""
        own = self.of(Part.OPERATIVE)
        if any(DECIDES.search(each.text) for each in own):
            return own
        return tuple(
            each
            for each in self.running
            if each.part not in (Part.CONTEST, Part.HEARING) and DECIDES.search(each.text)
        )

    @cached_property
    def operative_text(self) -> str:
        """What is decided, as one text, tables of that part included."""
        cells = [p.text for p in self.paragraphs if p.part is Part.OPERATIVE and p.cell is not None]
        return "\n".join([*(each.text for each in self.operative), *cells])

    @cached_property
    def contest(self) -> tuple[Sentence, ...]:
        """How to contest: its own part, or the sentences that speak of it."""
        own = self.of(Part.CONTEST)
        return own or tuple(each for each in self.running if _CONTEST.search(each.text))

    @cached_property
    def reasons(self) -> tuple[Sentence, ...]:
        """Everything between what is decided and how to contest it."""
        apart = (
            Part.HEADER, Part.ADDRESSEE, Part.ACCESS, Part.HEADING, Part.OPERATIVE, Part.CONTEST,
            Part.SIGNATURE, Part.DUTIES, Part.ANNEXES,
        )  # fmt: skip
        contest, decided = set(self.contest), set(self.operative)
        heads = {each.number for each in self.head}
        return tuple(
            each
            for each in self.running
            if each.part not in apart
            and each not in contest
            and each not in decided
            and (each.part is not None or each.place.paragraph not in heads)
        )

    @cached_property
    def title(self) -> TextParagraph:
        """The fullest heading of the document; its first paragraph where it has none."""
        own = [p for p in self.paragraphs if p.part is Part.HEADING]
        return max(own, key=lambda p: len(p.text), default=self.paragraphs[0])

    @cached_property
    def head(self) -> tuple[TextParagraph, ...]:
        """What stands before the title and directly after it: authority, date, addressee."""
        own = [p for p in self.paragraphs if p.part in (Part.HEADER, Part.ADDRESSEE, Part.HEADING)]
        if any(p.part is Part.ADDRESSEE for p in own):
            return tuple(own)
        found: list[TextParagraph] = []
        for each in self.paragraphs[:_HEAD]:
            is_line = len(each.text) < _LONGEST_LINE and not each.text.rstrip().endswith(".")
            if each.part not in (None, Part.ACCESS, Part.HEADING):
                break
            if each.part is None and not is_line:
                break
            found.append(each)
        return tuple(found)

    @cached_property
    def addressee(self) -> str | None:
        """The name of the addressee; None where it cannot be told."""
        for each in self.head:
            if each.part in (Part.ACCESS, Part.HEADING):
                continue
            found = _ADDRESSED.match(each.text)
            if found and not _NO_NAME.match(found["name"]):
                return found["name"]
        return None

    @cached_property
    def signatories(self) -> tuple[str, ...]:
        """The names in the block of signatures."""
        lines = [p.text for p in self.paragraphs if p.part is Part.SIGNATURE]
        return tuple(name for line in lines for name in names_in(line))

    # ------------------------------------------------------------------ what is told

    @cached_property
    def amounts(self) -> tuple[tuple[Place, ReadAmount], ...]:
        """Every sum with its place."""
        return tuple(
            (Place(each.number, found.start, found.end), found)
            for each in self.paragraphs
            for found in amounts_in(each.text)
        )

    @cached_property
    def days(self) -> tuple[tuple[Place, ReadDay], ...]:
        """Every day with its place."""
        return tuple(
            (Place(each.number, found.start, found.end), found)
            for each in self.paragraphs
            for found in days_in(each.text)
        )

    @cached_property
    def mentions(self) -> tuple[tuple[Place, Mention], ...]:
        """Every citation with its place."""
        found = find(self.text, exists=exists)
        return tuple((self.place(each.start, each.end), each) for each in found)

    def matches(self, pattern: re.Pattern[str], *, running: bool = False) -> Iterator[Place]:
        """Where a pattern stands; ``running``: not in headings."""
        for each in self.paragraphs:
            if running and each.heading:
                continue
            for found in pattern.finditer(each.text):
                yield Place(each.number, *found.span())

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern stands anywhere."""
        return pattern.search(self.text) is not None

    def persons(self) -> Iterator[tuple[Place, str]]:
        """Everything that looks like a personal name, with its place."""
        for each in self.paragraphs:
            for name in names_in(each.text):
                start = each.text.index(name)
                yield Place(each.number, start, start + len(name)), name


_CONTEST: Final = re.compile(
    r"\bvaie\b|\bvaide(?!otsus)\w*|vaidlusta|\bkaebus\w*|halduskoh"
    r"|\bchallenge[ds]?\b|\bcontest(?:ed)?\b|\bappeal(?:ed)?\b|\badministrative court"
    r"|\bвозражени\w+|\bоспор\w+|\bобжал\w+|\bжалоб\w+|\bадминистративн\w+ суд",
    re.IGNORECASE,
)
