"""Changing, revoking, suspending and ending: which act, from when, and which of these it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.read_dates import days_in, months_in

_EARLIER: Final = re.compile(r"\b(?:otsus\w*|haldusakt\w*|ettekirjutus\w*)", re.IGNORECASE)
_NEAR: Final = 20
"""Characters between an act that is named and its day."""

_NUMBER: Final = re.compile(
    r"\bnr\.?\s*\S*\d|\b\d{1,2}(?:\.\d{1,3})?(?:-\d{1,3})+/\d+", re.IGNORECASE
)
_EFFECT: Final = re.compile(
    r"\balates\b|\btagasiulatuval?t\b|\bedasiulatuvalt\b|\bkuust\b|\bst\s+\d{4}\b|\bkehti\w*\s+kuni\b",
    re.IGNORECASE,
)
_BACKWARDS: Final = re.compile(r"\btagasiulatuva?l?t?\b", re.IGNORECASE)
_TRUST: Final = re.compile(r"\busaldus\w*|HMS\s*§\s*67", re.IGNORECASE)
_OLD_AND_NEW: Final = re.compile(
    r"\basemel\b|\bekslikult\b.{0,120}\bõige\b|\bõige\s+(?:on|kuupäev|summa|nimi|number|kirjapilt)\b|\basendame\b|„[^“”]+[“”].*„",
    re.IGNORECASE,
)
_SUBSTANCE: Final = re.compile(
    r"\b(?:määrame|määran|keeldume|keeldun|lõpetame|lõpetan|peatame|peatan|nõuame|kohustame|vähendame|suurendame"
    r"|tunnistame|tunnistan)\b",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(
    r"\bpeata(?:da|n|me|b|kse)\b\s+(?:ja|ning)\s+lõpeta\w*|\blõpeta(?:da|n|me|b|kse)\b\s+(?:ja|ning)\s+peata\w*",
    re.IGNORECASE,
)
_RESUMES: Final = re.compile(
    r"\bjätka\w*|\btaasta\w*|\buuesti\b|\bpeatamise\s+(?:põhjus|alus)\w*.{0,60}\b(?:ära\s+lange|lõppe|kõrvalda)",
    re.IGNORECASE,
)
_ENDED_WORD: Final = re.compile(r"\blõpeta(?:n|me|b|da)\b", re.IGNORECASE)
_PAUSED_WORD: Final = re.compile(r"\bpeata(?:n|me|b|da)\b", re.IGNORECASE)


def earlier_act(act: Act) -> Iterator[Hit]:
    """AA-100: the act concerned by day or number, and the effect in time with its ground."""
    told = [
        each
        for each in act.running
        if each.part not in (Part.CONTEST, Part.SIGNATURE) and _EARLIER.search(each.text)
    ]
    if not any(_NUMBER.search(each.text) or _is_dated(each.text) for each in told):
        yield Hit(detail="no_earlier_act")
    text = act.operative_text
    if not (_EFFECT.search(text) or days_in(text) or months_in(text)):
        yield Hit(act.operative[0].place if act.operative else None, "no_effect")
    if act.kind is Kind.REVOCATION and _BACKWARDS.search(text):
        sections = {
            each.section
            for _, mention in act.mentions
            for each in mention.references
            if each.name == "HMS"
        }
        if not sections & {"65", "66"}:
            yield Hit(act.operative[0].place, "no_ground_backwards")


def _is_dated(text: str) -> bool:
    """Whether a day belongs to an act that is named: before it, or soon after it."""
    acts = list(_EARLIER.finditer(text))
    return any(
        0 <= found.start() - day.end <= _NEAR
        or (
            0 <= day.start - found.end() <= 2 * _NEAR
            and "alates" not in text[found.end() : day.start]
        )
        for day in days_in(text)
        for found in acts
    )


def trust(act: Act) -> Iterator[Hit]:
    """AA-101: trust was looked at."""
    if not any(_TRUST.search(each.text) for each in act.running if each.part is not Part.CONTEST):
        yield Hit()


def slip(act: Act) -> Iterator[Hit]:
    """AA-102: old and new text, and no decision on the substance."""
    if not act.says(_OLD_AND_NEW):
        yield Hit(detail="no_old_and_new")
    for sentence in act.running:
        if sentence.part is not Part.CONTEST and _SUBSTANCE.search(sentence.text):
            yield Hit(sentence.place, "substance")


def suspended_or_ended(act: Act) -> Iterator[Hit]:
    """AA-103: one of both, and when a suspended payment goes on."""
    for sentence in act.operative:
        found = _BOTH.search(sentence.text)
        other = _ENDED_WORD if act.kind is Kind.SUSPENSION else _PAUSED_WORD
        wrong = act.kind in (Kind.SUSPENSION, Kind.TERMINATION) and other.search(sentence.text)
        if found or wrong:
            yield Hit(sentence.place, "both_verbs")
    if act.kind is Kind.SUSPENSION and not any(
        _RESUMES.search(each.text) for each in act.running if each.part is not Part.CONTEST
    ):
        yield Hit(detail="no_resumption")


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-100": earlier_act,
    "AA-101": trust,
    "AA-102": slip,
    "AA-103": suspended_or_ended,
}
