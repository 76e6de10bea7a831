"""What somebody has entered and not yet saved as a version."""

from __future__ import annotations

from secrets import token_hex
from typing import ClassVar

from django.db import models

from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case
from perenou.workbench.privacy.fields import EncryptedTextField


class How(models.TextChoices):
    """The way in which something is entered."""

    INTERVIEW = "interview"
    FACTS = "facts"
    TEXT = "text"


def new_key() -> str:
    """What a draft is known by in addresses and forms; nobody guesses it."""
    return token_hex(16)


class Draft(models.Model):
    """Unsaved work of one person; about a case, or about one that is not opened yet."""

    key = models.CharField(
        max_length=32, unique=True, default=new_key, db_comment="What it is known by in addresses"
    )
    user = models.ForeignKey(
        User, models.CASCADE, related_name="drafts", db_index=False, db_comment="Whose work it is"
    )
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, related_name="drafts",
        db_comment="The case that it changes; empty: a case not opened yet",
    )  # fmt: skip
    how = models.CharField(max_length=10, choices=How.choices, db_comment="Way of entering")
    based_on = models.PositiveIntegerField(
        default=0, db_comment="Number of the version that it changes; 0: none"
    )
    content = EncryptedTextField(db_comment="What was entered so far as JSON, encrypted")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was begun, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Work that is not saved as a version of a case yet"
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-changed_at"], name="draft_user_changed"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "case", "how"], name="draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.key[:8]}"
