"""How fast an act is checked: ten pages in under a second."""

from __future__ import annotations

from benchmarks.test_speed import Measure
from tests.acts.check.clean_acts import clean_acts

from perenou.acts.check.checker import check
from perenou.acts.check.text import ActText

PAGES = 10
WORDS_OF_A_PAGE = 250


def ten_pages() -> str:
    """An injunction whose reasons are told again until it has ten pages."""
    act = clean_acts()["recovery_injunction"]
    reasons = act.split("Põhjendused\n")[1].split("Kaalutlused")[0]
    words = len(act.split())
    again = (PAGES * WORDS_OF_A_PAGE - words) // len(reasons.split()) + 1
    return act.replace("Põhjendused\n", "Põhjendused\n" + reasons * again)


def test_ten_pages_checked(benchmark: Measure) -> None:
    text = ten_pages()
    assert len(text.split()) >= PAGES * WORDS_OF_A_PAGE
    benchmark.pedantic(lambda: check(ActText.from_text(text)), rounds=5, warmup_rounds=1)
