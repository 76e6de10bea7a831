"""Pages of the guide."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.guide.chapters import chapters


@page(Right.USE_DESK)
@require_safe
def chapter_list(request: SignedIn) -> HttpResponse:
    """The chapters, that of the workbench first."""
    return render(request, "guide/list.html", {"chapters": list(chapters().values())})


@page(Right.USE_DESK)
@require_safe
def show(request: SignedIn, key: str) -> HttpResponse:
    """A chapter."""
    found = chapters().get(key)
    if found is None:
        raise Http404
    return render(request, "guide/show.html", {"chapter": found})
