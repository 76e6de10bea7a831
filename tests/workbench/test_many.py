"""Many rows of a list changed at once: asked first, by right, told what is left out, put back."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.workbench import learning
from tests.workbench.conftest import Opened, People, signed_in
from tests.workbench.positions import approved, begun, saying
from tests.workbench.questions import asked, taken

from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.learning.actions import begin as begin_course
from perenou.workbench.network import actions as network
from perenou.workbench.network.models import Request, Sort
from perenou.workbench.positions.models import Position
from perenou.workbench.questions.models import Question, State
from perenou.workbench.tasks.actions import Wanted, begin, close, give
from perenou.workbench.tasks.models import Repeats, Task
from perenou.workbench.tasks.models import State as TaskState

pytestmark = pytest.mark.django_db

DAY = localdate() + timedelta(days=30)
ISO = DAY.isoformat()


def does(client: Client, at: str, do: str, *chosen: object, **more: object) -> str:
    """The page after it was said yes to."""
    sent = {"do": do, "chosen": list(map(str, chosen)), "confirmed": "1", **more}
    return unescape(client.post(f"{at}many/", sent, follow=True).content.decode())


def undoes(client: Client, at: str) -> str:
    return unescape(client.post(f"{at}many/undo/", follow=True).content.decode())


def of(query: type[Task] | type[Question] | type[Request], field: str) -> list[object]:
    return list(query.objects.order_by("pk").values_list(field, flat=True))


def test_tasks_are_handed_on_dated_and_done_and_come_back(somebody: People) -> None:
    user, other, stranger = somebody(Role.EXPERT), somebody(Role.EXPERT), somebody(Role.EXPERT)
    one = give(user, user, "Üks", localdate())
    two = give(other, other, "Kaks", None)
    shut = give(user, user, "Suletud", None)
    close(user, shut, TaskState.DROPPED, "Ei ole vaja", token="t")
    client = signed_in(user)
    every = (one.pk, two.pk, shut.pk)
    page = does(client, "/tasks/", "hand_on", *every, to=stranger.pk)
    assert "Edasi antud ülesandeid: 2." in page
    assert "Välja jäi: Suletud. Ülesanne on lõpetatud" in page
    assert of(Task, "owner") == [stranger.pk, stranger.pk, user.pk]
    # What somebody else has changed meanwhile stays as they left it.
    Task.objects.filter(pk=two.pk).update(owner=user)
    page = undoes(client, "/tasks/")
    assert "Tagasi võetud: 1." in page
    assert "Välja jäi: Kaks. Vahepeal on neid muudetud" in page
    assert of(Task, "owner") == [user.pk, user.pk, user.pk]
    does(client, "/tasks/", "day", one.pk, two.pk, day=ISO)
    assert of(Task, "open_due") == [DAY, DAY, None]
    undoes(client, "/tasks/")
    assert of(Task, "due_day") == [localdate(), None, None]
    does(client, "/tasks/", "done", one.pk, two.pk)
    assert of(Task, "state") == ["done", "done", "dropped"]
    undoes(client, "/tasks/")
    assert of(Task, "state") == ["open", "open", "dropped"]
    assert "Tagasi võetud: 0." in undoes(client, "/tasks/")
    told = Event.objects.filter(about="task", about_id=str(one.pk)).values_list("action", flat=True)
    assert {"task.changed", "task.done", "task.reopened"} <= set(told)


def test_a_task_that_comes_again_keeps_its_series_over_an_undo(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    wanted = Wanted("Aruanne", user, due_day=DAY, repeats=Repeats.MONTHLY)
    task = begin(user, wanted, token="series")
    does(client, "/tasks/", "done", task.pk)
    assert Task.objects.get(follows=task).is_open
    undoes(client, "/tasks/")
    assert [each.is_open for each in Task.objects.all()] == [True]
    does(client, "/tasks/", "day", task.pk, day=(DAY + timedelta(days=3)).isoformat())
    undoes(client, "/tasks/")
    task.refresh_from_db()
    assert (task.due_day, task.first_day, task.turn) == (DAY, DAY, 0)
    assert "peab olema tähtaeg" in does(client, "/tasks/", "day", task.pk, day="")
    # What somebody has begun on is not taken back.
    does(client, "/tasks/", "done", task.pk)
    Task.objects.filter(follows=task).update(changes=1)
    undoes(client, "/tasks/")
    assert Task.objects.filter(follows=task).exists()


def test_only_the_tasks_that_one_may_change_are_changed_and_the_rest_is_told(
    somebody: People, opened: Opened
) -> None:
    user, other = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    hidden = opened(other, is_restricted=True)
    mine, theirs = give(user, user, "Minu", None), give(other, other, "Võõras", None)
    secret = give(other, other, "Salajane", None, "case", hidden.number)
    client = signed_in(user)
    page = does(client, "/tasks/", "done", mine.pk, theirs.pk, secret.pk, "x", 10**30)
    assert "tehtuks" in page
    assert "Võõras" not in page
    assert of(Task, "state") == ["done", "open", "open"]
    # Who gives no tasks is not offered to hand them on, and cannot.
    assert 'value="hand_on"' not in page
    assert "Vali loendist ülesanded" in does(client, "/tasks/", "hand_on", mine.pk, to=other.pk)
    assert of(Task, "owner") == [user.pk, other.pk, other.pk]
    expert = signed_in(somebody(Role.EXPERT))
    assert "Salajane" not in does(expert, "/tasks/", "done", theirs.pk, secret.pk)
    assert of(Task, "state") == ["done", "done", "open"]
    for day in ("x", "1999-01-01"):
        assert "Vali päev" in does(expert, "/tasks/", "day", theirs.pk, day=day)


def test_it_is_asked_first_with_what_is_left_out_and_what_was_sent(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    tasks = [give(user, user, f"Nr {at}", None) for at in range(3)]
    sent = {
        "do": "day",
        "chosen": [each.pk for each in tasks],
        "day": ISO,
        "next": "/tasks/?kind=task",
    }
    page = unescape(signed_in(user).post("/tasks/many/", sent).content.decode())
    assert f"Kas panna valitud ülesannete tähtajaks {DAY:%d.%m.%Y}? Ülesandeid on 3." in page
    assert page.count('name="chosen"') == 3
    assert f'name="day" value="{ISO}"' in page
    assert 'href="/tasks/?kind=task"' in page
    assert set(of(Task, "due_day")) == {None}


def test_questions_are_handed_on_and_put_in_order_and_come_back(somebody: People) -> None:
    expert, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    asker = somebody(Role.CASEWORKER)
    new, had = asked(asker), taken(other, asked(asker))
    own = asked(expert)
    client = signed_in(expert)
    page = does(client, "/questions/", "hand_on", new, had, own, to=expert.pk)
    assert "Edasi antud küsimusi: 2." in page
    assert f"Välja jäi: {own}. Oma küsimusele vastab teine ekspert." in page
    assert of(Question, "expert") == [expert.pk, expert.pk, None]
    undoes(client, "/questions/")
    assert of(Question, "expert") == [None, other.pk, None]
    assert of(Question, "state") == [State.ASKED, State.TAKEN, State.ASKED]
    assert Question.objects.get(pk=new.pk).taken_at is None
    before = list(Question.objects.order_by("pk").values_list("theme", "importance", "due_day"))
    for do, value in (("theme", "union"), ("importance", "1"), ("due", ISO)):
        does(client, "/questions/", do, new, had, **{do: value})
        changed = {"theme": "union", "importance": 1, "due": DAY}[do]
        assert of(Question, "due_day" if do == "due" else do)[:2] == [changed, changed]
        undoes(client, "/questions/")
    after = Question.objects.order_by("pk").values_list("theme", "importance", "due_day")
    assert list(after) == before
    past = (localdate() - timedelta(days=1)).isoformat()
    for do, value in (("theme", "x"), ("importance", "9"), ("due", "x")):
        does(client, "/questions/", do, new, **{do: value})
    assert "Vali päev alates tänasest" in does(client, "/questions/", "due", new, due=past)
    assert list(after.all()) == before
    assert signed_in(asker).post("/questions/many/", {"do": "theme"}).status_code == 403
    assert 'name="chosen"' not in signed_in(asker).get("/questions/").content.decode()


def test_positions_get_another_day_of_review_with_their_task(somebody: People) -> None:
    author, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    held = [approved(author, owner, saying(f"PHS § {at} lg 1")) for at in (17, 21)]
    draft = begun(author)
    usual = held[0].review_by
    client = signed_in(author)
    page = does(client, "/positions/", "review", *held, draft, day=ISO)
    assert f"Välja jäi: {draft}. Seisukoht ei kehti." in page

    def days() -> list[date | None]:
        at = Position.objects.order_by("pk").values_list("review_by", flat=True)
        return [*at, *Task.objects.order_by("pk").values_list("open_due", flat=True)]

    assert days() == [DAY, DAY, None, DAY, DAY]
    assert Event.objects.filter(action="position.review_day").count() == 2
    undoes(client, "/positions/")
    assert days() == [usual, usual, None, usual, usual]
    far = (localdate() + timedelta(days=800)).isoformat()
    assert "kõige rohkem aasta ette" in does(client, "/positions/", "review", held[0], day=far)
    assert "Vali päev" in does(client, "/positions/", "review", held[0], day="")
    assert days()[0] == usual


def test_requests_are_handed_on_with_what_reminds_of_them(somebody: People, opened: Opened) -> None:
    user, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    told = network.WantedPartner("Näidiskassa", Sort.LIAISON, "FI", "p@kassa.example", "")
    partner = network.keep_partner(user, told, None, based_on=0, token="kassa")

    def ask(subject: str, case: Opened | None = None) -> Request:
        about = None if case is None else case(user, is_restricted=True)
        wanted = network.WantedRequest(partner, None, subject, "Kas töötas?", DAY, about)
        return network.ask(user, wanted, "et", token=subject)

    plain, secret = ask("Esimene"), ask("Piiratud", opened)
    client = signed_in(user)
    page = does(client, "/network/", "hand_on", plain.pk, secret.pk, to=other.pk)
    assert "Edasi antud päringuid: 1." in page
    assert "Välja jäi: Piiratud. See kolleeg ei näe kaasust" in page
    assert of(Request, "owner") == of(Task, "owner") == [other.pk, user.pk]
    undoes(client, "/network/")
    assert of(Request, "owner") == of(Task, "owner") == [user.pk, user.pk]
    later = DAY + timedelta(days=9)
    does(client, "/network/", "due", plain.pk, secret.pk, day=later.isoformat())
    assert of(Request, "open_due") == of(Task, "open_due") == [later, later]
    undoes(client, "/network/")
    assert of(Request, "open_due") == of(Task, "open_due") == [DAY, DAY]


def test_courses_are_closed_and_opened_and_an_empty_one_is_left(somebody: People) -> None:
    teacher = somebody(Role.TRAINER)
    full, empty = learning.course(teacher), begin_course(teacher, "Tühi", "", token="e")
    client = signed_in(teacher)
    at = "/learning/courses/"
    page = does(client, at, "open", full.pk, empty.pk)
    assert "Välja jäi: Tühi. Lisa kursusele enne vähemalt üks osa." in page
    does(client, at, "close", full.pk, empty.pk)
    undoes(client, at)
    full.refresh_from_db()
    empty.refresh_from_db()
    assert (full.state, empty.state) == ("open", "draft")
    learner = signed_in(somebody(Role.CASEWORKER))
    assert 'name="chosen"' not in learner.get(at).content.decode()


def test_the_page_of_a_list_asks_the_database_equally_often_however_many_rows_there_are(
    somebody: People,
) -> None:
    user, _ = somebody(Role.EXPERT), somebody(Role.EXPERT)

    def queries(client: Client, at: str) -> int:
        client.get(at)
        with CaptureQueriesContext(connection) as asked_of:
            assert 'name="chosen"' in client.get(at).content.decode()
        return len(asked_of)

    def more(count: int) -> None:
        for at in range(count):
            give(user, user, f"Nr {at}", None)
            asked(user)

    more(1)
    client = signed_in(user)
    few = [queries(client, at) for at in ("/tasks/", "/questions/")]
    more(8)
    for _ in range(3):
        somebody(Role.EXPERT)
    assert [queries(client, at) for at in ("/tasks/", "/questions/")] == few
