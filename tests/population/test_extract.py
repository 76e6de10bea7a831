"""An agency's extract becomes families, and what is wrong with it is counted, never guessed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.solve import Solved
from perenou.population.extract import importer
from perenou.population.extract.column_map import MapError, read_map
from perenou.population.extract.importer import Imported, imported
from perenou.population.folder import opened
from perenou.population.read_case import read_case

EXTRACT: Final = Path(__file__).parents[2] / "examples" / "extract"
AS_OF: Final = 739_944


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXTRACT, tmp_path / "extract"))


def read(extract: Path, name: str = "out") -> tuple[Imported, Path]:
    out = extract.parent / name
    return imported(read_map(extract / "kaart.yaml"), extract, out), out


def change(path: Path, edit: Callable[[str], str]) -> None:
    path.write_text(edit(path.read_text("utf-8")), "utf-8")


def test_the_example_is_read_and_what_is_wrong_with_it_is_told_by_kind(extract: Path) -> None:
    found, out = read(extract)
    assert (found.families, found.decisions, found.problems.families) == (3, 6, 3)
    assert dict(found.problems.counts) == {
        "row_cells": 1,
        "row_twice": 1,
        "code_unknown": 1,
        "case.bad_date": 1,
        "decision_whose": 1,
    }
    case = read_case(opened(out), "1002")
    paid = Solved(case).monthly_payments(2026 * 12 + 9)
    assert [p.least for p in paid if p.benefit == "large_family_allowance"] == [33387]


def test_nobodys_id_of_the_extract_gets_into_the_table(extract: Path) -> None:
    _, out = read(extract)
    text = "".join(str(pq.read_table(path).to_pylist()) for path in out.glob("*.parquet"))
    assert "isik01" in text
    assert not [each for each in ("A1", "M1", "B3", "F1") if f"'{each}'" in text]
    assert "'a17'" in text  # whoever decided stands under a pseudonym already


def test_a_row_for_each_parent_tells_once_with_whom_a_child_lives(extract: Path) -> None:
    _, out = read(extract)
    change(
        extract / "vanemad.csv",
        lambda text: text.replace(
            "1001;A1;M1;E;M1|I1\n", "1001;A1;M1;E;M1|I1\n1001;A1;I1;I;M1|I1\n"
        ),
    )
    found, again = read(extract, "again")
    assert found.families == 3
    one, other = (read_case(opened(each), "1001").children["isik03"] for each in (out, again))
    assert isinstance(one.parents, tuple)
    assert isinstance(other.parents, tuple)
    assert (len(one.parents), len(other.parents)) == (1, 2)
    assert other.lives == one.lives


def test_the_order_of_rows_does_not_matter(extract: Path) -> None:
    _, out = read(extract)
    for path in extract.glob("*.csv"):
        head, *rows = path.read_text("utf-8").splitlines()
        if path.name == "taotlused.csv":
            path.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    _, again = read(extract, "again")
    one, other = opened(out), opened(again)
    for family in ("1001", "1002", "1006"):
        case, same = read_case(one, family), read_case(other, family)
        assert Solved(case, AS_OF).payments == Solved(same, AS_OF).payments


def test_parquet_is_read_as_csv_is(extract: Path) -> None:
    _, out = read(extract)
    lines = (extract / "elukohad.csv").read_text("utf-8").splitlines()
    titles = lines[0].split(";")
    columns = zip(*(line.split(";") for line in lines[1:]), strict=True)
    table = pa.table({t: [v or None for v in c] for t, c in zip(titles, columns, strict=True)})
    pq.write_table(table, extract / "elukohad.parquet")
    change(extract / "kaart.yaml", lambda text: text.replace("elukohad.csv", "elukohad.parquet"))
    _, again = read(extract, "again")
    for family in ("1001", "1002", "1006"):
        assert read_case(opened(out), family) == read_case(opened(again), family)


@pytest.mark.parametrize(
    ("file", "edit", "kind", "families"),
    [
        ("lapsed.csv", lambda t: t.replace("1001;A1", ";A1"), "row_without_family", 2),
        ("lapsed.csv", lambda t: t.replace("1001;A1", "1001;"), "row_without_person", 2),
        ("lapsed.csv", lambda t: t + "1006;F1;08.07.2017;P;01.09.2024;\n", "row_contradicts", 2),
        ("vanemad.csv", lambda t: t + "1006;ZZ;M6;E;M6\n", "row_of_nobody", 2),
        ("taotlused.csv", lambda t: t + '1006;"M6;F1;LT;20.07.2017\n', "row_cells", 2),
        ("vanemad.csv", lambda t: t.replace("1001;A1", "1001;A\0"), "row_text", 2),
        (
            "lapsed.csv",
            lambda t: t.replace("02.09.2021", "02.09.1821"),
            "case.date_out_of_range",
            2,
        ),
        ("otsused.csv", lambda t: t.replace("60,00", "kuuskümmend"), "decision_amount", 3),
    ],
)
def test_a_flaw_leaves_its_own_family_out_and_no_other(
    extract: Path, file: str, edit: Callable[[str], str], kind: str, families: int
) -> None:
    before = read(extract, "before")[0].problems.counts
    change(extract / file, edit)
    found, out = read(extract)
    assert found.problems.counts[kind] > before[kind]
    assert found.problems.examples[kind]
    assert (found.families, opened(out).families) == (families, families)


def test_letters_of_another_encoding_are_told(extract: Path) -> None:
    path = extract / "vanemad.csv"
    path.write_bytes(path.read_bytes().replace(b"1001;A1;M1;E;M1|I1", b"1001;A1;\xf5\xe4;E;M1"))
    found, _ = read(extract)
    assert found.problems.counts["row_text"] == 2  # the file is read for two lists
    assert found.families == 2


@pytest.mark.parametrize(
    ("edit", "key"),
    [
        (lambda t: t[: t.index("tables:")], "map_empty"),
        (lambda t: t.replace("    family: PERE\n", "", 1), "map_lacks"),
        (lambda t: t.replace("list: claims", "list: clams"), "map_list"),
        (lambda t: t.replace("file: elukohad.csv", "file: kodud.csv"), "map_file"),
        (lambda t: t.replace("RIIK: country", "MAA: country"), "map_columns"),
    ],
)
def test_a_wrong_map_is_refused_by_what_is_wrong(
    extract: Path, edit: Callable[[str], str], key: str
) -> None:
    change(extract / "kaart.yaml", edit)
    with pytest.raises(MapError) as refused:
        read(extract)
    assert refused.value.key == key


def test_a_misspelt_field_of_a_map_is_refused_with_its_line(extract: Path) -> None:
    change(extract / "kaart.yaml", lambda text: text.replace("family: PERE", "famly: PERE", 1))
    with pytest.raises(CaseFileError) as refused:
        read_map(extract / "kaart.yaml")
    assert refused.value.problems[0].key == "unknown_key"
    assert refused.value.problems[0].line == 11


@pytest.mark.slow
def test_a_large_extract_is_put_together_in_parts_and_gives_the_same(
    extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, out = read(extract)
    monkeypatch.setattr(importer, "AT_ONCE", 600)
    parts, again = read(extract, "again")
    assert len([*again.glob("*.parquet")]) > 1
    assert (parts.families, parts.decisions) == (whole.families, whole.decisions)
    assert parts.problems.counts == whole.problems.counts
    for family in ("1001", "1002", "1006"):
        assert read_case(opened(out), family) == read_case(opened(again), family)
