"""Jobs: what is to be done, how far it is, and who does it now."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from perenou.workbench.accounts.models import User


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
    attempts = models.PositiveSmallIntegerField(default=0, db_comment="How often it was begun")
    worker = models.CharField(max_length=60, blank=True, db_comment="Who does it now")
    alive_at = models.DateTimeField(null=True, db_comment="When its worker last showed itself")
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
