"""Fetching from a Riigi Teataja on this machine, over real HTTP, with its moods."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.fake_gazette import API, FakeGazette, serving
from tests.statutes.gazette_files import Invented, section

from perenou.statutes import fetch as fetching
from perenou.statutes import gateway as gateways
from perenou.statutes.errors import StatutesError
from perenou.statutes.fetch import (
    FellBack,
    Fetched,
    Listed,
    Progress,
    base_address,
    fetch,
    midnight,
)
from perenou.statutes.gateway import TRIES, Answer, Gateway
from perenou.statutes.store import Store

TODAY = date(2031, 3, 1).toordinal()
FIRST = Invented(id="115012031002", since="2031-02-01", until="2031-05-31")
SECOND = Invented(id="120042031005", since="2031-06-01")
OTHER = Invented(
    id="116012031003", group="77", title="Katseseaduse muutmise seadus", abbreviation=""
)


class Patience:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def gazette() -> Iterator[FakeGazette]:
    made = FakeGazette()
    made.publish(FIRST, section("1", text="Esimene."))
    made.publish(SECOND, section("1", text="Teine."))
    made.publish(OTHER, section("1", text="Muu."))
    with serving(made):
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture
def gateway(gazette: FakeGazette, patience: Patience) -> Gateway:
    return Gateway(gazette.base, timeout=10, sleep=patience.sleep, clock=lambda: patience.now)


def steps(store: Store, gateway: Gateway, *names: str, today: int = TODAY) -> list[Progress]:
    return list(fetch(store, names, gateway, today))


def what(told: list[Progress]) -> dict[str, str]:
    return {step.id: step.what for step in told if isinstance(step, Fetched)}


@pytest.mark.parametrize("name", ["KatS", "kats", "Katseseadus", "115012031002", "9990002"])
def test_all_redactions_of_an_act_come_by_any_name(
    store: Store, gateway: Gateway, name: str
) -> None:
    told = steps(store, gateway, name)
    assert Listed(name, 2) in told
    assert set(what(told)) == {FIRST.id, SECOND.id}
    assert [each.id for each in store.named("KatS")] == [FIRST.id, SECOND.id]
    # A search by title also hits acts whose title only holds the words.
    assert OTHER.id not in {each.id for each in store.redactions()}


def test_an_act_that_is_only_an_abbreviation_hit(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.short_hits = True
    assert set(what(steps(store, gateway, "KatS"))) == {FIRST.id, SECOND.id}


def test_a_redaction_under_an_earlier_title_comes_from_the_feed(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.feed_only.add(SECOND.id)
    assert set(what(steps(store, gateway, "KatS"))) == {FIRST.id, SECOND.id}


def test_more_hits_than_a_page_holds(store: Store, gateway: Gateway, gazette: FakeGazette) -> None:
    for number in range(65):
        act = replace(OTHER, id=f"11701{2031}{number:03}", group="78", title="Katseseaduse lisa")
        gazette.publish(act, section("1", text="x"))
    many = [replace(FIRST, id=f"11801{2031}{number:03}") for number in range(40)]
    for act in many:
        gazette.publish(act, section("1", text="x"))
    gazette.feed_only = set()
    told = steps(store, gateway, "KatS")
    assert Listed("KatS", 42) in told


def test_calls_are_a_second_apart_and_say_who_calls(
    store: Store, gateway: Gateway, gazette: FakeGazette, patience: Patience
) -> None:
    steps(store, gateway, "KatS")
    assert patience.slept == [1.0] * (len(gazette.calls) - 1)
    (agent,) = gazette.agents
    assert agent.startswith("perenou ")


def test_nothing_is_fetched_twice(store: Store, gateway: Gateway, gazette: FakeGazette) -> None:
    steps(store, gateway, "KatS")
    gazette.calls.clear()
    told = steps(store, gateway, "KatS")
    assert set(what(told).values()) == {"cached"}
    assert gazette.asked("/akt/") == 0


def test_metadata_are_looked_at_again_after_a_week(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    steps(store, gateway, "KatS")
    gazette.calls.clear()
    gazette.clock = "2031-07-01"  # the first redaction ran out, which is no change of it
    told = steps(store, gateway, "KatS", today=TODAY + 7)
    assert set(what(told).values()) == {"cached"}
    assert gazette.asked("blob-xml") == 0
    assert gazette.asked(f"/akt/{FIRST.id}") == 1
    gazette.calls.clear()
    steps(store, gateway, "KatS", today=TODAY + 8)
    assert gazette.asked("/akt/") == 0


def test_a_text_corrected_under_its_number_is_fetched_again(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    steps(store, gateway, "KatS")
    gazette.publish(replace(FIRST, version="2"), section("1", text="Parandatud."))
    assert what(steps(store, gateway, "KatS", today=TODAY + 6))[FIRST.id] == "cached"
    told = steps(store, gateway, "KatS", today=TODAY + 7)
    assert what(told) == {FIRST.id: "refreshed", SECOND.id: "cached"}
    assert store.by_id(FIRST.id).provisions[0].text == "Parandatud."


def test_stopping_keeps_what_was_fetched_and_goes_on_from_there(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    going = fetch(store, ["KatS"], gateway, TODAY)
    assert isinstance(next(going), Listed)
    first = next(going)
    assert isinstance(first, Fetched)
    going.close()  # type: ignore[attr-defined]
    assert [each.id for each in store.redactions()] == [first.id]
    gazette.calls.clear()
    told = what(steps(store, gateway, "KatS"))
    assert told[first.id] == "cached"
    assert gazette.asked("blob-xml") == 1


def test_too_many_calls_are_answered_with_the_patience_asked_for(
    store: Store, gateway: Gateway, gazette: FakeGazette, patience: Patience
) -> None:
    gazette.fail[f"{API}/akt/{FIRST.id}/blob-xml"] = [429, 429]
    assert FIRST.id in what(steps(store, gateway, "KatS"))
    assert patience.slept.count(7.0) == 2


@pytest.mark.parametrize(
    ("failures", "reason"), [([429] * 9, "too_many"), ([500] * 9, "status"), ([0] * 9, "network"),
                             ([403], "status")]
)  # fmt: skip
def test_a_service_that_keeps_failing_is_given_up(
    store: Store, gateway: Gateway, gazette: FakeGazette, failures: list[int], reason: str
) -> None:
    gazette.fail[f"{API}/akt/{SECOND.id}/blob-xml"] = failures
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == reason
    assert gazette.asked(f"{SECOND.id}/blob-xml") == min(TRIES, len(failures))
    assert [each.id for each in store.redactions()] == [FIRST.id]


def test_a_short_failure_passes(store: Store, gateway: Gateway, gazette: FakeGazette) -> None:
    gazette.fail[f"{API}/otsing/tervik-tekst"] = [500, 0]
    assert len(what(steps(store, gateway, "KatS"))) == 2


def test_an_unreachable_service_is_told(store: Store, patience: Patience) -> None:
    gateway = Gateway("http://127.0.0.1:9", sleep=patience.sleep, clock=lambda: patience.now)
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "network"


def test_the_page_of_the_web_client_is_no_act(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.shell = (f"{API}/akt/{FIRST.id}/blob-xml",)
    told = steps(store, gateway, "KatS")
    assert len(what(told)) == 2
    (fell,) = [step for step in told if isinstance(step, FellBack)]
    assert fell.why.reason == "html_shell"
    assert gazette.asked(f"/akt/{FIRST.id}.xml") == 1


def test_drift_of_both_interfaces_fails_loudly(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.shell = (f"{API}/akt/{FIRST.id}/blob-xml", f"/akt/{FIRST.id}.xml")
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "html_shell"
    assert store.redactions() == ()
    assert not list((store.directory / "fetched").glob("*.part"))


def test_an_unknown_number_answers_with_json(store: Store, gateway: Gateway) -> None:
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "101012031001")
    assert failed.value.reason in ("json_answer", "html_shell")


def test_an_answer_that_breaks_off_is_refused(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.cut.add(FIRST.id)
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "truncated"
    gazette.cut.clear()
    assert what(steps(store, gateway, "KatS"))[FIRST.id] == "fetched"


def test_another_act_than_asked_for_is_refused(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.acts[FIRST.id] = (SECOND, section("1", text="x"))
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, FIRST.id)
    assert failed.value.reason == "wrong_act"


def test_the_older_search_finds_by_title_when_the_new_one_is_gone(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.shell = (f"{API}/otsing",)
    told = steps(store, gateway, "Katseseadus")
    assert set(what(told)) == {FIRST.id, SECOND.id}
    assert any(isinstance(step, FellBack) for step in told)


def test_a_known_group_is_found_when_the_new_search_is_gone(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.shell = (f"{API}/otsing",)
    gazette.publish(replace(FIRST, group="1035395", abbreviation="PHS"), section("1", text="x"))
    assert set(what(steps(store, gateway, "PHS"))) == {FIRST.id}


def test_a_feed_that_is_gone_is_told_and_matters_only_without_a_search(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.shell = ("/akti_redaktsioonid.xml",)
    told = steps(store, gateway, "KatS")
    assert len(what(told)) == 2
    assert any(isinstance(step, FellBack) for step in told)
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "9990002")
    assert failed.value.reason == "strange_answer"


def test_metadata_that_are_gone_do_not_keep_an_act_away(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.fail = {f"{API}/akt/{FIRST.id}": [404]}
    gazette.shell = ()
    assert FIRST.id in what(steps(store, gateway, "KatS"))


SEARCH = f"{API}/otsing/tervik-tekst"
OLDER = "/api/oigusakt_otsing/1/otsi"


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        (SEARCH, b'{"koik": null}', "not_found"),
        (SEARCH, b"[]", "not_found"),
        (SEARCH, b'{"results": [1, null, {"abbreviation": "KatS"}]}', "not_found"),
        (OLDER, b"[]", "strange_answer"),
        (OLDER, b'{"aktid": [1, {"pealkiri": "KatS"}]}', "not_found"),
        (OLDER, b'{"aktid": [{"pealkiri": "KatS", "globaalID": true}]}', "not_found"),
        ("/akti_redaktsioonid.xml", b"<rss><channel>", "truncated"),
        ("/akti_redaktsioonid.xml", b"<rss><link>elsewhere</link></rss>", "not_found"),
    ],
)
def test_an_answer_of_another_form(
    store: Store, gateway: Gateway, gazette: FakeGazette, path: str, body: bytes, reason: str
) -> None:
    gazette.answers[path] = ("application/json", body)
    if path == OLDER:
        gazette.shell = (f"{API}/otsing",)
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "9990002" if path.endswith(".xml") else "KatS")
    assert failed.value.reason == reason


def test_a_search_without_end_is_given_up(
    store: Store, gateway: Gateway, gazette: FakeGazette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_PAGES", 2)
    full = json.dumps({"results": [{}] * 30, "aktid": [{}] * 25}).encode()
    gazette.answers = {SEARCH: ("application/json", full), OLDER: ("application/json", full)}
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "strange_answer"
    assert (gazette.asked(SEARCH), gazette.asked(OLDER)) == (2, 2)


def test_metadata_of_another_form_are_told(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.answers[f"{API}/akt/{FIRST.id}"] = ("text/html", b"<html>")
    gazette.answers[f"{API}/akt/{SECOND.id}"] = ("application/json", b"[]")
    told = steps(store, gateway, "KatS")
    assert len(what(told)) == 2
    assert [step.interface for step in told if isinstance(step, FellBack)] == [f"{API}/akt"]


def test_an_answer_shorter_than_promised_is_asked_for_again(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.missing_bytes = 5
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "network"
    assert len(gazette.calls) == TRIES


def test_an_answer_that_is_too_large_is_refused(
    store: Store, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateways, "MOST_BYTES", 10)
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "too_large"


@pytest.mark.parametrize(("wait", "calls"), [("9999", 1), ("soon", TRIES)])
def test_patience_has_an_end(
    store: Store, gateway: Gateway, gazette: FakeGazette, wait: str, calls: int
) -> None:
    gazette.patience = wait
    gazette.fail[SEARCH] = [429] * 9
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "too_many"
    assert len(gazette.calls) == calls


def test_what_cannot_be_kept_is_told(store: Store, gateway: Gateway) -> None:
    (store.directory / "fetched").write_text("in the way", encoding="utf-8")
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "KatS")
    assert failed.value.reason == "store"


def test_english_translations_are_left_out(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    gazette.publish(replace(FIRST, id="515012031002"), section("1", text="x"))
    assert set(what(steps(store, gateway, "KatS"))) == {FIRST.id, SECOND.id}


def test_an_act_that_is_not_there(store: Store, gateway: Gateway) -> None:
    with pytest.raises(StatutesError) as failed:
        steps(store, gateway, "OlemataS")
    assert failed.value.reason == "not_found"


def test_broken_notes_mean_fetching_anew(store: Store, gateway: Gateway) -> None:
    steps(store, gateway, "KatS")
    (store.directory / "fetched" / f"{FIRST.id}.json").write_text("{", encoding="utf-8")
    assert what(steps(store, gateway, "KatS")) == {FIRST.id: "fetched", SECOND.id: "cached"}


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ("2026-11-24", "+02:00"),
        ("2026-03-29", "+02:00"),
        ("2026-03-30", "+03:00"),
        ("2026-10-25", "+03:00"),
        ("2026-10-26", "+02:00"),
    ],
)
def test_midnight_in_tallinn(day: str, offset: str) -> None:
    assert midnight(date.fromisoformat(day).toordinal()) == f"{day}T00:00:00.000{offset}"


@pytest.mark.parametrize("base", ["file:///etc", "ftp://example.ee", "riigiteataja", ""])
def test_only_web_addresses_are_asked(base: str) -> None:
    with pytest.raises(StatutesError) as failed:
        Gateway(base)
    assert failed.value.reason == "base"


def test_the_address_by_choice_environment_and_default() -> None:
    assert base_address("http://a", {"PERENOU_GAZETTE": "http://b"}) == "http://a"
    assert base_address("", {"PERENOU_GAZETTE": "http://b"}) == "http://b"
    assert base_address("", {}) == "https://www.riigiteataja.ee"


@pytest.mark.parametrize("body", [b"{", b"<html>", b"<rss/>", b"plain", b"[" * 100_000])
def test_an_answer_that_is_no_json(body: bytes) -> None:
    with pytest.raises(StatutesError) as failed:
        Answer("http://a", 200, body).json()
    assert failed.value.reason == "strange_answer"


def test_what_is_fetched_is_kept_as_it_came(
    store: Store, gateway: Gateway, gazette: FakeGazette
) -> None:
    steps(store, gateway, "KatS")
    folder = store.directory / "fetched"
    act, body = gazette.acts[FIRST.id]
    assert (folder / f"{FIRST.id}.xml").read_text(encoding="utf-8") == act.xml(body)
    notes = json.loads((folder / f"{FIRST.id}.json").read_text(encoding="utf-8"))
    assert notes["read_on"] == "2031-03-01"
    assert "aktiStaatus" not in notes["metadata"]
