"""The page of a proposal, as it is read and as it comes back when something was refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from perenou.proposals.memorandum import memorandum
from perenou.proposals.proposal import FOLLOWS, Stage
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.jobs.listing import TONES as JOB_TONES
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.proposals import actions
from perenou.workbench.proposals.evidence import links
from perenou.workbench.proposals.form import SECTIONS
from perenou.workbench.proposals.listing import stage_pill
from perenou.workbench.proposals.models import Proposal, ProposalVersion
from perenou.workbench.proposals.paper import FORMS, PAPERS, examples, parts, runs, told_of
from perenou.workbench.proposals.rights import DECIDED, may_decide, visible_to


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent and could not be done: why, and what was typed."""

    key: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def proposal_of(request: SignedIn, number: str) -> Proposal:
    """A proposal that somebody may see."""
    joined = visible_to(request.user).select_related("author")
    found = joined.filter(number=number).first() if number.isprintable() else None
    if found is None:
        raise Http404
    return found


def shown(
    request: SignedIn, proposal: Proposal, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The page of a proposal: its paper, and beside it what can be done."""
    user, language = request.user, request.language
    version = actions.latest(proposal)
    told = told_of(proposal, version)
    document = memorandum(told, language)
    last, before = runs(proposal)
    writes = may(user, Right.WRITE_PROPOSAL)
    page = {
        "proposal": proposal,
        "version": version,
        "pill": stage_pill(proposal, language),
        "parts": parts(document, language),
        "gaps": len(document.gaps),
        "evidence": links(told.proposal),
        "run": last,
        "before": before,
        "is_stale": last is not None
        and last.version != version.number
        and _reform_differs(proposal, last.version, version),
        "moved": told.moved,
        "job": _job(proposal),
        "examples": examples(told, language),
        "job_tones": JOB_TONES,
        "sections": SECTIONS,
        "papers": tuple(PAPERS),
        "forms": tuple(FORMS),
        "steps": proposal.steps.select_related("actor"),
        "versions": proposal.versions.select_related("author"),
        "next": _next(request, proposal) if writes else (),
        "writes": writes,
        "today": localdate(),
        "refused": refused or Refused(),
        "token": token_hex(12),
    }
    return render(request, "proposals/show.html", page, status=status)


def _next(request: SignedIn, proposal: Proposal) -> tuple[Stage, ...]:
    """The stages to which whoever reads may take a proposal."""
    now = Stage(proposal.stage)
    decides = now is not Stage.SENT or may_decide(request.user, proposal)
    return tuple(each for each in FOLLOWS[now] if decides or each not in DECIDED)


def _reform_differs(proposal: Proposal, number: int, version: ProposalVersion) -> bool:
    """Whether the reform is another one than that which was computed."""
    computed = proposal.versions.filter(number=number).first()
    return computed is not None and computed.reform != version.reform


@dataclass(frozen=True, slots=True)
class Computing:
    """The last time that somebody had a proposal computed here: the job, and why it failed."""

    job: Job
    is_moving: bool
    refused: str


def _job(proposal: Proposal) -> Computing | None:
    wanted = json.dumps({"proposal": proposal.number})[1:-1]
    job = Job.objects.filter(kind=actions.JOB, arguments__contains=wanted).first()
    if job is None:
        return None
    result = json.loads(job.result) if job.result else {}
    is_moving = job.state in (JobState.WAITING, JobState.RUNNING)
    return Computing(job, is_moving, result.get("refused", "") if isinstance(result, dict) else "")
