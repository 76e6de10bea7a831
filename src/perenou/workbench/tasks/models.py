"""Tasks and projects: what is to be done by whom and when, in which steps, and what came of it."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import uuid4

from django.db import models
from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField

LONGEST_TITLE: Final = 160


class Kind(models.TextChoices):
    """What sort of undertaking it is."""

    TASK = "task"
    PROJECT = "project"
    """An initiative of one's own, usually with steps."""


class State(models.TextChoices):
    """Where it stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Repeats(models.TextChoices):
    """How often it comes again."""

    NEVER = ""
    MONTHLY = "monthly"
    YEARLY = "yearly"


MONTHS: Final = {Repeats.MONTHLY.value: 1, Repeats.YEARLY.value: 12}
"""By how it comes again: months from one to the next."""


class Task(models.Model):
    """Something that somebody is to do."""

    title = models.CharField(
        max_length=LONGEST_TITLE, db_comment="What is to be done, without names"
    )
    text = EncryptedTextField(blank=True, db_comment="What else there is to say, encrypted")
    kind = models.CharField(
        max_length=10, choices=Kind.choices, default=Kind.TASK, db_comment="Task or project"
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="tasks", db_index=False, db_comment="Who is to do it"
    )
    giver = models.ForeignKey(
        User, models.PROTECT, related_name="given_tasks", db_comment="Who asked for it"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.OPEN, db_comment="Where it stands"
    )
    by_program = models.BooleanField(
        default=False, db_default=False,
        db_comment="Whether the workbench dropped it, because what it was about is no more",
    )  # fmt: skip
    due_day = models.DateField(null=True, blank=True, db_comment="By when it is to be done")
    open_due = models.DateField(
        null=True, blank=True, db_comment="The same while it is open, which lists are ordered by"
    )
    repeats = models.CharField(
        max_length=10, choices=Repeats.choices, default=Repeats.NEVER, blank=True,
        db_comment="How often it comes again; empty: never",
    )  # fmt: skip
    first_day = models.DateField(
        null=True, blank=True, db_comment="Due day of the first of those that come again"
    )
    turn = models.PositiveIntegerField(
        default=0, db_comment="Which of those that come again, from 0"
    )
    follows = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by",
        db_comment="The one before it, where it comes again",
    )  # fmt: skip
    steps = models.PositiveSmallIntegerField(default=0, db_comment="Steps of its checklist")
    steps_done = models.PositiveSmallIntegerField(default=0, db_comment="Of these, done")
    changes = models.PositiveIntegerField(
        default=0, db_comment="How often it was changed; a form tells what it is based on"
    )
    source_key = models.CharField(
        max_length=120, null=True, blank=True, unique=True,
        db_comment="What another part of the workbench gave it for, so that it is given once",
    )  # fmt: skip
    token = models.CharField(
        max_length=40, null=True, unique=True,
        db_comment="Of the form that gave it, so that it is given once",
    )  # fmt: skip
    uid = models.UUIDField(unique=True, default=uuid4, db_comment="What calendars know it by")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was given, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")
    closed_at = models.DateTimeField(null=True, blank=True, db_comment="When it was closed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Tasks and projects"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "state", "open_due"], name="task_owner_due"),
            models.Index(fields=["open_due", "id"], name="task_due"),
            models.Index(fields=["closed_at"], name="task_closed"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state=State.OPEN, closed_at__isnull=True)
                | (~models.Q(state=State.OPEN) & models.Q(closed_at__isnull=False)),
                name="task_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(repeats="")
                | models.Q(due_day__isnull=False, first_day__isnull=False),
                name="task_again_has_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("tasks:show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == State.OPEN


class Step(models.Model):
    """A step of a checklist."""

    task = models.ForeignKey(
        Task, models.CASCADE, related_name="checklist", db_index=False, db_comment="Whose step"
    )
    number = models.PositiveSmallIntegerField(db_comment="1, 2 and so on")
    text = EncryptedTextField(db_comment="What is to be done, encrypted")
    done_at = models.DateTimeField(null=True, blank=True, db_comment="When it was done, in UTC")
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_comment="Who did it"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Steps of tasks"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "number"], name="task_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.number}"


class Link(models.Model):
    """Something that a task is about."""

    task = models.ForeignKey(
        Task, models.CASCADE, related_name="links", db_index=False, db_comment="Which task"
    )
    about = models.CharField(max_length=20, db_comment="Kind of the thing, as the trail tells it")
    about_id = models.CharField(max_length=60, db_comment="What the thing is known by")

    class Meta:
        """Storage."""

        db_table_comment = "What tasks are about"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["about", "about_id"], name="task_link_about")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "about", "about_id"], name="task_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.about_id}"


class What(models.TextChoices):
    """What somebody did with a task."""

    NOTED = "noted"
    CHANGED = "changed"
    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"


class Note(AppendOnly):
    """Something that somebody did with a task or said of it; rows are only ever added."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="notes", db_comment="Which task")
    what = models.CharField(max_length=10, choices=What.choices, db_comment="What was done")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    words = EncryptedTextField(blank=True, db_comment="What was said of it, encrypted")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that sent it, so that it acts once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "What was said of tasks and done with them; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.what}"
