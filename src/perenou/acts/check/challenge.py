"""Decisions on challenges: everything answered, in time, by somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import NAME, Act
from perenou.acts.document import Part
from perenou.language.read_dates import days_in

_LAWFUL: Final = re.compile(r"\bõigus(?:pära\w*|vasta\w*)", re.IGNORECASE)
_EXPEDIENT: Final = re.compile(r"\botstarbe\w*", re.IGNORECASE)
_OUTCOME: Final = re.compile(
    r"\brahulda(?:n|me|b|da|takse)\b|\brahuldamata\b|\bkehtetuks\b|\btühista\w*", re.IGNORECASE
)
_CHALLENGE: Final = re.compile(r"\bvaie\b|\bvaide\w*", re.IGNORECASE)
_RECEIVED: Final = re.compile(
    r"\besita(?:site|tud|s)\b|\blaeku\w*|\bsaabu\w*|\bsaime\b", re.IGNORECASE
)
_RETURN_GROUND: Final = re.compile(
    r"\bvaideõigus\w*|\btähta(?:eg|ja)\w*|\bhiline\w*|\bpuudus\w*|\bei\s+(?:ole|olnud)\b.{0,60}\bõigus\w*"
    r"|\bkohtu\w*\s+menetluses|\bkohtule\b.{0,40}\besitatud",
    re.IGNORECASE,
)
_DAYS: Final = 7
_MADE_BY: Final = re.compile(
    rf"\b(?:otsuse|akti|ettekirjutuse)\s+(?:teg(?:i|ija|ijaks)|koosta(?:s|ja)|allkirjasta(?:s|ja)|and(?:is|ja))\b.{{0,60}}?(?P<name>{NAME.pattern})"
    rf"|(?P<first>{NAME.pattern})\b.{{0,40}}\b(?:tegi|koostas|allkirjastas|tehtud|koostatud|allkirjastatud)\b.{{0,40}}\b(?:otsus\w*|akt\w*|ettekirjutus\w*)",
)
_SAME_STEM: Final = 2


def everything_answered(act: Act) -> Iterator[Hit]:
    """AA-110: lawfulness, expediency and an outcome."""
    told = " ".join(each.text for each in act.running if each.part is not Part.CONTEST)
    if not _LAWFUL.search(told):
        yield Hit(detail="no_lawfulness")
    if not _EXPEDIENT.search(told):
        yield Hit(detail="no_expediency")
    if not _OUTCOME.search(act.operative_text):
        yield Hit(detail="no_outcome")


def returned_in_time(act: Act) -> Iterator[Hit]:
    """AA-111: within seven days, with the ground."""
    told = [each for each in act.running if each.part is not Part.CONTEST]
    if not any(_RETURN_GROUND.search(each.text) for each in told):
        yield Hit(detail="no_return_ground")
    if act.day is None:
        return
    for sentence in told:
        if _CHALLENGE.search(sentence.text) and _RECEIVED.search(sentence.text):
            days = [each.day for each in days_in(sentence.text) if each.day <= act.day]
            if days and act.day > max(days) + _DAYS:
                yield Hit(sentence.place, "returned_late")
            return


def same_official(act: Act) -> Iterator[Hit]:
    """AA-112: whoever made the contested act signs alone."""
    signed = set(act.signatories)
    for sentence in act.running:
        if sentence.part is Part.SIGNATURE:
            continue
        for found in _MADE_BY.finditer(sentence.text):
            name = found["name"] or found["first"]
            if len(signed) == 1 and any(_is_same(name, each) for each in signed):
                yield Hit(sentence.place)


def _is_same(one: str, other: str) -> bool:
    return len(one.split()) == len(other.split()) and all(
        a[: max(_SAME_STEM, len(b) - _SAME_STEM)] == b[: max(_SAME_STEM, len(b) - _SAME_STEM)]
        for a, b in zip(one.split(), other.split(), strict=True)
    )


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-110": everything_answered,
    "AA-111": returned_in_time,
    "AA-112": same_official,
}
