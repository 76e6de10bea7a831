"""Texts in a browser: by keys alone, on a small screen, and checked while somebody writes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.workbench.conftest import OpenedPage, People, accessibility
from tests.workbench.questions import another, asked, taken

from perenou.workbench.accounts.rights import Role
from perenou.workbench.prose.models import Text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

LETTER = "Lugupeetud Mari Maasikas\n\nÜksikvanema lapse toetus on 80 eurot kuus. Teatage koheselt."


def test_a_text_is_checked_mended_and_handed_on_by_keys_alone(
    somebody: People, opened_page: OpenedPage
) -> None:
    page = opened_page(somebody(Role.EXPERT))
    press = page.keyboard.press
    page.goto(reverse("texts:list"))
    page.locator(".head a.button").focus()
    press("Enter")
    page.wait_for_url("**/texts/new/")
    page.locator("#text").focus()
    page.keyboard.type(LETTER)
    page.locator("#title").focus()
    page.keyboard.type("Kiri")
    page.locator("main button.primary").focus()
    press("Enter")
    page.wait_for_selector(".findings")
    wrong = accessibility(page)
    page.locator(".act .badge").first.focus()
    press("Enter")
    assert page.evaluate("location.hash").startswith("#f-")
    page.locator("button[value=accept_all]").focus()
    press("Enter")
    page.wait_for_selector(".act ins")
    assert page.locator(".act del").inner_text() == "koheselt"
    page.locator(".findings [name=chosen]").first.focus()
    press("Space")
    page.locator("#hand button").focus()
    press("Enter")
    page.wait_for_url("**/tasks/*/")
    assert "100 eurot" in page.locator("main").inner_text()
    text = Text.objects.get()
    page.set_viewport_size({"width": 320, "height": 640})
    for name in ("texts:show", "texts:beside", "texts:keep"):
        page.goto(reverse(name, args=[text.pk]))
        wrong += accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, name
    assert wrong == []


def test_an_answer_is_checked_while_it_is_written_without_anything_moving(
    somebody: People, opened_page: OpenedPage
) -> None:
    user = somebody(Role.EXPERT)
    question = taken(user, asked(another(Role.CASEWORKER)))
    page = opened_page(user)
    page.goto(reverse("questions:show", args=[question.number]))
    field = page.locator("#answer-text")
    field.fill("Üksikvanema lapse toetus on suurem.")
    panel = page.locator(".live-check")
    before = panel.bounding_box()
    with page.expect_response("**/texts/live/**"):
        field.fill("Üksikvanema lapse toetus on 80 eurot.")
    page.wait_for_selector(".live-sum .pill.bad")
    assert panel.bounding_box() == before
    told = page.locator(".live-found").inner_text()
    assert "100 eurot" in told
    assert page.locator(".live-sum").get_attribute("aria-live") == "polite"
    assert accessibility(page) == []
    page.locator("button[name=live]").click()
    page.wait_for_selector("button[name=live][value=on]")
    assert page.locator(".live-check").count() == 0
