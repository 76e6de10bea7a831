"""Whom coordination reaches, with which state, and what holds with the others."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.eu.family import EMPLOYED, PENSION, Adult, Child, by_state, primary, world
from tests.benefits.household import Told

from perenou.benefits.agreements.outside import (
    agreement_is_unchecked,
    benefit_from_outside,
    end_of_ukrainian_benefit_matters,
    estonia_pays_in_ukraines_stead,
    estonia_pays_in_ukraines_stead__never,
    falls_under_agreement_with_ukraine,
    foreign_child_benefits,
    is_converted_from_outside,
    is_outside,
    lives_here_by_agreement,
    replaces_income_from_outside,
)
from perenou.benefits.agreements.scope import (
    follows_family,
    goes_on_with_united_kingdom,
    hangs_on_extension,
    is_named_by_regulation,
    is_named_by_regulation__third_country,
    is_reached,
    is_reached_by_extension,
    is_reached_in_own_right,
    is_reached_in_own_right__own_agreement_only,
    names_family_member,
    reaches_family_member,
    reaches_united_kingdom,
    reaches_united_kingdom__until_2021,
)
from perenou.benefits.agreements.states import REGIONS
from perenou.benefits.estonia.vocabulary import Ground
from perenou.benefits.eu.legislation import (
    employer_counts_here,
    legislation_order,
    sails_under_flag,
)
from perenou.benefits.eu.vocabulary import Activity, Citizenship, Interruption, Region
from perenou.casework.case_file.coordination import COORDINATED_STATES, OUTSIDE, UNITED_KINGDOM
from perenou.rules.types import NEVER

YES, NO = True, False
ON = "2026-11-01"
EE_FI = ("EE", "FI")


def test_every_state_that_a_file_may_tell_of_has_its_region() -> None:
    assert set(REGIONS) == COORDINATED_STATES | OUTSIDE | {UNITED_KINGDOM}
    coordinated = {code for code, region in REGIONS.items() if region <= Region.SWITZERLAND}
    assert coordinated == COORDINATED_STATES
    assert {code for code in REGIONS if REGIONS[code] == Region.EEA} == {"IS", "LI", "NO"}


@pytest.mark.parametrize(
    ("citizenship", "named", "as_third_country"),
    [
        (Citizenship.UNION, YES, YES),
        (Citizenship.EEA, YES, YES),
        (Citizenship.SWITZERLAND, YES, YES),
        (Citizenship.STATELESS_OR_REFUGEE, YES, YES),
        (Citizenship.UNDETERMINED, YES, NO),
        (Citizenship.UNITED_KINGDOM, NO, NO),
        (Citizenship.UKRAINE, NO, NO),
        (Citizenship.OTHER, NO, NO),
    ],
)
def test_whom_the_regulation_names(
    citizenship: Citizenship, named: bool, as_third_country: bool
) -> None:
    assert is_named_by_regulation(citizenship) is named
    assert is_named_by_regulation__third_country(citizenship) is as_third_country


@pytest.mark.parametrize("region", list(Region))
@pytest.mark.parametrize("named", [YES, NO])
@pytest.mark.parametrize("extended", [YES, NO])
@pytest.mark.parametrize("kept", [YES, NO])
def test_reach_by_region(region: Region, named: bool, extended: bool, kept: bool) -> None:
    expected = {
        Region.UNION: named or extended,
        Region.DENMARK: named,
        Region.EEA: named,
        Region.SWITZERLAND: named,
        Region.UNITED_KINGDOM: kept,
    }.get(region, False)
    assert is_reached_in_own_right(region, named, extended, kept) is expected


@pytest.mark.parametrize("named", [YES, NO])
@pytest.mark.parametrize("kept", [YES, NO])
def test_until_2021_the_united_kingdom_is_reached_like_a_state_of_the_union(
    named: bool, kept: bool
) -> None:
    before = reaches_united_kingdom__until_2021
    assert before(named, Citizenship.OTHER, kept) is (named or kept)
    assert before(named, Citizenship.UNITED_KINGDOM, kept)
    assert reaches_united_kingdom(kept) is kept


def test_the_extension_is_for_lawful_residents_whom_the_regulation_does_not_name() -> None:
    assert is_reached_by_extension(NO, YES)
    assert not is_reached_by_extension(NO, NO)
    assert not is_reached_by_extension(YES, YES)


@pytest.mark.parametrize("family", [YES, NO])
@pytest.mark.parametrize("reached", [YES, NO])
def test_the_family_follows_the_one_whom_coordination_reaches(family: bool, reached: bool) -> None:
    for norm in (reaches_family_member, follows_family, names_family_member):
        assert norm(family, reached) is (family and reached)
    assert is_reached(family, reached) is (family or reached)


def test_what_hangs_on_the_extension() -> None:
    assert hangs_on_extension(NO, Region.UNION, NO)
    assert hangs_on_extension(NO, Region.SWITZERLAND, NO)
    assert not hangs_on_extension(NO, Region.UNITED_KINGDOM, NO)
    assert not hangs_on_extension(NO, Region.UNION, YES)
    assert not hangs_on_extension(YES, Region.UNION, NO)


def test_what_goes_on_with_the_united_kingdom() -> None:
    assert goes_on_with_united_kingdom(Region.UNITED_KINGDOM, YES)
    assert not goes_on_with_united_kingdom(Region.UNITED_KINGDOM, NO)
    assert not goes_on_with_united_kingdom(Region.UNION, YES)


def test_what_ties_to_a_state_that_is_not_reached_decides_nothing() -> None:
    assert employer_counts_here(YES, YES)
    assert not employer_counts_here(YES, NO)
    assert not employer_counts_here(NO, YES)
    work = (YES, NO, Activity.EMPLOYED, YES, NO, Interruption.NONE, YES)
    assert legislation_order(*work, YES) == 1
    assert legislation_order(*work, NO) == NEVER
    assert sails_under_flag(Activity.SEAFARER, YES)
    assert not sails_under_flag(Activity.SEAFARER, NO)
    assert not sails_under_flag(Activity.EMPLOYED, YES)


# ---------------------------------------------------------------- families


def mixed(region: Region, citizenship: Citizenship, **more: Told) -> dict[tuple[str, int], Told]:
    """Two third-country or other citizens, the second state of a region."""
    told: dict[tuple[str, int], Told] = {("region", 1): region}
    for person in (0, 1):
        told["citizenship", person] = citizenship
        told["stays_lawfully", person] = True
    return told | {(name, 1): value for name, value in more.items()}


@pytest.mark.parametrize(
    ("region", "citizenship", "paid"),
    [
        (Region.UNION, Citizenship.OTHER, {"EE": 0, "FI": 9488}),
        (Region.DENMARK, Citizenship.OTHER, {"EE": 0, "FI": 0}),
        (Region.EEA, Citizenship.UKRAINE, {"EE": 0, "FI": 0}),
        (Region.SWITZERLAND, Citizenship.UNITED_KINGDOM, {"EE": 0, "FI": 0}),
        (Region.EEA, Citizenship.UNION, {"EE": 0, "FI": 9488}),
        (Region.EEA, Citizenship.STATELESS_OR_REFUGEE, {"EE": 0, "FI": 9488}),
        (Region.EEA, Citizenship.UNDETERMINED, {"EE": 0, "FI": 9488}),
    ],
)
def test_third_country_families_are_coordinated_within_the_union_only(
    region: Region, citizenship: Citizenship, paid: dict[str, int]
) -> None:
    adults = (Adult("EE"), Adult("FI", {"FI": EMPLOYED}))
    over = world(EE_FI, adults, [Child("EE", {"FI": 9488})], mixed(region, citizenship))
    assert by_state(over, "general_due", EE_FI, ON) == paid
    reached = bool(paid["FI"])
    assert over.at("is_outside", 1, day(ON)) is not reached


def test_one_citizen_of_the_union_brings_in_the_family() -> None:
    told = mixed(Region.EEA, Citizenship.OTHER)
    told["citizenship", 0] = Citizenship.UNION
    adults = (Adult("EE"), Adult("FI", {"FI": EMPLOYED}))
    over = world(EE_FI, adults, [Child("EE", {"FI": 9488})], told)
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 0, "FI": 9488}


def test_of_undetermined_citizenship_the_other_reading_follows_third_countries() -> None:
    adults = (Adult("EE"), Adult("FI", {"FI": EMPLOYED}))
    told = mixed(Region.EEA, Citizenship.UNDETERMINED)
    readings = {"is_named_by_regulation": "as_third_country"}
    over = world(EE_FI, adults, [Child("EE", {"FI": 5000})], told, readings=readings)
    assert primary(over, EE_FI, ON) == "EE"
    # The Norwegian benefit then counts against child allowance by Estonian law.
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 3000, "FI": 0}


def test_who_lives_unlawfully_is_reached_by_nothing() -> None:
    told = mixed(Region.UNION, Citizenship.OTHER)
    told |= {("stays_lawfully", 0): False, ("stays_lawfully", 1): False}
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("FI", {"FI": EMPLOYED}))
    over = world(EE_FI, adults, [Child("FI", {"FI": 9488})], told)
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 0, "FI": 0}
    assert over.at("child_is_deemed_to_live_here", 0, day(ON)) is False


@pytest.mark.parametrize(
    ("kept", "on", "paid"),
    [
        (YES, "2026-11-01", {"EE": 8000, "GB": 5262}),
        (NO, "2026-11-01", {"EE": 0, "GB": 0}),
        (NO, "2025-05-01", {"EE": 0, "GB": 0}),
        (NO, "2021-01-01", {"EE": 0, "GB": 0}),
        # Until the end of 2020 it is a state like any other of the Union; then 60 euros are due.
        (NO, "2020-12-01", {"EE": 6000, "GB": 7262}),
    ],
)
def test_with_the_united_kingdom_the_withdrawal_agreement_decides(
    kept: bool, on: str, paid: dict[str, int]
) -> None:
    states = ("EE", "GB")
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("GB", {"GB": EMPLOYED}))
    told: dict[tuple[str, int], Told] = {
        ("region", 1): Region.UNITED_KINGDOM,
        ("kept_by_withdrawal_agreement", 1): kept,
    }
    over = world(states, adults, [Child("EE", {"GB": 13262})], told)
    assert by_state(over, "general_due", states, on) == paid


def test_work_in_the_united_kingdom_beside_work_here_counts_only_while_it_is_kept() -> None:
    states = ("EE", "GB")
    both = {"EE": EMPLOYED, "GB": {**EMPLOYED, "employer_seat_here": True}}
    for kept, law in ((YES, "GB"), (NO, "EE")):
        told: dict[tuple[str, int], Told] = {
            ("region", 1): Region.UNITED_KINGDOM,
            ("kept_by_withdrawal_agreement", 0): kept,
        }
        over = world(states, [Adult("EE", both)], [Child("EE")], told)
        applies = [s for row, s in enumerate(states) if over.at("law_applies_here", row, day(ON))]
        assert applies == [law]


def test_a_pension_of_a_state_that_is_not_reached_is_no_ground() -> None:
    states = ("EE", "GB")
    adults = (Adult("EE"), Adult("GB", {"GB": PENSION}))
    told: dict[tuple[str, int], Told] = {("region", 1): Region.UNITED_KINGDOM}
    over = world(states, adults, [Child("EE", {"GB": 1000})], told)
    assert by_state(over, "general_due", states, ON) == {"EE": 7000, "GB": 0}


# ---------------------------------------------------------------- Ukraine


def test_the_agreement_with_ukraine_reaches_to_the_third_birthday() -> None:
    birth = day("2024-03-10")
    for on, holds in (
        ("2024-03-09", NO),
        ("2024-03-10", YES),
        ("2027-03-09", YES),
        ("2027-03-10", NO),
    ):
        assert falls_under_agreement_with_ukraine(Region.UKRAINE, birth, day(on)) is holds
        assert not falls_under_agreement_with_ukraine(Region.UNION, birth, day(on))


@pytest.mark.parametrize("covered", [YES, NO])
@pytest.mark.parametrize("here", [YES, NO])
def test_the_state_of_the_child_pays(covered: bool, here: bool) -> None:
    assert estonia_pays_in_ukraines_stead(covered, here) is (covered and here)
    assert end_of_ukrainian_benefit_matters(covered, here) is (covered and here)
    assert not estonia_pays_in_ukraines_stead__never()


@pytest.mark.parametrize(
    ("ground", "lives"),
    [
        (Ground.CITIZEN, YES),
        (Ground.TEMPORARY, YES),
        (Ground.PROTECTION, YES),
        (Ground.SHORT_TERM_VISA, NO),
        (Ground.NONE, NO),
    ],
)
def test_on_a_visa_nobody_lives_here_as_the_agreement_means_it(ground: Ground, lives: bool) -> None:
    assert lives_here_by_agreement(YES, ground) is lives
    assert not lives_here_by_agreement(NO, ground)


SET_OFF = {"estonia_pays_in_ukraines_stead": "set_off_while_it_runs"}


@pytest.mark.parametrize(
    ("birth", "on", "readings", "due"),
    [
        ("2025-01-14", "2026-11-01", {}, 8000),
        ("2025-01-14", "2026-11-01", SET_OFF, 6200),
        ("2020-01-14", "2026-11-01", {}, 6200),  # beyond the care benefit: the act alone
        ("2020-01-14", "2026-09-01", {}, 0),  # and before October 2026 all or nothing
    ],
)  # fmt: skip
def test_a_ukrainian_benefit_beside_child_allowance(
    birth: str, on: str, readings: dict[str, str], due: int
) -> None:
    states = ("EE", "UA")
    told = mixed(Region.UKRAINE, Citizenship.UKRAINE)
    child = Child("EE", {"UA": 1800}, birth=birth)
    adults = (Adult("EE"), Adult("UA", {"UA": EMPLOYED}))
    over = world(states, adults, [child], told, readings=readings)
    assert by_state(over, "general_due", states, on) == {"EE": due, "UA": 0}


def test_a_third_state_beside_member_states_counts_after_them() -> None:
    states = ("EE", "FI", "US")
    told: dict[tuple[str, int], Told] = {("region", 2): Region.UNCHECKED}
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("FI", {"FI": EMPLOYED}))
    over = world(states, adults, [Child("EE", {"FI": 9488, "US": 3000})], told)
    # Estonia is first by the Regulation, with what its act leaves beside the benefit of the US.
    assert by_state(over, "general_due", states, ON) == {"EE": 5000, "FI": 4488, "US": 0}


# ---------------------------------------------------------------- plain norms


def test_outside_is_every_other_state_that_is_not_reached() -> None:
    assert is_outside(NO, NO)
    assert not is_outside(NO, YES)
    assert not is_outside(YES, NO)


def test_what_counts_from_outside() -> None:
    assert benefit_from_outside(YES, YES, NO, 500) == 500
    assert benefit_from_outside(NO, YES, NO, 500) == 0
    assert benefit_from_outside(YES, NO, NO, 500) == 0
    assert benefit_from_outside(YES, YES, YES, 500) == 0
    assert foreign_child_benefits(300, 500) == 800


def test_what_is_told_as_open_from_outside() -> None:
    assert agreement_is_unchecked(Region.UNCHECKED)
    assert not agreement_is_unchecked(Region.PENSIONS_ONLY)
    assert is_converted_from_outside(YES, NO)
    assert not is_converted_from_outside(YES, YES)
    assert not is_converted_from_outside(NO, NO)
    assert replaces_income_from_outside(YES, NO, 1)
    assert not replaces_income_from_outside(YES, NO, 0)
    assert not replaces_income_from_outside(NO, NO, 1)
    assert not replaces_income_from_outside(YES, YES, 1), "the agreement with Ukraine decides"


@pytest.mark.parametrize(
    ("region", "citizenship", "reached"),
    [
        (Region.SWITZERLAND, Citizenship.EEA, NO),
        (Region.SWITZERLAND, Citizenship.SWITZERLAND, YES),
        (Region.SWITZERLAND, Citizenship.UNION, YES),
        (Region.EEA, Citizenship.SWITZERLAND, NO),
        (Region.EEA, Citizenship.EEA, YES),
        (Region.DENMARK, Citizenship.EEA, YES),
        (Region.UNION, Citizenship.EEA, YES),
        (Region.UKRAINE, Citizenship.UNION, NO),
    ],
)
def test_each_agreement_may_be_for_the_citizens_of_its_own_states(
    region: Region, citizenship: Citizenship, reached: bool
) -> None:
    found = is_reached_in_own_right__own_agreement_only(region, citizenship, YES, NO, NO)
    assert found is reached


def test_under_either_reading_the_withdrawal_agreement_and_the_extension_hold() -> None:
    other = is_reached_in_own_right__own_agreement_only
    assert other(Region.UNITED_KINGDOM, Citizenship.OTHER, NO, NO, YES)
    assert not other(Region.UNITED_KINGDOM, Citizenship.UNION, YES, NO, NO)
    assert other(Region.UNION, Citizenship.OTHER, NO, YES, NO)
