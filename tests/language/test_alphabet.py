"""Order by the Estonian alphabet."""

from __future__ import annotations

from itertools import pairwise

import pytest

from perenou.language.alphabet import alphabetical

IN_ORDER = [
    "", "2 last", "aed", "Aed", "aedik", "eé", "ema", "émail", "emb", "saal", "šaht", "Zorro",
    "žanr", "tuul", "udu", "vald", "õde", "Õie", "ämm", "öö", "ülo", "Ülo", "xerox", "yoga",
    "Екатерина", "Ёлкин", "Ельцин", "Иванов", "Йонас",
]  # fmt: skip


def test_words_stand_as_in_a_dictionary() -> None:
    for one, other in pairwise(IN_ORDER):
        assert alphabetical(one) < alphabetical(other), (one, other)


@pytest.mark.parametrize("letter", "õäöüšž")
def test_a_letter_is_the_same_in_one_sign_or_two(letter: str) -> None:
    from unicodedata import normalize

    assert alphabetical(normalize("NFD", letter)) == alphabetical(letter)
