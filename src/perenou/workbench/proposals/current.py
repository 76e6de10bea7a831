"""Proposals as the register of what rests on provisions tells them, and as search finds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from perenou.rules.rule import Labels
from perenou.workbench.proposals.models import OPEN, Proposal
from perenou.workbench.references.registered import Told


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """Proposals that are not settled yet, by their numbers."""
    return {
        each.number: Told(_labels(f"{each.number} {each.title}"), each.get_absolute_url())
        for each in Proposal.objects.filter(number__in=keys, stage__in=OPEN)
    }


def _labels(text: str) -> Labels:
    return Labels(text, text, text)
