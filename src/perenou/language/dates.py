"""Days, months and spells as text, in the case that the sentence needs.

A day is a day number (``datetime.date.toordinal``); a month is counted from month 0 = January of
year 0, as in ``perenou.rules.calendar``. The last day and the last month of a spell belong to it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from perenou.language.grammar import Language, case_index

_ESTONIAN: Final = (
    ("jaanuar", "jaanuari", "jaanuari"),
    ("veebruar", "veebruari", "veebruari"),
    ("märts", "märtsi", "märtsi"),
    ("aprill", "aprilli", "aprilli"),
    ("mai", "mai", "maid"),
    ("juuni", "juuni", "juunit"),
    ("juuli", "juuli", "juulit"),
    ("august", "augusti", "augustit"),
    ("september", "septembri", "septembrit"),
    ("oktoober", "oktoobri", "oktoobrit"),
    ("november", "novembri", "novembrit"),
    ("detsember", "detsembri", "detsembrit"),
)
"""By month: nominative, genitive and partitive; the other cases are the genitive and an ending."""

_ENDINGS: Final = ("sse", "s", "st", "le", "l", "lt", "ks", "ni", "na", "ta", "ga")
"""The Estonian cases from the illative on, in the order of ``grammar.CASES``."""

_ENGLISH: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_RUSSIAN: Final = (
    ("январь", "января", "январю", "январь", "январём", "январе"),
    ("февраль", "февраля", "февралю", "февраль", "февралём", "феврале"),
    ("март", "марта", "марту", "март", "мартом", "марте"),
    ("апрель", "апреля", "апрелю", "апрель", "апрелем", "апреле"),
    ("май", "мая", "маю", "май", "маем", "мае"),
    ("июнь", "июня", "июню", "июнь", "июнем", "июне"),
    ("июль", "июля", "июлю", "июль", "июлем", "июле"),
    ("август", "августа", "августу", "август", "августом", "августе"),
    ("сентябрь", "сентября", "сентябрю", "сентябрь", "сентябрём", "сентябре"),
    ("октябрь", "октября", "октябрю", "октябрь", "октябрём", "октябре"),
    ("ноябрь", "ноября", "ноябрю", "ноябрь", "ноябрём", "ноябре"),
    ("декабрь", "декабря", "декабрю", "декабрь", "декабрём", "декабре"),
)
"""By month: the forms in the order of ``grammar.CASES``."""

_FROM: Final[dict[Language, str]] = {"et": "alates {}", "en": "from {}", "ru": "с {}"}
_ON: Final[dict[Language, str]] = {"et": "{}", "en": "on {}", "ru": "{}"}
_ON_CASE: Final[dict[Language, str]] = {"et": "adessive", "en": "nominative", "ru": "genitive"}
_IN: Final[dict[Language, str]] = {"et": "{}", "en": "in {}", "ru": "в {}"}
_IN_CASE: Final[dict[Language, str]] = {
    "et": "inessive",
    "en": "nominative",
    "ru": "prepositional",
}
_UNTIL: Final[dict[Language, str]] = {"et": "kuni {}", "en": "until {}", "ru": "по {}"}
_BOTH: Final[dict[Language, str]] = {"et": "{} kuni {}", "en": "from {} to {}", "ru": "с {} по {}"}
_FROM_CASE: Final[dict[Language, str]] = {"et": "elative", "en": "nominative", "ru": "genitive"}
_UNTIL_CASE: Final[dict[Language, str]] = {
    "et": "terminative",
    "en": "nominative",
    "ru": "accusative",
}


def month_name(number: int, language: Language, case: str = "nominative") -> str:
    """The name of a month (1 to 12): ``novembrist``, ``November``, ``ноября``.

    Raises:
        ValueError: the language has no such case.
    """
    index = case_index(language, case)
    if language == "en":
        return _ENGLISH[number - 1]
    if language == "ru":
        return _RUSSIAN[number - 1][index]
    forms = _ESTONIAN[number - 1]
    return forms[index] if index < len(forms) else forms[1] + _ENDINGS[index - len(forms)]


def day(ordinal: int, language: Language, case: str = "nominative") -> str:
    """A day: ``24. november 2026``, ``24. novembril 2026``, ``24 ноября 2026 года``.

    In Russian figures stand for the day in every case, and the month is in the genitive.

    Raises:
        ValueError: the language has no such case, or the number is no day.
    """
    found = date.fromordinal(ordinal)
    return f"{_day_of_month(found, language, case)} {_year(found.year, language)}"


def month(months: int, language: Language, case: str = "nominative") -> str:
    """A month with its year after it: ``november 2026``, ``novembris 2026``.

    Before another noun Estonian wants the year in front: use ``month_of_year``.

    Raises:
        ValueError: the language has no such case.
    """
    year, index = divmod(months, 12)
    return f"{month_name(index + 1, language, case)} {_year(year, language)}"


def month_of_year(months: int, language: Language, case: str = "nominative") -> str:
    """A month after its year: ``2026. aasta novembri`` (toetus); in en and ru as ``month``.

    Raises:
        ValueError: the language has no such case.
    """
    if language != "et":
        return month(months, language, case)
    year, index = divmod(months, 12)
    return f"{year}. aasta {month_name(index + 1, language, case)}"


def day_range(first: int, last: int, language: Language) -> str:
    """The days from one to another, for tables: ``1.–24. november 2026``.

    Raises:
        ValueError: the last day comes before the first.
    """
    _in_order(first, last)
    start, end = date.fromordinal(first), date.fromordinal(last)
    if start == end:
        return day(first, language)
    whole_end = day(last, language)
    if start.year != end.year:
        return f"{day(first, language)} – {whole_end}"
    if start.month != end.month:
        return f"{_day_of_month(start, language, 'nominative')} – {whole_end}"
    return f"{start.day}{'.' if language == 'et' else ''}–{whole_end}"


def day_spell(first: int | None, last: int | None, language: Language) -> str:
    """The days from one to another, in a sentence: ``1. novembrist 2026 kuni 3. jaanuarini 2027``.

    ``None`` leaves that side open: ``alates 1. novembrist 2026``, ``kuni 3. jaanuarini 2027``.
    A single day is said once: ``1. novembril 2026``.

    Raises:
        ValueError: both sides are open, or the last day comes before the first.
    """
    if first is not None and last is not None:
        _in_order(first, last)
        if first == last:
            return _ON[language].format(day(first, language, _ON_CASE[language]))
        start, end = date.fromordinal(first), date.fromordinal(last)
        opening = (
            _day_of_month(start, language, _FROM_CASE[language])
            if start.year == end.year
            else day(first, language, _FROM_CASE[language])
        )
        return _BOTH[language].format(opening, day(last, language, _UNTIL_CASE[language]))
    if first is not None:
        return _FROM[language].format(day(first, language, _FROM_CASE[language]))
    if last is not None:
        return _UNTIL[language].format(day(last, language, _UNTIL_CASE[language]))
    raise ValueError("a spell without any bound has no text")


def month_range(first: int, last: int, language: Language) -> str:
    """The months from one to another, for tables: ``november 2026 – jaanuar 2027``.

    Raises:
        ValueError: the last month comes before the first.
    """
    _in_order(first, last)
    if first == last:
        return month(first, language)
    if first // 12 != last // 12:
        return f"{month(first, language)} – {month(last, language)}"
    return f"{month_name(first % 12 + 1, language)}–{month(last, language)}"


def month_spell(first: int | None, last: int | None, language: Language) -> str:
    """The months from one to another, in a sentence: ``novembrist 2026 kuni jaanuarini 2027``.

    ``None`` leaves that side open. A single month is said once: ``novembris 2026``.

    Raises:
        ValueError: both sides are open, or the last month comes before the first.
    """
    if first is not None and last is not None:
        _in_order(first, last)
        if first == last:
            return _IN[language].format(month(first, language, _IN_CASE[language]))
        opening = (
            month_name(first % 12 + 1, language, _FROM_CASE[language])
            if first // 12 == last // 12
            else month(first, language, _FROM_CASE[language])
        )
        return _BOTH[language].format(opening, month(last, language, _UNTIL_CASE[language]))
    if first is not None:
        return _FROM[language].format(month(first, language, _FROM_CASE[language]))
    if last is not None:
        return _UNTIL[language].format(month(last, language, _UNTIL_CASE[language]))
    raise ValueError("a spell without any bound has no text")


def _day_of_month(found: date, language: Language, case: str) -> str:
    if language == "ru":
        case_index("ru", case)
        return f"{found.day} {month_name(found.month, 'ru', 'genitive')}"
    dot = "." if language == "et" else ""
    return f"{found.day}{dot} {month_name(found.month, language, case)}"


def _year(year: int, language: Language) -> str:
    return f"{year} года" if language == "ru" else str(year)


def _in_order(first: int, last: int) -> None:
    if last < first:
        raise ValueError(f"reversed: {last} comes before {first}")
