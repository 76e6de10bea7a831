"""Judgments of the user's store by the provisions that they cite."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from perenou.impact.texts import cited_in
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.statutes.model import Redaction
from perenou.statutes.store import FILE, Store, store_directory

COURT: Final = "kohtu"
"""What the kinds of judgments and orders begin with: kohtuotsus, kohtumäärus, kohtulahend."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgment that cites a provision.

    Attributes:
        id: what names it in the store. published: the day.
    """

    id: str
    title: str
    published: Day
    citation: Citation


def decisions_on(
    provisions: tuple[Citation, ...], since: Day, store: Path | None = None
) -> tuple[Decision, ...]:
    """Judgments published since a day that cite a provision, a part of it or what it is part of.

    Each judgment once, with the first provision of these that it cites, the newest first.
    """
    directory = store_directory(store, os.environ)
    if not (directory / FILE).is_file():
        return ()
    with Store(directory) as acts:
        changes = acts.changes
    found: dict[str, Decision] = {}
    for each in _all(directory, changes):
        meets = any(each.citation.covers(one) or one.covers(each.citation) for one in provisions)
        if each.published >= since and meets:
            found.setdefault(each.id, each)
    return tuple(sorted(found.values(), key=lambda each: (-each.published, each.id)))


@lru_cache(maxsize=2)
def _all(directory: Path, changes: int) -> tuple[Decision, ...]:
    """Every provision that a judgment cites; read once for each state of the store."""
    del changes
    with Store(directory) as acts:
        courts = [each for each in acts.redactions() if _is_of_court(each)]
        return tuple(
            Decision(each.id, each.title, each.published, cited)
            for each in courts
            for cited in cited_in(" \n".join(part.text for part in acts.text(each).provisions))
        )


def _is_of_court(redaction: Redaction) -> bool:
    return redaction.kind.startswith(COURT) or redaction.schema.startswith(COURT)
