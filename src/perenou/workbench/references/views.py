"""What the field for citations brings while somebody types, and where a number leads."""

from __future__ import annotations

import re
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from perenou.rules.citation import Citation
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.things import address_of
from perenou.workbench.references.numbered import numbered
from perenou.workbench.references.suggest import suggested, with_chosen
from perenou.workbench.references.typed import LONGEST, CitationField

_FIELD: Final = re.compile(r"[a-z_]{1,30}")


@sensitive_post_parameters()
@page(Right.READ_LAW)
@require_POST
def suggest(request: SignedIn) -> HttpResponse:
    """Provisions that may be meant."""
    name = request.POST.get("picker", "")
    if _FIELD.fullmatch(name) is None:
        return HttpResponseBadRequest()
    text = request.POST.get(name, "")[:LONGEST]
    told = {"suggested": suggested(text, request.language), "name": name}
    return render(request, "references/suggestions.html", told)


@sensitive_post_parameters()
@page(Right.READ_LAW)
@require_POST
def choose(request: SignedIn) -> HttpResponse:
    """The field with a provision in place of what was being typed."""
    name = request.POST.get("picker", "")
    try:
        chosen = Citation.parse(request.POST.get("chosen", ""))
    except ValueError:
        return HttpResponseBadRequest()
    if _FIELD.fullmatch(name) is None:
        return HttpResponseBadRequest()
    field = CitationField(with_chosen(request.POST.get(name, "")[:LONGEST], chosen))
    return render(
        request, "references/input.html", {"field": field, "name": name, "is_chosen": True}
    )


@page(Right.SEARCH)
@require_safe
def number(request: SignedIn, number: str) -> HttpResponse:
    """Lead from a number in a text to what has it, where the reader may see that."""
    found = numbered(number, request.user)
    if found is None:
        raise Http404
    return redirect(address_of(*found))
