"""The same work shared out to many processes or machines with Dask: a part of the table is a task.

A family stands in one row of one part, so that no two workers ever share one. A worker that dies
loses the part in hand; the scheduler gives it to another one.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from perenou.population.folder import FamilyTable, Part, read, without_duplicates
from perenou.population.job import Job
from perenou.population.judge import Plan
from perenou.population.paid import wanted_of
from perenou.population.recompute import Drawing, Recomputed, recomputed_part
from perenou.population.run import (
    Progress,
    Totals,
    computed,
    fitting,
    result_file,
)

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

T = TypeVar("T")

LOST_AT_MOST: Final = 5
"""How many workers may die over one part before it is given up."""


PATIENCE: Final = 10
"""Seconds until a scheduler must have answered."""


@contextmanager
def local_cluster(workers: int | None = None) -> Iterator[Client]:
    """A cluster of processes on this machine.

    Args:
        workers: how many; None: one for each processor.
    """
    import dask
    from distributed import Client

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": LOST_AT_MOST}),
        _started(workers or os.cpu_count() or 1) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client


@contextmanager
def cluster_at(address: str) -> Iterator[Client]:
    """A cluster that runs elsewhere; its workers must see the table's files by the same names.

    Raises:
        OSError: nobody answers there.
    """
    from distributed import Client

    with Client(address, timeout=PATIENCE) as client:  # type: ignore[no-untyped-call]
        yield client


def _started(workers: int) -> LocalCluster:
    """The processes, deaf to Ctrl+C: whoever breaks off is heard here, and ends them."""
    from distributed import LocalCluster

    can_wait = hasattr(signal, "pthread_sigmask")  # what is kept waiting is heard afterwards
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if can_wait else None
    try:
        return LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        )
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_on_cluster(
    table: FamilyTable,
    job: Job,
    out: Path | None = None,
    progress: Progress | None = None,
    client: Client | None = None,
) -> Totals:
    """The totals of a table, and the amounts of each family, as ``run`` gives them.

    Args:
        client: of a cluster; None: one is started here.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
        OSError: the result cannot be written.
    """
    job = fitting(job, table)
    totals = Totals.nothing(job)
    totals.problems.add_all(table.problems)
    parts = without_duplicates(table, totals.problems)
    with _beside(out) as beside, result_file(out, job) as write:
        work = [(job, part, _piece(beside, at)) for at, part in enumerate(parts)]
        for at, found in enumerate(_shared(_run_part, work, client, table, progress)):
            totals.add(found)
            piece = _piece(beside, at)
            if piece is not None and piece.is_file():
                import pyarrow.parquet as pq

                write(pq.read_table(piece))
                piece.unlink()
    return totals


def recompute_on_cluster(
    table: FamilyTable,
    planned: Plan,
    drawing: Drawing,
    progress: Progress | None = None,
    client: Client | None = None,
) -> Recomputed:
    """Past decisions recomputed, as ``recompute`` does it; arguments as of ``run_on_cluster``."""
    found = Recomputed()
    found.problems.add_all(table.problems)
    parts = without_duplicates(table, found.problems)
    work = [(part, planned, drawing) for part in parts]
    for each in _shared(recomputed_part, work, client, table, progress):
        found.add(each, drawing.most)
    return found


def _shared(
    do: Callable[..., T],
    work: Sequence[tuple[Any, ...]],
    client: Client | None,
    table: FamilyTable,
    progress: Progress | None,
) -> Iterator[T]:
    """What each task gives, in the order of the work."""
    if client is None:
        with local_cluster() as started:
            yield from _shared(do, work, started, table, progress)
        return
    futures = [client.submit(do, *each, pure=False) for each in work]
    done = 0
    try:
        for at, future in enumerate(futures):
            yield future.result()
            future.release()  # type: ignore[no-untyped-call]
            done += table.parts[at].families
            if progress is not None:
                progress(done, table.families)
    finally:
        client.cancel(futures)  # type: ignore[no-untyped-call]


def _run_part(job: Job, part: Part, piece: Path | None) -> Totals:
    import pyarrow.parquet as pq

    began = perf_counter()
    families = read(part, wanted_of(job))
    seconds = perf_counter() - began
    totals, amounts = computed(job, families, is_told=piece is not None)
    totals.reading = seconds
    if amounts is not None and piece is not None:
        fresh = piece.with_suffix(".part")
        pq.write_table(amounts, fresh)
        fresh.replace(piece)
    return totals


@contextmanager
def _beside(out: Path | None) -> Iterator[Path | None]:
    """A folder beside the result for the pieces of it."""
    if out is None:
        yield None
        return
    folder = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _piece(folder: Path | None, at: int) -> Path | None:
    return None if folder is None else folder / f"{at:06}.parquet"
