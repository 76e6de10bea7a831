"""Sums, days, months, terms and numbers read out of Estonian text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.language.amounts import euros
from perenou.language.dates import day as day_text
from perenou.language.grammar import CASES, LANGUAGES
from perenou.language.number_words import number_of, numbers_in
from perenou.language.read_amounts import amounts_in, bare_amount
from perenou.language.read_dates import days_in, months_in, terms_in


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("80 eurot", 8000),
        ("80-eurone", 8000),
        ("1 234,56 eurot", 123456),
        ("1\u202f234,56 euroni", 123456),
        ("12 345,6€", 1234560),
        ("1.234 eurot", 123400),
        ("1.234,50 EUR", 123450),
        ("1,234.50 eurot", 123450),
        ("€50", 5000),
        ("\u221216,00 eurot", -1600),
        ("1,920 euros", 192000),
        ("€1,234", 123400),
        ("1,234,567.50 euros", 123456750),
        ("0.125 euros", 12),
    ],
)
def test_a_sum_is_read_however_it_is_written(text: str, cents: int) -> None:
    (found,) = amounts_in(f"Maksame {text} kuus.")
    assert (found.text.strip(), found.cents) == (text, cents)


@pytest.mark.parametrize("text", ["§ 17 lg 3", "2026. aastal", "nr 5.2-2/11552-1", "30 päeva"])
def test_what_is_no_sum_is_none(text: str) -> None:
    assert not list(amounts_in(text))


def test_decimals_are_counted() -> None:
    (found,) = amounts_in("25,8065 eurot")
    assert (found.cents, found.decimals) == (2580, 4)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("80", 8000),
        (" 1 234,50 ", 123450),
        ("80 €", 8000),
        ("a", None),
        ("12.2026", None),
        ("", None),
    ],
)
def test_a_cell_with_a_sum_alone(text: str, cents: int | None) -> None:
    assert bare_amount(text) == cents


def test_three_decimals_are_no_thousands_in_estonian() -> None:
    (found,) = amounts_in("31,534 eurot")
    assert (found.cents, found.decimals) == (3153, 3)


@given(st.integers(0, 10**9), st.data())
def test_what_amounts_writes_is_read_back(cents: int, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    (found,) = amounts_in(euros(cents, language, data.draw(st.sampled_from(CASES[language]))))
    assert found.cents == cents


@given(st.dates(date(1990, 1, 1), date(2120, 12, 31)), st.sampled_from(CASES["et"]))
def test_what_dates_writes_is_read_back(day: date, case: str) -> None:
    (found,) = days_in(f"See on {day_text(day.toordinal(), 'et', case)} olnud.")
    assert (found.day, found.in_words) == (day.toordinal(), True)


@given(st.dates(date(1990, 1, 1), date(2120, 12, 31)))
def test_days_in_figures_are_read(day: date) -> None:
    for text in (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        assert [each.day for each in days_in(f"kuupäev {text}, mitte muu")] == [day.toordinal()]


def read_days(text: str) -> list[str]:
    return [date.fromordinal(each.day).isoformat() for each in days_in(text)]


def test_spells_of_days() -> None:
    both = ["2026-10-01", "2026-12-31"]
    assert read_days("01.10.–31.12.2026") == both
    assert read_days("1. oktoobrist kuni 31. detsembrini 2026") == both
    assert read_days("16.–26. mai 2026") == ["2026-05-16", "2026-05-26"]
    assert read_days("2026. aasta 3. mail") == ["2026-05-03"]


@pytest.mark.parametrize(
    "text", ["31.02.2026", "1. mainimine", "§ 17 lg 1. Mai", "5.2-2/11552-1", "3-17-1110/84"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_days(text) == []


def test_months() -> None:
    found = months_in("novembrist 2026 kuni 2026. aasta detsembrini, 1. mail 2026, juuni 2027")
    assert [(each.month // 12, each.month % 12 + 1) for each in found] == [
        (2026, 11),
        (2026, 12),
        (2027, 6),
    ]


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("30 päeva jooksul", 30, "day"),
        ("kolmekümne päeva jooksul", 30, "day"),
        ("14 kalendripäeva", 14, "day"),
        ("10 tööpäeva", 10, "working_day"),
        ("ühe kuu jooksul", 1, "month"),
        ("viie aasta", 5, "year"),
    ],
)
def test_terms(text: str, count: int, unit: str) -> None:
    (found,) = terms_in(text)
    assert (found.count, found.unit) == (count, unit)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("üks", 1),
        ("kümne", 10),
        ("üksteist", 11),
        ("üheteistkümne", 11),
        ("kakskümmend", 20),
        ("kahekümne", 20),
        ("sada", 100),
        ("kolmsada", 300),
        ("viiesaja", 500),
        ("maja", None),
        ("tuhat", None),
    ],
)
def test_number_words(word: str, number: int | None) -> None:
    assert number_of(word) == number


def test_numbers_of_several_words() -> None:
    text = "kaks tuhat kakssada kaheksakümmend kaks eurot ja kolmsada viiskümmend eurot"
    assert [each.number for each in numbers_in(text)] == [2282, 350]
