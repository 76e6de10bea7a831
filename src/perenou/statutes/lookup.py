"""Whether the acts of a store have what a text cites, on the text's day."""

from __future__ import annotations

from functools import lru_cache

from perenou.language.references.reference import Reference
from perenou.language.references.resolve import Exists
from perenou.rules.citation import GAZETTE
from perenou.statutes.address import Address, Level, Step
from perenou.statutes.errors import StatutesError
from perenou.statutes.model import ActText, Day
from perenou.statutes.store import Store

_LEVELS: tuple[Level, ...] = ("section", "subsection", "point", "subpoint")
_MANY = 64


class Lookup:
    """Looks citations up in a store; texts that were looked into are kept for the next question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts = lru_cache(maxsize=_MANY)(self._read)

    def exists(self, reference: Reference, day: Day | None) -> bool | None:
        """Whether the act has the provision on a day; None where the store cannot tell.

        A provision that is repealed on that day is not there. Without a day any redaction counts.
        """
        texts = self._texts(reference.name, day)
        if not texts:
            return None
        wanted = address(reference)
        found = [text.find(wanted) for text in texts]
        return any(each is not None and not each.repealed for each in found)

    def redaction(self, name: str, day: Day) -> ActText | None:
        """The text of an act on a day; None when the store holds none."""
        texts = self._texts(name, day)
        return texts[0] if texts else None

    def _read(self, name: str, day: Day | None) -> tuple[ActText, ...]:
        try:
            if day is None:
                every = self._store.named(name)
                return tuple(self._store.text(each) for each in every if not each.amends)
            text = self._store.text_on(name, day)
        except StatutesError:
            return ()
        return () if text is None else (text,)


def address(reference: Reference) -> Address:
    """Where a reference leads inside its act; a sentence is a part of its subsection."""
    if reference.union and reference.citation is not None:
        return Address.of(reference.citation)
    numbers = (reference.section, reference.subsection, reference.point, reference.subpoint)
    pairs = zip(_LEVELS, numbers, strict=True)
    return Address(tuple(Step(level, number) for level, number in pairs if number))


def link(reference: Reference, lookup: Lookup | None, day: Day) -> str | None:
    """Where people can read what is cited, as it was worded on a day; None where nobody knows.

    The redaction in the store has the exact number; without it, what is known of the act's pages.
    """
    text = None if lookup is None else lookup.redaction(reference.name, day)
    if text is not None and not reference.union and text.redaction.id.isdecimal():
        place = "" if reference.citation is None else f"#{reference.citation.anchor}"
        return f"{GAZETTE}/akt/{text.redaction.id}{place}"
    return reference.link(day)


def first_that_tells(*ways: Exists) -> Exists:
    """The answer of the first that has one."""

    def exists(reference: Reference, day: Day | None) -> bool | None:
        for way in ways:
            if (answer := way(reference, day)) is not None:
                return answer
        return None

    return exists
