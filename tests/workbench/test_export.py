"""A case as a file, as a training case of invented people, and as a regression test."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from django.test import Client
from tests.solved import solved
from tests.workbench.conftest import ALL, EXAMPLES, Opened, People, signed_in

from perenou.casework import anonymous as anonymise
from perenou.casework.anonymous import NotSameError, anonymous
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.personal_code import check_digit, read_code
from perenou.casework.case_file.reader import read, read_text
from perenou.casework.case_file.writer import dump
from perenou.casework.solve import Solved, solve
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.cases.regression import MARK
from perenou.workbench.cases.solving import answered

NAMES = sorted(p.stem for p in EXAMPLES.glob("*.yaml") if p.stem != "almost_nothing_known")


@pytest.fixture
def mine(somebody: People, opened: Opened) -> tuple[Client, Case]:
    """A caseworker's case."""
    user = somebody(Role.CASEWORKER)
    return signed_in(user), opened(user, "overpaid_after_moving")


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["case", "answer", "pdf", "docx", "test"])
def test_each_form_is_a_file_and_is_logged(mine: tuple[Client, Case], form: str) -> None:
    client, case = mine
    answer = client.get(f"/cases/{case.number}/export/{form}/")
    assert answer.status_code == 200
    assert case.number in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    event = Event.objects.get(action="case.exported", about_id=case.number)
    assert json.loads(event.detail) == {"form": form, "version": 1}
    content = answer.content
    if form == "case":
        assert read_text(content.decode(), "x.yaml") == read(EXAMPLES / f"{case.title}.yaml")
    elif form == "answer":
        assert json.loads(content)["total"]["least"]["cents"] == 1392_00
    elif form == "pdf":
        from pypdf import PdfReader

        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        assert "1 392" in text.replace("\u202f", " ").replace("\xa0", " ")
        assert "versiooni 1 järgi" in text
    elif form == "docx":
        import docx

        text = " ".join(each.text for each in docx.Document(BytesIO(content)).paragraphs)
        assert "Kahtlused" in text


@pytest.mark.django_db
def test_an_unknown_form_and_a_stranger_get_nothing(
    mine: tuple[Client, Case], somebody: People
) -> None:
    client, case = mine
    assert client.get(f"/cases/{case.number}/export/odt/").status_code == 404
    stranger = signed_in(somebody(Role.CASEWORKER))
    assert stranger.get(f"/cases/{case.number}/export/pdf/").status_code == 404
    owner = signed_in(somebody(Role.SERVICE_OWNER))
    assert owner.get(f"/cases/{case.number}/export/").status_code == 404
    assert not Event.objects.filter(action="case.exported").exists()


@pytest.mark.parametrize("name", NAMES if ALL else NAMES[::3])
def test_nobody_of_an_anonymous_copy_can_be_told_and_it_answers_alike(name: str) -> None:
    answer = solved(name).determination
    case = solved(name).case
    made = anonymous(case, answer.as_of)
    text = dump(made)
    for who in case.everybody:
        assert case.named(who) not in text
        assert who not in made.everybody
    again = Solved(made).payments  # what else is determined takes most of the time
    assert (sum(p.least for p in again), sum(p.most for p in again)) == answer.total
    assert made.title is None


def test_a_woman_has_a_name_of_a_woman_and_a_man_of_a_man() -> None:
    made = anonymous(read(EXAMPLES / "everyday_two_children.yaml"), 739_946)
    for person in made.everybody.values():
        first = str(person.name).split()[0]
        told = person.stated_sex
        assert told is None or first in anonymise.NAMES[told], (first, told)
    assert {person.stated_sex for person in made.people.values()} == {"female", "male"}
    names = [str(person.name) for person in made.everybody.values()]
    assert len(set(names)) == len(names)


def test_codes_and_free_words_are_invented_and_days_stay() -> None:
    first = "4900312023"
    code = f"{first}{check_digit(first)}"
    case = changed(
        read(EXAMPLES / "eu_mother_estonia_father_finland.yaml"),
        [
            "people.mari.name=Mari Salajane",
            f'people.mari.personal_code="{code}"',
            "people.mari.birth=1990-03-12",
            "people.mari.income=[{month: 2026-01, gross: 100, employer: Salafirma}]",
            "children.juku.state_benefits.0.source=Salajane kiri",
            "children.juku.priority_override.+="
            "{country: FI, reason: Salajane põhjus, by: Salajane ametnik}",
        ],
    )
    made = anonymous(case, 739_946)
    written = dump(made)
    assert "alaja" not in written
    assert "Salafirma" not in written
    assert code not in written
    (mother, _), (child,) = made.people.values(), made.children.values()
    assert isinstance(mother.personal_code, str)
    assert read_code(mother.personal_code) == read_code(code)
    assert child.birth == case.children["juku"].birth


@pytest.mark.django_db
def test_a_training_copy_is_of_its_own_kind(mine: tuple[Client, Case]) -> None:
    client, case = mine
    for _ in range(2):
        client.post(f"/cases/{case.number}/anonymise/", {"token": "same"})
    copy = Case.objects.exclude(pk=case.pk).get()
    assert copy.kind == Kind.TRAINING
    assert copy.title == "Anonüümitud õppejuhtum"
    version = copy.versions.get()
    assert "Kaire" not in version.content
    assert answered(version).made.total == (1392_00, 1392_00)


@pytest.mark.django_db
def test_a_copy_that_answers_otherwise_is_not_made(
    mine: tuple[Client, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, case = mine
    monkeypatch.setattr(anonymise, "same_answer", lambda *_: False)
    with pytest.raises(NotSameError):
        anonymous(read(EXAMPLES / "triplets.yaml"), 739_946)
    answer = client.post(f"/cases/{case.number}/anonymise/", {"token": "same"})
    assert answer.status_code == 422
    assert "koopiat ei tehtud" in answer.content.decode()
    assert client.get(f"/cases/{case.number}/export/test/").status_code == 422
    assert Case.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("example", ["overpaid_after_moving", "missing_facts"])
def test_a_regression_test_holds_what_it_expects(
    somebody: People, opened: Opened, example: str, tmp_path: Path
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, example)
    content = signed_in(user).get(f"/cases/{case.number}/export/test/").content.decode()
    file = tmp_path / "example.yaml"
    file.write_text(content, encoding="utf-8")
    lines = (line.removeprefix(MARK) for line in content.splitlines() if line.startswith(MARK))
    (expected,) = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)
    made = solve(read(file))
    sums: dict[tuple[str, str], list[int]] = {}
    for paid in made.payments:
        year, number = divmod(paid.month, 12)
        of = sums.setdefault((f"{year}-{number + 1:02}", paid.benefit), [0, 0])
        of[0] += paid.least
        of[1] += paid.most
    told = {
        (each["month"], each["benefit"]): [
            int(each.get(key, each.get("total", "")).replace(".", "")) for key in ("least", "most")
        ]
        for each in expected["paid"]
    }
    assert told == sums
    assert int(expected["questions"]) == len(made.questions)
