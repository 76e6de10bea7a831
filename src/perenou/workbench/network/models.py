"""Partners and their people, requests either way with their letters, and meetings."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import uuid4

from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField

LONGEST_NAME: Final = 160
LONGEST_SUBJECT: Final = 160
LONGEST_MAIL_ID: Final = 250


class Sort(models.TextChoices):
    """What sort of institution a partner is."""

    DEPARTMENT = "department"
    MUNICIPALITY = "municipality"
    TAX_BOARD = "tax_board"
    MINISTRY = "ministry"
    BAILIFF = "bailiff"
    LIAISON = "liaison"
    """The liaison body or institution of another state."""
    OTHER = "other"


class Partner(models.Model):
    """An institution that we ask or that asks us."""

    name = models.CharField(max_length=LONGEST_NAME, db_comment="What it is called")
    sort = models.CharField(max_length=12, choices=Sort.choices, db_comment="What sort it is of")
    country = models.CharField(max_length=2, default="EE", db_comment="Code of its state")
    email = models.EmailField(max_length=200, blank=True, db_comment="Its general address")
    themes = models.TextField(blank=True, db_comment="What it is asked about")
    is_active = models.BooleanField(default=True, db_comment="Whether it is still asked")
    changes = models.PositiveIntegerField(
        default=0, db_comment="How often it was changed; a form tells what it is based on"
    )
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Institutions that are worked with"
        ordering: ClassVar[list[Collate]] = [by_alphabet("name")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "id"], name="partner_name"),
            models.Index(fields=["country", "sort"], name="partner_country"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("network:partner", args=[self.pk])


class Contact(models.Model):
    """Somebody who works at a partner; deleted some time after they have left."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="contacts", db_comment="Where they work"
    )
    name = EncryptedTextField(db_comment="Their name, encrypted")
    role = models.CharField(max_length=120, blank=True, db_comment="What they do there")
    email = EncryptedTextField(blank=True, db_comment="Their address, encrypted")
    phone = EncryptedTextField(blank=True, db_comment="Their telephone, encrypted")
    left_at = models.DateTimeField(
        null=True, blank=True, db_index=True, db_comment="Since when they work there no longer"
    )
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "People at partners"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Way(models.TextChoices):
    """Which way something goes."""

    OUT = "out"
    IN = "in"


class State(models.TextChoices):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
    DROPPED = "dropped"


class Request(models.Model):
    """Something that a partner is asked, or asks; what was written is in its letters."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="requests", db_comment="Who is asked, or asks"
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        db_comment="Whom there, if anybody",
    )  # fmt: skip
    way = models.CharField(max_length=3, choices=Way.choices, db_comment="Asked by us, or of us")
    subject = models.CharField(
        max_length=LONGEST_SUBJECT, db_comment="What it is about, without names"
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="requests", db_index=False, db_comment="Who sees to it"
    )
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="requests",
        db_comment="The case that it is about, if any; it goes with it",
    )  # fmt: skip
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.OPEN, db_comment="Where it stands"
    )
    due_day = models.DateField(null=True, blank=True, db_comment="By when an answer is due")
    open_due = models.DateField(
        null=True, blank=True, db_comment="The same while it is open, which lists are ordered by"
    )
    names_people = models.BooleanField(
        null=True,
        db_comment="Whether its letters tell of people, so that without a case its owner alone"
        " reads it; empty: nobody has looked",
    )
    why_dropped = EncryptedTextField(blank=True, db_comment="Why it was dropped, encrypted")
    uid = models.UUIDField(unique=True, default=uuid4, db_comment="What calendars know it by")
    changes = models.PositiveIntegerField(default=0, db_comment="How often it was changed")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was made, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Requests to partners and from them"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "state", "open_due"], name="request_owner_due"),
            models.Index(fields=["open_due", "id"], name="request_due"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("network:request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether an answer is still due."""
        return self.state == State.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether its owner alone may read it."""
        return self.case_id is None and self.names_people is not False


class Bond(models.Model):
    """A position, provision or other thing that a request is linked to."""

    request = models.ForeignKey(
        Request, models.CASCADE, related_name="bonds", db_index=False, db_comment="Which request"
    )
    about = models.CharField(max_length=20, db_comment="Kind of the thing, as the trail tells it")
    about_id = models.CharField(max_length=60, db_comment="What the thing is known by")

    class Meta:
        """Storage."""

        db_table_comment = "What requests are linked to"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "about", "about_id"], name="bond_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.about_id}"


class Letter(AppendOnly):
    """A letter of a request, in or out; rows are only ever added."""

    request = models.ForeignKey(
        Request, models.CASCADE, related_name="letters", db_comment="Which request"
    )
    way = models.CharField(max_length=3, choices=Way.choices, db_comment="In or out")
    sent_at = models.DateTimeField(null=True, db_comment="When it says that it was sent, in UTC")
    subject = EncryptedTextField(blank=True, db_comment="Its subject, encrypted")
    sender = EncryptedTextField(blank=True, db_comment="Who wrote it, encrypted")
    recipients = EncryptedTextField(blank=True, db_comment="To whom, a line each, encrypted")
    text = EncryptedTextField(blank=True, db_comment="What it says, encrypted")
    mail_id = models.CharField(
        max_length=LONGEST_MAIL_ID, blank=True, db_index=True,
        db_comment="What replies refer to, as mail programs tell it",
    )  # fmt: skip
    replies_to = models.CharField(
        max_length=LONGEST_MAIL_ID, blank=True, db_comment="The letter that it replies to"
    )
    notices = models.CharField(
        max_length=120, blank=True, db_comment="Keys of what could not be read as it was meant"
    )
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who kept it here")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that sent it, so that it is kept once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Letters of requests; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Enclosure(AppendOnly):
    """A file that came with a letter, as it came."""

    letter = models.ForeignKey(
        Letter, models.CASCADE, related_name="enclosures", db_comment="Which letter"
    )
    name = EncryptedTextField(db_comment="Its name, encrypted")
    media_type = models.CharField(max_length=120, db_comment="What it says that it is")
    size = models.PositiveIntegerField(db_comment="Bytes")
    content = EncryptedTextField(db_comment="What it holds, as base64, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Files that came with letters; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Meeting(models.Model):
    """A meeting with a partner; what was agreed there are tasks about it."""

    title = models.CharField(
        max_length=LONGEST_SUBJECT, db_comment="What it is about, without names"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="meetings",
        db_comment="With whom, if with one partner",
    )  # fmt: skip
    start = models.DateTimeField(db_index=True, db_comment="When it begins, in UTC")
    minutes = models.PositiveSmallIntegerField(default=60, db_comment="How long it takes")
    place = models.CharField(max_length=200, blank=True, db_comment="Where")
    text = EncryptedTextField(blank=True, db_comment="What is or was talked about, encrypted")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who holds it")
    uid = models.UUIDField(unique=True, default=uuid4, db_comment="What calendars know it by")
    changes = models.PositiveIntegerField(
        default=0, db_comment="How often it was changed; a form tells what it is based on"
    )
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Meetings with partners"
        ordering: ClassVar[list[str]] = ["-start"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("network:meeting", args=[self.pk])
