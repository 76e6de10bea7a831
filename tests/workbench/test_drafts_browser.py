"""An act in a real browser: from a case to an approved act that opens in Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page
from tests.acts.cases import FULL
from tests.workbench.conftest import Opened, OpenedPage, People, accessibility, walked_in

from perenou.language.grammar import Language
from perenou.workbench.accounts.rights import Role
from perenou.workbench.frame.words import say

pytestmark = pytest.mark.django_db(transaction=True)

FILLED = {
    "given-number": FULL["number"],
    "given-day": FULL["day"],
    "given-official-name": FULL["official"]["name"],
    "given-official-title": FULL["official"]["title"],
    "given-official-phone": FULL["official"]["phone"],
    "given-delivery-address": FULL["delivery"]["address"],
}
"""By id of a field: what the official fills in."""

OWN = "Minu lõik: elukohta kontrolliti registrist."
MENDED = "Minu lõik: elukohta kontrolliti registrist 20. novembril 2026."


def clean(page: Page) -> None:
    found = accessibility(page)
    assert found == [], found
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def write(page: Page, text: str) -> None:
    """Write a paragraph and see it in the draft."""
    with page.expect_response("**/look/") as looked:
        page.fill("#own-reasons", text)
    assert looked.value.ok
    page.wait_for_selector(f"#paper [data-own]:has-text('{text}')")


@pytest.mark.slow
@pytest.mark.parametrize("language", walked_in("en"))
def test_from_a_case_to_an_approved_act_in_word(
    somebody: People, opened: Opened, opened_page: OpenedPage, tmp_path: Path, language: Language
) -> None:
    author, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = opened(author)
    mine, theirs = opened_page(author, language), opened_page(expert, language)

    mine.goto(f"/cases/{case.number}/")
    mine.click(f"main a[href='/drafts/{case.number}/']")
    clean(mine)
    mine.click("button[name=matter] >> nth=0")
    mine.wait_for_selector("#given")
    clean(mine)

    for field, value in FILLED.items():
        mine.fill(f"#{field}", value)
    mine.select_option("#given-delivery-channel", FULL["delivery"]["channel"])
    write(mine, OWN)
    mine.wait_for_selector(f"#beside :text('{say('drafts.gaps.none', language)}')")
    mine.click("#given .save button")
    mine.wait_for_selector(".messages")
    clean(mine)

    mine.click(f"text={say('drafts.reasons.open', language)}")
    mine.wait_for_selector(".reason summary >> nth=0")
    mine.click(".reason summary >> nth=0")
    clean(mine)

    mine.select_option("#named", str(expert.pk))
    mine.click(f"button:text-is('{say('drafts.hand_over.do', language)}')")
    mine.wait_for_selector(f"text={say('drafts.recall.do', language)}")
    clean(mine)

    theirs.goto(mine.url)
    clean(theirs)
    theirs.fill("#remarks-words", "Millal?")
    theirs.click(f"button:text-is('{say('drafts.review.return', language)}')")
    theirs.wait_for_selector(".messages")

    mine.reload()
    mine.wait_for_selector("text=Millal?")
    clean(mine)
    write(mine, MENDED)
    mine.click("#given .save button")
    mine.wait_for_selector(".messages")
    mine.select_option("#named", str(expert.pk))
    mine.click(f"button:text-is('{say('drafts.hand_over.do', language)}')")
    mine.wait_for_selector(f"text={say('drafts.recall.do', language)}")

    theirs.reload()
    with theirs.expect_navigation():
        theirs.click(f"button:text-is('{say('drafts.review.approve', language)}')")
    theirs.wait_for_selector(".pill.good")
    clean(theirs)
    with theirs.expect_download() as download:
        theirs.click("text=DOCX")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == f"{case.number}-1-v3.docx"
    written = Document(str(file))
    assert MENDED in [each.text for each in written.paragraphs]
    assert all(
        "Mustand" not in each.text for each in written.sections[0].first_page_header.paragraphs
    )

    theirs.click("ol.plain a >> nth=0")
    theirs.wait_for_selector(".changed ins")
    clean(theirs)


@pytest.mark.slow
@pytest.mark.parametrize("language", walked_in("et"))
def test_a_file_is_dropped_and_its_findings_are_read(
    somebody: People, opened_page: OpenedPage, tmp_path: Path, language: Language
) -> None:
    page = opened_page(somebody(Role.EXPERT), language)
    page.goto("/drafts/check/")
    clean(page)
    file = tmp_path / "kiri.txt"
    file.write_text("OTSUS\n\nTeile makstakse emapalka 85 eurot.\n", "utf-8")
    page.set_input_files("#file", file)
    page.select_option("#kind", "grant")
    page.click("button.primary")
    page.wait_for_selector(".findings")
    assert page.locator(".findings > li").count() > 3
    page.click(".findings summary >> nth=0")
    clean(page)
    assert page.evaluate("document.querySelector('#file').files.length") == 1
    page.set_viewport_size({"width": 320, "height": 800})
    clean(page)
