from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.language.grammar import CASES
from perenou.language.names import called, child_called, declined, name_in_case


@pytest.mark.parametrize(
    ("name", "genitive", "partitive", "allative"),
    [
        ("Mari", "Mari", "Marit", "Marile"),
        ("Juku", "Juku", "Jukut", "Jukule"),
        ("Katarina", "Katarina", "Katarinat", "Katarinale"),
        ("Maria", "Maria", "Mariat", "Mariale"),
        ("Jaan", "Jaani", None, "Jaanile"),
        ("Helen", "Heleni", None, "Helenile"),
        ("Mari Pajusalu", "Mari Pajusalu", "Mari Pajusalut", "Mari Pajusalule"),
        ("Mari Kivioja", "Mari Kivioja", "Mari Kiviojat", "Mari Kiviojale"),
        ("Mari Kuusmaa", "Mari Kuusmaa", "Mari Kuusmaad", "Mari Kuusmaale"),
        ("Anna Ivanova", "Anna Ivanova", "Anna Ivanovat", "Anna Ivanovale"),
        ("Ivan Ivanov", "Ivan Ivanovi", None, "Ivan Ivanovile"),
        ("Mart Jakobson", "Mart Jakobsoni", None, "Mart Jakobsonile"),
        ("Mart Hermann", "Mart Hermanni", "Mart Hermanni", "Mart Hermannile"),
        ("Mart Rosenberg", "Mart Rosenbergi", "Mart Rosenbergi", "Mart Rosenbergile"),
    ],
)
def test_sure_names(name: str, genitive: str, partitive: str | None, allative: str) -> None:
    assert name_in_case(name, "nominative") == name
    assert name_in_case(name, "genitive") == genitive
    assert name_in_case(name, "partitive") == partitive
    assert name_in_case(name, "allative") == allative


@pytest.mark.parametrize(
    "name",
    [
        "Mart",  # Mardi
        "Peeter",  # Peetri
        "Tiit",  # Tiidu
        "Lumi",  # Lume or Lumi
        "Michelle",  # mute e: Michelle'i
        "Leo",
        "Bo",
        "Mari Tamm",  # Tamme
        "Mari Mägi",  # Mäe
        "Mari Näide",  # Näite
        "Mari Rebane",  # Rebase
        "Mari Susi",  # Susi, not Soe
        "Mari Metsa",  # Metsale would hide the name from that of Mets
        "Mari Leeva",  # likewise
        "Mari Kask",  # Kase
        "Jean Renault",
        "",
        "Mari ",
    ],
)
def test_names_that_are_not_sure_are_left_to_a_head_noun(name: str) -> None:
    assert name_in_case(name, "nominative") == name
    assert [name_in_case(name, case) for case in CASES["et"][1:]] == [None] * 13


def test_name_beside_a_head_noun() -> None:
    assert child_called("Mart Tamm") == "laps (Mart Tamm)"
    assert child_called("Mart Tamm", "allative") == "lapsele (Mart Tamm)"
    assert called("parent", "Mari Mägi", "et", "comitative") == "vanemaga (Mari Mägi)"
    assert called("child", "Mart Tamm", "en") == "child (Mart Tamm)"
    assert called("child", "Mart Tamm", "ru", "dative") == "ребёнку (Mart Tamm)"


def test_a_name_stands_alone_where_its_form_is_sure() -> None:
    assert declined("child", "Anni", "et", "genitive") == "Anni"
    assert declined("child", "Anni", "et", "allative") == "Annile"
    assert declined("child", "Mart Tamm", "et", "allative") == "lapsele nimega Mart Tamm"
    assert declined("child", "Jaan", "et", "partitive") == "last nimega Jaan"
    assert declined("child", "Mart Tamm", "ru", "dative") == "Mart Tamm"


def test_unknown_case_is_refused() -> None:
    with pytest.raises(ValueError, match="et has no case 'dative'"):
        name_in_case("Mart", "dative")


@pytest.mark.properties
@given(st.text(max_size=30), st.sampled_from(CASES["et"]))
def test_an_inflected_name_begins_with_the_name(name: str, case: str) -> None:
    declined = name_in_case(name, case)
    assert declined is None or declined.startswith(name)
