"""When something is asked again, and when it is said to be mastered."""

from __future__ import annotations

import pytest

from perenou.rules.citation import Citation
from perenou.training.mastery import (
    Level,
    chapter,
    level,
    level_of_chapter,
    section,
)
from perenou.training.repetition import LONGEST, Repetition, due


def keys(answers: str) -> list[str | None]:
    """Answers of which no two rightly given ones are the same."""
    return [str(at) if each == "+" else None for at, each in enumerate(answers)]


def intervals(answers: str) -> list[int]:
    """After each answer, ``+`` right and ``-`` wrong, in how many days it is asked again."""
    made, found = Repetition(), []
    for each in answers:
        made = made.after(is_right=each == "+")
        found.append(made.interval)
    return found


def test_intervals_are_those_of_sm2_with_the_factor_two_and_a_half() -> None:
    assert intervals("+++++") == [1, 6, 15, 38, 95]


def test_whoever_has_forgotten_begins_again() -> None:
    assert intervals("+++-+++") == [1, 6, 15, 1, 1, 6, 15]


def test_nothing_waits_longer_than_a_year() -> None:
    assert intervals("+" * 12)[-1] == LONGEST
    assert due(1000, Repetition(3, 15)) == 1015


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("", Level.UNKNOWN),
        ("+", Level.LEARNING),
        ("++", Level.LEARNING),
        ("+++", Level.MASTERED),
        ("-++", Level.LEARNING),
        ("-++++", Level.MASTERED),
        ("++-++", Level.MASTERED),
        ("++++-", Level.LEARNING),
        ("--+++++", Level.MASTERED),
        ("+++++--", Level.LEARNING),
    ],
)
def test_a_provision_is_mastered_by_the_last_answers(answers: str, expected: Level) -> None:
    assert level(keys(answers)) is expected


def test_always_choosing_the_same_proves_nothing() -> None:
    assert level(["sum does not fit"] * 5) is Level.LEARNING
    assert level(["sum does not fit"] * 2 + ["no reason"]) is Level.MASTERED
    # What stands before the answers that count does not help.
    assert level(["no reason"] + ["sum does not fit"] * 5) is Level.LEARNING
    assert level_of_chapter(["yes"] * 10, [Level.MASTERED]) is Level.LEARNING


def test_a_chapter_is_mastered_by_ten_answers_and_a_section() -> None:
    nine = keys("+" * 9)
    assert level_of_chapter(nine, [Level.MASTERED]) is Level.LEARNING
    assert level_of_chapter([*nine, "9"], [Level.LEARNING]) is Level.LEARNING
    assert level_of_chapter([*nine, "9"], [Level.LEARNING, Level.MASTERED]) is Level.MASTERED
    assert level_of_chapter([*nine, None], [Level.MASTERED]) is Level.LEARNING
    assert level_of_chapter([], []) is Level.UNKNOWN


@pytest.mark.parametrize(
    ("citation", "number"),
    [("PHS § 14¹ lg 1", 1), ("PHS § 17 lg 1", 2), ("PHS § 31", 2), ("PHS § 32", 3),
     ("PHS § 46⁴ lg 2", 3), ("PHS § 60", 4), ("PHS § 63¹", 5), ("883/2004 art 68(1)", 0)],
)  # fmt: skip
def test_a_provision_stands_in_its_chapter(citation: str, number: int) -> None:
    assert chapter(Citation.parse(citation)) == number


def test_a_map_has_a_row_for_each_section_or_article() -> None:
    assert str(section(Citation.parse("PHS § 17 lg 1 p 2"))) == "PHS § 17"
    assert str(section(Citation.parse("883/2004 art 68(1)(b)"))) == "883/2004 art 68"
