"""Practice, the flow of work and proposals in a browser, each from its beginning to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import Page
from tests.workbench.conftest import OpenedPage, People, accessibility
from tests.workbench.practice import TABLE, decisions
from tests.workbench.proposals import found

from perenou.language.grammar import LANGUAGES
from perenou.population.practice.audit import audited
from perenou.population.practice.gather import veiled
from perenou.process.synthetic import synthetic
from perenou.process.write_log import as_csv
from perenou.proposals.proposal import Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.jobs.worker import once
from perenou.workbench.practice.actions import keep
from perenou.workbench.practice.models import Audit
from perenou.workbench.proposals import computing
from perenou.workbench.proposals.invented import REFORM
from perenou.workbench.proposals.models import Proposal
from perenou.workbench.tasks.models import Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def small(opened_page: OpenedPage, user: User, *addresses: str) -> list[str]:
    """What is wrong with pages on a small screen, each in another language."""
    wrong = []
    for language, address in zip(reversed(LANGUAGES), addresses, strict=False):
        page = opened_page(user, language)
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address)
        wrong += accessibility(page)
        if page.evaluate("document.documentElement.scrollWidth") != 320:
            wrong.append(f"{address} is wider than the screen in {language}")
    return wrong


def brought(page: Page, name: str, content: bytes) -> None:
    """Choose a file in a form and send it."""
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.locator("main button.primary").click()


def test_from_a_table_of_decisions_to_a_proposal(somebody: People, opened_page: OpenedPage) -> None:
    user = somebody(Role.EXPERT)
    page = opened_page(user)
    page.goto(reverse("practice:load"))
    page.locator("#sender").fill("Näidisamet")
    brought(page, "otsused.csv", TABLE.encode())
    page.wait_for_url("**/columns/")
    assert page.locator("#column-births").input_value() == "LASTE SÜNNIAJAD"
    page.locator("main button.primary").click()
    page.wait_for_url("**/jobs/*/")
    audit = Audit.objects.get()
    veil, names = veiled(decisions(40), b"a key of the tests")
    keep(audit, audited(veil), names)  # as the work in the background does
    page.goto(audit.get_absolute_url())
    page.locator("#clusters ~ .scroll tbody a").first.click()
    page.wait_for_selector("#examples")
    address = page.url
    page.locator(".head a.button", has_text="ettepanek").click()
    page.wait_for_selector(".proposal-form")
    page.locator("[name=title]").fill("Määr ühtemoodi")
    page.locator("button[data-shortcut=s]").click()
    page.wait_for_selector("#evidence")
    page.locator("#evidence + ul a").click()
    page.wait_for_selector("#examples")
    assert page.url == address
    assert small(opened_page, user, audit.get_absolute_url(), address) == []


def test_from_a_log_to_what_would_be_if(somebody: People, opened_page: OpenedPage) -> None:
    user = somebody(Role.EXPERT)
    page = opened_page(user)
    page.goto(reverse("flows:new"))
    page.locator("#name").fill("Sügis")
    brought(page, "logi.csv", as_csv(synthetic(600)))
    page.wait_for_url("**/columns/")
    page.locator("main button.primary").click()
    page.wait_for_selector("#progress progress, #progress [role=status]")
    assert once("a worker")
    page.wait_for_selector("#picture")  # without a word from anybody
    assert page.locator("#picture ~ .scroll svg").count() == 1
    address = page.url
    page.locator(".head a.primary").click()
    page.locator("#arrivals").fill("120")
    page.locator("#replications").select_option(index=0)
    page.locator("main button.primary").click()
    page.wait_for_selector("#progress [role=status]")
    assert once("a worker")
    page.wait_for_selector("section.answer, main .error")
    assert page.locator("main .error").all_inner_texts() == []
    assert "1,20" in page.locator("main").inner_text()
    assert small(opened_page, user, address, page.url) == []


def test_from_a_reform_to_an_answer(
    somebody: People, opened_page: OpenedPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "compute", lambda *_: found())
    author, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    page = opened_page(author)
    page.goto(reverse("proposals:new"))
    page.locator("[name=title]").fill("Lapsetoetus 100 eurot")
    page.locator("[name=problem]").fill("Määr on vana.")
    page.locator("button[data-shortcut=s]").click()
    page.wait_for_selector("#sections")
    proposal = Proposal.objects.get()
    address = proposal.get_absolute_url()
    page.goto(reverse("proposals:write", args=[proposal.number, "reform"]))
    page.locator("[name=reform]").fill(REFORM)
    page.locator("button[data-shortcut=s]").click()
    page.locator("form[action$='/compute/'] button").click()
    page.wait_for_selector("#job [role=status]")
    assert once("a worker")
    page.goto(address)
    with page.expect_download() as taken:
        page.locator("a[href$='/docx/']").first.click()
    assert taken.value.path().read_bytes()[:2] == b"PK"
    page.goto(reverse("proposals:write", args=[proposal.number, "force"]))
    page.locator("[name=due]").fill((localdate() + timedelta(30)).isoformat())
    page.locator("button[data-shortcut=s]").click()
    for stage in (Stage.DRAFTED, Stage.SENT):
        page.locator("#to").select_option(stage.value)
        page.locator("#stage ~ form button").click()
        if stage is Stage.SENT:  # its empty places are named before it is noted
            page.locator("button[name=confirmed]").click()
        page.wait_for_selector(".notice, [role=status]")
    assert Task.objects.get(owner=author).is_open
    other = opened_page(owner)
    other.goto(address)
    other.locator("#to").select_option(Stage.ACCEPTED.value)
    other.locator("#stage ~ form button").click()
    other.wait_for_selector("#course")
    proposal.refresh_from_db()
    assert proposal.stage == Stage.ACCEPTED
    assert not Task.objects.get(owner=author).is_open
    assert small(opened_page, owner, address) == []
