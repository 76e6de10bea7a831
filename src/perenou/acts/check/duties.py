"""What a recipient must report, how, and what follows if not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act
from perenou.acts.document import Part

_REPORT: Final = re.compile(
    r"\b(?:teata(?:ge|ma|da|te)|teavita(?:ge|ma|da|te)|anda\s+teada|and(?:ke|ma|a)\b.{0,40}\bteada|kirjutage\b)",
    re.IGNORECASE,
)
_AT_ONCE: Final = re.compile(
    r"\bkohe\b|\bviivitama\w*|\bviivituseta\b|\bpäeva\s+jooksul", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"\btagasi\s*(?:maks\w*|nõu\w*|küsi\w*)|\btagasta\w*|\bpeata\w*|\btuleb\s+tagasi", re.IGNORECASE
)


def told_to_report(act: Act) -> Iterator[Hit]:
    """AA-060: a sentence that asks for news, and that it be given at once."""
    told = [e for e in act.running if e.part is not Part.CONTEST and _REPORT.search(e.text)]
    if not told:
        yield Hit()
        return
    numbers = {each.place.paragraph for each in told}
    near = [
        each.text
        for each in act.paragraphs
        if any(abs(each.number - number) <= 1 for number in numbers) or each.part is Part.DUTIES
    ]
    if not any(_AT_ONCE.search(text) for text in near):
        yield Hit(told[0].place, "not_at_once")


def consequence(act: Act) -> Iterator[Hit]:
    """AA-061: a sentence on paying back."""
    if not any(_AFTER.search(e.text) for e in act.running if e.part is not Part.CONTEST):
        yield Hit()


DETECTORS: Final[Mapping[str, Detector]] = {"AA-060": told_to_report, "AA-061": consequence}
