"""What rests on provisions, as the rooms below count it: rows for ``impact`` and their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final, TypeAlias

from django.db import transaction

from perenou.impact.registry import Citing
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.rules.types import ALWAYS, NEVER, Day
from perenou.workbench.references.models import Reference


@dataclass(frozen=True, slots=True)
class Told:
    """What rests on a provision, as it is shown.

    Attributes:
        labels: what it is called. address: where it opens. since, until: the days that it is
            about, half-open.
    """

    labels: Labels
    address: str
    since: Day = ALWAYS
    until: Day = NEVER


Teller: TypeAlias = Callable[[Collection[str]], Mapping[str, Told]]
"""Tells things of a kind by their keys; leaves out what is there no longer, or counts no more."""

TELLERS: Final[dict[str, str]] = {
    "course": "perenou.workbench.learning.citing:courses",
    "exercise": "perenou.workbench.learning.citing:exercises",
    "flow": "perenou.workbench.flows.citing:findings",
    "bill": "perenou.workbench.watch.current:told",
    "answer": "perenou.workbench.questions.published:told",
    "practice": "perenou.workbench.practice.citing:clusters",
    "proposal": "perenou.workbench.proposals.current:told",
    "position": "perenou.workbench.positions.current:told",
    "text": "perenou.workbench.prose.citing:texts",
}
"""By kind of thing, ``module:function`` of what tells it."""


def refer(about: str, about_id: object, citations: Iterable[Citation]) -> None:
    """Keep what something rests on, in place of what it rested on before."""
    wanted = list(dict.fromkeys(citations))
    with transaction.atomic():
        Reference.objects.filter(about=about, about_id=str(about_id)).delete()
        Reference.objects.bulk_create(
            [
                Reference(
                    about=about, about_id=str(about_id), place=place, citation=str(each),
                    act=each.act,
                )
                for place, each in enumerate(wanted)
            ]
        )  # fmt: skip


def rests_on(about: str, keys: Iterable[object]) -> dict[str, tuple[Citation, ...]]:
    """By key of a thing, the provisions that it rests on, in their order; one query for all."""
    found: dict[str, list[Citation]] = defaultdict(list)
    rows = Reference.objects.filter(about=about, about_id__in=[str(each) for each in keys])
    for key, text in rows.order_by("place").values_list("about_id", "citation"):
        found[key].append(Citation.parse(text))
    return {key: tuple(each) for key, each in found.items()}


def resting_on(
    provisions: Iterable[Citation], about: str | None = None
) -> dict[tuple[str, str], tuple[Citation, ...]]:
    """By kind and key, what rests on a provision, a part of it or what it is a part of."""
    wanted = tuple(dict.fromkeys(provisions))
    rows = Reference.objects.filter(act__in={each.act for each in wanted})
    if about is not None:
        rows = rows.filter(about=about)
    near: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for each in wanted:
        near[_section(each)].append(each)
    found: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for kind, key, text in rows.order_by("pk").values_list("about", "about_id", "citation"):
        cited = Citation.parse(text)
        if any(cited.covers(each) or each.covers(cited) for each in near[_section(cited)]):
            found[kind, key].append(cited)
    return {key: tuple(each) for key, each in found.items()}


def _section(citation: Citation) -> tuple[str, str]:
    """Whatever covers a provision stands in the same section or article."""
    return citation.act, citation.whole


def citing(*, act: str | None = None, about: Collection[str] | None = None) -> tuple[Citing, ...]:
    """Everything that people wrote and that rests on a provision, for ``perenou.impact``.

    Its name is its kind and key, as ``position:S-2026-001``; ``told`` says where that opens.

    Args:
        act: only what rests on this act. about: only these kinds of things.
    """
    rows = Reference.objects.all()
    if act is not None:
        rows = rows.filter(act=act)
    if about is not None:
        rows = rows.filter(about__in=about)
    found = list(rows.order_by("pk").values_list("about", "about_id", "citation"))
    known = told({(kind, key) for kind, key, _ in found})
    return tuple(
        Citing(
            "writing", f"{kind}:{key}", Citation.parse(text), of.since, of.until, of.labels
        )
        for kind, key, text in found
        if (of := known.get((kind, key))) is not None
    )  # fmt: skip


def told(things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Told]:
    """By kind and key, what is called how and opens where; what is there no longer is left out."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, key in things:
        by_kind[kind].add(key)
    found: dict[tuple[str, str], Told] = {}
    for kind, keys in by_kind.items():
        found |= {(kind, key): each for key, each in _teller(kind)(keys).items()}
    return found


def named(name: str) -> tuple[str, str]:
    """Kind and key of what a row for ``impact`` is about."""
    kind, _, key = name.partition(":")
    return kind, key


def _teller(kind: str) -> Teller:
    module, _, function = TELLERS[kind].partition(":")
    found: Teller = getattr(import_module(module), function)
    return found
