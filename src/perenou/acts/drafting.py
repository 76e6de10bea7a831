"""What the parts of a draft are made from, and the words they are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perenou.acts.document import Block, Gap, Paragraph, Part, Portion, Span, Spans
from perenou.acts.figures import figure_on
from perenou.acts.matter import Matter
from perenou.acts.particulars import Particulars
from perenou.acts.spans import provision_span, spans_of_pieces
from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.schema import Stillborn
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language, listed
from perenou.language.names import Before
from perenou.rules.citation import Citation
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_NAMES: Final = frozenset({"child", "name", "who", "former", "person", "debtor"})
"""Slots that hold the name of a person."""


class Drafting:
    """A matter being written about.

    Attributes:
        day: the day of the act; of the question while the official has not set one. gaps: what is
            still missing, filled by the parts.
    """

    def __init__(
        self, solved: Solved, matter: Matter, given: Particulars, language: Language
    ) -> None:
        self.solved = solved
        self.matter = matter
        self.given = given
        self.language: Language = language
        self.day: Day = solved.as_of if given.day is None else given.day.first
        self.gaps: list[Gap] = []
        self._texts = Catalogue.load("perenou.acts", "texts")
        self.words = Words(language, self._named, solved.facts.people)

    # -------------------------------------------------------------------------- words

    def say(self, key: str, /, **slots: SlotValue) -> Spans:
        """A text with what fills its slots as spans of their own.

        Raises:
            CatalogueError: there is no such text, or a slot is missing or unknown.
        """
        pieces = self._texts.pieces(key, self.language, **slots)
        return spans_of_pieces(pieces, self.day, _NAMES)

    def text(self, key: str, /, **slots: SlotValue) -> str:
        """A text as plain text."""
        return self._texts.text(key, self.language, **slots)

    def says(self, key: str, /, **slots: SlotValue) -> Paragraph:
        """A text as a paragraph."""
        return Paragraph(self.say(key, **slots))

    def fitted(self, key: str, slots: Mapping[str, SlotValue]) -> Spans | None:
        """A text with those of the slots that it takes; None where there is no such text."""
        template = self._texts.templates(self.language).get(key)
        if template is None or not template.slots().keys() <= slots.keys():
            return None
        return self.say(key, **{name: slots[name] for name in template.slots()})

    def slots_of(self, key: str) -> frozenset[str]:
        """The slots of a text."""
        return frozenset(self._texts.templates(self.language)[key].slots())

    def provision(self, citation: Citation | str, wording: Day | None = None) -> Span:
        """A provision, which opens in the wording of a day."""
        return provision_span(str(citation), self.day if wording is None else wording)

    def term(self, name: str) -> tuple[int, str]:
        """A term of procedure on the day of the act, and the provision that sets it."""
        value, version = figure_on(name, self.day)
        return value, str(version.citation)

    # -------------------------------------------------------------------------- who and what

    def is_nameless(self, who: str) -> bool:
        """Whether it is a stillborn child that the case gives no name."""
        child = self.solved.case.children.get(who)
        return child is not None and child.name is None and isinstance(child.stillborn, Stillborn)

    def _named(self, who: str) -> str:
        if not self.is_nameless(who):
            return self.solved.case.named(who)
        born = self.solved.case.children[who].birth
        if born is None or not born.is_exact:
            return self.text("name.stillborn")
        return self.text("name.stillborn_on", day=born.first)

    def name_of(self, who: str) -> str:
        """The name of somebody."""
        return self.words.name_of(who)

    def benefit(self, key: str) -> str:
        """A benefit in the form that a sentence of this language needs."""
        return self.text(f"benefit.{key}")

    def benefits(self, keys: Sequence[str]) -> str:
        """Several benefits in that form."""
        return listed([self.benefit(key) for key in keys], self.language)

    def names(self, ids: Iterable[str]) -> str:
        """Names of several."""
        return listed([self.name_of(who) for who in ids], self.language)

    def children(self, ids: Iterable[str]) -> dict[str, SlotValue]:
        """Who the children are, for the slot of a text that speaks of them."""
        return {"children": tuple(self._beside_noun(who) for who in dict.fromkeys(ids))}

    def _beside_noun(self, who: str) -> str:
        """A name as it stands beside a noun; of a child without one what tells it apart."""
        if not self.is_nameless(who):
            return self.name_of(who)
        born = self.solved.case.children[who].birth
        if born is None or not born.is_exact or self.language == "ru":
            return self.name_of(who)
        return Before(self.text("name.stillborn_before", day=born.first))

    def about(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The children that a sentence has to name: an addressee's own benefit names nobody."""
        return tuple(dict.fromkeys(who for who in ids if who != self.matter.addressee))

    def is_by_days(self, benefit: str) -> bool:
        """Whether a benefit is claimed for named days."""
        return benefit in MONTHLY and MONTHLY[benefit].is_claimed_by_days

    # -------------------------------------------------------------------------- parts

    def gap(self, part: Part, key: str) -> Span:
        """Something that the official still has to give; it is noted and shown in its place."""
        what = self.text(f"gap.{key}")
        self.gaps.append(Gap(part, what))
        return Span(f"[{what}]", "gap")

    def given_or_gap(self, part: Part, key: str, value: str | None) -> Span:
        """What the official gave, or the gap."""
        return Span(value) if value else self.gap(part, key)

    def sentence_or_gap(self, part: Part, key: str, value: str | None) -> Span:
        """The same where it ends a sentence: with a full stop, unless the official set a mark."""
        is_open = value is not None and not value.rstrip().endswith((".", "!", "?", "…", ":", ";"))
        return self.given_or_gap(part, key, f"{value.rstrip()}." if value and is_open else value)

    def portion(self, part: Part, blocks: Sequence[Block], heading: str = "") -> Portion | None:
        """A part with the official's own paragraphs at its end; None when it holds nothing."""
        own = [Paragraph((Span(text),), own=True) for text in self.given.own_in(part)]
        every = (*blocks, *own)
        return Portion(part, heading, every) if every else None


def capital(spans: Spans) -> Spans:
    """The same with a capital letter at its start; a name or a figure stays as it is."""
    if not spans or not spans[0].text or spans[0].kind == "name":
        return spans
    first = spans[0]
    text = first.text[0].upper() + first.text[1:]
    return (replace(first, text=text), *spans[1:])


def joined(sentences: Iterable[Spans], between: str = " ") -> Spans:
    """Sentences one behind another."""
    found: list[Span] = []
    for sentence in sentences:
        if found:
            found.append(Span(between))
        found.extend(sentence)
    return tuple(found)


Writer = Callable[[Drafting], Portion | None]
"""What writes a part."""
