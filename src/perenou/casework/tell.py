"""A determination told to people: sections of plain sentences and tables, without any styling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import (
    Balance,
    Change,
    Deadline,
    Determination,
    Doubt,
    Ground,
    Payment,
    Question,
    Right,
    Status,
)
from perenou.casework.facts import START
from perenou.casework.questions import ALL_ORDINARY
from perenou.casework.report import Line as Line
from perenou.casework.report import Report as Report
from perenou.casework.report import Section as Section
from perenou.casework.report import Table as Table
from perenou.casework.report import Tone as Tone
from perenou.casework.report import month_or_months as month_or_months
from perenou.casework.report import owed_by
from perenou.casework.tell_maintenance import tell_recoveries, tell_state_claims
from perenou.casework.words import Words, citations_in
from perenou.language.dates import month_range
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of

SHOWN_GROUNDS = 4
"""Open conditions told in one sentence; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal payments of consecutive months: the first of them, and the last month."""

    payment: Payment
    last: int

    @property
    def months(self) -> int:
        """How many months."""
        return self.last - self.payment.month + 1


def tell(made: Determination, language: Language = "et") -> Report:
    """A determination as a report; sections with nothing to tell are left out."""
    words = Words(language, made.name_of)
    sections = [
        _summary(made, words),
        _payments(made, words),
        _rights(made, words),
        _questions(made, words),
        _doubts(made, words),
        _deadlines(made, words),
        _balances(made, words),
        tell_recoveries(made, words),
        tell_state_claims(made, words),
        _changes(made, words),
    ]
    told = [section for section in sections if section is not None]
    provisions = _provisions(told, words)
    return Report(
        made.title or words.say("tell.untitled"),
        words.say(
            "tell.asked",
            months=month_range(made.first_month, made.last_month, language),
            day=made.as_of,
        ),
        tuple(filter(None, [*told, provisions, _receipt(made, words)])),
    )


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


def _summary(made: Determination, words: Words) -> Section:
    lines: list[Line] = []
    span = (made.first_month, made.last_month)
    least, most = made.total
    if not made.payments:
        key = "tell.summary.nothing" if not made.questions else "tell.summary.nothing_yet"
        lines.append(Line(words.say(key, months=span), tone="bad"))
    else:
        amount = words.amount(least, most)
        lines.append(Line(words.say("tell.summary.total", months=span, amount=amount)))
    lines.extend(Line(text, 1) for text in _who_gets(made, words))
    if least != most and made.questions:
        first = question_text(made.questions[0], words)
        lines.append(Line(words.say("tell.summary.decisive", question=first), tone="open"))
    notes = []
    if made.questions:
        notes.append(words.say("tell.summary.questions", number=len(made.questions)))
    if made.doubts:
        notes.append(words.say("tell.summary.doubts", number=len(made.doubts)))
    unclaimed = {words.benefit(r.benefit) for r in made.rights if r.status is Status.UNCLAIMED}
    if unclaimed:
        notes.append(words.say("tell.summary.unclaimed", benefits=sorted(unclaimed)))
    if notes:
        lines.append(Line(" ".join(notes), tone="doubt"))
    return Section("summary", words.say("tell.summary.heading"), tuple(lines))


def _who_gets(made: Determination, words: Words) -> Iterator[str]:
    """By payee and run of months in which they are paid the same: one sentence each."""
    by_payee: dict[tuple[str, ...], dict[int, list[Payment]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for payment in made.payments:
        by_payee[payment.payees][payment.month].append(payment)
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
    told = [f"{words.benefit(key)} {words.amount(low, high)}" for key, low, high in parts]
    of = words.benefit(parts[0][0]) if len(parts) == 1 else ""
    if len(payees) == 1:
        who = words.name_of(payees[0])
    elif payees:
        names = " / ".join(map(words.name_of, payees))
        who = words.say("tell.summary.payee_open", names=names)
    else:
        who = words.say("tell.summary.payee_unknown")
    if first == last:
        if of:
            return words.say("tell.summary.once_one", who=who, month=first, amount=amount, of=of)
        return words.say("tell.summary.once", who=who, month=first, amount=amount, parts=told)
    months = (first, last)
    if of:
        return words.say("tell.summary.monthly_one", who=who, months=months, amount=amount, of=of)
    return words.say("tell.summary.monthly", who=who, months=months, amount=amount, parts=told)


# ------------------------------------------------------------------------------ payments


def _payments(made: Determination, words: Words) -> Section | None:
    if not made.payments:
        return None
    with_days = any(is_part_month(p) for p in made.payments)
    rows = []
    for run in runs(made.payments):
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
    head = ["benefit", "months", "for_whom", "payee", *(["days"] if with_days else [])]
    head += ["amount", "together"]
    empty = [""] * (len(head) - 2)
    rows.append((words.say("tell.payments.total"), *empty, words.amount(*made.total)))
    figures = frozenset(range(len(head) - (3 if with_days else 2), len(head)))
    table = Table(tuple(words.say(f"tell.payments.{key}") for key in head), tuple(rows), figures)
    lines = tuple(_paid_by(made, words))
    return Section("payments", words.say("tell.payments.heading"), lines, table)


def _paid_by(made: Determination, words: Words) -> Iterator[Line]:
    """By when the first payment must be made, where the act says it."""
    seen: set[tuple[str, int]] = set()
    for payment in made.payments:
        place = payment.benefit, payment.row
        if payment.paid_by is None or place in seen:
            continue
        seen.add(place)
        yield Line(
            words.say(
                "tell.payments.paid_by",
                benefit=words.benefit(payment.benefit),
                about=owed_by(words.names(payment.for_whom), payment.debtor, words),
                month=payment.month,
                day=payment.paid_by,
            )
        )


def _payee(payment: Payment, words: Words) -> str:
    if not payment.payees:
        return words.say("value.open")
    names = " / ".join(map(words.name_of, payment.payees))
    if len(payment.payees) > 1:
        return f"{names} ({words.say('value.open')})"
    if payment.to_childs_account:
        return words.say("tell.payments.childs_account", payee=names)
    return names


# ------------------------------------------------------------------------------ rights


def _rights(made: Determination, words: Words) -> Section | None:
    groups: dict[object, list[Right]] = defaultdict(list)
    for right in made.rights:
        grounds = tuple(_alike(ground, right) for ground in _told_grounds(right))
        if right.status is Status.UNDECIDED:
            grounds = ()
        key = (
            right.benefit, right.status, right.holder, right.first, right.after, right.debtor,
            grounds,
        )  # fmt: skip
        groups[key].append(right)
    lines: list[Line] = []
    for group in groups.values():
        lines.append(Line(_right(group, words), tone=_TONES[group[0].status]))
        why = _why(group, words)
        if why:
            lines.append(Line(why, 1, "quiet"))
    if not lines:
        return None
    return Section("rights", words.say("tell.rights.heading"), tuple(lines))


_TONES: dict[Status, Tone] = {
    Status.GRANTED: "good",
    Status.UNCLAIMED: "open",
    Status.SUSPENDED: "bad",
    Status.REFUSED: "bad",
    Status.UNDECIDED: "open",
}


def _right(group: Sequence[Right], words: Words) -> str:
    right = group[0]
    status = words.say(f"tell.rights.{right.status.value}")
    if right.benefit in ONE_OFF:
        when = words.say("tell.rights.on_day", day=right.first)
    else:
        first = None if right.first <= START else right.first
        last = None if right.after is None else right.after - 1
        if first is None and last is None:
            when = words.say("tell.rights.whole_time")
        else:
            when = words.say("tell.rights.spell", days=(first, last))
    about = owed_by(words.names([each.about for each in group]), right.debtor, words)
    if right.holder is not None and right.holder != right.about:
        is_paid = right.status in (Status.GRANTED, Status.SUSPENDED)
        return words.say(
            "tell.rights.held" if is_paid else "tell.rights.claimable",
            benefit=words.benefit(right.benefit),
            about=about,
            holder=words.name_of(right.holder),
            status=status,
            when=when,
        )
    return words.say(
        "tell.rights.right",
        benefit=words.benefit(right.benefit),
        about=about,
        status=status,
        when=when,
    )


def _alike(ground: Ground, right: Right) -> tuple[object, ...]:
    """A ground without whose right it is, so that two children's equal grounds are equal."""
    others = tuple("" if who == right.about else who for who in ground.about)
    return ground.name, others, ground.value


def _told_grounds(right: Right) -> list[Ground]:
    """What speaks for a right that is paid; otherwise what stands against it or is open."""
    if right.status in (Status.GRANTED, Status.UNCLAIMED):
        return [g for g in right.grounds if g.value is True or g.gives != "bool"]
    if right.status is Status.UNDECIDED:
        return [g for g in right.grounds if isinstance(g.value, tuple)]
    return list(right.grounds)


def _why(group: Sequence[Right], words: Words) -> str:
    right = group[0]
    is_open = right.status is Status.UNDECIDED
    # Everybody in the group has the same grounds; so they are told of all of them at once.
    known = [w for each in group for w in (each.about, each.holder or "", each.debtor or "")]
    found = {
        _ground(ground, words, but=known, is_open=is_open): None for ground in _told_grounds(right)
    }
    if not found:
        return ""
    told = list(found)[:SHOWN_GROUNDS]
    more = len(found) - len(told)
    grounds = "; ".join(told)
    if more:
        grounds += words.say("tell.rights.more", number=more)
    key = "tell.rights.open" if is_open else "tell.rights.because"
    return words.say(key, grounds=grounds)


def _ground(ground: Ground, words: Words, but: Sequence[str] = (), *, is_open: bool = False) -> str:
    """A ground as words: what, of whom if that is not plain, its value and provision."""
    text = words.label(ground.name)
    others = [who for who in ground.about if who not in but]
    if others and ground.about:
        text += f" ({words.names(ground.about)})"
    shown = "" if is_open else words.value(ground.value, ground.gives)
    if shown:
        text += f": {shown}"
    return text if ground.citation is None else f"{text} ({ground.citation})"


# ------------------------------------------------------------------------------ what is open


def question_text(question: Question, words: Words) -> str:
    """A missing fact as a question."""
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary")
    return words.of_law(f"question.{question.facts[0]}", **_people(question, words))


def help_text(question: Question, words: Words) -> str:
    """How to find out, and where the case file takes the answer."""
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary_help")
    text = words.of_law(f"help.{question.facts[0]}", **_people(question, words))
    if question.about:
        text = text.replace("people.<id>", f"people.{question.about[0]}")
        text = text.replace("children.<id>", f"children.{question.about[-1]}")
    return text


def _people(question: Question, words: Words) -> dict[str, str]:
    names = [words.name_of(who) for who in question.about]
    return {"person": names[0], "child": names[-1]} if names else {}


def _questions(made: Determination, words: Words) -> Section | None:
    if not made.questions:
        return None
    lines: list[Line] = []
    spread = made.total[1] - made.total[0]
    for number, question in enumerate(made.questions, 1):
        lines.append(Line(f"{number}. {question_text(question, words)}", tone="open"))
        details = []
        if 0 < question.weight <= spread < 10_000_00 * (made.last_month - made.first_month + 1):
            details.append(words.say("tell.questions.decides", amount=question.weight))
        if question.asked_by:
            details.append(words.say("tell.questions.asked_by", norms=", ".join(question.asked_by)))
        details.append(help_text(question, words))
        lines.append(Line(" ".join(details), 1, "quiet"))
    return Section("questions", words.say("tell.questions.heading"), tuple(lines))


def _doubts(made: Determination, words: Words) -> Section | None:
    if not made.doubts:
        return None
    lines: list[Line] = []
    for doubt in made.doubts:
        lines.extend(_doubt(doubt, words))
    return Section("doubts", words.say("tell.doubts.heading"), tuple(lines))


def _doubt(doubt: Doubt, words: Words) -> Iterator[Line]:
    if doubt.key in ("unverified", "unpublished"):
        figure = words.label(doubt.names[0])
        slots = {"figure": figure}
        if doubt.key == "unverified":
            slots["note"] = words.of_law(f"note.{doubt.names[0]}").rstrip(".")
        text = words.of_law(f"doubt.{doubt.key}", **slots)
        yield Line(f"{text} ({doubt.citation})", tone="doubt")
        return
    yield Line(f"{words.of_law(f'doubt.{doubt.key}.what')} ({doubt.citation})", tone="doubt")
    yield Line(words.of_law(f"doubt.{doubt.key}.taken"), 1)
    other = words.of_law(f"doubt.{doubt.key}.other")
    yield Line(f"{other} {_difference(doubt, words)}".strip(), 1)


def _difference(doubt: Doubt, words: Words) -> str:
    if doubt.difference is None:
        return ""
    low, high = sorted(doubt.difference)
    if low == high == 0:
        return words.say("tell.doubts.same_total")
    if low >= 0:
        return words.say("tell.doubts.more", amount=words.amount(low, high))
    if high <= 0:
        return words.say("tell.doubts.less", amount=words.amount(-high, -low))
    return words.say(
        "tell.doubts.either", less=words.amount(-low, -low), more=words.amount(high, high)
    )


# ------------------------------------------------------------------------------ time and money


def _deadlines(made: Determination, words: Words) -> Section | None:
    if not made.deadlines:
        return None
    lines = tuple(Line(_deadline(deadline, words)) for deadline in made.deadlines)
    return Section("deadlines", words.say("tell.deadlines.heading"), lines)


def _deadline(deadline: Deadline, words: Words) -> str:
    about = words.names(deadline.about)
    if deadline.kind == "decision":
        key = "tell.deadlines.decision"
        text = words.say(key, about=about or words.say("value.open"), day=deadline.day)
    else:
        text = words.say(
            f"tell.deadlines.{deadline.kind}",
            benefit=words.benefit(deadline.benefit),
            about=about,
            day=deadline.day,
        )
    return f"{text} ({deadline.citation})"


def _balances(made: Determination, words: Words) -> Section | None:
    if not made.balances:
        return None
    spans: list[tuple[Balance, int]] = []
    for balance in sorted(made.balances, key=lambda b: (b.benefit, b.payee, b.for_whom, b.month)):
        if spans and replace(spans[-1][0], month=0) == replace(balance, month=0):
            first, last = spans[-1]
            if last == balance.month - 1:
                spans[-1] = (first, balance.month)
                continue
        spans.append((balance, balance.month))
    rows = [
        (
            words.benefit(balance.benefit),
            month_or_months(balance.month, last, words),
            words.names(balance.for_whom),
            words.name_of(balance.payee),
            words.amount(balance.paid, balance.paid),
            words.amount(balance.due_least, balance.due_most),
            _verdict(balance, words),
        )
        for balance, last in spans
    ]
    lines = [
        Line(
            words.say(
                "tell.balances.set_off",
                payee=words.name_of(each.payee),
                total=each.total,
                most=each.most_a_month,
            )
            + f" ({each.citation})",
            tone="bad",
        )
        for each in made.set_offs
    ]
    head = ("benefit", "month", "for_whom", "payee", "paid", "due", "verdict")
    table = Table(
        tuple(words.say(f"tell.balances.{key}") for key in head), tuple(rows), frozenset({4, 5})
    )
    return Section("balances", words.say("tell.balances.heading"), tuple(lines), table)


def _verdict(balance: Balance, words: Words) -> str:
    if balance.overpaid:
        return words.say("tell.balances.overpaid", amount=balance.overpaid)
    if balance.underpaid:
        return words.say("tell.balances.underpaid", amount=balance.underpaid)
    is_open = balance.due_least != balance.due_most
    return words.say("value.open" if is_open else "tell.balances.right")


def _changes(made: Determination, words: Words) -> Section | None:
    if not made.changes:
        return None
    lines: list[Line] = []
    for change in made.changes:
        lines.append(Line(_change(change, words)))
        grounds = "; ".join(_ground(g, words, but=(change.about,)) for g in change.grounds)
        if grounds:
            lines.append(Line(words.say("tell.changes.because", grounds=grounds), 1, "quiet"))
    return Section("changes", words.say("tell.changes.heading"), tuple(lines))


def _change(change: Change, words: Words) -> str:
    slots = {
        "benefit": words.benefit(change.benefit),
        "about": words.name_of(change.about),
        "before": words.amount(*change.before),
        "after": words.amount(*change.after),
    }
    if change.after == (0, 0):
        del slots["after"]
        return words.say("tell.changes.ends", day=change.day, **slots)
    if change.before == (0, 0):
        del slots["before"]
        return words.say("tell.changes.begins", day=change.day, **slots)
    return words.say("tell.changes.change", day=change.day, **slots)


# ------------------------------------------------------------------------------ grounds


def _provisions(told: Sequence[Section], words: Words) -> Section | None:
    """Every provision named so far, with the address that opens it."""
    texts = [line.text for section in told for line in section.lines]
    found = {str(c): c for text in texts for c in citations_in(text)}
    rows = [(text, each.link) for text, each in found.items() if each.link is not None]
    if not rows:
        return None
    rows.sort(key=lambda row: _natural(row[0]))
    head = (words.say("tell.provisions.provision"), words.say("tell.provisions.address"))
    table = Table(head, tuple((text, link) for text, link in rows))
    return Section("provisions", words.say("tell.provisions.heading"), (), table)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Orders § 9 before § 17."""
    return tuple((int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", text))


def _receipt(made: Determination, words: Words) -> Section:
    receipt = made.receipt
    lines = [
        Line(
            words.say(
                "tell.receipt.line",
                version=receipt.perenou,
                day=receipt.as_of,
                law=receipt.law,
                facts=receipt.facts[:12],
                answer=receipt.answer[:12],
            ),
            tone="quiet",
        )
    ]
    if receipt.readings:
        readings = ", ".join(f"{name}={reading}" for name, reading in receipt.readings)
        lines.append(Line(words.say("tell.receipt.readings", readings=readings), tone="quiet"))
    return Section("receipt", words.say("tell.receipt.heading"), tuple(lines))
