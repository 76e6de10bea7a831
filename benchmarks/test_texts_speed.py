"""How fast texts are checked: a thousand pages in three minutes, a letter in a second."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from benchmarks.test_speed import Measure
from tests.texts.labelled_texts import labelled
from tests.texts.stale_pages import TODAY

from perenou.acts.check.text import ActText
from perenou.texts.against import Against, against_each_other
from perenou.texts.check import CheckedText, Wanted, check_text
from perenou.texts.clarity import Rules
from perenou.texts.dismissed import Dismissals
from perenou.texts.folder import CheckedSource, check_sources
from perenou.texts.sources import sources

PAGES = 1000
PARTS = 4
"""Labelled texts that make a page: some 250 words."""

WANTED = Wanted(TODAY, rules=Rules())


def pages(folder: Path) -> None:
    """A thousand pages, every second one HTML; none is like another."""
    every = [text.text for kind in ("letters", "facts", "apart_letters") for text in labelled(kind)]
    parts = cycle(every)
    for at in range(PAGES):
        whole = "\n\n".join(islice(parts, PARTS)) + f"\n\nLeht {at}."
        if at % 2:
            rows = "".join(f"<p>{each}</p>" for each in whole.split("\n\n"))
            (folder / f"{at:04}.html").write_text(f"<html><main>{rows}</main></html>")
        else:
            (folder / f"{at:04}.md").write_text(whole)


def test_a_thousand_pages_checked_and_laid_against_each_other(
    benchmark: Measure, tmp_path: Path
) -> None:
    pages(tmp_path)

    def checked() -> tuple[tuple[CheckedSource, ...], Against]:
        found = check_sources(sources(tmp_path), WANTED, Dismissals(), 2, lambda _, __: None)
        told = [each.aspects for each in found if each.aspects is not None]
        return found, against_each_other(told, TODAY, "et")

    found, _ = benchmark.pedantic(checked, rounds=1)
    assert len(found) == PAGES
    assert not any(each.refused for each in found)


def test_a_letter_of_two_pages(benchmark: Measure) -> None:
    text = "\n\n".join(each.text for each in labelled("letters"))[:5000]
    letters = iter(range(10**6))

    def checked() -> CheckedText:
        # Another letter each time: nothing of it is known yet.
        return check_text(ActText.from_text(text.replace(".", f" {next(letters)}.", 400)), WANTED)

    assert benchmark(checked).findings


def test_an_answer_as_it_is_being_written(benchmark: Measure) -> None:
    text = "\n\n".join(each.text for each in labelled("apart_letters"))[:1500]
    written = iter(range(10**6))

    def checked() -> CheckedText:
        return check_text(ActText.from_text(f"{text} {next(written)}."), WANTED)

    assert benchmark(checked).findings
