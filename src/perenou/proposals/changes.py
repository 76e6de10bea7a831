"""What a reform says otherwise: figures before and after, norms, the benefits that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.proposals.computed import Changed
from perenou.rules.lawbook import Law, Lawbook
from perenou.rules.reform import Reform
from perenou.rules.unknown import Open


def changes(reform: Reform, before: Law) -> tuple[Changed, ...]:
    """What a reform says otherwise, figures first, each with the value that it replaces."""
    return (*_figures(reform, before), *_norms(reform))


def _figures(reform: Reform, before: Law) -> Iterator[Changed]:
    for name, versions in reform.figures.items():
        values = before.figure_values(name)
        for each in versions:
            since = each.validity.since
            was = values.at(since)
            yield Changed(
                name, str(each.citation), since, before.book.gives(name),
                None if isinstance(was, Open) else int(was), each.value,
                until=each.validity.until,
            )  # fmt: skip


def _norms(reform: Reform) -> Iterator[Changed]:
    for rule in reform.norms.rules:
        yield Changed(
            rule.name, str(rule.citation), rule.validity.since, rule.gives, is_norm=True,
            until=rule.validity.until,
        )  # fmt: skip


def benefits_on(book: Lawbook, names: Iterable[str]) -> tuple[str, ...]:
    """The benefits whose amount, right or rate rests on any of some names."""
    reached = book.reached_from(frozenset(names))
    monthly = (
        key
        for key, each in MONTHLY.items()
        if reached & {f"{key}_amount", each.right, each.rate, each.payable}
    )
    once = (key for key in ONE_OFF if reached & {f"{key}_amount", f"{key}_day"})
    return (*monthly, *once)


def new_facts(reform: Reform, before: Lawbook, after: Lawbook) -> tuple[str, ...]:
    """Facts of life that the norms of a reform look at and those that they replace did not."""
    names = tuple(dict.fromkeys(rule.name for rule in reform.norms.rules))
    known = set(before.facts_under(names))
    looked = after.facts_under([wanted for rule in reform.norms.rules for wanted in rule.inputs])
    return tuple(name for name in looked if name not in known)
