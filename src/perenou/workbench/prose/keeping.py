"""What of texts is old enough to be deleted; the register itself is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.prose.models import Batch, Text


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Texts that are not registered or no longer used, and sets, unchanged since a moment."""
    yield Text.objects.filter(is_registered=False, changed_at__lt=moment)
    yield Text.objects.filter(is_retired=True, changed_at__lt=moment)
    yield Batch.objects.filter(at__lt=moment)
