"""The list of cases, and what is done with many of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from secrets import token_hex
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.workbench.accounts.models import User, UserRole
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import ROLES, TABLE, Reach, Right
from perenou.workbench.cases import actions
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.importing import (
    LARGEST_UPLOAD,
    UploadError,
    ask_for_import,
    files_of,
)
from perenou.workbench.cases.listing import CASES
from perenou.workbench.cases.models import Case, Kind, State
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.many import Before, Deed, Field, Many, Sent, change, drawn
from perenou.workbench.frame.many import undo as put_back
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.queue import ask

_TOKEN: Final = re.compile(r"[0-9a-f]{24}")


def _takers(user: User) -> list[User]:
    """Colleagues to whom a case can be handed over."""
    row = TABLE[Right.CHANGE_CASE]
    roles = [role.value for role, far in zip(ROLES, row, strict=True) if far is not Reach.NONE]
    able = UserRole.objects.filter(role__in=roles).values("user")
    return list(User.objects.filter(is_active=True, pk__in=able).exclude(pk=user.pk))


def _with(right: Right) -> Callable[[User, Sequence[Case]], set[int]]:
    def allowed(user: User, cases: Sequence[Case]) -> set[int]:
        keys = [each.pk for each in cases]
        return set(visible_to(user, right).filter(pk__in=keys).values_list("pk", flat=True))

    return allowed


def _state_deed(key: str, state: State) -> Deed[Case]:
    def does(user: User, case: Case, sent: Sent) -> Before | None:
        del sent
        if case.state == state:
            return None
        actions.set_state(user, case, state)
        return [case.state]

    def undoes(user: User, case: Case, before: Before, sent: Sent) -> bool:
        del sent
        if case.state != state:
            return False
        actions.set_state(user, case, State(str(before[0])))
        return True

    return Deed(key, Right.CHANGE_CASE, _with(Right.CHANGE_CASE), does, undoes)


def _hand_over(user: User, case: Case, sent: Sent) -> Before | None:
    if case.owner_id == sent.to.pk:
        return None
    had_access = case.access.filter(user=sent.to).exists()
    actions.hand_over(user, case, sent.to)
    return [case.owner_id, had_access, sent.to.pk]


def _take_back(user: User, case: Case, before: Before, sent: Sent) -> bool:
    del sent
    former, had_access, to = before
    if case.owner_id != to:
        return False
    owner = User.objects.get(pk=int(former or 0))
    actions.hand_over(user, case, owner, keeps_access=bool(had_access))
    return True


MANY: Final[Many[Case]] = Many(
    section="cases",
    address="cases",
    found=visible_to,
    by="number",
    deeds=(
        _state_deed("close", State.CLOSED),
        _state_deed("reopen", State.OPEN),
        Deed(
            "hand_over", Right.SHARE_CASE, _with(Right.SHARE_CASE), _hand_over, _take_back,
            Field("to", "cases.many.to", "person", people=_takers),
        ),
    ),
)  # fmt: skip
"""What can be done with many cases at once."""


@page(Right.LIST_CASES)
@require_safe
def cases(request: SignedIn) -> HttpResponse:
    """The cases that one may see."""
    found = visible_to(request.user)
    return answer(request, CASES, found, "cases/list.html", {"many": drawn(request, MANY)})


@page(Right.CHANGE_CASE)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Close the chosen cases, open them again, or hand them over."""
    return change(request, MANY)


@page(Right.CHANGE_CASE)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the cases that were last changed together back to how each stood before."""
    return put_back(request, MANY)


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
