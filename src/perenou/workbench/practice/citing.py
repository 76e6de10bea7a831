"""Clusters of audits, as evidence that a proposal begins with and leads back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.population.practice.audit import Cluster
from perenou.population.practice.tell import Telling
from perenou.rules.rule import Labels
from perenou.workbench.frame.words import say
from perenou.workbench.practice.models import Audit, State
from perenou.workbench.practice.showing import found_of, key_of
from perenou.workbench.references.registered import Told

_LONGEST_NUMBER: Final = 9


def clusters(keys: Collection[str]) -> Mapping[str, Told]:
    """Clusters of audits that are there."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for key in keys:
        audit, _, cluster = key.partition("/")
        if audit.isascii() and audit.isdecimal() and len(audit) <= _LONGEST_NUMBER:
            wanted[int(audit)].add(cluster)
    return {
        key_of(held, each.key): Told(
            Labels(*(_said(held, each, language) for language in ("et", "en", "ru"))),
            reverse("practice:cluster", args=[held.pk, each.key]),
        )
        for held in Audit.objects.filter(pk__in=wanted, state=State.DONE)
        for each in found_of(held).clusters
        if each.key in wanted[held.pk]
    }


def _said(held: Audit, cluster: Cluster, language: Language) -> str:
    words = Telling(language)
    what = say(
        "practice.cited", language,
        benefit=words.benefit(cluster.benefit), cause=words.cause(cluster.cause),
        place=words.place(cluster), when=words.months(cluster.first, cluster.last),
        count=cluster.decisions, audit=str(held.pk),
    )  # fmt: skip
    key = "practice.cluster.unlike" if cluster.is_choice else "practice.cluster.money"
    return f"{what} {say(key, language, over=cluster.over, under=cluster.under)}"
