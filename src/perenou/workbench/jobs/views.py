"""Pages of work in the background."""

from __future__ import annotations

import json
from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.words import say
from perenou.workbench.jobs import queue
from perenou.workbench.jobs.listing import JOBS, TONES
from perenou.workbench.jobs.models import Item, Job, JobState

MOST_ITEMS: Final = 500
"""How many items of a job its page shows; those that failed stand first."""


def visible_to(user: User) -> QuerySet[Job]:
    """One's own jobs, or everybody's."""
    found = Job.objects.select_related("owner")
    return found if reach(user, Right.SEE_JOBS) is Reach.ALL else found.filter(owner=user)


@page(Right.SEE_JOBS)
@require_safe
def jobs(request: SignedIn) -> HttpResponse:
    """Jobs, the newest first."""
    return answer(request, JOBS, visible_to(request.user), "jobs/list.html", _moving(request.user))


@page(Right.SEE_JOBS, is_refresh=True)
@require_safe
def list_now(request: SignedIn) -> HttpResponse:
    """The list as it is now, to be put in the place of what is on the screen."""
    found = visible_to(request.user)
    return answer(request, JOBS, found, "jobs/rows.html", _moving(request.user))


@page(Right.SEE_JOBS, about="job")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A job: how far it is, and what came of it."""
    return render(request, "jobs/show.html", _told(request, pk))


@page(Right.SEE_JOBS, about="job", is_refresh=True)
@require_safe
def now(request: SignedIn, pk: int) -> HttpResponse:
    """A job as it is now, to be put in the place of what is on the screen."""
    return render(request, "jobs/job.html", _told(request, pk))


@page(Right.SEE_JOBS, about="job")
@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """Ask a job to stop."""
    queue.cancel(request.user, _job(request, pk))
    messages.success(request, say("jobs.cancel.done", request.language))
    return redirect("jobs:show", pk)


@page(Right.SEE_JOBS, about="job")
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    """Ask once more for the work of one's own job that ended."""
    job = _job(request, pk)
    if job.owner_id != request.user.pk or job.state in (JobState.WAITING, JobState.RUNNING):
        raise Http404
    return redirect("jobs:show", queue.again(request.user, job).pk)


def _job(request: SignedIn, pk: int) -> Job:
    job = visible_to(request.user).filter(pk=pk).first()
    if job is None:
        raise Http404
    return job


def _told(request: SignedIn, pk: int) -> dict[str, object]:
    job = _job(request, pk)
    # What came of it may tell of people: only whoever asked for it reads that.
    is_own = job.owner_id == request.user.pk
    parcel = json.loads(job.arguments).get("parcel", "")
    items = Item.objects.filter(parcel=parcel).order_by("-outcome", "number") if parcel else ()
    return {
        "job": job,
        "tone": TONES[job.state],
        "is_own": is_own,
        "is_ended": job.state not in (JobState.WAITING, JobState.RUNNING),
        "result": json.loads(job.result) if job.result and is_own else None,
        "items": items[:MOST_ITEMS] if is_own else (),
        "result_templates": [f"jobs/results/{job.kind}.html", "jobs/results/other.html"],
    }


def _moving(user: User) -> dict[str, object]:
    states = (JobState.WAITING, JobState.RUNNING)
    return {"is_moving": visible_to(user).filter(state__in=states).exists()}
