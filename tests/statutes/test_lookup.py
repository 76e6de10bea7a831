"""Citations looked up in a store, and what of a store search finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.gazette_files import Invented, point, section, subsection

from perenou.language.references.resolve import find
from perenou.language.search.unit import FOREVER, Unit
from perenou.statutes.findable import units
from perenou.statutes.importer import read_file
from perenou.statutes.lookup import Lookup, address, first_that_tells, link
from perenou.statutes.store import Store

EARLY = Invented(
    id="115012031002", abbreviation="HMS", title="Katse", since="2031-02-01", until="2031-09-30"
)
LATE = replace(EARLY, id="108042031004", since="2031-10-01", until="")
BODY = section("5", subsection("1", "Üks."), subsection("2", "On:", point("1", "a.")), title="T")
CHANGED = section("5", subsection("1", "Üks."), subsection("2", "kehtetu"), title="T")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        opened.add(read_file(EARLY.write(tmp_path, BODY)))
        opened.add(read_file(LATE.write(tmp_path, CHANGED)))
        yield opened


def answer(lookup: Lookup, cited: str, on: str = "") -> bool | None:
    (mention,) = find(cited)
    return lookup.exists(mention.targets[0].reference, day(on) if on else None)


@pytest.mark.parametrize(
    ("cited", "on", "expected"),
    [
        ("HMS § 5 lg 2 p 1", "2031-03-01", True),
        ("HMS § 5 lg 2 p 1", "2031-10-01", False),
        ("HMS § 5 lg 2", "2031-10-01", False),
        ("HMS § 5 lg 1", "2031-10-01", True),
        ("HMS § 5 lg 1 ls 2", "2031-10-01", True),
        ("HMS § 5 lg 2", "", True),
        ("HMS § 6", "", False),
        ("HMS § 5", "2030-01-01", None),
        ("TLS § 5", "", None),
        ("883/2004 art 68(1)(a)", "", None),
    ],
)
def test_a_provision_is_there_on_its_days(
    store: Store, cited: str, on: str, expected: bool | None
) -> None:
    assert answer(Lookup(store), cited, on) is expected


def test_an_article_of_a_union_act_is_found_by_its_parts(store: Store, tmp_path: Path) -> None:
    page = tmp_path / "02004R0883-20190731.html"
    page.write_text("<title>M</title><p>Artikkel 68</p><p>Reeglid.</p>", encoding="utf-8")
    store.add(read_file(page))
    assert answer(Lookup(store), "883/2004 art 68(1)(a)", "2026-01-01") is True
    assert answer(Lookup(store), "883/2004 art 70", "2026-01-01") is False


def test_an_address_in_an_act() -> None:
    (mention,) = find("HMS § 5 lg 2 p 1 ja 883/2004 art 68(1)(a)")[:1]
    assert str(address(mention.targets[0].reference)) == "§ 5 lg 2 p 1"


def test_the_link_leads_to_the_redaction_of_the_day(store: Store) -> None:
    lookup = Lookup(store)
    (mention,) = find("HMS § 5 lg 1")
    reference = mention.references[0]
    page = "https://www.riigiteataja.ee/akt/"
    assert link(reference, lookup, day("2031-03-01")) == f"{page}{EARLY.id}#para5lg1"
    assert link(reference, lookup, day("2031-12-01")) == f"{page}{LATE.id}#para5lg1"
    assert link(reference, lookup, day("2026-01-01")) == f"{page}HMS#para5lg1"
    assert link(reference, None, day("2031-12-01")) == f"{page}HMS#para5lg1"
    (act,) = find("haldusmenetluse seadus")
    assert link(act.references[0], lookup, day("2031-12-01")) == f"{page}{LATE.id}"


def test_the_first_that_tells_is_believed(store: Store) -> None:
    (mention,) = find("HMS § 6")
    reference = mention.targets[0].reference
    silent = first_that_tells(lambda _r, _d: None)
    assert silent(reference, None) is None
    both = first_that_tells(lambda _r, _d: None, Lookup(store).exists, lambda _r, _d: True)
    assert both(reference, None) is False


def test_units_of_a_store(store: Store, tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text(
        "---\ntitle: Memo\nissuer: Amet\ndate: 2026-01-02\naccess: AK\n---\nTekst.\n",
        encoding="utf-8",
    )
    store.add(read_file(note))
    found = list(units(store))
    assert (
        Unit(
            "HMS § 5",
            "T",
            "(1) Üks.\n(2) On:\n  1) a.",
            "act",
            "HMS",
            since=day("2031-02-01"),
            until=day("2031-10-01"),
        )
        in found
    )
    assert (
        Unit("Memo lõik 1", "", "Tekst.", "guidance", "Memo", since=day("2026-01-02"), access="AK")
        in found
    )
    assert {each.until for each in found} == {day("2031-10-01"), FOREVER}
