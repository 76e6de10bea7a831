"""A colleague asks, in a real browser: from the first words to an answer that helped."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.workbench.conftest import OpenedPage, People, accessibility, walked_in
from tests.workbench.positions import approved, saying
from tests.workbench.questions import published, wish

from perenou.language.grammar import Language
from perenou.workbench.accounts.rights import Role
from perenou.workbench.desk.law_index import law_index
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions.models import Help, Publication, Question, State

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = wish(
    "Peres on kolm last, vanim sai 2023. aastal 19 ja õpib gümnaasiumis. "
    "Kas lasterikka pere toetus jääb alles?",
    "Lasterikka pere toetus, kui vanim saab 19",
)
OTHER = wish(
    "Kas kolmelapselise lasterikka pere toetus säilib, kui vanim laps asub eraldi elama?",
    "Vanim laps kolib välja",
)
APART = wish("Kas elatisabi saab tagantjärele?", "Elatisabi tagantjärele", Theme.MAINTENANCE)
ASKED = (
    "Mari Maasikas küsib: kolmelapselises peres saab vanim gümnasist 2026. aastal 19. "
    "Kas lasterikka pere toetus säilib?"
)
HELD = "Kui kaua loetakse 19-aastast gümnasisti lasterikka pere laste hulka?"
NOTE = " Marile: 2026. aastal kehtib sama."


def clean(page: Page) -> None:
    found = accessibility(page)
    assert found == [], found
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def press(page: Page, key: str, language: Language) -> None:
    """Press a button by its text and see the page that follows."""
    with page.expect_navigation():
        page.click(f"main button:text-is('{say(key, language)}')")
    clean(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", walked_in("et"))
def test_a_colleague_asks_and_is_helped(
    somebody: People, opened_page: OpenedPage, language: Language
) -> None:
    author = somebody(Role.CASEWORKER)
    first = published(author, BEFORE)
    published(author, OTHER)
    published(author, APART)
    content = saying("PHS § 17 lg 2", question=HELD, answer="Kuni õppeaasta lõpuni.")
    position = approved(somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER), content)
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    law_index(language)
    mine, theirs = opened_page(asker, language), opened_page(expert, language)

    mine.goto("/questions/new/")
    clean(mine)
    mine.fill("#text", ASKED)
    mine.wait_for_selector("[data-source=earlier] li >> nth=1")
    assert mine.locator("[data-source=earlier] > ul > li").count() == 2
    assert mine.locator("[data-source=positions] > ul > li > a").all_inner_texts() == [HELD]
    year = say("questions.differs.years", language, here="2026", there="2023")
    assert mine.locator("[data-source=earlier] .differs >> nth=0").inner_text().startswith(year)
    mine.select_option("#theme", "family_allowances")
    clean(mine)
    press(mine, "questions.send", language)
    # By the name somebody is recognised; whoever asks leaves it, and publishing asks once more.
    clean(mine)
    mine.check("[name^=do-text][value=keep]")
    press(mine, "questions.send", language)

    question = Question.objects.get(asker=asker)
    theirs.goto("/")
    clean(theirs)
    theirs.click(f"main a[href='/questions/{question.number}/']")
    press(theirs, "questions.take.do", language)
    assert theirs.locator(
        f"[data-source=positions] a[href='{position.get_absolute_url()}']"
    ).count()
    theirs.click("[data-source=earlier] a.button >> nth=0")
    taken = theirs.locator(f"#answering [name=taken_from][value='earlier:{first.number}']")
    taken.wait_for(state="attached")
    theirs.fill("#answer-text", theirs.input_value("#answer-text") + NOTE)
    press(theirs, "questions.answer.do", language)

    theirs.click(f"a:text-is('{say('questions.publish.do', language)}')")
    clean(theirs)
    press(theirs, "questions.publish.do", language)
    assert not Publication.objects.filter(number=question.number).exists()
    places = theirs.locator("fieldset.spot")
    assert places.count() == 2
    for at in range(2):
        places.nth(at).locator("input[value=replace]").check()
    press(theirs, "questions.publish.do", language)
    shown = theirs.locator("main").inner_text()
    assert "Mari" not in shown
    assert "2026. aastal kehtib sama" in shown

    mine.goto("/")
    mine.click(f"main a[href='/questions/{question.number}/']")
    clean(mine)
    assert NOTE.strip() in mine.locator("main .answer").inner_text()
    mine.click(f"label:has-text('{say('questions.helped.yes', language)}')")
    press(mine, "questions.helped.do", language)
    question.refresh_from_db()
    assert (question.helped, question.state) == (Help.YES, State.PUBLISHED)

    theirs.goto("/questions/figures/")
    clean(theirs)
    theirs.goto("/questions/")
    clean(theirs)
