"""The provisions and facts that a decision rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.read_dates import days_in

_GENERAL: Final = frozenset({Kind.CHALLENGE_RETURN, Kind.CORRECTION, Kind.REVOCATION})
_SUBSTANCE: Final = frozenset({"PHS", "SÜS", "KVTS"})
_STATE: Final = (
    r"(?:Soome|Rootsi|Norra|Taani|Läti|Leedu|Poola|Saksamaa|Austria|Belgia|Hollandi|Holland|Madalmaa"
    r"|Prantsusmaa|Hispaania|Portugali|Itaalia|Kreeka|Küprose|Malta|Iirimaa|Luksemburgi|Šveitsi"
    r"|Islandi|Liechtensteini|Tšehhi|Slovakkia|Sloveenia|Ungari|Rumeenia|Bulgaaria|Horvaatia)"
    r"(?:s|l|st|lt|sse|le|ga|t)?"
)
_ABROAD: Final = re.compile(
    rf"\b{_STATE}\b[^;]{{0,80}}\b(?:tööta|töösuh|ela(?:b|te|site|vad|nud)|perehüvitis|lapsetoetus"
    rf"|pension|asutus)|\b(?:tööta\w*|ela(?:b|te|site|vad)|pensioni?)\b[^;]{{0,60}}\b{_STATE}\b"
)
_COORDINATED: Final = re.compile(r"883/2004")
_OUTSIDE: Final = re.compile(r"§\s*4\s*(?:lg|lõi[kg]e\w*)\.?\s*4\b|\bUkraina leping", re.IGNORECASE)
_PRIORITY: Final = re.compile(
    r"\bart(?:ikkel|ikli\w*)?\.?\s*6[78]\b|eesõigus|\besimesena\b|esmajärjekor|esmavastuta|teisejärguli|teisese(?:lt|na)?\s+riigi"
    r"|esmas(?:e|elt|eks)\b",
    re.IGNORECASE,
)
_APPLICATION: Final = re.compile(
    r"\b(?:taotlus|avaldus)\w*|\btaotle(?:site|si|te)\b", re.IGNORECASE
)


def legal_basis(act: Act) -> Iterator[Hit]:
    """AA-020: a section of the act that the decision rests on."""
    cited = [each for _, mention in act.mentions for each in mention.references if each.section]
    wanted = _SUBSTANCE | {"HMS"} if act.kind in _GENERAL else _SUBSTANCE
    if not any(each.name in wanted or each.union for each in cited):
        yield Hit()


def coordination(act: Act) -> Iterator[Hit]:
    """AA-024: who pays first, by which rule, where a family has ties to another state."""
    apart = (Part.HEADER, Part.ADDRESSEE, Part.CONTEST)
    tied = [
        sentence
        for sentence in act.running
        if sentence.part not in apart and _ABROAD.search(sentence.text)
    ]
    is_crossing = act.case is not None and act.case.is_cross_border
    if not tied and not is_crossing:
        return
    place = tied[0].place if tied else None
    if act.case is not None and is_crossing and not act.case.is_coordinated:
        # What decides then is the act's own rule on other states' benefits, or the agreement.
        if not act.says(_OUTSIDE):
            yield Hit(place, "no_agreement")
    elif not act.says(_COORDINATED):
        yield Hit(place)
    elif not act.says(_PRIORITY):
        yield Hit(place, "no_priority")


def application(act: Act) -> Iterator[Hit]:
    """AA-025: what was applied for, and when."""
    told = [
        each
        for each in act.running
        if _APPLICATION.search(each.text)
        and each.part not in (Part.CONTEST, Part.DUTIES, Part.OPERATIVE)
    ]
    if not told:
        yield Hit()
    elif not any(days_in(each.text) for each in told):
        yield Hit(told[0].place, "no_application_day")
    elif act.case is not None and act.case.received:
        days = {found.day for each in told for found in days_in(each.text)}
        if not days & act.case.received:
            yield Hit(told[0].place, "other_application_day")


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-020": legal_basis,
    "AA-024": coordination,
    "AA-025": application,
}
