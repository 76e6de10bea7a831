"""Which positions hold: for a provision on a day, for a doubt of the engine; and their places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.rules.types import Day
from perenou.workbench.positions.models import ABOUT, Position, State
from perenou.workbench.positions.remaining import remaining
from perenou.workbench.references.registered import Told, resting_on

HELD_ONCE: Final = (State.APPROVED, State.SUPERSEDED, State.WITHDRAWN)


def current_on(citations: Iterable[Citation], day: Day, known: Day | None = None) -> list[Position]:
    """The positions on provisions, their parts or what they are parts of, that hold for a day.

    Args:
        day: that they have to be about. known: the day on which they had to be approved and neither
            superseded nor withdrawn; None: today.

    Returns:
        By number; two queries however many there are.
    """
    keys = [key for _, key in resting_on(citations, ABOUT)]
    found = held_on(known).filter(number__in=keys) if keys else Position.objects.none()
    return list(_about(found, day, known).order_by("number"))


def settling(doubts: Iterable[str], day: Day, known: Day | None = None) -> dict[str, Position]:
    """By doubt of the engine, the position that settles it for a day; the newest of several."""
    found = held_on(known).filter(doubt__in=set(doubts))
    return {each.doubt: each for each in _about(found, day, known).order_by("approved_on", "pk")}


def held_on(known: Day | None = None) -> QuerySet[Position]:
    """The positions that were the line of practice on a day, as could be known then."""
    on = localdate() if known is None else date.fromordinal(known)
    return Position.objects.filter(state__in=HELD_ONCE, approved_on__lte=on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    )


def held_for(day: Day) -> QuerySet[Position]:
    """The positions that are the line of practice today and are about a day."""
    return _about(held_on(), day)


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """Positions that hold, as what rests on provisions is told."""
    rows = Position.objects.filter(number__in=keys, state=State.APPROVED)
    found = {}
    for each in rows.prefetch_related("successors"):
        left = remaining(each)
        name = f"{each.number} {each.question}"
        found[each.number] = Told(
            Labels(name, name, name), each.get_absolute_url(), left[0][0], left[-1][1]
        )
    return found


def _about(found: QuerySet[Position], day: Day, known: Day | None = None) -> QuerySet[Position]:
    """Those that hold for a day, for which none that came in their place holds."""
    on, by = date.fromordinal(day), localdate() if known is None else date.fromordinal(known)
    is_about = (Q(since__isnull=True) | Q(since__lte=on)) & (
        Q(until__isnull=True) | Q(until__gte=on)
    )
    instead = Position.objects.filter(is_about, supersedes=OuterRef("pk"), approved_on__lte=by)
    return found.filter(is_about, ~Exists(instead))
