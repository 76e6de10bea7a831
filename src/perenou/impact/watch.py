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


def watch(store: Store, among: Sequence[Citing], today: Day) -> tuple[Watched, ...]:
    """How the store stands to every act that is cited, in the order of their names."""
    acts = sorted({each.citation.act for each in among})
    return tuple(_watched(store, act, among, today) for act in acts)


def _watched(store: Store, act: str, among: Sequence[Citing], today: Day) -> Watched:
    coded = "".join(coded_redactions(act)[-1:])
    try:
        every = [each for each in store.named(act) if not each.amends]
    except StatutesError:
        every = []
    if not every:
        return Watched(act, "absent", coded, None, (), (), ())
    every.sort(key=precedence)
    dangling = tuple(_dangling(store, act, every, among, today))
    if not coded:
        return Watched(act, "unrecorded", "", every[-1], (), (), dangling)
    ids = [each.id for each in every]
    told: tuple[News, ...] = ()
    if coded in ids:
        newer = every[ids.index(coded) + 1 :]
        texts = [store.text(each) for each in every[ids.index(coded) :]]
        told = tuple(news(before, now, among) for before, now in pairwise(texts))
    else:
        day = date.fromisoformat(coded_since(act)).toordinal()
        newer = [each for each in every if each.since > day]
    state: State = "newer" if newer else "current"
    return Watched(act, state, coded, every[-1], tuple(newer), told, dangling)


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
