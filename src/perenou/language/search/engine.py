"""The index: add units, bring one source up to date, ask, and complete what is being typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

from perenou.language.morphology import Analyser, analyser
from perenou.language.references.resolve import find
from perenou.language.search.postings import Segment, Vocabulary, segment
from perenou.language.search.query import CITED, Clue, How, Terms, Way, clues
from perenou.language.search.similar import Lookalikes
from perenou.language.search.unit import ALL, Filters, Unit, word_places
from perenou.language.term_base import Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MERGE: Final = 0.2
"""When the units changed since the last whole build are this share, the index is built anew."""

_ASKED_FOR: Final = 100.0
"""What a provision that the question itself cites is worth: more than all words together."""

_WITHIN: Final = 0.9
"""What a section is worth beside the part of it that the question cites."""

_NARROWEST: Final = re.compile(r" (?:lg|p|ap|ls) \S+$|\([^()]*\)$")

_SNIPPET: Final = 160
_MANY: Final = 5000


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the question that a unit answers: by what, how, and how many points it adds."""

    asked: str
    how: How
    by: str
    points: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that was found, why, and the characters of its title and text to highlight."""

    unit: Unit
    points: float
    reasons: tuple[Reason, ...]
    in_title: tuple[tuple[int, int], ...]
    in_text: tuple[tuple[int, int], ...]

    def snippet(self, length: int = _SNIPPET) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The stretch of the text around the first highlighted word, and the highlights in it."""
        text = self.unit.text
        first = self.in_text[0][0] if self.in_text else 0
        start = 0 if first < length // 2 else text.rfind(" ", 0, first - length // 4) + 1
        end = min(len(text), start + length)
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + 1)
        marks = tuple((a - start, b - start) for a, b in self.in_text if a >= start and b <= end)
        before, after = ("…" if start else ""), ("…" if end < len(text) else "")
        shift = len(before)
        return (
            before + text[start:end] + after,
            tuple((a + shift, b + shift) for a, b in marks),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found, best first, and the words of it that found nothing anywhere."""

    hits: tuple[Hit, ...]
    found_nothing: tuple[str, ...]
    terms: tuple[str, ...]
    """The terms of the field that the question was understood to mean."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reasons of an answer rest on.

    Attributes:
        near: the units at and around an address, by address and segment. shares: what a term adds
            to a unit, by term, segment and unit.
    """

    near: Mapping[tuple[str, int], frozenset[int]]
    shares: Mapping[tuple[str, int, int], float]


class Index:
    """Units that can be searched.

    Args:
        units: what can be found.
        terms: the term base, by which everyday words and other languages find the law's own.
        by: the analyser of word forms; the best that is installed if None.
        mend: whether words that nothing holds are taken for known ones that look like them.
    """

    def __init__(
        self,
        units: Iterable[Unit] = (),
        *,
        terms: Iterable[Term] = (),
        by: Analyser | None = None,
        mend: bool = True,
    ) -> None:
        self._mend = mend
        self._analyser = by or analyser()
        self._vocabulary = Vocabulary(self._analyser)
        self._alike = Lookalikes()
        base = tuple(terms)
        self._terms = Terms(base, self._analyser) if base else None
        self._names = sorted({name for term in base for name in (term.name, *term.et)})
        if self._terms is not None and mend:
            self._alike.add(self._terms.known_words())
        self._segments: list[Segment] = []
        self._known = 0
        self._rebuild(list(units))

    def __len__(self) -> int:
        return sum(int(each.alive.sum()) for each in self._segments)

    # ----------------------------------------------------------------- keeping

    def update(self, source: str, units: Sequence[Unit]) -> None:
        """Put new units in the place of all units of one source.

        Raises:
            ValueError: a unit is of another source.
        """
        if strange := [each.source for each in units if each.source != source]:
            raise ValueError(f"units of {strange[0]!r} among those of {source!r}")
        main, *rest = self._segments
        changed: list[Unit] = []
        for each in rest:
            changed += [
                unit
                for unit, alive in zip(each.units, each.alive, strict=True)
                if alive and unit.source != source
            ]
        for at in self._of_source.get(source, ()):
            main.alive[at] = False
        changed += units
        if len(changed) > max(_MANY, _MERGE * len(main.units)):
            kept = [u for u, alive in zip(main.units, main.alive, strict=True) if alive]
            self._rebuild([*kept, *changed])
            return
        self._segments = [main, segment(changed, self._vocabulary)]
        self._settle()

    def _rebuild(self, units: list[Unit]) -> None:
        self._segments = [segment(units, self._vocabulary)]
        self._of_source: dict[str, list[int]] = {}
        for at, unit in enumerate(units):
            self._of_source.setdefault(unit.source, []).append(at)
        self._of_main = sorted((unit.address, 0, at) for at, unit in enumerate(units))
        self._settle()

    def _settle(self) -> None:
        """Make everything that is derived from the segments fit them."""
        new = list(self._vocabulary.numbers)[self._known :]
        self._known = len(self._vocabulary.numbers)
        if self._mend:
            self._alike.add(new)
        self._sorted: list[str] = []
        # The many that stay are in order already, so that a few more are merged in at once.
        self._addresses = sorted(
            [
                *self._of_main,
                *(
                    (unit.address, which, at)
                    for which, each in enumerate(self._segments[1:], 1)
                    for at, unit in enumerate(each.units)
                ),
            ]
        )

    # ------------------------------------------------------------------ asking

    def ask(self, question: str, filters: Filters = ALL, most: int = 10) -> Answer:
        """The units that answer a question best."""
        asked = self._clues(question)
        cited = _cited(question)
        ranked, met = self._ranked(asked, cited, filters, most)
        seen = self._seen(ranked, asked, cited)
        hits = tuple(
            self._hit(which, at, points, asked, cited, seen) for points, which, at in ranked
        )
        behind = [clue.keys for clue, has in zip(asked, met, strict=True) if has and not clue.own]
        missing = tuple(
            clue.text
            for clue, has in zip(asked, met, strict=True)
            if clue.own and not has and not any(clue.keys & keys for keys in behind)
        )
        meant = tuple(way.by for clue in asked for way in clue.ways if way.how == "term")
        return Answer(hits, missing, meant)

    def best(
        self, question: str, filters: Filters = ALL, most: int = 10
    ) -> list[tuple[Unit, float]]:
        """The units that answer a question best with their points, and nothing of why."""
        ranked, _ = self._ranked(self._clues(question), _cited(question), filters, most)
        return [(self._segments[which].units[at], points) for points, which, at in ranked]

    def _clues(self, question: str) -> list[Clue]:
        known = self._vocabulary.numbers
        return clues(question, self._analyser, known, self._alike, self._terms)

    def _ranked(
        self, asked: Sequence[Clue], cited: Sequence[str], filters: Filters, most: int
    ) -> tuple[list[tuple[float, int, int]], NDArray[np.bool_]]:
        """Points and places of the best units, and which parts of the question met anything."""
        import numpy as np

        ranked: list[tuple[float, int, int]] = []
        met = np.zeros(len(asked), dtype=np.bool_)
        for which, part in enumerate(self._segments):
            scores, answered = self._scores(part, which, asked, cited)
            met |= answered
            self._filtered(part, scores, filters)
            best = self._best(scores, most)
            ranked += [(float(scores[at]), which, int(at)) for at in best if scores[at] > 0]
        ranked.sort(key=lambda row: (-row[0], row[1], row[2]))
        return ranked[:most], met

    def _scores(
        self, part: Segment, which: int, asked: Sequence[Clue], cited: Sequence[str]
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        import numpy as np

        size = len(part.units)
        total = np.zeros(size, dtype=np.float32)
        count = np.zeros(size, dtype=np.float32)
        answered = np.zeros(len(asked), dtype=np.bool_)
        own = sum(clue.own for clue in asked) or 1
        for number, clue in enumerate(asked):
            points = np.zeros(size, dtype=np.float32)
            for way in clue.ways:
                self._follow(part, way, points)
            for address in clue.addresses:
                places = self._under(address, which)
                points[places] += CITED
                points[self._around(address, which)] += _WITHIN * CITED
            answered[number] = bool(points.any())
            total += points
            if clue.own:
                count += points > 0
        total *= 0.5 + 0.5 * np.minimum(count / own, 1.0)
        for address in cited:
            total[self._under(address, which)] += _ASKED_FOR
            total[self._around(address, which)] += _WITHIN * _ASKED_FOR
        total[~part.alive] = 0.0
        return total, answered

    def _follow(self, part: Segment, way: Way, points: NDArray[np.float32]) -> None:
        """Give every unit what a way is worth in it, where that is more than it has."""
        import numpy as np

        if len(way.terms) == 1:
            ((term, weight),) = way.terms
            holders, shares = self._postings(part, term)
            points[holders] = np.maximum(points[holders], shares * np.float32(weight))
            return
        added = np.zeros(len(points), dtype=np.float32)
        for term, weight in way.terms:
            holders, shares = self._postings(part, term)
            added[holders] += shares * np.float32(weight)
        np.maximum(points, added, out=points)

    def _postings(self, part: Segment, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        import numpy as np

        number = self._vocabulary.numbers.get(term)
        if number is None:
            return part.holders[:0], part.shares[:0]
        holders, shares = part.of(number)
        return holders, shares * np.float32(self._rarity(number))

    def _rarity(self, number: int) -> float:
        """How much a term tells: the fewer units hold it, the more."""
        units = sum(len(each.units) for each in self._segments)
        holding = sum(each.holding(number) for each in self._segments)
        return log(1 + (units - holding + 0.5) / (holding + 0.5))

    def _under(self, address: str, which: int) -> list[int]:
        """The units at an address and below it: ``PHS § 17 lg 1`` is below ``PHS § 17``."""
        found: list[int] = []
        at = bisect_left(self._addresses, (address, -1, -1))
        while at < len(self._addresses) and self._addresses[at][0].startswith(address):
            name, part, place = self._addresses[at]
            if part == which and name[len(address) : len(address) + 1] in ("", " ", "("):
                found.append(place)
            at += 1
        return found

    def _places(self, address: str, which: int) -> list[int]:
        return [*self._under(address, which), *self._around(address, which)]

    def _around(self, address: str, which: int) -> list[int]:
        """The sections of acts that a narrower address lies in: acts are read by the section."""
        found: list[int] = []
        while (wider := _NARROWEST.sub("", address)) != address:
            address = wider
            at = bisect_left(self._addresses, (address, -1, -1))
            while at < len(self._addresses) and self._addresses[at][0] == address:
                _, part, place = self._addresses[at]
                if part == which and self._segments[part].units[place].kind == "act":
                    found.append(place)
                at += 1
        return found

    def _filtered(self, part: Segment, scores: NDArray[np.float32], filters: Filters) -> None:
        import numpy as np

        if filters.empty:
            return
        for at in np.flatnonzero(scores):
            if not filters.lets(part.units[at]):
                scores[at] = 0.0

    def _best(self, scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
        import numpy as np

        if len(scores) > most:
            return np.argpartition(-scores, most)[: most + 1].astype(np.int64)
        return np.arange(len(scores), dtype=np.int64)

    # ----------------------------------------------------------------- reasons

    def _hit(
        self, which: int, at: int, points: float, asked: Sequence[Clue], cited: Sequence[str],
        seen: _Seen,
    ) -> Hit:  # fmt: skip
        unit = self._segments[which].units[at]
        reasons = [
            Reason(address, "address", unit.address, _ASKED_FOR)
            for address in cited
            if at in seen.near[address, which]
        ]
        wanted: set[str] = set()
        for clue in asked:
            best: Reason | None = None
            for way in clue.ways:
                worth = sum(seen.shares.get((term, which, at), 0.0) * w for term, w in way.terms)
                if worth > 0:
                    wanted |= {term for term, _ in way.terms}
                    if best is None or worth > best.points:
                        best = Reason(clue.text, way.how, way.by, worth)
            if best is not None:
                reasons.append(best)
            reasons += [
                Reason(clue.text, "cited", address, CITED)
                for address in clue.addresses
                if address != clue.ways[0].by and at in seen.near[address, which]
            ]
        reasons.sort(key=lambda reason: -reason.points)
        return Hit(
            unit,
            points,
            tuple(reasons),
            self._marks(unit.title, wanted),
            self._marks(unit.text, wanted),
        )

    def _seen(
        self, ranked: Sequence[tuple[float, int, int]], asked: Sequence[Clue], cited: Sequence[str]
    ) -> _Seen:
        """What the reasons of all hits rest on, worked out for all of them at once."""
        import numpy as np

        addresses = {*cited, *(address for clue in asked for address in clue.addresses)}
        terms = {term for clue in asked for way in clue.ways for term, _ in way.terms}
        near: dict[tuple[str, int], frozenset[int]] = {}
        shares: dict[tuple[str, int, int], float] = {}
        for which in {which for _, which, _ in ranked}:
            part = self._segments[which]
            ats = np.array(sorted(at for _, own, at in ranked if own == which), dtype=np.int64)
            near |= {
                (address, which): frozenset(self._places(address, which)) for address in addresses
            }
            for term in terms:
                holders, worth = self._postings(part, term)
                if not len(holders):
                    continue
                places = np.minimum(np.searchsorted(holders, ats), len(holders) - 1)
                for at, place in zip(ats, places, strict=True):
                    if holders[place] == at:
                        shares[term, which, int(at)] = float(worth[place])
        return _Seen(near, shares)

    def _marks(self, text: str, wanted: set[str]) -> tuple[tuple[int, int], ...]:
        """The words of a text that stand for one of the terms, in the form they have there."""
        found = list(word_places(text))
        analyses = self._analyser.words([form for form, _, _ in found])
        return tuple(
            (start, end)
            for (_, start, end), word in zip(found, analyses, strict=True)
            if wanted & {*word.lemmas, *word.verbs, *word.parts, *word.groups}
        )

    # ------------------------------------------------------------------ typing

    def complete(self, typed: str, most: int = 8) -> list[str]:
        """How what is being typed can go on: terms of the field first, then words of the units."""
        start = typed.lower().lstrip()
        if not start:
            return []
        if not self._sorted:
            self._sorted = sorted(self._vocabulary.numbers)
        lowered = start.split()
        found = [name for name in self._names if name.lower().startswith(start)]
        head, last = start[: len(start) - len(lowered[-1])], lowered[-1]
        at = bisect_left(self._sorted, last)
        near: list[str] = []
        while at < len(self._sorted) and self._sorted[at].startswith(last):
            near.append(self._sorted[at])
            at += 1
        near.sort(key=lambda term: (-self._held(term), term))
        found += [head + term for term in near[:most]]
        return list(dict.fromkeys(found))[:most]

    def _held(self, term: str) -> int:
        number = self._vocabulary.numbers[term]
        return sum(each.holding(number) for each in self._segments)


def _cited(question: str) -> list[str]:
    """The provisions that a question cites."""
    return [
        str(reference.first)
        for mention in find(question)
        for reference in mention.references
        if reference.kind == "provision"
    ]
