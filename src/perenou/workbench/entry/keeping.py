"""What of entries is old: those that no case was opened from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.entry.models import Draft


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Entries without a case that nobody has touched since a moment."""
    yield Draft.objects.filter(case=None, changed_at__lt=moment)
