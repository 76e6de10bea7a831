"""Which redaction of a work holds on which days, and for how long a provision read the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perenou.statutes.address import Address
from perenou.statutes.model import ActText, Day, Redaction, chosen


class Reign(NamedTuple):
    """The days, both included, on which a redaction is the one in force; until None: open."""

    since: Day
    until: Day | None
    redaction: Redaction


@dataclass(frozen=True, slots=True)
class Passage:
    """What a provision said over a stretch of days.

    Attributes:
        act: what citations call the act. title: its own, or that of the provision it is a part of.
        text: its own words. since, until: both days included; until None: open.
        redaction: number of the redaction in which it was first read like this.
        access: access mark of the document; empty when public.
    """

    act: str
    address: Address
    title: str
    text: str
    since: Day
    until: Day | None
    redaction: str
    access: str = ""


def reigns(redactions: Sequence[Redaction], known: Day | None = None) -> tuple[Reign, ...]:
    """The redactions of a work one after the other, each for the days on which it is chosen.

    Args:
        known: only what was published by this day counts; None: everything.
    """
    every = tuple(redactions)
    days = {each.since for each in every}
    days |= {each.until + 1 for each in every if each.until is not None}
    found: list[Reign] = []
    ordered = sorted(days)
    for at, day in enumerate(ordered):
        redaction = chosen(every, day, known)
        if redaction is None:
            continue
        until = ordered[at + 1] - 1 if at + 1 < len(ordered) else None
        if found and found[-1].redaction is redaction and found[-1].until == day - 1:
            found[-1] = Reign(found[-1].since, until, redaction)
        else:
            found.append(Reign(day, until, redaction))
    return tuple(found)


def passages(texts: Iterable[tuple[Reign, ActText]]) -> Iterator[Passage]:
    """Every provision of a work that says something, once for each stretch of same words.

    Args:
        texts: the reigns of one work in order of time, each with its text.
    """
    running: dict[Address, Passage] = {}
    for reign, text in texts:
        now: dict[Address, Passage] = {}
        titles: dict[Address, str] = {}
        for each in text.provisions:
            above = each.address.parent
            title = each.title or ("" if above is None else titles.get(above, ""))
            titles[each.address] = title
            if not (each.text or each.title):
                continue
            before = running.pop(each.address, None)
            is_same = (
                before is not None
                and (before.title, before.text) == (title, each.text)
                and before.until is not None
                and before.until + 1 == reign.since
            )
            if before is not None and not is_same:
                yield before
            now[each.address] = Passage(
                text.redaction.name,
                each.address,
                title,
                each.text,
                before.since if before is not None and is_same else reign.since,
                reign.until,
                before.redaction if before is not None and is_same else text.redaction.id,
                text.redaction.access,
            )
        yield from running.values()
        running = now
    yield from running.values()
