from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.language.amounts import amount_range, euros, figure
from perenou.language.grammar import CASES, LANGUAGES, Language


@pytest.mark.parametrize(
    ("cents", "language", "case", "text"),
    [
        (0, "et", "nominative", "0 eurot"),
        (100, "et", "nominative", "1 euro"),
        (150, "et", "nominative", "1,50 eurot"),
        (5, "et", "nominative", "0,05 eurot"),
        (8000, "et", "nominative", "80 eurot"),
        (34782, "et", "nominative", "347,82 eurot"),
        (123456, "et", "nominative", "1\u202f234,56 eurot"),
        (8000, "et", "genitive", "80 euro"),
        (34782, "et", "genitive", "347,82 euro"),
        (8000, "et", "terminative", "80 euroni"),
        (34782, "et", "comitative", "347,82 euroga"),
        (-34782, "et", "nominative", "\u2212347,82 eurot"),
        (-5, "et", "nominative", "\u22120,05 eurot"),
        (-100, "et", "nominative", "\u22121 euro"),
        (100, "en", "nominative", "1 euro"),
        (150, "en", "nominative", "1.50 euros"),
        (8000, "en", "nominative", "80 euros"),
        (123456, "en", "nominative", "1,234.56 euros"),
        (123456, "ru", "nominative", "1\u202f234,56 евро"),
        (100, "ru", "nominative", "1 евро"),
        (8000, "ru", "genitive", "80 евро"),
    ],
)
def test_euros(cents: int, language: Language, case: str, text: str) -> None:
    assert euros(cents, language, case) == text


@pytest.mark.parametrize(
    ("low", "high", "language", "case", "text"),
    [
        (8000, 53000, "et", "nominative", "80 kuni 530 eurot"),
        (8000, 53000, "et", "genitive", "80 kuni 530 euro"),
        (8000, 53050, "et", "nominative", "80 kuni 530,50 eurot"),
        (8000, 8000, "et", "nominative", "80 eurot"),
        (0, 100, "et", "nominative", "0 kuni 1 euro"),
        (8000, None, "et", "nominative", "vähemalt 80 eurot"),
        (None, 53000, "et", "nominative", "kuni 530 eurot"),
        (None, 53000, "et", "genitive", "kuni 530 euro"),
        (8000, 53000, "en", "nominative", "80 to 530 euros"),
        (8000, None, "en", "nominative", "at least 80 euros"),
        (None, 53000, "en", "nominative", "up to 530 euros"),
        (8000, 53000, "ru", "nominative", "от 80 до 530 евро"),
        (8000, None, "ru", "nominative", "не менее 80 евро"),
        (None, 53000, "ru", "nominative", "не более 530 евро"),
    ],
)
def test_amount_range(
    low: int | None, high: int | None, language: Language, case: str, text: str
) -> None:
    assert amount_range(low, high, language, case) == text


def test_impossible_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="reversed"):
        amount_range(2, 1, "et")
    with pytest.raises(ValueError, match="without any bound"):
        amount_range(None, None, "et")
    with pytest.raises(ValueError, match="no case"):
        amount_range(1, 2, "en", "genitive")
    with pytest.raises(ValueError, match="no case"):
        euros(150, "ru", "partitive")


@pytest.mark.properties
@given(st.integers(-(10**12), 10**12), st.sampled_from(LANGUAGES))
def test_figure_tells_the_exact_sum(cents: int, language: Language) -> None:
    text = figure(cents, language).replace("\u2212", "-")
    decimal = "." if language == "en" else ","
    group = "," if language == "en" else "\u202f"
    whole, _, rest = text.replace(group, "").partition(decimal)
    sign = -1 if whole.startswith("-") else 1
    assert sign * (abs(int(whole)) * 100 + int(rest or "0")) == cents
    assert len(rest) in (0, 2)


@pytest.mark.properties
@given(st.integers(0, 10**8), st.sampled_from(CASES["et"][1:]))
def test_estonian_unit_follows_the_case(cents: int, case: str) -> None:
    unit = euros(cents, "et", case).rsplit(" ", 1)[1]
    assert unit == euros(100, "et", case).rsplit(" ", 1)[1]
