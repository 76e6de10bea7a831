"""What the changes between two redactions touch of the law that is coded here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perenou.impact.registry import Citing
from perenou.rules.citation import Citation
from perenou.statutes.address import Address
from perenou.statutes.differences import Change, differences
from perenou.statutes.model import ActText, Redaction, precedence
from perenou.statutes.store import Store


@dataclass(frozen=True, slots=True)
class Touch:
    """A change and something that rests on the provision it changes.

    Attributes:
        is_written_for: whether it begins on the very day of the change: a version for it exists.
    """

    change: Change
    citing: Citing
    is_written_for: bool


@dataclass(frozen=True, slots=True)
class News:
    """A redaction, what it changes and what that touches."""

    redaction: Redaction
    before: Redaction
    changes: tuple[Change, ...]
    touches: tuple[Touch, ...]


def news(before: ActText, now: ActText, among: Iterable[Citing]) -> News:
    """What a redaction changes, and what of the coded law that touches."""
    changes = differences(before, now)
    return News(
        now.redaction, before.redaction, changes, touched(changes, before, now, tuple(among))
    )


def touched(
    changes: Iterable[Change], before: ActText, now: ActText, among: Sequence[Citing]
) -> tuple[Touch, ...]:
    """Whatever cites a changed provision, a part of it or what it is a part of.

    What no longer holds when the change begins is not touched, nor is anything by a change that is
    none for the law: a heading touches only what cites that very provision.
    """
    day = now.redaction.since
    names = {before.redaction.name, now.redaction.name}
    mine = [each for each in among if each.citation.act in names and each.until > day]
    places = {citation: _places(citation, before, now) for citation in {e.citation for e in mine}}
    found = []
    for change in changes:
        if change.kind != "tidied":
            changed = _changed(change)
            met = {
                citation
                for citation, every in places.items()
                if any(_meets(change, changed, place) for place in every)
            }
            found += [Touch(change, e, e.since == day) for e in mine if e.citation in met]
    return tuple(found)


def _places(citation: Citation, *texts: ActText) -> frozenset[Address]:
    """Where a citation leads: a single subsection may stand without its number."""
    wanted = Address.of(citation)
    found = (text.find(wanted) for text in texts)
    return frozenset((wanted, *(each.address for each in found if each is not None)))


def _changed(change: Change) -> frozenset[Address]:
    """Every address that a change concerns: of what it changes, where that was, and its parts."""
    own = (change.address,) if change.was is None else (change.address, change.was)
    if change.is_title_only:
        return frozenset(own)
    return frozenset((*own, *(part.address for part in (*change.before, *change.after))))


def _meets(change: Change, changed: frozenset[Address], place: Address) -> bool:
    if change.is_title_only:
        return place in changed
    return any(each.covers(place) or place.covers(each) for each in changed)


def predecessor(store: Store, redaction: Redaction) -> Redaction | None:
    """The redaction of the same work before this one; None when it is the first in the store."""
    earlier = [
        each
        for each in store.redactions(redaction.work)
        if not each.amends and precedence(each) < precedence(redaction)
    ]
    return max(earlier, key=precedence, default=None)
