"""What the part about dealings with other states says that cannot be: order, states, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from perenou.casework.case_file.coordination import COORDINATED_STATES, HOME
from perenou.casework.case_file.dealings import Dealing, DealingEvent
from perenou.casework.case_file.errors import Finding, Path
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case

_ONCE: Final = frozenset(
    {"claim", "forwarded", "arrived", "provisional_decision", "agreed", "disputed", "settled"}
)
"""Kinds of which the dealings know one; what changes later are other dealings."""
_NEEDED: Final = {
    "claim": ("by",),
    "provisional_decision": ("by", "first"),
    "settled": ("first",),
    "arrived": ("by",),
    "forwarded": ("by",),
    "agreed": ("by",),
    "disputed": ("by",),
    "payee_asked": ("by",),
    "payee_decided": ("by", "payee"),
    "statement": ("by", "amount", "from"),
    "transferred": ("by", "amount"),
}
"""By kind, the fields without which it says nothing."""
_OF_THE_ASKED: Final = frozenset({"provisional_decision", "forwarded"})
_OF_THE_OTHER: Final = frozenset({"arrived", "agreed", "disputed"})
"""Kinds that are acts of the institution where the claim came first, and of the other one."""
_AFTER: Final = (
    ("forwarded", "arrived"),
    ("arrived", "agreed"),
    ("arrived", "disputed"),
    ("disputed", "commission"),
    ("disputed", "settled"),
    ("settled", "statement"),
    ("statement", "transferred"),
    ("payee_asked", "payee_decided"),
)
"""What can only come before what; an objection that follows agreement is another matter."""


def dealing_findings(case: Case) -> Iterator[Finding]:
    """Everything in the dealings and overrides that contradicts something else in the file."""
    for at, dealing in enumerate(case.dealings):
        path: Path = ("dealings", at)
        yield from _partner(path, dealing)
        yield from _span(path, dealing)
        for place, event in enumerate(dealing.events):
            yield from _event((*path, "events", place), dealing, event)
        yield from _together(path, dealing)
    for (_, one), (at, other) in combinations(enumerate(case.dealings), 2):
        yield from _overlap(case, at, one, other)
    for who, child in case.children.items():
        for at, override in enumerate(child.priority_override):
            path = ("children", who, "priority_override", at)
            country = known(override.country)
            if country is None:
                yield Finding(path, "state_missing", {})
            elif country not in COORDINATED_STATES:
                yield Finding((*path, "country"), "not_coordinated", {"country": country})
            if not override.reason:
                yield Finding(path, "override_without_reason", {})


def _partner(path: Path, dealing: Dealing) -> Iterator[Finding]:
    country = known(dealing.country)
    if country is None:
        yield Finding(path, "state_missing", {})
    elif country == HOME:
        yield Finding((*path, "country"), "dealing_with_estonia", {})
    elif country not in COORDINATED_STATES:
        yield Finding((*path, "country"), "not_coordinated", {"country": country})


def _span(path: Path, dealing: Dealing) -> Iterator[Finding]:
    if dealing.from_ is not None and dealing.to is not None:
        if dealing.from_.first > dealing.to.last:
            slots = {"from": str(dealing.from_), "to": str(dealing.to)}
            yield Finding((*path, "to"), "from_after_to", slots)


def _event(path: Path, dealing: Dealing, event: DealingEvent) -> Iterator[Finding]:
    what = str(event.what or "")
    if not what:
        yield Finding(path, "event_without", {"event": "…", "field": "what"})
        return
    for field in ("on", *_NEEDED.get(what, ())):
        if getattr(event, "from_" if field == "from" else field) is None:
            yield Finding(path, "event_without", {"event": what, "field": field})
    for field in ("by", "first"):
        state = getattr(event, field)
        if state is not None and state not in (HOME, dealing.country):
            slots = {"state": state, "country": str(dealing.country)}
            yield Finding((*path, field), "event_by_third", slots)
    if event.from_ is not None and event.to is not None and event.from_ > event.to:
        slots = {"from": str(event.from_), "to": str(event.to)}
        yield Finding((*path, "to"), "from_after_to", slots)


def _together(path: Path, dealing: Dealing) -> Iterator[Finding]:
    """Events that cannot stand together: told twice, without a claim, in the wrong order."""
    seen: dict[str, int] = {}
    for at, event in enumerate(dealing.events):
        if event.what in _ONCE and seen.setdefault(event.what, at) != at:
            yield Finding((*path, "events", at), "event_twice", {"event": event.what})
    if not dealing.events:
        return
    if "claim" not in seen:
        yield Finding((*path, "events"), "dealing_without_claim", {})
        return
    came, asked = dealing.events[seen["claim"]].on, dealing.events[seen["claim"]].by
    yield from _wrong_side(path, dealing, asked)
    for at, event in enumerate(dealing.events):
        if event.on is None or came is None:
            continue
        below: Path = (*path, "events", at, "on")
        if event.on.last < came.first:
            slots = {"event": str(event.what), "day": str(event.on), "claim": str(came)}
            yield Finding(below, "event_before_claim", slots)
            continue
        for before, after in _AFTER:
            if event.what == after and _is_before(dealing, event, before):
                yield Finding(below, "event_order", {"before": before, "after": after})


def _wrong_side(path: Path, dealing: Dealing, asked: str | None) -> Iterator[Finding]:
    """Acts of the institution asked first told as the other one's, or the reverse."""
    if asked not in (HOME, dealing.country):
        return
    other = str(dealing.country) if asked == HOME else HOME
    for at, event in enumerate(dealing.events):
        if event.what in _OF_THE_ASKED | _OF_THE_OTHER and event.by in (HOME, dealing.country):
            right = asked if event.what in _OF_THE_ASKED else other
            if event.by != right:
                slots = {"event": event.what, "state": str(event.by), "right": str(right)}
                yield Finding((*path, "events", at, "by"), "event_of_other_side", slots)


def _is_before(dealing: Dealing, event: DealingEvent, kind: str) -> bool:
    """Whether an event surely happened before every event of a kind; never where there is none."""
    days = [each.on for each in dealing.events if each.what == kind and each.on is not None]
    return event.on is not None and bool(days) and all(event.on.last < day.first for day in days)


def _overlap(case: Case, at: int, one: Dealing, other: Dealing) -> Iterator[Finding]:
    """Two dealings with one state about one child and the same days."""
    children = set(case.children_of(one) or ()) & set(case.children_of(other) or ())
    a, b = one.surely, other.surely
    if one.country != other.country or not children or a is None or b is None:
        return
    if max(a[0], b[0]) < min(a[1], b[1]):
        slots = {
            "one": f"{one.from_ or '…'}–{one.to or '…'}",
            "other": f"{other.from_ or '…'}–{other.to or '…'}",
        }
        yield Finding(("dealings", at), "spells_overlap", slots)
