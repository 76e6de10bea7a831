"""Tokens of programs, and calls that may be sent once more."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from perenou.workbench.accounts.models import User
from perenou.workbench.jobs.models import Job


class Token(models.Model):
    """What a program makes itself known by; the secret itself is kept nowhere."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="tokens", db_comment="On whose behalf it asks"
    )
    name = models.CharField(max_length=60, db_comment="What its owner calls the program")
    start = models.CharField(max_length=12, db_comment="How the secret begins, to tell it by")
    digest = models.CharField(max_length=64, unique=True, db_comment="Hash of the secret")
    scopes = models.CharField(max_length=60, db_comment="What it may ask about, by commas")
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it was made, in UTC")
    expires_on = models.DateField(db_comment="The last day on which it is taken")
    ended_at = models.DateTimeField(
        null=True, blank=True, db_comment="When it was withdrawn, in UTC"
    )
    minute = models.PositiveBigIntegerField(
        default=0, db_comment="The minute that questions are counted in, since 1970"
    )
    asked = models.PositiveIntegerField(default=0, db_comment="Questions in that minute")
    used_on = models.DateField(null=True, blank=True, db_comment="The last day it was used on")

    class Meta:
        """Storage."""

        db_table_comment = "Tokens of programs"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-id"], name="token_of_user")
        ]

    def __str__(self) -> str:
        return f"{self.start}…"


class Call(models.Model):
    """A call that may be sent once more; nothing that it asked or was answered can be read here."""

    token = models.ForeignKey(
        Token, models.CASCADE, related_name="calls", db_comment="By which it was made"
    )
    key = models.CharField(max_length=64, db_comment="Keyed hash of the key that the program chose")
    asked = models.CharField(max_length=64, db_comment="Keyed hash of what was asked")
    answered = models.CharField(
        max_length=64, blank=True, db_comment="Keyed hash of the answer, where nothing was begun"
    )
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, db_comment="The work that was begun"
    )
    made_at = models.DateTimeField(auto_now_add=True, db_comment="When it came, in UTC")

    class Meta:
        """Storage."""

        db_table_comment = "Calls of programs that may be sent once more"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "key"], name="call_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["made_at"], name="call_made"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
