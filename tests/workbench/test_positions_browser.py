"""Positions and the handbook in a real browser: from a question to a line of practice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.workbench.conftest import OpenedPage, People, accessibility, walked_in
from tests.workbench.positions import approved, saying

from perenou.language.grammar import Language
from perenou.workbench.accounts.rights import Role
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Position, State

pytestmark = pytest.mark.django_db(transaction=True)


def clean(page: Page) -> None:
    found = accessibility(page)
    assert found == [], found
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def fill(page: Page, citation: str) -> None:
    page.fill("#question", "Kas surmakuu eest makstakse toetust?")
    page.fill("#citations", citation)
    page.fill("#answer", "Jah, viimase kuu eest makstakse täies summas.")
    page.fill("#reasons", "PHS § 31 järgi lõpeb maksmine järgmisest kuust.")
    page.select_option("#theme", "family_allowances")


@pytest.mark.slow
@pytest.mark.parametrize("language", walked_in("et"))
def test_a_position_is_written_approved_read_and_acknowledged(
    somebody: People, opened_page: OpenedPage, language: Language
) -> None:
    writer, approver, reader = (
        somebody(role) for role in (Role.EXPERT, Role.SERVICE_OWNER, Role.CASEWORKER)
    )
    mine, theirs = opened_page(writer, language), opened_page(approver, language)

    # A repealed provision is refused, and everything else that was typed is still there.
    mine.goto("/positions/new/")
    clean(mine)
    fill(mine, "PHS § 44")
    mine.click("button.primary")
    mine.wait_for_selector("#citations-error")
    assert "PHS § 44" in mine.inner_text("#citations-error")
    assert mine.input_value("#answer").startswith("Jah")
    clean(mine)

    # The field finds the provision while one types, and takes the one that is chosen.
    mine.fill("#citations", "")
    mine.locator("#citations").press_sequentially("PHS § 31")
    mine.click("#citations-suggestions button >> nth=0")
    expect(mine.locator("#citations")).to_have_value("PHS § 31; ")
    expect(mine.locator("#citations")).to_be_focused()
    clean(mine)
    mine.click(f"button:text-is('{say('positions.save', language)}')")
    mine.click(f"button:text-is('{say('positions.send', language)}')")
    mine.wait_for_selector(".messages")
    clean(mine)

    position = Position.objects.get()
    theirs.goto("/")
    theirs.click(f"main a:has-text('{position.number}')")
    clean(theirs)
    theirs.fill("#competence", "teenuse juhtimine")
    theirs.click(f"button:text-is('{say('positions.approve', language)}')")
    theirs.wait_for_selector(f"text={say('positions.done.approved', language)}")
    clean(theirs)

    last = opened_page(reader, language)
    last.goto("/positions/")
    clean(last)
    last.fill("#asked_positions", "surmakuu")
    last.press("#asked_positions", "Enter")
    last.click(f".found a:has-text('{position.number}')")
    last.click(f"button:text-is('{say('positions.read.do', language)}')")
    last.wait_for_selector(f".pill:text-is('{say('positions.read.done', language)}')")
    clean(last)

    mine.goto(f"/positions/{position.number}/readers/")
    assert reader.name in mine.inner_text("main")
    clean(mine)


@pytest.mark.slow
@pytest.mark.parametrize("language", walked_in("en"))
def test_a_position_is_superseded_and_both_link_each_other(
    somebody: People, opened_page: OpenedPage, language: Language
) -> None:
    writer, approver = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    old = approved(writer, approver, saying("PHS § 31"))
    mine, theirs = opened_page(writer, language), opened_page(approver, language)
    mine.goto(f"/positions/{old.number}/")
    mine.click(f"main a:text-is('{say('positions.supersede', language)}')")
    clean(mine)
    mine.fill("#answer", "Nüüd teisiti.")
    mine.click(f"button:text-is('{say('positions.save', language)}')")
    mine.click(f"button:text-is('{say('positions.send', language)}')")
    mine.wait_for_selector(".messages")
    new = Position.objects.exclude(pk=old.pk).get()
    theirs.goto(f"/positions/{new.number}/")
    theirs.click(f"main a:text-is('{say('positions.compare.superseded', language)}')")
    theirs.wait_for_selector("ins")
    clean(theirs)
    theirs.goto(f"/positions/{new.number}/")
    theirs.fill("#competence", "teenuse juhtimine")
    theirs.click(f"button:text-is('{say('positions.approve', language)}')")
    theirs.wait_for_selector(".messages")
    theirs.click(f"main a:has-text('{old.number}') >> nth=0")
    theirs.wait_for_selector(f"main a:has-text('{new.number}')")
    clean(theirs)
    old.refresh_from_db()
    assert old.state == State.SUPERSEDED


@pytest.mark.slow
@pytest.mark.parametrize("language", walked_in("ru"))
def test_the_handbook_is_read_as_of_a_day_and_opens_provisions_of_that_day(
    somebody: People, opened_page: OpenedPage, language: Language
) -> None:
    page = opened_page(somebody(Role.CASEWORKER), language)
    page.goto("/handbook/")
    clean(page)
    page.fill("#handbook-day", "2018-06-01")
    page.click("form.day button")
    page.click("main a[href='/handbook/child_allowance/?day=2018-06-01']")
    clean(page)
    page.click("#who a.provision >> nth=0")
    page.wait_for_selector("#beside-title")
    assert "2018" in page.inner_text("#provision-panel")
    clean(page)
