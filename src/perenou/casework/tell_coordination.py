"""Benefits of several states told to people: who pays first and why, and the table by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from perenou.benefits.eu.vocabulary import BASKETS
from perenou.casework.determination import Determination, ForeignAmount, Role, StateMonth
from perenou.casework.report import Line, Section, Table
from perenou.casework.tell_money import month_or_months
from perenou.casework.words import Words, citations_in
from perenou.rules.calendar import first_day_of
from perenou.rules.types import ANSWERS

PROVISIONS: Final = {
    "only": "883/2004 art 68(1)",
    "alone": "PHS § 4 lg 1",
    "orphan_first": "883/2004 art 69(1)",
    "orphan_longest": "883/2004 art 69(1)",
    "work_home": "883/2004 art 68(1)(b)(i)",
    "work_first": "883/2004 art 68(1)(a)",
    "highest": "987/2009 art 58",
    "pension_home": "883/2004 art 68(1)(b)(ii)",
    "pension_first": "883/2004 art 68(1)(a)",
    "longest": "883/2004 art 68(1)(b)(ii)",
    "residence_home": "883/2004 art 68(1)(b)(iii)",
    "residence_first": "883/2004 art 68(1)(a)",
    "named": "883/2004 art 68(1)",
    "overridden": "883/2004 art 68(1)",
    "settled": "987/2009 art 6(4)",
    "definitive": "987/2009 art 60(3)",
    "meanwhile": "987/2009 art 60(4)",
    "open": "883/2004 art 68(1)",
}
"""By reason why a state pays first: the provision."""

_CHAINS = frozenset(basket.key for basket in BASKETS if basket.is_chain)
"""Kinds of benefits that one state alone pays."""
_ROLES = ("shares", "one_state", "alone")
"""Reasons that name a state's part better than its role does."""
OUTSIDE_PROVISIONS = {
    "instead": "PHS § 4 lg 4",
    "outside": "PHS § 4 lg 4",
    "nothing": "PHS § 4 lg 4",
    "spared": "Ukraina leping art 4",
}
"""By what a benefit from outside coordination means: the provision."""

INTERVALS: Final = ("month", "week", "quarter", "year")
"""For what a foreign amount may be paid at a time."""

Run = tuple[tuple[StateMonth, ...], int]
"""What all states owe for a child in a run of months: as in its first month, and the last month."""


def tell_states(made: Determination, words: Words) -> Section | None:
    """By child, kind of benefit and months: which state pays what."""
    if not made.state_months:
        return None
    told = state_runs(made.state_months)
    lines = [line for group in _groups(told) for line in _told(group, words)]
    lines += _passing_on(told, words)
    rows = list(_table(told, words))
    head = ["months", "for_whom", "state", "role", "own", "paid", "suspended"]
    with_refund = any(each.refund for each in made.state_months)
    if with_refund:
        head.append("refund")
    table = Table(
        tuple(words.say(f"tell.states.{key}") for key in head),
        tuple(row if with_refund else row[:-1] for row in rows),
        frozenset(range(4, len(head))),
    )
    return Section("states", words.say("tell.states.heading"), tuple(lines), table)


def _table(told: Sequence[Run], words: Words) -> Iterator[tuple[str, ...]]:
    """The parts of all states by months; after them what is refunded for several children."""
    for _, of in groupby(told, key=lambda run: run[0][0].month):
        runs = list(of)
        for run in runs:
            yield from _rows(run, words)
        for states, last in runs:
            for each in states:
                if len(each.refund_for) > 1:
                    months = month_or_months(each.month, last, words)
                    refund = words.amount(each.refund, each.refund)
                    part = words.say("tell.states.role.refunds")
                    state, about = words.state(each.state), words.names(each.refund_for)
                    yield months, about, state, part, "", "", "", refund


def state_runs(months: Sequence[StateMonth]) -> list[Run]:
    """Equal consecutive months put together, by child and kind."""
    found: list[Run] = []
    ordered = sorted(months, key=lambda m: (m.kind, m.child, m.month))
    for (_, _, month), group in groupby(ordered, key=lambda m: (m.kind, m.child, m.month)):
        states = tuple(group)
        if found and found[-1][1] == month - 1 and _alike(found[-1][0], states):
            found[-1] = (found[-1][0], month)
        else:
            found.append((states, month))
    return sorted(found, key=lambda run: (run[0][0].month, run[0][0].child, run[0][0].kind))


def _alike(one: Sequence[StateMonth], other: Sequence[StateMonth]) -> bool:
    return [m._replace(month=0) for m in one] == [m._replace(month=0) for m in other]


def _groups(told: Sequence[Run]) -> list[list[Run]]:
    """Runs of the same months and kind in which the same state comes first for the same reason."""
    found: dict[object, list[Run]] = {}
    for states, last in told:
        first = next((each for each in states if each.role is Role.PRIMARY), None)
        why = None if first is None else (first.state, first.reason)
        found.setdefault((states[0].month, last, states[0].kind, why), []).append((states, last))
    return list(found.values())


def _told(group: Sequence[Run], words: Words) -> Iterator[Line]:
    """Who comes first for the children of a group, then each state's part.

    What is the same for all of them is told once; what is not, with the child's name.
    """
    states, last = group[0]
    when = {
        "months": month_or_months(states[0].month, last, words),
        "about": words.names([run[0][0].child for run in group]),
        "kind": words.say(f"tell.states.kind.{states[0].kind}"),
    }
    first = next((each for each in states if each.role is Role.PRIMARY), None)
    if first is None:
        by_reach = any(each.reason == "reach" for each in states)
        key = "tell.states.undecided_reach" if by_reach else "tell.states.undecided"
        yield Line(words.say(key, **when), tone="open")
    else:
        # While more than one reason is possible, the state alone is told.
        reason = first.reason or "open"
        why = words.say(f"tell.states.why.{reason}")
        key = "alone" if reason == "alone" else "pays" if first.kind in _CHAINS else "first"
        text = words.say(f"tell.states.{key}", state=words.state(first.state), why=why, **when)
        yield _dated(f"{text} ({PROVISIONS[reason]})", states[0])
    parts = [list(_parts(of, words)) for of, _ in group]
    for at, lines in enumerate(parts):
        name = words.name_of(group[at][0][0].child)
        for line in lines:
            if not all(line in other for other in parts):
                yield replace(line, text=f"{name} – {line.text}")
            elif at == 0:
                yield line
    if first is not None:
        yield from _refunds(group, first.state, words)


def _dated(text: str, of: StateMonth, depth: int = 0) -> Line:
    """A sentence whose provisions are meant as of the first month that it is about."""
    day = first_day_of(of.month)
    return Line(text, depth, cited=tuple((str(each), day) for each in citations_in(text)))


def _refunds(group: Sequence[Run], payer: str, words: Words) -> Iterator[Line]:
    """What other states refund to the one that pays, for the children of a group together."""
    together: dict[str, int] = defaultdict(int)
    for states, _ in group:
        for each in states:
            together[each.state] += each.refund
    key = "tell.states.refunds_together" if len(group) > 1 else "tell.states.refunds"
    for state, amount in together.items():
        if amount:
            slots = {"state": words.state(state), "other": words.state(payer)}
            text = words.say(key, amount=amount, **slots)
            yield Line(f"{text} (987/2009 art 58)", 1, "quiet")


def _passing_on(told: Sequence[Run], words: Words) -> Iterator[Line]:
    """When the state that pays first is another one than in the month before."""
    before: dict[tuple[str, str], tuple[str, int]] = {}
    found: dict[tuple[str, str, int, str], list[str]] = {}
    for states, last in told:
        first = next((each for each in states if each.role is Role.PRIMARY), None)
        whose = states[0].child, states[0].kind
        old, ended = before.get(whose, ("", 0))
        if first is not None:
            is_next = ended == states[0].month - 1 and first.kind not in _CHAINS
            if is_next and old != first.state:
                key = (old, first.state, states[0].month, first.kind)
                found.setdefault(key, []).append(first.child)
            before[whose] = first.state, last
        else:
            before.pop(whose, None)
    for (old, new, month, kind), children in found.items():
        text = words.say(
            "tell.states.passes_on",
            about=words.names(children),
            kind=words.say(f"tell.states.kind.{kind}"),
            old=words.state(old),
            new=words.state(new),
            before=month_or_months(month - 1, month - 1, words),
            months=month_or_months(month, month, words),
        )
        yield Line(f"{text} (987/2009 art 59(1))", tone="quiet")


def _parts(states: Sequence[StateMonth], words: Words) -> Iterator[Line]:
    """What each state owes for a child beside the first, and how it was converted."""
    for each in states:
        if each.role is Role.SECONDARY:
            yield Line(_secondary(each, words), 1)
            if each.is_provisional and each.paid_most:
                yield Line(f"{words.say('tell.states.provisional')} (987/2009 art 7(1))", 2, "open")
        elif each.role is Role.OUTSIDE:
            yield _dated(_from_outside(each, words), each, 1)
        elif each.role is Role.NO_RIGHT:
            yield Line(words.say("tell.states.no_right", state=words.state(each.state)), 1)
        yield from (
            Line(_converted(benefit, words), 1, "quiet")
            for benefit in each.benefits
            if benefit.rate is not None
        )


def _secondary(each: StateMonth, words: Words) -> str:
    slots = {
        "state": words.state(each.state),
        "own": _amount(each.own_least, each.own_most, words),
        "paid": _paid(each, words),
    }
    if each.paid_most:
        key = "adds"
    else:
        del slots["paid"]
        key = each.reason or "adds_nothing"
    provision = "883/2004 art 69(1)" if each.kind in _CHAINS else "883/2004 art 68(2)"
    if each.reason == "shares":
        provision = "987/2009 art 58"
    return f"{words.say(f'tell.states.{key}', **slots)} ({provision})"


def _from_outside(each: StateMonth, words: Words) -> str:
    """What a benefit means of a state that coordination does not reach."""
    slots = {"state": words.state(each.state)}
    if each.reason != "nothing":
        slots["own"] = _amount(each.own_least, each.own_most, words)
    text = words.say(f"tell.states.{each.reason}", **slots)
    return f"{text} ({OUTSIDE_PROVISIONS[each.reason]})"


def _converted(benefit: ForeignAmount, words: Words) -> str:
    """How a foreign amount became euros."""
    amount = "?" if benefit.amount is None else words.decimal(benefit.amount, 2)
    known = benefit.interval in INTERVALS
    per = f" {words.say(f'tell.states.per.{benefit.interval}')}" if known else ""
    text = words.say(
        "tell.states.converted",
        name=benefit.name or words.say("tell.states.benefit"),
        amount=f"{amount} {benefit.currency}{per}",
        rate=f"{words.rate(benefit.rate or 0)} {benefit.currency}",
    )
    if benefit.rate_day is None:
        return text
    source = benefit.rate_source or words.say("tell.states.no_source")
    return f"{text} {words.say('tell.states.rate_of', day=benefit.rate_day, source=source)}"


def _amount(least: int, most: int, words: Words) -> str:
    is_open = least == 0 and most >= ANSWERS["Cents"][1]
    return words.say("value.open") if is_open else words.amount(least, most)


def _paid(each: StateMonth, words: Words) -> str:
    """What a state pays; as open as its own benefit, less whatever is paid first, may be."""
    is_open = each.own_most >= ANSWERS["Cents"][1] and each.paid_least == 0 < each.paid_most
    return words.say("value.open") if is_open else words.amount(each.paid_least, each.paid_most)


def part_and_ground(each: StateMonth, words: Words) -> str:
    """What a state's part is, and on what ground it has one."""
    role = each.reason if each.reason in _ROLES else each.role.value
    parts = [words.say(f"tell.states.role.{role}")]
    if each.ground and each.role is not Role.NO_RIGHT:
        parts.append(words.say(f"tell.states.ground.{each.ground}"))
    return ": ".join(parts)


def rates_told(months: Sequence[StateMonth], words: Words) -> list[str]:
    """Every foreign amount with its rate, by run of months; once where children share it."""
    found: dict[str, list[int]] = {}
    for each in months:
        for benefit in each.benefits:
            if benefit.rate is not None:
                told = found.setdefault(_converted(benefit, words), [])
                if each.month not in told:
                    told.append(each.month)
    return [
        f"{month_or_months(first, last, words)}: {text}"
        for text, of in found.items()
        for first, last in _spans(of)
    ]


def _spans(months: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive months put together."""
    found: list[tuple[int, int]] = []
    for month in sorted(months):
        if found and found[-1][1] == month - 1:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def _rows(run: Run, words: Words) -> Iterator[tuple[str, ...]]:
    states, last = run
    for each in states:
        about = words.name_of(each.child)
        if each.kind != "general":
            about = f"{about}, {words.say(f'tell.states.kind.{each.kind}')}"
        yield (
            month_or_months(each.month, last, words),
            about,
            words.state(each.state),
            part_and_ground(each, words),
            _amount(each.own_least, each.own_most, words),
            _paid(each, words),
            _amount(each.suspended_least, each.suspended_most, words),
            words.amount(each.refund, each.refund) if len(each.refund_for) == 1 else "",
        )
