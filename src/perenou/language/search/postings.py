"""Which units hold which terms, and how much that counts: BM25 over weighted terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perenou.language.morphology import Analyser, joined_lists
from perenou.language.search.unit import Unit, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE: Final = 1.0
PART: Final = 0.4
GROUP: Final = 0.6
VERB: Final = 0.5
TITLE: Final = 3.0
"""How much a word counts as itself, a part of a compound, several parts of it, the verb behind a
noun; and in a title."""

_SATURATION: Final = 1.2
_LENGTH: Final = 0.6


class Vocabulary:
    """Terms by number, and what each form of a word stands for."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.numbers: dict[str, int] = {}
        self._forms: dict[str, tuple[tuple[int, float], ...]] = {}

    def number(self, term: str) -> int:
        """The number of a term, new where it was not known."""
        return self.numbers.setdefault(term, len(self.numbers))

    def learn(self, forms: Sequence[str]) -> None:
        """Work out the terms of forms that were not met before."""
        new = [form for form in dict.fromkeys(forms) if form not in self._forms]
        for form, word in zip(new, self.analyser.words(new), strict=True):
            weights: dict[str, float] = {}
            for terms, weight in (
                (word.lemmas, WHOLE),
                (word.groups, GROUP),
                (word.verbs, VERB),
                (word.parts, PART),
            ):
                for term in terms:
                    weights.setdefault(term, weight)
            self._forms[form] = tuple((self.number(term), w) for term, w in weights.items())

    def terms(self, form: str) -> tuple[tuple[int, float], ...]:
        """The numbers of the terms that a learned form stands for, each with its weight."""
        return self._forms[form]


@dataclass(slots=True)
class Segment:
    """Units with their postings: for each term the units that hold it and what it adds to them."""

    units: list[Unit]
    starts: NDArray[np.int64]
    holders: NDArray[np.int32]
    shares: NDArray[np.float32]
    alive: NDArray[np.bool_]

    def of(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The units that hold a term, in order, and what it adds before it is weighed by rarity."""
        if term + 1 >= len(self.starts):
            return self.holders[:0], self.shares[:0]
        part = slice(self.starts[term], self.starts[term + 1])
        return self.holders[part], self.shares[part]

    def holding(self, term: int) -> int:
        """How many units hold a term."""
        return int(self.starts[term + 1] - self.starts[term]) if term + 1 < len(self.starts) else 0


def segment(units: Sequence[Unit], vocabulary: Vocabulary) -> Segment:
    """Work out the postings of units."""
    import numpy as np

    by = vocabulary.analyser
    read = [
        (words(each.title), words(joined_lists(f"{each.text} {each.also}", by))) for each in units
    ]
    vocabulary.learn([form for title, text in read for form in (*title, *text)])
    numbers: dict[str, int] = {}
    at: list[int] = []
    counts: list[int] = []
    in_title: list[int] = []
    for title, text in read:
        at += [numbers.setdefault(form, len(numbers)) for form in (*title, *text)]
        counts.append(len(title) + len(text))
        in_title.append(len(title))
    forms = np.array(at, dtype=np.int64)
    lengths = np.array(counts, dtype=np.int64)
    holders = np.repeat(np.arange(len(units), dtype=np.int64), lengths)
    places = np.arange(len(forms)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    weights = np.where(places < np.repeat(np.array(in_title, dtype=np.int64), lengths), TITLE, 1.0)

    rows = [vocabulary.terms(form) for form in numbers]
    widths = np.array([len(row) for row in rows], dtype=np.int64)
    term_of = np.array([term for row in rows for term, _ in row], dtype=np.int64)
    weight_of = np.array([weight for row in rows for _, weight in row], dtype=np.float64)
    firsts = np.cumsum(widths) - widths
    spread = widths[forms] if len(forms) else widths[:0]
    inside = np.arange(int(spread.sum())) - np.repeat(np.cumsum(spread) - spread, spread)
    places = np.repeat(firsts[forms], spread) + inside if len(forms) else inside
    size = max(len(units), 1)
    keys = term_of[places] * size + np.repeat(holders, spread)
    amounts = weight_of[places] * np.repeat(weights, spread)
    unique, back = np.unique(keys, return_inverse=True)
    totals = np.bincount(back, weights=amounts, minlength=len(unique))
    found_terms, found_units = unique // size, unique % size

    long = np.maximum(lengths, 1).astype(np.float64)
    norm = _SATURATION * (1 - _LENGTH + _LENGTH * long / long.mean()) if len(units) else long
    shares = totals * (_SATURATION + 1) / (totals + norm[found_units])
    held = np.bincount(found_terms, minlength=len(vocabulary.numbers))
    return Segment(
        list(units),
        np.concatenate([[0], np.cumsum(held)]).astype(np.int64),
        found_units.astype(np.int32),
        shares.astype(np.float32),
        np.ones(len(units), dtype=np.bool_),
    )
