"""Figures told: values in words, trends as small pictures with words for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from perenou.language.dates import month as month_text
from perenou.language.grammar import Language, grouped
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.frame.words import say

WIDE: Final = 8
HIGH: Final = 28


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it is shown.

    Attributes:
        name: what it is called. value: in words. trend: a picture; empty: none. words: the trend.
    """

    name: str
    value: str
    address: str
    is_small: bool
    trend: SafeString
    words: str


def told(group: Group, figure: Figure, period: Period, language: Language) -> Told:
    """A figure as it is shown."""
    name = say(f"figures.{group.key}.{figure.key}", language)
    words = trend_said(figure, period, language)
    picture = _picture(figure.trend, f"{name}. {words}") if figure.trend else SafeString("")
    return Told(name, said(figure, language), figure.address, figure.is_small, picture, words)


def said(figure: Figure, language: Language) -> str:
    """A value in words; of few, no share is reckoned."""
    if figure.value is None:
        return say("figures.unknown", language)
    if figure.unit == "hours":
        if figure.value < 48:
            return say("figures.hours", language, hours=figure.value)
        return say("figures.days", language, days=round(figure.value / 24))
    number = grouped(figure.value, language)
    if figure.unit == "number" or figure.of is None:
        return number
    whole = say("figures.of", language, number=number, whole=grouped(figure.of, language))
    if figure.is_small:
        return whole
    percent = (figure.value * 200 + figure.of) // (2 * figure.of)
    return f"{whole} ({percent}\u202f%)"


def trend_said(figure: Figure, period: Period, language: Language) -> str:
    """A trend in words, month by month."""
    return "; ".join(
        f"{month_text(year * 12 + month, language)} {value}"
        for (year, month), value in zip(period.months, figure.trend, strict=False)
    )


def _picture(values: tuple[int, ...], words: str) -> SafeString:
    """Bars of one height for the largest; the last, which is not over yet, is paler."""
    most = max(*values, 1)
    bars = [
        (
            at * WIDE, HIGH - max(value * HIGH // most, 1), WIDE - 2,
            max(value * HIGH // most, 1), "now" if at == len(values) - 1 else "then",
        )
        for at, value in enumerate(values)
    ]  # fmt: skip
    drawn = format_html_join("", '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', bars)
    return format_html(
        '<svg class="trend" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">'
        "<title>{}</title>{}</svg>",
        words, len(values) * WIDE, HIGH, len(values) * WIDE, HIGH, words, drawn,
    )  # fmt: skip
