"""Decisions that a machine made, or helped to make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act
from perenou.acts.kinds import LETTERS
from perenou.language.read_dates import terms_in

_MACHINE: Final = re.compile(
    r"\b(?:otsus\w*|akt\w*|ettekirjutus\w*)\b.{0,60}\b(?:automaatselt|infosüsteem\w*|automaatse\w*|masin\w*|tehisintellek\w*)"
    r"|\b(?:automaatselt|automaatne|infosüsteem\w*\s+(?:tegi|koostas))\b.{0,60}\b(?:otsus\w*|tehtud|koostatud)",
    re.IGNORECASE,
)
_HUMAN: Final = re.compile(
    r"\b(?:ametnik\w*|menetleja\w*|töötaja\w*|spetsialist\w*|inimes\w*)\b.{0,80}\b(?:kontrolli\w*|kinnita\w*|üle\s+vaa\w*|pöördu\w*|poole|vaata\w*|räägi\w*)"
    r"|\b(?:kontrolli\w*|kinnita\w*|pöördu\w*|vaata\w*)\b.{0,80}\b(?:ametnik\w*|menetleja\w*|töötaja\w*|spetsialist\w*|inimes\w*)",
    re.IGNORECASE,
)
_BY_ITSELF: Final = re.compile(
    r"\b(?:automaatselt|taotluseta|ilma\s+taotluseta|taotlust\s+esitamata|omal\s+algatusel)\b.{0,80}\bmäära\w*"
    r"|\bmäära\w*\b.{0,80}\b(?:automaatselt|taotluseta|ilma\s+taotluseta|taotlust\s+esitamata)",
    re.IGNORECASE,
)
_CHOICE: Final = re.compile(r"\bloobu\w*|\bteine\s+vanem\b|\bteise\s+vanema\w*", re.IGNORECASE)
_DECISION: Final = re.compile(r"\b(?:OTSUS|Otsus)\b")
_DAYS: Final = 14


def confirmed(act: Act) -> Iterator[Hit]:
    """AA-130: a named person confirms it, or can be reached."""
    place = next(act.matches(_MACHINE), None)
    if place is not None and not act.says(_HUMAN):
        yield Hit(place)


def measure(act: Act) -> Iterator[Hit]:
    """AA-131: a grant without an application comes as a notice with 14 days to choose."""
    told = next((each for each in act.running if _BY_ITSELF.search(each.text)), None)
    if told is None:
        return
    if act.kind not in LETTERS and _DECISION.search(act.title.text):
        yield Hit(told.place, "measure_as_decision")
    if not any(each.unit == "day" and each.count == _DAYS for each in terms_in(act.text)):
        yield Hit(told.place, "no_fourteen_days")
    elif not act.says(_CHOICE):
        yield Hit(told.place, "no_choice")


DETECTORS: Final[Mapping[str, Detector]] = {"AA-130": confirmed, "AA-131": measure}
