"""Acts of the Union: articles with their parts, whatever the layout; numbers and days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.statutes.union_files import CONSOLIDATED, FORMEX, OLD, TITLE

from perenou.statutes.blocks import Block
from perenou.statutes.celex import Celex, first_day
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.importer import read_file
from perenou.statutes.layout import laid_out
from perenou.statutes.model import ActText
from perenou.statutes.union import union_drafts


def read(folder: Path, name: str, content: str) -> ActText:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read_file(path)


def texts(act: ActText) -> dict[str, tuple[str, str]]:
    return {str(each.address): (each.title, each.text) for each in act.provisions}


def test_a_page_of_the_official_journal(tmp_path: Path) -> None:
    made = read(tmp_path, "32004R0999.html", OLD)
    told = made.redaction
    assert (told.title, told.abbreviation, told.kind) == (TITLE, "999/2004", "määrus")
    assert (told.id, told.work) == ("32004R0999", "2004R0999")
    assert told.published == date(2004, 4, 29).toordinal()
    assert made.notices == ()
    assert texts(made) == {
        "lõik 1": ("", TITLE),
        "lõik 2": ("", "arvestades järgmist:"),
        "ptk I": ("ÜLDSÄTTED", ""),
        "art 1": ("Mõisted", "Käesolevas määruses kasutatakse mõisteid:"),
        "art 1 p a": ("", "katse –"),
        "art 1 p a ap i": ("", "esimene"),
        "art 2": ("", "Lause ilma pealkirjata."),
        "ptk II": ("", ""),
        "ptk II jgu 1": ("Erisätted", ""),
        "art 68a": ("Järjekord", ""),
        "art 68a lg 1": ("", "Kui hüvitisi on mitu:"),
        "art 68a lg 1 p a": ("", "esimene;"),
        "art 68a lg 1 p b": ("", "teine:"),
        "art 68a lg 1 p b ap i": ("", "üks;"),
        "art 68a lg 1 p b ap ii": ("", "kaks;"),
        "art 68a lg 1 p c": ("", "kolmas."),
        "art 68a lg 2": ("", "Muu, alates\n1. jaanuarist."),
        "lisa I": ("Katseriigid", "EESTI\nArtikkel 1"),
    }


def test_a_consolidated_page(tmp_path: Path) -> None:
    made = read(tmp_path, "02004R0999-20190731.html", CONSOLIDATED)
    assert made.redaction.published == date(2019, 7, 31).toordinal()
    assert made.redaction.title == TITLE
    assert made.redaction.work == "2004R0999"
    found = texts(made)
    assert found["art 68a lg 1"] == ("", "Kui hüvitisi on mitu:")
    assert found["art 68a lg 1 p a"] == ("", "esimene;")
    assert not any("▼" in text or "►" in text for _, text in found.values())


def test_an_act_in_formex(tmp_path: Path) -> None:
    made = read(tmp_path, "32004R0999.xml", FORMEX)
    assert (made.redaction.title, made.redaction.abbreviation) == (TITLE, "999/2004")
    assert made.redaction.published == date(2004, 4, 29).toordinal()
    assert texts(made) == {
        "lõik 1": ("", "(1) Põhjus."),
        "ptk I": ("ÜLDSÄTTED", ""),
        "art 1": ("Mõisted", "Käesolevas määruses kasutatakse mõisteid:"),
        "art 1 p a": ("", "„katse“ x² –"),
        "art 1 p a ap i": ("", "esimene"),
        "art 68a": ("Järjekord", ""),
        "art 68a lg 1": ("", "Kui hüvitisi on mitu:"),
    }


def test_an_article_that_is_quoted_is_no_article(tmp_path: Path) -> None:
    quoted = FORMEX.replace(
        "Kui hüvitisi on mitu:",
        "Lisatakse: <QUOT.S><ARTICLE><TI.ART>Artikkel 45</TI.ART><ALINEA><P>Muu.</P></ALINEA>"
        "</ARTICLE></QUOT.S>",
    )
    found = texts(read(tmp_path, "32004R0999.xml", quoted))
    assert "art 45" not in found
    assert found["art 68a lg 1"] == ("", "Lisatakse:\nArtikkel 45 Muu.")


def test_formex_may_name_its_number_itself(tmp_path: Path) -> None:
    named = FORMEX.replace("<DATE", "<NO.CELEX>32004R0999</NO.CELEX><DATE")
    assert read(tmp_path, "act.xml", named).redaction.id == "32004R0999"
    with pytest.raises(RefusedFileError) as refused:
        read(tmp_path, "act2.xml", FORMEX)
    assert (refused.value.reason, refused.value.slots["key"]) == ("front_missing", "issuer")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FORMEX[:-200], "truncated"),
        (FORMEX.replace("?>", "?><!DOCTYPE ACT SYSTEM 'x.dtd'>", 1), "doctype"),
        ("<ACT><TITLE/></ACT>", "front_missing"),
    ],
)
def test_broken_formex_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read(tmp_path, "32004R0999.xml", content)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("number", "name", "kind"),
    [
        ("32004R0883", "883/2004", "määrus"),
        ("02004R0883-20190731", "883/2004", "määrus"),
        ("32016R0679", "2016/679", "määrus"),
        ("32019L1158", "2019/1158", "direktiiv"),
        ("32010D0424(03)", "32010D0424(03)", "otsus"),
        ("62017CJ0322", "C-322/17", "kohtuotsus"),
        ("62010CO0001", "C-1/10", "kohtumäärus"),
    ],
)
def test_what_a_celex_number_says(number: str, name: str, kind: str) -> None:
    celex = Celex.parse(number)
    assert celex is not None
    assert (celex.name, celex.kind) == (name, kind)


@pytest.mark.parametrize(
    "wrong", ["PHS", "32004R883", "02004R0883", "32004R0883-20190731", "02004R0883-20191331", "6"]
)
def test_what_is_no_celex_number(wrong: str) -> None:
    assert Celex.parse(wrong) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("MÄÄRUS, 29. aprill 2004, mille", "2004-04-29"),
        ("REGULATION of 7 February 2019", "2019-02-07"),
        ("от 31 февраля 2019, 1 марта 2020", "2020-03-01"),
        ("6. oktoobri 2010 otsus", "2010-10-06"),
        ("ilma päevata 2010", ""),
    ],
)
def test_the_first_day_that_a_text_names(text: str, day: str) -> None:
    found = first_day(text)
    assert ("" if found is None else found.isoformat()) == day


def parts(*lines: str) -> list[str]:
    found = laid_out(list(union_drafts(Block(0, 0, line) for line in ("Artikkel 5", *lines))), [])
    return [str(each.address).removeprefix("art 5").strip() for each in found[1:]]


@pytest.mark.parametrize(
    ("lines", "addresses"),
    [
        (("1. Üks.", "2. Kaks."), ["lg 1", "lg 2"]),
        (("1.", "Üks.", "1a. Vahel.", "2. Kaks."), ["lg 1", "lg 1a", "lg 2"]),
        (("3. kuupäeval.",), []),
        (("g) g;",), []),
        (
            tuple(f"{letter}) x;" for letter in "abcdefghij"),
            [f"p {letter}" for letter in "abcdefghij"],
        ),
        (
            ("(a) x:", "(i) y;", "(ii) z;", "(b) w:", "(i) v."),
            ["p a", "p a ap i", "p a ap ii", "p b", "p b ap i"],
        ),
        (("a) x;", "aa) y;", "b) z."), ["p a", "p aa", "p b"]),
        (("(1) üks;", "(2) kaks:", "a) x."), ["lg 1", "lg 2", "lg 2 p a"]),
        (("1) üks:", "a) x;", "2) kaks:", "a) y."), ["lg 1", "lg 1 p a", "lg 2", "lg 2 p a"]),
        (("1. Üks:", "2) ei ole lõik", "2. Kaks."), ["lg 1", "lg 2"]),
        (("(2) ei alga siit",), []),
    ],
)
def test_the_parts_of_an_article(lines: tuple[str, ...], addresses: list[str]) -> None:
    assert parts(*lines) == addresses
