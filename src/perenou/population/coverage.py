"""What of the law is computed over tables, what is not, and why."""

from __future__ import annotations

from dataclasses import dataclass

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.eu.vocabulary import BASKETS, COORDINATED
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.population.asked import names_asked
from perenou.population.beside import names_beside
from perenou.rules.compile.cuts import TOTAL
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.refused import uncompiled
from perenou.rules.types import Day


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is computed over tables under the law of a day.

    Attributes:
        benefits: by key of a benefit, or of what is paid beside another state's: what keeps it from
            being computed; None: nothing does. alone: names that are computed but cannot be asked
            for by themselves, each with what keeps it from that.
    """

    benefits: dict[str, NotCompiledError | None]
    alone: dict[str, NotCompiledError]


def coverage(day: Day) -> Coverage:
    """Try to make a program of every benefit and of every running total."""
    law = LAWBOOK.on(day)
    names = {key: names_asked(key) for key in BENEFITS}
    names |= {each.coordinated: names_beside(each.benefits) for each in BASKETS}
    refused = uncompiled(law, [one for each in names.values() for one in each], (START, END))
    return Coverage(
        {
            key: next((refused[one] for one in names[key] if one in refused), None)
            for key in (*BENEFITS, *COORDINATED)
        },
        uncompiled(
            law, [name for name, node in LAWBOOK.through.items() if node.kind == TOTAL],
            (START, END),
        ),
    )  # fmt: skip
