"""Kernels give the solver's values for families of every kind, month by month."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.population.against_solver import AS_OF, TOGETHER, compare

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.rules.compile import common, kernel
from perenou.rules.compile.refused import uncompiled

pytestmark = pytest.mark.properties

FAMILIES: Final = {"children": 1100, "loss and care": 600, "maintenance and once": 300}
"""Of how many families when there is time; together two thousand."""

MORE: Final = {"parental": 150, "states": 150}
"""The same of what the machine code alone takes half a minute for."""

AT_ONCE: Final = 24
"""Every time, a twenty-fourth as many are compared."""


@pytest.mark.parametrize(
    ("kind", "families"),
    [
        *((kind, families // AT_ONCE) for kind, families in FAMILIES.items()),
        *(pytest.param(*each, marks=pytest.mark.long) for each in (FAMILIES | MORE).items()),
    ],
)
def test_random_families_have_the_solvers_values(
    kind: str, families: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Few as they are, those children that have something in common run a program of their own.
    monkeypatch.setattr(common, "LEAST", 35)
    monkeypatch.setattr(common, "SHARES", (0.5,))
    if families > FAMILIES.get(kind, 0) // AT_ONCE:  # with the code that runs over many, too
        monkeypatch.setattr(kernel, "MUCH", 0)
    compared = compare(range(families), TOGETHER[kind], tmp_path)
    assert not compared.differing, "\n".join(compared.differing[:3])
    assert compared.undecided < compared.values / 20
    assert compared.left_out < families / 10
    assert sum(compared.paid.values()) > 0


def test_two_thousand_families_are_asked_about_every_benefit() -> None:
    asked = {name for names in TOGETHER.values() for name in names}
    assert sum(FAMILIES.values()) == 2000
    assert {*FAMILIES, *MORE} == {*TOGETHER}
    for key, allowance in MONTHLY.items():
        assert {f"{key}_amount", allowance.net} & asked, key


def test_no_benefit_is_left_to_the_solver_alone() -> None:
    names = [name for names in TOGETHER.values() for name in names]
    assert uncompiled(LAWBOOK.on(AS_OF), names, (START, END)) == {}
