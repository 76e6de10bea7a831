"""The law of a day laid over the facts of a case: every value as a timeline, computed when asked.

Facts come in as timelines by row; figures come from the law; a norm's timeline is its function
evaluated on the pieces between the days on which anything that it looks at changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

from perenou.rules import gather
from perenou.rules.across import Gathering, gathering_of
from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.lawbook import Law, Only, Plan, untouched
from perenou.rules.recurrence import Recurrence, Running, Total, plain
from perenou.rules.rule import Across, Rule, Through, Unit
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, ANSWERS, NEVER, Day
from perenou.rules.unknown import (
    Asked,
    Following,
    Looked,
    Moving,
    Open,
    Range,
    Split,
    Unasked,
    Unknown,
    looked_up,
    open_number,
    run_on_all_ways,
    told_alike,
)

Value: TypeAlias = int | bool | Open
Line: TypeAlias = Timeline[Any]


class Facts(NamedTuple):
    """What is known of a case.

    Attributes:
        rows: by unit, how many rows there are.
        above: by (unit, unit above it), the row above of each row.
        line: the timeline of a fact (by name) for a row; asked only for facts that matter.
    """

    rows: Mapping[str, int]
    above: Mapping[tuple[str, str], Sequence[int]]
    line: Callable[[str, int], Line]


def _told_alike(one: Line, other: Line) -> bool:
    return one.starts == other.starts and all(map(told_alike, one.values, other.values))


class World:
    """A law over facts. Values are computed once, when first asked for.

    Attributes:
        start, end: the horizon of every timeline, half-open.
    """

    def __init__(self, law: Law, facts: Facts, start: Day, end: Day) -> None:
        self.law = law
        self.facts = facts
        self.start = start
        self.end = end
        self.horizon = law.within(start, end)
        self._sources = self.horizon.sources
        self._climbed: dict[str, Sequence[int]] = {}
        self._lines: dict[tuple[str, int], Line] = {}
        self._pieces: dict[tuple[Rule, Day], list[tuple[Day, Any]]] = {}
        self._below: dict[tuple[str, str], dict[int, list[int]]] = {}
        self._above: dict[tuple[str, tuple[str, ...]], Sequence[int]] = {}
        self._gatherings: dict[tuple[str, int], Gathering] = {}

    def with_facts(self, facts: Facts, changed: frozenset[str]) -> World:
        """The same rows with some facts told otherwise; what does not rest on them is kept.

        Args:
            changed: the names of the facts that differ; rows and all other facts are the same.
        """
        return self._kept(World(self.law, facts, self.start, self.end), changed)

    def told_otherwise(self, facts: Facts) -> World:
        """Another world of the same law; what rests on no fact that differs is kept.

        Only facts that were looked at are compared: nothing that was computed rests on others.
        """
        if (facts.rows, facts.above) != (self.facts.rows, self.facts.above):
            return World(self.law, facts, self.start, self.end)
        known = self.law.book.facts
        changed = frozenset(
            name
            for (name, row), line in self._lines.items()
            if name in known and not _told_alike(facts.line(name, row), line)
        )
        return self.with_facts(facts, changed)

    def with_law(self, law: Law, changed: frozenset[str]) -> World:
        """The same facts under another reading of the law; what does not rest on it is kept.

        Args:
            law: of the same book and day. changed: the names of the norms that are read otherwise.
        """
        return self._kept(World(law, self.facts, self.start, self.end), changed)

    def _kept(self, other: World, changed: frozenset[str]) -> World:
        """Another world over the same rows, with all that does not rest on some names."""
        other._below, other._above = self._below, self._above
        other._gatherings = self._gatherings
        anew = self.law.book.reached_from(changed)
        other._lines = {key: line for key, line in self._lines.items() if key[0] not in anew}
        return other

    def line(self, name: str, row: int = 0) -> Line:
        """The timeline of a name for a row of its unit."""
        key = (name, row)
        return self._lines.get(key) or self._computed(key)

    def _computed(self, key: tuple[str, int]) -> Line:
        """A timeline that has not been computed yet."""
        name, row = key
        source = self._sources.get(name) or self.horizon.source(name)
        if source.__class__ is Only:
            found = self._only(source, row)
        elif source == "fact":
            found = self.facts.line(name, row)
        elif source == "group":
            self._lines |= Recurrence(self, self.law.book.groups[name]).lines()
            return self._lines[key]
        elif source == "norm":
            found = self._norm(name, row)
        elif source == "across":
            found = self._across(self.law.book.across[name], row)
        else:
            found = self._through(self.law.book.through[name], row)
        self._lines[key] = found
        return found

    def at(self, name: str, row: int, day: Day) -> Value:
        """The value of a name for a row on a day."""
        value: Value = plain(self.line(name, row).at(day), day)
        return value

    def figure_or_line(self, name: str, row: int) -> Line:
        """The timeline of a figure, or of a name for a row of its unit."""
        is_figure = name in self.law.book.parameters
        return self.horizon.figure(name) if is_figure else self.line(name, row)

    def evaluated(self) -> list[tuple[str, int]]:
        """Every (name, row) that has been computed so far."""
        return list(self._lines)

    def row_above(self, unit: Unit, row: int, wanted: str) -> int:
        """The row of the unit of ``wanted`` that a row belongs to."""
        return self.climbed(unit.name, row, self.law.book.way_to(unit, wanted) or ())

    def seen_from(self, unit: Unit, row: int, wanted: str) -> Line:
        """The timeline of a name as a row of some unit sees it."""
        return self.reached(unit.name, row, wanted, self.law.book.way_to(unit, wanted))

    def reached(self, unit: str, row: int, wanted: str, way: tuple[str, ...] | None) -> Line:
        """The timeline of a name as a row sees it, by the units to climb (None: a figure)."""
        if way is None:
            return self.horizon.figure(wanted)
        if way:
            row = self.climbed(unit, row, way)
        found = self._lines.get((wanted, row))
        return self.line(wanted, row) if found is None else found

    def climbed(self, unit: str, row: int, way: tuple[str, ...]) -> int:
        """The row at the end of the units that a row climbs through."""
        return self._climb(unit, way)[row] if way else row

    def _climb(self, unit: str, way: tuple[str, ...]) -> Sequence[int]:
        """For each row of a unit, the row at the end of the units to climb through."""
        rows = self._above.get((unit, way))
        if rows is None:
            rows = self._above[unit, way] = self._rows_above(unit, way)
        return rows

    def _rows_above(self, unit: str, way: tuple[str, ...]) -> Sequence[int]:
        rows = self.facts.above[unit, way[0]]
        for below, name in pairwise(way):
            above = self.facts.above[below, name]
            rows = [above[row] for row in rows]
        return rows

    # ------------------------------------------------------------------ norms

    def _only(self, only: Only, row: int) -> Line:
        """A norm of one version, which mostly gives one value throughout."""
        arguments = [*only.arguments]
        pieces = self._version(only.rule, only.plan, row, only.begin, only.after, arguments)
        if len(pieces) > 1:
            return joined(pieces)
        value = pieces[0][1]
        if value is True:
            return only.yes
        return only.no if value is False else Timeline(only.starts, (value,))

    def _norm(self, name: str, row: int) -> Line:
        spells = self.horizon.norm(name)
        found: list[tuple[Day, Any]] = []
        for begin, after, rule, plan, arguments in spells:
            if rule is None or plan is None:
                found.append((begin, ABSENT[self.law.terms[name].gives]))
            else:
                pieces = self._pieces.get((rule, begin)) if plan.is_of_no_row else None
                if pieces is None:
                    pieces = self._version(rule, plan, row, begin, after, [*arguments])
                    if plan.is_of_no_row:
                        self._pieces[rule, begin] = pieces
                if len(spells) == len(pieces) == 1:
                    return Timeline((begin,), (pieces[0][1],))
                found += pieces
        return joined(found)

    def alternative(self, rule: Rule, row: int, first: Day, after: Day) -> Line:
        """A norm's timeline if this version or reading held while valid in [first, after)."""
        name = rule.name
        validity = rule.validity
        begin, after = max(validity.since, first), min(validity.until, after)
        line = self.line(name, row)
        if begin >= after:
            return line
        pieces = [(d, line.at(d)) for d in line.starts if d < begin]
        plan = self.horizon.plan(rule)
        arguments = untouched(plan, begin, after)
        pieces += self._version(rule, plan, row, begin, after, arguments)
        if after < self.end:
            pieces += [
                (after, line.at(after)),
                *((d, line.at(d)) for d in line.starts if d > after),
            ]
        return joined(pieces)

    def _version(
        self,
        rule: Rule,
        plan: Plan,
        row: int,
        begin: Day,
        after: Day,
        arguments: list[Any],
    ) -> list[tuple[Day, Any]]:
        """A version's answers on the pieces of [begin, after).

        First as if nothing changed within; the general way, piece by piece, goes on from what is
        known by then as soon as something does.

        Args:
            arguments: as ``lawbook.untouched`` gives them for these days; free to be written to.
        """
        function = rule.function
        inputs = plan.inputs
        unit = plan.unit
        lines, climbs, climbed = self._lines, plan.climbs, self._climbed
        looked: list[int] = []
        todo = plan.at_once
        changes = plan.is_recurrent or bool(plan.figures)
        while True:
            looked += todo
            for at in todo:
                wanted, way = inputs[at]
                climb = climbs[at]
                if climb is None or way is None:
                    of_row = row
                else:
                    above = climbed.get(climb)
                    if above is None:
                        above = climbed[climb] = self._rows_above(unit, way)
                    of_row = above[row]
                key = (wanted, of_row)
                values = (lines.get(key) or self._computed(key)).values
                if len(values) == 1:
                    arguments[at] = values[0]
                else:
                    changes = True
            if changes:
                break
            try:
                value = function(*arguments)
            except Asked as asked:
                todo = asked.args
            except (Looked, Split):
                break
            else:
                if value.__class__ is Unasked:
                    todo = (value.at,)
                elif value.__class__ is Moving:
                    break
                else:
                    return [(begin, value)]

        def ask(at: int) -> Line:
            wanted, way = inputs[at]
            return self.reached(unit, row, wanted, way)

        return self._evaluate(
            function,
            rule.inputs,
            ask,
            [*plan.blank],
            [*plan.figures, *((at, ask(at)) for at in looked)],
            plan.moving,
            begin,
            after,
            ANSWERS[rule.gives],
        )

    def _evaluate(
        self,
        function: Callable[..., Any],
        names: Sequence[str],
        ask: Callable[[int], Line],
        arguments: list[Any],
        known: list[tuple[int, Line]],
        moving: Sequence[tuple[int, Callable[[Day], Day] | None]],
        begin: Day,
        after: Day,
        answers: Range | Callable[[Sequence[Any]], Range],
    ) -> list[tuple[Day, Any]]:
        """A function's answer on each piece of [begin, after).

        An argument that is not yet ``known`` is asked for, by its place, when the function first
        looks at it, so that nothing is computed that decides nothing.
        """
        found: list[tuple[Day, Any]] = []
        changing: list[tuple[int, Line]] = []  # any other argument is found once for all pieces
        for at, line in known:
            arguments[at] = line.values[0]
            if _changes(line):
                changing.append((at, line))
        todo = [(begin, after)]
        while todo:
            a, b = todo.pop()
            end = b
            running: list[tuple[int, Running]] = []
            for at, line in changing:
                value, b = line.piece(a, b)
                arguments[at] = value
                if value.__class__ is Running:
                    running.append((at, value))
            if b < end:
                todo.append((b, end))
            following: Following | None = None
            while True:
                if following is None:
                    for at, move in moving:
                        arguments[at] = Moving(a, b, move)
                    for at, total in running:
                        arguments[at] = total.moving(a, b)
                wanted_at = -1
                try:
                    if following is not None:
                        value = following.answer(arguments, answers)
                    else:
                        value = function(*arguments)
                        if value.__class__ is Unasked:
                            raise Asked(value.at)
                        if value.__class__ is Moving:
                            value = value.exact()
                except Looked:
                    following = Following(function, names)
                    continue
                except Asked as looked:
                    wanted_at = looked.args[0]
                except Split as split:
                    cut = split.day
                else:
                    found.append((a, value))
                    break
                # Outside the handler, so that what is raised further down does not chain to this.
                if wanted_at >= 0:
                    line = ask(wanted_at)
                    if _changes(line):
                        changing.append((wanted_at, line))
                    value, cut = line.piece(a, b)
                    if value.__class__ is Running:
                        running.append((wanted_at, value))
                        value = value.moving(a, b)
                    arguments[wanted_at] = value
                if cut < b:
                    todo.append((cut, b))
                    b = cut
                    following = None
        return found

    # ------------------------------------------------------------------ across rows

    def members(self, node: Across, row: int) -> Sequence[int]:
        """The rows of the members' unit that an aggregate looks at for a row."""
        below, unit = node.members.name, node.unit.name
        every = range(self.facts.rows[below])
        way = node.members.reaches(node.unit) or ()
        if node.own and node.kind != "pick":
            units = self.law.book.units
            if node.together not in units or node.own not in units:
                return every
            # Rows that share no row above can never be looked at together.
            unit, way = node.together, (node.together,)
            row = self.facts.above[node.unit.name, node.own][row]
        groups = self._below.get((below, unit))
        if groups is None:
            groups = self._below[below, unit] = {}
            for member in every:
                groups.setdefault(self.climbed(below, member, way), []).append(member)
        return groups.get(row, ())

    def gathering(self, node: Across, row: int) -> Gathering:
        """How an aggregate is applied to a row."""
        found = self._gatherings.get((node.name, row))
        if found is None:
            columns, members = self.law.book.columns(node), self.members(node, row)
            found = self._gatherings[node.name, row] = gathering_of(
                self.facts.above, self._climb, columns, node, row, members
            )
        return found

    def _across(self, node: Across, row: int) -> Line:
        """An aggregate's timeline: first as if nothing changed within the horizon."""
        gathering = self.gathering(node, row)
        function, places = gathering.function, gathering.places
        arguments = [*gathering.blank]
        known: list[tuple[int, Line]] = []
        todo: Sequence[int] = gathering.at_once
        changes = False
        while True:
            for at in todo:
                line = self.figure_or_line(*places[at])
                known.append((at, line))
                arguments[at] = line.values[0]
                changes = changes or len(line.values) > 1 or arguments[at].__class__ is Running
            if changes:
                break
            try:
                value = function(*arguments)
            except Asked as asked:
                todo = asked.args
            except (Looked, Split):
                break
            else:
                if value.__class__ is not Unasked:
                    return Timeline((self.start,), (value,))
                todo = (value.at,)

        def ask(at: int) -> Line:
            return self.figure_or_line(*places[at])

        size = gathering.size
        answers: Range | Callable[[Sequence[Any]], Range] = ANSWERS[node.gives]
        if node.kind == "count":
            answers = partial(_count_range, size, bool(node.together))
        elif node.kind == "order":
            answers = (0, size)
        elif node.kind == "sum":
            of = size if node.among else 0
            answers = lambda _: (0, sum(_range(ask(of + i))[1] for i in range(size)))  # noqa: E731
        return joined(
            self._evaluate(
                function,
                [name for name, _ in places],
                ask,
                [*gathering.blank],
                known,
                (),
                self.start,
                self.end,
                answers,
            )
        )

    # ------------------------------------------------------------------ through time

    def gathered(self, node: Through, lines: Mapping[str, Line]) -> Line:
        """What is gathered from given timelines, where every unit has one row."""
        self._lines.update({(name, 0): line for name, line in lines.items()})
        return self._through(node, 0)

    def _through(self, node: Through, row: int) -> Line:
        line = self.seen_from(node.unit, row, node.of)
        answers = ANSWERS[node.gives]
        if node.kind == "total_so_far":
            return self._total_so_far(line)
        if node.kind == "total_in_month":
            return self._total_in_month(node, line, answers)
        if node.kind == "at_month_start":
            return self._at_month_starts(line)
        if node.kind == "days_in_month_if_begun_inside":
            return self._month_by_month(node, line, gather.days_unless_held, 0, answers)
        if node.kind == "begin_in_month":
            return self._month_by_month(node, line, gather.begin_unless_held, NEVER, answers)
        if node.kind == "value_on":
            on = self.seen_from(node.unit, row, node.by[0])
            end = self.end
            if node.of in self.law.book.parameters:
                # A figure can be set, and be looked up, for a day outside the horizon.
                line = self.law.reaching_back(node.of)
                end = max(end, line.starts[-1] + 1)
            stop = bisect_right(line.starts, end - 1)
            course = line.starts[:stop], line.values[:stop], _range(line)[0]
            return joined(
                (start, looked_up(day, *course) if isinstance(day, Open) else line.at(day))
                for start, day in zip(on.starts, on.values, strict=True)
            )
        if node.kind in _BETWEEN:
            return self._between(node, line, row, answers)
        if node.kind == "first":
            value = self._over(node, gather.first_true, line, self.end, answers)
            return Timeline((self.start,), (value,))
        functions: dict[str, Callable[..., Any]] = {
            "since": gather.held_since,
            "previous_end": gather.ended_before,
            "ever_before": gather.any_of,
        }
        function = functions[node.kind]
        ends = [*line.starts[1:], self.end]
        if node.kind == "ever_before":
            changes = sorted({day for first in line.starts for day in (first, first + 1)})
            return joined(
                (day, self._over_values(node, line, day, answers))
                for day in changes
                if day < self.end
            )
        return joined(
            (start, self._over(node, function, line, end, answers))
            for start, end in zip(line.starts, ends, strict=True)
        )

    def _over(
        self,
        node: Through,
        function: Callable[..., Any],
        line: Line,
        end: Day,
        answers: tuple[int, int],
    ) -> Any:
        """A function over the pieces of a timeline up to a day."""
        stop = bisect_right(line.starts, end - 1)
        days = (*line.starts[:stop], end)

        def call(*values: Any) -> Any:
            return function(days, values)

        return _call(call, [node.of] * stop, line.values[:stop], answers)

    def _over_values(self, node: Through, line: Line, end: Day, answers: tuple[int, int]) -> Any:
        stop = bisect_right(line.starts, end - 1)  # the pieces that begin before the day

        def call(*arguments: Any) -> Any:
            return gather.any_of(arguments)

        return _call(call, [node.of] * stop, line.values[:stop], answers)

    def _total_so_far(self, line: Line) -> Line:
        total = Total()
        found: list[tuple[Day, Any]] = []
        for begin, after, daily in line.pieces(self.end):
            found.append((begin, total.within(begin, after, daily)))
            total.add(after - begin, daily)
        return joined(found)

    def _total_in_month(self, node: Through, line: Line, answers: Range) -> Line:
        """The sum over the days of each calendar month."""
        months: set[Day] = set()
        for begin, after, value in line.pieces(self.end):
            if isinstance(value, Open) or value:
                month = month_start(begin)
                while month < after:
                    months.add(month)
                    month = next_month_start(month)
        found: list[tuple[Day, Any]] = [(self.start, 0)]
        for month in sorted(months):
            begin, after = max(month, self.start), min(next_month_start(month), self.end)
            days = (begin, *(day for day in line.starts if begin < day < after), after)
            values = [line.at(day) for day in days[:-1]]

            def call(*arguments: Any, days: tuple[Day, ...] = days) -> Any:
                return gather.total_of_days(days, arguments)

            if found[-1][0] == begin:
                found.pop()
            found.append((begin, _call(call, [node.of] * len(values), values, answers)))
            if after < self.end:
                found.append((after, 0))
        return joined(found)

    def _at_month_starts(self, line: Line) -> Line:
        found = [(self.start, line.values[0])]
        for start in line.starts[1:]:
            begin = start if month_start(start) == start else next_month_start(start)
            if begin < self.end:
                if found[-1][0] == begin:
                    found.pop()
                found.append((begin, line.at(begin)))
        return joined(found)

    def _month_by_month(
        self,
        node: Through,
        line: Line,
        function: Callable[..., Any],
        otherwise: int,
        answers: tuple[int, int],
    ) -> Line:
        """A function of each month's own course; ``otherwise`` for months without a change."""
        months: dict[Day, list[Day]] = {}
        for start in line.starts[1:]:
            first = month_start(start)
            if first != start:
                months.setdefault(first, []).append(start)
        found: list[tuple[Day, Any]] = [(self.start, otherwise)]
        for first, changes in months.items():
            after = next_month_start(first)
            days = (first, *changes, after)
            values = [line.at(day) for day in days[:-1]]

            def call(*arguments: Any, days: tuple[Day, ...] = days) -> Any:
                return function(days, arguments)

            within = (0, after - first) if node.gives == "Days" else answers
            value = _call(call, [node.of] * len(values), values, within)
            if found[-1][0] == first:
                found.pop()
            found.append((first, value))
            if after < self.end:
                found.append((after, otherwise))
        return joined(found)

    def _between(self, node: Through, line: Line, row: int, answers: tuple[int, int]) -> Line:
        """What is gathered between two days, each given by a timeline."""
        first = self.seen_from(node.unit, row, node.by[0])
        after = self.seen_from(node.unit, row, node.by[1])
        starts = line.starts
        values = line.values
        function = _BETWEEN[node.kind]
        if node.kind == "days_within":
            values = tuple(_days_at_most(value) for value in values)

        def call(begin: Day, end: Day, *values: Any) -> Any:
            return function(begin, end, starts, values)

        days = sorted({*first.starts, *after.starts})
        return joined(
            (
                day,
                _call(
                    call,
                    [*node.by, *[node.of] * len(starts)],
                    [first.at(day), after.at(day), *values],
                    answers,
                ),
            )
            for day in days
        )


def _changes(line: Line) -> bool:
    """Whether what a norm sees of a timeline may differ from day to day."""
    return len(line.values) > 1 or line.values[0].__class__ is Running


def _days_at_most(value: Any) -> Any:
    """On how many days a truth value can hold; an open one may hold on some days only."""
    if isinstance(value, Open):
        return open_number(Unknown("", 0, 0, NEVER, parts=value.missing))
    return NEVER if value else 0


_BETWEEN: Final[dict[str, Callable[..., Any]]] = {
    "days_within": gather.days_within,
    "sum_of_months": gather.sum_of_months,
}


def _count_range(size: int, keyed: bool, arguments: Sequence[Any]) -> Range:
    """Between which numbers a count of rows lies: those that surely and those that may count."""
    among = arguments[:size]
    surely = 0 if keyed else sum(1 for value in among if value is True)
    return surely, sum(1 for value in among if value is not False)


def _range(line: Line) -> tuple[int, int]:
    """The least and the greatest value of a timeline."""
    bounds = [v.bounds if isinstance(v, Open) else (int(v), int(v)) for v in line.values]
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _call(
    function: Callable[..., Any],
    names: Sequence[str],
    arguments: Sequence[Any],
    answers: Range,
) -> Any:
    try:
        return function(*arguments)
    except Looked:
        return run_on_all_ways(function, names, arguments, answers)
