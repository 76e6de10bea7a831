"""Exercises made: a family is drawn and solved, and the answers beside the right one are wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import LATENESS, Payment, Right, Role, Status
from perenou.casework.parental_answer import Quota, kind_of
from perenou.casework.parental_ledger import quotas
from perenou.casework.questions import ALL_ORDINARY, PEOPLE, questions
from perenou.casework.solve import Solved
from perenou.casework.why_month import LAST_MONTH, why_month
from perenou.rules.calendar import add_months, birthday, first_day_of, month_of, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.explain import walk
from perenou.rules.types import Day, Months
from perenou.training.as_if import misread_cases
from perenou.training.boundaries import days_near
from perenou.training.deciding import AT_HOME, BY_INCOME, amounts, conditions, order
from perenou.training.deciding import misread as misread_by
from perenou.training.draft import Family, days_claimed
from perenou.training.exercise import LEAST_CHOICES, MOST_CHOICES, Exercise, Kind, Value, choices
from perenou.training.families import THEMES, family
from perenou.training.find_fault import find_fault
from perenou.training.misreadings import amount, misread

MOST_DRAWS: Final = 60
"""Families drawn for one exercise before it is given up."""

MOST_ABOUT: Final = 8
"""Families drawn for one about a misreading: where it is none of theirs, all would be in vain."""

KINDS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.HOW_MUCH: tuple(
        each for each in THEMES if each not in ("parental_days", "parental_parents")
    ),
    Kind.HOW_MANY_DAYS: ("parental_days", "fathers_days", "parental_parents"),
    Kind.WHO: (
        "nineteenth_birthday", "third_child", "studies_after_19", "stopped_payment", "survivors",
        "parental_parents", "single_parent",
    ),
    Kind.FROM_WHEN: (
        "newborn", "third_child", "late_claim", "guardianship", "conscript", "survivors",
        "single_parent", "multiple_birth",
    ),
    Kind.UNTIL_WHEN: (
        "nineteenth_birthday", "studies_after_19", "multiple_birth", "conscript",
    ),
    Kind.WHICH_STATE: ("two_states", "states_supplement"),
    Kind.WHICH_PROVISION: (
        "nineteenth_birthday", "third_child", "single_parent", "newborn", "studies_after_19",
        "multiple_birth", "adoption", "conscript", "survivors", "guardianship",
        "stopped_payment", "late_claim", "elatis_enforcement", "parental_income",
        "parental_next_child",
    ),
    Kind.WHAT_IS_MISSING: (
        "nineteenth_birthday", "single_parent", "two_states", "conscript", "stopped_payment",
        "studies_after_19", "adoption",
    ),
    Kind.FIND_FAULT: (
        "newborn", "single_parent", "small_family", "two_states", "conscript", "survivors",
        "guardianship", "adoption", "late_claim", "elatis_court", "multiple_birth",
    ),
}  # fmt: skip
"""By kind, the families that it can be asked about."""

OF_GIVEN: Final = (
    Kind.HOW_MUCH, Kind.WHO, Kind.WHICH_STATE, Kind.WHICH_PROVISION, Kind.WHAT_IS_MISSING,
    Kind.FIND_FAULT,
)  # fmt: skip
"""Kinds whose wrong answers are explained rightly whatever the family; the days of a right are
asked for only of families that were drawn for it."""


class NoExerciseError(Exception):
    """No family that was drawn has such an exercise."""


WITHOUT_BENEFIT: Final = (Kind.WHICH_STATE, Kind.WHAT_IS_MISSING)
"""Kinds that ask about no benefit in particular."""


def make(kind: Kind, seed: int, theme: str | None = None, misreading: str = "") -> Exercise:
    """An exercise of a kind; the same seed gives the same one.

    Args:
        misreading: key of the one that one of its wrong answers must come from.

    Raises:
        NoExerciseError: none of the families drawn fits.
    """
    about = theme or random.Random(f"{kind.value} {seed}").choice(KINDS[kind])
    draw = random.Random(f"{kind.value} {about} {seed}")
    # No kind is asked about a family that another kind is asked about.
    place, kinds = list(Kind).index(kind), len(Kind)
    for attempt in range(MOST_ABOUT if misreading else MOST_DRAWS):
        number = (seed * MOST_DRAWS + attempt) * kinds + place
        drawn = replace(family(about, number), misreading=misreading)
        found = _MAKERS[kind](drawn, draw)
        if found is not None and found.is_about(misreading):
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
    benefit = drawn.benefit
    if not benefit:
        paid = sorted({p.benefit for p in solved.payments if p.month == drawn.month})
        if not paid:
            return None
        benefit = draw.choice(paid)
    right = amount(solved, benefit, drawn.month)
    if right is None:
        return None
    # Each misreading solves the family anew: those that are not needed are never looked at.
    wrong = ((cents, key) for key, cents in misread(drawn, solved, benefit))
    payments = [*solved.payments_of(benefit)]
    if benefit not in ONE_OFF:
        payments = [p for p in payments if p.month == drawn.month]
    whys = why_month(solved, benefit, _told_for(payments, drawn))
    if benefit in CLAIMED_BY_DAYS and payments:
        rests_on = tuple(amounts(benefit, whys))
    else:
        rests_on = (*conditions(whys), *amounts(benefit, whys))
    return _exercise(
        Kind.HOW_MUCH, drawn, solved, benefit, "", right, wrong, payments, rests_on, draw
    )


def _told_for(payments: Sequence[Payment], drawn: Family) -> Months:
    """The month whose reasons are told: that of the payment, which may have been claimed later."""
    return payments[0].month if payments else drawn.month


def _how_many_days(drawn: Family, draw: random.Random) -> Exercise | None:
    """Days of a quota that are left after the month asked about."""
    solved = Solved(drawn.case)
    benefit = drawn.benefit
    every = quotas(solved)
    quota = _quota(every, benefit)
    right = _left(quota, drawn.month)
    if quota is None or right is None:
        return None
    of_month = [p for p in solved.payments_of(benefit) if p.month == drawn.month]
    paid = sum(p.days or 0 for p in of_month)
    # Each misreading counts the days anew: those that are not needed are never looked at.
    wrong = _days_misread(drawn, solved, every, right, paid)
    sensible = ((days, key) for days, key in wrong if days >= 0)
    whys = why_month(solved, benefit, drawn.month)
    return _exercise(
        Kind.HOW_MANY_DAYS, drawn, solved, benefit, "", right, sensible, of_month,
        (quota.citation, *conditions(whys)), draw,
    )  # fmt: skip


def _days_misread(
    drawn: Family, solved: Solved, every: Iterable[Quota], right: int, paid: int
) -> Iterator[tuple[int, str]]:
    """Days that seem to be left, with the key of the misreading; ``paid``: in the month."""
    benefit = drawn.benefit
    if benefit == "shared_parental_benefit":
        mothers = [each for each in every if each.kind == "mothers"]
        yield right - sum(q.moved[0] for q in mothers), "moved_days_ignored"
        yield right + sum(q.lost[0] for q in mothers), "lost_days_kept"
    for key, other in misread_cases(drawn, solved):
        if key in _ABOUT_DAYS:
            days = _left(_quota(quotas(other), benefit), drawn.month)
            if days is not None:
                yield days, key
    first = first_day_of(drawn.month)
    total = sum(each.total[0] for each in every if each.kind == kind_of(benefit))
    yield total - paid, "only_this_month"
    yield total, "nothing_used"
    yield right - (next_month_start(first) - first) + paid, "month_used_whole"


_ABOUT_DAYS: Final = ("right_before_birth", "earlier_days_ignored", "leave_ignored")
"""Misreadings of facts that change how many days there are or were used."""


def _quota(every: Iterable[Quota], benefit: str) -> Quota | None:
    found = [each for each in every if each.kind == kind_of(benefit)]
    return found[0] if len(found) == 1 else None


def _left(quota: Quota | None, month: Months) -> int | None:
    if quota is None:
        return None
    after = [each.left for each in quota.course if each.month == month]
    return after[0][0] if after and after[0][0] == after[0][1] else None


def _who(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    if drawn.theme == "parental_parents":
        return _which_parent(drawn, solved, draw)
    benefit = drawn.benefit or "child_allowance"
    payments = [p for p in solved.payments_of(benefit) if p.month == drawn.month]
    everybody = tuple(drawn.case.children)
    right = _paid_for(solved, benefit, drawn.month)
    if not right or len(everybody) < 2:
        return None
    wrong: list[tuple[Value, str]] = [(everybody, "everybody")]
    wrong += [
        (_paid_for(other, benefit, drawn.month), key) for key, other in misread_cases(drawn, solved)
    ]
    if drawn.turning in right:
        wrong.append((tuple(c for c in right if c != drawn.turning), "turning_not_counted"))
    if len(right) > 2 and benefit == "child_allowance":
        wrong.append((right[:2], "only_two"))
    wrong.append(((drawn.turning,), "only_turning"))
    wrong.append((tuple(c for c in everybody if c not in right), "only_without_right"))
    wrong.append((right[:-1], "another_not_counted"))
    rests_on = conditions(why_month(solved, benefit, drawn.month))
    return _exercise(Kind.WHO, drawn, solved, benefit, "", right, wrong, payments, rests_on, draw)


def _paid_for(solved: Solved, benefit: str, month: Months) -> tuple[str, ...]:
    paid = {who for p in solved.payments_of(benefit) if p.month == month for who in p.for_whom}
    return tuple(who for who in solved.case.children if who in paid)


def _which_parent(drawn: Family, solved: Solved, draw: random.Random) -> Exercise | None:
    """To which parents parental benefit is paid for a month."""
    parents = tuple(drawn.case.people)
    payments = [
        p for p in solved.payments if p.month == drawn.month and p.benefit in CLAIMED_BY_DAYS
    ]
    right = parents_paid(solved, drawn.month)
    wrong: list[tuple[Value, str]] = [
        (parents, "both_parents"), (("ema",), "only_mother"), (("isa",), "only_father"),
    ]  # fmt: skip
    rests_on = [
        cited
        for benefit in dict.fromkeys((*(p.benefit for p in payments), *days_claimed(drawn)))
        for cited in conditions(why_month(solved, benefit, drawn.month))
    ]
    return _exercise(
        Kind.WHO, drawn, solved, "shared_parental_benefit", "", right, wrong, payments, rests_on,
        draw,
    )  # fmt: skip


def parents_paid(solved: Solved, month: Months) -> tuple[str, ...]:
    """Who is paid parental benefit of any kind for a month."""
    paid = {
        who
        for p in solved.payments
        if p.month == month and p.benefit in CLAIMED_BY_DAYS
        for who in p.payees
    }
    return tuple(who for who in solved.case.people if who in paid)


def _from_when(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    benefit = drawn.benefit or "child_allowance"
    if benefit in ONE_OFF:
        return None
    granted = _granted(solved, benefit, drawn)
    if granted is None:
        return None
    day = granted.first
    claimed = _claimed(drawn, benefit)
    if drawn.theme == "late_claim":
        wrong = _late(drawn, day, claimed)
    else:
        first = first_day_of(month_of(day))
        wrong = [
            (next_month_start(first), "from_next_month"),
            (first, "from_first_of_month"),
            (claimed, "from_claim"),
            (next_month_start(first_day_of(month_of(claimed))), "month_after_claim"),
        ]
        if claimed > add_months(day, 6) or month_of(day) != drawn.month:
            return None
        moved = [
            (other.first, key)
            for key, changed in misread_cases(drawn, solved)
            if (other := _granted(changed, benefit, drawn)) is not None
        ]
        wrong = [*moved, *wrong]
    return _exercise(
        Kind.FROM_WHEN, drawn, solved, benefit, drawn.turning, day, wrong,
        [p for p in solved.payments_of(benefit) if drawn.turning in p.for_whom][:1],
        conditions(why_month(solved, benefit, month_of(day), drawn.turning)), draw,
    )  # fmt: skip


def _late(drawn: Family, day: Day, claimed: Day) -> list[tuple[Value, str]]:
    """Days from which a late claim is thought to reach back."""
    birth = drawn.case.children[drawn.turning].born
    assert birth is not None  # it was drawn so
    of_claim = first_day_of(month_of(claimed))
    if birth.first == day:
        return [
            (claimed, "from_claim"), (of_claim, "late_from_claim_month"),
            (next_month_start(first_day_of(month_of(day))), "from_next_month"),
            (first_day_of(month_of(day)), "from_first_of_month"),
        ]  # fmt: skip
    return [
        (birth.first, "late_from_birth"),
        (add_months(claimed, -6), "late_by_day"),
        (add_months(of_claim, -5), "late_month_counted"),
        (claimed, "late_from_claim"),
    ]


def _until_when(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    benefit = drawn.benefit or "child_allowance"
    turning = drawn.turning
    paid = [p for p in solved.payments_of(benefit) if turning in p.for_whom]
    if not paid or max(p.month for p in paid) == solved.last_month:
        return None
    latest = max(p.month for p in paid)
    last = next_month_start(first_day_of(latest)) - 1
    moved: list[tuple[Value, str]] = []
    for key, other in misread_cases(drawn, solved):
        # What goes on beyond the months looked at ends on no day that is known.
        day = _last_paid(other, benefit, turning)
        if day is not None:
            moved.append((day, key))
    ends = _ends(drawn, solved, benefit)
    if ends is None:
        return None
    whys = [
        why for month in (latest, latest + 1) for why in why_month(solved, benefit, month, turning)
    ]
    return _exercise(
        Kind.UNTIL_WHEN, drawn, solved, benefit, turning, last, [*moved, *ends],
        [p for p in paid if p.month == latest], (*conditions(whys), LAST_MONTH), draw,
    )  # fmt: skip


def _last_paid(solved: Solved, benefit: str, child: str) -> Day | None:
    months = [p.month for p in solved.payments_of(benefit) if child in p.for_whom]
    if not months or max(months) == solved.last_month:
        return None
    return next_month_start(first_day_of(max(months))) - 1


def _ends(drawn: Family, solved: Solved, benefit: str) -> list[tuple[Value, str]] | None:
    """Days until which a benefit is thought to be paid."""
    birth = drawn.case.children[drawn.turning].born
    if birth is None:
        return None
    if benefit != "child_allowance":
        granted = _granted(solved, benefit, drawn)
        if granted is None or granted.after is None:
            return None
        month = first_day_of(month_of(granted.after - 1))
        return [
            (granted.after - 1, "until_right_ends"),
            (month - 1, "until_month_before_end"),
            (next_month_start(next_month_start(month)) - 1, "until_month_after_end"),
        ]
    turns = birthday(birth.first, 19)
    return [
        (turns - 1, "until_birthday"),
        (next_month_start(first_day_of(month_of(turns))) - 1, "whole_month_of_birthday"),
        (first_day_of(month_of(turns)) - 1, "until_month_before_birthday"),
        (_end_of_school(turns), "until_end_of_school"),
        (_end_of_school(turns) + 62, "until_end_of_summer"),
    ]


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
    other = next(each.state for each in solved.state_months if each.state != right)
    wrong: list[tuple[Value, str]] = [
        (other, "other_state_first"),
        ("both", "half_each"),
        ("none", "nobody_first"),
    ]
    payments = [p for p in solved.payments if p.month == drawn.month]
    rests_on = order(solved, drawn.month)
    return _exercise(
        Kind.WHICH_STATE, drawn, solved, "", "", right, wrong, payments, rests_on, draw
    )


def _which_provision(drawn: Family, draw: random.Random) -> Exercise | None:
    solved = Solved(drawn.case)
    if drawn.benefit in CLAIMED_BY_DAYS:
        return _which_amount(drawn, solved, draw)
    first = first_day_of(drawn.month)
    held = [
        (right, grounds)
        for benefit in ((drawn.benefit,) if drawn.benefit else solved.benefits)
        if benefit in BESIDE
        for right in solved.rights_of(benefit)
        if right.status in _DECIDED
        if right.first < next_month_start(first) and (right.after is None or right.after > first)
        if (grounds := _grounds(right))
    ]
    # What the family was drawn for teaches more than what is so in any family; and where the right
    # is decided anew within the month by another provision, two would be right.
    decided: dict[tuple[str, str], set[str]] = {}
    for right, grounds in held:
        decided.setdefault((right.benefit, right.about), set()).add(grounds[-1])
    near = [
        (right, grounds)
        for right, grounds in held
        if right.about == drawn.turning or right.about not in drawn.case.children
        if len(decided[right.benefit, right.about]) == 1
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


def _which_amount(drawn: Family, solved: Solved, draw: random.Random) -> Exercise | None:
    """By which provision a day of parental benefit is what it is."""
    paid = [p for p in solved.payments_of(drawn.benefit) if p.month == drawn.month]
    if len(paid) != 1 or not paid[0].is_certain:
        return None
    decides = _decides_rate(solved, paid[0])
    wrong: list[tuple[Value, str]] = [
        (each, "other_provision") for each in _RATES if each != decides
    ]
    return _exercise(
        Kind.WHICH_PROVISION, drawn, solved, drawn.benefit, "", decides,
        draw.sample(wrong, len(wrong)), paid, (decides,), draw,
    )  # fmt: skip


_RATES: Final = (BY_INCOME, "PHS § 40 lg 1", "PHS § 41 lg 3", "PHS § 42 lg 1", "PHS § 43 lg 1")
"""By which a day is: the income, the cap, the base rate, the minimum wage, an earlier income."""


def _decides_rate(solved: Solved, payment: Payment) -> str:
    day = first_day_of(payment.month)

    def at(name: str) -> object:
        return solved.world.at(name, payment.row, day)

    cap, rate = at("shared_cap_month"), at("shared_daily_rate")
    if isinstance(cap, int) and rate == round_to_cent(cap, 30):
        return "PHS § 40 lg 1"
    if at("shared_kept_income") != 0:
        return "PHS § 43 lg 1"
    if at("shared_social_tax") == 0:
        return "PHS § 41 lg 3"
    return "PHS § 42 lg 1" if at("shared_is_at_floor") is True else BY_INCOME


def _grounds(right: Right) -> tuple[str, ...]:
    """The provisions by which a right is there or is not, that of the benefit itself last."""
    return tuple(
        ground.citation
        for ground in right.grounds
        if ground.citation is not None and ground.name not in AT_HOME
        and not ground.name.endswith(LATENESS)
        and (ground.value is True or right.status is not Status.GRANTED)
    )  # fmt: skip


_DECIDED: Final = (Status.GRANTED, Status.REFUSED, Status.SUSPENDED, Status.UNCLAIMED)

BESIDE: Final[dict[str, tuple[str, ...]]] = {
    "child_allowance": (
        "PHS § 17 lg 1", "PHS § 17 lg 2", "PHS § 17 lg 3", "PHS § 21 lg 1", "PHS § 31",
        "PHS § 28 lg 3", "PHS § 12 lg 5", "PHS § 19 lg 1",
    ),
    "single_parent_allowance": (
        "PHS § 17 lg 3", "PHS § 19 lg 3", "PHS § 21 lg 1", "PHS § 31", "PHS § 7 lg 1",
    ),
    "survivors_allowance": (
        "PHS § 19 lg 1", "PHS § 17 lg 1", "PHS § 20 lg 1", "PHS § 7 lg 1", "PHS § 19¹ lg 4",
    ),
    "guardianship_allowance": (
        "PHS § 19 lg 1", "PHS § 17 lg 3", "PHS § 25 lg 1", "PHS § 7 lg 1", "PHS § 20 lg 4",
    ),
    "large_family_allowance": (
        "PHS § 17 lg 3", "PHS § 19 lg 1", "PHS § 21 lg 2", "PHS § 31", "PHS § 7 lg 1",
    ),
    "triplets_allowance": (
        "PHS § 21 lg 1", "PHS § 22 lg 5", "PHS § 17 lg 1", "PHS § 7 lg 1", "PHS § 31",
    ),
    "birth_allowance": (
        "PHS § 17 lg 1", "PHS § 22 lg 4", "PHS § 21 lg 1", "PHS § 7 lg 1", "PHS § 31",
    ),
    "adoption_allowance": (
        "PHS § 22 lg 3", "PHS § 17 lg 1", "PHS § 20 lg 1", "PHS § 7 lg 1", "PHS § 38 lg 1",
    ),
    "conscripts_child_allowance": (
        "PHS § 19 lg 1", "PHS § 17 lg 1", "PHS § 21 lg 1", "PHS § 19¹ lg 1", "PHS § 31",
    ),
    "maintenance_allowance_enforcement": (
        "PHS § 49 lg 3", "PHS § 50¹ lg 1", "PHS § 19 lg 1", "PHS § 17 lg 1", "PHS § 50 lg 4",
    ),
}  # fmt: skip
"""By benefit, provisions that are taken for the one that gives the right: of another age, of its
amount, of how it is paid, of a benefit beside it."""


def _what_is_missing(drawn: Family, draw: random.Random) -> Exercise | None:
    case = drawn.case
    blank = _BLANKS.get(drawn.theme)
    told = drawn
    if blank is not None:
        who, field, value = blank
        rows = case.people if who else case.children
        who = who or drawn.turning
        if who not in rows or (drawn.theme in _TOLD and not getattr(rows[who], field)):
            return None
        changed = {**rows, who: rows[who].model_copy(update={field: value})}
        told = replace(
            drawn,
            case=case.model_copy(update={"people" if rows is case.people else "children": changed}),
        )
    solved = Solved(told.case)
    asked = questions(solved)
    if not asked or asked[0].facts[0] in (ALL_ORDINARY, PEOPLE) or not asked[0].asked_by:
        return None
    wanted = {fact for each in asked for fact in each.facts}
    right = (asked[0].facts[0], *asked[0].about)
    pool = [(fact, drawn.turning) for fact in _IDLE_FACTS if fact not in wanted]
    wrong: list[tuple[Value, str]] = [
        (each, "does_not_decide") for each in draw.sample(pool, MOST_CHOICES - 1)
    ]
    near = days_near(Solved(case), drawn.benefit or "child_allowance", drawn.month)
    return Exercise(
        Kind.WHAT_IS_MISSING, told, "", drawn.turning, choices(right, wrong, draw),
        tuple(asked[0].asked_by), len(asked), near,
    )  # fmt: skip


_BLANKS: Final[dict[str, tuple[str, str, object]]] = {
    "nineteenth_birthday": ("", "studies", "unknown"),
    "single_parent": ("", "second_parent", None),
    "two_states": ("", "state_benefits", "unknown"),
    "conscript": ("isa", "service", "unknown"),
    "stopped_payment": ("", "substitute_care", "unknown"),
    "studies_after_19": ("", "secondary_education", None),
    "adoption": ("", "adoption", "unknown"),
}
"""By theme, what is left unsaid: of whom (empty: of the child whose boundary is near), which field,
and what stands in its place."""

_TOLD: Final = ("stopped_payment",)
"""Themes of which only some families tell what is left unsaid."""

_IDLE_FACTS: Final = (
    "child_death_day", "child_imprisoned", "institutional_care", "lives_independently",
    "birth_allowance_paid_earlier", "separated", "adoption_day", "has_guardian",
)  # fmt: skip
"""Facts that an ordinary family of ours has nothing to tell about."""

_MAKERS: Final[dict[Kind, Callable[[Family, random.Random], Exercise | None]]] = {
    Kind.HOW_MUCH: _how_much,
    Kind.HOW_MANY_DAYS: _how_many_days,
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
    if len(offered) < LEAST_CHOICES or not all(payment.is_certain for payment in payments):
        return None
    reasons = [solved.reason(payment) for payment in payments[:1]]
    norms = [each for each in walk(reasons) if each.kind == "norm"]
    decide = (*rests_on, *misread_by(solved, benefit, drawn.month, offered))
    cited = tuple(dict.fromkeys(decide))
    if not cited:
        return None
    of = payments[0].benefit if payments else benefit
    return Exercise(
        kind, drawn, benefit, about, offered, cited,
        len({each.name for each in norms}) or len(cited), days_near(solved, of, drawn.month),
    )  # fmt: skip


def _granted(solved: Solved, benefit: str, drawn: Family) -> Right | None:
    """The spell of a child's right that begins, or ends, about the month asked about."""
    after = first_day_of(drawn.month + 1)
    granted = [
        right
        for right in solved.rights_of(benefit)
        if (right.about, right.status) == (drawn.turning, Status.GRANTED)
    ]
    found = [right for right in granted if right.first < after]
    if not found and drawn.theme == "late_claim":
        # It begins later than it would if it had been claimed in time.
        found = granted[:1]
    return found[-1] if found else None


def _claimed(drawn: Family, benefit: str) -> Day:
    return next(
        claim.received.first
        for claim in entries(drawn.case.claims)
        if isinstance(claim.for_, tuple) and drawn.turning in claim.for_
        if isinstance(claim.benefits, tuple) and benefit in claim.benefits
        if claim.received is not None
    )


def _end_of_school(day: Day) -> Day:
    of = date.fromordinal(day)
    return date(of.year if of.month < 9 else of.year + 1, 6, 30).toordinal()
