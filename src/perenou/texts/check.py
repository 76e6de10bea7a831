"""A text checked: its facts against the law, its wording against the rules of plain language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from perenou.acts.check.finding import Finding
from perenou.acts.check.read_act import act_text
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.read.document import ReadDocument
from perenou.acts.read.read import read
from perenou.language.grammar import Language
from perenou.language.read_dates import days_in
from perenou.language.which import language_of
from perenou.rules.types import Day
from perenou.texts.clarity import Rules, clarity_findings, left_out
from perenou.texts.facts import fact_findings
from perenou.texts.uncompared import Uncompared, uncompared

_UPDATED: Final = re.compile(
    r"\b(?:uuendatud|muudetud|ajakohastatud|seisuga|updated|modified|as of"
    r"|обновлен[оа]?|изменен[оа]?|по состоянию на)\b",
    re.IGNORECASE,
)
_LONGEST_MARK: Final = 60
"""Characters of a line that says when a page was changed, and nothing else."""


@dataclass(frozen=True)
class CheckedText:
    """A text and what was found in it.

    Attributes:
        language: that it is in. written: its day, where it tells one. findings: by severity, then
            in the order of the text. left_out: how many rules were not looked for, as no dictionary
            is installed. uncompared: sentences whose figures were compared with nothing.
    """

    act: Act
    language: Language
    written: Day | None
    findings: tuple[Finding, ...]
    left_out: int = 0
    uncompared: tuple[Uncompared, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """How to check.

    Attributes:
        today: the day whose law counts. language: of the findings. written: the day of the text;
            None: as it tells itself. rules: of plain language; None: facts alone.
    """

    today: Day
    language: Language = "et"
    written: Day | None = None
    rules: Rules | None = None


def check_file(content: bytes, name: str, wanted: Wanted) -> tuple[CheckedText, ReadDocument]:
    """Check the content of a file.

    Raises:
        RefusedDocumentError: it is not read, with the reason.
        MissingLibraryError: the library that reads it is not installed.
    """
    document = read(content, name)
    if wanted.written is None and document.format == "mail" and document.metadata.created:
        sent = date.fromisoformat(document.metadata.created).toordinal()
        wanted = replace(wanted, written=sent)
    return check_text(act_text(document, content), wanted), document


def check_text(source: ActText, wanted: Wanted) -> CheckedText:
    """Check a text that was read."""
    itself = Act(source)
    written = wanted.written or itself.day or _updated(itself)
    act = Act(replace(source, day=wanted.today))
    language = language_of(act.text)
    facts = tuple(fact_findings(act, written, wanted.today, wanted.language))
    left = tuple(uncompared(act, facts, wanted.today))
    found = list(facts)
    if wanted.rules is not None:
        found += clarity_findings(act, language, wanted.rules, wanted.language)
    missing = 0 if wanted.rules is None else left_out(language, wanted.rules)
    return CheckedText(act, language, written, tuple(_in_order(found)), missing, left)


def _updated(act: Act) -> Day | None:
    """The day on which a page says that it was last changed."""
    for each in act.paragraphs:
        if len(each.text) <= _LONGEST_MARK and _UPDATED.search(each.text):
            for found in days_in(each.text):
                return found.day
    return None


def _in_order(found: Sequence[Finding]) -> list[Finding]:
    def place(each: Finding) -> tuple[int, int, int]:
        if each.place is None:
            return each.severity.rank, 0, 0
        return each.severity.rank, each.place.paragraph, each.place.start

    return sorted(dict.fromkeys(found), key=place)
