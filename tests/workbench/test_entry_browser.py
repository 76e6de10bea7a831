"""Entering a case in a real browser: by keyboard alone, in three languages, and two at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import (
    ALL,
    Opened,
    OpenedPage,
    People,
    accessibility,
    walked_in,
)

from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import Case
from perenou.workbench.entry.models import Draft
from perenou.workbench.frame.words import say

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 1280, 2560)


def fits(page: Page) -> list[int]:
    """The widths at which what a page holds is wider than its place."""
    too_wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("(of => of.scrollWidth > of.clientWidth)(document.querySelector('main'))"):
            too_wide.append(width)
    page.set_viewport_size({"width": 1280, "height": 900})
    return too_wide


def pressed(page: Page, key: str) -> None:
    """After a key that sends the form."""
    with page.expect_navigation():
        page.keyboard.press(key)


def answer(page: Page, language: Language) -> None:
    """Answer what is asked with its first choice, or say that there is no more, by keyboard."""
    kind = page.evaluate("document.activeElement.type")
    question = page.locator("#question").inner_text()
    if kind == "radio" and question != Words(language).say("ask.step.more"):
        page.keyboard.press("Space")
        pressed(page, "Enter")
    elif kind == "checkbox":
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'answer'"):
            page.keyboard.press("Space")
        pressed(page, "Enter")
    else:
        # On to the button that says that there is none, or that it is not known.
        assert kind in ("text", "radio"), (kind, question)
        while not page.evaluate("document.activeElement.value === 'skip'"):
            page.keyboard.press("Tab")
        pressed(page, "Enter")


@pytest.mark.parametrize("language", walked_in("et"))
def test_an_interview_from_nothing_to_a_determination_by_keyboard(
    somebody: People, opened_page: OpenedPage, language: Language
) -> None:
    page = opened_page(somebody(Role.CASEWORKER), language)
    page.goto("/entry/new/")
    assert accessibility(page) == []
    assert fits(page) == []
    page.goto("/entry/new/family/")
    assert accessibility(page) == []
    pressed(page, "Enter")  # nothing typed: the title is missing
    expect(page.locator("#title-error")).to_be_visible()
    assert accessibility(page) == []
    page.keyboard.type("Kahe vanema laps")
    for text in ("", "", "Mari Näide", "", "", "Jaan Näide", "", "", None, "Juku Näide"):
        page.keyboard.press("Tab")
        page.keyboard.type(text or "")
    page.keyboard.press("Tab")
    page.keyboard.type("14.05.2018")
    pressed(page, "Enter")
    assert "/interview/" in page.url
    assert accessibility(page) == []
    assert fits(page) == []
    asked = 0
    while page.locator("input[name=at]").count() and asked < (60 if ALL else 6):
        answer(page, language)
        asked += 1
        if page.locator("#answer-error").count():
            assert accessibility(page) == []
            page.locator("button[value=skip]").focus()
            pressed(page, "Enter")
    # What is left is asked like the rest: in a short run it stays open, as for whoever stops there.
    assert asked == 6 or (ALL and 8 < asked < 60)
    assert accessibility(page) == []
    assert page.locator(".family line.raises").count() > 0 or not ALL
    page.locator("button[value=save]").focus()
    pressed(page, "Enter")
    case = Case.objects.get()
    assert page.url.endswith(f"/cases/{case.number}/")
    assert case.title == "Kahe vanema laps"
    assert not Draft.objects.exists()


@pytest.mark.parametrize("language", walked_in("ru"))
def test_facts_are_changed_kept_and_put_right(
    somebody: People, opened: Opened, opened_page: OpenedPage, language: Language
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    page = opened_page(user, language)
    page.goto(f"/entry/{case.number}/facts/")
    assert accessibility(page) == []
    assert fits(page) == []
    page.locator("button[value='add claims']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[id='claims.1.by']")).to_be_focused()
    assert accessibility(page) == []
    page.fill("[id='claims.1.received']", "31.02.2026")
    expect(page.locator(".kept")).to_contain_text(say("entry.kept", language), timeout=15_000)
    page.click("button.primary[value=save]")
    expect(page.locator("[id='claims.1.received-error']")).to_be_visible()
    assert accessibility(page) == []
    # The browser dies; what was typed is offered again.
    page = opened_page(user, language)
    page.goto(f"/entry/{case.number}/facts/")
    assert accessibility(page) == []
    page.click("a.button.primary")
    expect(page.locator("[id='claims.1.received']")).to_have_value("31.02.2026")
    page.fill("[id='claims.1.received']", "28.02.2026")
    page.click("button.primary[value=save]")
    expect(page).to_have_url(re.compile(rf"/cases/{case.number}/$"), timeout=15_000)
    assert case.versions.count() == 2


def test_two_people_at_once_see_both_sides_and_save_both(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    from perenou.workbench.cases.actions import grant

    first, second = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case = opened(first)
    grant(first, case, second)
    address = f"/entry/{case.number}/facts/"
    theirs, mine = opened_page(first), opened_page(second)
    theirs.goto(address)
    mine.goto(address)
    theirs.fill("[id='children.juku.birth']", "15.05.2018")
    mine.fill("[id='people.mari.birth']", "05.02.1988")
    theirs.click("button.primary[value=save]")
    expect(theirs).to_have_url(re.compile(rf"/cases/{case.number}/$"))
    mine.click("button.primary[value=save]")
    expect(mine.locator("mark")).to_have_text(["05.02.1988", "15.05.2018"], timeout=15_000)
    assert accessibility(mine) == []
    assert fits(mine) == []
    mine.click("button.primary")
    expect(mine).to_have_url(re.compile(rf"/cases/{case.number}/$"))
    saved = case.versions.get(number=3).content
    assert "1988-02-05" in saved
    assert "2018-05-15" in saved


def test_a_button_pressed_twice_saves_once(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    page = opened_page(user)
    page.goto(f"/entry/{case.number}/facts/")
    page.dblclick("button.primary[value=save]")
    expect(page).to_have_url(re.compile(rf"/cases/{case.number}/$"), timeout=15_000)
    assert case.versions.count() == 2


def test_a_session_that_ended_takes_nothing_from_the_form(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    page = opened_page(user)
    page.goto(f"/entry/{case.number}/facts/")
    page.fill("[id='children.juku.birth']", "15.05.2018")
    page.context.clear_cookies(name="sessionid")
    page.click("button[value='add claims']")
    expect(page.locator(".kept")).to_have_text(say("entry.kept.ended", "et"), timeout=15_000)
    expect(page.locator("[id='children.juku.birth']")).to_have_value("15.05.2018")


def test_the_other_pages_can_be_used_by_everybody(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    page = opened_page(user)
    for address in (f"/entry/{case.number}/copy/", "/entry/new/copy/?number=2026-9999"):
        page.goto(address)
        assert accessibility(page) == []
        assert fits(page) == []
    page.goto(f"/entry/{case.number}/edit/")
    page.fill("#content", "people: [")
    page.click("button.primary")
    expect(page.locator("#content-error")).to_be_visible()
    assert accessibility(page) == []
    assert fits(page) == []
    page.goto("/entry/new/")
    page.fill("#title", "Pooleli")
    expect(page.locator(".kept")).to_contain_text(say("entry.kept", "et"), timeout=15_000)
    page.goto("/entry/new/")
    assert accessibility(page) == []
    page.click(".unfinished a")
    expect(page.locator("#title")).to_have_value("Pooleli")
