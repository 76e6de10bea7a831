from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.acts.samples import WORDS, act
from tests.acts.word_files import paragraph, with_part, word_file

from perenou.acts.comments import Remark, with_comments
from perenou.acts.page import errors
from perenou.acts.page.errors import MissingLibraryError
from perenou.acts.read.document import ReadComment
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read import read
from perenou.acts.read.word_text import W, run_text
from perenou.acts.write_docx import as_docx

DOCX = as_docx(act("et"))


def marked(content: bytes) -> list[str]:
    """What each comment is about, by the marks around it."""
    with ZipFile(BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    found: dict[str, str] = {}
    open_marks: set[str] = set()
    for element in body.iter():
        id = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_marks.add(id)
            found[id] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_marks.remove(id)
        elif element.tag == f"{W}r":
            for mark in open_marks:
                found[mark] += run_text(element)
    assert not open_marks
    return [found[id] for id in sorted(found, key=int)]


def test_comments_stand_at_the_words_that_they_are_about() -> None:
    before = read(DOCX, "a.docx")
    place = next(each for each in before.paragraphs if "710" in each.text)
    title = next(each for each in before.paragraphs if each.level == 1)
    cell = next(each for each in before.paragraphs if each.cell and "345" in each.text)
    at = place.text.index("710")
    remarks = [
        Remark(place.number, at, at + 3, "Summa ei klapi.\nOotasime 700.", "Perenõu"),
        Remark(place.number, at + 1, at + 30, "kattub", "Perenõu"),
        Remark(title.number, 0, 0, "pealkiri", "Mari Näide"),
        Remark(cell.number, 0, 2, "lahter", "Perenõu"),
    ]
    made = with_comments(DOCX, "a.docx", remarks)
    assert marked(made) == ["710", place.text[at + 1 : at + 30], title.text, cell.text[:2]]
    after = read(made, "a.docx")
    assert after.paragraphs == before.paragraphs
    assert after.comments == tuple(
        ReadComment(each.paragraph, each.author, each.text) for each in remarks
    )


def test_comments_are_added_to_those_that_are_there() -> None:
    once = with_comments(DOCX, "a.docx", [Remark(1, 0, 3, "esimene", "A")])
    twice = with_comments(once, "a.docx", [Remark(1, 0, 5, "teine", "B")])
    assert [each.text for each in read(twice, "a.docx").comments] == ["esimene", "teine"]
    assert marked(twice) == ["Sot", "Sotsi"]


def test_raised_signs_tabs_and_tracked_words_count_as_they_are_read() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r>'
    inserted = "<w:ins><w:r><w:tab/><w:t>uus</w:t><w:br/><w:t>sõna</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>vana</w:delText></w:r></w:del>"
    content = word_file(paragraph("§ 3", raised, deleted, inserted, "lõpp"))
    text = read(content, "a.docx").paragraphs[0].text
    assert text == "§ 3¹²\tuus\nsõnalõpp"
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            made = with_comments(content, "a.docx", [Remark(1, start, end, "x", "y")])
            assert marked(made) == [text[start:end]]
            assert read(made, "a.docx").paragraphs[0].text == text


@pytest.mark.properties
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_no_comment_changes_the_text(data: st.DataObject) -> None:
    before = read(DOCX, "a.docx")
    body = [each for each in before.paragraphs if each.where == "body"]
    remarks = []
    for place in data.draw(st.lists(st.sampled_from(body), min_size=1, max_size=5)):
        start = data.draw(st.integers(0, len(place.text) - 1))
        end = data.draw(st.integers(start + 1, len(place.text)))
        remarks.append(Remark(place.number, start, end, "märkus", "Perenõu"))
    made = with_comments(DOCX, "a.docx", remarks)
    assert read(made, "a.docx").paragraphs == before.paragraphs
    assert marked(made) == [
        before.paragraph(each.paragraph).text[each.start : each.end] for each in remarks
    ]


@pytest.mark.parametrize(
    "place", [(0, 0, 1), (10_000, 0, 1), (1, 0, 10_000), (1, 5, 3), (1, -1, 3)]
)
def test_a_place_that_is_not_there_is_an_error(place: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"paragraph"):
        with_comments(DOCX, "a.docx", [Remark(*place, "x", "y")])


def test_a_header_holds_no_comment() -> None:
    header = next(each for each in read(DOCX, "a.docx").paragraphs if each.where == "header")
    with pytest.raises(ValueError, match="that can hold a comment"):
        with_comments(DOCX, "a.docx", [Remark(header.number, 0, 1, "x", "y")])


def test_a_file_that_is_not_read_gets_no_comments() -> None:
    with pytest.raises(RefusedDocumentError, match="macros"):
        with_comments(with_part(DOCX, "word/vbaProject.bin", b"\0"), "a.docx", [])


def test_without_the_library_there_are_no_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError):
        with_comments(DOCX, "a.docx", [])


def test_cut_words_keep_their_looks() -> None:
    made = with_comments(DOCX, "a.docx", [Remark(1, 3, 8, "x", "y")])
    with ZipFile(BytesIO(made)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    first = next(body.iter(f"{W}p"))
    styles = [
        (style.get(f"{W}val"), run_text(run))
        for run in first.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None and run_text(run)
    ]
    name = WORDS["et"]["authority"]
    assert styles == [("Strong", name[:3]), ("Strong", name[3:8]), ("Strong", name[8:])]
