"""Published figures that an invented population is fitted to, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from perenou.rules.parameters import plain_file
from perenou.rules.rule import Labels, day_of
from perenou.rules.types import Day

FILE: Final = Path(__file__).with_name("targets.yaml")


@dataclass(frozen=True, slots=True)
class Target:
    """A published figure, or several of one kind.

    Attributes:
        values: by what each is of; a single figure stands under "". on: the day that they are
            about, None where they are of several years. seen: when they were looked up.
    """

    key: str
    labels: Labels
    values: Mapping[str, int]
    on: Day | None
    source: str
    url: str
    seen: Day


@dataclass(frozen=True, slots=True)
class Targets:
    """All figures, and what was looked for and not found."""

    figures: Mapping[str, Target]
    not_found: tuple[Labels, ...]

    def of(self, key: str, what: str = "") -> int:
        """One figure."""
        return self.figures[key].values[what]


@lru_cache(maxsize=1)
def targets() -> Targets:
    """The figures."""
    content = plain_file(FILE)
    missing = tuple(Labels(**each) for each in content.pop("not_found"))
    return Targets({key: _target(key, each) for key, each in content.items()}, missing)


def _target(key: str, entry: Mapping[str, object]) -> Target:
    values = entry.get("values", {"": entry.get("value")})
    assert isinstance(values, dict)
    return Target(
        key,
        Labels(str(entry["et"]), str(entry["en"]), str(entry["ru"])),
        {name: int(value) for name, value in values.items()},
        day_of(str(entry["on"])) if "on" in entry else None,
        str(entry["source"]),
        str(entry["url"]),
        day_of(str(entry["seen"])),
    )
