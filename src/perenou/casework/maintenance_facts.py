"""From the case file's part about maintenance to the facts of a debtor and a child.

A timeline gives each calendar month the court case, enforcement file or bankruptcy that it belongs
to: the one that runs when the month begins, otherwise the one that begins in it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from perenou.casework.case_file.dates import EARLIEST, LATEST, PartialDay
from perenou.casework.case_file.fields import LARGEST_AMOUNT
from perenou.casework.case_file.maintenance import Maintenance, Received
from perenou.casework.case_file.schema import Case, Claim, entries
from perenou.casework.case_file.spells import Spell
from perenou.casework.lines import (
    START,
    after_day,
    certain,
    days_off_bounds,
    number,
    said_of,
    spelled,
    truth,
    unknown_since,
)
from perenou.language.working_days import MOST_DAYS_OFF
from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.timeline import joined
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open
from perenou.rules.world import Line

Value: TypeAlias = int | bool | Open
Bounds: TypeAlias = tuple[int, int]

MAINTENANCE_ALLOWANCES: Final = (
    "maintenance_allowance_court",
    "maintenance_allowance_enforcement",
    "maintenance_allowance_bankruptcy",
)

_DAYS: Final = (EARLIEST, NEVER)
_DAYS_OFF: Final = (0, MOST_DAYS_OFF)
_SUMS: Final = (0, LARGEST_AMOUNT)
_TRUTH: Final = (0, 1)


class Asked(NamedTuple):
    """A fact that is asked for.

    Attributes:
        case: the case. name, row: the fact and its row. child: the child's id. told: what the file
            says about the debtor and the child.
    """

    case: Case
    name: str
    row: int
    child: str
    told: Maintenance

    def open(self, bounds: Bounds, since: Day = START) -> Open:
        """An open value of the fact."""
        return unknown_since(self.name, self.row, bounds, since)

    def day(self, day: PartialDay | None, silence: int | None) -> Value:
        """A day as far as it is known; ``silence`` None: left out it is open."""
        if day is None:
            return self.open(_DAYS) if silence is None else silence
        if day.is_exact:
            return day.first
        return self.open((day.first, day.last) if day.is_known else _DAYS)

    def flag(self, value: object, silence: bool | None = None) -> Value:
        """A yes or no; ``silence`` None: left out it is open."""
        if isinstance(value, bool):
            return value
        return self.open(_TRUTH) if value is not None or silence is None else silence


def maintenance_line(case: Case, name: str, row: int, adult: str, child: str) -> Line:
    """The timeline of a fact of maintenance for an adult and a child."""
    fact = MAINTENANCE_FACTS[name]
    told = _told(case, adult, child)
    if told is None:
        return certain(fact.absent)
    if told == "open":
        return truth(name, row) if fact.bounds == _TRUTH else number(name, row, *fact.bounds)
    return fact.find(Asked(case, name, row, child, told))


def _told(case: Case, adult: str, child: str) -> Maintenance | Literal["open"] | None:
    """What the file says about the two: None, that there is no maintenance to claim."""
    if adult == child:
        return None
    told = case.children[child].maintenance
    if isinstance(told, tuple):
        found = next((each for each in told if each.debtor == adult), None)
        if found is not None:
            return found
        return "open" if any(each.debtor in (None, "unknown") for each in told) else None
    parents = case.children[child].parents
    if isinstance(parents, tuple):
        known = {link.who for link in parents}
        if adult not in known and not known & {None, "unknown"}:
            return None  # only a parent owes maintenance unless the file says otherwise
    if told == "unknown":
        return "open"
    # Of proceedings that the file does not mention and nobody claims for, nothing is asked.
    return "open" if not case.is_ordinary and _is_claimed(case) else None


def _is_claimed(case: Case) -> bool:
    claims = entries(case.claims)
    return any(_names(claim, key) for claim in claims for key in MAINTENANCE_ALLOWANCES)


def _names(claim: Claim, key: str) -> bool | None:
    """Whether a claim names a kind of maintenance allowance; None: it does not say."""
    if claim.benefits in (None, "unknown"):
        return None
    return claim.benefits != "all" and key in claim.benefits


# ---------------------------------------------------------------------- by month


class Kind(NamedTuple):
    """Proceedings of a kind: where they stand, from when and until when one runs."""

    field: Literal["court", "enforcement", "bankruptcy"]
    allowance: str
    begins: Callable[[Any], PartialDay | None]
    ends: Callable[[Any], PartialDay | None]


def _enforcement_begins(each: Any) -> PartialDay | None:
    found: PartialDay | None = each.abroad_confirmed if each.where == "abroad" else each.opened
    return found


def _bankruptcy_begins(each: Any) -> PartialDay | None:
    if each.enforcement_stayed is not None:
        stayed: PartialDay = each.enforcement_stayed
        return stayed
    return each.declared if isinstance(each.declared, PartialDay) else None


COURT: Final = Kind("court", MAINTENANCE_ALLOWANCES[0], lambda e: e.ruling, lambda e: e.ruling)
ENFORCEMENT: Final = Kind(
    "enforcement", MAINTENANCE_ALLOWANCES[1], _enforcement_begins, lambda e: e.closed
)
BANKRUPTCY: Final = Kind(
    "bankruptcy", MAINTENANCE_ALLOWANCES[2], _bankruptcy_begins, lambda e: e.order_final
)


def _by_month(
    asked: Asked, kind: Kind, value: Callable[[Any, Bounds], Value], absent: Value, bounds: Bounds
) -> Line:
    """A value of the proceedings that each month belongs to.

    ``value`` is also told between which days a claim belongs to the same proceedings.
    """
    told = getattr(asked.told, kind.field)
    if told is None:
        told = () if asked.case.is_ordinary else "unknown"
    if told == "unknown":
        return joined([(START, asked.open(bounds))])
    if not told:
        return joined([(START, absent)])
    ordered = sorted(told, key=lambda e: (b.first if (b := kind.begins(e)) else EARLIEST, repr(e)))
    if len(ordered) > 1 and any((b := kind.begins(e)) is None or not b.is_known for e in ordered):
        return joined([(START, asked.open(bounds))])
    turns = [
        EARLIEST,
        *(_takes_over(kind, a, b) for a, b in pairwise(ordered)),
    ]
    if kind is COURT and (first := kind.begins(ordered[0])) is not None:
        turns[0] = first.first  # a claim from before the ruling is not for these proceedings
    spans = list(zip(turns, [*turns[1:], LATEST], strict=True))
    return joined(
        (START if i == 0 else max(span[0], START), value(each, span))
        for i, (each, span) in enumerate(zip(ordered, spans, strict=True))
        if i == len(ordered) - 1 or span[1] > START
    )


def _takes_over(kind: Kind, before: Any, after: Any) -> Day:
    """The first day of the first month that belongs to the later of two proceedings."""
    begins, ends = kind.begins(after), kind.ends(before)
    assert begins is not None
    start = month_start(begins.first)
    if kind is COURT or ends is None or ends.last < start:
        return start
    return next_month_start(begins.first)


def _of(
    kind: Kind, value: Callable[[Asked, Any], Value], absent: int | bool, bounds: Bounds
) -> Fact:
    return Fact(
        absent,
        bounds,
        lambda asked: _by_month(asked, kind, lambda each, _: value(asked, each), absent, bounds),
    )


def _claim_of(kind: Kind) -> Fact:
    """The first claim that belongs to the proceedings of the month."""

    def find(asked: Asked) -> Line:
        return _by_month(asked, kind, lambda _, span: _claimed(asked, kind, span), NEVER, _DAYS)

    return Fact(NEVER, _DAYS, find)


def _days_off_of(kind: Kind) -> Fact:
    """How many days off lie directly before that claim."""

    def find(asked: Asked) -> Line:
        def value(_: Any, span: Bounds) -> Value:
            claimed = _claimed(asked, kind, span)
            day = claimed.bounds if isinstance(claimed, Open) else (claimed, claimed)
            if day[0] >= NEVER:
                return 0
            low, high = days_off_bounds(*day)
            return low if low == high else asked.open((low, high))

        return _by_month(asked, kind, value, 0, _DAYS_OFF)

    return Fact(0, _DAYS_OFF, find)


def _claimed(asked: Asked, kind: Kind, span: Bounds) -> Value:
    case = asked.case
    if not isinstance(case.claims, tuple):
        return asked.open(_DAYS)
    days: list[PartialDay] = []
    for claim in case.claims:
        names = _names(claim, kind.allowance)
        children = case.children_of(claim)
        if names is False or (children is not None and asked.child not in children):
            continue
        if claim.debtor not in (None, "unknown", asked.told.debtor):
            continue
        day = claim.posted or claim.received
        is_sure = names and children is not None and claim.debtor != "unknown"
        if not is_sure or day is None or not day.is_known:
            return asked.open(_DAYS)
        if span[0] <= day.last and day.first < span[1]:
            days.append(day)
    return asked.day(min(days, key=lambda day: day.first, default=None), NEVER)


# ---------------------------------------------------------------------- over time


def _is_debtor(_asked: Asked) -> Line:
    return certain(True)


def _spells_of(asked: Asked, told: tuple[Spell, ...] | Literal["unknown"] | None) -> Line:
    if told is None:
        return certain(False) if asked.case.is_ordinary else truth(asked.name, asked.row)
    if told == "unknown":
        return truth(asked.name, asked.row)
    return spelled(asked.name, asked.row, [said_of(spell) for spell in told], False, _TRUTH)


def _somebody_else(asked: Asked) -> Line:
    return _spells_of(asked, asked.told.somebody_else_maintains)


def _stayed_in_emergency(asked: Asked) -> Line:
    return _spells_of(asked, asked.told.stayed_in_emergency)


def _title_amount(asked: Asked) -> Line:
    told = asked.told.title
    if not isinstance(told, tuple):
        return number(asked.name, asked.row, *_SUMS)
    said = [
        said_of(title, title.month_amount if isinstance(title.month_amount, int) else None)
        for title in told
    ]
    return spelled(asked.name, asked.row, said, 0, _SUMS)


def _title_is_agreement(asked: Asked) -> Line:
    told = asked.told.title
    if not isinstance(told, tuple):
        return truth(asked.name, asked.row)
    said = [
        said_of(title, None if title.kind in (None, "unknown") else title.kind == "agreement")
        for title in told
    ]
    return spelled(asked.name, asked.row, said, False, _TRUTH)


def _received(asked: Asked) -> Line:
    """By calendar month what was received; a month of which nothing is said is open."""
    told = entries(asked.told.received)
    months: dict[Day, Value] = {START: asked.open(_SUMS)}
    for run in sorted((run for run in told if run.from_ is not None), key=_first_of):
        first = _first_of(run)
        after = next_month_start(first if run.to is None else run.to.first)
        months[first] = run.amount if isinstance(run.amount, int) else asked.open(_SUMS, first)
        months[after] = asked.open(_SUMS, after)
    return joined(sorted((day, value) for day, value in months.items() if day >= START))


def _first_of(run: Received) -> Day:
    assert run.from_ is not None
    return run.from_.first


# ---------------------------------------------------------------------- by fact


class Fact(NamedTuple):
    """How a fact is found.

    Attributes:
        absent: its value where there is nothing to claim. bounds: between which it is open.
    """

    absent: int | bool
    bounds: Bounds
    find: Callable[[Asked], Line]


def _outcome(asked: Asked, each: Any, wanted: str) -> Value:
    if each.outcome is None and each.ended is None:
        return False
    return asked.flag(None if each.outcome in (None, "unknown") else each.outcome == wanted)


def _opened(asked: Asked, each: Any) -> Value:
    return asked.day(each.opened, NEVER if each.where == "abroad" else None)


def _only_abroad(asked: Asked, each: Any) -> Value:
    return asked.flag(None if each.where == "unknown" else each.where == "abroad")


def _confirmed(asked: Asked, each: Any) -> Value:
    return asked.day(each.abroad_confirmed, NEVER if each.where == "estonia" else None)


def _authorised(asked: Asked, each: Any) -> Value:
    return asked.flag(each.bailiff_authorised, False if each.where == "estonia" else None)


def _seeks_award(asked: Asked, each: Any) -> Value:
    return asked.flag(None if each.seeks in (None, "unknown") else each.seeks == "award")


def _declared(asked: Asked, each: Any) -> Value:
    if each.declared is False:
        return NEVER
    return asked.day(each.declared, None)


def _notified(asked: Asked, each: Any) -> Value:
    return asked.flag(each.agency_notified, False if asked.case.is_ordinary else None)


EXCEPTIONAL: Final = frozenset(
    {"is_maintenance_debtor", "somebody_else_maintains", "bankruptcy_notified"}
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""

MAINTENANCE_FACTS: Final[dict[str, Fact]] = {
    "is_maintenance_debtor": Fact(False, _TRUTH, _is_debtor),
    "somebody_else_maintains": Fact(False, _TRUTH, _somebody_else),
    "title_month": Fact(0, _SUMS, _title_amount),
    "title_is_agreement": Fact(False, _TRUTH, _title_is_agreement),
    "received_month": Fact(0, _SUMS, _received),
    "court_ruling_day": _of(COURT, lambda a, e: a.day(e.ruling, None), NEVER, _DAYS),
    "court_seeks_award": _of(COURT, _seeks_award, False, _TRUTH),
    "court_ruling_set_aside_day": _of(
        COURT, lambda a, e: a.day(e.ruling_set_aside, NEVER), NEVER, _DAYS
    ),
    "court_case_ended_day": _of(COURT, lambda a, e: a.day(e.ended, NEVER), NEVER, _DAYS),
    "court_awarded": _of(COURT, lambda a, e: _outcome(a, e, "award"), False, _TRUTH),
    "court_ended_by_debtors_death": _of(
        COURT, lambda a, e: _outcome(a, e, "defendant_died"), False, _TRUTH
    ),
    "debtor_began_paying_day": _of(
        COURT, lambda a, e: a.day(e.debtor_began_paying, NEVER), NEVER, _DAYS
    ),
    "debtor_knew_of_transfer": _of(COURT, lambda a, e: a.flag(e.debtor_knew), False, _TRUTH),
    "court_claim_day": _claim_of(COURT),
    "days_off_before_court_claim": _days_off_of(COURT),
    "enforcement_opened_day": _of(ENFORCEMENT, _opened, NEVER, _DAYS),
    "enforcement_closed_day": _of(
        ENFORCEMENT, lambda a, e: a.day(after_day(e.closed), NEVER), NEVER, _DAYS
    ),
    "enforced_only_abroad": _of(ENFORCEMENT, _only_abroad, False, _TRUTH),
    "abroad_confirmed_day": _of(ENFORCEMENT, _confirmed, NEVER, _DAYS),
    "bailiff_authorised": _of(ENFORCEMENT, _authorised, False, _TRUTH),
    "enforcement_claim_day": _claim_of(ENFORCEMENT),
    "enforcement_stayed_day": _of(
        BANKRUPTCY, lambda a, e: a.day(e.enforcement_stayed, NEVER), NEVER, _DAYS
    ),
    "enforcement_resumed_day": _of(
        BANKRUPTCY, lambda a, e: a.day(e.enforcement_resumed, NEVER), NEVER, _DAYS
    ),
    "bankruptcy_declared_day": _of(BANKRUPTCY, _declared, NEVER, _DAYS),
    "bankruptcy_order_final_day": _of(
        BANKRUPTCY, lambda a, e: a.day(e.order_final, NEVER), NEVER, _DAYS
    ),
    "bankruptcy_notified": _of(BANKRUPTCY, _notified, False, _TRUTH),
    "bankruptcy_claim_day": _claim_of(BANKRUPTCY),
    "days_off_before_bankruptcy_claim": _days_off_of(BANKRUPTCY),
    "stayed_in_emergency": Fact(False, _TRUTH, _stayed_in_emergency),
}
"""By name: the facts of maintenance, all of them of an adult and a child."""
