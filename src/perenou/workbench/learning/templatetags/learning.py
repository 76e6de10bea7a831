"""Words of training that are data where a page needs them."""

from __future__ import annotations

from typing import cast

from django import template
from django.template.context import Context

from perenou.language.grammar import Language
from perenou.rules.rule import Labels
from perenou.training.tell import misreading

register = template.Library()


@register.filter
def misread(key: str, language: Language) -> str:
    """Why an answer is wrong, by the key of its misreading."""
    return misreading(key, language)


@register.simple_tag(takes_context=True)
def label(context: Context, labels: Labels) -> str:
    """What something is called, in the language of the page."""
    return labels.in_language(cast("Language", context.get("language", "et")))
