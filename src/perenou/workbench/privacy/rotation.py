"""Encrypting and marking everything anew with the first keys, so that older ones can go.

A hash key that sealed events of the audit trail stays in the list, for the trail is never written
anew; and somebody whom the state sign-in knows is known by an older hash key until they next come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from django.apps import apps
from django.db import models, transaction

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.actions import put_marks
from perenou.workbench.cases.departures import mark_anew
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import latest, told
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Plain, Work
from perenou.workbench.privacy.fields import EncryptedTextField
from perenou.workbench.questions.actions import put_marks as put_question_marks
from perenou.workbench.questions.models import Question

Anew = Callable[[models.Model], None]
"""Does one row anew."""

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
    """Encrypt and mark every row anew, in batches that can be gone on with at any time.

    Args:
        place: where an earlier run got to; empty: from the beginning.

    Returns:
        How many rows there were.
    """
    steps: list[tuple[type[models.Model], Anew]] = [
        *((model, partial(_encrypt_anew, columns)) for model, columns in encrypted_tables()),
        (Case, _mark_case),
        (Question, _mark_question),
    ]
    whole = sum(model._base_manager.count() for model, _ in steps)
    done, first, after = (_number(place, key) for key in ("done", "table", "after"))
    for at, (model, anew) in enumerate(steps):
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
                    anew(row)
            after, done = keys[-1], done + len(keys)
            reached(done, whole, {"table": at, "after": after, "done": done})
    record(actor, "keys.rotated", detail={"rows": done})
    return done


def _encrypt_anew(columns: tuple[str, ...], row: models.Model) -> None:
    fresh = {column: getattr(row, column) for column in columns}
    type(row)._base_manager.filter(pk=row.pk).update(**fresh)


def _mark_case(row: models.Model) -> None:
    assert isinstance(row, Case)
    put_marks(row, told(latest(row)))
    mark_anew(row)


def _mark_question(row: models.Model) -> None:
    assert isinstance(row, Question)
    last = row.wordings.order_by("-number").first()
    if last is not None:
        put_question_marks(row, last.subject, last.text)


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
