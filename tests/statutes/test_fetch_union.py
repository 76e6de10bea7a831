"""Fetching acts of the Union from services on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.statutes.fake_gazette import FakeGazette, serving
from tests.statutes.union_files import CONSOLIDATED, OLD

from perenou.statutes.errors import StatutesError
from perenou.statutes.fetch import FellBack, Fetched, Listed, Progress
from perenou.statutes.fetch_union import CELLAR, PAGES, bases, fetch_union, numbers
from perenou.statutes.gateway import Gateway
from perenou.statutes.store import Store

CELEX = "32004R0999"
HERE = f"/resource/celex/{CELEX}"
PAGE = "/legal-content/ET/TXT/HTML/"


@pytest.fixture
def service() -> Iterator[FakeGazette]:
    with serving(FakeGazette()) as made:
        made.answers[HERE] = ("application/xhtml+xml", OLD.encode())
        yield made


def fetched(folder: Path, service: FakeGazette, *names: str) -> list[Progress]:
    gateway = Gateway(service.base, sleep=lambda _seconds: None)
    with Store(folder / "store") as store:
        return list(fetch_union(store, names, gateway, gateway))


def test_an_act_is_fetched_once(tmp_path: Path, service: FakeGazette) -> None:
    first, step = fetched(tmp_path, service, CELEX)
    assert first == Listed(CELEX, 1)
    assert isinstance(step, Fetched)
    assert (step.what, step.added.outcome) == ("fetched", "added")
    assert service.calls == [HERE]
    _, step = fetched(tmp_path, service, CELEX)
    assert isinstance(step, Fetched)
    assert (step.what, step.added.outcome) == ("cached", "same")
    assert service.calls == [HERE]


@pytest.mark.parametrize("kind", ["shell", "missing"])
def test_the_pages_help_where_cellar_does_not(
    tmp_path: Path, service: FakeGazette, kind: str
) -> None:
    del service.answers[HERE]
    if kind == "missing":
        service.fail[HERE] = [404]
    service.answers[PAGE] = ("text/html", OLD.encode())
    _, fell, step = fetched(tmp_path, service, CELEX)
    assert isinstance(fell, FellBack)
    assert isinstance(step, Fetched)
    assert step.added.redaction.abbreviation == "999/2004"
    assert list((tmp_path / "store" / "fetched" / "part").iterdir()) == []


def test_nothing_is_kept_of_a_wrong_answer(tmp_path: Path, service: FakeGazette) -> None:
    service.answers[HERE] = ("text/html", b"<html><p>Selline dokument puudub.</p></html>")
    with pytest.raises(StatutesError) as refused:
        fetched(tmp_path, service, CELEX)
    assert refused.value.reason in ("front_missing", "strange_answer")
    with Store(tmp_path / "store") as store:
        assert store.redactions() == ()


def test_a_consolidated_text_by_its_number(tmp_path: Path, service: FakeGazette) -> None:
    number = "02004R0999-20190731"
    service.answers[f"/resource/celex/{number}"] = ("text/html", CONSOLIDATED.encode())
    fetched(tmp_path, service, CELEX, number)
    with Store(tmp_path / "store") as store:
        assert [each.id for each in store.named("999/2004")] == [CELEX, number]


def test_what_a_name_stands_for() -> None:
    assert numbers("883/2004") == ("32004R0883", "02004R0883-20190731")
    assert numbers("2016/679") == ("32016R0679",)
    assert numbers("62017CJ0322") == ("62017CJ0322",)
    assert numbers("PHS") == numbers("ELTL") == ()


def test_a_name_that_stands_for_nothing(tmp_path: Path, service: FakeGazette) -> None:
    with pytest.raises(StatutesError) as refused:
        fetched(tmp_path, service, "PHS")
    assert refused.value.reason == "not_found"


def test_where_it_is_asked() -> None:
    assert bases({}) == (CELLAR, PAGES)
    assert bases({"PERENOU_EURLEX": "http://a"}) == ("http://a", "http://a")
