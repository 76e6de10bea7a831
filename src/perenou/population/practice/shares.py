"""Of every place, how much diverges there in each way: for later audits to be laid beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from perenou.population.arrow import Flags, Numbers
from perenou.population.practice.clusters import ALL_CAUSES, ALL_KINDS, EVERYWHERE, PLACES
from perenou.population.practice.gather import Practice
from perenou.population.practice.index import habits
from perenou.population.practice.intervals import Share, of_groups

_KINDS: Final = len(ALL_KINDS)


def share_key(benefit: str, dimension: str, place: str, kind: str = "", cause: str = "") -> str:
    """Under what a share is kept: of a kind and cause in a place, or of none in it."""
    return "\x1f".join((benefit, dimension, place, kind, cause)).rstrip("\x1f")


def shares(
    practice: Practice, kind: Numbers, fits: Numbers, confidence: float
) -> Iterator[tuple[str, Share]]:
    """By benefit and place the share of none, and the shares that diverge by kind and cause.

    Each has the interval of the index, which minds that an official's decisions go together. Of an
    official's own decisions, those go together that were made in one sitting.
    """
    for dimension in (*(each for each in PLACES if each != "month"), EVERYWHERE):
        if dimension == EVERYWHERE:
            places, names = np.zeros(len(practice), np.int64), ("",)
        else:
            column = getattr(practice, dimension)
            places, names = column.codes, column.names
        groups = practice.sitting if dimension == "official" else habits(practice)
        inside = (places >= 0) & (practice.benefit.codes >= 0)
        of = _Places(practice.benefit.codes * len(names) + places, groups, inside)
        for code, at in of.every.items():
            benefit, place = divmod(code, len(names))
            told = practice.benefit.names[benefit], dimension, names[place]
            yield share_key(*told), of_groups(0, at.whole, at.groups, 0.0, confidence)
        for bit, cause in enumerate(ALL_CAUSES):
            has = inside & (kind >= 0) & ((fits >> bit) & 1 == 1)
            for (code, way), (part, apart) in of.apart(kind, has):
                benefit, place = divmod(code, len(names))
                told = practice.benefit.names[benefit], dimension, names[place]
                at = of.every[code]
                yield (
                    share_key(*told, ALL_KINDS[way], cause),
                    of_groups(part, at.whole, at.groups, apart, confidence),
                )


class _Place(NamedTuple):
    """How many decisions, by how many groups, and the sum of the squares of the groups' sizes."""

    whole: int
    groups: int
    squares: int


class _Places:
    """Decisions counted by place and group, in one pass for all places."""

    def __init__(self, places: Numbers, groups: Numbers, inside: Flags) -> None:
        alone = groups.max(initial=0) + 1 + np.arange(groups.size)
        self._places = places
        self._own = np.unique(np.where(groups < 0, alone, groups), return_inverse=True)[1]
        self._many = int(self._own.max(initial=0)) + 1
        self._pairs, self._sizes = np.unique(
            (places * self._many + self._own)[inside], return_counts=True
        )
        of, starts = np.unique(self._pairs // self._many, return_index=True)
        self.every: dict[int, _Place] = {
            code: _Place(int(sizes.sum()), sizes.size, int((sizes**2).sum()))
            for code, sizes in zip(
                of.tolist(), np.split(self._sizes, starts[1:]), strict=False
            )
        }  # fmt: skip

    def apart(
        self, kind: Numbers, has: Flags
    ) -> Iterator[tuple[tuple[int, int], tuple[int, float]]]:
        """By place and kind, how many have it, and how far apart groups are in that (squared)."""
        joint = (self._places[has] * _KINDS + kind[has]) * self._many + self._own[has]
        found, parts = np.unique(joint, return_counts=True)
        ways, own = found // self._many, found % self._many
        sizes = self._sizes[np.searchsorted(self._pairs, ways // _KINDS * self._many + own)]
        of, starts = np.unique(ways, return_index=True)
        if of.size == 0:
            return
        sums = [np.add.reduceat(each, starts).tolist() for each in (parts, parts**2, parts * sizes)]
        for way, part, squares, products in zip(of.tolist(), *sums, strict=True):
            at = self.every[way // _KINDS]
            value = part / at.whole
            yield (
                divmod(way, _KINDS),
                (part, max(squares - 2 * value * products + value**2 * at.squares, 0.0)),
            )
