"""How clear and correct a text was over time: a small picture, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from perenou.language.grammar import Language
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.prose.models import Check

MOST: Final = 20
"""Checks that are drawn, the last ones."""

_NARROW, _HIGH, _LEFT, _TOP, _BELOW = 26, 90, 8, 12, 38
_WHOLE: Final = 320
"""Width of a picture of few checks."""

_BAR: Final = 9
_PER: Final = 100
"""Words: findings on wording are counted for so many, since texts grow."""


@dataclass(frozen=True, slots=True)
class Point:
    """A check: its day, findings on facts, and findings on wording per hundred words in tenths."""

    day: str
    facts: int
    tenths: int


def points(checks: Sequence[Check]) -> list[Point]:
    """The last checks, the earliest first."""
    return [
        Point(day(each.day), each.facts, round(10 * _PER * each.wording / max(each.words, 1)))
        for each in checks[-MOST:]
    ]


def trend(found: Sequence[Point], language: Language) -> str:
    """The picture as SVG without any style of its own; empty for fewer than two checks."""
    if len(found) < 2:
        return ""
    step = max(_NARROW, (_WHOLE - 90) // (len(found) - 1))
    wide = max(_LEFT + step * (len(found) - 1) + 90, _WHOLE)
    high = _TOP + _HIGH + _BELOW + 22
    most_facts = max(max(each.facts for each in found), 1)
    most_tenths = max(max(each.tenths for each in found), 1)
    base = _TOP + _HIGH
    parts = [
        f'<svg class="months" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        'role="img" aria-labelledby="trend-title trend-desc">',
        f'<title id="trend-title">{escape(say("texts.trend", language))}</title>',
        f'<desc id="trend-desc">{escape(said(found, language))}</desc>',
        f'<path class="rule" d="M{_LEFT} {base} H{wide}"/>',
    ]
    for at, each in enumerate(found):
        x = _LEFT + at * step
        for offset, kind, value, most in (
            (0, 3, each.facts, most_facts), (_BAR + 1, 0, each.tenths, most_tenths),
        ):  # fmt: skip
            tall = round(_HIGH * value / most)
            parts.append(
                f'<rect class="kind-{kind}" x="{x + offset}" y="{base - tall}" width="{_BAR}"'
                f' height="{tall}"/>'
            )
        if at in (0, len(found) - 1):
            parts.append(f'<text x="{x}" y="{base + 16}">{escape(each.day)}</text>')
    for number, (kind, key) in enumerate(((3, "texts.trend.facts"), (0, "texts.trend.wording"))):
        y = base + 24 + 17 * number
        parts.append(f'<rect class="kind-{kind}" x="{_LEFT}" y="{y}" width="11" height="11"/>')
        words = escape(say(key, language))
        parts.append(f'<text x="{_LEFT + 17}" y="{y + 10}">{words}</text>')
    parts.append("</svg>")
    return "".join(parts)


def said(found: Sequence[Point], language: Language) -> str:
    """The picture in words: the first check and the last one."""
    first, last = found[0], found[-1]
    return say(
        "texts.trend.said", language, first=first.day, last=last.day, facts_then=first.facts,
        facts_now=last.facts, wording_then=_tenths(first.tenths, language),
        wording_now=_tenths(last.tenths, language),
    )  # fmt: skip


def _tenths(value: int, language: Language) -> str:
    mark = "." if language == "en" else ","
    return f"{value // 10}{mark}{value % 10}"
