"""Words of training that are data where a page needs them."""

from __future__ import annotations

from django import template
from django.template.context import Context

from perenou.language.grammar import Language
from perenou.rules.rule import Labels
from perenou.training.tell import misreading
from perenou.workbench.frame.templatetags.said import language_in

register = template.Library()


@register.filter
def misread(key: str, language: Language) -> str:
    """Why an answer is wrong, by the key of its misreading."""
    return misreading(key, language)


@register.simple_tag(takes_context=True)
def label(context: Context, labels: Labels) -> str:
    """What something is called, in the language of the page."""
    return labels.in_language(language_in(context))
