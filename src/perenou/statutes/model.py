"""Works, their redactions, and provisions, as plain data. A day is an ordinal day number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from perenou.statutes.address import DIVISIONS, Address, Step

Day: TypeAlias = int

_REPEALED: Final = re.compile(r"\s*kehtetu", re.IGNORECASE)
_DASHES: Final = (("‐", "-"), ("‑", "-"), ("‒", "–"), ("—", "–"))


def comparable(text: str) -> str:
    """A text as it is compared: every kind of space is one space, dashes are of one kind."""
    for dash, plain in _DASHES:
        text = text.replace(dash, plain)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Mark:
    """An amendment mark of the gazette; metadata, never part of a norm's text.

    Attributes:
        adopted: the day of the amending act. source: where it was published
            (``RT I, 20.12.2032, 3``). act: its number in the gazette.
        in_force: from when the change holds. partly: further days on which parts of it begin.
        retroactive: from when it is applied retroactively. note: the remark as it stands.
    """

    adopted: Day | None = None
    source: str = ""
    act: str = ""
    in_force: Day | None = None
    partly: tuple[Day, ...] = ()
    retroactive: Day | None = None
    note: str = ""

    @property
    def repeals(self) -> bool:
        """Whether the mark says that the provision was repealed."""
        return _REPEALED.match(self.note) is not None


@dataclass(frozen=True, slots=True)
class Link:
    """A reference inside a text: the words shown, and the target as the gazette writes it."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of an act: a chapter, a section, a subsection, a point.

    Attributes:
        text: its own words, without those of its parts; lines are parted by line feeds.
        repealed: kept without text, so that citations of it can be flagged.
        xml_id: the gazette's own name for it (``para1lg1b1``); empty where it has none.
    """

    address: Address
    title: str = ""
    text: str = ""
    repealed: bool = False
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    xml_id: str = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One consolidated text of a work: what is known of it without its words.

    Attributes:
        id: number in the gazette; of other documents, what names them there.
        work: what all redactions of a work share. abbreviation: may be empty.
        kind: ``seadus``, ``määrus``, ``juhend`` and so on. text_type: ``terviktekst`` or
            ``algtekst``.
        source: the citation of the publication. published: its day.
        since, until: the days on which it is in force, both included; until None: open.
        version: of its metadata: the publisher may correct a text and keep its number.
        sha256: of the file it was read from. schema: of the file.
        status: of guidance, as its issuer gives it. access: access mark; empty when public.
        history: one mark for each amending act, in the order of publication.
    """

    id: str
    work: str
    title: str
    abbreviation: str
    kind: str
    text_type: str
    issuer: str
    adopted: Day | None
    source: str
    published: Day
    since: Day
    until: Day | None
    version: int
    sha256: str
    schema: str
    status: str = ""
    access: str = ""
    history: tuple[Mark, ...] = ()

    @property
    def name(self) -> str:
        """What citations call the act: its abbreviation, or its title where it has none."""
        return self.abbreviation or self.title

    @property
    def amends(self) -> bool:
        """Whether it is an amending act as adopted, not a text of its own to be in force."""
        return self.schema.startswith("muutmis")


@dataclass(frozen=True)
class ActText:
    """A redaction with its provisions in the order of the act.

    Attributes:
        notices: what the reader of the file could not place, each with its line.
    """

    redaction: Redaction
    provisions: tuple[Provision, ...]
    notices: tuple[str, ...] = ()

    @cached_property
    def is_act(self) -> bool:
        """Whether it has sections or articles, and is no guidance or judgment."""
        return any(each.address.level in ("section", "article") for each in self.provisions)

    @cached_property
    def places(self) -> dict[Address, int]:
        """By address: the place among the provisions."""
        return {each.address: at for at, each in enumerate(self.provisions)}

    def find(self, wanted: Address) -> Provision | None:
        """The provision at an address; None when the act has none.

        A section of one unnumbered subsection is found as ``§ 2``, ``§ 2 lg 1`` and, for its
        points, with and without ``lg 1``; a range of repealed sections by each of them; a part
        of an article by what it stands in, where that is one text without parts.
        """
        for form in (wanted, _without_first_subsection(wanted)):
            at = None if form is None else self.places.get(form)
            if at is not None:
                return self.provisions[at]
        if wanted.steps[0].level == "article":
            return self._around(wanted)
        for each in self._ranges:
            if each.address.holds(wanted):
                return each
        return None

    @cached_property
    def _ranges(self) -> tuple[Provision, ...]:
        """Sections that were repealed together and stand as one: ``§ 3–4``."""
        return tuple(each for each in self.provisions if "–" in each.address.number)

    def _around(self, wanted: Address) -> Provision | None:
        for depth in range(len(wanted.steps) - 1, 0, -1):
            at = self.places.get(Address(wanted.steps[:depth]))
            if at is not None:
                wider = self.provisions[at]
                return wider if len(list(self.parts(wider.address))) == 1 else None
        return None

    def parts(self, address: Address) -> Iterator[Provision]:
        """A provision and everything that is a part of it, in order."""
        first = self.places.get(address)
        if first is None:
            return
        for each in self.provisions[first:]:
            if not address.covers(each.address):
                return
            yield each

    def words(self, address: Address) -> str:
        """The whole text of a provision with its parts, each part on a line with its number."""
        return "\n".join(
            line for each in self.parts(address) if (line := told(each, address)) is not None
        )

    def divisions(self, address: Address) -> tuple[Provision, ...]:
        """The chapters and the like that a section stands in, the outermost first."""
        top = Address(address.steps[:1])
        if address.steps[0].level in DIVISIONS:
            return tuple(
                self.provisions[self.places[Address(address.steps[:depth])]]
                for depth in range(1, len(address.steps))
            )
        for each in reversed(self.provisions[: self.places.get(top, 0)]):
            if each.address.level in DIVISIONS:
                return (*self.divisions(each.address), each)
        return ()


def told(part: Provision, of: Address) -> str | None:
    """A provision's line inside a larger one: number and words; None when it has none to tell."""
    if part.address == of:
        return part.text or None
    said = "(kehtetu)" if part.repealed else part.text
    depth = len(part.address.steps) - len(of.steps) - 1
    number = part.address.number.partition("[")[0]
    form = {"subsection": f"({number}) ", "point": f"{number}) ", "subpoint": f"{number}) "}
    head = form.get(part.address.level, "")
    return f"{'  ' * depth}{head}{said}".rstrip()


def _without_first_subsection(wanted: Address) -> Address | None:
    steps = tuple(step for step in wanted.steps if step != Step("subsection", "1"))
    return Address(steps) if 0 < len(steps) < len(wanted.steps) else None


def in_force_on(redaction: Redaction, day: Day) -> bool:
    """Whether a redaction by its own dates is in force on a day."""
    return redaction.since <= day and (redaction.until is None or day <= redaction.until)


def chosen(
    redactions: tuple[Redaction, ...], day: Day, known: Day | None = None
) -> Redaction | None:
    """The redaction of a work that is in force on a day; None when there is none.

    Of several the one that began last, then the one published last: a redaction announced for a
    day is replaced by a later one for the same day.

    Args:
        known: only what was published by this day counts; None: everything.
    """
    usable = [
        each
        for each in redactions
        if not each.amends and in_force_on(each, day) and (known is None or each.published <= known)
    ]
    return max(usable, key=precedence, default=None)


def precedence(redaction: Redaction) -> tuple[int, int, int, str]:
    """What redactions of a work are ordered by; of two for one day the last one counts."""
    article = redaction.source.rpartition(" ")[2]
    return (
        redaction.since,
        redaction.published,
        int(article) if article.isdecimal() and len(article) < 9 else 0,
        redaction.id,
    )
