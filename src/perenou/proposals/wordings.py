"""How the provisions that are to be changed read now, from the user's own store of acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from perenou.rules.citation import Citation
from perenou.statutes.address import Address
from perenou.statutes.errors import StatutesError
from perenou.statutes.store import Store


@dataclass(frozen=True, slots=True)
class Now:
    """A provision as it reads on a day.

    Attributes:
        words: empty where the store does not have it. redaction: where they are from.
    """

    citation: str
    words: str = ""
    redaction: str = ""


def read_now(citations: Iterable[str], day: int, store: Store | None) -> tuple[Now, ...]:
    """How provisions read on a day; without words where the store cannot tell."""
    return tuple(_now(each, day, store) for each in citations)


def _now(text: str, day: int, store: Store | None) -> Now:
    if store is None:
        return Now(text)
    citation = Citation.parse(text)
    try:
        act = store.text_on(citation.act, day)
    except StatutesError:
        return Now(text)
    provision = None if act is None else act.find(Address.of(citation))
    if act is None or provision is None:
        return Now(text)
    return Now(text, act.words(provision.address), act.redaction.id)
