"""Event logs that are deleted: old ones, and files that nobody went on to have read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from perenou.workbench.audit.trail import record
from perenou.workbench.flows.models import Log

UNREAD_KEPT: Final = timedelta(days=7)
"""A file that was brought but never read holds names in the raw, and is kept no longer."""


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Logs brought before a moment, with what was told of them."""
    yield Log.objects.filter(made_at__lt=moment)


def drop_unread() -> None:
    """Delete the files that were brought some days ago and were never read; a duty of the worker.

    It may run as often as one likes.
    """
    before = timezone.now() - UNREAD_KEPT
    for log in Log.objects.filter(first=None, made_at__lt=before).only("pk"):
        with transaction.atomic():
            if Log.objects.filter(pk=log.pk, first=None).delete()[0]:
                record(None, "flow.unread_deleted", "flow", log.pk)
