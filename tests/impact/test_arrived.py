"""What is looked at when a text arrives, what of our texts rests on it, and how it is coded."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.statutes.gazette_files import Invented, section

from perenou.benefits.lawbook import LAWBOOK
from perenou.benefits.summaries import summaries
from perenou.impact.arrived import beside, held_against, is_news
from perenou.impact.code import written
from perenou.impact.coded import coded_redactions, coded_since
from perenou.impact.registry import Citing, everything
from perenou.impact.texts import cited_in, texts
from perenou.impact.watch import newer
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.rules.types import ALWAYS, NEVER
from perenou.statutes.importer import read_file
from perenou.statutes.store import Added, Store

LABELS = Labels("et", "en", "ru")


def act(folder: Path, id: str, since: str, abbreviation: str = "PHS", text: str = "x") -> Path:
    made = Invented(id=id, since=since, abbreviation=abbreviation, group=abbreviation, title="P")
    return made.write(folder, section("1", text=text))


def added(store: Store, path: Path) -> Added:
    return store.add(read_file(path))


def test_what_the_rules_are_written_after_is_no_news_and_what_follows_is(tmp_path: Path) -> None:
    coded, since = coded_redactions("PHS")[-1], coded_since("PHS")
    with Store(tmp_path / "store") as store:
        first = added(store, act(tmp_path, "101012019001", "2019-01-01"))
        own = added(store, act(tmp_path, coded, since))
        later = added(store, act(tmp_path, "120012031003", "2031-03-01"))
        again = added(store, act(tmp_path, "120012031003", "2031-03-01"))
        corrected = added(store, act(tmp_path, "101012019001", "2019-01-01", text="y"))
        other = added(store, act(tmp_path, "120012031004", "2031-03-01", "KatS"))
        assert [is_news(e) for e in (first, own, later, again, corrected, other)] == [
            False, False, True, False, True, True,
        ]  # fmt: skip
        before = held_against(store, later)
        assert before is not None
        assert before.redaction.id == coded
        was = held_against(store, corrected)
        assert was is not None
        assert was.provisions != store.by_id("101012019001").provisions
        assert [(e.act, [r.id for r in e.redactions]) for e in newer(store, everything())] == [
            ("PHS", ["120012031003"])
        ]


def test_a_judgment_touches_what_rests_on_what_it_cites_from_its_day_on(tmp_path: Path) -> None:
    path = tmp_path / "otsus.md"
    path.write_text("# Otsus\n\nKohaldub PHS § 17 lg 2 ja SÜS § 31.\n", encoding="utf-8")
    header = {"title": "Otsus", "issuer": "Kohus", "date": "2026-05-01"}
    rows = [
        Citing("norm", "hit", Citation.parse("PHS § 17 lg 2 p 1"), ALWAYS, NEVER, LABELS),
        Citing("norm", "wider", Citation.parse("SÜS § 31"), ALWAYS, NEVER, LABELS),
        Citing("norm", "other", Citation.parse("PHS § 17 lg 3"), ALWAYS, NEVER, LABELS),
        Citing("norm", "ended", Citation.parse("SÜS § 31"), ALWAYS, 737000, LABELS),
    ]
    found = beside(read_file(path, header), rows)
    assert {each.name for _, each in found} == {"hit", "wider"}


def test_every_summary_is_found_by_its_provision() -> None:
    told = {each.citation for each in texts() if each.kind == "summary"}
    assert told == set(summaries())


def test_a_text_cites_each_provision_once() -> None:
    assert cited_in("PHS § 17 lg 2 ja lg 3, vt ka PHS § 17 lg 2") == (
        Citation.parse("PHS § 17 lg 2"), Citation.parse("PHS § 17 lg 3"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "part"),
    [
        ("norm", "qualifies_by_age_or_studies", "def qualifies_by_age_or_studies"),
        ("figure", "set_off_share", "set_off_share: PerMille = 200"),
        ("gathered", "claimed_by_other_parent", '"claimed_by_other_parent"'),
        ("doubt", "gap_23", "gap_23"), ("doubt", "gap_39", "def shared_base_rate_day__kept"),
    ],
)  # fmt: skip
def test_what_is_coded_is_shown_as_it_is_written(kind: str, name: str, part: str) -> None:
    found = written(kind, name)
    assert found
    assert all(part in each.text for each in found)


def test_every_version_of_a_norm_is_shown_with_its_days() -> None:
    versions = LAWBOOK.rules["qualifies_by_age_or_studies"]
    assert [each.since for each in written("norm", "qualifies_by_age_or_studies")] == [
        each.validity.since for each in versions
    ]
    assert written("norm", "no_such_norm") == ()
