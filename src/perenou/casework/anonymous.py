"""A case told of invented people: names, codes and free words go, days and amounts stay.

Days decide the answer and are kept; who knows the family may still know it by them. Ids are given
anew in their old alphabetical order, so that nothing that goes by order changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar

from pydantic import BaseModel

from perenou.casework.case_file.personal_code import check_digit, read_code
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.schema import Child, Person
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.determination import Determination, Payment
from perenou.casework.solve import solve

NAMES: Final = {
    "female": (
        "Aino", "Cilli", "Diana", "Fanni", "Hilja", "Juta", "Leida", "Maimu", "Ruta", "Salme",
        "Urve", "Õie",
    ),
    "male": (
        "Bruno", "Egon", "Gustav", "Ivar", "Kuno", "Nigul", "Olev", "Peep", "Tõnis", "Velli",
        "Ärni", "Ülo",
    ),
}  # fmt: skip
"""By sex; where that is not told, any will do."""

SURNAME: Final = "Näidis"
"""Visibly invented."""

REFERENCES: Final = frozenset(
    {
        "who", "with", "by", "for", "to", "payee", "debtor", "guardian", "parent", "family_of",
        "child", "raised_by", "for_parent", "with_child",
    }
)  # fmt: skip
"""Keys whose value may be the id of somebody."""

_PEOPLE: Final = ("people", "children")
_FREE: Final = ("source", "reason", "employer", "name", "why_not")
"""Keys of free words, which may name anybody."""

_WORDS: Final = "…"
"""What stands where somebody wrote freely."""

P = TypeVar("P", Person, Child)

_SERIAL: Final = 999
"""Serial numbers of invented codes count down from here; no register gives them."""


class NotSameError(Exception):
    """With invented people the case has another answer, so that it is no copy of it."""


def anonymous(case: CaseFile, as_of: int) -> CaseFile:
    """The same case of invented people, seen to have the same answer on a day.

    Raises:
        NotSameError: it has not.
    """
    ids = _new_ids(case)
    mapping = _Renaming(case, ids).case()
    made = parse_data(mapping, "case.yaml")
    if not same_answer(solve(case, as_of=as_of), solve(made, as_of=as_of), ids):
        raise NotSameError
    return made


def unnamed(case: CaseFile) -> CaseFile:
    """The same case without title, names, personal codes and free words, its people by new ids.

    What is told only by a code, the sex and the day of birth, is told in so many words.
    """
    stripped = _Stripped(_new_ids(case))
    return case.model_copy(
        update={
            **stripped.changes(case),
            "title": None,
            "rates_file": None,
            "people": stripped.persons(case.people),
            "children": stripped.persons(case.children),
        }
    )


def _new_ids(case: CaseFile) -> dict[str, str]:
    return {who: f"isik{at:02}" for at, who in enumerate(sorted(case.everybody), 1)}


class _Stripped:
    """Puts new ids for old ones and takes words away, part by part of a case."""

    def __init__(self, ids: dict[str, str]) -> None:
        self._ids = ids
        self._sets: dict[str, str] = {}

    def persons(self, told: Mapping[str, P]) -> dict[str, P]:
        """People or children by their new ids."""
        return {
            self._ids[who]: person.model_copy(
                update={
                    **self.changes(person),
                    "name": None,
                    "personal_code": None,
                    "birth": person.birth if person.born is None else person.born,
                    "sex": person.sex if person.stated_sex is None else person.stated_sex,
                }
            )
            for who, person in told.items()
        }

    def changes(self, model: BaseModel) -> dict[str, object]:
        """What becomes another value in a part of a case, by the name of its field."""
        fields = type(model).model_fields
        found = {}
        for name in model.model_fields_set:
            value = getattr(model, name)
            if name in _PEOPLE or isinstance(value, (bool, int, date, type(None))):
                continue
            new = self._told(fields[name].alias or name, value)
            if new is not value:
                found[name] = new
        return found

    def _told(self, key: str, value: object) -> object:
        if isinstance(value, BaseModel):
            changes = self.changes(value)
            return value.model_copy(update=changes) if changes else value
        if isinstance(value, tuple):
            each = tuple(self._told(key, one) for one in value)
            return value if all(a is b for a, b in zip(each, value, strict=True)) else each
        if key == "reading_reasons" and isinstance(value, dict):
            return dict.fromkeys(value, _WORDS)
        if isinstance(value, dict):
            return {name: self._told(name, one) for name, one in value.items()}
        return _told(key, value, self._ids, self._sets) if isinstance(value, str) else value


def _told(key: str, value: str, ids: dict[str, str], sets: dict[str, str]) -> str:
    """A text of a case file: an id by the new one, free words not at all, others as they are."""
    if key in REFERENCES and value in ids:
        return ids[value]
    if value != "unknown" and (key in _FREE or (key == "by" and _is_free(value))):
        return _WORDS
    if key == "birth_set":
        return sets.setdefault(value, f"mitmikud{len(sets) + 1}")
    return value


def same_answer(before: Determination, after: Determination, ids: dict[str, str]) -> bool:
    """Whether two determinations pay the same, with other ids; and are as open and doubtful."""

    def renamed(payment: Payment) -> Payment:
        return payment._replace(
            payees=tuple(ids.get(who, who) for who in payment.payees),
            for_whom=tuple(ids.get(who, who) for who in payment.for_whom),
            debtor=None if payment.debtor is None else ids.get(payment.debtor, payment.debtor),
        )

    return (
        [renamed(each) for each in before.payments] == list(after.payments)
        and len(before.questions) == len(after.questions)
        and [each.key for each in before.doubts] == [each.key for each in after.doubts]
        and [each.status for each in before.rights] == [each.status for each in after.rights]
    )


class _Renaming:
    def __init__(self, case: CaseFile, ids: dict[str, str]) -> None:
        self._case, self._ids = case, ids
        self._sets: dict[str, str] = {}
        self._codes = 0

    def case(self) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for key, value in to_mapping(self._case).items():
            if key in ("title", "rates_file"):
                continue
            if key == "reading_reasons":
                found[key] = dict.fromkeys(value, _WORDS) if isinstance(value, dict) else value
            elif key in _PEOPLE and isinstance(value, dict):
                found[key] = {
                    self._ids[who]: self._person(who, told) for who, told in value.items()
                }
            else:
                found[key] = self._told(key, value)
        return found

    def _person(self, who: str, told: Data) -> Data:
        if not isinstance(told, dict):
            return told
        found = {key: self._told(key, value) for key, value in told.items()}
        at = int(self._ids[who].removeprefix("isik")) - 1
        sex = self._case.person(who).stated_sex or ("male" if at % 2 else "female")
        # One for each number, so that no two have one name.
        names = NAMES[sex]
        turn = "" if at < len(names) else f" {at // len(names) + 1}"
        found["name"] = f"{names[at % len(names)]}{turn} {SURNAME}"
        code = told.get("personal_code")
        if isinstance(code, str) and code != "unknown":
            found["personal_code"] = self._code(code)
        return found

    def _code(self, code: str) -> str:
        """An invented code that states the same sex and day of birth."""
        read_code(code)
        first_ten = f"{code[:7]}{_SERIAL - self._codes}"
        self._codes += 1
        return f"{first_ten}{check_digit(first_ten)}"

    def _told(self, key: str, value: Data) -> Data:
        if isinstance(value, dict):
            return {name: self._told(name, each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._told(key, each) for each in value]
        return _told(key, value, self._ids, self._sets) if isinstance(value, str) else value


def _is_free(value: str) -> bool:
    """Whether who decided something is told in free words: no state, and none of the choices."""
    is_state = len(value) == 2 and value.isupper()
    return not is_state and value not in ("agreement", "order")
