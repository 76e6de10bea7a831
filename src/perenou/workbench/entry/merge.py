"""Two people's changes of one case side by side, and both of them made where they do not clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from perenou.casework.case_file.errors import Path
from perenou.casework.case_file.source import Data

_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that not all three say alike; None where one says nothing.

    Attributes:
        path: where it stands. before: in the version that both began with. theirs: saved since.
        mine: wanted now. clashes: whether both changed it, and not to the same.
    """

    path: Path
    before: str | None
    theirs: str | None
    mine: str | None
    clashes: bool


def differences(before: Data, theirs: Data, mine: Data) -> list[Difference]:
    """Every field that one of the two has changed, in the order of the files."""
    told = [dict(_leaves(each, ())) for each in (before, theirs, mine)]
    paths = list(dict.fromkeys(path for each in told for path in each))
    clashing = clashes(before, theirs, mine)
    found = []
    for path in paths:
        was, there, here = (each.get(path) for each in told)
        if was != there or was != here:
            clash = any(path[: len(each)] == each for each in clashing)
            found.append(Difference(path, was, there, here, clash))
    return found


def clashes(before: Data, theirs: Data, mine: Data) -> list[Path]:
    """The places that both changed, and not to the same."""
    found: list[Path] = []
    _merge(before, theirs, mine, (), found)
    return found


def merged(before: Data, theirs: Data, mine: Data) -> Data:
    """What both together say; where they clash, what is mine."""
    result = _merge(before, theirs, mine, (), [])
    return None if result is _ABSENT else result  # type: ignore[return-value]


def _merge(before: object, theirs: object, mine: object, path: Path, found: list[Path]) -> object:
    if theirs in (mine, before):
        return mine
    if mine == before:
        return theirs
    if isinstance(theirs, dict) and isinstance(mine, dict):
        was = before if isinstance(before, Mapping) else {}
        return _merge_mappings(was, theirs, mine, path, found)
    if isinstance(before, list) and isinstance(theirs, list) and isinstance(mine, list):
        if len(before) == len(theirs) == len(mine):
            return _merge_entries(before, theirs, mine, path, found)
    found.append(path)
    return mine


def _merge_entries(
    before: list[object], theirs: list[object], mine: list[object], path: Path, found: list[Path]
) -> list[object]:
    """Of each entry, what the one of the two made of it who changed it.

    Entries have no names of their own: where both lists differ at a place, one of the two may have
    put another entry there, and fields of two entries would be mixed.
    """
    result: list[object] = []
    for at, (was, there, here) in enumerate(zip(before, theirs, mine, strict=True)):
        if there != here and was not in (there, here):
            found.append((*path, at))
        result.append(there if here == was else here)
    return result


def _merge_mappings(
    before: Mapping[str, Data],
    theirs: Mapping[str, Data],
    mine: Mapping[str, Data],
    path: Path,
    found: list[Path],
) -> dict[str, object]:
    result: dict[str, object] = {}
    for key in dict.fromkeys((*mine, *theirs)):
        sides = (before.get(key, _ABSENT), theirs.get(key, _ABSENT), mine.get(key, _ABSENT))
        value = _merge(*sides, (*path, key), found)
        if value is not _ABSENT:
            result[key] = value
    return result


def _leaves(data: Data, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list) and data and all(isinstance(each, (dict, list)) for each in data):
        for at, value in enumerate(data):
            yield from _leaves(value, (*path, at))
    elif isinstance(data, list):
        yield path, ", ".join(str(each) for each in data)
    else:
        yield path, "" if data is None or data == {} else str(data)
