"""For which months an entry of the file tells of money that had been paid by a day."""

from __future__ import annotations

from perenou.casework.case_file.schema import Paid
from perenou.rules.calendar import month_of
from perenou.rules.types import Day


def months_paid(paid: Paid, as_of: Day) -> range:
    """The months of an entry up to that of the day of the question; none without a first month.

    A later month cannot have been paid by then, whether the entry has an end or not.
    """
    if paid.from_ is None:
        return range(0)
    this = month_of(as_of)
    last = this if paid.to is None else min(this, month_of(paid.to.first))
    return range(month_of(paid.from_.first), last + 1)
