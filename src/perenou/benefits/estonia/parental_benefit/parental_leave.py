"""The right of the parent who is on parental leave (vanemapuhkus; PHS § 33 lg 3)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import Count, Day, Days


@law.rule(
    CARER,
    "PHS § 33 lg 3",
    applies=SINCE,
    source=ACT,
    et="isikul on eesõigus, sest ta on vanemapuhkusel",
    en="the person comes first because of being on parental leave",
    ru="человек имеет преимущество, так как он в отпуске родителя",
)
def comes_first_on_leave(
    on_parental_leave: bool, child_birth_day: Day, days_until_leave_decides: Days, today: Day
) -> bool:
    """Once the child is 30 days old."""
    return on_parental_leave and today >= child_birth_day + days_until_leave_decides


law.across(
    CHILD,
    "persons_first_on_leave",
    "count",
    CARER,
    "PHS § 33 lg 3",
    among="comes_first_on_leave",
    gives="Count",
    et="mitu isikut on lapsega vanemapuhkusel",
    en="how many persons are on parental leave for the child",
    ru="сколько человек в отпуске родителя по ребёнку",
)


@law.rule(
    CARER,
    "PHS § 33 lg 3",
    applies=SINCE,
    source=ACT,
    et="mitu teist isikut on lapsega vanemapuhkusel, kui isik ise ei ole",
    en="how many others are on parental leave for the child while the person is not",
    ru="сколько других в отпуске родителя по ребёнку, если сам человек не в отпуске",
)
def others_first_on_leave(comes_first_on_leave: bool, persons_first_on_leave: Count) -> Count:
    if comes_first_on_leave:
        return 0
    return persons_first_on_leave


law.across(
    CHILD,
    "persons_covered_today",
    "count",
    CARER,
    "PHS § 34 lg 3",
    among="some_day_covered",
    gives="Count",
    et="mitmel isikul on päev õigustatud",
    en="for how many persons the day is covered by a right",
    ru="для скольких человек день обоснован",
)


@law.rule(
    CARER,
    "PHS § 33 lg 3",
    applies=SINCE,
    source=ACT,
    et="õigus on teisel vanemal, kes on vanemapuhkusel",
    en="the right belongs to the other parent, who is on parental leave",
    ru="право у другого родителя, который в отпуске родителя",
    reading="bars_the_other",
)
def right_of_other_on_leave(others_first_on_leave: Count, persons_covered_today: Count) -> bool:
    """Unless both are paid at once, for which the 60 days are there (§ 34 lg 3)."""
    return others_first_on_leave > 0 and persons_covered_today <= 1


@law.rule(
    CARER,
    "PHS § 33 lg 3",
    applies=SINCE,
    source=ACT,
    et="õigus on teisel vanemal, kes on vanemapuhkusel",
    en="the right belongs to the other parent, who is on parental leave",
    ru="право у другого родителя, который в отпуске родителя",
    reading="only_between_two_claims",
    default=False,
    doubt="leave_of_other_parent",
)
def right_of_other_on_leave__between_claims() -> bool:
    """The leave only tells who is paid where both claim a day and one can be paid."""
    return False
