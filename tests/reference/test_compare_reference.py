"""Random households, their smaller variants, and the answer as plain data."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.reference.as_data import from_data, to_data
from tests.reference.before_2022 import EarlierFamily
from tests.reference.compare import (
    EVERYBODY,
    answer,
    child_leave_answer,
    correction,
    differences,
    earlier_answer,
)
from tests.reference.facts import (
    Capacity,
    Carer,
    Family,
    Household,
    Kind,
    Parent,
    Spouse,
    Who,
    Wish,
)
from tests.reference.families import seeded_family
from tests.reference.household import walk_through
from tests.reference.households import features, seeded_household
from tests.reference.other_cases import (
    ChildLeave,
    Correction,
    seeded_child_leave,
    seeded_correction,
    seeded_earlier_family,
)
from tests.reference.parental_benefit import determine
from tests.reference.readings import Readings
from tests.reference.recovery import correct
from tests.reference.shrinking import shrink, simpler

MANY = int(os.environ.get("PERENOU_REFERENCE_FAMILIES", "24"))


@cache
def drawn(seed: int) -> Household:
    return seeded_household(seed)


def test_a_seed_gives_the_same_household() -> None:
    assert seeded_household(3) == seeded_household(3) != seeded_household(4)


def test_every_household_goes_to_plain_data_and_back() -> None:
    for seed in range(MANY):
        text = json.dumps(to_data(drawn(seed)))
        assert from_data(json.loads(text), Household) == drawn(seed)
    assert answer(to_data(drawn(1))) == answer(drawn(1))


def test_every_feature_is_drawn_often_enough() -> None:
    count: Counter[str] = Counter()
    for seed in range(300):
        count.update(features(drawn(seed)))
    rare = {name for name, times in count.items() if times < 9}
    assert len(count) >= 24
    assert not rare


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_what_holds_for_every_household(part: int) -> None:
    for seed in range(part, MANY, 4):
        household = drawn(seed)
        found = answer(household)
        whole: dict[tuple[int, str], list[dict[str, int | str]]] = {}
        for (month, child, quota, person), row in found.ledgers.items():
            assert min(int(row[name]) for name in ("used", "left", "lost")) >= 0, (seed, month)
            if person == EVERYBODY and quota in ("mother's", "father's", "shared"):
                whole.setdefault((child, quota), []).append(row)
        for (child, quota), rows in whole.items():
            assert rows[-1]["left"] == 0, (seed, child, quota)
            used = [int(row["used"]) for row in rows]
            assert used == sorted(used)
        # One person is paid for one child a day, and never more than two for a child.
        persons = Counter((person, day) for person, _, day in found.days)
        assert set(persons.values()) <= {1}, seed
        children = Counter((child, day) for _, child, day in found.days)
        assert max(children.values(), default=0) <= 2, seed
        assert not set(found.days) & set(found.refused)
        for (person, child, month_day), (kind, cents) in found.days.items():
            assert cents is None or cents > 0
            assert kind in {one.value for one in Kind}, (person, child, month_day)
        sums = Counter[tuple[str, str]]()
        for (person, _, _, month), (days, _) in found.amounts.items():
            sums[person, month] += days
        assert dict(sums) == {key: one["days"] for key, one in found.months.items()}
        for sums_of_month in found.months.values():
            granted, due = sums_of_month["granted"], sums_of_month["due"]
            assert due is None or (granted is not None and granted / 2 - 1 <= due <= granted)
        due_in_all = sum(one["due"] or 0 for one in found.months.values())
        assert sum(one["gross"] or 0 for one in found.payments.values()) == due_in_all


@pytest.mark.properties
@pytest.mark.slow
def test_no_day_comes_or_goes_uncounted() -> None:
    for seed in range(MANY // 2):
        household = drawn(seed)
        for family, child in zip(household.families, walk_through(household), strict=True):
            whole = 605 if family.right_before_birth else 575
            # Days after a death come on top: 30 or 100 of the mother's, 30 of the father's.
            more = 130 if family.stillborn or family.death is not None else 0
            for one in child.ledgers:
                kinds = one.mother, one.father, one.shared
                total = sum(kind.used + kind.left + kind.lost for kind in kinds)
                assert whole <= total <= whole + more, (seed, one)
                assert one.together <= 60


def test_one_child_in_a_household_is_the_family_alone() -> None:
    for seed in range(20):
        family = seeded_family(seed)
        found = answer(Household((family,)))
        for one in determine(family).days:
            key = family.name(one.who), 0, one.day.isoformat()
            paid = None if one.paid is None else (one.paid.value, one.cents)
            assert found.days.get(key) == paid


# ------------------------------------------------------------------ the answer


def test_the_answer_of_a_small_household() -> None:
    # Born on 20.02.2026: window 20.02-21.03. The father's two days and the mother's three.
    day = date(2026, 2, 20)
    made = Family(
        birth=day,
        expected=day,
        wishes=(
            Wish(Who.MOTHER, Kind.MOTHER, day, date(2026, 2, 22)),
            Wish(Who.FATHER, Kind.FATHER, date(2026, 2, 22), date(2026, 2, 23)),
            Wish(Who.FATHER, Kind.SHARED, date(2026, 2, 24), date(2026, 2, 24)),
        ),
    )
    found = answer(Household((made,)))
    # Without income: base rate 820 of 2025 for the mother's right of EDD-70 = 12.12.2025, 27.33;
    # the father's right of EDD-30 = 21.01.2026: 29.53.
    assert found.days == {
        ("mother", 0, "2026-02-20"): ("mother's", 2733),
        ("mother", 0, "2026-02-21"): ("mother's", 2733),
        ("mother", 0, "2026-02-22"): ("mother's", 2733),
        ("father", 0, "2026-02-22"): ("father's", 2953),
        ("father", 0, "2026-02-23"): ("father's", 2953),
    }
    assert found.refused == {
        ("father", 0, "2026-02-24"): ("shared", "PHS § 37 lg 3", "SHARED_FATHERS_FIRST")
    }
    assert found.amounts["mother", 0, "mother's", "2026-02"] == (3, 81_99)
    assert found.months["father", "2026-02"] == {"days": 2, "granted": 59_06, "due": 59_06}
    # 22 % of 81.99 = 18.0378.
    assert found.payments["mother", "2026-03-06"] == {"gross": 81_99, "tax": 18_04, "net": 63_95}
    assert found.ledgers["2026-02", 0, "mother's", EVERYBODY] == {
        "used": 3,
        "left": 100 - 70 - 9,
        "lost": 70 + 6,
        "until": "2026-03-21",
    }
    assert found.ledgers["2026-02", 0, "father's", "father"] == {
        "used": 2,
        "left": 28,
        "lost": 0,
        "until": "2029-02-19",
    }
    assert found.ledgers["2026-02", 0, "together", EVERYBODY]["used"] == 1
    shared = {"used": 0, "left": 475, "lost": 0, "until": "2029-02-19"}
    for person in (EVERYBODY, "mother", "father"):
        assert found.ledgers["2026-03", 0, "shared", person] == shared


def test_differences_between_two_answers() -> None:
    day = date(2025, 6, 1)
    shared = Wish(Who.FATHER, Kind.SHARED, date(2025, 7, 1), date(2025, 7, 2))
    older = Family(birth=date(2024, 1, 10), expected=date(2024, 1, 10), wishes=(shared,))
    older = replace(older, father_waived_from=older.birth)
    younger = Family(birth=day, expected=day, wishes=(shared,), father_waived_from=day)
    household = Household((older, younger))
    taken, other = answer(household), answer(household, Readings(older_claim_wins=True))
    assert differences(taken, taken) == []
    found = differences(taken, other)
    # Both on 01.07 without income: base rate of the year of each right, 2023 and 2025.
    assert ("days", ("father", 0, "2025-07-01"), None, ("shared", 2180)) in found
    assert ("days", ("father", 1, "2025-07-01"), ("shared", 2733), None) in found
    refused = ("shared", "PHS § 34 lg 10, § 46 lg 1")
    assert ("refused", ("father", 0, "2025-07-01"), refused, None) in found
    assert {name for name, *_ in found} == {
        "days",
        "refused",
        "amounts",
        "months",
        "payments",
        "ledgers",
    }


def test_whose_right_ended_has_nothing_left() -> None:
    day = date(2025, 5, 1)
    older = Family(birth=date(2024, 1, 10), expected=date(2024, 1, 10))
    own = Wish(Who.MOTHER, Kind.MOTHER, day, date(2025, 5, 30))
    younger = Family(birth=day, expected=day, wishes=(own,))
    rows = answer(Household((older, younger))).ledgers
    assert rows["2025-04", 0, "shared", "mother"]["left"] == 475
    assert rows["2025-05", 0, "shared", "mother"]["left"] == 0
    assert rows["2025-05", 0, "shared", "father"]["left"] == 475


def test_who_is_out_has_nothing_left() -> None:
    gone = date(2026, 3, 10)
    carer = Carer(Parent(), Capacity.GUARDIAN, date(2026, 4, 1))
    made = Family(
        birth=date(2026, 1, 10),
        expected=date(2026, 1, 10),
        father_waived_from=date(2026, 2, 1),
        spouse=Spouse(Parent(), Who.MOTHER, date(2026, 2, 1)),
    )
    rows = answer(Household((made,))).ledgers
    assert rows["2026-02", 0, "father's", "father"]["left"] == 0
    assert rows["2026-02", 0, "father's", "spouse"]["left"] == 30
    assert rows["2026-02", 0, "shared", "father"]["left"] == 475
    orphan = replace(made, spouse=None, mother_gone=gone, father_gone=gone, carers=(carer,))
    rows = answer(Household((orphan,))).ledgers
    assert rows["2026-02", 0, "shared", "mother"]["left"] == 475
    assert rows["2026-03", 0, "shared", "mother"]["left"] == 0
    assert rows["2026-04", 0, "carers'", "carer"]["left"] == 545
    assert rows["2026-04", 0, "adopter's", EVERYBODY] == {
        "used": 0,
        "left": 0,
        "lost": 0,
        "until": "2026-10-01",
    }
    spouse = replace(made, mother_gone=gone, father_gone=gone)
    rows = answer(Household((spouse,))).ledgers
    assert rows["2026-02", 0, "shared", "spouse"]["left"] == 475
    assert rows["2026-03", 0, "shared", "spouse"]["left"] == 0


# ------------------------------------------------------------------ other cases


def test_corrections_add_up() -> None:
    debts = 0
    for seed in range(8, 8 + MANY // 3):  # the first few owe nothing
        case = seeded_correction(seed)
        assert from_data(json.loads(json.dumps(to_data(case))), Correction) == case
        found = correct(case.before, case.after, case.known)
        assert set(found) == set(case.after.people())
        plain = json.dumps(correction(case.before, case.after, case.known))
        assert (plain == json.dumps(dict.fromkeys(found))) == (not any(found.values()))
        for one in found.values():
            if one is not None:
                assert sum(part.set_off for part in one.payments) + one.left == one.debt, seed
                assert min(one.debt, one.arrears) == 0
                debts += one.debt != 0
    assert debts > 2


def test_earlier_families_keep_their_quota() -> None:
    unused = 0
    for seed in range(30):
        case = seeded_earlier_family(seed)
        assert from_data(json.loads(json.dumps(to_data(case))), EarlierFamily) == case
        found = earlier_answer(case)
        days = found["days"]
        assert isinstance(days, list)
        assert len(days) <= int(str(found["quota"]))
        assert len(set(map(str, days))) == len(days)
        unused += found["unused_at_switch"] not in (0, found["quota"])
    assert unused > 2


def test_child_leave_of_a_year() -> None:
    for seed in range(30):
        case = seeded_child_leave(seed)
        assert from_data(json.loads(json.dumps(to_data(case))), ChildLeave) == case
        found = child_leave_answer(case.parent, case.leaves, case.single_parent)
        assert all(42_19 <= cents <= 63_44 for cents in found.values())
        children = Counter(child for child, _ in found)
        assert max(children.values(), default=0) <= (20 if case.single_parent else 10)
        assert len(found) <= 30


# ------------------------------------------------------------------ shrinking


def test_every_smaller_variant_is_another_household() -> None:
    for seed in range(12):
        variants = list(simpler(drawn(seed)))
        assert variants
        assert sum(variant != drawn(seed) for variant in variants) > len(variants) // 2


def test_shrinking_leaves_what_the_difference_needs() -> None:
    def fails(household: Household) -> bool:
        """A shared day of the father in June 2025."""
        return any(
            wish.who is Who.FATHER
            and wish.kind is Kind.SHARED
            and wish.first <= date(2025, 6, 30)
            and wish.last >= date(2025, 6, 1)
            for family in household.families
            for wish in family.wishes
        )

    seed = next(seed for seed in range(300) if fails(drawn(seed)) and len(drawn(seed).families) > 1)
    small = shrink(drawn(seed), fails)
    (family,) = small.families
    (wish,) = family.wishes
    assert wish.first == wish.last
    assert wish.filed is None
    assert family.parent(Who.FATHER) == family.parent(Who.MOTHER) == Parent()
    assert (family.death, family.spouse, family.carers) == (None, None, ())
    with pytest.raises(ValueError, match="nothing to shrink"):
        shrink(small, lambda _: False)
    assert shrink(drawn(seed), fails, tries=0) == drawn(seed)


def test_shrinking_takes_people_out() -> None:
    seeds = [seed for seed in range(300) if any(one.carers for one in drawn(seed).families)]
    small = shrink(drawn(seeds[0]), lambda one: any(f.carers for f in one.families))
    (family,) = small.families
    assert len(family.carers) == 1
    assert family.carers[0].parent == Parent()
