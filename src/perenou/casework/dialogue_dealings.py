"""What is asked of dealings with another state's institution: whatever an event leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from perenou.casework.case_file.dealings import Dealing, DealingEvent
from perenou.casework.dealing_facts import KINDS, SIDED
from perenou.casework.talks import Asking, Part, Talk, single_talk

Finder = Callable[[Asking], "tuple[str, Talk] | None"]
EventOf = Callable[[Dealing, DealingEvent], bool]


def _events(asking: Asking) -> Iterator[tuple[str, Dealing, DealingEvent]]:
    """The events of the dealings that a question is about, each with its place in the file."""
    for at, dealing in enumerate(asking.case.dealings):
        of = asking.case.children_of(dealing) or ()
        if dealing.country == asking.state and asking.child in of:
            for number, event in enumerate(dealing.events):
                yield f"dealings.{at}.events.{number}", dealing, event


def _day(is_meant: EventOf) -> Finder:
    """The day of the last such event, if it is not told exactly."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        open_ones = [
            place
            for place, dealing, event in _events(asking)
            if is_meant(dealing, event) and event.on is not None and not event.on.is_exact
        ]
        if not open_ones:
            return None
        place = f"{open_ones[-1]}.on"
        return place, single_talk(asking, place, Part("", "day"))

    return find


def _asked_first(asking: Asking) -> tuple[str, Talk] | None:
    """The claim with which dealings begin, while they have no events yet."""
    for at, dealing in enumerate(asking.case.dealings):
        if dealing.country == asking.state and not dealing.events:
            place = f"dealings.{at}.events"
            return f"{place}.claim", _claim_talk(asking, place)
    return None


def _claim_talk(asking: Asking, place: str) -> Talk:
    answer = yield asking.step(Part("by", "country"), place, "event_claim_by")
    if answer is None:
        return []
    day = yield asking.step(Part("on", "day"), place, "event_claim_on")
    on = "unknown" if day is None else day.value
    return [f"{place}=[{{what: claim, by: {answer.value}, on: {on}}}]"]


def _of_kind(kind: str) -> EventOf:
    return lambda _, event: event.what == kind


def _of_side(kind: str, is_own: bool) -> EventOf:
    return lambda dealing, event: (
        event.what == kind
        and (event.by != dealing.country if is_own else event.by == dealing.country)
    )


FINDERS: Final[Mapping[str, Finder]] = {
    **{fact: _day(_of_kind(kind)) for fact, kind in KINDS.items()},
    **{fact: _day(_of_side(kind, is_own)) for fact, (kind, is_own) in SIDED.items()},
    "position_ends_on_day_off": _day(_of_kind("arrived")),
    "estonia_asked_first": _asked_first,
}
"""By fact of the dealings: what takes its answer."""
