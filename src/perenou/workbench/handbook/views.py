"""Pages of the handbook."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from perenou.casework.handbook.pages import COMMON, chapters, provisions
from perenou.casework.handbook.tell import entries, page
from perenou.rules.types import Day
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.pages import page as page_for
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.reader import FIRST_DAY, LAST_DAY
from perenou.workbench.positions.actions import latest_of
from perenou.workbench.positions.current import current_on
from perenou.workbench.positions.models import Position, PositionVersion
from perenou.workbench.positions.readings import taken_for
from perenou.workbench.watch.changing import changing_on

FEW: Final = 12
"""So many positions are told with their answers; of more, only the questions."""


@page_for(Right.READ_HANDBOOK)
@require_safe
def pages(request: SignedIn) -> HttpResponse:
    """The pages of the handbook."""
    day = _day(request)
    told = {"day": day, "entries": entries(day, _known(day), request.language)}
    return render(request, "handbook/list.html", told)


@page_for(Right.READ_HANDBOOK, about="handbook")
@require_safe
def show(request: SignedIn, key: str) -> HttpResponse:
    """A benefit as the law stands on a day, with the positions that hold for it."""
    if key not in chapters():
        raise Http404
    day = _day(request)
    found = entries(day, _known(day), request.language)
    told = {
        "key": key,
        "day": day,
        "report": page(key, day, _known(day), request.language, taken_for(day)),
        "positions": (positions := _positions(request, key, day)),
        "are_told": len(positions) <= FEW,
        "changing": changing_on(provisions(chapters()[key]), request.user, request.language),
        "is_common": key == COMMON,
        "is_in_force": next(each.is_in_force for each in found if each.key == key),
    }
    return render(request, "handbook/show.html", told)


def _positions(request: SignedIn, key: str, day: Day) -> list[tuple[Position, PositionVersion]]:
    if not may(request.user, Right.READ_POSITIONS):
        return []
    return latest_of(current_on(provisions(chapters()[key]), day))


def _day(request: SignedIn) -> Day:
    """The day that the address tells, or the one that the reader looks at everything as of."""
    try:
        told = date.fromisoformat(request.GET.get("day", "")).toordinal()
    except ValueError:
        return request.law_day
    return told if FIRST_DAY <= told <= LAST_DAY else request.law_day


def _known(day: Day) -> Day:
    """What is told of an earlier day is told by what is known today."""
    return max(day, localdate().toordinal())
