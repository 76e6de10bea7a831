"""The facts of one family told as the plain data of a case file.

Each fact is told the way a case file tells it: a home as times of residence, a parent as a link, a
claim as a claim. What cannot be told so is left out here and noticed by whoever compares the facts
of the case that comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from perenou.benefits.estonia.vocabulary import CLAIMED, PAID_FOR_SET, Ground, Studies
from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.case_file.source import Data
from perenou.casework.facts import EXCEPTIONAL
from perenou.casework.lines import START
from perenou.rules.compile.rows import UNKNOWN, LineColumn, Rows
from perenou.rules.types import NEVER, Day

Entry: TypeAlias = dict[str, Data]

Piece: TypeAlias = tuple[Day | None, Day | None, tuple[int, ...]]
"""First and last day, None where it has no end, and the values of some facts on those days."""

_GROUNDS: Final = {each.value: each.name.lower() for each in Ground if each is not Ground.NONE}
_LEVELS: Final = {each.value: each.name.lower() for each in Studies if each is not Studies.NONE}

_CHILDS_SPELLS: Final[Mapping[str, tuple[str, Entry]]] = {
    "academic_leave": ("academic_leave", {}),
    "separated": ("separated", {}),
    "institutional_care": ("substitute_care", {"kind": "childrens_home"}),
    "lives_independently": ("independent", {}),
    "child_imprisoned": ("imprisonment", {}),
}
_ADULTS_SPELLS: Final[Mapping[str, tuple[str, Entry]]] = {
    "imprisoned": ("imprisonment", {}),
    "in_conscript_service": ("service", {"kind": "conscript"}),
    "gets_parental_benefit": ("parental_benefit", {}),
    "missing": ("missing", {}),
    "wanted": ("wanted", {}),
    "benefit_uncollected": ("uncollected", {}),
}
"""By yes-or-no fact: the list that tells it, and what each entry says besides its days."""

_LINKS_SPELLS: Final[Mapping[str, tuple[str, str]]] = {
    "is_foster_parent": ("foster", "parent"),
    "lacks_custody": ("no_custody", "who"),
    "counted_in_family": ("counted_with", "family_of"),
    "is_maintained": ("maintained_dependant_of", "who"),
    "actually_raises_in_emergency": ("raised_in_emergency", "who"),
}
"""By yes-or-no fact of an adult and a child: the child's list, and the key that names the adult."""


@dataclass(frozen=True, slots=True)
class Told:
    """A case file's data, and who is who in it.

    Attributes:
        people, children: ids by row of the table.
    """

    data: dict[str, Data]
    people: tuple[str, ...]
    children: tuple[str, ...]


def told(rows: Rows) -> Told:
    """The rows of one family as the data of a case file."""
    of = _Columns(rows)
    children = _ids("laps", of.count("child"))
    people = _people(of, children)
    data: dict[str, Data] = {"otherwise": "ordinary"}
    data["people"] = {who: _adult(of, row) for row, who in enumerate(people) if who not in children}
    made: dict[str, Entry] = {who: _child(of, row) for row, who in enumerate(children)}
    couples: list[Data] = []
    for row in range(of.count("carer")):
        who = people[of.up("carer", "person", row)]
        _linked(of, row, who, made[children[of.up("carer", "child", row)]])
        couples += _coupled(of, row, who, people)
    for row, who in enumerate(children):
        if "stillborn" not in made[who]:
            _raised(of, row, made[who], people)
        if "parents" in made[who] or of.has("is_parent"):
            made[who].setdefault("parents", [])
    data["children"] = {**made}
    # A bond that the case is silent about is open for a time at least: while a parent lives.
    bonds = (
        value
        for row in range(of.count("carer"))
        for _, _, (value,) in of.pieces(["is_registered_partner_of_parent"], row, [0])
    )
    if UNKNOWN not in bonds:
        data["couples"] = [each for at, each in enumerate(couples) if each not in couples[:at]]
    if of.count("claim") or "claim" in rows.offsets:
        data["claims"] = _claims(of, people, children)
    return Told(data, people, children)


def _ids(word: str, count: int) -> tuple[str, ...]:
    """Ids that sort in the order of the rows."""
    width = len(str(count))
    return tuple(f"{word}{row + 1:0{width}}" for row in range(count))


def _people(of: _Columns, children: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the adults; of one who is a child of the family that child's."""
    found = [*_ids("inimene", of.count("person"))]
    for row in range(of.count("carer")):
        if of.value("is_the_child", row) == 1:
            found[of.up("carer", "person", row)] = children[of.up("carer", "child", row)]
    return tuple(found)


class _Columns:
    """What the columns say of one row."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def has(self, name: str) -> bool:
        return name in self._rows.columns

    def count(self, unit: str) -> int:
        return self._rows.count(unit) if unit in self._rows.offsets else 0

    def up(self, unit: str, above: str, row: int) -> int:
        return int(self._rows.above[unit, above][row])

    def line(self, name: str, row: int) -> tuple[list[Day], list[int]] | None:
        """Starts and values of a fact's timeline; None: the table has no column of it."""
        column = self._rows.columns.get(name)
        if column is None:
            return None
        if not isinstance(column, LineColumn):
            return [START], [int(column[row])]
        places = slice(int(column.offsets[row]), int(column.offsets[row + 1]))
        return column.days[places].tolist(), column.values[places].tolist()

    def value(self, name: str, row: int) -> int | None:
        """The one value of a fact; None where it has none or no column."""
        found = self.line(name, row)
        return found[1][0] if found is not None and len(found[1]) == 1 else None

    def pieces(self, names: Sequence[str], row: int, silent: Sequence[int]) -> Iterator[Piece]:
        """The days on which some facts keep their values; ``silent``: those without a column."""
        lines = [
            self.line(name, row) or ([START], [otherwise])
            for name, otherwise in zip(names, silent, strict=True)
        ]
        days = sorted({min(day, LATEST + 1) for starts, _ in lines for day in starts})
        for at, day in enumerate(days):
            if day > LATEST:
                continue
            values = tuple(
                values[max(i for i, start in enumerate(starts) if start <= day)]
                for starts, values in lines
            )
            last = days[at + 1] - 1 if at + 1 < len(days) else LATEST
            yield (None if at == 0 else day), (None if last == LATEST else last), values


def _spell(first: Day | None, last: Day | None) -> Entry:
    entry: Entry = {}
    if first is not None:
        entry["from"] = _iso(first)
    if last is not None:
        entry["to"] = _iso(last)
    return entry


def _iso(day: Day) -> str:
    return date.fromordinal(day).isoformat()


def _day(day: int | None) -> str | None:
    """A day as a case file writes it; None where that would say nothing."""
    if day == UNKNOWN:
        return "unknown"
    return _iso(day) if day is not None and EARLIEST <= day <= LATEST else None


def _spells(of: _Columns, name: str, row: int, besides: Entry) -> list[Data]:
    return [
        {**besides, **_spell(first, last)}
        for first, last, (value,) in of.pieces([name], row, [0])
        if value == 1
    ]


def _listed(of: _Columns, row: int, into: Entry, lists: Mapping[str, tuple[str, Entry]]) -> None:
    for name, (key, besides) in lists.items():
        if not of.has(name):
            continue
        if of.value(name, row) == UNKNOWN:
            if name in EXCEPTIONAL:
                into[key] = "unknown"
        elif spells := _spells(of, name, row, besides):
            into[key] = spells


def _residence(of: _Columns, row: int, lives: str, ground: str) -> Data:
    if not of.has(lives):
        return None
    if of.value(lives, row) == UNKNOWN:
        return "unknown"
    found: list[Data] = []
    for first, last, (home, why) in of.pieces([lives, ground], row, [0, UNKNOWN]):
        if home == 0:
            continue
        entry: Entry = {"country": "EE" if home == 1 else "unknown"}
        entry["ground"] = "unknown" if why == UNKNOWN else _GROUNDS.get(why, "none")
        found.append({**entry, **_spell(first, last)})
    return found


# ---------------------------------------------------------------------------- who there is


def _adult(of: _Columns, row: int) -> Data:
    entry: Entry = {"residence": _residence(of, row, "lives_in_estonia", "ground")}
    _died(of, row, "death_day", 0, entry)
    _listed(of, row, entry, _ADULTS_SPELLS)
    return entry


def _child(of: _Columns, row: int) -> Entry:
    entry: Entry = {
        "birth": _day(of.value("child_birth_day", row)),
        "residence": _residence(of, row, "child_lives_in_estonia", "child_ground"),
    }
    _died(of, row, "child_death_day", 1, entry)
    if of.value("stillborn", row) == 1:
        week = of.value("stillbirth_week", row)
        entry["stillborn"] = {} if week in (None, UNKNOWN) else {"week": str(week)}
    births = of.value("birth_set", row)
    if births is not None and births >= 0:
        entry["birth_set"] = f"sünd{births + 1}"
    if of.value("second_parent_unrecorded", row) == 1:
        entry["second_parent"] = "none"
    abroad = [each for key in CLAIMED for each in _foreign(of, row, key)]
    if abroad:
        entry["other_state"] = abroad
    if "stillborn" not in entry:
        _learns(of, row, entry)
        _listed(of, row, entry, _CHILDS_SPELLS)
    return entry


def _foreign(of: _Columns, row: int, key: str) -> Iterator[Data]:
    """Another state's benefit of the same purpose as one of Estonia."""
    for first, last, (cents,) in of.pieces([f"foreign_{key}"], row, [0]):
        if cents != 0:
            amount = "unknown" if cents == UNKNOWN else f"{cents // 100}.{cents % 100:02}"
            yield {"benefit": key, "month_amount": amount, **_spell(first, last)}


def _died(of: _Columns, row: int, name: str, after: int, entry: Entry) -> None:
    day = of.value(name, row)
    if day == UNKNOWN:
        entry["death"] = "unknown"
    elif day is not None and day < NEVER:
        entry["death"] = _iso(day - after)


def _learns(of: _Columns, row: int, entry: Entry) -> None:
    if of.has("studies"):
        entry["studies"] = "unknown"
        if of.value("studies", row) != UNKNOWN:
            names = ("studies", "studies_abroad", "final_class", "course_hours", "course_began_day")
            entry["studies"] = [
                _study(values, _spell(first, last))
                for first, last, values in of.pieces(names, row, [0, 0, UNKNOWN, UNKNOWN, NEVER])
                if values[0] != 0
            ]
    day = of.value("secondary_education_day", row)
    if day is not None:
        entry["secondary_education"] = "false" if day == NEVER else _day(day)


def _study(values: tuple[int, ...], spell: Entry) -> Data:
    level, abroad, final, hours, _ = values  # another course is another time of study
    entry: Entry = {"level": _LEVELS.get(level, "unknown"), **spell}
    if abroad != 0:
        entry["country"] = "unknown"
    if final in (0, 1) and level in (Studies.UPPER_SECONDARY, Studies.VOCATIONAL):
        entry["final_class"] = "true" if final else "false"
    if hours > 0:
        entry["contact_hours"] = str(hours)
    return entry


# ---------------------------------------------------------------------------- who is what to whom


def _linked(of: _Columns, row: int, who: str, child: Entry) -> None:
    for first, last, (value,) in of.pieces(["is_parent"], row, [0]):
        if value == 1:
            link: Entry = {"who": who, **_spell(first, last)}
            mother = of.value("is_mother", row)
            if mother is not None and mother != UNKNOWN:
                link["role"] = "mother" if mother else "father"
            if of.value("is_adopter", row) == 1:
                link["ground"] = "adoption"
            _into(child, "parents").append(link)
    for name, (key, names) in _LINKS_SPELLS.items():
        if of.has(name) and (spells := _spells(of, name, row, {names: who})):
            _into(child, key).extend(spells)


def _into(entry: Entry, key: str) -> list[Data]:
    found = entry.setdefault(key, [])
    assert isinstance(found, list)
    return found


def _raised(of: _Columns, row: int, child: Entry, people: tuple[str, ...]) -> None:
    """Who raises a child: one entry for each time in which the same adults do."""
    carers = [c for c in range(of.count("carer")) if of.up("carer", "child", c) == row]
    counted = [of.line("counted_in_family", c) for c in carers]
    if all(line is not None and UNKNOWN not in line[1] for line in counted):
        _into(child, "counted_with")  # an empty list says surely none
    if not of.has("raises") or not carers:
        return
    lines = [(of.line("raises", c), of.line("shares_equally", c)) for c in carers]
    days = sorted({day for pair in lines for line in pair if line is not None for day in line[0]})
    found: list[Data] = []
    for at, day in enumerate(days):
        raising = [_on(line, day) for line, _ in lines]
        sharing = [_on(line, day) for _, line in lines]
        adults = [
            people[of.up("carer", "person", c)]
            for c, value in zip(carers, raising, strict=True)
            if value == 1
        ]
        if not adults and UNKNOWN not in raising:
            continue
        entry: Entry = {"share": "equal" if 1 in sharing else "full"}
        entry["with"] = "unknown" if UNKNOWN in raising else [*adults]
        last = days[at + 1] - 1 if at + 1 < len(days) else None
        found.append({**entry, **_spell(None if at == 0 else day, last)})
    child["lives"] = found


def _on(line: tuple[list[Day], list[int]] | None, day: Day) -> int:
    if line is None:
        return 0
    starts, values = line
    return values[max(i for i, start in enumerate(starts) if start <= day)]


def _coupled(of: _Columns, row: int, who: str, people: tuple[str, ...]) -> list[Data]:
    """The bonds of an adult with a child's parents."""
    child = of.up("carer", "child", row)
    parents = [
        people[of.up("carer", "person", other)]
        for other in range(of.count("carer"))
        if of.up("carer", "child", other) == child
        and of.value("is_parent", other) == 1
        and other != row
    ]
    registered = of.value("is_registered_partner_of_parent", row) == 1
    kind = "registered" if registered else "marriage"
    return [
        {"who": [*sorted((who, parents[0]))], "kind": kind, **_spell(first, last)}
        for first, last, (value,) in of.pieces(["is_partner_of_parent"], row, [0])
        if value == 1 and parents
    ]


# ---------------------------------------------------------------------------- claims


def _claims(of: _Columns, people: tuple[str, ...], children: tuple[str, ...]) -> list[Data]:
    """The claims; rows that differ by their child alone are one claim for several children."""
    found: list[Data] = []
    wanted: list[list[Data]] = []
    alike: list[Entry] = []
    for row in range(of.count("claim")):
        if _is_of_its_set(of, row):
            continue
        entry = _claim(of, row, people)
        child = children[_whose(of, row)[1]]
        at = next((n for n, one in enumerate(alike) if one == entry and child not in wanted[n]), -1)
        if at >= 0:
            wanted[at].append(child)
            continue
        alike.append(entry)
        wanted.append([child])
        found.append({**entry, "for": wanted[-1]})
    return found


def _is_of_its_set(of: _Columns, row: int) -> bool:
    """Whether a claim is there only because one for another child of the same birth is."""
    if _claimed(of, row) != {PAID_FOR_SET: 1}:
        return False
    person, child = _whose(of, row)
    births = of.value("birth_set", child)
    return births is not None and any(
        _claimed(of, other).get(PAID_FOR_SET) == 1
        and len(_claimed(of, other)) > 1
        and _whose(of, other)[0] == person
        and of.value("birth_set", _whose(of, other)[1]) == births
        and of.value("received_day", other) == of.value("received_day", row)
        for other in range(of.count("claim"))
        if other != row
    )


def _whose(of: _Columns, row: int) -> tuple[int, int]:
    carer = of.up("claim", "carer", row)
    return of.up("carer", "person", carer), of.up("carer", "child", carer)


def _claimed(of: _Columns, row: int) -> dict[str, int]:
    """The benefits that a claim is for, or may be."""
    wanted = {key: of.value(f"claims_{key}", row) for key in CLAIMED}
    return {key: value for key, value in wanted.items() if value}


def _claim(of: _Columns, row: int, people: tuple[str, ...]) -> Entry:
    """A claim, without the children that it is for."""
    entry: Entry = {
        "by": people[_whose(of, row)[0]],
        "received": _day(of.value("received_day", row)),
    }
    wanted = _claimed(of, row)
    entry["benefits"] = "unknown" if UNKNOWN in wanted.values() else [*wanted]
    posted = of.value("posted_day", row)
    if posted is not None and posted < NEVER:
        entry["posted"], entry["channel"] = _day(posted), "post"
    for name, key in (("has_consent", "consent"), ("consent_unobtainable", "consent_unobtainable")):
        value = of.value(name, row)
        if value in (1, UNKNOWN):
            entry[key] = "true" if value == 1 else "unknown"
    raises = of.line("actually_raises_in_emergency", of.up("claim", "carer", row))
    if raises is not None and any(raises[1]) and of.value("consent_unobtainable", row) == 0:
        entry["consent_unobtainable"] = "false"  # silence would leave it open
    return entry
