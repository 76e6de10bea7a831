"""Several states: which one pays first and why, and what each of them owes by month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from perenou.acts.document import Block, Grid, Listing, Span, Spans
from perenou.acts.drafting import Drafting, capital
from perenou.acts.states_concerned import is_coordinated
from perenou.casework.determination import Role, StateMonth
from perenou.casework.tell_coordination import (
    OUTSIDE_PROVISIONS,
    PROVISIONS,
    part_and_ground,
    rates_told,
    state_runs,
)
from perenou.language.amounts import amount_range, euros
from perenou.language.dates import month_range
from perenou.rules.types import ANSWERS, Cents, Months

Run: TypeAlias = tuple[tuple[StateMonth, ...], int]


def first_states(draft: Drafting) -> Iterator[Spans]:
    """By child and months: who pays first, and why."""
    by_child: dict[str, list[tuple[str, str, Months, Months]]] = {}
    for states, last in _runs(draft):
        first = next((each for each in states if each.role is Role.PRIMARY), None)
        payer, reason = ("", "") if first is None else (first.state, first.reason or "open")
        mine = by_child.setdefault(states[0].child, [])
        month = states[0].month
        if mine and mine[-1][:2] == (payer, reason) and mine[-1][3] == month - 1:
            month = mine.pop()[2]
        mine.append((payer, reason, month, last))
    told: dict[tuple[Months, Months, str, str], list[str]] = {}
    for child, spells in by_child.items():
        for payer, reason, month, last in spells:
            told.setdefault((month, last, payer, reason), []).append(child)
    for (month, last, payer, reason), children in told.items():
        slots = {"months": (month, last), **draft.children(children)}
        if not payer:
            yield capital(draft.say("states.open", **slots))
            continue
        sentence = draft.say(
            "states.alone" if reason == "alone" else "states.first",
            **slots,
            state=draft.words.state(payer),
            why=draft.words.say(f"tell.states.why.{reason}"),
            citation=PROVISIONS[reason],
        )
        yield capital(sentence)


def outside_states(draft: Drafting) -> Iterator[Spans]:
    """By child and months: whether a benefit that is not coordinated reduces the Estonian one."""
    spells: dict[tuple[str, str, str], list[list[Months]]] = {}
    for states, last in _runs(draft):
        for each in states:
            if each.role is Role.OUTSIDE:
                mine = spells.setdefault((each.child, each.state, each.reason), [])
                if mine and mine[-1][1] == each.month - 1:
                    mine[-1][1] = last
                else:
                    mine.append([each.month, last])
    told: dict[tuple[Months, Months, str, str], list[str]] = {}
    for (child, state, reason), of_child in spells.items():
        for first, last in of_child:
            told.setdefault((first, last, state, reason), []).append(child)
    for (first, last, state, reason), children in told.items():
        sentence = draft.say(
            f"states.{reason}",
            months=(first, last),
            **draft.children(children),
            state=draft.words.state(state),
            citation=OUTSIDE_PROVISIONS[reason],
        )
        yield capital(sentence)


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
    rates = tuple((Span(text),) for text in rates_told(draft.matter.states, draft.words))
    if rates:
        if is_coordinated(draft.matter.states):
            yield draft.says("states.rates", citation="987/2009 art 90")
        else:
            yield draft.says("states.rates_outside")
        yield Listing(rates)


def _rows(draft: Drafting) -> Iterator[tuple[Spans, ...]]:
    for states, last in _runs(draft):
        for each in states:
            yield (
                (Span(month_range(each.month, last, draft.language), "month", each.month),),
                (Span(draft.name_of(each.child), "name"),),
                (Span(draft.words.state(each.state)),),
                (Span(part_and_ground(each, draft.words)),),
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
