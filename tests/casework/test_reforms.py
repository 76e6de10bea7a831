"""What a reform cites has to be there on the days it is about, by the one list of provisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.reforms import law_with
from perenou.cli.refusal import refusal
from perenou.language.grammar import LANGUAGES
from perenou.rules.reform import ReformError, read_reform

FIGURE = """
title: 100 eurot
source: näide
parameters:
  child_allowance_first_two:
    - {{from: {since}, {more}value: 100, citation: {cites}}}
"""
NORM = """
from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD
from perenou.rules.rule import Book
from perenou.rules.types import Cents

reform = Book()


@reform.rule(CHILD, "PHS § 99", applies="2027-01-01", et="a", en="b", ru="c")
def child_allowance_rate() -> Cents:
    return 100_00
"""


def laid(folder: Path, cites: str, since: str = "2027-01-01", more: str = "") -> None:
    file = folder / "reform.yaml"
    file.write_text(FIGURE.format(since=since, cites=cites, more=more), encoding="utf-8")
    law_with(read_reform(file, LAWBOOK))


@pytest.mark.parametrize(
    ("cites", "since", "more"),
    [
        ("PHS § 17 lg 3", "2027-01-01", ""),
        ("PHS § 44", "2024-01-01", "until: 2025-01-01, "),  # repealed on 1 January 2026
        ("PHS § 19¹ lg 4", "2026-10-01", ""),  # in force from that day on
        ("SÜS § 31", "2027-01-01", ""),
        ("883/2004 art 68", "2027-01-01", ""),
        ("Ukraina leping art 4", "2027-01-01", ""),
    ],
)
def test_a_provision_that_is_there_is_taken(
    tmp_path: Path, cites: str, since: str, more: str
) -> None:
    laid(tmp_path, cites, since, more)


@pytest.mark.parametrize(
    ("cites", "since", "key"),
    [
        ("PHS § 99 lg 3", "2027-01-01", "citation_missing"),
        ("PHS § 17 lg 9", "2027-01-01", "citation_missing"),
        ("PHS § 44", "2025-01-01", "citation_gone"),  # with no end, it goes on beyond 2025
        ("PHS § 19¹ lg 4", "2026-09-30", "citation_early"),
        ("XYZ § 4", "2027-01-01", "citation_act"),
        ("9999/2004 art 68", "2027-01-01", "citation_act"),
    ],
)
def test_a_provision_that_is_not_there_is_refused_by_name(
    tmp_path: Path, cites: str, since: str, key: str
) -> None:
    with pytest.raises(ReformError) as refused:
        laid(tmp_path, cites, since)
    assert refused.value.key == key
    for language in LANGUAGES:
        told = refusal(refused.value, language) or ""
        assert all(each in told for each in ("reform.yaml", "child_allowance_first_two", cites))


def test_a_norm_that_cites_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "norm.py").write_text(NORM, encoding="utf-8")
    file = tmp_path / "reform.yaml"
    file.write_text("title: x\nsource: y\nrules: norm.py\n", encoding="utf-8")
    with pytest.raises(ReformError) as refused:
        law_with(read_reform(file, LAWBOOK))
    assert (refused.value.key, refused.value.slots["name"]) == (
        "citation_missing",
        "child_allowance_rate",
    )
