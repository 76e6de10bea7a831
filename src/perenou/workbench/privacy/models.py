"""How long data of each sort are kept."""

from __future__ import annotations

from django.db import models


class Keeping(models.Model):
    """How long data of a sort are kept; a sort without a row is kept until it has one."""

    kind = models.CharField(
        max_length=10, unique=True,
        db_comment="Cases that are real, demo or training; or another sort of data",
    )  # fmt: skip
    days = models.PositiveIntegerField(
        db_comment="Days after the last change of a closed case, or of a row, until it is deleted"
    )

    class Meta:
        """Storage."""

        db_table_comment = "How long data are kept, by sort"

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
