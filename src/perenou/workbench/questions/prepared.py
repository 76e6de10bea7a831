"""A prepared answer: the solved case, the provisions that decided, similar answered questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from perenou.benefits.summaries import summaries
from perenou.casework.report import Report
from perenou.casework.tell import tell
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import answered, latest
from perenou.workbench.questions.models import Asked, Question
from perenou.workbench.questions.sources import Block, Looking, blocks

MOST_DECIDING: Final = 12
FURTHER: Final = frozenset({"provisions", "pages"})
"""Sources that are looked up rather than answered from."""

_NOT_DECIDING: Final = frozenset({"questions", "changes", "calendar"})


@dataclass(frozen=True, slots=True)
class Deciding:
    """A provision that decided a case: what it says in a sentence, and on which day it is read."""

    citation: str
    says: str
    day: Day


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an expert finds ready.

    Attributes:
        case: the attached one, where it may be opened now. is_closed: there is one, but it may not.
        deciding: provisions that decided it. blocks: the case, and what answered before. further:
            what else every source found.
    """

    case: Case | None
    is_closed: bool
    deciding: tuple[Deciding, ...]
    blocks: tuple[Block, ...]
    further: tuple[Block, ...]


def prepared(looking: Looking, question: Question) -> Prepared:
    """The prepared answer to a question."""
    found = blocks(looking)
    near, far = (
        tuple(each for each in found if (each.key in FURTHER) is is_far) for is_far in (False, True)
    )
    deciding = () if looking.case is None else tuple(_deciding(looking.case, looking.language))
    return Prepared(
        looking.case,
        question.case_id is not None and looking.case is None,
        deciding,
        near,
        far,
    )


def text_of(wording: Asked) -> str:
    """All words of a question, as they are looked for."""
    return f"{wording.subject}. {wording.text}"


def _deciding(case: Case, language: Language) -> Iterator[Deciding]:
    """The provisions that the answer to a case rests on, in the order in which it names them."""
    known = summaries()
    report = tell(answered(latest(case)).made, language)
    for text, day in list(dict(_cited(report)).items())[:MOST_DECIDING]:
        try:
            summary = known.get(Citation.parse(text))
        except ValueError:
            summary = None
        yield Deciding(text, "" if summary is None else summary.in_language(language), day)


def _cited(report: Report) -> Iterator[tuple[str, Day]]:
    for section in report.sections:
        if section.key not in _NOT_DECIDING:
            for line in section.lines:
                yield from line.cited
            if section.table is not None:
                yield from section.table.cited
