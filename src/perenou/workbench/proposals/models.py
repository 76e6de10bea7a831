"""Proposals, every version of each, what was computed of them, and how far they came.

A proposal speaks of the law and of work and of nobody: what holds a personal code is refused where
it is written.
"""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.proposals.proposal import Kind, Stage
from perenou.workbench.accounts.models import User

ABOUT: Final = "proposal"
"""What proposals are called among what rests on provisions, and in the audit trail."""

LONGEST_TITLE: Final = 200

OPEN: Final = (Stage.IDEA, Stage.DRAFTED, Stage.SENT, Stage.ACCEPTED)
"""The stages of what is not settled yet."""


class Proposal(models.Model):
    """A proposal; its text is in its versions, of which the latest holds."""

    number = models.CharField(max_length=14, unique=True, db_comment="Number as people quote it")
    stage = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Stage], default=Stage.IDEA,
        db_comment="How far it is",
    )  # fmt: skip
    kind = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Kind],
        db_comment="What is to be changed",
    )  # fmt: skip
    title = models.CharField(max_length=LONGEST_TITLE, db_comment="As in the latest version")
    author = models.ForeignKey(
        User, models.PROTECT, related_name="proposals", db_comment="Who writes it"
    )
    latest = models.PositiveIntegerField(default=0, db_comment="Number of the latest version")
    due = models.DateField(null=True, blank=True, db_comment="By when an answer is expected")
    moved_on = models.DateField(db_comment="On which day it came to its stage")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was begun, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Proposals for better law and work"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "-id"], name="proposal_stage"),
            models.Index(fields=["due", "id"], name="proposal_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("proposals:show", args=[self.number])

    @property
    def is_overdue(self) -> bool:
        """Whether an answer to it should have come by now."""
        return self.stage == Stage.SENT and self.due is not None and self.due < localdate()


class ProposalVersion(models.Model):
    """What a proposal said at one time; never changed."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="versions", db_index=False,
        db_comment="Whose version",
    )  # fmt: skip
    number = models.PositiveIntegerField(db_comment="1, 2 and so on")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    content = models.TextField(db_comment="What it says, as JSON")
    reform = models.TextField(blank=True, db_comment="The figures that it changes, as YAML")
    section = models.CharField(max_length=12, db_comment="Which section was written")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that saved it, so that it saves once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Versions of proposals; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"


class ProposalRun(models.Model):
    """What was computed of a proposal at one time; never changed."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="runs", db_comment="Of which proposal"
    )
    version = models.PositiveIntegerField(db_comment="Number of the version that it was made of")
    actor = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_comment="Who asked for it or brought it"
    )
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    is_brought = models.BooleanField(
        default=False, db_comment="Whether it was computed elsewhere and brought as a file"
    )
    computed = models.TextField(db_comment="What was found, as JSON")

    class Meta:
        """Storage."""

        db_table_comment = "What was computed of proposals; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.pk}"


class ProposalStep(models.Model):
    """That a proposal came to a stage, by whom, when and why."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="steps", db_comment="Which proposal"
    )
    stage = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Stage],
        db_comment="The stage that it came to",
    )  # fmt: skip
    day = models.DateField(db_comment="On which day")
    version = models.PositiveIntegerField(db_comment="Number of the version at that time")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who noted it")
    words = models.TextField(blank=True, db_comment="Reason or remark")
    at = models.DateTimeField(auto_now_add=True, db_comment="When it was noted, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that did it, so that it is done once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "How far proposals came"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "day"], name="proposal_step_stage")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.stage}"


class ProposalCounter(models.Model):
    """The last number given to a proposal in a year."""

    year = models.PositiveSmallIntegerField(unique=True, db_comment="Year")
    last = models.PositiveIntegerField(default=0, db_comment="Last number given")

    class Meta:
        """Storage."""

        db_table_comment = "Numbers of proposals by year"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
