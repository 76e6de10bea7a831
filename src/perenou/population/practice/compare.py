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
            earlier audit, the share of decisions there that diverge in its way. moved: clusters
            that are there no more, each with one of the later audit that diverges in the same way
            elsewhere. new: clusters of the later one that the earlier had nowhere.
    """

    alike: Change
    lawful: Change
    benefits: tuple[tuple[str, Change], ...]
    clusters: tuple[tuple[Cluster, Change], ...]
    moved: tuple[tuple[Cluster, Cluster], ...]
    new: tuple[Cluster, ...]


def compared(earlier: Audit, later: Audit) -> Compared:
    """Lay a later audit beside an earlier one."""
    moved, new = _moved(earlier, later)
    return Compared(
        _change(earlier.uniformity.whole.alike, later.uniformity.whole.alike),
        _change(earlier.uniformity.whole.lawful, later.uniformity.whole.lawful),
        tuple(_by_name(earlier.uniformity.by["benefit"], later.uniformity.by["benefit"])),
        tuple(
            (each, _change(_share_of(each, earlier), _share_of(each, later)))
            for each in earlier.clusters
        ),
        moved,
        new,
    )


def _moved(
    earlier: Audit, later: Audit
) -> tuple[tuple[tuple[Cluster, Cluster], ...], tuple[Cluster, ...]]:
    """Clusters that were elsewhere in the earlier audit, each with where it was, and new ones.

    A cluster that is there no more was what a new one of the same benefit, kind and cause is; of
    several, one in a place of the same sort, and then the one of most like size.
    """
    known, now = ({_way(each) for each in audit.clusters} for audit in (earlier, later))
    gone = [each for each in earlier.clusters if _way(each) not in now]
    moved, new = [], []
    for each in later.clusters:
        if _way(each) in known:
            continue
        same = [one for one in gone if _way(one)[:3] == _way(each)[:3]]
        if not same:
            new.append(each)
            continue
        before = min(same, key=lambda one: _apart(one, each))
        gone.remove(before)
        moved.append((before, each))
    return tuple(moved), tuple(new)


def _apart(one: Cluster, other: Cluster) -> tuple[bool, int, str]:
    """How little two clusters have to do with each other."""
    sizes = abs(one.decisions - other.decisions)
    return one.dimension != other.dimension, sizes, one.key


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
