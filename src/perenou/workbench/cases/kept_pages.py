"""What pages tell of a version, drawn once for a language and a day of the law and kept at hand.

A version never changes. Under the same law and positions of the same day, told by the same program
in the same language, the same is told of it; nothing else may stand in what is kept: not who reads,
what they may do, or where the case stands now.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from pydantic import TypeAdapter

from perenou.workbench.cases.built import told_by
from perenou.workbench.cases.models import KeptPage, Version
from perenou.workbench.frame.reader import Request
from perenou.workbench.positions import readings

MOST_KEPT: Final = 60
"""Parts of pages of a version that are at hand: a page with every why, in three languages."""

_HALF: Final = 32
"""Characters of a fingerprint that are enough beside those of another."""

Parts: TypeAlias = dict[str, str]
"""Markup of ours by what it is for; everything in it that people wrote is escaped."""


def kept_page(
    request: Request, version: Version, part: str, draw: Callable[[], Parts]
) -> dict[str, SafeString]:
    """What a page tells of a version to whoever reads, as it is kept or drawn now and kept."""
    at_hand = KeptPage.objects.filter(
        version=version, part=part, language=request.language, day=request.law_day,
        is_chosen=request.is_law_day_chosen,
    )  # fmt: skip
    built = _built()
    found = at_hand.filter(built=built).first()
    if found is None:
        parts = draw()
        _keep(request, version, part, _content().dump_json(parts).decode(), built)
    else:
        parts = _content().validate_json(found.content)
    return {name: mark_safe(markup) for name, markup in parts.items()}


def _built() -> str:
    """What pages are made by: the program, and all positions that have cases solved otherwise."""
    taken = readings.fingerprint_of_all()
    return told_by() if not taken else told_by()[:_HALF] + taken[:_HALF]


def _keep(request: Request, version: Version, part: str, content: str, built: str) -> None:
    """Keep it; of too many, and of what was made otherwise, those go that came first."""
    with transaction.atomic():
        made, _ = KeptPage.objects.update_or_create(
            version=version,
            part=part,
            language=request.language,
            day=request.law_day,
            is_chosen=request.is_law_day_chosen,
            defaults={"built": built, "content": content},
        )
        others = KeptPage.objects.filter(version=version).exclude(pk=made.pk)
        stay = others.filter(built=built).order_by("-pk")[: MOST_KEPT - 1]
        others.exclude(pk__in=list(stay.values_list("pk", flat=True))).delete()


@lru_cache(maxsize=1)
def _content() -> TypeAdapter[Parts]:
    return TypeAdapter(Parts)
