"""The workbench in a real browser: signing in, a case, and what axe-core says of the pages."""

from __future__ import annotations

import pytest
from tests.workbench.conftest import PASSWORD, Opened, OpenedPage, People, accessibility, walked_in

from perenou.workbench.accounts.rights import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", walked_in("et"))
def test_somebody_signs_in_and_sees_a_case(
    somebody: People, opened: Opened, opened_page: OpenedPage, language: str
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    page = opened_page(None, language)
    page.goto("/")
    assert accessibility(page) == []
    page.fill("#username", user.username)
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    page.wait_for_selector(".rail")
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language
    assert accessibility(page) == []
    page.goto("/cases/")
    assert accessibility(page) == []
    page.click(f"text={case.number}")
    page.wait_for_url(f"**/cases/{case.number}/")
    assert accessibility(page) == []
    assert page.locator("h1").inner_text().startswith(case.number)
