"""Names of states: each that a case file may name has one in every language."""

from __future__ import annotations

import pytest

from perenou.casework.case_file.fields import COUNTRIES
from perenou.language.grammar import LANGUAGES
from perenou.language.states import state_name


def test_every_state_that_a_case_may_name_has_a_name_of_its_own() -> None:
    for language in LANGUAGES:
        names = [state_name(code, language) for code in COUNTRIES]
        assert all(name and name not in COUNTRIES for name in names)
        assert len(set(names)) == len(names)


def test_a_state_is_called_as_in_the_language_asked_for() -> None:
    assert [state_name("TR", each) for each in LANGUAGES] == ["Türgi", "Türkiye", "Турция"]
    with pytest.raises(KeyError):
        state_name("ZZ", "et")
