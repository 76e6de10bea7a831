"""A case told of invented people: names, codes and free words go, days and amounts stay.

Days decide the answer and are kept; who knows the family may still know it by them. Ids are given
anew in their old alphabetical order, so that nothing that goes by order changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from perenou.casework.case_file.personal_code import check_digit, read_code
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.determination import Determination, Payment
from perenou.casework.solve import solve

NAMES: Final = (
    "Aino", "Bruno", "Cilli", "Diana", "Egon", "Fanni", "Gustav", "Hilja", "Ivar", "Juta", "Kuno",
    "Leida", "Maimu", "Nigul", "Olev", "Peep", "Ruta", "Salme", "Tõnis", "Urve", "Velli", "Õie",
    "Ärni", "Ülo",
)  # fmt: skip
_OF_MEN: Final = frozenset(
    {"Bruno", "Egon", "Gustav", "Ivar", "Kuno", "Nigul", "Olev", "Peep", "Tõnis", "Ärni", "Ülo"}
)
"""The names among them that are men's; the others are women's."""

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

_SERIAL: Final = 999
"""Serial numbers of invented codes count down from here; no register gives them."""


class NotSameError(Exception):
    """With invented people the case has another answer, so that it is no copy of it."""


def anonymous(case: CaseFile, as_of: int) -> CaseFile:
    """The same case of invented people, seen to have the same answer on a day.

    Raises:
        NotSameError: it has not.
    """
    ids = {who: f"isik{at:02}" for at, who in enumerate(sorted(case.everybody), 1)}
    mapping = _Renaming(case, ids).case()
    made = parse_data(mapping, "case.yaml")
    if not same_answer(solve(case, as_of=as_of), solve(made, as_of=as_of), ids):
        raise NotSameError
    return made


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
        self._named: set[str] = set()

    def case(self) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for key, value in to_mapping(self._case).items():
            if key in ("title", "rates_file"):
                continue
            if key == "reading_reasons":
                found[key] = dict.fromkeys(value, "…") if isinstance(value, dict) else value
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
        found["name"] = self._name(who, told)
        code = told.get("personal_code")
        if isinstance(code, str) and code != "unknown":
            found["personal_code"] = self._code(code)
        return found

    def _name(self, who: str, told: Mapping[str, Data]) -> str:
        """A name that nobody else of the case has, of the sex that the case tells."""
        sex = _sex_of(who, told, self._case)
        fitting = [name for name in NAMES if not sex or (name in _OF_MEN) == (sex == "male")]
        turn = 1
        while True:
            for name in fitting:
                called = f"{name} {SURNAME}" if turn == 1 else f"{name} {turn} {SURNAME}"
                if called not in self._named:
                    self._named.add(called)
                    return called
            turn += 1

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
        if value is None:
            return None
        if key in REFERENCES and value in self._ids:
            return self._ids[value]
        if value != "unknown" and (key in _FREE or (key == "by" and _is_free(value))):
            return "…"
        if key == "birth_set":
            return self._sets.setdefault(value, f"mitmikud{len(self._sets) + 1}")
        return value


def _sex_of(who: str, told: Mapping[str, Data], case: CaseFile) -> str:
    """``male`` or ``female`` as a case tells it of somebody; empty where it does not."""
    code, sex = told.get("personal_code"), told.get("sex")
    if isinstance(code, str) and code != "unknown":
        return read_code(code).sex
    if isinstance(sex, str) and sex in ("male", "female"):
        return sex
    roles = {
        parent.role for child in case.children.values() if isinstance(child.parents, tuple)
        for parent in child.parents if parent.who == who
    }  # fmt: skip
    return "female" if roles == {"mother"} else "male" if roles == {"father"} else ""


def _is_free(value: str) -> bool:
    """Whether who decided something is told in free words: no state, and none of the choices."""
    is_state = len(value) == 2 and value.isupper()
    return not is_state and value not in ("agreement", "order")
