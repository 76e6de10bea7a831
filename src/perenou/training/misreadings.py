"""Amounts as they come out when the law is read as people typically misread it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.parental_benefit.earnings import reduction_for_earnings
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CHILD, CLAIMED_BY_DAYS, PAID_FOR_SET
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import Payment
from perenou.casework.lines import END, START
from perenou.casework.solve import Solved
from perenou.language.working_days import is_working_day
from perenou.rules.calendar import add_months, first_day_of, next_month_start
from perenou.rules.types import NEVER, Cents, Day, Months
from perenou.rules.unknown import Open
from perenou.training.as_if import misread_cases
from perenou.training.draft import Family, is_across_states


def sums(solved: Solved, benefit: str, month: Months) -> tuple[Cents, ...] | None:
    """What is paid of a benefit for a month, by child or parent; of a one-off one, in all.

    None where it is open how much.
    """
    allowance = MONTHLY.get(benefit)
    if benefit not in ONE_OFF and (allowance is None or is_across_states(solved.case)):
        found = _paid(solved, benefit, month)
        certain = all(p.is_certain for p in found)
        return tuple(p.least for p in found) if certain else None
    # Only this is computed: most misreadings solve a family for no more than one amount.
    name, day = f"{benefit}_amount", first_day_of(month)
    if allowance is None:
        lines = [solved.world.line(name, row) for row in range(len(solved.facts.children))]
        values = [line.values[0] for line in lines]
    else:
        rows = range(solved.world.facts.rows[allowance.unit.name])
        values = [solved.world.at(name, row, day) for row in rows]
    if any(isinstance(value, Open) for value in values):
        return None
    return tuple(value for value in values if not isinstance(value, Open) and value > 0)


def amount(solved: Solved, benefit: str, month: Months) -> Cents | None:
    """What a family is paid of a benefit for a month, or once; None where it is open."""
    found = sums(solved, benefit, month)
    return None if found is None else sum(found)


def misread(family: Family, solved: Solved, benefit: str) -> Iterator[tuple[str, Cents]]:
    """By key of the misreading, the amount that it leads to; equal ones are not left out.

    First where a fact is taken for another, then where the sum is reckoned otherwise; before all
    of them the one that is asked for.
    """
    if family.misreading in READINGS:
        found = READINGS[family.misreading](family, solved, benefit)
        if found is not None:
            yield family.misreading, found
    for key, other in misread_cases(family, solved):
        found = amount(other, benefit, family.month)
        if found is not None:
            yield key, found
    for key, reading in READINGS.items():
        found = reading(family, solved, benefit)
        if found is not None:
            yield key, found


def _whole(solved: Solved, benefit: str, month: Months) -> Cents:
    return amount(solved, benefit, month) or 0


def _paid(solved: Solved, benefit: str, month: Months) -> list[Payment]:
    return [p for p in solved.payments_of(benefit) if p.month == month]


def _rate_of(family: Family, solved: Solved, benefit: str) -> tuple[str, list[Payment]] | None:
    """The one dated figure that each payment of a whole month is equal to, and the payments."""
    day = first_day_of(family.month)
    paid = _paid(solved, benefit, family.month)
    if len({p.least for p in paid}) != 1 or _parts(paid, day):
        return None
    names = [e.name for e in solved.reason(paid[0]).walk() if e.kind == "figure"]
    found = {
        name
        for name in names
        if (value := solved.law.figures[name].at(day)) is not None and value.value == paid[0].least
    }
    return (found.pop(), paid) if len(found) == 1 else None


def _other_rate(family: Family, solved: Solved, benefit: str, *, later: bool) -> Cents | None:
    of = _rate_of(family, solved, benefit)
    if of is None:
        return None
    name, paid = of
    day, now = first_day_of(family.month), paid[0].least
    for earlier, after in pairwise(_versions(name)):
        if earlier[1] != after[1] and now in (earlier[1], after[1]):
            if later and earlier[0] <= day < after[0]:
                return after[1] * len(paid) or None
            if not later and after[0] <= day and now == after[1]:
                return earlier[1] * len(paid) or None
    return None


@cache
def _versions(name: str) -> tuple[tuple[Day, Cents], ...]:
    """The dated amounts of a figure as they are known now."""
    line = LAWBOOK.on(LAWBOOK.known_days[-1]).within(START, END).figure(name)
    return tuple(
        (day, value)
        for day, value in zip(line.starts, line.values, strict=True)
        if isinstance(value, int)
    )


def _old_rates(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The amount that the same right had by the rate before."""
    return _other_rate(family, solved, benefit, later=False)


def _coming_rates(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The amount that the same right has by the rate that came after."""
    return _other_rate(family, solved, benefit, later=True)


def _parts(paid: list[Payment], day: Day) -> bool:
    whole = next_month_start(day) - day
    return any(p.days is not None and p.days < whole for p in paid)


def _part_month_as_whole(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A month paid in part, as if it were paid in full: as the month after it."""
    paid = _paid(solved, benefit, family.month)
    if benefit in CLAIMED_BY_DAYS or not _parts(paid, first_day_of(family.month)):
        return None
    return amount(solved, benefit, family.month + 1)


def _nothing_for_first_month(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A month paid in part, as if payment began with the next one: as the month before it."""
    paid = _paid(solved, benefit, family.month)
    if benefit in CLAIMED_BY_DAYS or not _parts(paid, first_day_of(family.month)):
        return None
    return amount(solved, benefit, family.month - 1)


def _last_month_in_part(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The last month, paid in full, as if only the days up to the end of the right counted."""
    if benefit in CLAIMED_BY_DAYS:
        return None
    month, first = family.month, first_day_of(family.month)
    after = next_month_start(first)
    now, then = _whole(solved, benefit, month), _whole(solved, benefit, month + 1)
    if now <= then:
        return None
    birth = solved.case.children[family.turning].born
    day = None if birth is None else add_months(birth.first, 19 * 12)
    if day is None or not first < day < after:
        ends = (right.after for right in solved.rights if right.after is not None)
        day = min((end for end in ends if first < end <= after), default=None)
    if day is None or day >= after:
        return None
    return then + round_to_cent((now - then) * (day - first), after - first)


def _without_turning(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """As if the child whose boundary is near did not count in the family."""
    if len(family.case.children) < 2 or benefit in ONE_OFF:
        return None
    return amount(_with_children(family, solved, without=family.turning), benefit, family.month)


def _without_next(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """As if another child did not count in the family."""
    others = [who for who in family.case.children if who != family.turning]
    if len(others) < 1 or benefit in ONE_OFF:
        return None
    return amount(_with_children(family, solved, without=others[0]), benefit, family.month)


def _with_children(family: Family, solved: Solved, *, without: str) -> Solved:
    case = family.case
    children = {who: child for who, child in case.children.items() if who != without}
    claims = tuple(
        claim.model_copy(update={"for_": tuple(w for w in claim.for_ if w != without)})
        for claim in (case.claims if isinstance(case.claims, tuple) else ())
        if isinstance(claim.for_, tuple) and set(claim.for_) - {without}
    )
    period = case.period
    left = case.model_copy(update={"children": children, "claims": claims, "period": period})
    return Solved(left, solved.as_of)


def _all_at_third_rate(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The rate of the third child for every child."""
    return _by_rate(family, solved, benefit, "child_allowance_third_and_next")


def _all_at_first_rate(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The rate of the first two children for every child."""
    return _by_rate(family, solved, benefit, "child_allowance_first_two")


def _by_rate(family: Family, solved: Solved, benefit: str, rate: str) -> Cents | None:
    if benefit != "child_allowance":
        return None
    count = len({c for p in _paid(solved, benefit, family.month) for c in p.for_whom})
    value = solved.law.figures[rate].at(first_day_of(family.month))
    return None if value is None or not isinstance(value.value, int) else count * value.value


def _for_each_child(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A family's amount once for each child."""
    if benefit not in ("large_family_allowance", PAID_FOR_SET):
        return None
    paid = _paid(solved, benefit, family.month)
    return sum(p.least * len(p.for_whom) for p in paid)


def _half(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Both states pay half of their amount."""
    whole = _in_full_beside(family, solved, benefit)
    return None if whole is None else whole // 2


def _in_full_beside(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Estonia pays in full beside the other state."""
    basket = next((each for each in BASKETS if each.coordinated == benefit), None)
    if not is_across_states(family.case) or (basket is None and benefit != "child_allowance"):
        return None
    alone = _at_home(family, solved)
    return sum(
        p.least
        for p in alone.payments
        if p.month == family.month
        and p.benefit in ((benefit,) if basket is None else basket.benefits)
    )


def _nothing_beside(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Estonia pays nothing as soon as somebody works abroad."""
    return None if _in_full_beside(family, solved, benefit) is None else 0


def _at_home(family: Family, solved: Solved) -> Solved:
    """The same family, had nobody ever worked abroad."""
    people = {
        who: person.model_copy(update={"work": None}) for who, person in family.case.people.items()
    }
    children = {
        who: child.model_copy(update={"state_benefits": None})
        for who, child in family.case.children.items()
    }
    case = family.case.model_copy(update={"people": people, "children": children})
    return Solved(case, solved.as_of)


def _once_for_family(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A child's amount once for the whole family."""
    found = sums(solved, benefit, family.month) or ()
    if benefit == "child_allowance" or len(found) < 2:
        return None
    return max(found)


def _for_each_parent(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A one-off allowance to each of both parents."""
    if benefit not in ONE_OFF or len(family.case.people) < 2:
        return None
    return 2 * _whole(solved, benefit, family.month)


def _birth_rate(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The higher rate of triplets for whoever is not one of three."""
    if benefit not in ONE_OFF:
        return None
    value = solved.law.figures["birth_allowance_triplet"].at(first_day_of(family.month))
    found = sums(solved, benefit, family.month)
    if value is None or not isinstance(value.value, int) or not found:
        return None
    return value.value * len(found)


def _nothing_before_claim(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Nothing for a child before the month in which anything was first claimed for it."""
    allowance = MONTHLY.get(benefit)
    if allowance is None or allowance.unit is not CHILD:
        return None
    claimed = {
        who
        for claim in entries(family.case.claims)
        if claim.received is not None and claim.received.first < next_month_start(_first(family))
        for who in family.case.children_of(claim) or ()
    }
    paid = _paid(solved, benefit, family.month)
    return sum(p.least for p in paid if claimed.issuperset(p.for_whom))


def _thought_late(_family: Family, _solved: Solved, benefit: str) -> Cents | None:
    """Nothing, as if a one-off allowance had been claimed too late."""
    return 0 if benefit in ONE_OFF else None


def _everything_stops(family: Family, _solved: Solved, _benefit: str) -> Cents | None:
    """Nothing is paid for anybody as soon as payment for one child stops."""
    return 0 if family.theme == "stopped_payment" else None


def _first(family: Family) -> Day:
    return first_day_of(family.month)


# ---------------------------------------------------------------------------- by days


def _of_days(family: Family, solved: Solved, benefit: str) -> tuple[Cents, int] | None:
    """The daily rate of a month's parental benefit, where there is one, and the days paid."""
    if benefit not in CLAIMED_BY_DAYS:
        return None
    paid = _paid(solved, benefit, family.month)
    if len(paid) != 1 or not paid[0].days or paid[0].reduction != (0, 0):
        return None
    rate, rest = divmod(paid[0].least, paid[0].days)
    return None if rest else (rate, paid[0].days)


def _thirty_days(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Every month as if it had thirty days."""
    found = _of_days(family, solved, benefit)
    whole = next_month_start(_first(family)) - _first(family)
    return found[0] * 30 if found and found[1] == whole else None


def _whole_month(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Every day of the month, where only some are paid."""
    found = _of_days(family, solved, benefit)
    whole = next_month_start(_first(family)) - _first(family)
    return found[0] * whole if found and found[1] < whole else None


def _all_claimed_days(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Every day that was claimed, also beyond those there are."""
    found = _of_days(family, solved, benefit)
    return found[0] * len(_claimed_days(family, benefit)) if found else None


def _working_days(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Only the working days among those paid."""
    found = _of_days(family, solved, benefit)
    if not found:
        return None
    days = sorted(_claimed_days(family, benefit))[: found[1]]
    return found[0] * sum(map(is_working_day, days))


def _claimed_days(family: Family, benefit: str) -> set[Day]:
    first = _first(family)
    days: set[Day] = set()
    for each in entries(family.case.parental_days):
        if f"{known(each.kind)}_parental_benefit" == benefit and each.from_ and each.to:
            days.update(range(each.from_.first, each.to.last + 1))
    return days & set(range(first, next_month_start(first)))


def _other_cap(family: Family, solved: Solved, benefit: str, times: int, by: int) -> Cents | None:
    found = _of_days(family, solved, benefit)
    if not found:
        return None
    rate, days = found
    row = _paid(solved, benefit, family.month)[0].row
    cap = solved.world.at("shared_cap_month", row, _first(family))
    if not isinstance(cap, int) or rate != round_to_cent(cap, 30):
        return None
    return round_to_cent(cap * times // by, 30) * days


def _threefold_cap(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Three times the average income for a child born since 2026."""
    birth = family.case.children[family.turning].born
    if birth is None or birth.first < _TWOFOLD_SINCE:
        return None
    return _other_cap(family, solved, benefit, 3, 2)


def _twofold_cap(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Twice the average income for a child born before 2026."""
    birth = family.case.children[family.turning].born
    if birth is None or birth.first >= _TWOFOLD_SINCE:
        return None
    return _other_cap(family, solved, benefit, 2, 3)


_TWOFOLD_SINCE: Final = first_day_of(2026 * 12)
"""Births from which the cap is twice the average income (PHS § 63¹⁰)."""


def _earnings_reduce(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The reduction for earnings as it was up to 2025, or all of the earnings taken off."""
    found = _of_days(family, solved, benefit)
    earned = _earned(family)
    if not found or not earned:
        return None
    granted, day = found[0] * found[1], _first(family)
    figures = [_figure(name, day) for name in ("earnings_threshold", "parental_benefit_base_rate")]
    threshold, base = figures
    if threshold is None or base is None:
        return None
    return granted - reduction_for_earnings(granted, earned, threshold, base, day, NEVER)


def _earnings_taken_off(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """All earnings taken off the benefit."""
    earned = _earned(family)
    if benefit not in CLAIMED_BY_DAYS or not earned:
        return None
    return max(0, _whole(solved, benefit, family.month) - earned)


def _earned(family: Family) -> Cents:
    """What is earned in the month beside the benefit."""
    first, cents = _first(family), 0
    for person in family.case.people.values():
        for each in entries(person.income):
            if each.months[0] <= first < each.months[1] and each.month is None:
                cents += known(each.gross) or 0
    return cents


def _figure(name: str, day: Day) -> Cents | None:
    """The last value of a figure that was known by a day, also where it has ended since."""
    return next((value for start, value in reversed(_versions(name)) if start <= day), None)


# ---------------------------------------------------------------------------- maintenance


def _owed(family: Family, month: Months) -> Iterator[tuple[Cents, Cents]]:
    """By child, what the debtor owes and has paid in a month."""
    first = first_day_of(month)
    for child in family.case.children.values():
        for each in entries(child.maintenance):
            titles = [known(title.month_amount) or 0 for title in entries(each.title)]
            got = [
                known(entry.amount) or 0
                for entry in entries(each.received)
                if entry.from_ and entry.to and entry.from_.first <= first <= entry.to.last
            ]
            yield sum(titles), sum(got)


def _title_less_payments(family: Family, _solved: Solved, benefit: str) -> Cents | None:
    """All that the debtor owes and has not paid."""
    if benefit != "maintenance_allowance_enforcement":
        return None
    return sum(max(0, owed - got) for owed, got in _owed(family, family.month))


def _full_beside_payments(family: Family, _solved: Solved, benefit: str) -> Cents | None:
    """The whole allowance, whatever the debtor has paid, but nothing to whom all was paid."""
    if benefit != "maintenance_allowance_enforcement":
        return None
    paid = [got for _, got in _owed(family, family.month)]
    most = _figure("maintenance_allowance_most", _first(family))
    return most * len(paid) if most is not None and any(paid) else None


def _court_less_payments(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Payments of the debtor taken off the allowance of the time in court."""
    found = sums(solved, benefit, family.month)
    if benefit != "maintenance_allowance_court" or not found:
        return None
    paid = [got for _, got in _owed(family, family.month)]
    return sum(max(0, each - got) for each, got in zip(found, paid, strict=False))


def _pension_kept(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The former pension goes on beside the allowance."""
    pensions = [
        known(each.month_amount) or 0
        for child in family.case.children.values()
        for each in entries(child.pension)
    ]
    if not pensions or not benefit.startswith("survivors"):
        return None
    return _whole(solved, benefit, family.month) + sum(pensions)


Reading = Callable[[Family, Solved, str], Cents | None]

READINGS: Final[dict[str, Reading]] = {
    "threefold_cap": _threefold_cap,
    "twofold_cap": _twofold_cap,
    "earnings_reduce": _earnings_reduce,
    "part_month_as_whole": _part_month_as_whole,
    "last_month_in_part": _last_month_in_part,
    "nothing_for_first_month": _nothing_for_first_month,
    "all_claimed_days": _all_claimed_days,
    "whole_month": _whole_month,
    "working_days": _working_days,
    "thirty_days": _thirty_days,
    "title_less_payments": _title_less_payments,
    "full_beside_payments": _full_beside_payments,
    "court_less_payments": _court_less_payments,
    "pension_kept": _pension_kept,
    "half_each": _half,
    "full_beside": _in_full_beside,
    "nothing_beside": _nothing_beside,
    "nothing_before_claim": _nothing_before_claim,
    "for_each_parent": _for_each_parent,
    "birth_rate_of_triplets": _birth_rate,
    "thought_late": _thought_late,
    "turning_not_counted": _without_turning,
    "coming_rates": _coming_rates,
    "old_rates": _old_rates,
    "for_each_child": _for_each_child,
    "once_for_family": _once_for_family,
    "all_at_third_rate": _all_at_third_rate,
    "all_at_first_rate": _all_at_first_rate,
    "everything_stops": _everything_stops,
    "earnings_taken_off": _earnings_taken_off,
    "another_not_counted": _without_next,
}
"""By key of its text, in order of how well it teaches."""
