"""Facts of a claim: when it came in, how, for what and with whose consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.case_file.schema import entries
from perenou.casework.lines import (
    START,
    certain,
    days_off_before_line,
    is_same,
)
from perenou.casework.lines import day_line as _day
from perenou.casework.lines import number as _number
from perenou.casework.lines import truth as _truth
from perenou.rules.types import NEVER
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]


def _received(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    if claim is None:
        return _number(name, row, START, NEVER)
    return _day(name, row, claim.received, _number(name, row, EARLIEST, LATEST))


def _posted(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    return _day(name, row, None if claim is None else claim.posted, certain(NEVER))


def _days_off(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    day = None if claim is None else claim.posted or claim.received
    return certain(0) if day is None else days_off_before_line(name, row, day.first, day.last)


def _consent(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    if claim is None or case.is_anothers_claim(row):
        return certain(False)
    return certain(claim.consent) if isinstance(claim.consent, bool) else _truth(name, row)


def _unobtainable(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    is_own = claim is not None and not case.is_anothers_claim(row)
    if claim is None or not is_own:
        return certain(False)
    value = claim.consent_unobtainable
    if value is None and not _may_raise_in_emergency(case, row):
        return certain(False)
    return certain(value) if isinstance(value, bool) else _truth(name, row)


def _may_raise_in_emergency(case: CaseFacts, row: int) -> bool:
    """Whether the file tells that the claimant raises the child because of an emergency or war."""
    person, child = case.carers[case.claims[row][1]]
    told = entries(case.child(child).raised_in_emergency)
    return any(is_same(spell.who, case.people[person]) is not False for spell in told)


FINDERS: Final[dict[str, Finder]] = {
    "received_day": _received,
    "posted_day": _posted,
    "days_off_before_claim": _days_off,
    "has_consent": _consent,
    "consent_unobtainable": _unobtainable,
}
"""By fact: how its timeline is found."""
