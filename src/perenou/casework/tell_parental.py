"""Days of parental benefit told: month by month, the ledger of quotas, the calendar of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from perenou.casework.determination import Determination, StateSocialTax
from perenou.casework.parental_answer import (
    DayCalendar,
    DaysOfMonth,
    DaySpell,
    DayState,
    Mark,
    ParentalAnswer,
    Quota,
    Span,
    kind_of,
)
from perenou.casework.report import Line, Section, Table
from perenou.casework.tell_money import month_or_months
from perenou.casework.tell_sheet import kind_text, sheets_section
from perenou.casework.words import Words
from perenou.language.dates import month as month_text
from perenou.language.grammar import counted
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Day, Months

GAP: Final = " "
"""Between two weeks of a calendar row."""
NAME_WIDTH: Final = 16
"""Columns for a name before a calendar row."""
MARKS: Final = {
    "birth": "*",
    "expected": "o",
    "death": "+",
    "third_birthday": "3",
    "waiver": "|",
    "quota_ends": "|",
    "quota_used_up": "|",
}


def parental_sections(
    made: Determination, words: Words, *, for_file: bool = False
) -> Iterator[Section]:
    """What a report tells of days of parental benefit; ``for_file``: as for ``tell``."""
    if made.parental is None:
        return
    notes = tuple(Line(text, tone="quiet") for text in _money_notes(made, words))
    yield months_section(made.parental, words, notes)
    if made.parental.quotas:
        yield quotas_section(made.parental, words)
    for calendar in made.parental.calendars:
        yield calendar_section(calendar, words)
    if made.parental.sheets:
        yield sheets_section(made.parental.sheets, words, for_file=for_file)


def number(span: Span) -> str:
    """A number of days, or between which it lies."""
    low, high = span
    return str(low) if low == high else f"{low}–{high}"


def _days(span: Span, words: Words) -> str:
    low, high = span
    noun = counted(high, "day", words.language)
    return noun if low == high else f"{low}–{noun}"


def _has_children(answer: ParentalAnswer) -> bool:
    return len({quota.child for quota in answer.quotas} | {m.child for m in answer.months}) > 1


# ------------------------------------------------------------------------------ months


def months_section(answer: ParentalAnswer, words: Words, notes: tuple[Line, ...] = ()) -> Section:
    """A row for each month, kind and parent: days, and money before and after income tax."""
    told = [name for name, is_told in _columns(answer).items() if is_told]
    rows = [tuple(_cell(name, each, words) for name in told) for each in answer.months]
    table = Table(
        tuple(words.say(f"parental.months.{name}") for name in told),
        tuple(rows),
        frozenset(at for at, name in enumerate(told) if name in _FIGURES),
    )
    means = {
        "days_mean": any(each.claimed != each.allowed for each in answer.months),
        "left_means": "left" in told,
    }
    lines = (
        *(
            Line(words.say(f"parental.months.{key}"), tone="quiet")
            for key, is_needed in means.items()
            if is_needed
        ),
        *(
            Line(words.say("parental.months.paid_as", benefit=words.benefit(key)), tone="quiet")
            for key in dict.fromkeys(each.paid_as for each in answer.months)
            if key is not None
        ),
        *notes,
    )
    return Section("months_by_days", words.say("parental.months.heading"), lines, table)


_FIGURES: Final = ("days", "left", "amount", "reduction", "tax", "net")


def _columns(answer: ParentalAnswer) -> dict[str, bool]:
    """The columns in their order, and which of them have something to tell."""
    months = answer.months
    return {
        "month": True,
        "kind": True,
        "who": True,
        "child": _has_children(answer),
        "days": True,
        "left": any(each.left is not None for each in months),
        "reduction": any(each.reduction[1] for each in months),
        "amount": True,
        "tax": any(each.net is not None for each in months),
        "net": any(each.net is not None for each in months),
        "pay_day": any(each.pay_day for each in months),
        "paid_by": any(each.paid_by for each in months),
    }


def _cell(name: str, each: DaysOfMonth, words: Words) -> str:
    match name:
        case "month":
            return month_number(each.month)
        case "kind":
            return kind_text(each.benefit, words)
        case "who":
            return words.name_of(each.who)
        case "child":
            return words.name_of(each.child)
        case "days":
            allowed, claimed = number(each.allowed), number(each.claimed)
            return allowed if allowed == claimed else f"{allowed}/{claimed}"
        case "left":
            return "" if each.left is None else number(each.left)
        case "pay_day" | "paid_by":
            day = each.pay_day if name == "pay_day" else each.paid_by
            return "" if day is None else _short(day)
    sums: dict[str, Span | None] = {
        "amount": each.amount if each.paid_as is None else None,
        "reduction": each.reduction if each.reduction[1] else None,
        "tax": each.tax,
        "net": each.net,
    }
    found = sums[name]
    return "" if found is None else words.figures(*found)


def _money_notes(made: Determination, words: Words) -> Iterator[str]:
    """What the net amount rests on, and what the State pays beside it."""
    if not any(payment.net for payment in made.payments):
        return
    yield words.say("parental.months.exemption")
    spans: list[tuple[StateSocialTax, int]] = []
    whole = (each for each in made.state_social_tax if each.least > 0)
    for each in sorted(whole, key=lambda tax: (tax.payee, tax.month)):
        if spans:
            first, last = spans[-1]
            same = (first.payee, first.least, first.most) == (each.payee, each.least, each.most)
            if same and last == each.month - 1:
                spans[-1] = (first, each.month)
                continue
        spans.append((each, each.month))
    for first, last in spans:
        yield words.say(
            "parental.months.social_tax",
            payee=words.name_of(first.payee),
            months=month_or_months(first.month, last, words),
            amount=words.amount(first.least, first.most),
        )


# ------------------------------------------------------------------------------ quotas


def quotas_section(answer: ParentalAnswer, words: Words) -> Section:
    """How each quota stands at the end of the months asked about, and where days went."""
    with_child = _has_children(answer)
    with_moved = any(quota.moved[1] for quota in answer.quotas)
    head = ["quota", "who", *(["child"] if with_child else []), "total", "used"]
    head += [*(["moved"] if with_moved else []), "left", "lost", "until"]
    rows = [
        (
            words.say(f"parental.kind.{quota.kind}"),
            _holder(quota, words),
            *([words.name_of(quota.child)] if with_child else []),
            number(quota.total),
            number(quota.used),
            *([number(quota.moved)] if with_moved else []),
            number(quota.left),
            number(quota.lost),
            "" if quota.until is None else _short(quota.until),
        )
        for quota in answer.quotas
    ]
    first = head.index("total")
    table = Table(
        tuple(words.say(f"parental.quotas.{key}") for key in head),
        tuple(rows),
        frozenset(range(first, len(head))),
    )
    lines = tuple(line for quota in answer.quotas for line in _of_quota(quota, words))
    return Section("quotas", words.say("parental.quotas.heading"), lines, table)


def ledger_section(answer: ParentalAnswer, words: Words) -> Section:
    """How each quota stands after every month, in which something changed or not."""
    with_child = _has_children(answer)
    head = ["month", "quota", "who", *(["child"] if with_child else []), "used", "left", "lost"]
    rows = [
        (
            month_number(course.month),
            words.say(f"parental.kind.{quota.kind}"),
            _holder(quota, words),
            *([words.name_of(quota.child)] if with_child else []),
            number(course.used),
            number(course.left),
            number(course.lost),
        )
        for quota in answer.quotas
        for course in quota.course
    ]
    first = head.index("used")
    table = Table(
        tuple(words.say(f"parental.quotas.{key}") for key in head),
        tuple(rows),
        frozenset(range(first, len(head))),
    )
    return Section("ledger", words.say("parental.quotas.heading"), (), table)


def _holder(quota: Quota, words: Words) -> str:
    return words.say("parental.quotas.both") if quota.who is None else words.name_of(quota.who)


def quota_text(kind: str, who: str | None, words: Words) -> str:
    """A quota in running text: what days, and whose it is where it is somebody's."""
    text = words.say(f"parental.quota.{kind}")
    return text if who is None else f"{text} ({words.name_of(who)})"


def _of_quota(quota: Quota, words: Words) -> Iterator[Line]:
    name = _capital(quota_text(quota.kind, quota.who, words))
    if quota.moved[1]:
        days = _days(quota.moved, words)
        yield Line(words.say("parental.quotas.moves", quota=name, days=days))
    for loss in quota.losses:
        key = f"parental.quotas.lost_why.{loss.why}"
        text = words.say(key, quota=name, days=_days(loss.days, words))
        cited = ((loss.citation, loss.wording),)
        yield Line(f"{text} ({loss.citation}).", tone="bad", cited=cited)
    if quota.used_up is not None and quota.used_up != quota.until:
        yield Line(words.say("parental.quotas.used_up", quota=name, day=quota.used_up))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def month_number(month: Months) -> str:
    """A month in figures, for tables: ``10.2026``."""
    return f"{month % 12 + 1:02}.{month // 12}"


def _short(day: Day) -> str:
    return f"{date.fromordinal(day):%d.%m.%Y}"


# ------------------------------------------------------------------------------ the calendar


def calendar_section(calendar: DayCalendar, words: Words) -> Section:
    """A month a row, a day a cell, in letters that need no colour."""
    kinds = dict.fromkeys(spell.benefit for spell in calendar.spells)
    named = [f"{_letter(key, words)} – {words.benefit(key)}" for key in kinds]
    lines = [Line(words.say("parental.calendar.legend", kinds=named), tone="quiet")]
    lines += [Line(f"{MARKS[mark.key]} {mark_text(mark, words)}", 1) for mark in calendar.marks]
    heading = words.say("parental.calendar.heading")
    of = words.say(
        "parental.calendar.of",
        child=words.name_of(calendar.child),
        months=(calendar.first_month, calendar.last_month),
    )
    lines.insert(0, Line(of))
    return Section("calendar", heading, tuple(lines), drawn=tuple(blocks(calendar, words)))


def mark_text(mark: Mark, words: Words) -> str:
    """What there is about a day."""
    key = f"parental.calendar.mark.{mark.key}"
    if mark.key in ("quota_ends", "quota_used_up"):
        return words.say(key, day=mark.day, quota=quota_text(mark.kind, mark.who, words))
    if mark.key == "third_birthday" and mark.kind:
        key = f"{key}_{mark.kind}"
    return words.say(key, day=mark.day)


def spell_text(spell: DaySpell, words: Words) -> str:
    """Some days in words."""
    return words.say(
        f"parental.calendar.spell.{spell.state.value}",
        who=words.name_of(spell.who),
        benefit=words.benefit(spell.benefit),
        days=(spell.first, spell.after - 1),
    )


def _letter(benefit: str, words: Words) -> str:
    return words.say(f"parental.letter.{kind_of(benefit)}")


def blocks(calendar: DayCalendar, words: Words) -> Iterator[str]:
    """The rows of letters: weekdays on top, then for each month whoever claims days in it."""
    months = range(calendar.first_month, calendar.last_month + 1)
    width = max(len(month_text(month, words.language)) for month in months)
    week = words.say("parental.calendar.weekdays")
    yield f"{'':{width + NAME_WIDTH + 2}}{GAP.join([week] * 5 + [week[:2]])}"
    marks = {mark.day: MARKS[mark.key] for mark in reversed(calendar.marks)}
    by_parent = {who: calendar.days_of(who) for who in calendar.parents}
    for month in months:
        days = range(first_day_of(month), first_day_of(month + 1))
        rows = []
        for who, claimed in by_parent.items():
            letters = {day: _sign(claimed[day], words) for day in days if day in claimed}
            if letters:
                rows.append((words.name_of(who), letters, "."))
        rows = rows or [("", {}, ".")]
        marked = {day: marks[day] for day in days if day in marks}
        if marked:
            rows.append((words.say("parental.calendar.marks"), marked, " "))
        head = month_text(month, words.language)
        for name, row, otherwise in rows:
            cells = _by_weeks([row.get(day, otherwise) for day in days], days[0])
            yield f"{head:{width}} {_cut(name):{NAME_WIDTH}} {cells}".rstrip()
            head = ""


def _sign(spell: DaySpell, words: Words) -> str:
    """What a day looks like."""
    return _SIGNS.get(spell.state) or _letter(spell.benefit, words)


_SIGNS: Final = {DayState.REFUSED: "×", DayState.OPEN: "?"}


def weekday(day: Day) -> int:
    """0 on a Monday, 6 on a Sunday."""
    return (day - 1) % 7


def _by_weeks(cells: Sequence[str], first: Day) -> str:
    """Cells of a month under their weekdays."""
    placed = " " * weekday(first) + "".join(cells)
    return GAP.join(placed[at : at + 7] for at in range(0, len(placed), 7))


def _cut(name: str) -> str:
    return name if len(name) <= NAME_WIDTH else f"{name[: NAME_WIDTH - 1]}…"
