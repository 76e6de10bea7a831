"""Acts with a fault: a drafted decision is spoilt in one place, and the fault is to be named."""

from __future__ import annotations

import random
from datetime import date
from typing import Final

from perenou.acts.check.checker import findings
from perenou.acts.check.checklist import checklist
from perenou.acts.check.planters import PLANTERS
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.document import plain
from perenou.acts.draft import draft
from perenou.acts.ends import Outlook
from perenou.acts.from_claims import claimed
from perenou.acts.kinds import Kind as ActKind
from perenou.acts.matter import Matter
from perenou.acts.particulars import Particulars
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.training.boundaries import days_near
from perenou.training.draft import Family
from perenou.training.exercise import Exercise, FaultyAct, Kind, choices

MOST_PLANTED: Final = 6
"""Faults tried in an act, until the checker tells one of them."""

LOOKED_FOR: Final = 6
"""Faults that the act may not have, of which those that it has not are the wrong answers."""

DAYS_TO_DECIDE: Final = 12
"""From the claim, or from the month asked about, to the day of the act."""


def find_fault(drawn: Family, draw: random.Random) -> Exercise | None:
    """Which of four faults an act has: the checker finds the right one in it and no other of them.

    The act is in Estonian, as acts are.
    """
    solved = Solved(drawn.case)
    decisions = [each for each in claimed(solved, Outlook(solved)) if each.benefits]
    if not decisions:
        return None
    about = [each for each in decisions if drawn.benefit in each.benefits]
    matter = draw.choice(about or decisions)
    document = draft(solved, matter, _particulars(matter.kind, _day_of(matter, drawn)))
    kind, text = ActKind(document.kind), plain(document)
    headings = frozenset((document.title, *(each.heading for each in document.portions)))
    fitting = [each for each in PLANTERS if not each.kinds or kind in each.kinds]
    items = sorted({each.item for each in fitting})
    for planter in draw.sample(fitting, MOST_PLANTED):
        rests_on = provisions(planter.item)
        spoilt = planter.plant(text)
        if spoilt is None or not rests_on:
            continue
        # Looking for the whole list would take longer than all the rest.
        others = draw.sample([each for each in items if each != planter.item], LOOKED_FOR)
        act = Act(ActText.from_text(spoilt, kind))
        found = {each.item for each in findings(act, items={planter.item, *others})}
        if planter.item in found:
            wrong = ((each, "not_in_act") for each in others if each not in found)
            cited = {span.provision for span in document.spans() if span.provision}
            return Exercise(
                Kind.FIND_FAULT, drawn, matter.benefits[0], "",
                choices(planter.item, wrong, draw), rests_on, len(cited),
                days_near(solved, matter.benefits[0], drawn.month),
                FaultyAct(kind, spoilt, headings),
            )  # fmt: skip
    return None


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
