"""What would be if: both answers side by side, nothing kept unless somebody wants it."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.reader import read
from perenou.casework.solve import Solved
from perenou.casework.words import Words
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.months_compared import months_compared
from perenou.workbench.cases.solving import answer_of
from perenou.workbench.entry.values import written_for

pytestmark = pytest.mark.django_db

CHANGE = {"place": "children.kaarel.birth", "value": "2009-05-10", "based_on": "1", "token": "t"}


@pytest.fixture
def asked(somebody: People, opened: Opened) -> tuple[Client, Case, str]:
    """A caseworker's case of three children, and where to ask."""
    user = somebody(Role.CASEWORKER)
    case = opened(user, "three_children_one_turns_19")
    return signed_in(user), case, f"/cases/{case.number}/what-if/"


def page_of(client: Client, address: str, sent: dict[str, str]) -> str:
    return unescape(client.post(address, sent).content.decode()).replace("\xa0", " ")


def test_a_changed_cell_shows_old_new_and_why(asked: tuple[Client, Case, str]) -> None:
    client, _, address = asked
    page = page_of(client, address, CHANGE)
    assert "<del>160 eurot</del> <ins>260 eurot</ins>" in page.replace("\u202f", " ")
    assert "<del>10.05.2007</del>" in page
    assert "<ins>10.05.2009</ins>" in page


def test_payments_that_differ_are_shown_where_the_sum_is_the_same(
    asked: tuple[Client, Case, str],
) -> None:
    """Who has which rate may change without any sum of the family changing."""
    client, _, address = asked
    oldest = page_of(
        client, address, {**CHANGE, "place": "children.oskar.birth", "value": "2010-11-30"}
    )
    table = oldest[oldest.index("what-if-payments") :]
    assert "Oskar Näidis" in table[: table.index("</table>")]


def test_values_are_taken_as_people_type_them(asked: tuple[Client, Case, str]) -> None:
    client, _, address = asked
    assert "<ins>10.05.2009</ins>" in page_of(client, address, {**CHANGE, "value": "10.05.2009"})
    page = page_of(client, address, {**CHANGE, "value": "31.02.2009"})
    assert 'id="facts-error"' in page
    assert 'id="places-error"' not in page
    assert "Kuupäeva 31.02.2009 ei ole kalendris. Kontrolli kuud ja päeva." in page
    assert "children.kaarel.birth:" not in page


@pytest.mark.parametrize(
    ("before", "typed", "kept"),
    [
        ("2009-05-10", "1.6.2009", "2009-06-01"), ("2026-01", "02.2026", "2026-02"),
        ("80.00", "1 234,50", "1234.50"), ("80.00", "90,00", "90.00"), ("true", "ei", "false"),
        ("FI", "NO", "NO"), ("true", "ei tea", "unknown"), ("ema", "isa", "isa"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_the_one_it_stands_for(before: str, typed: str, kept: str) -> None:
    assert written_for(before, typed) == kept


@pytest.mark.parametrize(
    ("example", "change", "day", "told"),
    [
        (
            "three_children_one_turns_19", "children.kaarel.birth=2009-05-10", None,
            "lapse sünnikuupäev: 10. mai 2009 [Kaarel Näidis]; enne 10. mai 2007",
        ),
        (
            "raise_2023", "title=sama", 738_580,
            "lapsetoetus esimese ja teise lapse eest: 80 eurot (PHS § 17 lg 3); enne 60 eurot",
        ),
        (
            "eu_mother_estonia_father_finland", "people.mari.work=[]", None,
            "töö riigis: ei tööta [Mari Näide, Eesti]; enne töötaja",
        ),
    ],
    ids=["fact", "law", "states"],
)  # fmt: skip
def test_a_cell_that_differs_says_by_what(
    example: str, change: str, day: int | None, told: str
) -> None:
    case = read(EXAMPLES / f"{example}.yaml")
    pair = Solved(case), Solved(changed(case, [change]), day)
    was, now = map(answer_of, pair)
    table = months_compared(was, now, pair, Words("et", now.made.name_of))
    for row in table.rows:
        lines = [line.text for line in row.why]
        assert (told in lines) == bool(row.total.before), row


def test_other_people_are_not_compared_by_their_rows() -> None:
    case = read(EXAMPLES / "three_children_one_turns_19.yaml")
    fewer = case.model_copy(update={"children": {"oskar": case.children["oskar"]}})
    pair = Solved(case), Solved(fewer)
    was, now = map(answer_of, pair)
    table = months_compared(was, now, pair, Words("et", now.made.name_of))
    assert table.rows[0].total.before
    assert all(row.why == () for row in table.rows)


def test_nothing_is_stored_and_what_was_asked_is_not_logged(
    asked: tuple[Client, Case, str],
) -> None:
    client, case, address = asked
    before = Version.objects.get(case=case).content
    client.post(address, CHANGE)
    assert Version.objects.get(case=case).content == before
    event = Event.objects.get(action="case.what_if", about_id=case.number)
    assert "2009" not in event.detail
    assert "kaarel" not in event.detail


def test_it_can_be_kept_as_the_next_version_once(asked: tuple[Client, Case, str]) -> None:
    client, case, address = asked
    sent = {**CHANGE, "save": "1", "note": "sünniaeg parandatud"}
    for _ in range(2):
        assert client.post(address, sent)["Location"] == f"/cases/{case.number}/"
    latest = Version.objects.get(case=case, number=2)
    assert latest.note == "sünniaeg parandatud"
    assert "2009-05-10" in latest.content
    assert Version.objects.filter(case=case).count() == 2


def test_whoever_keeps_it_second_is_told_and_keeps_what_was_typed(
    asked: tuple[Client, Case, str],
) -> None:
    client, case, address = asked
    client.post(address, {**CHANGE, "save": "1"})
    second = {**CHANGE, "value": "2010-01-01", "save": "1", "token": "other"}
    answer = client.post(address, second)
    assert answer.status_code == 409
    assert 'value="2010-01-01"' in answer.content.decode()
    assert Version.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"places": "children.kaarel.birth=oops"}, "„oops“ ei ole kuupäev"),
        ({"places": "children.nobody.birth=2010-01-01"}, "nobody"),
        ({"day": "1999-01-01"}, "alates 01.01.2017"),
        ({"day": "homme"}, "alates 01.01.2017"),
        ({}, "Vali fakt või õiguse päev"),
        ({"places": "as_of=2026-01-01\n" * 31}, "kuni 30 muudatust"),
    ],
)
def test_what_cannot_be_is_told_and_kept(
    asked: tuple[Client, Case, str], sent: dict[str, str], told: str
) -> None:
    client, _, address = asked
    answer = client.post(address, sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert told in page
    assert all(value.strip() in page for value in sent.values())


def test_another_day_of_the_law_alone_can_be_asked(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, "raise_2023")
    page = page_of(signed_in(user), f"/cases/{case.number}/what-if/", {"day": "2023-03-01"})
    assert "Õigus: 10. jaanuari 2023 asemel 1. märts 2023." in page
    assert "<del>" in page


def test_who_may_only_see_may_ask_but_not_keep(somebody: People, opened: Opened) -> None:
    case = opened(somebody(Role.CASEWORKER), "three_children_one_turns_19")
    expert, address = signed_in(somebody(Role.EXPERT)), f"/cases/{case.number}/what-if/"
    assert expert.post(address, CHANGE).status_code == 200
    assert expert.post(address, {**CHANGE, "save": "1"}).status_code == 403
    assert Version.objects.filter(case=case).count() == 1
    stranger = signed_in(somebody(Role.CASEWORKER))
    assert stranger.post(address, CHANGE).status_code == 404
