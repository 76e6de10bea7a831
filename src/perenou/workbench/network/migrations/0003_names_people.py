"""Requests know whether their letters tell of people; of those that are here, nobody has looked yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column empty; the worker looks through the letters, and until then they are closed."""

    dependencies: ClassVar = [("network", "0002_alphabet")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="request",
            name="names_people",
            field=models.BooleanField(
                null=True,
                db_comment="Whether its letters tell of people, so that without a case its owner alone"
                " reads it; empty: nobody has looked",
            ),
        ),
    ]
