"""Proposed versions: every change is tracked, none changes a fact."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.texts.stale_pages import TODAY

from perenou.acts.check.text import ActText
from perenou.acts.read.read import read
from perenou.texts.check import Wanted, check_file, check_text
from perenou.texts.clarity import Rules
from perenou.texts.mend import changes, mended, mended_docx
from perenou.texts.page import beside_page
from perenou.texts.tell import tell_text

WANTED: Final = Wanted(TODAY, rules=Rules(every=True))
PIECES: Final = (
    "Teie poolt esitatud taotlus", "Ameti poolt määratud tähtaeg", "juhul kui",
    "Juhul, kui laps õpib",
    "koheselt", "ei", "mitte hiljem kui 5. maiks", "mitte rohkem kui 30 päeva", "04. mail 2026",
    "80.50 eurot", "1.500 eurot", "80€", "€80 kuus", "50 %", "kell 14:30", "10-15 päeva",
    "§§ 13 ja 16", "PHS § 17 lg 1", "Mari Maasikas", "kirjalikus vormis", "esmakordselt",
    "käesoleval hetkel", "seoses sellega, et", "ette planeerida", "ärge saatke", "ilma taotluseta",
    "05.03.2026", "2,5 %", "igapäevaselt", "õigeaegselt esitamata", "Tartu", "ja", "ning",
    "kolmekümne päeva jooksul", "1.500.000 eurot", "100-200 eurot",
)  # fmt: skip
NEGATIONS: Final = re.compile(r"\b(?:ei|mitte\w*|ärge|ilma|pole)\b|\b\w+mata\b", re.IGNORECASE)


def numbers(text: str) -> list[str]:
    """The figures of a text, whatever stands between them; a nought before a day is none."""
    joined = re.sub(r"(?<=\d)[.,:\u00a0](?=\d{2,3}(?!\d))", "", text)
    return sorted(each.lstrip("0") for each in re.findall(r"\d+", joined))


def told(text: str) -> tuple[list[str], list[str], list[str]]:
    """What must not change, read without the program's own readers."""
    names = [name for name in ("Mari Maasikas", "Tartu", "PHS") for _ in range(text.count(name))]
    return numbers(text), [each.lower() for each in NEGATIONS.findall(text)], names


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Teie poolt saadetud dokumendid jõudsid meieni.",
            "Teie saadetud dokumendid jõudsid meieni.",
        ),
        ("Otsus ei ole Teie poolt vaidlustatud.", None),
        ("Otsus on Teie poolt vaidlustatud tähtajaks.", None),
        ("Tähtaeg on ameti poolt määratud.", None),
    ],
)
def test_by_somebody_goes_only_from_before_a_noun(before: str, after: str | None) -> None:
    (paragraph,) = mended(check_text(ActText.from_text(before), WANTED))
    assert paragraph.after == (after or before)


@pytest.mark.properties
@pytest.mark.parametrize("texts", [150, pytest.param(1000, marks=pytest.mark.long)])
def test_no_rewrite_changes_a_figure_a_name_or_a_negation(texts: int) -> None:
    @settings(max_examples=texts, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
    def holds(pieces: list[str]) -> None:
        text = " ".join(pieces) + "."
        checked = check_text(ActText.from_text(text[0].upper() + text[1:]), WANTED)
        for paragraph in mended(checked):
            assert told(paragraph.before) == told(paragraph.after), paragraph

    holds()


LETTER: Final = (
    "Lugupeetud Mari Maasikas",
    "Teie poolt esitatud taotlus on läbi vaadatud. Teatage koheselt, juhul kui laps õpib.",
    "Üksikvanema lapse toetus on 80 eurot kuus.",
)
NEW: Final = (
    "Lugupeetud Mari Maasikas",
    "Teie esitatud taotlus on läbi vaadatud. Teatage kohe, kui laps õpib.",
    "Üksikvanema lapse toetus on 80 eurot kuus.",
)


def word_file() -> bytes:
    import docx

    file = docx.Document()
    for text in LETTER:
        paragraph = file.add_paragraph()
        half = len(text) // 2
        paragraph.add_run(text[:half])
        paragraph.add_run(text[half:]).bold = True
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def test_a_word_file_comes_back_with_tracked_changes_and_a_comment_for_each_finding() -> None:
    content = word_file()
    checked, document = check_file(content, "kiri.docx", WANTED)
    made = mended_docx(content, document, checked, "et", datetime(2026, 11, 27, tzinfo=UTC))
    after = read(made, "uus.docx")
    assert tuple(each.text for each in after.paragraphs) == NEW
    assert after.changes == 2 * len(changes(checked)) == 6
    assert len(after.comments) == len(checked.findings)
    assert any("100 eurot" in each.text for each in after.comments)


def test_rejecting_the_changes_gives_the_text_that_was() -> None:
    content = word_file()
    checked, document = check_file(content, "kiri.docx", WANTED)
    made = mended_docx(content, document, checked, "et", datetime(2026, 11, 27, tzinfo=UTC))
    from zipfile import ZipFile

    xml = ZipFile(BytesIO(made)).read("word/document.xml").decode()
    rejected = re.sub(r"<w:ins .*?</w:ins>", "", xml)
    texts = [
        "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", paragraph))
        for paragraph in re.findall(r"<w:p>.*?</w:p>", rejected, re.DOTALL)
    ]
    assert tuple(filter(None, texts)) == LETTER


def test_a_page_shows_both_wordings_and_escapes_what_stands_in_the_text() -> None:
    text = "Teatage <b>koheselt</b>, kui laps õpib."
    checked = check_text(ActText.from_text(text), WANTED)
    page = beside_page(checked, tell_text(checked, "kiri.txt", TODAY, "et"), "et")
    assert "<del>koheselt</del><ins>kohe</ins>" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
