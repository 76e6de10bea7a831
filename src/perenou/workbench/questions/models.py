"""Questions, every version of what is asked and answered, what was done, and what is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from django.db import models
from django.db.models.base import ModelBase
from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.append_only import AppendOnly
from perenou.workbench.positions.models import Theme
from perenou.workbench.privacy.fields import EncryptedTextField

ABOUT: Final = "answer"
"""What published answers are called among what rests on provisions."""


class Importance(models.IntegerChoices):
    """How much hangs on the answer; the smaller the more."""

    URGENT = 1
    IMPORTANT = 2
    ORDINARY = 3


class State(models.TextChoices):
    """Where a question stands."""

    ASKED = "asked"
    TAKEN = "taken"
    RETURNED = "returned"
    HANDED = "handed"
    WAITING = "waiting"
    ANSWERED = "answered"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


WITH_EXPERT: Final = (State.ASKED, State.TAKEN)
"""The next step is the expert's."""

OPEN: Final = (*WITH_EXPERT, State.RETURNED, State.HANDED, State.WAITING)
DONE: Final = (State.ANSWERED, State.PUBLISHED, State.WITHDRAWN)
"""The asker has the answer."""


class Elsewhere(models.TextChoices):
    """To whom a question is handed."""

    LAWYER = "lawyer"
    MINISTRY = "ministry"


class Help(models.TextChoices):
    """Whether an answer helped."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Question(models.Model):
    """A question of a colleague; its words are in its versions, its answer in those of the answer.

    Who has to see to the next step follows from its state: the asker, an expert, somebody who is
    named to approve, or whom it was handed to.
    """

    number = models.CharField(max_length=16, unique=True, db_comment="Number as people quote it")
    asker = models.ForeignKey(
        User, models.PROTECT, related_name="asked", db_index=False, db_comment="Who asks"
    )
    expert = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="answering", db_index=False,
        db_comment="Who answers; empty: nobody has taken it",
    )  # fmt: skip
    approver = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="approving",
        db_comment="Who is asked to approve the answer; empty: anybody who may",
    )  # fmt: skip
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, related_name="questions", db_comment="About which case"
    )
    subject = EncryptedTextField(db_comment="In a few words, as in the latest version; encrypted")
    theme = models.CharField(max_length=20, choices=Theme.choices, db_comment="What it is about")
    importance = models.PositiveSmallIntegerField(
        choices=Importance.choices, default=Importance.ORDINARY, db_comment="1 is the most"
    )
    due_day = models.DateField(null=True, blank=True, db_comment="By when an answer is wished")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.ASKED, db_comment="Where it stands"
    )
    needs_second = models.BooleanField(
        default=False, db_comment="Whether a second person approves the answer"
    )
    handed_to = models.CharField(
        max_length=10,
        choices=Elsewhere.choices,
        blank=True,
        db_comment="To whom it was handed last",
    )
    handed_due = models.DateField(null=True, blank=True, db_comment="By when they are to answer")
    helped = models.CharField(
        max_length=10, choices=Help.choices, blank=True, db_comment="What the asker said of it last"
    )
    latest = models.PositiveIntegerField(
        default=0, db_comment="Counts everything that was done; what somebody saw is told by it"
    )
    made_at = models.DateTimeField(db_comment="When it was asked, in UTC")
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")
    rank = models.CharField(
        max_length=36,
        db_comment="Whether open, due date, importance and theme: the order of the queue",
    )
    taken_at = models.DateTimeField(null=True, db_comment="When it was first taken, in UTC")
    answered_at = models.DateTimeField(null=True, db_comment="When it was first answered, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Questions of colleagues"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "rank"], name="question_queue"),
            models.Index(fields=["rank"], name="question_rank"),
            models.Index(fields=["-made_at", "state"], name="question_made"),
            models.Index(fields=["asker", "state"], name="question_asker"),
            models.Index(fields=["expert", "state"], name="question_expert"),
            models.Index(fields=["theme", "made_at"], name="question_theme"),
            models.Index(fields=["helped", "theme"], name="question_helped"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=("asked", "returned", "dropped"))
                | models.Q(expert__isnull=False),
                name="question_has_expert",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write it, with its place in the queue."""
        due = "9999-12-31" if self.due_day is None else self.due_day.isoformat()
        self.rank = f"{int(not self.is_open)} {due} {int(self.importance)} {self.theme}"
        super().save(
            force_insert=force_insert, force_update=force_update, using=using,
            update_fields=update_fields,
        )  # fmt: skip

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("questions:show", args=[self.number])

    @property
    def is_open(self) -> bool:
        """Whether the asker still waits."""
        return self.state in OPEN

    @property
    def is_answered(self) -> bool:
        """Whether the asker has an answer, and nobody is at work on another."""
        return self.state in DONE

    @property
    def is_mended(self) -> bool:
        """Whether the asker has an answer while another is being written."""
        return self.is_open and self.answered_at is not None


class Asked(AppendOnly):
    """What is asked, as it was at one time; facts that were added make the next version."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="wordings", db_index=False, db_comment="Of which"
    )
    number = models.PositiveIntegerField(db_comment="1, 2 and so on")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    subject = EncryptedTextField(db_comment="In a few words; encrypted")
    text = EncryptedTextField(db_comment="The question and its facts; encrypted")
    token = models.CharField(max_length=40, unique=True, db_comment="Of the form that saved it")

    class Meta:
        """Storage."""

        db_table_comment = "What was asked, by version; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "number"], name="asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"


class Answer(AppendOnly):
    """An answer as it was at one time."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="answers", db_index=False, db_comment="To which"
    )
    number = models.PositiveIntegerField(db_comment="1, 2 and so on")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    asked = models.PositiveIntegerField(db_comment="Version of the question that it answers")
    text = EncryptedTextField(db_comment="The answer; encrypted")
    citations = models.TextField(blank=True, db_comment="Provisions, a line each")
    day = models.PositiveIntegerField(db_comment="Day of the law that it tells, as a day number")
    taken_from = models.CharField(
        max_length=60, blank=True,
        db_comment="Earlier answer or position that it was accepted from, as KIND:KEY",
    )  # fmt: skip
    token = models.CharField(max_length=40, unique=True, db_comment="Of the form that saved it")

    class Meta:
        """Storage."""

        db_table_comment = "Answers, by version; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "number"], name="answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} a{self.number}"


class What(models.TextChoices):
    """What somebody did with a question besides writing."""

    TAKEN = "taken"
    GIVEN_UP = "given_up"
    RETURNED = "returned"
    FACTS_ADDED = "facts_added"
    HANDED = "handed"
    REPLIED = "replied"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    ANSWERED = "answered"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    HELPED = "helped"
    DROPPED = "dropped"
    MARKED = "marked"
    REOPENED = "reopened"
    KEPT = "kept"
    HANDED_ON = "handed_on"


class Step(AppendOnly):
    """Something done with a question; rows are only ever added."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="steps", db_comment="With which"
    )
    what = models.CharField(max_length=12, choices=What.choices, db_comment="Key of what was done")
    answer = models.PositiveIntegerField(
        default=0, db_comment="Version of the answer that it was done with; 0: none"
    )
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who did it")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    words = EncryptedTextField(blank=True, db_comment="What was said with it; encrypted")
    detail = models.CharField(
        max_length=40, blank=True, db_comment="Key that goes with it: to whom, how it helped"
    )
    day = models.DateField(null=True, blank=True, db_comment="Due date that was given with it")
    token = models.CharField(max_length=40, unique=True, db_comment="Of the form that asked for it")

    class Meta:
        """Storage."""

        db_table_comment = "What was done with questions; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.question} {self.what}"

    @property
    def changes(self) -> list[str]:
        """Keys of what was changed of the question's marks or its case; empty: nothing is known."""
        return self.detail.split() if self.what in (What.MARKED, What.FACTS_ADDED) else []


class Publication(AppendOnly):
    """A question and its answer as everybody may read them, or that they no longer may.

    The latest row of a number counts. It outlives the question, whose words are deleted in time.
    """

    question = models.ForeignKey(
        Question, models.SET_NULL, null=True, related_name="publications",
        db_comment="From which; empty: it was deleted",
    )  # fmt: skip
    number = models.CharField(max_length=16, db_comment="Number of the question")
    is_there = models.BooleanField(default=True, db_comment="False: it is withdrawn")
    theme = models.CharField(max_length=20, choices=Theme.choices, db_comment="What it is about")
    subject = EncryptedTextField(db_comment="In a few words, without personal data")
    asked = EncryptedTextField(db_comment="The question, without personal data")
    answer = EncryptedTextField(db_comment="The answer, without personal data")
    citations = models.TextField(blank=True, db_comment="Provisions, a line each")
    day = models.PositiveIntegerField(db_comment="Day of the law that it tells, as a day number")
    asked_day = models.PositiveIntegerField(db_comment="Day it was asked, as a day number")
    decided = EncryptedTextField(
        db_comment="What was decided on each place with personal data, as JSON; encrypted"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who published it")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    token = models.CharField(max_length=40, unique=True, db_comment="Of the form that asked for it")

    class Meta:
        """Storage."""

        db_table_comment = "Answers that everybody may read, by version; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["number", "-id"], name="publication_number")
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("questions:answer", args=[self.number])


class Settled(AppendOnly):
    """That somebody who was about to ask found the answer before."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who was about to")
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    theme = models.CharField(max_length=20, choices=Theme.choices, db_comment="What it was about")
    source = models.CharField(max_length=20, db_comment="What sort of thing answered it")
    key = models.CharField(max_length=80, db_comment="Which one, by its own key")
    token = models.CharField(max_length=40, unique=True, db_comment="Of the form that told it")

    class Meta:
        """Storage."""

        db_table_comment = "Questions that need not be asked; rows are only ever added"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "key"], name="settled_by")
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class Alike(models.TextChoices):
    """How a question is known to have been asked before."""

    ACCEPTED = "accepted"
    SIMILAR = "similar"


class Repeat(AppendOnly):
    """That a question was asked before, in other words."""

    number = models.CharField(max_length=16, db_comment="Number of the question")
    of = models.CharField(max_length=16, db_comment="Number of the earlier one")
    how = models.CharField(
        max_length=10, choices=Alike.choices,
        db_comment="The earlier answer was accepted, or their words are alike",
    )  # fmt: skip
    at = models.DateTimeField(auto_now_add=True, db_comment="When it was seen, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Questions that were asked before; rows are only ever added"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["number", "of"], name="question_repeat_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["of"], name="repeat_of")]

    def __str__(self) -> str:
        return f"{self.number}: {self.of}"


class CodeMark(models.Model):
    """A personal code that stands in a question, as a keyed hash."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="marks", db_comment="In which question"
    )
    digest = models.CharField(max_length=64, db_index=True, db_comment="Keyed hash")

    class Meta:
        """Storage."""

        db_table_comment = "Keyed hashes of personal codes that questions are found by"

    def __str__(self) -> str:
        return self.digest[:8]


class Count(models.Model):
    """The last number given to a question in a year."""

    year = models.PositiveSmallIntegerField(unique=True, db_comment="Year")
    last = models.PositiveIntegerField(default=0, db_comment="Last number given")

    class Meta:
        """Storage."""

        db_table_comment = "Numbers of questions by year"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
