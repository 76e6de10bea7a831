"""A family in the making: people, children, claims and days, told as a case file tells them."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from perenou.casework.case_file.fields import known
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case, entries
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.types import Day, Months

SURNAMES: Final = (
    "Näidis", "Katse", "Harjutus", "Mudel", "Proov", "Õppus", "Kavand", "Näitlik", "Õpik",
    "Vihik", "Ülesanne", "Tahvel", "Pliiats", "Joonis", "Mustand", "Kontrolltöö",
)  # fmt: skip
"""Names that nobody takes for a real family's."""

_MOTHERS: Final = (
    "Mari", "Kristi", "Anne", "Liis", "Tiina", "Olga", "Kadri", "Piret", "Natalja", "Helen",
    "Moonika", "Jelena", "Signe", "Ülle",
)  # fmt: skip
_FATHERS: Final = (
    "Jaan", "Raul", "Peeter", "Tarmo", "Urmas", "Sergei", "Madis", "Ahto", "Dmitri", "Rein",
    "Kaspar", "Igor", "Sten", "Ülo",
)  # fmt: skip
_GRANDMOTHERS: Final = ("Helgi", "Linda", "Valve", "Nina", "Maie", "Aino")
_CHILDREN: Final = (
    "Emma", "Hugo", "Lenna", "Oskar", "Triin", "Kaarel", "Juku", "Leida", "Sofia", "Mark",
    "Anton", "Mirjam", "Uku", "Darja", "Robin", "Saara",
)  # fmt: skip

HOME: Final = ({"country": "EE", "ground": "citizen"},)
"""A life in Estonia as its citizen."""

_APART: Final = 330
"""Days at the least between two births of one mother."""
EARLIEST_CLAIM: Final = date(2017, 7, 3).toordinal()
"""Older claims would only make an exercise about claims."""

Plain: TypeAlias = dict[str, object]
"""A part of a case file as it is read."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family and the month that an exercise asks about.

    Attributes:
        theme: what it was drawn for, or ``given``. turning: id of the child whose boundary is near.
        benefit: key of the benefit that it was drawn for; empty: any that it is paid. misreading:
            key of the one that an exercise is to be about; empty: any.
    """

    theme: str
    case: Case
    month: Months
    turning: str
    benefit: str = ""
    misreading: str = ""


def is_across_states(case: Case) -> bool:
    """Whether anybody of a family works in another state."""
    return any(
        known(spell.country) not in (None, "EE")
        for person in case.people.values()
        for spell in entries(person.work)
    )


def days_claimed(family: Family) -> list[str]:
    """The kinds of parental benefit whose days are claimed of the month asked about, by key."""
    first, after = first_day_of(family.month), first_day_of(family.month + 1)
    return [
        f"{known(each.kind)}_parental_benefit"
        for each in entries(family.case.parental_days)
        if each.from_ and each.to and each.from_.first < after and each.to.last >= first
    ]


class Draft:
    """A family in the making, about a month drawn between two."""

    def __init__(self, theme: str, draw: random.Random, since: Months, until: Months) -> None:
        self.theme = theme
        self.draw = draw
        self.month = draw.randrange(since, until + 1)
        self.surname = draw.choice(SURNAMES)
        self.names = draw.sample(_CHILDREN, len(_CHILDREN))
        self.people: dict[str, Plain] = {}
        self.children: dict[str, Plain] = {}
        self.births: list[Day] = []
        self.claims: list[Plain] = []
        self.days: list[Plain] = []
        self.adult("ema", draw.choice(_MOTHERS), sex="female")
        self.adult("isa", draw.choice(_FATHERS), sex="male")
        self.home: tuple[str, ...] = ("ema", "isa")

    @property
    def first(self) -> Day:
        """The first day of the month asked about."""
        return first_day_of(self.month)

    @property
    def claimant(self) -> str:
        """Who claims for the family."""
        return self.home[0]

    def adult(self, who: str, name: str, **told: object) -> None:
        """Add an adult who lives in Estonia."""
        self.people[who] = {"name": f"{name} {self.surname}", "residence": list(HOME), **told}

    def grandmother(self, who: str = "vanaema") -> str:
        """Add a grandmother; gives her id."""
        self.adult(who, self.draw.choice(_GRANDMOTHERS), sex="female")
        return who

    def apart(self) -> None:
        """Let the parents live together, or only one of them with the children."""
        self.home = self.draw.choice((("ema", "isa"),) * 5 + (("ema",), ("ema",), ("isa",)))

    def day_in(self, month: Months) -> Day:
        """A day of a month, mostly neither its first nor its last."""
        first = first_day_of(month)
        return self.draw.randrange(first + 1, next_month_start(first) - 1)

    def child(
        self,
        birth: Day,
        *,
        claimed: tuple[str, ...] = ("child_allowance",),
        after: int = 10,
        **told: object,
    ) -> str:
        """Add a child and the claim for its benefits so many days after the birth; gives its id."""
        who = f"laps{len(self.children) + 1}"
        self.births.append(birth)
        self.children[who] = {
            "name": f"{self.names[len(self.children)]} {self.surname}",
            "birth": iso(birth),
            "residence": list(HOME),
            "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
            "lives": [{"with": list(self.home), "share": "full"}],
            **told,
        }
        if claimed:
            self.claim((who,), claimed, birth + after)
        return who

    def claim(
        self, children: tuple[str, ...], benefits: tuple[str, ...], received: Day, by: str = ""
    ) -> None:
        """Add a claim for some children."""
        self.claims.append(
            {"by": by or self.claimant, "for": list(children), "benefits": list(benefits),
             "received": iso(max(received, EARLIEST_CLAIM)), "channel": "e_service"}
        )  # fmt: skip

    def claim_large(self) -> None:
        """Claim the allowance for many children: once there are three, then for each."""
        born = sorted((date.fromisoformat(str(told["birth"])), who)
                      for who, told in self.children.items())  # fmt: skip
        groups = [born[:3], *([each] for each in born[3:])] if len(born) >= 3 else []
        for group in groups:
            day = group[-1][0].toordinal() + 6
            self.claim(tuple(who for _, who in group), ("large_family_allowance",), day)

    def older(self, count: int, youngest: int = 3, oldest: int = 15) -> None:
        """Add children who are far from any boundary in the month asked about."""
        for _ in range(count):
            birth = self.aged(youngest, oldest)
            while any(abs(birth - other) < _APART for other in self.births):
                birth = self.aged(youngest, oldest)
            self.child(birth)

    def aged(self, youngest: int, oldest: int) -> Day:
        """The birth of somebody of these years in the month asked about."""
        return self.day_in(self.month - self.draw.randrange(youngest * 12 + 2, oldest * 12 - 2))

    def done(self, turning: str, benefit: str = "", *, back: int = 2, ahead: int = 3) -> Family:
        """The family, read as a case file is.

        Args:
            back, ahead: months looked at before and after the one asked about.
        """
        told: Plain = {
            "as_of": iso(self.first),
            "period": {"from": month(self.month - back), "to": month(self.month + ahead)},
            "otherwise": "ordinary",
            "people": self.people,
            "children": self.children,
            "claims": sorted(self.claims, key=lambda each: str(each["received"])),
        }
        if self.days:
            told["parental_days"] = self.days
        case = read_text(json.dumps(told, ensure_ascii=False), "exercise.json")
        return Family(self.theme, case, self.month, turning, benefit)


def iso(day: Day) -> str:
    """A day as a case file writes it."""
    return date.fromordinal(day).isoformat()


def month(months: Months) -> str:
    """A month as a case file writes it."""
    return f"{months // 12}-{months % 12 + 1:02}"


def spell(first: Day, last: Day | None = None, **told: object) -> Plain:
    """A spell of days, both ends included, open without a last day."""
    return {"from": iso(first), **({} if last is None else {"to": iso(last)}), **told}
