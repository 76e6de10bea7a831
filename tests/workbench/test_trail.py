"""The audit trail: every event is chained, and any alteration is found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from tests.workbench.conftest import People

from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event, Head
from perenou.workbench.audit.trail import Fault, record, verify

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
def test_an_end_cut_off_with_its_head_is_found_by_the_seal_kept_elsewhere() -> None:
    head = Head.objects.get(pk=1)
    kept = (head.number, head.seal)
    Event.objects.filter(number=5)._raw_delete(using="default")
    last = Event.objects.get(number=4)
    Head.objects.filter(pk=1).update(number=4, seal=last.seal)
    assert list(verify()) == []
    assert list(verify(kept)) == [Fault(5, "anchor")]


@pytest.mark.usefixtures("trail")
def test_an_event_is_never_deleted() -> None:
    with pytest.raises(TypeError, match="cannot be deleted"):
        Event.objects.get(number=2).delete()
