"""The overview: every figure is what its list counts, and few are never a share."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate
from tests.workbench.conftest import Opened, People, signed_in
from tests.workbench.positions import begun as position_begun
from tests.workbench.practice import done
from tests.workbench.proposals import begun
from tests.workbench.questions import asked

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.rights import Role
from perenou.workbench.figures.sources import SMALL, SOURCES, Figure, groups, period_of
from perenou.workbench.figures.told import said
from perenou.workbench.frame.periods import PERIODS
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.listing import in_period
from perenou.workbench.proposals.models import Proposal

pytestmark = pytest.mark.django_db

LISTS = (
    "/cases/", "/questions/", "/positions/", "/proposals/", "/watch/", "/watch/bills/",
    "/practice/", "/texts/", "/flows/",
)  # fmt: skip


def test_every_figure_opens_the_list_that_it_counts(somebody: People, opened: Opened) -> None:
    expert = somebody(Role.EXPERT)
    case = opened(expert)
    opened(expert, "missing_facts")
    asked(expert, case)
    begun(expert)
    position_begun(expert)
    done(expert)
    client = signed_in(expert)
    looked = 0
    for group in groups(expert, period_of("90")):
        for figure in group.figures:
            answer = client.get(figure.address)
            assert answer.status_code == 200, figure
            is_list = urlsplit(figure.address).path in LISTS
            if is_list and figure.unit == "number":
                listed = client.get(
                    f"{figure.address}{'&' if '?' in figure.address else '?'}as=csv"
                )
                rows = list(
                    csv.reader(StringIO(listed.getvalue().decode("utf-8-sig")), delimiter=";")
                )
                assert len(rows) - 1 == figure.value, (group.key, figure.key)
                looked += 1
    assert looked > 10


def test_whoever_may_not_list_all_cases_counts_them_without_a_link(
    somebody: People, opened: Opened
) -> None:
    opened(somebody(Role.CASEWORKER))
    opened(somebody(Role.CASEWORKER), is_restricted=True)
    owner = somebody(Role.SERVICE_OWNER)
    (cases,) = [each for each in groups(owner, period_of("")) if each.key == "cases"]
    assert cases.figures[0].value == 1
    assert not any(figure.address for figure in cases.figures)


def test_of_few_no_share_is_reckoned_and_unknown_is_no_nought() -> None:
    assert said(Figure("x", 2, "share", SMALL - 1), "et") == f"2 / {SMALL - 1}"
    assert said(Figure("x", 5, "share", SMALL), "et") == f"5 / {SMALL} (50\u202f%)"
    assert said(Figure("x", None, "hours", 0), "et") == "ei ole teada"
    assert said(Figure("x", 40, "hours", 20), "et") == "40 h"
    assert said(Figure("x", 96, "hours", 20), "et") == "4 päeva"


def test_months_of_a_trend_end_with_this_one() -> None:
    period = period_of("30")
    assert len(period.months) == 12
    days = [period.last, period.last, period.first_of_trend]
    assert period.by_month(days) == (1, *[0] * 10, 2)
    assert period_of("nonsense").key == "365"


@pytest.mark.parametrize("key", PERIODS)
def test_a_period_has_as_many_days_as_it_says(key: str) -> None:
    period = period_of(key)
    assert (period.last - period.first).days + 1 == int(key)
    assert period.last == localdate()


def test_the_list_that_a_figure_opens_begins_on_the_same_day(somebody: People) -> None:
    """On the last day before the period neither counts a thing; on its first day both do."""
    author = somebody(Role.EXPERT)
    proposal = begun(author)
    for days, is_in in ((30, False), (29, True)):
        day = localdate() - timedelta(days)
        Proposal.objects.filter(pk=proposal.pk).update(moved_on=day, stage="in_force")
        (group,) = [each for each in groups(author, period_of("30")) if each.key == "proposals"]
        (figure,) = [each for each in group.figures if each.key == "in_force"]
        assert figure.value == int(is_in)
        assert in_period(Proposal.objects.all(), "30", author).exists() is is_in


def test_the_page_and_its_files_tell_the_same(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    page = client.get("/figures/?period=30").content.decode()
    assert page.count('<section class="part">') == len(SOURCES)
    assert 'role="img" aria-label="' in page
    text = client.get("/figures/file/csv/?period=30").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert len(rows) - 1 == len(re.findall(r'<tr><th scope="row">', page.partition("</main>")[0]))
    assert client.get("/figures/file/xlsx/").content.startswith(b"PK")
    assert client.get("/figures/file/pdf/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_behind_figures_has_pages(somebody: People, language: str) -> None:
    client = signed_in(somebody(Role.SERVICE_OWNER))
    client.post("/language/", {"language": language})
    for address in ("/figures/", "/figures/doubts/", "/figures/acts/"):
        assert client.get(address).status_code == 200


def test_others_see_no_overview(somebody: People) -> None:
    for role in (Role.CASEWORKER, Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR):
        assert signed_in(somebody(role)).get("/figures/").status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_thing_has_the_same_name_in_every_section(language: Language) -> None:
    for one, other in (
        ("proposals.origin.practice", "about.practice"),
        ("proposals.stage.in_force", "figures.proposals.in_force"),
    ):
        assert say(one, language) == say(other, language)
    assert say("figures.positions", language).lower() in say("practice.title", language).lower()
