"""Training: answers that count, what is repeated when, who sees what somebody knows."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.workbench import learning
from tests.workbench.conftest import Opened, People, signed_in

from perenou.impact.fingerprints import fingerprint_on
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.training.exercise import Choice, Kind
from perenou.training.exercise import Exercise as Made
from perenou.training.make import NoExerciseError, make
from perenou.training.mastery import Level
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.desk.search import asked as asked_for
from perenou.workbench.learning import actions, answering, statements, stock
from perenou.workbench.learning.answering import ChangedError, answer, due_repeats, next_repeat
from perenou.workbench.learning.knowing import FEWEST, group_map, knowledge_map, maps
from perenou.workbench.learning.models import Answer, Exercise, Provision, Repeat
from perenou.workbench.learning.results import results
from perenou.workbench.learning.statements import NothingMasteredError, state, told
from perenou.workbench.learning.stock import Wanted, current, drawn, follow_law, fresh
from perenou.workbench.learning.taking import learners, next_exercise, taking, takings
from perenou.workbench.references import registered
from perenou.workbench.references.registered import Told, citing, refer

pytestmark = pytest.mark.django_db

NEWBORN = Wanted(kind=Kind.FROM_WHEN.value, theme="newborn")


@pytest.fixture
def trainer(somebody: People) -> User:
    return somebody(Role.TRAINER)


@pytest.fixture
def learner(somebody: People) -> User:
    return somebody(Role.CASEWORKER)


def one(number: int = 1) -> Exercise:
    """An exercise in store."""
    found = list(Exercise.objects.all())
    while len(found) < number:
        found.append(next(drawn(NEWBORN)))
    return found[number - 1]


def another_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the law give another right answer to every exercise."""
    before = make

    def changed(*told: object) -> Made:
        made: Made = before(*told)  # type: ignore[arg-type]
        at = made.right
        other = Choice(int(str(made.choices[at].value)) + 1)
        return replace(made, choices=(*made.choices[:at], other, *made.choices[at + 1 :]))

    monkeypatch.setattr(stock, "make", changed)
    monkeypatch.setattr(stock, "law_fingerprint", lambda: "another law")


# ---------------------------------------------------------------------------- answers


def test_the_first_answer_counts_and_there_is_no_second(learner: User) -> None:
    first = learning.answered(learner, one(), rightly=False)
    second = learning.answered(learner, one(), rightly=True)
    assert (first.is_new, second.is_new) == (True, False)
    assert Answer.objects.get().is_right is False
    assert Answer.objects.get().misreading
    events = Event.objects.filter(action="exercise.answered")
    assert [event.detail for event in events] == [""]


def test_an_exercise_is_answered_on_its_page_and_then_explained(learner: User) -> None:
    client, stored = signed_in(learner), one()
    made = current(stored)
    assert made is not None
    address = stored.get_absolute_url()
    asked = client.get(address).content.decode()
    assert made.fingerprint in asked
    assert "learning.right" not in asked
    nothing = client.post(address, {"fingerprint": made.fingerprint})
    assert nothing.status_code == 422
    assert "Vali üks vastus" in nothing.content.decode()
    wrong = next(at for at in range(len(made.choices)) if at != made.right)
    sent = {"fingerprint": made.fingerprint, "chosen": wrong}
    assert client.post(address, sent).status_code == 302
    shown = client.get(address).content.decode()
    assert "Õige vastus" in shown
    assert 'class="tree"' in shown
    assert 'href="/law/PHS_' in shown
    mistakes = client.get("/learning/mistakes/").content.decode()
    assert address in mistakes


def test_an_answer_to_what_the_law_has_changed_meanwhile_is_not_taken(learner: User) -> None:
    stored = one()
    made = current(stored)
    assert made is not None
    with pytest.raises(ChangedError):
        answer(learner, stored, made, 0, fingerprint="of an earlier law")
    sent = signed_in(learner).post(
        stored.get_absolute_url(), {"fingerprint": "of an earlier law", "chosen": "0"}
    )
    assert sent.status_code == 409
    assert not Answer.objects.exists()


@pytest.mark.parametrize("chosen", [-1, 9])
def test_a_choice_that_is_not_there_is_refused(learner: User, chosen: int) -> None:
    made = current(one())
    assert made is not None
    with pytest.raises(IndexError):
        answer(learner, one(), made, chosen, fingerprint=made.fingerprint)


# ------------------------------------------------------------------------ repetition


def test_repetition_follows_its_rule_by_the_calendar(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right answers on the days they are due; one ahead of time changes nothing."""
    today = date(2026, 1, 1)
    monkeypatch.setattr(answering, "localdate", lambda: today)
    due = []
    for number in range(1, 5):
        learning.answered(learner, one(number))
        row = Repeat.objects.get()
        due.append((row.due_on - today).days)
        if number == 2:
            learning.answered(learner, one(9))
            assert Repeat.objects.get().due_on == row.due_on
        today = row.due_on
    assert due == [1, 6, 15, 38]
    learning.answered(learner, one(5), rightly=False)
    assert (Repeat.objects.get().due_on - today).days == 1


def test_what_is_due_is_asked_by_an_exercise_not_seen_yet(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    learning.answered(learner, one())
    assert next_repeat(learner) is None
    monkeypatch.setattr(answering, "localdate", lambda: localdate() + timedelta(1))
    assert due_repeats(learner).count() == 1
    found = next_repeat(learner)
    assert found is not None
    assert found != one()
    assert (found.kind, found.theme) == (one().kind, one().theme)


def test_practice_gives_what_was_asked_for_and_nothing_of_a_course(
    learner: User, trainer: User
) -> None:
    of_course = learning.exercises(learning.course(trainer, 1))[0]
    found = fresh(NEWBORN, learner)
    assert found is not None
    assert found != of_course
    section = Provision.objects.filter(exercise=found).values_list("section", flat=True)[0]
    by_section = fresh(Wanted(kind=found.kind, section=section), learner)
    assert by_section == found
    assert fresh(Wanted(kind=found.kind, benefit="maintenance_allowance"), learner) is None


def test_practice_without_a_wish_changes_its_kind_each_time(learner: User) -> None:
    kinds = []
    for _ in range(4):
        found = fresh(Wanted(), learner)
        assert found is not None
        learning.answered(learner, found)
        kinds.append(found.kind)
    assert len(set(kinds)) == 4


# ---------------------------------------------------------------------------- courses


def test_a_course_leads_through_its_exercises_and_says_how_far_one_is(
    learner: User, trainer: User
) -> None:
    course = learning.course(trainer, 3)
    learning.assigned(trainer, course, user=learner)
    first, second, third = learning.exercises(course)
    assert next_exercise(learner, course) == first
    assert next_exercise(learner, course, first) == second
    learning.answered(learner, second)
    assert next_exercise(learner, course, first) == third
    assert next_exercise(learner, course, third) == first
    found = taking(learner, course)
    assert (found.exercises, found.answered, found.right) == (3, 1, 1)
    learning.answered(learner, first, rightly=False)
    learning.answered(learner, third)
    assert next_exercise(learner, course) is None
    assert taking(learner, course).is_done


def test_a_course_draws_evenly_over_themes_and_kinds(trainer: User) -> None:
    wanted = Wanted(benefit="shared_parental_benefit")
    drawn_for = learning.exercises(learning.course(trainer, 6, wanted=wanted))
    assert len({each.theme for each in drawn_for}) == 5
    assert len({each.kind for each in drawn_for}) >= 3
    assert {each.benefit for each in drawn_for} == {"shared_parental_benefit"}


def test_practice_is_narrowed_to_a_theme_and_stays_so(learner: User) -> None:
    client = signed_in(learner)
    assert 'value="conscript"' in client.get("/learning/").content.decode()
    sent = client.get("/learning/next/?theme=conscript&kind=how_much")
    stored = Exercise.objects.get()
    assert (stored.theme, stored.kind) == ("conscript", "how_much")
    assert sent.headers["Location"].endswith("?kind=how_much&theme=conscript")
    assert "theme=conscript" in client.get(sent.headers["Location"]).content.decode()


def test_exercises_about_a_misreading_are_made_so_anew_and_apart_from_others(
    trainer: User,
) -> None:
    wanted = Wanted(Kind.HOW_MUCH.value, benefit="child_allowance", misreading="old_rates")
    for each in learning.exercises(learning.course(trainer, 3, wanted=wanted)):
        made = current(each)
        assert made is not None
        assert made.is_about("old_rates")
        assert (each.misreading, each.fingerprint) == ("old_rates", made.fingerprint)
    assert not Wanted(misreading="another").found().exists()


def test_who_is_to_take_a_course_finds_it_on_the_desk(
    somebody: People, learner: User, trainer: User
) -> None:
    other = somebody(Role.CASEWORKER)
    User.objects.filter(pk=other.pk).update(unit="Tartu")
    other.refresh_from_db()
    course = learning.course(trainer, 1)
    learning.assigned(trainer, course, user=learner)
    learning.assigned(trainer, course, unit="Tartu", due_on=localdate())
    assert [each.due_on for each in takings(other)] == [localdate()]
    assert [each.name for each in learners(course)] == sorted([learner.name, other.name])
    assert "Esimene nädal" in signed_in(other).get("/").content.decode()
    third = somebody(Role.CASEWORKER)
    assert takings(third) == []
    # An open course may be taken by anybody who looks for it.
    assert signed_in(third).get(course.get_absolute_url()).status_code == 200


def test_the_list_of_courses_is_narrowed_and_taken_as_a_table(learner: User, trainer: User) -> None:
    course = learning.course(trainer, 1)
    learning.assigned(trainer, course, user=learner)
    learning.course(trainer, 1, token="other")
    actions.begin(trainer, "Kavand", "", token="draft")
    client = signed_in(learner)

    def titles(of: Client, query: str) -> int:
        page = of.get(f"/learning/courses/?{query}").content.decode()
        return len(re.findall(r'href="/learning/courses/\d+/"', page))

    assert titles(client, "") == 2
    assert titles(client, "whose=assigned") == 1
    assert titles(signed_in(trainer), "whose=made&state=draft") == 1
    table = signed_in(trainer).get("/learning/courses/?as=csv")
    assert b"Kavand" in b"".join(table)


def test_a_course_is_found_by_its_title_by_whoever_may_open_it(
    learner: User, trainer: User
) -> None:
    course = learning.course(trainer, 1)
    actions.begin(trainer, "Esimene nädal, kavand", "", token="draft")

    def found(user: User) -> list[str]:
        groups = asked_for("esimene nädal", user, "et").groups
        return [place.address for each in groups if each.kind == "course" for place in each.places]

    assert found(learner) == [course.get_absolute_url()]
    assert len(found(trainer)) == 2


def test_a_course_in_the_making_is_the_teachers_alone(learner: User, trainer: User) -> None:
    client = signed_in(trainer)
    client.post("/learning/courses/new/", {"title": "Uus", "about": "", "token": "abc"})
    client.post("/learning/courses/new/", {"title": "Uus", "about": "", "token": "abc"})
    assert signed_in(learner).get("/learning/courses/1/").status_code == 404
    assert client.get("/learning/courses/1/").status_code == 200
    empty = client.post("/learning/courses/1/change/", {"do": "open", "based_on": 1}, follow=True)
    assert "vähemalt üks osa" in empty.content.decode()


def test_two_who_change_a_course_at_once_are_told_and_nothing_is_lost(trainer: User) -> None:
    course = learning.course(trainer, 1)
    client, part = signed_in(trainer), course.parts.get()
    address = f"/learning/courses/{course.pk}/parts/{part.pk}/"
    first = {"title": "Minu", "body": "Minu tekst", "based_on": course.revision, "token": "a"}
    assert client.post(address, first).status_code == 302
    second = {"title": "Teine", "body": "Teine tekst", "based_on": course.revision, "token": "b"}
    refused = client.post(address, second)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "Teine tekst" in text
    assert "Minu tekst" in text
    course.refresh_from_db()
    assert client.post(address, {**second, "based_on": course.revision}).status_code == 302
    part.refresh_from_db()
    assert part.body == "Teine tekst"


def test_parts_change_places_and_go_while_answers_stay(learner: User, trainer: User) -> None:
    course = learning.course(trainer, 1)
    client = signed_in(trainer)
    client.post(
        f"/learning/courses/{course.pk}/parts/",
        {"title": "Teine osa", "body": "Tekst", "count": "0", "based_on": course.revision,
         "token": "x"},
    )  # fmt: skip
    first, second = course.parts.all()
    learning.answered(learner, learning.exercises(course)[0])
    for what in (f"up {second.pk}", f"down {second.pk}", f"up {second.pk}", f"drop {first.pk}"):
        course.refresh_from_db()
        sent = {"do": what, "based_on": course.revision, "confirmed": "1"}
        client.post(f"/learning/courses/{course.pk}/change/", sent)
    assert [each.title for each in course.parts.all()] == ["Teine osa"]
    assert learning.count_of(learner) == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "Pealkiri", "count": "0", "body": ""}, "body"),
        ({"title": "Pealkiri", "body": "Vaata PHS § 999 lg 1."}, "body"),
        ({"title": "PHS § 999"}, "title"),
        ({"title": "Pealkiri", "count": "21"}, "count"),
        ({"title": "Pealkiri", "count": "x"}, "count"),
        ({"title": "Pealkiri", "kind": "which_state", "theme": "newborn", "count": "1"}, "theme"),
        ({"title": "Pealkiri", "case": "2026-1", "month": "2026-13", "kinds": "who"}, "month"),
        ({"title": "Pealkiri", "case": "2026-1", "month": "2026-01"}, "kinds"),
        ({"title": "Pealkiri", "case": "2026-1", "month": "2026-01", "kinds": "who"}, "case"),
        (
            {"title": "Pealkiri", "count": "3", "kind": "who", "benefit": "birth_allowance"},
            "count",
        ),
    ],
)
def test_a_part_that_cannot_be_is_refused_at_its_field_and_stays_typed(
    trainer: User, sent: dict[str, str], field: str
) -> None:
    course = learning.course(trainer, 1)
    told = {"based_on": str(course.revision), "token": "x", "body": "Kirjutatud", **sent}
    answer = signed_in(trainer).post(f"/learning/courses/{course.pk}/parts/", told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in text
    assert course.parts.count() == 1
    assert told["title"] in text


def positions(keys: Collection[str]) -> dict[str, Told]:
    """Tells of positions, as the section of positions does."""
    return {key: Told(Labels("Seisukoht", "Position", "Позиция"), f"/positions/{key}/")
            for key in keys}  # fmt: skip


def test_a_part_is_made_from_a_position_by_the_provisions_that_it_rests_on(
    trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registered.TELLERS, "position", f"{__name__}:positions")
    refer("position", 7, [Citation.parse("PHS § 17 lg 1"), Citation.parse("PHS § 28 lg 1")])
    course, client = learning.course(trainer, 1), signed_in(trainer)
    address = f"/learning/courses/{course.pk}/parts/"
    assert "position:7" in client.get(address).content.decode()
    sent = {"title": "Seisukohast", "count": "0", "source": "position:7", "body": "",
            "based_on": course.revision, "token": "p"}  # fmt: skip
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "count": "3"}).status_code == 302
    part = course.parts.get(title="Seisukohast")
    about = [{p.section for p in use.exercise.provisions.all()} for use in part.uses.all()]
    assert len(about) == 3
    assert all(each & {"PHS § 17", "PHS § 28"} for each in about)
    # § 28 decides in exercises of one kind only; of § 17 another kind has its turn.
    assert len({use.exercise.kind for use in part.uses.all()}) == 2
    page = client.get(course.get_absolute_url()).content.decode()
    assert '<a href="/positions/7/">Seisukoht</a>' in page


def test_exercises_about_a_case_are_anonymous_and_need_the_right_to_take_it_out(
    somebody: People, opened: Opened
) -> None:
    expert, stranger = somebody(Role.EXPERT), somebody(Role.TRAINER)
    case = opened(somebody(Role.CASEWORKER), "overpaid_after_moving")
    for user, status in ((stranger, 422), (expert, 302)):
        course = learning.course(user, 1, token=f"of-{user.pk}")
        sent = {
            "title": "Kaasusest", "body": "", "count": "0", "case": case.number,
            "month": "2026-01", "kinds": ["how_much", "who"], "based_on": course.revision,
            "token": "x",
        }  # fmt: skip
        answer = signed_in(user).post(f"/learning/courses/{course.pk}/parts/", sent)
        assert answer.status_code == status
    stored = Exercise.objects.exclude(family=None)
    assert {each.kind for each in stored} == {"how_much", "who"}
    page = signed_in(expert).get(stored[0].get_absolute_url()).content.decode()
    assert "Näidis" in page
    assert "Kaire" not in page
    assert Event.objects.filter(action="case.made_exercise", about_id=case.number).count() == 1


# ------------------------------------------------------------------------- knowledge


def mastered(user: User, count: int = 3) -> None:
    for number in range(1, count + 1):
        learning.answered(user, one(number))


def test_a_map_tells_each_section_and_turns_a_chapter_when_enough_is_right(learner: User) -> None:
    one(12)
    assert {each.level for each in knowledge_map(learner)} == {Level.UNKNOWN}
    mastered(learner, 3)
    chapters = {each.number: each for each in knowledge_map(learner) if each.act == "PHS"}
    levels = {row.citation: row.level for row in chapters[2].sections}
    assert Level.MASTERED in levels.values()
    assert chapters[2].level is Level.LEARNING
    mastered(learner, 10)
    chapters = {each.number: each for each in knowledge_map(learner) if each.act == "PHS"}
    assert chapters[2].level is Level.MASTERED
    client = signed_in(learner)
    page = client.get("/learning/map/").content.decode()
    assert "✓" in page
    assert "selge" in page
    client.post("/language/", {"language": "en"})
    home = client.get("/learning/").content.decode()
    assert "chapter 2: family allowances" in home
    assert "peretoetused" not in home


def test_a_map_is_opened_by_its_owner_and_by_the_trainer_who_is_written_down(
    somebody: People, learner: User, trainer: User
) -> None:
    mastered(learner)
    for role in (Role.CASEWORKER, Role.EXPERT, Role.SERVICE_OWNER, Role.ADMINISTRATOR):
        refused = signed_in(somebody(role)).get(f"/learning/map/{learner.pk}/")
        assert refused.status_code == 403
    opened = signed_in(trainer).get(f"/learning/map/{learner.pk}/")
    assert learner.name in opened.content.decode()
    event = Event.objects.get(action="view.see_knowledge")
    assert (event.actor_id, event.about, event.about_id) == (trainer.pk, "account", str(learner.pk))


def test_small_groups_are_told_to_the_trainer_alone(somebody: People, trainer: User) -> None:
    """Four learners could be told apart; five are a group."""
    course, expert = learning.course(trainer, 1), somebody(Role.EXPERT)
    exercise = learning.exercises(course)[0]
    group = [somebody(Role.CASEWORKER) for _ in range(FEWEST)]
    for number, user in enumerate(group, 1):
        learning.assigned(trainer, course, user=user)
        learning.answered(user, exercise, rightly=number == 1)
        found = results(course, group, sees_everybody=False)
        is_shown = number == FEWEST
        assert bool(found.rows) == is_shown
        assert found.hidden == (0 if is_shown else 1)
        assert bool(group_map(maps(group).values(), sees_everybody=False)) == is_shown
    assert results(course, group[:1], sees_everybody=True).rows[0].share == 100
    row = results(course, group, sees_everybody=False).rows[0]
    assert (row.answers, row.share, row.misled) == (FEWEST, 20, FEWEST - 1)
    assert row.misreading
    seen = signed_in(expert).get(f"/learning/courses/{course.pk}/results/").content.decode()
    assert group[0].name not in seen
    assert "20 %" in seen
    assert group[0].name in signed_in(trainer).get("/learning/group/").content.decode()
    assert group[0].name not in signed_in(expert).get("/learning/group/").content.decode()


def test_the_trainer_sees_first_where_most_fail(somebody: People, trainer: User) -> None:
    course = learning.course(trainer, 2)
    easy, hard = learning.exercises(course)
    group = [somebody(Role.CASEWORKER) for _ in range(2)]
    for user in group:
        learning.answered(user, easy)
        learning.answered(user, hard, rightly=False)
    rows = results(course, group, sees_everybody=True).rows
    assert [row.exercise for row in rows] == [hard, easy]


# ----------------------------------------------------------------------- the law changes


def test_an_exercise_whose_law_has_changed_is_made_anew_and_old_answers_do_not_count(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mastered(learner)
    stored = one()
    before = stored.fingerprint
    another_law(monkeypatch)
    follow_law()
    stored.refresh_from_db()
    assert stored.fingerprint != before
    assert stored.changed_at is not None
    assert stored.law == "another law"
    assert all(row.answers == 0 for each in knowledge_map(learner) for row in each.sections)
    page = signed_in(learner).get(stored.get_absolute_url()).content.decode()
    assert "vana vastus enam ei loe" in page.lower()
    assert learning.answered(learner, stored).is_new


def test_an_exercise_that_the_law_has_not_changed_stays(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    learning.answered(learner, one())
    before = one().fingerprint
    monkeypatch.setattr(stock, "law_fingerprint", lambda: "another law")
    follow_law()
    assert (one().fingerprint, one().changed_at, one().law) == (before, None, "another law")


def test_what_can_be_asked_no_more_is_said_so_and_replaced(
    learner: User, trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = learning.course(trainer, 1)
    gone, before = learning.exercises(course)[0], make

    def none(kind: Kind, seed: int, theme: str, misreading: str) -> Made:
        if seed == gone.seed:
            raise NoExerciseError(kind.value)
        return before(kind, seed, theme, misreading)

    monkeypatch.setattr(stock, "make", none)
    assert signed_in(learner).get(gone.get_absolute_url()).status_code == 410
    course.refresh_from_db()
    signed_in(trainer).post(
        f"/learning/courses/{course.pk}/change/", {"do": "replace", "based_on": course.revision}
    )
    found = learning.exercises(course)
    assert len(found) == 1
    assert found != [gone]


def test_exercises_and_courses_are_found_by_what_they_rest_on(trainer: User) -> None:
    course = learning.course(trainer, 1)
    exercise = learning.exercises(course)[0]
    rows = citing(act="PHS", about=("exercise", "course"))
    found = {(row.name, str(row.citation)) for row in rows}
    assert (f"course:{course.pk}", "PHS § 17 lg 1") in found
    decides = exercise.provisions.values_list("citation", flat=True)
    assert {(f"exercise:{exercise.pk}", each) for each in decides} <= found
    labels = next(row.labels for row in rows if row.name == f"exercise:{exercise.pk}")
    assert labels.et.startswith("Harjutus")
    assert labels.ru


# ------------------------------------------------------------------------ statements


def test_a_statement_tells_what_is_mastered_and_falls_when_the_law_changes_or_in_a_year(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NothingMasteredError):
        state(learner, token="none")
    mastered(learner)
    made = state(learner, token="t")
    assert state(learner, token="t") == made
    found = told(made)
    assert found.state == "valid"
    assert "PHS § 17" in {each.citation for each in found.mastered}
    assert made.expires_on == made.law_day + timedelta(364)
    real = fingerprint_on
    section = Citation.parse("PHS § 17")
    monkeypatch.setattr(
        statements, "fingerprint_on",
        lambda cited, day: "other" if cited == section else real(cited, day),
    )  # fmt: skip
    assert told(made).changed == {"PHS § 17"}
    assert told(made).state == "changed"
    monkeypatch.setattr(statements, "fingerprint_on", lambda cited, day: f"other {cited} {day}")
    assert told(made).state == "over"
    monkeypatch.setattr(statements, "fingerprint_on", real)
    monkeypatch.setattr(statements, "localdate", lambda: made.expires_on)
    assert not told(made).is_over
    monkeypatch.setattr(statements, "localdate", lambda: made.expires_on + timedelta(1))
    assert told(made).state == "over"


def test_a_statement_is_its_owners_and_the_trainers(
    somebody: People, learner: User, trainer: User
) -> None:
    from io import BytesIO

    import docx

    mastered(learner)
    client = signed_in(learner)
    client.post("/learning/statements/make/", {"token": "t"})
    made = learner.learning_statements.get()
    address = made.get_absolute_url()
    assert signed_in(somebody(Role.EXPERT)).get(address).status_code == 404
    assert signed_in(trainer).get(address).status_code == 200
    file = docx.Document(BytesIO(client.get(f"{address}docx/").content))
    text = " ".join([*(p.text for p in file.paragraphs),
                     *(c.text for t in file.tables for r in t.rows for c in r.cells)])  # fmt: skip
    assert learner.name in text
    assert "PHS §\xa017" in text or "PHS § 17" in text.replace("\xa0", " ")
    assert "kehtib" in text


# ----------------------------------------------------------------------------- paper


def test_a_handout_tells_the_answers_only_where_they_are_asked_for(trainer: User) -> None:
    course = learning.course(trainer, 2)
    client = signed_in(trainer)
    address = f"/learning/courses/{course.pk}"
    for kind in ("html", "docx", "pdf"):
        assert client.get(f"{address}/paper/{kind}/").status_code == 200
    without = client.get(f"{address}/paper/html/").content.decode()
    with_them = client.get(f"{address}/paper/html/?answers=1").content.decode()
    assert "Õige vastus" not in without
    assert with_them.count("Õige vastus on") == 2
    slides = client.get(f"{address}/slides/").content.decode()
    assert "Õige vastus" not in slides
    assert slides.count('<section class="slide') == 1 + 1 + 2
    assert client.get(f"{address}/slides/?answers=1").content.decode().count("slide") > 4
    assert client.get(f"{address}/paper/odt/").status_code == 404
    detail = Event.objects.filter(action="course.exported").latest("number").detail
    assert json.loads(detail) == {"file": "html", "answers": True}


# ------------------------------------------------------------------------------ speed


def test_pages_ask_the_database_as_often_for_many_as_for_one(
    somebody: People, learner: User, trainer: User
) -> None:
    course = learning.course(trainer, 3)
    learning.assigned(trainer, course, user=learner)
    client, teaching = signed_in(learner), signed_in(trainer)

    def asked() -> list[int]:
        found = []
        for of, address in (
            (client, "/learning/map/"),
            (client, f"/learning/courses/{course.pk}/"),
            (teaching, "/learning/group/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                of.get(address)
            found.append(len(queries))
        return found

    learning.answered(learner, learning.exercises(course)[0])
    asked()  # a first look brings the session up to date
    few = asked()
    for exercise in learning.exercises(course)[1:]:
        learning.answered(learner, exercise)
    for _ in range(4):
        learning.answered(somebody(Role.CASEWORKER), learning.exercises(course)[0])
    assert asked() == few
    assert max(few) < 30
