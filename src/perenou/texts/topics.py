"""Which figure of the law a sentence speaks of: read from ``topics.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast, get_args

from perenou.acts.check.benefit_names import known_benefits
from perenou.benefits.lawbook import LAWBOOK

FILE: Final = Path(__file__).with_name("topics.yaml")

Unit: TypeAlias = Literal[
    "month", "once", "days", "working_days", "weeks", "months", "percent", "hours", "age",
    "day_of_month",
]  # fmt: skip


FAMILY_BENEFITS: Final = "family_benefits"
"""What a text is about that speaks of family benefits as a whole."""

SUBJECTS: Final = frozenset((*known_benefits(), FAMILY_BENEFITS))
_FIELDS: Final = frozenset(("benefit", "unit", "words", "needs", "about", "unless", "ends", "also"))


class TopicError(ValueError):
    """The topics are written wrongly; says where."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How a sentence is known to speak of a figure.

    Attributes:
        benefit: which has to be named; empty where ``needs`` tell it. words: what tells the figure
            from others of the benefit. needs: every one has to stand in the sentence. unless: what
            shows that the sentence is about something else. ends: the figure that tells from which
            day on there is none; empty where its own values tell it. also: other figures that the
            same words speak of.
    """

    figure: str
    benefit: str
    unit: Unit
    words: re.Pattern[str] | None
    needs: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    about: frozenset[str] = frozenset()
    ends: str = ""
    also: tuple[str, ...] = ()


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its figure.

    Raises:
        TopicError: a figure or unit is not known, or nothing tells when it is spoken of.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: dict[str, dict[str, object]] = yaml.load(FILE.read_text(encoding="utf-8"), loader)
    return {figure: _topic(figure, row) for figure, row in rows.items()}


@cache
def of_benefit(benefit: str) -> tuple[Topic, ...]:
    """The topics of a benefit."""
    return tuple(each for each in topics().values() if each.benefit == benefit)


def _topic(figure: str, row: Mapping[str, object]) -> Topic:
    if strange := row.keys() - _FIELDS:
        raise TopicError(f"{figure}: unknown field {min(strange)!r}")
    also, about = _names(row.get("also")), _names(row.get("about"))
    if wrong := set(about) - SUBJECTS:
        raise TopicError(f"{figure}: no such benefit {min(wrong)!r}")
    for name in (figure, str(row.get("ends", figure)), *also):
        if name not in LAWBOOK.parameters:
            raise TopicError(f"{figure}: no such figure {name!r}")
    unit, benefit, needs = str(row.get("unit")), str(row.get("benefit", "")), row.get("needs", [])
    if unit not in get_args(Unit):
        raise TopicError(f"{figure}: unknown unit {unit!r}")
    if not isinstance(needs, list) or bool(needs) is bool(benefit):
        raise TopicError(f"{figure}: either a benefit or what the sentence needs")
    return Topic(
        figure,
        benefit,
        cast("Unit", unit),
        _pattern(row.get("words")),
        tuple(pattern for each in needs if (pattern := _pattern(each)) is not None),
        _pattern(row.get("unless")),
        frozenset(about),
        str(row.get("ends", "")),
        also,
    )


def _names(told: object) -> tuple[str, ...]:
    return tuple(map(str, told)) if isinstance(told, list) else ()


def _pattern(text: object) -> re.Pattern[str] | None:
    if text is None:
        return None
    return re.compile(rf"(?<!\w)(?:{text})".replace(" ", r"\s+"), re.IGNORECASE)
