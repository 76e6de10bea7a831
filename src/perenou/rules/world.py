"""The law of a day laid over the facts of a case: every value as a timeline, computed when asked.

Facts come in as timelines by row; figures come from the law; a norm's timeline is its function
evaluated on the pieces between the days on which anything that it looks at changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from perenou.rules import gather
from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.lawbook import MOVING, OWN_ROW, Law
from perenou.rules.rule import Across, Rule, Through, Unit
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, ANSWERS, NEVER, Day
from perenou.rules.unknown import Looked, Moving, Open, Split, run_on_all_ways

Value: TypeAlias = int | bool | Open
Line: TypeAlias = Timeline[Any]
Range: TypeAlias = tuple[int, int]
"""The least and the greatest answer possible."""

MOVES: dict[str, Callable[[Day], int] | None] = {
    "today": None,
    "month_first_day": month_start,
    "next_month_first_day": next_month_start,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case.

    Attributes:
        rows: by unit, how many rows there are.
        above: by (unit, unit above it), the row above of each row.
        line: the timeline of a fact (by name) for a row; asked only for facts that matter.
    """

    rows: Mapping[str, int]
    above: Mapping[tuple[str, str], Sequence[int]]
    line: Callable[[str, int], Line]


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
        self._lines: dict[tuple[str, int], Line] = {}
        self._figures: dict[str, Line] = {}

    def line(self, name: str, row: int = 0) -> Line:
        """The timeline of a name for a row of its unit."""
        key = (name, row)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._compute(name, row)
        return found

    def at(self, name: str, row: int, day: Day) -> Value:
        """The value of a name for a row on a day."""
        value: Value = self.line(name, row).at(day)
        return value

    def evaluated(self) -> list[tuple[str, int]]:
        """Every (name, row) that has been computed so far."""
        return list(self._lines)

    def row_above(self, unit: Unit, row: int, wanted: str) -> int:
        """The row of the unit of ``wanted`` that a row belongs to."""
        return self._climbed(unit, row, self.law.book.way_to(unit, wanted) or ())

    def seen_from(self, unit: Unit, row: int, wanted: str) -> Line:
        """The timeline of a name as a row of some unit sees it."""
        way = self.law.book.way_to(unit, wanted)
        if way is None:
            return self._figure(wanted)
        if way:
            row = self._climbed(unit, row, way)
        found = self._lines.get((wanted, row))
        return self.line(wanted, row) if found is None else found

    def _figure(self, name: str) -> Line:
        found = self._figures.get(name)
        if found is None:
            found = self._figures[name] = self._within(self.law.figure_values(name))
        return found

    def _within(self, line: Line) -> Line:
        at = max(bisect_right(line.starts, self.start) - 1, 0)
        stop = bisect_right(line.starts, self.end - 1)
        return Timeline((self.start, *line.starts[at + 1 : stop]), line.values[at:stop])

    def _compute(self, name: str, row: int) -> Line:
        book = self.law.book
        if name in book.facts:
            return self.facts.line(name, row)
        if name in book.rules:
            return self._norm(name, row)
        if name in book.across:
            return self._across(book.across[name], row)
        return self._through(book.through[name], row)

    # ------------------------------------------------------------------ norms

    def _norm(self, name: str, row: int) -> Line:
        term = self.law.terms[name]
        first = max(bisect_right(term.starts, self.start) - 1, 0)
        found: list[tuple[Day, Any]] = []
        for i in range(first, len(term.starts)):
            begin = max(term.starts[i], self.start)
            after = min(term.starts[i + 1] if i + 1 < len(term.starts) else NEVER, self.end)
            if begin >= after:
                continue
            rule = term.versions[i]
            if rule is None:
                found.append((begin, ABSENT[term.gives]))
            else:
                found.extend(self._version(rule, row, begin, after))
        return joined(found)

    def alternative(self, rule: Rule, row: int) -> Line:
        """A norm's timeline if this version or reading of it held whenever it is valid."""
        name = rule.name
        validity = rule.validity
        begin, after = max(validity.since, self.start), min(validity.until, self.end)
        line = self.line(name, row)
        pieces = [(d, line.at(d)) for d in line.starts if d < begin]
        if begin < after:
            pieces += self._version(rule, row, begin, after)
        if after < self.end:
            pieces += [
                (after, line.at(after)),
                *((d, line.at(d)) for d in line.starts if d > after),
            ]
        return joined(pieces)

    def _version(self, rule: Rule, row: int, begin: Day, after: Day) -> list[tuple[Day, Any]]:
        lines: list[Line | None] = [
            None if wanted in MOVING else self.seen_from(rule.unit, row, wanted)
            for wanted in rule.inputs
        ]
        moves = [(i, MOVES[wanted]) for i, wanted in enumerate(rule.inputs) if wanted in MOVING]
        return self._evaluate(
            rule.function, rule.inputs, lines, moves, begin, after, ANSWERS[rule.gives]
        )

    def _evaluate(
        self,
        function: Callable[..., Any],
        names: Sequence[str],
        lines: Sequence[Line | None],
        moves: Sequence[tuple[int, Callable[[Day], int] | None]],
        begin: Day,
        after: Day,
        answers: Range | Callable[[Sequence[Any]], Range],
    ) -> list[tuple[Day, Any]]:
        cuts = {begin}
        for line in lines:
            if line is not None and len(line.starts) > 1:
                cuts.update(day for day in line.starts if begin < day < after)
        if len(cuts) == 1 and not moves:
            arguments = [line.at(begin) for line in lines if line is not None]
            return [(begin, _call(function, names, arguments, answers))]
        days = sorted(cuts)
        days.append(after)
        found: list[tuple[Day, Any]] = []
        for i in range(len(days) - 1):
            first = days[i]
            arguments = [None if line is None else line.at(first) for line in lines]
            if not moves:
                found.append((first, _call(function, names, arguments, answers)))
                continue
            todo = [(first, days[i + 1])]
            while todo:
                a, b = todo.pop()
                for at, move in moves:
                    arguments[at] = Moving(a, b, move)
                try:
                    value = _call(function, names, arguments, answers)
                except Split as split:
                    todo.append((split.day, b))
                    todo.append((a, split.day))
                    continue
                found.append((a, value))
        return found

    # ------------------------------------------------------------------ across rows

    def members(self, node: Across, row: int) -> list[int]:
        """The rows of the members' unit that an aggregate looks at for a row."""
        every = range(self.facts.rows[node.members.name])
        if node.own and node.kind != "pick":
            return list(every)
        way = node.members.reaches(node.unit) or ()
        return [member for member in every if self._climbed(node.members, member, way) == row]

    def _climbed(self, unit: Unit, row: int, way: Sequence[str]) -> int:
        here = unit.name
        for name in way:
            row = self.facts.above[here, name][row]
            here = name
        return row

    def _across(self, node: Across, row: int) -> Line:
        members = self.members(node, row)
        keys = [wanted for wanted in (node.among, node.of, node.together) if wanted]
        columns = [[self.key_line(node.members, m, key) for m in members] for key in keys]
        lines: list[Line | None] = [line for column in columns for line in column]
        names = [key for key in keys for _ in members]
        own_row = node.own == OWN_ROW
        if node.together and not own_row:
            lines.append(self.key_line(node.unit, row, node.own))
            names.append(node.own)
        function = across_function(self, node, row, members)
        answers: Range | Callable[[Sequence[Any]], Range] = ANSWERS[node.gives]
        if node.kind == "count":
            answers = partial(_count_range, len(members), bool(node.together))
        elif node.kind == "order":
            answers = (0, len(members))
        elif node.kind == "sum":
            answers = (0, sum(_range(line)[1] for line in columns[1 if node.among else 0]))
        return joined(self._evaluate(function, names, lines, (), self.start, self.end, answers))

    def key_line(self, unit: Unit, row: int, wanted: str) -> Line:
        """A value of a row, or the row above it when ``wanted`` names a unit."""
        if wanted in self.law.book.units:
            return Timeline((self.start,), (self.facts.above[unit.name, wanted][row],))
        return self.seen_from(unit, row, wanted)

    # ------------------------------------------------------------------ through time

    def _through(self, node: Through, row: int) -> Line:
        line = self.seen_from(node.unit, row, node.of)
        answers = ANSWERS[node.gives]
        if node.kind == "at_month_start":
            return self._at_month_starts(line)
        if node.kind == "days_in_month_if_begun_inside":
            return self._month_by_month(node, line, gather.days_unless_held, 0, answers)
        if node.kind == "begin_in_month":
            return self._month_by_month(node, line, gather.begin_unless_held, NEVER, answers)
        if node.kind == "value_on":
            on = self.seen_from(node.unit, row, node.by[0])
            answers = _range(line)
            return joined(
                (start, self._over(node, gather.value_on, line, self.end, answers, day))
                for start, day in zip(on.starts, on.values, strict=True)
            )
        if node.kind == "days_within":
            return self._days_within(node, line, row, answers)
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
        *before: Any,
    ) -> Any:
        """A function over the pieces of a timeline up to a day."""
        stop = bisect_right(line.starts, end - 1)
        days = (*line.starts[:stop], end)
        extra = len(before)

        def call(*arguments: Any) -> Any:
            return function(*arguments[:extra], days, arguments[extra:])

        values = [*before, *line.values[:stop]]
        return _call(call, [*node.by[:extra], *[node.of] * stop], values, answers)

    def _over_values(self, node: Through, line: Line, end: Day, answers: tuple[int, int]) -> Any:
        stop = bisect_right(line.starts, end - 1)  # the pieces that begin before the day

        def call(*arguments: Any) -> Any:
            return gather.any_of(arguments)

        return _call(call, [node.of] * stop, line.values[:stop], answers)

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

    def _days_within(self, node: Through, line: Line, row: int, answers: tuple[int, int]) -> Line:
        """Days on which it held between two days, each given by a timeline."""
        first = self.seen_from(node.unit, row, node.by[0])
        after = self.seen_from(node.unit, row, node.by[1])
        starts = line.starts

        def call(begin: Day, end: Day, *values: Any) -> Any:
            found = 0
            for i in range(len(values)):
                a = starts[i]
                if i == 0 or a < begin:
                    a = begin
                b = starts[i + 1] if i + 1 < len(starts) else NEVER
                if end < b:
                    b = end
                if a < b:
                    if values[i]:
                        found = found + (b - a)
            return found

        days = sorted({*first.starts, *after.starts})
        return joined(
            (
                day,
                _call(
                    call,
                    [*node.by, *[node.of] * len(starts)],
                    [first.at(day), after.at(day), *line.values],
                    answers,
                ),
            )
            for day in days
        )


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
    answers: Range | Callable[[Sequence[Any]], Range],
) -> Any:
    try:
        value = function(*arguments)
        return value.exact() if isinstance(value, Moving) else value
    except Looked:
        within = answers(arguments) if callable(answers) else answers
        return run_on_all_ways(function, names, arguments, within)


def across_function(
    world: World, node: Across, row: int, members: Sequence[int]
) -> Callable[..., Any]:
    """The gathering function of an aggregate over flat arguments: among, of, together, own key."""
    size = len(members)
    own_row = node.own == OWN_ROW
    own_at = members.index(row) if node.kind == "order" else 0
    targets = (
        [world.facts.above[node.members.name, node.own][m] for m in members]
        if node.kind == "pick"
        else []
    )

    def call(*flat: Any) -> Any:
        at = 0
        among: Sequence[Any] = [True] * size
        of: Sequence[Any] = ()
        if node.among:
            among, at = flat[at : at + size], at + size
        if node.of:
            of, at = flat[at : at + size], at + size
        if node.together:
            keys, at = flat[at : at + size], at + size
            own = row if own_row else flat[at]
            among = [
                bool(counts) and key == own and not key < 0
                for counts, key in zip(among, keys, strict=True)
            ]
        if node.kind == "count":
            return gather.count(among)
        if node.kind == "any":
            return gather.any_of(among)
        if node.kind == "sum":
            return gather.total(among, of)
        if node.kind == "least":
            return gather.least(among, of)
        if node.kind == "pick":
            return gather.pick(among, of, targets)
        return gather.place(own_at, among, of)

    return call
