"""Proposals: written by sections, computed, moved through their stages, told of in a year."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils.timezone import localdate
from tests.workbench.conftest import People, signed_in
from tests.workbench.proposals import EXAMPLE, begun, computed, found, token

from perenou.proposals.compute import Asked
from perenou.proposals.kept import computed_text
from perenou.proposals.proposal import Origin, Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.worker import once
from perenou.workbench.proposals import actions, computing, invented
from perenou.workbench.proposals.models import Proposal
from perenou.workbench.proposals.on_desk import proposals as block
from perenou.workbench.proposals.rights import for_decision_by, visible_to
from perenou.workbench.proposals.search import found_by
from perenou.workbench.references.registered import citing
from perenou.workbench.tasks.models import Task

pytestmark = pytest.mark.django_db

TODAY = localdate()
FORM = {"title": "Lapsetoetus 100 eurot", "kind": "law", "problem": "Määr on vana."}


@pytest.fixture
def author(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def owner(somebody: People) -> User:
    return somebody(Role.SERVICE_OWNER)


def moved(proposal: Proposal, who: User, *stages: Stage, words: str = "") -> None:
    for stage in stages:
        actions.move(who, proposal, stage, TODAY, words, token=token())
    proposal.refresh_from_db()


def bring(who: User, proposal: Proposal, text: str) -> HttpResponse:
    file = SimpleUploadedFile("arvutus.json", text.encode())
    answer = signed_in(who).post(f"/proposals/{proposal.number}/bring/", {"file": file})
    assert isinstance(answer, HttpResponse)
    return answer


# ------------------------------------------------------------------------------ writing


def test_a_proposal_is_begun_once_with_the_evidence_that_one_came_from(author: User) -> None:
    client = signed_in(author)
    page = client.get("/proposals/new/?from=practice&key=P-12").content.decode()
    assert 'value="P-12"' in page
    assert '<option value="practice" selected>' in page
    told = FORM | {"evidence-0-origin": "practice", "evidence-0-key": "P-12", "token": "abc"}
    for _ in range(2):
        client.post("/proposals/new/", told)
    (proposal,) = Proposal.objects.all()
    assert proposal.number == f"E-{TODAY.year}-001"
    (evidence,) = actions.content_of(actions.latest(proposal)).evidence
    assert (evidence.origin, evidence.key) == (Origin.PRACTICE, "P-12")
    assert "P-12" in client.get(f"/proposals/{proposal.number}/").content.decode()


@pytest.mark.parametrize(
    ("section", "field", "value", "said"),
    [
        ("problem", "title", "", "vajalik"),
        ("problem", "kind", "tore", "Vali loetelust"),
        ("problem", "problem", "Ema on 48501010003.", "isikukood"),
        ("problem", "options-0-said", "hea", "vajalik"),
        ("effects", "minutes", "palju", "täisarv"),
        ("effects", "minutes", "12345678901234", "liiga suur"),
        ("happened", "happened-0-figure", "cost.change", "vajalik"),
        ("force", "due", "2026-13-01", "Sellist kuupäeva"),
        ("reform", "wordings-0-citation", "kuskil", "Viide ei ole arusaadav"),
        ("reform", "reform", "title: x\nsource: y\nrules: /etc/passwd\n", "Siin neid ei käivitata"),
        ("reform", "reform", "title: x\nsource: y\nparameters: {zzz: []}\n", "zzz"),
    ],
)
def test_a_section_that_fails_keeps_what_was_typed_and_says_how_to_cure(
    author: User, section: str, field: str, value: str, said: str
) -> None:
    proposal = begun(author)
    address = f"/proposals/{proposal.number}/write/{section}/"
    told = (FORM if section == "problem" else {}) | {"based_on": "1", field: value}
    answer = signed_in(author).post(address, told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    if value:
        assert f'name="{field}"' in answer.content.decode()
    assert proposal.versions.count() == 1


def test_sections_are_saved_one_by_one_and_leave_the_others_alone(author: User) -> None:
    proposal = begun(author)
    client = signed_in(author)
    told = {
        "based_on": "1", "consulted-0-who": "Ministeerium", "consulted-0-opinion": "Nõus.",
        "consulted-0-taken": "taken", "consulted-1-who": "",
    }  # fmt: skip
    client.post(f"/proposals/{proposal.number}/write/consulted/", told)
    union = {"based_on": "2", "checked-0-question": "periods", "checked-0-answer": "no"}
    client.post(f"/proposals/{proposal.number}/write/union/", union)
    proposal.refresh_from_db()
    content = actions.content_of(actions.latest(proposal))
    assert proposal.latest == 3
    assert content.problem == "Määr on vana."
    assert [each.who for each in content.consulted] == ["Ministeerium"]
    assert [each.question for each in content.checked] == ["periods"]
    page = client.get(f"/proposals/{proposal.number}/compare/?before=1").content.decode()
    assert "<ins>" in page
    assert "Ministeerium" in page


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(
    author: User, owner: User
) -> None:
    proposal = begun(author)
    address = f"/proposals/{proposal.number}/write/problem/"
    signed_in(author).post(address, FORM | {"based_on": "1", "aim": "Esimene."})
    answer = signed_in(owner).post(address, FORM | {"based_on": "1", "aim": "Teine."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Teine." in page
    assert author.name in page
    assert 'name="based_on" value="2"' in page


# ------------------------------------------------------------------------------ stages


def test_a_paper_with_places_to_fill_is_sent_only_by_whoever_was_told_of_them(
    author: User,
) -> None:
    proposal = begun(author)
    moved(proposal, author, Stage.DRAFTED)
    address = f"/proposals/{proposal.number}/move/"
    told = {"stage": "sent", "day": TODAY.isoformat(), "token": "once"}
    asked = signed_in(author).post(address, told)
    proposal.refresh_from_db()
    assert proposal.stage == Stage.DRAFTED
    assert "millised lahendused olid kaalumisel" in asked.content.decode()
    assert signed_in(author).post(address, told | {"confirmed": "1"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.stage == Stage.SENT


def test_who_has_written_decides_nothing_and_a_refusal_needs_a_reason(
    author: User, owner: User
) -> None:
    proposal = begun(author)
    moved(proposal, author, Stage.DRAFTED, Stage.SENT)
    assert [*for_decision_by(owner)] == [proposal]
    assert [*for_decision_by(author)] == []
    address = f"/proposals/{proposal.number}/move/"
    told = {"stage": "accepted", "day": TODAY.isoformat()}
    assert signed_in(author).post(address, told).status_code == 409
    refusal = {"stage": "refused", "day": TODAY.isoformat(), "words": ""}
    answer = signed_in(owner).post(address, refusal)
    assert answer.status_code == 422
    assert "Kirjuta põhjus" in answer.content.decode()
    answer = signed_in(owner).post(address, refusal | {"words": "Ema on 48501010003."})
    assert answer.status_code == 422
    assert "isikukood" in answer.content.decode()
    later = told | {"day": (TODAY + timedelta(1)).isoformat()}
    assert signed_in(owner).post(address, later).status_code == 422
    for _ in range(2):
        signed_in(owner).post(address, refusal | {"words": "Raha ei ole.", "token": "once"})
    proposal.refresh_from_db()
    assert proposal.stage == Stage.REFUSED
    assert proposal.steps.filter(stage=Stage.REFUSED).count() == 1
    page = signed_in(author).get(f"/proposals/{proposal.number}/").content.decode()
    assert "Raha ei ole." in page
    assert signed_in(owner).post(address, told).status_code == 409  # no way from there


def test_an_answer_that_is_waited_for_is_a_task_until_it_comes(author: User, owner: User) -> None:
    proposal = begun(author)

    def expect(due: date) -> None:
        now = actions.latest(proposal)
        content = replace(actions.content_of(now), due=due)
        actions.save(
            author, proposal, content, now.reform, "problem", based_on=now.number, token=token()
        )

    expect(TODAY)
    assert not Task.objects.filter(owner=author).exists()
    moved(proposal, author, Stage.DRAFTED, Stage.SENT)
    expect(TODAY + timedelta(9))
    given = Task.objects.filter(owner=author, links__about_id=proposal.number)
    assert {(task.due_day, task.is_open) for task in given} == {
        (TODAY, False), (TODAY + timedelta(9), True),
    }  # fmt: skip
    moved(proposal, owner, Stage.REFUSED, words="Raha ei ole.")
    assert not any(task.is_open for task in given.all())


def test_whoever_only_reads_sees_no_proposal_in_the_making(author: User, somebody: People) -> None:
    reader = somebody(Role.CASEWORKER)
    proposal = begun(author)
    address = f"/proposals/{proposal.number}/"
    assert signed_in(reader).get(address).status_code == 404
    assert not visible_to(reader).exists()
    assert found_by("Lapsetoetus 100", reader, 5) == []
    assert found_by("Lapsetoetus 100", author, 5) == [proposal]
    moved(proposal, author, Stage.DRAFTED, Stage.SENT)
    assert signed_in(reader).get(address).status_code == 200
    assert signed_in(reader).post(f"{address}move/", {}).status_code == 403
    assert signed_in(reader).get(f"{address}write/problem/").status_code == 403


# ------------------------------------------------------------------------------ computing


def test_a_reform_is_computed_in_the_background_and_what_moves_is_marked(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "Asked", lambda day: Asked(day, families=4, seconds=0))
    monkeypatch.setattr(computing, "code_directory", lambda: None)
    proposal = begun(author)
    client = signed_in(author)
    client.post(f"/proposals/{proposal.number}/compute/")
    assert once("tests")
    job = Job.objects.get(kind=actions.JOB)
    assert (job.state, job.failure) == (JobState.DONE, "")
    run = proposal.runs.get()
    assert str(proposal) in [each.name.partition(":")[2] for each in citing()]
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert "Põhiarvud" in page
    assert "enne" not in page.partition("Põhiarvud")[2].partition("1.2")[0]
    assert not run.is_brought
    actions.keep(author, proposal, 1, found())
    told = replace(found(), figures={**found().figures, "who.winners": 1234})
    actions.keep(author, proposal, 1, told)
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert f"(enne {found().figure('who.winners')})" in page
    assert "Muutunud arve" in page
    assert client.get(f"/proposals/{proposal.number}/chart/0/").content.startswith(b"<?xml")
    assert client.get(f"/proposals/{proposal.number}/chart/99/").status_code == 404


def test_a_reform_that_no_longer_fits_says_so_and_keeps_nothing(author: User) -> None:
    proposal = begun(author, reform="title: x\nsource: y\nparameters: {zzz: []}\n")
    signed_in(author).post(f"/proposals/{proposal.number}/compute/")
    assert once("tests")
    assert not proposal.runs.exists()
    page = signed_in(author).get(f"/proposals/{proposal.number}/").content.decode()
    assert "ei sobi õigusega" in page
    without = begun(author, reform="")
    assert signed_in(author).post(f"/proposals/{without.number}/compute/").status_code == 409


def test_code_in_a_reform_is_never_run(author: User, tmp_path: object) -> None:
    norms = f"{tmp_path}/norms.py"
    with open(norms, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("raise SystemExit('run')")
    reform = f"title: x\nsource: y\nrules: {norms}\n"
    with pytest.raises(computing.NormsError):
        computing.read(reform)
    proposal = begun(author, reform=reform)
    signed_in(author).post(f"/proposals/{proposal.number}/compute/")
    assert once("tests")
    assert json.loads(Job.objects.get().result)["refused"] == "norms"


def test_what_was_computed_elsewhere_is_brought_as_a_file(author: User) -> None:
    proposal = begun(author, reform=EXAMPLE.read_text("utf-8").strip())
    for _ in range(2):  # sent twice, kept once
        assert bring(author, proposal, computed_text(found())).status_code == 302
    assert proposal.runs.get().is_brought
    assert signed_in(author).get(f"/proposals/{proposal.number}/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{}", "ei ole käsu"),
        ("[" * 100_000, "ei ole käsu"),
        ({"groups": {}}, "ei ole käsu"),
        ({"changed": ()}, "ei ole käsu"),
        ({"title": "Lapse 48501010003 toetus"}, "isikukood"),
    ],
)
def test_a_brought_computation_that_breaks_the_page_or_names_somebody_is_refused(
    author: User, wrong: str | dict[str, Any], said: str
) -> None:
    proposal = begun(author, reform="")
    text = wrong if isinstance(wrong, str) else computed_text(replace(found(), **wrong))
    answer = bring(author, proposal, text)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not proposal.runs.exists()


def test_a_computation_of_another_reform_is_not_filed_under_this_one(author: User) -> None:
    proposal = begun(author)  # changes one figure, the example two
    answer = bring(author, proposal, computed_text(found()))
    assert answer.status_code == 422
    assert "teise reformi" in answer.content.decode()
    assert not proposal.runs.exists()


# ------------------------------------------------------------------------------ lists, files


def test_papers_are_files_and_taking_them_is_written_down(author: User) -> None:
    proposal = computed(author)
    for paper, form, begins in (
        ("memorandum", "docx", b"PK"), ("memorandum", "pdf", b"%PDF"), ("letter", "html", b"<!DOC"),
    ):  # fmt: skip
        answer = signed_in(author).get(f"/proposals/{proposal.number}/{paper}/{form}/")
        assert answer.content.startswith(begins)
    assert Event.objects.filter(action="proposal.exported").count() == 3
    assert signed_in(author).get(f"/proposals/{proposal.number}/memo/docx/").status_code == 404


def test_the_register_finds_by_words_numbers_and_provisions(author: User) -> None:
    proposal = computed(author)
    client = signed_in(author)
    for text in ("lapsetoetuse", proposal.number, "PHS § 17 lg 3"):
        page = client.post("/proposals/", {"asked_proposals": text}).content.decode()
        assert f"/proposals/{proposal.number}/" in page, text
    assert proposal.number in client.get("/proposals/?stage=open&kind=law").content.decode()
    assert proposal.number not in client.get("/proposals/?stage=refused").content.decode()
    assert proposal.number in client.get("/proposals/?as=csv").getvalue().decode()


def test_a_year_tells_what_was_proposed_and_what_came_of_it(author: User, owner: User) -> None:
    proposal = computed(author)
    moved(proposal, author, Stage.DRAFTED, Stage.SENT)
    moved(proposal, owner, Stage.REFUSED, words="Raha ei ole.")
    client = signed_in(owner)
    page = client.get("/proposals/yearly/").content.decode()
    assert "Raha ei ole." in page
    expected = found().figure("cost.change") // 100
    assert f"{expected:,}".replace(",", "\u202f") in page
    for form, begins in (("docx", b"PK"), ("xlsx", b"PK")):
        answer = client.get(f"/proposals/yearly/{TODAY.year}/{form}/")
        assert answer.content.startswith(begins)
    assert client.get(f"/proposals/yearly/{TODAY.year - 9}/docx/").status_code == 404


def test_invented_proposals_are_made_once_and_wait_on_the_desk(author: User, owner: User) -> None:
    for _ in range(2):
        invented.load(author, owner)
    assert Proposal.objects.count() == 3
    mine, theirs = block(author, "et"), block(owner, "et")
    assert mine is not None
    assert theirs is not None
    assert len(mine.rows) == 1  # the one in the making
    assert [row.pills[0].text for row in theirs.rows] == ["otsusta"]
