"""Pages of questions what would be if."""

from __future__ import annotations

import json
from secrets import token_hex
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from perenou.language.grammar import Language
from perenou.process.findings import outside_units
from perenou.process.ground import staff_of
from perenou.process.what_if import MOST_STAFF
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.flows import actions
from perenou.workbench.flows.kept import failure_said, report_of, unpacked
from perenou.workbench.flows.listing import state_pill
from perenou.workbench.flows.models import Log, Question, State, Telling
from perenou.workbench.frame.sent import posted, token
from perenou.workbench.frame.words import say

ARRIVALS: Final = (50, 300)
REPLICATIONS: Final = (5, 10, 20)


@page(Right.RUN_FLOWS, about="flow")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask what would be if: other people, a step less, more or fewer cases."""
    log = Log.objects.filter(pk=pk).first()
    if log is None or not log.content:
        raise Http404
    events = unpacked(log.content)
    staff = staff_of(events, outside_units(events, _outside(log)))
    sent = posted(request) if request.method == "POST" else {}
    error = ""
    if request.method == "POST":
        try:
            wanted = _wanted(sent, request.POST.getlist("without"), staff, events.activities)
            asked = actions.question(request.user, log, wanted, token=token(request))
            return redirect(asked)
        except _WrongError as wrong:
            error = say(f"flows.wrong.{wrong.key}", request.language)
    told = {
        "log": log, "error": error, "sent": sent, "token": sent.get("token") or token_hex(12),
        "staff": [(at, unit, number, sent.get(f"staff-{at}", str(number)))
                  for at, (unit, number) in enumerate(staff.items())],
        "steps": events.activities, "without": request.POST.getlist("without"),
        "arrivals": sent.get("arrivals", "100"), "replications": REPLICATIONS,
        "chosen": sent.get("replications", "10"), "has_beginnings": events.has_beginnings,
    }  # fmt: skip
    return render(request, "flows/what_if.html", told, status=422 if error else 200)


@page(Right.SEE_FLOWS, about="flow")
@require_safe
def foretold(request: SignedIn, pk: int, question: int) -> HttpResponse:
    """What a simulation said."""
    asked = _question(pk, question)
    telling = Telling.objects.filter(question=asked, language=request.language).first()
    told = {
        "log": asked.log, "of": asked, "job": asked.job,
        "address": reverse("flows:foretold-now", args=[pk, question]),
        "pill": state_pill(asked.state, request.language),
        "failure": _failure(asked, request.language),
        "report": report_of(telling.report) if telling else None,
    }  # fmt: skip
    return render(request, "flows/foretold.html", told)


@page(Right.SEE_FLOWS, about="flow", is_refresh=True)
@require_safe
def now(request: SignedIn, pk: int, question: int) -> HttpResponse:
    """How far a simulation is, to be put in the place of what is on the screen."""
    asked = _question(pk, question)
    told = {"of": asked, "job": asked.job,
            "address": reverse("flows:foretold-now", args=[pk, question])}  # fmt: skip
    response = render(request, "flows/progress.html", told)
    if asked.state != State.WAITING:
        response["HX-Refresh"] = "true"
    return response


class _WrongError(Exception):
    """What was typed cannot be; ``key`` is of the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _wanted(
    sent: dict[str, str], without: list[str], staff: dict[str, int], steps: tuple[str, ...]
) -> actions.Wanted:
    """What is asked, with only those units that are to have other people."""
    changed = {}
    for at, (unit, now_there) in enumerate(staff.items()):
        number = _whole(sent.get(f"staff-{at}", str(now_there)), 1, MOST_STAFF, "staff")
        if number != now_there:
            changed[unit] = number
    arrivals = _whole(sent.get("arrivals", ""), *ARRIVALS, "arrivals")
    replications = _whole(sent.get("replications", ""), REPLICATIONS[0], REPLICATIONS[-1], "times")
    gone = [step for step in without if step in steps]
    return actions.Wanted(changed, gone, arrivals, replications)


def _whole(told: str, least: int, most: int, key: str) -> int:
    told = told.strip()
    if not told.isascii() or not told.isdecimal() or len(told) > 6:
        raise _WrongError(key)
    if not least <= int(told) <= most:
        raise _WrongError(key)
    return int(told)


def _question(pk: int, question: int) -> Question:
    found = (
        Question.objects.select_related("log", "job", "owner").filter(pk=question, log=pk).first()
    )
    if found is None:
        raise Http404
    return found


def _failure(asked: Question, language: Language) -> str:
    return failure_said(asked.failure, language) if asked.failure else ""


def _outside(log: Log) -> list[str]:

    found: list[str] = json.loads(log.outside)
    return found
