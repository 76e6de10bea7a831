"""The term for contesting is the law's: the check and its words have it from one place."""

from __future__ import annotations

import re
from datetime import date

import pytest

from perenou.acts.check import contest
from perenou.acts.check.contest import right_term
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.figures import figure_on
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES

DAY = date(2026, 11, 27).toordinal()
CHALLENGE = "Otsuse peale võite esitada vaide {days} päeva jooksul otsusest teadasaamisest."
ACTION = "Kaebuse saate esitada halduskohtule {days} päeva jooksul otsusest teadasaamisest."


def wrong(text: str, day: int | None = DAY) -> list[str]:
    return [hit.detail for hit in right_term(Act(ActText.from_text(text, day=day)))]


@pytest.mark.parametrize(
    ("text", "figure"), [(CHALLENGE, "challenge_days"), (ACTION, "court_days")]
)
def test_the_term_is_that_of_the_figures(text: str, figure: str) -> None:
    days, _ = figure_on(figure, DAY)
    assert wrong(text.format(days=days)) == []
    assert wrong(text.format(days=days - 1)) == ["term"]
    assert wrong(text.format(days=days), day=None) == []


def test_an_act_of_a_day_for_which_no_term_is_known_is_held_to_the_nearest() -> None:
    for day in (date(2010, 1, 4), date.max):
        assert wrong(CHALLENGE.format(days=30), day=day.toordinal()) == []
        assert wrong(CHALLENGE.format(days=14), day=day.toordinal()) == ["term"]


def test_a_change_of_the_law_changes_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(name: str, day: int) -> tuple[int, object]:
        real, version = figure_on(name, day)
        return (14 if name == "challenge_days" else real), version

    monkeypatch.setattr(contest, "figure_on", changed)
    assert wrong(CHALLENGE.format(days=30)) == ["term"]
    assert wrong(CHALLENGE.format(days=14)) == []
    assert wrong(ACTION.format(days=30)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_check_tell_the_same_term(language: str) -> None:
    texts = Catalogue.load("perenou.acts.check", "texts")
    days = {str(figure_on(name, DAY)[0]) for name in ("challenge_days", "court_days")}
    told = [texts.text(f"check.aa_071.{key}", language) for key in ("why", "cure")]  # type: ignore[arg-type]
    assert {number for text in told for number in re.findall(r"\d+", text)} <= days
