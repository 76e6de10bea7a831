"""Accounts, the trail and personal data in a real browser, and what axe-core says of each page."""

from __future__ import annotations

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page
from tests.workbench.conftest import PASSWORD, Opened, OpenedPage, People, accessibility, walked_in

from perenou.workbench.accounts.middleware import RENEWED
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.jobs.worker import once

pytestmark = pytest.mark.django_db(transaction=True)


def seen(page: Page, address: str = "") -> None:
    if address:
        page.goto(address)
    assert accessibility(page) == [], page.url


@pytest.mark.parametrize("language", walked_in("en"))
def test_an_administrator_adds_somebody_who_sets_their_password(
    somebody: People, opened_page: OpenedPage, language: str
) -> None:
    page = opened_page(somebody(Role.ADMINISTRATOR), language)
    seen(page, "/account/users/")
    page.keyboard.press("n")
    page.wait_for_url("**/account/users/new/")
    seen(page)
    page.fill("#username", "uus.inimene")
    page.fill("#name", "Uus Inimene")
    page.fill("#subject", "123")
    page.check("input[value=expert]")
    page.click("main button.primary")
    seen(page)  # with its errors
    page.fill("#subject", "")
    page.click("main button.primary")
    page.wait_for_url("**/account/users/*/")
    seen(page)
    page.click("form[action$='/link/'] button")
    seen(page)
    link = page.input_value("#link")
    guest = opened_page(None, language)
    seen(guest, link)
    guest.fill("#password", "short")
    guest.fill("#again", "short")
    guest.click("button.primary")
    seen(guest)
    guest.fill("#password", PASSWORD)
    guest.fill("#again", PASSWORD)
    guest.click("button.primary")
    guest.fill("#username", "uus.inimene")
    guest.fill("#password", PASSWORD)
    guest.click("form[method=post] button >> nth=0")
    seen(guest, "/account/own/")
    seen(guest, link)  # which is spent


@pytest.mark.parametrize("language", walked_in("ru"))
def test_an_auditor_finds_who_opened_a_case_and_checks_the_trail(
    somebody: People, opened: Opened, opened_page: OpenedPage, language: str
) -> None:
    case = opened(somebody(Role.CASEWORKER), is_restricted=True)
    page = opened_page(somebody(Role.AUDITOR), language)
    seen(page, "/audit/?about=nothing")  # empty
    page.fill("#filter-about", case.number)
    page.keyboard.press("Enter")
    page.wait_for_url("**about=2*")
    page.wait_for_load_state()
    seen(page)
    page.click("tbody a")
    seen(page)
    page.goto("/audit/")
    page.click("main .head button")
    page.wait_for_url("**/verify/*/")
    seen(page)
    assert once("a worker")
    page.wait_for_selector("#checked .pill.good")
    seen(page)
    assert Event.objects.filter(action="audit.verified").exists()
    seen(page, "/privacy/person/")
    page.fill("#code", "1")
    page.fill("#purpose", "taotlus")
    page.click("main button.primary")
    seen(page)  # with its errors


def test_keys_and_times_of_keeping_are_set(somebody: People, opened_page: OpenedPage) -> None:
    page = opened_page(somebody(Role.ADMINISTRATOR))
    seen(page, "/privacy/")
    page.fill("#days-real", "never")
    page.click("main button.primary")
    seen(page)  # with its errors
    page.fill("#days-real", "3650")
    page.click("main button.primary")
    page.click("form[action$='rotation/'] button")
    seen(page)  # asked first
    page.click("button[name=confirmed]")
    seen(page)
    assert once("a worker")
    page.wait_for_selector("#outcome .pill.good")
    seen(page)


def test_a_password_can_be_shown_and_is_weighed_while_it_is_typed(
    somebody: People, opened_page: OpenedPage
) -> None:
    page = opened_page(somebody(Role.EXPERT))
    page.goto("/account/own/")
    field, meter = page.locator("#password"), page.locator("meter")
    weighed = []
    for text in ("", "Kevad26!", "aaaabbbbcccc1234", "neli rohelist kapsast ja üks paat"):
        field.fill(text)
        weighed.append(int(meter.evaluate("each => each.value")))
    assert weighed == [0, 1, 1, 4]
    assert page.get_by_text("väga hea").is_visible()
    shows = page.locator("[data-shows=password]")
    shows.focus()
    page.keyboard.press("Enter")
    assert field.get_attribute("type") == "text"
    assert shows.get_attribute("aria-pressed") == "true"
    seen(page)
    page.fill("#present", "wrong")
    page.fill("#again", "neli rohelist kapsast ja üks paat")
    page.click("#change ~ form button.primary")
    assert field.get_attribute("type") == "password"
    assert field.input_value() == ""


def test_whoever_is_about_to_be_signed_out_is_warned_and_goes_on(
    somebody: People, opened_page: OpenedPage
) -> None:
    page = opened_page(somebody(Role.EXPERT))
    page.clock.install()
    page.goto("/entry/new/")
    assert page.locator("#session-ends").is_hidden()
    page.fill("#title", "Pooleli töö")
    left = page.evaluate("Number(document.body.dataset.session)")
    key = next(each["value"] for each in page.context.cookies() if each["name"] == "sessionid")
    session = SessionStore(key)
    session[RENEWED] = int(time.time()) - 1800 + 55
    session.save()
    page.clock.fast_forward((left - 200) * 1000)
    page.wait_for_selector("#session-ends[open]")
    seen(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("#session-ends", state="hidden")
    assert page.input_value("#title") == "Pooleli töö"
    assert SessionStore(key)[RENEWED] > time.time() - 60
