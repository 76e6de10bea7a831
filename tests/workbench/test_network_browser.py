"""A foreign institution is asked by a letter, one is reminded, and the answer reaches the case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect
from tests.workbench.conftest import Opened, OpenedPage, People, accessibility, walked_in

from perenou.exchange import mail
from perenou.exchange.mail import Mail
from perenou.workbench.accounts.rights import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.mark.parametrize("language", walked_in("ru"))
def test_a_liaison_body_is_asked_and_its_answer_is_kept_with_the_case(
    somebody: People, opened: Opened, opened_page: OpenedPage, tmp_path: Path, language: str
) -> None:
    expert = somebody(Role.EXPERT)
    case = opened(expert, "eu_mother_estonia_father_finland")
    page = opened_page(expert, language)
    page.goto("/network/partners/new/")
    page.fill("#name", "Näidiskassa")
    page.select_option("#sort", "liaison")
    page.select_option("#country", "FI")
    page.fill("#email", "posti@kassa.example")
    assert accessibility(page) == []
    page.click("main button.primary")
    page.click("main a.primary")
    page.fill("#subject", "Järelepärimine töötamise kohta")
    page.fill("#text", "Palume teatada, millal isik töötas. Alus: 987/2009 art 60.")
    page.fill("#due", localdate().isoformat())
    page.fill("#case", case.number)
    page.click("main button.primary")
    assert accessibility(page) == []
    with page.expect_download() as download:
        page.click("article.letter a[download]")
    sent = mail.read(Path(download.value.path()).read_bytes())
    assert sent.recipients == ("posti@kassa.example",)
    at = page.url
    # The reminder stands among one's tasks until the answer is there.
    page.goto("/")
    expect(page.locator("section[aria-labelledby=tasks] li")).to_have_count(1)
    answer = Mail("Vastus", "a@kassa.example", (), datetime(2026, 12, 1, tzinfo=UTC),
                  "Töötas 17.03.2025 alates.", "<v@kassa.example>", (sent.message_id,))  # fmt: skip
    file = tmp_path / "vastus.eml"
    file.write_bytes(mail.written(answer, is_draft=False))
    page.goto("/network/mail/")
    assert accessibility(page) == []
    page.set_input_files("#file", file)
    page.click("main button.primary")
    expect(page).to_have_url(at)
    expect(page.locator("article.letter")).to_have_count(2)
    expect(page.locator(f"a[href='/cases/{case.number}/']")).to_be_visible()
    assert accessibility(page) == []
    page.goto("/")
    expect(page.locator("section[aria-labelledby=tasks] li")).to_have_count(0)
