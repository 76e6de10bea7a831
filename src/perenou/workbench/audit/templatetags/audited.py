"""Events in words."""

from __future__ import annotations

from django import template
from django.template.context import Context

from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import about_said, action_said
from perenou.workbench.frame.templatetags.said import language_in

register = template.Library()


@register.simple_tag(takes_context=True)
def action_of(context: Context, action: str) -> str:
    """What somebody did."""
    return action_said(action, language_in(context))


@register.simple_tag(takes_context=True)
def about_of(context: Context, event: Event) -> str:
    """What it was done to."""
    kind = about_said(event.about, language_in(context))
    return " ".join(filter(None, (kind, event.about_id)))
