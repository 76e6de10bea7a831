"""The guide to the program on pages: whole, linked within itself, found by what is asked."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from tests.workbench.conftest import People, signed_in

from perenou.impact.findable import handbook_parts
from perenou.workbench.accounts.rights import Role
from perenou.workbench.guide.chapters import FIRST, address_of, chapters

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="([^"#]*)(?:#([^"]*))?"')


def test_every_part_of_the_guide_has_its_place_and_every_link_leads_to_one() -> None:
    told = [title for title, _ in handbook_parts()][1:]  # the first is the title of all
    assert not [title for title in told if not address_of(title)]
    pages = {f"/guide/{key}/": chapter for key, chapter in chapters().items()}
    for chapter in chapters().values():
        for page, part in LINK.findall(chapter.body):
            found = pages[unquote(page)]
            assert not part or f'id="{part}"' in found.body, (chapter.title, page, part)
        assert "<img" not in chapter.body


def test_whoever_does_not_know_what_to_do_comes_to_the_guide(somebody: People) -> None:
    client = signed_in(somebody(Role.AUDITOR))
    assert 'href="/guide/"' in client.get("/").content.decode()
    listed = client.get("/guide/").content.decode()
    assert f"{address_of('Kaasuse sisestamine')}" in listed
    assert listed.index(chapters()[FIRST].title) < listed.index("Alustamine")
    assert client.get("/guide/nothing/").status_code == 404
    asked = client.post("/search/", {"asked": "kuidas ma kaasuse sulgen"}).content.decode()
    assert f'<a href="{address_of("Kaasuse leht")}">Kaasuse leht</a>' in asked
    assert "------" not in asked
    assert "!Töölaud" not in asked


def test_the_guide_answers_no_question_about_the_law(somebody: People) -> None:
    from perenou.workbench.questions.answering import pages
    from perenou.workbench.questions.sources import Looking

    user = somebody(Role.EXPERT)
    looking = Looking("Kuidas ma kaasuse sulgen?", "", None, user, "et", 739948)
    assert not [found for found in pages(looking) if found.address.startswith("/guide/")]
    assert "Koostöö" not in [found.title for found in pages(looking)]
    about = Looking("Kui suur on elatisabi?", "", None, user, "et", 739948)
    assert pages(about)[0].address == "/handbook/maintenance_allowance/"
