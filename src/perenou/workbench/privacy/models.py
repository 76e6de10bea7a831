"""How long closed cases of each sort are kept."""

from __future__ import annotations

from django.db import models

from perenou.workbench.cases.models import Kind


class Keeping(models.Model):
    """How long closed cases of a sort are kept; a sort without a row is kept until it has one."""

    kind = models.CharField(
        max_length=10,
        choices=[*Kind.choices, ("question", "Question")],
        unique=True,
        db_comment="Cases: real, demo or training; or questions",
    )
    days = models.PositiveIntegerField(
        db_comment="Days after the last change of a closed case until it is deleted"
    )

    class Meta:
        """Storage."""

        db_table_comment = "How long closed cases are kept, by sort of data"

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
