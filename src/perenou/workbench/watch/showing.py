"""What the page of a text shows: its changes side by side with what rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.impact.code import Written, written
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.statutes.address import Address
from perenou.statutes.differences import Change
from perenou.statutes.model import ActText
from perenou.statutes.tell_differences import compared, heading, redaction_line, shown
from perenou.statutes.wording import Run
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.things import address_of
from perenou.workbench.references.registered import Told, named
from perenou.workbench.references.registered import told as told_things
from perenou.workbench.tasks.listing import state_pill
from perenou.workbench.tasks.models import Task
from perenou.workbench.watch.among import kind_said, label
from perenou.workbench.watch.models import Arrival, Touched

CODED: Final = ("norm", "figure", "gathered", "doubt")
"""Kinds of what is coded, and can be shown as it is written."""

_ORDER: Final = (*CODED, "writing", "template", "handbook", "summary")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is touched, as it is shown.

    Attributes:
        kind: what sort of thing it is, in words. address: where it opens; empty: nowhere.
        task: that was given about it; pill: where that stands.
    """

    row: Touched
    kind: str
    label: str
    address: str
    task: Task | None
    pill: Pill | None

    @property
    def is_waiting(self) -> bool:
        """Whether nothing is decided about it yet."""
        return self.task is None and self.row.aside_by_id is None


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change: where, how the words differ, and what rests on it."""

    heading: str
    runs: tuple[tuple[Run, ...], ...]
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision in a redaction: its words; None where it does not have it."""

    redaction: str
    title: str
    words: str | None
    is_repealed: bool


def things_of(arrival: Arrival, language: Language) -> tuple[Thing, ...]:
    """Everything that a text touches, in four queries however many there are."""
    rows = list(arrival.things.select_related("aside_by"))
    keys = [row.source_key for row in rows]
    tasks = {
        task.source_key: task
        for task in Task.objects.filter(source_key__in=keys).select_related("owner")
    }
    writings = told_things({named(row.name) for row in rows if row.kind == "writing"})
    return tuple(
        Thing(
            row,
            kind_said(row.kind, row.name, language),
            label(row.kind, row.name, row.label, language),
            _address(row, writings),
            tasks.get(row.source_key),
            None if (task := tasks.get(row.source_key)) is None else state_pill(task, language),
        )
        for row in rows
    )


def changes_of(
    name: str, changes: Sequence[Change], things: Sequence[Thing], language: Language
) -> tuple[ChangeShown, ...]:
    """The changes of an act in its order, each with what rests on it."""
    by_place: dict[str, list[Thing]] = {}
    for thing in things:
        for place in thing.row.places.split("\n"):
            by_place.setdefault(place, []).append(thing)
    return tuple(
        ChangeShown(
            heading(change, language),
            tuple(tuple(each) for each in compared(change)),
            tuple(by_place.get(f"{name} {change.address}", ())),
        )
        for change in shown(changes)
    )


def wording(text: ActText | None, citation: Citation, language: Language) -> Wording | None:
    """A provision in a redaction; None where there is no redaction."""
    if text is None:
        return None
    line = redaction_line(text.redaction, language)
    found = text.find(Address.of(citation))
    if found is None:
        return Wording(line, "", None, False)
    section = text.provisions[text.places[Address(found.address.steps[:1])]]
    return Wording(line, section.title, text.words(found.address), found.repealed)


def code_of(thing: Touched) -> tuple[Written, ...]:
    """How what is touched is coded; empty for what is not."""
    return written(thing.kind, thing.name)


def by_kind(things: Iterable[Thing]) -> list[tuple[str, list[Thing]]]:
    """Things under their kinds: what is coded, what people wrote, and our other texts."""
    found: dict[str, list[Thing]] = {}
    for thing in sorted(things, key=lambda each: _ORDER.index(each.row.kind)):
        found.setdefault(thing.kind, []).append(thing)
    return list(found.items())


def _address(row: Touched, writings: Mapping[tuple[str, str], Told]) -> str:
    if row.kind == "writing":
        told = writings.get(named(row.name))
        return told.address if told is not None else ""
    return address_of("provision", row.citation)
