"""What has become other since it was last computed, so that no old figure stands unnoticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from perenou.proposals.computed import Computed

_AS_ASKED: Final = ("year", "seed", "families")
"""What has to be the same for figures to be laid beside each other."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved between two computations of a reform.

    Attributes:
        since: the day of the earlier one. figures: by name, what it was; nought where there was
            none. is_law, is_reform: whether the law without the reform, or the reform itself, is
            another now. proofs: questions whose answer is another now.
        is_alike: whether the two can be laid beside each other at all.
    """

    since: int
    figures: Mapping[str, int]
    proofs: Mapping[str, str]
    is_law: bool = False
    is_reform: bool = False
    is_alike: bool = True


def moved(earlier: Computed, now: Computed) -> Moved:
    """What moved since an earlier computation; of other families nothing is laid side by side."""
    is_law = earlier.law[0] != now.law[0]
    is_reform = earlier.digest != now.digest
    if any(getattr(earlier, name) != getattr(now, name) for name in _AS_ASKED):
        return Moved(earlier.made, {}, {}, is_law, is_reform, is_alike=False)
    names = dict.fromkeys((*now.figures, *earlier.figures))
    before = {
        name: earlier.figure(name) for name in names if earlier.figure(name) != now.figure(name)
    }
    answers = {each.question: each.found.verdict for each in earlier.proofs}
    proofs = {
        each.question: answers[each.question]
        for each in now.proofs
        if each.question in answers and answers[each.question] != each.found.verdict
    }
    return Moved(earlier.made, before, proofs, is_law, is_reform)
