"""Pages of what diverges: a cluster, its decisions and what is done about it; single decisions."""

from __future__ import annotations

from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.population.practice.audit import SINGLE
from perenou.population.practice.clusters import EVERYWHERE
from perenou.population.practice.tell import Telling, case_cells, case_head
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.words import say
from perenou.workbench.practice import actions
from perenou.workbench.practice.models import Audit
from perenou.workbench.practice.showing import Kept, card, cluster_of, done_audit, steps
from perenou.workbench.practice.views import as_table

PAGE_SIZE: Final = 50


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def cluster(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """A cluster: money, cause, examples, and what can be done about it."""
    held, found = done_audit(pk)
    each = cluster_of(found, key)
    words = Telling(request.language)
    told = {
        "audit": held,
        "cluster": each,
        "card": card(held, each, request.language),
        "rivals": [words.cause(cause) for cause in each.rivals],
        "is_placed": each.dimension != EVERYWHERE,
        "shared": words.shared(each),
        "expected": words.percent(each.expected / 100) if each.expected else "0",
        "head": case_head(words, in_cluster=True),
        "rows": [case_cells(case, words, in_cluster=True) for case in each.examples],
        "steps": steps(request.user, held, each),
        "may_teach": may(request.user, Right.TEACH),
        "token": token_hex(12),
    }
    return render(request, "practice/cluster.html", told)


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def decisions(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """The decisions of a cluster, as a page or as a table file."""
    held, found = done_audit(pk)
    each = cluster_of(found, key)
    told = {"card": card(held, each, request.language), "count": each.decisions}
    return _listed(request, held, key, told, in_cluster=True)


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def single(request: SignedIn, pk: int) -> HttpResponse:
    """The decisions that diverge by themselves, as a page or as a table file."""
    held, found = done_audit(pk)
    if not found.single.decisions:
        raise Http404
    told = {"single": found.single, "count": found.single.decisions}
    return _listed(request, held, SINGLE, told, in_cluster=False)


def _listed(
    request: SignedIn, held: Audit, key: str, told: dict[str, object], *, in_cluster: bool
) -> HttpResponse:
    cases = Kept(held, key)
    words = Telling(request.language)
    if request.GET.get("as") == "csv":
        actions.exported(request.user, held, "decisions", len(cases))
        rows = [case_head(words), *(case_cells(case, words) for case in cases.every())]
        return as_table(rows, f"otsused-{held.pk}-{key}.csv")
    pages = max(-(-len(cases) // PAGE_SIZE), 1)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    number = max(1, min(number, pages))
    some = cases.some((number - 1) * PAGE_SIZE, PAGE_SIZE)
    told |= {
        "audit": held,
        "head": case_head(words, in_cluster=in_cluster),
        "rows": [case_cells(case, words, in_cluster=in_cluster) for case in some],
        "kept": len(cases),
        "page": number,
        "pages": pages,
        "previous": number - 1,
        "following": number + 1 if number < pages else 0,
    }
    return render(request, "practice/decisions.html", told)


@page(Right.TEACH, about="practice")
@require_POST
def course(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Make a course with exercises about the benefit of a cluster."""
    if not may(request.user, Right.READ_PRACTICE):
        raise Http404
    held, found = done_audit(pk)
    each = cluster_of(found, key)
    made = actions.make_course(
        request.user, held, each, request.language, token=token(request, "course")
    )
    if made is None:
        messages.warning(request, say("practice.course.none", request.language))
        return redirect("practice:cluster", held.pk, key)
    messages.success(request, say("practice.course.made", request.language))
    return redirect(made)
