"""The kinds of value that a case file holds, each read from the text that was written."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final, Literal, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    PlainSerializer,
    PlainValidator,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from perenou.casework.case_file.dates import (
    DateTextError,
    Month,
    PartialDay,
    read_month,
    read_partial_day,
)
from perenou.casework.case_file.errors import MessageKey
from perenou.casework.case_file.personal_code import PersonalCodeError, read_code

T = TypeVar("T")

Unknown = Literal["unknown"]
UNKNOWN: Final[Unknown] = "unknown"
"""Written instead of a value: certainly not known, also when silence would mean "ordinary"."""

RESERVED_IDS: Final = frozenset(
    {
        "unknown",
        "all",
        "none",
        "null",
        "true",
        "false",
        "step_parent",
        "parent_spouse",
        "again",
        "somebody",
    }
)
LARGEST_AMOUNT: Final = 10_000_000
"""Cents a month; no family benefit comes near, so more is a slip of the pen."""
LARGEST_FOREIGN_AMOUNT: Final = 10_000_000_000
"""Hundredths of any currency, for a month or longer."""
LONGEST_LIST: Final = 200
LONGEST_PROSE: Final = 4000
"""Characters of a paragraph that an official writes."""

_ID = re.compile(r"[^\W\d_][\w-]{0,39}")
_AMOUNT = re.compile(r"(-?)([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")
_RATE = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,6}))?")
_TOO_FINE = re.compile(r"-?[0-9]{1,12}[.,][0-9]{3,30}")
_ODD: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_YES: Final = frozenset({"true", "yes"})
_NO: Final = frozenset({"false", "no"})

_COUNTRY_CODES: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW XK"
)
COUNTRIES: Final = frozenset(_COUNTRY_CODES.split())
_COUNTRY_SLIPS: Final = {"UK": "GB", "EST": "EE", "EL": "GR", "FIN": "FI", "SU": "RU", "SF": "FI"}


def fail(key: MessageKey, suggestion: str | None = None, **slots: str) -> NoReturn:
    """Refuse a value with a message key of the case file.

    Raises:
        PydanticCustomError: always; its type is the message key.
    """
    raise PydanticCustomError(key, "{key}", {"key": key, "slots": slots, "suggestion": suggestion})


def _single(value: object) -> str:
    if not isinstance(value, str):
        fail("single_value_expected")
    return value


def _text(value: object) -> str:
    text = unicodedata.normalize("NFC", _single(value).strip())
    if len(text) > 200 or any(unicodedata.category(letter) in _ODD for letter in text):
        fail("bad_text")
    return text


def _prose(value: object) -> str:
    text = unicodedata.normalize("NFC", " ".join(_single(value).split()))
    if len(text) > LONGEST_PROSE or any(unicodedata.category(letter) in _ODD for letter in text):
        fail("bad_prose", limit=str(LONGEST_PROSE))
    return text


def _id(value: object) -> str:
    return _single(value)


def _new_id(value: str) -> str:
    if value in RESERVED_IDS or _ID.fullmatch(value) is None:
        fail("not_an_id", value=value)
    return value


def _day(value: object) -> PartialDay:
    if isinstance(value, PartialDay):
        return value
    try:
        return read_partial_day(_single(value))
    except DateTextError as error:
        fail(error.key, error.suggestion, value=error.text)


def _exact_day(value: object) -> PartialDay:
    day = _day(value)
    if not day.is_exact:
        fail("exact_day_needed", value=str(day))
    return day


def _day_or_false(value: object) -> PartialDay | Literal[False]:
    return False if _is_no(value) else _day(value)


def _month(value: object) -> Month:
    if isinstance(value, Month):
        return value
    try:
        return read_month(_single(value))
    except DateTextError as error:
        fail(error.key, error.suggestion, value=error.text)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = _single(value)
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    fail("not_yes_or_no", value=text)


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _single(value)
    if re.fullmatch(r"-?[0-9]{1,6}", text) is None:
        fail("not_a_whole_number", value=text)
    return int(text)


def _week(value: object) -> int:
    week = _whole(value)
    if not 1 <= week <= 45:
        fail("week_out_of_range", value=str(week))
    return week


def _hours(value: object) -> int:
    hours = _whole(value)
    if not 0 <= hours <= 10_000:
        fail("not_a_whole_number", value=str(hours))
    return hours


def _children(value: object) -> int:
    number = _whole(value)
    if not 1 <= number <= 1200:
        fail("not_a_whole_number", value=str(number))
    return number


def _rate(value: object) -> int:
    text = _single(value).strip()
    match = _RATE.fullmatch(text)
    if match is None or not int(match[1] + (match[2] or "")):
        fail("bad_rate", value=text)
    return int(match[1]) * 1_000_000 + int((match[2] or "").ljust(6, "0"))


def rate_text(rate: int) -> str:
    """An exchange rate as a case file writes it: `11.0155`, with six decimals at most."""
    parts = f"{rate % 1_000_000:06}"
    return f"{rate // 1_000_000}.{parts[:4]}{parts[4:].rstrip('0')}"


def _day_count(value: object) -> int:
    days = _whole(value)
    if not 0 <= days <= 1_000:
        fail("not_a_whole_number", value=str(days))
    return days


def _cents(value: object) -> int:
    cents = _sum(value)
    if cents > LARGEST_AMOUNT:
        fail("amount_absurd", value=_single(value).strip())
    return cents


def _sum(value: object) -> int:
    text = _single(value).strip()
    match = _AMOUNT.fullmatch(text)
    if match is None:
        fail("amount_decimals" if _TOO_FINE.fullmatch(text) else "bad_amount", value=text)
    cents = int(match[2]) * 100 + int((match[3] or "").ljust(2, "0"))
    if match[1] and cents:
        fail("amount_negative", value=text)
    return cents


def _foreign_cents(value: object) -> int:
    amount = _sum(value)
    if amount > LARGEST_FOREIGN_AMOUNT:
        fail("foreign_amount_absurd", value=_single(value).strip())
    return amount


def _country(value: object) -> str:
    text = _single(value)
    if text not in COUNTRIES:
        upper = text.upper()
        meant = upper if upper in COUNTRIES else _COUNTRY_SLIPS.get(upper)
        fail("not_a_country", meant, value=text)
    return text


def _personal_code(value: object) -> str:
    text = _single(value)
    try:
        read_code(text)
    except PersonalCodeError as error:
        fail(error.key, value=text, digit=error.digit)
    return text


def _kind(value: object) -> str:
    return ":unknown" if value == UNKNOWN else ":known"


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower() in _NO)


def _kind_or_no(value: object) -> str:
    return ":no" if _is_no(value) else _kind(value)


def euros_text(cents: int) -> str:
    """An amount as a case file writes it: `80.00`."""
    return f"{cents // 100}.{cents % 100:02}"


def _sum_schema(description: str) -> dict[str, object]:
    return {
        "anyOf": [
            {"type": "string", "pattern": r"^[0-9]+([.,][0-9]{1,2})?$"},
            {"type": "number", "minimum": 0, "multipleOf": 0.01},
        ],
        "description": description,
        "examples": ["347.82"],
    }


def _day_schema(description: str, *more: dict[str, object]) -> dict[str, object]:
    day: dict[str, object] = {
        "type": "string",
        "pattern": r"^([0-9]{4}-[0-9]{2}(-[0-9]{2})?|unknown)$",
        "description": description,
        "examples": ["2018-05-14", "2018-05", "unknown"],
    }
    return {"anyOf": [day, *more]} if more else day


Day = Annotated[
    PartialDay,
    PlainValidator(_day),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(_day_schema("A day, a month (some day of it), or `unknown`.")),
]
"""A day as far as it is known."""

ExactDay = Annotated[
    PartialDay,
    PlainValidator(_exact_day),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A day that must be exact."""

DayOrFalse = Annotated[
    PartialDay | Literal[False],
    PlainValidator(_day_or_false),
    PlainSerializer(lambda day: False if day is False else str(day)),
    WithJsonSchema(_day_schema("The day, or `false`: surely not.", {"const": False})),
]
"""A day on which something happened, or false when it surely did not."""

MonthOfYear = Annotated[
    Month,
    PlainValidator(_month),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "examples": ["2026-01"]}),
]
"""A calendar month."""

Cents = Annotated[
    int,
    PlainValidator(_cents),
    PlainSerializer(euros_text, return_type=str),
    WithJsonSchema(_sum_schema("Euros with at most two decimals.")),
]
"""Integer cents; the file writes euros."""

ForeignCents = Annotated[
    int,
    PlainValidator(_foreign_cents),
    PlainSerializer(euros_text, return_type=str),
    WithJsonSchema(_sum_schema("An amount of any currency with at most two decimals.")),
]
"""Integer hundredths of a currency; the file writes the currency's unit."""

Rate = Annotated[
    int,
    PlainValidator(_rate),
    PlainSerializer(rate_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,5}([.,][0-9]{1,6})?$"}),
]
"""An exchange rate in millionths; the file writes currency per euro."""

Text = Annotated[str, BeforeValidator(_text)]
Prose = Annotated[str, BeforeValidator(_prose)]
"""A paragraph; line breaks in it are spaces."""
Country = Annotated[
    str,
    BeforeValidator(_country),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166 code."}),
]
PersonalCode = Annotated[
    str,
    BeforeValidator(_personal_code),
    WithJsonSchema({"type": "string", "pattern": "^[1-8][0-9]{10}$"}),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Week = Annotated[int, BeforeValidator(_week)]
Hours = Annotated[int, BeforeValidator(_hours)]
Children = Annotated[int, BeforeValidator(_children)]
"""A positive number of children or months."""
DayCount = Annotated[int, BeforeValidator(_day_count)]
"""A number of days."""
Id = Annotated[
    str,
    BeforeValidator(_id),
    AfterValidator(_new_id),
    WithJsonSchema({"type": "string", "pattern": r"^[^\W\d_][\w-]{0,39}$"}),
]
"""The name under which a person or child stands in the file."""
Ref = Annotated[str, BeforeValidator(_id)]
"""The id of a person or child of the same file."""
Refs = tuple[Ref, ...]
OrAll = Annotated[
    Annotated[tuple[T, ...], Tag(":list")] | Annotated[Literal["all"], Tag(":all")],
    Discriminator(lambda value: ":all" if value == "all" else ":list"),
]
"""A list, or `all`."""
Maybe = Annotated[
    Annotated[T, Tag(":known")] | Annotated[Unknown, Tag(":unknown")], Discriminator(_kind)
]
"""A value, or `unknown`."""
MaybeNot = Annotated[
    Annotated[T, Tag(":known")]
    | Annotated[Unknown, Tag(":unknown")]
    | Annotated[Literal[False], BeforeValidator(lambda _: False), Tag(":no")],
    Discriminator(_kind_or_no),
]
"""A value, `unknown`, or `false`: surely not."""


def known(value: T | Unknown | None) -> T | None:
    """The value unless it is left out or said to be unknown."""
    return None if value is None or value == UNKNOWN else value
