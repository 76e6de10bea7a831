"""Dates in one style, and abbreviations explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act, Place
from perenou.acts.document import Part
from perenou.language.read_dates import days_in

_FULL: Final = {
    "PHS": "perehüvitiste seadus",
    "SÜS": "sotsiaalseadustiku üldosa seadus",
    "HMS": "haldusmenetluse seadus",
    "HKMS": "halduskohtumenetluse seadustik",
    "TMS": "täitemenetluse seadustik",
    "SKA": "sotsiaalkindlustusamet",
    "EMP": "euroopa majanduspiirkon",
    "EHIS": "hariduse infosüsteem",
    "RINA": "andmevahetus",
    "SKAIS": "infosüsteem",
}
"""By abbreviation: how the full form begins."""

_NEAR: Final = 90
_APART: Final = (Part.ACCESS, Part.SIGNATURE, Part.HEADER, Part.ADDRESSEE)


def one_style(act: Act) -> Iterator[Hit]:
    """AA-160: days with the month in words, or all in figures."""
    heads = {each.number for each in act.head}
    told = [
        (sentence, found)
        for sentence in act.running
        if sentence.part not in _APART and sentence.place.paragraph not in heads
        for found in days_in(sentence.text)
    ]
    if len({found.in_words for _, found in told}) < 2:
        return
    words = sum(found.in_words for _, found in told)
    rare = words * 2 < len(told)
    sentence, found = next(each for each in told if each[1].in_words is rare)
    start = sentence.place.start
    place = Place(sentence.place.paragraph, start + found.start, start + found.end)
    yield Hit(place, "two_styles")


def explained(act: Act) -> Iterator[Hit]:
    """AA-163: the full form beside the first use."""
    body = [each for each in act.paragraphs if each.part not in _APART]
    for short, full in _FULL.items():
        pattern = re.compile(rf"(?<![\w.]){short}(?:-?\w{{1,3}})?(?!\w)")
        for each in body:
            found = pattern.search(each.text)
            if found is None:
                continue
            offset = sum(len(p.text) + 1 for p in act.paragraphs[: each.number - 1])
            around = act.text[max(0, offset + found.start() - _NEAR) : offset + found.end() + _NEAR]
            told = " ".join(around.lower().split())
            if full not in told:
                yield Hit(Place(each.number, *found.span()))
            break


DETECTORS: Final[Mapping[str, Detector]] = {"AA-160": one_style, "AA-163": explained}
