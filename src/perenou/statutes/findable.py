"""The acts and guidance of a store as units that search can find."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.language.search.unit import FOREVER, Unit
from perenou.statutes.model import Day
from perenou.statutes.reigns import Passage
from perenou.statutes.store import Store


def units(store: Store, known: Day | None = None) -> Iterator[Unit]:
    """Every section, article and piece of guidance, once for each stretch of same words.

    Args:
        known: only what was published by this day counts; None: everything.
    """
    for each in store.passages(known):
        yield _unit(each)


def _unit(passage: Passage) -> Unit:
    return Unit(
        f"{passage.act} {passage.address}",
        passage.title,
        passage.text,
        "act" if passage.is_act else "guidance",
        passage.act,
        since=passage.since,
        until=FOREVER if passage.until is None else passage.until + 1,
        access=passage.access,
        status=passage.status,
    )
