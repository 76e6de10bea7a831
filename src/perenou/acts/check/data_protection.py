"""Personal data that a document does not need or must not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit, Severity
from perenou.acts.check.view import Act
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.personal.patterns import ESTONIAN_ACCOUNT, PERSONAL_CODE
from perenou.language.read_amounts import amounts_in

_HEALTH: Final = re.compile(
    r"\bdiagnoos\w*|\bRHK\b|\b[A-TV-Z]\d{2}\.\d\b|\bpsüühikahäi\w*|\bdepressioon\w*|\balkoholism\w*|\bsõltuvushäi\w*",
    re.IGNORECASE,
)
_OURS: Final = re.compile(
    r"\bSotsiaalkindlustusamet\w*|\bRahandusministeerium\w*|\bviitenumb\w*|\bsaaja\s*:",
    re.IGNORECASE,
)
_PAYEE: Final = re.compile(r"\bRahandusministeerium\w*|\bviitenumb\w*|\bsaaja\s*:", re.IGNORECASE)
"""What lines above an account say where it is the agency's."""

_STREET: Final = re.compile(
    r"\b[A-ZÕÄÖÜ][\wõäöü-]+\s+(?:tn|tänav\w*|mnt|maantee\w*|pst|puiestee\w*|tee|põik)\s*\d+"
    r"|\b(?:elab|elukoht\w*|aadress\w*)\b.{0,40}\b[A-ZÕÄÖÜ][\wõäöü-]+\s+\d+(?:-\d+)?\b",
)
_OFFICE: Final = re.compile(
    r"\bSotsiaalkindlustusamet\w*|\bEndla\s+8\b|\bPaldiski\s+mnt\s+80\b|\bkohtu\w*\b", re.IGNORECASE
)
_INCOME: Final = re.compile(
    r"\b(?:sissetulek\w*|töötasu\w*|palk\w*|palga\w*|teenis\w*)\b", re.IGNORECASE
)
_NEW_FAMILY: Final = re.compile(
    r"\b(?:uu(?:s|e)\s+(?:abikaasa\w*|elukaasla\w*|pere\w*)|elukaasla(?:ne|se|sega|sele)|uuesti\s+abiellu\w*)\b",
    re.IGNORECASE,
)
_LOGGED: Final = re.compile(
    r"\b(?:koostatud|tehtud|koostas|kasutati|abil)\b.{0,60}\b(?:Perenõu\w*|tarkvara\w*|abiprogramm\w*|tehisintellek\w*)"
    r"|\b(?:Perenõu\w*|tarkvara\w*|abiprogramm\w*|tehisintellek\w*)\b.{0,60}\b(?:koosta\w*|tehtud|abil|põhjal)",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(
    r"\bredaktsioon\w*|\bRT\s+I\b|\bõigus\w*\s+seisuga|\bversioon\w*|\bkviitung\w*|\blogi\w*",
    re.IGNORECASE,
)


def needless_data(act: Act) -> Iterator[Hit]:
    """AA-122: codes of others, whole account numbers, health."""
    own = next((found[0] for p in act.head for found in PERSONAL_CODE.finditer(p.text)), None)
    for place in act.matches(PERSONAL_CODE):
        if act.excerpt(place) != own:
            yield Hit(place, "personal_code")
    for each in act.paragraphs:
        above = "\n".join(p.text for p in act.paragraphs[max(0, each.number - 4) : each.number - 1])
        for found in ESTONIAN_ACCOUNT.finditer(each.text):
            if not _OURS.search(each.text) and not _PAYEE.search(above):
                place = next(p for p in act.matches(ESTONIAN_ACCOUNT) if act.excerpt(p) == found[0])
                yield Hit(place, "whole_account")
    yield from (Hit(place, "health") for place in act.matches(_HEALTH))


def private_life(act: Act) -> Iterator[Hit]:
    """AA-123: address, account, income or new family of the other parent."""
    apart = (Part.HEADER, Part.ADDRESSEE, Part.CONTEST, Part.SIGNATURE)
    heads = {p.number for p in act.head}
    for sentence in act.sentences:
        if sentence.part in apart or sentence.place.paragraph in heads:
            continue
        text = sentence.text
        if _OFFICE.search(text):
            continue
        if _STREET.search(text):
            yield Hit(sentence.place, "address")
        elif ESTONIAN_ACCOUNT.search(text) and not _OURS.search(text):
            yield Hit(sentence.place, "whole_account")
        elif _INCOME.search(text) and any(amounts_in(text)):
            yield Hit(sentence.place, "income")
        elif _NEW_FAMILY.search(text):
            severity = None if act.kind is Kind.OTHER_PARENT_NOTICE else Severity.MAJOR
            yield Hit(sentence.place, "new_family", severity=severity)


def logged(act: Act) -> Iterator[Hit]:
    """AA-124: a document that names a tool names the wording of the law that it used, too."""
    place = next(act.matches(_LOGGED), None)
    if place is not None and not act.says(_VERSION):
        yield Hit(place)


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-122": needless_data,
    "AA-123": private_life,
    "AA-124": logged,
}
