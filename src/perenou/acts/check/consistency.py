"""The document against itself and its case: annexes, leftovers, names, days and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.amounts import unknown_sums
from perenou.acts.check.checklist import checklist
from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import NAME, Act, Place
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.read_dates import days_in

_NAMED_ANNEX: Final = re.compile(
    r"\blisa(?:s|ga|le|st|ks|na|ni)?\s+(?:nr\.?\s*)?(?P<number>\d{1,2})\b(?!\s*(?:eurot|päeva|kuud|last|\.\s*\w+\s+\d{4}))",
    re.IGNORECASE,
)
_LIST: Final = re.compile(r"^\s*lisad?\s*:", re.IGNORECASE)
_LISTED: Final = re.compile(
    r"(?:^|[;,:]\s*|\n)\s*(?:lisa\s*)?(?P<number>\d{1,2})\s*[.):–-]?\s", re.IGNORECASE
)
_CHILD: Final = re.compile(
    rf"\b(?:[Ll]ap(?:s|se|sele|sed|si|sega|selt|sest)|last|laste|lastele|poja|pojale|tütre|tütrele)\s*[:(]?\s*(?P<name>{NAME.pattern})"
)
_BORN: Final = re.compile(
    r"(?<!eeldatav )\bsün(?:di(?:nud|s)|nikuupäev|niaeg|nipäev|d)\b\.?:?", re.IGNORECASE
)
_STARTS: Final = re.compile(r"\balates\b", re.IGNORECASE)
_RATES: Final = "AA-051"


def annexes(act: Act) -> Iterator[Hit]:
    """AA-170: what is named is attached, what is attached is named."""
    listing = [p for p in act.paragraphs if p.part is Part.ANNEXES or _LIST.match(p.text)]
    numbers = {each.number for each in listing}
    attached = {
        int(found["number"])
        for each in listing
        for found in (*_LISTED.finditer(each.text), *_NAMED_ANNEX.finditer(each.text))
    }
    named: dict[int, Place] = {}
    for each in act.paragraphs:
        if each.number not in numbers:
            for found in _NAMED_ANNEX.finditer(each.text):
                named.setdefault(int(found["number"]), Place(each.number, *found.span()))
    for number, place in named.items():
        if number not in attached:
            yield Hit(place, "annex_missing", (("number", number),))
    is_numbered = attached and listing
    for number in sorted(attached - named.keys()) if is_numbered else ():
        yield Hit(None, "annex_unnamed", (("number", number),))


def same_as_case(act: Act) -> Iterator[Hit]:
    """AA-172: names, days of birth, first days and sums equal those of the case."""
    case = act.case
    if case is None:
        return
    if case.names and act.addressee and not case.knows(act.addressee):
        place = next(place for place, name in act.persons() if name == act.addressee)
        yield Hit(place, "not_in_case")
    for each in act.paragraphs:
        for found in _CHILD.finditer(each.text):
            if case.names and not case.knows(found["name"]):
                yield Hit(Place(each.number, *found.span("name")), "not_in_case")
        for day in days_in(each.text):
            before = each.text[max(0, day.start - 30) : day.start]
            born = list(_BORN.finditer(before))
            if born and not days_in(before[born[-1].end() :]) and case.births:
                if day.day not in case.births:
                    yield Hit(Place(each.number, day.start, day.end), "not_in_case")
    if case.whole and case.starts and act.kind in (Kind.GRANT, Kind.PARTIAL_GRANT):
        for sentence in act.operative:
            started = _STARTS.search(sentence.text)
            found_days = days_in(sentence.text[started.end() :]) if started else []
            if started and found_days and found_days[0].day not in case.starts:
                at = sentence.place.start + started.end()
                first = found_days[0]
                place = Place(sentence.place.paragraph, at + first.start, at + first.end)
                yield Hit(place, "not_in_case")
    if not act.is_of(checklist()[_RATES].applies_to):
        yield from unknown_sums(act)


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-170": annexes,
    "AA-172": same_as_case,
}
