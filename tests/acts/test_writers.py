from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject
from tests.acts.as_lines import lines_of, lines_read
from tests.acts.samples import FROM, ISSUED, WORDS, act, said, table

from perenou.acts.document import (
    Block,
    Document,
    Grid,
    Listing,
    Paragraph,
    Part,
    Portion,
    Span,
    plain,
)
from perenou.acts.page import errors
from perenou.acts.page.errors import MissingLibraryError, UnwritableTextError
from perenou.acts.page.layout import edge, link, shown, widths
from perenou.acts.read.document import ReadDocument
from perenou.acts.read.read import read, read_file
from perenou.acts.write_docx import as_docx
from perenou.acts.write_html import as_html
from perenou.acts.write_pdf import as_pdf
from perenou.language.grammar import LANGUAGES, Language

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MONTHS: Final = 40
"""So many rows go over a page."""

WRITERS: Final[dict[str, Callable[[Document], bytes]]] = {
    "html": lambda document: as_html(document).encode(),
    "docx": as_docx,
    "pdf": as_pdf,
}

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_writer = pytest.mark.parametrize("suffix", WRITERS)


def written(document: Document, suffix: str) -> ReadDocument:
    return read(WRITERS[suffix](document), f"act.{suffix}")


def part_of(content: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))


# The same text everywhere


@each_language
@each_writer
def test_every_format_says_what_the_document_says(language: Language, suffix: str) -> None:
    document = act(language, MONTHS)
    assert lines_read(written(document, suffix)) == lines_of(document)


@each_writer
def test_headings_lists_and_tables_are_told_apart_in_every_format(suffix: str) -> None:
    document = act("et", MONTHS)
    found = [each for each in written(document, suffix).paragraphs if each.where == "body"]
    headings = [(each.level, each.text) for each in found if each.level]
    words = WORDS["et"]
    assert headings == [
        (1, words["title"]),
        *((2, words[key]) for key in ("operative", "calculation", "duties", "contest")),
    ]
    listed = [(each.listed, each.text) for each in found if each.listed]
    assert listed == [
        ("bullets", words["duty_1"]),
        ("bullets", words["duty_2"]),
        *(("numbers", words[key]) for key in ("first", "second", "second", "first")),
    ]
    cells = [each.cell for each in found if each.cell]
    assert [cell.is_head for cell in cells[:5]] == [True] * 4 + [False]
    assert {(cell.table, cell.row) for cell in cells} == {(1, row) for row in range(1, MONTHS + 3)}


@each_writer
def test_the_same_document_is_the_same_file(suffix: str) -> None:
    assert WRITERS[suffix](act("et")) == WRITERS[suffix](act("et"))


@each_writer
def test_a_file_names_its_title_and_language_and_no_person(suffix: str) -> None:
    told = written(act("ru"), suffix).metadata
    assert told.title == WORDS["ru"]["title"]
    assert told.language.startswith("ru")
    assert told.author == ""


@pytest.mark.properties
@pytest.mark.parametrize("suffix", ["html", "docx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cn", "Co", "Cf", "Cc", "Zs", "Zl", "Zp"]),
        min_size=1,
    )
)
def test_any_text_comes_out_as_it_went_in(suffix: str, text: str) -> None:
    document = act("et", 1, text)
    assert lines_read(written(document, suffix)) == lines_of(document)


@pytest.mark.properties
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text("#$*_`@<>[]{}()\\/\"'=+-~^&%|;:.,aõÄ§¹²1", min_size=1))
def test_no_sign_is_a_command_in_a_pdf(text: str) -> None:
    document = act("et", 1, text)
    without_spaces = "".join("".join(lines_read(written(document, "pdf"))).split())
    assert "".join("".join(lines_of(document)).split()) == without_spaces


@each_writer
def test_unseen_and_forbidden_characters_do_not_reach_a_file(suffix: str) -> None:
    document = act("et", 1, "enne\x00\x0b\u202e123\ud800\nkuni")
    assert WORDS["et"]["hard"] + "enne123 kuni" in lines_read(written(document, suffix))


@each_writer
def test_a_row_that_does_not_fit_its_head_is_an_error(suffix: str) -> None:
    crooked = Grid("Tabel", ("a", "b"), ((said("1"),),))
    document = replace(act("et"), portions=(Portion(Part.CALCULATION, "", (crooked,)),))
    with pytest.raises(ValueError, match="Tabel: row 1 has 1 cells, the head 2: 1"):
        WRITERS[suffix](document)


NOTES: Final = {
    "et": ("Mustand", "Tõlge"),
    "en": ("Draft", "Translation"),
    "ru": ("Проект", "Перевод"),
}
"""By language: how the page says that something is a draft, and that it is a reading copy."""


@each_writer
@each_language
def test_a_draft_says_so_outside_the_text_as_long_as_it_is_one(
    suffix: str, language: Language
) -> None:
    draft = act(language)
    assert NOTES[language][0] in visible(draft, suffix)
    assert lines_read(written(draft, suffix)) == lines_of(draft)
    final = visible(replace(draft, gaps=()), suffix)
    assert not any(note in final for note in NOTES[language])


@each_language
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_further_pages_of_a_reading_copy_say_what_it_is(suffix: str, language: Language) -> None:
    copy = replace(act(language, MONTHS), gaps=(), is_reading_copy=True)
    assert visible(copy, suffix).count(NOTES[language][1]) == 1
    assert lines_read(written(copy, suffix)) == lines_of(copy)


def visible(document: Document, suffix: str) -> str:
    """All that a reader sees, page edges included."""
    content = WRITERS[suffix](document)
    if suffix == "docx":
        return read(content, "act.docx").text
    if suffix == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return content.decode()


# What all writers decide alike


def test_a_figure_stays_on_the_line_of_what_it_counts() -> None:
    assert shown(Span("1 234,56 eurot", "amount", 123456)) == "1\u00a0234,56\u00a0eurot"
    assert shown(Span("PHS § 17 lg 1", "provision", provision="PHS § 17 lg 1")).count(" ") == 0
    assert shown(Span("24. november 2026", "name")) == "24. november 2026"
    long = {
        "1. oktoobrist 2026 kuni 31. detsembrini 2027": (
            "1._oktoobrist_2026 kuni_31._detsembrini_2027"
        ),
        "perehüvitiste seaduse (PHS) § 17 lg 1 p 2": "perehüvitiste seaduse (PHS) §_17_lg_1_p_2",
    }
    for text, expected in long.items():
        assert shown(Span(text, "day")) == expected.replace("_", "\u00a0")


def test_a_provision_opens_in_the_wording_of_its_day() -> None:
    here = Span("PHS § 17 lg 1", "provision", provision="PHS § 17 lg 1", wording=FROM)
    assert (link(here) or "").endswith("/akt/111072026059#para17lg1")
    assert (link(replace(here, wording=None)) or "").endswith("?leiaKehtiv#para17lg1")
    assert link(replace(here, provision="883/2004 art 68(1)(b)(i)")) is None
    assert link(Span("PHS § 17")) is None


def test_columns_are_as_wide_as_what_cannot_be_broken() -> None:
    wide = "x" * 200
    grid = Grid("T", ("a", "b", "pikkpealkiri"), ((said("1"), said(f"{wide} "), said("a b")),))
    assert widths(grid) == (7, 203, 17)


def test_columns_that_share_a_page_are_never_narrower_than_their_words() -> None:
    text = "sõna " * 20
    grid = Grid("T", ("ab", "Ettepanekuga", "c"), ((said(text), said("1"), said(text)),))
    first, middle, last = widths(grid)
    assert first == last > middle
    assert middle / (first + middle + last) >= len("Ettepanekuga") / 88


def test_a_long_title_is_cut_after_a_word_at_the_edge_of_the_page() -> None:
    document = replace(act("et"), title="Otsus " + "pikkade sõnade " * 9)
    assert edge(document) == "Otsus pikkade sõnade pikkade sõnade pikkade sõnade pikkade sõnade …"
    assert edge(act("et")) == WORDS["et"]["title"]


@each_writer
def test_a_document_may_hold_nothing_but_its_title(suffix: str) -> None:
    document = Document("letter", "et", "Kiri", None, ())
    assert lines_read(written(document, suffix)) == ["Kiri"]


@each_writer
def test_headings_above_the_title_are_no_headings(suffix: str) -> None:
    parts = (
        Portion(Part.HEADER, "Asutus", (Paragraph(said("Amet")),)),
        Portion(Part.CALCULATION, "", (table("et", 1),)),
    )
    document = Document("letter", "et", "Kiri", ISSUED, parts)
    found = written(document, suffix)
    assert lines_read(found) == lines_of(document)
    assert [each.text for each in found.paragraphs if each.level] == ["Kiri"]
    assert plain(document).startswith("\nAsutus\nAmet\n\nKiri\n")


# HTML


class _Tags(HTMLParser):
    """Checks that tags close in order, and gathers them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(document: Document) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(as_html(document))
    parser.close()
    assert parser.open == []
    return parser.seen


@each_language
def test_a_page_is_built_of_meaning(language: Language) -> None:
    found = tags(act(language))
    names = [name for name, _ in found]
    assert found[0] == ("html", {"lang": language})
    assert (names.count("main"), names.count("h1"), names.count("h2")) == (1, 1, 4)
    assert names.count("table") == names.count("caption") == 1
    scopes = [told.get("scope") for name, told in found if name == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 7
    ids = {told["id"] for _, told in found if "id" in told}
    assert {told["aria-labelledby"] for _, told in found if "aria-labelledby" in told} == ids
    assert names.count("mark") == 1
    assert ("data", {"value": "71000"}) in found
    assert ("time", {"datetime": "2026-10-01"}) in found


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    found = tags(act("et"))
    assert {name for name, _ in found} & {"script", "link", "img", "iframe", "object"} == set()
    assert not [key for _, told in found for key in told if key.startswith("on") or key == "src"]
    assert "url(" not in as_html(act("et"))
    hosts = {
        re.sub(r"(https://[^/]+)/.*", r"\1", told["href"] or "")
        for name, told in found
        if name == "a"
    }
    assert hosts == {"https://www.riigiteataja.ee"}


# DOCX


@each_language
def test_word_finds_its_own_styles(language: Language) -> None:
    content = as_docx(act(language))
    body, styles = part_of(content, "word/document.xml"), part_of(content, "word/styles.xml")
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
        for style in styles.iter(f"{W}style")
    }
    used = {each.get(f"{W}val") for each in body.iter(f"{W}pStyle")}
    assert {names[id] for id in used} >= {
        *("heading 1", "heading 2", "List Bullet", "List Number", "caption"),
        {"et": "Oma tekst", "en": "Own text", "ru": "Свой текст"}[language],
    }
    letters = {names[each.get(f"{W}val")] for each in body.iter(f"{W}rStyle")}
    gap = {"et": "Lünk", "en": "Gap", "ru": "Пропуск"}[language]
    assert letters == {"Strong", "Hyperlink", gap}
    locale = {"et": "et-EE", "en": "en-GB", "ru": "ru-RU"}[language]
    assert [each.get(f"{W}val") for each in styles.iter(f"{W}lang")] == [locale]


def test_a_word_table_repeats_its_head_and_says_what_it_is() -> None:
    body = part_of(as_docx(act("et")), "word/document.xml")
    rows = list(body.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 7
    for name in ("tblCaption", "tblDescription"):
        assert [each.get(f"{W}val") for each in body.iter(f"{W}{name}")] == [WORDS["et"]["caption"]]
    sides = [cell.find(f"{W}p/{W}pPr/{W}jc") is not None for cell in rows[1].iter(f"{W}tc")]
    assert sides == [False, False, False, True]


def test_a_word_file_holds_nothing_of_an_empty_one() -> None:
    with ZipFile(BytesIO(as_docx(act("et")))) as package:
        assert sorted(package.namelist()) == [
            *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
            *("word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml"),
            *("word/footer1.xml", "word/footer2.xml", "word/header1.xml", "word/header2.xml"),
            *("word/numbering.xml", "word/settings.xml", "word/styles.xml"),
            "word/theme/theme1.xml",
        ]


def test_each_numbered_list_begins_at_one() -> None:
    content = as_docx(act("et"))
    numbers = [
        each.get(f"{W}val") for each in part_of(content, "word/document.xml").iter(f"{W}numId")
    ]
    assert numbers == ["3", "3", "4", "4"]
    starts = part_of(content, "word/numbering.xml").iter(f"{W}startOverride")
    assert [each.get(f"{W}val") for each in starts] == ["1", "1"]


def test_pages_are_a4_and_numbered_by_fields() -> None:
    content = as_docx(act("ru"))
    size = next(part_of(content, "word/document.xml").iter(f"{W}pgSz"))
    assert [int(size.get(f"{W}{side}", "0")) // 10 for side in "wh"] == [1190, 1683]
    with ZipFile(BytesIO(content)) as package:
        footers = [name for name in package.namelist() if name.startswith("word/footer")]
    assert len(footers) == 2
    for name in footers:
        footer = part_of(content, name)
        fields = [each.get(f"{W}instr") for each in footer.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
        said = "".join(each.text or "" for each in footer.iter(f"{W}t"))
        assert said.removeprefix(WORDS["ru"]["title"]) == "Стр. 1 из 1"


def test_each_part_and_each_own_paragraph_can_be_found_again() -> None:
    document = act("et")
    found = [each for each in written(document, "docx").paragraphs if each.where == "body"]
    parts = [part for part in Part if any(each.part is part for each in found)]
    assert parts == sorted(
        {*(p.part for p in document.portions), Part.HEADING}, key=list(Part).index
    )
    assert [each.text for each in found if each.own] == [WORDS["et"]["own"]]
    by_part = {part: [each.text for each in found if each.part is part] for part in parts}
    assert by_part[Part.HEADING] == [WORDS["et"]["title"]]
    assert by_part[Part.DUTIES] == [WORDS["et"][key] for key in ("duties", "duty_1", "duty_2")]
    html = list(written(document, "html").paragraphs)
    assert [(each.part, each.own) for each in html] == [(each.part, each.own) for each in found]


def test_a_part_that_comes_twice_has_two_bookmarks() -> None:
    portion = Portion(Part.REASONS, "", (Paragraph(said("Sest.")),))
    document = Document("letter", "et", "Kiri", ISSUED, (portion, portion))
    body = part_of(as_docx(document), "word/document.xml")
    names = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    assert names == ["part_heading", "part_reasons", "part_reasons_2"]
    assert [each.part for each in written(document, "docx").paragraphs][1:3] == [Part.REASONS] * 2


def office(content: bytes, folder: Path, form: str) -> Path:
    """A file as LibreOffice saves it in another form."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed; .ci/run installs it")
    file = folder / "act.docx"
    file.write_bytes(content)
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"),
            *("--convert-to", form, "--outdir", str(folder / "made"), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "made" / f"act.{form}"


@pytest.mark.slow
def test_libreoffice_saves_a_word_file_without_losing_anything(tmp_path: Path) -> None:
    document = act("et", MONTHS)
    before = read(as_docx(document), "act.docx")
    after = read_file(office(as_docx(document), tmp_path, "docx"))
    kept = [
        (each.text, each.level, each.listed, each.cell, each.part, each.own)
        for each in before.paragraphs
        if each.where == "body"
    ]
    assert [
        (each.text, each.level, each.listed, each.cell, each.part, each.own)
        for each in after.paragraphs
        if each.where == "body"
    ] == kept


@pytest.mark.slow
@each_language
def test_libreoffice_prints_a_word_file_with_the_head_on_each_page(
    language: Language, tmp_path: Path
) -> None:
    document = act(language, MONTHS)
    made = read_file(office(as_docx(document), tmp_path, "pdf"))
    printed = "".join(made.text.split())
    assert all("".join(line.split()) in printed for line in lines_of(document))
    head = "".join(WORDS[language]["head"].split("|"))
    assert made.pages == printed.count(head) > 1
    of = {"et": "/", "en": "of", "ru": "из"}[language]
    assert f"{made.pages}{of}{made.pages}" in printed


# PDF


def inside(value: object, *ways: str | int) -> DictionaryObject:
    """The dictionary that lies on a way down from a value of a PDF."""
    for way in ways:
        assert isinstance(value, (DictionaryObject, ArrayObject))
        value = value[way].get_object()  # type: ignore[index]
    assert isinstance(value, DictionaryObject)
    return value


def tree(root: DictionaryObject) -> list[tuple[str, DictionaryObject]]:
    """The structure of a PDF: each element with its tag, in order of reading."""
    found: list[tuple[str, DictionaryObject]] = []

    def walk(element: DictionaryObject) -> None:
        kids = element.get("/K")
        kids = kids.get_object() if kids is not None else None
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object() if kid is not None else None
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                found.append((str(kid["/S"]), kid))
                walk(kid)

    walk(root)
    return found


@each_language
def test_a_pdf_is_for_the_archive_and_for_screen_readers(language: Language) -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(act(language, MONTHS))))
    root = reader.root_object
    assert str(inside(root, "/MarkInfo")["/Marked"]) == "True"
    assert str(root["/Lang"]) == {"et": "et-EE", "en": "en-GB", "ru": "ru-RU"}[language]
    assert str(inside(root, "/ViewerPreferences")["/DisplayDocTitle"]) == "True"
    assert str(inside(root, "/OutputIntents", 0)["/S"]) == "/GTS_PDFA1"
    stream = inside(root, "/Metadata")
    assert isinstance(stream, StreamObject)
    metadata = stream.get_data().decode()
    for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        assert f"<{name}>{value}</{name}>" in metadata
    assert not {"/OpenAction", "/AA", "/AcroForm"} & root.keys()
    assert "/JavaScript" not in inside(root).get("/Names", DictionaryObject())


@each_language
def test_a_pdf_has_bookmarks_and_a_table_with_a_head_and_a_caption(language: Language) -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(act(language, MONTHS))))
    title, below = reader.outline
    assert isinstance(below, list)
    assert not isinstance(title, list)
    assert title.title == WORDS[language]["title"]
    assert [each.title for each in below if not isinstance(each, list)] == [
        WORDS[language][key] for key in ("operative", "calculation", "duties", "contest")
    ]
    names = [name for name, _ in tree(inside(reader.root_object, "/StructTreeRoot"))]
    assert (names.count("/H1"), names.count("/H2")) == (1, 4)
    assert (names.count("/Table"), names.count("/TH"), names.count("/Caption")) == (1, 4, 1)
    assert (names.count("/L"), names.count("/LI")) == (3, 6)
    assert names.count("/Link") >= MONTHS


def test_every_font_of_a_pdf_is_inside_it() -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(act("ru", MONTHS))))
    fonts = [
        inside(page, "/Resources", "/Font", name, "/DescendantFonts", 0, "/FontDescriptor")
        for page in reader.pages
        for name in inside(page, "/Resources", "/Font")
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & font.keys() for font in fonts)
    assert all("Libertinus" in str(font["/FontName"]) for font in fonts)


def test_the_head_of_a_long_table_stands_on_every_page_of_a_pdf() -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(act("et", MONTHS))))
    assert len(reader.pages) == 2
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert all(name in text for name in WORDS["et"]["head"].split("|"))
        assert f"Lk {number} / 2" in text


@each_language
@pytest.mark.parametrize("letters", ["中", "😀", "\ue000"])
def test_letters_that_no_font_has_are_named(language: Language, letters: str) -> None:
    with pytest.raises(UnwritableTextError) as refused:
        as_pdf(act(language, 1, f"Nimi {letters}"))
    assert refused.value.what
    assert "DOCX" in refused.value.text(language)
    assert letters in written(act(language, 1, f"Nimi {letters}"), "docx").text


# Libraries


@each_language
@pytest.mark.parametrize(("writer", "name"), [(as_docx, "python-docx"), (as_pdf, "typst")])
def test_a_missing_library_is_named(
    language: Language,
    writer: Callable[[Document], bytes],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(errors, "find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError) as missing:
        writer(act(language))
    assert name in missing.value.text(language)
    assert "make documents" in missing.value.text(language)


def test_no_library_loads_before_a_file_is_made() -> None:
    code = (
        "import perenou.acts.write_docx, perenou.acts.write_pdf, perenou.acts.write_html, "
        "perenou.acts.comments, perenou.acts.read.read, perenou.acts.read.read_pdf, sys; "
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"docx", "lxml", "pypdf", "typst", "pydantic", "numpy"} & set(done.stdout.split())


# ------------------------------------------------------------------------------ page breaks


def breaking(lines: int) -> Document:
    """An act in which a heading, its lead-in and a list follow so many lines."""
    filler = tuple(Paragraph((Span(f"Rida {at}."),)) for at in range(lines))
    items = tuple((Span(f"asjaolu {at}"),) for at in range(3))
    lead = Paragraph((Span("Otsus põhineb nendel asjaoludel:"),))
    portions = (
        Portion(Part.FACTS, "Asjaolud", filler),
        Portion(Part.REASONS, "Põhjendus", (lead, Listing(items))),
    )
    return replace(act("et"), portions=portions)


def test_no_page_of_a_pdf_ends_with_a_heading_or_a_lead_in() -> None:
    pages_of_lead = set()
    for lines in range(24, 40):
        made = pypdf.PdfReader(BytesIO(as_pdf(breaking(lines))))
        pages = [page.extract_text() for page in made.pages]
        (at,) = [at for at, text in enumerate(pages) if "Otsus põhineb" in text]
        assert "Põhjendus" in pages[at]
        assert "asjaolu 0" in pages[at]
        pages_of_lead.add(at)
    assert len(pages_of_lead) > 1


def signed(lines: int, last: Block) -> Document:
    """An act whose signature follows so many lines and a last block."""
    filler = tuple(Paragraph((Span(f"Rida {at}."),)) for at in range(lines))
    lines_of_it = tuple(Paragraph((Span(f"allkiri {at}"),)) for at in range(4))
    portions = (
        Portion(Part.CONTEST, "Vaidlustamine", (*filler, last)),
        Portion(Part.SIGNATURE, "", lines_of_it),
    )
    return replace(act("et"), portions=portions)


LAST: Final[dict[str, Block]] = {
    "paragraph": Paragraph(said("viimane lõik")),
    "list": Listing((said("esimene punkt"), said("viimane lõik"))),
    "table": Grid(
        "Tabel", ("a", "b"), ((said("esimene"), said("1")), (said("viimane lõik"), said("2")))
    ),
}
each_last = pytest.mark.parametrize("last", list(LAST))


@each_last
def test_a_signature_never_stands_alone_on_a_page_of_a_pdf(last: str) -> None:
    pages_of_signature = set()
    for lines in range(22, 40):
        made = pypdf.PdfReader(BytesIO(as_pdf(signed(lines, LAST[last]))))
        pages = [page.extract_text() for page in made.pages]
        (at,) = [at for at, text in enumerate(pages) if "allkiri 0" in text]
        assert "viimane lõik" in pages[at]
        assert "allkiri 3" in pages[at]
        pages_of_signature.add(at)
    assert len(pages_of_signature) > 1


@each_last
def test_word_keeps_a_signature_whole_and_with_the_last_block(last: str) -> None:
    with ZipFile(BytesIO(as_docx(signed(2, LAST[last])))) as made:
        body = made.read("word/document.xml").decode("utf-8")
    kept = [each for each in body.split("</w:p>") if "<w:keepNext/>" in each]
    assert any("viimane lõik" in each for each in kept)
    assert [f"allkiri {at}" in "".join(kept) for at in range(4)] == [True, True, True, False]
    assert not any("Rida 0" in each for each in kept)
    # A short table stays whole; the points of a list may part.
    assert any("esimene" in each for each in kept) == (last == "table")


def test_a_printed_page_keeps_its_signature_and_what_leads_in() -> None:
    made = as_html(breaking(2))
    assert '<p class="leads">Otsus põhineb' in made
    paper = made[made.index("@media print") :]
    assert "h1, h2, h3, caption, thead, .leads { break-after: avoid; }" in paper
    assert ".signature { break-before: avoid; }" in paper


def test_word_keeps_a_lead_in_with_what_it_leads_to() -> None:
    with ZipFile(BytesIO(as_docx(breaking(2)))) as made:
        body = made.read("word/document.xml").decode("utf-8")
    kept = [each for each in body.split("</w:p>") if "<w:keepNext/>" in each]
    assert len(kept) == 1
    assert "Otsus põhineb" in kept[0]
