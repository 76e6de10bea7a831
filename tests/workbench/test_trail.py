"""The audit trail: every event is chained, and any alteration is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.workbench.conftest import People, signed_in

from perenou.cli.app import run
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event, Head
from perenou.workbench.audit.trail import Fault, _proof, _seal, record, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(somebody: People) -> None:
    """Five events."""
    user = somebody(Role.EXPERT)
    for at in range(5):
        record(user, f"did.{at}", "case", at, purpose="sest", detail={"at": at})


@pytest.mark.usefixtures("trail")
def test_a_trail_that_nobody_touched_is_intact() -> None:
    assert list(verify()) == []


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    "column", ["action", "about_id", "purpose", "detail", "trace", "at", "seal", "actor_id"]
)
def test_an_altered_event_is_found(column: str) -> None:
    told = {"at": datetime(2020, 1, 1, tzinfo=UTC), "actor_id": None}.get(column, "changed")
    Event.objects.filter(number=3).update(**{column: told})
    assert Fault(3, "altered") in list(verify())


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    ("gone", "fault"), [(1, (1, "missing")), (3, (3, "missing")), (5, (4, "end"))]
)
def test_a_removed_event_is_found(gone: int, fault: tuple[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE number = %s", [gone])
    assert Fault(*fault) in list(verify())


@pytest.mark.usefixtures("trail")
def test_an_end_cut_off_is_found_though_its_head_was_moved_back() -> None:
    Event.objects.filter(number=5)._raw_delete(using="default")
    last = Event.objects.get(number=4)
    Head.objects.filter(pk=1).update(number=4, seal=last.seal)
    assert list(verify()) == [Fault(4, "end")]


@pytest.mark.usefixtures("trail")
def test_an_end_put_back_to_an_older_copy_is_found_by_the_seal_kept_elsewhere() -> None:
    older = Head.objects.get(pk=1)
    event = record(None, "did.more")
    Event.objects.filter(number=event.number)._raw_delete(using="default")
    older.save()
    assert list(verify()) == []
    assert list(verify((event.number, event.seal))) == [Fault(event.number, "anchor")]


@pytest.mark.usefixtures("trail")
def test_two_events_that_changed_places_are_found() -> None:
    second, fourth = Event.objects.get(number=2), Event.objects.get(number=4)
    for event, number in ((second, 100), (fourth, 2), (second, 4)):
        Event.objects.filter(pk=event.pk).update(number=number)
    assert {fault.number for fault in verify()} >= {2, 4}


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("number", [0, 6])
def test_an_event_put_before_or_after_the_others_is_found(number: int) -> None:
    like = Event.objects.get(number=3)
    like.pk, like.number = None, number
    like.save(force_insert=True)
    assert list(verify()) != []


@pytest.mark.usefixtures("trail")
def test_a_trail_sealed_anew_without_the_key_is_found(settings: Any) -> None:
    ours = settings.CONFIGURATION
    settings.CONFIGURATION = replace(ours, hash_keys=(Fernet.generate_key().decode(),))
    before = ""
    for event in Event.objects.order_by("number"):
        event.action = "did.nothing"
        event.seal = before = _seal(event, before)
        event.save()
    Head.objects.filter(pk=1).update(seal=before, proof=_proof(5, before))
    assert list(verify()) == []  # with the other key it would hold
    settings.CONFIGURATION = ours
    assert [fault.kind for fault in verify()] == ["altered"] * 5 + ["end"]


@pytest.mark.usefixtures("trail")
def test_a_trail_whose_head_is_gone_is_found() -> None:
    Head.objects.all().delete()
    assert list(verify()) == [Fault(5, "end")]


def test_a_trail_that_was_taken_away_whole_is_found(somebody: People) -> None:
    assert list(verify()) == [], "nobody has ever signed in"
    signed_in(somebody(Role.EXPERT))
    Event.objects.all()._raw_delete(using="default")
    Head.objects.all().delete()
    assert list(verify()) == [Fault(0, "end")]


@pytest.mark.usefixtures("trail")
def test_the_command_keeps_the_last_seal_and_compares_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perenou.workbench.serve.set_up", lambda: None)
    kept = tmp_path / "seal"
    asked = ("audit", "verify", "--kept", str(kept))
    assert run(asked) == 0
    assert kept.read_text().startswith("5:")
    Event.objects.filter(number=5)._raw_delete(using="default")
    last = Event.objects.get(number=4)
    Head.objects.filter(pk=1).update(number=4, seal=last.seal, proof=_proof(4, last.seal))
    assert list(verify()) == [], "nothing else tells that the end is gone"
    assert run(asked) == 1
    assert kept.read_text().startswith("5:")


@pytest.mark.usefixtures("trail")
def test_a_key_that_is_not_there_is_told_as_such(
    settings: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perenou.workbench.serve.set_up", lambda: None)
    other = (Fernet.generate_key().decode(),)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, hash_keys=other)
    assert run(("audit", "verify")) == 1
    told = capsys.readouterr().out
    assert "PERENOU_HASH_KEYS" in told
    assert told.count("\n") == 1


def test_what_is_recorded_in_a_transaction_that_fails_leaves_no_gap(somebody: People) -> None:
    record(somebody(), "did.before")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(number=record(None, "did.not").number, at=datetime.now(UTC))
    record(None, "did.after")
    assert list(Event.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_lose_no_event_and_no_number() -> None:
    def write(at: int) -> None:
        try:
            for each in range(15):
                record(None, f"did.{at}", "case", each)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 91))
    assert list(verify()) == []


def test_an_event_costs_three_queries(
    somebody: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = somebody(Role.EXPERT)
    record(user, "did.first")
    # Two more are the savepoint that the test's own transaction makes of it.
    with django_assert_num_queries(5):
        record(user, "did.second")


@pytest.mark.usefixtures("trail")
def test_an_event_is_never_deleted() -> None:
    with pytest.raises(TypeError, match="cannot be deleted"):
        Event.objects.get(number=2).delete()
