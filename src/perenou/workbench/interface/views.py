"""What programs ask over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from perenou.api.every import BY_NAME
from perenou.api.openapi import MOST_IN_BATCH, description
from perenou.api.operation import Operation, Place
from perenou.api.problems import language_of, problem
from perenou.casework.as_json import Json
from perenou.language.grammar import Language
from perenou.workbench.accounts.sources import count, is_over
from perenou.workbench.interface import problems, tokens

HERE: Final = Place()
"""Programs tell cases; no file of this machine can be named."""

ANYBODY_S: Final = frozenset(
    {
        "benefits", "figures", "norm", "provision", "find", "solve", "explain", "missing",
        "what_if",
    }
)  # fmt: skip
"""What may be asked without a token where an installation is open to everybody."""

Answers = Callable[[Any, Place], dict[str, Json]]
"""What answers a question."""

_JSON: Final = "application/json"


def described(request: HttpRequest) -> HttpResponse:
    """What can be asked and how (OpenAPI 3.1); anybody may read it."""
    language = problems.spoken(request)
    if request.method not in ("GET", "HEAD"):
        return _not_so(language, "GET, HEAD")
    return _answer(request, description(language, request.build_absolute_uri("/").rstrip("/")))


@csrf_exempt
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a question."""
    language = problems.spoken(request)
    operation = BY_NAME.get(name)
    if operation is None:
        return problems.answer(404, "operation", language)
    methods = "GET, HEAD, POST" if operation.is_looked_up else "POST"
    if request.method not in methods.split(", "):
        return _not_so(language, methods)
    refused = _refused(request, [operation], 1, language)
    if refused is not None:
        return refused
    answered: Answers = operation.asked
    if request.method == "POST":
        told = _sent(request)
    else:
        told, answered = dict(request.GET.items()), operation.looked_up
    if not isinstance(told, dict):
        return _unreadable(request, language)
    answer, wrong = _answered(answered, told, language)
    if wrong:
        return problems.answer(422, "question", language_of(told), wrong)
    return _answer(request, answer)


@csrf_exempt
def batch(request: HttpRequest) -> HttpResponse:
    """Answer many questions, each by itself."""
    language = problems.spoken(request)
    if request.method != "POST":
        return _not_so(language, "POST")
    told = _sent(request)
    if told is None:
        # Whoever is not known is told nothing of what was wrong with what they sent.
        return _refused(request, [], 0, language) or _unreadable(request, language)
    questions = told.get("questions") if isinstance(told, dict) and len(told) == 1 else None
    if not isinstance(questions, list) or not 1 <= len(questions) <= MOST_IN_BATCH:
        refused = _refused(request, [], 0, language)
        return refused or problems.answer(422, "batch", language)
    operations = [_named(each) for each in questions]
    known = [each for each in operations if each is not None]
    refused = _refused(request, known, len(questions), language)
    if refused is not None:
        return refused
    answers: list[Json] = []
    for operation, each in zip(operations, questions, strict=True):
        if operation is None:
            answers.append({"problem": {**problems.told(422, "operation", "", language)}})
            continue
        question = each.get("question", {})
        answer, wrong = _answered(operation.asked, question, language)
        if wrong:
            told_of = problems.told(422, "question", wrong, language_of(question))
            answers.append({"problem": {**told_of}})
        else:
            answers.append({"answer": answer})
    return _answer(request, {"answers": answers})


def _named(told: object) -> Operation[Any] | None:
    """The operation of a question among many."""
    if not isinstance(told, dict) or not set(told) <= {"operation", "question"}:
        return None
    name = told.get("operation")
    is_told = isinstance(told.get("question", {}), dict)
    return BY_NAME.get(name) if isinstance(name, str) and is_told else None


def _answered(
    answered: Answers,
    told: dict[str, Any],
    language: Language,
) -> tuple[dict[str, Json], str]:
    """The answer, or what was wrong with the question."""
    asked = told if "language" in told else {**told, "language": language}
    try:
        return answered(asked, HERE), ""
    except Exception as error:
        wrong = problem(error, language_of(asked))
        if wrong is None:
            raise
        return {}, wrong


def _refused(
    request: HttpRequest, operations: list[Operation[Any]], questions: int, language: Language
) -> HttpResponse | None:
    """Why whoever asks may not; None: they may, and their questions are counted."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if not secret and not scheme:
        is_open = settings.CONFIGURATION.is_open and questions
        if is_open and all(each.name in ANYBODY_S for each in operations):
            if is_over(request):
                return _too_many(language)
            count(request)
            return None
    token = tokens.known(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        # Whoever guesses is slowed down like any stranger.
        if is_over(request):
            return _too_many(language)
        count(request)
        refused = problems.answer(401, "token", language)
        refused["WWW-Authenticate"] = "Bearer"
        return refused
    allowed = tokens.scopes(token)
    if any(each.scope not in allowed for each in operations):
        return problems.answer(403, "scope", language)
    return None if tokens.taken(token, questions) else _too_many(language)


def _sent(request: HttpRequest) -> Any:
    """What was sent as JSON; None where it is none."""
    if request.content_type != _JSON:
        return None
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig):
        return None


def _unreadable(request: HttpRequest, language: Language) -> HttpResponse:
    if request.content_type != _JSON:
        return problems.answer(415, "media", language)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return problems.answer(413, "large", language)
    return problems.answer(400, "json", language)


def _not_so(language: Language, methods: str) -> HttpResponse:
    refused = problems.answer(405, "method", language)
    refused["Allow"] = methods
    return refused


def _too_many(language: Language) -> HttpResponse:
    refused = problems.answer(429, "many", language)
    refused["Retry-After"] = "60"
    return refused


def _answer(request: HttpRequest, content: object) -> HttpResponse:
    """An answer with its tag; nothing but the tag where the asker has it already."""
    text = json.dumps(content, ensure_ascii=False)
    tag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(text, content_type=_JSON)
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-store" if request.method == "POST" else "private, no-cache"
    return answer
