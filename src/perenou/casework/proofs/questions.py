"""The questions: who loses, where a sum drops, what holds together, and where a decision turns."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal, TypeAlias

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.schema import Case
from perenou.casework.lines import END
from perenou.casework.proofs.answer import Answer
from perenou.casework.proofs.laid import amounts, amounts_of, paid, world_of
from perenou.casework.proofs.search import Goal, Looked, Room, Rooms, Scope, searched
from perenou.casework.proofs.shape import CLAIMED, ChildTerms, FamilyTerms, Free, Shape
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.nodes import Constant
from perenou.rules.lawbook import MOVING, Law
from perenou.rules.prove.ask import Verdict
from perenou.rules.prove.errors import NotProvableError
from perenou.rules.prove.family import Family
from perenou.rules.prove.terms import (
    Term,
    both,
    chosen,
    compared,
    either,
    is_same,
    minus,
    negation,
    plus,
    total,
    truth,
)
from perenou.rules.rule import Rule
from perenou.rules.unknown import Open

Step: TypeAlias = Literal["child", "day", "euro"]
STEPS: Final[tuple[Step, ...]] = ("child", "day", "euro")
EURO: Final = 100
BESIDE_EUROS: Final[frozenset[Free]] = frozenset({"alone", "foreign"})
"""What may befall the families of whom is asked what one more euro from another state does."""


def loses(before: Law, after: Law, scope: Scope, benefits: Sequence[str] = CLAIMED) -> Answer:
    """Whether any family is paid less for a month under one law than under another.

    Raises:
        NotProvableError: something cannot be read on symbols. DisagreementError: the solver gives
            another answer for the example.
    """

    def goals(room: Room) -> Iterator[Goal]:
        asked = amounts_of(benefits)
        was = room.laid(before, asked)
        now = room.laid(after, asked, like=was)
        yield _falls(
            _Paid(was, before, room.family), _Paid(now, after, room.family), benefits, scope
        )

    return searched("loses", tuple(benefits), Rooms(scope), goals)


def drops(step: Step, law: Law, scope: Scope, benefits: Sequence[str] = CLAIMED) -> Answer:
    """Whether one more child, day of age or euro from another state leaves any family with less.

    A euro counts among what the family has; one day more makes each child a day older. Of a euro is
    asked where nothing else befalls the family.

    Raises:
        NotProvableError, DisagreementError: as of ``loses``.
    """
    if step == "euro":
        scope = replace(scope, free=BESIDE_EUROS)

    def goals(room: Room) -> Iterator[Goal]:
        asked = amounts_of(benefits)
        gained = EURO if step == "euro" else 0
        whole = room.laid(law, asked)
        for less, more in _STEPS[step](room.family):
            was = room.laid(law, asked, _as_large(less, room), whole)
            now = room.laid(law, asked, more, whole)
            yield _falls(_Paid(was, law, less), _Paid(now, law, more), benefits, scope, gained)

    return searched("drops", (step, *benefits), Rooms(scope), goals)


def _with_child(family: FamilyTerms) -> Iterator[tuple[FamilyTerms, FamilyTerms]]:
    """The family, and the same without its youngest."""
    if len(family.children) > 1:
        yield replace(family, children=family.children[:-1]), family


def _as_large(family: FamilyTerms, room: Room) -> FamilyTerms:
    """A family with as many rows as the shape: who is not there is never born."""
    missing = room.size - len(family.children)
    unborn = (ChildTerms(END),) * missing
    return replace(family, children=(*family.children, *unborn)) if missing else family


def _with_day(family: FamilyTerms) -> Iterator[tuple[FamilyTerms, FamilyTerms]]:
    older = tuple(replace(child, birth=minus(child.birth, 1)) for child in family.children)
    yield family, replace(family, children=older)


def _with_euro(family: FamilyTerms) -> Iterator[tuple[FamilyTerms, FamilyTerms]]:
    for at, child in enumerate(family.children):
        richer = replace(child, foreign=plus(child.foreign, EURO))
        yield family, replace(family, children=_put(family.children, at, richer))


_STEPS: Final[dict[Step, Callable[[FamilyTerms], Iterator[tuple[FamilyTerms, FamilyTerms]]]]] = {
    "child": _with_child,
    "day": _with_day,
    "euro": _with_euro,
}


def _put(children: tuple[ChildTerms, ...], at: int, child: ChildTerms) -> tuple[ChildTerms, ...]:
    return (*children[:at], child, *children[at + 1 :])


def both_hold(one: str, two: str, law: Law, scope: Scope) -> Answer:
    """Whether two yes/no norms ever hold, or two benefits are ever paid, at once.

    On the first day of the month; of one person or child where both speak of such.

    Raises:
        NotProvableError: one of the two is the same in every family that is looked at, so that a
            proof would say nothing of others; and, like DisagreementError, as of ``loses``.
    """

    def goals(room: Room) -> Iterator[Goal]:
        names = (name_of(one), name_of(two))
        laid = room.laid(law, names)
        for name in names:
            _see_that_it_varies(laid, name)
        units = [unit_of(name, law) for name in names]
        day = first_day_of(scope.month)
        for row in range(room_count(room, units[0])):
            for other in [row] if units[0] == units[1] else range(room_count(room, units[1])):
                rows = (row, other)
                values = [laid.value(name, r, day) for name, r in zip(names, rows, strict=True)]
                looked = tuple(
                    Looked(room.family, (truth(value),), _holds(law, name, r, scope))
                    for value, name, r in zip(values, names, rows, strict=True)
                )
                yield Goal(partial(both, *map(truth, values)), looked, "bool")

    return searched("both", (one, two), Rooms(scope), goals)


def _see_that_it_varies(laid: Family, name: str) -> None:
    if isinstance(laid.graph.nodes[name], Constant):
        raise NotProvableError(name, "is the same in every family of the shape")


def covered(name: str, law: Law, scope: Scope) -> Answer:
    """Which ways through a norm, and which of its yes and no, some family takes in a month.

    Each part is about a line of the norm and the outcome; one without an example is never taken.

    Raises:
        NotProvableError, DisagreementError: as of ``loses``.
    """
    rule = law.version_of(name, first_day_of(scope.month))
    if rule is None:
        return Answer("covered", (name,), "proof", scope.month, scope.most, scope.free)
    day = first_day_of(scope.month)
    asked = tuple(each for each in rule.inputs if each not in MOVING)
    is_yes_or_no = rule.gives == "bool"
    branches = branches_of(rule)
    outcomes = (True, False) if is_yes_or_no else (None,)
    wanted = [(line, outcome) for line in branches for outcome in outcomes]
    rooms = Rooms(scope)
    parts = []
    for line, outcome in wanted:

        def goals(room: Room, line: int = line, outcome: bool | None = outcome) -> Iterator[Goal]:
            laid = room.laid(law, asked)
            for row in range(room_count(room, rule.unit.name)):
                ways = [way for way in laid.ways(rule, row, day) if way.line == line]
                tests = [
                    way.test if outcome is None else both(way.test, _is(way.value, outcome))
                    for way in ways
                ]
                value = ways[-1].value
                for way in ways:
                    value = chosen(way.test, way.value, value)
                looked = Looked(room.family, (value,), _valued(law, name, row, scope))
                yield Goal(partial(either, *tests), (looked,), rule.gives)

        about = (name, branches[line], "" if outcome is None else str(int(outcome)))
        parts.append(searched("covered", about, rooms, goals))
    # What a norm writes down as yes is no way to a no.
    kept = tuple(each for each in parts if not _is_of_itself(each.about))
    verdict = _first_of(("undecided", "proof", "example"), kept)
    return Answer("covered", (name,), verdict, scope.month, scope.most, scope.free, parts=kept)


def _first_of(verdicts: Sequence[Verdict], parts: Sequence[Answer]) -> Verdict:
    """The first of some verdicts that a part has."""
    found = {each.verdict for each in parts}
    return next(each for each in verdicts if each in found)


def _is_of_itself(about: tuple[str, ...]) -> bool:
    """Whether a branch gives the other of yes and no whatever happens."""
    _, branch, outcome = about
    return branch.endswith({"0": "return True", "1": "return False"}.get(outcome, "\n"))


def _is(value: Term, outcome: bool) -> Term:
    return truth(value) if outcome else negation(truth(value))


def branches_of(rule: Rule) -> dict[int, str]:
    """The branches of a norm as they are written, by the line of each one's ``return``."""
    text = textwrap.dedent(inspect.getsource(inspect.unwrap(rule.function)))
    found: dict[int, str] = {}

    def gather(body: Sequence[ast.stmt], under: str) -> None:
        for each in body:
            if isinstance(each, ast.Return):
                found[each.lineno] = f"{under}{ast.unparse(each)}"
            elif isinstance(each, ast.If):
                gather(each.body, f"if {ast.unparse(each.test)}: ")
                gather(each.orelse, f"if not ({ast.unparse(each.test)}): ")

    for each in ast.parse(text).body:
        if isinstance(each, ast.FunctionDef):
            gather(each.body, "")
    return found


def boundary(asked: str, law: Law, scope: Scope) -> Answer:
    """The pairs of nearest families on either side of where a norm or an amount turns.

    The two of a pair differ in one thing by one step: a day, or yes and no.

    Raises:
        NotProvableError, DisagreementError: as of ``loses``.
    """
    name = name_of(asked)
    unit, day = unit_of(name, law), first_day_of(scope.month)
    turns = {
        what: turn
        for what, turn in _TURNS.items()
        if what not in _FREE or _FREE[what] in scope.free
    }
    rooms = Rooms(scope)
    parts = []
    for what, turn in turns.items():

        def goals(room: Room, turn: Turn = turn) -> Iterator[Goal]:
            base = room.laid(law, (name,))
            _see_that_it_varies(base, name)
            for other in turn(room.family):
                laid = [base, room.laid(law, (name,), other, base)]
                for row in range(room_count(room, unit)):
                    values = [each.value(name, row, day) for each in laid]
                    looked = tuple(
                        Looked(family, (value,), _valued(law, name, row, scope))
                        for family, value in zip((room.family, other), values, strict=True)
                    )
                    turns = partial(compared, "!=", *map(truth, values))
                    yield Goal(turns, looked, law.book.gives(name))

        parts.append(searched("boundary", (asked, what), rooms, goals))
    verdict = _first_of(("example", "undecided", "proof"), parts)
    return Answer(
        "boundary", (asked,), verdict, scope.month, scope.most, scope.free, parts=tuple(parts)
    )


Turn: TypeAlias = Callable[[FamilyTerms], Iterator[FamilyTerms]]


def _a_day(field: str) -> Turn:
    """Each family in which that day of one child is a day earlier."""

    def turn(family: FamilyTerms) -> Iterator[FamilyTerms]:
        for at, child in enumerate(family.children):
            earlier = minus(getattr(child, field), 1)
            changed = replace(child, **{field: earlier})
            yield replace(family, children=_put(family.children, at, changed))

    return turn


def _a_truth(field: str) -> Turn:
    """Each family in which that yes or no of one child is the other one."""

    def turn(family: FamilyTerms) -> Iterator[FamilyTerms]:
        for at, child in enumerate(family.children):
            changed = replace(child, **{field: negation(getattr(child, field))})
            yield replace(family, children=_put(family.children, at, changed))

    return turn


def _a_day_of_search(family: FamilyTerms) -> Iterator[FamilyTerms]:
    yield replace(family, wanted=minus(family.wanted, 1))


_TURNS: Final[dict[str, Turn]] = {
    "birth": _a_day("birth"),
    "moved": _a_day("moved"),
    "studied_until": _a_day("studied_until"),
    "final_class": _a_truth("final_class"),
    "graduated": _a_truth("graduated"),
    "placed": _a_day("placed"),
    "wanted": _a_day_of_search,
}
_FREE: Final[dict[str, Free]] = {
    "moved": "residence",
    "studied_until": "studies",
    "final_class": "studies",
    "graduated": "studies",
    "placed": "care",
    "wanted": "wanted",
}
"""By turn: what must be free for it."""


def name_of(asked: str) -> str:
    """The name that a norm or benefit is looked at by: of a benefit whether it is paid on a day."""
    return MONTHLY[asked].payable if asked in MONTHLY else asked


def unit_of(name: str, law: Law) -> str:
    """Whose rows a name has.

    Raises:
        KeyError: it has none.
    """
    unit = law.book.unit_of(name)
    if unit is None:
        raise KeyError(name)
    return unit.name


def room_count(room: Room, unit: str) -> int:
    """How many rows a shape has of a unit."""
    counts = Shape(room.size, room.scope.month, room.scope.as_of).counts
    return counts.get(unit, 0)


@dataclass(frozen=True, slots=True)
class _Paid:
    """A family of terms under a law."""

    laid: Family
    law: Law
    family: FamilyTerms


def _falls(one: _Paid, two: _Paid, benefits: Sequence[str], scope: Scope, gained: int = 0) -> Goal:
    """That the second is paid less than the first, but for what it gained elsewhere."""
    was, now = (amounts(each.laid, benefits, scope.month) for each in (one, two))
    looked = tuple(
        Looked(each.family, tuple(terms.values()), _paid(each.law, benefits, scope))
        for each, terms in zip((one, two), (was, now), strict=True)
    )
    # What is the same in both takes part in no fall, and a sum falls only if one of its parts does.
    differing = {row: value for row, value in was.items() if not is_same(value, now.get(row, 0))}

    def holds() -> Term:
        more = total([value for row, value in now.items() if row in differing or row not in was])
        return compared("<", plus(more, gained), total([*differing.values()]))

    parts = tuple(compared("<", now.get(row, 0), value) for row, value in differing.items())
    return Goal(holds, looked, needs=() if gained else parts)


def _paid(law: Law, benefits: Sequence[str], scope: Scope) -> Callable[[Case], int | None]:
    """What a case is paid for the month, by the solver."""
    return lambda case: paid(world_of(law, case, scope.as_of), benefits, scope.month)


def _valued(law: Law, name: str, row: int, scope: Scope) -> Callable[[Case], int | None]:
    """What a name is for a row by the solver; None where it is open."""

    def solved(case: Case) -> int | None:
        value = world_of(law, case, scope.as_of).at(name, row, first_day_of(scope.month))
        return None if isinstance(value, Open) else int(value)

    return solved


def _holds(law: Law, name: str, row: int, scope: Scope) -> Callable[[Case], int | None]:
    """Whether a name holds, or is more than nothing, by the solver."""
    valued = _valued(law, name, row, scope)

    def solved(case: Case) -> int | None:
        value = valued(case)
        return None if value is None else int(value != 0)

    return solved
