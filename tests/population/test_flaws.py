"""What is wrong with a table is counted and left out; the rest is answered as if it were alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from perenou import read_case
from perenou.population.folder import FamilyTable, opened
from perenou.population.job import job_of
from perenou.population.run import Totals, run
from perenou.population.write_cases import write_cases
from perenou.rules.rule import day_of

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
AS_OF: Final = day_of("2026-11-24")
NAMES: Final = ("triplets", "late_claim", "three_children_one_turns_19")

Family = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        write_cases(tmp_path / name, [(name, read_case(EXAMPLES / f"{name}.yaml"))])
    into = tmp_path / "t"
    into.mkdir()
    for name in NAMES:
        (path,) = (tmp_path / name).glob("*.parquet")
        path.rename(into / f"{name}.parquet")
    return into


def computed(folder: Path) -> Totals:
    table = opened(folder)
    return run(table, job_of(table, ("child_allowance",), (2026 * 12, 2026 * 12 + 11), AS_OF, None))


def edited(path: Path, edit: Callable[[Family], object]) -> None:
    table = pq.read_table(path)
    families = table.to_pylist()
    edit(families[0])
    pq.write_table(pa.Table.from_pylist(families, schema=table.schema), path)


def outside(family: Family) -> None:
    family["carer"][0]["child"] = 7


def below(family: Family) -> None:
    family["claim"][0]["carer"] = -1


def impossible(family: Family) -> None:
    family["child"][0]["household"][0]["value"] = -3


def reordered(family: Family) -> None:
    family["child"][0]["studies"].reverse()


def late(family: Family) -> None:
    family["child"][0]["studies"][0]["from"] = date(2020, 1, 1)


def untold(family: Family) -> None:
    family["child"][0]["studies"] = []


def unnamed(family: Family) -> None:
    family["family"] = None


@pytest.mark.parametrize(
    ("name", "edit", "kind"),
    [
        ("triplets", outside, "row_outside"),
        ("late_claim", below, "row_outside"),
        ("triplets", impossible, "value_impossible"),
        ("three_children_one_turns_19", reordered, "line_order"),
        ("three_children_one_turns_19", late, "line_order"),
        ("three_children_one_turns_19", untold, "line_order"),
        ("late_claim", unnamed, "family_unnamed"),
    ],
)
def test_a_flawed_family_is_left_out_and_told(
    folder: Path, name: str, edit: Callable[[Family], object], kind: str
) -> None:
    path = folder / f"{name}.parquet"
    whole = computed(folder)
    edited(path, edit)
    found = computed(folder)
    assert found.problems.counts[kind] == 1
    assert found.problems.examples[kind][0].startswith(path.name)
    assert (found.families, found.problems.families) == (2, 1)
    path.unlink()
    without = computed(folder)
    assert not without.problems
    assert found.cents["child_allowance"].tolist() == without.cents["child_allowance"].tolist()
    assert found.cents["child_allowance"].sum() < whole.cents["child_allowance"].sum()


@pytest.mark.parametrize("size", [0, 3, 400, -100])
def test_a_broken_or_truncated_file_is_left_out_and_told(folder: Path, size: int) -> None:
    path = folder / "late_claim.parquet"
    data = path.read_bytes()
    path.write_bytes(data[:size] if size else b"")
    found = computed(folder)
    assert dict(found.problems.counts) == {"file_unreadable": 1}
    assert found.families == 2
    assert found.cents["child_allowance"].sum() > 0


def test_a_byte_that_was_changed_anywhere_in_a_file_is_told(folder: Path) -> None:
    path = folder / "late_claim.parquet"
    whole = path.read_bytes()
    group = pq.read_metadata(path).row_group(0)
    paths = [group.column(at).path_in_schema for at in range(group.num_columns)]
    for name in ("family", "child.list.element.child_birth_day", "claim.list.element.received_day"):
        column = group.column(paths.index(name))
        data = bytearray(whole)
        begin = column.dictionary_page_offset or column.data_page_offset
        data[begin + column.total_compressed_size - 4] ^= 0xFF
        path.write_bytes(bytes(data))
        found = computed(folder)
        assert "file_unreadable" in found.problems.counts, name
        assert found.families == 2


def retyped(path: Path, unit: str, name: str, kind: pa.DataType, value: object) -> None:
    """A file with another type of column, of whose values each is the same."""
    table = pq.read_table(path)
    families = table.to_pylist()
    for family in families:
        for row in family[unit]:
            row[name] = value
    schema = table.schema
    at = schema.get_field_index(unit)
    inside = [f for f in schema.field(unit).type.value_type if f.name != name]
    changed = pa.list_(pa.struct([*inside, pa.field(name, kind)]))
    schema = schema.set(at, pa.field(unit, changed))
    pq.write_table(pa.Table.from_pylist(families, schema=schema), path)


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("child_birth_day", pa.string(), "14.05.2018"),
        ("child_lives_in_estonia", pa.float64(), 1.0),
        ("studies", pa.list_(pa.int8()), [1]),
    ],
)
def test_a_column_of_another_type_leaves_its_file_out(
    folder: Path, name: str, kind: pa.DataType, value: object
) -> None:
    retyped(folder / "late_claim.parquet", "child", name, kind, value)
    found = computed(folder)
    assert found.problems.examples["column_type"] == [f"late_claim.parquet: child.{name}"]
    assert found.families == 2


def test_a_misspelt_column_is_told_before_it_is_taken_for_silence(folder: Path) -> None:
    retyped(folder / "late_claim.parquet", "child", "child_brith_day", pa.date32(), None)
    table = opened(folder)
    assert table.problems.examples["column_unknown"] == [
        "late_claim.parquet: child.child_brith_day"
    ]


def test_a_file_of_something_else_is_told(folder: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), folder / "other.parquet")
    found = computed(folder)
    assert found.problems.examples["file_not_a_table"] == ["other.parquet"]
    assert found.families == 3


def test_a_family_that_stands_twice_is_counted_once(folder: Path) -> None:
    whole = computed(folder)
    data = (folder / "triplets.parquet").read_bytes()
    (folder / "again.parquet").write_bytes(data)
    found = computed(folder)
    assert dict(found.problems.counts) == {"family_twice": 1}
    assert found.problems.families == 1
    assert found.cents["child_allowance"].tolist() == whole.cents["child_allowance"].tolist()


def test_a_part_of_which_a_fact_is_unknown_is_never_guessed(folder: Path) -> None:
    def forget(family: Family) -> None:
        for child in family["child"]:
            child["child_birth_day"] = None

    before = computed(folder)
    path = folder / "late_claim.parquet"
    edited(path, forget)
    table = pq.read_table(path)  # a file of another program says nothing of what it leaves open
    pq.write_table(table.replace_schema_metadata({}), path)
    found = computed(folder)
    assert found.undecided == before.undecided + 1
    assert found.families == 3


def test_nothing_is_left_of_a_result_that_was_broken_off(folder: Path, tmp_path: Path) -> None:
    table: FamilyTable = opened(folder)
    job = job_of(table, ("child_allowance",), (2026 * 12, 2026 * 12), AS_OF, None)

    def stop(done: int, of: int) -> None:
        if done < of:
            raise KeyboardInterrupt

    out = tmp_path / "result" / "amounts.parquet"
    out.parent.mkdir()
    with pytest.raises(KeyboardInterrupt):
        run(table, job, out, stop)
    assert not [*out.parent.iterdir()]
