"""What a change touches: complete, exact, and only what still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.gazette_files import Invented, chapter, point, section, subsection

from perenou.benefits.coverage import coverage
from perenou.benefits.lawbook import LAWBOOK
from perenou.impact.coded import coded_redactions, coded_since
from perenou.impact.registry import Citing, CitingKind, citing, everything
from perenou.impact.touched import News, news, predecessor
from perenou.impact.watch import watch
from perenou.rules.citation import WORDINGS, Citation
from perenou.rules.rule import Labels
from perenou.rules.types import ALWAYS, NEVER
from perenou.statutes.gazette import read_act
from perenou.statutes.model import ActText
from perenou.statutes.store import Store

OLD = Invented(id="115012031002", since="2031-02-01", abbreviation="KatS")
NEW = Invented(id="120042031005", since="2031-06-01", abbreviation="KatS")
LABELS = Labels("et", "en", "ru")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def one(
    name: str,
    citation: str,
    since: int = ALWAYS,
    until: int = NEVER,
    kind: CitingKind = "norm",
) -> Citing:
    return Citing(kind, name, Citation.parse(citation), since, until, LABELS)


EVERY = (
    one("whole", "KatS § 1"),
    one("first", "KatS § 1 lg 1"),
    one("point", "KatS § 1 lg 1 p 1"),
    one("other_point", "KatS § 1 lg 1 p 2"),
    one("second", "KatS § 1 lg 2"),
    one("other", "KatS § 2"),
    one("other_act", "MuuS § 1 lg 1 p 1"),
    one("ended", "KatS § 1 lg 1 p 1", until=day("2031-06-01")),
    one("ready", "KatS § 1 lg 1 p 1", since=day("2031-06-01")),
)
LIST = subsection("1", "Toetus on:", point("1", "lapse toetus;"), point("2", "ema toetus."))
BODY = section("1", LIST, subsection("2", "Muu lause siin."), title="Toetus") + section(
    "2", text="x"
)


def between(folder: Path, before: str, after: str, among: tuple[Citing, ...] = EVERY) -> News:
    return news(read_act(OLD.write(folder, before)), read_act(NEW.write(folder, after)), among)


def names(found: News) -> set[str]:
    return {touch.citing.name for touch in found.touches}


def test_a_point_touches_itself_and_what_it_is_a_part_of(tmp_path: Path) -> None:
    found = between(tmp_path, BODY, BODY.replace("lapse toetus", "pere toetus"))
    assert names(found) == {"whole", "first", "point", "ready"}
    assert [t.citing.name for t in found.touches if t.is_written_for] == ["ready"]


def test_the_words_before_points_touch_the_points(tmp_path: Path) -> None:
    found = between(tmp_path, BODY, BODY.replace("Toetus on:", "Toetused on:"))
    assert names(found) == {"whole", "first", "point", "other_point", "ready"}


def test_a_heading_touches_only_what_cites_the_section(tmp_path: Path) -> None:
    found = between(tmp_path, BODY, BODY.replace(">Toetus<", ">Peretoetus<"))
    assert names(found) == {"whole"}


def test_a_repealed_subsection_touches_its_parts(tmp_path: Path) -> None:
    found = between(tmp_path, BODY, BODY.replace(LIST, subsection("1", "kehtetu")))
    assert names(found) == {"whole", "first", "point", "other_point", "ready"}


def test_a_renumbered_section_touches_old_and_new_places(tmp_path: Path) -> None:
    was = section("5", text="Selle sätte sõnad jäävad samaks nagu enne.")
    among = (one("was", "KatS § 5"), one("now", "KatS § 7"), one("third", "KatS § 6"))
    found = between(tmp_path, was, was.replace(">5<", ">7<"), among)
    assert names(found) == {"was", "now"}


def test_a_repealed_chapter_touches_its_sections(tmp_path: Path) -> None:
    more = chapter("1", "Üks", BODY) + chapter("2", "Kaks", section("9", text="Viimane säte."))
    among = (*EVERY, one("last", "KatS § 9"))
    assert names(between(tmp_path, more, chapter("1", "Üks", BODY), among)) == {"last"}


def test_a_cleared_place_touches_nothing(tmp_path: Path) -> None:
    more = BODY.replace("</paragrahv>", subsection("3", "kehtetu") + "</paragrahv>", 1)
    assert names(between(tmp_path, more, BODY, (one("third", "KatS § 1 lg 3"),))) == set()


def test_a_single_subsection_is_cited_with_and_without_its_number(tmp_path: Path) -> None:
    among = (one("bare", "KatS § 2"), one("numbered", "KatS § 2 lg 1"))
    assert names(between(tmp_path, BODY, BODY.replace(">x<", ">y<"), among)) == {"bare", "numbered"}


def test_nothing_changed_touches_nothing(tmp_path: Path) -> None:
    found = between(tmp_path, BODY, BODY)
    assert (found.changes, found.touches) == ((), ())


# ------------------------------------------------------------------------------ what registers


def test_everything_that_cites_registers_itself() -> None:
    told = everything()
    by_kind = {kind: {each.name for each in told if each.kind == kind}
               for kind in ("norm", "figure", "gathered", "doubt", "inventory")}  # fmt: skip
    assert by_kind["norm"] == set(LAWBOOK.rules)
    assert by_kind["figure"] == set(LAWBOOK.parameters)
    assert by_kind["gathered"] == set(LAWBOOK.across) | set(LAWBOOK.through)
    assert by_kind["doubt"] == set(LAWBOOK.doubts)
    assert by_kind["inventory"] == {str(norm.citation) for norm in coverage().norms}
    versions = {(r.name, r.citation, r.validity.since) for v in LAWBOOK.rules.values() for r in v}
    assert versions == {
        (each.name, each.citation, each.since) for each in told if each.kind == "norm"
    }


def test_what_was_dropped_before_it_applied_ends_nothing() -> None:
    rows = [each for each in everything() if each.name == "large_family_three_to_six"]
    assert [(each.since, each.until) for each in rows[-2:]] == [
        (day("2024-01-01"), NEVER), (day("2024-05-01"), day("2024-05-01")),
    ]  # fmt: skip


def test_what_cites_a_provision_on_a_day() -> None:
    rule = LAWBOOK.rules["qualifies_by_age_or_studies"]
    assert len(rule) > 1
    provision = rule[0].citation
    before = citing(provision, everything(), day("2022-06-01"))
    after = citing(provision, everything(), day("2026-06-01"))
    mine = [[e for e in found if e.name == rule[0].name] for found in (before, after)]
    assert [len(found) for found in mine] == [1, 1]
    assert mine[0] != mine[1]
    assert set(mine[0]) | set(mine[1]) <= set(citing(provision, everything()))


# ------------------------------------------------------------------------------ watch


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def family(id: str, since: str, until: str = "") -> Invented:
    return Invented(id=id, since=since, until=until, group="1", abbreviation="PHS", title="P")


CODED = family(WORDINGS["PHS"][-1][2], WORDINGS["PHS"][-1][0])
CITING = (one("norm", "PHS § 1 lg 1"), one("gone", "PHS § 8"), one("other", "SüS § 1"))


def put(store: Store, folder: Path, act: Invented, body: str) -> ActText:
    text = read_act(act.write(folder, body))
    store.add(text)
    return text


def test_an_act_that_is_not_stored(store: Store) -> None:
    told = watch(store, CITING, day("2026-11-26"))
    assert [(each.act, each.state) for each in told] == [("PHS", "absent"), ("SüS", "absent")]


def test_the_redaction_that_was_coded_is_the_newest(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, CODED, BODY)
    (told, _) = watch(store, CITING, day("2026-11-26"))
    assert (told.state, told.newer, told.news) == ("current", (), ())
    assert [each.name for each in told.dangling] == ["gone"]


def test_a_newer_redaction_is_told_with_what_it_touches(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, CODED, BODY)
    newer = put(
        store,
        tmp_path,
        family("101122026001", "2027-01-01"),
        BODY.replace("lapse toetus", "pere toetus"),
    )
    (told, _) = watch(store, CITING, day("2026-11-26"))
    assert told.state == "newer"
    assert told.newer == (newer.redaction,)
    (found,) = told.news
    assert names(found) == {"norm"}
    before = predecessor(store, newer.redaction)
    assert before is not None
    assert before.id == CODED.id
    assert predecessor(store, before) is None


def test_a_newer_redaction_without_the_coded_one(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, family("101122026001", "2027-01-01"), BODY)
    (told, _) = watch(store, CITING, day("2026-11-26"))
    assert (told.state, len(told.newer), told.news) == ("newer", 1, ())
    assert told.dangling == ()


def test_an_act_whose_coded_redaction_is_not_recorded(store: Store, tmp_path: Path) -> None:
    act = replace(CODED, id="115012026001", abbreviation="SüS", group="2")
    put(store, tmp_path, act, section("2", text="x"))
    (_, told) = watch(store, CITING, day("2026-11-26"))
    assert told.state == "unrecorded"
    assert told.newest is not None
    assert [each.name for each in told.dangling] == ["other"]


def test_what_has_ended_or_is_only_listed_does_not_dangle(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, CODED, BODY.replace(LIST, subsection("1", "kehtetu")))
    among = (
        one("repealed", "PHS § 1 lg 1"),
        one("ended", "PHS § 9", until=day("2026-01-01")),
        one("listed", "PHS § 9", kind="inventory"),
    )
    (told,) = watch(store, among, day("2026-11-26"))
    assert [each.name for each in told.dangling] == ["repealed"]


def test_which_redactions_were_coded() -> None:
    assert coded_redactions("PHS") == tuple(page for _, _, page in WORDINGS["PHS"])
    assert coded_since("PHS") == WORDINGS["PHS"][-1][0]
    assert coded_redactions("883/2004") == ("02004R0883-20190731",)
    assert coded_since("883/2004") == "2019-07-31"
    assert coded_redactions("TLS") == ()
    assert coded_since("TLS") == coded_since("492/2011") == ""
