"""Citations as people type them: what is taken, what is refused and why, and on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.gazette_files import Invented, section, subsection

from perenou.impact.given import given
from perenou.statutes.importer import read_file
from perenou.statutes.store import Store

DAY = date(2026, 11, 27).toordinal()
EARLY = Invented(
    id="115012031002", abbreviation="HMS", title="Katse", since="2031-02-01", until="2031-09-30"
)
LATE = replace(EARLY, id="108042031004", since="2031-10-01", until="")
BODY = section("5", subsection("1", "Üks."), subsection("2", "Kaks."), title="T")
CHANGED = section("5", subsection("1", "Üks."), subsection("2", "kehtetu"), title="T")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store(tmp_path / "store") as opened:
        opened.add(read_file(EARLY.write(tmp_path, BODY)))
        opened.add(read_file(LATE.write(tmp_path, CHANGED)))
    return tmp_path / "store"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PHS § 17 lg 2; SÜS § 31", ["PHS § 17 lg 2", "SÜS § 31"]),
        ("PHS § 17 lg 2 ja 3", ["PHS § 17 lg 2", "PHS § 17 lg 3"]),
        ("PHS § 21 lg 1–3", ["PHS § 21 lg 1", "PHS § 21 lg 2", "PHS § 21 lg 3"]),
        ("perehüvitiste seaduse § 17 lõige 2\nPHS § 17 lg 2", ["PHS § 17 lg 2"]),
        ("883/2004 art 68(1)(b)", ["883/2004 art 68(1)(b)"]),
        ("Ukraina leping art 3", ["Ukraina leping art 3"]),
        ("", []),
    ],
)
def test_citations_are_taken_in_their_order_each_once(text: str, expected: list[str]) -> None:
    read = given(text, DAY)
    assert ([str(each) for each in read.citations], read.faults) == (expected, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tere", "words"),
        ("PHS § 17 kohta", "words"),
        ("PHS", "whole_act"),
        ("3-18-1672", "other"),
        ("ABC § 3", "unknown_act"),
        ("lg 2", "section"),
        ("PHS § 634", "ambiguous"),  # § 63⁴
        ("PHS § 1777", "missing"),
        ("PHS § 22¹ lg 1", "missing"),
        ("RPTS § 5 lg 1", "out_of_force"),  # the act that this one replaced
        ("PHS § 42 lg 2", "missing"),  # dropped before it took effect
        ("PHS § 17 lg 9", "missing"),  # the section has three subsections
        ("SHS § 45⁹ lg 77", "missing"),  # no section has so many
        ("883/2004 art 99", "missing"),  # the regulation has 91 articles
        ("PHS § 44", "out_of_force"),
        ("PHS § 44 lg 1", "out_of_force"),
        ("PHS § 2–62", "range"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_its_reason(text: str, kind: str) -> None:
    (fault,) = given(text, DAY).faults
    assert fault.kind == kind
    assert fault.text


def test_what_is_repealed_now_can_be_cited_for_an_earlier_day() -> None:
    assert given("PHS § 44", date(2025, 12, 31).toordinal()).faults == ()
    assert given("PHS § 44", date(2026, 1, 1).toordinal()).faults != ()


def test_the_store_decides_where_it_has_the_act(folder: Path) -> None:
    before, after = date(2031, 3, 1).toordinal(), date(2031, 10, 1).toordinal()
    assert given("HMS § 5 lg 2", before, folder).faults == ()
    (repealed,) = given("HMS § 5 lg 2", after, folder).faults
    (nowhere,) = given("HMS § 6", after, folder).faults
    assert (repealed.kind, nowhere.kind) == ("out_of_force", "missing")


def test_what_nobody_can_look_up_is_taken_and_told(folder: Path) -> None:
    read = given("HMS § 5 lg 1; TsMS § 5", date(2031, 3, 1).toordinal(), folder)
    assert [str(each) for each in read.unseen] == ["TsMS § 5"]
