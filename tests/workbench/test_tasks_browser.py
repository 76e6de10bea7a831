"""A task in a real browser: given, done step by step, and found again in what was delivered."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect
from tests.workbench.conftest import OpenedPage, People, accessibility, walked_in

from perenou.workbench.accounts.rights import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.mark.parametrize("language", walked_in("et"))
def test_a_task_is_given_done_and_reported(
    somebody: People, opened_page: OpenedPage, language: str
) -> None:
    expert, caseworker = somebody(Role.EXPERT), somebody(Role.CASEWORKER)
    page = opened_page(expert, language)
    page.goto("/tasks/new/")
    assert accessibility(page) == []
    page.fill("#title", "Koosta jagatud hoolduse juhend")
    page.select_option("#owner", str(caseworker.pk))
    page.fill("#due", localdate().isoformat())
    page.select_option("#repeats", "yearly")
    page.fill("#steps", "Kogu küsimused\nKirjuta juhend")
    page.fill("#link", "PHS § 26 lg 1")
    page.click("main button.primary")
    expect(page.locator("h1")).to_have_text("Koosta jagatud hoolduse juhend")
    # Whoever is to do it finds it on the desk.
    page = opened_page(caseworker, language)
    page.goto("/")
    page.click("section[aria-labelledby=tasks] a:has-text('jagatud')")
    assert accessibility(page) == []
    page.click("button[name=done][value='1']")
    page.click("button[name=done][value='2']")
    expect(page.locator("button[name=undone]")).to_have_count(2)
    page.fill("#result", "Juhend on valmis.")
    page.click("main button.primary")
    expect(page.locator(".notes")).to_contain_text("Juhend on valmis.")
    assert accessibility(page) == []
    # The next one waits, and this one is told of as delivered.
    page.goto("/tasks/delivered/?period=year")
    expect(page.locator("table.fit tbody td.figure").first).to_have_text("1")
    expect(page.locator("#list tbody a")).to_have_count(1)
    assert accessibility(page) == []
    page.goto("/tasks/?state=open")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    assert accessibility(page) == []
