"""A folder of Parquet files that hold families: what it has, and its parts one at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import START
from perenou.population.arrow import Flaw, Numbers, from_arrow, taken, to_arrow, unknown_in
from perenou.population.ordinary import ordinary
from perenou.population.problems import EXAMPLES, Problems
from perenou.population.schema import FAMILY, FROM, NUMBER, VALUE, units, value_type
from perenou.rules.compile.rows import UNKNOWN, LineColumn, Rows, Shape
from perenou.rules.timeline import Timeline

if TYPE_CHECKING:
    import pyarrow as pa

FORM: Final = 1
"""The version of the form that is written."""

ROOM: Final = 50_000
"""Families of one row group, the least that is read at once."""

_MARK: Final = b"perenou"


@dataclass(frozen=True, slots=True)
class Part:
    """Some families of a folder that are read together: a row group of a file.

    Attributes:
        left_out: places of families that are passed over, as ones that were met before.
    """

    path: Path
    group: int
    families: int
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyTable:
    """What a folder of families has.

    Attributes:
        parts: in order. shapes: the facts that any file has a column of. without: the units of
            which no file has rows. problems: what of the folder cannot be used.
    """

    parts: tuple[Part, ...]
    shapes: Mapping[str, Shape]
    without: frozenset[str]
    problems: Problems

    @property
    def families(self) -> int:
        """How many families there are."""
        return sum(part.families for part in self.parts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read of each part.

    Attributes:
        shapes: the facts, in the shape that the whole folder has them in. units: whose rows.
        extra: columns of the family's own row, and lists that are no unit of the law.
    """

    shapes: Mapping[str, Shape]
    units: frozenset[str]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Families:
    """Families as they were read: their names, rows, and the other columns asked for."""

    names: pa.Array
    rows: Rows
    extra: pa.Table
    problems: Problems


# ---------------------------------------------------------------------------- writing


def write(
    path: Path,
    rows: Rows,
    families: pa.Array,
    extra: Mapping[str, pa.Array] | None = None,
    room: int = ROOM,
) -> None:
    """Write families as one file, whole or not at all.

    Args:
        families: their names. extra: further columns, one value for each family.
        room: families of a row group.

    Raises:
        OSError: it cannot be written.
    """
    import pyarrow.parquet as pq

    table = to_arrow(rows, families)
    for name, column in (extra or {}).items():
        table = table.append_column(name, column)
    told = {"form": FORM, "unknown": sorted(unknown_in(rows))}
    table = table.replace_schema_metadata({_MARK: json.dumps(told).encode()})
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.part")
    try:
        pq.write_table(
            table, fresh, row_group_size=room, compression="zstd", write_page_checksum=True
        )
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


# ---------------------------------------------------------------------------- opening


def opened(*folders: Path) -> FamilyTable:
    """Look at the files of folders, or at single files; rows are not read yet.

    Raises:
        FileNotFoundError: one of them has none.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    paths: list[Path] = []
    for folder in folders:
        files = sorted(folder.glob("*.parquet")) if folder.is_dir() else [folder]
        if not files or not files[0].is_file():
            raise FileNotFoundError(folder)
        paths += files
    problems = Problems()
    parts: list[Part] = []
    described: list[_Described] = []
    for path in paths:
        try:
            with pq.ParquetFile(path) as file:
                metadata, schema = file.metadata, file.schema_arrow
        except (OSError, pa.ArrowException):
            problems.add("file_unreadable", [path.name])
            continue
        found = _described(path.name, schema, problems)
        if found is not None and described and found.is_text != described[0].is_text:
            problems.add("column_type", [f"{path.name}: {FAMILY}"])
            found = None
        if found is None:
            problems.families += metadata.num_rows
            continue
        described.append(found)
        parts += [
            Part(path, group, metadata.row_group(group).num_rows)
            for group in range(metadata.num_row_groups)
        ]
    return FamilyTable(tuple(parts), *_together(described), problems)


@dataclass(frozen=True, slots=True)
class _Described:
    """The columns of a file: those of facts by whether they are lines, what may be unknown.

    Attributes:
        is_text: whether families are named by text; otherwise by whole numbers.
    """

    is_text: bool
    lines: Mapping[str, bool]
    unknown: frozenset[str]
    units: frozenset[str]


def _described(name: str, schema: pa.Schema, problems: Problems) -> _Described | None:
    """What a file has; None: it is no table of families, or says something in another form."""
    import pyarrow as pa

    mark = json.loads((schema.metadata or {}).get(_MARK, b"null"))
    if FAMILY not in schema.names or (mark is not None and mark.get("form") != FORM):
        problems.add("file_not_a_table", [name])
        return None
    named = schema.field(FAMILY).type
    is_text = bool(pa.types.is_string(named) or pa.types.is_large_string(named))
    if not is_text and not pa.types.is_integer(named):
        problems.add("column_type", [f"{name}: {FAMILY}"])
        return None
    lines: dict[str, bool] = {}
    here: set[str] = set()
    for unit in units().values():
        if unit.name not in schema.names:
            continue
        kind = schema.field(unit.name).type
        if not pa.types.is_list(kind) or not pa.types.is_struct(kind.value_type):
            problems.add("column_type", [f"{name}: {unit.name}"])
            return None
        here.add(unit.name)
        higher = {each.name for each in unit.above}
        inside = {kind.value_type.field(at).name for at in range(kind.value_type.num_fields)}
        for field in map(kind.value_type.field, range(kind.value_type.num_fields)):
            fact = LAWBOOK.facts.get(field.name)
            if fact is None or fact.unit.name != unit.name:
                if field.name != NUMBER and field.name not in higher:
                    problems.add("column_unknown", [f"{name}: {unit.name}.{field.name}"])
                continue
            shape = _shape(field.type, fact.gives)
            if shape is None:
                problems.add("column_type", [f"{name}: {unit.name}.{field.name}"])
                return None
            lines[field.name] = shape
        if higher - inside:
            missing = ", ".join(sorted(higher - inside))
            problems.add("unit_unlinked", [f"{name}: {unit.name}.{missing}"])
            return None
    unknown = frozenset(lines) if mark is None else frozenset(mark["unknown"])
    return _Described(is_text, lines, unknown, frozenset(here))


def _shape(kind: pa.DataType, gives: str) -> bool | None:
    """Whether a type is one of timelines; None: it cannot hold such facts at all."""
    import pyarrow as pa

    if pa.types.is_list(kind):
        inside = kind.value_type
        if not pa.types.is_struct(inside) or {FROM, VALUE} - {
            inside.field(at).name for at in range(inside.num_fields)
        }:
            return None
        if not pa.types.is_date32(inside.field(FROM).type):
            return None
        return True if _holds(inside.field(VALUE).type, gives) else None
    return False if _holds(kind, gives) else None


def _holds(kind: pa.DataType, gives: str) -> bool:
    import pyarrow as pa

    wanted = value_type(gives)
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(kind))
    return bool(kind == wanted)


def _together(files: Sequence[_Described]) -> tuple[dict[str, Shape], frozenset[str]]:
    silent = ordinary()
    shapes = {}
    for name in sorted({name for file in files for name in file.lines}):
        has = [file for file in files if name in file.lines]
        is_line = any(file.lines[name] for file in has)
        others = len(has) < len(files)
        if others and name in silent:
            is_line = is_line or len(silent[name].starts) > 1
        is_complete = not any(name in file.unknown for file in has)
        shapes[name] = Shape(is_line, is_complete and (not others or name in silent))
    told = {unit for file in files for unit in file.units}
    return shapes, frozenset(units()) - told


# ---------------------------------------------------------------------------- reading


def read(part: Part, wanted: Wanted) -> Families:
    """The families of a part; those that have a flaw are left out and told of."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    problems = Problems()
    try:
        with pq.ParquetFile(part.path, page_checksum_verification=True) as file:
            columns = _leaves(file, wanted)
            table = file.read_row_group(part.group, columns=columns)
    except (OSError, pa.ArrowException):
        problems.add("file_unreadable", [f"{part.path.name} ({part.group + 1})"])
        problems.families += part.families
        return Families(pa.array([], pa.int64()), no_rows(wanted.shapes), pa.table({}), problems)
    nothing = Timeline((START,), (UNKNOWN,))
    silent = {name: ordinary().get(name, nothing) for name in wanted.shapes}
    lines = {name for name, shape in wanted.shapes.items() if shape.is_line}
    rows, flaws = from_arrow(table, wanted.shapes, lines, silent, wanted.units)
    named = table[FAMILY]
    kind = pa.int64() if pa.types.is_integer(named.type) else pa.string()
    names = named.cast(kind).combine_chunks()
    extra = table.select([name for name in wanted.extra if name in table.column_names])
    if names.null_count:
        flaws.append(Flaw("family_unnamed", FAMILY, np.flatnonzero(np.asarray(names.is_null()))))
    if not flaws and not part.left_out:
        return Families(names, rows, extra, problems)
    keep = np.ones(table.num_rows, np.bool_)
    keep[list(part.left_out)] = False
    for flaw in flaws:
        keep[flaw.families] = False
        _tell(problems, flaw, part, names)
    places = np.flatnonzero(keep)
    problems.families += table.num_rows - places.size - len(part.left_out)
    chosen = pa.array(places)
    return Families(names.take(chosen), taken(rows, places), extra.take(chosen), problems)


def _tell(problems: Problems, flaw: Flaw, part: Part, names: pa.Array) -> None:
    shown = [
        f"{part.path.name}: {names[int(place)].as_py()}: {flaw.what}"
        for place in flaw.families[:EXAMPLES]
    ]
    problems.add(flaw.kind, shown, int(flaw.families.size))


def _leaves(file: Any, wanted: Wanted) -> list[str]:
    """The paths of the columns to be read, as the file spells them."""
    found = [FAMILY, *wanted.extra]
    schema = file.schema
    paths = [schema.column(at).path for at in range(len(schema.names))]
    for unit in wanted.units:
        higher = {each.name for each in units()[unit].above}
        numbered = None
        is_any = False
        for path in paths:
            steps = path.split(".")
            if steps[0] != unit or len(steps) < 4:
                continue
            numbered = numbered or path
            if steps[3] == NUMBER:
                numbered = path
            if steps[3] in wanted.shapes or steps[3] in higher:
                found.append(path)
                is_any = True
        if not is_any and numbered is not None:
            found.append(numbered)
    return found


def no_rows(shapes: Mapping[str, Shape]) -> Rows:
    """The rows of no family."""
    none, nowhere = np.zeros(0, np.int64), np.zeros(1, np.int64)
    above = {(unit.name, higher.name): none for unit in units().values() for higher in unit.above}
    columns = {
        name: LineColumn(nowhere, none, none) if shape.is_line else none
        for name, shape in shapes.items()
    }
    return Rows(dict.fromkeys(units(), nowhere), above, columns)


# ---------------------------------------------------------------------------- duplicates


def without_duplicates(table: FamilyTable, problems: Problems) -> tuple[Part, ...]:
    """The parts, with families that were met before in an earlier row passed over."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    seen = _Seen()
    parts: list[Part] = []
    for part in table.parts:
        try:
            with pq.ParquetFile(part.path, page_checksum_verification=True) as file:
                names = file.read_row_group(part.group, columns=[FAMILY])[FAMILY].combine_chunks()
        except (OSError, pa.ArrowException):
            parts.append(part)  # which is told when it is read
            continue
        twice = seen.again(names)
        if twice.size:
            told = [f"{part.path.name}: {names[int(at)].as_py()}" for at in twice[:EXAMPLES]]
            problems.add("family_twice", told, int(twice.size))
            problems.families += int(twice.size)
        parts.append(Part(part.path, part.group, part.families, tuple(twice.tolist())))
    return tuple(parts)


class _Seen:
    """Which names have been met: eight bytes for each, in sorted runs of doubling length."""

    def __init__(self) -> None:
        self._last: int | str | None = None
        self._is_rising = True
        self._runs: list[Numbers] = []

    def again(self, names: pa.Array) -> Numbers:
        """The places of names that were met before."""
        import pyarrow.compute as pc

        keys = _keys(names)
        if keys.size == 0:
            return keys
        is_rising = keys.size == 1 or bool(pc.all(pc.less(names[:-1], names[1:])).as_py())
        first = names[0].as_py()
        if self._last is not None:
            is_rising = is_rising and first is not None and first > self._last
        self._is_rising = self._is_rising and is_rising
        self._last = names[-1].as_py()
        unique, firsts = np.unique(keys, return_index=True)
        is_again = np.ones(keys.size, np.bool_)
        is_again[firsts] = False
        if not self._is_rising:
            for run in self._runs:
                at = np.minimum(np.searchsorted(run, keys), run.size - 1)
                is_again |= run[at] == keys
        self._runs.append(unique)
        while len(self._runs) > 1 and self._runs[-2].size <= self._runs[-1].size:
            last = self._runs.pop()
            self._runs[-1] = np.sort(np.concatenate([self._runs[-1], last]))
        return np.flatnonzero(is_again)


def _keys(names: pa.Array) -> Numbers:
    """A number for each name; of a text its hash, the same within one process."""
    import pyarrow as pa

    if pa.types.is_integer(names.type):
        return np.asarray(names.cast(pa.int64()).fill_null(UNKNOWN), np.int64)
    return np.asarray([hash(name) for name in names.to_pylist()], np.int64)
