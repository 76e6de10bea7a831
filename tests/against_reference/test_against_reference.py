"""The norms against the independent calculator, on families of every kind.

``make reference`` compares many more; PERENOU_REFERENCE_FAMILIES says how many here.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Final

import pytest
from tests.against_reference.as_facts import laid_out
from tests.against_reference.compared import KINDS, compared, how_many
from tests.against_reference.readings import LIFTED
from tests.against_reference.run import main
from tests.reference.child_leave import day_pay, disabled_childs_day_pay
from tests.reference.facts import Family, Household
from tests.reference.other_cases import seeded_child_leave

FAMILIES: Final = int(os.environ.get("PERENOU_REFERENCE_FAMILIES", "16"))


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_norms_answer_as_the_reference(kind: str) -> None:
    for seed in range(how_many(FAMILIES)[kind]):
        assert not compared(kind, seed), (kind, seed)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "seed"),
    [
        pytest.param("one child", 10379, id="the wage rises before the 30th day after a birth"),
        pytest.param("partners", 13, id="three persons claim one day"),
        pytest.param("one child", 7, id="days after the deaths of twins count once"),
        pytest.param("deaths and stillbirths", 34, id="income behind mother's benefit alone"),
        pytest.param("adopters and other carers", 47, id="income behind adopter's benefit alone"),
        pytest.param("adopters and other carers", 48, id="fostered after a younger child"),
        pytest.param("deaths and stillbirths", 77, id="paid for the elder only afterwards"),
        pytest.param("siblings", 1010, id="a stillbirth on the 71st day, claimed late"),
        pytest.param("adopters and other carers", 119, id="given up by a parent, not the guardian"),
        pytest.param("adopters and other carers", 243, id="insured for one child, not the next"),
        pytest.param("adopters and other carers", 457, id="a guardian married to a parent"),
        pytest.param("deaths and stillbirths", 598, id="mother's benefit after shared one"),
        pytest.param("deaths and stillbirths", 89, id="a refused claim before what a death gives"),
        pytest.param("siblings", 215, id="the same income, the same day"),
        pytest.param("adopters and other carers", 1051, id="days that went free for parents"),
        pytest.param("earnings", 1251, id="an adopter's day beside a shared one"),
        pytest.param("corrections", 303, id="a cap that is not published yet"),
        pytest.param("rights of before April 2022", 22, id="the year before the right arose"),
    ],
)
def test_families_that_once_parted(kind: str, seed: int) -> None:
    assert not compared(kind, seed)


def test_every_kind_has_its_families() -> None:
    assert set(how_many(1)) == set(KINDS)
    assert set(how_many(1).values()) == {1}
    assert sum(how_many(10_000).values()) > 9_900


def test_what_parts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    other = {
        **LIFTED,
        "mothers_days_moved": "first_day_not_counted",
        "own_shared_quota": "by_person",
    }
    monkeypatch.setattr("tests.against_reference.compared.LIFTED", other)
    parted: set[str] = set()
    for seed in range(30):
        parted |= {what for what, *_ in compared("one child", seed)}
        if parted >= {"days", "amounts", "months"}:
            return
    raise AssertionError(parted)


def test_the_run_tells_every_kind(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["run", "2", "--kind", "rights of before April 2022"])
    assert main() == 0
    assert "rights of before April 2022: 2 families, 0 part" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["run", "--kind", "one child", "--show", "3"])
    assert main() == 0
    assert '"expected":' in capsys.readouterr().out


@pytest.mark.properties
@pytest.mark.slow
def test_child_leave_pay_of_2026() -> None:
    for seed in range(FAMILIES // 2):
        parent = seeded_child_leave(seed).parent
        born = date(2024, 5, 1)
        household = Household((Family(birth=born, expected=born, mother=parent),))
        world = laid_out(household, ()).world
        for month in range(1, 13):
            first = date(2026, month, 1)
            mine = [
                world.at(name, 0, first.toordinal())
                for name in ("child_leave_daily_pay", "disabled_child_leave_daily_pay")
            ]
            assert mine == [day_pay(parent, first), disabled_childs_day_pay(parent, first)], seed
