"""A case in a real browser: from the answer to its grounds, a what-if, and two versions."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.workbench.conftest import Opened, OpenedPage, People, accessibility, walked_in

from perenou.workbench.accounts.rights import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", walked_in("ru"))
def test_an_official_follows_an_answer_to_its_grounds_and_asks_what_if(
    somebody: People, opened: Opened, opened_page: OpenedPage, language: str
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, "three_children_one_turns_19")
    page = opened_page(user, language)
    page.goto(f"/cases/{case.number}/")
    assert accessibility(page) == []
    # Why, opened in place by the keyboard, and a provision of it in the panel beside.
    page.locator("section[aria-labelledby=why] a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("ul.tree").first).to_be_visible()
    provision = page.locator("ul.tree a.provision:visible").first
    provision.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#beside-title")).to_be_focused()
    assert accessibility(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#provision-panel")).to_be_hidden()
    expect(provision).to_be_focused()
    # What if, asked and kept.
    page.goto(f"/cases/{case.number}/what-if/")
    page.click("button[value='add people.anne.work']")
    expect(page.locator("[id='people.anne.work.0.country']")).to_be_visible()
    page.click("button[value='drop people.anne.work.0']")
    expect(page.locator("[id='people.anne.work.0.country']")).to_have_count(0)
    page.fill("[id='children.kaarel.birth']", "10.05.2009")
    page.click("button.primary")
    expect(page.locator("td.differs del").first).to_be_visible()
    assert accessibility(page) == []
    page.fill("#note", "proov")
    page.click("button[name=save]")
    page.wait_for_url(f"**/cases/{case.number}/")
    page.goto(f"/cases/{case.number}/versions/")
    assert accessibility(page) == []
    page.click("button.primary")
    expect(page.locator("del").first).to_be_visible()
    assert accessibility(page) == []
    for address in ("share", "export"):
        page.goto(f"/cases/{case.number}/{address}/")
        assert accessibility(page) == []


def test_without_script_why_and_provisions_are_pages(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, "eu_mother_estonia_father_finland")
    page = opened_page(user)
    page.route(
        "**/htmx-2.min.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(f"/cases/{case.number}/")
    page.locator("section[aria-labelledby=why] a").first.click()
    expect(page.locator("h1")).to_contain_text("Miks")
    page.locator("ul.tree a.provision:visible").first.click()
    expect(page.locator("h1")).to_contain_text("PHS §")


@pytest.mark.parametrize("example", ["missing_facts", "parental_benefit_two_parents"])
def test_a_case_page_fits_any_screen(
    somebody: People, opened: Opened, opened_page: OpenedPage, example: str
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, example)
    page = opened_page(user)
    page.goto(f"/cases/{case.number}/")
    outside = "[...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll') && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 80))"  # noqa: E501
    for width in (320, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(outside) == [], width
        assert accessibility(page) == [], width
