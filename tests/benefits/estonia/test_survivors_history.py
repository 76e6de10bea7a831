"""The history that survivor's allowance needs (PHS § 4 lg 1²)."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.days import day
from tests.benefits.household import (
    Application,
    Told,
    amounts,
    carer,
    fatherless,
    world,
)

from perenou.benefits.estonia.survivors_history import (
    child_stay_counts,
    child_stay_counts__estonian_only,
    claimant_has_history,
    claimant_has_history__added,
    history_before_claim_starts,
    history_is_fulfilled,
    history_needed_before_claim,
    parent_had_history,
    parent_had_history__added,
    parent_history_ends,
    parent_history_ends__missing,
    parent_history_needed,
    parent_history_starts,
    stay_counts,
    stay_counts__estonian_only,
    stay_or_visa_work_counts,
    visa_work_counts,
)
from perenou.benefits.estonia.vocabulary import Ground
from perenou.rules.types import NEVER


@pytest.mark.parametrize(("here", "ground"), list(product((False, True), Ground)))
def test_what_counts_as_history(here: bool, ground: Ground) -> None:
    # PHS § 4 lg 1² p 1-2
    stay = here and ground not in (Ground.NONE, Ground.SHORT_TERM_VISA)
    visa = here and ground == Ground.SHORT_TERM_VISA
    assert stay_counts__estonian_only(lives_in_estonia=here, ground=ground) is stay
    assert (
        child_stay_counts__estonian_only(child_lives_in_estonia=here, child_ground=ground) is stay
    )
    for elsewhere in (False, True):
        # 883/2004 art 6: time in coordinated states counts like time in Estonia
        assert stay_counts(here, ground, elsewhere) is (stay or elsewhere)
        assert child_stay_counts(here, ground, elsewhere) is (stay or elsewhere)
    assert visa_work_counts(lives_in_estonia=here, ground=ground) is visa
    assert stay_or_visa_work_counts(stay_counts=stay, visa_work_counts=visa) is (stay or visa)


@pytest.mark.parametrize(
    ("at", "window", "needed"),
    [
        pytest.param("2026-10-15", "2022-10-15", 1096, id="over a leap day"),
        pytest.param("2026-02-28", "2022-02-28", 1096, id="end of February"),
        pytest.param("2028-02-29", "2024-02-29", 1096, id="leap day"),
        pytest.param("2027-10-15", "2023-10-15", 1096, id="over the leap day of 2024"),
    ],
)
def test_window_of_48_and_need_of_36_months(at: str, window: str, needed: int) -> None:
    claim = history_before_claim_starts(application_day=day(at), history_window_months=48)
    death = parent_history_starts(parent_history_ends=day(at), history_window_months=48)
    assert claim == death == day(window)
    at_claim = history_needed_before_claim(application_day=day(at), history_months=36)
    at_death = parent_history_needed(parent_history_ends=day(at), history_months=36)
    assert abs(at_claim - needed) <= 1
    assert at_claim == at_death


@pytest.mark.parametrize(
    ("stay", "visa", "one_kind", "added"),
    [
        pytest.param(1096, 0, True, True, id="residence alone"),
        pytest.param(1095, 0, False, False, id="residence, a day short"),
        pytest.param(0, 1096, True, True, id="visa alone"),
        pytest.param(0, 1095, False, False, id="visa, a day short"),
        pytest.param(600, 496, False, True, id="both together: gap 18"),
    ],
)
def test_36_months_of_claimant_or_parent(stay: int, visa: int, one_kind: bool, added: bool) -> None:
    # PHS § 4 lg 1²
    assert claimant_has_history(True, 0, stay, visa, 1096) is one_kind
    assert claimant_has_history__added(True, 0, stay + visa, 1096) is added
    assert not claimant_has_history(False, 0, stay, visa, 1096)
    assert not claimant_has_history__added(False, 0, stay + visa, 1096)
    assert parent_had_history(1, stay, visa, 1096) is one_kind
    assert parent_had_history__added(1, stay + visa, 1096) is added
    assert not parent_had_history(NEVER, stay, visa, 1096)
    assert not parent_had_history__added(NEVER, stay + visa, 1096)


@pytest.mark.parametrize(("child", "enough"), [(1095, False), (1096, True)])
def test_36_months_of_the_child(child: int, enough: bool) -> None:
    assert claimant_has_history(True, child, 0, 0, 1096) is enough
    assert claimant_has_history__added(True, child, 0, 1096) is enough


@pytest.mark.parametrize(("claimant", "parent"), list(product((False, True), repeat=2)))
def test_anyones_history_suffices(claimant: bool, parent: bool) -> None:
    found = history_is_fulfilled(some_claimant_has_history=claimant, parent_had_history=parent)
    assert found is (claimant or parent)


@pytest.mark.parametrize(
    ("here_since", "claims", "paid"),
    [
        pytest.param("2023-12-20", ["2026-12-20"], 347_82, id="36 months to the day"),
        pytest.param("2023-12-21", ["2026-12-20"], 0, id="a day short"),
        pytest.param(
            "2024-03-01", ["2026-12-20", "2027-03-01"], 347_82, id="claimed again in time"
        ),
    ],
)
def test_history_before_the_claim(here_since: str, claims: list[str], paid: int) -> None:
    # PHS § 4 lg 1²: claimant and child came on the same day; the father never lived here
    stay = (("2017-01-01", False), (here_since, True))
    told = fatherless(
        more={
            ("lives_in_estonia", 0): stay,
            ("child_lives_in_estonia", 0): stay,
            ("lives_in_estonia", 1): False,
        }
    )
    over = world(
        ["2015-03-03"],
        [Application(text, benefits=("survivors_allowance",)) for text in claims],
        told,
        people=2,
    )
    assert amounts(over, "survivors_allowance", 0, ["2027-04"]) == [paid]


@pytest.mark.parametrize(
    ("died", "since", "ends", "missing_counts"),
    [
        pytest.param(day("2027-02-10"), NEVER, day("2027-02-10"), day("2027-02-10"), id="dead"),
        pytest.param(NEVER, day("2026-11-05"), NEVER, day("2026-11-05"), id="missing: gap 18"),
        pytest.param(
            day("2027-02-10"),
            day("2026-11-05"),
            day("2027-02-10"),
            day("2027-02-10"),
            id="missing, found dead",
        ),
        pytest.param(NEVER, NEVER, NEVER, NEVER, id="neither"),
    ],
)
def test_up_to_when_the_parents_history_counts(
    died: int, since: int, ends: int, missing_counts: int
) -> None:
    assert parent_history_ends(death_day=died) == ends
    assert parent_history_ends__missing(death_day=died, missing_since=since) == missing_counts


@pytest.mark.parametrize(
    ("readings", "paid"),
    [({}, 0), ({"parent_history_ends": "missing_as_dead"}, 347_82)],
    ids=["only before a death", "gap 18: missing counts as well"],
)
def test_only_the_missing_father_has_lived_here(readings: dict[str, str], paid: int) -> None:
    stay = (("2017-01-01", False), ("2026-09-01", True))
    told: dict[tuple[str, int], Told] = {
        ("missing", 1): (("2017-01-01", False), ("2026-11-05", True)),
        ("missing_since", 1): day("2026-11-05"),
        ("raises", carer(1, 0, 1)): (("2017-01-01", True), ("2026-11-05", False)),
        ("lives_in_estonia", 0): stay,
        ("child_lives_in_estonia", 0): stay,
    }
    claim = Application("2027-11-20", benefits=("survivors_allowance",))
    over = world(["2015-03-03"], [claim], told, people=2, readings=readings)
    assert amounts(over, "survivors_allowance", 0, ["2026-12"]) == [paid]
