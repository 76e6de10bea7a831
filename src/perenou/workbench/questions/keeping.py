"""What of questions is old; what was published of them names nobody and stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.questions.models import OPEN, Question


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Questions that nobody has to see to any more, and nobody has touched since a moment."""
    yield Question.objects.exclude(state__in=OPEN).filter(changed_at__lt=moment)
