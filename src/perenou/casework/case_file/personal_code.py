"""The Estonian personal identification code: check digit, and the birth date and sex it states."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal, NamedTuple

PersonalCodeKey = Literal["personal_code_form", "personal_code_birth", "personal_code_check_digit"]

_CODE: Final = re.compile(r"[1-8][0-9]{10}")
_ELEVEN: Final = re.compile(r"(?<!\d)\d{11}(?!\d)")
_FIRST_WEIGHTS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)
_SECOND_WEIGHTS: Final = (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)


class PersonalCodeError(ValueError):
    """A personal code that cannot be right; carries the message key and, if known, the digit."""

    def __init__(self, key: PersonalCodeKey, digit: str = "") -> None:
        super().__init__(key)
        self.key: PersonalCodeKey = key
        self.digit = digit


class CodeFacts(NamedTuple):
    """What a personal code states: sex and birth day (ordinal)."""

    sex: Literal["female", "male"]
    birth: int


def check_digit(first_ten: str) -> int:
    """The eleventh digit that belongs to the first ten (modulus 11, two rounds of weights)."""
    digits = [int(digit) for digit in first_ten]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(map(int.__mul__, digits, weights)) % 11
        if rest < 10:
            return rest
    return 0


def read_code(code: str) -> CodeFacts:
    """Read sex and birth day from a personal code.

    Raises:
        PersonalCodeError: when the form, the birth date or the check digit cannot be right.
    """
    if _CODE.fullmatch(code) is None:
        raise PersonalCodeError("personal_code_form")
    first = int(code[0])
    century = 1800 + 100 * ((first - 1) // 2)
    try:
        birth = date(century + int(code[1:3]), int(code[3:5]), int(code[5:7]))
    except ValueError:
        raise PersonalCodeError("personal_code_birth") from None
    digit = check_digit(code[:10])
    if digit != int(code[10]):
        raise PersonalCodeError("personal_code_check_digit", str(digit))
    return CodeFacts(sex="male" if first % 2 else "female", birth=birth.toordinal())


def names_a_person(text: str) -> bool:
    """Whether a text holds a personal code, which has no place in what speaks of nobody."""
    for found in _ELEVEN.finditer(text):
        try:
            read_code(found[0])
        except PersonalCodeError:
            continue
        return True
    return False
