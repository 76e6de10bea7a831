"""The auditor's pages: who did what and why, as a page, as a file, and whether it is intact."""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone
from tests.workbench.conftest import Opened, People, signed_in

import perenou.workbench
from perenou.language.grammar import LANGUAGES
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, Role
from perenou.workbench.audit.listing import GROUPS
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import record
from perenou.workbench.audit.unusual import FAILED, REFUSED, SEEN, by_kind, unusual
from perenou.workbench.audit.words import about_said, action_said, actions_said
from perenou.workbench.cases.actions import grant
from perenou.workbench.drafts.models import What
from perenou.workbench.frame.models import SavedView
from perenou.workbench.frame.words import say as said
from perenou.workbench.jobs.worker import once
from perenou.workbench.operations.health import Check, Status
from perenou.workbench.operations.openmetrics import page as metrics
from perenou.workbench.positions.models import What as PositionWhat
from perenou.workbench.prose.models import What as Decided
from perenou.workbench.questions.models import What as QuestionWhat
from perenou.workbench.tasks.models import What as Done

pytestmark = pytest.mark.django_db

CODE = Path(perenou.workbench.__file__).parent


def recorded() -> Iterator[tuple[str, int, ast.expr]]:
    """The action of every call of ``record`` in the code, with its place."""
    for file in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name == "record" and len(node.args) > 1:
                    yield f"{file.relative_to(CODE)}:{node.lineno}", node.lineno, node.args[1]


def strings(file: Path) -> dict[str, list[str]]:
    """By name, the texts that a file gives it, whichever branch is taken."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts = [
                each.value for each in ast.walk(node.value)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]  # fmt: skip
            found.setdefault(node.targets[0].id, []).extend(texts)
    return found


_MADE = {
    "f'view.{right.value}'": [f"view.{right.value}" for right in Right],
    "f'task.{what.value}'": [f"task.{what.value}" for what in Done],
    "f'question.{what.value}'": [f"question.{what.value}" for what in QuestionWhat],
    "f'act.{what.value}'": [f"act.{what.value}" for what in What],
    "f'finding.{what.value}'": [f"finding.{what.value}" for what in Decided],
    "f'proposal.{how}'": ["proposal.brought", "proposal.computed"],
    "f'position.{what.value}'": [f"position.{what.value}" for what in PositionWhat],
}
"""Actions whose keys are put together, by how the code puts them."""


def actions() -> dict[str, str]:
    """Every action that is recorded anywhere, with a place that does."""
    found: dict[str, str] = {}
    for place, _, told in recorded():
        if isinstance(told, ast.JoinedStr):
            found |= dict.fromkeys(_MADE[ast.unparse(told)], place)
            continue
        keys = [str(each.value) for each in ast.walk(told) if isinstance(each, ast.Constant)]
        if isinstance(told, ast.Name):
            keys = strings(CODE / place.partition(":")[0])[told.id]
        assert keys, f"{place}: what is recorded here cannot be read from the code"
        found |= dict.fromkeys(keys, place)
    return found


def test_every_action_that_is_recorded_has_words_and_no_other_has() -> None:
    recorded = actions()
    for language in LANGUAGES:
        said = actions_said(language)
        missing = {key: place for key, place in recorded.items() if key not in said}
        assert missing == {}, language
        assert set(said) - set(recorded) == set(), language


def test_what_has_no_words_any_more_is_told_by_its_key() -> None:
    assert action_said("gone.long_ago", "et") == "gone.long_ago"
    assert about_said("gone", "et") == "gone"


def page_of(user: User, **asked: str) -> str:
    answer = signed_in(user).get("/audit/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(page: str) -> int:
    return page.count('<td class="figure"><a href="/audit/')


@pytest.fixture
def auditor(somebody: People) -> User:
    """An auditor."""
    return somebody(Role.AUDITOR)


def test_events_are_found_by_who_what_about_when_and_why(somebody: People, auditor: User) -> None:
    one, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    User.objects.filter(pk=one.pk).update(name="Õie Ööbik")
    record(one, "view.see_case", "case", "2026-0007", purpose="menetlen vaiet")
    record(other, "case.saved", "case", "2026-0008")
    record(other, "refused", "case", "2026-0007")
    assert rows(page_of(auditor, who="Ööbik")) == 1
    assert rows(page_of(auditor, about="2026-0007")) == 2
    assert rows(page_of(auditor, about="2026-0007", action="refused")) == 1
    assert rows(page_of(auditor, action="case.saved")) == 1
    assert rows(page_of(auditor, purpose="vaiet")) == 1
    assert rows(page_of(auditor, action="changed")) == 1
    assert rows(page_of(auditor, until="2020-01-01")) == 0
    assert "Selliseid ei ole" in page_of(auditor, until="2020-01-01")
    assert rows(page_of(auditor, since="2999-01-01")) == 0
    assert rows(page_of(auditor, since="not a day")) > 3


def test_a_refusal_tells_what_was_not_allowed(somebody: People, auditor: User) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    assert client.get("/positions/").status_code == 403
    page = page_of(auditor, action="refused")
    assert "Ligipääs keelati" in page
    right_said = said("right.read_positions", "et")
    assert right_said in page
    event = Event.objects.get(action="refused")
    assert right_said in signed_in(auditor).get(f"/audit/{event.number}/").content.decode()


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_finds_something_of_its_own(
    somebody: People, auditor: User, group: str
) -> None:
    user = somebody(Role.EXPERT)
    for action in ("view.see_case", "case.saved", "audit.exported", "refused", "sign_in"):
        record(user, action)
    expected = 2 if group == "changed" else 1
    assert rows(page_of(auditor, action=group, who=user.username)) == expected


def test_an_event_tells_all_that_it_holds(somebody: People, auditor: User) -> None:
    event = record(somebody(), "case.saved", "case", "2026-0007", detail={"version": 3})
    page = signed_in(auditor).get(f"/audit/{event.number}/").content.decode()
    for part in ("Salvestas kaasuse versiooni", "kaasus 2026-0007", "version", event.seal):
        assert part in page
    assert signed_in(auditor).get("/audit/999999/").status_code == 404


def test_events_go_out_as_files_and_that_is_an_event(somebody: People, auditor: User) -> None:
    record(somebody(), "case.saved", "case", "2026-0007", purpose="=cmd()", detail={"a": 1})
    client = signed_in(auditor)
    text = client.get("/audit/?about=2026-0007&as=csv").content.decode()
    head, row = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert head[3] == "Mida tegi"
    assert row[3] == "Salvestas kaasuse versiooni"
    assert row[5:7] == ["'=cmd()", '{"a": 1}']
    exported = Event.objects.get(action="exported", actor=auditor)
    assert json.loads(exported.detail) == {"filters": "", "rows": 1}
    answer = client.post("/audit/export/?about=2026-0007")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert json.loads(lines[0])["seal"] == Event.objects.get(about_id="2026-0007").seal
    assert Event.objects.filter(action="audit.exported", actor=auditor).count() == 1
    assert client.get("/audit/export/")["Location"] == "/audit/"


def test_what_an_auditor_types_is_kept_in_no_view(auditor: User) -> None:
    keeps = "/views/keep/"
    assert keeps in page_of(auditor, action="view.see_case", order="number")
    assert keeps not in page_of(auditor, action="view.see_case", who="Ööbik")
    client = signed_in(auditor)
    for query in ("action=view.see_case&order=number", "who=Ööbik"):
        client.post(keeps, {"listing": "audit", "query": query, "name": "v", "next": "/audit/"})
    assert list(SavedView.objects.values_list("query", flat=True)) == [
        "action=view.see_case&order=number"
    ]


def test_who_opened_a_restricted_case_why_and_is_it_intact_in_three_clicks(
    somebody: People, opened: Opened, auditor: User
) -> None:
    owner, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case = opened(owner, is_restricted=True)
    grant(owner, case, colleague)
    client = signed_in(colleague)
    address = f"/cases/{case.number}/"
    client.post(f"{address}purpose/", {"purpose": "vaie 12-3/4", "next": address})
    client.get(address)
    found = page_of(auditor, about=case.number, action="seen")  # the first and second click
    assert colleague.name in found
    assert "vaie 12-3/4" in found
    asked = signed_in(auditor).post("/audit/verify/")  # the third
    assert once("a worker")
    page = signed_in(auditor).get(asked["Location"]).content.decode()
    assert "terve" in page
    assert "Kontrolli logi" in page_of(auditor)
    assert Event.objects.filter(action="audit.verified").exists()


def test_a_check_that_finds_something_says_where(somebody: People, auditor: User) -> None:
    event = record(somebody(), "case.saved", "case", "2026-0007")
    Event.objects.filter(pk=event.pk).update(purpose="another")
    asked = signed_in(auditor).post("/audit/verify/")
    waiting = signed_in(auditor).get(asked["Location"]).content.decode()
    assert "data-hx-trigger" in waiting
    once("a worker")
    page = signed_in(auditor).get(asked["Location"], headers={"HX-Request": "true"})
    told = page.content.decode()
    assert "rikutud" in told
    assert f"/audit/{event.number}/" in told
    assert "<html" not in told
    assert "rikutud" in page_of(auditor)


def test_what_no_ordinary_day_has_is_told_to_auditors_and_to_whoever_watches(
    somebody: People,
) -> None:
    busy, curious, refused = (somebody(Role.EXPERT) for _ in range(3))
    begun, at = timezone.now(), count(1_000)

    def events(number: int, days: int, action: str, user: User | None, **told: str) -> None:
        Event.objects.bulk_create(
            Event(number=next(at), at=begun - timedelta(days=days), action=action, actor=user,
                  **{"about_id": str(each), **told})
            for each in range(number)
        )  # fmt: skip

    for user, before in ((busy, SEEN - 1), (curious, SEEN // 4)):
        events(before, 3, "view.see_case", user, about="case")
        events(SEEN, 0, "view.see_case", user, about="case")
        events(SEEN, 0, "view.see_case", user, about="case", about_id="one")  # the same one
    events(REFUSED, 0, "refused", refused)
    events(REFUSED - 1, 0, "refused", busy)
    events(FAILED, 0, "sign_in_failed", None, about="account", about_id=str(refused.pk))
    events(FAILED, 2, "sign_in_failed", None, about="account", about_id=str(busy.pk))
    events(1, 0, "harmful_file", curious)
    now = begun + timedelta(seconds=1)
    assert {(each.kind, each.who, each.number) for each in unusual(now)} == {
        ("seen", curious, SEEN + 1), ("refused", refused, REFUSED), ("failed", refused, FAILED),
        ("harmful", curious, 1),
    }  # fmt: skip
    assert unusual(now + timedelta(days=2)) == []
    page = signed_in(somebody(Role.AUDITOR)).get("/audit/").content.decode()
    assert page.partition('id="unusual"')[2].partition("</section>")[0].count("<li>") == 4
    by_kind.cache_clear()
    assert 'perenou_unusual{kind="seen"} 1' in metrics([Check("database", Status.GOOD)])
