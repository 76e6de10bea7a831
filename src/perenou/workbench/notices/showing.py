"""The notices that are shown now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError
from django.utils import timezone

from perenou.language.grammar import Language
from perenou.workbench.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as a page shows it."""

    tone: str
    text: str


def shown(language: Language) -> list[Shown]:
    """The notices of this moment, in a language."""
    now = timezone.now()
    try:
        found = list(Notice.objects.filter(ends__gt=now, begins__lte=now))
    except DatabaseError:
        # The page that tells that the database is away is shown without it.
        return []
    return [Shown(each.tone, each.text(language)) for each in found]
