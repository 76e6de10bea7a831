"""Positions, every version of each, what was done with it, who has read it, what contradicts.

A position speaks of a provision and of nobody: its texts are searched by everybody who may read it
and are kept readable. What holds a personal code is refused where it is written.
"""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.rules.types import ALWAYS, NEVER, Day
from perenou.workbench.accounts.models import User

ABOUT: Final = "position"
"""What positions are called among what rests on provisions."""


class State(models.TextChoices):
    """Where a position stands."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Theme(models.TextChoices):
    """What a position is about; the themes of the terms of the field."""

    FAMILY_ALLOWANCES = "family_allowances"
    PARENTAL_BENEFIT = "parental_benefit"
    MAINTENANCE = "maintenance"
    UNION = "union"
    PROCEDURE = "procedure"
    NEIGHBOURS = "neighbours"


class Position(models.Model):
    """How a provision is read here; its text is in its versions, of which the latest holds."""

    number = models.CharField(max_length=14, unique=True, db_comment="Number as people quote it")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_comment="Where it stands"
    )
    author = models.ForeignKey(
        User, models.PROTECT, related_name="positions", db_comment="Who writes it"
    )
    question = models.CharField(max_length=300, db_comment="The question, as in the latest version")
    theme = models.CharField(max_length=20, choices=Theme.choices, db_comment="What it is about")
    since = models.DateField(null=True, blank=True, db_comment="First day it holds for; empty: any")
    until = models.DateField(null=True, blank=True, db_comment="Last day it holds for; empty: open")
    doubt = models.CharField(
        max_length=60, blank=True, db_comment="Key of the doubt of the engine that it settles"
    )
    reading = models.CharField(
        max_length=60, blank=True,
        db_comment="The other reading of that doubt, where cases are to be solved by it",
    )  # fmt: skip
    latest = models.PositiveIntegerField(default=0, db_comment="Number of the latest version")
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors",
        db_comment="The position in whose place it comes",
    )  # fmt: skip
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="approved_positions",
        db_comment="Who approved it",
    )  # fmt: skip
    approved_on = models.DateField(null=True, blank=True, db_comment="On which day it was approved")
    competence = models.CharField(
        max_length=200, blank=True, db_comment="Within what competence it was approved"
    )
    review_by = models.DateField(
        null=True, blank=True, db_comment="By which day it has to be looked at again"
    )
    ended_on = models.DateField(
        null=True, blank=True, db_comment="On which day it was superseded or withdrawn"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was begun, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Positions: how provisions are read here"
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-changed_at", "-id"], name="position_changed"),
            models.Index(fields=["state", "review_by"], name="position_review"),
            models.Index(fields=["doubt", "state"], name="position_doubt"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "review", "withdrawn"])
                | models.Q(
                    approved_by__isnull=False, approved_on__isnull=False, review_by__isnull=False
                ),
                name="position_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(reading="") | ~models.Q(doubt=""), name="position_reads_a_doubt"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("positions:show", args=[self.number])

    @property
    def first_day(self) -> Day:
        """The first day that it holds for."""
        return ALWAYS if self.since is None else self.since.toordinal()

    @property
    def after(self) -> Day:
        """The day after the last one that it holds for."""
        return NEVER if self.until is None else self.until.toordinal() + 1

    @property
    def days(self) -> tuple[Day, Day]:
        """The days that it is about, half-open."""
        return self.first_day, self.after

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been looked at again by now."""
        if self.state != State.APPROVED or self.review_by is None:
            return False
        return self.review_by < localdate()


class PositionVersion(models.Model):
    """What a position said at one time; never changed."""

    position = models.ForeignKey(
        Position, models.CASCADE, related_name="versions", db_index=False,
        db_comment="Whose version",
    )  # fmt: skip
    number = models.PositiveIntegerField(db_comment="1, 2 and so on")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    question = models.CharField(max_length=300, db_comment="What is asked of the provision")
    answer = models.TextField(db_comment="How it is read")
    reasons = models.TextField(db_comment="Why")
    sources = models.TextField(blank=True, db_comment="Judgments, guidance and other sources")
    other = models.TextField(blank=True, db_comment="The other reading, and why it is not taken")
    citations = models.TextField(db_comment="The provisions, parted by semicolons")
    theme = models.CharField(max_length=20, choices=Theme.choices, db_comment="What it is about")
    since = models.DateField(null=True, blank=True, db_comment="First day it holds for; empty: any")
    until = models.DateField(null=True, blank=True, db_comment="Last day it holds for; empty: open")
    doubt = models.CharField(max_length=60, blank=True, db_comment="Doubt that it settles")
    reading = models.CharField(max_length=60, blank=True, db_comment="Reading that cases take")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that saved it, so that it saves once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Versions of positions; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["position", "number"], name="position_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.position_id} v{self.number}"


class What(models.TextChoices):
    """Something that was done with a position."""

    SENT = "sent"
    RECALLED = "recalled"
    RETURNED = "returned"
    APPROVED = "approved"
    REVIEWED = "reviewed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class PositionStep(models.Model):
    """What was done with a position, by whom and when."""

    position = models.ForeignKey(
        Position, models.CASCADE, related_name="steps", db_comment="Which position"
    )
    what = models.CharField(max_length=10, choices=What.choices, db_comment="What was done")
    version = models.PositiveIntegerField(db_comment="Number of the version at that time")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who did it")
    words = models.TextField(blank=True, db_comment="Remarks or reasons")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that did it, so that it is done once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "What was done with positions"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.position_id} {self.what}"


class Acknowledgement(models.Model):
    """That somebody has read a position and understood it."""

    position = models.ForeignKey(
        Position, models.CASCADE, related_name="acknowledgements", db_index=False,
        db_comment="Which position",
    )  # fmt: skip
    user = models.ForeignKey(
        User, models.CASCADE, related_name="acknowledgements", db_comment="Who has read it"
    )
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Who has read which position"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["position", "user"], name="acknowledged_once")
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.user_id}"


class ConflictNote(models.Model):
    """Why something that seems to contradict a position does not."""

    position = models.ForeignKey(
        Position, models.CASCADE, related_name="conflict_notes", db_index=False,
        db_comment="Which position",
    )  # fmt: skip
    conflict = models.CharField(max_length=200, db_comment="Kind and key of what contradicts")
    note = models.TextField(db_comment="Why it does not")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who says so")
    at = models.DateTimeField(auto_now=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Notes on what seems to contradict positions"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["position", "conflict"], name="conflict_noted_once")
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.conflict}"


class PositionCounter(models.Model):
    """The last number given to a position in a year."""

    year = models.PositiveSmallIntegerField(unique=True, db_comment="Year")
    last = models.PositiveIntegerField(default=0, db_comment="Last number given")

    class Meta:
        """Storage."""

        db_table_comment = "Numbers of positions by year"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
