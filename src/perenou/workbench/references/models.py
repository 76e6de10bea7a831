"""Which of what people wrote rests on which provision."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models

LONGEST_CITATION: Final = 60
LONGEST_ID: Final = 40


class Reference(models.Model):
    """Something that rests on a provision: a position, an answer, a page, a task, an exercise."""

    about = models.CharField(max_length=20, db_comment="What kind of thing rests on it")
    about_id = models.CharField(max_length=LONGEST_ID, db_comment="Which one, by its own key")
    place = models.PositiveSmallIntegerField(db_comment="In which order it cites, from 0")
    citation = models.CharField(max_length=LONGEST_CITATION, db_comment="The provision")
    act = models.CharField(max_length=40, db_comment="The act of the provision")

    class Meta:
        """Storage."""

        db_table_comment = "Which of what people wrote rests on which provision"
        ordering: ClassVar[list[str]] = ["about", "about_id", "place"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["act", "citation"], name="reference_provision"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["about", "about_id", "citation"], name="reference_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.about_id}: {self.citation}"
