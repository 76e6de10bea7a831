"""Positions on the pages of provisions."""

from __future__ import annotations

from typing import cast

from django import template
from django.template.context import Context

from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.workbench.accounts.rights import Right
from perenou.workbench.positions.current import current_on
from perenou.workbench.positions.models import Position

register = template.Library()


@register.simple_tag(takes_context=True)
def positions_on(context: Context, citation: str, day: Day) -> list[Position]:
    """The positions on a provision that hold for a day, for who may read them."""
    rights = cast("frozenset[str]", context.get("rights", frozenset()))
    if Right.READ_POSITIONS.value not in rights:
        return []
    return current_on([Citation.parse(citation)], day)
