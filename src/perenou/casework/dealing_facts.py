"""From the case file's dealings with other states' institutions to the facts of their procedure.

What lies after the day of the question has not happened yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.casework.case_file.coordination import HOME
from perenou.casework.case_file.dates import EARLIEST, PartialDay
from perenou.casework.case_file.dealings import Dealing, DealingEvent
from perenou.casework.lines import (
    certain,
    day_line,
    number,
    said_of,
    spelled,
    truth,
)
from perenou.language.working_days import is_working_day
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, NOBODY, Day
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

KINDS: Final = {
    "claim_came_day": "claim",
    "claim_forwarded_day": "forwarded",
    "claim_arrived_day": "arrived",
    "priority_decided_day": "provisional_decision",
    "position_agreed_day": "agreed",
    "position_disputed_day": "disputed",
    "explanation_asked_day": "explanation_asked",
    "explanation_given_day": "explanation_given",
    "commission_asked_day": "commission",
    "competence_settled_day": "settled",
    "decision_sent_day": "decision_sent",
    "amounts_reported_day": "amounts_reported",
    "supplement_asked_day": "supplement_asked",
    "position_reminded_day": "reminder",
    "information_asked_day": "information_asked",
    "information_given_day": "information_given",
    "case_checked_day": "check",
    "transferred_day": "transferred",
}
"""By fact, the kind of event, whoever acted."""
SIDED: Final = {
    "payee_asked_day": ("payee_asked", False),
    "payee_requested_day": ("payee_asked", True),
    "payee_decided_day": ("payee_decided", True),
    "payee_answered_day": ("payee_decided", False),
    "statement_sent_day": ("statement", True),
    "statement_received_day": ("statement", False),
}
"""By fact, the kind of event and whether it is Estonia's."""

_ANSWERED: Final = {
    "explanation_given": "explanation_asked",
    "information_given": "information_asked",
}
"""By answer, the question: an answer older than the last question is none."""


def happened(dealing: Dealing, kind: str, as_of: Day, by: str = "") -> DealingEvent | None:
    """The last event of a kind that may have happened by a day; None where there is none."""
    found = [
        event
        for event in dealing.events
        if event.what == kind
        and (event.on is None or event.on.first <= as_of)
        and (not by or event.by == by)
    ]
    return max(found, key=_last_day, default=None)


def _last_day(event: DealingEvent) -> Day:
    return NEVER if event.on is None else event.on.last


def asked_first(dealing: Dealing) -> str | None:
    """The state to whose institution the claim came first, as far as that is told."""
    return next((event.by for event in dealing.events if event.what == "claim"), None)


def _of(case: CaseFacts, row: int) -> Dealing:
    return case.abroad.dealings[row][1]


def _day(case: CaseFacts, name: str, row: int) -> Line:
    dealing, kind = _of(case, row), KINDS[name]
    event = happened(dealing, kind, case.as_of)
    asked = happened(dealing, _ANSWERED[kind], case.as_of) if kind in _ANSWERED else None
    if event is not None and asked is not None and _last_day(event) < _last_day(asked):
        return certain(NEVER)
    return _on(name, row, event)


def _on(name: str, row: int, event: DealingEvent | None) -> Line:
    if event is None:
        return certain(NEVER)
    return day_line(name, row, event.on, number(name, row, EARLIEST, NEVER))


def _sided(case: CaseFacts, name: str, row: int) -> Line:
    kind, is_own = SIDED[name]
    dealing = _of(case, row)
    by = HOME if is_own else str(dealing.country)
    return _on(name, row, happened(dealing, kind, case.as_of, by))


def _covers(case: CaseFacts, name: str, row: int) -> Line:
    return spelled(name, row, [said_of(_of(case, row))], False, (0, 1))


def _asked_estonia(case: CaseFacts, name: str, row: int) -> Line:
    asked = asked_first(_of(case, row))
    return truth(name, row) if asked is None else certain(asked == HOME)


def _first(kind: str) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        event = happened(_of(case, row), kind, case.as_of)
        states = case.abroad.states
        if event is None:
            return certain(NOBODY)
        if event.first not in states:
            return number(name, row, 0, len(states) - 1)
        return certain(states.index(event.first))

    return find


def _ends_on_day_off(case: CaseFacts, name: str, row: int) -> Line:
    arrived = happened(_of(case, row), "arrived", case.as_of)
    if arrived is None:
        return certain(False)
    if not isinstance(arrived.on, PartialDay) or not arrived.on.is_exact:
        return truth(name, row)
    return certain(not is_working_day(add_months(arrived.on.first, 2)))


def _payee(case: CaseFacts, name: str, row: int) -> Line:
    event = happened(_of(case, row), "payee_decided", case.as_of, HOME)
    if event is None:
        return certain(NOBODY)
    if event.payee not in case.people:
        return number(name, row, 0, len(case.people) - 1)
    return certain(case.people.index(event.payee))


def _recovery(field: str) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        told = _of(case, row).recovery
        value = None if told is None else getattr(told, field)
        return certain(value) if isinstance(value, bool) else truth(name, row)

    return find


def _overridden(case: CaseFacts, name: str, row: int) -> Line:
    states = case.abroad.states
    said = [
        said_of(each, states.index(each.country) if each.country in states else None)
        for each in case.child(row).priority_override
    ]
    return spelled(name, row, said, NOBODY, (NOBODY, max(len(states) - 1, 0)))


def _claimed_abroad(case: CaseFacts, name: str, row: int) -> Line:
    """The day on which a claim came in abroad that then reached Estonia as this one."""
    claim, carer = case.claims[row]
    child = case.carers[carer][1]
    if claim is None or claim.received is None:
        return certain(NEVER)
    for of_row, dealing in case.abroad.dealings:
        if case.abroad.child_states[of_row][0] != child or asked_first(dealing) in (HOME, None):
            continue
        came = happened(dealing, "claim", case.as_of)
        arrived = happened(dealing, "arrived", case.as_of)
        if came is None or came.on is None or arrived is None or arrived.on is None:
            continue
        if came.on.first <= claim.received.first and claim.received.last <= arrived.on.last:
            return day_line(name, row, came.on, certain(NEVER))
    return certain(NEVER)


def _question_day(case: CaseFacts, _name: str, _row: int) -> Line:
    return certain(case.as_of)


def _is_anothers(case: CaseFacts, _name: str, row: int) -> Line:
    return certain(case.is_anothers_claim(row))


FINDERS: Final[dict[str, Finder]] = {
    **dict.fromkeys(KINDS, _day),
    **dict.fromkeys(SIDED, _sided),
    "question_day": _question_day,
    "dealing_covers": _covers,
    "estonia_asked_first": _asked_estonia,
    "priority_decided_first": _first("provisional_decision"),
    "competence_settled_first": _first("settled"),
    "position_ends_on_day_off": _ends_on_day_off,
    "payee_decided": _payee,
    "recovery_has_title": _recovery("title"),
    "recovery_is_contested": _recovery("contested"),
    "recovery_was_tried": _recovery("tried"),
    "recovery_is_barred": _recovery("barred"),
    "overridden_first": _overridden,
    "claimed_abroad_day": _claimed_abroad,
    "is_other_parents_claim": _is_anothers,
}
"""By fact, how it is laid out."""
