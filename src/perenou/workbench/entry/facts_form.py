"""The facts of a case as fields of a form: read into the plain data of a case file.

A field is named by its place in the file (``children.juku.lives.0.from``), so that what is wrong
with a value is shown beside it. What a form does not show is kept as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from perenou.casework.answers import AnswerError, new_id
from perenou.casework.case_file.errors import Path
from perenou.casework.case_file.fields import LONGEST_LIST, UNKNOWN
from perenou.casework.case_file.schema import Case, Child, Period, Person
from perenou.casework.case_file.source import Data
from perenou.workbench.entry.answers_form import Sent
from perenou.workbench.entry.shapes import Shape, shapes
from perenou.workbench.entry.values import written
from perenou.workbench.frame.words import say
from perenou.workbench.privacy.codes import HIDDEN

Mapping = dict[str, Data]

SILENT: Final = ""
NONE: Final = "none"
"""What may be said of a list without entries: nothing, that there is surely none, ``unknown``."""

_NOT_OF_CASE: Final = frozenset(
    {"title", "people", "children", "readings", "reading_reasons", "rates_file"}
)
GROUPS: Final = ("people", "children")


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody, the period or the case itself: where it stands and the fields that a form shows."""

    path: Path
    shapes: dict[str, Shape]

    @property
    def name(self) -> str:
        """Its place as fields are named by."""
        return ".".join(map(str, self.path))


def shown(group: str) -> dict[str, Shape]:
    """The fields that a form shows of the case, the period, people or children."""
    if group == "case":
        return {name: of for name, of in shapes(Case).items() if name not in _NOT_OF_CASE}
    return shapes({"period": Period, "people": Person, "children": Child}[group])


def parts_of(mapping: Mapping) -> Iterator[Part]:
    """Everything of a case file that fields stand for."""
    yield Part((), shown("case"))
    yield Part(("period",), shown("period"))
    for group in GROUPS:
        for who in _within(mapping, (group,)):
            yield Part((group, who), shown(group))


def hidden(mapping: Mapping) -> list[Path]:
    """The places that a form does not show, though the file says something there."""
    found: list[Path] = [
        (name,) for name in mapping
        if name not in shown("case") and name not in ("title", "period", *GROUPS)
    ]  # fmt: skip
    for group in GROUPS:
        for who, person in _within(mapping, (group,)).items():
            of = person if isinstance(person, dict) else {}
            found += [(group, who, name) for name in of if name not in shown(group)]
    return found


def read_form(sent: Sent, base: Mapping) -> Mapping:
    """What a form says, over what the file said before; a masked code left as it was stays."""
    mapping = copy.deepcopy(base)
    for group in GROUPS:
        people = _within(mapping, (group,))
        there = dict.fromkeys(sent.getlist(f"who.{group}"))
        kept: Mapping = {who: people.get(who) or {} for who in there if who}
        if kept or group in mapping:
            mapping[group] = kept
    for part in parts_of(mapping):
        into = _within(mapping, part.path)
        for name, shape in part.shapes.items():
            value = _read_field(sent, (*part.path, name), shape)
            if isinstance(value, str) and HIDDEN in value:
                value = into.get(name)
            if value is None:
                into.pop(name, None)
            else:
                into[name] = value
        if part.path == ("period",):
            mapping.pop("period", None)
            if into:
                mapping["period"] = into
    return mapping


def is_sent(sent: Sent) -> bool:
    """Whether a whole form came; a part of one would take away what it leaves out."""
    return sent.get("whole", "") == "1"


# ------------------------------------------------------------------------------ adding, removing


def rearrange(sent: Sent, mapping: Mapping) -> tuple[str, str]:
    """Add or remove what a button asks for; which button it was, and where to go on."""
    do, _, place = sent.get("do", "save").partition(" ")
    if do == "add":
        add_row(mapping, place)
        listed = _rows(mapping, place)
        return do, f"{place}.{listed - 1}"
    if do == "more":
        chosen = sent.get(f"more.{place}", "")
        add_row(mapping, chosen)
        return do, f"{chosen}.0"
    if do == "drop":
        drop_row(mapping, place)
        return do, place.rpartition(".")[0]
    if do == "join":
        name = sent.get(f"new.{place}", "")
        add_person(mapping, place, name, say(f"entry.facts.somebody.{place}", "et"))
        group = mapping.get(place)
        return do, f"{place}.{[*group][-1]}" if isinstance(group, dict) and group else ""
    if do == "leave":
        drop_person(mapping, place)
        return do, place.partition(".")[0]
    return (do if do == "keep" else "save"), ""


def _rows(mapping: Mapping, place: str) -> int:
    found: Data = mapping
    for part in place.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return len(found) if isinstance(found, list) else 0


def add_row(mapping: Mapping, place: str) -> None:
    """One more empty row of a list."""
    found = _list_at(mapping, place)
    if found is not None:
        into, name = found
        rows = into.get(name)
        more: list[Data] = [*rows] if isinstance(rows, list) else []
        into[name] = [*more, {}]


def drop_row(mapping: Mapping, place: str) -> None:
    """A list without one of its rows."""
    listed, _, at = place.rpartition(".")
    found = _list_at(mapping, listed)
    if found is not None and at.isdecimal():
        into, name = found
        rows = into.get(name)
        if isinstance(rows, list):
            left: list[Data] = [row for number, row in enumerate(rows) if number != int(at)]
            if left:
                into[name] = left
            else:
                into.pop(name)


def add_person(mapping: Mapping, group: str, name: str, otherwise: str) -> None:
    """Somebody new, called by a name; without one by a word that stands for it."""
    if group not in GROUPS:
        return
    taken = [who for each in GROUPS for who in _within(mapping, (each,))]
    told = " ".join(name.split())
    try:
        who = new_id(told, taken)
    except AnswerError:
        who = new_id(otherwise, taken)
    people = _within(mapping, (group,))
    people[who] = {"name": told} if told else {}
    mapping[group] = people


def drop_person(mapping: Mapping, place: str) -> None:
    """A case without somebody; what names them elsewhere stays, and is shown as wrong."""
    group, _, who = place.partition(".")
    if group in GROUPS:
        _within(mapping, (group,)).pop(who, None)


def without_empty_rows(mapping: Mapping) -> Mapping:
    """What is left when rows that say nothing are taken out."""
    result = copy.deepcopy(mapping)
    for part in parts_of(result):
        into = _within(result, part.path)
        for name, shape in part.shapes.items():
            rows = into.get(name)
            if shape.sort == "list" and isinstance(rows, list) and rows:
                left: list[Data] = [row for row in rows if row]
                if left:
                    into[name] = left
                else:
                    into.pop(name)
    return result


# ------------------------------------------------------------------------------ reading


def _read_field(sent: Sent, path: Path, shape: Shape) -> Data:
    name = ".".join(map(str, path))
    if shape.sort == "list" and shape.entry is not None:
        return _read_list(sent, path, shape)
    if shape.sort in ("people", "people_or_all", "words_or_all"):
        chosen = sent.getlist(name)
        for word in ("all", UNKNOWN):
            if word in chosen:
                return word
        return [*chosen] if chosen else None
    value = written(shape.sort, sent.get(name, ""))
    return value or None


def _read_list(sent: Sent, path: Path, shape: Shape) -> Data:
    name = ".".join(map(str, path))
    count = sent.get(f"rows.{name}", "")
    of = {} if shape.entry is None else shapes(shape.entry)
    rows: list[Data] = []
    for at in range(min(int(count) if count.isdecimal() else 0, LONGEST_LIST + 1)):
        row: Mapping = {}
        for field, cell in of.items():
            value = _read_field(sent, (*path, at, field), cell)
            if value is not None:
                row[field] = value
        rows.append(row)
    if rows:
        return rows
    said = sent.get(f"none.{name}", "")
    return [] if said == NONE else UNKNOWN if said == UNKNOWN else None


def _within(mapping: Mapping, path: Path) -> Mapping:
    """The mapping at a path; an empty one that belongs to nothing where there is none."""
    found: Data = mapping
    for part in path:
        found = found.get(str(part)) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _list_at(mapping: Mapping, place: str) -> tuple[Mapping, str] | None:
    """What holds a list that a form shows, and its name there."""
    holder, _, name = place.rpartition(".")
    path: Path = tuple(holder.split(".")) if holder else ()
    for part in parts_of(mapping):
        if part.path == path and name in part.shapes and part.shapes[name].sort == "list":
            return _within(mapping, path), name
    return None
