"""Proposals found by their number, the words of their title, or the provisions they change."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_

from django.db.models import Q

from perenou.language.references.resolve import find
from perenou.workbench.accounts.models import User
from perenou.workbench.desk.search import Place
from perenou.workbench.proposals.models import ABOUT, Proposal
from perenou.workbench.proposals.rights import visible_to
from perenou.workbench.references.registered import resting_on

_SHORTEST = 3
_STEM = 5
"""Letters of a word that are looked for: the rest is an ending."""


def found_by(text: str, user: User, most: int) -> list[Proposal]:
    """The proposals that somebody may see and that a text may mean, the newest first."""
    words = [each for each in re.findall(r"\w+", text) if len(each) >= _SHORTEST]
    cited = [
        each.first.citation for mention in find(text) for each in mention.references
        if each.first.citation is not None
    ]  # fmt: skip
    wanted = Q(number__iexact=text.strip())
    if words and not cited:
        wanted |= reduce(and_, (Q(title__icontains=each[:_STEM]) for each in words[:8]))
    if cited:
        wanted |= Q(number__in=[key for _, key in resting_on(cited, ABOUT)])
    return list(visible_to(user).filter(wanted).order_by("-pk")[:most])


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """The proposals that a question may mean."""
    places = (
        Place(f"{each.number} {each.title}", each.get_absolute_url())
        for each in found_by(text, user, most)
    )
    return "proposal", tuple(places)
