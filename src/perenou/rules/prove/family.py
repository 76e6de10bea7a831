"""Every name of the law for a family of terms, on any day, itself a term.

A name's course has no pieces here: its value on a day is one term, and beside it stand the days on
which it may change. What is gathered from the course of time looks at those days only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import z3

from perenou.rules.calendar import next_month_start
from perenou.rules.compile.nodes import (
    NOTHING,
    AcrossRows,
    Column,
    Constant,
    Graph,
    Node,
    Norm,
    ThroughTime,
    Version,
)
from perenou.rules.lawbook import MOVING, OWN_ROW
from perenou.rules.prove.effort import STEPS_OF_A_TERM, Effort
from perenou.rules.prove.errors import NotProvableError
from perenou.rules.prove.months import Months
from perenou.rules.prove.reading import Reading, Way
from perenou.rules.prove.terms import (
    Term,
    both,
    chosen,
    compared,
    counted,
    either,
    greatest,
    key_of,
    least,
    negation,
    number,
    plus,
    spread,
    total,
    truth,
)
from perenou.rules.rule import Rule, Unit
from perenou.rules.types import NEVER, NOBODY
from perenou.rules.unknown import Open

Course = Sequence[tuple[Term, Term]]
"""A fact's first days and values; the first day of all is the horizon's."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A family of a bounded shape.

    Attributes:
        counts: by unit, how many rows. above: by (unit, unit above it), the row above of each row.
        facts: by (name, row), the course of each fact that is a column of the graph.
        given: by (name, row), what is taken for granted of a name: that it is the same as another
            name of its row, or one value.
    """

    counts: Mapping[str, int]
    above: Mapping[tuple[str, str], Sequence[int]]
    facts: Mapping[tuple[str, int], Course]
    given: Mapping[tuple[str, int], str | int] = field(default_factory=dict)


class Family:
    """A graph of the law over a family of terms.

    Attributes:
        effort: the work that is left. like: another law, or a family of as many rows; what is the
            same there is not computed again.
    """

    def __init__(
        self, graph: Graph, rows: Rows, months: Months, effort: Effort, like: Family | None = None
    ) -> None:
        self.graph = graph
        self.rows = rows
        self.months = months
        self.effort = effort
        starts = []
        day = next_month_start(graph.start)
        while day < graph.end:
            starts.append(day)
            day = next_month_start(day)
        self._reading = Reading(graph.functions, months, starts)
        self._values: dict[tuple[str, int, object], tuple[Term, Term]] = {}
        self._changes: dict[tuple[str, int], tuple[Term, ...]] = {}
        self._like = like
        self._alike: dict[tuple[str, int], bool] = {}
        self._single: dict[str, int] = {}

    def _is_alike(self, name: str, row: int, other: Family) -> bool:
        """Whether a name of a row says the same in another law or family of as many rows."""
        found = self._alike.get((name, row))
        if found is None:
            given = self._given(name, row)
            one, two = self.graph.nodes.get(name), other.graph.nodes.get(name)
            if isinstance(one, Column):
                courses = (each.rows.facts.get((name, row), ()) for each in (self, other))
                mine, theirs = ([(key_of(d), key_of(v)) for d, v in each] for each in courses)
                found = one == two and mine == theirs
            else:
                found = given is not None or _says_the_same(one, two)
                found = found and all(
                    self._is_alike(*each, other) for each in self._rests_on(name, row)
                )
            self._alike[name, row] = found
        return found

    def _rests_on(self, name: str, row: int) -> list[tuple[str, int]]:
        """What a name of a row is computed from: names and rows."""
        given = self._given(name, row)
        if given is not None:
            return [(given, row)] if isinstance(given, str) else []
        node = self.graph.nodes[name]
        match node:
            case Constant() | Column():
                return []
            case Norm():
                unit = self.graph.law.book.rules[name][0].unit.name
                return [
                    (each.name, self._climbed(unit, row, each.way))
                    for version in node.versions
                    for each in version.inputs
                ]
            case ThroughTime():
                unit_of = node.node.unit
                return [(each, self._above(unit_of, row, each)) for each in node.rests_on]
        told = node.node
        keys = [
            (told.members, m, key)
            for m in self._members(node, row)
            for key in (told.among, told.of, told.together)
        ]
        if told.kind != "pick":
            keys.append((told.unit, row, told.own))
        none = {"", OWN_ROW, *self.graph.law.book.units}
        return [(key, self._above(u, r, key)) for u, r, key in keys if key not in none]

    # ------------------------------------------------------------------ values

    def value(self, name: str, row: int, day: Term) -> Term:
        """The value of a name for a row on a day within the horizon.

        Raises:
            NotProvableError: it cannot be read on symbols. OutOfTimeError: the work is over.
        """
        single = self._single.get(name)
        if single is None:
            single = self._single[name] = self._single_day(name)
        if single >= 0:
            day = single
        key = (name, row, key_of(day))
        found = self._values.get(key)
        if found is None:
            self.effort.spend(STEPS_OF_A_TERM)
            like = self._like
            if like is not None and self._is_alike(name, row, like):
                found = self._values[key] = (day, like.value(name, row, day))
            else:
                found = self._values[key] = (day, self._value(name, row, day))
        return found[1]

    def _single_day(self, name: str) -> int:
        """The day that stands for every other of a name that never changes; -1 of another one."""
        is_given = any(each == name for each, _ in self.rows.given)
        if is_given or name not in self.graph.nodes or not self.graph.is_single(name):
            return -1
        return self.graph.window(name)[0]

    def _given(self, name: str, row: int) -> str | int | None:
        """What is taken for granted of a name; nothing where the law already says it outright."""
        given = self.rows.given.get((name, row))
        return None if isinstance(given, str) and given not in self.graph.nodes else given

    def _value(self, name: str, row: int, day: Term) -> Term:
        given = self._given(name, row)
        if given is not None:
            return self.value(given, row, day) if isinstance(given, str) else given
        node = self.graph.nodes[name]
        match node:
            case Constant():
                for each in node.line.values:
                    if isinstance(each, Open):
                        raise NotProvableError(name, "is not known yet")
                return on_course([*zip(node.line.starts, node.line.values, strict=True)], day)
            case Column():
                return on_course(self.rows.facts[name, row], day)
            case Norm():
                return self._norm(node, row, day)
            case AcrossRows():
                return self._across(node, row, day)
        return self._through(node, row, day)

    def seen(self, unit: Unit, row: int, name: str, day: Term) -> Term:
        """The value of a name as a row of some unit sees it."""
        return self.value(name, self._above(unit, row, name), day)

    def _above(self, unit: Unit, row: int, name: str) -> int:
        if isinstance(self.graph.nodes[name], Constant):
            return 0
        return self._climbed(unit.name, row, self.graph.law.book.way_to(unit, name) or ())

    def _climbed(self, unit: str, row: int, way: Sequence[str]) -> int:
        for below, above in pairwise((unit, *way)):
            row = self.rows.above[below, above][row]
        return row

    # ------------------------------------------------------------------ norms

    def _norm(self, node: Norm, row: int, day: Term) -> Term:
        if isinstance(day, int):
            for version in node.versions:
                if version.begin <= day < version.after:
                    return self._version(node, version, row, day)
        found = self._version(node, node.versions[0], row, day)
        for version in node.versions[1:]:
            later = compared(">=", day, version.begin)
            found = chosen(later, self._version(node, version, row, day), found)
        return found

    def _version(self, node: Norm, version: Version, row: int, day: Term) -> Term:
        unit = self.graph.law.book.rules[node.name][0].unit
        moving = dict(version.moving)
        inputs = {each.parameter: each for each in version.inputs}

        def ask(parameter: str) -> Term:
            if parameter in moving:
                return self._passing(moving[parameter], day)
            if parameter in version.unknown:
                raise NotProvableError(node.name, f"{parameter} is not known yet")
            each = inputs[parameter]
            value = self.value(each.name, self._climbed(unit.name, row, each.way), day)
            return truth(value) if each.is_truth else value

        return self._reading.value(version.tree, ask)

    def ways(self, rule: Rule, row: int, day: Term) -> list[Way]:
        """Every way through a version of a norm on a day, whatever is folded away elsewhere.

        Its inputs must be among the names that the graph was asked for.
        """
        book = self.graph.law.book
        names = dict(zip(rule.parameters, rule.inputs, strict=True))

        def ask(parameter: str) -> Term:
            name = names[parameter]
            if name in MOVING:
                return self._passing(name, day)
            value = self.seen(rule.unit, row, name, day)
            return truth(value) if book.gives(name) == "bool" else value

        return self._reading.ways(self.graph.functions.tree(rule.function), ask)

    def _passing(self, name: str, day: Term) -> Term:
        if name == "today":
            return day
        months = self.months
        return (
            months.month_start(day) if name == "month_first_day" else months.next_month_start(day)
        )

    # ------------------------------------------------------------------ across rows

    def _across(self, node: AcrossRows, row: int, day: Term) -> Term:
        told = node.node
        members = self._members(node, row)
        counts = {m: self._counts(node, row, m, day) for m in members}
        counts = {m: test for m, test in counts.items() if test is not False}

        def of(member: int) -> Term:
            return self._key(told.members, member, told.of, day)

        match told.kind:
            case "count":
                return counted([*counts.values()])
            case "sum":
                return total([chosen(test, of(m), 0) for m, test in counts.items()])
            case "any":
                return either(*counts.values())
            case "order":
                if row not in counts:
                    return 0
                mine = of(row)
                before = [
                    both(test, compared("<=" if m < row else "<", of(m), mine))
                    for m, test in counts.items()
                    if m != row
                ]
                return chosen(counts[row], plus(1, counted(before)), 0)
            case "pick":
                return self._picked(node, counts, of)
        found: Term = int(NOTHING[told.kind])
        better = least if told.kind == "least" else greatest
        for m, test in counts.items():
            found = chosen(test, better(of(m), found), found)
        return found

    def _picked(
        self, node: AcrossRows, counts: Mapping[int, Term], of: Callable[[int], Term]
    ) -> Term:
        told = node.node
        targets = self.rows.above[told.members.name, told.own]
        if len(counts) < 2:
            return next((chosen(test, targets[m], NOBODY) for m, test in counts.items()), NOBODY)
        found: Term = NOBODY
        best: Term = 0
        for m, test in counts.items():
            mine = of(m)
            is_first = compared("==", found, NOBODY)
            is_better = both(test, either(is_first, compared("<", mine, best)))
            found = chosen(is_better, targets[m], found)
            best = chosen(is_better, mine, best)
        return found

    def _members(self, node: AcrossRows, row: int) -> list[int]:
        told = node.node
        every = range(self.rows.counts[told.members.name])
        if told.together:
            found = [*every]
        else:
            way = told.members.reaches(told.unit) or ()
            found = [m for m in every if self._climbed(told.members.name, m, way) == row]
        return [m for m in found if m != row] if told.others else found

    def _counts(self, node: AcrossRows, row: int, member: int, day: Term) -> Term:
        told = node.node
        test: Term = True
        if told.among:
            test = truth(self._key(told.members, member, told.among, day))
        if told.together and test is not False:
            key = self._key(told.members, member, told.together, day)
            own = self._key(told.unit, row, told.own, day)
            test = both(test, compared("==", key, own), compared(">=", key, 0))
        return test

    def _key(self, unit: Unit, row: int, wanted: str, day: Term) -> Term:
        if wanted == OWN_ROW:
            return row
        if wanted in self.graph.law.book.units:
            return self.rows.above[unit.name, wanted][row]
        return self.seen(unit, row, wanted, day)

    # ------------------------------------------------------------------ through time

    def _through(self, node: ThroughTime, row: int, day: Term) -> Term:
        told, of = node.node, node.of
        unit = told.unit

        def at(when: Term) -> Term:
            return self.seen(unit, row, of, when) if of in self.graph.nodes else 0

        def holds(when: Term) -> Term:
            return truth(at(when))

        match told.kind:
            case "at_month_start":
                return at(self.months.month_start(day))
            case "value_on":
                return spread(
                    self.seen(unit, row, told.by[0], day), lambda on: at(self._inside(on))
                )
            case "since":
                begun: Term = self.graph.start
                for change in self._turns(node, row):
                    fresh = both(compared("<=", change, day), compared("<", begun, change))
                    if fresh is not False:
                        ended = both(fresh, negation(holds(self._inside(plus(change, -1)))))
                        begun = chosen(ended, change, begun)
                return chosen(holds(day), begun, NEVER)
            case "previous_end":
                last_end: Term = 0
                for change in self._turns(node, row):
                    fresh = both(compared("<=", change, day), compared("<", last_end, change))
                    if fresh is not False:
                        turn = both(
                            fresh,
                            holds(self._inside(plus(change, -1))),
                            negation(holds(self._inside(change))),
                        )
                        last_end = chosen(turn, change, last_end)
                return last_end
            case "first":
                first: Term = chosen(holds(self.graph.start), self.graph.start, NEVER)
                for change in self._turns(node, row):
                    earlier = compared("<", change, first)
                    first = chosen(both(earlier, holds(self._inside(change))), change, first)
                return first
            case "ever_before":
                return either(
                    both(compared("<", self.graph.start, day), holds(self.graph.start)),
                    *(
                        both(compared("<", change, day), holds(self._inside(change)))
                        for change in self._turns(node, row)
                        if compared("<", change, day) is not False
                    ),
                )
            case "begin_in_month" | "days_in_month_if_begun_inside":
                return self._begun_inside(node, day, holds)
        raise NotProvableError(node.name, f"is gathered as {told.kind}")

    def _turns(self, node: ThroughTime, row: int) -> list[Term]:
        """The days after the horizon's first one on which the timeline gathered from may change."""
        found = self.changes(node.of, self._above(node.node.unit, row, node.of))
        inside = [
            (each, both(compared("<", self.graph.start, each), compared("<", each, self.graph.end)))
            for each in found
        ]
        # A day that lies outside is put on the first one, where nothing begins.
        return [chosen(test, each, self.graph.start) for each, test in inside if test is not False]

    def _inside(self, day: Term) -> Term:
        """A day within the horizon: outside of it the nearest one."""
        return least(greatest(day, self.graph.start), self.graph.end - 1)

    def _begun_inside(self, node: ThroughTime, day: Term, holds: Callable[[Term], Term]) -> Term:
        """What begins within the month of a day: on which day, or on how many days it holds."""
        first, after = self.months.month_start(day), self.months.next_month_start(day)
        if not isinstance(first, int) or not isinstance(after, int):
            raise NotProvableError(node.name, "is looked at in a month that is not known")
        held = holds(first)
        inside = range(first + 1, after) if held is not True else ()
        if node.node.kind == "begin_in_month":
            begin: Term = NEVER
            for each in reversed(inside):
                begin = chosen(holds(each), each, begin)
            return chosen(held, NEVER, begin)
        return chosen(held, 0, total([number(holds(each)) for each in inside]))

    # ------------------------------------------------------------------ when something may change

    def changes(self, name: str, row: int) -> tuple[Term, ...]:
        """Days of which every day is one on which a name's value is not that of the day before."""
        found = self._changes.get((name, row))
        if found is None:
            self.effort.spend(STEPS_OF_A_TERM)
            distinct = {key_of(day): day for day in self._changing(name, row)}
            found = self._changes[name, row] = tuple(distinct.values())
        return found

    def _changing(self, name: str, row: int) -> list[Term]:
        given = self._given(name, row)
        if given is not None:
            return [*self.changes(given, row)] if isinstance(given, str) else []
        node = self.graph.nodes[name]
        match node:
            case Constant():
                return [*node.line.starts[1:]]
            case Column():
                return [start for start, _ in self.rows.facts[name, row][1:]]
            case Norm():
                return self._changing_norm(node, row)
            case AcrossRows():
                return [day for each in self._rests_on(name, row) for day in self.changes(*each)]
        return self._changing_through(node, row)

    def _changing_norm(self, node: Norm, row: int) -> list[Term]:
        found: list[Term] = [version.begin for version in node.versions[1:]]
        for each in self._rests_on(node.name, row):
            found += self.changes(*each)
        for version in node.versions:
            if version.moving:
                found += self._turning(node, version, row)
        return found

    def _turning(self, node: Norm, version: Version, row: int) -> list[Term]:
        """The days on which the passing day turns a version's answer."""
        unit = self.graph.law.book.rules[node.name][0].unit
        moving = dict(version.moving)
        rows = {e.parameter: self._climbed(unit.name, row, e.way) for e in version.inputs}
        inputs = {each.parameter: each.name for each in version.inputs}
        truths = {each.parameter for each in version.inputs if each.is_truth}
        changing = [
            day
            for parameter, name in inputs.items()
            if parameter not in truths
            for day in self.changes(name, rows[parameter])
        ]
        pieces = {key_of(day): day for day in (self.graph.start, *changing)}
        turns: list[Term] = []
        for piece in pieces.values():
            day = self._inside(piece)

            def ask(parameter: str, day: Term = day) -> Term:
                if parameter in moving:
                    return z3.Int(f"any {moving[parameter]}")
                if parameter in version.unknown:
                    raise NotProvableError(node.name, f"{parameter} is not known yet")
                if parameter in truths:
                    return z3.Bool(f"any {parameter}")  # followed both ways
                return self.value(inputs[parameter], rows[parameter], day)

            self._reading.turns = None
            given = {each: ask(each) for each in (*moving, *inputs)}
            self._reading.turns = turns
            self._reading.value(version.tree, given.__getitem__)
            self._reading.turns = None
        inside = (
            (day, both(compared("<=", version.begin, day), compared("<", day, version.after)))
            for day in turns
        )
        return [day for day, test in inside if test is not False]

    def _changing_through(self, node: ThroughTime, row: int) -> list[Term]:
        told = node.node
        unit = told.unit
        if told.kind == "value_on":
            return [*self.changes(told.by[0], self._above(unit, row, told.by[0]))]
        of = self.changes(node.of, self._above(unit, row, node.of))
        match told.kind:
            case "since" | "previous_end":
                return [*of]
            case "first":
                return []
            case "ever_before":
                return [self.graph.start + 1, *(plus(each, 1) for each in of)]
            case "at_month_start":
                return [self.months.next_month_start(plus(each, -1)) for each in of]
            case "begin_in_month" | "days_in_month_if_begun_inside":
                starts = [self.months.month_start(each) for each in of]
                return [*starts, *(self.months.next_month_start(each) for each in of)]
        raise NotProvableError(node.name, f"is gathered as {told.kind}")


def _says_the_same(one: Node | None, two: Node | None) -> bool:
    """Whether two nodes say the same, if what they rest on does."""
    if isinstance(one, Norm) and isinstance(two, Norm):
        return len(one.versions) == len(two.versions) and all(
            replace(a, tree=b.tree) == b and a.text == b.text
            for a, b in zip(one.versions, two.versions, strict=True)
        )
    return one == two


def on_course(course: Course, day: Term) -> Term:
    """The value of a course on a day; before its first day, the first value."""
    found = course[0][1]
    for start, value in course[1:]:
        found = chosen(compared(">=", day, start), value, found)
    return found
