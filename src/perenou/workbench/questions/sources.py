"""What already answers a question: each sort of thing shows itself by one entry in ``SOURCES``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Final, TypeAlias

from perenou.language.grammar import Language
from perenou.language.references.resolve import find
from perenou.language.search.engine import Hit
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case
from perenou.workbench.desk.law_index import law_index
from perenou.workbench.questions.published import Published, fitting

SHORTEST: Final = 12
"""Characters from which on it is looked for answers."""

_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may answer a question.

    Attributes:
        key: by which it is told that it did. address: where it opens; empty: nowhere. says: a
            sentence or two of it. differs: what is told otherwise there, a sentence each.
        is_answer: whether somebody can say that it answers the question.
    """

    key: str
    title: str
    address: str = ""
    says: str = ""
    differs: tuple[str, ...] = ()
    is_answer: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """What one source found; its heading is the text ``questions.source.KEY``."""

    key: str
    rows: tuple[Found, ...]


@dataclass(frozen=True)
class Looking:
    """A question in the making, and what several sources need to know of it.

    Attributes:
        text: its words. case: the attached one, which the user may see now; None without one.
        day: of the law that it is about. but: number of the question itself; empty: none yet.
    """

    text: str
    theme: str
    case: Case | None
    user: User
    language: Language
    day: Day
    but: str = ""

    @cached_property
    def earlier(self) -> tuple[Published, ...]:
        """The published answers that fit best."""
        return tuple(fitting(self.text, but=self.but))

    @cached_property
    def law(self) -> tuple[Hit, ...]:
        """What of the law, the terms and the handbook fits, best first."""
        return law_index(self.language).ask(self.text, most=_LOOKED_AT).hits

    @cached_property
    def cited(self) -> tuple[Citation, ...]:
        """The provisions that the question itself cites."""
        return tuple(dict.fromkeys(_cited(self.text)))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The provisions that are in question: cited, found, or under earlier answers that fit."""
        found = [*self.cited, *(each for row in self.earlier[:2] for each in row.citations)]
        for hit in self.law[:5]:
            try:
                found.append(Citation.parse(hit.unit.address))
            except ValueError:
                continue
        return tuple(dict.fromkeys(found))


Source: TypeAlias = Callable[[Looking], Sequence[Found]]
"""What of one sort may answer a question, best first."""

SOURCES: Final[tuple[tuple[str, str], ...]] = (
    ("case", "perenou.workbench.questions.answering:solved_case"),
    ("positions", "perenou.workbench.questions.answering:positions"),
    ("earlier", "perenou.workbench.questions.answering:earlier"),
    ("provisions", "perenou.workbench.questions.answering:provisions"),
    ("pages", "perenou.workbench.questions.answering:pages"),
)
"""The sources in their order: key, and ``module:function``."""


def blocks(looking: Looking) -> list[Block]:
    """What every source found; sources that found nothing are left out."""
    if len(looking.text.strip()) < SHORTEST and looking.case is None:
        return []
    made = (Block(key, tuple(_function(name)(looking))) for key, name in SOURCES)
    return [block for block in made if block.rows]


def _function(name: str) -> Source:
    module, _, function = name.partition(":")
    found: Source = getattr(import_module(module), function)
    return found


def _cited(text: str) -> Iterator[Citation]:
    for mention in find(text):
        for reference in mention.references:
            cited = reference.first.citation
            if reference.kind == "provision" and cited is not None:
                yield cited
