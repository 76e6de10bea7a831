"""What of tasks is old enough to be deleted, and what is kept of them about cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.tasks.models import Task


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Tasks that were closed before a moment, with everything that was said of them."""
    yield Task.objects.filter(closed_at__lt=moment)


def about_cases(numbers: Iterable[str]) -> QuerySet[Task]:
    """The tasks that are about cases."""
    found = Task.objects.filter(links__about="case", links__about_id__in=list(numbers))
    return found.distinct().order_by("pk")
