"""Who decides, about whom, when and under which number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit, Severity
from perenou.acts.check.view import Act
from perenou.acts.document import Part
from perenou.acts.kinds import Kind

_PLACEHOLDER: Final = re.compile(
    r"\[(?:nimi|aadress|adressaat|ees-?\s*ja\s*perekonnanimi)[^\]]*\]|\bX{3,}\b|\{\{[^}]*\}\}"
    r"|<(?:nimi|aadress)[^>]*>|\bN\.?\s?N\.(?!\w)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"\w+\s*(?:tn|tänav|mnt|maantee|pst|puiestee|tee|põik|küla|alevik|allee)\b|\b\d{5}\s+[A-ZÕÄÖÜ]\w"
    r"|\b[A-ZÕÄÖÜ]\w+\s+\d{1,3}(?:[a-z])?(?:-\d{1,3})?\b(?!\.)"
)
_SIGNED_BY_DATE: Final = re.compile(
    r"(?:kuupäev|aeg)\w*\s+(?:on\s+)?(?:digi\w*\s+)?(?:allkirja|digiallkirja|templi|templis)"
    r"|\(?allkirjastatud\s+digitaalselt|digi(?:taal)?(?:allkir|temp)\w+|allkirja\s+kuupäev",
    re.IGNORECASE,
)
_KIND_WORD: Final = re.compile(
    r"otsus|ettekirjutus|korraldus|keeldumi|vaide\s+tagasta|parandus", re.IGNORECASE
)
_REFERENCE: Final = re.compile(
    r"\b\d{1,2}(?:\.\d{1,3})?(?:-\d{1,3})+/\d+(?:-\d+)?|\bnr\.?\s*[\w.-]*\d[\w./-]*", re.IGNORECASE
)


def addressee(act: Act) -> Iterator[Hit]:
    """AA-002: a name that is no placeholder, and in an injunction the address."""
    placeholders = list(act.matches(_PLACEHOLDER))
    yield from (Hit(place) for place in placeholders)
    if act.addressee is None and not placeholders:
        yield Hit(detail="no_addressee")
    elif act.kind is Kind.RECOVERY_INJUNCTION and not any(
        _ADDRESS.search(each.text)
        for each in act.head
        if each is not act.title and each.part is not Part.ACCESS
    ):
        yield Hit(detail="no_address")


def time_of_issue(act: Act) -> Iterator[Hit]:
    """AA-003: a day in the head, or the words that the signature gives it."""
    if act.day is None and not act.says(_SIGNED_BY_DATE):
        yield Hit()


def kind_and_number(act: Act) -> Iterator[Hit]:
    """AA-004: the title names the kind; a reference number stands in the head."""
    top = [*act.paragraphs[:20], act.title]
    if not any(_KIND_WORD.search(each.text) for each in top):
        yield Hit(detail="no_kind_word")
    if not any(_REFERENCE.search(each.text) for each in top if each.cell is None):
        yield Hit(detail="no_number")


def conflict_of_interest(act: Act) -> Iterator[Hit]:
    """AA-005: whoever signs bears the addressee's surname; a question, not a reproach."""
    if act.addressee is None:
        return
    surname = act.addressee.split()[-1]
    if any(each.split()[-1] == surname for each in act.signatories):
        yield Hit(detail="same_surname", slots=(("name", surname),), severity=Severity.MINOR)


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-002": addressee,
    "AA-003": time_of_issue,
    "AA-004": kind_and_number,
    "AA-005": conflict_of_interest,
}
