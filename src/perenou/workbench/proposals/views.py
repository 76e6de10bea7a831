"""Pages of proposals: the register, one to read, a section being written, its versions."""

from __future__ import annotations

from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from perenou.acts.document import plain
from perenou.casework.words import Words
from perenou.proposals.memorandum import Told, memorandum
from perenou.rules.reform import ReformError
from perenou.statutes.wording import runs
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import posted, token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.proposals import actions
from perenou.workbench.proposals.computing import NormsError, read
from perenou.workbench.proposals.evidence import LONGEST_KEY, begun_from
from perenou.workbench.proposals.form import SECTIONS, SectionForm, of_content, sent
from perenou.workbench.proposals.listing import PROPOSALS, stage_pill
from perenou.workbench.proposals.models import Proposal, ProposalVersion
from perenou.workbench.proposals.rights import visible_to
from perenou.workbench.proposals.search import found_by
from perenou.workbench.proposals.showing import proposal_of, shown

LONGEST_ASKED: Final = 200
MOST_FOUND: Final = 50


@page(Right.READ_PROPOSALS)
@require_http_methods(["GET", "POST"])
def listing(request: SignedIn) -> HttpResponse:
    """The proposals that one may see, or those found by words or provisions."""
    told: dict[str, object] = {"may_write": may(request.user, Right.WRITE_PROPOSAL)}
    asked = " ".join(request.POST.get("asked_proposals", "").split())[:LONGEST_ASKED]
    if asked:
        found = found_by(asked, request.user, MOST_FOUND)
        rows = [(each, stage_pill(each, request.language)) for each in found]
        return render(request, "proposals/found.html", {**told, "asked": asked, "rows": rows})
    return answer(request, PROPOSALS, visible_to(request.user), "proposals/list.html", told)


@page(Right.WRITE_PROPOSAL)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a proposal, perhaps with the evidence that one came from."""
    if request.method != "POST":
        came = begun_from(
            request.GET.get("from", "")[:20], request.GET.get("key", "")[:LONGEST_KEY]
        )
        return _written(request, of_content("problem", came), None)
    form = sent("problem", begun_from("", ""), posted(request), request.language)
    if form.content is None:
        return _written(request, form, None, status=422)
    return redirect(actions.begin(request.user, form.content, token=token(request, "new")))


@page(Right.READ_PROPOSALS, about="proposal")
@require_safe
def show(request: SignedIn, number: str) -> HttpResponse:
    """A proposal to read: its paper as it stands."""
    return shown(request, proposal_of(request, number))


@page(Right.WRITE_PROPOSAL, about="proposal")
@require_http_methods(["GET", "POST"])
def write(request: SignedIn, number: str, section: str) -> HttpResponse:
    """A section of a proposal to write on."""
    proposal = proposal_of(request, number)
    if section not in SECTIONS:
        raise Http404
    version = actions.latest(proposal)
    content = actions.content_of(version)
    if request.method != "POST":
        form = of_content(section, content, version.reform)
        return _written(request, form, proposal, based_on=version.number)
    form = sent(section, content, posted(request), request.language)
    reform = form.reform if section == "reform" else version.reform
    error = _wrong_reform(request, reform) if section == "reform" else ""
    based_on = whole(request, "based_on")
    if form.content is None or error:
        return _written(request, form, proposal, error, based_on=based_on, status=422)
    try:
        saved = actions.save(
            request.user, proposal, form.content, reform, section, based_on=based_on,
            token=token(request, "save"),
        )  # fmt: skip
    except actions.ConflictError as conflict:
        error = say(
            "proposals.conflict", request.language, who=conflict.latest.author.name,
            number=conflict.latest.number,
        )  # fmt: skip
        now = conflict.latest.number
        return _written(request, form, proposal, error, based_on=now, status=409)
    messages.success(request, say("proposals.saved", request.language, number=saved.number))
    return redirect(proposal)


@page(Right.READ_PROPOSALS, about="proposal")
@require_safe
def compare(request: SignedIn, number: str) -> HttpResponse:
    """What two versions of a proposal say, and how they differ."""
    proposal = proposal_of(request, number)
    after = _version(proposal, request.GET.get("after", ""), proposal.latest)
    before = _version(proposal, request.GET.get("before", ""), max(after.number - 1, 1))
    if not may(request.user, Right.WRITE_PROPOSAL):
        raise Http404  # versions in the making are for those who make them
    found = runs(_as_text(request, before), _as_text(request, after))
    told = {
        "proposal": proposal,
        "before": before,
        "after": after,
        "runs": found,
        "is_same": all(each.kind == "same" for each in found),
    }
    return render(request, "proposals/compare.html", told)


def _as_text(request: SignedIn, version: ProposalVersion) -> str:
    """What a version says, as a paper without anything computed, and its reform."""
    content = actions.content_of(version)
    return f"{plain(memorandum(Told(content, 1), request.language))}\n{version.reform}"


def _written(
    request: SignedIn,
    form: SectionForm,
    proposal: Proposal | None,
    error: str = "",
    *,
    based_on: int = 0,
    status: int = 200,
) -> HttpResponse:
    told = {
        "form": form,
        "proposal": proposal,
        "error": error,
        "based_on": based_on,
        "token": request.POST.get("token") or token_hex(12),
    }
    return render(request, "proposals/write.html", told, status=status)


def _version(proposal: Proposal, text: str, otherwise: int) -> ProposalVersion:
    number = int(text) if text.isdecimal() and len(text) < 9 else otherwise
    found = proposal.versions.select_related("author").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _wrong_reform(request: SignedIn, text: str) -> str:
    """What is wrong with the reform that was written; empty: nothing, or there is none."""
    if not text:
        return ""
    try:
        read(text)
    except NormsError:
        return say("proposals.refused.norms", request.language)
    except ReformError as error:
        return Words(request.language).say(f"reform.error.{error.key}", **error.slots)
    return ""
