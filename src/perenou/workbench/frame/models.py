"""What a reader keeps for themselves of the frame: views of lists."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Collate

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.alphabet import by_alphabet


class SavedView(models.Model):
    """Filters and order of a list, kept under a name by somebody for themselves."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="saved_views", db_index=False, db_comment="Whose view"
    )
    listing = models.CharField(max_length=20, db_comment="Key of the list")
    name = models.CharField(max_length=60, db_comment="What they call it")
    query = models.CharField(max_length=300, db_comment="Filters and order, as in its address")

    class Meta:
        """Storage."""

        db_table_comment = "Views of lists that people keep"
        ordering: ClassVar[list[Collate]] = [by_alphabet("name")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "listing", "name"], name="saved_view_once")
        ]

    def __str__(self) -> str:
        return self.name
