"""The audit trail: events chained by keyed hashes, and the head of the chain."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from django.db import models

from perenou.workbench.accounts.models import User


class Event(models.Model):
    """Something that somebody saw, did, changed or exported; written once, never changed."""

    number = models.PositiveBigIntegerField(unique=True, db_comment="Place in the chain, from 1")
    at = models.DateTimeField(db_index=True, db_comment="When, in UTC")
    actor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="events",
        db_comment="Who; empty for the system itself and for people who are not signed in",
    )  # fmt: skip
    action = models.CharField(max_length=40, db_index=True, db_comment="Key of what was done")
    about = models.CharField(max_length=20, blank=True, db_comment="Kind of object")
    about_id = models.CharField(max_length=40, blank=True, db_comment="Which object")
    purpose = models.CharField(max_length=300, blank=True, db_comment="Why, where that is asked")
    detail = models.TextField(blank=True, db_comment="What else, as JSON without personal data")
    trace = models.CharField(max_length=16, blank=True, db_comment="Id of the request")
    seal = models.CharField(
        max_length=64, db_comment="Keyed hash over this event and the seal before it"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Audit trail; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["about", "about_id", "-number"], name="audit_about"),
            models.Index(fields=["actor", "-number"], name="audit_actor"),
            models.Index(fields=["actor", "at"], name="audit_actor_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def delete(self, using: object = None, keep_parents: bool = False) -> NoReturn:
        """Never.

        Raises:
            TypeError: always.
        """
        del using, keep_parents
        raise TypeError("an event of the audit trail cannot be deleted")


class Head(models.Model):
    """The end of the chain; its one row is locked while an event is added."""

    number = models.PositiveBigIntegerField(db_comment="Number of the last event")
    seal = models.CharField(max_length=64, db_comment="Seal of the last event")
    proof = models.CharField(
        max_length=64, blank=True,
        db_comment="Keyed hash of number and seal: nobody else can move the end back",
    )  # fmt: skip

    class Meta:
        """Storage."""

        db_table_comment = "End of the audit trail"

    def __str__(self) -> str:
        return str(self.number)
