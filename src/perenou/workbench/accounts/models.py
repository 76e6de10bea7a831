"""Accounts, their roles, and what is known of where requests come from."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Collate
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from perenou.workbench.accounts.rights import Role
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.privacy.fields import EncryptedTextField


class Users(BaseUserManager["User"]):
    """Accounts by user name."""

    def make(
        self,
        username: str,
        name: str,
        roles: list[Role],
        password: str | None = None,
        unit: str = "",
    ) -> User:
        """An account with its roles; without a password nobody signs in to it locally."""
        user = self.model(username=username, name=name, unit=unit)
        user.set_password(password)
        user.save(using=self._db)
        UserRole.objects.bulk_create([UserRole(user=user, role=role.value) for role in roles])
        return user


class User(AbstractBaseUser):
    """Somebody who works here."""

    username = models.CharField(max_length=60, unique=True, db_comment="Name to sign in with")
    name = models.CharField(max_length=120, db_comment="Name that colleagues see")
    unit = models.CharField(max_length=80, blank=True, db_comment="Unit of the agency")
    language = models.CharField(max_length=2, default="et", db_comment="Language of the pages")
    look = models.CharField(
        max_length=40, blank=True, default="", db_default="", db_comment="How they want the frame"
    )
    is_active = models.BooleanField(default=True, db_comment="Whether they may sign in")
    subject = models.CharField(
        max_length=64, null=True, blank=True, unique=True,
        db_comment="Keyed hash of the subject that the state sign-in knows them by; empty: none",
    )  # fmt: skip
    previous_login = models.DateTimeField(
        null=True, blank=True, db_comment="The sign-in before the last one, shown to them"
    )
    failures = models.PositiveSmallIntegerField(
        default=0, db_comment="Failed sign-ins since the last good one"
    )
    locked_until = models.DateTimeField(
        null=True, blank=True, db_comment="Until when no sign-in is taken"
    )
    generation = models.PositiveIntegerField(
        default=0, db_comment="Part of every session's seal: raised to end them all"
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[Users] = Users()

    class Meta:
        """Storage."""

        db_table_comment = "People who work in the workbench"
        ordering: ClassVar[list[Collate]] = [by_alphabet("name")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What they are here."""
        return frozenset(Role(each.role) for each in self.role_rows.all())

    def get_session_auth_hash(self) -> str:
        """What a session of theirs must carry: another password or generation ends it."""
        return salted_hmac(
            "perenou session", f"{self.password}:{self.generation}", algorithm="sha256"
        ).hexdigest()

    def is_locked(self, now: datetime) -> bool:
        """Whether sign-ins are refused at a moment."""
        return self.locked_until is not None and self.locked_until > now

    @property
    def is_locked_now(self) -> bool:
        """Whether sign-ins are refused at present."""
        return self.is_locked(timezone.now())


class UserRole(models.Model):
    """A role of somebody."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="role_rows", db_comment="Whose role"
    )
    role = models.CharField(
        max_length=20, choices=[(r.value, r.value) for r in Role], db_comment="Key of the role"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Roles of people"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "role"], name="role_once")
        ]

    def __str__(self) -> str:
        return self.role


class Attempt(models.Model):
    """A sign-in to an account that was tried, with what became of it."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="attempts", db_comment="To whose account"
    )
    at = models.DateTimeField(auto_now_add=True, db_comment="When, in UTC")
    way = models.CharField(
        max_length=40, db_comment="By password, or how the state sign-in knew them"
    )
    is_good = models.BooleanField(db_comment="Whether it was taken")
    address = EncryptedTextField(db_comment="Network address it came from, encrypted")
    session = EncryptedTextField(
        blank=True, db_comment="Key of the session that began, encrypted; empty: none"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Sign-ins that were tried"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-id"], name="attempt_of_user")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Source(models.Model):
    """Where requests come from, as a keyed hash: how many of late, and how many failed to sign in.

    Somebody who signed in is a source of their own, so that colleagues behind one address do not
    stand in each other's way.
    """

    digest = models.CharField(max_length=64, unique=True, db_comment="Keyed hash of the source")
    minute = models.PositiveBigIntegerField(
        default=0, db_comment="The minute that requests are counted in, since 1970"
    )
    requests = models.PositiveIntegerField(default=0, db_comment="Requests in that minute")
    failures = models.PositiveIntegerField(
        default=0, db_comment="Failed sign-ins, each soon after the one before"
    )
    failed_at = models.DateTimeField(null=True, db_comment="The last failed sign-in, in UTC")
    brought = models.PositiveBigIntegerField(
        default=0, db_default=0, db_comment="Bytes of the files that were brought on that day"
    )
    brought_on = models.DateField(null=True, db_comment="The day that files are counted on")

    class Meta:
        """Storage."""

        db_table_comment = "Sources of requests, for limits"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["minute"], name="source_minute")
        ]

    def __str__(self) -> str:
        return self.digest[:8]
