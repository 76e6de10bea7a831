"""Audits of practice: the table that was loaded, what was found, and each cluster's decisions."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.privacy.fields import EncryptedTextField

LONGEST_SENDER: Final = 120


class Sender(models.Model):
    """Whoever tables come from, and what the columns of their tables mean."""

    name = models.CharField(max_length=LONGEST_SENDER, unique=True, db_comment="What it is called")
    columns = models.TextField(db_comment="By field the title of its column, as JSON")
    is_resident = models.BooleanField(
        default=False, db_comment="Whether its families are taken to live in Estonia"
    )
    changed_at = models.DateTimeField(auto_now=True, db_comment="When it last changed, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Senders of tables of decisions, with the meaning of their columns"
        ordering: ClassVar[list[Collate]] = [by_alphabet("name")]

    def __str__(self) -> str:
        return str(self.pk)


class State(models.TextChoices):
    """Where an audit stands."""

    MAPPING = "mapping"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class Audit(models.Model):
    """An audit of one table; the table itself is let go once it was looked at."""

    sender = models.CharField(max_length=LONGEST_SENDER, db_comment="Whom the table came from")
    file_name = EncryptedTextField(db_comment="Name of the file, encrypted")
    content = EncryptedTextField(
        blank=True, db_comment="The file in base64, encrypted; empty once it was looked at"
    )
    columns = models.TextField(
        blank=True, db_comment="By field the title of its column, as JSON; empty: none are told"
    )
    is_resident = models.BooleanField(
        default=False, db_comment="Whether its families are taken to live in Estonia"
    )
    seed = models.PositiveIntegerField(default=1, db_comment="Of samples that are drawn")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.MAPPING, db_comment="Where it stands"
    )
    refusal = EncryptedTextField(blank=True, db_comment="Why it could not be looked at, encrypted")
    found = EncryptedTextField(blank=True, db_comment="What was found, as JSON, encrypted")
    officials = EncryptedTextField(
        blank=True, db_comment="By pseudonym the official as the table has them, encrypted"
    )
    decisions = models.PositiveIntegerField(default=0, db_comment="Decisions of the table")
    alike = models.FloatField(null=True, db_comment="The harmonisation index, from 0 to 1")
    clusters = models.PositiveIntegerField(default=0, db_comment="Clusters that were found")
    is_invented = models.BooleanField(default=False, db_comment="Whether it is about nobody real")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who loaded it")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was loaded, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Audits of practice over tables of decisions"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="practice_by_state"),
            models.Index(fields=["sender", "id"], name="practice_by_sender"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("practice:show", args=[self.pk])


PART: Final = 2_000
"""Decisions of a cluster that are kept together, so that a page opens no more than it shows."""


def part_key(key: str, part: int) -> str:
    """Under what a part of the decisions of a cluster is kept; the first under its own key."""
    return f"{key}.{part}" if part else key


class ClusterCases(models.Model):
    """A part of the decisions of a cluster, or of single ones; officials by their pseudonyms."""

    audit = models.ForeignKey(
        Audit, models.CASCADE, related_name="cases", db_index=False, db_comment="Which audit"
    )
    key = models.CharField(
        max_length=20,
        db_comment="What the cluster is known by; `single`: of none. After a dot a further part",
    )
    cases = EncryptedTextField(db_comment="The decisions as JSON, encrypted")

    class Meta:
        """Storage."""

        db_table_comment = "Decisions of an audit that diverge, by cluster"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["audit", "key"], name="practice_cluster_once")
        ]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.key}"
