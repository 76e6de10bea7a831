"""Pages made from the handbook of a past day, and what of them has changed since.

The truth is asked of the law book by name; the check has only the page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Final

from perenou.acts.check.read_act import act_text
from perenou.acts.read.read import read
from perenou.benefits.coverage import coverage
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.handbook.pages import Chapter, chapters
from perenou.casework.handbook.tell import page
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.texts.check import Wanted, check_text

DAYS: Final = tuple(
    date.fromisoformat(each).toordinal()
    for each in ("2018-06-01", "2020-09-01", "2022-05-01", "2023-06-01", "2024-05-01", "2025-06-01",
                 "2026-03-01", "2026-08-01")
)  # fmt: skip
LANGUAGES: Final[tuple[Language, ...]] = ("et", "en", "ru")
_SHAPES: Final = ("table", "list", "sentences")
_VERBS: Final = {"et": "on", "en": "is", "ru": "составляет"}


@dataclass(frozen=True)
class Spot:
    """A statement of a page; ``paragraph``: its number; ``is_changed``: whether it is stale."""

    kind: str
    what: str
    paragraph: int
    is_changed: bool


@dataclass(frozen=True)
class Page:
    """A page and the statements on it."""

    name: str
    html: str
    spots: tuple[Spot, ...]


def pages(wanted: int, today: Day) -> Iterator[Page]:
    """So many pages, each of another benefit, day, language and shape."""
    every = [
        (key, day, language, shape)
        for key in chapters()
        for day in DAYS
        for language in LANGUAGES
        for shape in _SHAPES
    ]
    made = 0
    for key, day, language, shape in random.Random(10).sample(every, len(every)):
        found = _page(key, day, language, shape, today)
        if found.spots:
            yield found
            made += 1
        if made == wanted:
            return


def _page(key: str, day: Day, language: Language, shape: str, today: Day) -> Page:
    told = page(key, day, day, language)
    blocks: list[str] = []
    spots: list[Spot] = []
    count = 0

    def put(tag: str, text: str) -> int:
        nonlocal count
        blocks.append(f"<{tag}>{escape(text)}</{tag}>")
        count += 1
        return count

    put("h1", told.title)
    amounts = told.section("amounts")
    if amounts is not None and amounts.table is not None:
        put("h2", amounts.heading)
        rows = list(_figures(chapters()[key], day))
        table = [row for row in amounts.table.rows if row[2] != Words(language).say("value.open")]
        assert len(rows) == len(table)
        if shape == "table":
            blocks.append("<table><tr>")
            for cell in amounts.table.head:
                put("th", cell)
            blocks.append("</tr>")
        for (name, is_now, is_changed), row in zip(rows, table, strict=True):
            if shape == "table":
                blocks.append("<tr>")
                first = count + 1
                for cell in row:
                    if cell:
                        put("td", cell)
                    else:
                        blocks.append("<td></td>")
                blocks.append("</tr>")
                value = first + (2 if row[1] else 1)
                spots.append(Spot("figure", name, value, is_now and is_changed))
                if is_now:
                    gone = _is_gone(Citation.parse(row[4]), today)
                    spots.append(Spot("provision", row[4], count, gone))
            elif is_now:
                label, value_text = row[0], row[2]
                text = (
                    f"{label}: {value_text} ({row[4]})"
                    if shape == "list"
                    else f"{label[0].upper()}{label[1:]} {_VERBS[language]} {value_text}."
                )
                number = put("li" if shape == "list" else "p", text)
                spots.append(Spot("figure", name, number, is_changed))
                if shape == "list" and LAWBOOK.parameters[name].gives != "Day":
                    # Beside the day of a change, a provision is cited as the past that it is.
                    gone = _is_gone(Citation.parse(row[4]), today)
                    spots.append(Spot("provision", row[4], number, gone))
        if shape == "table":
            blocks.append("</table>")
    for section in ("who", "computed", "procedure"):
        found = told.section(section)
        if found is None:
            continue
        put("h2", found.heading)
        for line in found.lines:
            number = put("p", line.text)
            # A summary is of the law as it stands, so that a page of the past is not stale by it.
            spots += [Spot("summary", text, number, False) for text, _ in line.cited]
    return Page(
        f"{key} {date.fromordinal(day)} {language} {shape}", _html(blocks, language), tuple(spots)
    )


def _html(blocks: list[str], language: Language) -> str:
    return f'<html lang="{language}"><body><main>{"".join(blocks)}</main></body></html>'


def _figures(chapter: Chapter, day: Day) -> Iterator[tuple[str, bool, bool]]:
    """The rows of the page: figure, whether it held on the day, whether it no longer does."""
    law, now = LAWBOOK.on(day), LAWBOOK.on(TODAY)
    for name in chapter.names:
        if name not in law.figures:
            continue
        line = law.figures[name]
        held = line.at(day)
        for start in line.starts:
            version = line.at(start)
            if version is not None and version.value is not None:
                today = now.figures[name].at(TODAY)
                is_changed = (
                    today is None or today.value != version.value or name in _ENDED_ELSEWHERE
                )
                yield name, version is held, is_changed


TODAY: Final = date(2026, 11, 27).toordinal()
"""The day of the measure, so that it does not change by itself."""


_ENDED_ELSEWHERE: Final = frozenset({"earnings_threshold"})
"""Figures that nothing rests on since their provision (PHS § 44) is gone."""


@cache
def _ended() -> tuple[tuple[Citation, Day], ...]:
    return tuple((n.citation, n.until.toordinal()) for n in coverage().norms if n.until is not None)


def _is_gone(citation: Citation, today: Day) -> bool:
    return any(each.covers(citation) and until <= today for each, until in _ended())


@dataclass(frozen=True)
class Outcome:
    """A statement, and whether it was accused."""

    page: str
    spot: Spot
    is_accused: bool


def outcomes(made: Page, today: Day) -> Iterator[Outcome]:
    """Every statement of a page and whether the check accuses it."""
    content = made.html.encode()
    checked = check_text(act_text(read(content, "page.html"), content), Wanted(today))
    accused = {
        (finding.place.paragraph, "provision" if "provision" in finding.item else "figure")
        for finding in checked.findings
        if finding.place is not None
    }
    for spot in made.spots:
        kinds = ("figure", "provision") if spot.kind == "summary" else (spot.kind,)
        is_accused = any((spot.paragraph, kind) in accused for kind in kinds)
        yield Outcome(made.name, spot, is_accused)
