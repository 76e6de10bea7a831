"""Four eyes for a choice of an official against what is derived: no act rests on one alone."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.workbench.acts import begun, handed_over
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in
from tests.workbench.test_case_page import text_of

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.reader import read
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.departures import departure_told, departures
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import grant, open_case, restrict, save
from perenou.workbench.cases.departures import UndecidedError, decide, waiting_for
from perenou.workbench.cases.models import Case, Confirmation
from perenou.workbench.drafts import actions as acts
from perenou.workbench.drafts.models import State

pytestmark = pytest.mark.django_db

ORDER = "children.juku.priority_override.+={country: FI, from: 2026-03-01, reason: Leping Kelaga}"
READING = "readings.automatic_grant_voided=event_day_counts"


def told(*changes: str) -> CaseFile:
    return changed(read(EXAMPLES / "eu_mother_estonia_father_finland.yaml"), list(changes))


def chosen(owner: User, *changes: str) -> Case:
    return open_case(owner, told(*changes), title="valik", token=f"t{len(changes)}")


def confirm(user: User, case: Case, at: int = 0, *, yes: bool = True, words: str = "") -> None:
    pk = list(case.departures.values_list("pk", flat=True))[at]
    decide(user, case, pk, is_confirmed=yes, words=words, based_on=case.latest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_told_with_its_days_and_its_reason(language: Language) -> None:
    case = told(ORDER, READING, "reading_reasons.automatic_grant_voided=Kohus ütles nii")
    order, reading = departures(case)
    words = Words(language, case.named)
    for each, parts in (
        (order, ("Juku", "2026", "Leping Kelaga")),
        (reading, ("Kohus ütles nii",)),
    ):
        text = departure_told(each, words).text
        assert all(part in text for part in parts), text
        assert "event_day_counts" not in text
    assert departures(told()) == ()


def test_no_act_is_begun_on_a_choice_that_nobody_else_has_confirmed(somebody: People) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = chosen(owner, ORDER, READING)
    with pytest.raises(acts.RefusedError, match="departures"):
        begun(owner, case)
    confirm(expert, case)
    with pytest.raises(acts.RefusedError, match="departures"):
        begun(owner, case, "two")
    confirm(expert, case, 1)
    assert begun(owner, case, "three").state == State.DRAFT


def test_nobody_confirms_what_they_chose_or_a_case_that_they_changed_since(
    somebody: People,
) -> None:
    owner, colleague, expert = (
        somebody(Role.CASEWORKER),
        somebody(Role.CASEWORKER),
        somebody(Role.EXPERT),
    )
    case = chosen(owner, ORDER)
    grant(owner, case, colleague)
    assert list(waiting_for(owner)) == []
    assert list(waiting_for(colleague)) == list(waiting_for(expert)) == [case]
    save(colleague, case, told(ORDER, "title=Teine"), based_on=1, token="second")
    case.refresh_from_db()
    for user in (owner, colleague):
        assert list(waiting_for(user)) == []
        with pytest.raises(UndecidedError, match="own"):
            confirm(user, case)
    confirm(expert, case)
    assert list(waiting_for(expert)) == []


def test_a_confirmed_choice_holds_until_it_is_another_or_was_gone(somebody: People) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = chosen(owner, ORDER)
    confirm(expert, case)
    stays, other = told(ORDER, "title=Teine"), told(ORDER.replace("Leping", "Kokkulepe"))
    versions = ((stays, True), (other, False), (stays, False))
    for at, (version, is_confirmed) in enumerate(versions, 1):
        save(owner, case, version, based_on=at, token=f"v{at}")
        case.refresh_from_db()
        row = case.departures.get(last=case.latest)
        assert (row.state == Confirmation.CONFIRMED) == is_confirmed
    # What was gone and came back began anew: the earlier confirmation is not taken for it.
    assert row.first == case.latest
    assert row.decided_by is None


def test_a_confirmation_taken_back_stops_an_act_that_waits(somebody: People) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = chosen(owner, ORDER)
    confirm(expert, case)
    act = handed_over(owner, case, expert)
    confirm(expert, case, yes=False, words="Kela vastas teisiti")
    with pytest.raises(acts.RefusedError, match="departures"):
        acts.approve(expert, act, words="", based_on=2, token="approve")


def sent(client: Client, case: Case, **fields: str) -> tuple[int, str]:
    row = case.departures.first()
    assert row is not None
    address = f"/cases/{case.number}/confirm/{row.pk}/"
    answer = client.post(address, {"based_on": str(case.latest), **fields})
    return answer.status_code, answer.content.decode()


def test_the_second_person_decides_in_the_page_and_the_trail_tells_it(somebody: People) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = chosen(owner, ORDER)
    mine, theirs = signed_in(owner), signed_in(expert)
    page = text_of(mine, f"/cases/{case.number}/")
    assert "ootab kinnitust" in page
    assert "Kinnita valik" not in page
    assert f"/cases/{case.number}/#departures" in theirs.get("/").content.decode()
    status, page = sent(theirs, case, do="refuse", words=" ")
    assert (status, "miks sa valikut ei kinnita" in page) == (422, True)
    status, page = sent(theirs, case, do="confirm", words="Nägin lepingut", based_on="7")
    assert (status, "Nägin lepingut" in page, "vahepeal" in page) == (422, True, True)
    assert sent(mine, case, do="confirm")[0] == 422
    assert sent(theirs, case, do="confirm", words="Nägin lepingut")[0] == 302
    assert sent(theirs, case, do="confirm")[0] == 302
    page = text_of(mine, f"/cases/{case.number}/")
    assert "kinnitatud" in page
    assert "Nägin lepingut" in page
    events = Event.objects.filter(action="departure.confirmed")
    assert [(each.actor, each.about_id) for each in events] == [(expert, case.number)]
    assert "lepingut" not in events[0].detail


def test_the_list_of_acts_says_what_has_to_be_confirmed_first(somebody: People) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case, client = chosen(owner, ORDER), signed_in(owner)
    address = f"/drafts/{case.number}/"
    assert "Vaata valikuid" in text_of(client, address)
    fields = {"version": "1", "matter": "1 grant", "language": "et", "token": "x"}
    page = client.post(f"{address}new/", fields, follow=True).content.decode()
    assert "keegi teine ei ole kinnitanud" in page
    assert not case.acts.exists()
    confirm(expert, case)
    assert "Vaata valikuid" not in text_of(client, address)


def test_a_restricted_case_waits_for_nobody_who_may_not_see_it(
    somebody: People, opened: Opened
) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = chosen(owner, ORDER)
    restrict(owner, case, is_restricted=True)
    assert list(waiting_for(expert)) == []
    plain = opened(owner)
    assert not plain.departures.exists()
