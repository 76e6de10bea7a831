"""Personal data that is known by its form: codes, numbers, addresses of every kind, birth days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

PatternKind: TypeAlias = Literal[
    "personal_code", "document", "phone", "e_mail", "account", "address", "birth_day", "case_number"
]

PERSONAL_CODE: Final = re.compile(
    r"(?<!\d)[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}(?!\d)"
)
"""An Estonian personal code as it is written in acts; its check digit is not looked at."""

ESTONIAN_ACCOUNT: Final = re.compile(r"\bEE\d{2}(?:\s?\d){16}(?!\d)")

_GAP: Final = r"[ \u00a0\u2009\u202f]"
_CAPITAL: Final = r"[A-ZÕÄÖÜŠŽА-ЯЁ]"
_WORD: Final = rf"{_CAPITAL}[\w'’-]+"

_SPACED_CODE: Final = re.compile(r"(?<![\d+-])[1-8](?:[ \u00a0-]?\d){10}(?!\d)")
_FOREIGN_CODE: Final = re.compile(
    r"(?<![\d-])(?:\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]|\d{6}-\d{5}|(?:19|20)?\d{6}-\d{4})(?![\d-])"
)
"""Of Finland, Latvia and Sweden: the neighbours whose codes stand in cases of several states."""

_DOCUMENT: Final = re.compile(r"(?<![^\W_])[A-Z]{2} ?\d{7}(?![^\W_])")
"""An identity card or passport of Estonia and its neighbours."""

_E_MAIL: Final = re.compile(
    r"[\w.+%'-]+(?:@|\s?[(\[]\s?(?:@|ät|at|собака)\s?[)\]]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_OWN_ACCOUNT: Final = re.compile(
    r"(?<![^\W_])EE[ \u00a0]?\d{2}(?:[ \u00a0-]?\d){16}(?!\d)", re.IGNORECASE
)
_OTHER_ACCOUNT: Final = re.compile(
    r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?(?![^\W_])"
)
_PHONE: Final = re.compile(
    rf"(?<![\w+])(?:\+|00){_GAP}?\d{{1,3}}(?:[ \u00a0()-]{{0,2}}\d){{6,11}}(?!\d)"
    rf"|(?<![\d.,-])5\d{{2,3}}{_GAP}?\d{{4}}(?![\d-])(?!{_GAP}?(?:€|eur))"
    rf"|(?<![\d.,-])[3467]\d{{2}}{_GAP}?\d{{4}}(?![\d-])(?!{_GAP}?(?:€|eur))"
    r"|(?:(?<=tel )|(?<=tel\. )|(?<=tel: )|(?<=telefon )|(?<=telefon: )|(?<=mob )|(?<=mob\. )"
    r"|(?<=phone )|(?<=phone: )|(?<=тел\. )|(?<=тел )|(?<=телефон ))"
    r"\d(?:[ \u00a0-]?\d){5,10}(?!\d)",
    re.IGNORECASE,
)
_NUMBER: Final = r"\d{1,4}(?:[a-zõäöü](?![a-zõäöü]))?(?:\s?[/-]\s?\d{1,4}[a-z]?(?![\w])){0,2}"
_STREET: Final = (
    r"(?:tn|tänav\w*|mnt|maantee\w*|pst|puiestee\w*|tee|teel|teele|põik\w*|allee\w*|väljak\w*|plats\w*"
    r"|kallas\w*|ring\w{0,3}|käik\w{0,3}|street|str|road|avenue|улиц\w*|ул|шоссе|проспект\w*)\b\.?"
)
_UNIT: Final = r"(?:,?\s(?:krt|korter|apt|кв)\.?\s?\d{1,4})?"
_PLACE: Final = (
    rf"(?:,\s?(?:\d{{5}}{_GAP})?{_WORD}(?:{_GAP}(?:linn|vald|alevik|küla|maakond)\w*)?)*"
)
_ADDRESS: Final = (
    # Pärna tn 5-12, 50409 Tartu
    re.compile(rf"(?:{_WORD}{_GAP}){{1,2}}{_STREET}{_GAP}?{_NUMBER}{_UNIT}{_PLACE}"),
    # ул. Пярна, д. 5; улица Пярна 5
    re.compile(
        rf"\b(?:ул\.|улиц\w*|шоссе|проспект\w*){_GAP}?{_WORD}(?:,?{_GAP}(?:д|дом)?\.?{_GAP}?{_NUMBER})?"
    ),
    # 5 Pärna Street
    re.compile(
        rf"\b{_NUMBER}{_GAP}(?:{_WORD}{_GAP}){{1,2}}(?:Street|St|Road|Rd|Avenue|Ave)\b\.?{_PLACE}"
    ),
    # Pärna 5-12, where the second number is a flat's
    re.compile(
        rf"(?<!§ ){_WORD}{_GAP}\d{{1,3}}(?:[a-zõäöü](?![a-zõäöü]))?\s?[-/]\s?"
        rf"\d{{1,3}}[a-z]?(?![\w./-]){_PLACE}"
    ),
    # elab aadressil Pärna 5
    re.compile(
        rf"(?<=[^\W\d_])(?:elab|elava\w*|elukoh\w*|aadres\w*|address|lives at|адрес\w*|проживает)\W"
        rf"[^.!?\n]{{0,30}}?(?P<at>{_WORD}(?:{_GAP}{_WORD})?{_GAP}{_NUMBER}{_UNIT}{_PLACE})"
        rf"|\b(?:elab|elava\w*|elukoh\w*|aadres\w*|address|lives at|адрес\w*|проживает)\W"
        rf"[^.!?\n]{{0,30}}?(?P<on>{_WORD}(?:{_GAP}{_WORD})?{_GAP}{_NUMBER}{_UNIT}{_PLACE})"
    ),
    # Metsa talu, Uuemõisa küla
    re.compile(
        rf"(?:{_WORD}{_GAP}){{1,2}}(?:talu|küla|alevik)(?:s|l|le|st|lt|sse|u|us|ust)?\b{_PLACE}"
    ),
    # 50409 Tartu
    re.compile(rf"(?<![\d-])\d{{5}}{_GAP}{_WORD}(?!\w)"),
)
_BORN: Final = r"\b(?:sünd\w*|sünni\w*|snd|born|родил\w*|рожден\w*|рождён\w*)"
_DAY: Final = (
    r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,12})\s?\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} [^\W\d_]{3,12} \d{4})"
)
_BIRTH: Final = (
    re.compile(rf"{_BORN}\.?\W[^.!?\n\d]{{0,40}}?(?P<day>{_DAY})", re.IGNORECASE),
    re.compile(rf"(?P<day>{_DAY})(?:\.? ?(?:a|aastal|года|г)\b\.?)? {_BORN}", re.IGNORECASE),
)
"""The day after or before the word for birth."""

_CASE_NUMBER: Final = re.compile(r"(?<![\w-])20\d{2}-\d{4,8}(?![\w-])")


def by_form(text: str) -> Iterator[tuple[int, int, PatternKind]]:
    """Personal data known by its form: first and last character, and kind; the surest first.

    Stretches may overlap; of two that do, the one told first is meant.
    """
    yield from ((*found.span(), "e_mail") for found in _E_MAIL.finditer(text))
    yield from ((*found.span(), "account") for found in _OWN_ACCOUNT.finditer(text))
    for found in _OTHER_ACCOUNT.finditer(text):
        if (length := _account_length(found[0])) > 0:
            yield found.start(), found.start() + length, "account"
    for pattern in (PERSONAL_CODE, _SPACED_CODE, _FOREIGN_CODE):
        for found in pattern.finditer(text):
            if pattern is not _SPACED_CODE or _is_code(found[0]):
                yield *found.span(), "personal_code"
    yield from ((*found.span(), "case_number") for found in _CASE_NUMBER.finditer(text))
    yield from ((*found.span(), "phone") for found in _PHONE.finditer(text))
    for pattern in _ADDRESS:
        for found in pattern.finditer(text):
            part = next((name for name, held in found.groupdict().items() if held), None)
            yield *(found.span() if part is None else found.span(part)), "address"
    yield from ((*found.span(), "document") for found in _DOCUMENT.finditer(text))
    for pattern in _BIRTH:
        yield from ((*found.span("day"), "birth_day") for found in pattern.finditer(text))


def _is_code(written: str) -> bool:
    """Whether eleven figures written apart state a day of birth."""
    digits = "".join(filter(str.isdecimal, written))
    return PERSONAL_CODE.fullmatch(digits) is not None


def _account_length(written: str) -> int:
    """How much of it is an account number of another state, whose check holds; 0: nothing."""
    while len(written) > 14:
        text = "".join(each for each in written if each.isalnum())
        moved = text[4:] + text[:4]
        if 15 <= len(text) <= 34 and int("".join(str(int(each, 36)) for each in moved)) % 97 == 1:
            return len(written)
        written = written[: max(written.rfind(" "), written.rfind("\u00a0"))]
    return 0
