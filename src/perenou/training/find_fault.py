"""Acts with a fault: a drafted decision is spoilt in one place, and the fault is to be named."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from perenou.acts.check.checker import findings
from perenou.acts.check.checklist import checklist
from perenou.acts.check.planters import PLANTERS, Planter
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.document import plain
from perenou.acts.draft import draft
from perenou.acts.ends import Outlook
from perenou.acts.from_claims import claimed
from perenou.acts.kinds import Kind as ActKind
from perenou.acts.matter import Matter
from perenou.acts.particulars import Particulars
from perenou.casework.case_file.schema import Claim, entries
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.training.boundaries import days_near
from perenou.training.draft import Family
from perenou.training.exercise import LEAST_CHOICES, Exercise, FaultyAct, Kind, choices

MOST_PLANTED: Final = 6
"""Faults tried in an act, until the checker tells one of them."""

ALIKE: Final = (
    # Sums that are wrong, whatever is wrong with them.
    frozenset({"AA-051", "AA-052", "AA-054", "AA-161"}),
    # Citations that are wrong: what is cited, and how.
    frozenset({"AA-021", "AA-162"}),
    # What is wrong of the way to contest is incomplete, too.
    frozenset({"AA-070", "AA-071"}),
    frozenset({"AA-070", "AA-072"}),
    # Days that are wrong: the end of the restriction, the beginning of payment.
    frozenset({"AA-120", "AA-121"}),
    frozenset({"AA-121", "AA-160"}),
    frozenset({"AA-053", "AA-160"}),
    # A place to fill in where a name should stand.
    frozenset({"AA-002", "AA-171"}),
    # A document that the act points to and does not name.
    frozenset({"AA-034", "AA-170"}),
    # What any decision has to have is also an obligatory part of an injunction.
    *(frozenset({"AA-090", each}) for each in ("AA-001", "AA-002", "AA-070", "AA-080", "AA-096")),
    # Words that only officials use.
    frozenset({"AA-142", "AA-144"}),
)
"""Items of the checklist that a reader may take for each other: no two of a group are offered."""

DAYS_TO_DECIDE: Final = 12
"""From the claim, or from the month asked about, to the day of the act."""


def find_fault(drawn: Family, draw: random.Random) -> Exercise | None:
    """Which of some faults an act has: the checker finds the right one in it and no other of them.

    The act is in Estonian, as acts are.
    """
    solved = Solved(drawn.case)
    matter = _decided(solved, drawn, draw)
    if matter is None:
        return None
    document = draft(solved, matter, _particulars(matter.kind, _day_of(matter, drawn)))
    kind, text = ActKind(document.kind), plain(document)
    headings = frozenset((document.title, *(each.heading for each in document.portions)))
    planters: dict[str, list[Planter]] = {}
    for each in PLANTERS:
        if not each.kinds or kind in each.kinds:
            planters.setdefault(each.item, []).append(each)
    asked = [item for item in planters if provisions(item)]
    # An item is drawn first, so that one which can be planted in many ways comes no oftener.
    for item in draw.sample(asked, min(MOST_PLANTED, len(asked))):
        spoilt = draw.choice(planters[item]).plant(text)
        if spoilt is None:
            continue
        act = Act(ActText.from_text(spoilt, kind))
        if not findings(act, items={item}):
            continue
        others = draw.sample([each for each in planters if each != item], len(planters) - 1)
        offered = choices(item, _not_in(act, item, others), draw)
        if len(offered) < LEAST_CHOICES:
            continue
        cited = {span.provision for span in document.spans() if span.provision}
        return Exercise(
            Kind.FIND_FAULT, drawn, matter.benefits[0], "", offered, provisions(item), len(cited),
            days_near(solved, matter.benefits[0], drawn.month),
            FaultyAct(kind, spoilt, headings),
        )  # fmt: skip
    return None


def _decided(solved: Solved, drawn: Family, draw: random.Random) -> Matter | None:
    """What one of the claims brings; what the family was drawn for, if any of them brings that.

    The others are not looked at: how far each of their rights goes on takes longer than all else.
    """
    every = entries(drawn.case.claims)
    near = [each for each in every if drawn.benefit and drawn.benefit in _named(each)]
    ahead = Outlook(solved)
    for claims in (near, every):
        for matter in claimed(solved, ahead, draw.sample(claims, len(claims))):
            if matter.benefits and (claims is every or drawn.benefit in matter.benefits):
                return matter
    return None


def _named(claim: Claim) -> tuple[str, ...]:
    return claim.benefits if isinstance(claim.benefits, tuple) else ()


def _not_in(act: Act, right: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Items that an act does not have, none of which a reader may take for another one of them.

    They are looked for one by one: looking for the whole list would take longer than all the rest.
    """
    offered = {right}
    for each in others:
        is_alike = any(each in group and offered & group for group in ALIKE)
        if not is_alike and not findings(act, items={each}):
            offered.add(each)
            yield each, "not_in_act"


def provisions(item: str) -> tuple[str, ...]:
    """The provisions that an item of the checklist rests on; judgments are left out."""
    found = []
    for each in checklist()[item].citation.split("; "):
        try:
            found.append(str(Citation.parse(each)))
        except ValueError:
            continue
    return tuple(found)


def _day_of(matter: Matter, drawn: Family) -> Day:
    return max(matter.received or 0, first_day_of(drawn.month)) + DAYS_TO_DECIDE


def _particulars(kind: ActKind, day: Day) -> Particulars:
    """What an invented official gives, with nothing left to fill in.

    Whoever gets what they asked for is not heard; everybody else was, and did not answer.

    Args:
        day: of issue.
    """

    def before(days: int) -> str:
        return date.fromordinal(day - days).isoformat()

    return Particulars.model_validate(
        {
            "number": f"5.2-2/{1000 + day % 1000}",
            "day": before(0),
            "official": {"name": "Anu Harjutus", "title": "peaspetsialist", "phone": "612 0000"},
            "delivery": {"channel": "registered_post", "address": "Harjutuse 1, Näidislinn"},
            "evidence": [
                {"source": "population_register", "day": before(3), "what": "laste elukoht"}
            ],
            "hearing": {"exception": "as_applied"}
            if kind is ActKind.GRANT
            else {"asked": before(11), "until": before(1), "answered": "false"},
            "earlier_act": {"number": "5.2-2/77", "day": before(400)},
            "weighing": {
                "cause": "saaja ei teatanud muutusest",
                "knowledge": "teatamise kohustus oli otsuses kirjas",
                "circumstances": "sissetulek on piisav",
                "public_interest": "raha tuleb kasutada õigesti",
                "outcome": "nõutakse tagasi kogu summa",
            },
            "repayment": {"until": date.fromordinal(day + 45).isoformat(), "since": before(90)},
        }
    )
