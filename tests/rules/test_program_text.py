"""A norm is told apart from another by all that its program says, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from perenou.rules.program_text import program_text

Make = Callable[[str], bytes]

PLAIN = '''
RATE = 5
WAYS = frozenset({"by_day", "by_month", "by_year", "by_week"})

def rounded(amount: int) -> int:
    return amount // 2 * 2

def norm(days: int) -> int:
    """What it says of itself."""
    if days in WAYS:
        return 0
    return rounded(days * RATE)
'''


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Makes a module of ours of a text, and tells what its norm says."""
    number = count()

    def make(source: str) -> bytes:
        path = tmp_path / f"sample{next(number)}.py"
        path.write_text(source, "utf-8")
        told: dict[str, object] = {"__name__": "perenou.sample"}
        exec(compile(source, str(path), "exec"), told)  # the text is the test's own
        function = told["norm"]
        assert callable(function)
        return program_text(function)

    return make


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("days * RATE", "days + RATE"), ("RATE = 5", "RATE = 6"), ("amount // 2 * 2", "0"),
        ('"by_week"', '"by_hour"'), ("norm(days: int)", "norm(days: bool)"),
    ],
)  # fmt: skip
def test_what_a_norm_says_or_calls_or_rests_on_makes_another(
    made: Make, old: str, new: str
) -> None:
    assert old in PLAIN
    assert made(PLAIN.replace(old, new)) != made(PLAIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What it says of itself.", "Otherwise.\n\n    In more lines.\n    "),
        ("\nRATE = 5", "\n\nRATE = 5\nOTHER = 7"), ("def norm", "@(lambda norm: norm)\ndef norm"),
    ],
)  # fmt: skip
def test_nothing_else_does(made: Make, old: str, new: str) -> None:
    assert old in PLAIN
    assert made(PLAIN.replace(old, new)) == made(PLAIN)


def test_what_is_around_a_function_is_part_of_it(made: Make) -> None:
    around = "def of(share):\n    def norm(days):\n        return days * share\n    return norm\n"
    assert made(f"{around}norm = of(2)\n") != made(f"{around}norm = of(3)\n")


def test_no_function_of_another_house_is_told() -> None:
    """They change with what is installed, and are the same law."""

    def norm(path: str) -> object:
        return Path(path)

    def other(path: str) -> object:
        return pytest.approx(path)

    assert b"def approx" not in program_text(other)
    assert program_text(norm) != program_text(other)
