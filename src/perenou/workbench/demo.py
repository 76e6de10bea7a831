"""Invented people and cases, so that the workbench can be tried at once; marked wherever shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import grant, open_case, restrict
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.positions import invented
from perenou.workbench.questions import demo as questions
from perenou.workbench.questions.models import Question
from perenou.workbench.tasks.actions import Wanted, begin, close, tick
from perenou.workbench.tasks.models import Kind as TaskKind
from perenou.workbench.tasks.models import Repeats, Task
from perenou.workbench.tasks.models import State as TaskState

PASSWORD: Final = "näidis parool 2026"  # of invented accounts, printed at the start


@dataclass(frozen=True, slots=True)
class Account:
    """An invented account."""

    username: str
    name: str
    roles: tuple[Role, ...]
    unit: str = ""


ACCOUNTS: Final = (
    Account("menetleja", "Mall Menetleja", (Role.CASEWORKER,), "Tallinn"),
    Account("menetleja2", "Madis Menetleja", (Role.CASEWORKER,), "Tartu"),
    Account("ekspert", "Elle Ekspert", (Role.EXPERT,), "Peretoetused"),
    Account("omanik", "Oskar Omanik", (Role.SERVICE_OWNER,)),
    Account("koolitaja", "Kaja Koolitaja", (Role.TRAINER,)),
    Account("audiitor", "Aadu Audiitor", (Role.AUDITOR,)),
    Account("admin", "Anu Administraator", (Role.ADMINISTRATOR,)),
)

SAMPLES: Final = (
    "everyday_two_children",
    "large_family_of_seven",
    "separated_parents_alternating",
    "eu_mother_estonia_father_finland",
    "parental_benefit_two_parents",
    "three_children_one_turns_19",
    "missing_facts",
    "maintenance_in_court",
    "triplets",
    "overpaid_after_moving",
)
"""Examples that are loaded as cases."""


def load() -> None:
    """Make what is not there yet: accounts, cases, tasks, questions."""
    with transaction.atomic():
        for each in ACCOUNTS:
            if not User.objects.filter(username=each.username).exists():
                User.objects.make(
                    each.username, each.name, list(each.roles), PASSWORD, unit=each.unit
                )
        users = {user.username: user for user in User.objects.all()}
        if not Case.objects.filter(kind=Kind.DEMO).exists():
            _cases(users)
        invented.load(users["ekspert"], users["omanik"])
        if not Task.objects.exists():
            _tasks(users)
        if not Question.objects.exists():
            questions.load(users)


def _cases(users: Mapping[str, User]) -> None:
    for at, (name, text) in enumerate(samples()):
        owner = users["menetleja" if at % 2 == 0 else "menetleja2"]
        told = read_text(text, f"{name}.yaml")
        case = open_case(
            owner, told, title=told.title or name, token=f"demo-{name}", kind=Kind.DEMO
        )
        if at % 3 == 0:
            grant(owner, case, users["koolitaja"])
        if at % 7 == 3:
            restrict(owner, case, is_restricted=True)


def _tasks(users: Mapping[str, User]) -> None:
    """A few tasks, one of which comes again every year."""
    today = localdate()
    expert, caseworker = users["ekspert"], users["menetleja"]
    review = Wanted(
        "Vaata üle oma ametijuhend", expert, repeats=Repeats.YEARLY,
        text="Kas ülesanded, asendajad ja õigused vastavad sellele, mida tegelikult teed?",
        due_day=date(today.year, 12, 15),
        steps=("Loe ametijuhend läbi", "Märgi, mis on muutunud", "Lepi juhiga kokku"),
    )  # fmt: skip
    begin(expert, review, token="demo-task-review")
    project = Wanted(
        "Ühtlusta jagatud hooldusõiguse kirjade sõnastus", expert, kind=TaskKind.PROJECT,
        due_day=today + timedelta(40), links=(("provision", "PHS § 26 lg 1"),),
        steps=("Kogu praegused kirjad", "Koosta ühine sõnastus", "Küsi menetlejatelt arvamust"),
    )  # fmt: skip
    tick(expert, begin(expert, project, token="demo-task-project"), 1, is_done=True)
    case = Case.objects.filter(owner=caseworker, is_restricted=False).order_by("pk").first()
    assert case is not None
    ask = Wanted(
        "Küsi puuduvad andmed ja arvuta uuesti", caseworker, due_day=today + timedelta(5),
        links=(("case", case.number),),
    )  # fmt: skip
    begin(expert, ask, token="demo-task-ask")
    told = Wanted("Saada kolleegidele kokkuvõte novembri küsimustest", expert)
    done = begin(expert, told, token="demo-task-told")
    close(expert, done, TaskState.DONE, "Saadetud, arutasime koosolekul.", token="demo-task-done")


def samples() -> Iterator[tuple[str, str]]:
    """The invented cases: name and text of each."""
    packed = files("perenou.workbench").joinpath("samples")
    folder = packed if packed.is_dir() else Path(__file__).parents[3] / "examples"
    for name in SAMPLES:
        yield name, folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
