"""Entering cases: every way of opening one, forms, drafts that outlive a crash, and conflicts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Protocol

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.timezone import localdate
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.casework.case_file.reader import parse_data, read, read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.schema import entries
from perenou.casework.case_file.writer import to_mapping
from perenou.language.catalogue import Catalogue
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.entry.actions import keep
from perenou.workbench.entry.answers_form import ROWS
from perenou.workbench.entry.facts_form import read_form
from perenou.workbench.entry.facts_page import FactsPage, facts_page
from perenou.workbench.entry.interviewing import begin
from perenou.workbench.entry.models import Draft, How

pytestmark = pytest.mark.django_db

TEXT = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")
FAMILY = {
    "title": "Üks laps", "token": "family-1", "first": "10.2026", "last": "11.2026",
    "adult-name": ["Mari Näide", "Jaan Näide"], "adult-birth": ["1.2.1985", ""],
    "adult-code": ["", ""], "child-name": ["Juku Näide"], "child-birth": ["14.05.2018"],
    "child-code": [""],
}  # fmt: skip


@pytest.fixture
def client(somebody: People) -> Client:
    """Somebody who opens cases."""
    return signed_in(somebody(Role.CASEWORKER))


class Answer(Protocol):
    """What came back."""

    status_code: int

    @property
    def content(self) -> bytes:
        """The page."""

    def __getitem__(self, header: str, /) -> str:
        """A header."""


def text_of(answer: Answer) -> str:
    """A page as it is read."""
    return unescape(answer.content.decode())


def told(version: Version | None) -> CaseFile:
    """What a version says."""
    assert version is not None
    return read_text(version.content, "case.yaml")


def latest() -> CaseFile:
    """What the version saved last says."""
    return told(Version.objects.order_by("pk").last())


def fields(answer: Answer) -> dict[str, list[str]]:
    """The fields of the facts as a browser would send them."""
    page = re.search(r'<form method="post" id="facts".*?</form>', answer.content.decode(), re.S)
    assert page is not None
    found: dict[str, list[str]] = {}

    def put(name: str, value: str) -> None:
        found.setdefault(unescape(name), []).append(unescape(value))

    for tag in re.findall(r"<input[^>]*>", page[0]):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (' type="checkbox"' not in tag or " checked" in tag):
            put(name[1], value[1] if value else "")
    for name_, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page[0]):
        chosen = re.findall(r'<option value="([^"]*)"( selected)?>', options)
        put(name_, next((value for value, mark in chosen if mark), chosen[0][0]))
    return found


# ------------------------------------------------------------------------------ files and copies


def test_a_new_case_is_opened_in_the_way_one_chooses(client: Client) -> None:
    page = text_of(client.get("/entry/new/"))
    assert "/entry/new/family/" in page
    assert 'name="tables"' in page
    assert "/entry/new/copy/" in page


def test_tables_beside_a_case_file_are_read_into_it(client: Client) -> None:
    case = TEXT.replace("people:\n", "parental_days: {table: paevad.csv}\npeople:\n", 1)
    table = "taotleja;laps;liik;algus;lõpp\nmari;leida;shared;01.10.2021;31.10.2021\n"
    sent = {
        "title": "Tabeliga", "token": "tables",
        "file": SimpleUploadedFile("juhtum.yaml", case.encode()),
        "tables": [SimpleUploadedFile("paevad.csv", table.encode())],
    }  # fmt: skip
    answer = client.post("/entry/new/", sent)
    assert answer.status_code == 302, text_of(answer)
    days = entries(latest().parental_days)
    assert [(each.by, each.kind) for each in days] == [("mari", "shared")]


def test_what_is_wrong_in_a_table_is_told_by_its_own_name(client: Client) -> None:
    case = "parental_days: {table: paevad.csv}\n"
    sent = {
        "title": "Tabeliga", "token": "t", "content": case,
        "tables": [SimpleUploadedFile("paevad.csv", b"taotleja;kukk\nmari;1\n")],
    }  # fmt: skip
    answer = client.post("/entry/new/", sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "paevad.csv:1 kukk" in page
    assert "/tmp" not in page
    assert case.strip() in page


@pytest.mark.parametrize(
    ("name", "key"),
    [("tulu.exe", "kind_of_table"), ("..csv", "kind_of_table"), ("a;b.csv", "kind_of_table")],
)
def test_a_table_of_another_kind_is_refused(client: Client, name: str, key: str) -> None:
    sent = {"title": "x", "token": "t", "content": TEXT, "tables": SimpleUploadedFile(name, b"a\n")}
    answer = client.post("/entry/new/", sent)
    assert answer.status_code == 422
    texts = Catalogue.load("perenou.workbench", "texts")
    assert texts.text(f"entry.form.{key}", "et") in text_of(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize("title", ["", "x" * 161])
def test_a_title_that_will_not_do_is_told_at_its_field(client: Client, title: str) -> None:
    content = TEXT.replace("title: ", "# title: ")
    answer = client.post("/entry/new/", {"title": title, "content": content, "token": "t"})
    assert answer.status_code == 422
    assert 'id="title-error"' in text_of(answer)


def test_a_copy_says_the_same_and_is_a_case_of_its_own(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, is_restricted=False), signed_in(user)
    assert client.get("/entry/new/copy/", {"number": case.number})["Location"] == (
        f"/entry/{case.number}/copy/"
    )
    page = text_of(client.get(f"/entry/{case.number}/copy/"))
    assert case.title in page
    sent = {"title": "Teine", "token": "copy"}
    first = client.post(f"/entry/{case.number}/copy/", sent)
    second = client.post(f"/entry/{case.number}/copy/", sent)
    assert first["Location"] == second["Location"]
    copy = Case.objects.get(title="Teine")
    assert copy.owner == user
    assert copy.kind == case.kind
    assert latest() == told(case.versions.get(number=1))


def test_nobody_copies_a_case_that_is_not_theirs(somebody: People, opened: Opened) -> None:
    case, client = opened(somebody(Role.CASEWORKER)), signed_in(somebody(Role.CASEWORKER))
    assert client.get(f"/entry/{case.number}/copy/").status_code == 404
    answer = client.get("/entry/new/copy/", {"number": case.number})
    unknown = client.get("/entry/new/copy/", {"number": "2026-9999"})
    assert answer.status_code == unknown.status_code == 422


def test_a_copy_of_a_restricted_case_is_restricted(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, is_restricted=True), signed_in(user)
    address = f"/entry/{case.number}/copy/"
    assert "/purpose/" in client.get(address)["Location"]
    client.post(f"/cases/{case.number}/purpose/", {"purpose": "menetlen", "next": address})
    client.post(address, {"title": "Teine", "token": "copy"})
    assert Case.objects.get(title="Teine").is_restricted


# ------------------------------------------------------------------------------ who is there


def test_a_family_begins_an_interview_once(client: Client) -> None:
    first = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})
    second = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})
    assert first["Location"] == second["Location"] == "/entry/new/family-1/interview/"
    assert Draft.objects.get().how == How.INTERVIEW
    page = text_of(client.get(first["Location"]))
    assert "Juku Näide, 8 aastat" in page
    assert "Otsustavaid fakte puudu" in page


def test_a_family_of_nobody_is_no_case_with_nothing_to_pay(client: Client) -> None:
    nobody = {**FAMILY, **{key: [""] for key in FAMILY if key.startswith(("adult", "child"))}}
    for do in ("interview", "facts"):
        answer = client.post("/entry/new/family/", {**nobody, "do": do})
        assert answer.status_code == 422
        assert "Kirjuta vähemalt üks inimene" in text_of(answer)
    assert not Draft.objects.exists()


def test_what_is_wrong_with_somebody_stands_at_the_field(client: Client) -> None:
    wrong = {**FAMILY, "child-birth": ["31.02.2018"], "title": "", "do": "interview"}
    answer = client.post("/entry/new/family/", wrong)
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'id="child-birth-1-error"' in page
    assert 'id="title-error"' in page
    assert 'value="31.02.2018"' in page
    assert 'value="Jaan Näide"' in page
    assert not Draft.objects.exists()


def test_the_first_page_of_a_case_is_in_the_language_of_its_reader(somebody: People) -> None:
    """Also its rows, which are included with nothing but what they show."""
    user = somebody(Role.CASEWORKER)
    for language, labels in {
        "en": ("From", "Name", "Date of birth", "Personal code", "Add a child"),
        "ru": ("Имя", "Дата рождения", "Личный код"),
    }.items():
        User.objects.filter(pk=user.pk).update(language=language)
        main = text_of(signed_in(user).get("/entry/new/family/")).partition("<main")[2]
        for label in labels:
            assert label in main, label
        for strange in ("Alates", "Kuni", "Nimi", "Sünnikuupäev", "Isikukood", "Lapsed"):
            assert strange not in main, strange


@pytest.mark.parametrize(("do", "name"), [("adult", "adult-name"), ("child", "child-name")])
def test_another_row_is_added_without_script(client: Client, do: str, name: str) -> None:
    answer = client.post("/entry/new/family/", {**FAMILY, "do": do})
    page = text_of(answer)
    assert page.count(f'name="{name}"') == len(FAMILY[name]) + 1
    assert 'value="Mari Näide"' in page


@pytest.mark.parametrize(("language", "name"), [("en", "Date of birth"), ("ru", "Дата рождения")])
def test_the_fields_of_a_family_are_named_in_the_readers_language(
    client: Client, language: str, name: str
) -> None:
    User.objects.update(language=language)
    page = text_of(client.get("/entry/new/family/"))
    assert name in page
    for estonian in ("Sünnikuupäev", "Isikukood", "Täiskasvanu", "Lapsed", "Alates"):
        assert estonian not in page


# ------------------------------------------------------------------------------ the interview


def answered(client: Client, address: str, *answers: str) -> Answer:
    """The page after answers: words to choose, a text, or nothing to skip."""
    for answer in answers:
        page = client.get(address).content.decode()
        place = re.search(r'name="at" value="([^"]+)"', page)
        assert place is not None
        sent = {"at": place[1], "do": "answer" if answer else "skip", "answer": answer}
        told = client.post(address, sent)
        assert told.status_code == 302, text_of(told)
    return client.get(address)


def test_an_interview_is_saved_as_a_case_once(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    page = text_of(answered(client, address, "yes", "yes", "", ""))
    assert "jah" in page
    first = client.post(address, {"do": "save"})
    assert client.get(first["Location"]).status_code == 200
    assert client.post(address, {"do": "save"})["Location"] == first["Location"]
    assert Case.objects.count() == 1
    assert latest().is_ordinary
    assert not Draft.objects.exists()


def test_an_empty_answer_is_told_which_button_leaves_it_open(client: Client) -> None:
    at = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    page = text_of(client.get(at))
    place = re.search(r'name="at" value="([^"]+)"', page)
    assert place is not None
    told = client.post(at, {"at": place[1], "do": "answer", "answer": ""})
    page = text_of(told)
    button = re.search(r'value="skip" formnovalidate>([^<]+)<', page)
    assert button is not None
    assert f"vajuta „{button[1]}“" in page


def test_what_stands_in_the_field_is_saved_with_the_interview(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    assert client.post(address, {"do": "save", "at": "0.0", "answer": "yes"}).status_code == 302
    assert latest().is_ordinary


def test_the_same_answer_sent_twice_is_given_once(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    sent = {"at": "0.0", "do": "answer", "answer": "yes"}
    client.post(address, sent)
    before = Draft.objects.get().content
    client.post(address, sent)
    assert Draft.objects.get().content == before


def test_an_empty_answer_is_no_answer(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    answer = client.post(address, {"at": "0.0", "do": "answer"})
    assert answer.status_code == 422
    assert 'role="alert"' in text_of(answer)


def test_why_it_is_asked_is_told_with_the_provision(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    page = text_of(answered(client, address, "yes"))
    assert 'href="/law/PHS_§_4_lg_' in page
    assert "Miks seda küsitakse" in page


def test_an_earlier_answer_is_changed(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    answered(client, address, "yes", "yes", "", "")
    client.post(address, {"do": "back.0"})
    page = text_of(client.get(address))
    assert 'value="yes" checked' in page
    assert "Kas peale kirjapandu on peres" in page


def test_the_family_is_changed_in_the_interview_and_answers_stay(client: Client) -> None:
    sent = {**FAMILY, "adult-birth": ["1.2.2012", ""], "do": "interview"}
    at = client.post("/entry/new/family/", sent)["Location"]
    answered(client, at, "yes", "yes", "", "")
    change = at.replace("/interview/", "/family/")
    assert f'href="{change}"' in text_of(client.get(at))
    page = text_of(client.get(change))
    who = re.findall(r'name="adult-who" value="([^"]*)"', page)
    assert 'value="01.02.2012"' in page
    assert 'value="10.2026"' in page
    wrong = {**FAMILY, "adult-who": who, "child-who": ["juku"], "adult-birth": ["31.2.1985", ""]}
    assert client.post(change, wrong).status_code == 422
    right = {
        **wrong, "adult-birth": ["1.2.1985", ""], "adult-name": ["Mari Nääde", ""],
        "child-name": ["Juku Näide", "Uus Näide"], "child-birth": ["14.05.2018", "1.1.2020"],
        "child-code": ["", ""], "child-who": ["juku", "mari"],
    }  # fmt: skip
    without = {**right, "child-name": ["Juku Näide", ""], "child-birth": ["14.05.2018", ""]}
    assert client.post(change, without)["Location"] == at
    page = text_of(client.get(at))
    assert 'name="at" value="0.0"' not in page, "what was answered is not asked anew"
    # What was answered of two is offered of three.
    assert client.post(change, right)["Location"] == at
    page = text_of(client.get(at))
    assert 'name="at" value="0.0"' in page
    assert 'value="yes" checked' in page
    answered(client, at, "yes")
    client.post(at, {"do": "save"})
    case = latest()
    assert case.is_ordinary
    # Whoever stays keeps their id; a new one gets one of their own; an empty row takes out.
    assert list(case.people) == [who[0]]
    assert case.people[who[0]].name == "Mari Nääde"
    assert [each.name for each in case.children.values()] == ["Juku Näide", "Uus Näide"]
    assert case.children["juku"].born is not None


def test_nobody_too_young_for_a_parent_stands_among_the_adults(client: Client) -> None:
    born = f"1.1.{localdate().year - 1}"
    answer = client.post(
        "/entry/new/family/", {**FAMILY, "adult-birth": [born, ""], "do": "interview"}
    )
    assert answer.status_code == 422
    assert 'id="adult-birth-1-error"' in text_of(answer)
    assert "Vanem ei saa olla alla 10-aastane" in text_of(answer)
    assert not Draft.objects.exists()


def test_an_interview_goes_on_in_another_browser_and_only_for_who_began_it(
    somebody: People,
) -> None:
    user = somebody(Role.CASEWORKER)
    client = signed_in(user)
    address = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})["Location"]
    answered(client, address, "yes")
    assert 'value="1.0"' in text_of(signed_in(user).get(address))
    assert signed_in(somebody(Role.CASEWORKER)).get(address).status_code == 404
    desk = text_of(signed_in(user).get("/"))
    assert "Üks laps · Küsitlus" in desk
    assert f'href="{address}"' in desk
    assert "Üks laps" not in text_of(signed_in(somebody(Role.CASEWORKER)).get("/"))
    unfinished = text_of(signed_in(user).get("/entry/new/"))
    assert "Pooleli jäänud" in unfinished
    assert "Üks laps · Küsitlus" in unfinished


def test_an_interview_about_a_case_saves_its_next_version(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "missing_facts"), signed_in(user)
    address = f"/entry/{case.number}/interview/"
    page = text_of(client.get(address))
    assert not Draft.objects.exists(), "looking at a question keeps nothing"
    assert 'name="at" value="0.0"' in page
    answered(client, address, "")
    assert Draft.objects.get().case == case
    answer = client.post(address, {"do": "save", "token": "one"})
    assert answer["Location"] == f"/cases/{case.number}/"
    assert case.versions.count() == 2


def test_sums_by_month_get_more_rows_without_script(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    client = signed_in(user)
    case = without_income(read(EXAMPLES / "parental_benefit_two_parents.yaml"))
    draft = Draft.objects.create(user=user, how=How.INTERVIEW, content="{}", key="months")
    keep(user, draft, begin(case).as_json())
    address = "/entry/new/months/interview/"
    page = client.get(address).content.decode()
    while 'name="first"' not in page:
        page = answered(client, address, "").content.decode()
    place = re.search(r'name="at" value="([^"]+)"', page)
    assert place is not None
    sent = {"at": place[1], "do": "rows", "first": ["01.2025"], "last": ["12.2025"],
            "amount": ["792,50"], "sort": ["gross"]}  # fmt: skip
    client.post(address, sent)
    page = client.get(address).content.decode()
    assert 'value="01.2025"' in page
    assert page.count('name="first"') == ROWS + 1


def without_income(case: CaseFile) -> CaseFile:
    """A case that says nothing of anybody's income."""
    mapping = to_mapping(case)
    people = mapping["people"]
    assert isinstance(people, dict)
    for person in people.values():
        assert isinstance(person, dict)
        person.pop("income", None)
    return parse_data(mapping, "case.yaml")


# ------------------------------------------------------------------------------ facts by forms


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_a_form_shows_is_read_as_the_same(path: Path) -> None:
    """No example loses or changes anything by going through the form."""
    before = to_mapping(read(path))
    sent = Fields(shown_fields(facts_page(before, "et")))
    after = read_form(sent, before)
    assert parse_data(after, "after") == parse_data(before, "before")
    assert list(after.get("people") or {}) == list(before.get("people") or {})


class Fields(dict[str, list[str]]):
    """A form as it was sent."""

    def getlist(self, key: str, /) -> list[str]:
        return super().get(key, [])

    def get(self, key: str, default: str, /) -> str:  # type: ignore[override]
        return super().get(key, [default])[-1]


def shown_fields(page: FactsPage) -> dict[str, list[str]]:
    """The fields that a page of facts shows, by name."""
    found: dict[str, list[str]] = {}
    for block in (page.case, page.period, *page.people, *page.children):
        cells = [*block.fields, *block.more]
        if block.who:
            found.setdefault(f"who.{block.group}", []).append(block.who)
        for table in block.tables:
            found[f"rows.{table.place}"] = [str(len(table.rows))]
            found[f"none.{table.place}"] = [each.value for each in table.said if each.is_chosen]
            cells += [cell for row in table.rows for cell in row.cells]
        for cell in cells:
            chosen = [each.value for each in cell.options if each.is_chosen]
            found[cell.name] = chosen if cell.options else [cell.value]
    return found


@pytest.mark.parametrize("name", ["parental_benefit_two_parents", "maintenance_in_court"])
def test_a_form_sent_back_as_it_was_says_the_same(
    somebody: People, opened: Opened, name: str
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, name), signed_in(user)
    address = f"/entry/{case.number}/facts/"
    answer = client.post(address, {**fields(client.get(address)), "do": ["save"]})
    assert answer.status_code == 302, text_of(answer)
    assert told(case.versions.get(number=2)) == told(case.versions.get(number=1))


@pytest.fixture
def facts(somebody: People, opened: Opened) -> tuple[Client, str, Case]:
    """Somebody at the facts of their case."""
    user = somebody(Role.CASEWORKER)
    case = opened(user)
    return signed_in(user), f"/entry/{case.number}/facts/", case


Facts = tuple[Client, str, Case]


def test_values_are_taken_as_people_type_them(facts: Facts) -> None:
    client, address, _ = facts
    sent = fields(client.get(address))
    sent |= {"children.juku.birth": ["15.05.2018"], "people.mari.sex": ["unknown"], "do": ["save"]}
    assert client.post(address, sent).status_code == 302
    assert str(latest().children["juku"].birth) == "2018-05-15"
    assert latest().people["mari"].sex == "unknown"


def test_what_is_wrong_stands_at_the_field_and_nothing_is_lost(facts: Facts) -> None:
    client, address, case = facts
    sent = fields(client.get(address))
    sent |= {
        "children.juku.birth": ["31.02.2018"], "people.mari.name": ["Mari Muu"],
        "note": ["parandus"], "do": ["save"],
    }  # fmt: skip
    answer = client.post(address, sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'href="#children.juku.birth"' in page
    assert 'id="children.juku.birth-error"' in page
    assert 'value="31.02.2018"' in page
    assert 'value="Mari Muu"' in page
    assert 'value="parandus"' in page
    assert case.versions.count() == 1


def test_rows_are_added_and_removed_without_script(facts: Facts) -> None:
    client, address, _ = facts
    sent = {**fields(client.get(address)), "do": ["add children.juku.studies"]}
    answer = client.post(address, sent)
    assert answer["Location"] == f"{address}?continue=1&at=children.juku.studies.0"
    page = client.get(answer["Location"])
    assert 'name="children.juku.studies.0.level"' in text_of(page)
    sent = fields(page) | {
        "children.juku.studies.0.level": ["basic"], "children.juku.studies.0.from": ["1.9.2025"],
    }  # fmt: skip
    client.post(address, {**sent, "do": ["add children.juku.studies"]})
    page = client.get(f"{address}?continue=1")
    assert "rows.children.juku.studies" in fields(page)
    sent = fields(page)
    assert sent["rows.children.juku.studies"] == ["2"]
    client.post(address, {**sent, "do": ["drop children.juku.studies.1"]})
    sent = fields(client.get(f"{address}?continue=1"))
    assert sent["rows.children.juku.studies"] == ["1"]
    client.post(address, {**sent, "do": ["save"]})
    assert [each.level for each in entries(latest().children["juku"].studies)] == ["basic"]


def test_an_empty_row_says_nothing(facts: Facts) -> None:
    client, address, case = facts
    sent = {**fields(client.get(address)), "do": ["add children.juku.studies"]}
    client.post(address, sent)
    sent = {**fields(client.get(f"{address}?continue=1")), "do": ["save"]}
    assert client.post(address, sent).status_code == 302
    assert latest() == told(case.versions.get(number=1))


@pytest.mark.parametrize(("said", "value"), [("none", ()), ("unknown", "unknown"), ("", None)])
def test_a_list_without_rows_is_surely_empty_unknown_or_silent(
    facts: Facts, said: str, value: object
) -> None:
    client, address, _ = facts
    sent = {**fields(client.get(address)), "none.children.juku.studies": [said], "do": ["save"]}
    assert client.post(address, sent).status_code == 302
    assert latest().children["juku"].studies == value


def test_a_table_that_is_not_shown_is_added(facts: Facts) -> None:
    client, address, _ = facts
    sent = fields(client.get(address))
    assert "children.juku.foster" not in str(sent)
    sent |= {"more.children.juku": ["children.juku.foster"], "do": ["more children.juku"]}
    page = client.get(client.post(address, sent)["Location"])
    assert 'name="children.juku.foster.0.parent"' in text_of(page)


def test_people_come_and_go(facts: Facts) -> None:
    client, address, _ = facts
    sent = {**fields(client.get(address)), "new.people": ["Pille Näide"], "do": ["join people"]}
    page = client.get(client.post(address, sent)["Location"])
    assert 'name="people.pille.birth"' in text_of(page)
    client.post(address, {**fields(page), "do": ["leave people.pille"]})
    page = client.get(f"{address}?continue=1")
    assert 'name="people.pille.birth"' not in text_of(page)
    client.post(address, {**fields(page), "do": ["join children"], "new.children": [""]})
    assert "children.laps.birth" in text_of(client.get(f"{address}?continue=1"))


def test_whoever_is_removed_but_named_elsewhere_is_told_where(facts: Facts) -> None:
    client, address, _ = facts
    client.post(address, {**fields(client.get(address)), "do": ["leave people.mari"]})
    sent = {**fields(client.get(f"{address}?continue=1")), "do": ["save"]}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert 'href="#claims.0.by"' in text_of(answer)


def test_what_the_form_does_not_show_is_kept_and_listed(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "maintenance_in_court"), signed_in(user)
    address = f"/entry/{case.number}/facts/"
    page = client.get(address)
    assert "· maintenance" in text_of(page)
    assert f'href="/entry/{case.number}/edit/"' in text_of(page)
    client.post(address, {**fields(page), "do": ["save"], "people.mari.sex": ["unknown"]})
    before = told(case.versions.get(number=1))
    for who, child in latest().children.items():
        assert child.maintenance == before.children[who].maintenance


def test_half_a_form_takes_nothing_away(facts: Facts) -> None:
    client, address, case = facts
    sent = {"based_on": "1", "token": "half", "do": "save", "who.people": ["mari"]}
    assert client.post(address, sent).status_code == 302
    assert latest() == told(case.versions.get(number=1))


def test_facts_sent_twice_are_saved_once(facts: Facts) -> None:
    client, address, case = facts
    sent = {**fields(client.get(address)), "people.mari.sex": ["unknown"], "do": ["save"]}
    first, second = client.post(address, sent), client.post(address, sent)
    assert first["Location"] == second["Location"]
    assert case.versions.count() == 2
    assert not Draft.objects.exists()


def test_a_new_case_is_filled_in_by_forms(client: Client) -> None:
    address = client.post("/entry/new/family/", {**FAMILY, "do": "facts"})["Location"]
    page = client.get(address)
    sent = {**fields(page), "do": ["add claims"]}
    page = client.get(client.post(address, sent)["Location"])
    sent = fields(page) | {
        "claims.0.by": ["mari"], "claims.0.for": ["all"], "claims.0.benefits": ["child_allowance"],
        "claims.0.received": ["1.6.2018"], "do": ["save"],
    }  # fmt: skip
    answer = client.post(address, sent)
    assert answer.status_code == 302, text_of(answer)
    case = Case.objects.get()
    assert case.title == "Üks laps"
    assert [each.for_ for each in entries(latest().claims)] == ["all"]
    assert client.post(address, sent)["Location"] == answer["Location"]
    assert Case.objects.count() == 1


# ------------------------------------------------------------------------------ drafts


def test_what_was_typed_is_kept_and_offered_again(facts: Facts) -> None:
    client, address, case = facts
    sent = {**fields(client.get(address)), "people.mari.name": ["Mari Pooleli"], "do": ["keep"]}
    kept = client.post(address, sent)
    assert "Mustand hoitud" in text_of(kept)
    assert case.versions.count() == 1
    again = signed_in(Draft.objects.get().user)
    offered = text_of(again.get(address))
    assert "Pooleli jäänud muudatused" in offered
    assert re.search(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", offered)
    assert 'value="Mari Pooleli"' in text_of(again.get(f"{address}?continue=1"))
    again.post(address, {"do": "discard", "confirmed": "1"})
    assert "Mari Pooleli" not in text_of(again.get(address))
    assert not Draft.objects.exists()


def test_text_is_kept_and_offered_again(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user), signed_in(user)
    address = f"/entry/{case.number}/edit/"
    sent = {"content": "people: [pooleli", "note": "miks", "based_on": "1", "do": "keep"}
    assert client.post(address, sent).status_code == 200
    assert "Pooleli jäänud muudatused" in text_of(client.get(address))
    assert "people: [pooleli" in text_of(client.get(f"{address}?continue=1"))
    assert 'value="miks"' in text_of(client.get(f"{address}?continue=1"))
    client.post(address, {"content": TEXT, "based_on": "1", "token": "t"})
    assert not Draft.objects.exists()


def test_a_new_file_is_kept_and_found_again(client: Client) -> None:
    sent = {"title": "Pooleli", "content": "people: [", "token": "new-1", "do": "keep"}
    client.post("/entry/new/", sent)
    client.post("/entry/new/", {**sent, "content": "people: [mari"})
    assert Draft.objects.count() == 1
    page = text_of(client.get("/entry/new/"))
    assert "draft=new-1" in page
    assert "Pooleli · Juhtumifail" in page
    assert "people: [mari" in text_of(client.get("/entry/new/?draft=new-1"))
    client.post("/entry/new/", {"token": "new-1", "do": "discard", "confirmed": "1"})
    assert not Draft.objects.exists()


def test_a_draft_cannot_be_read_in_the_database(facts: Facts) -> None:
    client, address, _ = facts
    client.post(address, {**fields(client.get(address)), "do": ["keep"]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM entry_draft")
        assert "Mari" not in cursor.fetchone()[0]


def test_beginning_and_dropping_a_draft_is_written_to_the_trail(facts: Facts) -> None:
    client, address, case = facts
    for _ in range(3):
        client.post(address, {**fields(client.get(f"{address}?continue=1")), "do": ["keep"]})
    client.post(address, {"do": "discard", "confirmed": "1"})
    found = Event.objects.filter(about="draft").order_by("number")
    assert [each.action for each in found] == ["draft.begun", "draft.dropped"]
    assert all(case.number in each.detail for each in found)
    assert not any("Mari" in each.detail for each in found)


def test_a_draft_of_somebody_else_is_not_there(facts: Facts, somebody: People) -> None:
    client, _, _ = facts
    del client
    stranger = signed_in(somebody(Role.CASEWORKER))
    assert stranger.get("/entry/new/nothing/facts/").status_code == 404
    assert stranger.get("/entry/new/nothing/interview/").status_code == 404


# ------------------------------------------------------------------------------ conflicts


def conflict(facts: Facts, mine: dict[str, list[str]], theirs: str) -> Answer:
    """What the second of two who save at once is shown."""
    client, address, case = facts
    sent = {**fields(client.get(address)), **mine, "do": ["save"]}
    edit = f"/entry/{case.number}/edit/"
    first = client.post(edit, {"content": theirs, "token": "theirs", "based_on": "1"})
    assert first.status_code == 302, text_of(first)
    return client.post(address, sent)


def test_changes_of_different_fields_are_saved_together(facts: Facts) -> None:
    client, _, case = facts
    mine = {"people.mari.tax_resident": ["true"]}
    answer = conflict(facts, mine, TEXT.replace("2018-05-14", "2018-05-15"))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Juku Näide · Sünnikuupäev" in page
    assert "14.05.2018" in page
    assert "15.05.2018" in page
    assert "Mari Näide · Eesti maksuresident" in page
    both = re.search(r'<textarea name="content" hidden>(.*?)</textarea>', page, re.S)
    assert both is not None
    assert Draft.objects.get().how == How.FACTS, "nothing is lost while the conflict is open"
    sent = {"content": both[1], "token": "both", "based_on": "2", "how": "facts"}
    assert client.post(f"/entry/{case.number}/edit/", sent).status_code == 302
    assert latest().people["mari"].tax_resident is True
    assert str(latest().children["juku"].birth) == "2018-05-15"
    assert not Draft.objects.exists()


def test_changes_of_the_same_field_are_not_put_together(facts: Facts) -> None:
    mine = {"children.juku.birth": ["16.05.2018"]}
    answer = conflict(facts, mine, TEXT.replace("2018-05-14", "2018-05-15"))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "mõlemad muutsid" in page
    assert "hidden>" not in page.partition("</thead>")[2].partition("<details")[0]
    assert "2018-05-16" in page
    assert "2018-05-15" in page


def test_changes_that_contradict_each_other_are_not_put_together(facts: Facts) -> None:
    theirs = TEXT.replace("2018-05-14", "2018-05-15")
    mine = {"children.juku.death": ["14.05.2018"]}
    answer = conflict(facts, mine, theirs)
    assert answer.status_code == 409
    assert '<textarea name="content" hidden>' not in text_of(answer)


def test_what_is_kept_after_it_was_saved_comes_too_late(facts: Facts) -> None:
    client, address, _ = facts
    sent = {**fields(client.get(address)), "do": ["save"]}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, {**sent, "do": ["keep"]}).status_code == 204
    assert not Draft.objects.exists()


def test_two_cases_may_be_saved_by_forms_of_the_same_token(
    somebody: People, opened: Opened
) -> None:
    user = somebody(Role.CASEWORKER)
    client = signed_in(user)
    for case in (opened(user), opened(user)):
        sent = {"content": TEXT, "token": "same", "based_on": "1"}
        assert client.post(f"/entry/{case.number}/edit/", sent).status_code == 302
        assert case.versions.count() == 2


def test_two_people_may_begin_by_forms_of_the_same_token(somebody: People) -> None:
    for _ in range(2):
        client = signed_in(somebody(Role.CASEWORKER))
        answer = client.post("/entry/new/family/", {**FAMILY, "do": "interview"})
        assert client.get(answer["Location"]).status_code == 200
    assert Draft.objects.count() == 2


def test_a_pasted_case_is_told_of_in_words_of_the_page(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    wrong = {
        " ": "näidis on siin jälle, kui avad lehe uuesti",
        "period:\n  from: 2026-01\n\tto: 2026-02": "Juhtumifail:3: Taandes on tabeldusmärk.",
        "people: 5": "Juhtumifail:1 people:",
    }
    for content, told in wrong.items():
        sent = {"title": "Näidis", "content": content, "token": "t"}
        page = client.post("/entry/new/", sent).content.decode()
        assert told in page
        assert "perenou new" not in page
        assert "case.yaml" not in page
