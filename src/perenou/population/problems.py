"""What was wrong with a table, counted by kind with a few examples; the rest of it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

KINDS: Final = (
    # files of families
    "file_unreadable",
    "file_not_a_table",
    "column_type",
    "column_unknown",
    "unit_unlinked",
    "family_unnamed",
    "family_twice",
    "row_outside",
    "line_order",
    "value_impossible",
    # an agency's extract
    "row_cells",
    "row_text",
    "row_twice",
    "row_without_family",
    "row_without_person",
    "row_of_nobody",
    "row_contradicts",
    "code_unknown",
    "decision_benefit",
    "decision_whose",
    "decision_month",
    "decision_last_month",
    "decision_amount",
    "decision_day",
    "decision_before_claim",
    # decisions of a table
    "decision_before_birth",
)
"""Kinds of problems; what is wrong with a family's case bears ``case.`` and the key of that."""

LEFT_OUT: Final = tuple(
    kind for kind in KINDS if kind.startswith("decision_") and kind != "decision_before_birth"
)
"""What keeps a decision of an extract out of the table that is made of it."""

EXAMPLES: Final = 5
"""How many places are kept of each kind."""


@dataclass(slots=True)
class Problems:
    """What was left out, and why.

    Attributes:
        counts: by kind, how often. examples: by kind, the first places. families: how many
            families were left out.
    """

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    families: int = 0

    def add(self, kind: str, places: Iterable[str], count: int = 1) -> None:
        """Note one kind of problem at some places."""
        self.counts[kind] += count
        kept = self.examples.setdefault(kind, [])
        for place in places:
            if len(kept) >= EXAMPLES:
                break
            kept.append(place)

    def add_all(self, other: Problems) -> None:
        """Note all that was noted elsewhere."""
        for kind, count in other.counts.items():
            self.add(kind, other.examples.get(kind, ()), count)
        self.families += other.families

    def __bool__(self) -> bool:
        return bool(self.counts)
