"""Citations and publications."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from perenou.rules.citation import WORDINGS, Citation, published_on, wording_on


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
    article, paragraph = Citation.parse("883/2004 art 68"), Citation.parse("883/2004 art 68(1)")
    assert article.covers(article)
    assert article.covers(paragraph)
    assert paragraph.covers(Citation.parse("883/2004 art 68(1)(b)(ii)"))
    assert not paragraph.covers(article)
    assert not Citation.parse("883/2004 art 6").covers(article)
    assert not Citation.parse("987/2009 art 68").covers(article)


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
    assert Citation.parse("ÕUN § 1").link_on(738_000) is None


@pytest.mark.parametrize(
    ("day", "page"),
    [
        ("2017-01-01", "124122016004"),
        ("2017-06-30", "124122016004"),
        ("2017-07-01", "124122016005"),
        ("2023-02-01", "111012023009"),
        ("2023-06-30", "111012023009"),
        ("2026-05-07", "108042025003"),
        ("2026-08-31", "121052026010"),
        ("2026-10-01", "111072026059"),
        ("2026-12-31", "111072026059"),
    ],
)
def test_a_provision_opens_as_it_was_worded_on_a_day(day: str, page: str) -> None:
    link = Citation.parse("PHS § 19¹ lg 4").link_on(date.fromisoformat(day).toordinal())
    assert link == f"https://www.riigiteataja.ee/akt/{page}#para19b1lg4"


@pytest.mark.parametrize("day", ["2016-12-31", "2018-01-01", "2023-07-01", "2026-09-30"])
def test_where_a_wording_is_not_known_the_list_of_wordings_opens(day: str) -> None:
    ordinal = date.fromisoformat(day).toordinal()
    assert wording_on("PHS", ordinal) is None
    link = Citation.parse("PHS § 17").link_on(ordinal)
    assert link == "https://www.riigiteataja.ee/akti_redaktsioonid.xml?grupiId=1035395"


def test_an_act_without_known_wordings_opens_as_it_is_worded_now() -> None:
    cited = Citation.parse("KVTS § 54 lg 11")
    assert cited.link_on(738_000) == cited.link
    assert "leiaKehtiv" in str(cited.link)


def test_wordings_follow_each_other_and_are_published_before_they_end() -> None:
    for wordings in WORDINGS.values():
        for (first, after, page), (following, _, _) in pairwise([*wordings, ("9999-12-31",) * 3]):
            assert first < after <= following
            published = date(int(page[5:9]), int(page[3:5]), int(page[1:3]))
            assert published.isoformat() < after


def test_the_day_of_publication() -> None:
    assert published_on("RT I, 11.01.2023, 2") == date(2023, 1, 11).toordinal()


@pytest.mark.parametrize(
    "text",
    ["RT I, 31.02.2023, 2", "RT I 11.01.2023, 2", "RT I, 1.1.2023, 2", "RT I, 11.01.2023", "x", ""],
)
def test_no_such_publication(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        published_on(text)


@pytest.mark.parametrize("text", ["Väljaastumisleping art 30", "Ukraina leping art 4"])
def test_an_article_of_a_treaty(text: str) -> None:
    cited = Citation.parse(text)
    assert str(cited) == text
    assert cited.is_article
    assert cited.link is None
    assert cited.covers(Citation.parse(f"{text}(1)"))
    assert not cited.covers(Citation.parse(f"{text}1"))
    assert not Citation.parse("PHS § 4 lg 4").is_article
