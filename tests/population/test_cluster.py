"""Many processes give what one gives, also when one of them is killed on the way."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow.parquet as pq
import pytest

from perenou import read_case
from perenou.cli.app import run as run_command
from perenou.population.cluster import local_cluster, run_on_cluster
from perenou.population.folder import FamilyTable, opened
from perenou.population.job import job_of
from perenou.population.run import Totals, run
from perenou.population.write_cases import write_cases
from perenou.rules.rule import day_of

if TYPE_CHECKING:
    from distributed import Client

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
AS_OF: Final = day_of("2026-11-24")
MONTHS: Final = (2026 * 12, 2026 * 12 + 11)
PARTS: Final = 12

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> FamilyTable:
    folder = tmp_path_factory.mktemp("families")
    cases = [(each, read_case(EXAMPLES / f"{each}.yaml")) for each in ("triplets", "late_claim")]
    many = [(f"{name}{at}", case) for at in range(PARTS * 2) for name, case in cases]
    write_cases(folder, many, room=4)
    return opened(folder)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with local_cluster(2) as started:
        yield started


def same(one: Totals, other: Totals) -> None:
    assert {key: each.tolist() for key, each in one.cents.items()} == {
        key: each.tolist() for key, each in other.cents.items()
    }
    assert (one.families, one.undecided, one.problems) == (
        other.families,
        other.undecided,
        other.problems,
    )


def test_a_killed_worker_changes_nothing(
    table: FamilyTable, client: Client, tmp_path: Path
) -> None:
    assert len(table.parts) == PARTS
    job = job_of(table, ("child_allowance", "triplets_allowance"), MONTHS, AS_OF, None)
    alone = run(table, job, tmp_path / "alone.parquet")
    assert alone.cents["child_allowance"].all()
    pids: dict[str, int] = client.run(os.getpid)
    killed: list[int] = []

    def kill_one(done: int, of: int) -> None:
        assert done <= of
        if not killed:
            killed.append(next(iter(pids.values())))
            os.kill(killed[0], signal.SIGKILL)

    together = run_on_cluster(table, job, tmp_path / "together.parquet", kill_one, client)
    assert killed
    assert killed[0] not in client.run(os.getpid).values()
    same(alone, together)
    assert pq.read_table(tmp_path / "alone.parquet") == pq.read_table(tmp_path / "together.parquet")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "alone.parquet",
        "together.parquet",
    ]


@pytest.mark.long
def test_a_cluster_that_runs_already_gives_the_same(
    table: FamilyTable, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(table.parts[0].path.parent)
    asked = ["table", "run", folder, "--asked", "child_allowance", "--months", "2026-10", "--json"]
    assert client.scheduler is not None
    address = str(client.scheduler.address)
    told = []
    for more in ((), ("--scheduler", address)):
        assert run_command([*asked, *more]) == 0
        told.append(json.loads(capsys.readouterr().out))
    for each in told:
        del each["reading_seconds"], each["computing_seconds"]
    assert told[0] == told[1]
    assert told[0]["families"] == PARTS * 4
    assert run_command([*asked, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "ei vasta" in capsys.readouterr().err
