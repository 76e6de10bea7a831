"""Many texts checked one after another: every file is told of, also what is not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial

from perenou.acts.check.as_json import finding_data, place_data
from perenou.acts.check.spread import spread
from perenou.acts.page.errors import PageError
from perenou.acts.read.document import ReadDocument
from perenou.acts.read.errors import RefusedDocumentError
from perenou.casework.as_json import Json
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.texts.against import Aspects, aspects
from perenou.texts.check import CheckedText, Wanted, check_file
from perenou.texts.clarity import GROUP as CLARITY
from perenou.texts.dismissed import Dismissals, key_of
from perenou.texts.facts import GROUP as FACTS
from perenou.texts.kept import Kept, kept
from perenou.texts.sources import Source

Progress = Callable[[int, int], None]
"""Is told how many texts are done, and of how many."""


@dataclass(frozen=True)
class CheckedSource:
    """A text of a set, and what was found in it.

    Attributes:
        facts, clarity: how many findings of each group. uncompared: how many sentences with
            figures were compared with nothing. stops: whether a finding is grave. data: everything,
            for programs.
        aspects: what is compared with other texts. refused: why it was not read. left_out: rules
            that were not looked for. source: the text as it was read, where it is to be kept.
        address: on the web.
    """

    name: str
    language: str
    facts: int
    clarity: int
    data: dict[str, Json]
    aspects: Aspects | None = None
    refused: str = ""
    left_out: int = 0
    uncompared: int = 0
    stops: bool = False
    source: ReadSource | None = None
    address: str = ""


@dataclass(frozen=True)
class ReadSource:
    """A text as it was read; ``created``: as its file tells it; ``file``: a Word file itself."""

    format: str
    title: str
    created: str
    paragraphs: list[Kept]
    file: bytes = b""


def check_sources(
    sources: Sequence[Source],
    wanted: Wanted,
    dismissals: Dismissals,
    processes: int,
    progress: Progress,
    *,
    keeps: bool = False,
) -> tuple[CheckedSource, ...]:
    """Check texts, at most ``processes`` at the same time; the worst come first.

    Args:
        keeps: whether what was read is given back, too.
    """
    work = partial(_checked, wanted, dismissals, keeps)
    found: list[CheckedSource] = []
    with closing(spread(work, partial(_lost, wanted.language), sources, processes)) as results:
        for each in results:
            found.append(each)
            progress(len(found), len(sources))
    return tuple(sorted(found, key=lambda e: (bool(e.refused), -e.facts, -e.clarity, e.name)))


def _checked(wanted: Wanted, dismissals: Dismissals, keeps: bool, source: Source) -> CheckedSource:
    try:
        content = source.content()
        checked, document = check_file(content, source.name, wanted)
    except (RefusedDocumentError, PageError) as error:
        return _refused(source.name, error.text(wanted.language))
    left = dismissals.left(checked)
    return CheckedSource(
        source.name,
        checked.language,
        sum(each.group == FACTS for each in left.findings),
        sum(each.group == CLARITY for each in left.findings),
        text_data(left),
        aspects(checked.act, source.name, checked.language, wanted.today),
        left_out=checked.left_out,
        uncompared=len(checked.uncompared),
        stops=any(each.severity.stops for each in left.findings),
        source=_read(document, checked, content) if keeps else None,
        address=source.address,
    )


def _read(document: ReadDocument, checked: CheckedText, content: bytes) -> ReadSource:
    about = document.metadata
    created = about.created if document.format == "mail" else ""
    file = content if document.format == "docx" else b""
    return ReadSource(document.format, about.title, created, kept(checked.act.source), file)


def _lost(language: Language, source: Source) -> CheckedSource:
    texts = Catalogue.load("perenou.acts.check", "texts")
    return _refused(source.name, texts.text("check.folder.killed", language, name=source.name))


def _refused(name: str, reason: str) -> CheckedSource:
    return CheckedSource(name, "", 0, 0, {"error": reason}, refused=reason)


def text_data(checked: CheckedText) -> dict[str, Json]:
    """Everything about a text for programs: findings with their keys for dismissing."""
    act, day = checked.act, checked.written
    return {
        "language": checked.language,
        "day": None if day is None else date.fromordinal(day).isoformat(),
        "rules_left_out": checked.left_out,
        "findings": [
            {
                **finding_data(act, each),
                "key": key_of(act, each),
                "instead": each.instead,
            }
            for each in checked.findings
        ],
        "uncompared": [
            {
                "place": place_data(act, each.place),
                "text": each.text,
                "figures": list(each.figures),
                "unknown_names": list(each.names),
            }
            for each in checked.uncompared
        ],
    }
