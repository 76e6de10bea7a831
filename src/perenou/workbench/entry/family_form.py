"""Who is there: the first page of a new case, from which an interview or the forms go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Final

from perenou.casework.answers import AnswerError, new_id
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.source import Data
from perenou.language.grammar import Language
from perenou.workbench.entry.answers_form import Sent
from perenou.workbench.entry.forms import title_errors
from perenou.workbench.entry.values import written
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.words import say

ADULTS: Final = 2
CHILDREN: Final = 3
MOST: Final = 30


@dataclass(slots=True)
class Somebody:
    """A row of the form; ``errors`` are what is wrong by field."""

    name: str = ""
    personal_code: str = ""
    birth: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.name or self.personal_code or self.birth)


@dataclass(slots=True)
class FamilyForm:
    """The form: title, months asked about, adults and children; ``case`` when all is well."""

    title: str = ""
    first: str = ""
    last: str = ""
    adults: list[Somebody] = field(default_factory=lambda: [Somebody() for _ in range(ADULTS)])
    children: list[Somebody] = field(default_factory=lambda: [Somebody() for _ in range(CHILDREN)])
    token: str = field(default_factory=lambda: token_hex(16))
    errors: dict[str, str] = field(default_factory=dict)
    case: Case | None = None


def family_sent(sent: Sent, token: str) -> FamilyForm:
    """The form as it was sent, not yet checked; rows that were asked for are added."""
    form = FamilyForm(
        title=" ".join(sent.get("title", "").split()),
        first=sent.get("first", "").strip(),
        last=sent.get("last", "").strip(),
        adults=_rows(sent, "adult"),
        children=_rows(sent, "child"),
        token=token,
    )
    if sent.get("do", "") == "adult":
        form.adults.append(Somebody())
    elif sent.get("do", "") == "child":
        form.children.append(Somebody())
    return form


def check(form: FamilyForm, language: Language) -> None:
    """Read the case that a form tells, or note at its fields what is wrong."""
    form.errors = title_errors(form.title, language)
    if not any(each.is_told for each in (*form.adults, *form.children)):
        form.errors["family"] = say("entry.family.nobody", language)
    mapping, rows = _mapping(form)
    try:
        case = parse_data(mapping, "case.yaml")
    except CaseFileError as error:
        for problem in error.problems:
            told = problem_told(problem, language)
            group, _, rest = problem.field.partition(".")
            who, _, name = rest.partition(".")
            if group == "period":
                form.errors["last" if rest == "to" else "first"] = told
            elif (row := rows.get(who)) is not None and name:
                row.errors[name] = told
            else:
                form.errors["family"] = told
        return
    if not form.errors:
        form.case = case


def _rows(sent: Sent, group: str) -> list[Somebody]:
    names, codes, births = (
        sent.getlist(f"{group}-{part}")[:MOST] for part in ("name", "code", "birth")
    )
    return [
        Somebody(" ".join(name.split()), code.strip(), birth.strip())
        for name, code, birth in zip(names, codes, births, strict=False)
    ]


def _mapping(form: FamilyForm) -> tuple[dict[str, Data], dict[str, Somebody]]:
    """The case file of the form, and the row that each id stands for."""
    mapping: dict[str, Data] = {}
    if form.title:
        mapping["title"] = form.title
    period: dict[str, Data] = {
        name: written("month", value)
        for name, value in (("from", form.first), ("to", form.last))
        if value
    }
    if period:
        mapping["period"] = period
    rows: dict[str, Somebody] = {}
    words = {"people": "inimene", "children": "laps"}
    for group, people in (("people", form.adults), ("children", form.children)):
        told: dict[str, Data] = {}
        for somebody in filter(lambda each: each.is_told, people):
            try:
                who = new_id(somebody.name, list(rows))
            except AnswerError:
                who = new_id(words[group], list(rows))
            rows[who] = somebody
            told[who] = _person(somebody)
        mapping[group] = told
    return mapping, rows


def _person(somebody: Somebody) -> dict[str, Data]:
    fields: tuple[tuple[str, str], ...] = (
        ("name", somebody.name),
        ("personal_code", somebody.personal_code),
        ("birth", written("day", somebody.birth) if somebody.birth else ""),
    )
    return {name: value for name, value in fields if value}
