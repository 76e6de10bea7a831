"""Addresses: one written form, order, ranges, citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.rules.citation import Citation
from perenou.statutes.address import Address, numbered, order, spans


@pytest.mark.parametrize(
    "text",
    [
        "§ 39 lg 6¹ p 2",
        "§ 1",
        "ptk 1 jgu 2",
        "osa 1 ptk 2 jgu 3 jts 4 alljts 5",
        "§ 1 lg 1 p 1 ap a",
        "preambul",
        "lisa 1",
        "jaotis 2.3 lõik 4",
        "§ 3–4",
        "§ 2[2]",
        "art 68(1)(b)(i)",
        "§ 1 lg 1 p 1 ap p",
        "preambul lõik 1",
    ],
)
def test_an_address_is_read_as_it_is_written(text: str) -> None:
    assert str(Address.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "lg", "17", "§ 1 lg", "§ " + "1" * 5000, "§ 1 2", "§ x-y", "foo 1"]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"address|number"):
        Address.parse(text)


@pytest.mark.parametrize("text", ["PHS § 17 lg 1 p 2", "PHS § 39 lg 6¹", "PHS § 2", "PHS § 2 p 1"])
def test_citations_and_addresses(text: str) -> None:
    citation = Citation.parse(text)
    address = Address.of(citation)
    assert address.citation("PHS") == citation
    assert f"PHS {address}" == text


@pytest.mark.parametrize(
    ("cited", "written"),
    [
        ("883/2004 art 68", "art 68"),
        ("883/2004 art 68(1)(b)", "art 68 lg 1 p b"),
        ("883/2004 art 68(1)(b)(i)", "art 68 lg 1 p b ap i"),
        ("883/2004 art 1(i)", "art 1 p i"),
        ("883/2004 art 68a", "art 68a"),
    ],
)
def test_of_an_article(cited: str, written: str) -> None:
    address = Address.of(Citation.parse(cited))
    assert str(address) == written
    assert address.citation("883/2004") == Citation.parse(cited)
    assert address.citation("Määrus") is None


@pytest.mark.parametrize("text", ["ptk 1", "lisa 1", "§ 1 lg 1 p 1 ap a", "§ 3–4"])
def test_where_citations_do_not_reach(text: str) -> None:
    assert Address.parse(text).citation("PHS") is None


def test_numbers_in_order() -> None:
    shuffled = ["10", "?", "3–4", "2²", "b", "3", "2¹⁰", "2", "a", "2¹"]
    ordered = ["2", "2¹", "2²", "2¹⁰", "3", "3–4", "10", "?", "a", "b"]
    assert sorted(shuffled, key=order) == ordered
    assert order("2.1") < order("2.10")
    assert numbered("6", "1") == "6¹"
    assert Address.parse("§ 2 lg 10").key > Address.parse("§ 2 lg 9¹").key


@pytest.mark.parametrize(
    ("number", "wanted", "is_held"),
    [
        ("27–29", "27", True),
        ("27–29", "27¹", True),
        ("27–29", "28²", True),
        ("27–29", "29¹", True),
        ("27–29", "30", False),
        ("27–29", "26⁹", False),
        ("27¹–27³", "27²", True),
        ("27¹–27³", "27⁴", False),
        ("27", "27¹", False),
        ("27", "27", True),
        ("27–29", "a", False),
        ("?", "27", False),
    ],
)
def test_ranges(number: str, wanted: str, is_held: bool) -> None:
    assert spans(number, wanted) is is_held


def test_covers_and_holds() -> None:
    whole, part = Address.parse("§ 2"), Address.parse("§ 2 lg 1")
    assert whole.covers(part)
    assert whole.covers(whole)
    assert not part.covers(whole)
    assert part.parent == whole
    assert whole.parent is None
    assert not whole.holds(part)
    assert not Address.parse("lg 2").holds(whole)
    assert (part.level, part.number) == ("subsection", "1")


@pytest.mark.properties
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["§", "lg", "p", "ap", "ptk"]),
            st.integers(1, 999),
            st.text("⁰¹²³⁴⁵⁶⁷⁸⁹", max_size=2),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_round(steps: list[tuple[str, int, str]]) -> None:
    text = " ".join(f"{word} {figure}{small}" for word, figure, small in steps)
    assert str(Address.parse(text)) == text
