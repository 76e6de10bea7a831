"""What is kept of families and learners: nobody's data in an exercise, and a time for the rest."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.workbench import learning
from tests.workbench.conftest import EXAMPLES, People, signed_in

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.personal_code import check_digit
from perenou.casework.case_file.reader import parse_data, read, read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.solve import Solved, solve
from perenou.language.grammar import LANGUAGES
from perenou.training.families import given
from perenou.training.make import OF_GIVEN, NoExerciseError, make_of
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import Kind as Sort
from perenou.workbench.jobs.worker import once
from perenou.workbench.learning.models import Answer, Course, Exercise, Repeat, Statement
from perenou.workbench.learning.own_families import for_exercise
from perenou.workbench.learning.telling import asked, explained
from perenou.workbench.privacy.crypto import findable
from perenou.workbench.privacy.person import export
from perenou.workbench.privacy.retention import ask_for_run, set_days

SLOW = ("parental_benefit_", "almost_nothing_known")
"""Examples that take seconds to solve and say nothing in words that others do not."""

NAMES = sorted(p.stem for p in EXAMPLES.glob("*.yaml") if not p.stem.startswith(SLOW))
SECRET = "Salajane"


def places(told: Data, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where a case file says a text that is no day and no figure."""
    if isinstance(told, dict):
        for key, each in told.items():
            yield from places(each, (*path, key))
    elif isinstance(told, list):
        for at, each in enumerate(told):
            yield from places(each, (*path, at))
    elif isinstance(told, str) and not re.fullmatch(r"[\d.,-]+|true|false|unknown", told):
        yield path


def put(told: Data, path: tuple[str | int, ...], value: Data) -> Data:
    """What is told with another text in a place; gives the text that was there."""
    *way, last = path
    holder: Any = told
    for step in way:
        holder = holder[step]
    before: Data = holder[last]
    holder[last] = value
    return before


def code(born: date, serial: int) -> str:
    """A personal code of somebody born on a day."""
    first = f"{3 if born.year < 2000 else 5}{born:%y%m%d}{serial:03}"
    return f"{first}{check_digit(first)}"


def planted(name: str) -> tuple[CaseFile, list[str]]:
    """An example with a secret wherever a text of one's own may stand, and with codes."""
    case, serial = read(EXAMPLES / f"{name}.yaml"), count(100)
    mapping: dict[str, Any] = to_mapping(case)
    mapping["title"] = f"{SECRET}{next(serial)}"
    secrets = [mapping["title"]]
    for who, told in {**mapping.get("people", {}), **mapping.get("children", {})}.items():
        number, person = next(serial), {**case.people, **case.children}[who]
        told["name"] = f"{SECRET}{number} Isik"
        secrets.append(told["name"])
        born = person.born
        if born is not None and born.is_exact and not person.stated_sex:
            told["personal_code"] = code(date.fromordinal(born.first), number)
            secrets.append(told["personal_code"])
    for path in list(places(mapping)):
        secret = f"{SECRET}{next(serial)} Tänav"
        before = put(mapping, path, secret)
        if str(before).startswith(SECRET) or path[-1] == "personal_code":
            put(mapping, path, before)
            continue
        try:
            parse_data(mapping, "planted.yaml")
        except CaseFileError:
            put(mapping, path, before)
        else:
            secrets.append(secret)
    return parse_data(mapping, "planted.yaml"), secrets


def test_nothing_planted_in_a_case_reaches_its_exercises() -> None:
    """Names, codes and every free text of all examples: in what is kept, and in what is shown."""
    hidden, made = 0, 0
    for at, name in enumerate(NAMES):
        case, secrets = planted(name)
        hidden += len(secrets)
        kept = for_exercise(case, Solved(case).as_of)
        assert [each for each in secrets if each in kept] == []
        assert SECRET not in kept
        assert "personal_code" not in kept
        anonymous = read_text(kept, "kept.yaml")
        for kind in OF_GIVEN[at % 6 : at % 6 + 1]:
            try:
                exercise = make_of(kind, given(anonymous, Solved(anonymous).first_month), 0)
            except (NoExerciseError, ValueError):
                continue
            made += 1
            language = LANGUAGES[made % 3]
            shown = f"{asked(exercise, language)} {explained(exercise, 0, language)}"
            assert SECRET not in shown
            assert [each for each in secrets if each in shown] == []
    assert hidden >= 200
    assert made >= 10


def test_days_of_birth_of_adults_go_unless_they_decide() -> None:
    case = read(EXAMPLES / "overpaid_after_moving.yaml")
    people = {who: each.model_copy(update={"personal_code": code(date(1990, 3, 12), 7)})
              for who, each in case.people.items()}  # fmt: skip
    kept = read_text(
        for_exercise(case.model_copy(update={"people": people}), Solved(case).as_of), "kept.yaml"
    )
    assert all(each.birth is None for each in kept.people.values())
    assert [each.birth for each in kept.children.values()] == [
        each.birth for each in case.children.values()
    ]
    assert kept.as_of_day == Solved(case).as_of
    assert solve(kept).total == solve(case).total


@pytest.mark.django_db
def test_what_is_written_into_courses_and_statements_cannot_be_read_where_it_is_stored(
    somebody: People,
) -> None:
    trainer = somebody(Role.TRAINER)
    made = learning.course(trainer, 1)
    Course.objects.filter(pk=made.pk).update(about="Salajane pere")
    part = made.parts.get()
    part.body = "Salajane osa"
    part.save()
    learning.statement(trainer)
    with connection.cursor() as cursor:
        for table, column in (
            ("learning_course", "about"), ("learning_part", "body"),
            ("learning_statement", "content"),
        ):  # fmt: skip
            cursor.execute(f"SELECT {column} FROM {table}")
            text = str(cursor.fetchall())
            assert "alaja" not in text
            assert "PHS" not in text


@pytest.mark.django_db
def test_learning_is_kept_for_its_time_and_no_longer(somebody: People) -> None:
    learner, trainer = somebody(Role.CASEWORKER), somebody(Role.TRAINER)
    administrator = somebody(Role.ADMINISTRATOR)
    old, fresh = learning.exercises(learning.course(trainer, 2))
    learning.answered(learner, old)
    learning.answered(learner, fresh)
    long_ago = timezone.now() - timedelta(400)
    Answer.objects.filter(exercise=old).update(at=long_ago)
    Repeat.objects.update(due_on=long_ago.date())
    learning.statement(learner)
    Statement.objects.update(made_at=long_ago)
    ask_for_run(administrator)
    assert once("test")
    assert Answer.objects.count() == 2
    set_days(administrator, "learning", 365)
    page = signed_in(administrator).get("/privacy/").content.decode()
    assert "õppimine" in page
    assert ">3</td>" in page
    ask_for_run(administrator)
    assert once("test")
    assert [each.exercise for each in Answer.objects.all()] == [fresh]
    assert not Repeat.objects.exists()
    assert not Statement.objects.exists()
    assert Exercise.objects.filter(pk=old.pk).exists()


@pytest.mark.django_db
def test_somebody_is_told_all_that_is_kept_of_their_learning(somebody: People) -> None:
    """By themselves at once; by an auditor with their personal code, if they sign in with it."""
    learner, auditor = somebody(Role.CASEWORKER), somebody(Role.AUDITOR)
    number = code(date(1990, 3, 12), 321)
    User.objects.filter(pk=learner.pk).update(subject=findable(f"EE{number}"))
    learning.answered(learner, learning.exercises(learning.course(somebody(Role.TRAINER), 1))[0])
    learning.statement(learner)
    own = json.loads(signed_in(learner).get("/learning/mine/").content)
    assert len(own["answers"]) == len(own["repeats"]) == len(own["statements"]) == 1
    archive, found = export(auditor, number, Sort.REAL, "isiku taotlus", "et")
    assert found == 1
    with zipfile.ZipFile(BytesIO(archive)) as files:
        told = json.loads(files.read("learning.json"))
    assert told["answers"] == own["answers"]
    assert export(auditor, number, Sort.TRAINING, "isiku taotlus", "et")[1] == 0
    assert export(auditor, code(date(1991, 3, 12), 321), Sort.REAL, "isiku taotlus", "et")[1] == 0
