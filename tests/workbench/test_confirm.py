"""Whoever deletes something, or changes many things at once, is asked before it is done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.test import Client
from tests.workbench import learning
from tests.workbench.conftest import Opened, People, signed_in

import perenou.workbench
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import Case
from perenou.workbench.entry.actions import begin
from perenou.workbench.entry.models import How
from perenou.workbench.flows import actions as flows
from perenou.workbench.frame.models import SavedView
from perenou.workbench.prose.actions import bring
from perenou.workbench.prose.reading import Read

pytestmark = pytest.mark.django_db

Form = dict[str, object]

CODE: Final = Path(perenou.workbench.__file__).parent

ASKED: Final = frozenset(
    {
        "entry/discarding.py discarded", "flows/views.py delete", "frame/many.py change",
        "frame/views.py drop_view", "learning/course_views.py change",
        "learning/course_views.py withdraw", "privacy/views.py run", "prose/step_views.py forget",
    }
)  # fmt: skip
"""What asks first; the next test sends each of them a form."""

DELETIONS: Final = {
    "accounts/actions.py change": "a role, which the same form gives again",
    "accounts/actions.py take_over_roles": "a role, as the sign-in service tells it",
    "accounts/attempts.py drop_ended_sessions": "its time is over",
    "accounts/attempts.py end": "a session, not data",
    "accounts/attempts.py note": "its time is over",
    "accounts/sources.py count": "its time is over",
    "cases/actions.py hand_over": "an access that ownership takes in",
    "cases/actions.py put_marks": "made anew of what the case says",
    "cases/actions.py unlink": "a link, which the same form makes again",
    "cases/actions.py withdraw": "an access, which the same form gives again",
    "cases/kept_pages.py _keep": "made anew when it is asked for",
    "cases/solving.py keep": "made anew when it is asked for",
    "frame/answered.py _sent_on": "pages that answered forms longest ago",
    "frame/typed.py drop": "typed words that were sent, or left out with a way back",
    "frame/typed.py drop_all": "typed words of whoever signs out",
    "frame/typed.py forget": "its time is over",
    "frame/typed.py keep": "typed words of the form that was left longest ago",
    "drafts/actions.py approve": "typed words that were saved",
    "drafts/actions.py drop": "typed words of an act that was dropped, which stays",
    "drafts/actions.py forget_typed": "typed words that are offered, and the act without them",
    "drafts/actions.py save": "typed words that were saved",
    "entry/actions.py drop": "asked by entry/discarding.py, or saved",
    "flows/actions.py delete": "asked by flows/views.py",
    "flows/keeping.py drop_unread": "nobody went on with it",
    "flows/views.py delete": "asked by itself",
    "flows/working.py measure": "made anew",
    "flows/working.py play": "made anew",
    "frame/views.py drop_view": "asked by itself",
    "interface/calls.py _known": "its time is over",
    "interface/calls.py forget": "its time is over",
    "learning/actions.py drop_part": "asked by learning/course_views.py",
    "learning/actions.py replace_gone": "an exercise that the law has taken away",
    "learning/actions.py withdraw": "asked by learning/course_views.py",
    "learning/stock.py _note_provisions": "made anew",
    "network/actions.py put_to_case": "a link, which is made to the case that is told",
    "practice/actions.py keep": "made anew",
    "practice/keeping.py drop_unfinished": "nobody went on with it",
    "privacy/retention.py _erase": "asked by privacy/views.py, or its time is over",
    "privacy/retention.py _erase_rows": "asked by privacy/views.py, or its time is over",
    "privacy/retention.py set_days": "a setting, which the same form sets again",
    "prose/actions.py forget": "asked by prose/step_views.py",
    "prose/actions.py undo": "a decision, which the same form makes again",
    "questions/actions.py put_marks": "made anew of what the question says",
    "references/registered.py refer": "made anew of what the text says",
    "registers/actions.py forget": "its time is over",
    "registers/actions.py take_over": "what was taken over is kept in the case",
    "tasks/actions.py _take_back_next": "the next one of a task, which closing that makes again",
    "tasks/actions.py unlink": "a link, which the same form makes again",
}
"""By function that deletes rows: who asks first, or why nothing that people keep is lost."""


def functions(named: str) -> Iterator[str]:
    """The functions of the workbench that call something by name, each as ``file function``."""
    for path in sorted(CODE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "migrations" in path.parts or f"{named}(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                called = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
                names = {getattr(each, "attr", getattr(each, "id", "")) for each in called}
                if named in names:
                    yield f"{path.relative_to(CODE)} {node.name}"


def test_every_deletion_is_asked_about_or_loses_nothing_that_people_keep() -> None:
    assert set(functions("delete")) == set(DELETIONS)
    asking = {each for each in functions("asks_first") if not each.endswith(" _asked")}
    assert asking == ASKED
    for why in DELETIONS.values():
        if found := re.match(r"asked by (\S+\.py)", why):
            assert any(each.startswith(found[1]) for each in ASKED), why


def forms(user: User, opened: Opened) -> Iterator[tuple[str, str, Form]]:
    """Of each of ``ASKED``, an address and a form for it."""
    one, two = opened(user), opened(user)
    for do in ("close", "hand_over"):
        other = User.objects.exclude(pk=user.pk).get()
        chosen: Form = {
            "do": do,
            "chosen": [one.number, two.number],
            "to": other.pk,
            "next": "/cases/",
        }
        yield "frame/many.py change", "/cases/many/", chosen
    draft = begin(user, How.FACTS, {"mapping": {"people": {}}})
    yield "entry/discarding.py discarded", f"/entry/new/{draft.key}/facts/", {"do": "discard"}
    log = flows.invent(user, "Logi", token="of a test")
    yield "flows/views.py delete", f"/flows/{log.pk}/delete/", {}
    view = SavedView.objects.create(user=user, listing="cases", name="Minu", query="open=doubts")
    yield "frame/views.py drop_view", "/views/drop/", {"view": view.pk, "next": "/cases/"}
    course = learning.course(user)
    assigned = learning.assigned(user, course, user=user)
    withdraws = f"/learning/courses/{course.pk}/assign/{assigned.pk}/withdraw/"
    yield "learning/course_views.py withdraw", withdraws, {}
    drops: Form = {"do": f"drop {course.parts.get().pk}", "based_on": course.revision}
    yield "learning/course_views.py change", f"/learning/courses/{course.pk}/change/", drops
    for what in ("retention", "rotation"):
        yield "privacy/views.py run", f"/privacy/run/{what}/", {}
    text = bring(user, Read("kiri.txt", "text", "", "[]"), "Kiri", token="of a test")
    yield "prose/step_views.py forget", f"/texts/{text.pk}/forget/", {}


def kept() -> dict[str, list[object]]:
    """Every row of ours but what is written of every request."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label not in ("audit", "sessions")
        and model._meta.label != "accounts.Source"
    }


def test_nothing_is_done_before_somebody_says_yes(somebody: People, opened: Opened) -> None:
    somebody(Role.CASEWORKER)
    user = somebody(*Role)
    client = signed_in(user)
    seen = set()
    for name, address, form in list(forms(user, opened)):
        seen.add(name)
        before = kept()
        asked = client.post(address, form)
        assert asked.status_code == 200, address
        assert kept() == before, address
        says_yes(client, address, asked.content.decode())
        assert kept() != before, address
    assert seen == ASKED
    assert {each.state for each in Case.objects.all()} == {"closed"}


def says_yes(client: Client, address: str, page: str) -> None:
    """Send the form of the page that asks, as a browser does."""
    form = page[page.index(f'action="{address}"') :]
    form = form[: form.index("</form>")]
    fields: dict[str, list[str]] = {"confirmed": ["1"]}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(unescape(value))
    assert '<button class="danger" name="confirmed" value="1">' in form
    assert client.post(address, fields).status_code == 302, address
