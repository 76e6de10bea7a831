"""The norm of an invented proposal: the allowance for large families is for lower wages only."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import PERSON
from perenou.rules.rule import Book
from perenou.rules.types import Cents

reform = Book()

MOST = 3000_00
"""The recipient's gross wage, in cents a month."""


@reform.rule(
    PERSON,
    "PHS § 21 lg 1",
    applies="2027-01-01",
    et="õigus lasterikka pere toetusele, palk arvesse võetud",
    en="right to the allowance for families with many children, wages considered",
    ru="право на пособие многодетной семье с учётом зарплаты",
)
def right_to_large_family_allowance(
    has_three_children: bool, steps_down: bool, gross_income: Cents
) -> bool:
    """As before, but up to a wage."""
    return (has_three_children or steps_down) and gross_income <= MOST
