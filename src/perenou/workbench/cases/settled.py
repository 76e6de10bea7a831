"""The doubts of the law in an answer, and the positions that settle them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.determination import Determination
from perenou.casework.words import Words
from perenou.workbench.cases.kept_pages import Parts
from perenou.workbench.positions.current import settling
from perenou.workbench.positions.models import Position

_WHAT: Final = "doubt."
_CITED: Final = "doubt_of."
_DAY: Final = "as_of"


@dataclass(frozen=True, slots=True)
class LawDoubt:
    """A doubt of a case in words, and the position that settles it; None: none does."""

    key: str
    citation: str
    what: SafeString
    position: Position | None


def doubts_drawn(made: Determination, words: Words) -> Parts:
    """What of the doubts of an answer stays the same, whatever positions there are."""
    found = {_DAY: str(made.as_of)}
    for each in made.doubts:
        if each.key in LAWBOOK.doubts:
            found[_WHAT + each.key] = escape(words.of_law(f"doubt.{each.key}.what"))
            found[_CITED + each.key] = escape(each.citation)
    return found


def law_doubts(told: Mapping[str, SafeString]) -> list[LawDoubt]:
    """The doubts that were drawn, as positions settle them on the day of the question."""
    keys = [name.removeprefix(_WHAT) for name in told if name.startswith(_WHAT)]
    day = int(told[_DAY])
    found = settling(keys, day, day) if keys else {}
    return [
        LawDoubt(key, str(told[_CITED + key]), told[_WHAT + key], found.get(key)) for key in keys
    ]
