"""Jobs: what is to be done, how far it is, who does it now, and what it was given to do it to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from perenou.workbench.accounts.models import User
from perenou.workbench.privacy.fields import EncryptedTextField


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """A piece of work in the background."""

    kind = models.CharField(max_length=40, db_comment="Key of what is done")
    arguments = models.TextField(db_comment="What it is done to, as JSON without personal data")
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="jobs", db_comment="Who asked for it"
    )
    state = models.CharField(
        max_length=10, choices=JobState.choices, default=JobState.WAITING,
        db_comment="Where it stands",
    )  # fmt: skip
    lock = models.CharField(
        max_length=80, blank=True, db_comment="Jobs of one lock never run at the same time"
    )
    done = models.PositiveBigIntegerField(default=0, db_comment="Steps done")
    steps = models.PositiveBigIntegerField(default=0, db_comment="Steps in all, once known")
    place = models.TextField(blank=True, db_comment="Where to go on after a restart, as JSON")
    result = models.TextField(blank=True, db_comment="What came of it, as JSON")
    failure = models.CharField(max_length=80, blank=True, db_comment="Key of why it failed")
    is_cancelled = models.BooleanField(default=False, db_comment="Whether somebody asked to stop")
    attempts = models.PositiveSmallIntegerField(
        default=0, db_comment="How often it was begun since it last got any further"
    )
    worker = models.CharField(max_length=60, blank=True, db_comment="Who does it now")
    alive_at = models.DateTimeField(null=True, db_comment="When its worker last showed itself")
    trace = models.CharField(
        max_length=55, blank=True, default="", db_default="",
        db_comment="Trace of the request that asked for it (W3C traceparent)",
    )  # fmt: skip
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was asked for, in UTC")
    ended_at = models.DateTimeField(null=True, db_comment="When it ended, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Work in the background"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="job_state"),
            models.Index(fields=["owner", "-id"], name="job_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Turn(models.Model):
    """Whose turn it is to choose a job: its one row is locked while a worker chooses."""

    taken_at = models.DateTimeField(null=True, db_comment="When a job was last taken, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "One row, locked while a worker chooses a job"

    def __str__(self) -> str:
        return str(self.pk)


class Outcome(models.TextChoices):
    """What became of an item."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Item(models.Model):
    """A piece of what a job was given, such as one file of many; what it holds is encrypted."""

    parcel = models.CharField(max_length=32, db_comment="What it came with; a job names it")
    number = models.PositiveIntegerField(db_comment="Its place in the parcel, from 1")
    name = EncryptedTextField(db_comment="Its file name, encrypted")
    content = EncryptedTextField(db_comment="What it holds, encrypted; empty once it was done")
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, default=Outcome.WAITING,
        db_comment="What became of it",
    )  # fmt: skip
    made = models.CharField(max_length=20, blank=True, db_comment="Number of what was made of it")
    message = EncryptedTextField(blank=True, db_comment="Why it failed, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Pieces of what jobs were given"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["parcel", "number"], name="item_once")
        ]

    def __str__(self) -> str:
        return f"{self.parcel} {self.number}"
