"""Work over many files in several processes; a file that kills its process goes alone."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_FEW: Final = 8
"""So many files are done sooner than further processes have begun."""


def spread(
    work: Callable[[Task], Result],
    lost: Callable[[Task], Result],
    tasks: Sequence[Task],
    processes: int,
) -> Generator[Result, None, None]:
    """The results of all files; ``lost`` stands for one at which its process was killed."""
    if processes < 2 or len(tasks) <= _FEW:  # fewer than two are one
        yield from map(work, tasks)
        return
    left = list(tasks)
    while left:
        left = yield from _together(work, left, processes)
        # Files are begun in order, so the one that killed its process is among the first of these.
        for task in left[: 2 * processes]:
            yield from _together(work, [task], 1, lost)
        left = left[2 * processes :]


def _together(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    processes: int,
    lost: Callable[[Task], Result] | None = None,
) -> Generator[Result, None, list[Task]]:
    """The results until a process is killed; gives the files that have none then."""
    left = []
    with ProcessPoolExecutor(processes) as pool:
        for task, future in [(task, _begun(pool, work, task)) for task in tasks]:
            try:
                if future is None:
                    raise BrokenProcessPool
                yield future.result()
            except BrokenProcessPool:
                if lost is None:
                    left.append(task)
                else:
                    yield lost(task)
            except GeneratorExit:
                # Nobody waits for the rest any more.
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    return left


def _begun(
    pool: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task
) -> Future[Result] | None:
    """A file handed over to a process; None where one was killed already."""
    try:
        return pool.submit(work, task)
    except BrokenProcessPool:
        return None
