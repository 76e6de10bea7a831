"""From a case file to the facts of coordination: which states appear, and what ties whom to them.

A file in which no other state appears, or in which nothing is told of work, has no rows here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.benefits.agreements.scope import NEW_TIES_SINCE
from perenou.benefits.agreements.states import REGIONS, UNION
from perenou.benefits.eu.vocabulary import (
    BASKETS,
    Activity,
    Citizenship,
    Interruption,
    Interval,
    Region,
)
from perenou.casework.case_file.coordination import (
    COORDINATED_STATES,
    HOME,
    UNITED_KINGDOM,
    InState,
    StateBenefit,
    currency_of,
)
from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.case_file.dealings import Dealing
from perenou.casework.case_file.fields import LARGEST_AMOUNT, LARGEST_FOREIGN_AMOUNT, known
from perenou.casework.case_file.schema import Case, Person, Spell, entries
from perenou.casework.case_file.states import (
    MAY_BE_COORDINATED,
    TIES,
    is_told,
    may_concern,
    states_of,
)
from perenou.casework.lines import (
    END,
    START,
    Said,
    after_day,
    certain,
    day_line,
    number,
    said_of,
    spelled,
    truth,
    unknown_since,
)
from perenou.casework.parental_facts import FIRST_MONTH
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER
from perenou.rules.unknown import Open, Unknown, open_number
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

RATE_HOLDS_DAYS: Final = 6
"""Days that a rate may stand for at most: over a weekend with public holidays on both sides."""
MOST_MONTHS: Final = 1200
HIGHEST_RATE: Final = 100_000_000_000

COMPARED: Final = frozenset(benefit for basket in BASKETS for benefit in basket.benefits)
"""The Estonian benefits that are coordinated."""

_ACTIVITIES: Final = {
    "employed": Activity.EMPLOYED,
    "self_employed": Activity.SELF_EMPLOYED,
    "civil_servant": Activity.CIVIL_SERVANT,
    "service": Activity.SERVICE,
    "seafarer": Activity.SEAFARER,
    "flight_crew": Activity.FLIGHT_CREW,
}
_DECIDES_MOST: Final = (
    Activity.CIVIL_SERVANT,
    Activity.SERVICE,
    Activity.EMPLOYED,
    Activity.FLIGHT_CREW,
    Activity.SEAFARER,
    Activity.POSTED,
    Activity.SELF_EMPLOYED,
)
"""Of several kinds of work in one state, the one that counts: earlier ones before later ones."""
_INTERRUPTIONS: Final = {
    "sickness": Interruption.SICKNESS,
    "maternity": Interruption.MATERNITY,
    "accident": Interruption.ACCIDENT,
    "unemployment_benefit": Interruption.UNEMPLOYMENT_BENEFIT,
    "parental_benefit": Interruption.PARENTAL_BENEFIT,
    "paid_leave": Interruption.PAID_LEAVE,
    "strike": Interruption.STRIKE,
}
_STATUSES: Final = {
    "stateless": Citizenship.STATELESS_OR_REFUGEE,
    "refugee": Citizenship.STATELESS_OR_REFUGEE,
    "undetermined": Citizenship.UNDETERMINED,
}
_CITIZENS: Final[Mapping[Region | None, Citizenship]] = {
    Region.UNION: Citizenship.UNION,
    Region.DENMARK: Citizenship.UNION,
    Region.EEA: Citizenship.EEA,
    Region.SWITZERLAND: Citizenship.SWITZERLAND,
    Region.UNITED_KINGDOM: Citizenship.UNITED_KINGDOM,
    Region.UKRAINE: Citizenship.UKRAINE,
}
_INTERVALS: Final = {
    "month": Interval.MONTH,
    "week": Interval.WEEK,
    "quarter": Interval.QUARTER,
    "year": Interval.YEAR,
}


@dataclass(frozen=True)
class Rows:
    """The rows of states, and of people and children by state.

    Attributes:
        states: codes by row, Estonia first. links, child_states: (person or child row, state row).
        ties: (carer row, link row, child_state row). awards, dealings: (child_state row, entry).
    """

    states: Sequence[str]
    people: int
    children: int
    carers: Sequence[tuple[int, int]]
    awards: Sequence[tuple[int, StateBenefit]]
    dealings: Sequence[tuple[int, Dealing]]

    @cached_property
    def links(self) -> list[tuple[int, int]]:
        """Person and state of each link."""
        return [(p, s) for p in range(self.people) for s in range(len(self.states))]

    @cached_property
    def child_states(self) -> list[tuple[int, int]]:
        """Child and state of each row."""
        return [(c, s) for c in range(self.children) for s in range(len(self.states))]

    @cached_property
    def ties(self) -> list[tuple[int, int, int]]:
        """Carer, link and row of child and state of each tie."""
        size = len(self.states)
        return [
            (row, p * size + s, c * size + s)
            for row, (p, c) in enumerate(self.carers)
            for s in range(size)
        ]

    @property
    def counts(self) -> dict[str, int]:
        """By unit, how many rows there are."""
        return {
            "state": len(self.states),
            "link": len(self.links),
            "child_state": len(self.child_states),
            "tie": len(self.ties),
            "award": len(self.awards),
            "dealing": len(self.dealings),
        }

    @property
    def above(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """By unit and unit above it, the row above of each row."""
        return {
            ("link", "person"): [p for p, _ in self.links],
            ("link", "state"): [s for _, s in self.links],
            ("child_state", "child"): [c for c, _ in self.child_states],
            ("child_state", "state"): [s for _, s in self.child_states],
            ("tie", "carer"): [carer for carer, _, _ in self.ties],
            ("tie", "link"): [link for _, link, _ in self.ties],
            ("tie", "child_state"): [row for _, _, row in self.ties],
            ("award", "child_state"): [row for row, _ in self.awards],
            ("dealing", "child_state"): [row for row, _ in self.dealings],
        }


def rows_of(
    case: Case, people: Sequence[str], children: Sequence[str], carers: Sequence[tuple[int, int]]
) -> Rows:
    """The rows of a case; none where only one state appears or nothing is told."""
    states = states_of(case) if is_told(case) else []
    if not states:
        return Rows((), 0, 0, (), (), ())
    awards = [
        (c * len(states) + s, benefit)
        for c, child in enumerate(children)
        for s, state in enumerate(states)
        if state != HOME
        for benefit in _benefits_of(case, child, state)
    ]
    dealings = [
        (c * len(states) + states.index(dealing.country), dealing)
        for dealing in case.dealings
        for c, child in enumerate(children)
        if dealing.country in states and child in (case.children_of(dealing) or ())
    ]
    return Rows(states, len(people), len(children), carers, awards, dealings)


def _benefits_of(case: Case, child: str, state: str) -> Iterator[StateBenefit]:
    """What a state gives for a child; of each kind that the file leaves out one of open amount."""
    told = [
        benefit
        for benefit in entries(case.children[child].state_benefits)
        if benefit.country == state
    ]
    yield from (benefit for benefit in told if benefit.right is not False)
    if state not in MAY_BE_COORDINATED:
        return  # of a state outside only what the file tells is set off
    for basket in BASKETS:
        if not any(benefit.basket in (basket.key, "unknown") for benefit in told):
            # How much is asked first, as euros a month.
            open_amount = {"basket": basket.key, "currency": "EUR", "interval": "month"}
            yield StateBenefit.model_validate({"country": state, **open_amount})


# ---------------------------------------------------------------- in a state


def _in_state(spell: InState, state: str) -> bool | None:
    return None if known(spell.country) is None else spell.country == state


def _link(case: CaseFacts, row: int) -> tuple[Person, str]:
    person, state = case.abroad.links[row]
    return case.person(person), case.abroad.states[state]


def _strongest(
    name: str,
    row: int,
    said: Sequence[Said],
    order: Sequence[int],
    bounds: tuple[int, int],
) -> Line:
    """Of what holds at one time the value that comes first in an order; 0 where nothing does."""
    days = sorted(
        {START}
        | {
            max(day, START)
            for one in said
            for ends in (one.possibly, one.surely or one.possibly)
            for day in ends
            if day < END
        }
    )
    found: list[tuple[int, Any]] = []
    for day in days:
        here = [one for one in said if one.possibly[0] <= day < one.possibly[1]]
        sure = [one for one in here if one.surely and one.surely[0] <= day < one.surely[1]]
        values = [one.value for one in sure if one.value is not None]
        best = min(values, key=order.index, default=0)
        is_open = any(
            one.value is None or not best or order.index(one.value) < order.index(best)
            for one in here
            if one not in sure or one.value is None
        )
        if is_open:
            found.append((day, unknown_since(name, row, bounds, day)))
        else:
            found.append((day, best))
    return joined(found)


def _activity(case: CaseFacts, name: str, row: int) -> Line:
    person, state = _link(case, row)
    bounds = (int(Activity.NONE), int(Activity.POSTED))
    if person.work is None or person.work == "unknown":
        return number(name, row, *bounds)
    said = []
    for entry in person.work:
        here = None if known(entry.decides_for) is None else entry.decides_for == state
        if here is False:
            continue
        value: int | None = None
        if here and known(entry.posted_from) is not None and entry.posted_from != state:
            value = Activity.POSTED
        elif here and known(entry.kind) is not None and entry.posted_from != "unknown":
            value = _ACTIVITIES[str(entry.kind)]
        said.append(said_of(entry, value))
    return _strongest(name, row, said, _DECIDES_MOST, bounds)


def _interruption(case: CaseFacts, name: str, row: int) -> Line:
    person, state = _link(case, row)
    bounds = (int(Interruption.NONE), int(Interruption.UNPAID_LEAVE))
    if person.work_interruptions is None:
        return case.silent(name, row, 0, *bounds)
    if person.work_interruptions == "unknown":
        return number(name, row, *bounds)
    said = []
    for entry in person.work_interruptions:
        here = _in_state(entry, state)
        if here is False:
            continue
        value: int | None = None
        if here and entry.kind == "unpaid_leave" and isinstance(entry.treated_as_work, bool):
            value = (
                Interruption.LEAVE_TREATED_AS_WORK
                if entry.treated_as_work
                else Interruption.UNPAID_LEAVE
            )
        elif here and known(entry.kind) is not None:
            value = _INTERRUPTIONS.get(str(entry.kind))
        said.append(said_of(entry, value))
    return spelled(name, row, said, 0, bounds)


def _lives(who: Person, state: str, name: str, row: int) -> Line:
    if who.residence is None or who.residence == "unknown":
        return truth(name, row)
    said = [
        said_of(spell, None if known(spell.country) is None else spell.country == state)
        for spell in who.residence
    ]
    return spelled(name, row, said, False, (0, 1))


def _lives_here(case: CaseFacts, name: str, row: int) -> Line:
    return _lives(*_link(case, row), name, row)


def _child_lives_here(case: CaseFacts, name: str, row: int) -> Line:
    child, state = case.abroad.child_states[row]
    return _lives(case.child(child), case.abroad.states[state], name, row)


def _spells_here(field: str) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        person, state = _link(case, row)
        return case.holds(name, row, getattr(person, field), lambda s: _in_state(s, state))

    return find


def _insured_months(case: CaseFacts, name: str, row: int) -> Line:
    person, state = _link(case, row)
    told = [p for p in entries(person.state_pensions) if p.country == state]
    months = [p.months for p in told if isinstance(p.months, int)]
    return certain(max(months)) if months else number(name, row, 0, MOST_MONTHS)


def _months_subject(case: CaseFacts, name: str, row: int) -> Line:
    """Of a state that a told list leaves out there was no time."""
    person, state = _link(case, row)
    if not isinstance(person.time_by_state, tuple):
        return number(name, row, 0, MOST_MONTHS)
    told = [each.months for each in person.time_by_state if each.country == state]
    if not told and all(known(each.country) is not None for each in person.time_by_state):
        return certain(0)
    months = [each for each in told if isinstance(each, int)]
    is_whole = bool(told) and len(months) == len(told)
    return certain(sum(months)) if is_whole else number(name, row, 0, MOST_MONTHS)


def _posted(case: CaseFacts, name: str, row: int) -> Line:
    person, state = _link(case, row)
    if person.work is None or person.work == "unknown":
        return truth(name, row)
    said = [
        said_of(entry, None if entry.posted_from == "unknown" else True)
        for entry in person.work
        if entry.posted_from in (state, "unknown") and entry.country != state
    ]
    return spelled(name, row, said, False, (0, 1))


def _posting_day(take: Callable[[Any], Any], silence: int) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        person, state = _link(case, row)
        for entry in entries(person.work):
            if entry.posted_from == state:
                return day_line(name, row, take(entry), certain(silence))
        return number(name, row, EARLIEST, NEVER)

    return find


def _of_work(choose: Callable[[Any, str], bool | None]) -> Finder:
    """A yes or no that the entries of work tell of a state; None where one leaves it open."""

    def find(case: CaseFacts, name: str, row: int) -> Line:
        person, state = _link(case, row)
        return case.holds(name, row, person.work or "unknown", lambda e: choose(e, state))

    return find


def _told_of_state(field: str) -> Callable[[Any, str], bool | None]:
    def choose(entry: Any, state: str) -> bool | None:
        here = _in_state(entry, state)
        if here is False:
            return False
        value = getattr(entry, field)
        return value if here and isinstance(value, bool) else None

    return choose


def _employer_seat(entry: Any, state: str) -> bool | None:
    if entry.kind == "self_employed":
        return False
    seat = known(entry.employer_country)
    return None if seat is None else seat == state


def _first_asked(case: CaseFacts, name: str, row: int) -> Line:
    person, state = _link(case, row)

    def choose(entry: Any) -> bool | None:
        return None if known(entry.first_asked) is None else entry.first_asked == state

    return case.holds(name, row, person.legislation_disputed or "unknown", choose)


def _disputed(case: CaseFacts, name: str, row: int) -> Line:
    return case.holds(name, row, case.person(row).legislation_disputed, lambda _: True)


# ---------------------------------------------------------------- other states' benefits


def _right_there(basket: str) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        child, state = case.abroad.child_states[row]
        code, told = case.abroad.states[state], case.child(child).state_benefits
        if told is None and basket != BASKETS[0].key:
            return case.silent(name, row, False, 0, 1)
        if told is None and not may_concern(case.case, case.children[child], code):
            return certain(False)  # the state appears because of others
        if told is None or told == "unknown":
            return truth(name, row)
        said = [
            said_of(
                entry, entry.right if entry.basket == basket and entry.country == code else None
            )
            for entry in told
            if entry.country in (code, None, "unknown") and entry.basket in (basket, "unknown")
        ]
        said = [one for one in said if one.value != "unknown"] + [
            Said(one.possibly, one.surely, None) for one in said if one.value == "unknown"
        ]
        # A state of which such a file says nothing is still to be asked.
        silent = told and not said and basket == BASKETS[0].key
        silent = silent and may_concern(case.case, case.children[child], code)
        return truth(name, row) if silent else spelled(name, row, said, False, (0, 1))

    return find


def _award(case: CaseFacts, row: int) -> StateBenefit:
    return case.abroad.awards[row][1]


def _runs(basket: str) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        entry = _award(case, row)
        sure = entry.basket == basket
        if not sure and entry.basket != "unknown":
            return certain(False)
        return spelled(name, row, [said_of(entry, True if sure else None)], False, (0, 1))

    return find


def _of_award(take: Callable[[StateBenefit], Any], low: int, high: int) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        value = take(_award(case, row))
        return number(name, row, low, high) if value is None else certain(value)

    return find


def _award_minor(case: CaseFacts, name: str, row: int) -> Line:
    entry = _award(case, row)
    if isinstance(entry.amount, int):
        return certain(entry.amount)
    in_euros = currency_of(entry) == "EUR"
    return number(name, row, 0, LARGEST_AMOUNT if in_euros else LARGEST_FOREIGN_AMOUNT)


def _in_euros(case: CaseFacts, name: str, row: int) -> Line:
    currency = currency_of(_award(case, row))
    return truth(name, row) if currency is None else certain(currency == "EUR")


def _paid_day(case: CaseFacts, name: str, row: int) -> Line:
    return day_line(name, row, _award(case, row).paid_on, number(name, row, EARLIEST, LATEST))


def _published(case: CaseFacts, name: str, row: int) -> Line:
    """The rate of the day or of the last banking day before it; open where none was given."""
    currency = _award(case, row).currency
    rates = sorted(
        (rate.day.first, rate.rate)
        for rate in case.case.exchange_rates
        if rate.currency == currency and rate.day is not None and rate.rate is not None
    )
    found: list[tuple[int, Any]] = [(START, _rate_since(name, row, START))]
    for at, (day, rate) in enumerate(rates):
        after = day + RATE_HOLDS_DAYS
        next_day = rates[at + 1][0] if at + 1 < len(rates) else END
        if after <= START:
            continue
        if day <= START:
            found.clear()
        found.append((max(day, START), rate))
        if after < next_day:
            found.append((max(after, START), _rate_since(name, row, after)))
    return joined(found)


def _rate_since(name: str, row: int, day: int) -> Open:
    return open_number(Unknown(name, row, 1, HIGHEST_RATE, since=day))


# ---------------------------------------------------------------- the family and the states


def _crosses(case: CaseFacts, _name: str, _row: int) -> Line:
    return certain(bool(case.abroad.states))


def _untold(case: CaseFacts, name: str, row: int) -> Line:
    person = case.person(row)
    if person.residence is None or is_told(case.case):
        return certain(False)

    def choose(spell: Any) -> bool:
        return spell.country in MAY_BE_COORDINATED and spell.country != HOME

    return case.holds(name, row, entries(person.residence), choose)


def _citizenship(case: CaseFacts, name: str, row: int) -> Line:
    """The citizenship that counts most; open while none is told."""
    person = case.person(row)
    bounds = (int(min(Citizenship)), int(max(Citizenship)))
    said = [said_of(told, _counts_as(told)) for told in entries(person.citizenship)]
    if any(h.country == HOME and h.ground == "citizen" for h in entries(person.residence)):
        said.append(said_of(Spell(), Citizenship.UNION))
    ends = {day for one in said for day in (*one.possibly, *(one.surely or ()))}
    found: list[tuple[int, Any]] = []
    for day in sorted({START} | {day for day in ends if START < day < END}):
        here = [one for one in said if one.possibly[0] <= day < one.possibly[1]]
        sure = [
            one.value
            for one in here
            if one.value is not None and one.surely and one.surely[0] <= day < one.surely[1]
        ]
        best = min(sure, default=None)
        if best is not None and (best == Citizenship.UNION or len(sure) == len(here)):
            found.append((day, int(best)))
        else:
            found.append((day, unknown_since(name, row, bounds, day)))
    return joined(found)


def _counts_as(told: Any) -> int | None:
    if told.status in _STATUSES:
        return _STATUSES[told.status]
    country = known(told.country)
    if country is None or told.status == "unknown":
        return None
    return _CITIZENS.get(REGIONS.get(country), Citizenship.OTHER)


def _kept(case: CaseFacts, name: str, row: int) -> Line:
    """Whoever surely has no tie to the United Kingdom keeps none."""
    person = case.person(row)
    told = [getattr(person, field) for field in ("residence", "work")]
    if person.withdrawal_agreement is None and all(isinstance(each, tuple) for each in told):
        fields = ("residence", *TIES)
        states = {spell.country for field in fields for spell in entries(getattr(person, field))}
        if not states & {UNITED_KINGDOM, None, "unknown"}:
            return certain(False)
    return case.holds(name, row, person.withdrawal_agreement, lambda _: True)


def _lawfully(case: CaseFacts, name: str, row: int) -> Line:
    """In Estonia by the ground of the stay, elsewhere in the Union as told.

    That a stay is unlawful is an exception; outside the Union it does not matter.
    """
    person = case.person(row)
    if person.residence is None or person.residence == "unknown":
        return truth(name, row)
    said = []
    for home in person.residence:
        lawful: bool | None = home.lawful if isinstance(home.lawful, bool) else None
        if known(home.country) is not None and home.country not in UNION:
            lawful = False
        elif home.country == HOME and known(home.ground) is not None:
            lawful = home.ground != "none"
        elif home.lawful is None and known(home.country) is not None and case.is_ordinary:
            lawful = True
        said.append(said_of(home, lawful))
    return spelled(name, row, said, False, (0, 1))


def _own_number(_case: CaseFacts, _name: str, row: int) -> Line:
    return certain(row)


def _named_primary(case: CaseFacts, name: str, row: int) -> Line:
    states = case.abroad.states
    last = len(states) - 1
    told = entries(case.child(row).primary_state)
    said = [said_of(entry, _state_number(states, entry.country)) for entry in told]
    unknown = open_number(Unknown(name, row, 0, last))
    return spelled(name, row, said, unknown, (0, last))


def _state_number(states: Sequence[str], country: str | None) -> int | None:
    return states.index(country) if country in states else None


def _taxed_here(case: CaseFacts, name: str, row: int) -> Line:
    """1 in months that have Estonian income, 0 in those that have none."""
    lines = [case.line(fact, row) for fact in ("social_tax_on_income", "gross_income")]
    found: list[tuple[int, Any]] = []
    for day in sorted({day for line in lines for day in line.starts}):
        values = [line.at(day) for line in lines]
        is_sure = any(not isinstance(v, Open) and v > 0 for v in values)
        is_open = any(isinstance(v, Open) for v in values)
        unknown = open_number(Unknown(name, row, 0, 1, since=day))
        found.append((day, 1 if is_sure else unknown if is_open else 0))
    return joined(found)


def _work_abroad(case: CaseFacts, name: str, row: int, states: frozenset[str]) -> Line:
    """1 while somebody works in one of some states or in one that is not told, but not here."""
    work = case.person(row).work
    if not isinstance(work, tuple):
        return Timeline((FIRST_MONTH,), (open_number(Unknown(name, row, 0, 1)),))
    counted = (states | {None, "unknown"}) - {HOME}
    said = [
        said_of(entry, None if known(entry.country) is None else 1)
        for entry in work
        if entry.country in counted
    ]
    return spelled(name, row, said, 0, (0, 1), FIRST_MONTH)


def _abroad_without_tax(case: CaseFacts, name: str, row: int) -> Line:
    """1 while somebody works in another state and has no Estonian income.

    Where the work is not told, months with Estonian income are none of these either.
    """
    new_ties = day_of(NEW_TIES_SINCE)
    with_britain = _work_abroad(case, name, row, MAY_BE_COORDINATED)
    later = with_britain
    if not entries(case.person(row).withdrawal_agreement):
        later = _work_abroad(case, name, row, COORDINATED_STATES)
    taxed = case.line("month_with_tax_here", row)
    found: list[tuple[int, Any]] = []
    for day in sorted({new_ties, *with_britain.starts, *later.starts, *taxed.starts}):
        there = (with_britain if day < new_ties else later).at(day)
        here = taxed.at(day)
        is_away = isinstance(there, Open) or there == 1
        if is_away and isinstance(here, Open):
            there = open_number(Unknown(name, row, 0, 1, since=day))
        elif is_away and here == 1:
            there = 0
        found.append((day, there))
    return joined(found)


FINDERS: Final[dict[str, Finder]] = {
    "citizenship": _citizenship,
    "stays_lawfully": _lawfully,
    "kept_by_withdrawal_agreement": _kept,
    "region": lambda case, _, row: certain(REGIONS[case.abroad.states[row]]),
    "month_with_tax_here": _taxed_here,
    "month_of_work_abroad": _abroad_without_tax,
    "in_cross_border_family": _crosses,
    "child_in_cross_border_family": _crosses,
    "work_untold_abroad": _untold,
    "person_number": _own_number,
    "state_number": _own_number,
    "is_estonia": lambda case, _, row: certain(case.abroad.states[row] == HOME),
    "family_number": lambda _case, _name, _row: certain(0),
    "activity": _activity,
    "interruption": _interruption,
    "lives_here": _lives_here,
    "draws_pension_here": _spells_here("state_pensions"),
    "insured_months_here": _insured_months,
    "months_subject_here": _months_subject,
    "bound_by_document": _spells_here("legislation_documents"),
    "posted_from_here": _posted,
    "posting_began_day": _posting_day(lambda entry: entry.from_, EARLIEST),
    "posting_ends_day": _posting_day(lambda entry: after_day(entry.to), NEVER),
    "substantial_part_here": _of_work(_told_of_state("substantial")),
    "employer_seat_here": _of_work(_employer_seat),
    "centre_of_interest_here": _of_work(_told_of_state("centre")),
    "law_is_disputed": _disputed,
    "first_asked_here": _first_asked,
    "child_lives_here": _child_lives_here,
    "named_primary": _named_primary,
    "award_minor": _award_minor,
    "award_interval": _of_award(lambda e: _INTERVALS.get(str(e.interval)), 0, int(Interval.YEAR)),
    "award_children": _of_award(
        lambda e: e.shared_by if isinstance(e.shared_by, int) else None, 1, 30
    ),
    "award_is_in_euros": _in_euros,
    "award_paid_day": _paid_day,
    "published_rate": _published,
    **{f"award_is_{basket.key}": _runs(basket.key) for basket in BASKETS},
    **{f"{basket.key}_right_there": _right_there(basket.key) for basket in BASKETS},
}
"""By fact, how it is laid out."""

EXCEPTIONAL: Final = frozenset(
    {
        "interruption",
        "draws_pension_here",
        "bound_by_document",
        "law_is_disputed",
        "replacing_right_there",
        "orphans_right_there",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""
