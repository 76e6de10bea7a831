"""The words and signs of a text, as the grammar of citations sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

TokenKind: TypeAlias = Literal[
    "word", "number", "sign", "union", "celex", "case", "ecli", "gazette", "dash", "mark"
]

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CASE_ENDINGS: Final = (
    "i|t|d|s|st|sse|le|l|lt|ks|ni|na|ta|ga|is|ist|isse|ile|il|ilt|iks|ini|iga|ita|"
    "de|te|des|tes|dest|test|dele|tele|del|tel|delt|telt|dega|tega|ndat|nda|ndas|ndast"
)
_DASHES: Final = "-‐‑‒–—"

_TOKEN: Final = re.compile(
    rf"""
    (?P<ecli>ECLI:[A-Z]{{2}}:[A-Z0-9]{{1,7}}:\d{{4}}:[A-Z0-9]+(?:\.[A-Z0-9]+)*)
  | (?P<gazette>\bRT\s(?:I{{1,3}}|IV),\s\d{{2}}\.\d{{2}}\.\d{{4}},\s\d{{1,4}}\b
      | \bRT(?:L|\s(?:I{{1,3}}|IV))\s\d{{4}},\s\d{{1,3}},\s\d{{1,4}}\b)
  | (?P<court>\b[CTF][-‐‑–]\d{{1,4}}/\d{{2}}(?:\sPPU|\sP\b)?)
  | (?P<case>(?<![\w/-])(?:3-[1-4]-1-\d{{1,3}}-\d{{2}}
      |[1-5]-\d{{2}}-\d{{1,6}}(?:/\d{{1,3}})?)(?![\w/-]))
  | (?P<celex>\b3[12]\d{{3}}[RLD]\d{{4}}\b)
  | (?P<union>(?<![\w/-])\d{{1,4}}/\d{{2,4}}(?:/(?:EÜ|EL|EMÜ|EC|EU|EEC|ЕС))?(?![\w/]))
  | (?P<sign>§+(?:-[a-zõäöü]{{1,5}}\b)?)
  | (?P<number>\d+(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|<sup>\d+</sup>|\^\{{?\d+\}}?)?(?:-(?:{_CASE_ENDINGS})\b)?)
  | (?P<word>[^\W\d_]+(?:[-‑][^\W\d_]+)*)
  | (?P<dash>[{_DASHES}])
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_NUMBER: Final = re.compile(r"(\d+)(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|<sup>(\d+)</sup>|\^\{?(\d+)\}?)?")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: its kind, its normal form and the characters that it takes up."""

    kind: TokenKind
    value: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The text as tokens; spaces of every kind are left out."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind, value = str(found.lastgroup), found[0]
        if kind == "number":
            yield Token("number", _number(value), found.start(), found.end())
        elif kind == "sign":
            yield Token("sign", value, found.start(), found.end())
        elif kind == "court":
            name = re.sub(r"[‐‑–]", "-", _SPACES.sub(" ", value))
            yield Token("case", name, found.start(), found.end())
        elif kind == "union":
            number = "/".join(value.split("/")[:2])
            yield Token("union", number, found.start(), found.end())
        elif kind == "gazette":
            yield Token("gazette", _SPACES.sub(" ", value), found.start(), found.end())
        elif kind == "ecli":
            yield Token("ecli", value, found.start(), found.end())
        elif kind == "case":
            yield Token("case", value, found.start(), found.end())
        elif kind == "celex":
            yield Token("celex", value, found.start(), found.end())
        elif kind == "word":
            yield Token("word", value.replace("‑", "-"), found.start(), found.end())
        elif kind == "dash":
            yield Token("dash", value, found.start(), found.end())
        else:
            yield Token("mark", value, found.start(), found.end())


def _number(text: str) -> str:
    found = _NUMBER.match(text)
    assert found is not None
    raised = found[2] or (found[3] or found[4] or "").translate(_RAISED)
    return (found[1].lstrip("0") or "0") + raised


def number_key(number: str) -> tuple[int, int, str]:
    """Order of numbers as acts count: 27, 27¹, 28; letters after each other."""
    found = re.fullmatch(r"(\d+)([⁰¹²³⁴⁵⁶⁷⁸⁹]*)([a-z]?)", number)
    if found is None:
        return 0, 0, number
    raised = found[2].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return int(found[1]), int(raised or 0), found[3]
