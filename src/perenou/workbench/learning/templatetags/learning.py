"""Words of training that are data where a page needs them."""

from __future__ import annotations

from django import template

from perenou.language.grammar import Language
from perenou.training.tell import misreading

register = template.Library()


@register.filter
def misread(key: str, language: Language) -> str:
    """Why an answer is wrong, by the key of its misreading."""
    return misreading(key, language)
