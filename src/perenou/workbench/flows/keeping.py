"""Event logs that are old enough to be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.flows.models import Log


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Logs brought before a moment, with what was told of them."""
    yield Log.objects.filter(made_at__lt=moment)
