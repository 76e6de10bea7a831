"""Exercises that were put, courses made of them, who is to take them, and what was answered."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse

from perenou.training.exercise import Kind
from perenou.training.families import THEMES
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField

GIVEN: Final = "given"
"""The theme of exercises about a family of our own cases."""

KINDS: Final = [(kind.value, kind.value) for kind in Kind]
THEME_CHOICES: Final = [(theme, theme) for theme in (*THEMES, GIVEN)]

MOST_OF_A_PART: Final = 20
"""Exercises of one part of a course."""


class Family(models.Model):
    """A family of one of our cases, told of invented people, about whom exercises are made."""

    content = EncryptedTextField(db_comment="The anonymised case file as YAML, encrypted")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who made it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it makes one"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Families of anonymised cases, for exercises"

    def __str__(self) -> str:
        return str(self.pk)


class Exercise(models.Model):
    """An exercise that was put to somebody; it is made anew from its seed whenever it is shown."""

    kind = models.CharField(max_length=20, choices=KINDS, db_comment="What is asked")
    theme = models.CharField(
        max_length=20, choices=THEME_CHOICES, db_comment="What its family is about"
    )
    seed = models.PositiveIntegerField(db_comment="What it is drawn from")
    misreading = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        db_comment="Key of the misreading it must be about; empty: any",
    )
    family = models.ForeignKey(
        Family, models.PROTECT, null=True, blank=True, related_name="exercises",
        db_comment="The family that it is about, where that was not drawn",
    )  # fmt: skip
    month = models.PositiveIntegerField(
        default=0, db_comment="Of a family that was not drawn: the month asked about, from year 0"
    )
    benefit = models.CharField(max_length=60, blank=True, db_comment="Key of the benefit, if any")
    difficulty = models.PositiveSmallIntegerField(db_comment="From 1 to 5")
    fingerprint = models.CharField(
        max_length=32, db_comment="Changes whenever what is asked or right does"
    )
    law = models.CharField(
        max_length=16, db_comment="Fingerprint of the coded law that it was last made by"
    )
    changed_at = models.DateTimeField(
        null=True, db_comment="When a change of the law made another exercise of it, in UTC"
    )
    is_gone = models.BooleanField(
        default=False, db_comment="Whether the law has changed so that it cannot be asked any more"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Exercises that were put to learners"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["benefit"], name="exercise_benefit"),
            models.Index(fields=["difficulty"], name="exercise_difficulty"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "theme", "seed"], condition=models.Q(family=None),
                name="exercise_drawn_once",
            ),
            models.UniqueConstraint(
                fields=["family", "kind", "month"], name="exercise_of_family_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("learning:exercise", args=[self.pk])


class Provision(models.Model):
    """A provision that decides in an exercise."""

    exercise = models.ForeignKey(
        Exercise, models.CASCADE, related_name="provisions", db_index=False,
        db_comment="Which exercise",
    )  # fmt: skip
    place = models.PositiveSmallIntegerField(db_comment="The nearest to the answer first, from 1")
    citation = models.CharField(max_length=60, db_comment="As it is cited: PHS § 17 lg 1")
    section = models.CharField(max_length=40, db_comment="Its section or article: PHS § 17")

    class Meta:
        """Storage."""

        db_table_comment = "Provisions that decide in exercises"
        ordering: ClassVar[list[str]] = ["exercise", "place"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["section"], name="exercise_section")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exercise", "place"], name="exercise_provision_once")
        ]

    def __str__(self) -> str:
        return self.citation


class CourseState(models.TextChoices):
    """Where a course stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Course(models.Model):
    """A course: pages and exercises in order."""

    title = models.CharField(max_length=120, db_comment="What it is called")
    about = EncryptedTextField(blank=True, db_comment="What it is for; encrypted")
    state = models.CharField(
        max_length=10, choices=CourseState.choices, default=CourseState.DRAFT,
        db_comment="Being made, open to learners, or closed",
    )  # fmt: skip
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who began it")
    revision = models.PositiveIntegerField(
        default=1, db_comment="Raised by every change, so that two who change it are told"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was begun, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that began it, so that it begins one"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Courses"
        ordering: ClassVar[list[Collate | str]] = [by_alphabet("title"), "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state"], name="course_state")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("learning:course", args=[self.pk])


class Part(models.Model):
    """A page of a course: a text of its own, exercises, or a text with exercises below it."""

    course = models.ForeignKey(
        Course, models.CASCADE, related_name="parts", db_index=False, db_comment="Which course"
    )
    place = models.PositiveSmallIntegerField(db_comment="1, 2 and so on in its course")
    title = models.CharField(max_length=120, db_comment="Its heading")
    body = EncryptedTextField(blank=True, db_comment="Its text, encrypted; provisions become links")
    about = models.CharField(
        max_length=20,
        blank=True,
        db_comment="What kind of thing it was made from, if any: position",
    )
    about_id = models.CharField(max_length=40, blank=True, db_comment="Which one, by its own key")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that added it, so that it adds one"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Parts of courses"
        ordering: ClassVar[list[str]] = ["course", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["course", "place"], name="part_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.place}"


class Use(models.Model):
    """An exercise in a part of a course."""

    part = models.ForeignKey(
        Part, models.CASCADE, related_name="uses", db_index=False, db_comment="Which part"
    )
    exercise = models.ForeignKey(
        Exercise, models.PROTECT, related_name="uses", db_comment="Which exercise"
    )
    place = models.PositiveSmallIntegerField(db_comment="1, 2 and so on in its part")

    class Meta:
        """Storage."""

        db_table_comment = "Exercises of courses"
        ordering: ClassVar[list[str]] = ["part", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "place"], name="use_place_once"),
            models.UniqueConstraint(fields=["part", "exercise"], name="use_exercise_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.place}"


class Assignment(models.Model):
    """A course that somebody, or everybody of a unit, is to take by a day."""

    course = models.ForeignKey(
        Course, models.CASCADE, related_name="assignments", db_comment="Which course"
    )
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="assigned_courses",
        db_comment="Who is to take it; empty: everybody of a unit",
    )  # fmt: skip
    unit = models.CharField(max_length=80, blank=True, db_comment="Unit; empty: one learner")
    due_on = models.DateField(db_comment="By which day")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who said so")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Who is to take which course by when"
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "due_on"], name="assignment_unit")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(unit=""), name="assigned_to_one"
            ),
            models.UniqueConstraint(
                fields=["course", "user"], condition=models.Q(unit=""), name="assigned_user_once"
            ),
            models.UniqueConstraint(
                fields=["course", "unit"], condition=models.Q(user=None), name="assigned_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.unit or self.user_id}"


class Answer(AppendOnly):
    """An answer to an exercise; the first one counts, and there is no second."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="learning_answers", db_index=False,
        db_comment="Who answered",
    )  # fmt: skip
    exercise = models.ForeignKey(
        Exercise, models.PROTECT, related_name="answers", db_comment="What was answered"
    )
    fingerprint = models.CharField(
        max_length=32, db_comment="Of the exercise as it was then; another one now: it has changed"
    )
    chosen = models.PositiveSmallIntegerField(db_comment="The place of the choice, from 0")
    said = models.CharField(
        max_length=32, default="", db_default="",
        db_comment="Digest of what was chosen; empty: not known",
    )  # fmt: skip
    is_right = models.BooleanField(db_comment="Whether the engine gives this answer")
    misreading = models.CharField(
        max_length=40, blank=True, db_comment="Key of the misreading behind a wrong one"
    )
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Answers to exercises"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["at"], name="answer_at")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "exercise", "fingerprint"], name="answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.exercise_id}"


class Repeat(models.Model):
    """When somebody is asked again about a kind of exercise on a theme."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="learning_repeats", db_index=False, db_comment="Who"
    )
    kind = models.CharField(max_length=20, choices=KINDS, db_comment="What is asked")
    theme = models.CharField(
        max_length=20, choices=THEME_CHOICES, db_comment="What the family is about"
    )
    streak = models.PositiveSmallIntegerField(db_comment="Right answers one after another")
    interval = models.PositiveSmallIntegerField(db_comment="Days from the last answer to the next")
    due_on = models.DateField(db_comment="When it is asked again")

    class Meta:
        """Storage."""

        db_table_comment = "What is to be repeated when"
        ordering: ClassVar[list[str]] = ["due_on", "kind", "theme"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "due_on"], name="repeat_due")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "kind", "theme"], name="repeat_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.theme}"


class Statement(AppendOnly):
    """A dated statement of what somebody masters; it is never changed."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="learning_statements", db_comment="Of whom"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    law_day = models.DateField(db_comment="The day by whose law it was mastered")
    expires_on = models.DateField(db_comment="The last day on which it holds")
    content = EncryptedTextField(
        db_comment="By section what was mastered and the fingerprint of its law, as JSON, encrypted"
    )
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that asked for it, so that it makes one"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Statements of what learners master"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.law_day}"

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("learning:statement", args=[self.pk])
