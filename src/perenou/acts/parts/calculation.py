"""How the amounts were calculated: months in a table, and the figures with their provisions."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Grid, Listing, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Payment
from perenou.casework.tell_money import Run, is_part_month, runs
from perenou.language.amounts import amount_range, euros
from perenou.language.dates import month_range
from perenou.rules.types import Cents, Months


def calculation(draft: Drafting) -> Portion | None:
    """The months and sums of what is granted, and of what is to be paid back."""
    blocks: list[Block] = []
    paid = [payment for item in draft.matter.items for payment in item.payments]
    if paid:
        blocks += _granted(draft, paid)
    if draft.matter.overpaid:
        blocks.append(_overpaid(draft))
    return draft.portion(Part.CALCULATION, blocks, draft.text("calculation.heading"))


def _granted(draft: Drafting, paid: list[Payment]) -> Iterator[Block]:
    of_runs = runs(dict.fromkeys(paid))
    rows = tuple(_row(draft, run) for run in of_runs)
    least = sum(run.payment.least * _months(run) for run in of_runs)
    most = sum(run.payment.most * _months(run) for run in of_runs)
    foot: tuple[Spans, ...] = (
        (Span(draft.text("calculation.total")),),
        (), (), (), (), (_money(draft, least, most),),
    )  # fmt: skip
    head = ("benefit", "months", "child", "days", "monthly", "sum")
    yield Grid(
        draft.text("calculation.caption"),
        tuple(draft.text(f"calculation.{each}") for each in head),
        rows,
        foot,
        frozenset({3, 4, 5}),
    )
    if any(is_part_month(payment) for payment in paid):
        yield draft.says("calculation.part_month", citation="PHS § 7 lg 1")
    figures = tuple(_figures(draft, paid))
    if figures:
        yield draft.says("calculation.figures")
        yield Listing(figures)


def _months(run: Run) -> int:
    return run.last - run.payment.month + 1


def _row(draft: Drafting, run: Run) -> tuple[Spans, ...]:
    payment = run.payment
    days = "" if payment.days is None else str(payment.days)
    is_part = is_part_month(payment)
    monthly = () if payment.benefit in ONE_OFF else (_money(draft, payment.least, payment.most),)
    count = _months(run)
    return (
        (Span(draft.words.benefit(payment.benefit)),),
        (_span_of_months(draft, payment.month, run.last),),
        (Span(draft.names(payment.for_whom), "name"),),
        (Span(days if is_part else ""),),
        monthly,
        (_money(draft, payment.least * count, payment.most * count),),
    )


def _figures(draft: Drafting, paid: list[Payment]) -> Iterator[Spans]:
    """The figures behind the amounts, each once, with its provision."""
    seen: set[tuple[str, int]] = set()
    for payment in paid:
        for reason in draft.solved.reason(payment).walk():
            is_new = (reason.name, reason.value) not in seen if reason.kind == "figure" else False
            if not is_new or reason.gives != "Cents" or reason.citation is None:
                continue
            seen.add((reason.name, reason.value))
            yield (
                Span(f"{draft.words.label(reason.name)}: "),
                _money(draft, reason.value, reason.value),
                Span(" ("),
                draft.provision(reason.citation, draft.solved.wording_day(reason)),
                Span(")"),
            )


def _overpaid(draft: Drafting) -> Grid:
    every = draft.matter.overpaid
    rows = tuple(
        (
            (Span(draft.words.benefit(each.benefit)),),
            (_span_of_months(draft, each.month, each.month),),
            (Span(draft.names(each.children), "name"),),
            (_money(draft, each.paid, each.paid),),
            (_money(draft, each.due, each.due),),
            (_money(draft, each.too_much, each.too_much),),
        )
        for each in every
    )
    sums = (
        sum(each.paid for each in every),
        sum(each.due for each in every),
        sum(each.too_much for each in every),
    )
    foot: tuple[Spans, ...] = (
        (Span(draft.text("calculation.total")),), (), (),
        *((_money(draft, each, each),) for each in sums),
    )  # fmt: skip
    head = ("benefit", "month", "child", "paid", "due", "too_much")
    return Grid(
        draft.text("calculation.overpaid_caption"),
        tuple(draft.text(f"calculation.{each}") for each in head),
        rows,
        foot,
        frozenset({3, 4, 5}),
    )


def _span_of_months(draft: Drafting, first: Months, last: Months) -> Span:
    return Span(month_range(first, last, draft.language), "month", first)


def _money(draft: Drafting, least: Cents, most: Cents) -> Span:
    if least == most:
        return Span(euros(least, draft.language), "amount", least)
    return Span(amount_range(least, most, draft.language), "amount")
