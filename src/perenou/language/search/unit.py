"""What is searched: units with an address, and the filters that choose among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

FOREVER: Final = 9_999_999
"""A day number after every date: the unit holds with no known end."""

_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece that can be found: a provision, a rule, a page of the handbook, a term.

    ``address`` is what it is cited by and may come up more than once, for other days. ``since`` and
    ``until`` are day numbers, half-open. ``source`` is what is brought up to date as a whole: an
    act. ``access`` is the access mark of the document, empty when public; ``status`` is what its
    issuer says of it. ``also`` is what it is found by, too, and does not show: other languages.
    """

    address: str
    title: str
    text: str
    kind: str
    source: str = ""
    theme: str = ""
    since: int = 0
    until: int = FOREVER
    access: str = ""
    status: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which units may be found; what is left empty lets all through."""

    kinds: frozenset[str] = field(default_factory=frozenset)
    sources: frozenset[str] = field(default_factory=frozenset)
    themes: frozenset[str] = field(default_factory=frozenset)
    day: int | None = None

    def lets(self, unit: Unit) -> bool:
        """Whether a unit passes."""
        if self.day is not None and not unit.since <= self.day < unit.until:
            return False
        return (
            (not self.kinds or unit.kind in self.kinds)
            and (not self.sources or unit.source in self.sources)
            and (not self.themes or unit.theme in self.themes)
        )

    @property
    def empty(self) -> bool:
        """Whether every unit passes."""
        return self == Filters()


ALL: Final = Filters()
"""Lets every unit through."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, ``ё`` written as ``е``."""
    return _WORD.findall(text.lower().replace("ё", "е"))


def word_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as ``words`` gives them, each with its characters."""
    for found in _WORD.finditer(text):
        yield found[0].lower().replace("ё", "е"), found.start(), found.end()
