"""What a document is compared with holds every sum, name and day that the case tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.solved import solved as example

from perenou.acts.check.case_figures import case_figures, is_form_of

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize(
    "name",
    [
        "everyday_two_children",
        "overpaid_after_moving",
        "eu_mother_estonia_father_finland",
        "maintenance_enforcement_and_bankruptcy",
        "parental_benefit_recomputed",
        "almost_nothing_known",
    ],
)
def test_every_sum_of_a_determination_is_known(name: str) -> None:
    solved = example(name)
    made, figures = solved.determination, case_figures(solved)
    wanted = {sum_ for each in made.payments for sum_ in (each.least, each.most)}
    wanted |= {*made.total}
    for each in made.balances:
        wanted |= {each.paid, each.due_most, each.overpaid, each.underpaid}
    wanted |= {each.total for each in made.set_offs}
    wanted |= {each.most_a_month for each in made.set_offs}
    wanted |= {each.paid_most for each in made.state_months}
    wanted |= {each.collected for each in made.state_claims}
    assert wanted <= figures.amounts
    assert figures.whole is (not made.questions and all(each.is_certain for each in made.payments))
    assert figures.is_cross_border is bool(made.state_months)
    if figures.names:
        assert all(figures.knows(told) for _, told in made.names)


def test_without_all_names_none_is_compared() -> None:
    figures = case_figures(example("almost_nothing_known"))
    assert figures.names == ()


def test_sums_of_months_that_follow_each_other_are_known() -> None:
    figures = case_figures(example("everyday_two_children"))
    assert {8000 * months for months in range(1, 13)} <= figures.amounts
    assert {16000 * months for months in range(1, 13)} <= figures.amounts
    assert 9311 not in figures.amounts


@pytest.mark.parametrize(
    ("told", "name", "same"),
    [
        ("Mari Näitele", "Mari Näide", True),
        ("Mari\u00a0Näite", "Mari Näide", True),
        ("Jüri Mäele", "Jüri Mägi", True),
        ("Emale Mari Näitele", "Mari Näide", True),
        ("Malle Näide", "Mari Näide", False),
        ("Oti Tammele", "Ott Tamm", True),
        ("Peetri Põllule", "Peeter Põld", True),
        ("Mari", "Mari Näide", False),
    ],
)
def test_case_forms_of_names(told: str, name: str, same: bool) -> None:
    assert is_form_of(told, name) is same
