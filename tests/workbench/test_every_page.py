"""Every page there is, in a browser: axe-core finds nothing, nothing sticks out, keys do it all.

The pages are found by walking the URL resolver, so that a page that is added is looked at, too.
One browser session sees them all: empty, filled, with an error in every form, in each language,
dark, and as narrow as a small phone.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page
from tests.workbench.addresses import addresses, values_for
from tests.workbench.conftest import (
    ALL,
    PASSWORD,
    Opened,
    OpenedPage,
    People,
    accessibility,
    signed_in,
)
from tests.workbench.markup import JAVA, faults

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import Case, State
from perenou.workbench.frame.menu import PLACES
from perenou.workbench.jobs import worker
from perenou.workbench.jobs.queue import ask

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea"


def pages(user: User, case: Case | None, half: int) -> dict[str, bytes]:
    """By its address every page of a half that somebody is shown, with objects put in.

    In a short run a quarter of them; what can be read off a page without a browser, ``test_walk``
    reads off every one.
    """
    client, found = signed_in(user), {}
    for each in addresses()[half :: 2 if ALL else 8]:
        if each.arguments and case is None:
            continue
        told = {} if case is None else values_for(each, case)
        address = reverse(each.name, kwargs=told)
        answer = client.get(address)
        if answer.status_code == 200 and answer.content.startswith(b"<!doctype"):
            found[address] = answer.content
    return found


def look(page: Page, address: str, wrong: list[str]) -> None:
    """Open a page and note what is wrong with it."""
    page.goto(address)
    check(page, address, wrong)


def check(page: Page, where: str, wrong: list[str]) -> None:
    """Note what is wrong with the page that is open."""
    wrong += [f"{where}: {each}" for each in accessibility(page)]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        wrong.append(f"{where}: sticks out by {wide} pixels at {page.viewport_size}")


def fail_forms(page: Page, address: str, wrong: list[str]) -> None:
    """Send the main form of a page with nothing in it, and look at what comes back."""
    page.goto(address)
    form = page.locator("main form[method=post]:has(button.primary)")
    if form.count() == 0:
        return
    form.first.evaluate(
        """(form, typed) => {
            form.noValidate = true;
            form.querySelectorAll(typed).forEach(field => { field.value = ""; });
        }""",
        TYPED,
    )
    button = form.first.locator("button.primary").first
    if button.is_disabled():
        return
    if button.get_attribute("data-hx-post"):
        with page.expect_response("**") as came:
            button.click()
        if came.value.status not in (200, 422):
            wrong.append(f"{address}: {came.value.status} for an empty form")
        return
    try:
        with page.expect_navigation(timeout=8_000):
            button.click()
    except Error:
        wrong.append(f"{address}: nothing came back for an empty form")
        return
    check(page, f"{address} sent empty", wrong)


@pytest.mark.parametrize("half", [0, pytest.param(1, marks=pytest.mark.long)])
def test_every_page_in_every_state_and_language(
    somebody: People, opened: Opened, opened_page: OpenedPage, half: int
) -> None:
    """In halves, for two processors to look at once; the second is left to the longer run."""
    wrong: list[str] = []
    user = somebody(*Role)
    page = opened_page(user)
    empty = pages(user, None, half)
    for address in [*empty][:: 1 if ALL else 4]:
        look(page, address, wrong)
    case = opened(user)
    ask(user, "solve_again", {})
    worker.once("test")
    filled = [*pages(user, case, half)]
    assert len(filled) > 12
    # Every page in every state and language takes minutes (make pages); in a short run each of the
    # few is looked at in one language, every third one sent empty and every fourth small and dark.
    for at, language in enumerate(("en", "ru", "et")):
        User.objects.update(language=language)
        for address in filled if ALL else filled[at::3]:
            look(page, address, wrong)
    for address in filled if ALL else filled[::3]:
        fail_forms(page, address, wrong)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 640})
    for address in filled if ALL else filled[1::4]:
        look(page, address, wrong)
    if not half:
        look(page, "/no/such/page/", wrong)
    assert wrong == []


@pytest.mark.long
@pytest.mark.skipif(JAVA is None, reason="java is not installed")
def test_every_page_is_valid(somebody: People, opened: Opened) -> None:
    """Empty and filled, by the standard of HTML."""
    user = somebody(*Role)
    empty = pages(user, None, 0) | pages(user, None, 1)
    case = opened(user)
    ask(user, "solve_again", {})
    worker.once("test")
    assert faults(empty) + faults(pages(user, case, 0) | pages(user, case, 1)) == []


def test_the_main_tasks_are_done_by_keys_alone(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    page = opened_page(None)
    press = page.keyboard.press
    page.goto("/")
    page.locator("#username").focus()
    page.keyboard.type(user.username)
    press("Tab")
    page.keyboard.type(PASSWORD)
    press("Enter")
    page.wait_for_selector(".rail")
    # The first Tab stop skips what every page begins with.
    press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    press("g")
    press("k")
    page.wait_for_url("**/cases/")
    press("?")
    assert page.locator("dialog#keys").evaluate("dialog => dialog.open")
    press("Escape")
    assert not page.locator("dialog#keys").evaluate("dialog => dialog.open")
    page.locator("input[name=chosen]").focus()
    press("Space")
    page.locator("button[value=close]").focus()
    press("Enter")
    page.wait_for_selector(".messages form")
    assert Case.objects.get().state == State.CLOSED
    page.locator(".messages button").focus()
    press("Enter")
    page.wait_for_selector(".messages :text('Tagasi võetud')")
    assert Case.objects.get().state == State.OPEN
    press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("everyday")
    page.wait_for_selector(".suggestions a")
    press("ArrowDown")
    assert case.number in page.evaluate("document.activeElement.innerText")
    press("Escape")
    assert page.locator(".suggestions a").count() == 0
    press("End")
    page.keyboard.type("_")
    page.wait_for_selector(".suggestions a")
    press("ArrowDown")
    press("Enter")
    page.wait_for_url(f"**/cases/{case.number}/")
    press("n")
    page.wait_for_url("**/entry/new/")


def test_what_a_reader_chooses_of_the_frame_is_kept(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    opened(user)
    page = opened_page(user)
    page.goto("/")
    wide = page.locator(".rail").bounding_box()
    with page.expect_response("**/look/"):
        page.click(".fold button")
    page.wait_for_function("document.documentElement.dataset.rail === 'folded'")
    folded = page.locator(".rail").bounding_box()
    assert wide is not None
    assert folded is not None
    assert folded["width"] < wide["width"] / 2
    page.goto("/cases/")
    assert page.locator("html").get_attribute("data-rail") == "folded"
    assert accessibility(page) == []
    page.click(".who summary")
    page.click("button[name=theme][value=dark]")
    page.wait_for_selector("html[data-theme=dark]")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 38)"
    page.fill("#law-day", "2024-03-01")
    page.click(".law-day button")
    page.wait_for_selector(".other-day")
    page.wait_for_load_state()
    assert "1. märtsi 2024" in page.locator(".other-day").inner_text()
    assert page.locator("#law-day").input_value() == "2024-03-01"
    assert accessibility(page) == []
    page.click(".other-day button")
    page.wait_for_selector(".other-day", state="detached")
    assert page.locator(".other-day").count() == 0


def test_every_place_of_the_rail_has_an_icon_and_a_letter_of_its_own() -> None:
    from importlib.resources import files

    icons = files("perenou.workbench.frame").joinpath("static/workbench/icons.svg").read_text()
    assert all(f'id="{text.removeprefix("menu.")}"' in icons for _, text, *_ in PLACES)
    letters = [key for _, _, key, _ in PLACES]
    assert len(set(letters)) == len(letters)
