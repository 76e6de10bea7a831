"""The law changes, in a real browser: a redaction is brought, what it touches becomes tasks."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.workbench import acts_of_law
from tests.workbench.conftest import OpenedPage, People, accessibility, walked_in

from perenou.statutes.importer import read_file
from perenou.statutes.store import Store
from perenou.workbench.accounts.rights import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.mark.parametrize("language", walked_in("en"))
def test_a_redaction_is_brought_and_its_consequences_are_given_to_people(
    somebody: People,
    opened_page: OpenedPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "store"))
    with Store(tmp_path / "store") as acts:
        acts.add(read_file(acts_of_law.coded(tmp_path)))
    expert, colleague = somebody(Role.EXPERT), somebody(Role.CASEWORKER)
    page = opened_page(expert, language)
    page.goto("/watch/")
    page.click("main a.primary")
    assert accessibility(page) == []
    page.set_input_files("#file", acts_of_law.newer(tmp_path))
    page.click("main button.primary")
    expect(page.locator("article.change")).to_have_count(5)
    assert accessibility(page) == []
    # A norm beside the provision it rests on, before and after.
    page.click("table.things a:has-text('course')")
    expect(page.locator("pre").first).to_contain_text("def course_qualifies")
    assert accessibility(page) == []
    page.go_back()
    page.locator("input[name=chosen]").nth(0).check()
    page.locator("input[name=chosen]").nth(1).check()
    page.select_option("#owner", str(colleague.pk))
    page.click("button[value=tasks]")
    expect(page.locator("table.things a[href^='/tasks/']")).to_have_count(2)
    # What is left over is decided, too.
    page.check("[data-chooses-all]")
    page.fill("#words", "Muudatus on ainult keeleline")
    page.click("button[value=aside]")
    expect(page.locator("input[name=chosen]")).to_have_count(0)
    assert accessibility(page) == []
    page = opened_page(colleague, language)
    page.goto("/")
    expect(page.locator("section[aria-labelledby=tasks] li")).to_have_count(2)
