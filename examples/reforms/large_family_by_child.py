"""The norms of an invented proposal: the allowance for large families rises with each child."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import PERSON
from perenou.rules.rule import Book
from perenou.rules.types import Cents, Count

reform = Book()

FROM_THE_SECOND = 100_00
"""For each child after the first, in cents a month."""


@reform.rule(
    PERSON,
    "PHS § 21 lg 1",
    applies="2027-01-01",
    et="peres on vähemalt kaks last",
    en="the family has at least two children",
    ru="в семье не менее двух детей",
)
def has_three_children(children_in_family: Count) -> bool:
    """The proposal pays from the second child on."""
    return children_in_family >= 2


@reform.rule(
    PERSON,
    "PHS § 21 lg 2",
    applies="2027-01-01",
    et="kuumäär iga lapse järgi",
    en="monthly rate by each child",
    ru="месячная ставка по каждому ребёнку",
)
def large_family_rate_by_number(children_in_family: Count) -> Cents:
    """The same for each child after the first."""
    return FROM_THE_SECOND * (children_in_family - 1)
