"""How fast an invented country is drawn, and what a law pays it in a year is computed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.test_speed import Measure

from perenou.benefits.lawbook import LAWBOOK
from perenou.population.simulate.measures import compare
from perenou.population.simulate.outcome import Families, Outcome, outcome, tables
from perenou.population.simulate.tell import charts, tell_simulation
from perenou.population.synthetic.draw import draw
from perenou.proposals.compute import Asked, compute
from perenou.proposals.files import files
from perenou.proposals.memorandum import Told
from perenou.proposals.proposal import Proposal
from perenou.rules.lawbook import Lawbook
from perenou.rules.reform import laid_over, read_reform
from perenou.rules.rule import day_of

YEAR = 2027
AS_OF = day_of("2026-11-27")
REFORM = Path(__file__).parents[1] / "examples" / "reforms" / "child_allowance_100.yaml"


def reformed() -> Lawbook:
    return laid_over(LAWBOOK, read_reform(REFORM, LAWBOOK))


def whole_country() -> Families:
    return tables(draw(YEAR), [LAWBOOK])


def test_a_country_is_drawn(benchmark: Measure) -> None:
    drawn = benchmark.pedantic(lambda: draw(YEAR), rounds=3)
    assert drawn


def test_twelve_months_of_a_country(benchmark: Measure, tmp_path: Path) -> None:
    families = whole_country()
    found = benchmark.pedantic(
        lambda: outcome(LAWBOOK.on(AS_OF), families, tmp_path), rounds=5, warmup_rounds=1
    )
    assert isinstance(found, Outcome)
    assert found.total.sum() > 0


def test_a_reform_of_a_country_with_its_charts(benchmark: Measure, tmp_path: Path) -> None:
    book = reformed()

    def compared() -> dict[str, str]:
        families = whole_country()
        before, after = (outcome(each.on(AS_OF), families, tmp_path) for each in (LAWBOOK, book))
        made = compare(families.estonia, AS_OF, before, [after], 50_00)
        assert tell_simulation(made, "et").sections
        return charts(made, "et")

    drawn = benchmark.pedantic(compared, rounds=3, warmup_rounds=1)
    assert drawn


def quiet(done: int, steps: int) -> None:
    del done, steps


def test_papers_of_a_reform(benchmark: Measure) -> None:
    computed = compute(REFORM, Asked(AS_OF, families=2_000, seconds=0), None, quiet)
    told = Told(Proposal(computed.title), AS_OF, computed)
    assert len(benchmark.pedantic(lambda: files(told, "et"), rounds=5, warmup_rounds=1)) == 7
