"""What programs ask over HTTP."""

from __future__ import annotations

import json
from hashlib import sha256
from threading import Lock
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from perenou.api.every import BY_NAME
from perenou.api.many import Answered, Asked, Written, answered, written_all
from perenou.api.openapi import MOST_IN_BATCH, description
from perenou.api.operation import Operation
from perenou.language.grammar import Language
from perenou.workbench.frame.programs import spoken
from perenou.workbench.interface import calls
from perenou.workbench.interface.asking import JSON, asker, sent
from perenou.workbench.interface.problems import (
    ProblemError,
    for_programs,
    must_be,
    told,
)

_READ: Final = ("GET", "HEAD")

_IN_TURN: Final = Lock()
"""Held while a case is solved. Threads share one processor: taking turns, the first is answered
sooner and the last no later than if all went on together."""


@for_programs(*_READ)
def described(request: HttpRequest) -> HttpResponse:
    """What can be asked and how (OpenAPI 3.1); anybody may read it."""
    address = request.build_absolute_uri("/").rstrip("/")
    return answer(request, description(spoken(request), address))


@for_programs("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a question."""
    operation = BY_NAME.get(name)
    if operation is None:
        raise ProblemError(404, "operation")
    must_be(request, (*_READ, "POST") if operation.is_looked_up else ("POST",))
    key = calls.key_of(request)
    token = asker(request, [operation.name], [operation.scope], 1)
    is_sent = request.method == "POST"
    question = sent(request) if is_sent else dict(request.GET.items())
    if not isinstance(question, dict):
        raise ProblemError(400, "json")
    found = _answered(operation, Asked(name, question, spoken(request), is_text=not is_sent))
    if found.wrong:
        raise ProblemError(422, "question", found.wrong, found.language)
    made = answer(request, found.answer)
    if is_sent:
        calls.same_answer(token, key, f"{name} {found.language}", question, made["ETag"])
    return made


@for_programs("POST")
def batch(request: HttpRequest) -> HttpResponse:
    """Answer many questions, each by itself."""
    language = spoken(request)
    key = calls.key_of(request)
    try:
        told_all = sent(request)
    except ProblemError:
        # Whoever is not known is told nothing of what was wrong with what they sent.
        asker(request, [], [], 0)
        raise
    questions = told_all.get("questions") if _is_list_of_questions(told_all) else None
    if not isinstance(questions, list) or not 1 <= len(questions) <= MOST_IN_BATCH:
        asker(request, [], [], 0)
        raise ProblemError(422, "batch")
    operations = [_named(each) for each in questions]
    known = [each for each in operations if each is not None]
    names, scopes = {each.name for each in known}, {each.scope for each in known}
    token = asker(request, names, scopes, len(questions))
    wanted = [
        None if operation is None else Asked(operation.name, each.get("question", {}), language)
        for operation, each in zip(operations, questions, strict=True)
    ]
    found = iter(written_all([each for each in wanted if each is not None]))
    answers = [None if each is None else next(found) for each in wanted]
    parts = [_unknown(language) if each is None else _one(each) for each in answers]
    made = _written(request, f'{{"answers": [{", ".join(parts)}]}}')
    if key:
        # A problem's code is another one each time: of problems only their places are compared.
        same = "\n".join("" if each is None or each.wrong else each.text for each in answers)
        calls.same_answer(token, key, f"batch {language}", told_all, same)
    return made


def _answered(operation: Operation[Any], asked: Asked) -> Answered:
    if operation.scope != "cases":
        return answered(asked)
    with _IN_TURN:
        return answered(asked)


def _is_list_of_questions(told_all: object) -> bool:
    return isinstance(told_all, dict) and len(told_all) == 1


def _named(question: object) -> Operation[Any] | None:
    """The operation of a question among many."""
    if not isinstance(question, dict) or not set(question) <= {"operation", "question"}:
        return None
    name = question.get("operation")
    is_told = isinstance(question.get("question", {}), dict)
    return BY_NAME.get(name) if isinstance(name, str) and is_told else None


def _unknown(language: Language) -> str:
    return json.dumps({"problem": told(422, "operation", "", language)}, ensure_ascii=False)


def _one(found: Written) -> str:
    """An answer among many, as JSON."""
    if found.wrong:
        wrong = told(422, "question", found.wrong, found.language)
        return json.dumps({"problem": wrong}, ensure_ascii=False)
    return f'{{"answer": {found.text}}}'


def answer(request: HttpRequest, content: object) -> HttpResponse:
    """An answer with its tag; nothing but the tag where the asker has it already."""
    return _written(request, json.dumps(content, ensure_ascii=False))


def _written(request: HttpRequest, text: str) -> HttpResponse:
    tag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    is_read = request.method in _READ
    if is_read and tag in request.headers.get("If-None-Match", ""):
        made = HttpResponse(status=304)
    else:
        made = HttpResponse(text, content_type=JSON)
    made["ETag"] = tag
    # Programs read it; a browser that is led here keeps it as a file and shows nothing.
    made["Content-Disposition"] = 'attachment; filename="api.json"'
    made["Cache-Control"] = "private, no-cache" if is_read else "no-store"
    return made
