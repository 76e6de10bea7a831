"""How a daily rate was computed, line by line with its provisions, and the income behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.acts.document import Block, Grid, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.benefits.estonia.parental_benefit.income_base import KINDS
from perenou.casework.parental_answer import Sheet, SheetLine, SheetMonth
from perenou.language.amounts import euros
from perenou.language.dates import day as day_text
from perenou.language.dates import day_range, month_range
from perenou.rules.types import Cents

_TOLD: Final = (
    "right_day",
    "social_tax",
    "days_released",
    "further_days",
    "months",
    "average",
    "kept_income",
    "before_cap",
    "daily_cap",
    "is_capped",
    "daily_rate",
)
"""Lines of the sheet that an act tells; a line of nothing is left out."""


def sheet_tables(draft: Drafting) -> Iterator[Block]:
    """Each sheet of a matter: the lines of the calculation, and the months of income."""
    for sheet in draft.matter.sheets:
        benefits = draft.benefits(sheet.benefits)
        rows = tuple(_rows(draft, sheet))
        head = ("line", "value", "provision")
        yield Grid(
            draft.text("sheet.caption", benefits=benefits),
            tuple(draft.text(f"sheet.{each}") for each in head),
            rows,
            (),
            frozenset({1}),
        )
        months = tuple(_months(draft, sheet.months))
        if months:
            yield Grid(
                draft.text("sheet.months_caption"),
                (draft.text("calculation.months"), draft.text("sheet.tax")),
                months,
                (),
                frozenset({1}),
            )


def _rows(draft: Drafting, sheet: Sheet) -> Iterator[tuple[Spans, ...]]:
    for key in _TOLD:
        if key == "is_capped" and sheet.base != "mothers":
            continue
        line = sheet.line(key)
        if _is_idle(sheet, line):
            continue
        yield (Span(_label(draft, sheet, line)),), (_value(draft, line),), _cited(draft, line)
        if key == "right_day":
            first, after = sheet.line("period_first"), sheet.line("period_after")
            if not isinstance(first.value, tuple) and not isinstance(after.value, tuple):
                days = day_range(first.value, after.value - 1, draft.language)
                label = draft.text("sheet.period")
                yield (Span(label),), (Span(days),), _cited(draft, first)
    for day, (least, most) in sheet.rates[1:]:
        label = draft.text("sheet.daily_rate_from", day=day)
        rate = least if least == most else (least, most)
        yield (Span(label),), (_amount(draft, rate),), _cited(draft, sheet.line("floor_wage"))


def _label(draft: Drafting, sheet: Sheet, line: SheetLine) -> str:
    """What a line is; the caption has told for which benefits."""
    if line.key == "right_day":
        return draft.text("sheet.right_day", benefits=draft.benefits(sheet.benefits))
    kind = KINDS.get(sheet.base)
    of_kind = "" if kind is None else f" ({kind.in_language(draft.language)})"
    return draft.words.label(line.norm).removesuffix(of_kind)


def _is_idle(sheet: Sheet, line: SheetLine) -> bool:
    """Whether a line changes nothing: no days left out, no earlier income, no cap.

    That the cap does not hold is told only where the rate lies above it.
    """
    if line.value == 0 and line.key in ("days_released", "further_days", "kept_income"):
        return True
    is_free = sheet.base == "mothers" and sheet.line("is_capped").value is False
    if line.key == "is_capped":
        before, cap = sheet.line("before_cap").value, sheet.line("daily_cap").value
        is_above = isinstance(before, int) and isinstance(cap, int) and before > cap
        return not (is_free and is_above)
    return line.key == "daily_cap" and is_free


def _value(draft: Drafting, line: SheetLine) -> Span:
    value = line.value
    if line.gives == "Cents":
        return _amount(draft, value)
    if isinstance(value, tuple):
        return Span(draft.words.value(value, line.gives))
    if line.gives == "Day":
        return Span(day_text(value, draft.language), "day", value)
    return Span(draft.words.value(value, line.gives), "count", value)


def _amount(draft: Drafting, cents: Cents | tuple[Cents, Cents]) -> Span:
    if isinstance(cents, tuple):
        return Span(draft.words.value(cents, "Cents"))
    return Span(euros(cents, draft.language), "amount", cents)


def _cited(draft: Drafting, line: SheetLine) -> Spans:
    return () if line.citation is None else (draft.provision(line.citation, line.wording),)


def _months(draft: Drafting, months: tuple[SheetMonth, ...]) -> Iterator[tuple[Spans, ...]]:
    """The social tax counted by month, equal months put together."""
    found: list[tuple[int, int, int]] = []
    for each in months:
        parts = (each.tax_on_income, each.tax_by_state, each.insolvency_tax)
        if any(low != high for low, high in parts) or each.untaxed_gross != (0, 0):
            return  # the tax itself is not told, the sheet says what it was reckoned from
        tax = sum(low for low, _ in parts)
        if found and found[-1][2] == tax and found[-1][1] == each.month - 1:
            found[-1] = (found[-1][0], each.month, tax)
        else:
            found.append((each.month, each.month, tax))
    for first, last, tax in found:
        yield (
            (Span(month_range(first, last, draft.language), "month", first),),
            (Span(euros(tax, draft.language), "amount", tax),),
        )
