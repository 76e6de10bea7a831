"""Several states: which one pays first and why, and what each of them owes by month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from perenou.acts.document import Block, Grid, Span, Spans
from perenou.acts.drafting import Drafting, capital
from perenou.casework.determination import Role, StateMonth
from perenou.casework.tell_coordination import PROVISIONS, state_runs
from perenou.language.amounts import amount_range, euros
from perenou.language.dates import month_range
from perenou.rules.types import ANSWERS, Cents

Run: TypeAlias = tuple[tuple[StateMonth, ...], int]


def first_states(draft: Drafting) -> Iterator[Spans]:
    """By child and months: who pays first, and why."""
    for states, last in _runs(draft):
        one = states[0]
        slots = {"months": (one.month, last), **draft.children([one.child])}
        first = next((each for each in states if each.role is Role.PRIMARY), None)
        if first is None:
            yield capital(draft.say("states.open", **slots))
            continue
        reason = first.reason or "open"
        told = draft.say(
            "states.first",
            **slots,
            state=draft.words.state(first.state),
            why=draft.words.say(f"tell.states.why.{reason}"),
            citation=PROVISIONS[reason],
        )
        yield capital(told)


def states_table(draft: Drafting) -> Iterator[Block]:
    """What each state owes by child and months, where several states are concerned."""
    rows = tuple(_rows(draft))
    if not rows:
        return
    head = ("months", "for_whom", "state", "role", "own", "paid")
    yield Grid(
        draft.text("states.caption"),
        tuple(draft.text(f"states.{each}") for each in head),
        rows,
        (),
        frozenset({4, 5}),
    )


def _rows(draft: Drafting) -> Iterator[tuple[Spans, ...]]:
    for states, last in _runs(draft):
        for each in states:
            role = "shares" if each.reason == "shares" else each.role.value
            yield (
                (Span(month_range(each.month, last, draft.language), "month", each.month),),
                (Span(draft.name_of(each.child), "name"),),
                (Span(draft.words.state(each.state)),),
                (Span(draft.words.say(f"tell.states.role.{role}")),),
                (_money(draft, each.own_least, each.own_most),),
                (_money(draft, each.paid_least, each.paid_most),),
            )


def _runs(draft: Drafting) -> list[Run]:
    return state_runs(draft.matter.states)


def _money(draft: Drafting, least: Cents, most: Cents) -> Span:
    if least == most:
        return Span(euros(least, draft.language), "amount", least)
    if most >= ANSWERS["Cents"][1]:
        return Span(draft.words.say("value.open"))
    return Span(amount_range(least, most, draft.language), "amount")
