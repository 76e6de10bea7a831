"""Which redaction of a work holds on which days, and for how long a provision read the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from perenou.statutes.address import DIVISIONS, Address
from perenou.statutes.model import ActText, Day, Redaction, chosen, told


class Reign(NamedTuple):
    """The days, both included, on which a redaction is the one in force; until None: open."""

    since: Day
    until: Day | None
    redaction: Redaction


@dataclass(frozen=True, slots=True)
class Passage:
    """What a section, an article or a paragraph of guidance said over a stretch of days.

    Attributes:
        act: what citations call the act. title: its own.
        text: its words with those of its parts. since, until: both days included; until None: open.
        redaction: number of the redaction in which it was first read like this.
        is_act: whether it stands in an act, with sections or articles, and not in guidance.
        access: access mark of the document; empty when public. status: of guidance, as its issuer
            gives it.
    """

    act: str
    address: Address
    title: str
    text: str
    since: Day
    until: Day | None
    redaction: str
    is_act: bool
    access: str = ""
    status: str = ""


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


_WHOLE: Final = frozenset(("section", "article", "preamble", "annex", "note", "heading"))
"""Levels that are read as a whole; what stands in none of them is a paragraph of its own."""


def passages(texts: Iterable[tuple[Reign, ActText]]) -> Iterator[Passage]:
    """Everything in a work that is read as a whole, once for each stretch of same words.

    Args:
        texts: the reigns of one work in order of time, each with its text.
    """
    running: dict[Address, Passage] = {}
    for reign, text in texts:
        now: dict[Address, Passage] = {}
        for address, title, words in _pieces(text):
            before = running.pop(address, None)
            is_same = (
                before is not None
                and (before.title, before.text) == (title, words)
                and before.until is not None
                and before.until + 1 == reign.since
            )
            if before is not None and not is_same:
                yield before
            now[address] = Passage(
                text.redaction.name,
                address,
                title,
                words,
                before.since if before is not None and is_same else reign.since,
                reign.until,
                before.redaction if before is not None and is_same else text.redaction.id,
                text.is_act,
                text.redaction.access,
                "" if text.is_act else text.redaction.status,
            )
        yield from running.values()
        running = now
    yield from running.values()


def _pieces(text: ActText) -> Iterator[tuple[Address, str, str]]:
    """Address, title and words of whatever is read as a whole and says something."""
    lines: dict[Address, list[str]] = {}
    titles: dict[Address, str] = {}
    for each in text.provisions:
        home = _home(each.address)
        if home is None:
            continue
        if home == each.address:
            titles[home] = each.title
            if each.title and not each.repealed and home.level in ("section", "article"):
                lines[home] = []  # found by its name, also where the file holds no more
        line = told(each, home)
        if line and not each.repealed:
            lines.setdefault(home, []).append(line)
    for home, said in lines.items():
        yield home, titles.get(home, ""), "\n".join(said)


def _home(address: Address) -> Address | None:
    """What a provision is read as a part of; None for the name of a chapter."""
    for depth in range(len(address.steps), 0, -1):
        if address.steps[depth - 1].level in _WHOLE:
            return Address(address.steps[:depth])
    return None if address.level in DIVISIONS else address
