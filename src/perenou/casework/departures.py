"""Where an official departed from what is derived: a state put first, another reading of a norm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case
from perenou.casework.report import Line
from perenou.casework.words import Words
from perenou.rules.types import Day


@dataclass(frozen=True, slots=True)
class Departure:
    """A choice of an official against what the facts or the usual reading give.

    Attributes:
        kind: ``order`` (which state pays first) or ``reading``. about: the child, or the norms that
            belong to one unsettled point. choice: the state, or the reading. first, last: the days
            of an order, closed; None: open on that side. doubt: key of the unsettled point; empty
            for an order. by: who decided, where the file says so.
    """

    kind: Literal["order", "reading"]
    about: tuple[str, ...]
    choice: str
    reason: str
    by: str = ""
    first: Day | None = None
    last: Day | None = None
    doubt: str = ""


def departures(case: Case) -> tuple[Departure, ...]:
    """Every departure of a case file: orders of states by child, then readings by name."""
    return (*_orders(case), *_readings(case))


def departure_told(each: Departure, words: Words) -> Line:
    """A departure in a sentence or two, with its reason."""
    reason = each.reason or words.say("tell.departures.no_reason")
    if each.kind == "order":
        slots = {
            "child": words.name_of(each.about[0]),
            "state": words.state(each.choice),
            "reason": reason,
        }
        spell = each.first, each.last
        if spell == (None, None):
            text = words.say("tell.departures.order", **slots)
        else:
            text = words.say("tell.departures.order_in", **slots, spell=spell)
        return Line(text, tone="doubt")
    if each.doubt:
        text = words.say(
            "tell.departures.reading", what=words.of_law(f"doubt.{each.doubt}.what"),
            other=words.of_law(f"doubt.{each.doubt}.other"), reason=reason,
        )  # fmt: skip
    else:
        norms = [words.label(name) for name in each.about]
        text = words.say("tell.departures.reading_of", norms=norms, reason=reason)
    return Line(text, tone="doubt")


def _orders(case: Case) -> Iterator[Departure]:
    for who, child in case.children.items():
        for told in child.priority_override:
            yield Departure(
                "order",
                (who,),
                str(known(told.country) or ""),
                told.reason or "",
                known(told.by) or "",
                None if told.from_ is None else told.from_.first,
                None if told.to is None else told.to.last,
            )


def _readings(case: Case) -> Iterator[Departure]:
    """One for each unsettled point: a reading of it may stand in several norms."""
    names: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, reading in sorted(case.readings.items()):
        doubt = next(
            (
                rule.doubt
                for rule in LAWBOOK.rules.get(name, ())
                if rule.reading == reading and not rule.default
            ),
            "",
        )
        names[doubt, reading, case.reading_reasons.get(name, "")].append(name)
    for (doubt, reading, reason), about in names.items():
        yield Departure("reading", tuple(about), reading, reason, doubt=doubt)
