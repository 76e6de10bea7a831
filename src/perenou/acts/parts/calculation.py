"""How the amounts were calculated: months in a table, and the figures with their provisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.acts.document import Block, Grid, Listing, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Item, Overpaid
from perenou.acts.parts.operative import is_beyond
from perenou.acts.parts.sheet import sheet_tables
from perenou.acts.parts.states import states_table
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Payment
from perenou.casework.maintenance import COURT
from perenou.casework.tell_money import Run, is_part_month, runs
from perenou.language.amounts import euros
from perenou.language.catalogue import SlotValue
from perenou.language.dates import month_range
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import Citation
from perenou.rules.explain import Reason, walk
from perenou.rules.types import Cents, Day, Months

_HEAD: Final = ("benefit", "months", "child", "days", "monthly", "sum")
_DAYS: Final = 3
_SUM: Final = 5


def calculation(draft: Drafting) -> Portion | None:
    """The months and sums of what is granted, and of what is to be paid back."""
    blocks: list[Block] = []
    paid = {payment: item for item in draft.matter.items for payment in item.payments}
    if paid:
        blocks += _granted(draft, paid)
    blocks += sheet_tables(draft)
    blocks += states_table(draft)
    if draft.matter.overpaid:
        blocks.append(_overpaid(draft))
    return draft.portion(Part.CALCULATION, blocks, draft.text("calculation.heading"))


def states(draft: Drafting) -> Portion | None:
    """What each of several states owes by month."""
    return draft.portion(
        Part.CALCULATION, tuple(states_table(draft)), draft.text("calculation.heading")
    )


def _granted(draft: Drafting, items: Mapping[Payment, Item]) -> Iterator[Block]:
    paid = list(items)
    of_runs = runs(paid)
    goes_on = [is_beyond(draft, items[run.payment], run.last) for run in of_runs]
    rows = [_row(draft, run, each) for run, each in zip(of_runs, goes_on, strict=True)]
    is_told = (_DAYS, _SUM)
    places = [at for at in range(len(_HEAD)) if at not in is_told or any(row[at] for row in rows)]
    foot: tuple[Spans, ...] = ()
    if not any(goes_on):
        # What goes on past the months asked about has no sum.
        total = _money(draft, sum(run.payment.least * run.months for run in of_runs))
        foot = ((Span(draft.text("calculation.total")),), (), (), (), (), (total,))
    yield Grid(
        draft.text("calculation.caption"),
        tuple(draft.text(f"calculation.{_HEAD[at]}") for at in places),
        tuple(tuple(row[at] for at in places) for row in rows),
        tuple(foot[at] for at in places) if foot else (),
        frozenset(range(_DAYS, len(places))),
    )
    yield from _part_months(draft, [p for p in paid if is_part_month(p) and not _is_by_days(p)])
    if any(_is_by_days(p) for p in paid):
        yield draft.says("calculation.by_days", citation="PHS § 7 lg 2")
    rates = _in_order(_rates(draft, paid))
    if rates:
        yield draft.says("calculation.figures")
        yield Listing((*_figures(draft, rates), *dict.fromkeys(_formulas(draft, paid))))
    if any(_has_changed(each, rates) for each in rates):
        yield draft.says("calculation.new_rate", citation="PHS § 27 lg 1")


def _part_months(draft: Drafting, paid: Sequence[Payment]) -> Iterator[Block]:
    """Why a month is not paid whole: its first, or of court time its first and its last."""
    of_court = [p for p in paid if p.benefit == COURT]
    if len(of_court) < len(paid):
        yield draft.says("calculation.part_month", citation="PHS § 7 lg 1")
    rate, law = MONTHLY[COURT].rate, draft.solved.law
    rules = [law.version_of(rate, first_day_of(payment.month)) for payment in of_court]
    for citation in dict.fromkeys(rule.citation for rule in rules if rule is not None):
        yield draft.says("calculation.part_court_month", citation=citation)


def _is_by_days(payment: Payment) -> bool:
    return payment.benefit in MONTHLY and MONTHLY[payment.benefit].is_claimed_by_days


def _row(draft: Drafting, run: Run, goes_on: bool) -> tuple[Spans, ...]:
    payment = run.payment
    tells_days = is_part_month(payment) or _is_by_days(payment)
    days: Spans = ()
    if tells_days and payment.days is not None:
        days = (Span(str(payment.days), "count", payment.days),)
    # What is paid for some days of a month is no amount a month.
    is_part = is_part_month(payment) and not _is_by_days(payment)
    is_once = payment.benefit in ONE_OFF
    monthly = () if is_once or is_part else (_money(draft, payment.least),)
    months: Spans = (_span_of_months(draft, payment.month, run.last),)
    if goes_on:
        months = draft.say("calculation.since", since=payment.month)
    return (
        (Span(draft.words.benefit(payment.benefit)),),
        months,
        (Span(draft.names(payment.for_whom), "name"),),
        days,
        monthly,
        () if goes_on else (_money(draft, payment.least * run.months),),
    )


@dataclass(frozen=True, slots=True)
class _Rate:
    """A figure behind an amount: its value, since when, and the provision in a day's wording."""

    name: str
    value: Cents
    since: Day
    citation: Citation
    wording: Day


def _figures(draft: Drafting, rates: Sequence[_Rate]) -> Iterator[Spans]:
    """The figures with their provisions; one that has changed with the days since when."""
    for each in rates:
        slots: dict[str, SlotValue] = {
            "condition": draft.words.label(each.name), "amount": each.value,
        }  # fmt: skip
        if _has_changed(each, rates):
            said = draft.say("reasons.figure", **slots, since=each.since)
        else:
            said = draft.say("calculation.figure", **slots)
        yield (*said, Span(" ("), draft.provision(each.citation, each.wording), Span(")"))


def _in_order(rates: Iterator[_Rate]) -> tuple[_Rate, ...]:
    """By name as they come, each name's in the order of time."""
    found: dict[str, list[_Rate]] = {}
    for each in rates:
        found.setdefault(each.name, []).append(each)
    return tuple(rate for of in found.values() for rate in sorted(of, key=lambda r: r.since))


def _has_changed(rate: _Rate, rates: Sequence[_Rate]) -> bool:
    return any(each.name == rate.name and each.value != rate.value for each in rates)


def _reasons(draft: Drafting, paid: Sequence[Payment]) -> dict[Payment, Reason]:
    """The reasons of the amounts, one for each of them, by the first month that is paid so."""
    found: dict[tuple[str, int, Cents], Payment] = {}
    for payment in sorted(paid, key=lambda p: p.month):
        if not _is_by_days(payment):
            found.setdefault((payment.name, payment.row, payment.least), payment)
    return {payment: draft.solved.reason(payment) for payment in found.values()}


def _rates(draft: Drafting, paid: Sequence[Payment]) -> Iterator[_Rate]:
    """The figures behind the amounts, each once."""
    seen: set[tuple[str, Cents]] = set()
    for reason in walk(_reasons(draft, paid).values()):
        is_new = reason.kind == "figure" and (reason.name, reason.value) not in seen
        if not is_new or reason.gives != "Cents" or reason.citation is None:
            continue
        seen.add((reason.name, reason.value))
        version = draft.solved.law.figures[reason.name].at(reason.day)
        since = reason.day if version is None else version.validity.since
        wording = draft.solved.wording_day(reason)
        yield _Rate(reason.name, reason.value, since, reason.citation, wording)


def _formulas(draft: Drafting, paid: Sequence[Payment]) -> Iterator[Spans]:
    """How a part of a figure is taken, by norms whose formula has words."""
    for payment, top in _reasons(draft, paid).items():
        for reason in top.walk():
            if reason.kind == "norm" and reason.citation is not None:
                slots = {each.name: each.value for each in reason.because}
                slots |= {"amount": reason.value, "since": first_day_of(payment.month)}
                said = draft.fitted(f"formula.{reason.name}", slots)
                if said is not None:
                    cited = draft.provision(reason.citation, draft.solved.wording_day(reason))
                    yield (*said, Span(" ("), cited, Span(")"))


def _overpaid(draft: Drafting) -> Grid:
    every = draft.matter.overpaid
    tells_both = any(each.paid is not None for each in every)
    head = ["benefit", "month", "child", *(["paid", "due"] if tells_both else []), "too_much"]
    rows = tuple(_owed(draft, each, tells_both) for each in every)
    sums: list[Spans] = []
    if tells_both:
        sums.append((_money(draft, sum(each.paid or 0 for each in every)),))
        sums.append((_money(draft, sum(each.due or 0 for each in every)),))
    sums.append((_money(draft, draft.matter.total),))
    return Grid(
        draft.text("calculation.overpaid_caption"),
        tuple(draft.text(f"calculation.{each}") for each in head),
        rows,
        ((Span(draft.text("calculation.total")),), (), (), *sums),
        frozenset(range(_DAYS, len(head))),
    )


def _owed(draft: Drafting, each: Overpaid, tells_both: bool) -> tuple[Spans, ...]:
    both: list[Spans] = []
    if tells_both:
        both = [() if sum_ is None else (_money(draft, sum_),) for sum_ in (each.paid, each.due)]
    return (
        (Span(draft.words.benefit(each.benefit)),),
        (_span_of_months(draft, each.month, each.last),),
        (Span(draft.names(each.children), "name"),),
        *both,
        (_money(draft, each.too_much),),
    )


def _span_of_months(draft: Drafting, first: Months, last: Months) -> Span:
    return Span(month_range(first, last, draft.language), "month", first)


def _money(draft: Drafting, amount: Cents) -> Span:
    return Span(euros(amount, draft.language), "amount", amount)
