"""Nothing typed is lost in a browser: not with a session, another form, or a page that is left."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page
from tests.workbench.conftest import PASSWORD, OpenedPage, People, accessibility
from tests.workbench.questions import asked, taken

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.frame.models import Typed
from perenou.workbench.questions.models import Question

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Kas lapsetoetus jääb alles, kui laps õpib Soomes?"


def sign_in(page: Page, user: User) -> None:
    page.fill("#username", user.username)
    page.fill("#password", PASSWORD)
    page.click("form:has(#password) button:not([type=button])")
    page.wait_for_load_state("networkidle")


def press(page: Page, button: str) -> None:
    """Press a button, whatever the page has put before it meanwhile."""
    page.locator(button).evaluate("button => button.click()")


def test_a_session_that_ended_takes_nothing_from_a_long_form(
    somebody: People, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    page = opened_page(user)
    page.goto("/questions/new/")
    page.fill("#text", TEXT)
    page.select_option("#theme", "family_allowances")
    Session.objects.all().delete()
    press(page, "button[value=send]")
    page.wait_for_selector("#session-ends[open] >> text=Seanss on lõppenud")
    assert accessibility(page) == []
    page.keyboard.press("Escape")
    page.wait_for_timeout(1500)  # the clock of the page looks once a second
    assert page.locator("#session-ends").is_hidden()
    assert page.input_value("#text") == TEXT
    # Sending it again asks again; and signing in beside it is enough for this page to go on.
    press(page, "button[value=send]")
    with page.expect_popup() as opened:
        page.click("#session-ends a")
    sign_in(opened.value, user)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_selector("#session-ends", state="hidden")
    with page.expect_navigation():
        page.click("button[value=send]")
    if page.locator("#seen[value='1']").count():
        with page.expect_navigation():
            page.click("button[value=send]")
    assert Question.objects.count() == 1
    page.wait_for_load_state("networkidle")
    assert [(each.form, each.content) for each in Typed.objects.all()] == []


def test_another_user_of_the_browser_gets_and_sends_nothing_of_it(
    somebody: People, opened_page: OpenedPage
) -> None:
    user, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    page = opened_page(user)
    page.goto("/questions/new/")
    page.fill("#text", TEXT)
    page.select_option("#theme", "family_allowances")
    Session.objects.all().delete()
    beside = page.context.new_page()
    beside.goto("/account/sign-in/")
    sign_in(beside, other)
    press(page, "button[value=send]")
    page.wait_for_selector("#session-ends[open] >> text=keegi teine")
    assert not Question.objects.exists()
    beside.goto("/questions/new/")
    beside.wait_for_load_state("networkidle")
    assert beside.input_value("#text") == ""


def test_an_answer_outlives_another_form_of_its_page_and_a_page_that_is_left(
    somebody: People, opened_page: OpenedPage
) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    page = opened_page(expert)
    address = f"/questions/{question.number}/"
    page.goto(address)
    page.fill("#answer-text", TEXT)
    with page.expect_navigation():
        page.click("button[name=live]")
    page.wait_for_selector("#answering .note")
    assert page.input_value("#answer-text") == TEXT
    assert accessibility(page) == []
    assert page.is_hidden("[data-typed=undo]")
    page.click("[data-typed=drop]")
    assert page.is_hidden("[data-typed=drop]")
    assert page.input_value("#answer-text") == ""
    page.click("[data-typed=undo]")
    page.fill("#answer-text", TEXT + " Jah.")
    page.goto("/")
    page.wait_for_load_state("networkidle")
    page.goto(address)
    page.wait_for_selector("#answering .note")
    assert page.input_value("#answer-text") == TEXT + " Jah."
    page.fill("#citations", "PHS § 17 lg 2")
    with page.expect_navigation():
        page.click("button[value=save]")
    page.wait_for_load_state("networkidle")
    assert page.input_value("#answer-text") == TEXT + " Jah."
    assert page.locator("#answering .note").count() == 0
    assert [(each.form, each.content) for each in Typed.objects.all()] == []
