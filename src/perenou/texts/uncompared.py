"""Sentences whose figures were compared with nothing, so that nobody takes silence for a yes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from perenou.acts.check.benefit_names import benefits_at, names_all
from perenou.acts.check.contest import terms_told
from perenou.acts.check.finding import Finding
from perenou.acts.check.view import Act, Place
from perenou.language.read_dates import days_in, months_in
from perenou.rules.types import Day
from perenou.texts.law_values import values
from perenou.texts.letter import compared_in
from perenou.texts.passages import Passage, passages
from perenou.texts.read_values import Read, values_in
from perenou.texts.statements import Statement, statements
from perenou.texts.topics import Unit
from perenou.texts.unknown_names import unknown_names

_UNITS: Final[tuple[Unit, ...]] = (
    "month", "days", "working_days", "weeks", "months", "percent", "hours", "age", "day_of_month",
)  # fmt: skip
_MOST_MONTHS: Final = 12 * 1900
"""From here on it is a year that is told and no term."""


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A sentence, or the row of a table, with figures that were compared with nothing.

    Attributes:
        figures: as the text writes them. names: of benefits that are not known, as it writes them.
    """

    place: Place
    text: str
    figures: tuple[str, ...]
    names: tuple[str, ...] = ()


def uncompared(act: Act, found: tuple[Finding, ...], today: Day) -> Iterator[Uncompared]:
    """Every passage with such figures, in order.

    Args:
        found: of facts; what is told there was compared.
    """
    seen = [each.place for each in statements(act) if _is_compared(act, each, today)]
    seen += [place for place, _ in terms_told(act)]
    seen += [each.place for each in found if each.place is not None]
    over = [each.place for each in found if each.item == "ended-benefit" and each.place is not None]
    for passage in passages(act):
        if any(_holds(passage, each) for each in over):
            continue  # the benefit itself is no more, and so none of its figures
        own = [each for each in _figures(passage) if not _is_among(passage, each, seen)]
        if not own:
            continue
        first, last = passage.pieces[0], passage.pieces[-1]
        end = last.end if last.paragraph == first.paragraph else first.end
        yield Uncompared(
            Place(first.paragraph, first.start, end),
            passage.text,
            tuple(dict.fromkeys(passage.text[each.start : each.end] for each in own)),
            unknown_names(passage.text),
        )


def _is_compared(act: Act, statement: Statement, today: Day) -> bool:
    """Whether the law said something to it, or once had the value."""
    return compared_in(act, statement, today).verdict != "unsaid" or any(
        each.value == statement.value for name in statement.figures for each in values(name, today)
    )


def _figures(passage: Passage) -> list[Read]:
    """Everything that is told in figures; days only where a benefit is named beside them."""
    text = passage.text
    found = [
        each
        for unit in _UNITS
        for each in values_in(text, unit)
        if unit != "months" or each.value < _MOST_MONTHS
    ]
    # A sentence with a day is held to that day, where it tells anything else.
    if not found and (names_all(text) or any(benefits_at(text, lay=True))):
        found = [Read(each.start, each.end, each.day) for each in days_in(text)]
        found += [Read(each.start, each.end, each.month) for each in months_in(text)]
    kept: list[Read] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _holds(passage: Passage, place: Place) -> bool:
    return any(
        each.paragraph == place.paragraph and each.start <= place.start < each.end
        for each in passage.pieces
    )


def _is_among(passage: Passage, read: Read, seen: list[Place]) -> bool:
    place = passage.place(read.start, read.end)
    return any(
        each.paragraph == place.paragraph and each.start < place.end and place.start < each.end
        for each in seen
    )
