"""A later audit beside an earlier one: did what was done in between help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perenou.population.practice.audit import Audit, Cluster
from perenou.population.practice.clusters import EVERYWHERE
from perenou.population.practice.index import LEAST, Group
from perenou.population.practice.intervals import Share, difference
from perenou.population.practice.shares import share_key


@dataclass(frozen=True, slots=True)
class Change:
    """A share before and now, and the difference with its interval; None: nothing can be said."""

    before: Share
    now: Share
    apart: tuple[float, float, float] | None

    @property
    def verdict(self) -> str:
        """``less``, ``more``, ``unsure`` where the interval holds 0, or ``unknown``."""
        if self.apart is None:
            return "unknown"
        _, low, high = self.apart
        if high < 0:
            return "less"
        return "more" if low > 0 else "unsure"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two audits beside each other.

    Attributes:
        alike, lawful: of all decisions. benefits: of each, by key, alike. clusters: of each of the
            earlier audit, the share of decisions there that diverge in its way. new: clusters of
            the later one that the earlier did not have.
    """

    alike: Change
    lawful: Change
    benefits: tuple[tuple[str, Change], ...]
    clusters: tuple[tuple[Cluster, Change], ...]
    new: tuple[Cluster, ...]


def compared(earlier: Audit, later: Audit) -> Compared:
    """Lay a later audit beside an earlier one."""
    known = {_way(each) for each in earlier.clusters}
    return Compared(
        _change(earlier.uniformity.whole.alike, later.uniformity.whole.alike),
        _change(earlier.uniformity.whole.lawful, later.uniformity.whole.lawful),
        tuple(_by_name(earlier.uniformity.by["benefit"], later.uniformity.by["benefit"])),
        tuple(
            (each, _change(_share_of(each, earlier), _share_of(each, later)))
            for each in earlier.clusters
        ),
        tuple(each for each in later.clusters if _way(each) not in known),
    )


def _change(before: Share, now: Share) -> Change:
    is_told = min(before.whole, now.whole) >= LEAST
    return Change(before, now, difference(before, now) if is_told else None)


def _by_name(before: Sequence[Group], now: Sequence[Group]) -> Iterator[tuple[str, Change]]:
    later = {each.name: each for each in now}
    for each in before:
        if each.name in later:
            yield each.name, _change(each.alike, later[each.name].alike)


def _way(cluster: Cluster) -> tuple[str, str, str, str, str]:
    """What makes clusters of two audits the same; months are different ones, the way is not."""
    return (cluster.benefit, cluster.kind, cluster.cause, *_place(cluster))


def _place(cluster: Cluster) -> tuple[str, str]:
    if cluster.dimension == "month":
        return EVERYWHERE, ""
    return cluster.dimension, cluster.place


def _share_of(cluster: Cluster, audit: Audit) -> Share:
    dimension, place = _place(cluster)
    way = share_key(cluster.benefit, dimension, place, cluster.kind, cluster.cause)
    none = audit.shares.get(share_key(cluster.benefit, dimension, place), Share(0, 0, 0.0, 1.0))
    return audit.shares.get(way, none)
