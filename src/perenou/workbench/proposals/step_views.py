"""What is done with a proposal from its page; and its papers, charts and figures as files."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from perenou.acts.page.errors import PageError
from perenou.acts.write import WRITERS
from perenou.casework.charts import drawn
from perenou.casework.picture import as_file
from perenou.proposals.memorandum import memorandum
from perenou.proposals.proposal import Stage
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.drafts.views import FILES
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.sent import posted, token
from perenou.workbench.frame.words import say
from perenou.workbench.proposals import actions
from perenou.workbench.proposals.bringing import brought
from perenou.workbench.proposals.models import ABOUT, Proposal
from perenou.workbench.proposals.paper import FORMS, PAPERS, charts, runs, told_of
from perenou.workbench.proposals.showing import Refused, proposal_of, shown

LARGEST: Final = 1_000_000
"""Bytes of a file of what was computed."""


@page(Right.WRITE_PROPOSAL, about="proposal")
@require_POST
def move(request: SignedIn, number: str) -> HttpResponse:
    """Note that it came to a stage."""
    proposal = proposal_of(request, number)
    told = posted(request)
    stage = next((each for each in Stage if each == told.get("stage")), None)
    if stage is None:
        return shown(request, proposal, Refused("no_such_step", told), status=409)
    try:
        day = date.fromisoformat(told.get("day", ""))
    except ValueError:
        return shown(request, proposal, Refused("no_day", told), status=422)
    if stage is Stage.SENT and (asked := _asked(request, proposal)):
        return asked
    try:
        actions.move(
            request.user, proposal, stage, day, told.get("words", ""),
            token=token(request, "move"),
        )  # fmt: skip
    except actions.RefusedError as refused:
        status = 422 if refused.key in ("no_reason", "names_somebody", "day_to_come") else 409
        return shown(request, proposal, Refused(refused.key, told), status=status)
    messages.success(request, say("proposals.moved.done", request.language))
    return redirect(proposal)


def _asked(request: SignedIn, proposal: Proposal) -> HttpResponse | None:
    """Whether to send a paper in which something is still to be written, which is named."""
    gaps = memorandum(told_of(proposal, actions.latest(proposal)), request.language).gaps
    if not gaps:
        return None
    return asks_first(
        request, say("proposals.send.sure", request.language, count=len(gaps)),
        say("proposals.send.what", request.language, gaps=[each.what for each in gaps]),
        back=proposal.get_absolute_url(), keeps=("stage", "day", "words", "token"),
    )  # fmt: skip


@page(Right.WRITE_PROPOSAL, about="proposal")
@require_POST
def compute(request: SignedIn, number: str) -> HttpResponse:
    """Have its reform computed in the background."""
    proposal = proposal_of(request, number)
    try:
        actions.ask_for_computing(request.user, proposal)
    except actions.RefusedError as refused:
        return shown(request, proposal, Refused(refused.key), status=409)
    return redirect(f"{proposal.get_absolute_url()}#computed")


@page(Right.WRITE_PROPOSAL, about="proposal")
@require_POST
def bring(request: SignedIn, number: str) -> HttpResponse:
    """Take in what was computed elsewhere, such as of a reform whose norms are code."""
    proposal = proposal_of(request, number)
    sent = request.FILES.get("file")
    if sent is None or not sent.size or sent.size > LARGEST:
        return shown(request, proposal, Refused("no_file"), status=422)
    version = actions.latest(proposal)
    try:
        computed = brought(sent.read(), version.reform)
    except actions.RefusedError as refused:
        return shown(request, proposal, Refused(refused.key), status=422)
    actions.keep(request.user, proposal, version.number, computed, is_brought=True)
    messages.success(request, say("proposals.brought", request.language))
    return redirect(f"{proposal.get_absolute_url()}#computed")


@page(Right.READ_PROPOSALS, about="proposal")
@require_safe
def file(request: SignedIn, number: str, paper: str, form: str) -> HttpResponse:
    """A paper about it as a file."""
    proposal = proposal_of(request, number)
    if paper not in PAPERS or form not in FORMS:
        raise Http404
    told = told_of(proposal, actions.latest(proposal))
    try:
        written = WRITERS[f".{form}"](PAPERS[paper](told, request.language))
    except PageError as error:
        messages.error(request, error.text(request.language))
        return redirect(proposal)
    record(request.user, "proposal.exported", ABOUT, proposal.number, detail={"form": form})
    response = HttpResponse(written, content_type=FILES[form])
    name = f"{proposal.number}-{paper}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page(Right.READ_PROPOSALS, about="proposal")
@require_safe
def computed(request: SignedIn, number: str) -> HttpResponse:
    """What was computed last, as a file that can be laid beside another."""
    proposal = proposal_of(request, number)
    last, _ = runs(proposal)
    if last is None:
        raise Http404
    response = HttpResponse(last.computed, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{proposal.number}.json"'
    return response


@page(Right.READ_PROPOSALS, about="proposal", is_refresh=True)
@require_safe
def chart(request: SignedIn, number: str, at: int) -> HttpResponse:
    """A chart of its paper as a picture."""
    proposal = proposal_of(request, number)
    found = charts(memorandum(told_of(proposal, actions.latest(proposal)), request.language))
    if at >= len(found):
        raise Http404
    picture = as_file(drawn(found[at], request.language))
    return HttpResponse(picture, content_type="image/svg+xml")
