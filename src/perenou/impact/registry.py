"""Everything that registers itself by the provision it cites: norms, figures, doubts, inventory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from perenou.benefits.coverage import Norm, coverage
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.citation import Citation
from perenou.rules.lawbook import Lawbook
from perenou.rules.rule import Across, Labels, Rule, Through, Validity
from perenou.rules.types import ALWAYS, NEVER, Day

CitingKind: TypeAlias = Literal[
    "norm", "figure", "gathered", "doubt", "inventory", "summary", "handbook", "template", "writing"
]
"""The last two are told by the rooms above: a template of an act, and what people wrote that rests
on a provision, as a workbench keeps it."""


@dataclass(frozen=True, slots=True)
class Citing:
    """Something that rests on a provision.

    Attributes:
        name: of the norm, figure, aggregate or doubt; of a row of the inventory or a summary, the
            provision; of a part of the handbook, its heading; of a template, its kind; of a
            writing, what it is and its number (``position:12``).
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


@lru_cache(maxsize=1)
def everything() -> tuple[Citing, ...]:
    """Whatever of the law that is coded here cites a provision."""
    inventory = (
        Citing(
            "inventory", str(norm.citation), norm.citation, ALWAYS, _ended(norm),
            Labels(norm.et, norm.en, norm.et),
        )
        for norm in coverage().norms
    )  # fmt: skip
    return (*registered(LAWBOOK), *inventory)


def near(provision: Citation) -> tuple[Citing, ...]:
    """What of everything cites the same section or article, among which to look for a provision."""
    return _by_section().get((provision.act, provision.whole), ())


@lru_cache(maxsize=1)
def _by_section() -> dict[tuple[str, str], tuple[Citing, ...]]:
    found: dict[tuple[str, str], list[Citing]] = defaultdict(list)
    for each in everything():
        found[each.citation.act, each.citation.whole].append(each)
    return {place: tuple(rows) for place, rows in found.items()}


def _ended(norm: Norm) -> Day:
    """The day on which a provision is no longer there; the first of all for one that never was."""
    if norm.never_was:
        return ALWAYS
    return NEVER if norm.until is None else norm.until.toordinal()


def registered(book: Lawbook) -> Iterator[Citing]:
    """Whatever of a law book cites a provision."""
    labels = {name: versions[0].labels for name, versions in book.rules.items()}
    labels |= {name: fact.labels for name, fact in book.facts.items()}
    for name, rules in book.rules.items():
        for rule in rules:
            layer = [r.validity for r in rules if _layer(r) == _layer(rule)]
            since, until = _days(rule.validity, layer)
            yield Citing("norm", name, rule.citation, since, until, rule.labels)
            if rule.doubt:
                yield Citing("doubt", rule.doubt, rule.citation, since, until, rule.labels)
    for name, parameter in book.parameters.items():
        every = [version.validity for version in parameter.versions]
        for version in parameter.versions:
            since, until = _days(version.validity, every)
            yield Citing("figure", name, version.citation, since, until, parameter.labels)
    nodes: tuple[Across | Through, ...] = (*book.across.values(), *book.through.values())
    for gathered in nodes:
        labels[gathered.name] = gathered.labels
        yield Citing("gathered", gathered.name, gathered.citation, ALWAYS, NEVER, gathered.labels)
    for flag in book.flags:
        yield Citing("doubt", flag.doubt, flag.citation, ALWAYS, NEVER, labels[flag.when])


def _layer(rule: Rule) -> str:
    """Versions of one layer follow each other: those that are followed, or one other reading."""
    return "" if rule.default else rule.reading


def _days(validity: Validity, layer: Iterable[Validity]) -> tuple[Day, Day]:
    """The days of a version, which ends where the next one of its layer begins to apply."""
    after = (v.since for v in layer if v.since > validity.since and not v.was_dropped)
    return validity.since, min(validity.until, *after, NEVER)


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
