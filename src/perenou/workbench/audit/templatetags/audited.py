"""Events in words."""

from __future__ import annotations

from django import template
from django.template.context import Context

from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import action_said, what_of
from perenou.workbench.frame.templatetags.said import language_in

register = template.Library()


@register.simple_tag(takes_context=True)
def action_of(context: Context, action: str) -> str:
    """What somebody did."""
    return action_said(action, language_in(context))


@register.simple_tag(takes_context=True)
def about_of(context: Context, event: Event) -> str:
    """What it was done to."""
    return what_of(event, language_in(context))
