"""Words that look like a word: the known ones with the most three-letter pieces in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST: Final = 0.5
"""The share of pieces in common (Dice) from which on two words look alike."""


def trigrams(word: str) -> set[str]:
    """The three-letter pieces of a word, its edges marked."""
    edged = f"^{word}$"
    return {edged[at : at + 3] for at in range(len(edged) - 2)}


class Lookalikes:
    """Known words by their pieces; words can be added, none is taken away."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._sizes: list[int] = []
        self._of: dict[str, list[int]] = {}
        self._arrays: dict[str, NDArray[np.int32]] = {}
        self._known: set[str] = set()

    def add(self, new: Iterable[str]) -> None:
        """Make more words known."""
        for word in new:
            if word in self._known:
                continue
            self._known.add(word)
            number = len(self._words)
            pieces = trigrams(word)
            self._words.append(word)
            self._sizes.append(len(pieces))
            for piece in pieces:
                self._of.setdefault(piece, []).append(number)
                self._arrays.pop(piece, None)

    def like(self, word: str, most: int = 3) -> list[tuple[str, float]]:
        """The known words that look most like a word, best first, each with its likeness to 1."""
        import numpy as np

        pieces = trigrams(word)
        lists = [self._numbers(piece) for piece in pieces if piece in self._of]
        if not lists:
            return []
        found, shared = np.unique(np.concatenate(lists), return_counts=True)
        sizes = np.array([self._sizes[number] for number in found])
        likeness = 2 * shared / (sizes + len(pieces))
        best = np.argsort(-likeness, kind="stable")[:most]
        return [
            (self._words[found[at]], float(likeness[at])) for at in best if likeness[at] >= LEAST
        ]

    def _numbers(self, piece: str) -> NDArray[np.int32]:
        import numpy as np

        if piece not in self._arrays:
            self._arrays[piece] = np.array(self._of[piece], dtype=np.int32)
        return self._arrays[piece]
