"""What of parental benefit reaches the recipient: after earnings and income tax, on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from perenou.casework.determination import Determination, Payment, StateSocialTax
from perenou.casework.report import Line, Section, Table
from perenou.casework.tell_money import month_or_months
from perenou.casework.words import Words
from perenou.language.dates import day as day_text
from perenou.language.dates import month as month_text


def net_section(made: Determination, words: Words) -> Section | None:
    """By month and recipient: reduction for earnings, before and after tax, day of payment."""
    by_month: dict[tuple[int, str], list[Payment]] = defaultdict(list)
    for payment in made.payments:
        if payment.net is not None:
            by_month[payment.month, payment.payees[0]].append(payment)
    if not by_month:
        return None
    with_reduction = any(p.reduction[1] for found in by_month.values() for p in found)
    rows = []
    for (month, payee), found in sorted(by_month.items()):
        taken = (sum(p.reduction[0] for p in found), sum(p.reduction[1] for p in found))
        net = [p.net for p in found if p.net is not None]
        rows.append(
            (
                month_text(month, words.language),
                words.name_of(payee),
                *([words.amount(*taken) if taken[1] else ""] if with_reduction else []),
                words.amount(sum(p.least for p in found), sum(p.most for p in found)),
                words.amount(sum(low for low, _ in net), sum(high for _, high in net)),
                "" if found[0].pay_day is None else day_text(found[0].pay_day, words.language),
            )
        )
    head = ["month", "payee", *(["reduction"] if with_reduction else []), "gross", "net", "day"]
    table = Table(
        tuple(words.say(f"tell.net.{key}") for key in head),
        tuple(rows),
        frozenset(range(2, len(head) - 1)),
    )
    lines = tuple(Line(text, tone="quiet") for text in _notes(made, words))
    return Section("net", words.say("tell.net.heading"), lines, table)


def _notes(made: Determination, words: Words) -> Iterator[str]:
    yield words.say("tell.net.exemption")
    spans: list[tuple[StateSocialTax, int]] = []
    whole = (each for each in made.state_social_tax if each.least > 0)
    for each in sorted(whole, key=lambda tax: (tax.payee, tax.month)):
        if spans:
            first, last = spans[-1]
            same = (first.payee, first.least, first.most) == (each.payee, each.least, each.most)
            if same and last == each.month - 1:
                spans[-1] = (first, each.month)
                continue
        spans.append((each, each.month))
    for first, last in spans:
        yield words.say(
            "tell.net.social_tax",
            payee=words.name_of(first.payee),
            months=month_or_months(first.month, last, words),
            amount=words.amount(first.least, first.most),
        )
