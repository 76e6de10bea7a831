"""Two invented tables of decisions, a year apart, for the worker to audit."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from perenou.population.extract.flat import guessed
from perenou.population.extract.sources import titles_of
from perenou.workbench.accounts.models import User
from perenou.workbench.practice.actions import look, take_in

SENDER: Final = "Näidisamet"
NAMES: Final = ("otsused_2025.csv", "otsused_2026.csv")


def load(owner: User, folder: Path) -> None:
    """Ask for the invented tables of a folder to be audited, the earlier one first."""
    for name in NAMES:
        content = (folder / name).read_bytes()
        made = take_in(owner, SENDER, name, content, token=f"demo-{name}", is_invented=True)
        look(owner, made, guessed(titles_of(folder / name)), is_resident=True)
