"""The desk and what a reader chooses of the frame."""

from __future__ import annotations

import ast
import inspect
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from tests.workbench.acts import handed_over
from tests.workbench.conftest import Opened, People, signed_in

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.checking import ask_for_check
from perenou.workbench.audit.trail import record
from perenou.workbench.audit.unusual import REFUSED
from perenou.workbench.cases.models import Access, Case
from perenou.workbench.desk.sources import SOURCES
from perenou.workbench.frame.reader import Look
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.worker import once

pytestmark = pytest.mark.django_db


def block(page: str, key: str) -> str:
    """The part of the desk under a heading."""
    return page.partition(f'id="{key}"')[2].partition("</section>")[0]


def test_the_desk_shows_deadlines_own_cases_what_was_seen_and_jobs(
    somebody: People, opened: Opened
) -> None:
    user, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    mine, other, foreign = opened(user), opened(colleague), opened(colleague)
    Access.objects.create(case=other, user=user, granted_by=colleague)
    day = localdate() + timedelta(3)
    Case.objects.filter(pk__in=[other.pk, foreign.pk]).update(due_day=day)
    ask(user, "solve_again", {})
    client = signed_in(user)
    client.get(f"/cases/{other.number}/")
    page = client.get("/").content.decode()
    assert other.number in block(page, "due")
    assert 'class="pill due">kahe nädala jooksul<' in block(page, "due")  # never by colour alone
    assert mine.number in block(page, "mine")
    assert other.number not in block(page, "mine")
    assert other.number in block(page, "seen")
    assert mine.number not in block(page, "seen")
    assert "Avatud kaasuste ülearvutamine" in block(page, "jobs")
    assert foreign.number not in page


def test_an_act_waits_on_the_desk_of_whoever_is_to_review_it(
    somebody: People, opened: Opened
) -> None:
    author, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    act = handed_over(author, opened(author), expert)
    waits = block(signed_in(expert).get("/").content.decode(), "waiting")
    assert f'href="{act.get_absolute_url()}"' in waits
    assert "ootab sinu ülevaatust" in waits
    assert act.get_absolute_url() not in block(
        signed_in(author).get("/").content.decode(), "waiting"
    )


def test_what_was_seen_is_shown_no_longer_once_it_may_not_be_seen(
    somebody: People, opened: Opened
) -> None:
    user, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case = opened(colleague)
    access = Access.objects.create(case=case, user=user, granted_by=colleague)
    client = signed_in(user)
    client.get(f"/cases/{case.number}/")
    assert case.number in client.get("/").content.decode()
    access.delete()
    assert case.number not in client.get("/").content.decode()


def test_an_empty_desk_says_what_to_do_next(somebody: People) -> None:
    page = signed_in(somebody(Role.CASEWORKER)).get("/").content.decode()
    assert "Alusta uuest kaasusest" in page
    assert 'href="/entry/new/"' in page
    # Who opens no case is not told to open one.
    owner = signed_in(somebody(Role.SERVICE_OWNER))
    assert "Alusta uuest kaasusest" not in owner.get("/").content.decode()
    cases = owner.get("/cases/").content.decode()
    assert "Alusta uuest kaasusest" not in cases
    assert "küsi ligipääsu selle omanikult" in cases


def test_an_auditor_is_told_how_the_trail_stands(somebody: People, opened: Opened) -> None:
    auditor, owner = somebody(Role.AUDITOR), somebody(Role.CASEWORKER)
    case = opened(owner, is_restricted=True)
    page = block(signed_in(auditor).get("/").content.decode(), "trail")
    assert "Logi ei ole siin veel kontrollitud" in page
    assert "viimase ööpäevaga: 0" in page
    for _ in range(2):
        record(owner, "view.see_case", "case", case.number)
    for _ in range(REFUSED):
        record(owner, "refused", detail={"right": "teach"})
    ask_for_check(auditor)
    page = block(signed_in(auditor).get("/").content.decode(), "trail")
    assert "kontrollin" in page
    once("test")
    page = block(signed_in(auditor).get("/").content.decode(), "trail")
    assert "terve" in page
    assert "viimase ööpäevaga: 1" in page
    assert "palju keelamisi" in page
    assert 'id="trail"' not in signed_in(owner).get("/").content.decode()


def test_an_administrator_is_told_whom_to_add_and_who_is_locked_out(somebody: People) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    page = block(client.get("/").content.decode(), "people")
    assert "Siin oled ainult sina" in page
    assert 'href="/account/users/new/"' in page
    every = [somebody(role) for role in Role if role not in (Role.ADMINISTRATOR, Role.TRAINER)]
    page = block(client.get("/").content.decode(), "people")
    assert "koolitaja" in page
    assert "ekspert" not in page
    somebody(Role.TRAINER)
    assert "Igal rollil on täitja" in block(client.get("/").content.decode(), "people")
    every[0].locked_until = timezone.now() + timedelta(minutes=5)
    every[0].save()
    page = block(client.get("/").content.decode(), "people")
    assert "Lukus kontosid: 1" in page
    assert ">lukus</option>" in client.get("/account/users/").content.decode()


@pytest.mark.parametrize(
    ("told", "look"),
    [
        ("", Look()),
        ("dark", Look("dark")),
        ("light.folded", Look("light", is_folded=True)),
        ("folded", Look(is_folded=True)),
        ('"><script>.folded.pink', Look(is_folded=True)),
    ],
)
def test_a_look_is_read_from_what_is_kept_and_nothing_else_is(told: str, look: Look) -> None:
    assert Look.read(told) == look
    assert Look.read(str(look)) == look


def test_theme_and_rail_are_chosen_apart(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    client = signed_in(user)
    client.post("/look/", {"theme": "dark"})
    answer = client.post("/look/", {"rail": "folded"}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    user.refresh_from_db()
    assert user.look == "dark.folded"
    page = client.get("/").content.decode()
    assert 'data-theme="dark" data-rail="folded"' in page
    client.post("/look/", {"theme": "", "rail": "open"})
    page = client.get("/").content.decode()
    assert "data-theme" not in page
    assert 'data-rail="folded"' not in page


@pytest.mark.parametrize(
    ("day", "is_marked"),
    [
        ("2024-03-01", True),
        ("", False),
        ("nonsense", False),
        ("2016-12-31", False),
        ("2028-01-01", False),
        (date.today().isoformat(), False),  # noqa: DTZ011
    ],
)
def test_another_day_of_the_law_is_marked_and_led_back_from(
    somebody: People, day: str, is_marked: bool
) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    client.post("/law-day/", {"day": day, "next": "/cases/"})
    page = client.get("/cases/").content.decode()
    assert ('class="other-day"' in page) is is_marked
    client.post("/law-day/", {"day": "", "next": "/cases/"})
    assert 'class="other-day"' not in client.get("/cases/").content.decode()


def test_the_keys_have_a_page_of_their_own(somebody: People) -> None:
    page = signed_in(somebody(Role.CASEWORKER)).get("/keys/").content.decode()
    assert "<kbd>g</kbd> <kbd>k</kbd>" in page


def test_every_block_has_its_words() -> None:
    """Also blocks that the invented data do not fill, such as of failed sign-ins."""
    known = {
        each: Catalogue.load("perenou.workbench", "texts").templates(each) for each in LANGUAGES
    }
    keys: set[str] = set()
    for source in SOURCES:
        tree = ast.parse(inspect.getsource(import_module(source.partition(":")[0])))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Block":
                key = ast.literal_eval(call.args[0])
                keys |= {f"desk.{key}", *([f"desk.more.{key}"] if len(call.args) > 2 else [])}
                # A block that is left out while it is empty needs no words for that.
                if not isinstance(parent_of(tree, call), ast.IfExp):
                    keys.add(f"desk.none.{key}")
    assert len(keys) > 2 * len(SOURCES)
    for language, told in known.items():
        assert keys <= set(told), language


def parent_of(tree: ast.AST, node: ast.AST) -> ast.AST:
    return next(each for each in ast.walk(tree) if node in ast.iter_child_nodes(each))
