"""What of the audits of practice is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.practice.models import Audit


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Audits that were loaded before a moment, with the decisions of their clusters."""
    yield Audit.objects.filter(made_at__lt=moment)
