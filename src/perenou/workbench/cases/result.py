"""Pages of the answer to a case: the answer and its grounds, and why a benefit is paid or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from perenou.casework.receipt import from_json
from perenou.casework.words import CALLED
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.departures import UndecidedError, decide, may_confirm, standing
from perenou.workbench.cases.drawing import answer_drawn, sheets_drawn, why_drawn
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.kept_pages import Parts, kept_page
from perenou.workbench.cases.models import Case, Confirmation, Departure, Link, State, Version
from perenou.workbench.cases.pages import case_page
from perenou.workbench.cases.settled import law_doubts
from perenou.workbench.cases.solving import answered, solved
from perenou.workbench.frame.reader import chosen_law_day
from perenou.workbench.frame.words import say
from perenou.workbench.registers.origins import sources
from perenou.workbench.registers.services import services

_OK: Final = ("", "")


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of an official on the page.

    Attributes:
        told: it in a sentence. may_confirm: whether the reader may be the second person. error: why
            what they sent could not be done, and words: what they had written.
    """

    row: Departure
    told: SafeString
    may_confirm: bool
    error: str
    words: str


@case_page(Right.SEE_CASE)
@require_safe
def show(request: SignedIn, case: Case) -> HttpResponse:
    """The answer to a case and its grounds."""
    return _shown(request, case)


@case_page(Right.CONFIRM_DEPARTURE)
@require_POST
def confirm(request: SignedIn, case: Case, departure: int) -> HttpResponse:
    """Confirm a choice of an official, or say why not; what was typed comes back with an error."""
    is_confirmed = request.POST.get("do") == "confirm"
    words, based_on = request.POST.get("words", ""), request.POST.get("based_on", "")
    try:
        decide(
            request.user, case, departure, is_confirmed=is_confirmed, words=words,
            based_on=int(based_on) if based_on.isdecimal() and len(based_on) < 9 else 0,
        )  # fmt: skip
    except UndecidedError as error:
        case.refresh_from_db()
        return _shown(request, case, {departure: (error.key, words)})
    done = "departures.confirmed" if is_confirmed else "departures.refused"
    messages.success(request, say(done, request.language))
    return redirect(f"{reverse('cases:show', args=[case.number])}#departures")


def _shown(
    request: SignedIn, case: Case, wrong: Mapping[int, tuple[str, str]] | None = None
) -> HttpResponse:
    version, chosen = _latest_named(case), chosen_law_day(request)

    def draw() -> Parts:
        answer = answered(version, chosen)
        from_registers = sources(version, answer.case, request.language)
        return answer_drawn(answer, case.number, request.language, from_registers)

    told = kept_page(request, version, "answer", draw)
    choices = [
        Choice(
            row, told[row.digest], may_confirm(request.user, row), *(wrong or {}).get(row.pk, _OK)
        )
        for row in standing(case)
    ]
    doubts = law_doubts(told)
    may_position = may(request.user, Right.WRITE_POSITION)
    lost = next((key for pk, (key, _) in (wrong or {}).items() if pk not in _keys(choices)), "")
    shown = {
        "case": case,
        "version": version,
        "told": told,
        "is_other_law_day": chosen is not None,
        "is_other_answer": chosen is None and from_json(version.receipt).answer != told["digest"],
        "choices": choices,
        "lost": lost,
        "taken": told["taken"].split(),
        "settled": [each for each in doubts if each.position is not None],
        "unsettled": [each for each in doubts if each.position is None and may_position],
        "unconfirmed": sum(each.row.state != Confirmation.CONFIRMED for each in choices),
        "linked": linked_to(request, case),
        "states": State.values,
        "may_ask_registers": bool(services()) and may(request.user, Right.ASK_REGISTERS, case),
        "may_change": may(request.user, Right.CHANGE_CASE, case),
        "may_share": may(request.user, Right.SHARE_CASE, case),
        "may_export": may(request.user, Right.EXPORT_CASE, case),
    }
    return render(request, "cases/show.html", shown, status=422 if wrong else 200)


def _keys(choices: Sequence[Choice]) -> set[int]:
    return {each.row.pk for each in choices}


@case_page(Right.SEE_CASE)
@require_safe
def why(request: SignedIn, case: Case, benefit: str) -> HttpResponse:
    """Why a benefit is paid or not, as a tree; within the case page or as a page of its own."""
    if benefit not in CALLED:
        raise Http404
    version, chosen = _latest_named(case), chosen_law_day(request)

    def draw() -> Parts:
        return why_drawn(solved(version, chosen), benefit, request.language)

    try:
        told = kept_page(request, version, f"why {benefit}", draw)
    except KeyError:
        raise Http404 from None
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(told["tree"])
    return render(request, "cases/why.html", {"case": case, "told": told})


@case_page(Right.SEE_CASE)
@require_safe
def sheet(request: SignedIn, case: Case) -> HttpResponse:
    """How every daily rate of parental benefit was calculated, line by line."""
    version, chosen = _latest_named(case), chosen_law_day(request)

    def draw() -> Parts:
        return sheets_drawn(solved(version, chosen), request.language)

    told = kept_page(request, version, "sheet", draw)
    return render(request, "cases/sheet.html", {"case": case, "told": told})


def _latest_named(case: Case) -> Version:
    """The version that holds now, without what it says: mostly that is at hand already told."""
    return case.versions.defer("content", "determination").get(number=case.latest)


def linked_to(request: SignedIn, case: Case) -> list[tuple[Case, Link]]:
    """The other cases of the family that one may see, each with who linked it when."""
    links = {
        **{link.other_id: link for link in case.links_on.select_related("made_by")},
        **{link.one_id: link for link in case.links_back.select_related("made_by")},
    }
    if not links:
        return []
    found = visible_to(request.user).filter(pk__in=links).order_by("number")
    return [(each, links[each.pk]) for each in found]
