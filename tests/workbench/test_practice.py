"""The audit of practice in the workbench: from a table to what is done about a cluster."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from tests.workbench.conftest import People, signed_in
from tests.workbench.practice import TABLE, done, loaded

from perenou.language.grammar import LANGUAGES, Language
from perenou.pseudonym import pseudonym
from perenou.training.as_if import CHANGES
from perenou.training.misreadings import READINGS
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.frame.apart import ApartError
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.queue import cancel
from perenou.workbench.jobs.work import Progress, Stopped, Work
from perenou.workbench.jobs.worker import DUTIES, once
from perenou.workbench.learning.models import Use
from perenou.workbench.learning.stock import current
from perenou.workbench.practice import actions, cluster_views, reading, running, showing
from perenou.workbench.practice.actions import refuse
from perenou.workbench.practice.keeping import DAYS_UNFINISHED, drop_unfinished
from perenou.workbench.practice.models import Audit, Sender, State
from perenou.workbench.practice.reading import head_of
from perenou.workbench.privacy.crypto import pseudonym_key
from perenou.workbench.proposals.evidence import begun_from, links
from perenou.workbench.proposals.links import new_proposal

pytestmark = pytest.mark.django_db


def sent(client: Client, content: bytes, name: str = "otsused.csv", sender: str = "Amet") -> str:
    answer = client.post(
        reverse("practice:load"),
        {"sender": sender, "token": "abc", "file": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def chosen(**more: str) -> dict[str, str]:
    """What the page of columns is sent with."""
    told = {
        "id": "OTSUS", "family": "PERE", "benefit": "TOETUS", "month": "KUU", "amount": "SUMMA",
        "decided": "OTSUSE KUUPÄEV", "by": "AMETNIK", "office": "ÜKSUS",
        "births": "LASTE SÜNNIAJAD", "child_birth": "LAPSE SÜNNIAEG", "claimed": "TAOTLUSE KUUPÄEV",
        "single": "ÜKSIKVANEM",
    }  # fmt: skip
    return {f"column-{key}": title for key, title in told.items()} | more


@pytest.mark.slow
def test_a_table_becomes_an_audit_and_its_columns_are_remembered(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    columns = sent(client, TABLE.encode())
    page = client.get(columns).content.decode()
    assert '<option value="OTSUSE KUUPÄEV" selected>' in page
    answer = client.post(columns, chosen(resident="yes"))
    job = Job.objects.get(kind="practice.audit")
    assert answer["Location"] == reverse("jobs:show", args=[job.pk])
    assert once("a worker")
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.failure
    audit = Audit.objects.get()
    assert (audit.state, audit.decisions, audit.content) == (State.DONE, 2, "")
    found = showing.found_of(audit)
    assert (found.same, found.differing, found.undecided) == (1, 1, 0)
    names = json.loads(audit.officials)
    # As every other room calls them, whatever becomes of the first key.
    assert names == {pseudonym(pseudonym_key(), "resource", name): name for name in ("a1", "a2")}
    page = client.get(audit.get_absolute_url()).content.decode()
    assert "2 otsust" in page
    # The next table of the same sender needs no telling.
    Sender.objects.filter(name="Amet").update(
        columns=json.dumps({"id": "OTSUS", "benefit": "ASJAOLUD"})
    )
    again = client.post(
        reverse("practice:load"),
        {"sender": "Amet", "token": "d", "file": SimpleUploadedFile("b.csv", TABLE.encode())},
    )["Location"]
    page = client.get(again).content.decode()
    assert '<option value="ASJAOLUD" selected>' in page
    assert "eelmisest tabelist" in page


def test_what_is_missing_is_said_and_what_was_chosen_stays(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    answer = client.post(reverse("practice:load"), {"sender": "", "file": ""})
    assert answer.status_code == 422
    answer = client.post(
        reverse("practice:load"), {"sender": "A", "file": SimpleUploadedFile("a.exe", b"x")}
    )
    assert "Vali CSV-, XLSX- või Parquet-fail." in answer.content.decode()
    audit = loaded(somebody(Role.EXPERT))
    address = reverse("practice:columns", args=[audit.pk])
    told = chosen()
    del told["column-amount"]
    page = client.post(address, told)
    assert page.status_code == 422
    assert "Märgi veel, millises veerus on: määratud summa kuus." in page.content.decode()
    assert '<option value="ÜKSUS" selected>' in page.content.decode()
    assert not Job.objects.exists()


def test_a_broken_file_is_one_message(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    for name, content in (("a.xlsx", b"PK no book"), ("b.parquet", b"PAR1"), ("c.csv", b"")):
        where = client.post(
            reverse("practice:load"),
            {"sender": "A", "token": name[0], "file": SimpleUploadedFile(name, content)},
        )["Location"]
        assert "Failist ei leitud veerge." in client.get(where).content.decode()
    where = sent(client, TABLE.encode("cp1257"))
    assert "ei ole UTF-8 kodeeringus" in client.get(where).content.decode()


@pytest.mark.apart
def test_a_table_is_looked_into_in_a_process_of_its_own(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That has little memory and time, so that no file takes the workbench down."""

    def ended(*_: object) -> dict[str, object]:
        raise ApartError("slow")

    expert = somebody(Role.EXPERT)
    head = head_of(loaded(expert), 2)
    assert head.titles[:2] == ["OTSUS", "PERE"]
    assert head.cells[2] == ("TOETUS", ["lapsetoetus", "lapsetoetus"])
    monkeypatch.setattr(reading, "asked", ended)
    where = reverse("practice:columns", args=[loaded(expert).pk])
    assert "Failist ei leitud veerge." in signed_in(expert).get(where).content.decode()


def test_rows_of_a_table_are_shown_to_whoever_loaded_it_alone(somebody: People) -> None:
    """They name officials, cases and families, and others have no purpose written down."""
    expert = somebody(Role.EXPERT)
    where = reverse("practice:columns", args=[loaded(expert).pk])
    assert "<td>lapsetoetus</td>" in signed_in(expert).get(where).content.decode()
    page = signed_in(somebody(Role.SERVICE_OWNER)).get(where).content.decode()
    assert '<option value="TOETUS" selected>' in page
    assert "<td>lapsetoetus</td>" not in page
    assert "Tabeli ridu näeb ainult see, kes tabeli lisas." in page


def test_a_table_that_nobody_finished_is_dropped_after_some_days(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    finished, old, refused, waiting, fresh = (
        done(expert), *(loaded(expert, each) for each in ("old", "refused", "waiting", "fresh"))
    )  # fmt: skip
    refuse(refused, "no_decisions")
    Audit.objects.filter(pk=waiting.pk).update(state=State.WAITING)
    then = timezone.now() - timedelta(days=DAYS_UNFINISHED, hours=1)
    Audit.objects.exclude(pk=fresh.pk).update(made_at=then)
    assert f"{drop_unfinished.__module__}:{drop_unfinished.__name__}" in DUTIES
    drop_unfinished()
    assert {*Audit.objects.values_list("pk", flat=True)} == {finished.pk, fresh.pk}
    dropped = Event.objects.filter(action="practice.dropped").values_list("about_id", flat=True)
    assert {*dropped} == {str(old.pk), str(refused.pk), str(waiting.pk)}


def test_a_job_that_is_cancelled_stops_and_the_table_can_be_told_anew(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    expert = somebody(Role.EXPERT)
    audit = loaded(expert)
    client = signed_in(expert)
    client.post(reverse("practice:columns", args=[audit.pk]), chosen())
    job = Job.objects.get()

    def endless(folder: object, name: str, held: Audit, reached: Progress) -> running.Found:
        del folder, name, held
        while True:
            reached(1, 2)

    monkeypatch.setattr(running, "found_in", endless)
    job.state, job.worker = JobState.RUNNING, "w"
    job.save()
    cancel(expert, job)
    with pytest.raises(Stopped):
        running.audit(Work(job))
    audit.refresh_from_db()
    assert audit.content


def test_a_job_that_breaks_off_leaves_no_table_at_work_for_ever(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    expert = somebody(Role.EXPERT)
    audit = loaded(expert)
    client = signed_in(expert)
    client.post(reverse("practice:columns", args=[audit.pk]), chosen())

    def broken(*_: object) -> running.Found:
        raise ValueError

    monkeypatch.setattr(running, "found_in", broken)
    assert once("a worker")
    assert Job.objects.get().state == JobState.FAILED
    audit.refresh_from_db()
    assert audit.state == State.REFUSED
    assert audit.content
    assert "programmi vea" in client.get(audit.get_absolute_url()).content.decode()


def test_a_whole_audit_is_taken_along_as_tables(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    audit = done(expert)
    client = signed_in(expert)
    page = client.get(audit.get_absolute_url()).content.decode()
    for form in ("csv", "xlsx"):
        address = reverse("practice:file", args=[audit.pk, form])
        assert address in page
        assert signed_in(somebody(Role.CASEWORKER)).get(address).status_code == 403
    table = client.get(reverse("practice:file", args=[audit.pk, "csv"])).content.decode("utf-8-sig")
    assert len(table.splitlines()) == 41
    assert table.splitlines()[1].endswith(";üksus Lõuna")
    book = client.get(reverse("practice:file", args=[audit.pk, "xlsx"])).content
    assert book.startswith(b"PK")
    details = Event.objects.filter(action="exported", about="practice").values_list("detail")
    assert sorted(json.loads(each)["what"] for (each,) in details) == ["decisions", "tables"]
    assert client.get(reverse("practice:file", args=[audit.pk, "exe"])).status_code == 404


def test_a_cluster_leads_to_what_is_done_about_it(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    audit = done(expert)
    (cluster,) = showing.found_of(audit).clusters
    assert (cluster.place, cluster.decisions) == ("Lõuna", 40)
    client = signed_in(expert)
    page = client.get(audit.get_absolute_url()).content.decode()
    address = reverse("practice:cluster", args=[audit.pk, cluster.key])
    assert address in page
    # The words for the chart are plain text, which the page escapes.
    words = showing.told_audit(audit, showing.found_of(audit), "et")["chart_words"]
    assert isinstance(words, str)
    assert not isinstance(words, SafeString)
    page = client.get(address).content.decode()
    assert reverse("practice:decisions", args=[audit.pk, cluster.key]) in page
    link = re.search(rf'href="({reverse("positions:new")}[^"]*)"', page)
    assert link is not None
    begun = client.get(html.unescape(link[1])).content.decode()
    assert "PHS § 17" in begun
    assert "Kuidas otsustada ühtemoodi? Praktika auditist: " in begun
    assert f"http://testserver{address}" in begun
    table = client.get(f"{address}decisions/?as=csv").content.decode("utf-8-sig")
    assert len(table.splitlines()) == 41
    assert Event.objects.filter(action="exported", about="practice").count() == 1
    assert client.get(f"{address}decisions/?page=1").status_code == 200
    made = client.post(f"{address}course/", {"token": "t"})
    assert made.status_code == 302
    uses = Use.objects.select_related("exercise")
    assert len(uses) == actions.EXERCISES
    for use in uses:
        exercise = current(use.exercise)
        assert exercise is not None
        assert exercise.benefit == cluster.benefit
        assert exercise.is_about(actions.TAUGHT_AS.get(cluster.cause, cluster.cause))


def test_every_cause_that_is_taught_as_another_names_one_that_is_taught() -> None:
    assert set(actions.TAUGHT_AS.values()) <= set(READINGS)
    assert not set(actions.TAUGHT_AS) & {*READINGS, *CHANGES}


def test_a_page_says_no_more_of_a_cluster_than_was_shown(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    audit = done(expert)
    found = json.loads(audit.found)
    (told,) = found["clusters"]
    told |= {"dimension": "everywhere", "place": "", "shared": [["language", "ru"]],
             "kind": "unlike_more", "cause": "like_facts", "over": 61_000, "under": 0}  # fmt: skip
    audit.found = json.dumps(found)
    audit.save(update_fields=["found"])
    client = signed_in(expert)
    where = reverse("practice:cluster", args=[audit.pk, told["key"]])
    page = client.get(where).content.decode()
    assert "Kõigil neil otsustel on sama taotluse keel (ru)." in page
    assert "Kindlalt ei saa öelda, kus see nii on" in page
    whole = unescape(client.get(audit.get_absolute_url()).content.decode())
    clusters = whole.partition('id="clusters"')[2].partition("</table>")[0]
    assert "kokku 610 eurot" in clusters.replace("\xa0", " ")
    assert '<td class="figure">–</td><td class="figure">–</td>' in clusters


def test_a_benefit_told_in_the_table_s_own_words_is_marked_as_estonian(somebody: People) -> None:
    """A page in another language would have it read aloud by that language's rules."""
    expert = somebody(Role.EXPERT)
    audit = done(expert)
    own = "võla tasumine osade kaupa"
    audit.found = audit.found.replace('"child_allowance"', json.dumps(own))
    audit.save(update_fields=["found"])
    client = signed_in(expert)
    assert "<span lang" not in client.get(audit.get_absolute_url()).content.decode()
    expert.language = "en"
    expert.save(update_fields=["language"])
    page = client.get(audit.get_absolute_url()).content.decode()
    assert '<span lang="et">Võla tasumine osade kaupa</span>' in page
    assert f'<td><span lang="et">{own}</span></td>' in page
    assert page.lower().count(own) == page.lower().count(f">{own}</span>")


def test_decisions_that_diverge_by_themselves_are_opened_by_the_same_right(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    expert = somebody(Role.EXPERT)
    for module in (actions, showing):
        monkeypatch.setattr(module, "PART", 2)
    audit = done(expert, wrong=3)
    assert showing.found_of(audit).clusters == ()
    client = signed_in(expert)
    where = reverse("practice:single", args=[audit.pk])
    assert where in client.get(audit.get_absolute_url()).content.decode()
    page = client.get(where).content.decode()
    table = client.get(where, {"as": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(table) == 4
    monkeypatch.setattr(cluster_views, "PAGE_SIZE", 2)
    halves = [client.get(where, {"page": number}).content.decode() for number in (1, 2)]
    for number in ("26-2", "26-6", "26-10"):
        assert f"<td>{number}</td>" in page
        assert sum(row.startswith(f"{number};") for row in table) == 1
        assert sum(f"<td>{number}</td>" in half for half in halves) == 1
    assert "ametnik2" not in page
    event = Event.objects.get(action="exported", about="practice")
    assert json.loads(event.detail)["rows"] == 3
    assert signed_in(somebody(Role.CASEWORKER)).get(where).status_code == 403
    # There is nothing to open where nothing diverges, and of an old audit it is said.
    none = done(expert, "none", wrong=0)
    assert client.get(reverse("practice:single", args=[none.pk])).status_code == 404
    audit.cases.all().delete()
    assert "Selle auditi ajal otsuseid alles ei hoitud." in client.get(where).content.decode()


def test_a_proposal_begins_with_the_cluster_and_leads_back(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    audit = done(expert)
    (cluster,) = showing.found_of(audit).clusters
    key = showing.key_of(audit, cluster.key)
    where = reverse("practice:cluster", args=[audit.pk, cluster.key])
    client = signed_in(expert)
    step = f"{reverse('proposals:new')}?from=practice&key={quote(key, safe='')}"
    assert step in unescape(client.get(where).content.decode())
    begun = begun_from("practice", key)
    (link,) = links(begun)
    assert link.address == where
    assert begun.title.startswith("Lapsetoetus: varasema aja määr (üksus Lõuna")
    assert "Auditis" not in begun.title
    assert f"Auditis {audit.pk} on selliseid otsuseid 40." in begun.problem
    assert link.evidence.said.startswith("lapsetoetus: varasema aja määr (üksus Lõuna, ")
    assert f"Auditis {audit.pk} on selliseid otsuseid 40." in link.evidence.said
    assert link.evidence.said in unescape(client.get(step).content.decode())
    for other in (cluster.key, f"{audit.pk}/none", f"9/{cluster.key}", f"{'9' * 40}/a", "/"):
        (link,) = links(begun_from("practice", other))
        assert (link.evidence.said, link.address) == ("", "")
    # Whoever may write no proposal is offered none.
    assert new_proposal(somebody(Role.TRAINER), "practice", key) == ""


def test_officials_are_pseudonyms_until_they_are_opened_for_a_purpose(somebody: People) -> None:
    audit = done(somebody(Role.EXPERT))
    pages = [
        reverse("practice:show", args=[audit.pk]),
        *(
            reverse(name, args=[audit.pk, showing.found_of(audit).clusters[0].key])
            for name in ("practice:cluster", "practice:decisions")
        ),
    ]
    expert, owner = signed_in(somebody(Role.EXPERT)), signed_in(somebody(Role.SERVICE_OWNER))
    for address in pages:
        assert "ametnik1" not in expert.get(address).content.decode()
    opening = reverse("practice:officials", args=[audit.pk])
    assert expert.post(opening, {"purpose": "Uudishimu"}).status_code == 403
    assert "ametnik1" not in owner.get(opening).content.decode()
    assert owner.post(opening, {"purpose": " "}).status_code == 422
    assert not Event.objects.filter(action="practice.officials").exists()
    page = owner.post(opening, {"purpose": "Vestlus ametnikuga"}).content.decode()
    assert "ametnik11" in page
    event = Event.objects.get(action="practice.officials")
    assert (event.purpose, event.about_id) == ("Vestlus ametnikuga", str(audit.pk))


def test_an_audit_is_laid_beside_an_earlier_one_and_a_sample_is_drawn(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    done(expert, "first", wrong=40)
    later = done(expert, "second", wrong=0)
    client = signed_in(expert)
    page = client.get(reverse("practice:compare", args=[later.pk])).content.decode()
    assert "vähenenud" in page
    address = reverse("practice:sample", args=[later.pk])
    assert client.get(address, {"size": "x"}).status_code == 200
    drawn = [
        client.get(address, {"size": "30", "as": "csv"}).content.decode("utf-8-sig").splitlines()
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 31


def test_points_are_counted_as_the_language_counts() -> None:
    told = {
        language: [say("practice.sample.too_many", language, error=error) for error in (5, 2, 1)]
        for language in LANGUAGES
    }
    wanted: dict[Language, tuple[str, ...]] = {
        "et": ("±5 protsendipunkti", "±2 protsendipunkti", "±1 protsendipunkt"),
        "en": ("±5 percentage points", "±2 percentage points", "±1 percentage point"),
        "ru": ("±5 процентных пунктов", "±2 процентных пункта", "±1 процентный пункт"),
    }
    for language, forms in wanted.items():
        for text, form in zip(told[language], forms, strict=True):
            assert re.search(rf"{form}\b", text.replace("\xa0", " "))


def test_a_course_is_one_to_learn_from_and_what_happened_is_a_history() -> None:
    words: dict[Language, str] = {"et": "kursus", "en": "course", "ru": "курс"}
    for language, word in words.items():
        for key in ("practice.step.course", "practice.course.made"):
            assert word in say(key, language).casefold()
    for key in ("positions.course", "questions.course.title", "proposals.course",
                "drafts.steps.title"):  # fmt: skip
        assert say(key, "en") == "History"
