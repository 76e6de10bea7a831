"""Journey 11: a new official's first week, by the mouse, without a word of script of ours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.workbench import learning
from tests.workbench.conftest import (
    ALL,
    OpenedPage,
    People,
    accessibility,
    walked_in,
)

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.learning.models import Answer, Exercise
from perenou.workbench.learning.stock import Wanted, current

pytestmark = pytest.mark.django_db(transaction=True)

EXERCISES = 20 if ALL else 11
BY_HAND = 20 if ALL else 3
"""Of them, those that the official does in the browser; the others are answered beforehand."""
WRONG = EXERCISES - BY_HAND + 1
"""Which exercise is answered wrongly, from 0; the others turn the chapter green."""


def choose(page: Page, *, rightly: bool) -> None:
    """Answer the exercise that is open."""
    stored = Exercise.objects.get(pk=int(page.url.split("/exercises/")[1].split("/")[0]))
    made = current(stored)
    assert made is not None
    wrong = next(at for at in range(len(made.choices)) if at != made.right)
    page.check(f"input[name=chosen][value='{made.right if rightly else wrong}']")
    page.click("form.asked button.primary")
    page.wait_for_selector("#outcome")


@pytest.mark.parametrize("language", walked_in("et"))
def test_a_new_officials_first_week(
    somebody: People, opened_page: OpenedPage, language: str
) -> None:
    trainer, official = somebody(Role.TRAINER), somebody(Role.CASEWORKER)
    User.objects.filter(pk=official.pk).update(unit="Tallinn")
    official.refresh_from_db()
    wanted = Wanted(kind="from_when", theme="newborn")
    course = learning.course(trainer, EXERCISES, wanted=wanted)
    teaching = opened_page(trainer, language)
    teaching.goto(f"/learning/courses/{course.pk}/assign/")
    teaching.select_option("#who", "unit:Tallinn")
    teaching.fill("#due_on", "2099-12-31")
    teaching.click("form.account button.primary")
    teaching.wait_for_selector("table")

    first = EXERCISES - BY_HAND
    for exercise in learning.exercises(course)[:first]:
        learning.answered(official, exercise)
    page = opened_page(official, language)
    page.goto("/")
    page.click("a:has-text('Esimene nädal')")
    page.click("a.button.primary")
    for number in range(first, EXERCISES):
        page.wait_for_selector("form.asked")
        if number == first:
            assert accessibility(page) == []
        choose(page, rightly=number != WRONG)
        if number == WRONG:
            # The wrong answer is explained: what misled, what is right, why, by which provisions.
            assert page.locator(".answer.wrong .strong").count() == 1
            assert page.locator("ul.tree li").count() > 2
            assert accessibility(page) == []
            page.click("section[aria-labelledby=provisions] a.provision >> nth=0")
            page.wait_for_selector(".provision-panel #beside-title")
            page.click(".provision-panel [data-close]")
        page.click(".answer a.button.primary")
    page.wait_for_url(f"**/learning/courses/{course.pk}/")
    assert Answer.objects.filter(user=official, is_right=True).count() == EXERCISES - 1

    page.goto("/learning/map/")
    chapter = page.locator("section", has=page.locator("h2", has_text="2"))
    assert chapter.locator(".head .pill.good").count() == 1
    assert chapter.locator("tr.is-mastered").count() >= 1
    assert accessibility(page) == []
    page.goto("/learning/statements/")
    page.click("form button.primary")
    page.wait_for_selector("#mastered")
    assert page.locator("tbody tr").count() >= 1

    teaching.goto(f"/learning/courses/{course.pk}/results/")
    worst = teaching.locator("tbody tr").first
    assert "0 %" in worst.inner_text()
    assert worst.locator("td").last.inner_text()
    assert accessibility(teaching) == []
    teaching.click(f"a:has-text('{official.name}')")
    teaching.wait_for_url(f"**/learning/map/{official.pk}/")
    assert accessibility(teaching) == []


def test_an_exercise_is_done_without_script(somebody: People, opened_page: OpenedPage) -> None:
    official = somebody(Role.CASEWORKER)
    page = opened_page(official)
    page.route("**/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/learning/")
    page.select_option("#kind", "find_fault")
    page.click("form.filter button")
    page.wait_for_selector("form.asked")
    assert page.locator(".act p").count() > 10
    choose(page, rightly=True)
    assert page.locator(".answer.wrong").count() == 0
    assert accessibility(page) == []
