"""Names and codes masked before a text is sent, and put back into what comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.language.personal.find import personal_data, replaced

_OPEN, _CLOSE = "⟦", "⟧"
_MORE: Final = re.compile(r"(?:[ \u00a0-][^\W\d_a-zõäöüšžа-яё][\w’'-]*)+")
"""Further words with capitals right behind a name: a surname that is an ordinary word, too."""
_BEFORE: Final = frozenset(
    {"olen", "mina", "mind", "minu", "tema", "laps", "lapse", "ema", "isa", "poeg", "tütar",
     "proua",
     "härra", "mother", "father", "mr", "mrs", "ms", "мать", "отец", "сын", "дочь"}
)  # fmt: skip
"""What begins a sentence before a name."""
MASK: Final = re.compile(r"⟦[^⟦⟧]*⟧")
"""What stands for somebody or something personal."""


class UnknownMaskError(ValueError):
    """A proposal speaks of somebody of whom the text did not."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without personal data.

    Attributes:
        hidden: by mask what it stands for.
    """

    text: str
    hidden: Mapping[str, str]

    def shown(self, text: str) -> str:
        """A text with what the masks in it stand for.

        Raises:
            UnknownMaskError: it holds a mask that was made up, or a broken one.
        """
        missing = [each for each in MASK.findall(text) if each not in self.hidden]
        whole = MASK.sub(lambda found: self.hidden.get(found[0], ""), text)
        if missing or _OPEN in whole or _CLOSE in whole:
            raise UnknownMaskError
        return whole


def masked(text: str, people: Sequence[str] = ()) -> Masked:
    """A text in which whatever is personal is replaced; the same form has the same mask.

    Args:
        people: names of those who are known to be concerned.
    """
    # What somebody typed must never be taken for a mask of ours.
    plain = text.replace(_OPEN, "[").replace(_CLOSE, "]")
    [spots] = personal_data([plain], people)
    masks: dict[tuple[str, str], str] = {}
    taken: dict[str, int] = {}
    places: dict[tuple[int, int], str] = {}
    for spot in spots:
        end = _whole_name(plain, spot.end) if spot.kind == "name" else spot.end
        if any(first < end and spot.start < last for first, last in places):
            continue
        key = spot.proposed.strip("[]"), plain[spot.start : end]
        if key not in masks:
            turn = taken[key[0]] = taken.get(key[0], 0) + 1
            masks[key] = f"{_OPEN}{key[0]}{f' · {turn}' if turn > 1 else ''}{_CLOSE}"
        places[spot.start, end] = masks[key]
    return Masked(replaced(plain, places), {mask: key[1] for key, mask in masks.items()})


def name_in(shown: str) -> str:
    """The name in what a mask stands for, without a word that only stood before it."""
    first, *rest = shown.split()
    return " ".join(rest) if rest and first.casefold() in _BEFORE else shown


def _whole_name(text: str, end: int) -> int:
    more = _MORE.match(text, end)
    return more.end() if more else end
