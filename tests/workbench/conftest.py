"""People and cases for the tests of the workbench."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from tests.solved import EXAMPLES as EXAMPLES
from tests.solved import solved
from tests.workbench.markup import unnamed

from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.types import Day
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import open_case
from perenou.workbench.cases.models import Case
from perenou.workbench.drafts import checking
from perenou.workbench.frame.apart import ApartError
from perenou.workbench.jobs import work
from perenou.workbench.positions import readings
from perenou.workbench.practice import reading as practice_reading
from perenou.workbench.prose import reading as prose_reading

ALL: Final = os.environ.get("PAGES") == "all"
"""Whether every page and path is walked in every language, as `make pages` does."""

PASSWORD = "a long password of the tests"

People = Callable[..., User]
Opened = Callable[..., Case]
OpenedPage = Callable[..., Page]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables as they are now, with all migrations noted that lead there."""
    del django_db_setup
    with django_db_blocker.unblock():
        call_command("migrate", fake=True, interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread does not see what a test has not committed, and would take a job for ended."""
    monkeypatch.setattr(work, "BEAT", 3600.0)


@pytest.fixture(autouse=True)
def _answers_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is brought is read in this process: each of its own would import the checker anew.

    Tests marked ``apart`` hold each of the modules that read to answering from one of its own.
    """
    if request.node.get_closest_marker("apart") is not None:
        return

    def asked(module: str, question: Mapping[str, object], content: bytes) -> Mapping[str, object]:
        told = json.loads(json.dumps(question))
        try:
            answer: Mapping[str, object] = import_module(module).answer(told, content)
        except Exception as error:
            raise ApartError("broken") from error
        found: Mapping[str, object] = json.loads(json.dumps(answer))
        return found

    for each in (checking, practice_reading, prose_reading):
        monkeypatch.setattr(each, "asked", asked)


_kept: Final[dict[tuple[str, Day | None, date], Solved]] = {}
MOST_KEPT: Final = 64


def solved_once(case: CaseFile, as_of: Day | None = None) -> Solved:
    """A case solved, or what was made of the same one before in this process."""
    key = (repr(case), as_of, localdate())
    if key not in _kept:
        if len(_kept) == MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = Solved(case, as_of)
    return _kept[key]


@pytest.fixture(autouse=True)
def _solves_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of tests bring the same few families, step by step: each is solved once."""
    monkeypatch.setattr(readings, "Solved", solved_once)


@pytest.fixture
def somebody(db: None) -> People:
    """Makes somebody with roles; each call somebody else."""
    del db
    made: list[User] = []

    def make(*roles: Role) -> User:
        at = len(made) + 1
        user = User.objects.make(f"somebody{at}", f"Somebody {at}", list(roles), PASSWORD)
        made.append(user)
        return user

    return make


@pytest.fixture
def opened(db: None) -> Opened:
    """Opens a case of an example for somebody; each call another case."""
    del db
    made: list[Case] = []

    def make(
        owner: User, example: str = "everyday_two_children", *, is_restricted: bool = False
    ) -> Case:
        known = solved(example)
        with pytest.MonkeyPatch.context() as patched:
            # Solved already, for tests that look at what is determined.
            patched.setattr(readings, "Solved", lambda *_: known)
            case = open_case(
                owner, known.case, title=example, token=f"opened-{len(made)}",
                is_restricted=is_restricted,
            )  # fmt: skip
        made.append(case)
        return case

    return make


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system, without a screen; skipped visibly where there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    # The browser's driver keeps an event loop, beside which Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def opened_page(chromium: Browser, live_server: LiveServer) -> Iterator[OpenedPage]:
    """Opens the workbench in a browser for somebody, in a language; fails on errors of a page."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def told(message: ConsoleMessage) -> None:
        # A refusal that a test asks for is told on the console, too.
        if message.type == "error" and not re.search(r"status of 4|Error Code 4", message.text):
            errors.append(message.text)

    def make(user: User | None, language: str = "et") -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        client = Client() if user is None else signed_in(user)
        client.post("/language/", {"language": language})
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("console", told)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


def accessibility(page: Page) -> list[str]:
    """What axe-core finds on a page by the rules of WCAG 2.2 AA, each with its place.

    It takes seconds of a processor. In a short run it looks once at each page as wide, as dark and
    with a message or an error as it is now; what paths in the browser do with a page beside that is
    read off its text.
    """
    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        # To write down all that is as it should be takes longer than to look for what is not.
        "resultTypes": ["violations"],
    }
    for is_last in (False, False, False, True):
        page.wait_for_load_state()
        try:
            kind = json.dumps(page.evaluate(KIND))
            if kind in _looked_at and not ALL:
                return unnamed(page.content())
            # A bar that stays in sight covers what is scrolled under it; axe finds that too small.
            page.evaluate(STILL)
            found = Axe().run(page, options=options).response["violations"]
            _looked_at.add(kind)
            break
        except PlaywrightError:
            # A click goes on to another page only after a while: it is that page which is meant.
            if is_last:
                raise
            page.wait_for_load_state("networkidle")
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


_looked_at: Final[set[str]] = set()

KIND: Final = """() => [
    location.pathname.replace(/[0-9]+/g, "0"),
    innerWidth,
    matchMedia("(prefers-color-scheme: dark)").matches,
    document.documentElement.dataset.theme,
    document.documentElement.dataset.rail,
    ...[".error", ".messages", ".changed", ".findings", "mark", "dialog[open]", ".other-day"]
        .map(each => document.querySelector(each) !== null),
]"""
"""What makes a page another one to look at."""

STILL: Final = (
    "document.querySelectorAll('.stays, .rail').forEach(e => e.style.position = 'static')"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, so that it can be left out."""
    for item in items:
        if "opened_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def walked_in(language: Language) -> tuple[Language, ...]:
    """The languages that a path is walked in: all of them takes minutes, a short run takes one."""
    return LANGUAGES if ALL else (language,)
