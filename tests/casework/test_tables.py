"""Lists of a case file that stand in tables beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from perenou.casework.case_file import schema as schemas
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse, read, read_text
from perenou.casework.case_file.schema import Case, Model
from perenou.casework.case_file.tables import _CALLED, COLUMNS
from perenou.casework.case_file.writer import dump

CASE = """\
people:
  mari:
    income: {table: tulu.csv}
    notes: {table: tabelid/lehed.CSV}
children:
  liis:
    special_needs_leave: {table: puhkus.csv}
parental_days: {table: päevad.csv}
"""


def folder_of(path: Path, tables: dict[str, str | bytes], case: str = CASE) -> Path:
    (path / "juhtum.yaml").write_text(case, "utf-8")
    for name, content in tables.items():
        (path / name).parent.mkdir(exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode("utf-8-sig")
        (path / name).write_bytes(data)
    return path / "juhtum.yaml"


TABLES: dict[str, str | bytes] = {
    "tulu.csv": "sep=;\r\nAlgus;LÕPP;Sotsiaalmaks;brutotulu;liik;Tööandja\r\n"
    '01.2024;2025-07;"792,50";;;"AS ""Näide"""\r\n'
    ";;;;;\r\n"
    "8/2025;9.2026;;12\u00a0345,6;work;\r\n",
    "tabelid/lehed.CSV": "from,to,kind\n3.5.2025,2025-05-20,sick\n\n",
    "puhkus.csv": "from,to\n2024-05,unknown\n",
    "päevad.csv": "taotleja,laps,liik,alates,kuni,puhkusekanne\n"
    "mari,liis,mothers,26.10.2026,20.01.2027,registered\n",
}


def test_a_table_says_what_a_list_would(tmp_path: Path) -> None:
    case = read(folder_of(tmp_path, TABLES))
    assert case == parse(
        {
            "people": {
                "mari": {
                    "income": [
                        {"from": "2024-01", "to": "2025-07", "social_tax": "792.50",
                         "employer": 'AS "Näide"'},
                        {"from": "2025-08", "to": "2026-09", "gross": "12345.60", "kind": "work"},
                    ],
                    "notes": [{"from": "2025-05-03", "to": "2025-05-20", "kind": "sick"}],
                }
            },
            "children": {"liis": {"special_needs_leave": [{"from": "2024-05", "to": "unknown"}]}},
            "parental_days": [
                {"by": "mari", "for": "liis", "kind": "mothers", "from": "2026-10-26",
                 "to": "2027-01-20", "leave": "registered"}
            ],
        }
    )  # fmt: skip
    assert read_text(dump(case), "kirjutatud.yaml") == case
    assert changed(case, ["people.mari.income.0.social_tax=800"]).people["mari"].income


def test_a_header_alone_says_that_there_is_none(tmp_path: Path) -> None:
    tables = {**TABLES, "tulu.csv": "kuu\n", "päevad.csv": "by\n"}
    case = read(folder_of(tmp_path, tables))
    assert case.people["mari"].income == ()
    assert case.parental_days == ()


def refused(reading: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(CaseFileError) as caught:
        reading()
    return tuple(problem.key for problem in caught.value.problems)


@pytest.mark.parametrize(
    "name",
    ["/etc/tulu.csv", "../tulu.csv", "a/../../tulu.csv", "a//tulu.csv", "C:/tulu.csv",
     "\"..\\\\tulu.csv\"", "tulu.txt", "tulu", "[tulu.csv]", "link.csv", "ring.csv"],
)  # fmt: skip
def test_a_table_lies_in_the_folder_of_the_case(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "tulu.csv"
    outside.write_text("kuu\n", "utf-8")
    inside = tmp_path / "juhtum"
    inside.mkdir()
    (inside / "link.csv").symlink_to(outside)
    (inside / "ring.csv").symlink_to(inside / "ring.csv")
    case = f"people:\n  mari: {{income: {{table: {name}}}}}\n"
    assert refused(lambda: read(folder_of(inside, {}, case))) == ("table_place",)


def test_a_case_without_a_file_has_no_tables() -> None:
    data = {"people": {"mari": {"income": {"table": "tulu.csv"}}}}
    assert refused(lambda: parse(data)) == ("table_without_folder",)
    assert refused(lambda: read_text(json.dumps(data), "x.json")) == ("table_without_folder",)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\xff\xfek\0u\0u\0", "table_not_utf8"),
        (b"kuu\n2025-01\0\n", "table_not_utf8"),
        (b"kuu\n" + b"2025-01\n" * 201, "list_too_long"),
        (b"x" * 1_000_001, "file_too_large"),
        (b"kuu;gross\n2025-01;1.234,56\n", "bad_amount"),
        (b"kuu\n" + b'"' * 3 + b"\n", "table_syntax"),
    ],
)
def test_what_is_wrong_in_a_table(tmp_path: Path, content: bytes, key: str) -> None:
    case = folder_of(tmp_path, {**TABLES, "tulu.csv": content})
    assert refused(lambda: read(case)) == (key,)


def test_all_tables_are_told_of_at_once(tmp_path: Path) -> None:
    (tmp_path / "tulu.csv").mkdir()
    keys = refused(lambda: read(folder_of(tmp_path, {"tabelid/lehed.CSV": "from;until\n"})))
    assert sorted(keys) == ["file_unreadable", "table_header", "table_missing", "table_missing"]


def test_a_table_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = folder_of(tmp_path, TABLES)

    def refuse(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert set(refused(lambda: read(case))) == {"file_unreadable"}


@pytest.mark.parametrize("text", ["people: [x]", "people: {mari: x}", "children: x"])
def test_what_holds_no_lists_is_left_to_the_other_checks(tmp_path: Path, text: str) -> None:
    assert "table_place" not in refused(lambda: read(folder_of(tmp_path, {}, text + "\n")))


def entry_of(field: str) -> type[Model]:
    model = Case if field == "parental_days" else schemas.Person
    found = [model.model_fields[field].annotation]
    while not (isinstance(found[0], type) and issubclass(found[0], Model)):
        found = [part for each in found for part in get_args(each)]
        found.sort(key=lambda part: not (isinstance(part, type) and issubclass(part, Model)))
    return found[0]


def test_columns_are_the_fields_of_the_entries() -> None:
    for name, columns in COLUMNS.items():
        fields = {f.alias or n for n, f in entry_of(name).model_fields.items()}
        assert set(columns) == fields, name
    assert set(_CALLED.values()) <= {column for columns in COLUMNS.values() for column in columns}
    schema = json.dumps(schemas.json_schema())
    assert schema.count("The rows of a CSV file") == 2 * len(COLUMNS) - 1
