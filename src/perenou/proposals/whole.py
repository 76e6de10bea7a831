"""Whether what was computed elsewhere is whole: papers can be made of it, and no figure is missing.

A figure that is missing would be told as nought.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from perenou.acts.write_html import as_html
from perenou.population.simulate.measures import EDGES, GROUPS, TAKE_UP
from perenou.population.synthetic import FIRST_YEAR, LAST_YEAR
from perenou.proposals.computed import Computed, unit_of
from perenou.proposals.effects import FOLLOWED
from perenou.proposals.letter import letter
from perenou.proposals.memorandum import Told, memorandum
from perenou.proposals.proposal import Proposal
from perenou.rules.citation import Citation

MOST: Final = 10**15
"""No figure is larger, in cents or in number."""

_LAST_DAY: Final = date.max.toordinal()
_ALWAYS: Final = (
    *FOLLOWED, "losing.limit", "families.counted", "children.counted", "families.open",
    *(f"month.{when}.{at}" for when in ("before", "after") for at in range(12)),
    *(f"class.{at}" for at in range(len(EDGES) + 1)),
    *(f"take_up.{part}" for part in TAKE_UP),
)  # fmt: skip
_OF_A_GROUP: Final = ("families", "winners", "losers", "change")


def is_whole(computed: Computed) -> bool:
    """Whether it has all that a computation has; what it says may still be another reform's."""
    return (
        bool(computed.changed)
        and computed.title.isprintable()
        and computed.source.isprintable()
        and FIRST_YEAR <= computed.year <= LAST_YEAR
        and all(1 <= day <= _LAST_DAY for day in _days(computed))
        and {*computed.groups} == {*GROUPS}
        and all(computed.groups.values())
        and all(name in computed.figures for name in _wanted(computed))
        and all(_is_possible(name, value) for name, value in computed.figures.items())
        and _makes_papers(computed)
    )


def _days(computed: Computed) -> Iterator[int]:
    yield from (computed.made, computed.as_of, *(each.since for each in computed.changed))


def _wanted(computed: Computed) -> Iterator[str]:
    yield from _ALWAYS
    for by, keys in computed.groups.items():
        yield from (f"group.{by}.{key}.{what}" for key in keys for what in _OF_A_GROUP)
    for name in computed.figures:
        of, _, rest = name.partition(".")
        if of in ("cost", "average") and rest.startswith(("before.", "after.")):
            when, _, which = rest.partition(".")
            yield f"{of}.{'after' if when == 'before' else 'before'}.{which}"
        elif of in ("step", "raise") and name.endswith(".families"):
            yield name.removesuffix("families") + ("lost" if of == "step" else "loss")


def _is_possible(name: str, value: int) -> bool:
    return (0 if unit_of(name) == "number" else -MOST) <= value <= MOST


def _makes_papers(computed: Computed) -> bool:
    """The surest sign that papers can be made of it is that they are made."""
    told = Told(Proposal(computed.title), computed.as_of, computed)
    try:
        for citation in computed.citations:
            Citation.parse(citation)
        for paper in (memorandum, letter):
            as_html(paper(told, "et"))
    except (LookupError, ValueError, ArithmeticError):
        return False
    return True
