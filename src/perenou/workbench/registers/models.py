"""What registers answered until somebody decides on it, and what was taken over into a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField


class Query(models.Model):
    """What registers answered about somebody of a case; gone once decided on, or a day old."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="queries", db_comment="For which case"
    )
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who asked")
    based_on = models.PositiveIntegerField(db_comment="Version of the case that was asked for")
    at = models.DateTimeField(auto_now_add=True, db_index=True, db_comment="When, in UTC")
    content = EncryptedTextField(db_comment="Of whom, and what was said, as JSON, encrypted")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that asked, so that it asks once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Answers of registers that nobody has decided on yet"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"


class Taken(AppendOnly):
    """A fact that came into a version of a case from a register; rows are only ever added."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="taken", db_comment="Version that it came with"
    )
    register = models.CharField(max_length=12, db_comment="Key of the register that said it")
    at = models.DateTimeField(db_comment="When the register said it, in UTC")
    query = models.CharField(max_length=36, db_comment="Number of the query in both trails")
    content = EncryptedTextField(db_comment="Place in the case file and value as JSON, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Facts of cases that were taken over from registers"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.register}"
