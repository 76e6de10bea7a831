"""Pages of what a case said and answered before: its versions, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from perenou.casework.compare import compare as compared
from perenou.casework.receipt import from_json, verify
from perenou.casework.tell_comparison import tell_comparison
from perenou.casework.words import Words
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.facts_compared import facts_compared
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.months_compared import months_compared
from perenou.workbench.cases.pages import case_page
from perenou.workbench.cases.solving import answered, told
from perenou.workbench.positions import readings


@dataclass(frozen=True, slots=True)
class Kept:
    """A version's receipt beside the same determination made again, and beside today's law.

    Attributes:
        differs: what is another when it is made again: field, on the receipt, now.
        is_other_today: whether the law as known today gives another answer.
    """

    differs: tuple[tuple[str, str, str], ...]
    is_other_today: bool


@case_page(Right.SEE_CASE)
@require_safe
def versions(request: SignedIn, case: Case) -> HttpResponse:
    """Every version, and whether the latest would be answered alike today."""
    found = list(case.versions.select_related("author"))
    shown = {"case": case, "versions": found, "kept": _kept(found[0])}
    return render(request, "cases/versions.html", shown)


def _kept(version: Version) -> Kept:
    made = from_json(version.receipt)
    differs = verify(made, told(version))
    today = answered(version, localdate().toordinal()).made.receipt
    return Kept(tuple(row for row in differs if row[0] != "perenou"), today.answer != made.answer)


@case_page(Right.SEE_CASE)
@require_safe
def compare(request: SignedIn, case: Case) -> HttpResponse:
    """Two versions side by side: what they say, and what they answer."""
    before, after = (_version(case, request.GET.get(key, "")) for key in ("before", "after"))
    chosen = request.law_day if request.is_law_day_chosen else None
    old, new = answered(before, chosen), answered(after, chosen)
    comparison = compared(old.made, new.made)
    words = Words(request.language, new.made.name_of)
    pair = (
        readings.solved(old.case, old.made.as_of),
        readings.solved(new.case, new.made.as_of),
    )
    shown = {
        "case": case,
        "before": before,
        "after": after,
        "fields": facts_compared(old.case, new.case, request.language),
        "report": tell_comparison(comparison, request.language),
        "months": months_compared(old, new, pair, words),
        "totals": (words.amount(*old.made.total), words.amount(*new.made.total)),
        "lines": list(
            unified_diff(before.content.splitlines(), after.content.splitlines(), n=2, lineterm="")
        )[2:],
    }
    return render(request, "cases/compare.html", shown)


def _version(case: Case, number: str) -> Version:
    if not (number.isdecimal() and len(number) < 9):
        raise Http404
    found = case.versions.select_related("author").filter(number=int(number)).first()
    if found is None:
        raise Http404
    return found
