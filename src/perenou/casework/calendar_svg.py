"""A calendar of days as a picture (SVG): patterns that need no colour, words for who cannot see it.

A month is a row under its weekdays, a parent a lane in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final
from xml.sax.saxutils import escape

from perenou.casework.parental_answer import DayCalendar, DaySpell, DayState, Mark
from perenou.casework.picture import (
    INK,
    PAPER,
    QUIET,
    RULE,
    SOLID,
    WEEKEND,
    as_file,
    picture,
)
from perenou.casework.picture import text as _text
from perenou.casework.tell_parental import mark_text, spell_text, weekday
from perenou.casework.words import Words
from perenou.language.dates import month as month_text
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Day, Months

WIDTH: Final = 836
MARGIN: Final = 24
LABELS: Final = 132
"""Width of the names before the cells."""
CELL: Final = 17
WEEK_GAP: Final = 4
LANE: Final = 15
NUMBERS: Final = 16
"""Height of the day numbers over the lanes of a month."""
ROW_GAP: Final = 9
LINE: Final = 18
"""Height of a line of the legend."""
LONGEST_NAME: Final = 20
LONGEST_LINE: Final = 96
"""Letters that fit beside each other, also in a wide font."""

_LOOKS: Final[Mapping[str, str]] = {
    "mothers_parental_benefit": "solid",
    "fathers_parental_benefit": "stripes",
    "shared_parental_benefit": "dots",
    "adopters_parental_benefit": "lines",
    "earlier_parental_benefit": "dots",
    "additional_fathers_benefit": "stripes",
}
"""By benefit: solid, slanting stripes, dots or level stripes; any other is grey."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A month of a calendar: where it begins and whose lanes it has."""

    month: Months
    top: int
    lanes: tuple[str, ...]

    @property
    def bottom(self) -> int:
        """Where its lanes end."""
        return self.top + NUMBERS + LANE * len(self.lanes)


def calendar_svg(calendars: Sequence[DayCalendar], words: Words) -> str:
    """The calendars below each other as the text of an SVG file."""
    return as_file(calendar_picture(calendars, words))


def calendar_picture(calendars: Sequence[DayCalendar], words: Words) -> str:
    """The calendars below each other as an SVG element, to stand in a page."""
    body: list[str] = [_cells_drawn()]
    top = MARGIN
    for calendar in calendars:
        drawn, top = _calendar(calendar, words, top)
        body.append(drawn)
        top += MARGIN
    title = "; ".join(_title(calendar, words) for calendar in calendars)
    told = " ".join(text for calendar in calendars for text in _told(calendar, words))
    return picture(WIDTH, top, title, told, words.language, body)


def _title(calendar: DayCalendar, words: Words) -> str:
    return words.say(
        "parental.calendar.of",
        child=words.name_of(calendar.child),
        months=(calendar.first_month, calendar.last_month),
    )


def _told(calendar: DayCalendar, words: Words) -> Iterator[str]:
    """All that the picture shows, in words."""
    yield _sentence(_title(calendar, words))
    for spell in calendar.spells:
        yield spell_text(spell, words)
    for mark in calendar.marks:
        yield _sentence(mark_text(mark, words))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _calendar(calendar: DayCalendar, words: Words, top: int) -> tuple[str, int]:
    """One calendar from a height on, and the height below it."""
    parts = [_text(MARGIN, top + 18, _title(calendar, words), 'font-size="17"')]
    top += 44
    week = words.say("parental.calendar.weekdays")
    parts += [
        _text(_left(at) + CELL / 2, top, week[at % 7], f'{_SMALL} text-anchor="middle"')
        for at in range(37)
    ]
    top += 8
    for month in range(calendar.first_month, calendar.last_month + 1):
        row = _Row(month, top, _lanes(calendar, month))
        parts.extend(_month(calendar, row, words))
        top = row.bottom + ROW_GAP
    legend, top = _legend(calendar, words, top + 6)
    return "\n".join((*parts, *legend)), top


_SMALL: Final = f'font-size="10" fill="{QUIET}"'


def _left(place: int) -> int:
    """Where the cell of a place begins, counted from a month's first Monday column."""
    return MARGIN + LABELS + place * CELL + place // 7 * WEEK_GAP


def _lanes(calendar: DayCalendar, month: Months) -> tuple[str, ...]:
    """Who has days in a month; the first parent where nobody has."""
    first, after = first_day_of(month), first_day_of(month + 1)
    spells = [s for s in calendar.spells if s.first < after and s.after > first]
    having = tuple(who for who in calendar.parents if any(s.who == who for s in spells))
    return having or calendar.parents[:1]


def _month(calendar: DayCalendar, row: _Row, words: Words) -> Iterator[str]:
    first, after = first_day_of(row.month), first_day_of(row.month + 1)
    head = month_text(row.month, words.language)
    yield f"<g><title>{escape(head)}</title>"
    yield _text(MARGIN, row.top + NUMBERS - 4, head, 'font-weight="bold"')
    for at, who in enumerate(row.lanes):
        name = _cut(words.name_of(who))
        yield _text(MARGIN, row.top + NUMBERS + LANE * at + 11, name, 'font-size="11"')
    marks = {m.day: m for m in reversed(calendar.marks) if m.key not in _AT_THE_END}
    claimed = {who: calendar.days_of(who) for who in row.lanes}
    for day in range(first, after):
        x = _left(weekday(first) + day - first)
        yield from _number(x, row, day, marks.get(day))
        for at, who in enumerate(row.lanes):
            spell = claimed[who].get(day)
            yield from _cell(x, row.top + NUMBERS + LANE * at, spell, weekday(day) > 4)
    for mark in calendar.marks:
        if first <= mark.day < after and mark.key in _AT_THE_END:
            yield _end(_left(weekday(first) + mark.day - first), row, mark)
    yield "</g>"


_AT_THE_END: Final = ("quota_ends", "quota_used_up", "waiver")


def _number(x: int, row: _Row, day: Day, mark: Mark | None) -> Iterator[str]:
    """The number of the day; birth, expected day and the like stand out by their shape."""
    middle, base = x + (CELL - 1) / 2, row.top + NUMBERS - 4
    if weekday(day) > 4:
        box = f'x="{x}" y="{row.top}" width="{CELL - 1}" height="{NUMBERS - 1}"'
        yield f'<rect {box} fill="{WEEKEND}"/>'
    number = str(day - first_day_of(row.month) + 1)
    style = f'font-size="8.5" text-anchor="middle" fill="{QUIET}"'
    if mark is not None:
        yield _sign(mark.key, middle, base - 3)
        ink = INK if mark.key == "expected" else PAPER
        style = f'font-size="8.5" font-weight="bold" text-anchor="middle" fill="{ink}"'
    yield _text(middle, base, number, style)


def _sign(key: str, x: float, y: float) -> str:
    """The shape behind a day's number."""
    if key == "expected":
        return (
            f'<circle cx="{x}" cy="{y}" r="7" fill="{PAPER}" stroke="{INK}" '
            f'stroke-dasharray="2.2 1.6"/>'
        )
    if key == "birth":
        return f'<circle cx="{x}" cy="{y}" r="7.5" fill="{INK}"/>'
    if key == "death":
        return f'<rect x="{x - 7}" y="{y - 7}" width="14" height="14" fill="{INK}"/>'
    return f'<path d="M{x} {y - 9} l8.5 9 -8.5 9 -8.5 -9 z" fill="#ac3232"/>'


def _cell(x: int, y: int, spell: DaySpell | None, is_weekend: bool) -> Iterator[str]:
    """A day: filled when paid, crossed when refused, with a question mark while it is open."""
    height = LANE - 1
    box = f'x="{x}" y="{y}" width="{CELL - 1}" height="{height}"'
    ground = WEEKEND if is_weekend else PAPER
    if spell is None:
        yield f'<rect {box} fill="{ground}" stroke="{RULE}" stroke-width=".6"/>'
    elif spell.state is DayState.PAID:
        yield f'<use href="#day-{_LOOKS.get(spell.benefit, "grey")}" x="{x}" y="{y}"/>'
    elif spell.state is DayState.REFUSED:
        yield f'<rect {box} fill="#fbecec" stroke="#ac3232" stroke-width="1"/>'
        yield (
            f'<path d="M{x + 4} {y + 3} l8 8 m0 -8 l-8 8" stroke="#ac3232" stroke-width="1.6" '
            'fill="none"/>'
        )
    else:
        yield f'<rect {box} fill="{ground}" stroke="{QUIET}" stroke-dasharray="2 2"/>'
        yield _text(x + CELL / 2, y + 11, "?", 'font-size="10" text-anchor="middle"')


def _cells_drawn() -> str:
    """A paid day in each look, drawn once; a fill with a pattern would make a print huge."""
    wide, high = CELL - 1, LANE - 1
    slants = " ".join(
        f"M{max(0, at - high)} {min(high, at)} L{min(wide, at)} {max(0, at - wide)}"
        for at in range(4, wide + high, 8)
    )
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="1.3" fill="#005aa3"/>'
        for x in (3, 8, 13)
        for y in (2.5, 7, 11.5)
    )
    levels = " ".join(f"M0 {at} H{wide}" for at in range(1, high, 4))
    looks = {
        "solid": (SOLID, ""),
        "grey": ("#838494", ""),
        "stripes": ("#eaf3ee", f'<path d="{slants}" stroke="#266b42" stroke-width="2.6"/>'),
        "dots": ("#e7f0f6", dots),
        "lines": ("#fff8e7", f'<path d="{levels}" stroke="#664807" stroke-width="2"/>'),
    }
    box = f'width="{wide}" height="{high}"'
    edge = f'<rect {box} fill="none" stroke="{INK}" stroke-width=".6"/>'
    drawn = (
        f'<g id="day-{look}"><rect {box} fill="{ground}"/>{on_it and on_it + edge}</g>'
        for look, (ground, on_it) in looks.items()
    )
    return f"<defs>{''.join(drawn)}</defs>"


def _end(x: int, row: _Row, mark: Mark) -> str:
    """A bar after a day, in its parent's lane or over all lanes."""
    top, bottom = row.top + NUMBERS, row.bottom
    if mark.who in row.lanes:
        top += LANE * row.lanes.index(mark.who)
        bottom = top + LANE
    return _bar(x + CELL - 1, top, bottom)


def _bar(x: int, top: int, bottom: int) -> str:
    return (
        f'<path d="M{x} {top - 2} V{bottom}" stroke="#ac3232" stroke-width="2.4" fill="none"/>'
        f'<path d="M{x - 4} {top - 4} h8 l-4 5 z" fill="#ac3232"/>'
    )


# ------------------------------------------------------------------------------ the legend


def _legend(calendar: DayCalendar, words: Words, top: int) -> tuple[list[str], int]:
    parts = [f'<path d="M{MARGIN} {top} H{WIDTH - MARGIN}" stroke="{RULE}"/>']
    y = top + 10
    for benefit in dict.fromkeys(s.benefit for s in calendar.spells):
        paid = DaySpell(benefit, "", 0, 0, DayState.PAID)
        parts += [*_cell(MARGIN, y, paid, False), _entry(y, words.benefit(benefit))]
        y += LINE
    states = {spell.state for spell in calendar.spells}
    for state, key in ((DayState.REFUSED, "refused"), (DayState.OPEN, "open")):
        if state in states:
            spell = DaySpell("", "", 0, 0, state)
            parts += [
                *_cell(MARGIN, y, spell, False),
                _entry(y, words.say(f"parental.calendar.{key}")),
            ]
            y += LINE
    parts += [*_cell(MARGIN, y, None, True), _entry(y, words.say("parental.calendar.weekend"))]
    y += LINE
    for mark in calendar.marks:
        if mark.key in _AT_THE_END:
            parts.append(_bar(MARGIN + CELL // 2, y + 3, y + LANE - 1))
        else:
            parts.append(_sign(mark.key, MARGIN + CELL / 2, y + LANE / 2))
        parts.append(_entry(y, mark_text(mark, words)))
        y += LINE
    for spell in calendar.spells:
        if spell.state is DayState.REFUSED:
            for text in wrap(spell_text(spell, words), LONGEST_LINE):
                parts.append(_text(MARGIN, y + 12, text, 'fill="#ac3232"'))
                y += LINE
    return parts, y + 4


def _entry(y: int, text: str) -> str:
    return _text(MARGIN + CELL + 10, y + 11, text, "")


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
