"""How fast an act of two pages is written and read, once the libraries are loaded."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

import pytest
from benchmarks.test_speed import Measure
from tests.acts.samples import act

from perenou.acts.comments import Remark, with_comments
from perenou.acts.document import Document
from perenou.acts.read.read import read
from perenou.acts.write_docx import as_docx
from perenou.acts.write_html import as_html
from perenou.acts.write_pdf import as_pdf

MONTHS = 36
"""Rows of its table, with which it fills two pages."""

ROUNDS = 20
MOST_SECONDS = 0.1

T = TypeVar("T")


@pytest.fixture(scope="module")
def letter() -> Document:
    return act("et", MONTHS)


def measured(benchmark: Measure, made: Callable[[], T]) -> T:
    """What is made, after many rounds of which the best has to be quick enough.

    Processor time counts: what else the machine does is no part of it.
    """
    times: list[float] = []
    found: list[T] = []

    def timed() -> None:
        begin = process_time()
        found[:] = [made()]
        times.append(process_time() - begin)

    benchmark.pedantic(timed, rounds=ROUNDS, warmup_rounds=3)
    assert min(times) < MOST_SECONDS
    return found[0]


def test_writing_html(benchmark: Measure, letter: Document) -> None:
    assert "<h1" in measured(benchmark, lambda: as_html(letter))


def test_writing_docx(benchmark: Measure, letter: Document) -> None:
    made = measured(benchmark, lambda: as_docx(letter))
    assert read(made, "act.docx").paragraphs


def test_writing_pdf(benchmark: Measure, letter: Document) -> None:
    made = measured(benchmark, lambda: as_pdf(letter))
    assert read(made, "act.pdf").pages == 2


def test_reading_docx(benchmark: Measure, letter: Document) -> None:
    content = as_docx(letter)
    assert measured(benchmark, lambda: read(content, "act.docx")).paragraphs


def test_reading_pdf(benchmark: Measure, letter: Document) -> None:
    content = as_pdf(letter)
    assert measured(benchmark, lambda: read(content, "act.pdf")).paragraphs


def test_writing_twenty_comments(benchmark: Measure, letter: Document) -> None:
    content = as_docx(letter)
    remarks = [Remark(number, 0, 2, "märkus", "Perenõu") for number in range(1, 21)]
    made = measured(benchmark, lambda: with_comments(content, "act.docx", remarks))
    assert len(read(made, "act.docx").comments) == 20
