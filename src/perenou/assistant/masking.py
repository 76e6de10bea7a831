"""Names and codes masked before a text is sent, and put back into what comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.language.personal.find import personal_data, replaced

_OPEN, _CLOSE = "⟦", "⟧"
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
    places = {}
    for spot in spots:
        key = spot.proposed, spot.text
        if key not in masks:
            taken[spot.proposed] = taken.get(spot.proposed, 0) + 1
            turn = taken[spot.proposed]
            masks[key] = f"{_OPEN}{spot.proposed}{f' · {turn}' if turn > 1 else ''}{_CLOSE}"
        places[spot.start, spot.end] = masks[key]
    return Masked(replaced(plain, places), {mask: key[1] for key, mask in masks.items()})
