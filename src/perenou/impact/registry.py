"""Everything that registers itself by the provision it cites: norms, figures, doubts, inventory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from perenou.benefits.coverage import coverage
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.citation import Citation
from perenou.rules.describe import describe
from perenou.rules.lawbook import MOVING, Lawbook
from perenou.rules.rule import Labels
from perenou.rules.types import ALWAYS, NEVER, Day

CitingKind: TypeAlias = Literal["norm", "figure", "gathered", "doubt", "inventory"]


@dataclass(frozen=True, slots=True)
class Citing:
    """Something that rests on a provision.

    Attributes:
        name: of the norm, figure, aggregate or doubt; of a row of the inventory, the provision.
        since, until: the days it is about, half-open (``ALWAYS`` and ``NEVER`` where open).
        labels: what it is called; of a doubt, what its norm is called; a row of the inventory has
            no Russian title, so there it is the Estonian one.
    """

    kind: CitingKind
    name: str
    citation: Citation
    since: Day
    until: Day
    labels: Labels


def everything() -> tuple[Citing, ...]:
    """Whatever of the law that is coded here cites a provision."""
    inventory = (
        Citing("inventory", str(n.citation), n.citation, ALWAYS, NEVER, Labels(n.et, n.en, n.et))
        for n in coverage().norms
    )
    return (*registered(LAWBOOK), *inventory)


def registered(book: Lawbook) -> Iterator[Citing]:
    """Whatever of a law book cites a provision."""
    for table in (book.rules, book.parameters, book.across, book.through):
        for name in table:
            if name not in MOVING:
                yield from _citing(book, name)
    for flag in book.flags:
        labels = describe(book, flag.when).labels
        yield Citing("doubt", flag.doubt, flag.citation, ALWAYS, NEVER, labels)


def _citing(book: Lawbook, name: str) -> Iterator[Citing]:
    made = describe(book, name)
    if made.citation is not None:
        yield Citing("gathered", name, made.citation, ALWAYS, NEVER, made.labels)
    kind: CitingKind = "figure" if made.kind == "figure" else "norm"
    for each in made.versions:
        yield Citing(kind, name, each.citation, each.since, each.until, made.labels)
    for rule in book.rules.get(name, ()):
        if rule.doubt:
            until, since = rule.validity.until, rule.validity.since
            yield Citing("doubt", rule.doubt, rule.citation, since, until, made.labels)


def citing(
    provision: Citation, among: Iterable[Citing], day: Day | None = None
) -> tuple[Citing, ...]:
    """What cites a provision, a part of it or what it is a part of; on a day, if one is given."""
    found = (
        each
        for each in among
        if (each.citation.covers(provision) or provision.covers(each.citation))
        and (day is None or each.since <= day < each.until)
    )
    return tuple(dict.fromkeys(found))
