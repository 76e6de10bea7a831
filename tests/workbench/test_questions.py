"""Questions and answers: who sees what, each step and its refusals, two at once, and publishing."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from secrets import token_hex

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in
from tests.workbench.questions import CITED, answered, asked, published, taken, wish

from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import grant, open_case, restrict
from perenou.workbench.cases.models import Kind
from perenou.workbench.jobs.worker import once
from perenou.workbench.positions.models import Theme
from perenou.workbench.privacy.person import export
from perenou.workbench.privacy.retention import ask_for_run, due_rows, set_days
from perenou.workbench.questions import actions
from perenou.workbench.questions.find import queue, to_approve, unhelpful, visible_to
from perenou.workbench.questions.forms import people_of, shortest_of
from perenou.workbench.questions.models import (
    Answer,
    Asked,
    Elsewhere,
    Help,
    Importance,
    Publication,
    Question,
    Repeat,
    Settled,
    State,
)
from perenou.workbench.questions.published import every, fitting
from perenou.workbench.references.registered import rests_on

pytestmark = pytest.mark.django_db

DAY = localdate().toordinal()


def post(client: Client, question: Question, what: str, **sent: str | int) -> int:
    """Send a form of a question as it is now."""
    question.refresh_from_db()
    told = {"token": token_hex(12), "based_on": question.latest, **sent}
    return client.post(f"/questions/{question.number}/{what}/", told).status_code


def page(client: Client, question: Question) -> str:
    answer = client.get(f"/questions/{question.number}/")
    assert answer.status_code == 200
    return answer.content.decode()


# ------------------------------------------------------------------------------ asking


def test_what_already_answers_is_seen_before_a_question_is_sent(somebody: People) -> None:
    known = published(somebody(Role.CASEWORKER))
    asker = somebody(Role.CASEWORKER)
    client = signed_in(asker)
    sent = {
        "text": "Kas lapsetoetus lõpeb sünnipäevaga, kui gümnasist saab 19?", "subject": "",
        "theme": "family_allowances", "importance": "2", "due": "", "case": "", "do": "send",
        "token": token_hex(12),
    }  # fmt: skip
    first = client.post("/questions/new/", sent)
    shown = first.content.decode()
    assert first.status_code == 200
    assert f'value="earlier:{known.number}"' in shown
    assert "PHS § 17" in shown
    assert 'name="seen" value="1"' in shown
    assert not Question.objects.filter(asker=asker).exists()
    assert client.post("/questions/new/", sent | {"seen": "1"}).status_code == 302
    assert client.post("/questions/new/", sent | {"seen": "1"}).status_code == 302
    question = Question.objects.get(asker=asker)
    assert (question.state, question.importance) == (State.ASKED, Importance.IMPORTANT)
    assert question.wordings.get().subject.startswith("Kas lapsetoetus lõpeb")


def test_what_answers_is_brought_while_typing_and_counted_when_it_did(somebody: People) -> None:
    known = published(somebody(Role.CASEWORKER))
    asker = somebody(Role.TRAINER)
    client = signed_in(asker)
    sent = {"text": "Õppija saab 19, kas toetus lõpeb?", "theme": "family_allowances"}
    shown = client.post("/questions/look/", sent).content.decode()
    assert f"earlier:{known.number}" in shown
    assert 'data-hx-swap-oob="true"' in shown
    told = {
        "settled": f"earlier:{known.number}", "theme": "family_allowances", "token": token_hex(12),
        "address": f"/questions/answers/{known.number}/",
    }  # fmt: skip
    for _ in range(2):
        assert client.post("/questions/settled/", told)["Location"] == told["address"]
    assert Settled.objects.get().key == known.number
    assert client.post("/questions/settled/", told | {"settled": "x:y"}).status_code == 404
    assert "Siia tulevad" in client.post("/questions/look/", {"text": "Kas"}).content.decode()


def test_a_question_that_cannot_be_sent_keeps_all_that_was_typed(
    somebody: People, opened: Opened
) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    foreign = opened(somebody(Role.CASEWORKER))
    sent = {
        "text": "Kas ma tohin seda küsida?", "subject": "Minu pealkiri", "theme": "",
        "importance": "1", "due": "2020-01-01", "case": foreign.number, "do": "send",
    }  # fmt: skip
    answer = client.post("/questions/new/", sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for kept in ("Kas ma tohin seda küsida?", "Minu pealkiri", "2020-01-01", foreign.number):
        assert kept in shown
    for error in ("Vali teema", "Vali päev alates tänasest", "Sellist kaasust ei ole"):
        assert error in shown
    assert not Question.objects.exists()


def test_only_a_case_that_one_may_see_is_attached_and_it_is_shown_solved(
    somebody: People, opened: Opened
) -> None:
    asker = somebody(Role.CASEWORKER)
    own = opened(asker, "missing_facts")
    client = signed_in(asker)
    shown = client.get(f"/questions/new/?case={own.number}").content.decode()
    assert 'data-source="case"' in shown
    assert f"{own.number} ·" in shown
    restrict(asker, own, is_restricted=True)
    sent = {"text": "Kas siin on midagi veel puudu?", "theme": "procedure", "case": own.number}
    refused = client.post("/questions/new/", sent | {"do": "send", "seen": "1"})
    assert refused.status_code == 422
    assert "ütle eesmärk" in refused.content.decode()


# ------------------------------------------------------------------------------ who sees


def test_words_are_seen_by_the_asker_experts_and_whoever_sees_the_case(
    somebody: People, opened: Opened
) -> None:
    asker, near, expert = (somebody(Role.CASEWORKER) for _ in range(3))
    expert = somebody(Role.EXPERT)
    owner, stranger = somebody(Role.SERVICE_OWNER), somebody(Role.CASEWORKER)
    case = opened(asker)
    grant(asker, case, near)
    question, other = asked(asker, case), asked(asker)
    for user, seen in (
        (asker, {question, other}), (near, {question}), (expert, {question, other}),
        (stranger, set()), (owner, set()), (somebody(Role.AUDITOR), set()),
    ):  # fmt: skip
        assert set(visible_to(user)) == seen
    assert signed_in(stranger).get(f"/questions/{question.number}/").status_code == 404
    assert Event.objects.filter(actor=stranger, action="refused").count() == 1
    assert question.number not in signed_in(stranger).get("/questions/").content.decode()
    assert question.number in signed_in(near).get("/questions/").content.decode()


def test_a_case_is_shown_to_the_expert_only_where_they_may_open_it(
    somebody: People, opened: Opened
) -> None:
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = opened(asker)
    question = taken(expert, asked(asker, case))
    client = signed_in(expert)
    assert 'data-source="case"' in page(client, question)
    assert "Sätted, mis kaasuse otsustasid" in page(client, question)
    restrict(asker, case, is_restricted=True)
    shown = page(client, question)
    assert 'data-source="case"' not in shown
    assert case.title not in shown
    assert "ei saa praegu näidata" in shown


def test_nothing_of_a_question_can_be_read_where_it_is_stored(somebody: People) -> None:
    secret = "Salajane Saladus"
    what = wish(f"Kas {secret} saab toetust?", f"{secret} küsib")
    question = answered(somebody(Role.EXPERT), asked(somebody(Role.CASEWORKER), None, what))
    post(signed_in(question.asker), question, "helped", helped="no", words=f"{secret} ei tea")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert secret not in str(cursor.fetchall()), table


# ------------------------------------------------------------------------------ the steps


def test_a_question_goes_through_every_step_to_an_answer(somebody: People) -> None:
    asker, expert, second = somebody(Role.CASEWORKER), somebody(Role.EXPERT), somebody(Role.EXPERT)
    question = asked(asker)
    mine, theirs, last = signed_in(asker), signed_in(expert), signed_in(second)
    day = (localdate() + timedelta(3)).isoformat()
    assert post(theirs, question, "take") == 302
    assert post(theirs, question, "return", words="Kas ta õpib?") == 302
    assert "Kas ta õpib?" in page(mine, question)
    assert post(mine, question, "facts", words="Jah, gümnaasiumis.") == 302
    question.refresh_from_db()
    assert question.state == State.TAKEN
    assert "gümnaasiumis" in question.wordings.get(number=2).text
    marked: dict[str, str | int] = {
        "theme": "procedure",
        "importance": 1,
        "due": day,
        "needs_second": "1",
    }
    assert post(theirs, question, "mark", **marked) == 302
    assert post(theirs, question, "hand", to="lawyer", day=day, words="Kas nii?") == 302
    assert post(theirs, question, "reply", words="Jurist: jah.") == 302
    assert "Jurist: jah." in page(theirs, question)
    text = "Makstakse edasi, PHS § 17 lg 2."
    assert post(theirs, question, "write", text=text, citations="", do="finish") == 302
    question.refresh_from_db()
    assert question.state == State.WAITING
    assert text not in page(mine, question)
    assert list(to_approve(second)) == [question]
    assert list(to_approve(expert)) == []
    assert "PHS § 17 lg 2" in page(last, question)
    assert post(last, question, "send-back", words="Lisa tähtaeg.") == 302
    assert "Lisa tähtaeg." in page(theirs, question)
    text += " Kuni õppeaasta lõpuni."
    assert post(theirs, question, "write", text=text, citations="PHS § 29 lg 1", do="finish") == 302
    assert post(last, question, "approve", words="") == 302
    question.refresh_from_db()
    assert question.state == State.ANSWERED
    shown = page(mine, question)
    assert "Kuni õppeaasta lõpuni" in shown
    assert 'href="/law/PHS_§_17_lg_2?on=' in shown
    answer = question.answers.latest("number")
    assert answer.citations.split("\n") == ["PHS § 29 lg 1", "PHS § 17 lg 2"]
    assert post(mine, question, "helped", helped="partly", words="Aitas pool.") == 302
    question.refresh_from_db()
    assert question.helped == Help.PARTLY
    whats = list(question.steps.values_list("what", flat=True))
    assert whats == [
        "taken", "returned", "facts_added", "marked", "handed", "replied", "submitted",
        "sent_back", "submitted", "approved", "helped",
    ]  # fmt: skip
    events = Event.objects.filter(about="question", about_id=question.number)
    assert {f"question.{what}" for what in whats} <= set(events.values_list("action", flat=True))
    assert not any("õpib" in event.detail for event in events)


@pytest.mark.parametrize(
    ("what", "sent", "key"),
    [
        ("return", {"words": " "}, "Kirjuta selgitus"),
        ("hand", {"to": "lawyer", "day": "", "words": "x"}, "Vali päev alates tänasest"),
        ("hand", {"to": "king", "day": "", "words": "x"}, "Vali loendist"),
        ("reply", {"words": "x"}, "teise seisu"),
        ("approve", {"words": "x"}, "teise seisu"),
        ("withdraw", {"words": "x"}, "teise seisu"),
        ("take", {}, "juba sinu"),
        ("mark", {"theme": "x", "importance": "1"}, "Vali loendist"),
        ("helped", {"helped": "yes"}, "ei ole sinu küsitud"),
        ("facts", {"words": "x"}, "ei ole sinu küsitud"),
        ("drop", {}, "ei ole sinu küsitud"),
    ],
)
def test_what_cannot_be_done_is_told_and_what_was_typed_stays(
    somebody: People, what: str, sent: dict[str, str], key: str
) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    before = question.latest
    told = {**sent, "based_on": before, "token": token_hex(12)}
    answer = signed_in(expert).post(f"/questions/{question.number}/{what}/", told)
    assert answer.status_code == 422
    assert key in answer.content.decode()
    question.refresh_from_db()
    assert question.latest == before


def test_nobody_answers_or_approves_their_own(somebody: People) -> None:
    expert, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    question = asked(expert)
    assert post(signed_in(expert), question, "take") == 422
    taken(other, question)
    day = ""
    post(signed_in(other), question, "mark", theme="procedure", importance=3, due=day,
         needs_second="1")  # fmt: skip
    post(signed_in(other), question, "write", text="PHS § 17 lg 2", do="finish")
    for user in (expert, other):
        assert post(signed_in(user), question, "approve") == 422
        assert list(to_approve(user)) == []
    assert post(signed_in(somebody(Role.SERVICE_OWNER)), question, "approve") == 302


@pytest.mark.parametrize(
    ("text", "citations", "error"),
    [
        ("Jah.", "", "Ühtegi sätet ei ole nimetatud"),
        ("Jah.", "PHS § 634", "on mitmeti mõistetav"),
        ("Vaata PHS § 999.", "PHS § 17 lg 2", "Sellist sätet aktis ei ole: PHS § 999"),
        ("Vaata PHS § 22¹ lg 1.", "PHS § 17 lg 2", "Sellist sätet aktis ei ole: PHS § 22¹ lg 1"),
        ("Nii ütles PHS § 24.", "PHS § 17 lg 2", "ei kehti"),
        ("Jah.", "PHS § 44", "ei kehti"),
        ("Nii ütleb S-2026-999.", "PHS § 17 lg 2", "Seisukoht S-2026-999 ei kehti"),
        ("", "PHS § 17", "Kirjuta vastus"),
    ],
)
def test_a_wrong_or_repealed_citation_is_refused_and_nothing_typed_is_lost(
    somebody: People, text: str, citations: str, error: str
) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    told = {
        "text": text, "citations": citations, "based_on": question.latest, "token": token_hex(12),
    }  # fmt: skip
    answer = signed_in(expert).post(f"/questions/{question.number}/write/", told)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert error in shown
    assert text in shown
    assert citations in shown
    assert not Answer.objects.exists()


def test_a_provision_of_an_act_that_is_not_here_is_saved_with_a_warning(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    told = {
        "text": "Vaata VÕS § 1028.", "citations": "", "based_on": question.latest,
        "token": token_hex(12),
    }  # fmt: skip
    answer = signed_in(expert).post(f"/questions/{question.number}/write/", told, follow=True)
    assert "olemasolu ei saanud kontrollida" in answer.content.decode()
    assert Answer.objects.get().text == "Vaata VÕS § 1028."


def test_two_experts_at_once_are_told_and_lose_nothing(somebody: People) -> None:
    one, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    question = asked(somebody(Role.CASEWORKER))
    seen = question.latest
    assert post(signed_in(one), question, "take") == 302
    client = signed_in(other)
    late = client.post(
        f"/questions/{question.number}/take/", {"based_on": seen, "token": token_hex(12)}
    )
    assert late.status_code == 409
    assert f"{one.name} jõudis ette" in late.content.decode()
    question.refresh_from_db()
    seen = question.latest
    actions.add_facts(question.asker, question, "Uus fakt.", based_on=seen, token=token_hex(12))
    text = "Minu pikk vastus, PHS § 17 lg 2."
    told = {"text": text, "citations": "", "based_on": seen, "token": token_hex(12), "do": "finish"}
    answer = signed_in(one).post(f"/questions/{question.number}/write/", told)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert text in shown
    assert "Uus fakt." in shown
    question.refresh_from_db()
    assert f'name="based_on" value="{question.latest}"' in shown
    assert not Answer.objects.exists()


def test_an_answer_is_given_to_what_is_asked_now(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    actions.write(
        expert, question, "Jah.", CITED, DAY, based_on=question.latest, token=token_hex(12)
    )
    question.refresh_from_db()
    actions.add_facts(
        question.asker, question, "Veel.", based_on=question.latest, token=token_hex(12)
    )
    question.refresh_from_db()
    with pytest.raises(actions.RefusedError, match="facts_added"):
        actions.finish(
            expert, question, approver=None, based_on=question.latest, token=token_hex(12)
        )


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Tere! Laps õpib Soomes.", "Laps õpib Soomes."),
        ("Lugupeetud ekspert!\nLaps õpib Soomes. Mida teha", "Laps õpib Soomes."),
        ("Hei, laps saab 2027. aastal 19.", "Hei, laps saab 2027. aastal 19."),
        ("Здравствуйте! Ребёнок учится в Финляндии.", "Ребёнок учится в Финляндии."),
        ("Tere!", "Tere!"),
    ],
)
def test_a_greeting_is_not_what_a_question_is_called(text: str, subject: str) -> None:
    assert shortest_of(text) == subject


def test_no_personal_code_is_sent_in_a_question(somebody: People) -> None:
    """Neither with what is added later, nor in its answer: more people read it than a case."""
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    client, code = signed_in(asker), "48806050006"
    told = {"theme": "family_allowances", "seen": "1", "do": "send", "token": "c1"}
    answer = client.post("/questions/new/", told | {"text": f"Ema isikukood on {code}. Mida teha?"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Siin on isikukood" in page
    assert code in page  # nothing typed is lost
    assert not Question.objects.exists()
    question = taken(expert, asked(asker))
    sent = {"based_on": question.latest, "token": "c2", "words": f"Ema on {code}."}
    answer = client.post(f"/questions/{question.number}/facts/", sent)
    assert answer.status_code == 422
    assert "Siin on isikukood" in answer.content.decode()
    sent = {"based_on": question.latest, "token": "c3", "text": f"{code}: PHS § 17 lg 2."}
    assert signed_in(expert).post(f"/questions/{question.number}/write/", sent).status_code == 422
    # A number of eleven figures that is nobody's code is none.
    answer = client.post("/questions/new/", told | {"text": "Arve 12345678901, mida teha?"})
    assert "Siin on isikukood" not in answer.content.decode()


def test_who_asks_sees_by_what_somebody_is_recognised_before_others_do(
    somebody: People, opened: Opened
) -> None:
    """The people of the attached case too; each place is replaced or left, and only then sent."""
    asker = somebody(Role.CASEWORKER)
    case, client = opened(asker, "missing_facts"), signed_in(asker)
    name = people_of(case)[0]
    text = f"{name.split()[-1]} elab Kase tn 5-12, Tartu. Kas toetus jätkub? Helistas {name}."
    told = {"theme": "family_allowances", "seen": "1", "do": "send", "text": text,
            "case": case.number, "token": token_hex(12)}  # fmt: skip
    answer = client.post("/questions/new/", told)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert not Question.objects.exists()
    found = dict(re.findall(r'name="was-([^"]+)" value="([^"]+)"', shown))
    assert "Kase tn 5-12" in " ".join(found.values())
    assert name in found.values()
    sent = told | {f"was-{key}": was for key, was in found.items()}
    # Nothing is sent while a place is open, nor where a button decides on several of them.
    assert client.post("/questions/new/", sent).status_code == 422
    rest = client.post("/questions/new/", sent | {"do": "rest"})
    assert rest.status_code == 200
    assert rest.content.decode().count('value="replace" checked') == len(found)
    proposed = dict(re.findall(r'name="words-([^"]+)" maxlength="120" value="([^"]+)"', shown))
    for key, was in found.items():
        sent[f"do-{key}"] = "keep" if was == name else "replace"
        sent[f"words-{key}"] = proposed[key]
    assert client.post("/questions/new/", sent).status_code == 302
    question = Question.objects.get()
    words = question.wordings.get().text
    assert "Kase" not in words
    assert words.endswith(f"Helistas {name}.")
    # What is added later is looked through, too.
    assert post(client, question, "facts", words=f"{name} ei õpi.") == 422
    key = f"words-0-{len(name)}-{len(name)}"
    decided = {f"was-{key}": name, f"do-{key}": "replace", f"words-{key}": "laps"}
    assert post(client, question, "facts", words=f"{name} ei õpi.", **decided) == 302
    assert "Laps ei õpi." in question.wordings.latest("number").text
    # A case that the asker may no longer see stays until they take it off.
    question.refresh_from_db()
    case.owner = somebody(Role.CASEWORKER)
    case.save()
    assert "mida sa enam ei näe" in page(client, question)
    assert post(client, question, "facts", words="Lisan veel.", case="") == 302
    question.refresh_from_db()
    assert question.case == case
    assert post(client, question, "facts", words="", case="", off="1") == 302
    question.refresh_from_db()
    assert question.case is None


def test_who_answers_does_not_decide_that_nobody_approves(somebody: People) -> None:
    expert, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    question = asked(somebody(Role.CASEWORKER))
    marked: dict[str, str | int] = {"theme": "procedure", "importance": 3, "due": ""}
    assert post(signed_in(other), question, "mark", needs_second="1", **marked) == 302
    taken(expert, question)
    assert post(signed_in(expert), question, "mark", needs_second="", **marked) == 422
    question.refresh_from_db()
    assert question.needs_second
    assert post(signed_in(other), question, "mark", needs_second="", **marked) == 302
    shown = page(signed_in(expert), question)
    assert "kinnitamist: teema, vastuse kinnitab teine inimene" in shown
    assert "vastust ei kinnita enam teine inimene" in shown
    # Whoever took the mark off is not then the one who answers.
    assert post(signed_in(other), question, "take") == 422


def test_what_a_second_person_approved_is_published_as_it_was(somebody: People) -> None:
    expert, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    question = asked(somebody(Role.CASEWORKER))
    marked: dict[str, str | int] = {
        "theme": "procedure", "importance": 3, "due": "", "needs_second": "1",
    }  # fmt: skip
    post(signed_in(expert), question, "mark", **marked)
    answered(expert, question)
    post(signed_in(owner), question, "approve")
    client, at = signed_in(expert), f"/questions/{question.number}/publish/"
    question.refresh_from_db()
    sent = {
        "do": "publish", "subject": "Õppija", "asked": "Kas makstakse?", "token": "p1",
        "based_on": question.latest, "answer": "Ei maksta, PHS § 17 lg 2.",
    }  # fmt: skip
    refused = client.post(at, sent)
    assert refused.status_code == 422
    assert "ei ole keegi kinnitanud" in refused.content.decode()
    assert not Publication.objects.exists()
    approved = question.answers.get().text
    assert client.post(at, sent | {"answer": approved}).status_code == 302
    # Where nobody was asked, the text may be changed, but what it cites has to be there.
    question = answered(expert, asked(somebody(Role.CASEWORKER)))
    question.refresh_from_db()
    at = f"/questions/{question.number}/publish/"
    sent |= {"token": "p2", "based_on": question.latest}
    refused = client.post(at, sent | {"answer": "Makstakse, PHS § 200 lg 9."})
    assert refused.status_code == 422
    assert "ei pea paika" in refused.content.decode()
    # Nor is a provision that there is not put in the place of something found.
    named = sent | {"answer": "Kirjuta: mari@example.com, PHS § 17 lg 2.", "token": "p3"}
    seen = client.post(at, named | {"do": "look"}).content.decode()
    place = re.search(r'name="was-(answer-[^"]+)" value="mari@example.com"', seen)
    assert place is not None
    choice = {f"was-{place[1]}": "mari@example.com", f"do-{place[1]}": "replace"}
    refused = client.post(at, named | choice | {f"words-{place[1]}": "PHS § 200 lg 9"})
    assert "ei pea paika" in refused.content.decode()
    assert client.post(at, sent).status_code == 302


def test_an_answer_that_was_sent_is_mended_and_the_asker_keeps_it_until_then(
    somebody: People,
) -> None:
    asker, expert, owner = (
        somebody(Role.CASEWORKER), somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER),
    )  # fmt: skip
    question = asked(asker)
    actions.mark(
        somebody(Role.EXPERT), question, Importance.ORDINARY, Theme.FAMILY_ALLOWANCES, None,
        needs_second=True, based_on=question.latest, token=token_hex(12),
    )  # fmt: skip
    answered(expert, question, "Vana: PHS § 17 lg 2.")
    assert post(signed_in(owner), question, "approve") == 302
    question.refresh_from_db()
    public = actions.Public("Õppija", "Kas makstakse?", "Vana: PHS § 17 lg 2.")
    actions.publish(
        expert, question, public, "[]", kept=0, replaced=0, based_on=question.latest,
        token=token_hex(12),
    )  # fmt: skip
    assert not unhelpful(expert).exists()
    assert post(signed_in(asker), question, "helped", helped="no", words="Aasta on vale.") == 302
    assert list(unhelpful(expert)) == [question]
    assert "ei aidanud" in signed_in(expert).get("/").content.decode()
    assert "Aasta on vale." in page(signed_in(expert), question)
    # It may stay, with a reason; said anew it comes back.
    assert post(signed_in(expert), question, "keep", words="") == 422
    assert post(signed_in(expert), question, "keep", words="Aasta on õige.") == 302
    assert not unhelpful(expert).exists()
    post(signed_in(asker), question, "helped", helped="partly", words="Aga erand?")
    assert list(unhelpful(expert)) == [question]
    assert post(signed_in(asker), question, "reopen", words="Paranda!") == 403
    assert post(signed_in(expert), question, "reopen", words="Erand puudub.") == 302
    question.refresh_from_db()
    assert (question.state, question.is_mended) == (State.TAKEN, True)
    assert post(signed_in(asker), question, "drop") == 422
    public_page = f"/questions/answers/{question.number}/"
    answered(expert, question, "Uus: PHS § 17 lg 3.")
    assert question.state == State.WAITING
    shown = page(signed_in(asker), question)
    assert "Vana:" in shown
    assert "Uus:" not in shown
    assert "Vastust parandatakse" in shown
    assert "Seda vastust parandatakse" in signed_in(asker).get(public_page).content.decode()
    assert "Uus:" in page(signed_in(owner), question)
    assert post(signed_in(owner), question, "approve") == 302
    question.refresh_from_db()
    assert (question.state, question.helped) == (State.PUBLISHED, "")
    assert "Uus:" in page(signed_in(asker), question)
    assert "Avaldatud on veel varasem vastus" in page(signed_in(expert), question)
    assert every()[question.number].answer.startswith("Vana:")
    assert post(signed_in(expert), question, "withdraw", words="Vana.") == 302
    assert question.number not in every()


def test_an_answer_is_dated_by_its_own_form_and_not_by_what_was_looked_up(
    somebody: People,
) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    client = signed_in(expert)
    client.post("/law-day/", {"day": "2018-03-01", "next": "/"})
    today = localdate().isoformat()
    assert f'name="day" required value="{today}"' in page(client, question)
    text = "Lapsetoetus on 55 eurot kuus, PHS § 17 lg 3."
    sent = {"text": text, "citations": "", "do": "save"}
    assert post(client, question, "write", **sent, day=today) == 302
    assert question.answers.get().day == DAY
    assert post(client, question, "write", **sent, day="2018-03-01") == 302
    assert question.answers.latest("pk").day == date(2018, 3, 1).toordinal()
    assert 'name="day" required value="2018-03-01"' in page(client, question)
    assert post(client, question, "write", **sent, day="1.3.2018") == 422
    # The check beside the field goes by the same day.
    live = "/texts/live/?field=text&place=answer&day=day"
    found = [
        "vananenud" in client.post(live, {"text": text, "day": day}).content.decode()
        for day in (today, "2018-03-01")
    ]
    assert found == [True, False]


def test_an_asker_asks_on_and_changes_the_case(somebody: People, opened: Opened) -> None:
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    own, foreign = opened(asker, "missing_facts"), opened(somebody(Role.CASEWORKER))
    question = taken(expert, asked(asker))
    assert post(signed_in(expert), question, "return", words="Lisa kaasus.") == 302
    client = signed_in(asker)
    assert post(client, question, "facts", words="", case=foreign.number) == 422
    assert post(client, question, "facts", words="", case="") == 422
    assert post(client, question, "facts", words="", case=own.number) == 302
    question.refresh_from_db()
    assert (question.case, question.state) == (own, State.TAKEN)
    assert Event.objects.filter(action="question.about_case", about_id=own.number).exists()
    assert "lisas kaasuse" in page(client, question)
    assert f'value="{own.number}"' in page(client, question)
    answered(expert, question)
    # What was answered is asked on, and goes to whoever answered; here without the case.
    assert post(client, question, "facts", words="Aga kui õpe katkeb?", case="") == 302
    question.refresh_from_db()
    assert (question.case, question.state, question.expert) == (None, State.TAKEN, expert)
    assert "võttis kaasuse ära" in page(client, question)
    assert list(queue(expert)) == [question]
    # The answer to what was asked before is not sent again as it is.
    with pytest.raises(actions.RefusedError, match="facts_added"):
        actions.finish(
            expert, question, approver=None, based_on=question.latest, token=token_hex(12)
        )


def test_a_question_is_found_by_its_number_by_whoever_may_read_it(somebody: People) -> None:
    asker, expert, other = (
        somebody(Role.CASEWORKER), somebody(Role.EXPERT), somebody(Role.CASEWORKER),
    )  # fmt: skip
    question = asked(asker)

    def found(user: User) -> str | None:
        typed = {"asked": question.number.lower()}
        return signed_in(user).post("/search/", typed).get("Location")

    assert found(asker) == found(expert) == f"/questions/{question.number}/"
    assert found(other) is None
    question = published(asker, wish())
    assert found(other) == f"/questions/answers/{question.number}/"
    assert found(somebody(Role.ADMINISTRATOR)) is None


def test_who_approved_sees_what_they_answer_for_and_who_sent_back_gets_to_the_list(
    somebody: People,
) -> None:
    expert, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    question = asked(somebody(Role.CASEWORKER))
    actions.mark(
        expert, question, Importance.ORDINARY, Theme(question.theme), None, needs_second=True,
        based_on=question.latest, token=token_hex(12),
    )  # fmt: skip
    client = signed_in(owner)
    for step, words in (("send-back", "Lisa säte."), ("approve", "")):
        answered(expert, question)
        sent = {"based_on": question.latest, "token": token_hex(12), "words": words}
        assert question.state == State.WAITING
        came = client.post(f"/questions/{question.number}/{step}/", sent, follow=True)
        assert came.status_code == 200, step
        question.refresh_from_db()
    assert question.state == State.ANSWERED
    assert client.get(f"/questions/{question.number}/").status_code == 200
    assert (
        signed_in(somebody(Role.SERVICE_OWNER)).get(f"/questions/{question.number}/").status_code
        == 404
    )


def test_the_same_form_sent_twice_acts_once(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    question = asked(somebody(Role.CASEWORKER))
    client, told = signed_in(expert), {"based_on": question.latest, "token": token_hex(12)}
    for _ in range(2):
        assert client.post(f"/questions/{question.number}/take/", told).status_code == 302
    assert question.steps.count() == 1


def test_what_was_written_is_never_changed_or_deleted(somebody: People) -> None:
    question = answered(somebody(Role.EXPERT), asked(somebody(Role.CASEWORKER)))
    for row in (question.wordings.get(), question.answers.get(), question.steps.first()):
        assert row is not None
        with pytest.raises(TypeError):
            row.save()
        with pytest.raises(TypeError):
            row.delete()


# ------------------------------------------------------------------------------ lists and figures


def test_the_queue_runs_by_due_date_importance_and_theme(somebody: People) -> None:
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    today = localdate()
    rows = [
        (Theme.UNION, 3, 5), (Theme.MAINTENANCE, 3, None), (Theme.UNION, 1, 5),
        (Theme.FAMILY_ALLOWANCES, 3, None), (Theme.PROCEDURE, 3, 1),
    ]  # fmt: skip
    made = []
    for theme, importance, days in rows:
        day = None if days is None else today + timedelta(days)
        what = actions.Wish(f"{theme} {importance}", "?" * 20, theme, Importance(importance), day)
        made.append(asked(asker, None, what))
    expected = [made[4], made[2], made[0], made[3], made[1]]
    assert list(queue(expert).order_by("rank", "pk")) == expected
    desk = signed_in(expert).get("/").content.decode()
    places = [desk.index(f"/questions/{each.number}/") for each in expected]
    assert places == sorted(places)
    shown = signed_in(expert).get("/questions/?whose=queue").content.decode()
    places = [shown.index(f"/questions/{each.number}/") for each in expected]
    assert places == sorted(places)
    taken(expert, made[0])
    assert made[0] not in set(queue(somebody(Role.EXPERT)))


@pytest.mark.parametrize("count", [1, 12])
def test_pages_take_the_same_few_queries_however_many_questions_there_are(
    somebody: People, count: int
) -> None:
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    for _ in range(count):
        asked(asker)
    client = signed_in(expert)
    client.get("/questions/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/questions/")
    told = [each["sql"].split()[0] for each in queries.captured_queries]
    # Session, user, roles, two for the limit of requests; count, keys, rows, views;
    # notices; the trail; whom questions can be handed on to, and their roles.
    assert told.count("SELECT") == 13


def test_figures_tell_times_help_and_repeats_and_lead_to_their_lists(somebody: People) -> None:
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    known = published(asker)
    start = Question.objects.get().made_at
    Question.objects.update(taken_at=start + timedelta(hours=10), answered_at=start + timedelta(3))
    for at in range(2):
        actions.settle(
            asker, Theme.FAMILY_ALLOWANCES, "earlier", known.number, token=f"settled-{at}"
        )
    question = taken(expert, asked(asker))
    client = signed_in(expert)
    form = client.get(f"/questions/{question.number}/?from=earlier:{known.number}").content.decode()
    assert "Ei lõpe, PHS § 17 lg 2" in form
    note = "Ei lõpe, PHS § 17 lg 2. Sinu juhtumil on aasta teine."
    post(client, question, "write", text=note, citations="", do="finish",
         taken_from=f"earlier:{known.number}")  # fmt: skip
    assert Repeat.objects.get().of == known.number
    post(signed_in(asker), question, "helped", helped="no", words="")
    shown = client.get("/questions/figures/?period=30").content.decode()
    assert "5 h / 10 h" in shown
    assert "kordi: 4" in shown
    assert question.number in shown
    listed = client.get("/questions/?helped=no&period=30").content.decode()
    assert question.number in listed
    assert f"/questions/{known.number}/" not in listed
    assert "/questions/?helped=no&amp;period=30" in shown


# ------------------------------------------------------------------------------ publishing


def test_nothing_is_published_before_every_place_is_decided(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    what = wish("Kas Mari Maasikas (48802030014) saab toetust? Elab Pärna tn 5-3.", "Mari küsib")
    text = "Marile makstakse edasi, PHS § 17 lg 2. Vt Tallinna Ringkonnakohus."
    question = answered(expert, asked(somebody(Role.CASEWORKER), None, what), text)
    client = signed_in(expert)
    shown = client.get(f"/questions/{question.number}/publish/").content.decode()
    names = [part.split('"')[0] for part in shown.split('name="was-')[1:]]
    assert len(names) == 5
    sent: dict[str, str] = {
        "subject": what.subject, "asked": what.text, "answer": text, "do": "publish",
        "token": token_hex(12), "based_on": str(question.latest),
    }  # fmt: skip
    address = f"/questions/{question.number}/publish/"
    assert client.post(address, sent).status_code == 422
    for name in names[:-1]:
        sent |= {f"do-{name}": "replace", f"words-{name}": "keegi"}
    half = client.post(address, sent)
    assert half.status_code == 422
    assert "Otsusta, kas asendada või jätta" in half.content.decode()
    assert not Publication.objects.exists()
    last = names[-1]
    sent |= {f"do-{last}": "replace", f"words-{last}": "Mari Maasikale"}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    sent |= {f"do-{last}": "keep", f"reason-{last}": ""}
    assert client.post(address, sent).status_code == 422
    was = {f"was-{name}": value for name, value in _was(shown).items()}
    sent |= {**was, f"do-{last}": "replace", f"words-{last}": "isikule"}
    assert client.post(address, sent).status_code == 302
    row = Publication.objects.get()
    assert row.answer == "Isikule makstakse edasi, PHS § 17 lg 2. Vt Tallinna Ringkonnakohus."
    for gone in ("Mari", "48802030014", "Pärna"):
        assert gone not in row.subject + row.asked + row.answer + row.decided
    assert [each["choice"] for each in json.loads(row.decided)] == ["replace"] * 5
    assert rests_on("answer", [question.number])[question.number] == CITED
    event = Event.objects.get(action="question.published")
    assert json.loads(event.detail)["replaced"] == 5


def test_places_that_are_alike_are_decided_at_once(somebody: People) -> None:
    """Nothing is published by that: whoever publishes still sees every place."""
    expert = somebody(Role.EXPERT)
    what = wish("Kas Mari Maasikas saab toetust? Mari Maasikas elab Tartus.", "Küsimus")
    text = "Mari Maasikas saab. Jaan Tamm ei saa."
    question = answered(expert, asked(somebody(Role.CASEWORKER), None, what), text)
    client, address = signed_in(expert), f"/questions/{question.number}/publish/"
    was = _was(client.get(address).content.decode())
    mari = [name for name, text in was.items() if text == "Mari Maasikas"]
    sent = {
        "subject": what.subject, "asked": what.text, "answer": text, "token": token_hex(12),
        "based_on": str(question.latest), **{f"was-{name}": value for name, value in was.items()},
        f"do-{mari[1]}": "replace", f"words-{mari[1]}": "ema", "do": f"alike {mari[1]}",
    }  # fmt: skip
    page = client.post(address, sent).content.decode()
    assert (len(mari), page.count('value="replace" checked'), page.count('value="ema"')) == (
        3,
        3,
        3,
    )
    rest = client.post(address, sent | {"do": "rest"}).content.decode()
    assert rest.count('value="replace" checked') == len(was)
    assert not Publication.objects.exists()


def _was(shown: str) -> dict[str, str]:
    found = {}
    for part in shown.split('name="was-')[1:]:
        name, _, rest = part.partition('" value="')
        found[name] = rest.split('"')[0]
    return found


def test_an_edited_text_is_looked_through_again_and_a_kept_place_needs_its_reason(
    somebody: People,
) -> None:
    expert = somebody(Role.EXPERT)
    question = answered(expert, asked(somebody(Role.CASEWORKER)))
    client, address = signed_in(expert), f"/questions/{question.number}/publish/"
    sent = {
        "subject": "Õppija saab 19", "asked": "Kas nii?", "answer": "Jah, ütles Peeter Paan.",
        "do": "publish", "token": token_hex(12), "based_on": str(question.latest),
    }  # fmt: skip
    shown = client.post(address, sent)
    assert shown.status_code == 422
    ((name, was),) = _was(shown.content.decode()).items()
    assert was == "Peeter Paan"
    sent |= {f"was-{name}": was, f"do-{name}": "keep", f"reason-{name}": "muinasjutu tegelane"}
    assert client.post(address, sent).status_code == 302
    (decided,) = json.loads(Publication.objects.get().decided)
    assert decided["reason"] == "muinasjutu tegelane"


def test_what_is_published_is_found_by_everybody_and_no_more_once_withdrawn(
    somebody: People,
) -> None:
    expert = somebody(Role.EXPERT)
    question = published(somebody(Role.CASEWORKER))
    stranger = signed_in(somebody(Role.AUDITOR))
    search = stranger.post("/search/", {"asked": "kas õppija lapsetoetus lõpeb"}).content.decode()
    assert f"/questions/answers/{question.number}/" in search
    assert stranger.get(f"/questions/answers/{question.number}/").status_code == 200
    assert stranger.get(f"/questions/{question.number}/").status_code == 403
    assert [each.number for each in fitting("õppija saab 19")] == [question.number]
    assert post(signed_in(expert), question, "withdraw", words="") == 422
    assert post(signed_in(expert), question, "withdraw", words="Seadus muutus.") == 302
    assert fitting("õppija saab 19") == []
    assert rests_on("answer", [question.number]) == {}
    assert stranger.get(f"/questions/answers/{question.number}/").status_code == 404
    admin = signed_in(somebody(Role.ADMINISTRATOR))
    assert admin.get("/questions/answers/").status_code == 403


def test_a_process_takes_in_what_others_publish(somebody: People) -> None:
    asker = somebody(Role.CASEWORKER)
    first = published(asker)
    assert set(every()) == {first.number}
    second = published(asker, wish("Kas elatisabi makstakse?", "Elatisabi", Theme.MAINTENANCE))
    assert set(every()) == {first.number, second.number}
    assert fitting("elatisabi maksmine")[0].number == second.number
    Publication.objects.filter(number=first.number).delete()
    assert set(every()) == {second.number}


def test_an_earlier_answer_tells_what_differs(somebody: People) -> None:
    published(
        somebody(Role.CASEWORKER),
        wish("Isa töötab Soomes, kas 2023. aastal maksab Eesti?", "Isa Soomes", Theme.UNION),
    )
    sent = {"text": "Isa töötab Norras, kas 2026. aastal maksab Eesti?", "theme": "procedure"}
    shown = signed_in(somebody(Role.CASEWORKER)).post("/questions/look/", sent).content.decode()
    assert "Aasta: siin 2026, seal 2023." in shown
    assert "Riik: siin Norra, seal Soome." in shown
    assert "Seal on teema Mitu riiki." in shown


def test_an_answer_whose_law_has_changed_since_says_so(somebody: People) -> None:
    question = published(somebody(Role.CASEWORKER))
    row = Publication.objects.get()
    Publication.objects.filter(pk=row.pk).update(day=DAY - 4 * 365, token=token_hex(12))
    shown = signed_in(somebody(Role.CASEWORKER)).get(f"/questions/answers/{question.number}/")
    assert "vastust on muutunud: PHS § 17 lg 2" in shown.content.decode()


def test_an_expert_is_somebody_who_may(somebody: People) -> None:
    """The library refuses on its own, not only the pages."""
    caseworker: User = somebody(Role.CASEWORKER)
    question = asked(somebody(Role.CASEWORKER))
    with pytest.raises(actions.RefusedError, match="not_expert"):
        actions.take(caseworker, question, based_on=1, token=token_hex(12))
    taken(somebody(Role.EXPERT), question)
    with pytest.raises(actions.RefusedError, match="not_taken"):
        actions.hand(
            somebody(Role.EXPERT), question, Elsewhere.MINISTRY, localdate(), "x",
            based_on=question.latest, token=token_hex(12),
        )  # fmt: skip
    assert Asked.objects.count() == 1


# ------------------------------------------------------------------------------ kept and told


def test_what_is_published_outlives_its_question_and_names_nobody(somebody: People) -> None:
    asker, administrator = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    old, new, waiting = published(asker), published(asker), asked(asker)
    Question.objects.filter(pk__in=(old.pk, waiting.pk)).update(
        changed_at=timezone.now() - timedelta(40)
    )
    set_days(administrator, "question", 30)
    (rows,) = due_rows("question", timezone.now())
    assert list(rows) == [old]
    ask_for_run(administrator)
    assert once("worker")
    assert set(Question.objects.all()) == {new, waiting}
    assert not Asked.objects.filter(question_id=old.pk).exists()
    assert set(every()) == {old.number, new.number}
    assert '"question_deleted": 0' not in Event.objects.get(action="retention.run").detail
    shown = signed_in(asker).get(f"/questions/answers/{old.number}/")
    assert shown.status_code == 200


def test_a_person_is_given_what_was_asked_about_them(somebody: People) -> None:
    asker, auditor = somebody(Role.CASEWORKER), somebody(Role.AUDITOR)
    text = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")
    code = "48802030017"
    told = read_text(
        text.replace("birth: 1988-02-03", f"birth: 1988-02-03\n    personal_code: '{code}'", 1),
        "case.yaml",
    )
    case = open_case(asker, told, title="Kaks last", token="coded")
    about = asked(asker, case, wish("Kas siin on midagi teisiti?"))
    apart = answered(
        somebody(Role.EXPERT), asked(asker, None, wish(f"Isikukood on {code}, mida teha?"))
    )
    other = asked(asker)
    archive, count = export(auditor, code, Kind.REAL, "taotlus", "et")
    assert count == 2
    with zipfile.ZipFile(BytesIO(archive)) as files:
        names = files.namelist()
        index = json.loads(files.read("index.json"))
        events = json.loads(files.read("events.json"))
        asked_of = json.loads(files.read(f"questions/{apart.number}/questions_asked.json"))
    assert index["questions"] == [apart.number]
    assert f"cases/{case.number}/questions_asked.json" in names
    assert code in asked_of[0]["text"]
    assert {each["about_id"] for each in events} == {case.number, about.number, apart.number}
    assert other.number not in str(names)
