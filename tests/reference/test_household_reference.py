"""Several children and other recipients, checked by hand: expectations are derived in comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from tests.reference.facts import (
    ONE_DAY,
    Capacity,
    Carer,
    Family,
    Household,
    Kind,
    Parent,
    PreviousChild,
    Spell,
    Spouse,
    Who,
    Wish,
)
from tests.reference.household import ChildFound, walk_through
from tests.reference.outcome import Balance, MonthLedger, Refusal
from tests.reference.readings import TAKEN, Readings

M, F, S, C, C2 = Who.MOTHER, Who.FATHER, Who.SPOUSE, Who.CARER, Who.SECOND_CARER
OWN, HIS, SHARED, ADOPTERS = Kind.MOTHER, Kind.FATHER, Kind.SHARED, Kind.ADOPTER


def day(text: str) -> date:
    return date.fromisoformat(text)


def wish(who: Who, kind: Kind, first: str, last: str, filed: str | None = None) -> Wish:
    return Wish(who, kind, day(first), day(last), None if filed is None else day(filed))


def family(birth: str, *wishes: Wish, **more: object) -> Family:
    made = Family(birth=day(birth), expected=day(birth))
    return replace(made, wishes=wishes, **more)  # type: ignore[arg-type]


def found(*families: Family, readings: Readings = TAKEN) -> tuple[ChildFound, ...]:
    return walk_through(Household(families), readings)


def span(child: ChildFound, who: Who, kind: Kind) -> tuple[str, str, int]:
    """First, last and number of paid days; they must be unbroken."""
    days = [one.day for one in child.days if one.who is who and one.paid is kind]
    assert all(later - earlier == ONE_DAY for earlier, later in pairwise(days))
    return days[0].isoformat(), days[-1].isoformat(), len(days)


def paid(child: ChildFound, who: Who) -> int:
    return sum(1 for one in child.days if one.who is who and one.paid is not None)


def refusal(child: ChildFound, who: Who, text: str) -> Refusal | None:
    (outcome,) = (one for one in child.days if one.who is who and one.day == day(text))
    return outcome.refusal


def cents(child: ChildFound, who: Who, text: str) -> int | None:
    (outcome,) = (one for one in child.days if one.who is who and one.day == day(text))
    return outcome.cents


def ledger(child: ChildFound, month: str) -> MonthLedger:
    return next(one for one in child.ledgers if f"{one.year}-{one.month:02}" == month)


def income(cents_a_month: int, first: str, last: str) -> Parent:
    """Somebody with an even income over some months; 0.33 of it is social tax."""
    months, current = {}, day(first)
    while current <= day(last):
        months[current.year, current.month] = cents_a_month * 33 // 100
        current = (current + 31 * ONE_DAY).replace(day=1)
    return Parent(months)


# ------------------------------------------------------------------ two children: days
# The elder is born on 10.01.2024. EDD-70 = 01.11.2023; the window runs to EDD+29 = 08.02.2024.
# 475 shared days from 09.02.2024 would end on 28.05.2025 (366 days to 08.02.2025, then 20 + 31 +
# 30 + 28 = 109). The younger is born on 01.05.2025: EDD-70 = 20.02, EDD-30 = 01.04, EDD+29 = 30.05.


def elder(*wishes: Wish, **more: object) -> Family:
    own = wish(M, OWN, "2023-11-01", "2024-02-08")
    return family("2024-01-10", own, *wishes, **more)


LONG = wish(M, SHARED, "2024-02-09", "2025-12-31")


def test_benefit_for_the_next_child_ends_the_right_for_the_earlier() -> None:
    # She starts on 01.03, s = 61: 91 days, 9 move. From 20.02 to 28.02 she was paid nine shared
    # days for the elder while she had the right for the younger: 475 + 9 - 9.
    younger = family("2025-05-01", wish(M, OWN, "2025-03-01", "2025-05-30"))
    first, second = found(elder(LONG), younger)
    assert span(first, M, SHARED) == ("2024-02-09", "2025-02-28", 366 + 20)
    assert span(second, M, OWN) == ("2025-03-01", "2025-05-30", 91)
    assert refusal(first, M, "2025-03-01") is Refusal.OTHER_CHILD
    assert refusal(first, M, "2025-03-02") is Refusal.EARLIER_RIGHT_ENDED
    assert refusal(first, M, "2025-07-01") is Refusal.EARLIER_RIGHT_ENDED
    # The father may use the 89 days that she left, to the third birthday.
    assert ledger(first, "2025-03").shared == Balance(386, 89, 0)
    assert ledger(first, "2025-03").ended == {M}
    assert ledger(first, "2027-01").shared == Balance(386, 0, 89)
    assert ledger(second, "2025-02").shared == Balance(0, 466, 9)
    assert ledger(second, "2025-03").shared == Balance(0, 475, 9)


def test_going_on_for_the_earlier_child_shrinks_the_next_ones_days_once() -> None:
    # She never claims mother's benefit for the younger: 70 days are lost with the late start, the
    # 30 from the birth day by day. Her days for the elder lie on those: no shared day goes too.
    first, second = found(elder(LONG), family("2025-05-01"))
    assert span(first, M, SHARED) == ("2024-02-09", "2025-05-28", 475)
    assert refusal(first, M, "2025-05-29") is Refusal.SHARED_USED
    assert ledger(second, "2025-05").mother == Balance(0, 0, 100)
    assert ledger(second, "2025-05").shared == Balance(0, 475, 0)
    # Read the other way the 70 days from 20.02 to 30.04 and the 28 of May are lost twice.
    _, twice = found(
        elder(LONG), family("2025-05-01"), readings=Readings(next_child_loses_twice=True)
    )
    assert ledger(twice, "2025-05").shared == Balance(0, 475 - 98, 98)


def test_days_for_the_earlier_child_after_the_window_of_the_next() -> None:
    # 21.05-30.05 lie in her window for the younger, 31.05-09.06 after it: ten shared days go.
    first, second = found(elder(wish(M, SHARED, "2025-05-21", "2025-06-09")), family("2025-05-01"))
    assert paid(first, M) == 100 + 20
    assert ledger(second, "2025-06").shared == Balance(0, 465, 10)


def test_a_father_who_goes_on_shrinks_the_next_childs_shared_days() -> None:
    # His right for the younger arises on 01.04: of 27.03-10.04 the last ten days count.
    goes_on = wish(F, SHARED, "2025-03-27", "2025-04-10")
    made = elder(goes_on, father_waived_from=day("2024-01-10"))
    first, second = found(made, family("2025-05-01"))
    assert span(first, F, SHARED) == ("2025-03-27", "2025-04-10", 15)
    assert ledger(second, "2025-04").shared == Balance(0, 465, 10)
    # Father's days for the elder cost the younger nothing.
    first, second = found(elder(wish(F, HIS, "2025-04-01", "2025-04-10")), family("2025-05-01"))
    assert paid(first, F) == 10
    assert ledger(second, "2025-04").shared == Balance(0, 475, 0)


def test_both_children_claimed_for_one_day() -> None:
    shared = wish(F, SHARED, "2025-06-01", "2025-06-05")
    made = elder(shared, father_waived_from=day("2024-01-10"))
    younger = family("2025-05-01", shared, father_waived_from=day("2025-05-01"))
    first, second = found(made, younger)
    assert (paid(first, F), paid(second, F)) == (0, 5)
    assert refusal(first, F, "2025-06-01") is Refusal.OTHER_CHILD
    # Read the other way the elder's days are paid, and the younger loses five.
    first, second = found(made, younger, readings=Readings(older_claim_wins=True))
    assert (paid(first, F), paid(second, F)) == (5, 0)
    assert ledger(second, "2025-06").shared == Balance(0, 470, 5)


def test_a_claim_that_fails_by_itself_leaves_the_other_child() -> None:
    # He has not used his own days for the younger, so shared benefit for it is not open.
    shared = wish(F, SHARED, "2025-06-01", "2025-06-05")
    made = elder(shared, father_waived_from=day("2024-01-10"))
    first, second = found(made, family("2025-05-01", shared))
    assert (paid(first, F), paid(second, F)) == (5, 0)
    assert refusal(second, F, "2025-06-01") is Refusal.SHARED_FATHERS_FIRST


def test_unused_fathers_days_for_the_earlier_child_stay() -> None:
    made = elder(
        wish(F, HIS, "2024-01-10", "2024-01-19"),
        wish(F, HIS, "2025-06-01", "2025-06-30"),
        wish(F, SHARED, "2025-07-01", "2025-07-31"),
    )
    younger = family("2025-05-01", wish(F, HIS, "2025-05-01", "2025-05-10"))
    first, _ = found(made, younger)
    # Ten used, twenty left: 01.06-20.06; shared benefit for the elder is over for him.
    assert paid(first, F) == 30
    assert refusal(first, F, "2025-06-21") is Refusal.FATHERS_USED
    assert refusal(first, F, "2025-07-01") is Refusal.EARLIER_RIGHT_ENDED
    first, _ = found(made, younger, readings=Readings(fathers_days_end=True))
    assert paid(first, F) == 10
    assert refusal(first, F, "2025-06-01") is Refusal.EARLIER_RIGHT_ENDED
    assert ledger(first, "2025-05").father == Balance(10, 0, 20)


def test_shared_days_are_lost_when_nobody_can_use_them() -> None:
    younger = family(
        "2025-05-01",
        wish(M, OWN, "2025-03-01", "2025-05-30"),
        wish(F, HIS, "2025-05-01", "2025-05-10"),
    )
    first, _ = found(elder(), younger)
    assert ledger(first, "2025-04").shared == Balance(0, 475, 0)
    assert ledger(first, "2025-05").shared == Balance(0, 0, 475)
    assert ledger(first, "2025-05").ended == {M, F}


def test_parents_paid_for_different_children_are_not_together() -> None:
    # She for the younger, he for the elder, 01.05-30.05.
    made = elder(wish(F, SHARED, "2025-05-01", "2025-05-30"), father_waived_from=day("2024-01-10"))
    younger = family("2025-05-01", wish(M, OWN, "2025-05-01", "2025-05-30"))
    first, second = found(made, younger)
    assert (paid(first, F), paid(second, M)) == (30, 30)
    assert ledger(first, "2025-05").together == ledger(second, "2025-05").together == 0
    # Thirty days from the birth on and none of April: he claims for the elder from 01.05 only.
    assert ledger(second, "2025-05").shared == Balance(0, 445, 30)


def test_the_other_father_of_the_next_child_keeps_the_earlier_right() -> None:
    made = elder(wish(F, SHARED, "2025-05-01", "2025-05-30"), father_waived_from=day("2024-01-10"))
    younger = family("2025-05-01", wish(F, HIS, "2025-05-01", "2025-05-10"), names={F: "Juhan"})
    first, second = found(made, younger)
    assert (paid(first, F), paid(second, F)) == (30, 10)
    assert ledger(second, "2025-05").shared == Balance(0, 475, 0)
    assert ledger(first, "2025-05").ended == frozenset()


def test_each_younger_child_of_three_loses_the_day() -> None:
    # The father's right for the third arises on 01.06.2025 - 30 = 02.05.2025.
    waived = {"father_waived_from": day("2023-06-01")}
    first, second, third = found(
        family("2023-06-01", wish(F, SHARED, "2025-05-10", "2025-05-19"), **waived),
        family("2024-06-01"),
        family("2025-06-01"),
    )
    assert paid(first, F) == 10
    assert ledger(second, "2025-05").shared == Balance(0, 465, 10)
    assert ledger(third, "2025-05").shared == Balance(0, 465, 10)


def test_a_death_of_the_earlier_child_gives_days_that_are_not_claimed_elsewhere() -> None:
    # The elder dies on 31.03.2025: 30 shared days each, 01.04-30.04. She claims mother's benefit
    # for the younger from 11.04: ten days are paid, twenty lost; he is paid thirty.
    made = elder(death=day("2025-03-31"))
    younger = family("2025-05-01", wish(M, OWN, "2025-04-11", "2025-05-30"))
    first, second = found(made, younger)
    assert span(first, M, SHARED) == ("2025-04-01", "2025-04-10", 10)
    assert refusal(first, M, "2025-04-11") is Refusal.OTHER_CHILD
    assert span(first, F, SHARED) == ("2025-04-01", "2025-04-30", 30)
    assert ledger(first, "2025-04").shared == Balance(40, 0, 475 + 20)
    assert span(second, M, OWN) == ("2025-04-11", "2025-05-30", 50)
    # Days after a death cost the younger nothing.
    assert ledger(second, "2025-04").shared == Balance(0, 475, 0)


# ------------------------------------------------------------------ two children: income (§ 43)
# Elder, born 01.2024: accounting months 04.2022-03.2023. Younger, born 05.2025: 08.2023-07.2024.


@pytest.mark.parametrize(
    ("first_income", "second_income", "daily"),
    [
        (1000_00, 0, 3333),  # kept: 1000 / 30
        (1000_00, 999_99, 3333),
        (1000_00, 1200_00, 4000),
        # No income for both: base rate of the year of the right (20.02.2025), 820 / 30.
        (0, 0, 2733),
        # 500 is kept and lifted to the minimum wage of 2025, 886 / 30.
        (500_00, 400_00, 2953),
    ],
)
def test_the_earlier_income_is_kept(first_income: int, second_income: int, daily: int) -> None:
    before = income(first_income, "2022-04-01", "2023-03-01").social_tax
    after = income(second_income, "2023-08-01", "2024-07-01").social_tax
    mother = Parent({**before, **after})
    younger = family("2025-05-01", wish(M, OWN, "2025-05-01", "2025-05-30"), mother=mother)
    _, second = found(elder(mother=mother), younger)
    assert cents(second, M, "2025-05-01") == daily


def test_income_of_a_child_for_whom_nothing_was_paid_is_not_kept() -> None:
    mother = income(1000_00, "2022-04-01", "2023-03-01")
    unpaid = family("2024-01-10", mother=mother)
    younger = family("2025-05-01", wish(M, OWN, "2025-05-01", "2025-05-30"), mother=mother)
    _, second = found(unpaid, younger)
    assert cents(second, M, "2025-05-01") == 2733


def test_three_years_apart_is_not_less_than_three_years() -> None:
    mother = income(1000_00, "2022-04-01", "2023-03-01")
    # The day before the third birthday 1000 / 30 are kept; on it the base rate of 2026 stays, the
    # year in which the right arose (EDD-70): 886 / 30.
    for birth, daily in (("2027-01-09", 3333), ("2027-01-10", 2953)):
        younger = family(birth, wish(M, OWN, birth, birth), mother=mother)
        _, second = found(elder(mother=mother), younger)
        assert cents(second, M, birth) == daily


def test_a_kept_income_goes_on_to_the_third_child() -> None:
    mother = income(1000_00, "2022-04-01", "2023-03-01")
    second = family("2025-05-01", wish(M, OWN, "2025-05-01", "2025-05-30"), mother=mother)
    third = family("2027-06-01", wish(M, OWN, "2027-06-01", "2027-06-30"), mother=mother)
    *_, last = found(elder(mother=mother), second, third)
    # The eldest is more than three years older than the third, the second is not.
    assert cents(last, M, "2027-06-01") == 3333


def test_the_income_of_the_kind_paid_last_is_kept() -> None:
    # Expected on 30.12.2023, born on 10.01.2024. Mother's benefit rests on 03.2022-02.2023: eleven
    # months of 1200, 1100 a month. Shared benefit rests on 04.2022-03.2023 with 2400 in the last
    # month: (11 x 1200 + 2400) / 12 = 1300.
    months = dict(income(1200_00, "2022-04-01", "2023-02-01").social_tax)
    months[2023, 3] = 2400_00 * 33 // 100
    mother = Parent(months)
    own = wish(M, OWN, "2023-10-21", "2024-01-28")
    late = replace(family("2024-01-10", own, mother=mother), expected=day("2023-12-30"))
    younger = family("2025-05-01", wish(M, OWN, "2025-05-01", "2025-05-30"), mother=mother)
    _, second = found(late, younger)
    assert cents(second, M, "2025-05-01") == 3667  # 1100 / 30
    both = replace(late, wishes=(own, wish(M, SHARED, "2024-02-01", "2024-02-10")))
    _, second = found(both, younger)
    assert cents(second, M, "2025-05-01") == 4333  # 1300 / 30


def test_an_earlier_child_that_was_only_told_of() -> None:
    told = PreviousChild(day("2023-01-01"), mother_income=Fraction(1500_00))
    (only,) = found(
        family(
            "2025-05-01",
            wish(M, OWN, "2025-05-01", "2025-05-30"),
            wish(F, HIS, "2025-05-01", "2025-05-30"),
            previous=told,
        )
    )
    assert cents(only, M, "2025-05-01") == 5000
    assert cents(only, F, "2025-05-01") == 2733


# ------------------------------------------------------------------ spouses
# Born and expected on 01.02.2026: the mother's window from the birth runs to 02.03.


def test_the_mothers_spouse_gets_what_the_father_left() -> None:
    # He used ten days and waived from 01.03; twenty are left: 01.03-20.03, then shared benefit.
    made = family(
        "2026-02-01",
        wish(F, HIS, "2026-02-01", "2026-02-10"),
        wish(F, HIS, "2026-03-05", "2026-03-05"),
        wish(S, HIS, "2026-02-27", "2026-03-31"),
        wish(S, SHARED, "2026-04-01", "2026-04-30"),
        father_waived_from=day("2026-03-01"),
        spouse=Spouse(Parent(), M, day("2026-03-01")),
    )
    (only,) = found(made)
    assert refusal(only, S, "2026-02-28") is Refusal.PARENTS_RAISE
    assert refusal(only, F, "2026-03-05") is Refusal.FATHERS_WAIVED
    assert span(only, S, HIS) == ("2026-03-01", "2026-03-20", 20)
    assert refusal(only, S, "2026-03-21") is Refusal.FATHERS_USED
    assert span(only, S, SHARED) == ("2026-04-01", "2026-04-30", 30)
    assert ledger(only, "2026-04").father == Balance(30, 0, 0)
    # Base rate of 2026 and minimum wage matter by his own right: no income, 886 / 30.
    assert cents(only, S, "2026-03-01") == 2953


def test_the_mothers_spouse_takes_shared_benefit_after_fathers_days() -> None:
    made = family(
        "2026-02-01",
        wish(S, SHARED, "2026-02-01", "2026-02-10"),
        father_gone=day("2025-12-01"),
        spouse=Spouse(Parent(), M, day("2025-12-01")),
    )
    (only,) = found(made)
    assert refusal(only, S, "2026-02-01") is Refusal.SHARED_FATHERS_FIRST
    assert ledger(only, "2026-02").father == Balance(0, 30, 0)
    alone = replace(made, wishes=(), spouse=None)
    (only,) = found(alone)
    assert ledger(only, "2026-02").father == Balance(0, 0, 30)


def test_the_fathers_spouse_stands_in_for_a_dead_mother() -> None:
    made = family(
        "2026-02-01",
        wish(M, OWN, "2026-02-01", "2026-03-02"),
        wish(S, HIS, "2026-02-20", "2026-02-20"),
        wish(S, SHARED, "2026-02-25", "2026-03-31"),
        mother_gone=day("2026-02-11"),
        spouse=Spouse(Parent(), F, day("2026-02-11")),
    )
    (only,) = found(made)
    assert span(only, M, OWN) == ("2026-02-01", "2026-02-10", 10)
    assert refusal(only, M, "2026-02-11") is Refusal.PARENT_GONE
    assert refusal(only, S, "2026-02-20") is Refusal.NOT_THE_FATHER
    # He waits for nothing: only the mother has her own days first (§ 37 lg 3).
    assert span(only, S, SHARED) == ("2026-02-25", "2026-03-31", 35)
    assert ledger(only, "2026-02").mother == Balance(10, 0, 90)


def test_two_of_three_are_paid() -> None:
    # The spouse's claim began first (10.03), then the mother's (12.03), then the father's (13.03).
    made = family(
        "2026-02-01",
        wish(M, SHARED, "2026-03-12", "2026-03-20"),
        wish(F, SHARED, "2026-03-13", "2026-03-20"),
        wish(S, HIS, "2026-03-10", "2026-03-20"),
        father_waived_from=day("2026-03-01"),
        spouse=Spouse(Parent(), M, day("2026-03-01")),
    )
    (only,) = found(made)
    assert (paid(only, S), paid(only, M), paid(only, F)) == (11, 9, 0)
    assert refusal(only, F, "2026-03-13") is Refusal.TWO_ARE_PAID
    assert ledger(only, "2026-03").together == 9


def test_a_new_spouse_may_be_the_father_of_the_next_child() -> None:
    spouse = Spouse(Parent(), M, day("2024-02-01"))
    made = elder(
        wish(S, HIS, "2025-05-01", "2025-05-10"),
        wish(S, HIS, "2025-06-01", "2025-06-10"),
        father_gone=day("2024-02-01"),
        spouse=spouse,
        names={S: "Juhan"},
    )
    younger = family("2025-05-01", wish(F, HIS, "2025-05-06", "2025-05-15"), names={F: "Juhan"})
    first, second = found(made, younger)
    # 01.05-05.05 for the elder, then the younger's; father's days for the elder stay.
    assert paid(first, S) == 5 + 10
    assert span(second, F, HIS) == ("2025-05-06", "2025-05-15", 10)


# ------------------------------------------------------------------ guardians and adopters


def carer(capacity: Capacity, since: str, parent: Parent | None = None, **more: bool) -> Carer:
    return Carer(parent or Parent(), capacity, day(since), **more)


def test_a_guardian_gets_what_the_parents_left_of_545_days() -> None:
    # Mother's 30 days, her shared benefit 03.03-01.05 (29 + 30 + 1 = 60), father's 10: 545 - 100.
    # 02.05.2026 + 444 days: a year to 02.05.2027, then 29 + 30 + 20 = 79: 20.07.2027.
    made = family(
        "2026-02-01",
        wish(M, OWN, "2026-02-01", "2026-03-02"),
        wish(M, SHARED, "2026-03-03", "2026-06-30"),
        wish(F, HIS, "2026-02-01", "2026-02-10"),
        wish(C, SHARED, "2026-05-01", "2027-12-31"),
        mother_gone=day("2026-05-02"),
        father_gone=day("2026-04-01"),
        carers=(carer(Capacity.GUARDIAN, "2026-05-02"),),
    )
    (only,) = found(made)
    assert refusal(only, C, "2026-05-01") is Refusal.PARENTS_RAISE
    assert refusal(only, M, "2026-05-02") is Refusal.PARENT_GONE
    assert span(only, C, SHARED) == ("2026-05-02", "2027-07-20", 445)
    assert refusal(only, C, "2027-07-21") is Refusal.SHARED_USED
    assert ledger(only, "2026-05").shared == Balance(60, 0, 415)
    assert ledger(only, "2026-05").carers == Balance(30, 415, 0)
    assert ledger(only, "2026-04").father == Balance(10, 0, 20)


def test_a_guardian_of_two_children() -> None:
    # Ten days for the elder cost the younger ten of 545; then the younger's days end the elder's.
    def guardian(elder: str, younger: str) -> tuple[ChildFound, ...]:
        gone = {"mother_gone": day("2025-05-20"), "father_gone": day("2025-05-20")}
        elders, youngers = ((carer(Capacity.GUARDIAN, one),) for one in (elder, younger))
        ten, next_ten = (
            wish(C, SHARED, "2025-06-01", "2025-06-10"),
            wish(C, SHARED, "2025-06-11", "2025-06-20"),
        )
        return found(
            family("2024-01-10", ten, carers=elders, **gone),
            family("2025-05-01", next_ten, carers=youngers, **gone),
        )

    first, second = guardian("2025-05-31", "2025-06-01")
    assert ledger(first, "2025-06").carers == Balance(10, 0, 535)
    assert ledger(second, "2025-06").carers == Balance(10, 525, 10)
    # Appointed for both on one day neither is the next child; the other way round the elder is.
    first, second = guardian("2025-06-01", "2025-06-01")
    assert ledger(first, "2025-06").carers == Balance(10, 535, 0)
    assert ledger(second, "2025-06").carers == Balance(10, 535, 0)
    first, second = guardian("2025-06-01", "2025-05-31")
    assert ledger(first, "2025-06").carers == Balance(10, 535, 0)
    assert ledger(second, "2025-06").carers == Balance(0, 0, 545)


def adopted(since: str, *wishes: Wish, carers: tuple[Carer, ...] = ()) -> ChildFound:
    """A child born on 01.06.2023 that is three on 01.06.2026."""
    gone = day("2024-06-01")
    chosen = carers or (carer(Capacity.ADOPTER, since),)
    (only,) = found(
        family("2023-06-01", *wishes, mother_gone=gone, father_gone=gone, carers=chosen)
    )
    return only


def test_seventy_ordinary_days_give_adopters_benefit_and_seventy_one_do_not() -> None:
    # From 23.03 there are 9 + 30 + 31 = 70 days before the third birthday, from 22.03 one more.
    wishes = (
        wish(C, SHARED, "2026-03-15", "2026-03-31"),
        wish(C, ADOPTERS, "2026-04-01", "2026-06-30"),
    )
    seventy = adopted("2026-03-23", *wishes)
    assert refusal(seventy, C, "2026-03-23") is Refusal.ADOPTER_ONLY
    # 70 days: April 30, May 31, June 9; it runs on past the third birthday.
    assert span(seventy, C, ADOPTERS) == ("2026-04-01", "2026-06-09", 70)
    assert refusal(seventy, C, "2026-06-10") is Refusal.ADOPTER_USED
    assert ledger(seventy, "2026-06").adopters == Balance(70, 0, 0)
    more = adopted("2026-03-22", *wishes)
    assert span(more, C, SHARED) == ("2026-03-22", "2026-03-31", 10)
    assert refusal(more, C, "2026-04-01") is Refusal.ORDINARY_ONLY


def test_adopters_benefit_lasts_six_months() -> None:
    # Final on 15.07.2026: to 15.01.2027, the last day in; the child is over three.
    only = adopted("2026-07-15", wish(C, ADOPTERS, "2027-01-10", "2027-01-20"))
    assert span(only, C, ADOPTERS) == ("2027-01-10", "2027-01-15", 6)
    assert refusal(only, C, "2027-01-16") is Refusal.ADOPTER_TERM
    assert ledger(only, "2027-01").adopters == Balance(6, 0, 64)


def test_who_has_no_right_to_adopters_benefit() -> None:
    wishes = (
        wish(C, ADOPTERS, "2026-04-01", "2026-04-05"),
        wish(C, SHARED, "2026-04-06", "2026-04-06"),
    )
    reasons = []
    for chosen in (
        carer(Capacity.ADOPTER, "2026-03-23", right_to_sickness_benefit=False),
        carer(Capacity.FOSTER_PARENT, "2026-03-23", spouse_of_a_parent=True),
        carer(Capacity.GUARDIAN, "2026-03-23"),
    ):
        only = adopted("", *wishes, carers=(chosen,))
        reasons.append(refusal(only, C, "2026-04-01"))
        # Without the right to adopter's benefit the ordinary days stay.
        assert refusal(only, C, "2026-04-06") is None
    no_right = Refusal.ADOPTER_NO_RIGHT
    assert reasons == [no_right, no_right, Refusal.NOT_A_CARER]


def test_two_adopters_share_seventy_days() -> None:
    # Together from 01.04: 35 days, to 05.05, use the 70.
    two = (carer(Capacity.ADOPTER, "2026-03-23"), carer(Capacity.ADOPTER, "2026-03-23"))
    wishes = (
        wish(C, ADOPTERS, "2026-04-01", "2026-06-30"),
        wish(C2, ADOPTERS, "2026-04-01", "2026-06-30"),
    )
    only = adopted("", *wishes, carers=two)
    assert span(only, C, ADOPTERS) == span(only, C2, ADOPTERS) == ("2026-04-01", "2026-05-05", 35)
    assert ledger(only, "2026-05").adopters_together == 35
    assert ledger(only, "2026-05").together == 0
    # The first begins a day earlier: 1 + 34 x 2 = 69, the last day is the first one's alone.
    earlier = wish(C, ADOPTERS, "2026-03-31", "2026-06-30"), wishes[1]
    only = adopted("", *earlier, carers=two)
    assert span(only, C, ADOPTERS) == ("2026-03-31", "2026-05-05", 36)
    assert span(only, C2, ADOPTERS) == ("2026-04-01", "2026-05-04", 34)
    assert refusal(only, C2, "2026-05-05") is Refusal.ADOPTER_USED


def test_income_and_cap_of_adopters_benefit() -> None:
    # Right in 03.2026: months 12.2024-11.2025; the cap is that of 2026, although born in 2023.
    for monthly, daily in ((1200_00, 4000), (5000_00, 12687), (0, 2953), (900_00, 3153)):
        parent = income(monthly, "2024-12-01", "2025-11-01")
        only = adopted(
            "",
            wish(C, ADOPTERS, "2026-04-01", "2026-04-05"),
            carers=(carer(Capacity.ADOPTER, "2026-03-23", parent),),
        )
        assert cents(only, C, "2026-04-01") == daily
    # A guardian's shared benefit: birth 06.2023, months 09.2021-08.2022, the cap of 2023.
    parent = income(6000_00, "2021-09-01", "2022-08-01")
    only = adopted(
        "",
        wish(C, SHARED, "2026-04-01", "2026-04-05"),
        carers=(carer(Capacity.GUARDIAN, "2026-03-23", parent),),
    )
    assert cents(only, C, "2026-04-01") == 14304


# ------------------------------------------------------------------ multiple births and deaths


def test_twins_give_what_one_child_gives() -> None:
    wishes = (
        wish(M, OWN, "2026-02-01", "2026-03-02"),
        wish(M, SHARED, "2026-03-03", "2027-12-31"),
        wish(F, HIS, "2026-02-01", "2026-03-31"),
    )
    (one,) = found(family("2026-02-01", *wishes))
    (twins,) = found(family("2026-02-01", *wishes, children_at_birth=2))
    assert twins == one
    assert (paid(twins, M), paid(twins, F)) == (30 + 475, 30)


def test_a_later_death_gave_no_days_before_02_2023() -> None:
    for death, days in (("2023-01-30", 0), ("2023-01-31", 30)):
        (only,) = found(family("2022-06-01", death=day(death)))
        assert (paid(only, M), paid(only, F)) == (days, days)


def test_days_after_a_death_end_with_the_parent() -> None:
    # Born on 01.02.2026, dead on 01.03: her own days from 02.03; she dies on 10.03.
    (only,) = found(family("2026-02-01", death=day("2026-03-01"), mother_gone=day("2026-03-10")))
    assert span(only, M, OWN) == ("2026-03-02", "2026-03-09", 8)
    assert refusal(only, M, "2026-03-10") is Refusal.PARENT_GONE
    assert span(only, F, HIS) == ("2026-03-02", "2026-03-31", 30)


def test_shared_days_after_a_death_before_the_mothers_own_have_run_out() -> None:
    # Expected on 02.01.2025, born on 30.09.2024: her own 100 days run to 07.01.2025. The child dies
    # on 11.12, 72 days old: shared benefit from 12.12 to 10.01, a right of 2024.
    early = family("2024-09-30", death=day("2024-12-11"))
    for monthly, december, january in ((0, 2417, 2417), (318_00, 2733, 2953)):
        mother = income(monthly, "2022-12-01", "2023-11-01")
        (only,) = found(replace(early, expected=day("2025-01-02"), mother=mother))
        assert span(only, M, SHARED) == ("2024-12-12", "2025-01-10", 30)
        # The base rate of 2024 stays (725 / 30); the minimum wage is that of the day (820, 886).
        assert (cents(only, M, "2024-12-15"), cents(only, M, "2025-01-09")) == (december, january)


# ------------------------------------------------------------------ late claims


@pytest.mark.parametrize(
    ("filed", "first"),
    [
        # Her shared benefit is open from 09.02.2026; six months end on 09.08., a Sunday.
        ("2026-08-10", "2026-02-09"),
        ("2026-08-11", "2026-08-01"),
        ("2026-09-30", None),
    ],
)
def test_a_late_claim_reaches_back_to_its_month(filed: str, first: str | None) -> None:
    made = family("2026-01-10", wish(M, SHARED, "2026-02-09", "2026-08-31", filed))
    (only,) = found(made)
    if first is None:
        assert paid(only, M) == 0
    else:
        assert span(only, M, SHARED)[:2] == (first, "2026-08-31")
    if first != "2026-02-09":
        assert refusal(only, M, "2026-02-09") is Refusal.CLAIMED_LATE


def test_terms_of_mothers_and_fathers_claims() -> None:
    # EDD-70 = 01.11.2025: to 01.05.2026, a holiday before a weekend, so to the 4th.
    # EDD-30 = 11.12.2025: to 11.06.2026.
    made = family(
        "2026-01-10",
        wish(M, OWN, "2025-11-01", "2026-02-08", "2026-05-05"),
        wish(F, HIS, "2026-01-10", "2026-01-19", "2026-06-11"),
        wish(F, HIS, "2026-01-20", "2026-01-29", "2026-06-12"),
    )
    (only,) = found(made)
    assert (paid(only, M), paid(only, F)) == (0, 10)
    # A day refused as late is not used; her window has run all the same.
    assert ledger(only, "2026-06").father == Balance(10, 20, 0)
    assert ledger(only, "2026-02").mother == Balance(0, 0, 100)


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    "wrong",
    [
        {"wishes": (wish(S, SHARED, "2026-06-01", "2026-06-02"),)},
        {"carers": (carer(Capacity.GUARDIAN, "2026-06-01"),)},
        {
            "mother_gone": day("2026-06-10"),
            "father_gone": day("2026-06-10"),
            "carers": (carer(Capacity.GUARDIAN, "2026-06-09"),),
        },
        {
            "mother_gone": day("2026-06-10"),
            "father_gone": day("2026-06-10"),
            "carers": (carer(Capacity.GUARDIAN, "2026-06-10"),) * 3,
        },
        {"mother_gone": day("2026-05-31")},
        {"wishes": (wish(M, OWN, "2022-03-31", "2022-04-01"),)},
        {"names": {F: "mother"}},
    ],
)
def test_impossible_parts(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(family("2026-06-01"), **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="spouse"):
        Spouse(Parent(), S, day("2026-06-01"))


def test_impossible_households() -> None:
    older, younger = family("2025-01-01"), family("2026-01-01")
    for families in ((), (younger, older), (older, older)):
        with pytest.raises(ValueError, match="oldest"):
            Household(families)
    with pytest.raises(ValueError, match="180 days"):
        Household((older, family("2025-05-01")))
    with pytest.raises(ValueError, match="two sets"):
        Household((older, replace(younger, mother=Parent(employed=True))))
    Household((older, family("2025-05-01", names={M: "Mari"})))


def test_a_leave_entry_serves_any_child() -> None:
    leave = (Spell(day("2025-05-01"), day("2025-05-05")),)
    father = Parent(employed=True, leave=leave)
    younger = family("2025-05-01", wish(F, HIS, "2025-05-01", "2025-05-10"), father=father)
    _, second = found(elder(father=father), younger)
    assert span(second, F, HIS) == ("2025-05-01", "2025-05-05", 5)
    assert refusal(second, F, "2025-05-06") is Refusal.FATHERS_NO_LEAVE
