"""Unsettled points that touch a case: other readings, flagged doubts, figures not confirmed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.casework.determination import Doubt, Right
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.explain import walk
from perenou.rules.rule import Rule
from perenou.rules.types import Cents, Day
from perenou.rules.unknown import Open
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

UNVERIFIED = "unverified"
UNPUBLISHED = "unpublished"
PASSING = "gap_26_month"
"""To whom child allowance is paid for a month in which it passes to another."""


def doubts(solved: Solved) -> tuple[Doubt, ...]:
    """The other readings that would change an amount, what is flagged, and doubtful figures used.

    A reading is first tried on the same arguments; only where its answer differs is the whole case
    solved under it, and it is told only where it surely changes some amount: what merely could,
    depending on a fact that is missing, adds nothing to the question about that fact. While a file
    leaves exceptional events open and no payment is certain, only flags are told.
    """
    payments = solved.payments  # evaluates all that matters
    if not solved.case.is_ordinary and not any(payment.is_certain for payment in payments):
        return tuple(_flagged(solved))  # first the questions, then what the law leaves open
    return (*_readings(solved), *_flagged(solved), *_figures(solved))


def _readings(solved: Solved) -> list[Doubt]:
    touched: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    book = solved.law.book
    refunded = _refunded(solved)
    asked = solved.first_day, solved.after
    rows: dict[str, list[int]] = defaultdict(list)
    for name, row in solved.world.evaluated():
        if name in book.rules:
            rows[name].append(row)
    for name, of_rows in rows.items():
        if name in solved.readings:
            continue
        for rule in book.rules[name]:
            if rule.default or rule.validity.published > solved.as_of:
                continue
            # What reaches no further than its own month matters in the months asked about only.
            world = solved.world
            span = (world.start, world.end) if name in book.reaching_far else asked
            if any(
                tells_apart(world.alternative(rule, row, *span), world.line(name, row), span)
                for row in of_rows
            ):
                touched[rule.doubt, rule.reading].append(rule)
    mine = _amounts(solved)
    found = []
    for (key, reading), rules in touched.items():
        # A norm that this reading leaves unused may matter under the other one.
        chosen = {
            rule.name: reading
            for rule in book.readings_of_doubt(key, reading)
            if rule.name not in solved.readings and rule.validity.published <= solved.as_of
        }
        other = solved.under(chosen)
        theirs = _amounts(other)
        between = _refunded(other) - refunded
        if not between and not _surely_differ(mine, theirs):
            continue
        difference, leaves_open = _difference(mine, theirs)
        names = tuple(sorted(chosen))
        citation = str(rules[0].citation)
        found.append(Doubt(key, names, citation, reading, difference, leaves_open, between))
    return found


def _refunded(solved: Solved) -> Cents:
    """What Estonia refunds to other states in the months asked about, less what they refund to it.

    An open refund is left out: what it may be adds nothing to the question that it waits for.
    """
    total = 0
    for basket in BASKETS if solved.facts.abroad.states else ():
        for month in range(solved.first_month, solved.last_month + 1):
            day = first_day_of(month)
            if solved.world.at(f"{basket.key}_state_shares", 0, day) is not True:
                continue
            for state in range(len(solved.facts.abroad.states)):
                refund = solved.world.at(f"{basket.key}_refund", state, day)
                if not isinstance(refund, Open):
                    total += refund if state == 0 else -refund
    return total


def _difference(mine: Amounts, theirs: Amounts) -> tuple[tuple[Cents, Cents], bool]:
    """How much more another reading gives, and whether open amounts are left out of that.

    Where some certain amount differs only certain ones are reckoned: bounds of others, laid beside
    each other, say nothing of how far they lie apart.
    """
    pairs = [(mine.get(key, (0, 0)), theirs.get(key, (0, 0))) for key in {*mine, *theirs}]
    certain = [(a, b) for a, b in pairs if a[0] == a[1] and b[0] == b[1]]
    if all(a == b for a, b in certain):
        certain = pairs
    difference = sum(b[0] - a[0] for a, b in certain), sum(b[1] - a[1] for a, b in certain)
    return difference, any(a != b for a, b in pairs if (a, b) not in certain)


def tells_apart(one: Line, other: Line, span: tuple[Day, Day]) -> bool:
    """Whether two timelines differ within some days where at least one of them is certain."""
    first, after = span
    for day in sorted({first, *one.starts, *other.starts}):
        if not first <= day < after:
            continue
        a, b = one.at(day), other.at(day)
        if isinstance(a, Open) and isinstance(b, Open):
            continue
        if isinstance(a, Open) or isinstance(b, Open) or a != b:
            return True
    return False


Amounts = dict[tuple[str, int, tuple[str, ...], tuple[str, ...]], tuple[Cents, Cents]]
"""Least and most by benefit, month, payees and for whom."""


def _amounts(solved: Solved) -> Amounts:
    found: Amounts = {}
    for p in solved.payments:
        key = p.benefit, p.month, p.payees, p.for_whom
        least, most = found.get(key, (0, 0))
        found[key] = least + p.least, most + p.most
    return found


def decides(solved: Solved, other: Solved) -> bool:
    """Whether two answers to a case differ in a right, a payment or a refund between states."""
    return (
        solved.payments != other.payments
        or _spells(solved) != _spells(other)
        or _refunded(solved) != _refunded(other)
    )


def _spells(solved: Solved) -> list[Right]:
    return [right._replace(grounds=()) for right in solved.rights]


def _surely_differ(mine: Amounts, theirs: Amounts) -> bool:
    """Whether some amount differs however the facts that are still missing turn out."""
    for key in {*mine, *theirs}:
        (least, most), (their_least, their_most) = (
            amounts.get(key, (0, 0)) for amounts in (mine, theirs)
        )
        if their_least > most or their_most < least:
            return True
    return False


def _flagged(solved: Solved) -> list[Doubt]:
    """The doubts without a second computation whose norm surely holds in the months asked about."""
    found: dict[str, Doubt] = {}
    world = solved.world
    for flag in solved.law.book.flags:
        if flag.benefit and flag.benefit not in solved.benefits:
            continue
        unit = solved.law.book.unit_of(flag.when)
        rows = 0 if unit is None else world.facts.rows[unit.name]
        if any(_holds(world.line(flag.when, row), solved) for row in range(rows)):
            told = found.setdefault(flag.doubt, Doubt(flag.doubt, (), str(flag.citation), "", None))
            found[flag.doubt] = told._replace(names=(*told.names, flag.when))
    if PASSING in found:
        found[PASSING] = found[PASSING]._replace(moved=_passed_on(solved))
    return list(found.values())


def _passed_on(solved: Solved) -> Cents:
    """What a new recipient would have of child allowance for the months in which it passes.

    By the days from the one on which the right passes; months whose amount is open are left out.
    """
    allowance = MONTHLY["child_allowance"]
    moved = 0
    for payment in solved.payments:
        if payment.benefit != allowance.key or not payment.is_certain or not payment.days:
            continue
        first = first_day_of(payment.month)
        after = next_month_start(first)
        recipient = solved.world.line(allowance.recipient, payment.row)
        others = [
            min(until, after) - max(since, first)
            for since, until, person in recipient.pieces(after)
            if since < after and until > first and isinstance(person, int) and person >= 0
            if solved.facts.people[person] not in payment.payees
        ]
        moved += round_to_cent(payment.least * sum(others), payment.days)
    return moved


def _holds(line: Line, solved: Solved) -> bool:
    return any(
        value is True and first < solved.after and after > solved.first_day
        for first, after, value in line.pieces(solved.world.end)
    )


def _figures(solved: Solved) -> list[Doubt]:
    found: dict[tuple[str, str], Doubt] = {}
    tops = [top for p in solved.payments for top in (solved.reason(p), solved.net_reason(p))]
    for reason in walk(top for top in tops if top is not None):
        if reason.kind != "figure":
            continue
        version = solved.law.figures[reason.name].at(reason.day)
        if version is None or version.verified:
            continue
        is_to_come = version.value is None and version.most is None
        key = UNPUBLISHED if is_to_come else UNVERIFIED
        found.setdefault(
            (key, reason.name),
            Doubt(key, (reason.name,), str(version.citation), version.note, None),
        )
    return list(found.values())
