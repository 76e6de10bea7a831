"""Texts with their versions, what was decided about findings, and every check that was made."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField

LONGEST_TITLE: Final = 160
LONGEST_ADDRESS: Final = 500


class Sort(models.TextChoices):
    """What sort of text it is."""

    LETTER = "letter"
    TEMPLATE = "template"
    PAGE = "page"
    GUIDE = "guide"
    OTHER = "other"


class Way(models.TextChoices):
    """Where the texts of a set come from."""

    ZIP = "zip"
    SITE = "site"
    PAGE = "page"


class Batch(models.Model):
    """Texts that were checked together, and what they say against each other."""

    name = models.CharField(max_length=LONGEST_TITLE, db_comment="What it is called")
    way = models.CharField(max_length=4, choices=Way.choices, db_comment="ZIP, site or page")
    address = models.CharField(
        max_length=LONGEST_ADDRESS, blank=True, db_comment="Address of the site or page"
    )
    registers = models.BooleanField(default=False, db_comment="Whether its texts are registered")
    parcel = models.CharField(
        max_length=32, unique=True, db_comment="Form that asked for it, and its files"
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who asked")
    at = models.DateTimeField(auto_now_add=True, db_comment="When it was asked for, in UTC")
    done_at = models.DateTimeField(null=True, db_comment="When it was checked, in UTC")
    count = models.PositiveIntegerField(default=0, db_comment="Texts that were read")
    bad = models.PositiveIntegerField(default=0, db_comment="Of these, those with wrong facts")
    report = EncryptedTextField(blank=True, db_comment="The report as JSON, encrypted")
    sheets = EncryptedTextField(blank=True, db_comment="Its tables as JSON, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Sets of texts that were checked together"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("texts:set", args=[self.pk])


class Text(models.Model):
    """A letter, template or page; one that is not registered is seen by its owner alone."""

    title = models.CharField(max_length=LONGEST_TITLE, db_comment="What it is called, no names")
    sort = models.CharField(
        max_length=10, choices=Sort.choices, default=Sort.OTHER, db_comment="What sort it is of"
    )
    address = models.CharField(
        max_length=LONGEST_ADDRESS, blank=True, db_comment="Where it stands on the web, if it does"
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="texts", db_index=False, db_comment="Who answers for it"
    )
    is_registered = models.BooleanField(default=False, db_comment="Whether it is in the register")
    is_retired = models.BooleanField(default=False, db_comment="Whether it is used no longer")
    language = models.CharField(max_length=2, default="et", db_comment="That it is in")
    figures = models.TextField(blank=True, db_comment="Figures of the law that it states, by name")
    versions_count = models.PositiveIntegerField(default=0, db_comment="How many versions it has")
    facts = models.PositiveIntegerField(default=0, db_comment="Findings on facts that are open")
    wording = models.PositiveIntegerField(default=0, db_comment="Findings on wording that are open")
    closed = models.PositiveIntegerField(default=0, db_comment="Findings that are closed")
    checked_at = models.DateTimeField(null=True, db_comment="When it was last checked, in UTC")
    checked_day = models.DateField(null=True, db_comment="Day of the law of the last check")
    due_day = models.DateField(null=True, db_comment="By when it is to be checked again")
    due_why = models.CharField(max_length=10, blank=True, db_comment="Why: year, figure or law")
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, related_name="texts",
        db_comment="The set with which it was last checked",
    )  # fmt: skip
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )
    changes = models.PositiveIntegerField(
        default=0, db_comment="How often it was changed; a form tells what it is based on"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was brought, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Letters, templates and pages"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "id"], name="text_owner"),
            models.Index(fields=["title", "id"], name="text_title"),
            models.Index(fields=["due_day", "id"], name="text_due"),
            models.Index(fields=["checked_day", "id"], name="text_checked"),
            models.Index(fields=["facts", "id"], name="text_facts"),
            models.Index(fields=["wording", "id"], name="text_wording"),
            models.Index(fields=["address"], name="text_address"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("texts:show", args=[self.pk])


class Version(AppendOnly):
    """A text as it stood when it was brought, fetched or taken over; rows are only ever added."""

    text = models.ForeignKey(
        Text, models.CASCADE, related_name="versions", db_index=False, db_comment="Which text"
    )
    number = models.PositiveIntegerField(db_comment="From 1")
    name = EncryptedTextField(db_comment="Name of its file, encrypted")
    format = models.CharField(max_length=10, db_comment="DOCX, PDF, HTML ... or text")
    paragraphs = EncryptedTextField(db_comment="What was read, as JSON, encrypted")
    file = EncryptedTextField(
        blank=True, db_comment="The Word file in base64, encrypted; empty for other formats"
    )
    written = models.DateField(null=True, db_comment="Day that its file or mail tells")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who brought it")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Texts as they stood; rows are only ever added"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["text", "number"], name="text_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.number}"


class Check(AppendOnly):
    """A check of a text: what was open then; rows are only ever added."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="checks", db_comment="Which text")
    number = models.PositiveIntegerField(db_comment="Version of the text")
    day = models.DateField(db_comment="Day of the law")
    facts = models.PositiveIntegerField(db_comment="Findings on facts that were open")
    wording = models.PositiveIntegerField(db_comment="Findings on wording that were open")
    words = models.PositiveIntegerField(db_comment="How many words the text had")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who checked")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Checks of texts; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.text_id} {self.at}"


class What(models.TextChoices):
    """What was decided about a finding."""

    ACCEPTED = "accepted"
    """Its change is taken over."""
    DISMISSED = "dismissed"
    """It stands, with a reason."""
    HANDED = "handed"
    """Whoever owns the text was told; it is open until the text is changed."""


CLOSING: Final = (What.ACCEPTED, What.DISMISSED)


class Decision(models.Model):
    """What was decided about a finding, which is known by its rule and its sentence."""

    text = models.ForeignKey(
        Text, models.CASCADE, related_name="decisions", db_index=False, db_comment="Which text"
    )
    key = models.CharField(max_length=10, db_comment="What the finding is known by")
    rule = models.CharField(max_length=60, db_comment="Rule that found it")
    what = models.CharField(max_length=10, choices=What.choices, db_comment="What was decided")
    reason = EncryptedTextField(blank=True, db_comment="Why it may stand, encrypted")
    task = models.PositiveBigIntegerField(null=True, db_comment="Number of the task it is in")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who decided")
    at = models.DateTimeField(auto_now=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "What was decided about findings"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["text", "key"], name="decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.key}"
