from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.language.dates import (
    day,
    day_range,
    day_spell,
    month,
    month_name,
    month_of_year,
    month_range,
    month_spell,
)
from perenou.language.grammar import CASES, LANGUAGES, Language


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def months(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


@pytest.mark.parametrize(
    ("iso", "language", "case", "text"),
    [
        ("2026-11-24", "et", "nominative", "24. november 2026"),
        ("2026-11-24", "et", "genitive", "24. novembri 2026"),
        ("2026-11-24", "et", "partitive", "24. novembrit 2026"),
        ("2026-11-24", "et", "elative", "24. novembrist 2026"),
        ("2026-11-24", "et", "adessive", "24. novembril 2026"),
        ("2026-11-24", "et", "allative", "24. novembrile 2026"),
        ("2026-11-24", "et", "translative", "24. novembriks 2026"),
        ("2026-11-24", "et", "terminative", "24. novembrini 2026"),
        ("2024-02-29", "et", "adessive", "29. veebruaril 2024"),
        ("2027-05-01", "et", "partitive", "1. maid 2027"),
        ("2027-06-01", "et", "adessive", "1. juunil 2027"),
        ("2027-08-31", "et", "terminative", "31. augustini 2027"),
        ("2026-11-24", "en", "nominative", "24 November 2026"),
        ("2026-11-24", "ru", "nominative", "24 ноября 2026 года"),
        ("2026-11-24", "ru", "genitive", "24 ноября 2026 года"),
        ("2027-05-01", "ru", "accusative", "1 мая 2027 года"),
    ],
)
def test_day(iso: str, language: Language, case: str, text: str) -> None:
    assert day(ordinal(iso), language, case) == text


ESTONIAN_MONTHS = """
jaanuar jaanuari jaanuari jaanuaris
veebruar veebruari veebruari veebruaris
märts märtsi märtsi märtsis
aprill aprilli aprilli aprillis
mai mai maid mais
juuni juuni juunit juunis
juuli juuli juulit juulis
august augusti augustit augustis
september septembri septembrit septembris
oktoober oktoobri oktoobrit oktoobris
november novembri novembrit novembris
detsember detsembri detsembrit detsembris
"""


def test_estonian_month_names() -> None:
    cases = ("nominative", "genitive", "partitive", "inessive")
    found = [" ".join(month_name(n, "et", case) for case in cases) for n in range(1, 13)]
    assert found == ESTONIAN_MONTHS.strip().splitlines()


def test_estonian_month_in_every_case() -> None:
    wanted = (
        "november novembri novembrit novembrisse novembris novembrist novembrile novembril "
        "novembrilt novembriks novembrini novembrina novembrita novembriga"
    )
    assert [month_name(11, "et", case) for case in CASES["et"]] == wanted.split()


RUSSIAN_MONTHS = """
январь января январём январе
февраль февраля февралём феврале
март марта мартом марте
апрель апреля апрелем апреле
май мая маем мае
июнь июня июнем июне
июль июля июлем июле
август августа августом августе
сентябрь сентября сентябрём сентябре
октябрь октября октябрём октябре
ноябрь ноября ноябрём ноябре
декабрь декабря декабрём декабре
"""


def test_russian_month_names() -> None:
    cases = ("nominative", "genitive", "instrumental", "prepositional")
    found = [" ".join(month_name(n, "ru", case) for case in cases) for n in range(1, 13)]
    assert found == RUSSIAN_MONTHS.strip().splitlines()


@pytest.mark.parametrize(
    ("language", "case", "text", "of_year"),
    [
        ("et", "nominative", "november 2026", "2026. aasta november"),
        ("et", "genitive", "novembri 2026", "2026. aasta novembri"),
        ("et", "inessive", "novembris 2026", "2026. aasta novembris"),
        ("en", "nominative", "November 2026", "November 2026"),
        ("ru", "nominative", "ноябрь 2026 года", "ноябрь 2026 года"),
        ("ru", "prepositional", "ноябре 2026 года", "ноябре 2026 года"),
    ],
)
def test_month(language: Language, case: str, text: str, of_year: str) -> None:
    assert month(months("2026-11"), language, case) == text
    assert month_of_year(months("2026-11"), language, case) == of_year


@pytest.mark.parametrize(
    ("first", "last", "language", "text"),
    [
        ("2026-11-01", "2026-11-24", "et", "1.–24. november 2026"),
        ("2026-11-24", "2026-12-03", "et", "24. november – 3. detsember 2026"),
        ("2026-11-24", "2027-01-03", "et", "24. november 2026 – 3. jaanuar 2027"),
        ("2026-11-24", "2026-11-24", "et", "24. november 2026"),
        ("2025-11-24", "2026-11-24", "et", "24. november 2025 – 24. november 2026"),
        ("2026-11-01", "2026-11-24", "en", "1–24 November 2026"),
        ("2026-11-24", "2026-12-03", "en", "24 November – 3 December 2026"),
        ("2026-11-01", "2026-11-24", "ru", "1–24 ноября 2026 года"),
        ("2026-11-24", "2027-01-03", "ru", "24 ноября 2026 года – 3 января 2027 года"),
    ],
)
def test_day_range(first: str, last: str, language: Language, text: str) -> None:
    assert day_range(ordinal(first), ordinal(last), language) == text


@pytest.mark.parametrize(
    ("first", "last", "language", "text"),
    [
        ("2026-11-01", "2027-01-03", "et", "1. novembrist 2026 kuni 3. jaanuarini 2027"),
        ("2026-11-01", "2026-12-03", "et", "1. novembrist kuni 3. detsembrini 2026"),
        ("2026-11-01", None, "et", "alates 1. novembrist 2026"),
        (None, "2027-01-03", "et", "kuni 3. jaanuarini 2027"),
        ("2026-11-01", "2027-01-03", "en", "from 1 November 2026 to 3 January 2027"),
        ("2026-11-01", None, "en", "from 1 November 2026"),
        (None, "2027-01-03", "en", "until 3 January 2027"),
        ("2026-11-01", "2026-12-03", "ru", "с 1 ноября по 3 декабря 2026 года"),
        ("2026-11-01", None, "ru", "с 1 ноября 2026 года"),
        (None, "2027-01-03", "ru", "по 3 января 2027 года"),
        ("2026-10-31", "2026-10-31", "et", "31. oktoobril 2026"),
        ("2026-10-31", "2026-10-31", "en", "on 31 October 2026"),
        ("2026-10-31", "2026-10-31", "ru", "31 октября 2026 года"),
    ],
)
def test_day_spell(first: str | None, last: str | None, language: Language, text: str) -> None:
    start = None if first is None else ordinal(first)
    end = None if last is None else ordinal(last)
    assert day_spell(start, end, language) == text


@pytest.mark.parametrize(
    ("first", "last", "language", "table", "sentence"),
    [
        ("2026-11", "2026-12", "et", "november–detsember 2026", "novembrist kuni detsembrini 2026"),
        (
            "2026-11",
            "2027-01",
            "et",
            "november 2026 – jaanuar 2027",
            "novembrist 2026 kuni jaanuarini 2027",
        ),
        (
            "2026-11",
            "2027-01",
            "en",
            "November 2026 – January 2027",
            "from November 2026 to January 2027",
        ),
        (
            "2026-11",
            "2026-12",
            "ru",
            "ноябрь–декабрь 2026 года",
            "с ноября по декабрь 2026 года",
        ),
    ],
)
def test_month_range(first: str, last: str, language: Language, table: str, sentence: str) -> None:
    assert month_range(months(first), months(last), language) == table
    assert month_spell(months(first), months(last), language) == sentence


def test_open_month_spells() -> None:
    november = months("2026-11")
    assert month_range(november, november, "et") == "november 2026"
    assert month_spell(november, None, "et") == "alates novembrist 2026"
    assert month_spell(None, november, "et") == "kuni novembrini 2026"
    assert month_spell(None, november, "ru") == "по ноябрь 2026 года"


def test_a_single_month_is_said_once() -> None:
    november = months("2026-11")
    assert month_spell(november, november, "et") == "novembris 2026"
    assert month_spell(november, november, "en") == "in November 2026"
    assert month_spell(november, november, "ru") == "в ноябре 2026 года"


def test_impossible_dates_are_refused() -> None:
    with pytest.raises(ValueError, match="comes before"):
        day_range(2, 1, "et")
    with pytest.raises(ValueError, match="comes before"):
        day_spell(2, 1, "et")
    with pytest.raises(ValueError, match="comes before"):
        month_range(2, 1, "et")
    with pytest.raises(ValueError, match="comes before"):
        month_spell(2, 1, "et")
    with pytest.raises(ValueError, match="without any bound"):
        day_spell(None, None, "et")
    with pytest.raises(ValueError, match="without any bound"):
        month_spell(None, None, "et")
    with pytest.raises(ValueError, match="no case"):
        day(700_000, "en", "adessive")
    with pytest.raises(ValueError, match="no case"):
        day(700_000, "ru", "adessive")


ANY_DAY = st.integers(date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal())


@pytest.mark.properties
@given(ANY_DAY, st.sampled_from(LANGUAGES), st.data())
def test_a_written_day_reads_back(number: int, language: Language, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES[language]))
    written = day(number, language, case).removesuffix(" года")
    of_month, name, year = written.split(" ")
    month_case = "genitive" if language == "ru" else case
    names = [month_name(n, language, month_case) for n in range(1, 13)]
    assert len(set(names)) == 12
    found = date(int(year), names.index(name) + 1, int(of_month.rstrip(".")))
    assert found.toordinal() == number


@pytest.mark.properties
@given(ANY_DAY, st.sampled_from(LANGUAGES))
def test_a_day_and_its_month_agree(number: int, language: Language) -> None:
    found = date.fromordinal(number)
    case = "genitive" if language == "ru" else "nominative"
    whole = month(found.year * 12 + found.month - 1, language, case)
    assert day(number, language).endswith(" " + whole)


@pytest.mark.properties
@given(ANY_DAY, ANY_DAY, st.sampled_from(LANGUAGES))
def test_a_range_ends_with_its_last_day(first: int, last: int, language: Language) -> None:
    first, last = sorted((first, last))
    assert day_range(first, last, language).endswith(day(last, language))
