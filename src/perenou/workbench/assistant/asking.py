"""Asking the model that the installation has named: what it proposes, with what is known here."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from django.conf import settings

from perenou.api.of_law import find
from perenou.api.operation import Place
from perenou.api.questions import Find
from perenou.api.reports import report_text
from perenou.assistant.case_from_text import case_from_text
from perenou.assistant.endpoint import Endpoint
from perenou.assistant.masking import Masked, UnsafeTextError, masked
from perenou.assistant.proposal import Proposal
from perenou.assistant.wording import MOST_TEXT, answer_wording, asked_about, clearer
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.casework.case_file.fields import known
from perenou.casework.report import Line, Section
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.language.grammar import Language
from perenou.rules.explain import walk
from perenou.rules.types import Day
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import latest, solved

_PROOF: Final = frozenset({"receipt", "sources"})

_MONEY: Final = "Cents"

MOST_HITS: Final = 3
"""So many places of the law are given with a question that is about no case."""


def endpoint() -> Endpoint | None:
    """The model of this installation; None: there is none."""
    told = settings.CONFIGURATION.model
    return None if told is None else _endpoint(told.address, told.name, told.key, told.seconds)


def proposed_case(model: Endpoint, text: str, language: Language) -> Proposal:
    """A draft of a case file from a letter."""
    return case_from_text(model, text[:MOST_TEXT], language)


def proposed_sentence(model: Endpoint, text: str) -> Proposal:
    """The same said more clearly."""
    return clearer(model, text[:MOST_TEXT])


def proposed_answer(
    model: Endpoint, question: str, case: Case | None, day: Day, language: Language
) -> Proposal:
    """The wording of an answer from what a case's answer says, or else from what the law says."""
    computed, names, births = _given(question, case, day, language)
    told = question[:MOST_TEXT]
    return answer_wording(model, told, computed, day, names, births, language)


def would_send(
    way: str, text: str, case: Case | None, day: Day, language: Language
) -> Masked | None:
    """What would leave for a proposal, masked; None: it cannot be made safe."""
    told, names, births = text[:MOST_TEXT], list[str](), set[Day]()
    if way == "answer":
        computed, names, births = _given(text, case, day, language)
        told = asked_about(told, computed)
    try:
        return masked(told, names, births)
    except UnsafeTextError:
        return None


def _given(
    question: str, case: Case | None, day: Day, language: Language
) -> tuple[str, list[str], set[Day]]:
    """What was computed, who is concerned, and when they were born."""
    if case is None:
        return _law(question, language), [], set()
    answer = solved(latest(case), day)
    people = [*answer.case.people.values(), *answer.case.children.values()]
    names = [name for each in people if (name := known(each.name))]
    births = {birth.first for each in people if (birth := known(each.birth))}
    return _computed(answer, language), names, births


def _computed(answer: Solved, language: Language) -> str:
    """What a case's answer says, without what only proves it, and what each payment rests on."""
    report = tell(answer.determination, language)
    sections = [_without_totals(each) for each in report.sections if each.key not in _PROOF]
    # What somebody called the case is nothing computed, and may name anybody.
    told = report_text(replace(report, title="", sections=tuple(sections)))
    labels = {key: called.in_language(language) for key, called in BENEFITS.items()}
    bases = [
        f"{labels[key]}: {'; '.join(provisions)}"
        for key in dict.fromkeys(each.benefit for each in answer.determination.payments)
        if key in labels and (provisions := _provisions(answer, key))
    ]
    return "\n".join([told, *bases])


def _without_totals(section: Section) -> Section:
    """A section whose table is lines, so that a row holds what is paid for a month and no total."""
    if section.table is None or section.key != "payments":
        return replace(section, table=None)
    rows = (Line(" | ".join(filter(None, row[:-1]))) for row in section.table.rows)
    return replace(section, lines=(*section.lines, *rows), table=None)


def _provisions(answer: Solved, benefit: str) -> list[str]:
    """What the sums of one benefit rest on; on what the right rests is told with the right."""
    payments = [each for each in answer.determination.payments if each.benefit == benefit]
    reasons = walk(answer.reason(each) for each in payments)
    return sorted(
        {str(each.citation) for each in reasons if each.citation and each.gives == _MONEY}
    )


@lru_cache(maxsize=1)
def _endpoint(address: str, name: str, key: str, seconds: float) -> Endpoint:
    """The same each time, so that its circuit remembers how it fared."""
    return Endpoint(address, name, key, seconds)


def _law(question: str, language: Language) -> str:
    found = find(
        Find(question=question[:1000], day=None, most=MOST_HITS, language=language), Place()
    )
    hits = found["found"]
    assert isinstance(hits, list)
    return "\n".join(
        f"{each['title']} ({each['place']}): {each['text']}"
        for each in hits if isinstance(each, dict)
    )  # fmt: skip
