"""``perenou law cite``: the citations in a text, for people and for programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests.statutes.document_files import docx, paragraph
from tests.statutes.gazette_files import Invented, section, subsection

from perenou import __version__
from perenou.cli.app import run
from perenou.language.grammar import LANGUAGES

TEXT = (
    "Toetust makstakse perehüvitiste seaduse § 17 lõike 1 ja HMS § 5 lg 2 alusel.\n"
    "Vt käesoleva seaduse § 6, otsus F1, RT I, 11.07.2026, 59 ja 3-18-1672.\n"
)
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PERENOU_LANG", raising=False)
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "store"))
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def said(capsys: Printed, *arguments: str) -> str:
    assert run(["law", "cite", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def imported(capsys: Printed, folder: Path) -> None:
    act = Invented(id="115012031002", abbreviation="HMS", title="Katse", since="2026-02-01")
    assert (
        run(["law", "import", str(act.write(folder, section("5", subsection("1", "Üks."))))]) == 0
    )
    capsys.readouterr()


def test_each_citation_is_told_with_its_place_and_link(capsys: Printed, letter: Path) -> None:
    out = said(capsys, str(letter), "--on", "2026-10-02")
    assert "18–52 „perehüvitiste seaduse § 17 lõike 1“ → PHS § 17 lg 1" in out
    assert "PHS § 17 lg 1 (säte on teada: siinsed normid viitavad sellele)" in out
    assert "https://www.riigiteataja.ee/akt/111072026059#para17lg1" in out
    assert "      Lapsetoetust makstakse iga lapse eest sünnist" in out
    assert "HMS § 5 lg 2 (kontrollimata: seda akti hoidlas ei ole)" in out
    assert "https://www.riigiteataja.ee/akt/HMS#para5lg2" in out
    assert "! Viide osutab aktile, milles ta ise seisab" in out
    assert "F1 (halduskomisjoni otsus)\n      aadress ei ole teada" in out
    assert "Viiteid 6, neist lahtisi 1." in out


def test_the_store_is_believed_before_the_coded_law(
    capsys: Printed, letter: Path, tmp_path: Path
) -> None:
    imported(capsys, tmp_path)
    out = said(capsys, str(letter), "--on", "2026-10-02")
    assert "! Sellist sätet aktis ei ole: HMS § 5 lg 2." in out
    assert "neist lahtisi 2." in out
    letter.write_text("HMS § 5 lg 1", encoding="utf-8")
    out = said(capsys, str(letter), "--on", "2026-10-02")
    assert "HMS § 5 lg 1 (säte on olemas redaktsioonis 115012031002)" in out
    assert "https://www.riigiteataja.ee/akt/115012031002#para5lg1" in out


def test_the_text_says_where_it_stands(capsys: Printed, letter: Path) -> None:
    out = said(capsys, str(letter), "--in", "perehüvitiste seadus")
    assert "„käesoleva seaduse § 6“ → PHS § 6" in out
    assert "neist lahtisi 0." in out
    assert run(["law", "cite", str(letter), "--in", "midagi"]) == 2
    assert "ei ole säte" in capsys.readouterr().err


def test_programs_get_the_same(capsys: Printed, letter: Path) -> None:
    told = json.loads(said(capsys, str(letter), "--json", "--on", "2026-10-02"))
    assert (told["perenou"], told["as_of"]) == (__version__, "2026-10-02")
    rows = told["citations"]
    assert [TEXT[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert rows[0]["targets"] == [
        {
            "cites": "PHS § 17 lg 1",
            "kind": "provision",
            "verified": True,
            "resolved": True,
            "link": "https://www.riigiteataja.ee/akt/111072026059#para17lg1",
            "redaction": None,
        }
    ]
    (problem,) = rows[2]["problems"]
    assert problem == {"reason": "home", "candidates": []}
    assert rows[2]["explained"]


def test_the_standard_input_is_read(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("PHS § 17"))
    assert "0–8 „PHS § 17“ → PHS § 17" in said(capsys, "-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(capsys: Printed, letter: Path, language: str) -> None:
    assert "cli." not in said(capsys, str(letter), "--lang", language)


def test_a_file_that_cannot_be_read(capsys: Printed, tmp_path: Path) -> None:
    assert run(["law", "cite", str(tmp_path / "none.txt")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_a_document_is_read_by_its_paragraphs(capsys: Printed, tmp_path: Path) -> None:
    path = docx(tmp_path / "kiri.docx", paragraph("Tere!") + paragraph("Vt PHS § 17."))
    assert "9–17 „PHS § 17“" in said(capsys, str(path))
    path.write_bytes(b"PK")
    assert run(["law", "cite", str(path)]) == 2
    assert "kiri.docx" in capsys.readouterr().err
