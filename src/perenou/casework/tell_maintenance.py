"""Recovery of maintenance allowance and the State's claim on the debtor, told to people."""

from __future__ import annotations

from itertools import groupby

from perenou.casework.determination import Determination, Recovery, StateClaim
from perenou.casework.report import Line, Section, Table
from perenou.casework.tell_money import month_or_months, owed_by
from perenou.casework.words import Words


def tell_recoveries(made: Determination, words: Words) -> Section | None:
    """What recipients have to pay back, and why."""
    if not made.recoveries:
        return None
    lines = tuple(Line(_recovery(each, words), tone="bad") for each in made.recoveries)
    return Section("recoveries", words.say("tell.recoveries.heading"), lines)


def _recovery(each: Recovery, words: Words) -> str:
    text = words.say(
        "tell.recoveries.recovered",
        payee=" / ".join(map(words.name_of, each.payees)) or words.say("value.open"),
        benefit=words.benefit(each.benefit),
        child=words.name_of(each.child),
        debtor=words.name_of(each.debtor),
        months=month_or_months(each.first_month, each.last_month, words),
        amount=words.amount(each.least, each.most),
        ground=words.label(each.ground),
    )
    return f"{text} ({each.citation})"


def tell_state_claims(made: Determination, words: Words) -> Section | None:
    """By debtor and child: what the State may claim, and how receipts are divided."""
    if not made.state_claims:
        return None
    lines: list[Line] = []
    rows: list[tuple[str, ...]] = []
    for (debtor, child), claims in groupby(made.state_claims, key=lambda e: (e.debtor, e.child)):
        course = list(claims)
        names = {"debtor": words.name_of(debtor), "child": words.name_of(child)}
        in_court_time = sum(each.passed_in_court_time for each in course)
        if in_court_time:
            text = words.say("tell.state_claims.court", amount=in_court_time, **names)
            lines.append(Line(f"{text} (PHS § 57 lg 1)"))
        if any(each.passed or each.owed_to_state for each in course):
            last = course[-1]
            text = words.say(
                "tell.state_claims.left",
                month=last.month,
                to_child=last.owed_to_child,
                to_state=last.owed_to_state,
                **names,
            )
            lines.append(Line(f"{text} (PHS § 57 lg 2)"))
        rows.extend(_rows(course, words))
    lines.append(Line(words.say("tell.state_claims.child_first") + " (PHS § 58)", tone="quiet"))
    head = ("debt", "months", "passed", "collected", "childs_part", "states_part", "owed_to_state")
    table = None
    if rows:
        table = Table(
            tuple(words.say(f"tell.state_claims.{key}") for key in head),
            tuple(rows),
            frozenset(range(2, len(head))),
        )
    heading = words.say("tell.state_claims.heading")
    return Section("state_claims", heading, tuple(lines), table)


def _rows(course: list[StateClaim], words: Words) -> list[tuple[str, ...]]:
    """One row for each month in which a claim passed or the State got its part."""
    return [
        (
            owed_by(words.name_of(each.child), each.debtor, words),
            month_or_months(each.month, each.month, words),
            *(
                words.amount(amount, amount)
                for amount in (
                    each.passed + each.passed_in_court_time,
                    each.collected,
                    each.childs_part,
                    each.states_part,
                    each.owed_to_state,
                )
            ),
        )
        for each in course
        if each.passed or each.passed_in_court_time or each.states_part
    ]
