"""Who is there: the first page of a new case, from which an interview or the forms go on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from secrets import token_hex
from typing import Final

from django.utils.timezone import localdate

from perenou.casework.answers import AnswerError, new_id
from perenou.casework.case_file.dates import full_years
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.references import YOUNGEST_PARENT
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.language.grammar import Language
from perenou.workbench.entry.answers_form import Sent
from perenou.workbench.entry.forms import title_errors
from perenou.workbench.entry.values import typed, written
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.words import say

ADULTS: Final = 2
CHILDREN: Final = 3
MOST: Final = 30


@dataclass(slots=True)
class Somebody:
    """A row of the form.

    Attributes:
        who: the id in a family that is changed; empty: somebody new.
        errors: what is wrong, by field.
    """

    name: str = ""
    personal_code: str = ""
    birth: str = ""
    who: str = ""
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


def family_of(case: Case, language: Language, token: str) -> FamilyForm:
    """The form as it tells a family that there is already."""
    told = to_mapping(case)
    return FamilyForm(
        title=case.title or "",
        first="" if case.period.from_ is None else typed("month", str(case.period.from_), language),
        last="" if case.period.to is None else typed("month", str(case.period.to), language),
        adults=[_told(who, each, language) for who, each in _group(told, "people")],
        children=[_told(who, each, language) for who, each in _group(told, "children")],
        token=token,
    )


def check(form: FamilyForm, language: Language, before: Collection[str] = ()) -> None:
    """Read the case that a form tells, or note at its fields what is wrong.

    Args:
        before: ids of the family that is changed; whoever stays keeps their own.
    """
    form.errors = title_errors(form.title, language)
    mapping, rows = _mapping(form, before)
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
    if not case.everybody:
        form.errors["family"] = say("entry.family.nobody", language)
    today, is_right = localdate().toordinal(), True
    for who, person in case.people.items():
        born = person.born
        if born is not None and full_years(born.first, today) < YOUNGEST_PARENT:
            told = say("entry.family.too_young", language, years=YOUNGEST_PARENT)
            rows[who].errors["birth"], is_right = told, False
    if is_right and not form.errors:
        form.case = case


def _rows(sent: Sent, group: str) -> list[Somebody]:
    names, codes, births, ids = (
        sent.getlist(f"{group}-{part}")[:MOST] for part in ("name", "code", "birth", "who")
    )
    return [
        Somebody(" ".join(name.split()), code.strip(), birth.strip(), who)
        for name, code, birth, who in zip_longest(names, codes, births, ids, fillvalue="")
    ]


def _group(told: Mapping[str, Data], group: str) -> list[tuple[str, Data]]:
    people = told.get(group, {})
    return list(people.items()) if isinstance(people, dict) else []


def _told(who: str, person: Data, language: Language) -> Somebody:
    fields = person if isinstance(person, dict) else {}
    name, code, birth = (str(fields.get(each, "")) for each in ("name", "personal_code", "birth"))
    return Somebody(name, code, typed("day", birth, language), who)


def _mapping(
    form: FamilyForm, before: Collection[str]
) -> tuple[dict[str, Data], dict[str, Somebody]]:
    """The case file of the form, and the row that each id stands for."""
    kept = {each.who for each in (*form.adults, *form.children)} & set(before)
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
            taken = [*rows, *kept]
            if somebody.who in kept and somebody.who not in rows:
                who = somebody.who
            else:
                try:
                    who = new_id(somebody.name, taken)
                except AnswerError:
                    who = new_id(words[group], taken)
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
