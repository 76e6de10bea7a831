"""What a document must carry and the file does not hold, by the key of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.casework.case_file.dealings import Dealing
from perenou.casework.case_file.schema import Person, entries
from perenou.casework.coordination import state_months
from perenou.casework.dealing_facts import happened
from perenou.casework.determination import Role

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

Finder: TypeAlias = Callable[["Solved", Dealing, tuple[str, ...]], Iterator[str]]
"""Gives whose data are missing; an empty id where it is nobody's own."""


def missing_of(
    solved: Solved, dealing: Dealing, key: str, children: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Key and id of what is missing of some data."""
    return [(key, who) for who in FINDERS[key](solved, dealing, children)]


def _parents_of(solved: Solved, children: tuple[str, ...]) -> list[str]:
    found = {
        str(link.who)
        for child in children
        for link in entries(solved.case.children[child].parents)
        if link.who in solved.case.everybody
    }
    return sorted(found)


def _is_unidentified(person: Person) -> bool:
    """Without name, or with neither day of birth nor personal code."""
    has_day = person.born is not None and person.born.is_exact
    return person.name in (None, "unknown") or not has_day


def _parents(solved: Solved, _: Dealing, children: tuple[str, ...]) -> Iterator[str]:
    parents = _parents_of(solved, children)
    if not parents:
        yield ""
    yield from (who for who in parents if _is_unidentified(solved.case.person(who)))


def _children(solved: Solved, _: Dealing, children: tuple[str, ...]) -> Iterator[str]:
    yield from (who for who in children if _is_unidentified(solved.case.person(who)))


def _told_of_parents(field: str) -> Finder:
    def find(solved: Solved, _: Dealing, children: tuple[str, ...]) -> Iterator[str]:
        for who in _parents_of(solved, children):
            if getattr(solved.case.person(who), field) in (None, "unknown"):
                yield who

    return find


def _residence(solved: Solved, _: Dealing, children: tuple[str, ...]) -> Iterator[str]:
    for who in (*_parents_of(solved, children), *children):
        if solved.case.person(who).residence in (None, "unknown"):
            yield who


def _event(kind: str, field: str = "on") -> Finder:
    """Missing where no such event has happened or it does not say what is needed."""

    def find(solved: Solved, dealing: Dealing, _: tuple[str, ...]) -> Iterator[str]:
        event = happened(dealing, kind, solved.as_of)
        if event is None or getattr(event, field) is None:
            yield ""

    return find


def _reasons(solved: Solved, dealing: Dealing, _: tuple[str, ...]) -> Iterator[str]:
    event = happened(dealing, "disputed", solved.as_of) or happened(dealing, "agreed", solved.as_of)
    if event is None or not event.reason:
        yield ""


def _benefits(solved: Solved, _: Dealing, children: tuple[str, ...]) -> Iterator[str]:
    for who in children:
        if any(not p.is_certain for p in solved.payments if who in p.for_whom):
            yield who


def _role(solved: Solved, _: Dealing, children: tuple[str, ...]) -> Iterator[str]:
    months = state_months(solved)
    for who in children:
        if any(month.role is Role.OPEN for month in months if month.child == who):
            yield who


def _paid(solved: Solved, _dealing: Dealing, _children: tuple[str, ...]) -> Iterator[str]:
    if not entries(solved.case.paid):
        yield ""


FINDERS: Final[dict[str, Finder]] = {
    "parents": _parents,
    "children": _children,
    "claim_day": _event("claim"),
    "work": _told_of_parents("work"),
    "residence": _residence,
    "benefits": _benefits,
    "provisional_decision": _event("provisional_decision"),
    "position": _event("disputed"),
    "reasons": _reasons,
    "role": _role,
    "payee": _event("payee_decided", "payee"),
    "paid_months": _paid,
}
"""By key of the data that Estonia sends, what is missing of it."""
