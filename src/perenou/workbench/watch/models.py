"""Texts of the law that arrived, what each of them touches, and bills that are expected."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from django.db import models
from django.urls import reverse

from perenou.impact.decisions import COURT
from perenou.rules.types import Day
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField

LONGEST_REDACTION: Final = 200
LONGEST_TITLE: Final = 300

_ISO_DAY: Final = re.compile(r" \d{4}-\d{2}-\d{2}\Z")


class Way(models.TextChoices):
    """How a text stands to what was in the store before it."""

    ADDED = "added"
    REPLACED = "replaced"


class Arrival(models.Model):
    """A text that was taken into the store; its words are there and not here."""

    redaction = models.CharField(
        max_length=LONGEST_REDACTION, db_comment="Number of the text in the store"
    )
    sha256 = models.CharField(max_length=64, db_comment="Of the file that it was read from")
    name = models.CharField(max_length=LONGEST_TITLE, db_comment="What citations call it")
    title = models.CharField(max_length=LONGEST_TITLE, db_comment="Its title")
    kind = models.CharField(max_length=60, blank=True, db_comment="Act, regulation, judgment ...")
    since = models.DateField(db_comment="From when it is in force")
    way = models.CharField(max_length=10, choices=Way.choices, db_comment="Added or corrected")
    before = models.CharField(
        max_length=LONGEST_REDACTION, blank=True,
        db_comment="Number of the text that it is held against; empty: none",
    )  # fmt: skip
    is_news = models.BooleanField(
        db_comment="Whether it may change what rests on it; no: the rules are written after it"
    )
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who brought it")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    changes = models.PositiveIntegerField(default=0, db_comment="Provisions that it changes")
    touched = models.PositiveIntegerField(default=0, db_comment="Things that it touches")
    waiting = models.PositiveIntegerField(
        default=0, db_comment="Of these, those about which nothing is decided yet"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Texts of the law that were taken into the store"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["waiting", "id"], name="arrival_waiting"),
            models.Index(fields=["since", "id"], name="arrival_since"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["redaction", "sha256"], name="arrival_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("watch:show", args=[self.pk])

    @property
    def is_judgment(self) -> bool:
        """Whether it was made on its day, and is not in force from it."""
        return self.kind.startswith(COURT)

    @property
    def number(self) -> str:
        """Its number in the store; empty where that was put together of its title and its day."""
        return "" if _ISO_DAY.search(self.redaction) else self.redaction

    @property
    def day(self) -> Day:
        """From when it is in force, or when it was made."""
        return self.since.toordinal()

    @property
    def called(self) -> str:
        """Its name and title, once where one tells the other."""
        if self.name.casefold() in self.title.casefold():
            return self.title
        return f"{self.name} · {self.title}"


class Touched(models.Model):
    """Something that rests on what a text changes or tells of."""

    arrival = models.ForeignKey(
        Arrival, models.CASCADE, related_name="things", db_index=False, db_comment="Which text"
    )
    kind = models.CharField(max_length=10, db_comment="Norm, figure, template, writing ...")
    name = models.CharField(max_length=200, db_comment="What the thing is known by")
    label = models.CharField(
        max_length=LONGEST_TITLE, blank=True,
        db_comment="What people called it at the time; empty for what is coded",
    )  # fmt: skip
    citation = models.CharField(max_length=60, db_comment="The provision that it rests on")
    places = models.TextField(db_comment="The provisions that touch it, a line each")
    is_ready = models.BooleanField(
        default=False, db_comment="Whether a version that begins on that very day is written"
    )
    aside_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+",
        db_comment="Who said that nothing has to be done about it",
    )  # fmt: skip
    aside_at = models.DateTimeField(null=True, db_comment="When, in UTC")
    aside_words = EncryptedTextField(blank=True, db_comment="Why, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "What rests on what a text of the law changes or tells of"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["arrival", "kind", "name"], name="touched_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def source_key(self) -> str:
        """What a task about it is given for."""
        return f"watch:{self.arrival_id}:{self.pk}"


class Stage(models.TextChoices):
    """How far a bill is."""

    IDEA = "idea"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    DROPPED = "dropped"


OPEN_STAGES: Final = (Stage.IDEA, Stage.GOVERNMENT, Stage.PARLIAMENT, Stage.ADOPTED)
"""The stages of what is still expected."""


class Bill(models.Model):
    """A change of the law that is expected; what it is to touch is kept with the references."""

    title = models.CharField(max_length=LONGEST_TITLE, db_comment="What it is called")
    number = models.CharField(
        max_length=40, blank=True, db_comment="Its number in the parliament or the register"
    )
    link = models.URLField(max_length=500, blank=True, db_comment="Where it is followed")
    text = models.TextField(blank=True, db_comment="What it is to change, in our own words")
    stage = models.CharField(
        max_length=12, choices=Stage.choices, default=Stage.IDEA, db_comment="How far it is"
    )
    expected = models.DateField(
        null=True, blank=True, db_comment="From when it is expected to be in force"
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who follows it")
    arrival = models.ForeignKey(
        Arrival, models.PROTECT, null=True, blank=True, related_name="bills",
        db_comment="The text that it became",
    )  # fmt: skip
    changes = models.PositiveIntegerField(
        default=0, db_comment="How often it was changed; a form tells what it is based on"
    )
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was entered, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Changes of the law that are expected"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "expected"], name="bill_stage"),
            models.Index(fields=["expected", "id"], name="bill_expected"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("watch:bill", args=[self.pk])

    @property
    def called(self) -> str:
        """Its title, with its number where it has one."""
        return f"{self.title} ({self.number})" if self.number else self.title


class BillStep(AppendOnly):
    """That a bill reached a stage on a day; rows are only ever added."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="path", db_comment="Which bill")
    stage = models.CharField(max_length=12, choices=Stage.choices, db_comment="Which stage")
    day = models.DateField(db_comment="On which day")
    words = models.TextField(blank=True, db_comment="What there is to say of it")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who noted it")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that sent it, so that it acts once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "How far bills are, and since when; rows are only ever added"
        ordering: ClassVar[list[str]] = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.stage}"
