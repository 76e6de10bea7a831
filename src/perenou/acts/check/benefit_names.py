"""The benefits as texts call them, in any form and in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from perenou.language.grammar import LANGUAGES

_FILE: Final = Path(__file__).with_name("benefit_names.yaml")
_LAY: Final = "lay"
_GENERAL: Final = re.compile(
    r"(?<!\w)(?:(?:perehüvitis|peretoetus)\w*|family (?:allowance|benefit)s?(?!\w)"
    r"|семейн\w+ пособи\w+)",
    re.IGNORECASE,
)

ONE_OFF: Final = frozenset({"birth_allowance", "adoption_allowance", "start_in_life_allowance"})
"""Benefits that are paid once."""


@dataclass(frozen=True, slots=True)
class NamedBenefit:
    """A benefit that a text names: characters ``start`` up to ``end``."""

    start: int
    end: int
    benefit: str


def benefits_at(text: str, *, lay: bool = False) -> Iterator[NamedBenefit]:
    """Every place at which a text names a benefit; of names that overlap, the longest.

    Args:
        lay: whether what people say instead of the statutory name counts, too.
    """
    found = [
        NamedBenefit(match.start(), match.end(), benefit)
        for benefit, pattern in _patterns(lay).items()
        for match in pattern.finditer(text)
    ]
    end = 0
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if each.start >= end:
            yield each
            end = each.end


def benefits_in(text: str) -> frozenset[str]:
    """The benefits that a text names by their statutory names."""
    return frozenset(each.benefit for each in benefits_at(text))


def names_benefit(text: str) -> bool:
    """Whether it names a benefit, or family benefits as a whole."""
    return bool(benefits_in(text)) or names_all(text)


def names_all(text: str) -> bool:
    """Whether it names family benefits as a whole."""
    return _GENERAL.search(text) is not None


def known_benefits() -> frozenset[str]:
    """The benefits that have names."""
    return frozenset(_patterns(lay=False))


@cache
def _patterns(lay: bool) -> Mapping[str, re.Pattern[str]]:
    import yaml

    rows: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    kinds = (*LANGUAGES, _LAY) if lay else LANGUAGES
    return {
        benefit: re.compile(
            rf"(?<!\w)(?:{'|'.join(p for kind in kinds for p in row.get(kind, ()))})(?!\w)".replace(
                " ", r"\s+"
            ),
            re.IGNORECASE,
        )
        for benefit, row in rows.items()
    }
