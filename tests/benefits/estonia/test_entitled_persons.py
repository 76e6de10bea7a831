"""Who is entitled (PHS § 4) and who may claim for a child (§ 25, § 26 lg 3, § 13)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, amounts, world

from perenou.benefits.estonia.entitled_persons import (
    both_are_entitled_persons,
    carer_in_proceedings,
    carer_of_separated_child,
    carer_of_separated_child__orphan_too,
    child_is_entitled_person,
    claims_for_itself,
    earlier_claims_lapsed_day,
    earlier_claims_lapsed_day__after_an_end,
    follows_wording_before_2018_11,
    is_counted_here_if_shared,
    is_counted_here_if_shared__nobody,
    is_dead_parent,
    is_entitled_person,
    is_living_parent,
    is_parent_who_lives_on,
    majority_day,
    may_claim,
    may_claim_by_role,
    payment_to_parent_ended,
    payment_to_parent_ended__custody_removed,
    raises_as_partner,
    raises_as_partner__spouse,
    raises_beside_common_child,
)
from perenou.benefits.estonia.vocabulary import Ground
from perenou.rules.types import NEVER

RESIDENT: Mapping[str, Any] = {
    "lives_in_estonia": True,
    "ground": Ground.CITIZEN,
    "tax_resident_elsewhere": False,
    "death_day": NEVER,
    "is_deemed_to_live_here": False,
    "today": day("2026-10-15"),
}


@pytest.mark.parametrize(
    ("change", "entitled"),
    [
        pytest.param({}, True, id="§ 4 lg 1: citizen"),
        pytest.param({"ground": Ground.PERMANENT}, True, id="§ 4 lg 1: permanent"),
        pytest.param({"ground": Ground.TEMPORARY}, True, id="§ 4 lg 1: temporary"),
        pytest.param(
            {"ground": Ground.RIGHT_OF_RESIDENCE}, True, id="§ 4 lg 1: right of residence"
        ),
        pytest.param({"ground": Ground.PROTECTION}, True, id="§ 4 lg 1: protection"),
        pytest.param({"ground": Ground.NONE}, False, id="§ 4 lg 1: no ground"),
        pytest.param({"ground": Ground.SHORT_TERM_VISA}, False, id="§ 4 lg 1²: visa only"),
        pytest.param({"lives_in_estonia": False}, False, id="§ 4 lg 1: lives abroad"),
        pytest.param(
            {"ground": Ground.PERMANENT, "tax_resident_elsewhere": True},
            False,
            id="§ 4 lg 3: permanent resident, tax resident elsewhere",
        ),
        pytest.param(
            {"tax_resident_elsewhere": True},
            False,
            id="§ 4 lg 3: citizen, tax resident elsewhere",
        ),
        pytest.param(
            {"ground": Ground.TEMPORARY, "tax_resident_elsewhere": True},
            True,
            id="§ 4 lg 3 speaks of permanent residents only",
        ),
        pytest.param({"death_day": day("2026-10-16")}, True, id="the day before the death"),
        pytest.param({"death_day": day("2026-10-15")}, True, id="the day of death"),
        pytest.param({"death_day": day("2026-10-14")}, False, id="the day after the death"),
    ],
)
def test_entitled_person(change: Mapping[str, Any], entitled: bool) -> None:
    assert is_entitled_person(**{**RESIDENT, **change}) is entitled


CHILD_HERE: Mapping[str, Any] = {
    "child_lives_in_estonia": True,
    "studies_abroad": False,
    "child_birth_day": day("2020-02-29"),
    "child_death_day": NEVER,
    "child_is_deemed_to_live_here": False,
    "today": day("2026-10-15"),
}


@pytest.mark.parametrize(
    ("change", "entitled"),
    [
        pytest.param({}, True, id="§ 4 lg 2: lives in Estonia"),
        pytest.param({"today": day("2020-02-28")}, False, id="the day before the birth"),
        pytest.param({"today": day("2020-02-29")}, True, id="the day of birth"),
        pytest.param({"child_death_day": day("2026-10-16")}, True, id="the day before the death"),
        pytest.param({"child_death_day": day("2026-10-15")}, False, id="first day after the death"),
        pytest.param({"child_death_day": day("2026-10-14")}, False, id="the day after the death"),
        pytest.param({"child_lives_in_estonia": False}, False, id="§ 4 lg 2: lives abroad"),
        pytest.param(
            {"child_lives_in_estonia": False, "studies_abroad": True},
            True,
            id="§ 4 lg 2: away because of studies abroad",
        ),
    ],
)
def test_child_among_the_entitled(change: Mapping[str, Any], entitled: bool) -> None:
    assert child_is_entitled_person(**{**CHILD_HERE, **change}) is entitled


@pytest.mark.parametrize(("person", "child"), list(product((False, True), repeat=2)))
def test_both_must_be_entitled(person: bool, child: bool) -> None:
    both = both_are_entitled_persons(is_entitled_person=person, child_is_entitled_person=child)
    assert both is (person and child)


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        pytest.param("2008-10-15", "2026-10-15", id="an ordinary birthday"),
        pytest.param("2008-02-29", "2026-03-01", id="born on a leap day"),
        pytest.param("2008-02-28", "2026-02-28", id="born the day before a leap day"),
        pytest.param("2007-12-31", "2025-12-31", id="born on the last day of a year"),
    ],
)
def test_of_age_at_eighteen(born: str, of_age: str) -> None:
    assert majority_day(child_birth_day=day(born)) == day(of_age)


STRANGER: Mapping[str, Any] = {
    "counts_as_raising": False,
    "is_parent": False,
    "is_guardian": False,
    "guardian_is_natural_person": True,
    "is_foster_parent": False,
    "raises_as_partner": False,
    "raises_beside_common_child": False,
    "carer_of_separated_child": False,
    "carer_in_proceedings": False,
    "raises_in_emergency": False,
    "is_the_child": False,
    "claims_for_itself": False,
    "guardianship_ended_at_majority": False,
    "was_guardian": False,
}


@pytest.mark.parametrize(
    ("change", "may"),
    [
        pytest.param({}, False, id="a stranger"),
        pytest.param({"counts_as_raising": True}, False, id="a stranger raising the child"),
        pytest.param(
            {"counts_as_raising": True, "is_parent": True}, True, id="lg 1: parent raising it"
        ),
        pytest.param({"is_parent": True}, False, id="lg 1: parent not raising it"),
        pytest.param(
            {"counts_as_raising": True, "is_guardian": True}, True, id="lg 1: guardian raising it"
        ),
        pytest.param({"is_guardian": True}, False, id="lg 1: guardian not raising it"),
        pytest.param(
            {"is_guardian": True, "guardian_is_natural_person": False},
            True,
            id="§ 30 lg 5: a legal person",
        ),
        pytest.param(
            {
                "counts_as_raising": True,
                "was_guardian": True,
                "guardianship_ended_at_majority": True,
            },
            True,
            id="§ 20 lg 3: still raised by the former guardian",
        ),
        pytest.param(
            {"was_guardian": True, "guardianship_ended_at_majority": True},
            False,
            id="§ 20 lg 3: the former guardian does not raise it",
        ),
        pytest.param(
            {"counts_as_raising": True, "was_guardian": True},
            False,
            id="§ 20 lg 3: the guardianship ended before 18",
        ),
        pytest.param(
            {"counts_as_raising": True, "is_foster_parent": True}, True, id="lg 1: foster parent"
        ),
        pytest.param({"is_foster_parent": True}, False, id="lg 1: foster parent not raising it"),
        pytest.param({"raises_as_partner": True}, True, id="p 2: spouse or partner"),
        pytest.param(
            {"counts_as_raising": True, "raises_beside_common_child": True}, True, id="p 3"
        ),
        pytest.param({"raises_beside_common_child": True}, False, id="p 3: not raising it"),
        pytest.param({"is_the_child": True, "claims_for_itself": True}, True, id="p 4"),
        pytest.param(
            {"is_the_child": True, "counts_as_raising": True}, False, id="p 4: not for itself"
        ),
        pytest.param({"carer_of_separated_child": True}, True, id="p 6"),
        pytest.param({"carer_in_proceedings": True}, True, id="p 7"),
        pytest.param({"raises_in_emergency": True}, True, id="§ 14¹ lg 2"),
    ],
)
def test_may_claim_by_role(change: Mapping[str, Any], may: bool) -> None:
    assert may_claim_by_role(**{**STRANGER, **change}) is may


@pytest.mark.parametrize(
    ("raises", "partner", "registered", "today_may", "before_2024"),
    [
        pytest.param(True, True, False, True, True, id="spouse"),
        pytest.param(True, True, True, True, False, id="registered partner"),
        pytest.param(False, True, False, False, False, id="not raising the child"),
        pytest.param(True, False, False, False, False, id="no partner"),
    ],
)
def test_partners(
    raises: bool, partner: bool, registered: bool, today_may: bool, before_2024: bool
) -> None:
    # PHS § 25 lg 1 p 2
    assert raises_as_partner(raises=raises, is_partner_of_parent=partner) is today_may
    found = raises_as_partner__spouse(
        raises=raises, is_partner_of_parent=partner, is_registered_partner_of_parent=registered
    )
    assert found is before_2024


@pytest.mark.parametrize(
    ("child", "alone", "ward", "today", "may"),
    [
        pytest.param(True, True, False, "2026-10-15", True, id="of age, living independently"),
        pytest.param(True, True, False, "2026-10-14", False, id="the day before coming of age"),
        pytest.param(True, False, True, "2026-10-15", True, id="§ 20 lg 3: the former ward"),
        pytest.param(True, False, False, "2026-10-15", False, id="of age, with the parents"),
        pytest.param(False, True, True, "2026-10-15", False, id="somebody else"),
    ],
)
def test_the_child_itself(child: bool, alone: bool, ward: bool, today: str, may: bool) -> None:
    # PHS § 25 lg 1 p 4
    found = claims_for_itself(
        is_the_child=child,
        majority_day=day("2026-10-15"),
        lives_independently=alone,
        guardianship_ended_at_majority=ward,
        today=day(today),
    )
    assert found is may


@pytest.mark.parametrize(("first", "second"), list(product((False, True), repeat=2)))
def test_carers_without_parental_roles(first: bool, second: bool) -> None:
    # PHS § 25 lg 1 p 6-7
    assert carer_of_separated_child(raises_separated_child=first) is first
    # Also of a child whose parents are dead, by the other reading.
    for lives, dead in product((False, True), repeat=2):
        found = carer_of_separated_child__orphan_too(
            raises_separated_child=first,
            raises=second,
            some_parent_lives=lives,
            some_parent_is_dead=dead,
        )
        assert found is (first or (second and dead and not lives))
    assert carer_in_proceedings(raises=first, proceedings_in_favour=second) is (first and second)


@pytest.mark.parametrize("parent", [False, True])
def test_parents_alive_until_the_end_of_the_day_of_death(parent: bool) -> None:
    died = day("2026-05-05")
    for today, alive in (("2026-05-05", True), ("2026-05-06", False)):
        assert is_living_parent(parent, died, day(today)) is (parent and alive)
        assert is_dead_parent(parent, died, day(today)) is (parent and not alive)
    for today, on in (("2026-05-04", True), ("2026-05-05", False)):
        assert is_parent_who_lives_on(parent, died, day(today)) is (parent and on)


@pytest.mark.parametrize(
    ("carer_", "favour", "parent", "separated", "proceedings"),
    list(product((False, True), repeat=5)),
)
def test_the_unseen_wording_before_november_2018_is_told_as_a_doubt(
    carer_: bool, favour: bool, parent: bool, separated: bool, proceedings: bool
) -> None:
    found = follows_wording_before_2018_11(
        raises_separated_child=carer_,
        proceedings_in_favour=favour,
        is_parent=parent,
        separated=separated,
        guardianship_proceedings=proceedings,
    )
    assert found is (carer_ or favour or (parent and (separated or proceedings)))


@pytest.mark.parametrize(
    ("shared", "counted", "settled", "here", "other"),
    [
        pytest.param(False, False, False, True, True, id="not shared"),
        pytest.param(True, True, True, True, True, id="counted here"),
        pytest.param(True, False, True, False, False, id="counted with the other parent"),
        pytest.param(True, False, False, True, False, id="nothing agreed or ordered"),
    ],
)
def test_a_child_of_two_homes_is_counted_in_one(
    shared: bool, counted: bool, settled: bool, here: bool, other: bool
) -> None:
    # PHS § 26 lg 3
    found = is_counted_here_if_shared(
        shares_equally=shared, counted_in_family=counted, family_is_settled=settled
    )
    assert found is here
    nobody = is_counted_here_if_shared__nobody(shares_equally=shared, counted_in_family=counted)
    assert nobody is other


PARENT: Mapping[str, Any] = {
    "is_parent": True,
    "is_guardian": False,
    "lacks_custody": False,
    "has_guardian": False,
    "majority_day": day("2026-10-15"),
    "institutional_care": False,
    "today": day("2026-10-14"),
}


@pytest.mark.parametrize(
    ("change", "ended"),
    [
        pytest.param({}, False, id="nothing happened"),
        pytest.param({"lacks_custody": True}, True, id="no custody"),
        pytest.param({"institutional_care": True}, True, id="child in an institution"),
        pytest.param({"has_guardian": True}, True, id="minor child has a guardian"),
        pytest.param(
            {"has_guardian": True, "today": day("2026-10-15")}, False, id="guardian, child of age"
        ),
        pytest.param({"is_parent": False, "lacks_custody": True}, False, id="not a parent"),
        pytest.param(
            {"is_guardian": True, "has_guardian": True}, False, id="the parent is the guardian"
        ),
    ],
)
def test_payment_to_a_parent_ends(change: Mapping[str, Any], ended: bool) -> None:
    # PHS § 13
    assert payment_to_parent_ended(**{**PARENT, **change}) is ended


@pytest.mark.parametrize(("parent", "guardian", "taken"), list(product((False, True), repeat=3)))
def test_before_february_2023_only_custody_taken_by_court_ended_payment(
    parent: bool, guardian: bool, taken: bool
) -> None:
    found = payment_to_parent_ended__custody_removed(
        is_parent=parent, is_guardian=guardian, custody_removed=taken
    )
    assert found is (parent and not guardian and taken)


@pytest.mark.parametrize(
    ("entitled", "role", "counted", "ended"), list(product((False, True), repeat=4))
)
def test_may_claim(entitled: bool, role: bool, counted: bool, ended: bool) -> None:
    found = may_claim(
        both_are_entitled_persons=entitled,
        may_claim_by_role=role,
        is_counted_here_if_shared=counted,
        payment_to_parent_ended=ended,
    )
    assert found is ((entitled, role, counted, ended) == (True, True, True, False))


def test_a_renewed_permit_needs_a_new_claim() -> None:
    # Agency practice: benefits to the end of the permit; on renewal to be claimed anew
    permit = (
        ("2017-01-01", Ground.TEMPORARY),
        ("2025-03-16", Ground.NONE),
        ("2025-06-10", Ground.TEMPORARY),
    )
    told = {("ground", 0): permit}
    once = world(["2015-05-05"], [Application("2017-01-10")], told)
    months = ["2025-03", "2025-04", "2025-06", "2025-07"]
    assert amounts(once, "child_allowance", 0, months) == [80_00, 0, 0, 0]
    again = world(["2015-05-05"], [Application("2017-01-10"), Application("2025-06-20")], told)
    assert amounts(again, "child_allowance", 0, months) == [80_00, 0, 56_00, 80_00]


@pytest.mark.parametrize(
    ("reading", "received", "paid"),
    [
        pytest.param("claim_goes_on", "2017-01-10", [0, 54_19, 80_00], id="the old claim"),
        pytest.param("new_claim_after_an_end", "2017-01-10", [0, 0, 0], id="a new one needed"),
        pytest.param("new_claim_after_an_end", "2026-08-20", [0, 54_19, 80_00], id="a new one"),
    ],
)
def test_after_payment_to_a_parent_had_ended(reading: str, received: str, paid: list[int]) -> None:
    """§ 13 ends, § 12 suspends: home from substitute care on 11 August, 21 of 31 days."""
    home = (("2017-01-01", False), ("2026-03-15", True), ("2026-08-11", False))
    readings = {"earlier_claims_lapsed_day": reading}
    told = {("institutional_care", 0): home}
    over = world(["2015-05-05"], [Application(received)], told, readings=readings)
    assert amounts(over, "child_allowance", 0, ["2026-07", "2026-08", "2026-09"]) == paid
    assert earlier_claims_lapsed_day(earlier_stay_ended_day=7) == 7
    assert earlier_claims_lapsed_day__after_an_end(7, 9) == 9


@pytest.mark.parametrize("common", [False, True])
def test_a_common_child_beside_which_another_is_raised(common: bool) -> None:
    # PHS § 25 lg 1 p 3
    assert raises_beside_common_child(has_common_child_with_parent=common) is common
