"""What readers of a text are told: the law that it rests on changes, and nobody has looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from django.utils.timezone import localdate

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.words import say
from perenou.workbench.tasks.models import State, Task
from perenou.workbench.watch.models import Touched

MOST: Final = 3
"""Provisions that are named of one text."""


def marks_of(
    about: str, keys: Collection[object], language: Language
) -> Mapping[str, tuple[str, ...]]:
    """By key, a sentence for each text of the law about which nothing is settled yet.

    Two queries however many there are. Settled is what was set aside, or its task done.

    Args:
        about: what sort of thing, as what rests on provisions is called. keys: of the things.
    """
    names = {f"{about}:{key}": str(key) for key in keys}
    rows = Touched.objects.filter(kind="writing", name__in=names, aside_by__isnull=True)
    found = list(rows.select_related("arrival").order_by("arrival__since", "pk"))
    if not found:
        return {}
    done = set(
        Task.objects.filter(source_key__in=[each.source_key for each in found])
        .exclude(state=State.OPEN)
        .values_list("source_key", flat=True)
    )
    told: dict[str, list[str]] = defaultdict(list)
    today = localdate()
    for each in found:
        if each.source_key in done:
            continue
        key = "coming" if each.arrival.since > today else "since"
        told[names[each.name]].append(
            say(
                f"watch.mark.{key if each.arrival.before else 'told'}",
                language,
                places=each.places.split("\n")[:MOST],
                day=each.arrival.since.toordinal(),
            )
        )
    return {key: tuple(sentences) for key, sentences in told.items()}


def language_of(user: User) -> Language:
    """The language in which somebody is told something that no page of theirs asked for."""
    return next((each for each in LANGUAGES if each == user.language), "et")
