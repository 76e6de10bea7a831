"""A flat file of decisions is read as its cells say, from CSV, XLSX and Parquet alike."""

from __future__ import annotations

import csv
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from xlsxwriter import Workbook

from perenou.casework.case_file.source import Data
from perenou.casework.solve import Solved
from perenou.population.extract import workbook
from perenou.population.extract.column_map import MapError
from perenou.population.extract.flat import FIELDS, benefit_key, guessed, put_together
from perenou.population.extract.flat_map import flat_map
from perenou.population.extract.importer import imported
from perenou.population.extract.sources import titles_of
from perenou.population.extract.workbook import MOST_COLUMNS, NoWorkbookError, rows_of_sheet
from perenou.population.folder import opened
from perenou.population.practice.audit import audited
from perenou.population.practice.gather import gathered
from perenou.population.practice.sources import preview, table_of
from perenou.population.read_case import read_case

HEAD = (
    "otsus", "pere", "toetus", "kuu", "summa", "otsuse kuupäev", "üksus", "laste sünniajad",
    "lapse sünniaeg", "taotluse kuupäev", "üksikvanem", "asjaolud",
)  # fmt: skip
ROWS = (
    ("1", "P1", "lapsetoetus", "06.2026", "80,00", "25.06.2026", "Ida",
     "05.03.2020; 07.08.2023; 09.09.2025", "09.09.2025", "12.09.2025", "ei", ""),
    ("2", "P1", "lasterikka pere toetus", "06.2026", "450,00", "25.06.2026", "Ida",
     "05.03.2020; 07.08.2023; 09.09.2025", "", "12.09.2025", "ei", ""),
    ("3", "P2", "üksikvanema lapse toetus", "06.2026", "80,00", "26.06.2026", "Ida",
     "05.03.2020", "", "07.03.2020", "jah", ""),
    ("4", "P3", "võla ajatamine", "06.2026", "25,00", "26.06.2026", "Ida", "", "", "", "",
     "väike sissetulek"),
    ("5", "P4", "lapsetoetus", "06.2026", "80,00", "26.06.2026", "Ida", "05.03.2020; 05.03.2020",
     "05.03.2020", "07.03.2020", "", ""),
    ("6", "P5", "lapsetoetus", "06.2026", "kaheksakümmend", "26.06.2026", "Ida", "05.03.2020",
     "05.03.2020", "07.03.2020", "ei", ""),
)  # fmt: skip


def as_csv(folder: Path) -> Path:
    path = folder / "otsused.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *ROWS])
    return path


def as_xlsx(folder: Path) -> Path:
    """With days as days and amounts as numbers, as a spreadsheet keeps them."""
    path = folder / "otsused.xlsx"
    book = Workbook(path)
    sheet, days = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
    for column, title in enumerate(HEAD):
        sheet.write(0, column, title)
    for at, row in enumerate(ROWS, start=1):
        for column, cell in enumerate(row):
            if HEAD[column] == "otsuse kuupäev":
                day, month, year = map(int, cell.split("."))
                sheet.write_datetime(at, column, date(year, month, day), days)
            elif HEAD[column] == "summa" and cell[0].isdigit():
                sheet.write_number(at, column, float(cell.replace(",", ".")))
            elif cell:
                sheet.write_string(at, column, cell)
    book.close()
    return path


def as_parquet(folder: Path) -> Path:
    path = folder / "otsused.parquet"
    columns = zip(*ROWS, strict=True)
    pq.write_table(
        pa.table({t: [cell or None for cell in c] for t, c in zip(HEAD, columns, strict=True)}),
        path,
    )
    return path


def read(path: Path, *, is_resident: bool = True) -> tuple[dict[str, int], list[dict[str, object]]]:
    out = path.parent / f"out-{path.suffix[1:]}-{is_resident}"
    told = flat_map(path, guessed(titles_of(path)), is_resident=is_resident)
    found = imported(told, path.parent, out)
    rows = [each for file in sorted(out.glob("*")) for each in pq.read_table(file).to_pylist()]
    return dict(found.problems.counts), [row for each in rows for row in each["decision"]]


def test_columns_are_guessed_by_what_they_are_often_called() -> None:
    found = guessed(HEAD)
    assert found["decided"] == "otsuse kuupäev"
    assert found["births"] == "laste sünniajad"
    assert "last_month" not in found
    assert set(found) - {"family"} <= set(FIELDS)
    assert benefit_key("Lapsetoetus ") == "child_allowance"
    assert benefit_key("võla ajatamine") == "võla ajatamine"


def test_a_flat_file_says_the_same_in_every_form(tmp_path: Path) -> None:
    problems, told = read(as_csv(tmp_path))
    assert problems == {"decision_whose": 1, "decision_amount": 1}  # of which twin, and how much
    assert [row["id"] for row in told] == ["1", "2", "3", "4"]
    assert [row["cents"] for row in told] == [8_000, 45_000, 8_000, 2_500]
    assert [row["no"] for row in told][:3] == [2, 0, 0]
    assert (told[3]["benefit"], told[3]["facts"]) == ("võla ajatamine", "väike sissetulek")
    for other in (as_xlsx, as_parquet):
        assert read(other(tmp_path)) == (problems, told)


def test_the_family_of_a_flat_file_is_what_its_cells_say(tmp_path: Path) -> None:
    path = as_csv(tmp_path)
    read(path)
    table = opened(tmp_path / "out-csv-True")
    paid = {
        name: {
            (each.benefit): each.least
            for each in Solved(read_case(table, name), 739_800).monthly_payments(2026 * 12 + 5)
        }
        for name in ("P1", "P2")
    }
    assert paid["P1"]["large_family_allowance"] == 45_000
    assert paid["P2"]["single_parent_allowance"] == 8_000
    twins = read_case(table, "P4")
    assert len(twins.children) == 2


def test_a_decision_on_one_of_two_children_of_a_day_is_on_neither_of_them() -> None:
    """The second child is owed 80 euros and the third 100; which row is about which is not told."""
    births: list[Data] = ["2020-03-05", "2025-09-09", "2025-09-09"]
    rows: list[dict[str, Data]] = [
        {"id": str(euros), "benefit": "lapsetoetus", "month": "2026-06", "amount": str(euros),
         "decided": "2026-06-25", "births": births, "child_birth": day, "claimed": "2025-09-12",
         "resident": "yes"}
        for euros, day in ((80, "2020-03-05"), (80, "2025-09-09"), (100, "2025-09-09"))
    ]  # fmt: skip
    case, decisions = put_together(rows)
    assert [each["whose"] for each in decisions] == ["laps01", "", ""]
    claims = case["claims"]
    assert isinstance(claims, list)
    assert [each["for"] for each in claims if isinstance(each, dict)] == [
        ["laps01"], ["laps02", "laps03"]
    ]  # fmt: skip


def test_whose_a_decision_is_hangs_on_nothing_that_was_read_before() -> None:
    """In a process of its own, that no other part of the law was imported in."""
    asked = (
        "from perenou.population.extract.flat import put_together as made; "
        "rows = [{'benefit': 'lapsetoetus', 'births': ['2020-03-05']}]; "
        "print(made(rows)[1][0]['whose'])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "laps01"


def test_what_a_file_does_not_tell_is_not_known(tmp_path: Path) -> None:
    path = as_csv(tmp_path)
    read(path, is_resident=False)
    case = read_case(opened(tmp_path / "out-csv-False"), "P1")
    assert Solved(case, 739_800).determination.questions


@pytest.mark.slow
def test_circumstances_of_a_benefit_do_not_make_it_a_matter_of_choice(tmp_path: Path) -> None:
    """Where residence is not told such a decision stays undecided, whatever it says beside."""
    path = tmp_path / "otsused.csv"
    rows = [
        (str(at), f"P{at}", "lapsetoetus", "06.2026", "80,00", "25.06.2026", "Ida", "05.03.2020",
         "05.03.2020", "07.03.2020", "ei", "leibkond on suur")
        for at in range(7)
    ]  # fmt: skip
    rows.append(("9", "P9", "sünnitoetus", "06.2026", "320,00", "25.06.2026", "Ida", "05.03.2020",
                 "", "", "ei", "leibkond on suur"))  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *rows])
    audit = audited(gathered(table_of([path], tmp_path / "made"), None)).audit
    assert (audit.by_choice, audit.undecided, audit.unusable) == (0, 7, 1)


def test_a_file_without_what_is_needed_is_refused_by_name(tmp_path: Path) -> None:
    path = as_csv(tmp_path)
    with pytest.raises(MapError) as lacking:
        flat_map(path, {"id": "otsus"}, is_resident=True)
    assert "benefit" in str(lacking.value.slots["what"])
    with pytest.raises(MapError) as missing:
        flat_map(path, {**guessed(HEAD), "by": "kes"}, is_resident=True)
    assert missing.value.slots["columns"] == "kes"
    with pytest.raises(FileNotFoundError):
        table_of([tmp_path / "no.csv"], tmp_path / "scratch")


def test_a_day_in_the_column_of_months_tells_its_month(tmp_path: Path) -> None:
    """A spreadsheet makes the first of October of 10.2026."""
    path = tmp_path / "a.xlsx"
    book = Workbook(path)
    sheet, days = book.add_worksheet(), book.add_format({"num_format": "mm.yyyy"})
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ROWS[0])
    sheet.write_datetime(1, HEAD.index("kuu"), date(2026, 10, 1), days)
    sheet.write_row(2, 0, ("7", *ROWS[2][1:3], "01.10.2026", *ROWS[2][4:]))
    book.close()
    problems, told = read(path)
    assert problems == {}
    assert [row["month"] for row in told] == [date(2026, 10, 1)] * 2


def test_what_is_wrong_with_a_decision_is_told_with_its_row_column_and_value(
    tmp_path: Path,
) -> None:
    """Days of birth and personal codes are not repeated."""
    plain = {
        "pere": "P", "toetus": "lapsetoetus", "kuu": "06.2026", "viimane kuu": "", "summa": "80,00",
        "otsuse kuupäev": "25.06.2026", "laste sünniajad": "05.03.2020",
        "lapse sünniaeg": "05.03.2020", "taotluse kuupäev": "07.03.2020", "üksikvanem": "ei",
    }  # fmt: skip
    wrong = [
        ("decision_benefit", "toetus", "peretoetus", ": peretoetus"),
        ("decision_benefit", "toetus", "49403136526", ""),
        ("decision_whose", "lapse sünniaeg", "06.03.2020", ""),
        ("decision_month", "kuu", "13.2026", ": 13.2026"),
        ("decision_last_month", "viimane kuu", "x", ": x"),
        ("decision_last_month", "viimane kuu", "05.2026", ": 05.2026"),
        ("decision_amount", "summa", "-80,00", ": -80,00"),
        ("decision_day", "otsuse kuupäev", "31.06.2026", ": 31.06.2026"),
        ("decision_before_claim", "otsuse kuupäev", "25.06.2019", ": 25.06.2019"),
        ("code_unknown", "üksikvanem", "võib-olla", ": võib-olla"),
    ]
    path = tmp_path / "a.csv"
    told = [plain, *(plain | {title: cell} for _, title, cell, _ in wrong)]
    rows = [[str(at), *(row | {"pere": f"P{at}"}).values()] for at, row in enumerate(told)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["otsus", *plain], *rows])
    made = flat_map(path, guessed(titles_of(path)), is_resident=True)
    found = imported(made, tmp_path, tmp_path / "out")
    wanted: dict[str, set[str]] = {}
    for at, (kind, title, _, shown) in enumerate(wrong, start=3):
        wanted.setdefault(kind, set()).add(f"a.csv:{at} {title}{shown}")
    assert {kind: {*some} for kind, some in found.problems.examples.items()} == wanted
    assert found.decisions == 1


def test_a_preview_shows_the_first_cells(tmp_path: Path) -> None:
    found = dict(preview(as_csv(tmp_path), 2))
    assert found["toetus"] == ("lapsetoetus", "lasterikka pere toetus")


def packed(path: Path, sheet: str, **parts: str) -> Path:
    """A workbook of a sheet and other parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<workbook><sheets><sheet r:id="a"/></sheets></workbook>')
        rels = (
            '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>'
        )
        book.writestr("xl/_rels/workbook.xml.rels", rels)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in parts.items():
            book.writestr(f"xl/{name}.xml", content)
    return path


def test_the_first_sheet_is_that_of_the_first_tab(tmp_path: Path) -> None:
    """Tabs that were moved stand in another order than the parts of the file."""
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w") as book:
        tabs = '<workbook><sheets><sheet r:id="b"/><sheet r:id="a"/></sheets></workbook>'
        book.writestr("xl/workbook.xml", tabs)
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        )
        for at, word in ((1, "Märkused"), (2, "Otsused")):
            cell = f'<c t="inlineStr"><is><t>{word}</t></is></c>'
            content = f"<worksheet><row>{cell}</row></worksheet>"
            book.writestr(f"xl/worksheets/sheet{at}.xml", content)
    assert [*rows_of_sheet(path)] == [["Otsused"]]


def test_numbers_are_read_as_they_were_typed(tmp_path: Path) -> None:
    """Seventeen digits stand in the file; times of a clock are no days, nor is what has no end."""
    path = tmp_path / "a.xlsx"
    formats = ("General", "[h]:mm", "mm:ss", "dd.mm.yyyy", "mmmm", '"kuu" 0')
    styles = (
        "<styleSheet><numFmts>"
        + "".join(
            f'<numFmt numFmtId="{200 + at}" formatCode="{each.replace(chr(34), "&quot;")}"/>'
            for at, each in enumerate(formats)
        )
        + "</numFmts><cellXfs>"
        + "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(len(formats)))
        + "</cellXfs></styleSheet>"
    )

    def sheet(*cells: tuple[int, str]) -> str:
        told = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in cells)
        return f"<worksheet><row>{told}</row></worksheet>"

    cells = sheet((0, "347.81999999999999"), (1, "0.5"), (2, "0.25"), (3, "46296"), (4, "46296"),
                  (5, "7"))  # fmt: skip
    assert [*rows_of_sheet(packed(path, cells, styles=styles))] == [
        ["347.82", "0.5", "0.25", "2026-10-01", "2026-10-01", "7"]
    ]
    for endless in ("1e12", "inf"):
        assert refuses(packed(path, sheet((3, endless)), styles=styles))


def refuses(path: Path) -> bool:
    """Whether a workbook is refused, for little memory."""
    tracemalloc.start()
    try:
        with pytest.raises(NoWorkbookError):
            [*rows_of_sheet(path)]
        return tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


def test_a_hostile_workbook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 no archive")
    assert refuses(path)
    sheet = "<worksheet><row><c><v>1</v></c></row></worksheet>"
    assert [*rows_of_sheet(packed(path, sheet))] == [["1"]]
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert refuses(packed(path, entities))
    # A small file of few cells, each so far to the right that its row takes megabytes.
    wide = '<row><c r="ZZZ1"/></row>' * 3_000
    assert refuses(packed(path, f"<worksheet>{wide}</worksheet>"))
    monkeypatch.setattr(workbook, "MOST_HELD", 1 << 20)
    shared = f"<sst>{'<si/>' * (1 << 18)}</sst>"
    assert refuses(packed(path, sheet, sharedStrings=shared))
    monkeypatch.setattr(workbook, "MOST_BYTES", 1 << 20)
    assert refuses(packed(path, f"<worksheet>{' ' * (1 << 20)}</worksheet>"))


def test_the_widest_sheet_is_read_row_by_row_for_little_memory(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", "<w>" + '<row><c r="SF1"/></row>' * 12_000 + "</w>")
    tracemalloc.start()
    try:
        assert sum(len(row) == MOST_COLUMNS for row in rows_of_sheet(path)) == 12_000
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()
