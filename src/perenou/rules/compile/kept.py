"""Programs kept on disk: to write one takes some tenths of a second, to read it a thousandth."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from perenou.rules.compile.nodes import Column, Line
from perenou.rules.compile.program import Program
from perenou.rules.compile.rows import Shape
from perenou.rules.lawbook import Law, Lawbook
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day

Asked: TypeAlias = tuple[
    Sequence[str],
    Mapping[str, Shape],
    Mapping[str, Line],
    Mapping[str, int],
    tuple[Day, Day],
    tuple[Day, Day],
]
"""What a program is written for: names, columns, what is ordinary, most rows, horizon, days."""


def program_kept(directory: Path, law: Law, asked: Asked, made: Callable[[], Program]) -> Program:
    """A program from a folder; one that is not there is made and put there."""
    path = directory / f"{_name(law, asked)}.json"
    try:
        return _read(path.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        program = made()
    directory.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(_written(program), "utf-8")
    fresh.replace(path)
    return program


def _name(law: Law, asked: Asked) -> str:
    """What changes whenever the program may."""
    names, columns, ordinary, most, *days = asked
    told = (
        _sources(law.book), law.fingerprint, law.as_of, sorted(law.readings.items()), [*names],
        sorted((name, shape.is_line, shape.is_complete) for name, shape in columns.items()),
        sorted((name, line.starts, _numbers(line)) for name, line in ordinary.items()),
        sorted(most.items()), days,
    )  # fmt: skip
    return sha256(repr(told).encode()).hexdigest()[:24]


def _sources(book: Lawbook) -> str:
    """Of all modules beside those that norms stand in, and of those that read them."""
    files = {rule.function.__code__.co_filename for each in book.rules.values() for rule in each}
    norms = {path.parent for path in map(Path, files) if path.is_file()}
    return _digest(frozenset({Path(__file__).parents[1], *norms}))


@cache
def _digest(folders: frozenset[Path]) -> str:
    digest = sha256()
    for folder in sorted(folders):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _numbers(line: Line) -> list[int | None]:
    return [int(value) if isinstance(value, int) else None for value in line.values]


def _written(program: Program) -> str:
    told = {
        "text": program.text, "asked": dict(program.asked), "data": program.data,
        "columns": [
            (each.name, each.unit, each.shape.is_line, each.shape.is_complete)
            for each in program.columns
        ],
        "units": program.units, "slots": dict(program.slots),
        "constants": [(line.starts, _numbers(line)) for line in program.constants],
        "flags": program.flags, "groups": program.groups, "start": program.start,
        "without": sorted(program.without),
    }  # fmt: skip
    return json.dumps(told)


def _read(text: str) -> Program:
    told: dict[str, Any] = json.loads(text)
    return Program(
        told["text"], told["asked"], tuple(told["data"]),
        tuple(
            Column(name, unit, Shape(is_line, is_complete))
            for name, unit, is_line, is_complete in told["columns"]
        ),
        tuple(told["units"]), told["slots"],
        tuple(Timeline(tuple(days), tuple(values)) for days, values in told["constants"]),
        told["flags"], tuple(tuple(each) for each in told["groups"]), told["start"],
        frozenset(told["without"]),
    )  # fmt: skip
