"""Encrypting everything anew with the first key, so that older ones can be taken away.

The last key stays: what is found by keyed hash, and the seals of the audit trail, rest on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.apps import apps
from django.db import models, transaction

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Plain, Work
from perenou.workbench.privacy.fields import EncryptedTextField

JOB: Final = "privacy.rotation"
BATCH: Final = 100

Reached = Callable[[int, int, dict[str, Plain] | None], None]
"""Is told how many rows are done, how many there are, and where to go on."""


def ask_for_rotation(actor: User) -> Job:
    """Put the work into the queue; it never runs twice at once."""
    return ask(actor, JOB, {}, lock=JOB)


def run(work: Work) -> dict[str, int]:
    """Encrypt every row anew, going on where an earlier worker got to."""
    return {"rows": rotate(work.owner, work.reached, work.place)}


def rotate(actor: User | None, reached: Reached, place: dict[str, Plain]) -> int:
    """Encrypt every row anew, in batches that can be gone on with at any time.

    Args:
        place: where an earlier run got to; empty: from the beginning.

    Returns:
        How many rows there were.
    """
    tables = list(encrypted_tables())
    steps = sum(model._base_manager.count() for model, _ in tables)
    done, first, after = (_number(place, key) for key in ("done", "table", "after"))
    for at, (model, columns) in enumerate(tables):
        if at < first:
            continue
        after = after if at == first else 0
        while keys := list(
            model._base_manager.filter(pk__gt=after)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        ):
            with transaction.atomic():
                for row in model._base_manager.select_for_update().filter(pk__in=keys):
                    fresh = {column: getattr(row, column) for column in columns}
                    model._base_manager.filter(pk=row.pk).update(**fresh)
            after, done = keys[-1], done + len(keys)
            reached(done, steps, {"table": at, "after": after, "done": done})
    record(actor, "keys.rotated", detail={"rows": done})
    return done


def encrypted_tables() -> Iterator[tuple[type[models.Model], tuple[str, ...]]]:
    """Every table that holds something encrypted, with its columns."""
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        columns = tuple(
            each.name for each in model._meta.concrete_fields
            if isinstance(each, EncryptedTextField)
        )  # fmt: skip
        if columns:
            yield model, columns


def _number(place: dict[str, Plain], key: str) -> int:
    found = place.get(key, 0)
    return found if isinstance(found, int) else 0
