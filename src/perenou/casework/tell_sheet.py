"""The calculation of a daily rate told: side by side, or line by line as a decision gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from perenou.casework.parental_answer import Sheet, SheetLine, SheetMonth, Span, kind_of
from perenou.casework.report import Line, Section, Table, Tone
from perenou.casework.words import Words
from perenou.rules.types import Day

_PARTS = ("tax_on_income", "untaxed_gross", "tax_by_state", "insolvency_tax")


def sheets_section(sheets: Sequence[Sheet], words: Words, *, for_file: bool = False) -> Section:
    """The main values of all sheets side by side.

    Args:
        for_file: also name the command that gives every line; elsewhere a page does.
    """
    head = [words.say("parental.sheet.value")]
    several = len({sheet.child for sheet in sheets}) > 1
    head += [
        words.say(
            "parental.sheet.column",
            who=", ".join(words.name_of(each) for each in _whose(sheet, several)),
            kinds=", ".join(kind_text(benefit, words) for benefit in sheet.benefits),
        )
        for sheet in sheets
    ]
    columns = [dict(_summary(sheet, words)) for sheet in sheets]
    keys = dict.fromkeys(key for column in columns for key in column)
    rows = tuple(
        (words.say(f"parental.sheet.row.{key}"), *(column.get(key, "") for column in columns))
        for key in keys
    )
    rows += tuple(_later(sheets, words))
    table = Table(tuple(head), rows, frozenset(range(1, len(head))))
    lines = (Line(words.say("parental.sheet.more"), tone="quiet"),) if for_file else ()
    return Section("sheets", words.say("parental.sheet.heading"), lines, table)


def _whose(sheet: Sheet, several: bool) -> tuple[str, ...]:
    """The parent; beside sheets of other children also the child."""
    return (sheet.who, sheet.child) if several else (sheet.who,)


def _later(sheets: Sequence[Sheet], words: Words) -> Iterator[tuple[str, ...]]:
    """Each day from which some sheet's rate is another one while days are claimed."""
    courses = [dict(sheet.rates[1:]) for sheet in sheets]
    for day in sorted({day for course in courses for day in course}):
        shown = (words.amount(*course[day]) if day in course else "" for course in courses)
        label = words.say("parental.sheet.row.later", day=f"{date.fromordinal(day):%d.%m.%Y}")
        yield label, *shown


def kind_text(benefit: str, words: Words) -> str:
    """A kind of benefit in one word, where it is plain that parental benefit is meant."""
    return words.say(f"parental.kind.{kind_of(benefit)}")


def _summary(sheet: Sheet, words: Words) -> Iterator[tuple[str, str]]:
    def shown(key: str) -> str:
        line = sheet.line(key)
        return words.value(line.value, line.gives)

    yield "right_day", _short(sheet.line("right_day"), words)
    period = _period(sheet)
    if period is not None:
        yield "period", f"{_month(period[0])}–{_month(period[1] - 1)}"
    yield "social_tax", shown("social_tax")
    released, further = sheet.line("days_released").value, sheet.line("further_days").value
    if released != 0 or further != 0:
        out = _sum(released, further)
        yield "left_out", str(out[0]) if out[0] == out[1] else words.say("value.open")
    yield "months", shown("months")
    yield "average", shown("average")
    if sheet.line("kept_income").value != 0:
        yield "kept_income", shown("kept_income")
    yield "before_cap", shown("before_cap")
    yield (
        "daily_cap",
        shown("daily_cap") if _is_capped(sheet) else words.say("parental.sheet.not_capped"),
    )
    yield "daily_rate", shown("daily_rate")


def _short(line: SheetLine, words: Words) -> str:
    if isinstance(line.value, tuple):
        return words.say("value.open")
    return f"{date.fromordinal(line.value):%d.%m.%Y}"


def _month(day: Day) -> str:
    return f"{date.fromordinal(day):%m.%Y}"


def _sum(*values: int | bool | Span) -> Span:
    pairs = [value if isinstance(value, tuple) else (value, value) for value in values]
    return sum(low for low, _ in pairs), sum(high for _, high in pairs)


def _period(sheet: Sheet) -> tuple[Day, Day] | None:
    """The accounting period, half-open; None while it is open."""
    first, after = sheet.line("period_first").value, sheet.line("period_after").value
    return None if isinstance(first, tuple) or isinstance(after, tuple) else (first, after)


def _is_capped(sheet: Sheet) -> bool:
    return sheet.base != "mothers" or sheet.line("is_capped").value is not False


# ------------------------------------------------------------------------------ line by line


def tell_sheets(sheets: Sequence[Sheet], words: Words) -> tuple[Section, ...]:
    """Each sheet line by line, as a decision gives its reasons."""
    return tuple(
        Section(
            "sheet",
            words.say(
                "parental.sheet.title",
                who=words.name_of(sheet.who),
                child=words.name_of(sheet.child),
                benefits=[words.benefit(key) for key in sheet.benefits],
            ),
            tuple(_lines(sheet, words)),
        )
        for sheet in sheets
    )


def _lines(sheet: Sheet, words: Words) -> Iterator[Line]:
    def shown(key: str) -> str:
        line = sheet.line(key)
        return words.value(line.value, line.gives)

    def told(text: str, *keys: str, tone: Tone = "") -> Line:
        """A sentence with the provisions of some of the sheet's values."""
        found = [sheet.line(key) for key in keys]
        cited = {line.citation: line.wording for line in found if line.citation is not None}
        provisions = f" ({', '.join(cited)})" if cited else ""
        return Line(f"{text}{provisions}.", tone=tone, cited=tuple(cited.items()))

    def say(key: str, **slots: str | int) -> str:
        return words.say(f"parental.sheet.line.{key}", **slots)

    yield told(say("right_day", value=shown("right_day")), "right_day")
    period = _period(sheet)
    if period is None:
        yield told(say("period_open"), "base_day")
    else:
        first, last = (words.value(day, "Day") for day in (period[0], period[1] - 1))
        days = period[1] - period[0]
        yield told(say("period", first=first, last=last, days=days), "base_day")
    for text in _months(sheet.months, words):
        yield Line(text, 1)
    if sheet.line("untaxed_gross").value != 0:
        text = say(
            "social_tax_of_gross", gross=shown("untaxed_gross"), rate=shown("social_tax_rate")
        )
        yield told(text, "social_tax_rate")
    yield told(say("social_tax", value=shown("social_tax")), "social_tax")
    yield from _left_out(sheet, words)
    out = _sum(sheet.line("days_released").value, sheet.line("further_days").value)
    if period is None or out[0] != out[1]:
        yield told(say("months_open", value=shown("months")), "months")
    else:
        days = period[1] - period[0]
        yield told(say("months", period=days, out=out[0], value=shown("months")), "months")
    average = {"tax": shown("social_tax"), "rate": shown("social_tax_rate")}
    average |= {"months": shown("months"), "value": shown("average")}
    yield told(say("average", **average), "average")
    yield told(_earlier_birth(sheet, words), "kept_income")
    base = {"month": shown("base_rate"), "value": shown("daily_base_rate")}
    yield told(say("daily_base_rate", **base), "base_rate", "daily_base_rate")
    floor = {"month": shown("floor_wage"), "value": shown("daily_floor")}
    text = say("daily_floor", **floor, below=shown("is_at_floor"))
    yield told(text, "daily_floor", "floor_wage")
    source = "income" if sheet.source == "kept" else sheet.source
    if source == "income":
        # From what is not rounded yet, as the norm computes it.
        income = f"{average['tax']} : {average['rate']} : {average['months']}"
        if sheet.line("kept_income").value != 0:
            income = shown("kept_income")
        text = say("daily_by_income", income=income, value=shown("daily_by_income"))
        yield told(text, "daily_by_income")
    yield told(say(f"before_cap.{source}", value=shown("before_cap")), "before_cap")
    if _is_capped(sheet):
        cap = {"month": shown("cap_month"), "value": shown("daily_cap")}
        yield told(say("daily_cap", **cap), "cap_month", "daily_cap")
    else:
        yield told(say("not_capped"), "is_capped")
    yield told(say("daily_rate", value=shown("daily_rate")), "daily_rate", tone="good")
    for day, rate in sheet.rates[1:]:
        yield told(say("later", day=day, value=words.amount(*rate)), "floor_wage")


def _months(months: Sequence[SheetMonth], words: Words) -> Iterator[str]:
    """Equal months of the period together."""
    for parts, run in groupby(months, key=_amounts):
        course = list(run)
        span = (course[0].month, course[-1].month)
        told = [
            words.say(f"parental.sheet.part.{key}", amount=words.amount(*amount))
            for key, amount in parts
        ]
        if not told:
            yield words.say("parental.sheet.line.no_income", months=span)
        else:
            key = "month" if len(course) > 1 else "month_one"
            yield words.say(f"parental.sheet.line.{key}", months=span, parts=told)


def _amounts(month: SheetMonth) -> tuple[tuple[str, Span], ...]:
    found: list[tuple[str, Span]] = [(key, getattr(month, key)) for key in _PARTS]
    return tuple((key, amount) for key, amount in found if amount != (0, 0))


def _left_out(sheet: Sheet, words: Words) -> Iterator[Line]:
    keys = {"note": "days_released", "further": "further_days", "not_deducted": "further_days"}
    for spell in sheet.left_out:
        text = words.say(
            f"parental.sheet.line.{spell.why}",
            days=(spell.first, spell.after - 1),
            number=spell.after - spell.first,
        )
        line = sheet.line(keys[spell.why])
        cited = () if line.citation is None else ((line.citation, line.wording),)
        yield Line(f"{text} ({line.citation}).", 1, cited=cited)
    if not sheet.left_out and sheet.line("days_released").value == 0:
        yield Line(words.say("parental.sheet.line.nothing_left_out") + ".", 1)


def _earlier_birth(sheet: Sheet, words: Words) -> str:
    close, kept = sheet.line("births_are_close"), sheet.line("kept_income")
    earlier = sheet.line("earlier_income")
    slots = {"earlier": words.value(earlier.value, "Cents")}
    if close.value is False or earlier.value == 0:
        return words.say("parental.sheet.line.not_close")
    shown = words.value(kept.value, kept.gives)
    if isinstance(close.value, tuple) or isinstance(kept.value, tuple):
        return words.say("parental.sheet.line.kept_open", kept=shown)
    if kept.value:
        return words.say("parental.sheet.line.kept", kept=shown, **slots)
    return words.say("parental.sheet.line.not_kept", **slots)
