"""What of partners is old enough to be deleted, and what belongs to cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.network.models import Contact, Request, State


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Requests closed before a moment with their letters, and people who had left by then."""
    yield Request.objects.exclude(state=State.OPEN).filter(changed_at__lt=moment)
    yield Contact.objects.filter(left_at__lt=moment)
