"""What of the audits of practice is old, and what was begun and never finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from perenou.workbench.audit.trail import record
from perenou.workbench.practice.models import Audit, State

DAYS_UNFINISHED: Final = 14
"""For so long a table waits to be told what its columns mean."""


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Audits that were loaded before a moment, with the decisions of their clusters."""
    yield Audit.objects.filter(made_at__lt=moment)


def drop_unfinished() -> None:
    """Let go of tables that were never looked at: a duty of the worker, whatever is kept else.

    They hold what was decided on whom and by whom, and nobody needs them any longer.
    """
    then = timezone.now() - timedelta(days=DAYS_UNFINISHED)
    with transaction.atomic():
        # Also one that waits: its job was cancelled or given up, or it would be done by now.
        old = Audit.objects.exclude(state=State.DONE).filter(made_at__lt=then)
        for each in old.select_for_update():
            record(None, "practice.dropped", "practice", each.pk)
            each.delete()
