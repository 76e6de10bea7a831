"""Documents and files as the checker reads them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.acts.cases import example, listed, particulars
from tests.acts.check.clean_acts import clean_acts

from perenou.acts.check.checker import check
from perenou.acts.check.parts import with_parts
from perenou.acts.check.read_act import read_act
from perenou.acts.check.text import ActText, Cell
from perenou.acts.check.view import Act, names_in
from perenou.acts.document import Document, Grid, Listing, Paragraph, Part, Portion, Span
from perenou.acts.draft import draft
from perenou.acts.kinds import Kind
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read import read
from perenou.acts.write import content
from perenou.language.sentences import sentences
from perenou.rules.rule import day_of

SECONDS = 25.0
"""A text of a quarter of a million letters is read in two; more than this is no end at all."""


def texts(act: ActText) -> list[str]:
    return [each.text for each in act.paragraphs]


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    made = ActText.from_text(
        "Sotsiaalkindlustusamet\nMari Näide\n\n"
        "Maksame toetust iga kuu 8. päeval sellele arvelduskontole, mille\n"
        "number lõpeb numbritega 1234.\n– esimene\n– teine\n"
    )
    assert texts(made) == [
        "Sotsiaalkindlustusamet",
        "Mari Näide",
        "Maksame toetust iga kuu 8. päeval sellele arvelduskontole, mille number lõpeb numbritega "
        "1234.",
        "– esimene",
        "– teine",
    ]
    assert [each.number for each in made.paragraphs] == [1, 2, 3, 4, 5]


def test_markdown_headings_bold_and_tables() -> None:
    made = ActText.from_text("## **Otsus**\n\n| Kuu | Summa |\n|---|---:|\n| mai | 80 |\n")
    heading, *cells = made.paragraphs
    assert (heading.text, heading.heading) == ("Otsus", 2)
    assert [(each.text, each.cell) for each in cells] == [
        ("Kuu", Cell(0, 0, 0)),
        ("Summa", Cell(0, 0, 1)),
        ("mai", Cell(0, 1, 0)),
        ("80", Cell(0, 1, 1)),
    ]


def test_a_document_keeps_its_parts_kind_and_day() -> None:
    blocks = (
        Paragraph((Span("Maksame "), Span("80 eurot", "amount", 8000))),
        Listing(((Span("üks"),),)),
        Grid("Kuud", ("Kuu",), (((Span("mai"),),),), ((Span("Kokku"),),)),
    )
    document = Document(
        "grant", "et", "Otsus", day_of("2026-11-16"), (Portion(Part.OPERATIVE, "Otsus", blocks),)
    )
    made = ActText.from_document(document)
    assert (made.kind, made.day) == (Kind.GRANT, document.day)
    assert texts(made) == [
        "Otsus",
        "Otsus",
        "Maksame 80 eurot",
        "üks",
        "Kuud",
        "Kuu",
        "mai",
        "Kokku",
    ]
    assert {each.part for each in made.paragraphs[1:]} == {Part.OPERATIVE}
    assert made.paragraphs[-1].cell == Cell(0, 2, 0)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Otsus tehti 5. mail 2026. Kell oli 12. Sadas.", 3),
        ("Vt PHS § 17 lg. 1 ja p. 2. Muud ei ole.", 2),
        ("1. Määrame toetuse. Maksame kohe.", 2),
        ("Kas saab? Saab! Ja kõik.", 3),
        ("A. Näide tuli.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = list(sentences(text))
    assert len(found) == count
    assert all(text[start:end].strip() == text[start:end] for start, end in found)


def test_parts_are_told_by_headings() -> None:
    act = Act(ActText.from_text(clean_acts()["grant"]))
    told = [each.part for each in act.paragraphs if each.heading]
    assert told == [
        Part.HEADING,
        Part.OPERATIVE,
        Part.APPLICATION,
        Part.FACTS,
        Part.CALCULATION,
        Part.DUTIES,
        Part.CONTEST,
    ]
    assert act.addressee == "Mari Näide"
    assert act.signatories == ("Kadri Proov",)
    assert act.day == day_of("2026-11-16")


def test_parts_of_nothing_are_none() -> None:
    assert with_parts(()) == []


def test_names_leave_out_verbs_offices_and_the_reader() -> None:
    text = "Määrame Mari Näitele raha. Teie Juku Näide elab. Eesti Pank ja Kadri Maasika-Proov."
    assert list(names_in(text)) == ["Mari Näitele", "Kadri Maasika-Proov"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "broken"),
        (b"PK\x03\x04docx", "broken"),
        (b"abc\0def", "encoding"),
        (b"\xe4\xf5 \xfc", "encoding"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "act.txt"
    path.write_bytes(content)
    with pytest.raises(RefusedDocumentError) as raised:
        read_act(path)
    assert raised.value.reason == why


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(RefusedDocumentError) as raised:
            read_act(path)
        assert raised.value.reason == "unreadable"


def test_lines_of_windows_and_a_mark_of_order(tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_bytes("Otsus\r\nMäärame toetuse.\r\n".encode("utf-8-sig"))
    assert texts(read_act(path)[0]) == ["Otsus", "Määrame toetuse."]


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_a_draft_is_checked_alike_in_every_format(tmp_path: Path, suffix: str) -> None:
    """What the checker sees of a file is what it sees of the draft itself."""
    solved, given = example("overpaid_after_moving"), particulars()
    document = draft(solved, listed("overpaid_after_moving")[0].matter, given)
    path = tmp_path / f"act{suffix}"
    written = content(document, path)
    assert written is not None
    path.write_bytes(written)
    source, read = read_act(path, Kind(document.kind), document.day)
    assert read.format == suffix[1:]
    mine = {(each.item, each.excerpt) for each in check(ActText.from_document(document))}
    assert {(each.item, each.excerpt) for each in check(source)} == mine


@pytest.mark.parametrize(
    "piece",
    [*"aAõ§.-(", '"', "1.", "*a", "§ ", "1. mai 2026 ", "5. mai ", "sõna ", "a\n"],
)
def test_a_text_of_one_piece_is_checked_to_its_end(piece: str) -> None:
    """No pattern of the checker goes back over the whole text at every letter of it.

    What is read in a second or two when every pattern goes forward takes many minutes when one
    does not; the bound is far from both.
    """
    began = time.process_time()
    check(ActText.from_read(read((piece * (20_000 // len(piece))).encode(), "pikk.txt")))
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("granted", "wrong"),
    [
        ("60 euro suuruse lapsetoetuse ja üksikvanema lapse toetuse 80 eurot", 2),
        ("80 euro suuruse lapsetoetuse ja üksikvanema lapse toetuse 100 eurot", 0),
        ("lapsetoetuse 260 eurot ja lasterikka pere toetuse summas 450 eurot", 0),
        ("lapsetoetuse; makstud 56 eurot arvame maha", 0),
    ],
)
def test_each_sum_beside_its_benefit_is_held_to_the_rate_of_the_day(
    granted: str, wrong: int
) -> None:
    """Without a case, and though no sentence says that they are monthly."""
    act = ActText.from_text(
        f"OTSUS\n12.11.2026 nr 5-1/22\nMäärame Teile {granted} alates 1. septembrist 2026."
    )
    assert sum(each.item == "AA-051" for each in check(act)) == wrong
