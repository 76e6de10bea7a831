"""What follows from days of parental benefit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.casework.parental_answer import ParentalAnswer
from perenou.casework.parental_calendar import calendars, months_by_days
from perenou.casework.parental_ledger import quotas
from perenou.casework.rate_sheet import sheets

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def parental_answer(solved: Solved) -> ParentalAnswer | None:
    """Months, quotas, calendars and sheets; None where nobody claims any days."""
    ledger = quotas(solved)
    drawn = calendars(solved, ledger)
    if not drawn:
        return None
    return ParentalAnswer(months_by_days(solved, ledger), ledger, drawn, sheets(solved))
