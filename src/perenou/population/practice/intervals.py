"""How sure a share is, and how likely a count would be if nothing stood out."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

import numpy as np

from perenou.population.arrow import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval: ``part`` of ``whole``; of nothing, the share is open."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.part / self.whole if self.whole else None

    @property
    def is_sure(self) -> bool:
        """Whether anything is known of how far the share may be off."""
        return self.low > 0 or self.high < 1


def share(is_so: Flags, groups: Numbers, confidence: float) -> Share:
    """The share of rows of which something is so, with an interval that minds groups.

    Rows of one group, say an official's decisions, go together: an error is a habit. Wilson's
    interval is taken of as many rows as would tell as much if each were by itself (design effect
    after Kish, never below 1), with the quantile of Student's distribution for few groups. Of one
    group alone nothing is known of how groups differ, and the interval holds every share.

    Args:
        groups: codes of the groups; rows below 0 are each by themselves.
    """
    whole, part = int(is_so.size), int(is_so.sum())
    value = part / whole if whole else 0.0
    _, of = np.unique(groups[groups >= 0], return_inverse=True)
    count = int(of.max(initial=-1)) + 1
    alone = is_so[groups < 0]
    counts = np.bincount(of, minlength=count)
    parts = np.bincount(of, is_so[groups >= 0], minlength=count)
    apart = float(((parts - value * counts) ** 2).sum() + ((alone - value) ** 2).sum())
    return of_groups(part, whole, count + int(alone.size), apart, confidence)


def of_groups(part: int, whole: int, groups: int, apart: float, confidence: float) -> Share:
    """The same of rows that are counted already.

    Args:
        groups: how many there are. apart: sum of the squares of how far the part of each group is
            from what the share of all would give it.
    """
    if groups < 2:
        return Share(part, whole, 0.0, 1.0)
    value = part / whole
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    size = float(whole)
    if 0 < part < whole:
        variance = apart / whole**2 * groups / (groups - 1)
        size = whole / max(1.0, variance / (value * (1 - value) / whole))
        z = _student(z, groups - 1)
    return Share(part, whole, *wilson(value, size, z))


def wilson(value: float, size: float, z: float) -> tuple[float, float]:
    """Wilson's interval of a share among so many rows."""
    middle = (value + z * z / (2 * size)) / (1 + z * z / size)
    half = z * sqrt(value * (1 - value) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    low = 0.0 if value == 0 else max(middle - half, 0.0)
    return low, 1.0 if value == 1 else min(middle + half, 1.0)


def difference(earlier: Share, later: Share) -> tuple[float, float, float] | None:
    """The later share less the earlier one, with its interval (Newcombe's, of both intervals)."""
    before, now = earlier.value, later.value
    if before is None or now is None:
        return None
    apart = now - before
    low = apart - sqrt((now - later.low) ** 2 + (earlier.high - before) ** 2)
    high = apart + sqrt((later.high - now) ** 2 + (before - earlier.low) ** 2)
    return apart, low, high


def log_tail(count: int, trials: int, chance: float) -> float:
    """The logarithm of the chance of at least so many hits among independent trials."""
    if count <= 0 or chance >= 1:
        return 0.0
    if chance <= 0 or count > trials:
        return -inf
    odds = chance / (1 - chance)
    first = (
        lgamma(trials + 1) - lgamma(count + 1) - lgamma(trials - count + 1)
        + count * log(chance) + (trials - count) * log1p(-chance)
    )  # fmt: skip
    total, term = 1.0, 1.0
    for at in range(count, trials):
        term *= (trials - at) / (at + 1) * odds
        total += term
        if term < total * 1e-12:
            break
    return min(first + log(total), 0.0)


def log_surprise(count: int, trials: int, expected: float) -> float:
    """The most, as a logarithm, that the chance of a count can be if nothing stands out.

    Of hits dealt out among the rows of several strata, those that fall to a group are a sum of
    independent trials of different chances. Hoeffding (1956) bounds its tail by that of as many
    trials with the mean chance, from one above the mean on; below that nothing is claimed.
    """
    if trials == 0 or count < expected + 1:
        return 0.0
    return log_tail(count, trials, min(expected / trials, 1.0))


def chance(log_of: float) -> float:
    """A chance from its logarithm; 0 where it is too small to be told."""
    return exp(log_of) if log_of > -700 else 0.0


def _student(z: float, freedom: int) -> float:
    """The quantile of Student's distribution for that of the normal one (Cornish and Fisher)."""
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
