"""Exercises made: a family is drawn and solved, and the answers beside the right one are wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from perenou.casework.determination import LATENESS, Payment, Right, Role, Status
from perenou.casework.questions import ALL_ORDINARY, PEOPLE, questions
from perenou.casework.solve import Solved
from perenou.casework.why_month import LAST_MONTH, why_month
from perenou.rules.calendar import birthday, first_day_of, month_of, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.explain import walk
from perenou.rules.types import Day
from perenou.training.boundaries import days_near
from perenou.training.deciding import AT_HOME, amounts, conditions, order
from perenou.training.deciding import misread as misread_by
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
    whys = why_month(solved, benefit, drawn.month)
    return _exercise(
        Kind.HOW_MUCH, drawn, solved, benefit, "", right, wrong, payments,
        (*conditions(whys), *amounts(whys)), draw,
    )  # fmt: skip


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
    rests_on = conditions(why_month(solved, benefit, drawn.month))
    return _exercise(Kind.WHO, drawn, solved, benefit, "", right, wrong, payments, rests_on, draw)


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
        [p for p in solved.payments if drawn.turning in p.for_whom][:1],
        conditions(why_month(solved, "child_allowance", month_of(granted.first), drawn.turning)),
        draw,
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
    whys = [
        why
        for month in (max(months), max(months) + 1)
        for why in why_month(solved, "child_allowance", month, drawn.turning)
    ]
    return _exercise(
        Kind.UNTIL_WHEN, drawn, solved, "child_allowance", drawn.turning, last, wrong, payments,
        (*conditions(whys), LAST_MONTH), draw,
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
    rests_on = order(solved, drawn.month)
    return _exercise(
        Kind.WHICH_STATE, drawn, solved, "", "", right, wrong, payments, rests_on, draw
    )


def _which_provision(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    first = first_day_of(drawn.month)
    held = [
        (right, grounds)
        for right in solved.rights
        if right.status in (Status.GRANTED, Status.REFUSED) and right.benefit in BESIDE
        if right.first < next_month_start(first) and (right.after is None or right.after > first)
        if (grounds := _grounds(right))
    ]
    # What the family was drawn for teaches more than what is so in any family; and in a month in
    # which the right is decided anew two provisions would be right.
    spells = Counter((right.benefit, right.about) for right, _ in held)
    near = [
        (right, grounds)
        for right, grounds in held
        if right.about == drawn.turning or right.about not in drawn.case.children
        if spells[right.benefit, right.about] == 1
    ]
    if not near:
        return None
    right, grounds = draw.choice(near)
    told = [Citation.parse(ground.citation) for ground in right.grounds if ground.citation]
    own = [each for each in told if str(each) in grounds]
    decides = grounds[-1]
    wrong: list[tuple[Value, str]] = [
        (each, "other_provision")
        for each in BESIDE[right.benefit]
        if not any(Citation.parse(each).covers(cited) or cited.covers(Citation.parse(each))
                   for cited in own)
    ]  # fmt: skip
    return Exercise(
        Kind.WHICH_PROVISION, drawn, right.benefit, right.about,
        choices(decides, draw.sample(wrong, len(wrong)), draw), (decides,), len(told),
        days_near(solved, right.benefit, drawn.month),
    )  # fmt: skip


def _grounds(right: Right) -> tuple[str, ...]:
    """The provisions by which a right is there or is not, that of the benefit itself last."""
    return tuple(
        ground.citation
        for ground in right.grounds
        if ground.citation is not None and ground.name not in AT_HOME
        and not ground.name.endswith(LATENESS)
        and (ground.value is True or right.status is not Status.GRANTED)
    )  # fmt: skip


BESIDE: Final[dict[str, tuple[str, ...]]] = {
    "child_allowance": (
        "PHS § 17 lg 1", "PHS § 17 lg 2", "PHS § 17 lg 3", "PHS § 21 lg 1", "PHS § 31",
    ),
    "single_parent_allowance": (
        "PHS § 17 lg 3", "PHS § 19 lg 3", "PHS § 21 lg 1", "PHS § 31", "PHS § 7 lg 1",
    ),
    "large_family_allowance": (
        "PHS § 17 lg 3", "PHS § 19 lg 1", "PHS § 21 lg 2", "PHS § 31", "PHS § 7 lg 1",
    ),
    "birth_allowance": (
        "PHS § 17 lg 1", "PHS § 22 lg 4", "PHS § 21 lg 1", "PHS § 7 lg 1", "PHS § 31",
    ),
}  # fmt: skip
"""By benefit, provisions that are taken for the one that gives the right: of another age, of its
amount, of how it is paid, of a benefit beside it."""


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
    rests_on: Iterable[str],
    draw: random.Random,
) -> Exercise | None:
    """The exercise, if enough of the wrong answers differ from the right one and each other.

    Args:
        rests_on: the provisions by which the right answer is right.
    """
    offered = choices(right, wrong, draw)
    if len(offered) < LEAST_CHOICES or not payments:
        return None
    if not all(payment.is_certain for payment in payments):
        return None
    reasons = [solved.reason(payment) for payment in payments]
    norms = [each for each in walk(reasons) if each.kind == "norm"]
    decide = (*rests_on, *misread_by(solved, benefit, drawn.month, offered))
    return Exercise(
        kind, drawn, benefit, about, offered, tuple(dict.fromkeys(decide)),
        len({each.name for each in norms}),
        days_near(solved, payments[0].benefit, drawn.month),
    )  # fmt: skip


def _granted(solved: Solved, benefit: str, child: str) -> Right | None:
    return next(
        (
            right
            for right in solved.rights
            if (right.benefit, right.about, right.status) == (benefit, child, Status.GRANTED)
        ),
        None,
    )


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
