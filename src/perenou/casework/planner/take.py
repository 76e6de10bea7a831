"""A plan accepted: the case with the plan's days claimed."""

from __future__ import annotations

from perenou.casework.case_file.checks import FIRST_MONTH, LAST_MONTH
from perenou.casework.case_file.dates import Month
from perenou.casework.case_file.schema import Case, Period, entries
from perenou.casework.planner.plan import Plan, Planned


def taken(case: Case, made: Planned, plan: Plan) -> Case:
    """The case with the days of a plan; asked about the plan's months unless it says which."""
    others = [
        days
        for days in entries(case.parental_days)
        if days.for_ in case.children and days.for_ != made.child
    ]
    period = case.period
    if period == Period():
        first, last = (
            Month(month // 12, month % 12 + 1)
            for month in (plan.months[0].month, plan.months[-1].month)
        )
        if first <= LAST_MONTH and last >= FIRST_MONTH:
            asked = {"from": max(first, FIRST_MONTH), "to": min(last, LAST_MONTH)}
            period = Period.model_validate(asked)
    return case.model_copy(update={"parental_days": (*others, *plan.days), "period": period})
