"""What the pages of an audit show of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.charts import words_of
from perenou.casework.report import Section, Table
from perenou.language.grammar import Language
from perenou.population.practice.as_json import from_json
from perenou.population.practice.audit import Audit as Found
from perenou.population.practice.audit import Cluster, DivergentCase
from perenou.population.practice.tell import Telling, charts, tell_audit
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.practice.models import PART, Audit, State, part_key
from perenou.workbench.proposals.links import new_proposal


@dataclass(frozen=True, slots=True)
class Card:
    """A cluster as a list of them shows it."""

    key: str
    address: str
    benefit: str
    kind: str
    cause: str
    place: str
    when: str
    decisions: int
    at_risk: int
    over: int
    under: int
    is_choice: bool
    kind_and_choice: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be done about a cluster: where, and the key of its text."""

    key: str
    address: str


def audit_of(pk: int) -> Audit:
    """An audit.

    Raises:
        Http404: there is none.
    """
    held = Audit.objects.select_related("owner").filter(pk=pk).first()
    if held is None:
        raise Http404
    return held


def done_audit(pk: int) -> tuple[Audit, Found]:
    """An audit that is done, with what was found.

    Raises:
        Http404: there is none, or it is not done.
    """
    held = audit_of(pk)
    if held.state != State.DONE:
        raise Http404
    return held, found_of(held)


def found_of(held: Audit) -> Found:
    """What was found."""
    return _read(held.found)


@lru_cache(maxsize=8)
def _read(text: str) -> Found:
    return from_json(text)


def key_of(audit: Audit, cluster: str) -> str:
    """What a cluster is known by outside its audit, since the same is found in others, too."""
    return f"{audit.pk}/{cluster}"


def cluster_of(found: Found, key: str) -> Cluster:
    """A cluster by its key.

    Raises:
        Http404: there is none.
    """
    each = next((each for each in found.clusters if each.key == key), None)
    if each is None:
        raise Http404
    return each


class Kept:
    """The decisions of a cluster that an audit kept, or the single ones; opened part by part."""

    def __init__(self, held: Audit, key: str) -> None:
        self._held, self._key = held, key
        is_of_it = Q(key=key) | Q(key__startswith=f"{key}.")
        self._parts = held.cases.filter(is_of_it).count()
        last = self._parts - 1
        self._count = last * PART + len(self._part(last)) if self._parts else 0

    def __len__(self) -> int:
        return self._count

    def some(self, start: int, size: int) -> list[DivergentCase]:
        """Some of them."""
        first = start // PART
        parts = range(first, min((start + size - 1) // PART + 1, self._parts))
        found = [case for part in parts for case in self._part(part)]
        return found[start - first * PART :][:size]

    def every(self) -> Iterator[DivergentCase]:
        """All of them."""
        for part in range(self._parts):
            yield from self._part(part)

    def _part(self, part: int) -> list[DivergentCase]:
        kept = self._held.cases.get(key=part_key(self._key, part))
        return [DivergentCase(*each) for each in json.loads(kept.cases)]


def card(held: Audit, cluster: Cluster, language: Language) -> Card:
    """A cluster as a list shows it."""
    words = Telling(language)
    return Card(
        cluster.key, reverse("practice:cluster", args=[held.pk, cluster.key]),
        words.benefit(cluster.benefit), words.kind(cluster), words.cause(cluster.cause),
        words.place(cluster), words.months(cluster.first, cluster.last), cluster.decisions,
        cluster.at_risk, cluster.over, cluster.under, cluster.is_choice,
        words.kind_and_choice(cluster),
    )  # fmt: skip


def told_audit(held: Audit, found: Found, language: Language) -> dict[str, object]:
    """The page of an audit: sentences, chart, clusters and groups."""
    report = tell_audit(found, language)
    sections = {each.key: each for each in report.sections}
    drawn = charts(found, language).get("months")
    return {
        "subtitle": report.subtitle,
        "index": sections["index"],
        "clusters": [card(held, each, language) for each in found.clusters],
        "clusters_told": sections["clusters"],
        "has_single": found.single.decisions > 0,
        # Written by the chart itself, which escapes every text in it.
        "chart": None if drawn is None else SafeString(drawn),
        "chart_words": None if drawn is None else words_of(drawn),
        "tables": [shown(each) for each in report.sections if each.key in _TABLES],
    }


_TABLES: Final = ("months", "benefit", "office", "language")


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a report with its table, cell by cell with whether it is a figure."""

    key: str
    heading: str
    lines: tuple[str, ...]
    head: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]


def shown(section: Section) -> Shown:
    """A section as a page draws it."""
    table = section.table or Table((), ())
    return Shown(
        section.key,
        section.heading,
        tuple(line.text for line in section.lines),
        tuple((name, at in table.figures) for at, name in enumerate(table.head)),
        tuple(
            tuple((cell, at in table.figures) for at, cell in enumerate(row)) for row in table.rows
        ),
    )


def steps(user: User, held: Audit, cluster: Cluster) -> list[Step]:
    """What somebody can do about a cluster, each one click away."""
    found = [Step("decisions", reverse("practice:decisions", args=[held.pk, cluster.key]))]
    if may(user, Right.WRITE_POSITION):
        monthly = MONTHLY.get(cluster.benefit)
        begun = {} if monthly is None else {"citations": str(monthly.citation)}
        begun |= {"from": "practice", "key": key_of(held, cluster.key)}
        found.append(Step("position", f"{reverse('positions:new')}?{urlencode(begun)}"))
    if address := new_proposal(user, "practice", key_of(held, cluster.key)):
        found.append(Step("propose", address))
    return found


def earlier_than(held: Audit) -> list[Audit]:
    """The audits that one can be laid beside: those that were loaded before, same sender first."""
    before = Audit.objects.filter(state=State.DONE, pk__lt=held.pk).order_by("-pk")[:50]
    return sorted(before, key=lambda each: (each.sender != held.sender, -each.pk))
