"""What is known of the provisions that a text cites: from the user's store and the coded law."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from perenou.impact.registry import everything
from perenou.language.references import inventory
from perenou.language.references.reference import Reference
from perenou.language.references.resolve import Exists
from perenou.rules.types import ALWAYS, NEVER
from perenou.statutes.lookup import Lookup, first_that_tells
from perenou.statutes.store import FILE, Store, store_directory


@contextmanager
def known(store: Path | None = None) -> Iterator[tuple[Exists, Lookup | None]]:
    """Tells whether a provision is there on a day: by the store, where it has the act, or as coded.

    Args:
        store: the folder of the acts; None for where the user keeps them.

    Yields:
        What tells it, and the look into the store; None where there is no store yet.
    """
    directory = store_directory(store, os.environ)
    if not (directory / FILE).is_file():
        yield coded(), None
        return
    with Store(directory) as acts:
        lookup = Lookup(acts)
        yield first_that_tells(lookup.exists, coded()), lookup


def coded() -> Exists:
    """Tells of a provision that the coded law cites, or a part of it, that the act has it.

    What nothing cites may still be in the act, so that the answer is then None; it is no only for
    what the inventories tell to be no part of the act, to be repealed or not yet added on the day,
    or never to have been in force.
    """
    among = everything()
    cited = {each.citation for each in among}
    ended = {e.citation: e.until for e in among if e.kind == "inventory" and e.until < NEVER}

    def exists(reference: Reference, day: int | None) -> bool | None:
        wanted = reference.citation
        if wanted is None:
            return None
        if inventory.exists(reference) is False or (day is not None and _is_out(reference, day)):
            return False
        last = [until for citation, until in ended.items() if citation.covers(wanted)]
        if any(until <= (ALWAYS if day is None else day) for until in last):
            return False
        return True if any(wanted.covers(each) for each in cited) else None

    return exists


def _is_out(reference: Reference, day: int) -> bool:
    gone, added = inventory.gone_since(reference), inventory.added_on(reference)
    return (gone is not None and gone <= day) or (added is not None and day < added)
