"""The store: whole acts or nothing, days, redactions that replace each other, passages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.gazette_files import SAMPLE, Invented, point, section, subsection

from perenou.statutes.address import Address
from perenou.statutes.errors import RefusedFileError, StatutesError
from perenou.statutes.events import timeline
from perenou.statutes.importer import files_in, import_files, read_file
from perenou.statutes.model import ActText
from perenou.statutes.reigns import reigns
from perenou.statutes.store import Added, Store, default_store, store_directory

MARK = (
    "<muutmismarge><aktikuupaev>2031-01-10</aktikuupaev><avaldamismarge><RTosa>RT I</RTosa>"
    "<avaldamineKuupaev>2031-01-12</avaldamineKuupaev><RTartikkel>3</RTartikkel></avaldamismarge>"
    "<joustumine>2031-02-01</joustumine>"
    "<tavatekst>, osaliselt 01.03.2031 ja 01.04.2031</tavatekst></muutmismarge>"
)
FIRST = Invented(id="115012031002", since="2031-02-01", until="2031-09-30")
ANNOUNCED = Invented(id="108042031004", since="2031-10-01")
REPLACING = Invented(id="111072031059", since="2031-10-01")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def add(store: Store, folder: Path, act: Invented, body: str, outside: str = "") -> Added:
    return store.add(read_file(act.write(folder, body, outside)))


def text(store: Store, name: str, address: str, on: str) -> str | None:
    act = store.text_on(name, day(on))
    found = None if act is None else act.find(Address.parse(address))
    return None if found is None else found.text


# ------------------------------------------------------------------------------ taking in


def test_an_act_comes_back_as_it_was_read(store: Store) -> None:
    read = read_file(SAMPLE)
    assert store.add(read).outcome == "added"
    assert store.by_id(read.redaction.id) == read


def test_taking_in_again_changes_nothing(store: Store) -> None:
    read = read_file(SAMPLE)
    store.add(read)
    before = store.path.read_bytes()
    assert store.add(read).outcome == "same"
    assert store.path.read_bytes() == before


def test_what_changes_the_store_is_counted(store: Store, tmp_path: Path) -> None:
    assert store.changes == 0
    add(store, tmp_path, FIRST, section("1", text="x"))
    add(store, tmp_path, FIRST, section("1", text="x"))
    assert store.changes == 1
    add(store, tmp_path, FIRST, section("1", text="y"))
    with Store(store.directory) as again:
        assert again.changes == 2


def test_a_store_that_somebody_else_writes_to(store: Store) -> None:
    store._base.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StatutesError) as failed:
        store.add(read_file(SAMPLE))
    assert failed.value.reason == "store"
    other.execute("ROLLBACK")
    other.close()
    assert store.add(read_file(SAMPLE)).outcome == "added"


def test_a_correction_under_the_same_number_replaces(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, FIRST, section("1", text="Vana."))
    added = add(store, tmp_path, replace(FIRST, version="2"), section("1", text="Uus."))
    assert added.outcome == "replaced"
    assert added.before is not None
    assert added.before.provisions[0].text == "Vana."
    assert text(store, "KatS", "§ 1", "2031-03-01") == "Uus."
    older = add(store, tmp_path, FIRST, section("1", text="Vana."))
    assert older.outcome == "older"
    assert text(store, "KatS", "§ 1", "2031-03-01") == "Uus."


def test_a_broken_act_is_refused_whole_and_the_old_one_stays(store: Store, tmp_path: Path) -> None:
    path = FIRST.write(tmp_path, section("1", text="Vana."))
    other = replace(ANNOUNCED, group="5", title="Muu seadus", abbreviation="MuuS")
    good = other.write(tmp_path, section("1", text="Hea."))
    store.add(read_file(path))
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    told = list(import_files(store, [path, good]))
    assert isinstance(told[0], RefusedFileError)
    assert isinstance(told[1], Added)
    assert text(store, "KatS", "§ 1", "2031-03-01") == "Vana."
    assert text(store, "MuuS", "§ 1", "2031-11-01") == "Hea."


def test_a_failure_in_the_middle_leaves_nothing(store: Store) -> None:
    read = read_file(SAMPLE)
    broken = replace(read, provisions=(*read.provisions, None))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        store.add(broken)
    assert store.redactions() == ()
    assert store.add(read).outcome == "added"


def test_folders_are_walked_and_other_files_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one = FIRST.write(tmp_path / "a", section("1", text="x"))
    (tmp_path / "a" / "note.odt").write_bytes(b"%PDF")
    two = ANNOUNCED.write(tmp_path, section("1", text="x"))
    assert list(files_in([tmp_path])) == sorted([one, two])
    assert list(files_in([two])) == [two]
    (tmp_path / "empty").mkdir()
    with pytest.raises(RefusedFileError) as refused:
        list(files_in([tmp_path / "empty"]))
    assert refused.value.reason == "no_files"
    with pytest.raises(RefusedFileError) as refused:
        read_file(tmp_path / "a" / "note.odt")
    assert refused.value.reason == "kind"


# ------------------------------------------------------------------------------ days


def test_the_redaction_of_a_day(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, REPLACING, section("1", text="Asendav."))
    add(store, tmp_path, ANNOUNCED, section("1", text="Teatatud."))
    add(store, tmp_path, FIRST, section("1", text="Esimene."))
    assert text(store, "KatS", "§ 1", "2031-01-31") is None
    assert text(store, "KatS", "§ 1", "2031-09-30") == "Esimene."
    assert text(store, "KatS", "§ 1", "2031-10-01") == "Asendav."
    assert text(store, "KatS", "§ 1", "2031-12-31") == "Asendav."


def test_what_was_published_later_was_not_known(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, ANNOUNCED, section("1", text="Teatatud."))
    add(store, tmp_path, REPLACING, section("1", text="Asendav."))
    for known, expected in (
        ("2031-04-07", None),
        ("2031-04-08", ANNOUNCED.id),
        ("2031-07-10", ANNOUNCED.id),
        ("2031-07-11", REPLACING.id),
    ):
        act = store.text_on("KatS", day("2031-10-01"), day(known))
        assert (None if act is None else act.redaction.id) == expected


def test_published_on_one_day_the_higher_article_counts(store: Store, tmp_path: Path) -> None:
    for article in ("009", "010", "002"):
        act = replace(REPLACING, id=REPLACING.id[:9] + article)
        add(store, tmp_path, act, section("1", text=article))
    assert text(store, "KatS", "§ 1", "2031-10-01") == "010"


def test_a_day_without_a_redaction_in_force(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, replace(FIRST, until="2031-03-31+02:00"), section("1", text="x"))
    assert text(store, "KatS", "§ 1", "2031-03-31") == "x"
    assert text(store, "KatS", "§ 1", "2031-04-01") is None


def test_an_amending_act_is_never_the_text_in_force(store: Store, tmp_path: Path) -> None:
    amending = replace(
        REPLACING, schema="muutmisseadus_1_10.02.2010", kind="algtekst", group="9990002"
    )
    add(store, tmp_path, amending, section("1", text="Muudetakse."))
    assert store.text_on("KatS", day("2031-12-01")) is None


def test_reigns_follow_each_other(store: Store, tmp_path: Path) -> None:
    for act in (FIRST, ANNOUNCED, REPLACING):
        add(store, tmp_path, act, section("1", text="x"))
    told = [(each.since, each.until, each.redaction.id) for each in reigns(store.named("KatS"))]
    assert told == [
        (day("2031-02-01"), day("2031-09-30"), FIRST.id),
        (day("2031-10-01"), None, REPLACING.id),
    ]


def test_a_redaction_inside_another_ends_and_the_other_goes_on(
    store: Store, tmp_path: Path
) -> None:
    add(store, tmp_path, replace(FIRST, until=""), section("1", text="x"))
    add(store, tmp_path, replace(ANNOUNCED, until="2031-12-31"), section("1", text="y"))
    assert [(r.since, r.redaction.id) for r in reigns(store.named("KatS"))] == [
        (day("2031-02-01"), FIRST.id),
        (day("2031-10-01"), ANNOUNCED.id),
        (day("2032-01-01"), FIRST.id),
    ]


def test_a_redaction_that_never_holds_parts_nothing(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, REPLACING, section("1", text="x"))
    never = replace(ANNOUNCED, since="2031-10-01", until="2031-11-30")
    add(store, tmp_path, never, section("1", text="y"))
    assert [(r.since, r.until, r.redaction.id) for r in reigns(store.named("KatS"))] == [
        (day("2031-10-01"), None, REPLACING.id)
    ]


def test_the_events_of_an_act(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, FIRST, section("1", text="x"), MARK)
    add(store, tmp_path, REPLACING, section("1", text="y"), MARK)
    told = [(each.day, each.kind, each.source) for each in timeline(store.named("KatS"))]
    source = "RT I, 12.01.2031, 3"
    assert told == [
        (day("2031-01-10"), "adopted", source),
        (day("2031-01-15"), "published", FIRST.id),
        (day("2031-02-01"), "in_force", source),
        (day("2031-02-01"), "begins", FIRST.id),
        (day("2031-03-01"), "in_part", source),
        (day("2031-04-01"), "in_part", source),
        (day("2031-07-11"), "published", REPLACING.id),
        (day("2031-09-30"), "ends", FIRST.id),
        (day("2031-10-01"), "begins", REPLACING.id),
    ]


def test_retroactive_events() -> None:
    read = read_file(SAMPLE)
    mark = read.provisions[6].marks[0]
    redaction = replace(read.redaction, history=(mark,))
    assert ("retroactive", mark.retroactive) in [
        (each.kind, each.day) for each in timeline([redaction])
    ]


# ------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    "name", ["NäS", "näs", " NÄS ", "9990001", "120122032041", "näidistoetuse seadus"]
)
def test_an_act_by_any_of_its_names(store: Store, name: str) -> None:
    store.add(read_file(SAMPLE))
    assert [each.id for each in store.named(name)] == ["120122032041"]


@pytest.mark.parametrize("name", ["", "PHS", "näidistoetuse"])
def test_an_act_that_is_not_there(store: Store, name: str) -> None:
    store.add(read_file(SAMPLE))
    with pytest.raises(StatutesError) as missing:
        store.named(name)
    assert missing.value.reason == "no_such_act"
    with pytest.raises(StatutesError) as missing:
        store.by_id("1")
    assert missing.value.reason == "no_such_redaction"


def test_two_acts_of_one_title(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, replace(FIRST, abbreviation=""), section("1", text="x"))
    other = replace(ANNOUNCED, abbreviation="", group="7")
    add(store, tmp_path, other, section("1", text="y"))
    with pytest.raises(StatutesError) as unclear:
        store.named("Katseseadus")
    assert unclear.value.reason == "several_works"
    assert unclear.value.slots["works"] == "7, 9990002"
    assert [group[0].work for group in store.works()] == ["7", "9990002"]


# ------------------------------------------------------------------------------ passages


def test_passages_say_for_how_long_a_section_read_so(store: Store, tmp_path: Path) -> None:
    still = section("2", text="Sama.", title="Alles")
    body = section("1", subsection("1", "Sama."), subsection("2", "Vana."), title="Toetus") + still
    add(store, tmp_path, FIRST, body)
    add(store, tmp_path, ANNOUNCED, body.replace("Vana.", "Teatatud."))
    later = body.replace("Vana.", "Uus.").replace(
        "</paragrahv>",
        subsection("3", "Kui:", point("1", "üks;")) + subsection("4", "kehtetu") + "</paragrahv>",
        1,
    )
    add(store, tmp_path, REPLACING, later)
    told = {
        (str(each.address), each.title, each.text, each.since, each.until, each.redaction)
        for each in store.passages()
    }
    begin, last, after = day("2031-02-01"), day("2031-09-30"), day("2031-10-01")
    new = "(1) Sama.\n(2) Uus.\n(3) Kui:\n  1) üks;"
    assert told == {
        ("§ 1", "Toetus", "(1) Sama.\n(2) Vana.", begin, last, FIRST.id),
        ("§ 1", "Toetus", new, after, None, REPLACING.id),
        ("§ 2", "Alles", "Sama.", begin, None, FIRST.id),
    }
    assert all(each.is_act for each in store.passages())
    known = {each.text for each in store.passages(known=day("2031-05-01"))}
    assert known == {"Sama.", "(1) Sama.\n(2) Vana.", "(1) Sama.\n(2) Teatatud."}


def test_guidance_is_read_by_heading(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Juhend\nissuer: Amet\ndate: 2026-01-02\n---\n"
        "Algus.\n# 1. peatükk Jagu\n# Pealkiri\nÜks.\n\nKaks.\n## Alam\nKolm.\n",
        encoding="utf-8",
    )
    store.add(read_file(path))
    assert [(str(p.address), p.title, p.text, p.is_act) for p in store.passages()] == [
        ("lõik 1", "", "Algus.", False),
        ("jaotis 1", "Pealkiri", "Üks.\nKaks.", False),
        ("jaotis 1 jaotis 1", "Alam", "Kolm.", False),
    ]


def test_a_gap_parts_a_passage(store: Store, tmp_path: Path) -> None:
    add(store, tmp_path, replace(FIRST, until="2031-03-31"), section("1", text="Sama."))
    add(store, tmp_path, ANNOUNCED, section("1", text="Sama."))
    assert sorted((each.since, each.until) for each in store.passages()) == [
        (day("2031-02-01"), day("2031-03-31")),
        (day("2031-10-01"), None),
    ]


# ------------------------------------------------------------------------------ the file


def test_where_the_store_is(tmp_path: Path) -> None:
    assert store_directory(tmp_path, {"PERENOU_STORE": "/a"}) == tmp_path
    assert store_directory(None, {"PERENOU_STORE": "/a"}) == Path("/a")
    assert store_directory(None, {"XDG_DATA_HOME": "/b"}) == Path("/b/perenou")
    assert store_directory(None, {}) == Path.home() / ".local" / "share" / "perenou"


def test_the_store_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "x"))
    with default_store(None) as store:
        assert store.directory == tmp_path / "x"


def test_a_store_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StatutesError) as failed:
        Store(tmp_path / "file")
    assert failed.value.reason == "store"
    (tmp_path / "acts.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StatutesError) as failed:
        Store(tmp_path)
    assert failed.value.reason == "store"


def test_a_store_of_another_format(tmp_path: Path) -> None:
    with Store(tmp_path):
        pass
    base = sqlite3.connect(tmp_path / "acts.sqlite")
    with base:
        base.execute("UPDATE about SET value = '99' WHERE name = 'format'")
    base.close()
    with pytest.raises(StatutesError) as failed:
        Store(tmp_path)
    assert failed.value.reason == "store_format"


def test_a_store_without_a_format(tmp_path: Path) -> None:
    with Store(tmp_path):
        pass
    base = sqlite3.connect(tmp_path / "acts.sqlite")
    with base:
        base.execute("DELETE FROM about")
    base.close()
    with pytest.raises(StatutesError) as failed:
        Store(tmp_path)
    assert failed.value.slots["found"] == "–"


def test_a_find_in_an_empty_text() -> None:
    read = read_file(SAMPLE)
    empty = ActText(read.redaction, ())
    assert empty.find(Address.parse("§ 1")) is None
    assert list(empty.parts(Address.parse("§ 1"))) == []
    assert empty.divisions(Address.parse("§ 1")) == ()
