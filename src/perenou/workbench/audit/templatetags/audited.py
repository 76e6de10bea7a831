"""Events in words."""

from __future__ import annotations

from typing import cast

from django import template
from django.template.context import Context

from perenou.language.grammar import Language
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import about_said, action_said

register = template.Library()


@register.simple_tag(takes_context=True)
def action_of(context: Context, action: str) -> str:
    """What somebody did."""
    return action_said(action, cast("Language", context.get("language", "et")))


@register.simple_tag(takes_context=True)
def about_of(context: Context, event: Event) -> str:
    """What it was done to."""
    kind = about_said(event.about, cast("Language", context.get("language", "et")))
    return " ".join(filter(None, (kind, event.about_id)))
