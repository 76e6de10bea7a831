"""Citations and publications."""

from __future__ import annotations

from datetime import date

import pytest

from perenou.rules.citation import Citation, published_on


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("PHS § 17", ("PHS", "17", "", "")),
        ("PHS § 17 lg 1", ("PHS", "17", "1", "")),
        ("PHS § 17 lg 1 p 2", ("PHS", "17", "1", "2")),
        ("PHS § 19¹ lg 1² p 3³", ("PHS", "19¹", "1²", "3³")),
        ("SÜS § 3 p 1", ("SÜS", "3", "", "1")),
        ("883/2004 art 68(1)(b)(i)", ("883/2004", "68(1)(b)(i)", "", "")),
        ("883/2004 art 11", ("883/2004", "11", "", "")),
    ],
)
def test_a_citation_is_read_and_written_back(text: str, parts: tuple[str, ...]) -> None:
    citation = Citation.parse(text)
    assert (citation.act, citation.section, citation.subsection, citation.point) == parts
    assert str(citation) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PHS",
        "PHS §17",
        "PHS § 17 lg",
        "PHS § 17 lõige 1",
        "PHS § 17 p 1 lg 2",
        "PHS § 17 lg 1 ",
        " PHS § 17",
        "phs § 17",
        "§ 17",
        "PHS § x",
        "PHS art 1",
        "883/2004",
        "883/2004 § 68",
    ],
)
def test_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a citation"):
        Citation.parse(text)


def test_a_provision_covers_its_parts_only() -> None:
    section, subsection = Citation.parse("PHS § 17"), Citation.parse("PHS § 17 lg 1")
    point = Citation.parse("PHS § 17 lg 1 p 2")
    assert section.covers(section)
    assert section.covers(subsection)
    assert subsection.covers(point)
    assert not subsection.covers(section)
    assert not point.covers(subsection)
    assert not Citation.parse("PHS § 1").covers(section)
    assert not Citation.parse("SÜS § 17").covers(section)
    assert not Citation.parse("PHS § 17 lg 2").covers(point)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("PHS § 17", "#para17"),
        ("PHS § 17 lg 1", "#para17lg1"),
        ("PHS § 17 lg 1 p 2", "#para17lg1p2"),
        ("PHS § 19¹ lg 1²", "#para19b1lg1b2"),
        ("PHS § 19¹⁰", "#para19b10"),
    ],
)
def test_the_link_opens_the_provision(text: str, anchor: str) -> None:
    link = Citation.parse(text).link
    assert link is not None
    assert link.startswith("https://www.riigiteataja.ee/akt/")
    assert link.endswith(anchor)


def test_an_unknown_act_has_no_link() -> None:
    assert Citation.parse("ÕUN § 1").link is None


def test_the_day_of_publication() -> None:
    assert published_on("RT I, 11.01.2023, 2") == date(2023, 1, 11).toordinal()


@pytest.mark.parametrize(
    "text",
    ["RT I, 31.02.2023, 2", "RT I 11.01.2023, 2", "RT I, 1.1.2023, 2", "RT I, 11.01.2023", "x", ""],
)
def test_no_such_publication(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        published_on(text)
