"""Items that can be told in one sentence: of several children, decided in the same way."""

from __future__ import annotations

from collections.abc import Sequence

from perenou.acts.matter import Item


def alike(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """Items put together that differ in nothing but the child, in the order of the first."""
    found: dict[object, list[Item]] = {}
    for at, item in enumerate(items):
        paid = (*item.payments, *item.by_own_law)
        amounts = tuple((p.benefit, p.month, p.least, p.days) for p in paid)
        end = None if item.end is None else (item.end.last, item.end.is_open)
        key: object = (
            item.benefit, item.status, item.first, end, amounts, item.former, item.debtor,
            item.before, item.after, item.open_months,
        )  # fmt: skip
        found.setdefault(key if item.about else at, []).append(item)
    return [tuple(group) for group in found.values()]
