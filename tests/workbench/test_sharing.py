"""Who works on a case, who answers for it, and which cases are of one family."""

from __future__ import annotations

import pytest
from tests.workbench.acts import begun
from tests.workbench.conftest import Opened, People, signed_in

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Access, Case, Link

pytestmark = pytest.mark.django_db


def test_access_is_granted_and_withdrawn(somebody: People, opened: Opened) -> None:
    owner, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case, client, theirs = opened(owner), signed_in(owner), signed_in(colleague)
    address = f"/cases/{case.number}/share/"
    for _ in range(2):
        client.post(address, {"do": "grant", "username": colleague.username})
    assert Access.objects.filter(case=case).count() == 1
    assert theirs.get(f"/cases/{case.number}/").status_code == 200
    assert colleague.name in client.get(address).content.decode()
    client.post(address, {"do": "withdraw", "username": colleague.username})
    assert theirs.get(f"/cases/{case.number}/").status_code == 404
    told = Event.objects.filter(about_id=case.number).values_list("action", flat=True)
    assert [each for each in told if each in ("case.granted", "case.withdrawn")] == [
        "case.withdrawn", "case.granted",
    ]  # fmt: skip


def test_a_colleague_is_meant_by_name_where_one_alone_has_it(
    somebody: People, opened: Opened
) -> None:
    owner, one, other = (somebody(Role.CASEWORKER) for _ in range(3))
    case, client = opened(owner), signed_in(owner)
    address = f"/cases/{case.number}/share/"
    User.objects.filter(pk__in=[one.pk, other.pk]).update(name="Sama Nimi")
    assert client.post(address, {"do": "grant", "username": "Sama Nimi"}).status_code == 422
    User.objects.filter(pk=other.pk).update(name="Muu Nimi")
    assert client.post(address, {"do": "grant", "username": " Sama  Nimi"}).status_code == 302
    assert Access.objects.get().user == one


def test_from_somebody_who_left_access_is_withdrawn_and_never_granted(
    somebody: People, opened: Opened
) -> None:
    owner, gone = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case, client = opened(owner), signed_in(owner)
    address = f"/cases/{case.number}/share/"
    client.post(address, {"do": "grant", "username": gone.username})
    gone.is_active = False
    gone.save()
    assert client.post(address, {"do": "withdraw", "username": gone.username}).status_code == 302
    assert not Access.objects.exists()
    assert client.post(address, {"do": "grant", "username": gone.username}).status_code == 422


@pytest.mark.parametrize("what", ["grant", "hand_over"])
def test_somebody_whose_role_reaches_no_case_gets_none(
    somebody: People, opened: Opened, what: str
) -> None:
    owner, auditor = somebody(Role.CASEWORKER), somebody(Role.AUDITOR)
    case, client = opened(owner), signed_in(owner)
    for username in (auditor.username, "nobody"):
        sent = {"do": what, "username": username}
        answer = client.post(f"/cases/{case.number}/share/", sent)
        assert answer.status_code == 422
        assert f'value="{username}"' in answer.content.decode()
    assert not Access.objects.exists()
    assert Case.objects.get(pk=case.pk).owner == owner


def test_a_case_is_handed_over(somebody: People, opened: Opened) -> None:
    owner, after = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case, client = opened(owner), signed_in(owner)
    client.post(f"/cases/{case.number}/share/", {"do": "grant", "username": after.username})
    client.post(f"/cases/{case.number}/share/", {"do": "hand_over", "username": after.username})
    assert Case.objects.get(pk=case.pk).owner == after
    assert [each.user for each in Access.objects.filter(case=case)] == [owner]
    event = Event.objects.get(action="case.handed_over", about_id=case.number)
    assert f'"to": {after.pk}' in event.detail


def test_taking_a_case_back_takes_along_what_the_other_wrote(
    somebody: People, opened: Opened
) -> None:
    """Whoever no longer reaches a case may take no next step of its acts."""
    owner, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case, client = opened(owner), signed_in(owner)
    sent = {"chosen": [case.number], "do": "hand_over", "to": colleague.pk, "next": "/cases/"}
    client.post("/cases/many/", sent)
    act = begun(colleague, Case.objects.get(pk=case.pk))
    client.post("/cases/many/undo/", {"next": "/cases/"})
    act.refresh_from_db()
    assert (act.owner, act.author) == (owner, owner)


def test_a_case_is_restricted_and_opened_again(somebody: People, opened: Opened) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case, client = opened(owner), signed_in(owner)
    address = f"/cases/{case.number}/share/"
    client.post(address, {"do": "restrict", "is_restricted": "1"})
    assert signed_in(expert).get(f"/cases/{case.number}/").status_code == 404
    client.post(f"/cases/{case.number}/purpose/", {"purpose": "piirang lõpeb"})
    client.post(address, {"do": "restrict", "is_restricted": "0"})
    assert signed_in(expert).get(f"/cases/{case.number}/").status_code == 200
    assert client.post(address, {"do": "something"}).status_code == 404


def test_who_only_sees_a_case_neither_shares_nor_moves_it(somebody: People, opened: Opened) -> None:
    case, expert = opened(somebody(Role.CASEWORKER)), signed_in(somebody(Role.EXPERT))
    for address in ("share", "state", "link"):
        assert expert.post(f"/cases/{case.number}/{address}/").status_code == 404
    page = expert.get(f"/cases/{case.number}/").content.decode()
    assert f"/cases/{case.number}/share/" not in page
    assert f"/cases/{case.number}/state/" not in page


def test_the_state_of_a_case_is_set_and_logged(somebody: People, opened: Opened) -> None:
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), signed_in(owner)
    client.post(f"/cases/{case.number}/state/", {"state": "decided"})
    client.post(f"/cases/{case.number}/state/", {"state": "decided"})
    assert Case.objects.get(pk=case.pk).state == "decided"
    (event,) = Event.objects.filter(action="case.state", about_id=case.number)
    assert event.detail == '{"from": "open", "to": "decided"}'
    assert client.post(f"/cases/{case.number}/state/", {"state": "lost"}).status_code == 404


def test_a_link_is_seen_from_both_cases_and_only_as_far_as_one_may(
    somebody: People, opened: Opened
) -> None:
    owner, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    mine, second, theirs = opened(owner), opened(owner, "triplets"), opened(other, "triplets")
    client = signed_in(owner)
    # From the later case to the earlier one, and again the other way round: one link.
    client.post(f"/cases/{second.number}/link/", {"number": mine.number})
    client.post(f"/cases/{mine.number}/link/", {"number": second.number})
    assert Link.objects.count() == 1
    assert f"/cases/{second.number}/" in client.get(f"/cases/{mine.number}/").content.decode()
    assert f"/cases/{mine.number}/" in client.get(f"/cases/{second.number}/").content.decode()
    # A case that one may not see cannot be linked, and is not told apart from one that is not.
    answers = [
        client.post(f"/cases/{mine.number}/link/", {"number": number}, follow=True)
        for number in (theirs.number, "1999-0001", mine.number)
    ]
    told = "Sellist kaasust ei ole või sul ei ole õigust seda näha."
    assert all(told in answer.content.decode() for answer in answers)
    assert Link.objects.count() == 1
    # Whoever was granted one of the two does not learn of the other.
    sent = {"do": "grant", "username": other.username}
    client.post(f"/cases/{mine.number}/share/", sent)
    page = signed_in(other).get(f"/cases/{mine.number}/").content.decode()
    assert second.number not in page
    client.post(f"/cases/{mine.number}/link/", {"number": second.number, "do": "unlink"})
    assert not Link.objects.exists()
    told_of = Event.objects.filter(action__in=("case.linked", "case.unlinked"))
    assert told_of.count() == 2
