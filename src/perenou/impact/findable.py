"""What can be searched: the coded norms, provisions, terms, the handbook, the acts of the store."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from perenou.language.grammar import Language
    from perenou.language.search.engine import Hit, Index
    from perenou.language.search.unit import Unit
    from perenou.rules.citation import Citation
    from perenou.rules.rule import Labels

_HEADING: Final = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_MARKUP: Final = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|[`*_|#>]|\[([^\]]*)\]\([^)]*\)|-{3,}|^```\w*$", re.MULTILINE
)


def index_of(language: Language, version: str, store: Path | None = None) -> Index:
    """The index over the law as coded, the terms, the handbook and the user's store of acts.

    Args:
        version: of the program; analyses of words are kept beside the store for one version.
        store: the folder of the acts; None for where the user keeps them.
    """
    from perenou.language.morphology import analyser
    from perenou.language.remembered import Remembered
    from perenou.language.search.engine import Index
    from perenou.language.term_base import term_base

    folder = _folder(store)
    by = Remembered(analyser(), folder, version)
    found = (*units(language), *_stored(folder))
    index = Index(found, terms=term_base().values(), by=by)
    by.keep()
    return index


def by_place(hits: Sequence[Hit]) -> list[tuple[Hit, int]]:
    """The hits with one wording of each section, and how many others of it were found.

    It is the wording of today or, where none of them is in force, the one that begins last.
    """
    today = date.today().toordinal()  # noqa: DTZ011  # the reader's own day
    places: dict[tuple[str, str, str], list[Hit]] = {}
    for hit in hits:
        unit = hit.unit
        is_dated = unit.kind in ("act", "guidance")
        name = "" if is_dated else f"{unit.title} {unit.text} {unit.also}"
        places.setdefault((unit.kind, unit.address, name), []).append(hit)

    def in_force(hit: Hit) -> tuple[bool, int]:
        return hit.unit.since <= today < hit.unit.until, hit.unit.since

    return [(max(found, key=in_force), len(found) - 1) for found in places.values()]


def units(language: Language) -> Iterator[Unit]:
    """What can be found in every installation, titles in a language where all have titles."""
    yield from _rules(language)
    yield from _summaries(language)
    yield from _terms(language)
    yield from _handbook()


def _folder(chosen: Path | None) -> Path | None:
    """Where the user's store is; None where there is none yet."""
    from perenou.statutes.store import FILE, store_directory

    directory = store_directory(chosen, os.environ)
    return directory if (directory / FILE).is_file() else None


def _stored(folder: Path | None) -> Iterator[Unit]:
    """The acts and guidance of the user's store."""
    from perenou.statutes import findable
    from perenou.statutes.store import Store

    if folder is not None:
        with Store(folder) as acts:
            yield from findable.units(acts)


def _rules(language: Language) -> Iterator[Unit]:
    """Norms, figures and what is gathered: one unit a name, cited as in its last version."""
    from perenou.benefits.lawbook import LAWBOOK

    for name, norms in LAWBOOK.rules.items():
        says = " ".join(" ".join(each.says.split()) for each in norms if each.says)
        days = [
            (each.validity.since, each.validity.until)
            for each in norms
            if not each.validity.was_dropped
        ]
        yield _rule(name, norms[0].labels, norms[-1].citation, says, days, language)
    for name, figure in LAWBOOK.parameters.items():
        days = [
            (each.validity.since, each.validity.until)
            for each in figure.versions
            if not each.validity.was_dropped
        ]
        yield _rule(name, figure.labels, figure.versions[-1].citation, "", days, language)
    for table in (LAWBOOK.across, LAWBOOK.through):
        for name, node in table.items():
            yield _rule(name, node.labels, node.citation, "", [], language)


def _rule(
    name: str,
    labels: Labels,
    citation: Citation | None,
    says: str,
    days: Sequence[tuple[int, int]],
    language: Language,
) -> Unit:
    from perenou.language.search.unit import FOREVER, Unit

    title = labels.in_language(language)
    others = [each for each in (labels.et, labels.en, labels.ru) if each != title]
    is_told = language == "en"  # what a function says of itself is English
    return Unit(
        name if citation is None else str(citation),
        title,
        says if is_told else "",
        "rule",
        "" if citation is None else citation.act,
        since=min((since for since, _ in days), default=0),
        until=max((until for _, until in days), default=FOREVER),
        also=" ".join(filter(None, ["" if is_told else says, "; ".join(others), f"({name})"])),
    )


def _summaries(language: Language) -> Iterator[Unit]:
    """What each provision that a norm cites says, in our own words."""
    from perenou.benefits.summaries import summaries
    from perenou.language.search.unit import Unit

    for citation, labels in summaries().items():
        said = labels.in_language(language)
        yield Unit(str(citation), str(citation), said, "summary", citation.act)


def _terms(language: Language) -> Iterator[Unit]:
    from perenou.language.search.unit import Unit
    from perenou.language.term_base import term_base

    for term in term_base().values():
        others = "; ".join([*term.et, *term.en, *term.ru])
        names = term.names(language)
        called = f" ({'; '.join(names[1:])})" if names[1:] else ""
        yield Unit(
            term.name,
            names[0] if names else term.name,
            f"{term.means}{called}",
            "term",
            theme=term.theme,
            also=f"({others}) {', '.join(term.cites)}",
        )


def _handbook() -> Iterator[Unit]:
    from perenou.language.search.unit import Unit

    for heading, text in handbook_parts():
        if body := " ".join(_MARKUP.sub(r"\1", text).split()):
            yield Unit(heading, heading, body, "handbook")


def handbook_parts() -> Iterator[tuple[str, str]]:
    """The parts of the handbook as they are written: heading and text of each, in order."""
    text = handbook()
    found = list(_HEADING.finditer(text))
    for heading, following in zip(found, [*found[1:], None], strict=True):
        end = len(text) if following is None else following.start()
        yield heading[2], text[heading.end() : end]


def handbook() -> str:
    """The handbook: inside an installed package, or in the working copy that runs."""
    packed = files("perenou.impact").joinpath("handbook.md")
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "docs" / "handbook.md").read_text(encoding="utf-8")
