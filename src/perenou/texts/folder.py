"""Many texts checked one after another: every file is told of, also what is not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from perenou.acts.check.as_json import finding_data
from perenou.acts.check.spread import spread
from perenou.acts.page.errors import PageError
from perenou.acts.read.errors import RefusedDocumentError
from perenou.casework.as_json import Json
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.texts.across import Told, shingles
from perenou.texts.check import CheckedText, Wanted, check_file
from perenou.texts.clarity import GROUP as CLARITY
from perenou.texts.dismissed import Dismissals, key_of
from perenou.texts.facts import GROUP as FACTS
from perenou.texts.sources import Source
from perenou.texts.statements import statements

Progress = Callable[[int, int], None]
"""Is told how many texts are done, and of how many."""


@dataclass(frozen=True)
class CheckedSource:
    """A text of a set, and what was found in it.

    Attributes:
        facts, clarity: how many findings of each group. data: everything, for programs. told: the
            figures that it states. rows: its words, for comparing. refused: why it was not read.
        left_out: rules that were not looked for.
    """

    name: str
    language: str
    facts: int
    clarity: int
    data: dict[str, Json]
    told: tuple[Told, ...] = ()
    rows: frozenset[int] = frozenset()
    refused: str = ""
    left_out: int = 0


def check_sources(
    sources: Sequence[Source],
    wanted: Wanted,
    dismissals: Dismissals,
    processes: int,
    progress: Progress,
) -> tuple[CheckedSource, ...]:
    """Check texts, at most ``processes`` at the same time; the worst come first."""
    work = partial(_checked, wanted, dismissals)
    found: list[CheckedSource] = []
    for each in spread(work, partial(_lost, wanted.language), sources, processes):
        found.append(each)
        progress(len(found), len(sources))
    return tuple(sorted(found, key=lambda e: (bool(e.refused), -e.facts, -e.clarity, e.name)))


def _checked(wanted: Wanted, dismissals: Dismissals, source: Source) -> CheckedSource:
    try:
        checked, _ = check_file(source.content(), source.name, wanted)
    except (RefusedDocumentError, PageError) as error:
        return _refused(source.name, error.text(wanted.language))
    left = dismissals.left(checked)
    return CheckedSource(
        source.name,
        checked.language,
        sum(each.group == FACTS for each in left.findings),
        sum(each.group == CLARITY for each in left.findings),
        text_data(left),
        tuple(_told(source.name, checked, wanted.today)),
        shingles(checked.act.text),
        left_out=checked.left_out,
    )


def _told(name: str, checked: CheckedText, today: Day) -> list[Told]:
    """What a text states as of now of one figure for sure."""
    return [
        Told(name, each.figures[0], each.value)
        for each in statements(checked.act)
        if len(each.figures) == 1
        and each.is_sure
        and not each.times.is_past
        and not each.times.days
        and (each.times.since is None or each.times.since <= today)
    ]


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
    }
