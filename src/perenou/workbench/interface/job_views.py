"""Work that programs ask for and come back to: begun, looked at, cancelled, its result fetched."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from perenou.api.every import LONG, LONG_BY_NAME
from perenou.api.openapi import MOST_JOBS
from perenou.api.operation import LongOperation
from perenou.api.problems import language_of, problem
from perenou.casework.as_json import Json
from perenou.workbench.frame.programs import spoken
from perenou.workbench.interface import calls
from perenou.workbench.interface.asking import asker, sent
from perenou.workbench.interface.models import Token
from perenou.workbench.interface.problems import ProblemError, for_programs
from perenou.workbench.interface.views import answer
from perenou.workbench.jobs import queue
from perenou.workbench.jobs.models import Job, JobState

KIND: Final = "interface."
"""How the kinds of such work begin; the name of the operation follows."""

_KINDS: Final = tuple(KIND + each.name for each in LONG)
_LARGEST: Final = 2**63 - 1


@for_programs("POST")
def begin(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for work; the answer says where to see how far it is."""
    operation = LONG_BY_NAME[name]
    key = calls.key_of(request)
    token = _token(request, operation.scope)
    question = sent(request)
    if not isinstance(question, dict):
        raise ProblemError(400, "json")
    asked = question if "language" in question else {**question, "language": spoken(request)}
    _check(operation, asked)
    told = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    job, _ = calls.same_work(
        token, key, name, question, lambda: queue.ask(token.user, KIND + name, {"question": told})
    )
    made = answer(request, told_of(job))
    made.status_code = 202
    made["Location"] = reverse("api:job", args=[job.pk])
    return made


@for_programs("GET", "HEAD")
def jobs(request: HttpRequest) -> HttpResponse:
    """The work that one's programs asked for, the newest first."""
    found = Job.objects.filter(owner=_anyone(request).user, kind__in=_KINDS)
    before = _whole(request.GET, "before", _LARGEST)
    most = _whole(request.GET, "most", MOST_JOBS)
    rows = list(found.filter(pk__lt=before).order_by("-pk")[: most + 1])
    following: Json = rows[most - 1].pk if len(rows) > most else None
    return answer(request, {"jobs": [told_of(each) for each in rows[:most]], "next": following})


@for_programs("GET", "HEAD", "DELETE")
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far work is; with DELETE it is stopped."""
    token = _anyone(request)
    found = _job(token, pk)
    if request.method == "DELETE":
        queue.cancel(token.user, found)
        found.refresh_from_db()
    return answer(request, told_of(found))


@for_programs("GET", "HEAD")
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of work."""
    found = _job(_anyone(request), pk)
    if found.state != JobState.DONE:
        ended = found.state in (JobState.FAILED, JobState.CANCELLED)
        raise ProblemError(409, "no_result" if ended else "not_done")
    told = json.loads(found.result)
    if "problem" in told:
        raise ProblemError(422, "question", told["problem"])
    return answer(request, told["answer"])


def told_of(found: Job) -> dict[str, Json]:
    """A job for programs."""
    told = json.loads(found.result) if found.result else {}
    has_answer = found.state == JobState.DONE and "answer" in told
    is_failed = found.state == JobState.FAILED or "problem" in told
    return {
        "id": found.pk,
        "operation": found.kind.removeprefix(KIND),
        "state": "failed" if is_failed else str(found.state),
        "done": found.done,
        "steps": found.steps,
        "asked_at": found.made_at.isoformat(),
        "ended_at": None if found.ended_at is None else found.ended_at.isoformat(),
        "problem": told.get("problem") or (found.failure or None),
        "result": reverse("api:result", args=[found.pk]) if has_answer else None,
    }


def _token(request: HttpRequest, scope: str) -> Token:
    token = asker(request, [scope], [scope], 1)
    # No work is begun for anybody: the names of scopes are those of no open question.
    assert token is not None
    return token


def _anyone(request: HttpRequest) -> Token:
    """Whoever may ask for any such work."""
    return _token(request, "reforms")


def _job(token: Token, pk: int) -> Job:
    found = Job.objects.filter(pk=pk, owner=token.user, kind__in=_KINDS).first()
    if found is None:
        raise ProblemError(404, "job")
    return found


def _whole(sent_by_address: QueryDict, name: str, most: int) -> int:
    """A number of an address, as much as there may be where none is told."""
    text = sent_by_address.get(name)
    if text is None:
        return most
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(_LARGEST)):
        raise ProblemError(422, "number")
    number = int(text)
    if not 1 <= number <= most:
        raise ProblemError(422, "number")
    return number


def _check(operation: LongOperation[Any], asked: dict[str, object]) -> None:
    try:
        operation.checked(asked)
    except Exception as error:
        wrong = problem(error, language_of(asked))
        if wrong is None:
            raise
        raise ProblemError(422, "question", wrong, language_of(asked)) from None
