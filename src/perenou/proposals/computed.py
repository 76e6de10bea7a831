"""What the engine found of a reform, as figures by name, proofs, and what was changed.

Figures are flat: a name such as ``group.kind.couple.winners`` has one whole number. So they are
kept, laid beside later ones and looked up by whatever tells them, all in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from perenou.rules.types import NEVER

Unit: TypeAlias = Literal["cents", "number"]

_IN_CENTS: Final = frozenset(
    {"cost", "month", "average", "take_up", "loss", "change", "limit", "lost", "kept"}
)
"""Words of a name that make its figure cents."""


def unit_of(name: str) -> Unit:
    """What a figure counts: cents, or things."""
    return "cents" if _IN_CENTS & set(name.split(".")) else "number"


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure or norm that a reform says otherwise, from a day on.

    Attributes:
        gives: the type of its values. before, after: values of a figure; None: of a norm, or not
            known. citation: the provision that is to be changed. until: the first day on which
            it is so no longer.
    """

    name: str
    citation: str
    since: int
    gives: str
    before: int | None = None
    after: int | None = None
    is_norm: bool = False
    until: int = NEVER


@dataclass(frozen=True, slots=True)
class Found:
    """An answer over all families of a shape.

    Attributes:
        verdict: ``example``, ``proof`` or ``undecided``. values: what was before and after, in
            cents. done: up to so many children it is proved. case: the example, as a case file.
    """

    verdict: str
    values: tuple[int, ...] = ()
    done: int = 0
    case: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A question over all families, answered under the law with the reform.

    Attributes:
        question: ``loses``, or what is one more: ``child``, ``day``, ``euro``. benefits: that were
            asked about. month: months from year 0. most: the most children asked about.
        today: the same under the law without the reform, where that was asked.
        free: what could befall the families.
    """

    question: str
    benefits: tuple[str, ...]
    month: int
    most: int
    found: Found
    today: Found | None = None
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """All of it, with what is needed to compute it again.

    Attributes:
        made: the day on which it was computed. as_of: the day whose law it is. law: fingerprints
            of the law without and with the reform. title, source, digest: of the reform.
        changed: what the reform says otherwise. benefits: those that rest on it. beside: names
            that it changes and nothing rests on that is simulated. facts: that its norms look at
            and those that they replace did not. figures: by name. refused: benefits that could not
            be simulated. without: benefits of which no invented family has any.
        groups: by what families are grouped by, the keys of the groups in their order. whole:
            where only the first of the country's families were simulated, how many it has.
    """

    made: int
    as_of: int
    version: str
    year: int
    seed: int
    families: int
    law: tuple[str, str]
    title: str
    source: str
    digest: str
    changed: tuple[Changed, ...]
    benefits: tuple[str, ...]
    beside: tuple[str, ...]
    facts: tuple[str, ...]
    figures: Mapping[str, int]
    groups: Mapping[str, tuple[str, ...]]
    refused: tuple[str, ...]
    without: tuple[str, ...]
    proofs: tuple[Proof, ...] = ()
    whole: int = 0

    def figure(self, name: str) -> int:
        """A figure; nought where nothing was found to count."""
        return self.figures.get(name, 0)

    @property
    def citations(self) -> tuple[str, ...]:
        """The provisions that are to be changed, each once."""
        return tuple(dict.fromkeys(each.citation for each in self.changed))

    @property
    def since(self) -> int:
        """The first day on which anything is otherwise."""
        return min(each.since for each in self.changed)

    @property
    def until(self) -> int:
        """The first day on which nothing is otherwise any more; ``NEVER``: it does not end."""
        return max(each.until for each in self.changed)

    @property
    def paid(self) -> tuple[str, ...]:
        """The benefits of which anything is paid, in the order of the law."""
        start = "cost.after."
        return tuple(n.removeprefix(start) for n in self.figures if n.startswith(start))
