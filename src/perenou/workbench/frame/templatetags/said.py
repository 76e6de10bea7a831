"""Texts by key, and values as people write them, in the language of the page."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, cast

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from perenou.casework.report import Cited, Line
from perenou.casework.words import ARTICLE, CITED, Words, as_cited
from perenou.language.catalogue import SlotValue
from perenou.language.grammar import Language
from perenou.population.words import AsTold
from perenou.rules.citation import GAZETTE
from perenou.workbench.frame.field_names import field_label
from perenou.workbench.frame.words import say as said

register = template.Library()

_PROVISION: Final = re.compile(
    rf"{CITED.pattern}|{ARTICLE.pattern}"
    rf"|(?P<official>{re.escape(GAZETTE)}/\S+)"
)
"""A provision in running text: of an act, of the Union or of an agreement; or where it is read."""


def language_in(context: Context) -> Language:
    """The reader's; an included template that was not handed it would speak Estonian to all."""
    return cast("Language", context["language"])


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, /, **slots: SlotValue) -> str:
    """A text of the workbench."""
    return said(key, language_in(context), **slots)


@register.simple_tag(takes_context=True)
def say_key(context: Context, group: str, key: str) -> str:
    """A text of a group by a key that is data: what a role, a state or a kind is called."""
    return said(f"{group}.{key}", language_in(context))


@register.simple_tag(takes_context=True)
def field(context: Context, name: str) -> str:
    """What a field of case files is called, as a label."""
    return field_label(name, language_in(context))


@register.filter
def day(value: int | date | None) -> str:
    """A day as 23.11.2026."""
    if value is None:
        return ""
    of = date.fromordinal(value) if isinstance(value, int) else value
    return f"{of.day:02}.{of.month:02}.{of.year}"


@register.filter
def iso_day(value: int | date | None) -> str:
    """A day as browsers take it: 2026-11-23."""
    if value is None:
        return ""
    return (date.fromordinal(value) if isinstance(value, int) else value).isoformat()


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in local time, as 23.11.2026 14:05."""
    if value is None:
        return ""
    of = localtime(value)
    return f"{of.day:02}.{of.month:02}.{of.year} {of.hour:02}:{of.minute:02}"


@register.filter
def undo_address(tags: str) -> str:
    """Where what a message tells of can be undone, from its tags; empty: nowhere."""
    words = tags.split()
    return words[words.index("undo") + 1] if "undo" in words else ""


@register.simple_tag(takes_context=True)
def as_told(context: Context, text: str, *, begins: bool = False) -> str:
    """A text that may come from people's own data, which is in Estonian, and is marked so then.

    Args:
        begins: whether it begins a sentence.
    """
    shown = text[:1].upper() + text[1:] if begins else text
    if not isinstance(text, AsTold) or language_in(context) == "et":
        return shown
    return format_html('<span lang="et">{}</span>', shown)


@register.filter
def rest(sequence: list[object], start: int) -> list[object]:
    """What follows the first few of a list."""
    return sequence[start:]


@register.simple_tag(takes_context=True)
def amount(context: Context, least: int, most: int | None = None) -> str:
    """Cents as euros; two figures are bounds, of which the upper one may be open."""
    return Words(language_in(context)).amount(least, least if most is None else most)


@register.simple_tag(takes_context=True)
def figures(context: Context, least: int, most: int, has_cents: bool = False) -> str:
    """Cents as euros without the unit, for a table that names it; two figures are bounds."""
    return Words(language_in(context)).figures(least, most, has_cents=has_cents)


@register.simple_tag
def cited(text: str, days: Cited = ()) -> SafeString:
    """A text in which every provision opens beside it, as it stood on its day."""
    by_text = dict(reversed(days))
    parts: list[tuple[str | SafeString]] = []
    at = 0
    for found in _PROVISION.finditer(text):
        parts.append((text[at : found.start()],))
        at = found.end()
        if found["official"]:
            official = format_html('<a href="{0}" rel="noreferrer">{0}</a>', found[0])
            parts.append((official,))
            continue
        citation = as_cited(found[0])
        of = by_text.get(citation)
        on = "" if of is None else f"?on={date.fromordinal(of).isoformat()}"
        address = f"/law/{citation.replace(' ', '_')}{on}"
        parts.append(
            (
                format_html(
                    '<a class="provision" href="{0}" data-hx-get="{0}"'
                    ' data-hx-target="#provision-panel">{1}</a>',
                    address,
                    found[0],
                ),
            )
        )
    parts.append((text[at:],))
    return format_html_join("", "{}", parts)


@register.simple_tag
def line(told: Line) -> SafeString:
    """A sentence of a report, with its provisions as links."""
    return cited(told.text, told.cited)
