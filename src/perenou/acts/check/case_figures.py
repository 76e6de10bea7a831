"""What the case of a document says, as far as the document can be compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from perenou.acts.check.rates import figures_on
from perenou.acts.court_days import court_days
from perenou.acts.states_concerned import is_coordinated
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import entries
from perenou.casework.maintenance import COURT
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Cents, Day, Months

if TYPE_CHECKING:
    from perenou.casework.determination import Determination, Payment
    from perenou.casework.solve import Solved

_SHORTEST: Final = 2
"""Letters that every case form of a name keeps at its beginning."""

_ENDING: Final = 2
"""Letters at the end of a name that may change in the genitive: Näide : Näite."""


_SHORT_NAME: Final = 4
"""Letters of a first name of which only the last may change: Ott : Oti."""


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Sums, days and people of a case.

    Attributes:
        amounts: every sum in cents that a document about the case may tell. names: of everybody;
            none where one is not known. births: days on which they were born; none likewise.
            received: days on which claims came. starts: first days of rights and of paid months.
            is_cross_border: whether another state has a part in it. is_coordinated: whether Union
            law ranks one of these. whole: whether every day and sum is certain.
    """

    amounts: frozenset[Cents]
    names: tuple[str, ...]
    births: frozenset[Day]
    received: frozenset[Day]
    starts: frozenset[Day]
    is_cross_border: bool
    is_coordinated: bool
    whole: bool

    def knows(self, name: str) -> bool:
        """Whether a name in any case form can be that of somebody of the case."""
        return any(is_form_of(name, each) for each in self.names)


def is_form_of(told: str, name: str) -> bool:
    """Whether a name as a text has it can be a case form of a name; prefer yes where unsure."""
    words, parts = told.replace("\u00a0", " ").split(), name.split()
    return len(words) >= len(parts) and any(
        all(
            _alike(word, part, is_last=index == len(parts) - 1)
            for index, (word, part) in enumerate(zip(words[at:], parts, strict=False))
        )
        for at in range(len(words) - len(parts) + 1)
    )


def _alike(word: str, part: str, *, is_last: bool) -> bool:
    ending = _ENDING if is_last or len(part) > _SHORT_NAME else 1
    kept = max(_SHORTEST, len(part) - ending)
    return word[:kept].casefold() == part[:kept].casefold() and len(word) <= len(part) + 5


def case_figures(solved: Solved) -> CaseFigures:
    """Lay out what can be compared."""
    made, case = solved.determination, solved.case
    people, children = case.people, case.children
    named = (*people.values(), *children.values())
    names = [name for each in named if (name := known(each.name))]
    are_known = bool(people) and len(names) == len(named)
    born = [each.birth for each in (*people.values(), *children.values())]
    exact = [each.first for each in born if each is not None and each.first == each.last]
    return CaseFigures(
        frozenset(_amounts(solved, made)),
        tuple(names) if are_known else (),
        frozenset(exact if len(exact) == len(born) else ()),
        frozenset(
            claim.received.first for claim in entries(case.claims) if claim.received is not None
        ),
        frozenset(
            [
                *(right.first for right in made.rights),
                *(right.after for right in made.rights if right.after is not None),
                *(first_day_of(each.month) for each in made.payments),
                *_court_days(solved),
            ]
        ),
        bool(made.state_months),
        is_coordinated(made.state_months),
        all(each.is_certain for each in made.payments) and not made.questions,
    )


def _court_days(solved: Solved) -> Iterator[Day]:
    """The days on which court-time maintenance begins and is used up."""
    for right in solved.determination.rights:
        if right.benefit == COURT and right.debtor is not None:
            yield from court_days(solved, right.debtor, right.about, right.first) or ()


def _amounts(solved: Solved, made: Determination) -> Iterator[Cents]:
    # A grant tells what was paid since its start, before the months asked about, too.
    paid = (*solved.earlier_payments, *made.payments)
    for payment in paid:
        yield from (payment.least, payment.most, *payment.reduction, *(payment.net or ()))
    yield from made.total
    yield from _runs(paid)
    for balance in made.balances:
        yield from (balance.paid, balance.due_least, balance.due_most)
        yield from (balance.overpaid, balance.underpaid)
    yield from _sums([each.overpaid for each in made.balances])
    yield from _sums([each.underpaid for each in made.balances])
    yield from _sums([each.paid for each in made.balances])
    yield from _sums([each.due_most for each in made.balances])
    for each in made.set_offs:
        optional = (each.most_from_parental_benefit, each.kept)
        yield from (each.total, each.most_a_month, *(some for some in optional if some is not None))
    for recovery in made.recoveries:
        yield from (recovery.least, recovery.most)
    for claim in made.state_claims:
        yield from (claim.passed, claim.passed_in_court_time, claim.collected, claim.childs_part)
        yield from (claim.states_part, claim.owed_to_child, claim.owed_to_state)
    for change in made.changes:
        yield from (*change.before, *change.after)
    for right in made.rights:
        for ground in right.grounds:
            if ground.gives == "Cents" and isinstance(ground.value, int):
                yield ground.value
    for month in made.state_months:
        yield from (month.own_least, month.own_most, month.paid_least, month.paid_most)
        yield from (month.suspended_least, month.suspended_most, month.refund)
        yield from (each.amount for each in month.benefits if each.amount is not None)
    if made.parental is not None:
        for sheet in made.parental.sheets:
            for line in sheet.lines:
                if line.gives == "Cents" and isinstance(line.value, int):
                    yield line.value
            yield from (amount for _, rate in sheet.rates for amount in rate)
    yield from _told(solved.case.model_dump())
    first = min(payment.month for payment in paid) if paid else solved.first_month
    months = range(min(first, solved.first_month), solved.last_month + 1)
    days = {solved.as_of, *(first_day_of(month) for month in months)}
    yield from (
        cents for name in LAWBOOK.parameters for cents in figures_on(name, solved.as_of, days)
    )


def _told(value: object) -> Iterator[Cents]:
    """Every whole number that a case file holds; its sums are among them, in cents."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _told(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _told(each)


def _sums(amounts: list[Cents]) -> Iterator[Cents]:
    yield sum(amounts)
    yield from accumulate(amounts)


def _runs(payments: tuple[Payment, ...]) -> Iterator[Cents]:
    """The sums of months that follow each other, of each benefit, child and payee, and of all."""
    groups: dict[tuple[object, ...], dict[Months, tuple[Cents, Cents]]] = {}
    for each in payments:
        keys = (
            (), (each.benefit,), (each.benefit, each.for_whom), (each.payees,),
            (each.for_whom, 0), (each.payees, each.benefit),
        )  # fmt: skip
        for key in keys:
            months = groups.setdefault(key, {})
            least, most = months.get(each.month, (0, 0))
            months[each.month] = (least + each.least, most + each.most)
    for months in groups.values():
        ordered = [
            months[month] for month in range(min(months), max(months) + 1) if month in months
        ]
        for start in range(len(ordered)):
            yield from accumulate(least for least, _ in ordered[start:])
            yield from accumulate(most for _, most in ordered[start:])
