"""Citations and numbers of what is kept here in what people wrote, as links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from perenou.language.references.resolve import find
from perenou.rules.citation import Citation
from perenou.workbench.frame.templatetags.said import iso_day
from perenou.workbench.references.numbers import CITED

register = template.Library()

_LAW: Final = "/law/"


@register.filter
def linked(text: str, day: int | None = None) -> SafeString:
    """A text with each provision that it cites as a link to how it stood on a day, and each number.

    Args:
        text: plain text; line breaks stay. day: as an ordinal; None: the day the reader looks at.
    """
    return format_html_join("", "{}", ((each,) for each in _parts(str(text), day)))


def _parts(text: str, day: int | None) -> Iterator[str | SafeString]:
    at = 0
    on = "" if day is None else f"?on={iso_day(day)}"
    for start, end, address in sorted((*_places(text), *_numbers(text))):
        if start < at:
            continue
        yield text[at:start]
        at = end
        if not address.startswith(_LAW):
            yield format_html('<a href="{}">{}</a>', address, text[start:end])
            continue
        yield format_html(
            '<a class="provision" href="{0}" data-hx-get="{0}"'
            ' data-hx-target="#provision-panel">{1}</a>',
            f"{address}{on}",
            text[start:end],
        )
    yield text[at:]


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the number of a question, position, proposal or case stands."""
    for found in CITED.finditer(text):
        number = found["number"] or found["marked"] or found["case"]
        yield found.start(), found.end(), reverse("references:number", args=[number])


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a provision is cited: first character, the one after the last, and its address."""
    for mention in find(text):
        for number, target in enumerate(mention.targets):
            cited = target.reference.first.citation
            if target.problem is not None or cited is None:
                continue
            try:
                Citation.parse(str(cited))
            except ValueError:
                continue
            # The words of the first begin with the act.
            yield (
                target.start if number else mention.start,
                target.end,
                f"{_LAW}{str(cited).replace(' ', '_')}",
            )
