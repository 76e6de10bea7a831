"""The page of a position, as it is read and as it comes back when something was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from secrets import token_hex

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from perenou.casework.words import Words
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.positions import actions
from perenou.workbench.positions.conflicts import conflicts_of
from perenou.workbench.positions.content import (
    cited,
    day_in_question,
    holds_on_until,
    period,
)
from perenou.workbench.positions.form import doubt_told
from perenou.workbench.positions.listing import state_pill
from perenou.workbench.positions.models import ABOUT, Position, PositionVersion, State
from perenou.workbench.positions.rights import may_approve, readers, visible_to
from perenou.workbench.positions.touching import last_look
from perenou.workbench.watch.among import resting
from perenou.workbench.watch.changing import changing


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent and could not be done: why, and the words that were typed, by what for."""

    key: str = ""
    other: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """Of one unit, who has read a position and who has not."""

    name: str
    read: tuple[User, ...]
    unread: tuple[User, ...]

    @property
    def count(self) -> int:
        """How many are to read it."""
        return len(self.read) + len(self.unread)


def position_of(request: SignedIn, number: str) -> Position:
    """A position that somebody may see."""
    joined = visible_to(request.user).select_related("author", "approved_by", "supersedes")
    found = joined.filter(number=number).first() if number.isprintable() else None
    if found is None:
        raise Http404
    return found


def shown(
    request: SignedIn, position: Position, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The page of a position."""
    user, language = request.user, request.language
    version = actions.latest(position)
    writes = may(user, Right.WRITE_POSITION)
    is_held = position.state == State.APPROVED
    words = Words(language)
    is_coming = writes and position.state in (State.DRAFT, State.REVIEW)
    day = day_in_question(version.since, version.until, localdate())
    citations = cited(version.citations)
    told = {
        "position": position,
        "version": version,
        "pill": state_pill(position, language),
        "citations": citations,
        "period": period(position, language),
        "doubt": doubt_told(position.doubt, words) if position.doubt else None,
        "conflicts": conflicts_of(position, version, language),
        "successors": _successors(position, user),
        "left": _left(position),
        "versions": position.versions.select_related("author"),
        "steps": position.steps.select_related("actor"),
        "is_read": is_held and position.acknowledgements.filter(user=user).exists(),
        "read_by": position.acknowledgements.count() if is_held and writes else 0,
        "writes": writes,
        "may_write": writes and position.state == State.DRAFT,
        "may_approve": position.state == State.REVIEW and may_approve(user, position),
        "may_end": may_approve(user, position) if is_held else writes,
        "is_closed": position.state in (State.SUPERSEDED, State.WITHDRAWN),
        "refused": refused or Refused(),
        "changing": changing(ABOUT, position.number, user, language) if is_held else [],
        "is_coming": is_coming,
        "token": token_hex(12),
    }
    if is_coming:
        told["resting"] = resting(citations, day, language, (ABOUT, position.number))
        told["job"], told["result"] = (
            last_look(user, position) if position.reading else (None, None)
        )
    return render(request, "positions/show.html", told, status=status)


def by_unit(position: Position) -> list[Unit]:
    """Who has read a position and who has not, unit by unit."""
    read = set(position.acknowledgements.values_list("user_id", flat=True))
    found = []
    for name, members in groupby(readers(), key=lambda each: each.unit):
        people = tuple(members)
        found.append(
            Unit(
                name,
                tuple(each for each in people if each.pk in read),
                tuple(each for each in people if each.pk not in read),
            )
        )
    return found


def _successors(position: Position, user: User) -> list[Position]:
    """What comes in its place: what holds, and for who may see them, what is in the making."""
    return list(visible_to(user).filter(supersedes=position).order_by("pk"))


def _left(position: Position) -> date | None:
    """The last day that what it is to supersede would go on to hold for."""
    old = position.supersedes
    if old is None or position.state not in (State.DRAFT, State.REVIEW):
        return None
    return holds_on_until(old, position)


def version_of(position: Position, text: str, otherwise: int) -> PositionVersion:
    """A version by its number as an address tells it."""
    number = int(text) if text.isdecimal() and len(text) < 9 else otherwise
    found = position.versions.select_related("author").filter(number=number).first()
    if found is None:
        raise Http404
    return found
