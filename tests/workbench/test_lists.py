"""Lists: filters, order, pages, saved views, CSV, and many cases changed at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.workbench.conftest import People, signed_in

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Access, Case, State
from perenou.workbench.frame.cells import Cell, drawn
from perenou.workbench.frame.lists import PAGE_SIZE
from perenou.workbench.frame.models import SavedView

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 26)


def many(owner: User, count: int, start: int = 0) -> list[Case]:
    """Cases with a deadline on every other one, each changed a minute after the one before."""
    made = Case.objects.bulk_create(
        Case(
            number=f"2025-{at:04}", title=f"case {at}", owner=owner,
            due_day=DAY + timedelta(at) if at % 2 else None, missing=at % 3,
        )
        for at in range(start, start + count)
    )  # fmt: skip
    now = timezone.now()
    for at, case in enumerate(made):
        Case.objects.filter(pk=case.pk).update(changed_at=now + timedelta(minutes=at))
    return made


def shown(page: str) -> list[str]:
    """The numbers of the cases on a page, in order."""
    return [f"2025-{number}" for number in re.findall(r'href="/cases/2025-(\d{4})/"', page)]


def test_every_page_holds_its_rows_in_order_also_those_read_from_the_end(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    count = 3 * PAGE_SIZE + 7
    many(user, count)
    client = signed_in(user)
    pages = [shown(client.get(f"/cases/?page={at}").content.decode()) for at in range(1, 5)]
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, PAGE_SIZE, 7]
    assert [number for page in pages for number in page] == [
        f"2025-{at:04}" for at in reversed(range(count))
    ]
    beyond = client.get("/cases/?page=99").content.decode()
    assert shown(beyond) == pages[3]


@pytest.mark.parametrize("order", ["due", "-due"])
def test_what_is_empty_stands_last_whichever_way_the_list_runs(
    somebody: People, order: str
) -> None:
    user = somebody(Role.CASEWORKER)
    many(user, 2 * PAGE_SIZE + 20)
    client = signed_in(user)
    found: list[str] = []
    for at in (1, 2, 3):
        found += shown(client.get(f"/cases/?order={order}&page={at}").content.decode())
    due = [Case.objects.get(number=number).due_day for number in found]
    known = [each for each in due if each is not None]
    assert due[: len(known)] == sorted(known, reverse=order == "-due")
    assert len(set(found)) == len(found) == 2 * PAGE_SIZE + 20


def test_a_list_is_narrowed_by_choices_and_by_nothing_that_no_filter_knows(
    somebody: People,
) -> None:
    user, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    many(user, 6)
    granted = many(colleague, 1, start=6)[0]
    Access.objects.create(case=granted, user=user, granted_by=colleague)
    Case.objects.filter(number="2025-0002").update(state=State.CLOSED)
    client = signed_in(user)

    def numbers(query: str) -> set[str]:
        return set(shown(client.get(f"/cases/?{query}").content.decode()))

    everything = {f"2025-{at:04}" for at in range(7)}
    assert numbers("") == numbers("state=nonsense&order=nonsense&page=x") == everything
    assert numbers("state=closed") == {"2025-0002"}
    assert numbers("whose=own") == everything - {"2025-0006"}
    assert numbers("whose=own&state=open&open=missing") == {
        "2025-0001", "2025-0004", "2025-0005",
    }  # fmt: skip
    assert "Selliseid ei ole" in client.get("/cases/?open=doubts").content.decode()


@pytest.mark.parametrize("cases", [1, PAGE_SIZE])
@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.EXPERT])
def test_a_page_of_the_list_takes_the_same_few_queries_however_long_it_is(
    somebody: People, cases: int, role: Role
) -> None:
    user = somebody(role)
    many(user, cases)
    client = signed_in(user)
    client.get("/cases/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/cases/")
    told = [each["sql"].split()[0] for each in queries.captured_queries]
    # Session, user, roles, two for the limit of requests; people to hand over to, count, keys,
    # rows, views, notices; the audit trail.
    assert told.count("SELECT") == 12
    assert told.count("INSERT") + told.count("UPDATE") == 2


def test_csv_holds_every_row_is_audited_and_starts_no_formula(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    many(user, PAGE_SIZE + 3)
    Case.objects.filter(number="2025-0001").update(title='=HYPERLINK("http://x")')
    answer = signed_in(user).get("/cases/?state=open&as=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines) == PAGE_SIZE + 4
    assert any("'=HYPERLINK" in line for line in lines)
    exported = Event.objects.get(action="exported")
    assert (exported.about, exported.actor) == ("cases", user)
    assert f'"rows": {PAGE_SIZE + 3}' in exported.detail


def test_what_somebody_typed_is_never_markup_in_a_cell() -> None:
    assert "<script" not in drawn([(Cell("<script>", '"><script>'), False)])


def test_a_view_is_kept_written_over_and_dropped_by_its_owner_alone(somebody: People) -> None:
    user, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    client = signed_in(user)
    sent = {"listing": "cases", "name": "Minu lahtised", "query": "whose=own&state=open"}
    client.post("/views/keep/", {**sent, "next": "/cases/"})
    client.post("/views/keep/", {**sent, "query": "whose=own", "next": "/cases/"})
    client.post("/views/keep/", {**sent, "name": "paha", "query": 'x="><b>', "next": "/cases/"})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Minu lahtised", "whose=own")
    many(user, 1)
    assert 'href="/cases/?whose=own"' in client.get("/cases/").content.decode()
    signed_in(other).post("/views/drop/", {"view": view.pk})
    assert SavedView.objects.exists()
    client.post("/views/drop/", {"view": view.pk, "confirmed": "1"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("at", "listing", "query"),
    [
        ("/positions/", "positions", "state=approved&theme=union&only=overdue"),
        ("/questions/", "questions", "importance=1&period=30"),
    ],
)
def test_a_view_of_every_choice_is_kept(
    somebody: People, at: str, listing: str, query: str
) -> None:
    client = signed_in(somebody(Role.EXPERT))
    assert 'action="/views/keep/"' in client.get(f"{at}?{query}").content.decode()
    client.post("/views/keep/", {"listing": listing, "query": query, "name": "Minu"})
    assert SavedView.objects.get().query == query
    shown = client.get(at).content.decode()
    assert f'href="{at}?{query.replace("&", "&amp;")}">Minu</a>' in shown


def test_many_cases_are_closed_and_the_undo_puts_each_back_as_it_was(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    many(user, 3)
    Case.objects.filter(number="2025-0001").update(state=State.DECIDED)
    client = signed_in(user)
    sent = {
        "chosen": ["2025-0000", "2025-0001"],
        "do": "close",
        "next": "/cases/",
        "confirmed": "1",
    }
    page = client.post("/cases/many/", sent, follow=True).content.decode()
    assert "Suletud kaasuseid: 2." in page
    assert 'action="/cases/many/undo/"' in page
    states = Case.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["closed", "closed", "open"]
    client.post("/cases/many/undo/", {"next": "/cases/"})
    assert list(states.all()) == ["open", "decided", "open"]
    client.post("/cases/many/undo/", {"next": "/cases/"})
    assert list(states.all()) == ["open", "decided", "open"]


def test_a_case_handed_over_stays_within_reach_and_comes_back_by_undo(somebody: People) -> None:
    user, taker = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    many(user, 1)
    client = signed_in(user)
    sent = {"chosen": ["2025-0000"], "do": "hand_over", "to": taker.pk, "next": "/cases/"}
    client.post("/cases/many/", sent)
    case = Case.objects.get()
    assert case.owner == taker
    assert case.is_worked_on_by(user)
    client.post("/cases/many/undo/", {"next": "/cases/"})
    case = Case.objects.get()
    assert case.owner == user
    assert not case.is_worked_on_by(taker)
    assert not Access.objects.exists()


def test_nothing_is_done_with_cases_of_others_or_for_people_who_could_not_work_on_them(
    somebody: People,
) -> None:
    user, stranger = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    auditor = somebody(Role.AUDITOR)
    many(user, 1)
    signed_in(stranger).post("/cases/many/", {"chosen": ["2025-0000"], "do": "close"})
    for to in (auditor.pk, "", "x"):
        signed_in(user).post("/cases/many/", {"chosen": ["2025-0000"], "do": "hand_over", "to": to})
    case = Case.objects.get()
    assert (case.state, case.owner) == (State.OPEN, user)


def test_one_is_sent_back_to_our_own_pages_only(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    for address in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:1"):
        for at in ("/cases/many/", "/views/drop/", "/law-day/", "/look/"):
            answer = client.post(at, {"next": address})
            assert answer["Location"] in ("/", "/cases/")


def test_words_are_put_in_order_by_the_estonian_alphabet(somebody: People) -> None:
    """Of accounts, as a list asks for them and as they stand by themselves, whatever the case."""
    in_order = [
        "saar", "Saar", "šaht", "zoo", "žanr", "tuul", "véto", "õde", "Ämm", "öö", "ülo", "xerox",
    ]  # fmt: skip
    words = in_order[::2] + in_order[::-2]
    for at, word in enumerate(words):
        User.objects.make(f"word{at}", word, [Role.CASEWORKER])
    client = signed_in(somebody(Role.ADMINISTRATOR))
    for order, wanted in (("name", in_order), ("-name", in_order[::-1])):
        page = client.get("/account/users/", {"order": order}).content.decode()
        found = re.findall(r'<a href="/account/users/\d+/"[^>]*>(\w+)</a>', page)
        assert [each for each in found if each in words] == wanted
    assert [each.name for each in User.objects.filter(name__in=words)] == in_order
