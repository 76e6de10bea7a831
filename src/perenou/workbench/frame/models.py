"""What is kept of a reader for themselves: views of lists, and what they are typing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Collate

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.privacy.fields import EncryptedTextField


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


class Typed(models.Model):
    """What somebody typed into a form that they have not sent yet."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="typed", db_index=False, db_comment="Who types"
    )
    form = models.CharField(max_length=300, db_comment="Where the form is sent to, and which it is")
    content = EncryptedTextField(db_comment="Names and values of its fields as JSON, encrypted")
    changed_at = models.DateTimeField(
        auto_now=True, db_index=True, db_comment="When it last changed, in UTC"
    )

    class Meta:
        """Storage."""

        db_table_comment = "What is typed into forms and not sent yet, for a day"
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "form"], name="typed_form_once")
        ]

    def __str__(self) -> str:
        return self.form
