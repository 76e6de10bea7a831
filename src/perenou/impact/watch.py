"""Whether the acts in the store are still those that the coded law was written for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

from perenou.impact.coded import coded_redactions, coded_since
from perenou.impact.registry import Citing
from perenou.impact.touched import News, news
from perenou.statutes.address import Address
from perenou.statutes.errors import StatutesError
from perenou.statutes.model import Day, Redaction, chosen, precedence
from perenou.statutes.store import Store

State: TypeAlias = Literal["current", "newer", "unrecorded", "absent"]


@dataclass(frozen=True, slots=True)
class Watched:
    """An act that the coded law cites, and how the store stands to it.

    Attributes:
        state: ``current``: nothing newer than what was coded; ``newer``: something is;
            ``unrecorded``: it is not recorded which redaction was coded; ``absent``: not stored.
        coded: number of the newest redaction that was coded; empty when that is not recorded.
        newest: the last redaction in the store. newer: those after the coded one.
        news: what the newer ones change; empty where the coded one is not in the store.
        dangling: what cites a provision that is repealed or missing on the day of asking.
    """

    act: str
    state: State
    coded: str
    newest: Redaction | None
    newer: tuple[Redaction, ...]
    news: tuple[News, ...]
    dangling: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class Newer:
    """An act of which the store has redactions after the coded one.

    Attributes:
        coded: number of the newest redaction that was coded. redactions: those after it, in order.
    """

    act: str
    coded: str
    redactions: tuple[Redaction, ...]


def newer(store: Store, among: Iterable[Citing]) -> tuple[Newer, ...]:
    """The cited acts whose text is newer than the coded law; no text is read for it."""
    found = []
    for act in sorted({each.citation.act for each in among}):
        coded = "".join(coded_redactions(act)[-1:])
        after = _after(act, coded, _every(store, act)) if coded else ()
        if after:
            found.append(Newer(act, coded, tuple(after)))
    return tuple(found)


def uncompared(store: Store | None, among: Iterable[Citing]) -> tuple[str, ...]:
    """The cited acts of which it is recorded what was coded, but nothing is there to hold it to."""
    acts = sorted({each.citation.act for each in among})
    return tuple(
        act for act in acts
        if coded_redactions(act) and (store is None or not _every(store, act))
    )  # fmt: skip


def _every(store: Store, act: str) -> list[Redaction]:
    """The redactions of an act in their order; none where the store does not have it."""
    try:
        every = [each for each in store.named(act) if not each.amends]
    except StatutesError:
        return []
    return sorted(every, key=precedence)


def _after(act: str, coded: str, every: Sequence[Redaction]) -> Sequence[Redaction]:
    """Those after the coded one; where it is not there, those that begin after it did."""
    ids = [each.id for each in every]
    if coded in ids:
        return every[ids.index(coded) + 1 :]
    day = date.fromisoformat(coded_since(act)).toordinal()
    return [each for each in every if each.since > day]


def watch(store: Store, among: Sequence[Citing], today: Day) -> tuple[Watched, ...]:
    """How the store stands to every act that is cited, in the order of their names."""
    acts = sorted({each.citation.act for each in among})
    return tuple(_watched(store, act, among, today) for act in acts)


def _watched(store: Store, act: str, among: Sequence[Citing], today: Day) -> Watched:
    coded = "".join(coded_redactions(act)[-1:])
    every = _every(store, act)
    if not every:
        return Watched(act, "absent", coded, None, (), (), ())
    dangling = tuple(_dangling(store, act, every, among, today))
    if not coded:
        return Watched(act, "unrecorded", "", every[-1], (), (), dangling)
    after = _after(act, coded, every)
    told: tuple[News, ...] = ()
    if any(each.id == coded for each in every):
        texts = [store.text(each) for each in every[len(every) - len(after) - 1 :]]
        told = tuple(news(before, now, among) for before, now in pairwise(texts))
    state: State = "newer" if after else "current"
    return Watched(act, state, coded, every[-1], tuple(after), told, dangling)


def _dangling(
    store: Store, act: str, every: Sequence[Redaction], among: Iterable[Citing], today: Day
) -> Iterable[Citing]:
    """What is in use today and cites a provision that today's redaction does not have."""
    now = chosen(tuple(every), today)
    if now is None:
        return
    text = store.text(now)
    for each in among:
        if each.citation.act != act or each.kind == "inventory":
            continue
        if not each.since <= today < each.until:
            continue
        found = text.find(Address.of(each.citation))
        if found is None or found.repealed:
            yield each
