"""Everything that is kept about one person, as files that they can be given."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Final
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from perenou import __version__
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.cases.models import Case, KeptPage, Kind, Mark
from perenou.workbench.learning.keeping import kept_of
from perenou.workbench.privacy.crypto import findables
from perenou.workbench.questions.models import CodeMark, Question
from perenou.workbench.tasks.keeping import about_cases

_REPEATED: Final = frozenset({Mark, CodeMark, KeptPage})
"""Tables that hold nothing of their own: what others are found by, and what pages tell of them."""


def export(actor: User, code: str, kind: Kind, purpose: str) -> tuple[bytes, int]:
    """A ZIP archive of all that stands about whoever has a personal code, in data of one sort.

    It holds each case that names them with every version, determination, act and letter, the tasks
    about these cases, what colleagues asked about them, other questions in which their code stands,
    and the events of the audit trail about all of these. Other people of the same family stand in
    it, too. Of real data it holds what is kept of their learning, if they work here and sign in
    with the code.

    Returns:
        The archive, and how many cases, accounts and other questions it is about.
    """
    found = (
        Case.objects.filter(kind=kind, marks__digest__in=findables(code)).distinct().order_by("pk")
    )
    cases = list(found)
    numbers = [case.number for case in cases]
    colleagues = list(User.objects.filter(subject__in=findables(f"EE{code}"))) if (
        kind is Kind.REAL) else []  # fmt: skip
    questions = list(_questions(code, cases) if kind is Kind.REAL else ())
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for case in cases:
            for table, rows in _rows_of(case):
                _write(archive, f"cases/{case.number}/{table}.json", rows)
        for colleague in colleagues:
            _write(archive, "learning.json", kept_of(colleague))
        for task in about_cases(numbers):
            for table, rows in _rows_of(task):
                _write(archive, f"tasks/{task.pk}/{table}.json", rows)
        for question in questions:
            for table, rows in _rows_of(question):
                _write(archive, f"questions/{question.number}/{table}.json", rows)
        about = Q(about="case", about_id__in=numbers)
        asked = Question.objects.filter(case__in=cases).values_list("number", flat=True)
        about |= Q(about="question", about_id__in=[*asked, *(each.number for each in questions)])
        events = Event.objects.filter(about).order_by("number")
        _write(archive, "events.json", [_plain(event) for event in events])
        made = {"made_at": timezone.now().isoformat(), "by": f"Perenõu {__version__}"}
        others = [question.number for question in questions]
        index = {"cases": numbers, "questions": others, "kind": kind.value}
        _write(archive, "index.json", made | index)
        with transaction.atomic():
            told: Detail = {"cases": numbers, "questions": others, "kind": kind.value}
            record(actor, "person.exported", "person", purpose=purpose, detail=told)
    return kept.getvalue(), len(cases) + len(colleagues) + len(questions)


def _questions(code: str, cases: list[Case]) -> QuerySet[Question]:
    """The questions in which a code stands and that are about none of the cases."""
    found = Question.objects.filter(marks__digest__in=findables(code)).distinct()
    return found.exclude(case__in=cases).order_by("pk")


def _rows_of(root: models.Model) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """By table, the rows that belong to something, however deep they hang on it."""
    yield root._meta.db_table, [_plain(root)]
    waiting: list[tuple[type[models.Model], list[object]]] = [(type(root), [root.pk])]
    seen: set[type[models.Model]] = {type(root)}
    while waiting:
        parent, keys = waiting.pop(0)
        for link in parent._meta.related_objects:
            child = link.related_model
            if child in seen or child in _REPEATED or not isinstance(child, type):
                continue
            seen.add(child)
            rows = list(
                child._base_manager.filter(**{f"{link.field.name}__in": keys}).order_by("pk")
            )
            if rows:
                yield child._meta.db_table, [_plain(row) for row in rows]
                waiting.append((child, [row.pk for row in rows]))


def _plain(row: models.Model) -> dict[str, object]:
    told: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey) and field.related_model is User:
            # Who in the agency did it is told by name.
            who = getattr(row, field.name)
            told[field.name] = None if who is None else who.name
        elif field.name not in ("token", "seal"):
            told[field.name] = value
    return told


def _write(archive: zipfile.ZipFile, name: str, content: object) -> None:
    archive.writestr(name, json.dumps(content, ensure_ascii=False, indent=1, default=_as_text))


def _as_text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | models.FileField):
        return str(value)
    raise TypeError(type(value).__name__)
