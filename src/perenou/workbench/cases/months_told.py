"""The months asked about: what is paid in each, by benefit, and why it changes where it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Change, Determination, Payment
from perenou.casework.report import Line
from perenou.casework.tell_money import is_part_month, month_or_months
from perenou.casework.tell_rights import cited, ground_text
from perenou.casework.words import Words
from perenou.language.grammar import listed
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.types import Months
from perenou.workbench.frame.words import say

Bounds = tuple[int, int]
"""Least and most, in cents."""


@dataclass(frozen=True, slots=True)
class Column:
    """A benefit: its key and what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A month, or a run of months that are alike.

    Attributes:
        month, last: the first and the last one. cells: by column, None where nothing is paid.
        why: what changed since the month before.
    """

    month: Months
    last: Months
    called: str
    cells: tuple[Bounds | None, ...]
    total: Bounds
    why: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MonthTable:
    """The table of months."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Bounds

    @property
    def has_cents(self) -> bool:
        """Whether any sum is not of whole euros: then all are written with cents, to align."""
        cells = (cell for row in self.rows for cell in row.cells if cell)
        return any(cents % 100 for cell in cells for cents in cell)


def months_told(made: Determination, turns: Sequence[Change], words: Words) -> MonthTable | None:
    """The table; None where nothing is paid and nothing is open."""
    if not made.payments:
        return None
    keys = dict.fromkeys(payment.benefit for payment in made.payments)
    paid: dict[Months, list[Payment]] = defaultdict(list)
    for payment in made.payments:
        paid[payment.month].append(payment)
    rows: list[Row] = []
    for month in range(made.first_month, made.last_month + 1):
        cells = tuple(_together(paid[month], key) for key in keys)
        total = _sum(cells)
        why = () if month == made.first_month else tuple(_why(month, paid, turns, words))
        if rows and rows[-1].cells == cells and not why:
            called = month_or_months(rows[-1].month, month, words)
            rows[-1] = replace(rows[-1], last=month, called=called)
        else:
            called = month_or_months(month, month, words)
            rows.append(Row(month, month, called, cells, total, why))
    columns = tuple(Column(key, words.benefit(key)) for key in keys)
    return MonthTable(columns, tuple(rows), made.total)


def _together(payments: Sequence[Payment], key: str) -> Bounds | None:
    of = [payment for payment in payments if payment.benefit == key]
    return (sum(p.least for p in of), sum(p.most for p in of)) if of else None


def _sum(cells: Sequence[Bounds | None]) -> Bounds:
    known = [cell for cell in cells if cell is not None]
    return sum(cell[0] for cell in known), sum(cell[1] for cell in known)


def _why(
    month: Months, paid: dict[Months, list[Payment]], turns: Sequence[Change], words: Words
) -> list[Line]:
    """What changed since the month before: who is paid, norms, parts of months, what comes once."""
    before, now = _payees(paid[month - 1]), _payees(paid[month])
    passed = [key for key, whom in now.items() if set(before.get(key, whom)) != set(whom)]
    lines = list(_passed(passed, before, now, words))
    # Who is paid and why is told beside; of the same sum, paid to another, no more needs saying.
    level = {
        key for key in passed if _together(paid[month - 1], key) == _together(paid[month], key)
    }
    seen: set[str] = set()
    for turn in turns:
        if month_of(turn.day) != month or turn.before == turn.after or turn.benefit in level:
            continue
        grounds = [ground_text(each, words, but=(turn.about,)) for each in turn.grounds]
        if not grounds:
            continue
        text = say(
            "months.turn", words.language, about=words.name_of(turn.about),
            benefit=words.benefit(turn.benefit), day=turn.day,
            grounds="; ".join(dict.fromkeys(grounds)),
        )  # fmt: skip
        if text not in seen:
            seen.add(text)
            lines.append(Line(text, cited=cited(turn.grounds)))
    for payment in paid[month]:
        about, benefit = words.names(payment.for_whom), words.benefit(payment.benefit)
        if payment.benefit in ONE_OFF:
            lines.append(Line(say("months.once", words.language, benefit=benefit, about=about)))
        elif payment.days is not None and is_part_month(payment):
            whole = first_day_of(month + 1) - first_day_of(month)
            days = {"days": payment.days, "whole": whole}
            told = say("months.part", words.language, benefit=benefit, about=about, **days)
            lines.append(Line(told))
    return lines


def _payees(payments: Sequence[Payment]) -> dict[str, tuple[str, ...]]:
    """By benefit: whom it is paid to."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for payment in payments:
        found[payment.benefit].update(dict.fromkeys(payment.payees))
    return {key: tuple(whom) for key, whom in found.items()}


def _passed(
    keys: Sequence[str],
    before: dict[str, tuple[str, ...]],
    now: dict[str, tuple[str, ...]],
    words: Words,
) -> Iterator[Line]:
    """Benefits that are not paid to the same people as in the month before."""
    together: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for key in keys:
        together[before[key], now[key]].append(words.benefit(key))
    for (old, new), benefits in together.items():
        what = listed(benefits, words.language)
        left, joined = (
            [each for each in old if each not in new],
            [each for each in new if each not in old],
        )
        if left and joined:
            told = {"before": words.names(old), "after": words.names(new)}
            yield Line(say("months.passed", words.language, benefits=what, **told))
        else:
            # Nobody's benefit passed to another: who was paid still is, or nobody else is.
            key = "months.joined" if joined else "months.left"
            who = words.names(joined or left)
            yield Line(say(key, words.language, benefits=what, who=who))
