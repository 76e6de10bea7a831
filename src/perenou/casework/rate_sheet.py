"""The calculation sheet of a daily rate: the values of the norms, in the order of a decision.

Nothing is computed here a second time. Every line is a value of the reason tree behind the rate;
months and days left out are the facts that its sums were gathered from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.benefits.estonia.parental_benefit.consecutive_births import EARLIER_INCOME
from perenou.benefits.estonia.rounding import in_cents
from perenou.casework.parental_answer import (
    DaySpell,
    DayState,
    LeftOut,
    Sheet,
    SheetLine,
    SheetMonth,
    Span,
)
from perenou.casework.parental_lines import rows_by_days, span, spells
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.explain import differs
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved
    from perenou.rules.world import Line

_LINES: Final[tuple[tuple[str, str], ...]] = (
    ("right_day", "{base}_right_day"),
    ("base_day", "{base}_base_day"),
    ("period_first", "{base}_period_first"),
    ("period_after", "{base}_period_after"),
    ("tax_on_income", "{base}_tax_on_income"),
    ("untaxed_gross", "{base}_untaxed_gross"),
    ("tax_by_state", "{base}_tax_by_state"),
    ("insolvency_tax", "{base}_insolvency_tax_counted"),
    ("social_tax_rate", "social_tax_rate"),
    ("social_tax", "{base}_social_tax"),
    ("days_released", "{base}_days_released"),
    ("further_days", "{base}_further_days_deducted"),
    ("months", "{base}_months"),
    ("average", "{base}_average_income"),
    ("births_are_close", "births_are_close"),
    ("earlier_income", EARLIER_INCOME),
    ("kept_income", "{base}_kept_income"),
    ("base_rate", "{base}_base_rate"),
    ("daily_base_rate", "{base}_daily_base_rate"),
    ("base_rate_is_due", "{base}_base_rate_is_due"),
    ("minimum_wage", "{base}_minimum_wage_at_right"),
    ("is_at_floor", "{base}_is_at_floor"),
    ("floor_wage", "{base}_floor_wage"),
    ("daily_floor", "{base}_daily_floor"),
    ("daily_by_income", "{base}_daily_by_income"),
    ("before_cap", "{base}_rate_before_cap"),
    ("cap_month", "{base}_cap_month"),
    ("daily_cap", "{base}_daily_cap"),
    ("daily_rate", "{base}_daily_rate"),
)
"""By key of the sheet: the value, named after the kind of benefit whose base it is."""

_OF_MOTHERS: Final = ("is_capped", "mothers_benefit_is_capped")


def sheets(solved: Solved) -> tuple[Sheet, ...]:
    """A sheet for each parent, child and income base on which claimed days rest."""
    benefits: dict[tuple[int, str], list[str]] = {}
    first: dict[tuple[int, str], Day] = {}
    for key, row in rows_by_days(solved):
        days = [spell.first for spell in _counted(solved, key, row)]
        # Before 1 April 2022 benefit was counted by the month: it had no daily rate.
        if days and key in KINDS:
            place = row, KINDS[key][1].removesuffix("_daily_rate")
            benefits.setdefault(place, []).append(key)
            first[place] = min(*days, first.get(place, NEVER))
    return tuple(
        _sheet(solved, row, base, tuple(keys), first[row, base])
        for (row, base), keys in sorted(benefits.items(), key=lambda each: (each[0][0], each[0][1]))
    )


def _counted(solved: Solved, benefit: str, row: int) -> list[DaySpell]:
    """The days whose rate is asked for: those that are or may be paid, or all when none is."""
    claimed = [*spells(solved, benefit, row)]
    return [spell for spell in claimed if spell.state is not DayState.REFUSED] or claimed


def _sheet(solved: Solved, row: int, base: str, benefits: tuple[str, ...], day: Day) -> Sheet:
    person, child = solved.facts.carers[row]
    names = (*_LINES, *([_OF_MOTHERS] if base == "mothers" else []))
    # An adopter's accounting period is reckoned from the day on which the right arose.
    named = ((key, name.format(base=base)) for key, name in names)
    known = solved.law.book
    lines = tuple(
        _line(solved, key, name if known.known(name) else f"{base}_right_day", row, day)
        for key, name in named
    )
    first, after = (
        span(solved.world.at(f"{base}_period_{end}", row, day)) for end in ("first", "after")
    )
    months: tuple[SheetMonth, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    if first[0] == first[1] and after[0] == after[1]:
        months = tuple(
            _month(solved, person, month) for month in range(month_of(first[0]), month_of(after[0]))
        )
        deducted = span(solved.world.at(f"{base}_further_days_deducted", row, day))
        further = "further" if deducted[1] > 0 else "not_deducted"
        left_out = tuple(_left_out(solved, person, (first[0], after[0]), further))
    return _with_deciding_provisions(
        Sheet(
            solved.facts.children[child],
            solved.facts.people[person],
            base,
            benefits,
            day,
            lines,
            months,
            left_out,
            tuple(_rates(solved, row, benefits)),
        )
    )


_DECIDED_BY: Final = {
    "base": "base_rate_is_due",
    "floor": "is_at_floor",
    "kept": "kept_income",
    "income": "daily_by_income",
}
"""By what a rate comes from: the line whose provision says so."""


def _with_deciding_provisions(sheet: Sheet) -> Sheet:
    """A sheet whose rates cite what decided them here, and not what decides them in general."""
    if sheet.source not in _DECIDED_BY:
        return sheet
    decided = {"before_cap": sheet.line(_DECIDED_BY[sheet.source])}
    if sheet.line("daily_rate").value == sheet.line("before_cap").value:  # the cap takes nothing
        decided["daily_rate"] = decided["before_cap"]
    lines = (
        line._replace(citation=by.citation, wording=by.wording)
        if (by := decided.get(line.key)) is not None
        else line
        for line in sheet.lines
    )
    return sheet._replace(lines=tuple(lines))


_ARISEN_BY: Final = ("mothers_right_from_birth", "fathers_right_day")
"""Days from which a right arises by a provision of its own."""


def _line(solved: Solved, key: str, name: str, row: int, day: Day) -> SheetLine:
    reason = solved.explainer.reason(name, row, day)
    arisen = (
        part
        for part in reason.because
        if part.name in _ARISEN_BY and not differs(part.value, reason.value)
    )
    reason = next(arisen, reason)
    value = reason.value.bounds if isinstance(reason.value, Open) else reason.value
    citation = None if reason.citation is None else str(reason.citation)
    gives = reason.gives
    if gives == "FineCents":
        value, gives = in_cents(value), "Cents"
    return SheetLine(key, name, value, gives, citation, solved.wording_day(reason))


def _month(solved: Solved, person: int, month: int) -> SheetMonth:
    day = first_day_of(month)
    names = (
        "social_tax_on_income",
        "gross_income",
        "social_tax_paid_by_state",
        "social_tax_on_insolvency_benefit",
    )
    return SheetMonth(month, *(span(solved.world.at(name, person, day)) for name in names))


def _left_out(
    solved: Solved, person: int, period: tuple[Day, Day], further: str
) -> Iterator[LeftOut]:
    """Spells of the period in which the person was on a note, unemployed or on special leave."""
    for why, name in (("note", "released_from_work"), (further, "is_further_day_left_out")):
        for begin, end in _held(solved.world.line(name, person), *period):
            yield LeftOut(why, begin, end)


def _held(line: Line, first: Day, after: Day) -> Iterator[tuple[Day, Day]]:
    while first < after:
        value, until = line.piece(first, after)
        if value is True:
            yield first, until
        first = until


def _rates(solved: Solved, row: int, benefits: Sequence[str]) -> Iterator[tuple[Day, Span]]:
    """From which day on which rate holds, while days are claimed."""
    before: Span | None = None
    found: dict[Day, Span] = {}
    for benefit in benefits:
        line = solved.world.line(KINDS[benefit][1], row)
        for spell in _counted(solved, benefit, row):
            day = spell.first
            while day < spell.after:
                value, until = line.piece(day, spell.after)
                found[day] = span(value)
                day = until
    for day, rate in sorted(found.items()):
        if rate != before:
            yield day, rate
        before = rate
