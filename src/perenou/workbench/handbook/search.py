"""Pages of the handbook of benefits that tell of what a search found in the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.casework.handbook.pages import chapters
from perenou.casework.handbook.tell import entries
from perenou.language.grammar import Language
from perenou.language.search.engine import Hit
from perenou.rules.citation import Citation

_LOOKED_AT: Final = 20
_LEAST: Final = 0.5
"""What share of the best page's weight another one has to have."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of the handbook and where it opens."""

    title: str
    address: str


def pages_of(hits: Sequence[Hit], language: Language) -> tuple[FoundPage, ...]:
    """The benefits in whose sections the nearest hits stand, or which are what was found."""
    today = localdate().toordinal()
    titles = {each.key: each.title for each in entries(today, today, language)}
    sections = {key: chapter.sections for key, chapter in chapters().items()}
    weights: dict[str, float] = defaultdict(float)
    for place, hit in enumerate(hits[:_LOOKED_AT], 1):
        for key, title in titles.items():
            if hit.unit.title == title or _section(hit) in sections[key]:
                weights[key] += 1 / place
    best = max(weights.values(), default=0)
    order = sorted(weights, key=lambda key: -weights[key])
    return tuple(
        FoundPage(titles[key][:1].upper() + titles[key][1:], reverse("handbook:show", args=[key]))
        for key in order if weights[key] >= _LEAST * best
    )  # fmt: skip


def _section(hit: Hit) -> tuple[str, str]:
    try:
        cited = Citation.parse(hit.unit.address)
    except ValueError:
        return "", ""
    return cited.act, cited.section
