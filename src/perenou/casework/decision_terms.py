"""By when a claim has to be decided."""

from __future__ import annotations

from perenou.casework.case_file.schema import Claim
from perenou.casework.maintenance_facts import MAINTENANCE_ALLOWANCES
from perenou.language.working_days import add_working_days
from perenou.rules.lawbook import Law
from perenou.rules.types import Day

_, ENFORCEMENT, _ = MAINTENANCE_ALLOWANCES


def decision_figure(claim: Claim) -> str:
    """The figure of the time for deciding a claim; empty where no decision is made.

    Maintenance allowance is decided under SÜS § 25; in enforcement time it is granted by a measure
    (PHS § 52 lg 5).
    """
    named = set(claim.benefits) if isinstance(claim.benefits, tuple) else set()
    if not named or named - set(MAINTENANCE_ALLOWANCES):
        return "decision_working_days"
    return "" if named == {ENFORCEMENT} else "maintenance_decision_working_days"


def decision_term(law: Law, as_of: Day, claim: Claim) -> tuple[Day, str] | None:
    """The last working day for deciding a claim that is there, and the provision; None: no term."""
    ready = claim.complete_on or claim.posted or claim.received
    if ready is None or not ready.is_exact or ready.first > as_of:
        return None
    figure = decision_figure(claim)
    version = law.figures[figure].at(ready.first) if figure else None
    if version is None or version.value is None:
        return None
    return add_working_days(ready.first, version.value), str(version.citation)
