"""How long an exercise takes to make; the target is 50 ms."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from perenou.training.exercise import Kind
from perenou.training.make import make

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_an_exercise(benchmark: BenchmarkFixture, kind: Kind) -> None:
    make(kind, 0)  # the law and the texts are read once
    seeds = count(1)
    benchmark.pedantic(lambda: make(kind, next(seeds)), rounds=40)
