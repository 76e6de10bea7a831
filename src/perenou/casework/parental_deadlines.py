"""Days by which parental benefit is claimed, decided on, objected to and checked (PHS § 46)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.schema import ParentalDays, entries
from perenou.casework.determination import Deadline
from perenou.casework.lines import term_end
from perenou.casework.parental_ledger import AFTER_DEATH
from perenou.language.working_days import add_working_days, next_working_day
from perenou.rules.calendar import add_months, first_day_of, month_of
from perenou.rules.types import NEVER, Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

RIGHT_DAYS: Final = {
    "mothers_parental_benefit": "mothers_right_day",
    "fathers_parental_benefit": "shared_right_day",
    "shared_parental_benefit": "shared_claim_right_day",
    "adopters_parental_benefit": "adopters_right_day",
}
"""By benefit: from which day the time for claiming it runs."""

CHECKS: Final = {"income_check": "income_check_months", "base_check": "base_check_months"}
"""By kind of deadline: for how many months after the end of the right the agency checks."""


def parental_deadlines(solved: Solved) -> Iterator[Deadline]:
    """Every such deadline of a case, also past ones."""
    if solved.case.parental_days is None:
        return
    for entry in entries(solved.case.parental_days):
        yield from _of_claim(solved, entry)
    for key in KINDS:
        for row in range(len(solved.facts.carers)):
            yield from _claims(solved, key, row)
    yield from _checks(solved)


def _of_claim(solved: Solved, entry: ParentalDays) -> Iterator[Deadline]:
    """The decision on days that were claimed (§ 8 lg 1), the employer's objection (§ 46 lg 8)."""
    benefit = "" if entry.kind in (None, "unknown") else f"{entry.kind}_parental_benefit"
    told = (entry.by, entry.for_)
    about = tuple(who for who in told if who is not None and who in solved.case.everybody)
    claimed = _known(entry.claimed, solved)
    if claimed is not None:
        version = solved.law.figures["decision_working_days"].at(claimed)
        if version is not None and version.value is not None:
            day = add_working_days(claimed, version.value)
            yield Deadline("decision", day, "", about[:1], str(version.citation))
    notice = _known(entry.employer_told, solved)
    if notice is not None and entry.kind in ("mothers", "fathers"):
        version = solved.law.figures["employer_objection_days"].at(notice)
        if version is not None and version.value is not None:
            day = next_working_day(notice + version.value)
            yield Deadline("employer_objection", day, benefit, about, str(version.citation))


def _known(day: PartialDay | None, solved: Solved) -> Day | None:
    """A day of the file, if it is known exactly and not later than the day of the question."""
    if day is None or not day.is_exact or day.first > solved.as_of:
        return None
    return day.first


def _claims(solved: Solved, key: str, row: int) -> Iterator[Deadline]:
    """By when days are to be claimed of which the file does not say that they were (§ 46 lg 1)."""
    sought = solved.world.line(MONTHLY[key].right, row)
    first = next((day for day, _, holds in sought.pieces(solved.world.end) if holds is True), None)
    if first is None:
        return
    claimed = solved.world.at("days_claimed_day", row, first)
    if not isinstance(claimed, int) or claimed < NEVER:
        return
    right_day = solved.world.at(RIGHT_DAYS[key], row, first)
    version = solved.law.figures["parental_benefit_claim_months"].at(first)
    if not isinstance(right_day, int) or version is None or version.value is None:
        return
    p, c = solved.facts.carers[row]
    about = (solved.facts.people[p], solved.facts.children[c])
    last = term_end(add_months(right_day, version.value))
    if last >= solved.as_of:
        yield Deadline("parental_claim", last, key, about, str(version.citation))
    elif sought.at(solved.as_of) is True:
        month_end = first_day_of(month_of(solved.as_of) + 1) - 1
        yield Deadline("parental_month_lost", month_end, key, about, str(version.citation))


def _days_after_death_over(solved: Solved, child: int) -> Day:
    """The day after the last that is surely paid because of a child's death; 0: there is none."""
    carers = [row for row, (_, of) in enumerate(solved.facts.carers) if of == child]
    lines = [solved.world.line(norm, row) for norm in AFTER_DEATH.values() for row in carers]
    ends = (
        until for line in lines for _, until, due in line.pieces(solved.world.end) if due is True
    )
    return max(ends, default=0)


def _checks(solved: Solved) -> Iterator[Deadline]:
    """Until when the agency checks what was paid (§ 46⁴ lg 2, 4-5), at the latest."""
    paid = {child for p in solved.payments if p.benefit in KINDS for child in p.for_whom}
    for row, child in enumerate(solved.facts.children):
        after = solved.world.at("parental_benefit_after_day", row, solved.first_day)
        if child not in paid or not isinstance(after, int) or after >= NEVER:
            continue
        after = max(after, _days_after_death_over(solved, row))
        for kind, figure in CHECKS.items():
            version = solved.law.figures[figure].at(solved.as_of)
            if version is None or version.value is None:
                continue
            day = add_months(after - 1, version.value)
            yield Deadline(kind, day, "", (child,), str(version.citation))
