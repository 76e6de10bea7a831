"""Tasks: given once, done or dropped with a reason, coming again, seen by those they concern."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from urllib.parse import unquote

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from icalendar import Calendar
from tests.workbench import positions
from tests.workbench.conftest import Opened, People, signed_in
from tests.workbench.questions import asked

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.jobs import worker
from perenou.workbench.positions.actions import withdraw
from perenou.workbench.tasks import actions
from perenou.workbench.tasks.actions import Wanted, due_day
from perenou.workbench.tasks.forms import thing_of
from perenou.workbench.tasks.listing import bounds
from perenou.workbench.tasks.models import Note, Repeats, State, Task
from perenou.workbench.tasks.on_desk import tasks as on_desk

pytestmark = pytest.mark.django_db

TODAY = localdate()


def given(owner: User, title: str = "Vaata juhend üle", **more: object) -> Task:
    wanted = Wanted(title, owner, **more)  # type: ignore[arg-type]
    return actions.begin(owner, wanted, token=f"given-{Task.objects.count()}")


def yearly(owner: User, day: date) -> Task:
    return given(
        owner, due_day=day, repeats=Repeats.YEARLY, steps=("Loe läbi", "Märgi muutused"),
        links=(("provision", "PHS § 17"),),
    )  # fmt: skip


def test_what_another_app_gives_is_given_once(somebody: People) -> None:
    one, other = somebody(Role.EXPERT), somebody(Role.CASEWORKER)
    first = actions.give(one, other, "Vaata seisukoht üle", TODAY, "case", "2026-0001", "watch-1-7")
    actions.close(other, first, State.DONE, "", token="closed")
    again = actions.give(one, one, "Midagi muud", None, "", "", "watch-1-7")
    assert again.pk == first.pk
    assert again.state == State.DONE
    assert [(each.about, each.about_id) for each in again.links.all()] == [("case", "2026-0001")]
    assert Event.objects.filter(action="task.given").count() == 1


@pytest.mark.parametrize(
    ("first", "repeats", "turn", "expected"),
    [
        (date(2024, 2, 29), "yearly", 1, date(2025, 2, 28)),
        (date(2024, 2, 29), "yearly", 4, date(2028, 2, 29)),
        (date(2026, 1, 31), "monthly", 1, date(2026, 2, 28)),
        (date(2026, 1, 31), "monthly", 2, date(2026, 3, 31)),
        (date(2026, 11, 30), "monthly", 3, date(2027, 2, 28)),
    ],
)
def test_the_day_of_what_comes_again_does_not_drift(
    first: date, repeats: str, turn: int, expected: date
) -> None:
    assert due_day(first, repeats, turn) == expected


def test_the_next_is_given_when_one_is_closed_and_only_once(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    task = yearly(user, date(2026, 12, 15))
    actions.tick(user, task, 1, is_done=True)
    actions.close(user, task, State.DONE, "Üle vaadatud.", token="done")
    actions.reopen(user, task, "Jäi pooleli.", token="again")
    actions.close(user, task, State.DONE, "", token="done-2")
    following = Task.objects.get(follows=task)
    assert following.due_day == date(2027, 12, 15)
    assert [(step.text, step.done_at) for step in following.checklist.all()] == [
        ("Loe läbi", None), ("Märgi muutused", None),
    ]  # fmt: skip
    assert following.links.get().about_id == "PHS § 17"
    assert Task.objects.count() == 2


def test_the_next_is_given_when_the_day_has_come_though_nobody_did_the_last(
    somebody: People,
) -> None:
    task = yearly(somebody(Role.EXPERT), TODAY)
    worker.do_duties()
    worker.do_duties()
    following = Task.objects.get(follows=task)
    assert following.due_day == due_day(TODAY, "yearly", 1)
    task.refresh_from_db()
    assert task.is_open
    assert Task.objects.count() == 2


def test_what_nobody_closed_for_years_goes_on_from_today(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    task = yearly(user, TODAY - timedelta(4 * 365))
    actions.close(user, task, State.DONE, "", token="late")
    following = Task.objects.get(follows=task)
    assert following.due_day is not None
    assert TODAY <= following.due_day < TODAY + timedelta(366)


def test_what_shall_not_come_again_does_not(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    task = yearly(user, TODAY + timedelta(3))
    actions.close(user, task, State.DROPPED, "Ametikoht kaob.", token="drop", ends=True)
    assert actions.follow_due(TODAY + timedelta(400)) == 0
    assert Task.objects.count() == 1


def test_a_duty_that_fails_keeps_no_other_from_being_done(
    somebody: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    task = yearly(somebody(Role.EXPERT), TODAY)
    monkeypatch.setattr(worker, "DUTIES", ("no.such.module:duty", *worker.DUTIES))
    worker.do_duties()
    assert Task.objects.filter(follows=task).exists()
    assert "a duty failed" in caplog.text


def test_dropping_and_opening_again_ask_for_a_reason_and_keep_what_was_said(
    somebody: People,
) -> None:
    user = somebody(Role.CASEWORKER)
    task = given(user)
    client, at = signed_in(user), f"/tasks/{task.pk}/"
    refused = client.post(f"{at}close/", {"state": "dropped", "token": "a", "words": " "})
    assert refused.status_code == 422
    assert "Kirjuta põhjus." in refused.content.decode()
    for _ in range(2):  # the same form sent twice acts once
        client.post(f"{at}close/", {"state": "dropped", "token": "b", "words": "Pole vaja"})
    task.refresh_from_db()
    assert (task.state, task.open_due) == (State.DROPPED, None)
    assert client.get(f"{at}change/").status_code == 302
    client.post(f"{at}reopen/", {"token": "c", "words": "Siiski vaja"})
    assert [(note.what, note.words) for note in task.notes.all()] == [
        ("dropped", "Pole vaja"), ("reopened", "Siiski vaja"),
    ]  # fmt: skip
    with pytest.raises(TypeError, match="never changed"):
        Note.objects.first().save()  # type: ignore[union-attr]


def test_of_two_who_change_a_task_the_later_is_told_and_loses_nothing(somebody: People) -> None:
    user, colleague = somebody(Role.EXPERT), somebody(Role.EXPERT)
    task = given(user)
    form = {"title": "Minu pealkiri", "kind": "task", "owner": str(user.pk), "based_on": "0"}
    first = signed_in(colleague).post(
        f"/tasks/{task.pk}/change/", form | {"title": "Kolleegi pealkiri", "token": "x"}
    )
    assert first.status_code == 302
    client = signed_in(user)
    told = client.post(f"/tasks/{task.pk}/change/", form | {"token": "y", "text": "Selgitus"})
    page = told.content.decode()
    assert told.status_code == 409
    assert "Kolleegi pealkiri" in page
    assert 'value="Minu pealkiri"' in page
    assert "Selgitus" in page
    again = client.post(f"/tasks/{task.pk}/change/", form | {"token": "z", "based_on": "1"})
    assert again.status_code == 302
    task.refresh_from_db()
    assert task.title == "Minu pealkiri"


def test_a_form_that_fails_says_what_to_do_and_keeps_what_was_typed(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    somebody(Role.CASEWORKER)
    wrong = {
        "title": "x", "due": "31.13.2026", "repeats": "weekly", "owner": "999999", "kind": "task",
        "steps": "samm\n" * 60, "link": "9999-0000", "text": "minu jutt",
    }  # fmt: skip
    answer = signed_in(user).post("/tasks/new/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("title", "due", "repeats", "owner", "steps", "link"):
        assert f'id="{field}-error"' in page
    assert "minu jutt" in page
    assert not Task.objects.exists()


def test_only_who_may_give_tasks_gives_them_to_others(somebody: People) -> None:
    caseworker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    auditor = somebody(Role.AUDITOR)
    wanted = {"title": "Vaata üle", "kind": "task", "token": "t", "owner": str(expert.pk)}
    assert signed_in(caseworker).post("/tasks/new/", wanted).status_code == 422
    assert signed_in(expert).post(
        "/tasks/new/", wanted | {"owner": str(auditor.pk)}
    ).status_code == (422)
    answer = signed_in(expert).post("/tasks/new/", wanted | {"owner": str(caseworker.pk)})
    assert answer.status_code == 302
    assert Task.objects.get().owner == caseworker


def test_a_task_is_seen_by_those_it_concerns(somebody: People, opened: Opened) -> None:
    owner, stranger = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    expert = somebody(Role.EXPERT)
    case = opened(owner, is_restricted=True)
    plain = given(owner)
    about_case = given(owner, links=(("case", case.number),))
    for task, user, expected in (
        (plain, owner, 200), (plain, stranger, 404), (plain, expert, 200),
        (about_case, owner, 200), (about_case, expert, 404),
    ):  # fmt: skip
        assert signed_in(user).get(f"/tasks/{task.pk}/").status_code == expected
    handed = actions.begin(owner, Wanted("Aita", expert, links=(("case", case.number),)), token="h")
    page = signed_in(expert).get(f"/tasks/{handed.pk}/").content.decode()
    assert case.number in page
    assert f'href="/cases/{case.number}/"' not in page


def test_the_desk_shows_ones_own_open_tasks_those_that_are_over_first(somebody: People) -> None:
    user, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    given(user, "kunagi hiljem")
    given(user, "kolme päeva pärast", due_day=TODAY + timedelta(3))
    given(user, "juba möödas", due_day=TODAY - timedelta(3))
    given(colleague, "kolleegi oma", due_day=TODAY)
    actions.close(user, given(user, "valmis", due_day=TODAY), State.DONE, "", token="done")
    page = signed_in(user).get("/").content.decode()
    block = page.partition('id="tasks"')[2].partition("</section>")[0]
    places = [block.find(each) for each in ("juba möödas", "kolme päeva pärast", "kunagi hiljem")]
    assert -1 not in places
    assert places == sorted(places)
    assert 'class="pill bad"' in block
    assert "kolleegi oma" not in block
    assert "valmis" not in block


def test_the_calendar_holds_ones_own_open_tasks_with_a_day(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    task = given(user, "Vaata üle; kirjuta, küsi", due_day=TODAY)
    given(user, "päevata")
    client = signed_in(user)
    answer = client.get("/tasks/calendar/")
    # The file is called what the calendar is, with every letter of it.
    assert unquote(answer["Content-Disposition"]).endswith(" Perenõu tähtajad.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Vaata üle; kirjuta, küsi"
    assert event.decoded("DTSTART") == TODAY
    uid = str(event["UID"])
    form = {"title": "Muudetud", "kind": "task", "due": "2030-01-02", "based_on": "0", "token": "c"}
    client.post(f"/tasks/{task.pk}/change/", form)
    (event,) = Calendar.from_ical(client.get("/tasks/calendar/").content).walk("VEVENT")
    assert (str(event["UID"]), event["SEQUENCE"]) == (uid, 1)
    assert event.decoded("DTSTART") == date(2030, 1, 2)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("month", (date(2026, 1, 1), date(2026, 2, 1))),
        ("last_month", (date(2025, 12, 1), date(2026, 1, 1))),
        ("quarter", (date(2026, 1, 1), date(2026, 4, 1))),
        ("last_quarter", (date(2025, 10, 1), date(2026, 1, 1))),
        ("year", (date(2026, 1, 1), date(2027, 1, 1))),
        ("last_year", (date(2025, 1, 1), date(2026, 1, 1))),
    ],
)
def test_periods_hold_whole_months(period: str, expected: tuple[date, date]) -> None:
    assert bounds(period, date(2026, 1, 31)) == expected


def test_what_was_delivered_is_told_by_person_and_goes_out_as_a_table(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    late = given(user, "hiline", due_day=TODAY - timedelta(2), steps=("üks", "kaks"))
    actions.tick(user, late, 1, is_done=True)
    actions.close(user, late, State.DONE, "", token="1")
    actions.close(user, given(user, "õigel ajal", due_day=TODAY), State.DONE, "", token="2")
    actions.close(user, given(user, "loobutud"), State.DROPPED, "Pole vaja", token="3")
    given(user, "tegemata")
    page = signed_in(user).get("/tasks/delivered/?period=month").content.decode()
    row = page.partition(f'<th scope="row">{user.name}</th>')[2].partition("</tr>")[0]
    figures = [each.partition("<")[0] for each in row.split('<td class="figure">')[1:]]
    assert figures == ["2", "0", "1", "1", "1"]
    assert "tegemata" not in page
    assert (
        signed_in(user)
        .get("/tasks/delivered/?period=last_month")
        .content.decode()
        .count("õigel ajal</a>")
        == 0
    )
    answer = signed_in(user).get("/tasks/delivered/?period=month&as=csv")
    assert answer.content.decode().count("\r\n") == 4
    assert Event.objects.filter(action="exported", about="tasks_delivered").exists()


def test_what_was_delivered_between_two_days_goes_out_as_a_report(
    somebody: People, opened: Opened
) -> None:
    user, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    for at, (title, owner) in enumerate((("Varem", user), ("Sees", user), ("Ka sees", other))):
        actions.close(user, given(owner, title), State.DONE, "", token=f"t{at}")
        when = datetime(2026, 3, 10 * at + 5, 23, 30, tzinfo=timezone.get_current_timezone())
        Task.objects.filter(title=title).update(closed_at=when)
    secret = opened(other, is_restricted=True)
    hidden = actions.give(other, other, "Salajane", None, "case", secret.number)
    actions.close(other, hidden, State.DONE, "", token="hidden")
    Task.objects.filter(pk=hidden.pk).update(closed_at=when)
    client, asked = signed_in(user), "since=2026-03-15&until=2026-03-25"
    page = client.get(f"/tasks/delivered/?{asked}").content.decode()
    assert f"/tasks/delivered/docx/?{asked.replace('&', '&amp;')}" in page
    assert (page.count(">Sees</a>"), page.count(">Varem</a>")) == (1, 0)
    made = client.get(f"/tasks/delivered/docx/?{asked}")
    file = docx.Document(BytesIO(made.content))
    text = "\n".join(each.text for each in file.paragraphs)
    assert "Lõpetatud ajavahemikus 15.03.2026–25.03.2026." in text
    people, every = ([[c.text for c in row.cells] for row in t.rows] for t in file.tables)
    assert [row[:2] for row in people[1:]] == [[user.name, "1"], [other.name, "1"], ["Kokku", "2"]]
    assert [row[:3] for row in every[1:]] == [
        ["15.03.2026", "Sees", user.name], ["25.03.2026", "Ka sees", other.name],
    ]  # fmt: skip
    own = client.get(f"/tasks/delivered/pdf/?{asked}&whose=own")
    assert own.content.startswith(b"%PDF")
    assert client.get("/tasks/delivered/html/").status_code == 404
    empty = client.get("/tasks/delivered/docx/?until=2020-01-01").content
    assert "Lõpetatud kuni 01.01.2020 (kaasa arvatud)." in "\n".join(
        each.text for each in docx.Document(BytesIO(empty)).paragraphs
    )


def test_what_the_program_drops_is_nobodys_to_answer_for(somebody: People) -> None:
    author, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    position = positions.approved(author, owner)
    withdraw(owner, position, words="Seadus muutus", token="w")
    task = Task.objects.get()
    assert (task.state, task.by_program) == (State.DROPPED, True)
    page = signed_in(author).get("/tasks/delivered/").content.decode()
    assert "langes ära" in page
    row = page.partition(f'<th scope="row">{author.name}</th>')[2].partition("</tr>")[0]
    assert [each[0] for each in row.split('<td class="figure">')[1:]] == ["0"] * 5
    actions.reopen(author, task, "Siiski", token="r")
    actions.close(author, task, State.DROPPED, "Ei ole vaja", token="d")
    task.refresh_from_db()
    assert not task.by_program


def test_a_longer_list_asks_no_more_questions(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    client.get("/tasks/")
    counts = []
    for many in (2, 20):
        for at in range(many):
            given(user, f"ülesanne {at}", due_day=TODAY, steps=("samm",))
        with CaptureQueriesContext(connection) as queries:
            client.get("/tasks/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def test_the_search_box_finds_open_tasks_of_those_who_may_know_of_them(somebody: People) -> None:
    user, stranger = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    task = given(user, "Koosta ämblikujuhend")
    for who, expected in ((user, True), (stranger, False)):
        page = signed_in(who).post("/search/", {"asked": "ämblikujuhend"}).content.decode()
        assert (task.get_absolute_url() in page) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("PHS § 17 lg 1", ("provision", "PHS § 17 lg 1")), ("ülesanne 12", ("task", "12")),
        ("задача 12", ("task", "12")), ("task:12", ("task", "12")), ("task:", None),
        ("midagi muud", None), ("task:../../x", None), ("/watch/bills/12/", ("bill", "12")),
        ("https://amet.example/law/PHS_§_17", ("provision", "PHS § 17")),
        ("https://amet.example/tasks/", None),
    ],
)  # fmt: skip
def test_what_somebody_links_is_read_as_they_call_it(
    somebody: People, typed: str, expected: tuple[str, str] | None
) -> None:
    assert thing_of(typed, somebody(Role.EXPERT)) == expected


def test_a_task_links_a_question_only_for_those_who_may_see_it(somebody: People) -> None:
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    question = asked(asker)
    assert thing_of(question.number.lower(), asker) == ("question", question.number)
    assert thing_of(f"küsimus {question.number}", somebody(Role.CASEWORKER)) is None
    task = given(expert, links=(("question", question.number),))
    address = f'href="/questions/{question.number}/"'
    assert address in signed_in(expert).get(f"/tasks/{task.pk}/").content.decode()
    owner = signed_in(somebody(Role.SERVICE_OWNER))
    assert address not in owner.get(f"/tasks/{task.pk}/").content.decode()


def test_the_desk_says_in_a_word_what_is_overdue(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    given(user, due_day=localdate() - timedelta(1))
    block = on_desk(user, "et")
    assert block is not None
    assert [pill.text for pill in block.rows[0].pills] == ["möödas"]


def test_a_task_about_a_position_names_it_and_opens_it(somebody: People) -> None:
    """Whatever else it is about, its page opens: also for what is there no longer."""
    expert = somebody(Role.EXPERT)
    position = positions.approved(expert, somebody(Role.SERVICE_OWNER))
    links = (("position", position.number), ("exercise", "999"), ("course", "A-1"))
    task = given(expert, links=links)
    answer = signed_in(expert).get(f"/tasks/{task.pk}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'href="/positions/{position.number}/"' in page
    assert position.question in page


def test_no_title_holds_a_personal_code(somebody: People) -> None:
    """It stands in lists, files and searches of people who never open what is called so."""
    client = signed_in(somebody(Role.EXPERT))
    title = "Helista Õiele 48806050006"
    forms = {
        "/tasks/new/": {"title": title},
        "/network/meetings/new/": {"title": title},
        "/watch/bills/new/": {"title": title},
        "/learning/courses/new/": {"title": title},
        "/entry/new/family/": {"title": title, "do": "interview"},
    }
    for address, form in forms.items():
        answer = client.post(address, form)
        assert answer.status_code == 422, address
        assert "Siin on isikukood" in answer.content.decode(), address
    answer = client.post("/tasks/new/", {"title": "Helista", "steps": f"Esiteks\n{title}"})
    assert "Siin on isikukood" in answer.content.decode()
