"""What is known of the provisions that a text cites: from the user's store and the coded law."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from perenou.impact.registry import Citing, everything
from perenou.language.references.reference import Reference
from perenou.language.references.resolve import Exists
from perenou.rules.types import ALWAYS, NEVER
from perenou.statutes.lookup import Lookup, first_that_tells
from perenou.statutes.store import FILE, Store, store_directory

INVENTORIED: Final = ("PHS",)
"""Acts of which every provision stands in the inventory of what is coded."""


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
        yield coded(everything()), None
        return
    with Store(directory) as acts:
        lookup = Lookup(acts)
        yield first_that_tells(lookup.exists, coded(everything())), lookup


def coded(among: Sequence[Citing]) -> Exists:
    """Tells of a provision that the coded law cites, or a part of it, that the act has it.

    What nothing cites may still be in the act, so that the answer is then None; it is no only for
    what the inventory tells to be repealed on the day or never to have been in force, and for a
    subsection of an act that is inventoried whole which its section does not have.
    """
    cited = {each.citation for each in among}
    parts = _subsections(among)
    ended = {e.citation: e.until for e in among if e.kind == "inventory" and e.until < NEVER}

    def exists(reference: Reference, day: int | None) -> bool | None:
        wanted = reference.citation
        if wanted is None:
            return None
        last = [until for citation, until in ended.items() if citation.covers(wanted)]
        if any(until <= (ALWAYS if day is None else day) for until in last):
            return False
        of_section = parts.get((wanted.act, wanted.section))
        if of_section and wanted.subsection and wanted.subsection not in of_section:
            return False
        return True if any(wanted.covers(each) for each in cited) else None

    return exists


def _subsections(among: Sequence[Citing]) -> dict[tuple[str, str], set[str]]:
    """By act and section, its subsections, where the inventory counts them without a gap."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in among:
        cited = each.citation
        if each.kind == "inventory" and cited.act in INVENTORIED:
            found.setdefault((cited.act, cited.section), set()).add(cited.subsection)
    return {place: parts for place, parts in found.items() if _are_counted(parts)}


def _are_counted(parts: set[str]) -> bool:
    plain = sorted(int(part) for part in parts if part.isascii() and part.isdecimal())
    return "" not in parts and plain == list(range(1, len(plain) + 1))
