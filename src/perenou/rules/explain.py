"""Why a value is what it is: the tree of norms, figures and facts that were looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from perenou.rules.across import across_function
from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.lawbook import MOVING, OWN_ROW, Law, Plan
from perenou.rules.recurrence import plain
from perenou.rules.rule import Across, Rule, Through
from perenou.rules.types import ANSWERS, Day
from perenou.rules.unknown import Moving, Open, answered, looked_at
from perenou.rules.world import World

Kind = Literal["norm", "figure", "fact", "gathered", "time"]


class Reason(NamedTuple):
    """One value on one day, and the values that it was drawn from.

    Attributes:
        name, row, day: whose value when. kind: what sort of thing it is. value: plain or ``Open``.
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
        seen: set[int] = set()
        todo = [self]
        while todo:
            reason = todo.pop()
            if id(reason) not in seen:
                seen.add(id(reason))
                yield reason
                todo.extend(reversed(reason.because))


class Explainer:
    """Draws reason trees from a world; equal branches are drawn once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._drawn: dict[tuple[str, int, Day], Reason] = {}

    def reason(self, name: str, row: int, day: Day) -> Reason:
        """Why the name has its value for the row on the day."""
        key = (name, row, day)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = self._draw(name, row, day)
        return found

    def _draw(self, name: str, row: int, day: Day) -> Reason:
        world = self.world
        book = world.law.book
        if name in book.rules:
            return self._norm(name, row, day)
        gives = book.gives(name)
        if name in MOVING:
            move = MOVING[name]
            return Reason(name, row, day, "time", move(day) if move else day, gives, None, ())
        if name in book.parameters:
            version = world.law.figures[name].at(day)
            value = world.law.figure_values(name).at(day)
            citation = version.citation if version else None
            return Reason(name, 0, day, "figure", value, gives, citation, ())
        value = world.at(name, row, day)
        if name in book.facts:
            return Reason(name, row, day, "fact", value, gives, None, ())
        if name in book.across:
            node = book.across[name]
            return Reason(
                name, row, day, "gathered", value, gives, node.citation,
                tuple(self._members(node, row, day)),
            )  # fmt: skip
        through = book.through[name]
        return Reason(
            name, row, day, "gathered", value, gives, through.citation,
            tuple(self._course(through, row, day)),
        )  # fmt: skip

    def _norm(self, name: str, row: int, day: Day) -> Reason:
        world = self.world
        value = world.at(name, row, day)
        rule = world.law.version_of(name, day)
        if rule is None:
            first = world.law.book.rules[name][0]
            return Reason(name, row, day, "norm", value, first.gives, first.citation, ())
        plan = world.horizon.plan(rule)
        looked = self.looks(rule, row, day)
        because: list[Reason] = []
        for wanted, way in plan.inputs:
            if wanted in looked:
                # A figure and the passing day are nobody's: they stand in row 0.
                of_row = 0 if way is None else world.climbed(plan.unit, row, way)
                because.append(self.reason(wanted, of_row, day))
        return Reason(name, row, day, "norm", value, rule.gives, rule.citation, tuple(because))

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

    def _members(self, node: Across, row: int, day: Day) -> Iterator[Reason]:
        world = self.world
        members = world.members(node, row)
        keys = [wanted for wanted in (node.among, node.of, node.together) if wanted]
        marks = [(wanted, member) for wanted in keys for member in members]

        def ask(at: int) -> Any:
            if at == len(marks):
                return plain(world.key_line(node.unit, row, node.own).at(day), day)
            wanted, member = marks[at]
            return plain(world.key_line(node.members, member, wanted).at(day), day)

        names = [f"{wanted}/{member}" for wanted, member in marks]
        if node.together and node.own != OWN_ROW:
            names.append("own key")
        function = across_function(world.facts.above, node, row, members)
        notes = looked_at(function, names, ask)
        for name, (wanted, member) in zip(names, marks, strict=False):
            if name in notes and wanted not in world.law.book.units and wanted != OWN_ROW:
                yield self.reason(wanted, world.row_above(node.members, member, wanted), day)

    def _course(self, node: Through, row: int, day: Day) -> Iterator[Reason]:
        world = self.world
        at = world.row_above(node.unit, row, node.of)
        when = day
        if node.kind == "total_so_far":
            return  # the days before, each with reasons of its own
        if node.kind == "at_month_start":
            when = max(month_start(day), world.start)
        elif node.kind == "begin_in_month" and isinstance(world.at(node.name, row, day), int):
            when = min(int(world.at(node.name, row, day)), day)
        elif node.kind == "value_on":
            on = world.seen_from(node.unit, row, node.by[0]).at(day)
            when = on if isinstance(on, int) else day
        when = max(when, world.start)
        if node.of not in world.law.book.parameters:
            when = min(when, world.end - 1)  # a figure alone is known beyond the horizon
        whens = [when]
        if node.kind == "sum_of_months":
            first, after = (world.seen_from(node.unit, row, wanted).at(day) for wanted in node.by)
            if isinstance(first, int) and isinstance(after, int) and first < after:
                starts = world.seen_from(node.unit, row, node.of).starts
                whens = [first, *(start for start in starts[1:] if first < start < after)]
        elif node.kind == "total_in_month":
            after = min(next_month_start(day), world.end)
            starts = world.seen_from(node.unit, row, node.of).starts
            begin = max(month_start(day), world.start)
            whens = [begin, *(start for start in starts if begin < start < after)]
            # Days that add nothing are told only where no day adds anything.
            values = [(when, world.at(node.of, at, when)) for when in whens]
            whens = [when for when, v in values if isinstance(v, Open) or v] or whens
        for when in whens:
            yield self.reason(node.of, at, when)
        for wanted in node.by:
            yield self.reason(wanted, world.row_above(node.unit, row, wanted), day)


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

    If no single one would, those that would turn it together, at which the norm stopped looking on,
    or that stand as the answer does; none for a norm whose answer comes from comparing days or
    numbers. A norm that is not in the law of the day decides nothing.
    """
    law = explainer.world.law
    if reason.kind == "gathered":
        return tuple(part for part in reason.because if part.gives == "bool")
    rule = law.version_of(reason.name, reason.day) if reason.kind == "norm" else None
    if rule is None or reason.is_open or is_out_of_force(law, reason):
        return tuple(part for part in reason.because if part.is_open)
    truths = [
        part
        for part in reason.because
        if part.gives == "bool" and isinstance(part.value, bool)
        if not is_out_of_force(law, part)
    ]

    def turns(flipped: Sequence[Reason]) -> bool:
        instead = {part.name: not part.value for part in flipped}
        answer = explainer.answer(rule, reason.row, reason.day, instead)
        return isinstance(answer, Open) or bool(answer != reason.value)

    seen = {part.name for part in reason.because}

    def looks_on(part: Reason) -> bool:
        instead = {part.name: not part.value}
        return not explainer.looks(rule, reason.row, reason.day, instead) <= seen

    alone = [part for part in truths if turns([part])]
    same = [part for part in truths if part.value == reason.value]
    for together in (alone, same, truths):
        if together and turns(together if together is not alone else alone[:1]):
            return tuple(together)
    # Another bar further on keeps the answer; told is the one at which the norm stopped.
    stopped_at = [part for part in truths if looks_on(part)] if same else []
    return tuple(stopped_at or same)


def causes(explainer: Explainer, reason: Reason) -> list[Reason]:
    """The conditions at the bottom that made an answer what it is: *why not* for a no."""
    found: dict[tuple[str, int], Reason] = {}
    todo = [reason]
    while todo:
        here = todo.pop()
        parts = deciding(explainer, here)
        if parts:
            # A fact is told with the provision that asks for it.
            todo.extend(
                part._replace(citation=here.citation) if part.kind == "fact" else part
                for part in reversed(parts)
            )
        else:
            found.setdefault((here.name, here.row), here)
    return list(found.values())


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
            and _differs(part.value, earlier[part.name, part.row].value)
        ]
        if changed:
            todo.extend(reversed(changed))
        else:
            found.setdefault((here, at), new)
    return list(found.values())


def _differs(one: object, other: object) -> bool:
    if isinstance(one, Open) and isinstance(other, Open):
        return not one.same_as(other)
    return isinstance(one, Open) or isinstance(other, Open) or one != other


def sources(reasons: Sequence[Reason]) -> list[Citation]:
    """The provisions applied anywhere in some trees, each once, in the order met."""
    found: dict[str, Citation] = {}
    for top in reasons:
        for reason in top.walk():
            if reason.citation is not None:
                found.setdefault(str(reason.citation), reason.citation)
    return list(found.values())
