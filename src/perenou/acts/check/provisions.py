"""What cited provisions are about, and with which they are mistaken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from perenou.rules.citation import Citation

FILE: Final = Path(__file__).with_name("provisions.yaml")


@dataclass(frozen=True, slots=True)
class Topic:
    """What sentences speak of that cite a provision, and the acts it is mistaken for."""

    words: re.Pattern[str]
    provision: Citation
    wrong: frozenset[str]


@dataclass(frozen=True)
class Provisions:
    """Everything of ``provisions.yaml``."""

    topics: tuple[Topic, ...]
    benefits: Mapping[str, frozenset[str]]


@cache
def provisions() -> Provisions:
    """What is known of provisions besides the coded norms."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    rows = yaml.load(FILE.read_text(encoding="utf-8"), loader)
    return Provisions(
        tuple(
            Topic(
                re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE),
                Citation.parse(row["provision"]),
                frozenset(row["wrong"]),
            )
            for row in rows["topics"]
        ),
        {key: frozenset(value) for key, value in rows["benefits"].items()},
    )
