"""Event logs that were brought, what was told of them, and questions what would be if."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.jobs.models import Job
from perenou.workbench.privacy.fields import EncryptedTextField

LONGEST_NAME: Final = 120


class Source(models.TextChoices):
    """Where a log came from."""

    FILE = "file"
    INVENTED = "invented"


class State(models.TextChoices):
    """How far a log, or a question, is."""

    COLUMNS = "columns"
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Log(models.Model):
    """An event log; what it holds is encrypted."""

    name = models.CharField(max_length=LONGEST_NAME, db_comment="What people call it")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who brought it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    source = models.CharField(
        max_length=10, choices=Source.choices, default=Source.FILE,
        db_comment="A file, or invented here",
    )  # fmt: skip
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING, db_comment="How far it is"
    )
    token = models.CharField(
        max_length=40,
        unique=True,
        db_comment="Of the form that it came with, so that it comes once",
    )
    raw = EncryptedTextField(
        blank=True, db_comment="The file in base64 until it was read, encrypted"
    )
    content = EncryptedTextField(
        blank=True, db_comment="The log as columns in base64 once it was read, encrypted"
    )
    model = EncryptedTextField(blank=True, db_comment="A BPMN model to lay it beside, encrypted")
    columns = models.TextField(
        default="{}", db_comment="By meaning, the name of the column, as JSON"
    )
    roles = models.TextField(
        default="{}", db_comment="By role of the legal terms, names of steps, as JSON"
    )
    outside = models.TextField(
        default="[]", db_comment="Names of units that are not of the agency, as JSON"
    )
    failure = EncryptedTextField(
        blank=True, db_comment="Key and slots of why it was not read, as JSON, encrypted"
    )
    cases = models.PositiveIntegerField(default=0, db_comment="How many cases it holds")
    steps = models.PositiveIntegerField(default=0, db_comment="How many steps it holds")
    settled = models.PositiveIntegerField(
        null=True, db_comment="Terms of which it is settled whether they were kept, all together"
    )
    late = models.PositiveIntegerField(null=True, db_comment="How many of these were not kept")
    over = models.PositiveIntegerField(null=True, db_comment="How many of its cases are over")
    hours = models.PositiveIntegerField(
        null=True, db_comment="Hours from the first to the last step of these, in the middle"
    )
    first = models.DateField(null=True, db_comment="Day of its first step")
    last = models.DateField(null=True, db_comment="Day of its last step")
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, related_name="+", db_comment="Work that reads it"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Event logs of how work flows"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["made_at", "id"], name="flow_log_made"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("flows:show", args=[self.pk])


class Question(models.Model):
    """What would be if: a change that is played with a log."""

    log = models.ForeignKey(
        Log, models.CASCADE, related_name="questions", db_comment="Which log it is about"
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who asked")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form, so that it is asked once"
    )
    staff = models.TextField(default="{}", db_comment="By unit, how many people, as JSON")
    without = models.TextField(default="[]", db_comment="Steps no longer done, as JSON")
    arrivals = models.PositiveIntegerField(
        default=100, db_comment="Cases that come in, in per cent of now"
    )
    replications = models.PositiveSmallIntegerField(db_comment="How often it is played")
    seed = models.PositiveIntegerField(db_comment="What chance is drawn from")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING, db_comment="How far it is"
    )
    failure = EncryptedTextField(
        blank=True, db_comment="Key and slots of why it has no answer, as JSON, encrypted"
    )
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, related_name="+", db_comment="Work that plays it"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Questions what would be if work were done otherwise"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("flows:foretold", args=[self.log_id, self.pk])


class Telling(models.Model):
    """What was told of a log, or in answer to a question, in one language."""

    log = models.ForeignKey(
        Log, models.CASCADE, related_name="tellings", db_comment="Which log it tells of"
    )
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, related_name="tellings",
        db_comment="Which question it answers; empty: it tells of the log itself",
    )  # fmt: skip
    language = models.CharField(max_length=2, db_comment="In which language")
    report = EncryptedTextField(db_comment="The report as JSON, encrypted")
    pictures = EncryptedTextField(
        blank=True, db_comment="Pictures of the flow by least share in per cent, as JSON, encrypted"
    )
    findings = EncryptedTextField(
        blank=True, db_comment="Findings by key, a sentence each, as JSON, encrypted"
    )

    class Meta:
        """Storage."""

        db_table_comment = "What was told of event logs"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["log", "question", "language"], name="telling_once")
        ]

    def __str__(self) -> str:
        return f"{self.log_id} {self.language}"


class KnownColumns(models.Model):
    """How the columns of a head were told last time; it holds names of columns only."""

    fingerprint = models.CharField(
        max_length=16, unique=True, db_comment="Digest of the head of a table"
    )
    columns = models.TextField(db_comment="By meaning, the name of the column, as JSON")

    class Meta:
        """Storage."""

        db_table_comment = "How columns of event logs were told"

    def __str__(self) -> str:
        return self.fingerprint
