"""Cases, every version of each, who else works on them, and what they are found by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from perenou.workbench.accounts.models import User
from perenou.workbench.privacy.fields import EncryptedTextField


class Kind(models.TextChoices):
    """What sort of data a case holds; the sorts are never mixed."""

    REAL = "real"
    DEMO = "demo"
    TRAINING = "training"


class State(models.TextChoices):
    """Where a case stands."""

    OPEN = "open"
    DECIDED = "decided"
    CLOSED = "closed"


class Case(models.Model):
    """A family's case; what it says is in its versions."""

    number = models.CharField(max_length=20, unique=True, db_comment="Number as people quote it")
    title = models.CharField(max_length=160, db_comment="What it is about, without names")
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="owned_cases", db_comment="Who answers for it"
    )
    kind = models.CharField(
        max_length=10, choices=Kind.choices, default=Kind.REAL, db_comment="Real, demo or training"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.OPEN, db_comment="Where it stands"
    )
    is_restricted = models.BooleanField(
        default=False, db_comment="Whether only those who work on it may know of it"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was opened, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")
    due_day = models.DateField(null=True, blank=True, db_comment="The next deadline, as solved")
    # Sums stand in versions, encrypted. The columns go with the release after this one, for what
    # runs before it still writes them.
    least = models.BigIntegerField(default=0, db_comment="No longer written")
    most = models.BigIntegerField(null=True, db_comment="No longer written")
    missing = models.PositiveSmallIntegerField(default=0, db_comment="Facts that still decide")
    doubts = models.PositiveSmallIntegerField(default=0, db_comment="Unsettled points of law")
    latest = models.PositiveIntegerField(default=0, db_comment="Number of the latest version")

    class Meta:
        """Storage."""

        db_table_comment = "Cases of families"
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]
        # What lists are counted and put in order by stands in indexes alone: neither an exact count
        # nor a page far down reads the rows themselves.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-changed_at", "-id", "is_restricted", "owner", "state"],
                name="case_changed",
            ),
            models.Index(
                fields=["due_day", "id", "is_restricted", "owner", "state"], name="case_due"
            ),
            models.Index(
                fields=["owner", "-changed_at", "-id", "state"], name="case_owner_changed"
            ),
            models.Index(fields=["owner", "state", "due_day"], name="case_owner_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def is_worked_on_by(self, user: User) -> bool:
        """Whether somebody owns it or was granted it."""
        return self.owner_id == user.pk or self.access.filter(user=user).exists()


class Version(models.Model):
    """What a case said at one time, and what was determined from it."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="versions", db_index=False, db_comment="Whose version"
    )
    number = models.PositiveIntegerField(db_comment="1, 2 and so on; follows the one before")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    note = models.CharField(max_length=200, blank=True, db_comment="What was changed and why")
    content = EncryptedTextField(db_comment="The case file as YAML, encrypted")
    determination = EncryptedTextField(db_comment="The determination as JSON, encrypted")
    receipt = models.TextField(db_comment="Its receipt as JSON: law, day, hashes")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that saved it, so that it saves once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Versions of cases; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="version_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} v{self.number}"


class KeptAnswer(models.Model):
    """The answer to a version under the law of a day, at hand so that pages need not solve it."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="kept", db_index=False, db_comment="Which version"
    )
    day = models.PositiveIntegerField(db_comment="Day of the question, as a day number")
    built = models.CharField(max_length=64, db_comment="Fingerprint of the program that answered")
    content = EncryptedTextField(db_comment="What was determined, as JSON, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Answers at hand; any of them can be deleted and is then made again"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "day"], name="kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.day}"


class KeptPage(models.Model):
    """A part of a page as it tells a version, at hand so that pages need not tell it anew."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="pages", db_index=False, db_comment="Which version"
    )
    part = models.CharField(max_length=80, db_comment="Which part of which page")
    language = models.CharField(max_length=2, db_comment="In which language it tells")
    day = models.PositiveIntegerField(db_comment="Day of the law of whoever asked, a day number")
    is_chosen = models.BooleanField(db_comment="Whether that day was chosen, or was that day")
    built = models.CharField(max_length=64, db_comment="Fingerprint of the program that told it")
    content = EncryptedTextField(db_comment="Markup by part, as JSON, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Pages at hand; any of them can be deleted and is then made again"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "part", "language", "day", "is_chosen"], name="page_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.part}"


class Confirmation(models.TextChoices):
    """Where a choice of an official stands that a second person confirms."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Departure(models.Model):
    """A choice of an official against what is derived, as it stands in versions of a case."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="departures", db_index=False, db_comment="Which case"
    )
    digest = models.CharField(max_length=64, db_comment="Keyed hash of the choice as it is told")
    first = models.PositiveIntegerField(db_comment="Version since which it stands in every one")
    last = models.PositiveIntegerField(db_comment="The last version in which it stands")
    state = models.CharField(
        max_length=10, choices=Confirmation.choices, default=Confirmation.WAITING,
        db_comment="Whether a second person confirmed it",
    )  # fmt: skip
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_comment="The second person"
    )
    decided_at = models.DateTimeField(null=True, db_comment="When they decided, in UTC")
    words = EncryptedTextField(blank=True, db_comment="What they said to it; encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Choices of officials that a second person confirms"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "case"], name="departure_state")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "digest"], name="departure_once"),
            models.CheckConstraint(
                condition=models.Q(state=Confirmation.WAITING, decided_by=None)
                | ~models.Q(state=Confirmation.WAITING) & ~models.Q(decided_by=None),
                name="departure_decided_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.state}"


class Access(models.Model):
    """Somebody besides the owner who works on a case."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="access", db_index=False, db_comment="Which case"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="granted", db_comment="Who may")
    granted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_comment="Who let them"
    )
    granted_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Who else works on a case"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "user"], name="access_once")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.user}"


class Link(models.Model):
    """That two cases are of one family; the case opened first stands first."""

    one = models.ForeignKey(
        Case, models.CASCADE, related_name="links_on", db_index=False, db_comment="The earlier case"
    )
    other = models.ForeignKey(
        Case, models.CASCADE, related_name="links_back", db_comment="The later case"
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who linked")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Cases of one family"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="link_once")
        ]

    def __str__(self) -> str:
        return f"{self.one_id}: {self.other_id}"


class Mark(models.Model):
    """Something that a case is found by: a personal code or a word of a name, as a keyed hash."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="marks", db_comment="Which case")
    digest = models.CharField(max_length=64, db_index=True, db_comment="Keyed hash")

    class Meta:
        """Storage."""

        db_table_comment = "Keyed hashes that cases are found by"

    def __str__(self) -> str:
        return self.digest[:8]


class Counter(models.Model):
    """The last number given to a case in a year."""

    year = models.PositiveSmallIntegerField(unique=True, db_comment="Year")
    last = models.PositiveIntegerField(default=0, db_comment="Last number given")

    class Meta:
        """Storage."""

        db_table_comment = "Numbers of cases by year"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
