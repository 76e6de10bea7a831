"""Exercises that the tests of training share: one of every kind about every theme."""

from __future__ import annotations

import pytest

from perenou.training.exercise import Exercise
from perenou.training.make import KINDS, make

SEED = 100


@pytest.fixture(scope="session")
def exercises() -> list[Exercise]:
    """One exercise of each kind about each theme that it can be asked about."""
    return [make(kind, SEED, theme) for kind, themes in KINDS.items() for theme in themes]
