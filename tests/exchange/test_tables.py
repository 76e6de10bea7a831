"""A table that somebody else filled in does not reckon in a spreadsheet."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from perenou.casework.report import Report, Section, Table
from perenou.exchange.tables import as_csv, harmless
from perenou.population.simulate.files import files, workbook

EVIL = '=HYPERLINK("https://example.invalid")'
TABLE = Table(("üksus", "vahe"), ((EVIL, "−5,00"), ("https://example.invalid", "7,00")),
              frozenset({1}))  # fmt: skip
REPORT = Report("Aruanne", "", (Section("offices", "Üksused", table=TABLE),))


def test_no_cell_begins_as_a_formula_does() -> None:
    for begin in ("=", "+", "-", "@", "\t", "\r", "\n"):
        assert harmless(f"{begin}1") == f"'{begin}1"
    assert harmless("Ida 1-2") == "Ida 1-2"
    told = as_csv([("=1+1", "-5")], frozenset({1})).decode("utf-8-sig")
    assert told == "'=1+1;-5\r\n"


def test_files_of_a_report_hold_texts_as_texts_and_figures_as_figures() -> None:
    told = files(REPORT, {}, "", "et")["offices.csv"].decode("utf-8-sig").splitlines()
    assert told[1].startswith("\"'=HYPERLINK")
    assert told[1].endswith(";-5,00")
    with ZipFile(BytesIO(workbook(REPORT))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "<v>-5</v>" in sheet
