"""What two questions about the same thing tell differently: years, states, children, ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from perenou.language.near_words import with_numbers
from perenou.language.number_words import numbers_in

Aspect: TypeAlias = Literal["years", "states", "children", "ages"]

ASPECTS: Final[tuple[Aspect, ...]] = ("years", "states", "children", "ages")

_YEAR: Final = re.compile(r"(?<![\d.,-])(?:\d{1,2}\.\d{1,2}\.)?((?:19|20)\d{2})(?!\d|/|-\d{4})")
_AFTER: Final = re.compile(r"[\s-]*([^\W\d_]+)")
_CHILDREN: Final = re.compile(
    r"(?:last|lapse|lapsega|lapsele|lapsel|lapsest|lapseline|children|детей)\w*"
)
_CHILDREN_OF: Final = re.compile(r"\b([^\W\d_]+?)\s?-?lapseli\w*", re.IGNORECASE)
"""Kolmelapseline, 3-lapseline."""

_AGES: Final = re.compile(r"(?:aastas|aastan|eluaasta|years?$|лет$|летн)\w*")
_TURNS: Final = re.compile(r"\b(?:saab|sai|saanud|täitus|täitis|turns)\W+(?:\w+\W+){0,4}$")
_UNITS: Final = re.compile(
    r"(?:euro|päev|kuu|protsen|last|laps|tund|korda|nädal|eur|day|month|дн|мес)\w*"
)
_STATES: Final = {
    "soome": "fi", "helsing": "fi", "rootsi": "se", "stockholm": "se", "norra": "no", "oslo": "no",
    "läti": "lv", "riias": "lv", "leedu": "lt", "saksa": "de", "poola": "pl", "taani": "dk",
    "prantsus": "fr", "hispaania": "es", "itaalia": "it", "portugal": "pt", "iirimaa": "ie",
    "suurbritannia": "gb", "inglismaa": "gb", "ühendkuningrii": "gb", "šveits": "ch",
    "austria": "at", "belgia": "be", "holland": "nl", "madalmaa": "nl", "luksemburg": "lu",
    "kreeka": "gr", "küpros": "cy", "malta": "mt", "ungari": "hu", "tšehhi": "cz",
    "slovakkia": "sk", "sloveenia": "si", "horvaatia": "hr", "rumeenia": "ro", "bulgaaria": "bg",
    "island": "is", "liechtenstein": "li", "ukrain": "ua", "venemaa": "ru", "valgevene": "by",
    "gruusia": "ge", "moldova": "md", "kanada": "ca", "austraalia": "au", "ameerika": "us",
    "finland": "fi", "sweden": "se", "norway": "no", "latvia": "lv", "lithuania": "lt",
    "german": "de", "poland": "pl", "denmark": "dk", "финлянд": "fi", "швеци": "se",
    "норвег": "no", "латви": "lv", "литв": "lt", "герман": "de", "росси": "ru", "польш": "pl",
}  # fmt: skip
"""What every form of a state's name, or of a city for it, begins with: the state's code."""

_STATE: Final = re.compile(rf"\b({'|'.join(_STATES)})\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that one text tells and the other does not, or tells otherwise; sorted, as text.

    Attributes:
        aspect: of what. here, there: what each tells; years, ages and counts as figures, states by
            their codes.
    """

    aspect: Aspect
    here: tuple[str, ...]
    there: tuple[str, ...]


def differences(here: str, there: str) -> tuple[Difference, ...]:
    """What one text tells otherwise than another.

    Of years, children and ages only where both speak: that one of them does not name them is no
    difference. A state that only one names is.
    """
    mine, theirs = told(here), told(there)
    return tuple(
        Difference(aspect, mine[aspect], theirs[aspect])
        for aspect in ASPECTS
        if mine[aspect] != theirs[aspect]
        and (aspect == "states" or (mine[aspect] and theirs[aspect]))
    )


def told(text: str) -> dict[Aspect, tuple[str, ...]]:
    """By aspect, what a text tells."""
    children, ages = _counts(text)
    years = {int(found[1]) for found in _YEAR.finditer(_uncited(text))}
    return {
        "years": _sorted(each for each in years if 1990 <= each <= 2050),
        "states": tuple(sorted({_STATES[found[1].lower()] for found in _STATE.finditer(text)})),
        "children": _sorted(children),
        "ages": _sorted(ages),
    }


def _counts(text: str) -> tuple[set[int], set[int]]:
    """Numbers of children, and ages in years, in figures or words."""
    children: set[int] = set()
    ages: set[int] = set()
    plain = _CHILDREN_OF.sub(r"\1 last ", with_numbers(text))
    for each in numbers_in(plain):
        after = _AFTER.match(plain, each.end)
        noun = "" if after is None else after[1].lower()
        if _CHILDREN.fullmatch(noun) and 1 < each.number < 20:
            children.add(each.number)
        elif each.number < 30 and (
            _AGES.match(noun)
            or (not _UNITS.match(noun) and _TURNS.search(plain[: each.start][-60:].lower()))
        ):
            ages.add(each.number)
    return children, ages


def _uncited(text: str) -> str:
    """A text without the numbers of acts of the Union, which look like years."""
    return re.sub(r"\b\d{3,4}/\d{4}\b", " ", text)


def _sorted(numbers: set[int] | Iterator[int]) -> tuple[str, ...]:
    return tuple(str(each) for each in sorted(numbers))
