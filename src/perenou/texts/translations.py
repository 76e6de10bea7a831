"""Texts and their translations: which belong together, and where one lags behind the other.

The Estonian text is the original wherever there is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from perenou.texts.figures_told import FiguresTold

_MARK: Final = re.compile(
    r"(?:(?<=/)|^)(?:et|en|ru|est|eng|rus|ee)(?=/)/?"
    r"|[-_. ]\(?(?:et|en|ru|est|eng|rus|eesti|english|inglise|vene)\)?(?=$|[-_. /])",
    re.IGNORECASE,
)
"""What in a name or an address tells the language."""

_FEW: Final = 6
"""Figures below which two texts are not taken for translations by their figures alone."""

_SHARED: Final = 0.7


@dataclass(frozen=True, slots=True)
class Lagging:
    """A translation that does not tell what its original does.

    Attributes:
        missing: figures of the original that the translation lacks. extra: the other way round.
    """

    original: str
    translation: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True)
class Translated:
    """What is looked at of a text; ``name``: of its file or page."""

    name: str
    language: str
    told: FiguresTold


def pairs_of(texts: Sequence[Translated]) -> tuple[tuple[str, str], ...]:
    """Names of originals with their translations: by their names, or else by their figures."""
    by_key: dict[str, list[Translated]] = defaultdict(list)
    for each in texts:
        by_key[_key(each.name)].append(each)
    found: list[tuple[str, str]] = []
    paired: set[tuple[str, str]] = set()
    for group in by_key.values():
        original = next((each for each in group if each.language == "et"), None)
        for each in group:
            if original is not None and each.language != "et":
                found.append((original.name, each.name))
                paired |= {(original.name, each.language), (each.name, "et")}
    originals = [each for each in texts if each.language == "et" and each.told.count >= _FEW]
    for each in texts:
        if each.language == "et" or (each.name, "et") in paired or each.told.count < _FEW:
            continue
        near = [(_shared(one.told, each.told), one) for one in originals]
        near = [of for of in near if of[0] >= _SHARED and (of[1].name, each.language) not in paired]
        if near:
            best = max(near, key=lambda of: of[0])[1]
            found.append((best.name, each.name))
            paired.add((best.name, each.language))
    return tuple(found)


def lagging(texts: Sequence[Translated], pairs: Sequence[tuple[str, str]]) -> tuple[Lagging, ...]:
    """Translations whose figures are not those of the original, those that lack most first."""
    by_name = {each.name: each.told for each in texts}
    found = []
    for original, translation in pairs:
        mine, theirs = by_name[original], by_name[translation]
        missing, extra = theirs.lacking(mine), mine.lacking(theirs)
        if missing or extra:
            found.append(Lagging(original, translation, missing, extra))
    return tuple(sorted(found, key=lambda each: (-len(each.missing), each.original)))


def _key(name: str) -> str:
    """A name without what tells its language and format."""
    path = PurePosixPath(name)
    bare = name[: len(name) - len(path.suffix)] if len(path.suffix) < 7 else name
    return _MARK.sub("", bare).casefold()


def _shared(one: FiguresTold, two: FiguresTold) -> float:
    every = {(kind, value) for kind, found in one.values.items() for value in found}
    other = {(kind, value) for kind, found in two.values.items() for value in found}
    return len(every & other) / max(len(every | other), 1)
