"""Everything that is kept about one person, as files that they can be given."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from io import BytesIO
from operator import or_
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from perenou import __version__
from perenou.acts.write_html import as_html
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.cases.models import Case, KeptPage, Kind, Mark
from perenou.workbench.cases.solving import latest
from perenou.workbench.learning.keeping import kept_of
from perenou.workbench.privacy.crypto import findables
from perenou.workbench.privacy.fields import EncryptedTextField
from perenou.workbench.privacy.in_files import is_file, stands_in_file
from perenou.workbench.privacy.person_told import case_document, told_of_person
from perenou.workbench.questions.models import CodeMark, Question
from perenou.workbench.tasks.keeping import about_cases

WITHHELD: Final = "(file)"
"""What stands for a file in the archive."""

_REPEATED: Final = frozenset({Mark, CodeMark, KeptPage})
"""Tables that hold nothing of their own: what others are found by, and what pages tell of them."""


_TEXTS: Final = (models.CharField, models.TextField)


def export(
    actor: User, code: str, kind: Kind, purpose: str, language: Language
) -> tuple[bytes, int]:
    """A ZIP archive of all that stands about whoever has a personal code, in data of one sort.

    It holds each case that names them with every version, determination, act and letter, the tasks
    about these cases, what colleagues asked about them, other questions in which their code stands,
    the events of the audit trail about all of these, and of real data every other row of any table
    that holds the code; files that are kept there are looked into, but not given out. What it is in
    words of people stands in ``index.html`` and a page for each case; the rest is as it is kept.
    Other people of the same family stand in it, too. Of real data it holds what is kept of their
    learning, if they work here and sign in with the code.

    Returns:
        The archive, and how many cases, accounts, other questions and rows it is about.
    """
    found = (
        Case.objects.filter(kind=kind, marks__digest__in=findables(code)).distinct().order_by("pk")
    )
    cases = list(found)
    numbers = [case.number for case in cases]
    colleagues = list(User.objects.filter(subject__in=findables(f"EE{code}"))) if (
        kind is Kind.REAL) else []  # fmt: skip
    questions = list(_questions(code, cases) if kind is Kind.REAL else ())
    elsewhere = dict(_elsewhere(code)) if kind is Kind.REAL else {}
    tasks = list(about_cases(numbers))
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for case in cases:
            for table, rows in _rows_of(case):
                _write(archive, f"cases/{case.number}/{table}.json", rows)
            page = as_html(case_document(latest(case), language))
            archive.writestr(f"cases/{case.number}/{case.number}.html", page)
        for colleague in colleagues:
            _write(archive, "learning.json", kept_of(colleague))
        for task in tasks:
            for table, rows in _rows_of(task):
                _write(archive, f"tasks/{task.pk}/{table}.json", rows)
        for question in questions:
            for table, rows in _rows_of(question):
                _write(archive, f"questions/{question.number}/{table}.json", rows)
        for table, rows in elsewhere.items():
            _write(archive, f"elsewhere/{table}.json", rows)
        about = Q(about="case", about_id__in=numbers)
        asked = Question.objects.filter(case__in=cases).values_list("number", flat=True)
        about |= Q(about="question", about_id__in=[*asked, *(each.number for each in questions)])
        events = list(Event.objects.filter(about).select_related("actor").order_by("number"))
        _write(archive, "events.json", [_plain(event) for event in events])
        made = {"made_at": timezone.now().isoformat(), "by": f"Perenõu {__version__}"}
        others = [question.number for question in questions]
        index = {
            "cases": numbers, "questions": others, "kind": kind.value,
            "elsewhere": {table: len(rows) for table, rows in elsewhere.items()},
        }  # fmt: skip
        told_in_words = told_of_person(cases, tasks, questions, elsewhere, events, language)
        archive.writestr("index.html", as_html(told_in_words))
        _write(archive, "index.json", made | index)
        with transaction.atomic():
            told: Detail = {"cases": numbers, "questions": others, "kind": kind.value}
            record(actor, "person.exported", "person", purpose=purpose, detail=told)
    others_found = sum(map(len, elsewhere.values()))
    return kept.getvalue(), len(cases) + len(colleagues) + len(questions) + others_found


def _elsewhere(code: str) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """By table, the rows that hold a code and belong to no case and no question."""
    known = {*_below(Case), *_below(Question), Event}
    for model in apps.get_models():
        fields = [each for each in model._meta.concrete_fields if isinstance(each, _TEXTS)]
        if model in known or not fields:
            continue
        secret = [each for each in fields if isinstance(each, EncryptedTextField)]
        rows = model._base_manager.order_by("pk")
        if not secret:
            plain = (Q((f"{each.attname}__contains", code)) for each in fields)
            rows = rows.filter(reduce(or_, plain))
        found = [
            _without_files(_plain(row)) for row in rows.iterator(chunk_size=500)
            if any(_holds(str(getattr(row, each.attname) or ""), code) for each in fields)
        ]  # fmt: skip
        if found:
            yield model._meta.db_table, found


def _holds(kept: str, code: str) -> bool:
    return code in kept or (is_file(kept) and stands_in_file(code, kept))


def _without_files(told: dict[str, object]) -> dict[str, object]:
    """A row without its files: tables of decisions and enclosures of letters tell of others."""
    return {
        key: WITHHELD if isinstance(value, str) and is_file(value) else value
        for key, value in told.items()
    }


def _below(root: type[models.Model]) -> set[type[models.Model]]:
    """The tables whose every row belongs to a row of another."""
    seen, waiting = {root}, [root]
    while waiting:
        for link in waiting.pop()._meta.related_objects:
            child = link.related_model
            if child not in seen and not link.field.null:
                seen.add(child)
                waiting.append(child)
    return seen


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
