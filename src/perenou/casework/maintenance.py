"""What follows from maintenance allowance: time limits, recovery, the claim on the debtor."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from perenou.benefits.estonia.maintenance_allowance.recourse import childs_part, states_part
from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import Deadline, Recovery, StateClaim, Status
from perenou.casework.lines import term_end
from perenou.casework.maintenance_facts import MAINTENANCE_ALLOWANCES
from perenou.rules.calendar import first_day_of, month_of, next_month_start
from perenou.rules.types import NEVER, Cents, Day, Months
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.determination import Right
    from perenou.casework.solve import Solved

COURT, ENFORCEMENT, BANKRUPTCY = MAINTENANCE_ALLOWANCES


def maintenance_claims(solved: Solved) -> Iterator[Deadline]:
    """The last day for claiming maintenance allowance that nobody has claimed (PHS § 51-52)."""
    for right in solved.rights:
        if right.debtor is None or right.status is not Status.UNCLAIMED:
            continue
        if not right.first <= solved.as_of < (right.after or NEVER):
            continue
        about = (right.debtor, right.about)
        month_end = next_month_start(solved.as_of) - 1
        if right.benefit == ENFORCEMENT:
            yield Deadline("month_lost", month_end, right.benefit, about, "PHS § 51 lg 3")
            continue
        norm = "court_last_claim_day" if right.benefit == COURT else "bankruptcy_last_claim_day"
        last = solved.world.at(norm, _row(solved, right), solved.as_of)
        if isinstance(last, Open):
            continue
        last = term_end(last)
        if right.benefit == COURT:
            yield Deadline("one_off_claim", last, right.benefit, about, "PHS § 52 lg 1")
        elif last >= solved.as_of:
            yield Deadline("claim", last, right.benefit, about, "PHS § 52 lg 1¹")
        else:
            yield Deadline("month_lost", month_end, right.benefit, about, "PHS § 52 lg 1¹")


def _row(solved: Solved, right: Right) -> int:
    person = solved.facts.people.index(str(right.debtor))
    return solved.facts.carers.index((person, solved.facts.children.index(right.about)))


def _debts(solved: Solved) -> Iterator[tuple[int, str, str]]:
    """Row, debtor and child of whoever the file says owes maintenance."""
    for row, (p, c) in enumerate(solved.facts.carers):
        debtor, child = solved.facts.people[p], solved.facts.children[c]
        told = entries(solved.case.children[child].maintenance)
        if any(each.debtor == debtor for each in told):
            yield row, debtor, child


def recoveries(solved: Solved) -> tuple[Recovery, ...]:
    """Court-time allowance that the recipient pays back, of the months asked about (PHS § 56 lg 1).

    What the debtor's payments take away from the other two kinds stands among the balances.
    """
    found = []
    for row, debtor, child in _debts(solved):
        last = min(solved.last_month, month_of(solved.as_of))
        months = (
            (month, *_recovered(solved, row, first_day_of(month)))
            for month in range(solved.first_month, last + 1)
        )
        for (ground, payees), run in groupby(months, key=lambda each: each[1:3]):
            of_run = list(run)
            if not ground:
                continue
            rule = solved.law.version_of(ground, solved.first_day)
            found.append(
                Recovery(
                    COURT, payees, child, debtor, of_run[0][0], of_run[-1][0],
                    sum(each[3] for each in of_run), sum(each[4] for each in of_run),
                    ground, str(rule.citation) if rule else "",
                )
            )  # fmt: skip
    return tuple(found)


def _recovered(solved: Solved, row: int, day: Day) -> tuple[str, tuple[str, ...], Cents, Cents]:
    """Ground, payees and bounds of what is recovered for a month; an empty ground for nothing."""
    amount = solved.world.at("court_time_to_recover", row, day)
    least, most = amount.bounds if isinstance(amount, Open) else (amount, amount)
    if most == 0:
        return "", (), 0, 0
    without_award = solved.world.at("ended_without_award", row, day)
    ground = "debtor_paid_in_court_time" if without_award is False else "ended_without_award"
    return ground, solved.payees(MONTHLY[COURT], row, day), least, most


def state_claims(solved: Solved) -> tuple[StateClaim, ...]:
    """By debtor and child: each month's claims up to the month of the question (PHS § 57-58, § 60).

    The course begins with the first month that the title covers, whatever months are asked about,
    and ends before the first month of which something is open.
    """
    found: list[StateClaim] = []
    for row, debtor, child in _debts(solved):
        course = list(_course(solved, row, debtor, child))
        if any(each.passed or each.passed_in_court_time for each in course):
            found.extend(
                each for each in course if solved.first_month <= each.month <= solved.last_month
            )
    return tuple(found)


def _course(solved: Solved, row: int, debtor: str, child: str) -> Iterator[StateClaim]:
    owed_to_child = owed_to_state = 0
    for month in range(month_of(solved.world.start), month_of(solved.as_of) + 1):
        settled = _month(solved, row, month)
        if settled is None:
            return
        title, passed, in_court_time, collected = settled
        if not title and not passed and not in_court_time and not owed_to_child:
            continue
        owed_to_child += max(0, title - passed - in_court_time)
        owed_to_state += passed
        to_child = childs_part(collected, owed_to_child)
        to_state = states_part(collected, to_child, owed_to_state)
        owed_to_child -= to_child
        owed_to_state -= to_state
        yield StateClaim(
            debtor, child, month, passed, in_court_time, collected, to_child, to_state,
            owed_to_child, owed_to_state,
        )  # fmt: skip


def _month(solved: Solved, row: int, month: Months) -> tuple[int, int, int, int] | None:
    """Title, claims passed and sums collected of a month; None while any of them is open."""
    day = first_day_of(month)
    names = (
        "title_month_at_start",
        "enforcement_claim_passed",
        "bankruptcy_claim_passed",
        "court_claim_passed",
        "received_month",
    )
    known: list[int] = []
    for name in names:
        value = solved.world.at(name, row, day)
        if isinstance(value, Open):
            if name != "received_month" or known[0]:
                return None
            value = 0  # before there is a title nothing is collected on it
        known.append(value)
    title, enforcement, bankruptcy, court, received = known
    return title, enforcement + bankruptcy, court, received
