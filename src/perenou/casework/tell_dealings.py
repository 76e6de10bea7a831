"""Dealings with other states' institutions told to people, and what an official overrode."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from perenou.casework.dealing_answer import (
    DealingAnswer,
    Happening,
    InstitutionClaim,
    OverrideAnswer,
    Step,
)
from perenou.casework.determination import Determination
from perenou.casework.report import Line, Section, Table
from perenou.casework.tell_money import month_or_months
from perenou.casework.words import Words
from perenou.language.dates import day as day_text
from perenou.language.grammar import listed
from perenou.rules.types import Day

_PROVISIONS: Final = {
    "settled": "987/2009 art 6(4)",
    "disputed": "987/2009 art 60(4)",
    "silent": "987/2009 art 60(3)",
    "agreed": "987/2009 art 60(3)",
    "to_forward": "883/2004 art 68(3)(a)",
    "to_decide": "987/2009 art 60(3)",
    "to_forward_as_first": "987/2009 art 60(2)",
    "to_pay_as_first": "987/2009 art 60(2)",
    "to_answer": "987/2009 art 60(3)",
    "awaited": "987/2009 art 60(3)",
    "begun": "883/2004 art 68(3)",
    "open": "987/2009 art 60(3)",
}
"""By stage, the provision."""
_WITH_FIRST: Final = frozenset({"settled", "silent", "agreed"})


def tell_dealings(made: Determination, words: Words) -> Section | None:
    """Where every dealing stands, what comes next, the money between states, and the course."""
    if not made.dealings:
        return None
    lines = [line for each in made.dealings for line in _told(each, made.as_of, words)]
    lines.append(Line(f"{words.say('tell.dealings.duty')} (883/2004 art 76(4))", tone="quiet"))
    several = len(made.dealings) > 1
    rows = [
        (
            _on(event.on, words),
            *((words.state(each.state),) if several else ()),
            words.say(f"tell.dealings.event.{event.what}"),
            words.state(event.by) if event.by else "",
            _note(event, words),
        )
        for each in made.dealings
        for event in each.happenings
    ]
    head = ("day", *(("with",) if several else ()), "event", "by", "note")
    table = Table(tuple(words.say(f"tell.dealings.{key}") for key in head), tuple(rows))
    return Section("dealings", words.say("tell.dealings.heading"), tuple(lines), table)


def _told(each: DealingAnswer, as_of: Day, words: Words) -> Iterator[Line]:
    clocks = dict(each.clocks)
    yield Line(f"{_stage(each, clocks, words)} ({_PROVISIONS[each.stage]})")
    for payer in dict.fromkeys(payer for _, payer in each.payers):
        children = [child for child, of in each.payers if of == payer]
        text = words.say(
            "tell.dealings.payer", state=words.state(payer), children=words.names(children)
        )
        yield Line(f"{text} (987/2009 art 60(4))", 1)
    if each.stage == "disputed" and "commission_from_day" in clocks:
        if "conciliation_due_day" in clocks:
            text = words.say("tell.dealings.conciliation", day=clocks["conciliation_due_day"])
        else:
            text = words.say("tell.dealings.commission", day=clocks["commission_from_day"])
        yield Line(f"{text} (987/2009 art 6(3))", 1)
    if not each.decided and not each.first and each.derived:
        text = words.say("tell.dealings.by_facts", state=words.state(each.derived))
        yield Line(f"{text} (883/2004 art 68(1))", 1)
    told = each.first or each.decided
    if told and each.derived and told != each.derived and each.stage != "disputed":
        text = words.say(
            "tell.dealings.differs", derived=words.state(each.derived), told=words.state(told)
        )
        yield Line(text, 1, "bad")
    for step in each.steps:
        yield from _step(step, as_of, words)
    for name, citation in each.duties:
        label = words.label(name)
        yield Line(f"{label[:1].upper()}{label[1:]}. ({citation})", 1)
    for claim in each.claims:
        yield from _claim(claim, words)
    if each.recovery is not None:
        may, unmet = each.recovery
        key = "may" if may else "may_not"
        slots = {} if may else {"unmet": [words.label(name) for name in unmet]}
        text = words.say(f"tell.dealings.recovery.{key}", **slots)
        yield Line(f"{text} (987/2009 art 78)", 1, "" if may else "bad")


def _stage(each: DealingAnswer, clocks: dict[str, Day], words: Words) -> str:
    slots: dict[str, str | int] = {
        "state": words.state(each.state),
        "children": words.names(each.for_whom),
    }
    key = each.stage
    if key in _WITH_FIRST:
        slots["first"] = words.state(each.first) if each.first else words.say("value.open")
    if key == "silent":
        slots["day"] = clocks["definitive_day"]
    if key in ("awaited", "to_answer"):
        if "position_due_day" in clocks:
            slots["day"] = clocks["position_due_day"]
        else:
            key = f"{key}_unreceived"
    return words.say(f"tell.dealings.stage.{key}", **slots)


def _step(step: Step, as_of: Day, words: Words) -> Iterator[Line]:
    slots = {
        "code": step.code,
        "what": words.say(f"tell.dealings.document.{step.key}"),
        "case": step.case,
        "data": [words.say(f"tell.dealings.data.{key}") for key in step.data],
    }
    text = words.say(f"tell.dealings.{step.way}", **slots)
    if step.due is not None:
        key = "overdue" if step.due < as_of else "due"
        text = f"{text} {words.say(f'tell.dealings.{key}', day=step.due)}"
    yield Line(f"{text} ({step.citation})", 1, "open" if step.way == "expect" else "")
    if step.missing:
        missing = [
            f"{words.say(f'tell.dealings.data.{key}')} ({words.name_of(who)})"
            if who
            else words.say(f"tell.dealings.data.{key}")
            for key, who in step.missing
        ]
        yield Line(words.say("tell.dealings.missing", data=missing), 2, "bad")


def _claim(claim: InstitutionClaim, words: Words) -> Iterator[Line]:
    text = words.say(
        "tell.dealings.claim",
        creditor=words.state(claim.creditor),
        debtor=words.state(claim.debtor),
        months=month_or_months(claim.first_month, claim.last_month, words),
        amount=claim.amount,
    )
    yield Line(f"{text} ({claim.citation})", 1)
    if claim.stated is not None and claim.stated != claim.amount:
        yield Line(words.say("tell.dealings.stated_otherwise", amount=claim.stated), 2, "bad")
    if claim.debtor == "EE":
        if claim.arrears is None:
            yield Line(words.say("tell.dealings.arrears_open"), 2, "open")
        else:
            yield Line(words.say("tell.dealings.arrears", amount=claim.arrears), 2)
        if claim.most_a_month:
            yield Line(words.say("tell.dealings.from_current", amount=claim.most_a_month), 2)
    if claim.transferred:
        text = words.say("tell.dealings.transferred", amount=claim.transferred, left=claim.left)
        yield Line(text, 2)
    yield Line(f"{words.say('tell.dealings.not_from_family')} (987/2009 art 60(5))", 2, "quiet")


def _on(text: str, words: Words) -> str:
    """The day of an event as people write it; a month or nothing where no more is known."""
    if len(text) == len("2026-01-12"):
        return day_text(date.fromisoformat(text).toordinal(), words.language)
    if text in ("", "unknown"):
        return words.say("value.open")
    year, month = map(int, text.split("-"))
    return month_or_months(year * 12 + month - 1, year * 12 + month - 1, words)


def _note(event: Happening, words: Words) -> str:
    parts = []
    if event.first:
        parts.append(words.say("tell.dealings.note.first", state=words.state(event.first)))
    if event.payee:
        parts.append(words.say("tell.dealings.note.payee", who=words.name_of(event.payee)))
    if event.amount is not None:
        parts.append(words.amount(event.amount, event.amount))
    if event.months is not None:
        parts.append(month_or_months(*event.months, words))
    parts += [part for part in (event.reason, event.source) if part]
    if event.is_to_come:
        parts.append(words.say("tell.dealings.note.to_come"))
    return "; ".join(parts)


# ---------------------------------------------------------------- overrides


def tell_overrides(made: Determination, words: Words) -> Section | None:
    """Every state that an official put first, why, and what it changes a month and in all."""
    if not made.overrides:
        return None
    lines = [line for each in made.overrides for line in _override(each, words)]
    rows = tuple(
        (
            words.name_of(each.child),
            month_or_months(first, last, words),
            words.amount(*before),
            words.amount(*after),
        )
        for each in made.overrides
        for first, last, before, after in _runs(each)
    )
    head = ("for_whom", "months", "before", "after")
    table = Table(
        tuple(words.say(f"tell.overrides.{key}") for key in head), rows, frozenset({2, 3})
    )
    heading = words.say("tell.overrides.heading")
    return Section("overrides", heading, tuple(lines), table if rows else None)


def _runs(
    each: OverrideAnswer,
) -> list[tuple[int, int, tuple[int, int], tuple[int, int]]]:
    """Consecutive months with the same sums put together."""
    found: list[tuple[int, int, tuple[int, int], tuple[int, int]]] = []
    for month, before, after in each.months:
        if found and found[-1][1] == month - 1 and found[-1][2:] == (before, after):
            found[-1] = (found[-1][0], month, before, after)
        else:
            found.append((month, month, before, after))
    return found


def _override(each: OverrideAnswer, words: Words) -> Iterator[Line]:
    others = [words.state(state) for state in each.instead_of]
    slots = {
        "child": words.name_of(each.child),
        "state": words.state(each.state),
        "reason": each.reason,
        "instead": listed(others, words.language) if others else words.say("value.open"),
    }
    key = "decided_by" if each.by else "decided"
    if each.by:
        slots["who"] = each.by
    yield Line(f"{words.say(f'tell.overrides.{key}', **slots)} (883/2004 art 68(1))", tone="doubt")
    low, high = each.difference
    if low == high == 0:
        yield Line(words.say("tell.overrides.same"), 1)
    elif low >= 0:
        yield Line(words.say("tell.overrides.more", amount=words.amount(low, high)), 1)
    elif high <= 0:
        yield Line(words.say("tell.overrides.less", amount=words.amount(-high, -low)), 1)
    else:
        text = words.say(
            "tell.overrides.either",
            less=words.amount(-low, -low),
            more=words.amount(high, high),
        )
        yield Line(text, 1)
