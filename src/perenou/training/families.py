"""Families for exercises: invented ones near the law's boundaries, by seed, or one given."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from perenou.casework.case_file.fields import known
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case, entries
from perenou.rules.calendar import birthday, first_day_of, next_month_start
from perenou.rules.types import Day, Months

Theme: TypeAlias = Literal[
    "nineteenth_birthday",
    "newborn",
    "third_child",
    "single_parent",
    "small_family",
    "two_states",
    "given",
]
THEMES: Final[tuple[Theme, ...]] = (
    "nineteenth_birthday", "newborn", "third_child", "single_parent", "small_family", "two_states",
)  # fmt: skip
"""Themes that families are drawn for; a family that was given has none of them."""

SURNAMES: Final = ("Näidis", "Katse", "Harjutus", "Mudel", "Proov", "Õppus")
"""Names that nobody takes for a real family's."""

_MOTHERS: Final = ("Mari", "Kristi", "Anne", "Liis", "Tiina")
_FATHERS: Final = ("Jaan", "Raul", "Peeter", "Tarmo", "Urmas")
_CHILDREN: Final = ("Emma", "Hugo", "Lenna", "Oskar", "Triin", "Kaarel", "Juku", "Leida")

_HOME: Final = [{"country": "EE", "ground": "citizen"}]
FIRST_MONTH: Final = 2024 * 12
LAST_MONTH: Final = 2026 * 12 + 9
"""Families are drawn for months that are over: what they did is told in the past."""

_APART: Final = 330
"""Days at the least between two births of one mother."""
EARLIEST_CLAIM: Final = date(2017, 7, 3).toordinal()
"""Older claims would only make an exercise about claims."""

_Plain: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Family:
    """A family and the month that an exercise asks about.

    Attributes:
        turning: id of the child whose boundary is near.
    """

    theme: Theme
    case: Case
    month: Months
    turning: str

    @property
    def is_across_states(self) -> bool:
        """Whether anybody works in another state."""
        return any(
            known(spell.country) not in (None, "EE")
            for person in self.case.people.values()
            for spell in entries(person.work)
        )


class _Draft:
    """A family in the making."""

    def __init__(self, theme: Theme, draw: random.Random) -> None:
        self.theme = theme
        self.draw = draw
        self.month = draw.randrange(FIRST_MONTH, LAST_MONTH + 1)
        self.surname = draw.choice(SURNAMES)
        self.names = draw.sample(_CHILDREN, len(_CHILDREN))
        mother, father = draw.choice(_MOTHERS), draw.choice(_FATHERS)
        self.people: dict[str, _Plain] = {
            "ema": {"name": f"{mother} {self.surname}", "residence": _HOME},
            "isa": {"name": f"{father} {self.surname}", "residence": _HOME},
        }
        self.children: dict[str, _Plain] = {}
        self.births: list[Day] = []
        self.claims: list[_Plain] = []

    def day_in(self, month: Months) -> Day:
        """A day of a month, mostly neither its first nor its last."""
        first = first_day_of(month)
        return self.draw.randrange(first + 1, next_month_start(first) - 1)

    def child(self, birth: Day, *, claimed: tuple[str, ...], after: int = 10) -> str:
        """Add a child and the claim for its benefits; gives its id."""
        who = f"laps{len(self.children) + 1}"
        self.births.append(birth)
        self.children[who] = {
            "name": f"{self.names[len(self.children)]} {self.surname}",
            "birth": _iso(birth),
            "residence": _HOME,
            "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
            "lives": [{"with": ["ema", "isa"], "share": "full"}],
        }
        self.claims.append(
            {"by": "ema", "for": [who], "benefits": list(claimed),
             "received": _iso(max(birth + after, EARLIEST_CLAIM)), "channel": "e_service"}
        )  # fmt: skip
        return who

    def older(self, count: int, youngest: int = 3, oldest: int = 15) -> None:
        """Add children who are far from any boundary in the month asked about."""
        for _ in range(count):
            birth = self._birth(youngest, oldest)
            while any(abs(birth - other) < _APART for other in self.births):
                birth = self._birth(youngest, oldest)
            self.child(birth, claimed=("child_allowance",))

    def _birth(self, youngest: int, oldest: int) -> Day:
        return self.day_in(self.month - self.draw.randrange(youngest * 12 + 2, oldest * 12 - 2))

    def done(self, turning: str) -> Family:
        """The family, read as a case file is."""
        told = {
            "as_of": _iso(first_day_of(self.month)),
            "period": {"from": _month(self.month - 2), "to": _month(self.month + 3)},
            "otherwise": "ordinary",
            "people": self.people,
            "children": self.children,
            "claims": sorted(self.claims, key=lambda each: str(each["received"])),
        }
        case = read_text(json.dumps(told, ensure_ascii=False), "exercise.json")
        return Family(self.theme, case, self.month, turning)


def family(theme: Theme, seed: int) -> Family:
    """An invented family of a theme; the same seed gives the same family."""
    draw = random.Random(f"{theme} {seed}")
    return _THEMES[theme](_Draft(theme, draw))


def given(case: Case, month: Months) -> Family:
    """A family as a case tells of it, asked about in a month; names and all else are kept.

    The child whose boundary is near is the one whose 19th birthday or birth is nearest.

    Raises:
        ValueError: the case has no child.
    """
    first = first_day_of(month)

    def distance(who: str) -> int:
        birth = case.children[who].born
        if birth is None:
            return 366 * 19
        return min(abs(birth.first - first), abs(birthday(birth.first, 19) - first))

    if not case.children:
        raise ValueError("a case without a child")
    asked = case.model_copy(update={"title": None})
    return Family("given", asked, month, min(case.children, key=distance))


def _nineteenth_birthday(made: _Draft) -> Family:
    """The oldest turns 19 about the month, in school or out of it."""
    birth = made.day_in(made.month - 19 * 12 + made.draw.choice((-1, 0, 0, 0, 1)))
    oldest = made.child(birth, claimed=("child_allowance",))
    year, month = divmod(made.month, 12)
    school_ends = date(year if month < 8 else year + 1, 6, 30)
    if made.draw.random() < 0.6:
        studies = {
            "level": "upper_secondary", "from": f"{school_ends.year - 3}-09-01",
            "to": school_ends.isoformat(), "final_class": "true",
        }  # fmt: skip
        made.children[oldest]["studies"] = [studies]
        made.children[oldest]["secondary_education"] = school_ends.isoformat()
    else:
        made.children[oldest]["studies"] = []
    made.older(made.draw.choice((1, 2, 2, 3)))
    _claim_large(made)
    return made.done(oldest)


def _newborn(made: _Draft) -> Family:
    """A child is born within the month."""
    made.older(made.draw.choice((0, 1)))
    born = made.child(
        made.day_in(made.month), claimed=("child_allowance", "birth_allowance"), after=5
    )
    return made.done(born)


def _third_child(made: _Draft) -> Family:
    """The third, fourth or a later child is born about the month."""
    made.older(made.draw.choice((2, 2, 3, 5, 6)))
    born = made.child(
        made.day_in(made.month + made.draw.choice((-1, 0, 0))),
        claimed=("child_allowance", "birth_allowance"), after=5,
    )  # fmt: skip
    _claim_large(made)
    return made.done(born)


def _single_parent(made: _Draft) -> Family:
    """The birth record names no father."""
    del made.people["isa"]
    claimed = ("child_allowance", "single_parent_allowance")
    age = made.draw.choice((19 * 12, 4 * 12, 9 * 12))
    oldest = made.child(made.day_in(made.month - age), claimed=claimed)
    for told in made.children.values():
        told["parents"] = [{"who": "ema", "role": "mother"}]
        told["second_parent"] = "none"
        told["lives"] = [{"with": ["ema"], "share": "full"}]
        if age >= 18 * 12:
            told["studies"] = []
    return made.done(oldest)


def _small_family(made: _Draft) -> Family:
    """One or two children and nothing near."""
    made.older(made.draw.choice((1, 2)))
    return made.done("laps1")


def _two_states(made: _Draft) -> Family:
    """The father begins to work in Finland within a month or so of the one asked about."""
    made.older(made.draw.choice((1, 2)))
    began = made.day_in(made.month + made.draw.choice((-2, -1, 0)))
    mother_works = made.draw.random() < 0.6
    since = first_day_of(made.month - 60)
    made.people["ema"]["work"] = (
        [{"country": "EE", "kind": "employed", "from": _iso(since)}] if mother_works else []
    )
    made.people["isa"]["work"] = [
        {"country": "EE", "kind": "employed", "from": _iso(since), "to": _iso(began - 1)},
        {"country": "FI", "kind": "employed", "from": _iso(began)},
    ]
    for told in made.children.values():
        told["state_benefits"] = [
            {"country": "FI", "name": "lapsilisä", "amount": "94.88", "interval": "month",
             "source": "harjutus"}
        ]  # fmt: skip
    return made.done("laps1")


_THEMES: Final[dict[str, Callable[[_Draft], Family]]] = {
    "nineteenth_birthday": _nineteenth_birthday,
    "newborn": _newborn,
    "third_child": _third_child,
    "single_parent": _single_parent,
    "small_family": _small_family,
    "two_states": _two_states,
}


def _claim_large(made: _Draft) -> None:
    """Claim the allowance for families with many children: once there are three, then for each."""
    born = sorted((date.fromisoformat(str(told["birth"])), who)
                  for who, told in made.children.items())  # fmt: skip
    groups = [born[:3], *([each] for each in born[3:])] if len(born) >= 3 else []
    for group in groups:
        day = max(group[-1][0].toordinal() + 6, EARLIEST_CLAIM)
        made.claims.append(
            {"by": "ema", "for": [who for _, who in group], "received": _iso(day),
             "benefits": ["large_family_allowance"], "channel": "e_service"}
        )  # fmt: skip


def _iso(day: Day) -> str:
    return date.fromordinal(day).isoformat()


def _month(month: Months) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"
