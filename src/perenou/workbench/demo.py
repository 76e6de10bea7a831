"""Invented people and cases, so that the workbench can be tried at once; marked wherever shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from django.db import transaction

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import grant, open_case, restrict
from perenou.workbench.cases.models import Case, Kind

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

CHOSEN: Final = (
    "title=Ametnik määras, et Soome maksab esimesena",
    "children.juku.priority_override.+={country: FI, from: 2026-02-01, "
    "reason: 'Kela kinnitas kirjas, et maksab esimesena'}",
)
"""What an official chose in a copy of ``ABROAD``; a second person is still to confirm it."""

ABROAD: Final = "eu_mother_estonia_father_finland"


def load() -> None:
    """Make the accounts and cases that are not there yet."""
    with transaction.atomic():
        for each in ACCOUNTS:
            if not User.objects.filter(username=each.username).exists():
                User.objects.make(
                    each.username, each.name, list(each.roles), PASSWORD, unit=each.unit
                )
        users = {user.username: user for user in User.objects.all()}
        if Case.objects.filter(kind=Kind.DEMO).exists():
            return
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
            if name == ABROAD:
                chosen = changed(told, CHOSEN)
                open_case(
                    owner, chosen, title=chosen.title or name, token="demo-chosen", kind=Kind.DEMO
                )


def samples() -> Iterator[tuple[str, str]]:
    """The invented cases: name and text of each."""
    packed = files("perenou.workbench").joinpath("samples")
    folder = packed if packed.is_dir() else Path(__file__).parents[3] / "examples"
    for name in SAMPLES:
        yield name, folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
