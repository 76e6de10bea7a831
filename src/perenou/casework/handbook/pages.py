"""The pages of the handbook, and which norms and figures each of them is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.citation import Citation
from perenou.rules.lawbook import MOVING

COMMON: Final = "common"
"""The page of what many benefits share: residence, family, claims, payment."""

_TOGETHER: Final = {
    "parental_benefit": (
        "mothers_parental_benefit", "fathers_parental_benefit", "shared_parental_benefit",
        "adopters_parental_benefit",
    ),
    "earlier_parental_benefit": ("earlier_parental_benefit", "additional_fathers_benefit"),
    "maintenance_allowance": (
        "maintenance_allowance_court", "maintenance_allowance_enforcement",
        "maintenance_allowance_bankruptcy",
    ),
    "survivors_allowance": ("survivors_allowance", "survivors_allowance_second"),
}  # fmt: skip
"""Benefits that are told on one page, as their norms are the same."""

_PARENTAL: Final = frozenset(("PHS", str(section)) for section in range(33, 48))
_CHAPTERS: Final = {"parental_benefit": _PARENTAL, "earlier_parental_benefit": _PARENTAL}
"""Benefits that have a chapter of the act to themselves: its sections."""

_SHARED_BY: Final = 5
"""What so many pages rest on stands on the common page."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page: its benefits, and the names of the law that it tells, the nearest first.

    Attributes:
        roots: the norms of the benefits themselves; empty for the common page. sections: act and
            section in which the benefits themselves stand.
    """

    key: str
    benefits: tuple[str, ...]
    roots: tuple[str, ...]
    names: tuple[str, ...]
    sections: frozenset[tuple[str, str]] = frozenset()


@lru_cache(maxsize=1)
def chapters() -> dict[str, Chapter]:
    """Every page by its key: the benefits in the order of the act, what they share last."""
    reached = {key: _reached(_roots(benefits)) for key, benefits in _groups().items()}
    shared: dict[str, int] = {}
    for names in reached.values():
        for name in names:
            shared[name] = shared.get(name, 0) + 1
    common = tuple(name for name, pages in shared.items() if pages >= _SHARED_BY)
    found: dict[str, Chapter] = {}
    for key, benefits in _groups().items():
        sections = _CHAPTERS.get(key) or _sections(reached[key], shared)
        told = tuple(
            name for name in reached[key]
            if shared[name] < _SHARED_BY or not sections.isdisjoint(_places(name))
        )  # fmt: skip
        found[key] = Chapter(key, benefits, _roots(benefits), told, sections)
    return found | {COMMON: Chapter(COMMON, (), (), common)}


def provisions(chapter: Chapter) -> tuple[Citation, ...]:
    """Every provision that a page rests on, in any version, each once."""
    found: dict[Citation, None] = {}
    for name in chapter.names:
        found |= dict.fromkeys(rule.citation for rule in LAWBOOK.rules.get(name, ()))
        if name in LAWBOOK.parameters:
            versions = LAWBOOK.parameters[name].versions
            found |= dict.fromkeys(version.citation for version in versions)
    return tuple(found)


def _sections(names: Iterable[str], shared: Mapping[str, int]) -> frozenset[tuple[str, str]]:
    """Where a benefit's own money stands: the sections of the figures that no other page has."""
    own = (name for name in names if shared[name] < _SHARED_BY and name in LAWBOOK.parameters)
    money = (name for name in own if LAWBOOK.parameters[name].gives == "Cents")
    return frozenset(place for name in money for place in _places(name))


def _places(name: str) -> set[tuple[str, str]]:
    versions = LAWBOOK.rules.get(name, ())
    cited = [rule.citation for rule in versions]
    if name in LAWBOOK.parameters:
        cited = [version.citation for version in LAWBOOK.parameters[name].versions]
    return {(each.act, each.section) for each in cited}


def _groups() -> dict[str, tuple[str, ...]]:
    member = {each: key for key, group in _TOGETHER.items() for each in group}
    found: dict[str, tuple[str, ...]] = {}
    for benefit in BENEFITS:
        key = member.get(benefit, benefit)
        found[key] = _TOGETHER.get(key, (benefit,))
    return found


def _roots(benefits: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        name for name in LAWBOOK.rules if any(name.startswith(f"{each}_") for each in benefits)
    )


def _reached(roots: tuple[str, ...]) -> dict[str, None]:
    """Everything that some names rest on, and they themselves, the nearest first."""
    found: dict[str, None] = {}
    todo = list(roots)
    for name in todo:
        if name not in found and name not in MOVING and LAWBOOK.known(name):
            found[name] = None
            todo += [each for each in LAWBOOK.rests_on(name) if each not in found]
    return found
