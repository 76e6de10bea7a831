"""A determination told to people: sections of plain sentences and tables, without any styling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import (
    VALIDITY,
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
from perenou.casework.questions import ALL_ORDINARY, PEOPLE
from perenou.casework.words import Words, citations_in, with_value
from perenou.language.dates import month as month_text
from perenou.language.dates import month_range
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import WORDINGS, Citation, wording_on
from perenou.rules.types import NEVER, Day

Tone = Literal["", "good", "bad", "open", "doubt", "quiet"]
"""How a line may be coloured; what it means always stands in its words, too."""

Cited = tuple[tuple[str, Day], ...]
"""Provisions, each with the day on whose wording it is meant."""

SHOWN_GROUNDS = 4
"""Open conditions told in one sentence; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two.

    Attributes:
        depth: how far it is indented. cited: the provisions it names, each with the day on whose
            wording it opens.
    """

    text: str
    depth: int = 0
    tone: Tone = ""
    cited: Cited = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row under a head; ``figures`` are the columns to align to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    cited: Cited = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its key, heading, sentences, and perhaps a table."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a case: title, what was asked, sections in order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section of a key, if there is anything to tell in it."""
        return next((each for each in self.sections if each.key == key), None)


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
        _changes(made, words),
    ]
    day = first_day_of(made.last_month)
    told = [_dated(section, day) for section in sections if section is not None]
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
            words.names(payment.for_whom),
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
    return Section("payments", words.say("tell.payments.heading"), (), table)


def month_or_months(first: int, last: int, words: Words) -> str:
    """A month, or the months from one to another."""
    if first == last:
        return month_text(first, words.language)
    return month_range(first, last, words.language)


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
        key = (right.benefit, right.status, right.holder, right.first, right.after, grounds)
        groups[key].append(right)
    lines: list[Line] = []
    for group in groups.values():
        lines.append(Line(_right(group, words), tone=_TONES[group[0].status]))
        why = _why(group, words)
        if why:
            lines.append(Line(why, 1, "quiet", _cited(group[0].grounds)))
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
    names = words.names([each.about for each in group])
    slots = {"benefit": words.benefit(right.benefit), "about": names}
    key = "tell.rights.right"
    if right.holder is not None and right.holder != right.about:
        is_paid = right.status in (Status.GRANTED, Status.SUSPENDED)
        key = "tell.rights.held" if is_paid else "tell.rights.claimable"
        slots["holder"] = words.name_of(right.holder)
    return words.say(key, verdict=_verdict_on(right, words), **slots)


def _verdict_on(right: Right, words: Words) -> str:
    if right.benefit in ONE_OFF:
        if right.after is None:
            return words.say(f"tell.rights.never.{right.status.value}")
        return words.say(f"tell.rights.once.{right.status.value}", day=right.first)
    first = None if right.first <= START else right.first
    last = None if right.after is None else right.after - 1
    if first is None and last is None:
        when = words.say("tell.rights.whole_time")
    else:
        when = words.say("tell.rights.spell", days=(first, last))
    return words.say(f"tell.rights.{right.status.value}", when=when)


def _alike(ground: Ground, right: Right) -> tuple[object, ...]:
    """A ground without whose right it is, so that two children's equal grounds are equal."""
    others = tuple("" if who == right.about else who for who in ground.about)
    return ground.name, others, ground.value


def _told_grounds(right: Right) -> list[Ground]:
    """What speaks for a right that is paid; otherwise what stands against it or is open."""
    if right.status in (Status.GRANTED, Status.UNCLAIMED):
        return [g for g in right.grounds if g.value is True or g.gives != "bool"]
    if right.status is Status.UNDECIDED:
        return [g for g in right.grounds if isinstance(g.value, tuple) and g.gives != VALIDITY]
    return list(right.grounds)


def _why(group: Sequence[Right], words: Words) -> str:
    right = group[0]
    is_open = right.status is Status.UNDECIDED
    # Everybody in the group has the same grounds; so they are told of all of them at once.
    known = [who for each in group for who in (each.about, each.holder or "")]
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
    if ground.gives == VALIDITY and isinstance(ground.value, tuple):
        return _not_in_force(ground, ground.value, words)
    text = words.label(ground.name)
    others = [who for who in ground.about if who not in but]
    if others and ground.about:
        text += f" ({words.names(ground.about)})"
    shown = "" if is_open else words.value(ground.value, ground.gives)
    text = with_value(text, shown)
    return text if ground.citation is None else f"{text} ({ground.citation})"


def _not_in_force(ground: Ground, held: tuple[Day, Day], words: Words) -> str:
    since, until = held
    if since >= NEVER:
        return words.say("tell.rights.no_norm", provision=str(ground.citation))
    key, day = ("from", since) if since > ground.day else ("until", until - 1)
    text = words.say(f"tell.rights.in_force_{key}", day=day)
    return f"{text} ({ground.citation})"


# ------------------------------------------------------------------------------ what is open


def question_text(question: Question, words: Words) -> str:
    """A missing fact as a question."""
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary")
    if question.facts[0] == PEOPLE:
        return words.say("ask.people")
    return words.of_law(f"question.{question.facts[0]}", **_people(question, words))


def help_text(question: Question, words: Words) -> str:
    """How to find out, and where the case file takes the answer."""
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary_help")
    if question.facts[0] == PEOPLE:
        return words.say("ask.people_help")
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
    lines = tuple(
        Line(_deadline(each, words), cited=((each.citation, made.as_of),))
        for each in made.deadlines
    )
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
            text = words.say("tell.changes.because", grounds=grounds)
            lines.append(Line(text, 1, "quiet", _cited(change.grounds)))
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


def _cited(grounds: Iterable[Ground]) -> Cited:
    return tuple((g.citation, g.wording) for g in grounds if g.citation is not None)


def _dated(section: Section, day: Day) -> Section:
    """The section, in which a provision without a day of its own is meant as of this one."""
    lines = []
    for line in section.lines:
        own = dict(reversed(line.cited))
        named = (str(each) for each in citations_in(line.text))
        lines.append(replace(line, cited=tuple((each, own.get(each, day)) for each in named)))
    return replace(section, lines=tuple(lines))


def _provisions(told: Sequence[Section], words: Words) -> Section | None:
    """Every wording of every provision named so far, with the address that opens it."""
    rows: dict[tuple[str, str, str], None] = {}
    for text, day in (each for section in told for line in section.lines for each in line.cited):
        link = Citation.parse(text).link_on(day)
        if link is not None:
            rows[text, _wording(text, day, words), link] = None
    if not rows:
        return None
    found = sorted(rows, key=lambda row: (_natural(row[0]), row[1:]))
    head = tuple(words.say(f"tell.provisions.{key}") for key in ("provision", "wording", "address"))
    return Section(
        "provisions", words.say("tell.provisions.heading"), (), Table(head, tuple(found))
    )


def _wording(text: str, day: Day, words: Words) -> str:
    """Which wording the address opens."""
    act = Citation.parse(text).act
    if act not in WORDINGS:
        return words.say("tell.provisions.now")
    wording = wording_on(act, day)
    if wording is None:
        return words.say("tell.provisions.list")
    return words.say("tell.provisions.since", day=wording.since)


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
