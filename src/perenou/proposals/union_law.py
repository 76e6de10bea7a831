"""The check of a reform against the law of the Union: what the engine can tell, what it asks.

The benefits' kinds are those of ``benefits/eu``. What is open there (the class of a benefit, say)
is open here, too; where a question is not one of coded law, a person has to answer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from perenou.benefits.eu.vocabulary import BASKETS
from perenou.proposals.computed import Computed
from perenou.proposals.proposal import Checked, Proposal, YesNo

ANNEX_I: Final = ("birth_allowance", "adoption_allowance")
"""Special childbirth and adoption allowances that Annex I of Regulation 883/2004 names."""

MAINTENANCE: Final = (
    "maintenance_allowance_court",
    "maintenance_allowance_enforcement",
    "maintenance_allowance_bankruptcy",
)
"""Advances of maintenance, which Annex I takes out in the act's predecessor."""

RESIDENCE: Final = frozenset({"child_lives_in_estonia", "lives_in_estonia"})
STATUS: Final = frozenset({"ground", "child_ground"})
INCOME: Final = frozenset({"gross_income", "social_tax_on_income", "social_tax_paid_by_state"})


class Answer(StrEnum):
    """What is known of a question."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Check:
    """A question of the check and its answer.

    Attributes:
        key: of its texts ``proposals.union.KEY``. cited: the provisions of Union law. by_engine:
            whether the engine says so; otherwise a person does, or nobody yet.
        about: names of benefits or facts that the answer rests on. said: what a person added.
    """

    key: str
    cited: tuple[str, ...]
    answer: Answer
    by_engine: bool
    about: tuple[str, ...] = ()
    said: str = ""


ASKED: Final[dict[str, tuple[str, ...]]] = {
    "periods": ("883/2004 art 6",),
    "need": ("883/2004 art 3(5)",),
    "index": ("883/2004 art 7",),
    "unequal": ("883/2004 art 4",),
    "declared": ("883/2004 art 9",),
}
"""Questions that only a person can answer, with what they rest on."""


def coordinated(computed: Computed) -> tuple[str, ...]:
    """The changed benefits that stand in a basket of coordinated ones."""
    known = {key for basket in BASKETS for key in basket.benefits}
    return tuple(key for key in computed.benefits if key in known)


def unclear(computed: Computed) -> tuple[str, ...]:
    """The changed benefits of which the engine does not say of what class they are."""
    known = {*coordinated(computed), *ANNEX_I, *MAINTENANCE}
    return tuple(key for key in computed.benefits if key not in known)


def checks(computed: Computed, proposal: Proposal) -> tuple[Check, ...]:
    """Every question with its answer, in the order in which they build on each other."""
    return (*_told(computed), *_asked(proposal))


def _told(computed: Computed) -> Iterator[Check]:
    family, open_class = coordinated(computed), unclear(computed)
    outside = tuple(key for key in computed.benefits if key in (*ANNEX_I, *MAINTENANCE))
    of_class = ("883/2004 art 1", "883/2004 art 3")
    is_family = Answer.YES if family else Answer.OPEN if open_class else Answer.NO
    yield Check("family", of_class, is_family, by_engine=True, about=family)
    if outside:
        yield Check("annex", ("883/2004 art 1",), Answer.YES, by_engine=True, about=outside)
    if open_class:
        yield Check("class", of_class, Answer.OPEN, by_engine=True, about=open_class)
    yield _facts("residence", ("883/2004 art 7", "883/2004 art 67"), computed, RESIDENCE)
    yield _facts("status", ("883/2004 art 4",), computed, STATUS)
    yield _facts("income", ("883/2004 art 5",), computed, INCOME)
    yield Check("supplement", ("883/2004 art 68",), is_family, by_engine=True, about=family)


def _facts(key: str, cited: tuple[str, ...], computed: Computed, among: frozenset[str]) -> Check:
    about = tuple(name for name in computed.facts if name in among)
    return Check(key, cited, Answer.YES if about else Answer.NO, by_engine=True, about=about)


def _asked(proposal: Proposal) -> Iterator[Check]:
    for key, cited in ASKED.items():
        told: Checked | None = proposal.checked_of(key)
        if told is None:
            yield Check(key, cited, Answer.OPEN, by_engine=False)
        else:
            answer = Answer.YES if told.answer is YesNo.YES else Answer.NO
            yield Check(key, cited, answer, by_engine=False, said=told.said)
