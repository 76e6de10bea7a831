"""Positions against the law: what contradicts them, which doubts they settle, how cases follow."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in
from tests.workbench.positions import approved, begun, saying, token, waiting

from perenou.casework.case_file.reader import read, read_text
from perenou.casework.receipt import from_json, verify
from perenou.statutes.documents import read_document
from perenou.statutes.store import VARIABLE, Store
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.solving import answered, latest
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.worker import once
from perenou.workbench.positions import actions
from perenou.workbench.positions.conflicts import Conflict, conflicts_of
from perenou.workbench.positions.models import Position
from perenou.workbench.positions.readings import solved

pytestmark = pytest.mark.django_db

EXAMPLE = "third_child_born_in_october"
"""As of 24 November 2026; its first month is paid pro rata by the days of the month."""

TAKES = {"doubt": "gap_1", "reading": "thirty_days"}


@pytest.fixture
def author(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def owner(somebody: People) -> User:
    return somebody(Role.SERVICE_OWNER)


def since(position: Position, day: date) -> None:
    """Let it have been approved on an earlier day."""
    Position.objects.filter(pk=position.pk).update(approved_on=day)


def found(position: Position) -> dict[str, Conflict]:
    position.refresh_from_db()
    made = conflicts_of(position, actions.latest(position), "et")
    return {each.key: each for each in made}


# ------------------------------------------------------------------------------ conflicts


def test_positions_of_one_time_answered_otherwise_contradict_each_other(
    author: User, owner: User
) -> None:
    mine = saying("PHS § 60 lg 1", answer="Jah.", since=date(2021, 1, 1))
    one = approved(author, owner, mine)
    other = approved(author, owner, saying("PHS § 60", answer="Ei."))
    approved(author, owner, saying("PHS § 60", answer="Jah."))
    approved(author, owner, saying("PHS § 60 lg 2", answer="Ei."))
    approved(author, owner, saying("PHS § 60", answer="Ei.", until=date(2020, 1, 1)))
    begun(author, saying("PHS § 60", answer="Ei."))
    later = saying("PHS § 60 lg 1", answer="Jah.", since=date(2025, 1, 1))
    dated = approved(author, owner, later)
    assert set(found(one)) == {f"position:{other.number}"}
    assert f"position:{other.number}" in found(dated)


def test_a_draft_that_settles_a_doubt_otherwise_contradicts_what_holds(
    author: User, owner: User
) -> None:
    """Also where both rest on different provisions: the writer sees it before anybody approves."""
    held = approved(author, owner, saying("PHS § 7 lg 1", doubt="gap_1", answer="Päevade järgi."))
    draft = begun(author, saying("PHS § 31", **TAKES, answer="Alati 30 päeva."))
    (only,) = (each for each in found(draft).values() if each.kind == "position")
    assert (only.key, only.citation) == (f"position:{held.number}", "PHS § 7 lg 1")


def test_what_supersedes_does_not_contradict_what_it_supersedes(author: User, owner: User) -> None:
    old = approved(author, owner, saying("PHS § 60", answer="Jah."))
    new = waiting(author, saying("PHS § 60", answer="Ei."), old)
    assert found(new) == {}
    assert found(old) == {}


def test_rules_and_figures_that_begin_later_contradict(author: User, owner: User) -> None:
    position = approved(author, owner, saying("PHS § 17 lg 2"))
    assert not [key for key in found(position) if key.startswith("rule:child_allowance")]
    since(position, date(2022, 12, 1))
    newer = {key: each for key, each in found(position).items() if each.kind == "rule"}
    assert newer
    assert all(each.day is not None and each.day > date(2022, 12, 1).toordinal()
               for each in newer.values())  # fmt: skip


def test_a_judgment_that_came_later_contradicts_until_it_is_answered(
    author: User, owner: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "store"))
    page = tmp_path / "otsus.html"
    page.write_text(
        '<html><head><meta name="kind" content="kohtuotsus"><meta name="issuer" content="Kohus">'
        f'<meta name="date" content="{localdate().isoformat()}"><title>Otsus 3-99-1</title></head>'
        "<body><p>Kohus kohaldas PHS § 60 lõiget 1.</p></body></html>",
        encoding="utf-8",
    )
    with Store(tmp_path / "store") as store:
        store.add(read_document(page))
    position = approved(author, owner, saying("PHS § 60 lg 1"))
    far = approved(author, owner, saying("PHS § 61"))
    (conflict,) = found(position).values()
    assert (conflict.kind, conflict.title, conflict.note) == ("decision", "Otsus 3-99-1", None)
    assert found(far) == {}
    address = f"/positions/{position.number}/conflict/"
    signed_in(author).post(address, {"conflict": conflict.key, "note": "Teine olukord."})
    (answered_one,) = found(position).values()
    assert answered_one.note is not None
    other = {"conflict": "decision:of nobody", "note": "x"}
    assert signed_in(author).post(address, other).status_code == 409
    page_text = signed_in(author).get(f"/positions/{position.number}/").content.decode()
    assert "Teine olukord." in page_text


# ------------------------------------------------------------------------------ readings


def test_a_case_is_solved_by_the_reading_of_a_position_and_says_so(
    author: User, owner: User, opened: Opened
) -> None:
    case = opened(author, EXAMPLE)
    before = answered(latest(case)).made
    position = approved(author, owner, saying("PHS § 7 lg 1", **TAKES))
    # It was not known on the day of the question, so that nothing changes.
    assert answered(latest(case)).made.total == before.total
    since(position, date(2026, 11, 1))
    after = answered(latest(case)).made
    assert after.total[0] - before.total[0] == 1242
    assert "gap_1" not in {each.key for each in after.doubts}
    page = signed_in(author).get(f"/cases/{case.number}/").content.decode()
    assert f"/positions/{position.number}/" in page
    # What was determined with the version stays as it was, and can be made again.
    kept = from_json(latest(case).receipt)
    assert kept.answer == before.receipt.answer
    assert verify(kept, read(EXAMPLES / f"{EXAMPLE}.yaml")) == []
    assert verify(after.receipt, read(EXAMPLES / f"{EXAMPLE}.yaml")) == []


def test_it_stops_on_the_day_on_which_the_position_ends(author: User, owner: User) -> None:
    case = read(EXAMPLES / f"{EXAMPLE}.yaml")
    position = approved(author, owner, saying("PHS § 7 lg 1", **TAKES))
    since(position, date(2026, 11, 1))
    assert solved(case).readings
    Position.objects.filter(pk=position.pk).update(state="withdrawn", ended_on=date(2026, 11, 20))
    assert not solved(case).readings
    assert solved(case, date(2026, 11, 19).toordinal()).readings


def test_a_position_must_hold_for_every_month_asked_about(author: User, owner: User) -> None:
    case = read(EXAMPLES / f"{EXAMPLE}.yaml")
    position = approved(author, owner, saying("PHS § 7 lg 1", **TAKES, since=date(2026, 10, 1)))
    since(position, date(2026, 11, 1))
    assert not solved(case).readings  # September is asked about, too


def test_a_position_is_told_only_where_its_reading_decides(author: User, owner: User) -> None:
    case = read(EXAMPLES / f"{EXAMPLE}.yaml")
    position = approved(author, owner, saying("PHS § 7 lg 1", **TAKES))
    idle = approved(author, owner, saying("PHS § 31", doubt="gap_43", reading="event_day_counts"))
    for each in (position, idle):
        since(each, date(2026, 11, 1))
    made = solved(case)
    assert set(made.reading_reasons.values()) == {position.number}
    assert "event_day_counts" in made.readings.values()  # taken, though nothing hangs on it


def test_the_reading_that_a_case_chooses_itself_stays(author: User, owner: User) -> None:
    text = (EXAMPLES / f"{EXAMPLE}.yaml").read_text(encoding="utf-8")
    own = read_text(text + "\nreadings: {child_allowance_amount: calendar_days}\n", "own.yaml")
    position = approved(author, owner, saying("PHS § 7 lg 1", **TAKES))
    since(position, date(2026, 11, 1))
    assert solved(own).readings == {"child_allowance_amount": "calendar_days"}


def test_a_doubt_of_a_case_links_the_position_that_confirms_its_reading(
    author: User, owner: User, opened: Opened
) -> None:
    case = opened(author, EXAMPLE)
    position = approved(author, owner, saying("PHS § 7 lg 1", doubt="gap_1"))
    client = signed_in(author)
    assert position.number not in client.get(f"/cases/{case.number}/").content.decode()
    since(position, date(2026, 11, 1))
    assert position.number in client.get(f"/cases/{case.number}/").content.decode()


def test_the_expert_writes_a_position_from_the_doubt_of_a_case(
    author: User, opened: Opened, somebody: People
) -> None:
    owner = somebody(Role.CASEWORKER)
    case = opened(owner, EXAMPLE)
    link = "/positions/new/?doubt=gap_1&amp;citations=PHS%20%C2%A7%207%20lg%201"
    assert link in signed_in(author).get(f"/cases/{case.number}/").content.decode()
    assert link not in signed_in(owner).get(f"/cases/{case.number}/").content.decode()
    form = signed_in(author).get("/positions/new/?doubt=gap_1&citations=PHS § 7 lg 1")
    page = form.content.decode()
    assert '<option value="gap_1" selected>' in page
    assert ">PHS § 7 lg 1</textarea>" in page


def test_two_positions_never_solve_one_doubt_of_one_time_by_two_readings(
    author: User, owner: User
) -> None:
    old = approved(author, owner, saying("PHS § 7 lg 1", **TAKES))
    other = waiting(author, saying("PHS § 7 lg 1", doubt="gap_1", answer="Päevade järgi."))
    with pytest.raises(actions.RefusedError, match="other_reading") as refused:
        actions.approve(owner, other, competence="x", based_on=1, token=token())
    assert refused.value.other == old.number
    instead = saying("PHS § 7 lg 1", doubt="gap_1", answer="Asendab.")
    approved(author, owner, instead, supersedes=old)


# ------------------------------------------------------------------------------ what it touches


def test_whoever_approves_sees_what_a_reading_changes_before(
    author: User, owner: User, opened: Opened
) -> None:
    """Cases, months and euros are counted of cases that they may not open, and none is named."""
    case = opened(author, EXAMPLE)
    position = waiting(author, saying("PHS § 7 lg 1", **TAKES))
    client = signed_in(owner)
    address = f"/positions/{position.number}/"
    job_page = client.post(f"{address}touches/")["Location"]
    assert once("tests")
    assert json.loads(Job.objects.get().result) == {
        "looked": 1, "changed": 1, "months": 1, "least": 1242, "most": 1242, "unsolved_count": 0,
    }  # fmt: skip
    for page in (client.get(job_page), client.get(address)):
        text = unescape(page.content.decode()).replace("\xa0", " ").replace("\u202f", " ")
        assert "Teisiti makstaks 1 kuu eest, kokku 12,42 eurot" in text
        assert case.number not in text
    assert "lapsetoetus" in text  # what else rests on the provision
