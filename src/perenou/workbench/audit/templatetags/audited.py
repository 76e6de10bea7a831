"""Events in words."""

from __future__ import annotations

from typing import cast

from django import template
from django.template.context import Context

from perenou.language.grammar import Language
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import about_told, action_said

register = template.Library()


@register.simple_tag(takes_context=True)
def action_of(context: Context, action: str) -> str:
    """What somebody did."""
    return action_said(action, cast("Language", context.get("language", "et")))


@register.simple_tag(takes_context=True)
def about_of(context: Context, event: Event) -> str:
    """What it was done to."""
    return about_told(event, cast("Language", context.get("language", "et")))
