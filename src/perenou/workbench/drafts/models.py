"""Acts of cases, every version of each, what was done with it, and what is typed but not saved."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse

from perenou.acts.kinds import Kind
from perenou.language.grammar import LANGUAGES
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.privacy.fields import EncryptedTextField


class State(models.TextChoices):
    """Where an act stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    DROPPED = "dropped"


class Next(models.TextChoices):
    """What its owner has to do next; nothing where it is closed."""

    WRITE = "write"
    REVIEW = "review"
    MEND = "mend"
    NOTHING = ""


NEXT: Final = {
    State.DRAFT: Next.WRITE,
    State.WAITING: Next.REVIEW,
    State.RETURNED: Next.MEND,
    State.APPROVED: Next.NOTHING,
    State.DROPPED: Next.NOTHING,
}
"""By state: the next step."""

WRITABLE: Final = frozenset({State.DRAFT, State.RETURNED})
"""The states in which an act is written."""


def _state_has_its_step() -> models.Q:
    fitting = models.Q()
    for state, step in NEXT.items():
        fitting |= models.Q(state=state.value, next_step=step.value)
    return fitting


class Act(models.Model):
    """An act or letter about one matter of a case; what it says is in its versions."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="acts", db_index=False, db_comment="Which case"
    )
    number = models.PositiveIntegerField(db_comment="1, 2 and so on in its case")
    kind = models.CharField(
        max_length=30, choices=[(k.value, k.value) for k in Kind], db_comment="Key of its kind"
    )
    language = models.CharField(
        max_length=2, choices=[(each, each) for each in LANGUAGES], db_comment="Of its text"
    )
    author = models.ForeignKey(
        User, models.PROTECT, related_name="written_acts", db_comment="Who writes it"
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="owned_acts", db_index=False,
        db_comment="Who has to see to the next step",
    )  # fmt: skip
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_comment="Where it stands"
    )
    next_step = models.CharField(
        max_length=10, choices=Next.choices, default=Next.WRITE, blank=True,
        db_comment="What its owner has to do; empty when it is closed",
    )  # fmt: skip
    latest = models.PositiveIntegerField(default=0, db_comment="Number of the latest version")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was begun, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Acts and letters of cases"
        ordering: ClassVar[list[str]] = ["case", "number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "state"], name="act_owner_state"),
            models.Index(fields=["state", "changed_at"], name="act_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="act_once"),
            models.CheckConstraint(condition=_state_has_its_step(), name="act_has_next_step"),
        ]

    def __str__(self) -> str:
        return f"{self.case.number}/{self.number}"

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("drafts:show", args=[self.case.number, self.number])

    @property
    def is_writable(self) -> bool:
        """Whether it may still be written."""
        return self.state in WRITABLE

    @property
    def is_for_anybody(self) -> bool:
        """Whether it waits for a second pair of eyes that nobody has named."""
        return self.state == State.WAITING and self.owner_id == self.author_id


class Way(models.TextChoices):
    """How a version came to be."""

    DRAFTED = "drafted"
    WRITTEN = "written"
    REDRAFTED = "redrafted"


class ActVersion(AppendOnly):
    """What an act said at one time; rows are only ever added."""

    act = models.ForeignKey(
        Act, models.CASCADE, related_name="versions", db_index=False, db_comment="Whose version"
    )
    number = models.PositiveIntegerField(db_comment="1, 2 and so on; follows the one before")
    way = models.CharField(max_length=10, choices=Way.choices, db_comment="How it came to be")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who made it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    case_version = models.ForeignKey(
        Version, models.RESTRICT, related_name="+", db_comment="Version of the case it tells of"
    )
    content = EncryptedTextField(
        db_comment="The document, its particulars and its matter as JSON, encrypted"
    )
    gaps = models.PositiveSmallIntegerField(db_comment="What is still to be filled in")
    stopping = models.PositiveSmallIntegerField(
        db_comment="Findings with which it should not be signed"
    )
    findings = models.PositiveSmallIntegerField(db_comment="Findings in all")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that saved it, so that it saves once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Versions of acts; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["act", "number"], name="act_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} v{self.number}"


class What(models.TextChoices):
    """What somebody did with an act besides writing it."""

    HANDED_OVER = "handed_over"
    RECALLED = "recalled"
    TAKEN_OVER = "taken_over"
    RETURNED = "returned"
    APPROVED = "approved"
    DROPPED = "dropped"
    RELEASED = "released"
    HANDED_IN = "handed_in"


class Step(AppendOnly):
    """Something done with an act; rows are only ever added."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="steps", db_comment="Which act")
    what = models.CharField(max_length=12, choices=What.choices, db_comment="Key of what was done")
    version = models.PositiveIntegerField(db_comment="Version that it was done with")
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who did it")
    named = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_comment="Whom they named, if anybody"
    )
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    words = EncryptedTextField(
        blank=True,
        db_comment="Remarks of whoever returned it, reason, or reference number; encrypted",
    )
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that asked for it, so that it acts once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "What was done with acts; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.what}"


class Typed(models.Model):
    """What somebody has typed into an act and not yet saved; gone once it is saved."""

    act = models.ForeignKey(
        Act, models.CASCADE, related_name="typed", db_index=False, db_comment="Which act"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_comment="Who typed it")
    based_on = models.PositiveIntegerField(db_comment="Version that it was typed over")
    at = models.DateTimeField(auto_now=True, db_comment="When, in UTC")
    content = EncryptedTextField(db_comment="The form as JSON, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "What is typed into acts and not saved"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["act", "user"], name="typed_once")
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.user}"
