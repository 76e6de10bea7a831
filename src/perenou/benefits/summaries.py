"""What each provision that the coded law cites says: one sentence a language, in our own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from perenou.rules.citation import Citation
from perenou.rules.rule import Labels, Validity
from perenou.rules.types import ALWAYS, NEVER, Day

FOLDER: Final = Path(__file__).with_name("summaries")

WRITTEN: Final = date(2026, 10, 1).toordinal()
"""The day whose law the sentences tell."""

_MONEY: Final = ("Cents", "FineCents")
"""Amounts change often, and no sentence names one."""


@lru_cache(maxsize=1)
def summaries() -> Mapping[Citation, Labels]:
    """By provision: its summary, as the act reads now.

    Raises:
        ValueError: a key is no citation, or a provision stands in two files.
    """
    return {citation: labels for citation, (labels, _) in _written().items()}


def summary_on(citation: Citation, day: Day) -> Labels | None:
    """What a provision says on a day; None where our sentence does not tell that day's wording."""
    found = _written().get(citation)
    if found is None:
        return None
    since, until = _holds(citation)
    return found[0] if max(since, found[1]) <= day < until else None


@lru_cache(maxsize=1)
def _written() -> Mapping[Citation, tuple[Labels, Day]]:
    """By provision: its summary, and since when at the earliest the provision reads so.

    That day is written beside the sentence where the versions of the norms do not show it.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[Citation, tuple[Labels, Day]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for text, row in yaml.load(path.read_text(encoding="utf-8"), loader).items():
            citation = Citation.parse(text)
            if citation in found:
                raise ValueError(f"{path.name}: {text} also stands in another file")
            since = row["since"].toordinal() if "since" in row else ALWAYS
            found[citation] = Labels(row["et"], row["en"], row["ru"]), since
    return found


@cache
def _holds(citation: Citation) -> tuple[Day, Day]:
    """The days about the one that the sentences tell on which no norm of a provision changes."""
    since, until = ALWAYS, NEVER
    for cited, validity in _versions():
        if citation.covers(cited) and not validity.was_dropped:
            for turn in (validity.since, validity.until):
                if turn <= WRITTEN:
                    since = max(since, turn)
                else:
                    until = min(until, turn)
    return since, until


@lru_cache(maxsize=1)
def _versions() -> tuple[tuple[Citation, Validity], ...]:
    """Every version of a norm, and of a figure that is no amount, with the provision it stands in."""

    def found() -> Iterator[tuple[Citation, Validity]]:
        from perenou.benefits.lawbook import LAWBOOK

        for norms in LAWBOOK.rules.values():
            yield from ((norm.citation, norm.validity) for norm in norms if norm.default)
        for figure in LAWBOOK.parameters.values():
            if figure.gives not in _MONEY:
                yield from ((each.citation, each.validity) for each in figure.versions)

    return tuple(found())
