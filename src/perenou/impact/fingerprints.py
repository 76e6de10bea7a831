"""Whether the coded law of a provision is still what it was."""

from __future__ import annotations

from functools import lru_cache

from perenou.benefits.lawbook import LAWBOOK
from perenou.impact.registry import citing, near
from perenou.rules.citation import Citation
from perenou.rules.types import Day


@lru_cache(maxsize=512)
def fingerprint_on(provision: Citation, day: Day) -> str:
    """Changes whenever a norm or figure that cites a provision or a part of it says another thing.

    Args:
        day: the day that is asked about, and on which the law is known.
    """
    names = [each.name for each in citing(provision, near(provision), day)
             if each.kind in ("norm", "figure")]  # fmt: skip
    return LAWBOOK.on(day, {}).fingerprint_on(names, day)
