"""Answers know which alternative was chosen, so that one alone does not prove what somebody knows."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column empty: what was chosen before is not known any more."""

    dependencies: ClassVar = [("learning", "0003_more_exercises")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="answer",
            name="said",
            field=models.CharField(
                max_length=32,
                db_default="",
                default="",
                db_comment="Digest of what was chosen; empty: not known",
            ),
        ),
    ]
