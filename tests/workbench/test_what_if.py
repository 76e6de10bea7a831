"""What would be if: both answers side by side, nothing kept unless somebody wants it."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
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

pytestmark = pytest.mark.django_db

CHANGE = {"places": "children.kaarel.birth=2009-05-10", "based_on": "1", "token": "t"}


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
    oldest = page_of(client, address, {**CHANGE, "places": "children.oskar.birth=2010-11-30"})
    table = oldest[oldest.index("what-if-payments") :]
    assert "Oskar Näidis" in table[: table.index("</table>")]


def form_of(page: str) -> dict[str, list[str]]:
    """The fields of the form of facts, as a browser would send them."""
    reader = FormReader()
    reader.feed(page[page.index('id="facts"') :])
    return reader.sent


class FormReader(HTMLParser):
    """Reads what a form would send."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        is_box = told.get("type") in ("checkbox", "radio")
        if tag == "select":
            self._select, self.sent[name] = name, [""]
        elif tag == "option" and "selected" in told:
            self.sent[self._select] = [told.get("value") or ""]
        elif tag == "input" and name and (not is_box or "checked" in told):
            self.sent.setdefault(name, []).append(told.get("value") or "")


def test_it_has_the_fields_of_the_facts_and_takes_values_as_people_type_them(
    asked: tuple[Client, Case, str],
) -> None:
    """A state is chosen, a person or a job is added: what may be otherwise is not only a value."""
    client, case, address = asked
    form = form_of(client.get(address).content.decode())
    facts = form_of(client.get(reverse("entry:facts", args=[case.number])).content.decode())
    assert {name for name in facts if "." in name} <= set(form)
    page = unescape(client.post(address, {**form, "do": "ask"}).content.decode())
    assert "Muuda mõnda fakti" in page  # the form as it stands changes nothing
    typed = {**form, "children.kaarel.birth": "10.05.2009", "do": "ask"}
    assert "<ins>10.05.2009</ins>" in unescape(client.post(address, typed).content.decode())
    wrong = client.post(address, {**typed, "children.kaarel.birth": "31.02.2009"})
    assert wrong.status_code == 422
    page = unescape(wrong.content.decode())
    assert "Kuupäeva 31.02.2009 ei ole kalendris. Kontrolli kuud ja päeva." in page
    assert 'id="children.kaarel.birth-error"' in page
    who = next(name.split(".")[1] for name in form if name.startswith("people."))
    more = client.post(address, {**form, "do": f"add people.{who}.work"})
    row = form_of(more.content.decode())
    told = {f"people.{who}.work.0.country": "FI", f"people.{who}.work.0.from": "17.11.2026"}
    assert told.keys() <= row.keys()
    page = page_of(client, address, {**row, **told, "do": "ask"})  # type: ignore[dict-item]
    assert "Soome" in page[page.index("what-if-fields") : page.index('id="facts"')]
    assert Version.objects.filter(case=case).count() == 1


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
    second = {**CHANGE, "places": "children.kaarel.birth=2010-01-01", "save": "1", "token": "other"}
    answer = client.post(address, second)
    assert answer.status_code == 409
    assert ".birth=2010-01-01</textarea>" in answer.content.decode()
    assert Version.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"places": "children.kaarel.birth=oops"}, "„oops“ ei ole kuupäev"),
        ({"places": "children.nobody.birth=2010-01-01"}, "nobody"),
        ({"day": "1999-01-01"}, "alates 01.01.2017"),
        ({"day": "homme"}, "alates 01.01.2017"),
        ({}, "Muuda mõnda fakti"),
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
