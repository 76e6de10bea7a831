"""The law watch: a text that arrives marks exactly what rests on what it changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.statutes.gazette_files import Invented, section
from tests.workbench import acts_of_law
from tests.workbench.conftest import People, signed_in
from tests.workbench.positions import approved
from tests.workbench.questions import published

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.reader import read_text
from perenou.casework.words import Words
from perenou.impact.texts import texts
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.statutes.importer import read_file
from perenou.statutes.store import Store
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import open_case, set_state
from perenou.workbench.cases.models import State
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.worker import once
from perenou.workbench.references import registered
from perenou.workbench.references.registered import Told, refer
from perenou.workbench.tasks.models import Task
from perenou.workbench.watch import actions
from perenou.workbench.watch.among import resting
from perenou.workbench.watch.changing import changing, changing_on
from perenou.workbench.watch.marks import marks_of
from perenou.workbench.watch.models import Arrival, Bill, BillStep, Stage

pytestmark = pytest.mark.django_db

WRITTEN = {
    ("position", "1"): "PHS § 17 lg 2", ("position", "2"): "PHS § 17 lg 1",
    ("position", "3"): "PHS § 17", ("position", "4"): "SÜS § 31",
    ("answer", "1"): "PHS § 57 lg 1", ("answer", "2"): "PHS § 21 lg 1",
    ("exercise", "1"): "PHS § 28 lg 6", ("exercise", "2"): "PHS § 9",
    ("page", "1"): "PHS § 14 lg 2", ("letter", "1"): "PHS § 52 lg 5",
}  # fmt: skip
"""What people wrote, and what it rests on."""

TOUCHED = {
    "norm": {
        "course_of_nineteen", "course_qualifies", "final_class_of_nineteen_ends",
        "right_to_child_allowance",
        "school_year_of_nineteen_ends", "studies_below_secondary", "studies_count",
        "studies_past_nineteen",
        "child_allowance_granted_automatically", "large_family_allowance_granted_automatically",
        "triplets_allowance_granted_automatically", "court_claim_passed",
    },
    "figure": {
        "course_hours_needed", "set_off_share", "set_off_kept_share", "automatic_grant_start",
    },
    "doubt": {"gap_20"},
    "gathered": {
        "large_family_allowance_automatic_for_a_child", "studied_at_nineteen",
        "studies_below_secondary_since",
    },
    "summary": {
        "PHS § 14 lg 2", "PHS § 17", "PHS § 17 lg 2", "PHS § 28 lg 6", "PHS § 57 lg 1",
    },
    "template": {
        "recovery_injunction", "set_off", "information", "grant",
        "other_parent_notice",
    },
    "writing": {
        "position:1", "position:3", "answer:1", "exercise:1", "page:1", "letter:1",
    },
}  # fmt: skip
"""By kind, what rests on one of the five provisions that change."""


def told(keys: Collection[str]) -> Mapping[str, Told]:
    return {key: Told(Labels(f"Kiri {key}", key, key), f"/jobs/{key}/") for key in keys}


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in {kind for kind, _ in WRITTEN}:
        monkeypatch.setitem(registered.TELLERS, kind, f"{__name__}:told")
    for (kind, key), citation in WRITTEN.items():
        refer(kind, key, [Citation.parse(citation)])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which the redaction stands that the rules are written after."""
    folder = tmp_path / "store"
    monkeypatch.setenv("PERENOU_STORE", str(folder))
    with Store(folder) as acts:
        acts.add(read_file(acts_of_law.coded(tmp_path)))
    return folder


@pytest.fixture
def expert(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def arrival(store: Path, tmp_path: Path, expert: User) -> Arrival:
    """The newer redaction, brought through the browser."""
    del store
    answer = bring(signed_in(expert), acts_of_law.newer(tmp_path))
    assert answer.status_code == 302
    return Arrival.objects.latest("pk")


def bring(client: Client, path: Path, **told: str):  # type: ignore[no-untyped-def]
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/watch/bring/", {"file": upload, **told})


def test_a_changed_act_marks_exactly_what_rests_on_its_five_provisions(arrival: Arrival) -> None:
    found: dict[str, set[str]] = {}
    for thing in arrival.things.all():
        found.setdefault(thing.kind, set()).add(thing.name)
    assert found == TOUCHED
    assert arrival.changes == len(acts_of_law.CHANGED) == 5
    assert arrival.touched == arrival.waiting == sum(map(len, TOUCHED.values()))
    places = {line for thing in arrival.things.all() for line in thing.places.split("\n")}
    assert places == set(acts_of_law.CHANGED)


def test_the_page_shows_both_wordings_and_what_rests_on_them(
    arrival: Arrival, expert: User
) -> None:
    page = signed_in(expert).get(f"/watch/{arrival.pk}/").content.decode()
    assert "Muudatusi 5" in page
    for before, after in acts_of_law.CHANGED.values():
        assert before.split()[-1] in page
        assert after.split()[-1] in page
    assert page.count("<del>") >= 5
    thing = arrival.things.get(name="course_qualifies")
    page = signed_in(expert).get(f"/watch/{arrival.pk}/beside/{thing.pk}/").content.decode()
    assert "üheksateistkümnenda" in page
    assert "kahekümnenda" in page
    assert "def course_qualifies" in page
    figure = arrival.things.get(name="set_off_share")
    assert (
        "set_off_share: "
        in signed_in(expert).get(f"/watch/{arrival.pk}/beside/{figure.pk}/").content.decode()
    )


def test_the_same_file_again_is_the_same_arrival(
    arrival: Arrival, expert: User, tmp_path: Path
) -> None:
    answer = bring(signed_in(expert), acts_of_law.newer(tmp_path))
    assert answer["Location"] == arrival.get_absolute_url()
    assert Arrival.objects.count() == 1


@pytest.mark.usefixtures("store")
def test_what_the_rules_are_written_after_is_no_news(expert: User, tmp_path: Path) -> None:
    bring(signed_in(expert), acts_of_law.coded(tmp_path))
    of = Arrival.objects.get()
    assert (of.is_news, of.touched) == (False, 0)
    assert (
        "juba selle või hilisema teksti järgi"
        in signed_in(expert).get(of.get_absolute_url()).content.decode()
    )


@pytest.mark.usefixtures("arrival")
def test_a_corrected_text_is_held_against_what_it_corrects(expert: User, tmp_path: Path) -> None:
    path = acts_of_law.newer(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("kümne päeva", "viie päeva"), "utf-8")
    bring(signed_in(expert), path)
    of = Arrival.objects.latest("pk")
    assert of.way == "replaced"
    assert {(each.kind, each.name) for each in of.things.all()} >= {
        ("writing", "exercise:2"), ("template", "change"),
    }  # fmt: skip
    assert not of.things.filter(name="position:1").exists()
    page = signed_in(expert).get(of.get_absolute_url())
    assert page.status_code == 200


@pytest.mark.usefixtures("store")
def test_a_judgment_marks_what_rests_on_the_provisions_it_cites(
    expert: User, tmp_path: Path
) -> None:
    path = tmp_path / "lahend.md"
    path.write_text("# Põhjendused\n\nKohus kohaldas PHS § 57 lõiget 1.\n", encoding="utf-8")
    refused = bring(signed_in(expert), path)
    assert refused.status_code == 422
    assert "lahend.md" in refused.content.decode()
    assert str(tmp_path) not in refused.content.decode()
    bring(
        signed_in(expert), path, title="Riigikohtu otsus 3-20-1", issuer="Riigikohus",
        date="2026-05-05", kind="kohtulahend",
    )  # fmt: skip
    of = Arrival.objects.get()
    names = {(each.kind, each.name) for each in of.things.all()}
    assert ("norm", "court_claim_passed") in names
    assert ("writing", "answer:1") in names
    assert ("writing", "answer:2") not in names
    client = signed_in(expert)
    page = client.get(of.get_absolute_url())
    assert page.status_code == 200
    # It is made on a day, is in force from none, and is named once.
    for told in (page.content.decode(), client.get("/watch/").content.decode()):
        main = told.partition("<main")[2]
        assert "tehtud 5. mail 2026" in main
        assert "kehtib alates" not in main
        assert "2026-05-05" not in main
        assert "Riigikohtu otsus 3-20-1 · " not in main
    assert "Säte, mida see puudutab" in page.content.decode()
    assert "Muudetud säte" not in page.content.decode()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("name", "content"),
    [("act.xml", b"<oigusakt"), ("act.exe", b"MZ"), ("../../x.xml", b""), ("act.pdf", b"%PDF-1.4"),
     ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(
    expert: User, name: str, content: bytes
) -> None:
    upload = SimpleUploadedFile(name, content)
    answer = signed_in(expert).post("/watch/bring/", {"file": upload, "title": "Minu pealkiri"})
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.content.decode()
    assert "Minu pealkiri" in answer.content.decode()
    assert not Arrival.objects.exists()


def test_one_task_is_given_about_each_chosen_thing_and_never_two(
    arrival: Arrival, expert: User, somebody: People
) -> None:
    colleague = somebody(Role.CASEWORKER)
    things = list(arrival.things.order_by("pk")[:3])
    due = localdate() + timedelta(30)
    form = {
        "chosen": [each.pk for each in things], "do": "tasks", "owner": str(expert.pk),
        "due": due.isoformat(), f"owner-{things[0].pk}": str(colleague.pk),
        f"due-{things[0].pk}": "2027-02-01",
    }  # fmt: skip
    client = signed_in(expert)
    for _ in range(2):
        assert client.post(f"/watch/{arrival.pk}/decide/", form).status_code == 302
    tasks = {task.source_key: task for task in Task.objects.all()}
    assert set(tasks) == {each.source_key for each in things}
    first = tasks[things[0].source_key]
    assert (first.owner, first.due_day) == (colleague, date(2027, 2, 1))
    assert ("arrival", str(arrival.pk)) in {(x.about, x.about_id) for x in first.links.all()}
    arrival.refresh_from_db()
    assert arrival.waiting == arrival.touched - 3
    assert client.get(f"/tasks/{first.pk}/").status_code == 200
    page = client.get(f"/watch/{arrival.pk}/").content.decode()
    assert f'href="/tasks/{first.pk}/"' in page


def test_nothing_has_to_be_done_only_with_a_reason(arrival: Arrival, expert: User) -> None:
    thing = arrival.things.get(name="position:1")
    form = {"chosen": [thing.pk], "do": "aside", "words": ""}
    client = signed_in(expert)
    refused = client.post(f"/watch/{arrival.pk}/decide/", form)
    assert refused.status_code == 422
    assert f'value="{thing.pk}" aria-label' in refused.content.decode()
    client.post(f"/watch/{arrival.pk}/decide/", form | {"words": "Ainult keeleline muudatus"})
    arrival.refresh_from_db()
    assert arrival.waiting == arrival.touched - 1
    assert "Ainult keeleline muudatus" in client.get(f"/watch/{arrival.pk}/").content.decode()


def test_looking_again_finds_what_was_written_since(arrival: Arrival, expert: User) -> None:
    refer("position", "9", [Citation.parse("PHS § 57 lg 1")])
    signed_in(expert).post(f"/watch/{arrival.pk}/look/")
    arrival.refresh_from_db()
    assert arrival.things.filter(name="position:9").exists()
    assert arrival.touched == sum(map(len, TOUCHED.values())) + 1


def test_the_desk_says_whose_rules_are_older_than_the_text(
    arrival: Arrival, expert: User, somebody: People
) -> None:
    page = signed_in(expert).get("/").content.decode()
    block = page.partition('id="watch"')[2].partition("</section>")[0]
    assert "PHS: tekst on uuem kui reeglid" in block
    assert "reegleid üle vaadata 16" in block  # twelve norms and four figures
    assert "Ei ole teada, kas reeglid on ajakohased: 883/2004, 987/2009<" in block
    assert arrival.get_absolute_url() in block
    assert 'id="watch"' not in signed_in(somebody(Role.CASEWORKER)).get("/").content.decode()


def test_what_the_command_line_brought_is_taken_up(
    store: Path, expert: User, tmp_path: Path
) -> None:
    with Store(store) as acts:
        acts.add(read_file(acts_of_law.newer(tmp_path)))
    client = signed_in(expert)
    page = client.get("/watch/acts/").content.decode()
    assert f'value="{acts_of_law.NEWER.id}"' in page
    client.post("/watch/take/", {"redaction": acts_of_law.NEWER.id})
    assert Arrival.objects.get().touched == sum(map(len, TOUCHED.values()))


def test_without_a_store_nothing_breaks(
    expert: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "nowhere"))
    client = signed_in(expert)
    assert "ei ole" in client.get("/watch/acts/").content.decode()
    # Nothing was compared: that is not to say that the rules are up to date.
    block = client.get("/").content.decode().partition('id="watch"')[2].partition("</section>")[0]
    assert "Ei ole teada, kas reeglid on ajakohased: 883/2004, 987/2009, PHS" in block
    assert "/watch/acts/" in block
    assert "Reeglid on ajakohased" not in block
    assert not (tmp_path / "nowhere").exists()


CHANGED_IN_2023 = """
as_of: 2023-01-05
period: {from: 2022-12, to: 2022-12}
people:
  ema: {name: Maarika Välja-Mõeldud, birth: 1990-05-01, residence: [{country: EE}]}
children:
  laps:
    name: Lapse Nimi
    birth: 2015-05-14
    residence: [{country: EE}]
    parents: [{who: ema, role: mother}]
    lives: [{with: [ema], share: full}]
claims:
  - {by: ema, for: all, benefits: [child_allowance], received: 2015-06-01}
otherwise: ordinary
"""


@pytest.mark.usefixtures("store")
def test_past_determinations_that_a_text_changes_are_found_with_the_reason(
    expert: User, tmp_path: Path
) -> None:
    case = open_case(expert, read_text(CHANGED_IN_2023, "case.yaml"), title="Muutub", token="c")
    set_state(expert, case, State.DECIDED)
    closed = open_case(expert, read_text(CHANGED_IN_2023, "case.yaml"), title="Suletud", token="d")
    set_state(expert, closed, State.CLOSED)
    later = CHANGED_IN_2023.replace("2015-05-14", "2025-05-14").replace("2015-06", "2025-06")
    other = open_case(expert, read_text(later, "case.yaml"), title="Ei muutu", token="e")
    act = Invented(id="111012023002", group=acts_of_law.GROUP, abbreviation="PHS",
                   title="Näidishüvitiste seadus", since="2023-01-01")  # fmt: skip
    bring(signed_in(expert), act.write(tmp_path, section("17", text="Toetus.")))
    arrival = Arrival.objects.get()
    asked = signed_in(expert).post(f"/watch/{arrival.pk}/cases/")
    assert once("a worker")
    for address in (asked["Location"], arrival.get_absolute_url()):
        page = signed_in(expert).get(address).content.decode()
        assert f'href="/cases/{case.number}/"' in page
        assert f'href="/cases/{closed.number}/"' not in page
        assert f'href="/cases/{other.number}/"' not in page
        assert "PHS § 17 lg 3" in page
        assert "Maarika" not in page
    job = Job.objects.get()
    assert "Maarika" not in job.result
    (found,) = json.loads(job.result)["changed"]
    assert found["before"] != found["after"]


def test_readers_of_what_rests_on_a_change_are_told_until_something_is_done(
    arrival: Arrival, expert: User, somebody: People
) -> None:
    """Also the reader of the handbook, whose rules do not know the change yet; and of bills."""
    thing = arrival.things.filter(kind="writing").first()
    assert thing is not None
    kind, _, key = thing.name.partition(":")
    (mark,) = changing(kind, key, expert, "et")
    assert (thing.citation in mark.text, mark.address) == (True, arrival.get_absolute_url())
    (other,) = changing(kind, key, somebody(Role.ADMINISTRATOR), "et")
    assert other.address == ""  # nowhere that refuses them
    signed_in(expert).post("/watch/bills/new/", bill_form())
    told = {each.text for each in changing_on([Citation.parse("PHS § 57")], expert, "et")}
    assert any("451 SE" in text and "01.03.2027" in text for text in told)
    assert any("üle vaatamata" in text for text in told)
    actions.set_aside(expert, arrival, [thing], "Jääb nii.")
    assert changing(kind, key, expert, "et") == []


PAGE = "/handbook/guardianship_allowance/"
UNKNOWN = "Kas õigus edaspidi muutub, ei ole siin teada: akti tekst on lisamata (PHS)"


def test_the_handbook_does_not_say_that_nothing_changes_where_nobody_knows(
    expert: User, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(expert)
    assert UNKNOWN not in client.get(PAGE).content.decode()
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "empty"))
    assert UNKNOWN in client.get(PAGE).content.decode()
    monkeypatch.setenv("PERENOU_STORE", str(store))
    path = acts_of_law.newer(tmp_path)
    with Store(store) as acts:  # as the command line takes it in
        acts.add(read_file(path))
    untaken = "Keegi ei ole veel vaadanud, mida see muudab."
    assert untaken in client.get(PAGE).content.decode()
    bring(client, path)
    assert untaken not in client.get(PAGE).content.decode()
    about = "/handbook/child_allowance/"
    assert "PHS § 17 lg 2 muutub alates" in client.get(about).content.decode()
    # Once it is in force the page itself is older than the law, and says so.
    Arrival.objects.update(since=localdate())
    assert "PHS § 17 lg 2 muutus" in client.get(about).content.decode()


def bill_form(**more: str) -> dict[str, str]:
    return {
        "title": "Perehüvitiste seaduse muutmine", "number": "451 SE", "stage": "parliament",
        "day": "2026-11-20", "expected": "2027-03-01", "citations": "PHS § 57 lg 1",
        "token": "abc", **more,
    }  # fmt: skip


def test_a_bill_does_not_take_effect_before_the_day_it_stood_at(expert: User) -> None:
    client = signed_in(expert)
    answer = client.post("/watch/bills/new/", bill_form(expected="2026-11-19"))
    assert answer.status_code == 422
    assert "Eelnõu ei saa jõustuda enne" in answer.content.decode()
    assert client.post("/watch/bills/new/", bill_form(expected="2026-11-20")).status_code == 302


def test_a_bill_tells_what_it_is_expected_to_touch_and_becomes_a_text(
    arrival: Arrival, expert: User
) -> None:
    client = signed_in(expert)
    for _ in range(2):
        made = client.post("/watch/bills/new/", bill_form())
    bill = Bill.objects.get()
    page = client.get(made["Location"]).content.decode()
    assert "Kiri 1" in page  # the answer that rests on § 57
    sent = {"stage": "in_force", "day": "2027-03-01", "arrival": str(arrival.pk), "token": "m"}
    client.post(f"/watch/bills/{bill.pk}/move/", sent)
    bill.refresh_from_db()
    assert (bill.stage, bill.arrival) == (Stage.IN_FORCE, arrival)
    assert [step.stage for step in bill.path.all()] == ["parliament", "in_force"]
    assert bill.called in client.get(arrival.get_absolute_url()).content.decode()
    with pytest.raises(TypeError, match="never changed"):
        BillStep.objects.first().save()  # type: ignore[union-attr]


@pytest.mark.usefixtures("store")
def test_a_bill_that_is_wrong_or_changed_by_another_is_told(expert: User, somebody: People) -> None:
    client = signed_in(expert)
    wrong = client.post(
        "/watch/bills/new/", bill_form(title="x", link="javascript:alert(1)", citations="PHS § 44")
    )
    assert wrong.status_code == 422
    for field in ("title", "link", "citations"):
        assert f'id="{field}-error"' in wrong.content.decode()
    administrator = somebody(Role.ADMINISTRATOR)  # may not open what they would watch
    form = client.get("/watch/bills/new/").content.decode()
    assert f'<option value="{administrator.pk}"' not in form
    client.post("/watch/bills/new/", bill_form())
    bill = Bill.objects.get()
    at = f"/watch/bills/{bill.pk}/change/"
    colleague = signed_in(somebody(Role.SERVICE_OWNER))
    assert colleague.post(at, bill_form(title="Kolleegi oma", based_on="0")).status_code == 302
    told = client.post(at, bill_form(title="Minu oma", based_on="0"))
    assert told.status_code == 409
    assert "Kolleegi oma" in told.content.decode()
    assert 'value="Minu oma"' in told.content.decode()
    dropped = client.post(
        f"/watch/bills/{bill.pk}/move/", {"stage": "dropped", "day": "2027-01-01", "token": "d"}
    )
    assert dropped.status_code == 422


def test_caseworkers_see_and_do_not_run(arrival: Arrival, somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    assert client.get(arrival.get_absolute_url()).status_code == 200
    assert client.get("/watch/bring/").status_code == 403
    assert client.post(f"/watch/{arrival.pk}/decide/").status_code == 403


def test_everything_that_is_done_is_in_the_trail(arrival: Arrival, expert: User) -> None:
    assert Event.objects.filter(action="arrival.came", about_id=str(arrival.pk)).exists()
    actions.set_aside(expert, arrival, arrival.things.all()[:2], "Ei puutu")
    assert Event.objects.filter(action="arrival.aside").exists()


def test_the_page_asks_no_more_for_more_things(arrival: Arrival, expert: User) -> None:
    client = signed_in(expert)
    client.get(arrival.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(arrival.get_absolute_url())
    for at in range(10, 30):
        refer("position", str(at), [Citation.parse("PHS § 57 lg 1")])
    actions.look(expert, arrival)
    with CaptureQueriesContext(connection) as many:
        client.get(arrival.get_absolute_url())
    assert len(many) == len(few) <= 30


def test_what_is_found_is_marked_as_its_pages_are(arrival: Arrival, expert: User) -> None:
    assert set(marks_of("position", ("1", "2", "3", "4"), expert, "et")) == {"1", "3"}
    (said,) = marks_of("answer", ("1",), expert, "et")["1"]
    assert said == changing("answer", "1", expert, "et")[0].text
    page = signed_in(expert).get("/law/PHS_§_57_lg_1").content.decode()
    assert "on sõnastus teine" in page
    assert f'?on={arrival.since}"' in page
    assert "on sõnastus teine" not in signed_in(expert).get("/law/PHS_§_9").content.decode()


@pytest.mark.parametrize("about", ["answer", "position"])
def test_pages_and_hits_of_what_rests_on_it_say_so(somebody: People, about: str) -> None:
    expert, mark = somebody(Role.EXPERT), "on veel otsustamata"
    if about == "answer":
        number = published(somebody(Role.CASEWORKER)).number
        page, text = f"/questions/answers/{number}/", "Kas lapsetoetus lõpeb, kui õppija saab 19?"
    else:
        number = approved(expert, somebody(Role.SERVICE_OWNER)).number
        page, text = f"/positions/{number}/", "Millest päevast jookseb kuue kuu tähtaeg?"
    came = Arrival.objects.create(
        redaction="r", sha256="0", name="PHS", title="PHS", since=date(2027, 1, 1), before="b",
        is_news=True, actor=expert, way="added", changes=1,
    )  # fmt: skip
    came.things.create(
        kind="writing", name=f"{about}:{number}", citation="PHS § 28", places="PHS § 28 lg 2"
    )
    client = signed_in(somebody(Role.CASEWORKER))
    assert mark in client.get(page).content.decode()
    assert mark in client.post("/search/", {"asked": text}).content.decode()
    asks = {"text": f"{text} PHS § 28 lg 2", "theme": "family_allowances"}
    assert mark in client.post("/questions/look/", asks).content.decode()


def test_what_rests_on_a_provision_is_called_as_people_know_it() -> None:
    """A doubt by what it asks; the handbook where it speaks of a provision, not by examples."""
    ((_, things),) = resting([Citation.parse("PHS § 21 lg 1")], 740_000, "et", ("bill", "1"))
    words = Words("et")
    asked = {words.of_law(f"doubt.{key}.what") for key in LAWBOOK.doubts}
    doubts = {each.label for each in things if each.kind == "kahtlus"}
    assert doubts
    assert doubts <= asked
    assert "käsiraamatu osa" not in {each.kind for each in things}
    assert any(each.citation == Citation.parse("PHS § 8 lg 1") for each in texts())
