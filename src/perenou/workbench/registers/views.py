"""Asking registers about a person of a case, and confirming each thing that they say."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from perenou.casework.case_file.schema import Case as CaseFile
from perenou.language.catalogue import SlotValue
from perenou.language.grammar import Language
from perenou.registers.prefill import MisfitError, Place, askable
from perenou.registers.saying import Register, Silence
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.accounts.state_sign_in import official_of
from perenou.workbench.cases.actions import ConflictError
from perenou.workbench.cases.facts_told import Telling
from perenou.workbench.cases.models import Case, Kind, Version
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.cases.solving import latest
from perenou.workbench.cases.solving import told as told_by
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.registers import actions
from perenou.workbench.registers.content import Answered, read
from perenou.workbench.registers.models import Query
from perenou.workbench.registers.services import services
from perenou.workbench.registers.showing import said


@dataclass(slots=True)
class _Form:
    """Of whom and which registers are asked, as it was sent."""

    of: str = ""
    registers: list[str] = field(default_factory=list)


@case_page(Right.ASK_REGISTERS)
@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, case: Case) -> HttpResponse:
    """Choose a person of the case and registers; with POST, ask them."""
    switched_on = services()
    if not switched_on:
        raise Http404
    if request.method != "POST":
        return _asking(request, case, _Form())
    form = _Form(request.POST.get("of", ""), request.POST.getlist("registers"))
    chosen = {each: of for each, of in switched_on.items() if each in form.registers}
    group, _, who = form.of.partition(".")
    try:
        query = actions.ask(
            request.user, case, (group, who), chosen, official=official_of(request),
            purpose=purpose_of(request, case), token=token(request, f"r{case.pk}"),
        )  # fmt: skip
    except actions.RefusedError as refused:
        return _asking(request, case, form, refused.key)
    return redirect("registers:told", case.number, query.pk)


@case_page(Right.ASK_REGISTERS)
@require_http_methods(["GET", "POST"])
def told(request: SignedIn, case: Case, query: int) -> HttpResponse:
    """What registers said beside what the case says; with POST, take over what is confirmed."""
    if not services():
        raise Http404
    form = token(request, f"t{case.pk}")
    found = actions.open_query(request.user, case, query)
    if found is None:
        # The same form sent twice has done its work; otherwise the answer is too old.
        if not Version.objects.filter(token=form, case=case).exists():
            messages.error(request, say("registers.refused.gone", request.language))
            return redirect("registers:ask", case.number)
        return redirect("cases:show", case.number)
    answered, file = read(found.content), _file(found)
    if request.method != "POST":
        return _told(request, found, answered, file)
    if not may(request.user, Right.CHANGE_CASE, case):
        raise PermissionDenied
    keys = frozenset(request.POST.getlist("take"))
    try:
        version = actions.take_over(
            request.user, found, keys, note=_note(request, answered, keys), token=form
        )
    except actions.RefusedError as refused:
        error = say(f"registers.refused.{refused.key}", request.language)
        return _told(request, found, answered, file, keys, error)
    except ConflictError:
        messages.error(request, say("registers.refused.changed", request.language))
        return redirect("registers:ask", case.number)
    except MisfitError as wrong:
        why = "; ".join(each.what(request.language) for each in wrong.problems)
        error = say("registers.refused.misfit", request.language, why=why)
        return _told(request, found, answered, file, keys, error)
    messages.success(request, say("registers.taken", request.language, number=version.number))
    return redirect("cases:show", case.number)


def _asking(request: SignedIn, case: Case, form: _Form, refused: str = "") -> HttpResponse:
    file = told_by(latest(case))
    switched_on = services()
    shown = {
        "case": case,
        "form": form,
        "people": [
            (".".join(place), file.named(place[1]), [e for e in speaking if e in switched_on])
            for place, speaking in askable(file).items()
        ],
        "registers": [*switched_on],
        "seconds": max(each.seconds for each in switched_on.values()),
        "is_invented": case.kind != Kind.REAL,
        "is_known": bool(official_of(request)),
        "error": say(f"registers.refused.{refused}", request.language) if refused else "",
        "token": token(request),
    }
    return render(request, "registers/ask.html", shown, status=422 if refused else 200)


def _told(
    request: SignedIn, query: Query, answered: Answered, file: CaseFile,
    keys: frozenset[str] = frozenset(), error: str = "",
) -> HttpResponse:  # fmt: skip
    shown = {
        "case": query.case,
        "name": _name(answered.of, file),
        "said": said(answered, file, request.language),
        "silent": [_silence(each, file, request.language) for each in answered.found.silent],
        "keys": keys,
        "is_old": query.based_on != query.case.latest,
        "may_take": may(request.user, Right.CHANGE_CASE, query.case),
        "error": error,
        "token": token(request),
    }
    return render(request, "registers/told.html", shown, status=422 if error else 200)


def _silence(silence: Silence, file: CaseFile, language: Language) -> str:
    slots: dict[str, SlotValue] = {
        "register": say(f"registers.register.{silence.register}", language)
    }
    if silence.fact:
        slots["fact"] = Telling(file, language).label(silence.fact)
    if silence.rows:
        slots["rows"] = silence.rows
    return say(f"registers.silent.{silence.why}", language, **slots)


def _name(of: Place, file: CaseFile) -> str:
    return file.named(of[1]) if of[1] in file.everybody else of[1]


def _file(query: Query) -> CaseFile:
    return told_by(query.case.versions.get(number=query.based_on))


def _note(request: SignedIn, answered: Answered, keys: frozenset[str]) -> str:
    """What the version says of itself: from which registers and when."""
    times: dict[Register, str] = {
        each.register: moment(each.at) for each in answered.found.sayings if each.key in keys
    }
    return "; ".join(
        say(
            "registers.source", request.language, when=when,
            register=say(f"registers.register.{register}", request.language),
        )
        for register, when in times.items()
    )  # fmt: skip
