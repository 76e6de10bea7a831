"""Reasons that go on unchanged are drawn once, and are those that each day by itself would have."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.solved import solved as solved_example

from perenou.casework.case_file import read
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of
from perenou.rules.explain import Explainer, Reason, walk
from perenou.rules.unknown import Open

EXAMPLES: Final = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def differs(one: Reason, other: Reason, alike: set[tuple[int, int]]) -> str:
    """Where two trees differ but for the days that they are told of; empty where nowhere."""
    if (id(one), id(other)) in alike:
        return ""
    values = [r.value.bounds if isinstance(r.value, Open) else r.value for r in (one, other)]
    same = (
        (one.name, one.row, one.kind, one.citation, len(one.because))
        == (other.name, other.row, other.kind, other.citation, len(other.because))
    ) and (one.kind == "time" or values[0] == values[1])
    if not same:
        return f"{one.name} of {one.row}: {values} on {one.day} and {other.day}"
    for a, b in zip(one.because, other.because, strict=True):
        if found := differs(a, b, alike):
            return f"{one.name}: {found}"
    alike.add((id(one), id(other)))
    return ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_a_shared_reason_is_that_of_each_day(path: Path) -> None:
    solved = solved_example(path.stem)
    shared = Explainer(solved.world, solved.first_day, solved.after)
    for payment in solved.payments:
        # The last days first: which day is asked about earlier makes no difference.
        day = first_day_of(payment.month)
        own = Explainer(solved.world).reason(payment.name, payment.row, day)
        found = differs(shared.reason(payment.name, payment.row, day), own, set())
        assert not found, (payment.benefit, payment.month, found)
    asked = reversed([(p.name, p.row, first_day_of(p.month)) for p in solved.payments])
    backwards = Explainer(solved.world, solved.first_day, solved.after)
    for place in asked:
        assert not differs(backwards.reason(*place), shared.reason(*place), set())
        assert backwards.reason(*place).day == shared.reason(*place).day


def test_reasons_are_shared_from_month_to_month() -> None:
    path = next(path for path in EXAMPLES if path.stem == "eu_three_states_moving_work")
    solved = Solved(read(path))
    days = [first_day_of(month) for month in range(solved.first_month, solved.last_month + 1)]
    by_day = Explainer(solved.world)
    shared = Explainer(solved.world, solved.first_day, solved.after)
    counts = [
        len(list(walk(each.reason("general_estonia_pays", 0, day) for day in days)))
        for each in (by_day, shared)
    ]
    assert counts[1] < counts[0] / 2
    assert all(
        solved.first_day <= reason.day < solved.after
        for day in days
        for reason in shared.reason("general_estonia_pays", 0, day).walk()
        if reason.kind == "norm"
    )
