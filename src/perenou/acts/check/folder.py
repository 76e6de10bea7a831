"""Many acts and letters checked one after another: every file is told of, also what is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from perenou.acts.check.as_json import findings_data
from perenou.acts.check.checker import findings
from perenou.acts.check.finding import Severity
from perenou.acts.check.read_act import read_act
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind
from perenou.acts.page.errors import PageError
from perenou.acts.read.errors import RefusedDocumentError
from perenou.casework.as_json import Json
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language

_FEW: Final = 8
"""So many files are checked sooner than further processes have begun."""

Told = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


@dataclass(frozen=True)
class CheckedFile:
    """A file of a folder, and what was found in it.

    Attributes:
        name: its path below the folder. kind: of the document, where it can be told. found: how
            many findings of each severity. data: everything, for programs. refused: why it was
            not checked; empty where it was.
    """

    name: str
    kind: Kind | None
    found: Counter[Severity]
    data: dict[str, Json]
    refused: str = ""

    @property
    def stops(self) -> bool:
        """Whether something has to be mended before it is signed."""
        return any(severity.stops for severity in self.found)


def check_folder(
    folder: Path, language: Language, processes: int, told: Told
) -> tuple[CheckedFile, ...]:
    """Check every file of a folder and of the folders in it; names that begin with a dot are left.

    Args:
        processes: at most as many at the same time.

    Returns:
        The files, the worst first; those that were not read come last.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = list(_names(folder))
    checked: list[CheckedFile] = []
    work, lost = partial(_checked, folder, language), partial(_lost, language)
    for each in _spread(work, lost, names, processes):
        checked.append(each)
        told(len(checked), len(names))
    return tuple(sorted(checked, key=_badness))


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix()


def _spread(
    work: Callable[[str], CheckedFile],
    lost: Callable[[str], CheckedFile],
    names: Sequence[str],
    processes: int,
) -> Iterator[CheckedFile]:
    """The results of all files; ``lost`` stands for one at which its process was killed."""
    if processes < 2 or len(names) <= _FEW:  # fewer than two are one
        yield from map(work, names)
        return
    left = list(names)
    while left:
        left = yield from _together(work, left, processes)
        # Files are begun in order, so the one that killed its process is among the first of these.
        for name in left[: 2 * processes]:
            yield from _together(work, [name], 1, lost)
        left = left[2 * processes :]


def _together(
    work: Callable[[str], CheckedFile],
    names: Sequence[str],
    processes: int,
    lost: Callable[[str], CheckedFile] | None = None,
) -> Generator[CheckedFile, None, list[str]]:
    """The results until a process is killed; gives the files that have none then."""
    left = []
    with ProcessPoolExecutor(processes) as pool:
        for name, future in [(name, _begun(pool, work, name)) for name in names]:
            try:
                if future is None:
                    raise BrokenProcessPool
                yield future.result()
            except BrokenProcessPool:
                if lost is None:
                    left.append(name)
                else:
                    yield lost(name)
    return left


def _begun(
    pool: ProcessPoolExecutor, work: Callable[[str], CheckedFile], name: str
) -> Future[CheckedFile] | None:
    """A file handed over to a process; None where one was killed already."""
    try:
        return pool.submit(work, name)
    except BrokenProcessPool:
        return None


def _lost(language: Language, name: str) -> CheckedFile:
    texts = Catalogue.load("perenou.acts.check", "texts")
    return _refused(name, texts.text("check.folder.killed", language, name=name))


def _refused(name: str, reason: str) -> CheckedFile:
    return CheckedFile(name, None, Counter(), {"error": reason}, reason)


def _checked(folder: Path, language: Language, name: str) -> CheckedFile:
    try:
        source, _ = read_act(folder / name)
    except (RefusedDocumentError, PageError) as error:
        return _refused(name, error.text(language))
    act = Act(source)
    found = findings(act, language)
    count = Counter(each.severity for each in found)
    return CheckedFile(name, act.kind, count, findings_data(act, found))


def _badness(checked: CheckedFile) -> tuple[bool, list[int], str]:
    return bool(checked.refused), [-checked.found[each] for each in Severity], checked.name
