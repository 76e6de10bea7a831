"""Who gets how much, told: the summary and the table of payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS
from perenou.casework.determination import Determination, Payment, Status
from perenou.casework.report import Line, Section, Table
from perenou.casework.tell_questions import question_text
from perenou.casework.words import Words
from perenou.language.catalogue import SlotValue
from perenou.language.dates import month as month_text
from perenou.language.dates import month_range
from perenou.rules.calendar import first_day_of

SHOWN_VAGUE = 8
"""Rows of which nothing is certain; when there are more, they are told by benefit."""
SHOWN_PARTS = 3
"""Benefits of which nothing is certain, named in a sentence of the summary."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal payments of consecutive months: the first of them, and the last month."""

    payment: Payment
    last: int

    @property
    def months(self) -> int:
        """How many months."""
        return self.last - self.payment.month + 1


def runs(payments: Iterable[Payment]) -> list[Run]:
    """Payments with equal ones of consecutive months put together, in the order of their start."""
    found: list[Run] = []
    open_runs: dict[object, int] = {}
    for payment in sorted(payments, key=lambda p: p.month):
        is_part = is_part_month(payment)
        key = (
            payment.benefit, payment.for_whom, payment.payees, payment.least, payment.most,
            payment.to_childs_account, payment.days if is_part else None, payment.row,
        )  # fmt: skip
        at = open_runs.get(key)
        if at is not None and found[at].last == payment.month - 1 and not is_part:
            found[at] = replace(found[at], last=payment.month)
        else:
            open_runs[key] = len(found)
            found.append(Run(payment, payment.month))
    return found


def is_part_month(payment: Payment) -> bool:
    """Whether the benefit is surely paid for some of the month's days only."""
    return payment.days is not None and payment.days < _days_in(payment.month)


def _days_in(month: int) -> int:
    return first_day_of(month + 1) - first_day_of(month)


# ------------------------------------------------------------------------------ summary


def summary_section(made: Determination, words: Words) -> Section:
    """The sum, who gets what, and what is most wanted."""
    lines: list[Line] = []
    span = (made.first_month, made.last_month)
    least, most = made.total
    if not made.names:
        lines.append(Line(words.say("tell.summary.nobody"), tone="open"))
    elif not made.payments:
        key = "tell.summary.nothing" if not made.questions else "tell.summary.nothing_yet"
        lines.append(Line(words.say(key, months=span), tone="bad"))
    elif is_all_open(made):
        amount = words.amount(*(made.if_ordinary or (least, most)))
        text = words.say("tell.summary.total_open", months=span, amount=amount)
        lines.append(Line(text, tone="open"))
    else:
        amount = words.amount(least, most)
        lines.append(Line(words.say("tell.summary.total", months=span, amount=amount)))
    if made.names and not is_all_open(made):
        lines.extend(Line(text, 1) for text in _who_gets(made, words))
    if least != most and made.questions:
        first = question_text(made.questions[0], words)
        lines.append(Line(words.say("tell.summary.decisive", question=first), tone="open"))
    notes = []
    if made.questions:
        notes.append(words.say("tell.summary.questions", number=len(made.questions)))
    if made.doubts:
        notes.append(words.say("tell.summary.doubts", number=len(made.doubts)))
    if notes:
        lines.append(Line(" ".join(notes), tone="doubt"))
    unclaimed = {
        words.benefit(right.benefit)
        for right in made.rights
        if right.status is Status.UNCLAIMED and not right.is_lost
    }
    if unclaimed:
        lines.append(
            Line(words.say("tell.summary.unclaimed", benefits=sorted(unclaimed)), tone="open")
        )
    if made.waiting:
        amount = words.amount(
            sum(each.least for each in made.waiting), sum(each.most for each in made.waiting)
        )
        names = sorted({words.benefit(each.benefit) for each in made.waiting})
        text = words.say("tell.summary.waiting", amount=amount, benefits=names)
        lines.append(Line(text, tone="open"))
    lost = {words.benefit(right.benefit) for right in made.rights if right.is_lost}
    if lost:
        lines.append(Line(words.say("tell.summary.lost", benefits=sorted(lost)), tone="bad"))
    return Section("summary", words.say("tell.summary.heading"), tuple(lines))


def is_all_open(made: Determination) -> bool:
    """Whether nothing is certain and anything exceptional may be so: bounds tell nothing."""
    return made.if_ordinary is not None and made.total[0] == 0


def _who_gets(made: Determination, words: Words) -> Iterator[str]:
    """By payee and run of months in which they are paid the same: one sentence each."""
    by_payee: dict[tuple[str, ...], dict[int, list[Payment]]] = defaultdict(
        lambda: defaultdict(list)
    )
    by_days: dict[tuple[str, ...], list[Payment]] = defaultdict(list)
    for payment in made.payments:
        if is_by_days(payment):
            by_days[payment.payees].append(payment)
        else:
            by_payee[payment.payees][payment.month].append(payment)
    for payees, paid in sorted(by_days.items()):
        yield _gets_by_days(payees, paid, words)
    for payees, months in sorted(by_payee.items()):
        spans: list[tuple[int, int, tuple[tuple[str, int, int], ...]]] = []
        for month, payments in sorted(months.items()):
            parts = _by_benefit(payments)
            if spans and spans[-1][1] == month - 1 and spans[-1][2] == parts:
                spans[-1] = (spans[-1][0], month, parts)
            else:
                spans.append((month, month, parts))
        for first, last, parts in spans:
            yield _gets(payees, first, last, parts, words)


def is_by_days(payment: Payment) -> bool:
    """Whether the benefit is claimed by days; its months differ and are told one by one."""
    return payment.benefit in CLAIMED_BY_DAYS


def _gets_by_days(payees: tuple[str, ...], paid: Sequence[Payment], words: Words) -> str:
    """All months of benefits that are claimed by days in one sentence."""
    parts = _by_benefit(paid)
    if paid[0].month == paid[-1].month:
        return _gets(payees, paid[0].month, paid[0].month, parts, words)
    slots: dict[str, SlotValue] = {
        "who": _payees(payees, words),
        "months": (paid[0].month, paid[-1].month),
        "amount": words.amount(sum(p.least for p in paid), sum(p.most for p in paid)),
    }
    if len(parts) == 1:
        return words.say("tell.summary.by_days_one", of=words.benefit(parts[0][0]), **slots)
    told = [_part(*each, words) for each in parts]
    return words.say("tell.summary.by_days", parts=told, **slots)


def _part(benefit: str, least: int, most: int, words: Words) -> str:
    """A benefit and its amount; in brackets where the amount is words."""
    amount = words.amount(least, most)
    told = amount if any(map(str.isdigit, amount)) else f"({amount})"
    return f"{words.benefit(benefit)} {told}"


def _payees(payees: tuple[str, ...], words: Words) -> str:
    if len(payees) == 1:
        return words.name_of(payees[0])
    if payees:
        names = " / ".join(map(words.name_of, payees))
        return words.say("tell.summary.payee_open", names=names)
    return words.say("tell.summary.payee_unknown")


def _by_benefit(payments: Sequence[Payment]) -> tuple[tuple[str, int, int], ...]:
    sums: dict[str, tuple[int, int]] = {}
    for payment in payments:
        least, most = sums.get(payment.benefit, (0, 0))
        sums[payment.benefit] = (least + payment.least, most + payment.most)
    return tuple((key, *bounds) for key, bounds in sums.items())


def _gets(
    payees: tuple[str, ...],
    first: int,
    last: int,
    parts: tuple[tuple[str, int, int], ...],
    words: Words,
) -> str:
    amount = words.amount(sum(part[1] for part in parts), sum(part[2] for part in parts))
    told = [_part(*each, words) for each in parts]
    of = words.benefit(parts[0][0]) if len(parts) == 1 else ""
    who = _payees(payees, words)
    if len(parts) > SHOWN_PARTS and not any(part[1] for part in parts):
        if first == last:
            return words.say("tell.summary.vague_once", who=who, month=first, amount=amount)
        return words.say("tell.summary.vague", who=who, months=(first, last), amount=amount)
    if first == last:
        if of:
            return words.say("tell.summary.once_one", who=who, month=first, amount=amount, of=of)
        return words.say("tell.summary.once", who=who, month=first, amount=amount, parts=told)
    months = (first, last)
    if of:
        return words.say("tell.summary.monthly_one", who=who, months=months, amount=amount, of=of)
    return words.say("tell.summary.monthly", who=who, months=months, amount=amount, parts=told)


# ------------------------------------------------------------------------------ payments


def payments_section(made: Determination, words: Words) -> Section | None:
    """The payments as a table; many of which nothing is certain are told by benefit."""
    if not made.payments:
        return None
    with_days = any(is_by_days(p) or is_part_month(p) for p in made.payments)
    rows = []
    by_days = [payment for payment in made.payments if is_by_days(payment)]
    found = runs(payment for payment in made.payments if not is_by_days(payment))
    vague = [run for run in found if run.payment.least == 0]
    if len(vague) > SHOWN_VAGUE:
        found = [run for run in found if run.payment.least > 0]
    else:
        vague = []
    for run in found:
        payment = run.payment
        cells = [
            words.benefit(payment.benefit),
            month_or_months(payment.month, run.last, words),
            owed_by(words.names(payment.for_whom), payment.debtor, words),
            _payee(payment, words),
        ]
        if with_days:
            part = f"{payment.days}/{_days_in(payment.month)}" if is_part_month(payment) else ""
            cells.append(part)
        cells.append(words.amount(payment.least, payment.most))
        cells.append(words.amount(payment.least * run.months, payment.most * run.months))
        rows.append(tuple(cells))
    rows.extend(_vague(vague, words, with_days=with_days))
    rows.extend(_by_days(by_days, words))
    head = ["benefit", "months", "for_whom", "payee", *(["days"] if with_days else [])]
    head += ["amount", "together"]
    empty = [""] * (len(head) - 2)
    total = words.say("value.open") if is_all_open(made) else words.amount(*made.total)
    rows.append((words.say("tell.payments.total"), *empty, total))
    figures = frozenset(range(len(head) - (3 if with_days else 2), len(head)))
    table = Table(tuple(words.say(f"tell.payments.{key}") for key in head), tuple(rows), figures)
    lines = tuple(_paid_by(made, words))
    return Section("payments", words.say("tell.payments.heading"), lines, table)


def _by_days(payments: Sequence[Payment], words: Words) -> Iterator[tuple[str, ...]]:
    """One row for each benefit that is claimed by days, child and payee; all months together."""
    rows: dict[tuple[object, ...], list[Payment]] = defaultdict(list)
    for payment in payments:
        rows[payment.benefit, payment.for_whom, payment.payees].append(payment)
    for paid in rows.values():
        known = [payment.days for payment in paid if payment.days is not None]
        days = str(sum(known)) if len(known) == len(paid) else words.say("value.open")
        yield (
            words.benefit(paid[0].benefit),
            month_or_months(paid[0].month, paid[-1].month, words),
            words.names(paid[0].for_whom),
            _payee(paid[0], words),
            days,
            words.say("tell.payments.by_month"),
            words.amount(sum(p.least for p in paid), sum(p.most for p in paid)),
        )


def _paid_by(made: Determination, words: Words) -> Iterator[Line]:
    """By when the first payment must be made, where the act says it."""
    seen: set[tuple[str, int]] = set()
    for payment in made.payments:
        place = payment.benefit, payment.row
        if payment.paid_by is None or place in seen:
            continue
        seen.add(place)
        is_past = payment.paid_by < made.as_of
        yield Line(
            words.say(
                "tell.payments.was_to_be_paid_by" if is_past else "tell.payments.paid_by",
                benefit=words.benefit(payment.benefit),
                about=owed_by(words.names(payment.for_whom), payment.debtor, words),
                month=payment.month,
                day=payment.paid_by,
            )
        )


def _vague(found: Sequence[Run], words: Words, *, with_days: bool) -> Iterator[tuple[str, ...]]:
    """Runs of which nothing is certain, one row for each benefit."""
    by_benefit: dict[str, list[Run]] = defaultdict(list)
    for run in found:
        by_benefit[run.payment.benefit].append(run)
    for benefit, of_benefit in by_benefit.items():
        first = min(run.payment.month for run in of_benefit)
        last = max(run.last for run in of_benefit)
        for_whom = dict.fromkeys(who for run in of_benefit for who in run.payment.for_whom)
        most = sum(run.payment.most * run.months for run in of_benefit)
        yield (
            words.benefit(benefit),
            month_or_months(first, last, words),
            words.names(tuple(for_whom)),
            words.say("value.open"),
            *([""] if with_days else []),
            words.say("value.open"),
            words.amount(0, most),
        )


def month_or_months(first: int, last: int, words: Words) -> str:
    """A month, or the months from one to another."""
    if first == last:
        return month_text(first, words.language)
    return month_range(first, last, words.language)


def owed_by(about: str, debtor: str | None, words: Words) -> str:
    """Children, and who owes the maintenance that a benefit stands in for."""
    if debtor is None:
        return about
    return words.say("tell.payments.owed_by", about=about, debtor=words.name_of(debtor))


def _payee(payment: Payment, words: Words) -> str:
    if not payment.payees:
        return words.say("value.open")
    names = " / ".join(map(words.name_of, payment.payees))
    if len(payment.payees) > 1:
        return f"{names} ({words.say('value.open')})"
    if payment.to_childs_account:
        return words.say("tell.payments.childs_account", payee=names)
    return names
