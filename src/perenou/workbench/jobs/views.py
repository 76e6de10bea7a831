"""Pages of work in the background."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.jobs.models import Job


@page(Right.SEE_JOBS)
@require_safe
def jobs(request: SignedIn) -> HttpResponse:
    """Jobs, the newest first: one's own, or everybody's."""
    found = Job.objects.select_related("owner")
    if reach(request.user, Right.SEE_JOBS) is not Reach.ALL:
        found = found.filter(owner=request.user)
    shown = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": shown})
