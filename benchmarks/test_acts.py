"""How long a draft takes, from a solved case to the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from perenou.acts.choose import numbered
from perenou.acts.document import Document, Part
from perenou.acts.draft import draft
from perenou.acts.particulars import Particulars
from perenou.casework.case_file import read
from perenou.casework.solve import Solved

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize(
    "name",
    [
        "everyday_two_children",
        "overpaid_after_moving",
        "parental_benefit_two_parents",
        "large_family_of_seven",
    ],
)
def test_first_draft_of_a_solved_case(benchmark: BenchmarkFixture, name: str) -> None:
    def solved() -> tuple[tuple[Solved], dict[str, object]]:
        made = Solved(read(EXAMPLES / f"{name}.yaml"))
        assert made.determination.payments
        return (made,), {}

    def drafted(of: Solved) -> Document:
        return draft(of, numbered(of)[0].matter, Particulars())

    document: Document = benchmark.pedantic(drafted, setup=solved, rounds=20, warmup_rounds=1)
    assert document.part(Part.OPERATIVE) is not None


def test_next_draft_of_a_case(benchmark: BenchmarkFixture) -> None:
    made = Solved(read(EXAMPLES / "overpaid_after_moving.yaml"))
    matters = [each.matter for each in numbered(made)]

    def every() -> list[Document]:
        return [draft(made, matter, Particulars()) for matter in matters]

    assert len(benchmark(every)) == len(matters)
