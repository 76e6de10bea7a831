"""Texts in the workbench: brought, marked, mended, handed on, asked for when the law changes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from tests.workbench.conftest import People, signed_in

from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.jobs import worker
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.work import Work
from perenou.workbench.prose.models import Batch, Decision, Text, What
from perenou.workbench.prose.rechecks import follow_law
from perenou.workbench.references.models import Reference
from perenou.workbench.tasks.models import Task
from perenou.workbench.watch.models import Arrival, Touched, Way

pytestmark = pytest.mark.django_db

LETTER = (
    "Lugupeetud Mari Maasikas\n\nÜksikvanema lapse toetus on 80 eurot kuus. "
    "Palume Teil koheselt teatada, kui laps õpib. Helistage 612 1360."
)


def brought(somebody: People, *roles: Role, text: str = LETTER, registers: bool = True) -> Text:
    user = somebody(*(roles or (Role.EXPERT,)))
    sent = {"text": text, "title": "Näidiskiri", "token": "abc", "sort": "letter"}
    if registers:
        sent["registers"] = "1"
    answer = signed_in(user).post(reverse("texts:new"), sent)
    assert answer.status_code == 302, answer.content.decode()
    return Text.objects.get()


def key_of_rule(text: Text, rule: str) -> str:
    from perenou.workbench.prose.checking import checked_of, latest, told_of

    checked = checked_of(latest(text), localdate().toordinal(), "et")
    return next(e.key for e in told_of(text, checked) if e.finding.item == rule)


def test_a_pasted_text_is_marked_beside_its_findings(somebody: People) -> None:
    text = brought(somebody)
    page = signed_in(text.owner).get(text.get_absolute_url()).content.decode()
    assert (text.facts, text.is_registered, text.sort) == (1, True, "letter")
    assert '<mark class="major">80 eurot</mark>' in page
    assert "100 eurot" in page
    assert "koheselt" in page


def test_the_same_form_sent_twice_keeps_one_text(somebody: People) -> None:
    text = brought(somebody)
    sent = {"text": LETTER, "title": "Näidiskiri", "token": "abc"}
    signed_in(text.owner).post(reverse("texts:new"), sent)
    assert Text.objects.count() == 1


def test_an_accepted_change_stands_beside_the_old_and_makes_a_new_version(
    somebody: People,
) -> None:
    text = brought(somebody)
    client = signed_in(text.owner)
    key = key_of_rule(text, "koheselt")
    client.post(reverse("texts:decide", args=[text.pk]), {"do": "accept", "key": key})
    assert Decision.objects.get().what == What.ACCEPTED
    page = client.get(reverse("texts:beside", args=[text.pk])).content.decode()
    assert "<del>koheselt</del>" in page
    assert "<ins>kohe</ins>" in page
    client.post(reverse("texts:adopt", args=[text.pk]))
    text.refresh_from_db()
    assert text.versions_count == 2
    assert "koheselt" not in text.versions.get(number=2).paragraphs
    assert (text.closed, text.checks.count()) == (1, 2)
    assert "80 eurot" in text.versions.get(number=2).paragraphs


def test_a_finding_is_let_stand_only_with_a_reason_and_remembered(somebody: People) -> None:
    text = brought(somebody)
    client, address = signed_in(text.owner), reverse("texts:decide", args=[text.pk])
    key = key_of_rule(text, "stale-figure")
    assert client.post(address, {"do": "dismiss", "key": key, "reason": " "}).status_code == 422
    client.post(address, {"do": "dismiss", "key": key, "reason": "Jutt on eelmisest aastast"})
    text.refresh_from_db()
    assert (text.facts, text.closed) == (0, 1)
    client.post(reverse("texts:again", args=[text.pk]))
    text.refresh_from_db()
    assert text.facts == 0
    client.post(address, {"do": "undo", "key": key})
    text.refresh_from_db()
    assert text.facts == 1


def test_findings_are_handed_on_as_one_task_with_what_is_to_be_written(somebody: People) -> None:
    text = brought(somebody)
    other = somebody(Role.SERVICE_OWNER)
    key = key_of_rule(text, "stale-figure")
    sent = {"owner": str(other.pk), "due": "2030-01-02", "chosen": [key], "token": "t"}
    signed_in(text.owner).post(reverse("texts:hand", args=[text.pk]), sent)
    task = Task.objects.get()
    assert (task.owner, task.due_day) == (other, date(2030, 1, 2))
    assert "100 eurot" in task.text
    assert "koheselt" not in task.text
    assert Decision.objects.get().what == What.HANDED
    text.refresh_from_db()
    assert text.facts == 1, "it is open until the text is changed"


def test_sentences_that_were_compared_with_nothing_stand_on_the_page(somebody: People) -> None:
    text = brought(somebody, text="Teade\n\nKoolitoetus on 50 eurot aastas.")
    page = signed_in(text.owner).get(text.get_absolute_url()).content.decode()
    assert 'id="uncompared"' in page
    assert "ei tunne: Koolitoetus" in page


def test_a_text_is_handed_only_to_those_who_may_open_it(somebody: People) -> None:
    text = brought(somebody)
    stranger = somebody(Role.ADMINISTRATOR)
    page = signed_in(text.owner).get(text.get_absolute_url()).content.decode()
    assert f'<option value="{stranger.pk}"' not in page
    sent = {"owner": str(stranger.pk), "token": "t"}
    answer = signed_in(text.owner).post(reverse("texts:hand", args=[text.pk]), sent)
    assert answer.status_code == 422
    assert not Task.objects.exists()


def test_a_text_that_is_not_registered_is_seen_by_nobody_else(somebody: People) -> None:
    text = brought(somebody, Role.CASEWORKER)
    assert not text.is_registered, "only who keeps the register adds to it"
    other = signed_in(somebody(Role.EXPERT))
    assert other.get(text.get_absolute_url()).status_code == 404
    assert other.post(reverse("texts:forget", args=[text.pk])).status_code == 404
    signed_in(text.owner).post(reverse("texts:forget", args=[text.pk]), {"confirmed": "1"})
    assert not Text.objects.exists()


def test_a_text_of_the_register_is_changed_by_who_keeps_it_only(somebody: People) -> None:
    text = brought(somebody)
    reader = signed_in(somebody(Role.CASEWORKER))
    assert reader.get(text.get_absolute_url()).status_code == 200
    address = reverse("texts:decide", args=[text.pk])
    assert reader.post(address, {"do": "accept_all"}).status_code == 404
    keeper = signed_in(somebody(Role.SERVICE_OWNER))
    assert keeper.post(address, {"do": "accept_all"}).status_code == 302


def test_what_was_typed_never_gets_into_the_trail(somebody: People) -> None:
    text = brought(somebody)
    told = " ".join(Event.objects.values_list("detail", flat=True))
    assert "Maasikas" not in told
    assert "Maasikas" not in str(Text.objects.filter(pk=text.pk).values())


def test_a_text_rests_on_the_provisions_of_the_figures_that_it_states(somebody: People) -> None:
    text = brought(somebody)
    cited = set(Reference.objects.filter(about="text").values_list("citation", flat=True))
    assert any(each.startswith("PHS §") for each in cited)
    assert text.figures == "single_parent_allowance_month"


def test_a_year_after_its_check_a_text_is_asked_for_once(somebody: People) -> None:
    text = brought(somebody)
    follow_law()
    assert not Task.objects.exists()
    Text.objects.update(due_day=localdate() - timedelta(days=1))
    follow_law()
    follow_law()
    assert Task.objects.get().owner == text.owner
    assert Task.objects.get().links.get().about_id == str(text.pk)


def test_a_text_is_asked_for_before_a_figure_that_it_states_changes(somebody: People) -> None:
    text = brought(somebody)
    # Checked before the rise of the allowance on 1 September 2026.
    Text.objects.update(checked_day=date(2026, 8, 20))
    follow_law()
    text.refresh_from_db()
    assert (text.due_why, text.due_day) == ("figure", date(2026, 9, 1))
    assert "01.09.2026" in Task.objects.get().text or "2026" in Task.objects.get().text


def test_a_text_is_asked_for_when_a_new_redaction_touches_it(somebody: People) -> None:
    text = brought(somebody)
    arrival = Arrival.objects.create(
        redaction="1", sha256="0" * 64, name="PHS", title="x", since=date(2027, 3, 1),
        way=Way.ADDED, is_news=True, actor=text.owner,
    )  # fmt: skip
    Touched.objects.create(
        arrival=arrival, kind="writing", name=f"text:{text.pk}", citation="PHS § 19", places="x"
    )
    follow_law()
    text.refresh_from_db()
    assert text.due_why == "law"
    signed_in(text.owner).post(reverse("texts:again", args=[text.pk]))
    follow_law()
    text.refresh_from_db()
    assert text.due_why == "year"


def archive(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in files.items():
            packed.writestr(f"{name}.md", text)
    return made.getvalue()


def test_a_zip_is_checked_in_the_background_with_what_its_texts_say_against_each_other(
    somebody: People,
) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    file = io.BytesIO(archive(
        leht_et="# Üksikvanema lapse toetus\n\nToetus on 100 eurot kuus.",
        leht_en="# Single-parent child allowance\n\nThe allowance is 80 euros a month.",
    ))  # fmt: skip
    file.name = "lehed.zip"
    client.post(reverse("texts:new"), {"file": file, "registers": "1", "token": "zip"})
    worker.once("test")
    assert Job.objects.get().state == JobState.DONE
    batch = Batch.objects.get()
    assert (batch.count, batch.bad) == (2, 1)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "Tekstid räägivad üksteisele vastu" in page
    assert "Tõlge erineb eestikeelsest tekstist" in page
    assert Text.objects.filter(is_registered=True).count() == 2
    for kind in ("html", "xlsx"):
        answer = client.get(reverse("texts:set-file", args=[batch.pk, kind]))
        assert answer.status_code == 200
        assert answer.content
    assert signed_in(somebody(Role.AUDITOR)).get(batch.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("site", ["", "1"])
def test_an_address_that_cannot_be_read_is_told_in_the_report(somebody: People, site: str) -> None:
    client = signed_in(somebody(Role.EXPERT))
    sent = {"address": "http://127.0.0.1:9/leht", "site": site, "token": "sisse"}
    client.post(reverse("texts:new"), sent)
    worker.once("test")
    assert Job.objects.get().state == JobState.DONE
    page = client.get(Batch.objects.get().get_absolute_url()).content.decode()
    assert "aadress viib sisevõrku" in page
    assert not Text.objects.exists()


def test_a_set_can_be_stopped_and_leaves_nothing_half_done(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.EXPERT)
    file = io.BytesIO(archive(a="# A\n\nTekst on siin.", b="# B\n\nTekst on siin."))
    file.name = "lehed.zip"
    signed_in(user).post(reverse("texts:new"), {"file": file, "registers": "1", "token": "zip"})
    reached = Work.reached

    def stopped(work: Work, done: int, steps: int, place: None = None) -> None:
        Job.objects.update(is_cancelled=True)
        reached(work, done, steps, place)

    monkeypatch.setattr(Work, "reached", stopped)
    worker.once("test")
    assert Job.objects.get().state == JobState.CANCELLED
    assert not Text.objects.exists()
    assert Batch.objects.get().report == ""


@pytest.mark.apart
def test_a_word_file_is_given_back_with_the_accepted_changes_tracked(somebody: People) -> None:
    import docx

    from perenou.acts.read.read import read

    made = io.BytesIO()
    file = docx.Document()
    file.add_paragraph("Palume Teil koheselt teatada, kui laps õpib.")
    file.add_paragraph("Üksikvanema lapse toetus on 80 eurot kuus.")
    file.save(made)
    made.seek(0)
    made.name = "kiri.docx"
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    client.post(reverse("texts:new"), {"file": made, "token": "docx"})
    text = Text.objects.get()
    key = key_of_rule(text, "koheselt")
    client.post(reverse("texts:decide", args=[text.pk]), {"do": "accept", "key": key})
    answer = client.get(reverse("texts:file", args=[text.pk, "docx"]))
    after = read(answer.content, "uus.docx")
    assert after.changes == 2
    assert "kohe teatada" in after.text
    assert any("100 eurot" in each.text for each in after.comments)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, "Lisa fail, kleebi tekst või anna aadress."),
        ({"text": "a", "address": "https://x.example/"}, "Lisa korraga üks"),
        ({"address": "ftp://x.example/"}, "See ei ole veebiaadress"),
    ],
)
def test_what_cannot_be_checked_is_refused_and_stays_in_the_form(
    somebody: People, sent: dict[str, str], wrong: str
) -> None:
    answer = signed_in(somebody(Role.EXPERT)).post(reverse("texts:new"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert wrong in page
    assert all(value in page for value in sent.values())


def test_a_field_is_checked_while_it_is_being_written(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    address = reverse("texts:live")
    told = client.post(f"{address}?field=text&place=answer", {"text": LETTER}).content.decode()
    assert "100 eurot" in told
    assert 'id="live-answer"' in told
    many = {"own.reasons": "Lapsetoetus on 60 eurot kuus.", "note": "Sünnitoetus on 300 eurot."}
    told = client.post(f"{address}?field=own.*&place=own", many).content.decode()
    assert "60 eurot" in told
    assert "300" not in told
    assert not Event.objects.filter(action="view.check_text").exists()


def test_the_check_while_writing_can_be_switched_off(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    signed_in(user).post(reverse("frame:look"), {"live": "off"})
    user.refresh_from_db()
    assert user.look == "unchecked"
