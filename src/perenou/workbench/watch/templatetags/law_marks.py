"""What is told beside a text that the law it rests on changes."""

from __future__ import annotations

from django import template

from perenou.language.grammar import Language
from perenou.workbench.watch.marks import marks_of

register = template.Library()


@register.simple_tag(takes_context=True)
def marked_by_law(context: dict[str, object], about: str, key: object) -> tuple[str, ...]:
    """Sentences for the texts of the law about which nobody has looked at a thing."""
    language: Language = context["language"]  # type: ignore[assignment]
    return marks_of(about, (key,), language).get(str(key), ())
