"""Earlier answers are found by questions asked anew, in other inflections and other words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest
import yaml

from perenou.language.morphology import Endings, analyser
from perenou.language.near_words import groups, with_numbers
from perenou.language.search.differ import differences
from perenou.language.search.earlier import Earlier, EarlierQuestions
from perenou.language.term_base import term_base

ROWS: Final = yaml.safe_load(
    (Path(__file__).parent / "questions" / "earlier.yaml").read_text(encoding="utf-8")
)


def rows() -> list[Earlier]:
    return [
        Earlier(str(at), row["theme"], row["subject"], row["asked"], row["answer"])
        for at, row in enumerate(ROWS)
    ]


@lru_cache(maxsize=1)
def earlier() -> EarlierQuestions:
    return EarlierQuestions(rows(), term_base().values())


def among_first(way: str, most: int) -> float:
    asked = [(str(at), row[way]) for at, row in enumerate(ROWS) if way in row]
    found = [at in {fit.number for fit in earlier().fitting(text, most)} for at, text in asked]
    return sum(found) / len(found)


def test_there_are_sixty_questions_asked_anew_among_others() -> None:
    anew = [row for row in ROWS if "anew" in row]
    assert len(anew) == 60
    assert len(ROWS) >= 90
    assert all(row["anew"] != row["asked"] for row in anew)


def test_the_right_one_is_among_the_first_three() -> None:
    if isinstance(analyser(), Endings):
        pytest.skip("measured with the dictionary of forms")
    assert among_first("anew", 3) >= 0.9


def test_it_is_also_for_wordings_that_nothing_was_mended_for() -> None:
    if isinstance(analyser(), Endings):
        pytest.skip("measured with the dictionary of forms")
    assert among_first("apart", 3) >= 0.9


def test_a_question_finds_itself_and_only_within_a_theme_where_one_is_given() -> None:
    for each in rows():
        assert earlier().fitting(f"{each.subject} {each.asked}", 1)[0].number == each.number
    found = earlier().fitting("Kas toetust makstakse edasi?", 10, "maintenance")
    assert {ROWS[int(fit.number)]["theme"] for fit in found} == {"maintenance"}


def test_they_come_and_go_one_by_one() -> None:
    kept = EarlierQuestions(rows()[:5], term_base().values(), Endings())
    new = rows()[40]
    assert new.number not in {fit.number for fit in kept.fitting(new.asked)}
    kept.put(new)
    kept.put(new)
    assert len(kept) == 6
    assert kept.fitting(new.asked)[0].number == new.number
    kept.drop(new.number)
    assert new.number not in {fit.number for fit in kept.fitting(new.asked)}


def test_small_numbers_are_read_as_words_and_others_left() -> None:
    told = with_numbers("19-aastane, 3 last, 21 päeva, PHS § 17 lg 1, 2024. aastal, 0,5 ja 10")
    assert told.startswith("üheksateist -aastane, kolm  last, kakskümmend üks")
    assert "2024" in told
    assert told.endswith("0,5 ja kümme ")


def test_a_group_of_near_words_holds_more_than_one_word() -> None:
    keys = [key for found in groups().values() for key in found]
    assert {key for key in keys if keys.count(key) < 2} == set()


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("Kas 2026. aastal?", "Kas 2023. aastal?", [("years", ("2026",), ("2023",))]),
        ("Isa töötab Soomes.", "Isa töötab Norras.", [("states", ("fi",), ("no",))]),
        ("Isa on Helsingis.", "Isa on siin.", [("states", ("fi",), ())]),
        ("Kolmelapseline pere.", "Peres on 4 last.", [("children", ("3",), ("4",))]),
        ("Noor sai juunis 19.", "18-aastane noor", [("ages", ("19",), ("18",))]),
        ("Määruse 883/2004 art 68(1)", "Kas 80 eurot saab 30 päeva?", []),
        ("Kas 2026. aastal 3 last?", "Kas laps saab toetust?", []),
    ],
)  # fmt: skip
def test_what_differs_is_told(
    here: str, there: str, found: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    told = [(str(each.aspect), each.here, each.there) for each in differences(here, there)]
    assert told == found
    assert differences(there, there) == ()
