"""The mark of restricted access: there, complete, and for the right time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act

_MARK: Final = re.compile(r"(?<!\w)(?:AK|ASUTUSESISESEKS\s+KASUTAMISEKS)(?!\w)")
_SMALL_MARK: Final = re.compile(r"(?<!\w)asutusesiseseks\s+kasutamiseks(?!\w)", re.IGNORECASE)
_HOLDER: Final = re.compile(r"\bteabevaldaja\b|\bSotsiaalkindlustusamet\b", re.IGNORECASE)
_GROUND: Final = re.compile(
    r"\b(?:AvTS|avaliku\s+teabe\s+seadus\w*(?:\s+\(AvTS\))?)\s*§\s*35", re.IGNORECASE
)
_UNTIL: Final = re.compile(
    r"\b(?:kehtib\s+kuni|kehtivus\w*|lõpptähtpäev|piirang\w*\s+kuni|kuni)\b", re.IGNORECASE
)
_MARKED: Final = re.compile(
    r"\b(?:märge\s+tehtud|märke\s+tegemise|vormistatud|kantud)\b", re.IGNORECASE
)
_PERSONAL: Final = re.compile(
    r"§\s*35\s*lg\s*1\s*p\s*1[1-5]\b|§\s*35\s+lõi\w+\s+1\s+punkt\w*\s+1[1-5]\b"
)
_YEARS: Final = 75
_NEAR: Final = 6
"""Paragraphs after the mark in which its fields stand."""


def marked(act: Act) -> Iterator[Hit]:
    """AA-120: the mark in capitals with holder, ground, end and day."""
    at = next((i for i, p in enumerate(act.paragraphs) if _MARK.search(p.text)), None)
    if at is None:
        small = next(act.matches(_SMALL_MARK), None)
        yield Hit(small, "mark_not_in_capitals") if small else Hit()
        return
    block = "\n".join(each.text for each in act.paragraphs[at : at + _NEAR])
    missing = [
        key
        for key, words in (
            ("no_holder", _HOLDER), ("no_mark_ground", _GROUND),
            ("no_mark_end", _UNTIL), ("no_mark_day", _MARKED),
        )
        if not words.search(block)
    ]  # fmt: skip
    yield from (Hit(detail=key) for key in missing)


def ends_rightly(act: Act) -> Iterator[Hit]:
    """AA-121: 75 years after the document was made, for personal data."""
    if act.day is None or not act.says(_PERSONAL):
        return
    made = date.fromordinal(act.day)
    for place, found in act.days:
        text = act.paragraphs[place.paragraph - 1].text
        before = text[max(0, place.start - 40) : place.start]
        ends = date.fromordinal(found.day)
        is_mark = _UNTIL.search(before) and ends.year > made.year + 1
        near = [
            each.text for each in act.paragraphs[max(0, place.paragraph - _NEAR) : place.paragraph]
        ]
        if not is_mark or not any(_MARK.search(each) or _GROUND.search(each) for each in near):
            continue
        # The day before or of the same date: both ways of counting are in use.
        wanted = made.year + _YEARS
        if ends.year != wanted or abs((ends - _moved(made, wanted)).days) > 1:
            yield Hit(place, "mark_end", (("day", _moved(made, wanted).toordinal()),))


def _moved(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


DETECTORS: Final[Mapping[str, Detector]] = {"AA-120": marked, "AA-121": ends_rightly}
