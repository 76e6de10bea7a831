"""A case with something changed: `children.juku.secondary_education=2024-06-20`."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from perenou.casework.case_file.errors import (
    CaseFileError,
    MessageKey,
    Path,
    Problem,
    nearest,
    path_text,
)
from perenou.casework.case_file.reader import parse_data, source_of
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case


def changed(case: Case, changes: Sequence[str]) -> Case:
    """The case after changes of the form `place=value`, made in order and checked together.

    A place is keys and list numbers (from 0) joined by dots; `+` adds an entry to a list. The value
    is written as in a case file, also `[...]` or `{...}`; an empty one takes the field away.

    Raises:
        CaseFileError: when a place or value is wrong or the changed case contradicts itself; the
            changes stand in the problems in place of a file name.
    """
    mapping = to_mapping(case)
    for change in changes:
        mapping = apply_change(mapping, change)
    return parse_data(mapping, " ".join(changes))


def apply_change(mapping: dict[str, Data], change: str) -> dict[str, Data]:
    """A copy of a case's plain data with one change made; the result is not yet checked.

    Raises:
        CaseFileError: when the change cannot be read or its place cannot exist.
    """
    place, equals, text = change.partition("=")
    parts = [part.strip() for part in place.split(".")]
    if not equals or not all(parts):
        _refuse(change, (), "change_form")
    value = source_of(text, change, is_json=False).data if text.strip() else None
    result = copy.deepcopy(mapping)
    _put(result, parts, value, change)
    return result


def _put(mapping: dict[str, Data], parts: Sequence[str], value: Data, change: str) -> None:
    container: Data = mapping
    for at, part in enumerate(parts[:-1]):
        path = tuple(parts[: at + 1])
        if isinstance(container, dict):
            _check_id(container, path, change)
            if container.get(part) is None:
                container[part] = [] if parts[at + 1] == "+" else {}
            container = container[part]
        elif isinstance(container, list):
            if part == "+":
                container.append([] if parts[at + 1] == "+" else {})
                container = container[-1]
            else:
                container = container[_index(container, path, change)]
        else:
            _refuse(change, path, "change_into_value", {"value": part})
    last, path = parts[-1], tuple(parts)
    if isinstance(container, dict):
        if value is None:
            container.pop(last, None)
        else:
            container[last] = value
    elif isinstance(container, list):
        if last == "+":
            container.append(value)
        elif value is None:
            del container[_index(container, path, change)]
        else:
            container[_index(container, path, change)] = value
    else:
        _refuse(change, path, "change_into_value", {"value": last})


def _check_id(container: dict[str, Data], path: Path, change: str) -> None:
    """A field of somebody who is not there is a slip, not a new child."""
    who = str(path[-1])
    if len(path) == 2 and path[0] in ("people", "children") and who not in container:
        _refuse(change, path, "unknown_id", {"id": who}, nearest(who, list(container)))


def _index(items: list[Data], path: Path, change: str) -> int:
    part = str(path[-1])
    if not (part.isascii() and part.isdigit() and len(part) < 6 and int(part) < len(items)):
        _refuse(change, path, "change_index", {"value": part, "count": str(len(items))})
    return int(part)


def _refuse(
    change: str,
    path: Path,
    key: MessageKey,
    slots: dict[str, str] | None = None,
    suggestion: str | None = None,
) -> NoReturn:
    raise CaseFileError([Problem(change, None, path_text(path), key, slots or {}, suggestion)])
