"""Notices to everybody: what they say in each language, and when they are shown."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User

LONGEST_TEXT: Final = 300


class Tone(models.TextChoices):
    """How a notice looks."""

    NEWS = "news"
    TROUBLE = "trouble"


class Notice(models.Model):
    """A notice to everybody; what it says is never changed, only when its showing ends."""

    tone = models.CharField(max_length=10, choices=Tone.choices, db_comment="How it looks")
    et = models.CharField(max_length=LONGEST_TEXT, db_comment="What it says in Estonian")
    en = models.CharField(max_length=LONGEST_TEXT, db_comment="What it says in English")
    ru = models.CharField(max_length=LONGEST_TEXT, db_comment="What it says in Russian")
    begins = models.DateTimeField(db_comment="From when it is shown, in UTC")
    ends = models.DateTimeField(db_comment="Until when it is shown, in UTC")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    written_at = models.DateTimeField(auto_now_add=True, db_comment="When it was written, in UTC")
    token = models.CharField(
        max_length=40, unique=True, db_comment="Of the form that made it, so that it is made once"
    )

    class Meta:
        """Storage."""

        db_table_comment = "Notices to everybody"
        ordering: ClassVar[list[str]] = ["begins", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ends", "begins"], name="notice_shown"),
            models.Index(fields=["begins"], name="notice_begins"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def text(self, language: Language) -> str:
        """What it says."""
        return {"et": self.et, "en": self.en, "ru": self.ru}[language]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("notices:show", args=[self.pk])
