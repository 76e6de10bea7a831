"""CELEX numbers of EUR-Lex: which act, which wording, and what that already says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from perenou.language.references.acts import celex_name

_ACT: Final = re.compile(
    r"(?P<sector>[03])(?P<work>(?P<year>\d{4})(?P<sort>[RLDH])(?P<number>\d{4}))"
    r"(?P<part>\(\d{2}\))?(?:-(?P<day>\d{8}))?"
)
_CASE: Final = re.compile(r"6(?P<work>(?P<year>\d{4})(?P<sort>C[JOC])(?P<number>\d{4}))")
_KINDS: Final = {
    "R": "määrus",
    "L": "direktiiv",
    "D": "otsus",
    "H": "soovitus",
    "CJ": "kohtuotsus",
    "CO": "kohtumäärus",
    "CC": "kohtujuristi ettepanek",
}


@dataclass(frozen=True, slots=True)
class Celex:
    """A number in its parts.

    Attributes:
        text: the number. work: what the wordings of an act share. name: what citations call it.
        kind: in Estonian. day: of a consolidated wording; empty where it is the act as published.
    """

    text: str
    work: str
    name: str
    kind: str
    day: str = ""

    @classmethod
    def parse(cls, text: str) -> Celex | None:
        """The parts of ``32004R0883``, ``02004R0883-20190731`` or ``62017CJ0322``; else None."""
        if found := _ACT.fullmatch(text):
            day = found["day"] or ""
            if (found["sector"] == "0") != bool(day):
                return None
            work = found["work"] + (found["part"] or "")
            name = celex_name(f"3{found['work']}") if not found["part"] else text
            try:
                told = date.fromisoformat(day).isoformat() if day else ""
            except ValueError:
                return None
            return cls(text, work, name, _KINDS[found["sort"]], told)
        if found := _CASE.fullmatch(text):
            name = f"C-{int(found['number'])}/{found['year'][2:]}"
            return cls(text, found["work"], name, _KINDS[found["sort"]])
        return None

    @property
    def is_of_court(self) -> bool:
        """Whether it is a judgment, order or opinion and not an act."""
        return self.work[4] == "C"

    def header(self) -> dict[str, str]:
        """The metadata that the number tells."""
        told = {
            "abbreviation": self.name,
            "title": self.name,
            "issuer": "Euroopa Kohus" if self.is_of_court else "Euroopa Liit",
            "kind": self.kind,
            "id": self.text,
            "work": self.work,
        }
        return told | ({"date": self.day} if self.day else {})


_MONTHS: Final = (
    "jaanuar|january|январ",
    "veebruar|february|феврал",
    "märts|march|март",
    "aprill|april|апрел",
    "mai|may|ма[йя]",
    "juuni|june|июн",
    "juuli|july|июл",
    "august|август",
    "septemb|сентябр",
    "oktoob|octob|октябр",
    "novemb|ноябр",
    "detsemb|decemb|декабр",
)
_DAY: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.?\s+(?P<month>{'|'.join(_MONTHS)})\w*\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)


def first_day(text: str) -> date | None:
    """The first day that a text names in words, as ``29. aprill 2004``; None where it has none."""
    for found in _DAY.finditer(text):
        month = next(
            number
            for number, names in enumerate(_MONTHS, 1)
            if re.fullmatch(names, found["month"], re.IGNORECASE)
        )
        try:
            return date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue
    return None
