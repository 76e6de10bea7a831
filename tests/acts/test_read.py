from __future__ import annotations

import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from tests.acts.as_lines import lines_of, lines_read
from tests.acts.samples import act
from tests.acts.word_files import paragraph, root, with_part, word_file

from perenou.acts.document import plain
from perenou.acts.page import errors
from perenou.acts.page.errors import MissingLibraryError
from perenou.acts.read import package, read_pdf
from perenou.acts.read.document import Cell, ReadDocument
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.pages import Line, one_line, set_together, unwrapped
from perenou.acts.read.read import MOST_BYTES, read, read_file
from perenou.acts.read.read_pdf import MOST_PAGES
from perenou.acts.write_docx import as_docx
from perenou.acts.write_pdf import as_pdf
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language

DOCX: Final = as_docx(act("et"))
PDF: Final = as_pdf(act("et"))


def texts(document: ReadDocument) -> list[str]:
    return [each.text for each in document.paragraphs]


# What is refused


def zipped(**entries: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return made.getvalue()


def pdf_of(pages: int = 1, content: bytes = b"", password: str = "") -> bytes:
    """A PDF without tags, its pages all alike."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        if content:
            stream = DecodedStreamObject()
            stream.set_data(content)
            page[NameObject("/Contents")] = stream
            page[NameObject("/Resources")] = DictionaryObject(
                {
                    NameObject("/Font"): DictionaryObject(
                        {
                            NameObject("/F1"): DictionaryObject(
                                {
                                    NameObject("/Type"): NameObject("/Font"),
                                    NameObject("/Subtype"): NameObject("/Type1"),
                                    NameObject("/BaseFont"): NameObject("/Helvetica"),
                                }
                            )
                        }
                    )
                }
            )
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def lying(content: bytes) -> bytes:
    """A package whose first part says that it is smaller than it is."""
    at = content.index(b"PK\x01\x02")
    while b"word/document.xml" not in content[at + 46 : at + 46 + 20]:
        at = content.index(b"PK\x01\x02", at + 1)
    return content[: at + 24] + struct.pack("<I", 10) + content[at + 28 :]


def hostile(declaration: str) -> bytes:
    text = f"<?xml version='1.0'?>{declaration}" + root("document", paragraph("&x;"))
    return with_part(DOCX, "word/document.xml", text.encode())


OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

REFUSED: Final[dict[str, tuple[str, bytes]]] = {
    "empty": ("a.docx", b" \n"),
    "too_large": ("a.txt", b"a" * (MOST_BYTES + 1)),
    "too_much_text": ("a.txt", b"sona " * 700_000),
    "too_many_pages": ("a.pdf", pdf_of(MOST_PAGES + 1)),
    "kind": ("a.rtf", b"{\\rtf1 Tere}"),
    "old_word": ("a.doc", OLE),
    "container": ("a.asice", b"PK\x03\x04"),
    "encrypted": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "macros": ("a.docm", DOCX),
    "broken": ("a.docx", DOCX[: len(DOCX) // 2]),
    "bomb": ("a.docx", zipped(**{"word/document.xml": bytes(20_000_000)})),
    "doctype": ("a.docx", hostile("<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>")),
    "scanned": ("a.pdf", pdf_of(2)),
    "no_text": ("a.docx", word_file("<w:p/>")),
    "encoding": ("a.txt", b"\xff\x81 m\xf5ni"),
}
"""By reason: a file that is refused for it."""

UNKNOWN_ENCODING: Final = b"<?xml version='1.0' encoding='x-no'?><a/>"

ALSO_REFUSED: Final[list[tuple[str, str, bytes]]] = [
    ("kind", "a.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text")),
    ("kind", "a.xlsx", zipped(**{"xl/workbook.xml": b"<a/>"})),
    ("container", "a.zip", zipped(mimetype=b"application/vnd.etsi.asic-e+zip")),
    ("macros", "a.docx", with_part(DOCX, "word/vbaProject.bin", b"\0")),
    ("macros", "a.docx", with_part(DOCX, "word/VBADATA.xml", b"<a/>")),
    (
        "macros",
        "a.docx",
        with_part(
            DOCX,
            "[Content_Types].xml",
            b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>",
        ),
    ),
    ("broken", "a.docx", with_part(DOCX, "word/document.xml", None)),
    ("broken", "a.docx", with_part(DOCX, "word/document.xml", b"<a><b></a>")),
    ("broken", "a.docx", b"Tere"),
    ("broken", "a.pdf", b"Tere"),
    ("broken", "a.pdf", PDF[:3000]),
    ("broken", "a.docx", lying(DOCX)),
    ("broken", "a.docx", DOCX[30:]),
    ("encrypted", "a.pdf", pdf_of(1, b"BT ET", password="saladus")),
    ("doctype", "a.docx", hostile("<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY x '&a;&a;'>]>")),
    ("doctype", "a.docx", with_part(DOCX, "word/styles.xml", b"<!DOCTYPE a><a/>")),
    ("encoding", "a.docx", with_part(DOCX, "word/styles.xml", UNKNOWN_ENCODING)),
    ("bomb", "a.docx", with_part(DOCX, "word/document.xml", b"<a>" * 300)),
    ("encoding", "a.md", b"a\0b"),
    ("encoding", "a.html", b"<p>\xf5\xe4</p>"),
    ("no_text", "a.html", b"<script>alert(1)</script>"),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_read_is_refused_with_one_message(reason: str, language: Language) -> None:
    name, content = REFUSED[reason]
    with pytest.raises(RefusedDocumentError) as refused:
        read(content, name)
    assert refused.value.reason == reason
    text = refused.value.text(language)
    assert text.startswith(f"{name}: ")
    assert "\n" not in text
    assert "{" not in text


@pytest.mark.parametrize(("reason", "name", "content"), ALSO_REFUSED)
def test_disguises_are_refused_for_the_same_reasons(reason: str, name: str, content: bytes) -> None:
    with pytest.raises(RefusedDocumentError) as refused:
        read(content, name)
    assert refused.value.reason == reason


def test_every_reason_has_a_file_that_is_refused_for_it(tmp_path: Path) -> None:
    with pytest.raises(RefusedDocumentError) as refused:
        read_file(tmp_path / "no.docx")
    keys = Catalogue.load("perenou.acts.read", "texts").keys()
    assert {key.rpartition(".")[2] for key in keys} == {*REFUSED, refused.value.reason}


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(RefusedDocumentError, match="too_large"):
        read_file(path)


def test_a_part_that_says_less_than_it_holds_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package, "MOST_PART", 1000)
    with pytest.raises(RefusedDocumentError, match="bomb"):
        read(DOCX, "a.docx")


def test_a_package_of_too_many_parts_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ENTRIES", 3)
    with pytest.raises(RefusedDocumentError, match="bomb"):
        read(DOCX, "a.docx")


def test_without_its_library_a_pdf_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError):
        read(PDF, "a.pdf")
    assert read(DOCX, "a.docx").format == "docx"


@pytest.mark.properties
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_is_refused_or_read_and_never_fails(data: st.DataObject) -> None:
    content, name = data.draw(st.sampled_from([(DOCX, "a.docx"), (PDF, "a.pdf")]))
    at = data.draw(st.integers(0, len(content) - 1))
    damage = data.draw(st.binary(max_size=40))
    lost = data.draw(st.integers(0, 60))
    with suppress(RefusedDocumentError):
        read(content[:at] + damage + content[at + lost :], name)


# DOCX


def test_raised_figures_are_superscripts_and_runs_are_joined() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    content = word_file(paragraph("PHS § 21", raised, " lg", " 1"))
    assert texts(read(content, "a.docx")) == ["PHS § 21¹ lg 1"]


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    inserted = "<w:ins><w:r><w:t>260</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>240</w:delText></w:r></w:del>"
    found = read(word_file(paragraph("Summa ", deleted, inserted, " eurot")), "a.docx")
    assert texts(found) == ["Summa 260 eurot"]
    assert found.changes == 2
    assert read(DOCX, "a.docx").changes == 0


def test_signs_links_fields_and_boxes_are_read_once_and_in_order() -> None:
    linked = "<w:hyperlink><w:r><w:t>siit</w:t></w:r></w:hyperlink>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>7</w:t><w:br/></w:r>"
    inner = f"<w:txbxContent>{paragraph('kast')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph('väli')}</w:sdtContent></w:sdt>"
    content = word_file(paragraph("Vaata ", linked, field, "lõpp", box) + control)
    assert texts(read(content, "a.docx")) == ["Vaata siit\t7\nlõpp", "kast", "väli"]


def test_edges_and_notes_come_after_the_body_and_are_told_apart() -> None:
    content = word_file(
        paragraph("keha"),
        word__footnotes_xml=root("footnotes", root("footnote", paragraph("märkus"))),
        word__header1_xml=root("hdr", paragraph("päis")),
        word__footer2_xml=root("ftr", paragraph("jalus")),
    )
    found = [(each.number, each.where, each.text) for each in read(content, "a.docx").paragraphs]
    assert found == [
        (1, "body", "keha"),
        (2, "header", "päis"),
        (3, "footer", "jalus"),
        (4, "footnote", "märkus"),
    ]


def test_headings_and_lists_are_known_by_their_styles_however_deep() -> None:
    def style(id: str, name: str, based: str = "", shape: str = "") -> str:
        return (
            f'<w:style w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
            f"<w:pPr>{shape}</w:pPr></w:style>"
        )

    numbered = '<w:numPr><w:numId w:val="7"/></w:numPr>'
    styles = root(
        "styles",
        style("P3", "heading 3")
        + style("Minu", "Minu pealkiri", "P3")
        + style("Ring", "Ring", "Ring")
        + style("Loend", "Loend", "", numbered)
        + style("Tiitel", "Title"),
    )
    lists = root(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl><w:numFmt w:val="bullet"/></w:lvl>'
        '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl><w:numFmt w:val="decimal"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>',
    )
    shapes = {
        "minu": '<w:pStyle w:val="Minu"/>',
        "ring": '<w:pStyle w:val="Ring"/>',
        "tiitel": '<w:pStyle w:val="Tiitel"/>',
        "tase": '<w:outlineLvl w:val="1"/>',
        "keha": '<w:outlineLvl w:val="9"/>',
        "loend": '<w:pStyle w:val="Loend"/>',
        "täpid": '<w:numPr><w:numId w:val="6"/></w:numPr>',
        "ei": '<w:pStyle w:val="Loend"/><w:numPr><w:numId w:val="0"/></w:numPr>',
    }
    body = "".join(paragraph(text, shape=shape) for text, shape in shapes.items())
    content = word_file(body, word__styles_xml=styles, word__numbering_xml=lists)
    found = {each.text: (each.level, each.listed) for each in read(content, "a.docx").paragraphs}
    assert found == {
        "minu": (3, None),
        "ring": (0, None),
        "tiitel": (1, None),
        "tase": (2, None),
        "keha": (0, None),
        "loend": (0, "numbers"),
        "täpid": (0, "bullets"),
        "ei": (0, None),
    }


def test_a_table_in_a_table_has_cells_of_its_own() -> None:
    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"

    content = word_file(table(paragraph("a"), table(paragraph("b")) + paragraph("c")))
    found = {each.text: each.cell for each in read(content, "a.docx").paragraphs}
    assert found == {"a": Cell(1, 1, 1), "b": Cell(2, 1, 1), "c": Cell(1, 1, 2)}


def test_pages_are_counted_where_word_left_its_marks() -> None:
    mark = "<w:r><w:lastRenderedPageBreak/><w:t>teine</w:t></w:r>"
    body = paragraph("üks") + paragraph(mark) + paragraph("pooleli ", mark) + paragraph("neljas")
    found = read(word_file(body), "a.docx")
    assert [each.page for each in found.paragraphs] == [1, 2, 2, 3]
    assert found.pages == 3
    assert [each.page for each in read(word_file(paragraph("a")), "a.docx").paragraphs] == [None]


def test_empty_paragraphs_are_counted_and_left_out() -> None:
    found = read(word_file(paragraph("a") + "<w:p/>" + paragraph("b")), "a.docx")
    assert [(each.number, each.text) for each in found.paragraphs] == [(1, "a"), (3, "b")]
    assert found.paragraph(3).text == "b"
    with pytest.raises(KeyError):
        found.paragraph(2)
    assert found.text == "a\nb\n"


# PDF


def set_page(*lines: tuple[int, int, str]) -> bytes:
    """What draws lines: how high, how large, and the words."""
    return b"".join(
        f"BT /F1 {size} Tf 70 {height} Td ({text}) Tj ET\n".encode("latin-1")
        for height, size, text in lines
    )


def test_a_pdf_without_tags_is_read_by_how_its_lines_stand() -> None:
    content = set_page(
        (780, 16, "Teade"),
        (740, 11, "Maksame teile lapsetoetust alates kuu esimesest; see kestab kuni"),
        (726, 11, "1. detsembrini 2026, kui laps ei jaga enam elukohta teiega koos. Pere"),
        (712, 11, "teatab."),
        (690, 11, "Teine selle kirja kahest, mis on samuti pikk kui leht seda lubab ja"),
        (676, 11, "kestab."),
        (654, 11, "1. Esimene punkt."),
        (640, 11, "2. Teine punkt."),
    )
    found = read(pdf_of(2, content), "a.pdf")
    assert texts(found)[:5] == [
        "Teade",
        "Maksame teile lapsetoetust alates kuu esimesest; see kestab kuni 1. detsembrini 2026, "
        "kui laps ei jaga enam elukohta teiega koos. Pere teatab.",
        "Teine selle kirja kahest, mis on samuti pikk kui leht seda lubab ja kestab.",
        "Esimene punkt.",
        "Teine punkt.",
    ]
    assert [each.page for each in found.paragraphs] == [1] * 5 + [2] * 5
    assert [each.listed for each in found.paragraphs[3:5]] == ["numbers"] * 2


@pytest.mark.parametrize(
    ("height", "size", "expected"),
    [(704, 7, "PHS § 21¹ lg 1"), (700, 7, "PHS § 211 lg 1"), (704, 11, "PHS § 211 lg 1")],
)
def test_raised_figures_of_a_pdf_are_superscripts(height: int, size: int, expected: str) -> None:
    pieces = [(70, 700, 11, "PHS \\247 21"), (117, height, size, "1"), (122, 700, 11, " lg 1")]
    content = "".join(
        f"BT /F1 {letters} Tf 1 0 0 1 {left} {up} Tm ({text}) Tj ET\n"
        for left, up, letters, text in pieces
    )
    assert texts(read(pdf_of(1, content.encode()), "a.pdf")) == [expected]


def test_a_pdf_that_draws_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf_of(3, set_page((700, 11, "Tekst")))
    assert read(content, "a.pdf").pages == 3
    monkeypatch.setattr(read_pdf, "MOST_OPERATORS", 14)
    with pytest.raises(RefusedDocumentError, match="bomb"):
        read(content, "a.pdf")


def test_pages_without_text_are_named() -> None:
    writer = pypdf.PdfWriter(BytesIO(pdf_of(1, set_page((700, 11, "Tekst")))))
    writer.add_blank_page(595, 842)
    made = BytesIO()
    writer.write(made)
    found = read(made.getvalue(), "a.pdf")
    assert (found.pages, found.silent_pages) == (2, (2,))


def stamped(stamp: bytes) -> bytes:
    """The act's PDF with something drawn over its first page by another program."""
    writer = pypdf.PdfWriter(BytesIO(PDF))
    page = writer.pages[0]
    stamp_page = pypdf.PdfReader(BytesIO(pdf_of(1, stamp))).pages[0]
    page.merge_page(stamp_page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "stamp",
    [
        set_page((20, 9, "Registreeritud")),
        b"BT /F1 9 Tf 70 20 Td /P <</MCID 900>> BDC (Registreeritud) Tj EMC ET",
        b"/P <</MCID 901>> BDC BT /F1 9 Tf 70 20 Td (Registreeritud) Tj ET EMC",
    ],
)
def test_text_outside_the_tags_of_a_pdf_is_not_lost(stamp: bytes) -> None:
    found = read(stamped(stamp), "a.pdf")
    assert "Registreeritud" in found.text
    assert {each.cell for each in found.paragraphs} == {None}


# Lines


def test_lines_are_joined_where_they_were_broken() -> None:
    lines = [
        "Lugupeetud Mari Näide",
        "",
        "Teie taotlus jõudis meieni 24. novembril ja me vaatame selle läbi 10",
        "päeva jooksul. Toetus makstakse alates",
        "- esimene",
        "- teine",
    ]
    assert [one_line(each) for each in unwrapped(lines) if each] == [
        lines[0],
        f"{lines[2]} {lines[3]}",
        *lines[4:],
    ]


def test_a_date_or_a_section_at_the_start_of_a_line_begins_no_paragraph() -> None:
    full = "Toetust makstakse selle seaduse järgi ja vanaduspensioni ajal kuni"
    for following in ("1. detsembrini.", "§ 17 lg 1 alusel.", "– kui laps õpib."):
        assert len(list(unwrapped([full, following]))) == 1, following
    for following in ("1. Detsember.", "1) esitab.", "§ 17. Lapsetoetus", "• punkt"):
        assert len(list(unwrapped([full, following]))) == 2, following


def test_words_that_a_line_parts_are_whole_again() -> None:
    assert one_line("vanema\u00ad\nhüvitis Ida-\nViru  maal\n ja mai–\njuuni –\nsiis") == (
        "vanemahüvitis Ida-Viru maal ja mai–juuni – siis"
    )


def test_lines_of_another_size_or_further_away_begin_a_paragraph() -> None:
    wide = "x" * 40
    lines = [Line(wide, 700, 11), Line(wide, 686, 11), Line(wide, 660, 11), Line(wide, 646, 14)]
    assert [len(text.split("\n")) for _, text in set_together([lines])] == [2, 1, 1]


# HTML, Markdown and text


def test_html_is_read_from_its_main_part() -> None:
    found = read(
        (
            '<!DOCTYPE html><html lang="et"><head><title>Leht</title><meta name="author"'
            ' content="Amet"><style>p{}</style></head><body><nav>Menüü</nav><main><h2>Toetus</h2>'
            "<p>PHS &sect; 21<sup>1</sup>  on\n<b>alus</b>.<br>Teine rida<p>Järgmine"
            "<ul><li>üks<ol><li>sees</ol><li>kaks</ul><script>alert('x')</script>"
            "<table><thead><tr><th>Kuu<tbody><tr><td>mai<p>juuni</td></tr></table></main>"
            "<footer>Jalus</footer></body></html>"
        ).encode(),
        "a.html",
    )
    assert [(each.text, each.level, each.listed, each.cell) for each in found.paragraphs] == [
        ("Toetus", 2, None, None),
        ("PHS § 21¹ on alus.\nTeine rida", 0, None, None),
        ("Järgmine", 0, None, None),
        ("üks", 0, "bullets", None),
        ("sees", 0, "numbers", None),
        ("kaks", 0, "bullets", None),
        ("Kuu", 0, None, Cell(1, 1, 1, True)),
        ("mai", 0, None, Cell(1, 2, 1)),
        ("juuni", 0, None, Cell(1, 2, 1)),
    ]
    assert (found.metadata.title, found.metadata.author) == ("Leht", "Amet")
    assert found.metadata.language == "et"


@pytest.mark.parametrize(
    "page",
    [
        "<main><p hidden>x<p>Toetus<p>on 80 eurot</main>",
        "<ul><li hidden>x<p>y<li>Toetus</ul><p>on 80 eurot</p>",
        "<ul><li hidden>x<ul><li>y</ul></ul><p>Toetus</p><p>on 80 eurot</p>",
        "<table><tr><td hidden>x<td>Toetus<tr hidden><td>y<tr><td>on 80 eurot</table>",
        "<dl><dt>Toetus<dd hidden>x<dt>on 80 eurot</dl>",
        '<div><p style="display: none">x</div><p>Toetus</p><p>on 80 eurot</p>',
    ],
)
def test_what_is_hidden_ends_where_html_lets_it_end(page: str) -> None:
    """Many elements need no end tag; what stands behind one is not hidden with it."""
    told = read(page.encode(), "a.html")
    assert [each.text.strip() for each in told.paragraphs] == ["Toetus", "on 80 eurot"]


def test_html_in_an_old_encoding_is_read_when_it_says_so() -> None:
    text = '<meta charset="windows-1257"><p>Šõäöü</p>'
    assert texts(read(text.encode("windows-1257"), "a.htm")) == ["Šõäöü"]


def test_markdown_is_read_without_its_signs() -> None:
    found = read(
        (
            "---\ntitle: Juhend\n---\n# Toetus #\n\nKiri **rasvane** ja [link](https://x.ee) ja\n"
            "_kaldu_, § 21<sup>1</sup>, a_b_c, 2 \\* 3.\n\n- üks\n- kaks\n  veel\n1. Kolm\n\n"
            "Pealkiri\n---\n\n| Kuu | Summa |\n|---|---:|\n| mai | 80 |\n\n> tsitaat\n\n"
            "```\n# kood\n```\n***\n"
        ).encode(),
        "a.md",
    )
    assert [(each.text, each.level, each.listed, each.cell) for each in found.paragraphs] == [
        ("Toetus", 1, None, None),
        ("Kiri rasvane ja link ja kaldu, § 21¹, a_b_c, 2 * 3.", 0, None, None),
        ("üks", 0, "bullets", None),
        ("kaks veel", 0, "bullets", None),
        ("Kolm", 0, "numbers", None),
        ("Pealkiri", 2, None, None),
        ("Kuu", 0, None, Cell(1, 1, 1, True)),
        ("Summa", 0, None, Cell(1, 1, 2, True)),
        ("mai", 0, None, Cell(1, 2, 1)),
        ("80", 0, None, Cell(1, 2, 2)),
        ("tsitaat", 0, None, None),
        ("# kood", 0, None, None),
    ]
    assert found.metadata.title == "Juhend"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_text_of_an_act_is_read_as_its_paragraphs(language: Language) -> None:
    document = act(language)
    found = read(plain(document).encode(), "a.txt")
    read_lines = [piece for line in lines_read(found) for piece in line.split(" | ")]
    assert [line.strip(" |") for line in read_lines if line.strip(" |")] == lines_of(document)


@pytest.mark.parametrize("encode", [lambda t: t.encode("utf-16"), lambda t: t.encode("utf-8-sig")])
def test_text_in_other_unicode_forms_is_read(encode: Callable[[str], bytes]) -> None:
    assert texts(read(encode("Tere, õed\r\n\r\nja vennad"), "a.txt")) == ["Tere, õed", "ja vennad"]
