"""Many acts and letters checked one after another: every file is told of, also what is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from perenou.acts.check.as_json import findings_data
from perenou.acts.check.checker import findings
from perenou.acts.check.finding import Severity
from perenou.acts.check.read_act import read_act
from perenou.acts.check.spread import spread
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind
from perenou.acts.page.errors import PageError
from perenou.acts.read.errors import RefusedDocumentError
from perenou.casework.as_json import Json
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language

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
    for each in spread(work, lost, names, processes):
        checked.append(each)
        told(len(checked), len(names))
    return tuple(sorted(checked, key=_badness))


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix()


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
