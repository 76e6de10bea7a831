"""Number words read: ``kolmesaja viiekümne``, ``kaks tuhat kakssada``, ``six``, ``шести``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_ONES: Final = {
    "üks": 1,
    "ühe": 1,
    "üht": 1,
    "kaks": 2,
    "kahe": 2,
    "kaht": 2,
    "kolm": 3,
    "kolme": 3,
    "neli": 4,
    "nelja": 4,
    "viis": 5,
    "viie": 5,
    "viit": 5,
    "kuus": 6,
    "kuue": 6,
    "kuut": 6,
    "seitse": 7,
    "seitsme": 7,
    "seitset": 7,
    "kaheksa": 8,
    "kaheksat": 8,
    "üheksa": 9,
    "üheksat": 9,
    "kümme": 10,
    "kümne": 10,
    "kümmet": 10,
}
_FOREIGN: Final = {
    form: number
    for number, forms in {
        1: "one один одного одним",
        2: "two два двух двумя",
        3: "three три трёх трех тремя",
        4: "four четыре четырёх четырех четырьмя",
        5: "five пять пяти пятью",
        6: "six шесть шести шестью",
        7: "seven семь семи семью",
        8: "eight восемь восьми восемью",
        9: "nine девять девяти девятью",
        10: "ten десять десяти десятью",
        11: "eleven одиннадцать одиннадцати",
        12: "twelve двенадцать двенадцати",
        14: "fourteen четырнадцать четырнадцати",
        15: "fifteen пятнадцать пятнадцати",
        18: "eighteen восемнадцать восемнадцати",
        19: "nineteen девятнадцать девятнадцати",
        20: "twenty двадцать двадцати",
        30: "thirty тридцать тридцати",
        40: "forty сорок сорока",
        60: "sixty шестьдесят шестидесяти",
        90: "ninety девяносто девяноста",
    }.items()
    for form in forms.split()
}
"""How terms and counts are told in English and Russian; no word of them is an Estonian number."""

_ONE: Final = "|".join(sorted(_ONES, key=len, reverse=True))
_WORD: Final = re.compile(
    rf"(?:(?P<hundreds>{_ONE})?(?P<hundred>saja|sada))?"
    rf"(?:(?P<tens>{_ONE})(?:kümmend|kümne(?!nd))|(?P<teen>{_ONE})(?:teistkümmend|teistkümne|teist(?!k)))?"
    rf"(?P<ones>{_ONE})?"
)
_THOUSAND: Final = re.compile(r"(?:tuhat|tuhande|tuhandet)")
_IN_TEXT: Final = re.compile(r"[a-zõäöü]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number in words: characters ``start`` up to ``end``."""

    start: int
    end: int
    text: str
    number: int


@lru_cache(maxsize=4096)
def number_of(word: str) -> int | None:
    """The number that one word says, below a thousand; None where it says none."""
    lower = word.lower()
    if lower in _FOREIGN:
        return _FOREIGN[lower]
    if lower.startswith("tuhan") or lower == "tuhat":
        return None
    found = _WORD.fullmatch(lower)
    if not lower or found is None:
        return None
    number = _ONES[found["hundreds"]] * 100 if found["hundreds"] else 0
    if found["hundred"] and not found["hundreds"]:
        number = 100
    if found["tens"]:
        number += _ONES[found["tens"]] * 10
    if found["teen"]:
        number += 10 + _ONES[found["teen"]]
    if found["ones"]:
        number += _ONES[found["ones"]]
    return number


def numbers_in(text: str) -> Iterator[ReadNumber]:
    """Every number in words, the words of one number taken together."""
    run: list[tuple[int, int, str]] = []
    for match in _IN_TEXT.finditer(text):
        word = match[0].lower()
        is_number = number_of(word) is not None or _THOUSAND.fullmatch(word) is not None
        if run and (not is_number or text[run[-1][1] : match.start()].strip()):
            yield _whole(text, run)
            run = []
        if is_number:
            run.append((match.start(), match.end(), word))
    if run:
        yield _whole(text, run)


def _whole(text: str, run: list[tuple[int, int, str]]) -> ReadNumber:
    total, part = 0, 0
    for _, _, word in run:
        if _THOUSAND.fullmatch(word):
            total, part = total + (part or 1) * 1000, 0
        else:
            part += number_of(word) or 0
    start, end = run[0][0], run[-1][1]
    return ReadNumber(start, end, text[start:end], total + part)
