"""What papers about a proposal are made of: sentences, figures that show what moved, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from perenou.acts.document import Block, Gap, Grid, Paragraph, Part, Portion, Span, Spans
from perenou.acts.spans import spans_of_pieces
from perenou.casework.charts import Chart, ChartUnit, Series
from perenou.casework.words import Words as CaseWords
from perenou.language.amounts import figure
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language, grouped
from perenou.population.simulate.measures import GroupedBy
from perenou.population.simulate.tell import Words as SimulationWords
from perenou.proposals.computed import Changed, Computed, Proof, unit_of
from perenou.proposals.moved import Moved
from perenou.rules.types import NEVER, Day


class Paper:
    """The words of a paper in a language, and what is still missing in it.

    Attributes:
        gaps: what people still have to write, filled by the parts.
    """

    def __init__(self, language: Language, day: Day, moved: Moved | None = None) -> None:
        self.language: Language = language
        self.day = day
        self.moved = moved
        self.gaps: list[Gap] = []
        self.simulation = SimulationWords(language)
        self._case = CaseWords(language)
        self._texts = Catalogue.load("perenou.proposals", "texts")

    # -------------------------------------------------------------------------- words

    def text(self, key: str, /, **slots: SlotValue) -> str:
        """A text as plain text."""
        return self._texts.text(f"proposals.{key}", self.language, **slots)

    def say(self, key: str, /, **slots: SlotValue) -> Spans:
        """A text with what fills its slots as spans of their own."""
        pieces = self._texts.pieces(f"proposals.{key}", self.language, **slots)
        return spans_of_pieces(pieces, self.day)

    def says(self, key: str, /, **slots: SlotValue) -> Paragraph:
        """A text as a paragraph."""
        return Paragraph(self.say(key, **slots))

    def benefit(self, key: str) -> str:
        """What a benefit is called."""
        return self.simulation.benefit(key)

    def benefits(self, keys: Iterable[str]) -> list[str]:
        """What benefits are called."""
        return [self.benefit(key) for key in keys]

    def label(self, name: str) -> str:
        """What a figure, a norm or a fact is called."""
        return self.simulation.label(name)

    def value(self, changed: Changed, value: int | None) -> str:
        """A value of a changed figure with its unit; what is not known says so."""
        return self.text("unknown") if value is None else self._case.value(value, changed.gives)

    def group(self, by: GroupedBy, key: str) -> str:
        """What a group of families is called."""
        return self.simulation.group(by, key)

    def own(self, part: str, written: str) -> list[Block]:
        """What people wrote, a paragraph a line; a gap where they wrote nothing."""
        lines = [line.strip() for line in written.split("\n") if line.strip()]
        if lines:
            return [Paragraph((Span(line),), own=True) for line in lines]
        return [Paragraph((self.gap(part),))]

    def gap(self, part: str) -> Span:
        """Something that people still have to write; it is noted and shown in its place."""
        what = self.text(f"gap.{part}")
        self.gaps.append(Gap(Part.SECTION, what))
        return Span(f"[{what}]", "gap")

    def looked_at(self, proofs: Sequence[Proof]) -> list[Block]:
        """Which families questions about all families were asked of: never of every family."""
        first = proofs[0]
        told = [self._case.say("prove.scope.shape", most=first.most)]
        for each in {proof.free: proof for proof in proofs if proof.free}.values():
            free = [self._case.say(f"prove.free.{what}") for what in each.free]
            said = self._case.say("prove.scope.free", what=free)
            told.append(
                f"{self.text(f'proof.{each.question}')} {said}" if each.question == "euro" else said
            )
        told.append(self._case.say("prove.scope.confirmed"))
        lines = [Paragraph(plain(line)) for line in told]
        return [*lines, self.says("proofs.scope", month=first.month)]

    # -------------------------------------------------------------------------- figures

    def figure(self, computed: Computed, name: str, per: int = 1) -> Spans:
        """A figure without its unit, and what it was where it moved.

        Args:
            per: how many families or months it is shared among.
        """
        value = computed.figure(name)
        found = [self._figure(name, value, per)]
        if self.moved is not None and name in self.moved.figures and per == 1:
            was = self.said(name, self.moved.figures[name])
            found.append(Span(f" ({self.text('moved.was', was=was)})", "strong"))
        return tuple(found)

    def _figure(self, name: str, value: int, per: int) -> Span:
        kind: Final = "amount" if unit_of(name) == "cents" else "count"
        shared = _rounded(value, per)
        return Span(self.said(name, shared, is_exact=per > 1), kind, shared)

    def said(self, name: str, value: int, *, is_exact: bool = False) -> str:
        """A value of a figure in words: large sums in whole euros."""
        if unit_of(name) == "number":
            return grouped(value, self.language)
        is_small = name.startswith(("average.", "step.", "raise.", "losing."))
        if is_small or is_exact:
            return figure(value, self.language)
        return grouped(_rounded(value, 100), self.language)

    def spell(self, since: Day, until: Day) -> str:
        """From when something is to hold, and where it ends, its last day."""
        if until == NEVER:
            return self.text("from", day=since)
        return self.text("from_to", day=since, last=until - 1)

    def of_whom(self, computed: Computed) -> list[Block]:
        """Of which families the figures are; those of a part of the country say so first."""
        of_a_part = (
            [self.says("summary.part", families=computed.families, whole=computed.whole)]
            if computed.whole
            else []
        )
        families = computed.figure("families.counted")
        return [*of_a_part, self.says("summary.invented", families=families)]

    # -------------------------------------------------------------------------- blocks

    def grid(self, caption: str, head: Sequence[str], rows: Iterable[Sequence[Spans]]) -> Grid:
        """A table of which all columns but the first hold figures; heads by their keys."""
        told = tuple(tuple(row) for row in rows)
        return Grid(
            self.text(caption), tuple(self.text(key) for key in head), told,
            numbers=frozenset(range(1, len(head))),
        )  # fmt: skip

    def plain_grid(
        self, caption: str, head: Sequence[str], rows: Iterable[Sequence[Spans]]
    ) -> Grid:
        """A table of words."""
        told = tuple(tuple(row) for row in rows)
        return Grid(self.text(caption), tuple(self.text(key) for key in head), told)

    def chart(
        self, title: str, categories: Sequence[str], series: Sequence[tuple[str, Sequence[int]]],
        unit: ChartUnit = "number", *, is_whole: bool = False,
    ) -> Chart:  # fmt: skip
        """A chart; names of its series by their keys."""
        told = tuple(Series(self.text(key), tuple(values)) for key, values in series)
        return Chart(self.text(title), tuple(categories), told, unit, is_whole=is_whole)

    def portion(self, key: str, blocks: Sequence[Block], number: str) -> Portion:
        """A numbered section; one with a point in its number is a part of the one before."""
        heading = f"{number}. {self.text(f'section.{key}')}"
        return Portion(Part.SECTION, heading, tuple(blocks), is_below="." in number)


def plain(text: str) -> Spans:
    """A text as spans."""
    return (Span(text),)


def _rounded(value: int, unit: int) -> int:
    sign = -1 if value < 0 else 1
    return sign * ((abs(value) * 2 + unit) // (2 * unit))
