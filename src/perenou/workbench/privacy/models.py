"""How long what is done with is kept, by sort of data."""

from __future__ import annotations

from django.db import models

from perenou.workbench.cases.models import Kind


class Sort(models.TextChoices):
    """A sort of data: closed cases of each kind, and entries that no case was opened from."""

    REAL = Kind.REAL.value
    DEMO = Kind.DEMO.value
    TRAINING = Kind.TRAINING.value
    DRAFT = "draft"


class Keeping(models.Model):
    """How long a sort of data is kept; a sort without a row is kept until it has one."""

    kind = models.CharField(
        max_length=10, choices=Sort.choices, unique=True,
        db_comment="Real, demo or training: closed cases; draft: entries without a case",
    )  # fmt: skip
    days = models.PositiveIntegerField(db_comment="Days after the last change until it is deleted")

    class Meta:
        """Storage."""

        db_table_comment = "How long what is done with is kept, by sort of data"

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
