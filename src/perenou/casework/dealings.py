"""Dealings with other states' institutions: where they stand, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from perenou.benefits.eu.documents import Document, documents
from perenou.casework.balances import balances
from perenou.casework.case_file.coordination import HOME
from perenou.casework.case_file.dealings import Dealing, DealingEvent
from perenou.casework.case_file.schema import entries
from perenou.casework.dealing_answer import (
    DealingAnswer,
    Happening,
    Step,
)
from perenou.casework.dealing_facts import asked_first
from perenou.casework.decision_terms import decision_term
from perenou.casework.determination import STATE_PREFIX, Balance, Deadline, Role
from perenou.casework.document_data import missing_of
from perenou.casework.institution_claims import own_claims, their_claims
from perenou.casework.lines import END, START
from perenou.rules.calendar import month_of
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

REMIND_DAYS_BEFORE: Final = 14
"""Our own reminder before the two months run out; no act asks for it."""

_CLOCKS: Final = (
    "position_due_day",
    "definitive_day",
    "commission_from_day",
    "conciliation_due_day",
    "statement_due_day",
)


_DEADLINES: Final = (
    ("position_expected", "awaits_position", "position_due_day", "987/2009 art 60(3)"),
    ("position_own", "owes_position", "position_due_day", "987/2009 art 60(3)"),
    ("position_reminder", "awaits_position", "position_due_day", "987/2009 art 60(3)"),
    ("commission", "is_disputed", "commission_from_day", "987/2009 art 6(3)"),
    ("conciliation", "is_disputed", "conciliation_due_day", "987/2009 art 6(3)"),
    ("statement_own", "owes_statement", "statement_due_day", "987/2009 art 73(1)"),
    ("statement_expected", "awaits_statement", "statement_due_day", "987/2009 art 73(1)"),
    ("yearly_check", "dealing_covers", "check_due_day", "883/2004 art 76(4)"),
)
"""Kind of deadline, the norm while which holds it runs, the norm of its day, the provision."""

_DUTIES: Final = (
    "owes_provisional_decision",
    "owes_provisional_supplement",
    "awaits_transfer",
    "owes_transfer",
)
"""Norms of what is to be done or expected without a document of its own."""


def dealings(solved: Solved) -> tuple[DealingAnswer, ...]:
    """Every dealing of the file, as it stands on the day of the question, and those to begin."""
    begun = tuple(_to_begin(solved))
    if begun:
        told = (*solved.case.dealings, *begun)
        return dealings(solved.instead(solved.case.model_copy(update={"dealings": told})))
    if not solved.case.dealings:
        return ()
    paid = balances(solved)
    return tuple(_answer(solved, dealing, rows, paid) for dealing, rows in _rows(solved))


def _to_begin(solved: Solved) -> Iterator[Dealing]:
    """What a claim that waits for its decision has to begin with a state that pays first.

    The file may tell of no dealings with that state about the children yet (883/2004 art 68(3)).
    """
    waiting = [
        claim
        for claim in entries(solved.case.claims)
        if (term := decision_term(solved.law, solved.as_of, claim)) and term[0] >= solved.as_of
    ]
    told = {
        (dealing.country, _child(solved, row))
        for row, (_, dealing) in enumerate(solved.facts.abroad.dealings)
    }
    first: dict[str, dict[str, None]] = {}
    for each in solved.state_months if waiting else ():
        is_first = each.role is Role.PRIMARY and each.state != HOME and each.reason != "alone"
        if is_first and (each.state, each.child) not in told:
            first.setdefault(each.state, {})[each.child] = None
    for state, children in first.items():
        of = [c for c in waiting if set(solved.case.children_of(c) or ()) & set(children)]
        if of:
            came = min(of, key=lambda c: NEVER if c.received is None else c.received.first)
            event = DealingEvent.model_construct(what="claim", by=HOME, on=came.received)
            dealing = Dealing.model_validate({"country": state, "for": list(children)})
            yield dealing.model_copy(update={"events": (event,)})


def _answer(
    solved: Solved, dealing: Dealing, rows: list[int], paid: tuple[Balance, ...]
) -> DealingAnswer:
    row = rows[0]
    return DealingAnswer(
        str(dealing.country),
        tuple(_child(solved, each) for each in rows),
        asked_first(dealing) or "",
        _as_first(_stage(solved, row)) if _is_first(solved, row) else _stage(solved, row),
        _decided(solved, row),
        tuple(_payers(solved, rows)),
        _derived(solved, row),
        _state(solved, _value(solved, "priority_decided_first", row)),
        tuple(_clocks(solved, row)),
        tuple(_happening(solved, event) for event in _in_order(dealing)),
        tuple(_steps(solved, dealing, rows)),
        (*own_claims(solved, dealing, paid), *their_claims(solved, dealing)),
        tuple(_duties(solved, rows)),
        None if dealing.recovery is None else _recovery(solved, row),
    )


def _is_first(solved: Solved, row: int) -> bool:
    """Whether by the facts Estonia pays first and so decides on its own benefit (art 60(2)).

    Provisional is only the decision of an institution that finds another one to be first.
    """
    return _derived(solved, row) == HOME


_AS_FIRST: Final = {"to_forward": "to_forward_as_first", "to_decide": "to_pay_as_first"}
"""Stages of dealings in which the state first asked pays first itself."""


def _as_first(stage: str) -> str:
    return _AS_FIRST.get(stage, stage)


def _decided(solved: Solved, row: int) -> str:
    """The state that what was settled, or a definitive decision, puts first; empty: none."""
    day = _time(solved, row)
    settled = _state(solved, _value(solved, "first_by_settlement", row, day))
    return settled or _state(solved, _value(solved, "first_by_definitive_decision", row, day))


def _rows(solved: Solved) -> Iterator[tuple[Dealing, list[int]]]:
    """Each dealing that has rows, with the rows of its children."""
    told = solved.facts.abroad.dealings
    for dealing in solved.case.dealings:
        rows = [row for row, (_, of) in enumerate(told) if of is dealing]
        if rows:
            yield dealing, rows


def _child_row(solved: Solved, row: int) -> int:
    return solved.facts.abroad.child_states[solved.facts.abroad.dealings[row][0]][0]


def _child(solved: Solved, row: int) -> str:
    return solved.facts.children[_child_row(solved, row)]


def _now(solved: Solved) -> Day:
    return min(max(solved.as_of, START), END - 1)


def _time(solved: Solved, row: int) -> Day:
    """A day that the dealings are about: the day of the question, or the nearest before it."""
    line = solved.world.line("dealing_covers", row)
    now = _now(solved)
    if line.at(now) is True:
        return now
    held = [first for first, _, value in line.pieces(END) if value is True and first <= now]
    return held[-1] if held else now


def _value(solved: Solved, name: str, row: int, day: Day | None = None) -> int | None:
    """A value on a day; None while it is open."""
    value = solved.world.at(name, row, _now(solved) if day is None else day)
    return None if isinstance(value, Open) else int(value)


def _state(solved: Solved, number: int | None) -> str:
    states = solved.facts.abroad.states
    return states[number] if number is not None and 0 <= number < len(states) else ""


def _stage(solved: Solved, row: int) -> str:
    """The key of where things stand; ``open`` while a day that decides it is not known."""

    def holds(name: str) -> bool | None:
        value = _value(solved, name, row)
        return None if value is None else bool(value)

    def has_come(name: str) -> bool | None:
        value = _value(solved, name, row)
        return None if value is None else value <= solved.as_of

    asked = (
        ("settled", has_come("competence_settled_day")),
        ("disputed", holds("is_disputed")),
        ("silent", holds("is_definitive_by_silence")),
        ("agreed", holds("is_definitive")),
        ("to_forward", holds("owes_forwarding")),
        ("to_decide", holds("owes_provisional_decision")),
        ("to_answer", holds("owes_position")),
        ("awaited", holds("awaits_position")),
    )
    for stage, answer in asked:
        if answer is not False:
            return "open" if answer is None else stage
    return "begun"


def _payers(solved: Solved, rows: list[int]) -> Iterator[tuple[str, str]]:
    for row in rows:
        number = _value(solved, "first_by_provisional_payment", row, _time(solved, row))
        if number is not None and number < NEVER:
            yield _child(solved, row), _state(solved, number)


def _derived(solved: Solved, row: int) -> str:
    """The state that the facts alone put first at the time of the dealings."""
    size = len(solved.facts.abroad.states)
    child, day = _child_row(solved, row), _time(solved, row)
    for state in range(size):
        if solved.world.at("general_derived_primary", child * size + state, day) is True:
            return solved.facts.abroad.states[state]
    return ""


def _clocks(solved: Solved, row: int) -> Iterator[tuple[str, Day]]:
    for name in _CLOCKS:
        day = _value(solved, name, row)
        if day is not None and day < NEVER:
            yield name, day


def _in_order(dealing: Dealing) -> list[DealingEvent]:
    return sorted(dealing.events, key=lambda e: NEVER if e.on is None else e.on.first)


def _happening(solved: Solved, event: DealingEvent) -> Happening:
    months = None
    if event.from_ is not None:
        first = month_of(event.from_.first)
        months = first, first if event.to is None else month_of(event.to.first)
    return Happening(
        "" if event.on is None else str(event.on),
        event.what or "",
        event.by or "",
        event.first or "",
        event.payee or "",
        event.amount,
        months,
        event.reason or "",
        event.source or "",
        event.on is not None and event.on.first > solved.as_of,
    )


# ---------------------------------------------------------------- what comes next


def _steps(solved: Solved, dealing: Dealing, rows: list[int]) -> Iterator[Step]:
    for document in documents():
        due = [row for row in rows if _value(solved, document.when, row) == 1]
        if due:
            yield _step(solved, dealing, document, due)


def _step(solved: Solved, dealing: Dealing, document: Document, rows: list[int]) -> Step:
    last = _value(solved, document.clock, rows[0]) if document.clock else None
    children = tuple(_child(solved, row) for row in rows)
    rule = solved.law.version_of(document.when, _now(solved))
    data, cited = document.data, "" if rule is None else str(rule.citation)
    if document.when == "owes_forwarding" and all(_is_first(solved, row) for row in rows):
        data, cited = tuple(_OF_FIRST.get(key, key) for key in data), "987/2009 art 60(2)"
    missing = (
        tuple(pair for key in data for pair in missing_of(solved, dealing, key, children))
        if document.way == "send"
        else ()
    )
    return Step(
        document.key,
        document.code,
        document.case,
        document.way,
        children,
        None if last is None or last >= NEVER else last,
        cited,
        data,
        missing,
    )


_OF_FIRST: Final = {"provisional_decision": "role"}
"""What a document carries of the institution that pays first, instead of what another would."""


def _duties(solved: Solved, rows: list[int]) -> Iterator[tuple[str, str]]:
    for name in _DUTIES:
        owing = [row for row in rows if _value(solved, name, row) == 1]
        if name == "owes_provisional_decision":
            owing = [row for row in owing if not _is_first(solved, row)]
        if owing:
            rule = solved.law.version_of(name, _now(solved))
            yield name, "" if rule is None else str(rule.citation)


def _recovery(solved: Solved, row: int) -> tuple[bool | None, tuple[str, ...]]:
    """Whether recovery abroad may be requested, and what still stands in its way."""
    may = _value(solved, "recovery_may_be_requested", row)
    wanted = {
        "recovery_has_title": 1,
        "recovery_is_contested": 0,
        "recovery_was_tried": 1,
        "recovery_is_barred": 0,
    }
    unmet = [name for name, value in wanted.items() if _value(solved, name, row) != value]
    return None if may is None else bool(may), tuple(unmet)


def dealing_deadlines(solved: Solved) -> Iterator[Deadline]:
    """Days by which an institution must act, and the day of our own reminder."""
    for dealing, rows in _rows(solved):
        state = f"{STATE_PREFIX}{dealing.country}"
        for kind, when, clock, citation in _DEADLINES:
            open_for = [row for row in rows if _value(solved, when, row) == 1]
            last = _value(solved, clock, open_for[0]) if open_for else None
            if last is None or last >= END:
                continue
            if kind == "position_reminder":
                last -= REMIND_DAYS_BEFORE
            about = (*(_child(solved, row) for row in open_for), state)
            yield Deadline(kind, last, "", about, citation)
