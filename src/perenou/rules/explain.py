"""Why a value is what it is: the tree of norms, figures and facts that were looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.lawbook import MOVING, OWN_ROW, Law, Plan
from perenou.rules.recurrence import Running, plain
from perenou.rules.rule import Across, Rule, Through
from perenou.rules.types import ALWAYS, ANSWERS, NEVER, Day
from perenou.rules.unknown import (
    Asked,
    Following,
    Looked,
    Moving,
    Open,
    Split,
    Unasked,
    answered,
    looked_at,
    unasked,
)
from perenou.rules.world import Line, World

FEW_CONDITIONS: Final = 4
"""Conditions of a bar that are told in its stead."""

Kind = Literal["norm", "figure", "fact", "gathered", "time"]


class Reason(NamedTuple):
    """One value on one day, and the values that it was drawn from.

    Attributes:
        name, row, day: whose value when; where days share a reason, the first of them.
        kind: what sort of thing it is. value: plain or ``Open``.
        gives: the name of the value's type. citation: the provision; None for facts and time.
        because: what was looked at, in the order of the norm's arguments.
    """

    name: str
    row: int
    day: Day
    kind: Kind
    value: Any
    gives: str
    citation: Citation | None
    because: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether the value depends on unknown facts."""
        return isinstance(self.value, Open)

    def walk(self) -> Iterator[Reason]:
        """This reason and all below it, each once."""
        return walk([self])


def walk(tops: Iterable[Reason]) -> Iterator[Reason]:
    """Some reasons and all below them, each once."""
    seen: set[int] = set()
    for top in tops:
        todo = [top]
        while todo:
            reason = todo.pop()
            if id(reason) not in seen:
                seen.add(id(reason))
                yield reason
                todo.extend(reversed(reason.because))


Told: TypeAlias = tuple[Reason, Day, Day]
"""A reason, and the days [since, until) on which it is so in every part."""


class Explainer:
    """Draws reason trees from a world; equal branches are drawn once.

    A reason is the same on all days on which nothing that it looked at, at any depth, changes.
    Of the days [first, after) such days share one reason, told as of the first of them; each
    other day has its own.
    """

    def __init__(self, world: World, first: Day = 0, after: Day = 0) -> None:
        self.world = world
        self._first = first
        self._after = after
        self._drawn: dict[tuple[str, int], list[Told]] = {}

    def reason(self, name: str, row: int, day: Day) -> Reason:
        """Why the name has its value for the row on the day."""
        return self._told(name, row, day)[0]

    def _told(self, name: str, row: int, day: Day) -> Told:
        drawn = self._drawn.setdefault((name, row), [])
        told: Told
        for told in reversed(drawn):
            if told[1] <= day < told[2]:
                return told
        told = self._draw(name, row, day)
        drawn.append(told)
        return told

    def _shared(self, day: Day, since: Day, until: Day) -> tuple[Day, Day]:
        """Of the days [since, until) on which a reason holds, those that share it."""
        first, after = self._first, self._after
        if not first <= day < after:
            return day, day + 1
        return since if since > first else first, until if until < after else after

    def _draw(self, name: str, row: int, day: Day) -> Told:
        world = self.world
        book = world.law.book
        if name in book.rules:
            return self._norm(name, row, day)
        if name in book.facts:
            value, since, until = world.line(name, row).around(day)
            since, until = self._shared(day, since, until)
            gives = book.facts[name].gives
            return Reason(name, row, since, "fact", value, gives, None, ()), since, until
        if name in book.across:
            return self._gathered(book.across[name], row, day)
        if name in book.through:
            return self._course(book.through[name], row, day)
        if name in MOVING:
            return _passing(name, day), day, day + 1
        version, since, until = world.law.figures[name].around(day)
        value, begin, after = world.law.figure_values(name).around(day)
        citation = version.citation if version else None
        since, until = self._shared(day, max(since, begin), min(until, after))
        gives = book.parameters[name].gives
        return Reason(name, 0, since, "figure", value, gives, citation, ()), since, until

    def _norm(self, name: str, row: int, day: Day) -> Told:
        world = self.world
        law = world.law
        value, since, until = _on(world.line(name, row), day)
        rule, begin, after = law.version_around(name, day)
        since, until = self._shared(day, max(since, begin), min(until, after))
        if rule is None:
            first = law.book.rules[name][0]
            told = Reason(name, row, since, "norm", value, first.gives, first.citation, ())
            return told, since, until
        plan = world.horizon.plan(rule)
        parts, since, until = self._looks(rule, plan, row, day, since, until)
        because = tuple([parts[at] or _passing(plan.inputs[at][0], since) for at in sorted(parts)])
        told = Reason(name, row, since, "norm", value, rule.gives, rule.citation, because)
        return told, since, until

    def _looks(
        self, rule: Rule, plan: Plan, row: int, day: Day, since: Day, until: Day
    ) -> tuple[dict[int, Reason | None], Day, Day]:
        """What a norm looks at, by place (None: the passing day), and the days on which it does."""
        climbed, function, inputs = self.world.climbed, rule.function, plan.inputs
        parts: dict[int, Reason | None] = {}
        arguments = unasked(len(inputs))
        following: Following | None = None
        todo: Sequence[int] = plan.first
        while True:
            for at in todo:
                wanted, way = inputs[at]
                if wanted in MOVING:
                    parts[at] = None
                    if following is not None:
                        arguments[at] = Moving(since, until, MOVING[wanted])
                    continue
                # A figure and the passing day are nobody's: they stand in row 0.
                of_row = climbed(plan.unit, row, way) if way else 0 if way is None else row
                part, begin, after = self._told(wanted, of_row, day)
                parts[at] = part
                arguments[at] = part.value
                if begin > since:
                    since = begin
                if after < until:
                    until = after
            if following is None:
                for at, move in plan.moving:
                    if at in parts:
                        arguments[at] = Moving(since, until, move)
            try:
                if following is None:
                    value = function(*arguments)
                    if value.__class__ is Unasked:
                        raise Asked(value.at)
                    if value.__class__ is Moving:
                        value.exact()
                    return parts, since, until
                following.looks(arguments)
            except Asked as looked:
                todo = looked.args
            except Looked:
                following, todo = Following(function, rule.inputs), ()
            except Split as split:
                # The norm sees something else on the other side of that day.
                if split.day <= day:
                    since = split.day
                else:
                    until = split.day
                following, todo = None, ()
            else:
                names = following.looked_at
                looked_at = {at: part for at, part in parts.items() if rule.inputs[at] in names}
                return looked_at, since, until

    def answer(
        self, rule: Rule, row: int, day: Day, instead: Mapping[str, object] | None = None
    ) -> Any:
        """What a norm answers on a day.

        Args:
            instead: by name, what some arguments are supposed to be.
        """
        plan = self.world.horizon.plan(rule)
        ask = self._asked_on(plan, row, day, instead or {})
        return answered(rule.function, rule.inputs, ask, ANSWERS[rule.gives], plan.first)

    def looks(
        self, rule: Rule, row: int, day: Day, instead: Mapping[str, object] | None = None
    ) -> set[str]:
        """The names of the arguments that a norm looks at on a day; ``instead`` as for answers."""
        plan = self.world.horizon.plan(rule)
        ask = self._asked_on(plan, row, day, instead or {})
        return looked_at(rule.function, rule.inputs, ask, plan.first)

    def _asked_on(
        self, plan: Plan, row: int, day: Day, instead: Mapping[str, object]
    ) -> Callable[[int], Any]:
        """What a norm's argument, by its place, is on a day, or is supposed to be."""

        def ask(at: int) -> Any:
            wanted, way = plan.inputs[at]
            if wanted in instead:
                return instead[wanted]
            if wanted in MOVING:
                return Moving(day, day + 1, MOVING[wanted])
            return plain(self.world.reached(plan.unit, row, wanted, way).at(day), day)

        return ask

    def _gathered(self, node: Across, row: int, day: Day) -> Told:
        """An aggregate: the members that it looked at."""
        world = self.world
        value, since, until = _on(world.line(node.name, row), day)
        gathering = world.gathering(node, row)
        places = gathering.places
        marks = [*map(str, range(len(places)))]
        parts: dict[int, Reason] = {}

        def ask(at: int) -> Any:
            nonlocal since, until
            part, begin, after = self._told(*places[at], day)
            since, until = max(since, begin), min(until, after)
            parts[at] = part
            return part.value

        notes = looked_at(gathering.function, marks, ask, gathering.first, gathering.blank)
        if node.together and node.own != OWN_ROW:
            parts.pop(len(places) - 1, None)  # its own key: what is told is what it gathers
        because = tuple([parts[at] for at in sorted(parts) if marks[at] in notes])
        since, until = self._shared(day, since, until)
        told = Reason(node.name, row, since, "gathered", value, node.gives, node.citation, because)
        return told, since, until

    def _course(self, node: Through, row: int, day: Day) -> Told:
        """What is gathered from the course of time: the days that it looked at."""
        world = self.world
        value, since, until = _on(world.line(node.name, row), day)
        because: list[Reason] = []
        at = world.row_above(node.unit, row, node.of)
        whens, passes = self._days_looked_at(node, row, day, value)
        for when in whens:
            part, begin, after = self._told(node.of, at, when)
            because.append(part)
            if node.kind == "at_month_start":
                begin, after = min(_month_from(begin), day), _month_from(after)
            if passes or node.kind == "at_month_start":
                since, until = max(since, begin), min(until, after)
        if node.kind == "begin_in_month" and isinstance(value, int):
            # On days before the beginning the day itself is looked at.
            since, until = (
                (max(since, value), until) if value <= day else (since, min(until, value))
            )
        if node.kind == "total_in_month":
            since, until = max(since, month_start(day)), min(until, next_month_start(day))
        for wanted in node.by:
            part, begin, after = self._told(wanted, world.row_above(node.unit, row, wanted), day)
            because.append(part)
            since, until = max(since, begin), min(until, after)
        since, until = self._shared(day, since, until)
        told = Reason(
            node.name, row, since, "gathered", value, node.gives, node.citation, tuple(because)
        )
        return told, since, until

    def _days_looked_at(
        self, node: Through, row: int, day: Day, value: Any
    ) -> tuple[list[Day], bool]:
        """On which days something is looked at, and whether they pass with the day."""
        world = self.world
        at = world.row_above(node.unit, row, node.of)
        when, passes = day, True
        if node.kind == "total_so_far":
            return [], False  # the days before, each with reasons of its own
        if node.kind == "at_month_start":
            when, passes = month_start(day), False
        elif node.kind == "begin_in_month" and isinstance(value, int) and value <= day:
            when, passes = value, False
        elif node.kind == "value_on":
            on = world.seen_from(node.unit, row, node.by[0]).at(day)
            when, passes = (on, False) if isinstance(on, int) else (day, True)
        when = max(when, world.start)
        if node.of not in world.law.book.parameters:
            when = min(when, world.end - 1)  # a figure alone is known beyond the horizon
        whens = [when]
        if node.kind == "sum_of_months":
            first, after = (world.seen_from(node.unit, row, wanted).at(day) for wanted in node.by)
            if isinstance(first, int) and isinstance(after, int) and first < after:
                starts = world.seen_from(node.unit, row, node.of).starts
                whens = [first, *(start for start in starts[1:] if first < start < after)]
                passes = False
        elif node.kind == "total_in_month":
            after = min(next_month_start(day), world.end)
            starts = world.seen_from(node.unit, row, node.of).starts
            begin = max(month_start(day), world.start)
            whens = [begin, *(start for start in starts if begin < start < after)]
            passes = False
            # Days that add nothing are told only where no day adds anything.
            values = [(when, world.at(node.of, at, when)) for when in whens]
            whens = [when for when, v in values if isinstance(v, Open) or v] or whens
        return whens, passes


def _passing(name: str, day: Day) -> Reason:
    """The passing day itself, its month's first day or the next month's."""
    move = MOVING[name]
    return Reason(name, 0, day, "time", move(day) if move else day, "Day", None, ())


def _on(line: Line, day: Day) -> tuple[Any, Day, Day]:
    """The value of a timeline on a day and the days on which it is the same."""
    value, since, until = line.around(day)
    if value.__class__ is Running:
        return value.on(day), day, day + 1
    return value, since, until


def _month_from(day: Day) -> Day:
    """The first day of the first month that begins no earlier than a day."""
    if day >= NEVER or month_start(day) == day:
        return day
    return next_month_start(day)


def is_out_of_force(law: Law, reason: Reason) -> bool:
    """Whether a norm says no because it does not hold on the day.

    So does one that was laid over the day only later, where none of its conditions is met: it is
    about other people.
    """
    if reason.kind != "norm":
        return False
    rule = law.version_of(reason.name, reason.day)
    if rule is None:
        return True
    if not rule.validity.is_back_dated or reason.value is not False:
        return False
    return all(part.value is False for part in reason.because if part.gives == "bool")


def deciding(explainer: Explainer, reason: Reason) -> tuple[Reason, ...]:
    """Of what a norm looked at: the yes/no values each of which alone would turn its answer.

    If no single one would, those that would turn it together; the days that alone would turn it by
    lying elsewhere; those at which the norm stopped looking on, or that stand as the answer does.
    None for a norm that looks at no yes or no. A norm that is not in the law of the day decides
    nothing.
    """
    law = explainer.world.law
    if reason.kind == "gathered":
        seen_of_it = tuple(part for part in reason.because if part.gives == "bool")
        if not isinstance(reason.value, bool):
            return seen_of_it
        # What stands otherwise made no such answer: that of another day did, or of another row.
        return tuple(part for part in seen_of_it if part.is_open or part.value == reason.value)
    rule = law.version_of(reason.name, reason.day) if reason.kind == "norm" else None
    if rule is None or reason.is_open or is_out_of_force(law, reason):
        return tuple(part for part in reason.because if part.is_open)
    truths = [
        part
        for part in reason.because
        if part.gives == "bool" and isinstance(part.value, bool)
        if not is_out_of_force(law, part)
    ]

    def turns_if(instead: Mapping[str, object]) -> bool:
        answer = explainer.answer(rule, reason.row, reason.day, instead)
        return isinstance(answer, Open) or bool(answer != reason.value)

    def turns(flipped: Sequence[Reason]) -> bool:
        return turns_if({part.name: not part.value for part in flipped})

    alone = [part for part in truths if turns([part])]
    if alone and reason.value is False and all(part.value is True for part in alone):
        # What is so bars nothing by itself: it says which day counts, and that day has passed.
        return (*_days_that_turn(explainer, rule, reason), *alone)
    same = [part for part in truths if part.value == reason.value]
    for together in (alone, same, truths):
        if together and turns(together if together is not alone else alone[:1]):
            return tuple(together)
    # Another bar further on keeps the answer; told is the one at which the norm stopped.
    stopped_at = [part for part in truths if _stops_at(explainer, rule, reason, part)]
    # Where something is open that would not turn the answer either way, a day may be why.
    if not same and not any(part.is_open for part in reason.because):
        return tuple(stopped_at)
    elsewhere = _days_that_turn(explainer, rule, reason)
    if elsewhere and not (same and reason.value is True):
        return elsewhere
    return tuple(stopped_at or same)


def _stops_at(explainer: Explainer, rule: Rule, reason: Reason, part: Reason) -> bool:
    """Whether a norm would look at something more if a yes or no that it looked at were another."""
    seen = {each.name for each in reason.because}
    instead = {part.name: not part.value}
    return not explainer.looks(rule, reason.row, reason.day, instead) <= seen


def _days_that_turn(explainer: Explainer, rule: Rule, reason: Reason) -> tuple[Reason, ...]:
    """The days each of which alone would turn a norm's answer by lying elsewhere.

    A day that never comes is none of them: it is told by what else is missing.
    """

    def turns(part: Reason, day: Day) -> bool:
        answer = explainer.answer(rule, reason.row, reason.day, {part.name: day})
        return isinstance(answer, Open) or bool(answer != reason.value)

    return tuple(
        part
        for part in reason.because
        if part.gives == "Day" and part.kind in ("fact", "norm")
        if isinstance(part.value, int) and ALWAYS < part.value < NEVER
        if turns(part, ALWAYS) or turns(part, NEVER)
    )


def causes(explainer: Explainer, reason: Reason, ways_out: Collection[str] = ()) -> list[Reason]:
    """The conditions at the bottom that made an answer what it is: *why not* for a no.

    A way out that is not open (by its name) denies nothing: told is what one would get out of. A
    bar that rests on many conditions is told itself; each of them is met, and would read as if it
    spoke for what is denied.
    """
    found: dict[tuple[str, int], Reason] = {}
    todo = [reason]
    while todo:
        here = todo.pop()
        if here is not reason and reason.value is False and here.value is True:
            below = causes(explainer, here, ways_out)
            for each in [here] if len(below) > FEW_CONDITIONS else below:
                found.setdefault((each.name, each.row), each)
            continue
        is_day = here.gives == "Day" and not here.is_open and here is not reason
        parts = () if is_day else _without(explainer, ways_out, here)
        if parts:
            todo.extend(_asked_by(explainer, here, part) for part in reversed(parts))
        else:
            found.setdefault((here.name, here.row), here)
    return list(found.values())


def lowest_yes(explainer: Explainer, reason: Reason) -> Reason:
    """Of a yes that rests only on what is not so: the last norm on the way down that says yes."""
    while True:
        parts = deciding(explainer, reason)
        yes = next((part for part in parts if part.value is True), None)
        if yes is None:
            return reason
        reason = yes


def _asked_by(explainer: Explainer, reason: Reason, part: Reason) -> Reason:
    """A fact with the provision that asks for it, if one does; anything else as it is."""
    if part.kind != "fact" or explainer.world.law.book.facts[part.name].is_asked_for:
        return part
    return part._replace(citation=reason.citation)


def days_compared(explainer: Explainer, reason: Reason) -> tuple[Reason, ...]:
    """The days that a norm says no by: facts that it only lays beside the day looked at.

    Otherwise, where no yes or no decides, what it finds the time by, as far as that turns it.
    """
    if reason.kind != "norm" or reason.value is not False:
        return ()
    parts = tuple(part for part in reason.because if part.kind not in ("figure", "time"))
    if all(part.kind == "fact" and part.gives == "Day" for part in parts):
        return parts
    rule = explainer.world.law.version_of(reason.name, reason.day)
    if rule is None or deciding(explainer, reason):
        return ()
    return _days_that_turn(explainer, rule, reason)


def _without(explainer: Explainer, ways_out: Collection[str], reason: Reason) -> tuple[Reason, ...]:
    """The deciding parts less ways out that are shut.

    If only those decide, what says no too, first of all that at which the norm stopped.
    """
    parts = deciding(explainer, reason)

    def is_shut(part: Reason) -> bool:
        return part.name in ways_out and part.value is False

    if not any(is_shut(part) for part in parts):
        return parts
    others = tuple(part for part in parts if not is_shut(part))
    if reason.value is True:
        return others  # nothing is denied: the yes itself is the cause
    beside = tuple(part for part in reason.because if part.value is False and not is_shut(part))
    is_norm = reason.name in explainer.world.law.terms  # aggregates stop at nothing
    rule = explainer.world.law.version_of(reason.name, reason.day) if is_norm else None
    stopped = rule and [each for each in beside if _stops_at(explainer, rule, reason, each)]
    return others or tuple(stopped or beside) or parts


def turning_points(explainer: Explainer, name: str, row: int, day: Day) -> list[Reason]:
    """What is different from the day before, at the bottom of a value that changes on a day."""
    found: dict[tuple[str, int], Reason] = {}
    todo = [(name, row, day, day - 1)]
    seen: set[tuple[str, int, Day]] = set()
    while todo:
        here, at, now, before = todo.pop()
        if (here, at, now) in seen:
            continue
        seen.add((here, at, now))
        new, old = explainer.reason(here, at, now), explainer.reason(here, at, before)
        earlier = {(part.name, part.row): part for part in old.because}
        changed = [
            (part.name, part.row, part.day, earlier[part.name, part.row].day)
            for part in new.because
            if (part.name, part.row) in earlier
            and part.kind != "time"
            and differs(part.value, earlier[part.name, part.row].value)
        ]
        if changed:
            todo.extend(reversed(changed))
        else:
            found.setdefault((here, at), new)
    return list(found.values())


def differs(one: object, other: object) -> bool:
    """Whether two values, of which each may be open, are not the same."""
    if isinstance(one, Open) and isinstance(other, Open):
        return not one.same_as(other)
    return isinstance(one, Open) or isinstance(other, Open) or one != other


def sources(reasons: Sequence[Reason]) -> list[Citation]:
    """The provisions applied anywhere in some trees, each once, in the order met."""
    found: dict[str, Citation] = {}
    for reason in walk(reasons):
        if reason.citation is not None:
            found.setdefault(str(reason.citation), reason.citation)
    return list(found.values())
