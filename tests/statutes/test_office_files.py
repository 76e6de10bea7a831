"""PDF and DOCX: their headings and paragraphs, their metadata, and files that are refused."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.document_files import W, docx, paragraph, pdf

from perenou.language.grammar import LANGUAGES
from perenou.statutes import docx as docx_module
from perenou.statutes import pdf as pdf_module
from perenou.statutes import pdf_reader
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.importer import files_in, import_files, read_file
from perenou.statutes.model import ActText
from perenou.statutes.store import Store

TOLD = {"title": "Katsejuhend", "issuer": "Katseamet", "date": "2026-05-04"}
RUNNING = "Katseameti juhend"
PAGES = [
    [
        RUNNING,
        "1. Taotlemine",
        "Taotlus esitatakse perehüvitiste seaduse järgi ja selle juurde lisa-",
        "takse tõendid. Siin on lõigu lõpp.",
        "Teine lõik räägib ema- ja isapuhkusest, mida ei tohi segamini ajada ema-",
        "ja lapsepuhkusega.",
        "lk 1",
    ],
    [RUNNING, "1.1 Tähtaeg", "Aega on 10 päeva.", "lk 2"],
    [RUNNING, "- esimene punkt", "- teine punkt", "lk 3"],
]


def texts(act: ActText) -> dict[str, str]:
    return {str(each.address): each.text or each.title for each in act.provisions}


# ------------------------------------------------------------------------------ PDF


def test_a_pdf_is_read_by_headings_and_paragraphs(tmp_path: Path) -> None:
    made = read_file(pdf(tmp_path / "juhend.pdf", PAGES), TOLD)
    assert texts(made) == {
        "jaotis 1": "Taotlemine",
        "jaotis 1 lõik 1": "Taotlus esitatakse perehüvitiste seaduse järgi ja selle juurde "
        "lisatakse tõendid. Siin on lõigu lõpp.",
        "jaotis 1 lõik 2": "Teine lõik räägib ema- ja isapuhkusest, mida ei tohi segamini ajada "
        "ema- ja lapsepuhkusega.",
        "jaotis 1.1": "Tähtaeg",
        "jaotis 1.1 lõik 1": "Aega on 10 päeva.",
        "jaotis 1.1 lõik 2": "- esimene punkt",
        "jaotis 1.1 lõik 3": "- teine punkt",
    }
    assert made.redaction.schema == "pdf"
    assert made.redaction.published == date(2026, 5, 4).toordinal()


def test_the_outline_of_a_pdf_names_its_headings(tmp_path: Path) -> None:
    lines = [["Sissejuhatus", "Lause.", "2 Ei ole pealkiri", "Teine osa", "Muu lause."]]
    path = pdf(tmp_path / "a.pdf", lines, "Enda nimi", ["Sissejuhatus", "Teine osa"])
    made = read_file(path, {"issuer": "Amet", "date": "2026-01-02"})
    assert made.redaction.title == "Enda nimi"
    assert [x.title for x in made.provisions if x.title] == ["Sissejuhatus", "Teine osa"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\nkatki", "not_pdf"),
        (b"MZ ei ole PDF", "not_pdf"),
        (b"%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF", "not_pdf"),
    ],
)
def test_a_broken_pdf_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError) as refused:
        read_file(path, TOLD)
    assert refused.value.reason == reason
    for language in LANGUAGES:
        assert "a.pdf" in refused.value.text(language)


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_file(pdf(tmp_path / "a.pdf", [[], []]), TOLD)
    assert refused.value.reason == "no_text"


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + "00" * 32
        + "> /U <"
        + "00" * 32
        + "> >> /ID [<00> <00>]"
    )
    with pytest.raises(RefusedFileError) as refused:
        read_file(pdf(tmp_path / "a.pdf", [["Tekst."]], extra=lock), TOLD)
    assert refused.value.reason == "pdf_locked"


def test_a_pdf_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_module, "LONGEST_TIME", 0.001)
    with pytest.raises(RefusedFileError) as refused:
        read_file(pdf(tmp_path / "a.pdf", PAGES), TOLD)
    assert refused.value.reason == "pdf_too_much"


def test_a_reader_that_dies_refuses_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(RefusedFileError) as refused:
        read_file(pdf(tmp_path / "a.pdf", PAGES), TOLD)
    assert refused.value.reason == "pdf_too_much"


@pytest.mark.parametrize("bound", ["MOST_PAGES", "MOST_CHARACTERS"])
def test_the_reader_stops_at_its_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    path = pdf(tmp_path / "a.pdf", PAGES)
    assert pdf_reader.main(path)["pages"]
    monkeypatch.setattr(pdf_reader, bound, 1)
    assert pdf_reader.main(path) == {"refused": "pdf_too_much"}


# ------------------------------------------------------------------------------ DOCX

BODY = (
    paragraph("Katse juhend", "Tiitel")
    + paragraph("Taotlus", "Pealkiri1")
    + paragraph(
        "<w:r><w:t>Aega on § 2</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
        "<w:t>1</w:t></w:r><w:r><w:t xml:space='preserve'> järgi </w:t></w:r>"
        "<w:del><w:r><w:delText>vana</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>uus</w:t></w:r></w:ins><w:r><w:tab/><w:t>aeg</w:t><w:br/>"
        "<w:t>teine rida</w:t><w:noBreakHyphen/><w:t>lõpp</w:t></w:r>"
    )
    + paragraph("Alajaotis", "Oma")
    + paragraph("Tavaline", "Ring")
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    + paragraph("Tasemega", "Tase")
    + "<w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>Lõpp.</w:t></w:r></w:p>"
)


def test_a_docx_is_read_by_headings_and_paragraphs(tmp_path: Path) -> None:
    made = read_file(docx(tmp_path / "a.docx", BODY, "Enda nimi"), {**TOLD, "title": "Minu"})
    assert texts(made) == {
        "jaotis 1": "Katse juhend",
        "jaotis 2": "Taotlus",
        "jaotis 2 lõik 1": "Aega on § 2¹ järgi uus aeg",
        "jaotis 2 lõik 2": "teine rida-lõpp",
        "jaotis 2 jaotis 1": "Alajaotis",
        "jaotis 2 jaotis 1 lõik 1": "Tavaline",
        "jaotis 2 jaotis 1 lõik 2": "A | B",
        "jaotis 2 jaotis 2": "Tasemega",
        "jaotis 2 jaotis 2 lõik 1": "Lõpp.",
    }
    assert made.redaction.title == "Minu"


def test_metadata_may_lie_beside_a_file(tmp_path: Path) -> None:
    path = docx(tmp_path / "memo.docx", BODY, "Enda nimi")
    beside = tmp_path / "memo.docx.meta"
    beside.write_text(
        "issuer: Katseamet\ndate: 2026-05-04\naccess: AK\nstatus: kehtiv\ncolour: red\n",
        encoding="utf-8",
    )
    made = read_file(path)
    told = made.redaction
    assert (told.title, told.issuer, told.access, told.status) == (
        "Enda nimi",
        "Katseamet",
        "AK",
        "kehtiv",
    )
    assert made.notices == ("1: colour",)
    assert list(files_in([tmp_path])) == [path]
    with Store(tmp_path / "store") as store:
        assert [x.outcome for x in import_files(store, [path]) if not isinstance(x, Exception)] == [
            "added"
        ]
        beside.write_text("issuer: Katseamet\ndate: 2026-05-04\n", encoding="utf-8")
        (again,) = import_files(store, [path])
        assert not isinstance(again, Exception)
        assert again.outcome == "replaced"
        assert store.by_id(told.id).redaction.access == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [("vigane rida\n", "front_matter"), ("date: mais\nissuer: x\ntitle: y\n", "bad_date")],
)
def test_wrong_metadata_beside_a_file(tmp_path: Path, content: str, reason: str) -> None:
    path = docx(tmp_path / "memo.docx", BODY)
    (tmp_path / "memo.docx.meta").write_text(content, encoding="utf-8")
    with pytest.raises(RefusedFileError) as refused:
        read_file(path)
    assert refused.value.reason == reason


def test_a_broken_docx_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason(path: Path) -> str:
        with pytest.raises(RefusedFileError) as refused:
            read_file(path, TOLD)
        return refused.value.reason

    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 katki")
    assert reason(path) == "not_docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("muu.txt", "x")
    assert reason(path) == "not_docx"
    assert reason(docx(path, "<w:p>")) == "not_xml"
    assert reason(docx(path, "")) == "no_provisions"
    bomb = f"<!DOCTYPE x [<!ENTITY a 'aa'>]><w:styles {W}/>"
    assert reason(docx(path, BODY, more={"word/styles.xml": bomb})) == "doctype"
    cut = docx(path, BODY).read_bytes()
    path.write_bytes(cut.replace(b"word/document.xml", b"word/dokument.xml"))
    assert reason(path) == "not_docx"
    monkeypatch.setattr(docx_module, "MOST_BYTES", 100)
    assert reason(docx(path, BODY)) == "too_large"


def test_a_packed_file_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", "<w:p/>" * 12_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(RefusedFileError) as refused:
        read_file(path, TOLD)
    assert refused.value.reason in ("too_large", "too_many_elements")
