"""The checked whole of the law, and the law of a day."""

from __future__ import annotations

import dis
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.graph import groups
from perenou.rules.program_text import program_text
from perenou.rules.rule import (
    Across,
    Book,
    Fact,
    Flag,
    LawError,
    Parameter,
    ParameterVersion,
    Rule,
    Through,
    Unit,
)
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, ANSWERS, NEVER, Day
from perenou.rules.unknown import Moving, Open, Unknown, open_number, unasked

MOVING: Final[dict[str, Callable[[Day], Day] | None]] = {
    "today": None,
    "month_first_day": month_start,
    "next_month_first_day": next_month_start,
}
"""Inputs that every rule may take: the passing day, its month's first day and the next month's."""

WITHIN_A_MONTH: Final = frozenset(
    {"at_month_start", "begin_in_month", "days_in_month_if_begun_inside", "total_in_month"}
)
"""The through kinds that look at the days of one and the same month only."""

OWN_ROW = "row"
"""As a key of an aggregate: the number of the row itself."""


class Term(NamedTuple):
    """A rule's versions in force, by the day from which each applies; None: no such norm."""

    name: str
    unit: Unit
    gives: str
    line: Timeline[Rule | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a norm's version is applied over a horizon: worked out once, used for every case.

    Attributes:
        unit: whose row it speaks of. inputs: for each argument its name and the units to climb
            through to its row (None: a figure or the passing day).
        blank: the arguments before a case is looked at: figures of one value, the rest unasked.
        figures: by place, the figures of several values. first: the places of arguments that the
            function looks at in any case. at_once: those of them that speak of a row.
        climbs: for each argument, what the rows above the own row are found by; None: the own row.
        moving: the places of the arguments that pass with time, and what each is of the day.
        is_recurrent: whether an argument can be a running total. is_of_no_row: whether every row
            has the same answer, because no argument speaks of a row.
    """

    unit: str
    inputs: tuple[tuple[str, tuple[str, ...] | None], ...]
    blank: tuple[Any, ...]
    figures: tuple[tuple[int, Timeline[Any]], ...]
    at_once: tuple[int, ...]
    climbs: tuple[str | None, ...]
    first: tuple[int, ...]
    moving: tuple[tuple[int, Callable[[Day], Day] | None], ...]
    is_recurrent: bool
    is_of_no_row: bool


def untouched(plan: Plan, begin: Day, after: Day) -> list[Any]:
    """The arguments of a version over some days before a case is looked at."""
    arguments = [*plan.blank]
    for at, move in plan.moving:
        arguments[at] = Moving(begin, after, move)
    return arguments


@dataclass(frozen=True, slots=True)
class Only:
    """The one version of a norm over a whole horizon.

    Attributes:
        arguments: before a case is looked at, as ``untouched`` gives them.
        yes, no: the lines that it mostly gives.
    """

    begin: Day
    after: Day
    rule: Rule
    plan: Plan
    arguments: tuple[Any, ...]
    starts: tuple[Day, ...]
    yes: Timeline[Any]
    no: Timeline[Any]


Source: TypeAlias = Only | Literal["fact", "group", "norm", "across", "through"]
"""Where a name's values come from."""


class Spell(NamedTuple):
    """For which days of a horizon one version of a norm is applied; None: there is no such norm.

    Attributes:
        arguments: before a case is looked at, as ``untouched`` gives them.
    """

    begin: Day
    after: Day
    rule: Rule | None
    plan: Plan | None
    arguments: tuple[Any, ...]


def looked_at_first(function: Callable[..., object]) -> frozenset[str]:
    """The variables that a function looks at before it decides anything."""
    found: set[str] = set()
    for step in dis.get_instructions(function):
        if step.opname.startswith("LOAD_FAST"):
            names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
            found.update(names)
        elif "JUMP" in step.opname or "RETURN" in step.opname:
            break
    return frozenset(found)


class Law:
    """What could be known and applied on a day: one version of each name for every day.

    Attributes:
        as_of: the earliest day on which this same law is known.
        readings: readings chosen instead of the default ones.
    """

    def __init__(self, book: Lawbook, as_of: Day, readings: Mapping[str, str]) -> None:
        self.book = book
        self.as_of = as_of
        self.readings = dict(readings)
        # What is not read otherwise is the same as in the law of that day without readings.
        plain = book.on(as_of) if readings else None
        anew = readings.keys() if plain else book.rules.keys()
        self.terms: dict[str, Term] = dict(plain.terms) if plain else {}
        self.terms |= {name: self._term(name, book.rules[name]) for name in anew}
        self.figures: dict[str, Timeline[ParameterVersion | None]] = (
            plain.figures
            if plain
            else {name: self._figure(parameter) for name, parameter in book.parameters.items()}
        )
        self._figure_values: dict[str, Timeline[int | bool | Open]] = (
            plain._figure_values if plain else {}
        )
        self._horizons: dict[tuple[Day, Day], Horizon] = {}

    def within(self, start: Day, end: Day) -> Horizon:
        """The law over [start, end)."""
        found = self._horizons.get((start, end))
        if found is None:
            found = self._horizons[start, end] = Horizon(self, start, end)
        return found

    def _term(self, name: str, versions: tuple[Rule, ...]) -> Term:
        chosen = self.readings.get(name)
        layers = [[rule for rule in versions if rule.default]]
        if chosen is not None:
            layers.append([rule for rule in versions if rule.reading == chosen])
        days: set[Day] = {0}
        held: list[list[tuple[Day, Rule]]] = []
        for layer in layers:
            usable = sorted(
                (
                    (start, rule)
                    for rule in layer
                    if (start := rule.validity.start_seen_on(self.as_of)) is not None
                ),
                key=lambda pair: pair[1].validity.since,
            )
            held.append(usable)
            for start, rule in usable:
                days.update((start, rule.validity.end_seen_on(self.as_of)))
        pieces: list[tuple[Day, Rule | None]] = []
        for day in sorted(days - {NEVER}):
            found: Rule | None = None
            for usable in held:
                latest = None
                for start, rule in usable:
                    if start <= day:
                        latest = rule if day < rule.validity.end_seen_on(self.as_of) else None
                found = latest or found
            pieces.append((day, found))
        line = joined(pieces)
        first = versions[0]
        return Term(name, first.unit, first.gives, line)

    def _figure(self, parameter: Parameter) -> Timeline[ParameterVersion | None]:
        usable: list[tuple[Day, ParameterVersion]] = []
        for version in parameter.versions:
            start = version.validity.start_seen_on(self.as_of)
            if start is not None:
                usable.append((start, version))
            elif parameter.yearly and not version.validity.was_dropped:
                unknown = replace(version, value=None, verified=False, least=1, most=None)
                usable.append((version.validity.since, unknown))
        ends = {day for start, v in usable for day in (start, v.validity.end_seen_on(self.as_of))}
        days = sorted(({0} | ends) - {NEVER})
        pieces: list[tuple[Day, ParameterVersion | None]] = []
        for day in days:
            found: ParameterVersion | None = None
            for start, version in usable:
                if start <= day:
                    found = version if day < version.validity.end_seen_on(self.as_of) else None
            pieces.append((day, found))
        return joined(pieces)

    def figure_values(self, name: str) -> Timeline[int | bool | Open]:
        """A figure's values over time; absent where the law has none, open where unknown."""
        if name not in self._figure_values:
            line = self.figures[name]
            gives = self.book.parameters[name].gives
            found: list[tuple[Day, int | bool | Open]] = []
            for start, version in zip(line.starts, line.values, strict=True):
                if version is None:
                    found.append((start, ABSENT[gives]))
                elif version.value is None:
                    most = ANSWERS[gives][1] if version.most is None else version.most
                    found.append((start, open_number(Unknown(name, 0, version.least, most))))
                else:
                    found.append((start, version.value))
            self._figure_values[name] = joined(found)
        return self._figure_values[name]

    def reaching_back(self, name: str) -> Timeline[int | bool | Open]:
        """A figure's values over time, the first of them also for all days before it."""
        line = self.figure_values(name)
        if len(line.starts) == 1 or self.figures[name].values[0] is not None:
            return line
        return Timeline(line.starts[1:], line.values[1:])

    def version_of(self, name: str, day: Day) -> Rule | None:
        """The version of a norm that holds on a day."""
        return self.terms[name].line.at(day)

    def version_around(self, name: str, day: Day) -> tuple[Rule | None, Day, Day]:
        """The version of a norm that holds on a day, its first day and the day after its last."""
        return self.terms[name].line.around(day)

    def change_days(self) -> list[Day]:
        """All days on which some norm or figure changes."""
        days = {day for term in self.terms.values() for day in term.line.starts}
        days |= {day for line in self.figures.values() for day in line.starts}
        return sorted(days - {0})

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever a version of a norm or figure in this law does."""
        digest = sha256()
        for name in sorted(self.terms):
            term = self.terms[name]
            for start, rule in zip(term.line.starts, term.line.values, strict=True):
                digest.update(f"{name} {start} ".encode())
                if rule is not None:
                    digest.update(_said(rule))
        for name in sorted(self.figures):
            line = self.figures[name]
            for start, version in zip(line.starts, line.values, strict=True):
                digest.update(f"{name} {start} {version and version.value}".encode())
        return digest.hexdigest()[:16]

    def fingerprint_on(self, names: Iterable[str], day: Day) -> str:
        """Changes whenever what some norms or figures say on a day does."""
        digest = sha256()
        for name in sorted(set(names)):
            digest.update(f"{name} ".encode())
            if name in self.terms:
                rule = self.version_of(name, day)
                digest.update(b"" if rule is None else _said(rule))
            elif name in self.figures:
                version = self.figures[name].at(day)
                digest.update(f"{version and version.value}".encode())
        return digest.hexdigest()[:16]


def _said(rule: Rule) -> bytes:
    """All that a norm says and rests on, but its docstring."""
    head = repr((rule.inputs, str(rule.citation), rule.reading))
    return head.encode() + program_text(rule.function)


class Horizon:
    """The law over a stretch of time: all that can be worked out before a case is seen."""

    def __init__(self, law: Law, start: Day, end: Day) -> None:
        self.law = law
        self.start = start
        self.end = end
        self.sources: dict[str, Source] = {}
        self._norms: dict[str, tuple[Spell, ...]] = {}
        self._figures: dict[str, Timeline[Any]] = {}
        self._plans: dict[Rule, Plan] = {}

    def source(self, name: str) -> Source:
        """Where a name's values come from; kept in ``sources``."""
        self.sources[name] = found = self._found(name)
        return found

    def _found(self, name: str) -> Source:
        book = self.law.book
        if name in book.facts:
            return "fact"
        if name in book.groups:
            return "group"
        if name in book.across:
            return "across"
        if name not in book.rules:
            return "through"
        spells = self.norm(name)
        begin, after, rule, plan, arguments = spells[0]
        if len(spells) > 1 or rule is None or plan is None or plan.is_of_no_row:
            return "norm"
        starts = (begin,)
        yes, no = (Timeline(starts, (value,)) for value in (True, False))
        return Only(begin, after, rule, plan, arguments, starts, yes, no)

    def norm(self, name: str) -> tuple[Spell, ...]:
        """A norm's versions, one after the other."""
        found = self._norms.get(name)
        if found is None:
            pieces = self.law.terms[name].line.pieces(self.end)
            found = self._norms[name] = tuple(
                self._spell(max(begin, self.start), min(after, self.end), rule)
                for begin, after, rule in pieces
                if max(begin, self.start) < min(after, self.end)
            )
        return found

    def _spell(self, begin: Day, after: Day, rule: Rule | None) -> Spell:
        if rule is None:
            return Spell(begin, after, None, None, ())
        plan = self.plan(rule)
        return Spell(begin, after, rule, plan, tuple(untouched(plan, begin, after)))

    def figure(self, name: str) -> Timeline[Any]:
        """A figure's values."""
        found = self._figures.get(name)
        if found is None:
            line = self.law.figure_values(name)
            at = max(bisect_right(line.starts, self.start) - 1, 0)
            stop = bisect_right(line.starts, self.end - 1)
            found = self._figures[name] = Timeline(
                (self.start, *line.starts[at + 1 : stop]), line.values[at : max(stop, at + 1)]
            )
        return found

    def plan(self, rule: Rule) -> Plan:
        """How a version is applied."""
        found = self._plans.get(rule)
        if found is None:
            found = self._plans[rule] = self._planned(rule)
        return found

    def _planned(self, rule: Rule) -> Plan:
        book = self.law.book
        looked_at = looked_at_first(rule.function)
        blank: list[Any] = unasked(len(rule.inputs))
        figures: list[tuple[int, Timeline[Any]]] = []
        at_once: list[int] = []
        inputs = tuple((wanted, book.way_to(rule.unit, wanted)) for wanted in rule.inputs)
        first = [at for at, name in enumerate(rule.parameters) if name in looked_at]
        for at, (wanted, way) in enumerate(inputs):
            if wanted in MOVING:
                continue
            if way is not None:
                if at in first:
                    at_once.append(at)
                continue
            line = self.figure(wanted)
            if len(line.starts) == 1:
                blank[at] = line.values[0]
            else:
                figures.append((at, line))
        return Plan(
            rule.unit.name,
            inputs,
            tuple(blank),
            tuple(figures),
            tuple(at_once),
            tuple(f"{rule.unit.name} {' '.join(way)}" if way else None for _, way in inputs),
            tuple(first),
            tuple((at, MOVING[name]) for at, name in enumerate(rule.inputs) if name in MOVING),
            any(name in book.groups for name in rule.inputs),
            all(way is None for _, way in inputs),
        )


class Column(NamedTuple):
    """Arguments of an aggregate that come from one name, or are numbers of rows.

    Attributes:
        name: empty for numbers of rows. unit, way: of whose rows, and the units to climb through
            from there. is_fact: whether the name is a fact. is_own: whether it is one argument,
            about the row that is gathered for, instead of one about each member.
    """

    name: str
    unit: str
    way: tuple[str, ...]
    is_fact: bool
    is_own: bool


class LaidOver(NamedTuple):
    """A reform that a book of the law has in it.

    Attributes:
        title, source: what it is called, and whose it is. digest: of its files. names: of the
            figures and norms that it says otherwise. spells: of each of their versions, the days
            on which it holds, half-open.
    """

    title: str
    source: str
    digest: str
    names: tuple[str, ...]
    spells: tuple[tuple[Day, Day], ...]


class Lawbook:
    """Everything declared, checked: every name is known, typed, acyclic and unambiguous.

    Attributes:
        reforms: what is laid over the law in it, in order.

    Raises:
        LawError: naming the file, the name and what is wrong.
    """

    def __init__(
        self,
        books: Iterable[Book],
        parameters: Iterable[Parameter],
        reforms: tuple[LaidOver, ...] = (),
    ) -> None:
        self.reforms = reforms
        self.rules: dict[str, tuple[Rule, ...]] = {}
        self.facts: dict[str, Fact] = {}
        self.across: dict[str, Across] = {}
        self.through: dict[str, Through] = {}
        self.parameters: dict[str, Parameter] = {}
        self.units: dict[str, Unit] = {}
        self.flags: list[Flag] = []
        self._ways: dict[tuple[str, str], tuple[str, ...] | None] = {}
        self._reached: dict[frozenset[str], frozenset[str]] = {}
        self._columns: dict[str, tuple[Column, ...]] = {}
        self._declared: dict[str, tuple[Unit | None, str]] = dict.fromkeys(MOVING, (None, "Day"))
        seen: dict[str, str] = {}
        for book in books:
            for node in book.nodes:
                unit = None if isinstance(node, Parameter) else node.unit
                self._declare(seen, node.name, node.where, unit, node.gives)
                if node.gives not in ABSENT:
                    raise LawError(node.where, node.name, f"gives the unknown type {node.gives!r}")
                if isinstance(node, Fact):
                    self.facts[node.name] = node
                elif isinstance(node, Across):
                    self.across[node.name] = node
                elif isinstance(node, Through):
                    self.through[node.name] = node
            self.flags.extend(book.flags)
            for rule in book.rules:
                self.rules[rule.name] = (*self.rules.get(rule.name, ()), rule)
        for parameter in parameters:
            self._declare(seen, parameter.name, parameter.where, None, parameter.gives)
            self.parameters[parameter.name] = parameter
        for name, versions in self.rules.items():
            first = versions[0]
            self._declare(seen, name, first.where, first.unit, first.gives)
            self._check_versions(name, versions)
        for across in self.across.values():
            for unit in (across.unit, across.members):
                self.units |= {each.name: each for each in (unit, *unit.above)}
        for versions in self.rules.values():
            for rule in versions:
                self._check_inputs(rule)
        for across in self.across.values():
            self._check_across(across)
        for through in self.through.values():
            for wanted in (through.of, *through.by):
                self._producer(through.where, through.name, through.unit, wanted)
        for flag in self.flags:
            self._check_flag(flag)
        self._check_cycles()
        self.groups: dict[str, tuple[str, ...]] = self._groups()
        self._laws: dict[tuple[Day, tuple[tuple[str, str], ...]], Law] = {}

    def on(self, as_of: Day, readings: Mapping[str, str] | None = None) -> Law:
        """The law as it could be known and applied on a day.

        Raises:
            LawError: a reading is chosen that does not exist.
        """
        chosen = dict(readings or {})
        for name, reading in chosen.items():
            known = self.readings_of(name)
            if reading not in known:
                raise LawError(
                    "readings", name, f"has no reading {reading!r} (it has: {', '.join(known)})"
                )
        # Days between two publications or entries into force know the same law.
        days = self.known_days
        key_day = days[max(bisect_right(days, as_of) - 1, 0)] if days else as_of
        key = (key_day, tuple(sorted(chosen.items())))
        if key not in self._laws:
            self._laws[key] = Law(self, key_day, chosen)
        return self._laws[key]

    @cached_property
    def known_days(self) -> list[Day]:
        """Days on which more law becomes known or applicable."""
        held = [
            *(rule.validity for versions in self.rules.values() for rule in versions),
            *(v.validity for parameter in self.parameters.values() for v in parameter.versions),
        ]
        found = {0}
        for each in held:
            found |= {each.published, each.in_force, each.end_published, each.end_in_force}
        return sorted(found)

    def readings_of(self, name: str) -> list[str]:
        """The readings that an unsettled norm has; the first is the default."""
        versions = self.rules.get(name, ())
        ordered = sorted(
            (rule for rule in versions if rule.reading), key=lambda rule: not rule.default
        )
        return list(dict.fromkeys(rule.reading for rule in ordered))

    def readings_of_doubt(self, doubt: str, reading: str) -> list[Rule]:
        """The norms that belong to another reading of one doubt."""
        return [
            rule
            for versions in self.rules.values()
            for rule in versions
            if not rule.default and rule.doubt == doubt and rule.reading == reading
        ]

    def gives(self, name: str) -> str:
        """The name of the type of a name's values."""
        return self._declared[name][1]

    def way_to(self, unit: Unit, wanted: str) -> tuple[str, ...] | None:
        """The units to climb through from a unit to a name's own; None for figures and time."""
        key = (unit.name, wanted)
        if key not in self._ways:
            target = self.unit_of(wanted)
            self._ways[key] = None if target is None else unit.reaches(target) or ()
        return self._ways[key]

    def columns(self, node: Across) -> tuple[Column, ...]:
        """The arguments of an aggregate: among, of, together, own key."""
        found = self._columns.get(node.name)
        if found is None:
            sides = [(wanted, node.members) for wanted in (node.among, node.of, node.together)]
            if node.together and node.own != OWN_ROW:
                sides.append((node.own, node.unit))
            found = self._columns[node.name] = tuple(
                self._column(wanted, unit, is_own=at == 3)
                for at, (wanted, unit) in enumerate(sides)
                if wanted
            )
        return found

    def _column(self, wanted: str, unit: Unit, *, is_own: bool) -> Column:
        if wanted == OWN_ROW:
            return Column("", unit.name, (), is_fact=False, is_own=is_own)
        if wanted in self.units:
            return Column("", unit.name, (wanted,), is_fact=False, is_own=is_own)
        way = self.way_to(unit, wanted) or ()
        return Column(wanted, unit.name, way, wanted in self.facts, is_own)

    def unit_of(self, name: str) -> Unit | None:
        """Whose rows a name speaks of; None for figures and the passing day."""
        return self._declared[name][0]

    def known(self, name: str) -> bool:
        """Whether anything declares the name."""
        return name in self._declared

    def _declare(
        self, seen: dict[str, str], name: str, where: str, unit: Unit | None, gives: str
    ) -> None:
        if name in seen:
            raise LawError(where, name, f"is already declared in {seen[name]}")
        if name in MOVING:
            raise LawError(where, name, "is a reserved name")
        seen[name] = where
        self._declared[name] = unit, gives

    @staticmethod
    def _check_versions(name: str, versions: tuple[Rule, ...]) -> None:
        first = versions[0]
        for rule in versions:
            if rule.gives not in ABSENT:
                raise LawError(rule.where, name, f"gives the unknown type {rule.gives!r}")
            if rule.unit.name != first.unit.name or rule.gives != first.gives:
                raise LawError(
                    rule.where, name, f"differs in unit or type from its version in {first.where}"
                )
            if not rule.default and not rule.reading:
                raise LawError(rule.where, name, "is not the default but names no reading")
            if not rule.default and not rule.doubt:
                raise LawError(rule.where, name, "is another reading but names no doubt")
        if not any(rule.default for rule in versions):
            raise LawError(first.where, name, "has readings, but none of them is the default")
        for default in (True, False):
            layer: dict[str, list[Rule]] = {}
            for rule in versions:
                if rule.default is default:
                    layer.setdefault("" if default else rule.reading, []).append(rule)
            for rules in layer.values():
                ordered = sorted(rules, key=lambda rule: rule.validity.since)
                for earlier, later in pairwise(ordered):
                    ends = earlier.validity.until
                    if (
                        earlier.validity.since == later.validity.since
                        or later.validity.since < ends < NEVER
                    ):
                        reason = f"overlaps in time with its version {earlier.where}"
                        raise LawError(later.where, name, reason, "overlaps")

    def _producer(self, where: str, name: str, unit: Unit, wanted: str) -> None:
        if (unit.name, wanted) in self._ways:
            return  # somebody of that unit was seen to reach it
        if not self.known(wanted):
            raise LawError(
                where, name, f"rests on {wanted!r}, which nothing declares", "undeclared",
                wanted=wanted,
            )  # fmt: skip
        source = self.unit_of(wanted)
        way = None if source is None else unit.reaches(source)
        if source is not None and way is None:
            raise LawError(
                where,
                name,
                f"speaks of a {unit.name} and cannot see {wanted!r} of a {source.name}",
                "unseen",
                wanted=wanted,
            )
        self._ways[unit.name, wanted] = way

    def _check_inputs(self, rule: Rule) -> None:
        for wanted, kind in zip(rule.inputs, rule.types, strict=True):
            self._producer(rule.where, rule.name, rule.unit, wanted)
            given = self.gives(wanted)
            if kind != given:
                reason = f"takes {wanted!r} as {kind}, but it is given as {given}"
                raise LawError(
                    rule.where, rule.name, reason, "taken", wanted=wanted, kind=kind, given=given
                )

    def _check_flag(self, flag: Flag) -> None:
        if not self.known(flag.when):
            raise LawError(
                flag.where, flag.doubt, f"hangs on {flag.when!r}, which nothing declares"
            )
        if self.gives(flag.when) != "bool" or self.unit_of(flag.when) is None:
            raise LawError(flag.where, flag.doubt, f"hangs on {flag.when!r}, which is no yes or no")

    @cached_property
    def doubts(self) -> list[str]:
        """The keys of all doubts: of other readings, and of those that are only told."""
        readings = {rule.doubt for rules in self.rules.values() for rule in rules if rule.doubt}
        return sorted(readings | {flag.doubt for flag in self.flags})

    def _check_across(self, across: Across) -> None:
        for wanted in (across.among, across.of, across.together):
            if wanted and wanted not in self.units and wanted != OWN_ROW:
                self._producer(across.where, across.name, across.members, wanted)
        if across.others and across.members != across.unit:
            raise LawError(across.where, across.name, "others are rows of its own unit")
        if across.own:
            if across.kind == "pick" or across.own == OWN_ROW or across.own in self.units:
                return
            self._producer(across.where, across.name, across.unit, across.own)
        elif across.members.reaches(across.unit) is None:
            raise LawError(
                across.where,
                across.name,
                f"a {across.members.name} is not below a {across.unit.name}; name the shared key",
            )

    def rests_on(self, name: str) -> tuple[str, ...]:
        """The names that a name is directly computed from, over all its versions."""
        return self._rests.get(name, ())

    @cached_property
    def _rests(self) -> dict[str, tuple[str, ...]]:
        found = {
            name: tuple(wanted for rule in versions for wanted in rule.inputs)
            for name, versions in self.rules.items()
        }
        none = {"", OWN_ROW, *self.units}
        for name, node in self.across.items():
            own = "" if node.kind == "pick" else node.own
            keys = (node.among, node.of, node.together, own)
            found[name] = tuple(wanted for wanted in keys if wanted not in none)
        for name, through in self.through.items():
            found[name] = (through.of, *through.by)
        return found

    @cached_property
    def resting_on(self) -> Mapping[str, tuple[str, ...]]:
        """By name, the names that rest on it directly, in the order of their declaration."""
        found: dict[str, dict[str, None]] = {}
        for other, names in self._rests.items():
            for name in names:
                found.setdefault(name, {})[other] = None
        return {name: tuple(others) for name, others in found.items()}

    def under(self, names: Iterable[str]) -> set[str]:
        """Some names and all that they may rest on, directly or through others."""
        seen: set[str] = set()
        todo = [*names]
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo.extend(self.rests_on(name))
        return seen

    def facts_under(self, names: Iterable[str]) -> list[str]:
        """The facts that some names may rest on, directly or through others, in order."""
        return sorted(self.under(names) & set(self.facts))

    def _groups(self) -> dict[str, tuple[str, ...]]:
        """By name, the group of names that depends on its own past, if it is in one."""
        totals = [node.name for node in self.through.values() if node.kind == "total_so_far"]
        if not totals:
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for group in groups(self._rests, totals):
            for name in group:
                if name in self.through and name not in totals:
                    raise LawError(
                        self._where(name), name, "is gathered through time from what rests on it"
                    )
                found[name] = group
        return found

    def reached_from(self, names: frozenset[str]) -> frozenset[str]:
        """Some names, and all that are computed from any of them, directly or through others."""
        found = self._reached.get(names)
        if found is None:
            reached = set(names)
            todo = list(names)
            while todo:
                for user in self.resting_on.get(todo.pop(), ()):
                    if user not in reached:
                        reached.add(user)
                        todo.append(user)
            found = self._reached[names] = frozenset(reached)
        return found

    @cached_property
    def reaching_far(self) -> frozenset[str]:
        """The names from whose values something of another month may be computed."""
        found: set[str] = set()
        todo = [name for name, node in self.through.items() if node.kind not in WITHIN_A_MONTH]
        while todo:
            fresh = set(self.rests_on(todo.pop())) - found
            found |= fresh
            todo.extend(fresh)
        return frozenset(found)

    def _check_cycles(self) -> None:
        done: set[str] = set()
        trail: list[str] = []

        def visit(name: str) -> None:
            if name in done:
                return
            if name in trail:
                circle = " -> ".join([*trail[trail.index(name) :], name])
                raise LawError(
                    self._where(name), name, f"rests on itself: {circle}", "circle", circle=circle
                )
            trail.append(name)
            node = self.through.get(name)
            if node is None or node.kind != "total_so_far":  # which rests on the past only
                for wanted in self.rests_on(name):
                    visit(wanted)
            trail.pop()
            done.add(name)

        for name in self._rests:
            visit(name)

    def _where(self, name: str) -> str:
        if name in self.rules:
            return self.rules[name][0].where
        return (self.across.get(name) or self.through[name]).where
