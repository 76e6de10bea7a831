"""The list of cases, and what is done with many of them at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.language.catalogue import SlotValue
from perenou.workbench.accounts.models import User, UserRole
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import ROLES, TABLE, Reach, Right, may
from perenou.workbench.cases import actions
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.importing import (
    LARGEST_UPLOAD,
    UploadError,
    ask_for_import,
    files_of,
)
from perenou.workbench.cases.listing import CASES
from perenou.workbench.cases.models import Kind, State
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.lists import PAGE_SIZE, answer
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.queue import ask

UNDO: Final = "undo_cases"
"""Key of the session: what was last done with many cases, and how each stood before."""

_TOKEN: Final = re.compile(r"[0-9a-f]{24}")

STATES: Final = {"close": State.CLOSED, "reopen": State.OPEN}


@dataclass(frozen=True, slots=True)
class Many:
    """What can be done with the chosen rows of the list, as its template draws it."""

    may_change: bool
    people: tuple[User, ...]


@page(Right.LIST_CASES)
@require_safe
def cases(request: SignedIn) -> HttpResponse:
    """The cases that one may see."""
    many = Many(may(request.user, Right.CHANGE_CASE), tuple(_takers(request.user)))
    found = visible_to(request.user)
    return answer(request, CASES, found, "cases/list.html", {"many": many})


@page(Right.CHANGE_CASE)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Close the chosen cases, open them again, or hand them over."""
    chosen = request.POST.getlist("chosen")[:PAGE_SIZE]
    done = request.POST.get("do", "")
    right = Right.SHARE_CASE if done == "hand_over" else Right.CHANGE_CASE
    found = list(visible_to(request.user, right).filter(number__in=chosen))
    taker = _takers(request.user).filter(pk=_number(request.POST.get("to", ""))).first()
    if done == "hand_over" and taker is None:
        messages.error(request, say("cases.many.no_taker", request.language))
    elif not found or (done not in STATES and done != "hand_over"):
        messages.error(request, say("cases.many.none_chosen", request.language))
    elif asked := _asked(request, done, len(found), taker):
        return asked
    else:
        before: list[list[str | int | bool]] = []
        with transaction.atomic():
            for case in found:
                if done == "hand_over" and taker is not None and case.owner_id != taker.pk:
                    had_access = case.access.filter(user=taker).exists()
                    before.append([case.number, case.owner_id, had_access])
                    actions.hand_over(request.user, case, taker)
                elif done in STATES and case.state != STATES[done]:
                    before.append([case.number, case.state, False])
                    actions.set_state(request.user, case, STATES[done])
        request.session[UNDO] = {"did": done, "before": before}
        told = say(f"cases.many.{done}.done", request.language, count=len(before))
        messages.success(
            request, told, extra_tags=f"undo {reverse('cases:undo')}" if before else ""
        )
    return redirect(_back(request))


def _asked(request: SignedIn, done: str, count: int, taker: User | None) -> HttpResponse | None:
    """Ask first where it is more than one case."""
    if count == 1:
        return None
    slots: dict[str, SlotValue] = {"count": count}
    if taker is not None and done == "hand_over":
        slots["name"] = taker.name
    question = say(f"cases.many.{done}.sure", request.language, **slots)
    keeps = ("do", "chosen", "to", "next")
    return asks_first(request, question, back=reverse("cases:list"), keeps=keeps)


@page(Right.CHANGE_CASE)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the cases that were last changed together back to how each stood before."""
    kept = request.session.pop(UNDO, {"did": "", "before": []})
    before: dict[str, tuple[str | int, bool]] = {
        number: (former, had_access) for number, former, had_access in kept["before"]
    }
    right = Right.SHARE_CASE if kept["did"] == "hand_over" else Right.CHANGE_CASE
    found = list(visible_to(request.user, right).filter(number__in=before))
    with transaction.atomic():
        for case in found:
            former, had_access = before[case.number]
            if kept["did"] == "hand_over":
                owner = User.objects.get(pk=former)
                actions.hand_over(request.user, case, owner, keeps_access=had_access)
            elif case.state == STATES[kept["did"]]:
                actions.set_state(request.user, case, State(str(former)))
    messages.success(request, say("cases.many.undone", request.language, count=len(found)))
    return redirect(_back(request))


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def import_many(request: SignedIn) -> HttpResponse:
    """Ask for the case files of an archive or a list to be opened, each as a case."""
    if request.method == "POST":
        token = request.POST.get("token", "")
        parcel = token if _TOKEN.fullmatch(token) else token_hex(12)
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise UploadError("cases.import.none")
            files = files_of(upload.name or "", upload.read(LARGEST_UPLOAD + 1))
        except UploadError as error:
            told = {"token": parcel, "error": say(error.key, request.language)}
            return render(request, "cases/import.html", told, status=422)
        kind = Kind.DEMO if request.POST.get("kind") == Kind.DEMO else Kind.REAL
        job = ask_for_import(request.user, files, kind, parcel, request.language)
        return redirect("jobs:show", job.pk)
    return render(request, "cases/import.html", {"token": token_hex(12)})


@page(Right.SEE_CASE)
@require_POST
def solve_many(request: SignedIn) -> HttpResponse:
    """Ask for the open cases that one may see to be solved again under the law of today."""
    job = ask(request.user, "solve_again", {}, lock=f"solve_again:{request.user.pk}")
    return redirect("jobs:show", job.pk)


def _takers(user: User) -> QuerySet[User]:
    """Colleagues to whom a case can be handed over."""
    row = TABLE[Right.CHANGE_CASE]
    roles = [role.value for role, far in zip(ROLES, row, strict=True) if far is not Reach.NONE]
    able = UserRole.objects.filter(role__in=roles).values("user")
    return User.objects.filter(is_active=True, pk__in=able).exclude(pk=user.pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _back(request: SignedIn) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, None)
    return wanted if ours and wanted.startswith("/") else "/cases/"
