"""Exercises made: a family is drawn and solved, and the answers beside the right one are wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.determination import Payment, Right, Role, Status
from perenou.casework.questions import ALL_ORDINARY, PEOPLE, questions
from perenou.casework.solve import Solved
from perenou.casework.tell_coordination import PROVISIONS
from perenou.rules.calendar import birthday, first_day_of, month_of, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.explain import Reason, walk
from perenou.rules.types import Day
from perenou.training.boundaries import days_near
from perenou.training.exercise import LEAST_CHOICES, MOST_CHOICES, Exercise, Kind, Value, choices
from perenou.training.families import THEMES, Family, Theme, family
from perenou.training.find_fault import find_fault
from perenou.training.misreadings import amount, misread

MOST_DRAWS: Final = 60
"""Families drawn for one exercise before it is given up."""

KINDS: Final[dict[Kind, tuple[Theme, ...]]] = {
    Kind.HOW_MUCH: THEMES,
    Kind.WHO: ("nineteenth_birthday", "third_child"),
    Kind.FROM_WHEN: ("newborn", "third_child"),
    Kind.UNTIL_WHEN: ("nineteenth_birthday",),
    Kind.WHICH_STATE: ("two_states",),
    Kind.WHICH_PROVISION: ("nineteenth_birthday", "third_child", "single_parent", "newborn"),
    Kind.WHAT_IS_MISSING: ("nineteenth_birthday", "single_parent", "two_states"),
    Kind.FIND_FAULT: ("newborn", "single_parent", "small_family", "two_states"),
}
"""By kind, the families that it can be asked about."""

OF_GIVEN: Final = (
    Kind.HOW_MUCH, Kind.WHO, Kind.WHICH_STATE, Kind.WHICH_PROVISION, Kind.WHAT_IS_MISSING,
    Kind.FIND_FAULT,
)  # fmt: skip
"""Kinds whose wrong answers are explained rightly whatever the family; the days of a right are
asked for only of families that were drawn for it."""


class NoExerciseError(Exception):
    """No family that was drawn has such an exercise."""


def make(kind: Kind, seed: int, theme: Theme | None = None) -> Exercise:
    """An exercise of a kind; the same seed gives the same one.

    Raises:
        NoExerciseError: none of the families drawn fits.
    """
    draw = random.Random(f"{kind.value} {seed}")
    for attempt in range(MOST_DRAWS):
        about = draw.choice(KINDS[kind]) if theme is None else theme
        drawn = family(about, seed * MOST_DRAWS + attempt)
        found = _MAKERS[kind](drawn, draw)
        if found is not None:
            return found
    raise NoExerciseError(kind.value)


def make_of(kind: Kind, about: Family, seed: int) -> Exercise:
    """An exercise of a kind about a family that was given; the same seed gives the same one.

    Raises:
        NoExerciseError: the kind cannot be asked about it, or not with enough wrong answers.
    """
    found = None
    if kind in OF_GIVEN:
        found = _MAKERS[kind](about, random.Random(f"{kind.value} {seed}"))
    if found is None:
        raise NoExerciseError(kind.value)
    return found


# ------------------------------------------------------------------------------ each kind


def _how_much(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    paid = sorted({p.benefit for p in solved.payments if p.month == drawn.month})
    if not paid:
        return None
    benefit = draw.choice(paid)
    right = amount(solved, benefit, drawn.month)
    # Each misreading solves the family anew: those that are not needed are never looked at.
    wrong = ((cents, key) for key, cents in misread(drawn, solved, benefit))
    payments = [p for p in solved.payments if (p.month, p.benefit) == (drawn.month, benefit)]
    return _exercise(Kind.HOW_MUCH, drawn, solved, benefit, "", right, wrong, payments, draw)


def _who(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    benefit = "child_allowance"
    payments = [p for p in solved.payments if (p.month, p.benefit) == (drawn.month, benefit)]
    everybody = tuple(drawn.case.children)
    right = tuple(c for c in everybody if any(c in p.for_whom for p in payments))
    if not right:
        return None
    wrong: list[tuple[Value, str]] = [(everybody, "everybody")]
    if drawn.turning in right:
        wrong.append((tuple(c for c in right if c != drawn.turning), "turning_not_counted"))
    if len(right) > 2:
        wrong.append((right[:2], "only_two"))
    wrong.append(((drawn.turning,), "only_turning"))
    wrong.append((tuple(c for c in everybody if c not in right), "only_without_right"))
    wrong.append((right[:-1], "another_not_counted"))
    return _exercise(Kind.WHO, drawn, solved, benefit, "", right, wrong, payments, draw)


def _from_when(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    granted = _granted(solved, "child_allowance", drawn.turning)
    birth = drawn.case.children[drawn.turning].born
    if granted is None or birth is None or granted.first != birth.first:
        return None
    first = first_day_of(month_of(granted.first))
    claimed = _claimed(drawn, drawn.turning)
    wrong: list[tuple[Value, str]] = [
        (next_month_start(first), "from_next_month"),
        (first, "from_first_of_month"),
        (claimed, "from_claim"),
        (next_month_start(first_day_of(month_of(claimed))), "month_after_claim"),
    ]
    return _exercise(
        Kind.FROM_WHEN, drawn, solved, "child_allowance", drawn.turning, granted.first, wrong,
        [p for p in solved.payments if drawn.turning in p.for_whom][:1], draw,
    )  # fmt: skip


def _until_when(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    months = [
        p.month
        for p in solved.payments
        if p.benefit == "child_allowance" and p.for_whom == (drawn.turning,)
    ]
    birth = drawn.case.children[drawn.turning].born
    if not months or birth is None or max(months) == solved.last_month:
        return None
    last = next_month_start(first_day_of(max(months))) - 1
    turns = birthday(birth.first, 19)
    wrong: list[tuple[Value, str]] = [
        (turns - 1, "until_birthday"),
        (next_month_start(first_day_of(month_of(turns))) - 1, "whole_month_of_birthday"),
        (first_day_of(month_of(turns)) - 1, "until_month_before_birthday"),
        (_end_of_school(turns), "until_end_of_school"),
        (_end_of_school(turns) + 62, "until_end_of_summer"),
    ]
    payments = [
        p
        for p in solved.payments
        if p.month == max(months) and p.for_whom == (drawn.turning,)
        and p.benefit == "child_allowance"
    ]  # fmt: skip
    return _exercise(
        Kind.UNTIL_WHEN, drawn, solved, "child_allowance", drawn.turning, last, wrong, payments,
        draw,
    )  # fmt: skip


def _which_state(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    first = [
        each
        for each in solved.state_months
        if each.month == drawn.month and each.role is Role.PRIMARY
    ]
    if len({each.state for each in first}) != 1:
        return None
    right = first[0].state
    wrong: list[tuple[Value, str]] = [
        ("FI" if right == "EE" else "EE", "other_state_first"),
        ("both", "half_each"),
        ("none", "nobody_first"),
    ]
    payments = [p for p in solved.payments if p.month == drawn.month][:1]
    made = _exercise(Kind.WHICH_STATE, drawn, solved, "", "", right, wrong, payments, draw)
    if made is None or first[0].reason not in PROVISIONS:
        return None
    return replace(made, provisions=(PROVISIONS[first[0].reason],))


def _which_provision(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    rights = [r for r in solved.rights if r.status in (Status.GRANTED, Status.REFUSED)]
    rights = [r for r in rights if r.grounds and r.grounds[0].citation]
    if not rights:
        return None
    right = draw.choice(rights)
    decides = right.grounds[0].citation
    assert decides is not None
    own = {g.citation for g in right.grounds} | _cited_by(solved, right)
    cited = [Citation.parse(each) for each in own if each]
    act = Citation.parse(decides).act
    near = sorted(
        str(rule.citation)
        for rule in {
            rules[0].citation: rules[0] for rules in solved.law.book.rules.values()
        }.values()
        if rule.citation.act == act
        and not any(rule.citation.covers(each) or each.covers(rule.citation) for each in cited)
    )
    if len(near) < MOST_CHOICES - 1:
        return None
    wrong: list[tuple[Value, str]] = [
        (each, "other_provision") for each in draw.sample(near, MOST_CHOICES - 1)
    ]
    return Exercise(
        Kind.WHICH_PROVISION, drawn, right.benefit, right.about,
        choices(decides, wrong, draw), (decides,), len(cited),
        days_near(solved, right.benefit, drawn.month),
    )  # fmt: skip


def _what_is_missing(drawn: Family, draw: random.Random) -> Exercise | None:
    case = drawn.case
    blank = _BLANKS.get(drawn.theme)
    told = drawn
    if blank is not None:
        child = case.children[drawn.turning].model_copy(update=blank)
        children = {**case.children, drawn.turning: child}
        told = replace(drawn, case=case.model_copy(update={"children": children}))
    solved = Solved(told.case)
    asked = questions(solved)
    if not asked or asked[0].facts[0] in (ALL_ORDINARY, PEOPLE):
        return None
    wanted = {fact for each in asked for fact in each.facts}
    right = (asked[0].facts[0], *asked[0].about)
    pool = [(fact, drawn.turning) for fact in _IDLE_FACTS if fact not in wanted]
    wrong: list[tuple[Value, str]] = [
        (each, "does_not_decide") for each in draw.sample(pool, MOST_CHOICES - 1)
    ]
    near = days_near(Solved(case), "child_allowance", drawn.month)
    return Exercise(
        Kind.WHAT_IS_MISSING, told, "", drawn.turning, choices(right, wrong, draw),
        tuple(asked[0].asked_by), len(asked), near,
    )  # fmt: skip


_BLANKS: Final[dict[str, dict[str, object]]] = {
    "nineteenth_birthday": {"studies": "unknown"},
    "single_parent": {"second_parent": None},
    "two_states": {"state_benefits": "unknown"},
}
"""By theme, what is left unsaid of the child whose boundary is near."""

_IDLE_FACTS: Final = (
    "child_death_day", "child_imprisoned", "institutional_care", "lives_independently",
    "birth_allowance_paid_earlier", "separated", "adoption_day", "has_guardian",
)  # fmt: skip
"""Facts that an ordinary family of ours has nothing to tell about."""

_MAKERS: Final[dict[Kind, Callable[[Family, random.Random], Exercise | None]]] = {
    Kind.HOW_MUCH: _how_much,
    Kind.WHO: _who,
    Kind.FROM_WHEN: _from_when,
    Kind.UNTIL_WHEN: _until_when,
    Kind.WHICH_STATE: _which_state,
    Kind.WHICH_PROVISION: _which_provision,
    Kind.WHAT_IS_MISSING: _what_is_missing,
    Kind.FIND_FAULT: find_fault,
}


# ------------------------------------------------------------------------------ what they share


def _exercise(
    kind: Kind,
    drawn: Family,
    solved: Solved,
    benefit: str,
    about: str,
    right: Value,
    wrong: Iterable[tuple[Value, str]],
    payments: Sequence[Payment],
    draw: random.Random,
) -> Exercise | None:
    """The exercise, if enough of the wrong answers differ from the right one and each other."""
    offered = choices(right, wrong, draw)
    if len(offered) < LEAST_CHOICES or not payments:
        return None
    if not all(payment.is_certain for payment in payments):
        return None
    reasons = [solved.reason(payment) for payment in payments]
    norms = [each for each in walk(reasons) if each.kind == "norm"]
    return Exercise(
        kind, drawn, benefit, about, offered, _deciding(reasons),
        len({each.name for each in norms}),
        days_near(solved, payments[0].benefit, drawn.month),
    )  # fmt: skip


def _deciding(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The provisions of the norms, those nearest to the answer first."""
    found: dict[str, None] = {}
    level: list[Reason] = list(reasons)
    for _ in range(4):
        for each in level:
            if each.kind == "norm" and each.citation is not None:
                found[str(each.citation)] = None
        level = [below for each in level for below in each.because]
    return tuple(found)[:6]


def _granted(solved: Solved, benefit: str, child: str) -> Right | None:
    return next(
        (
            right
            for right in solved.rights
            if (right.benefit, right.about, right.status) == (benefit, child, Status.GRANTED)
        ),
        None,
    )


def _cited_by(solved: Solved, right: Right) -> set[str | None]:
    """Every provision that a right, or what is paid by it, rests on."""
    reasons = [solved.reason(p) for p in solved.payments if p.benefit == right.benefit]
    allowance = MONTHLY.get(right.benefit)
    if allowance is not None:
        rows = range(solved.world.facts.rows[allowance.unit.name])
        day = max(right.first, solved.first_day)
        reasons += [solved.explainer.reason(allowance.right, row, day) for row in rows]
    return {str(each.citation) for each in walk(reasons) if each.citation is not None}


def _claimed(drawn: Family, child: str) -> Day:
    claims = drawn.case.claims if isinstance(drawn.case.claims, tuple) else ()
    return next(
        claim.received.first
        for claim in claims
        if isinstance(claim.for_, tuple) and child in claim.for_ and claim.received is not None
    )


def _end_of_school(day: Day) -> Day:
    of = date.fromordinal(day)
    return date(of.year if of.month < 9 else of.year + 1, 6, 30).toordinal()
