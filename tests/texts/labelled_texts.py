"""The labelled texts: what is to be found in them, and what the check finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from tests.texts.stale_pages import TODAY

from perenou.acts.check.text import ActText
from perenou.rules.types import Day
from perenou.texts.check import Wanted, check_text
from perenou.texts.clarity import Rules
from perenou.texts.facts import FACT_RULES

FOLDER: Final = Path(__file__).with_name("labelled")
_MARK: Final = re.compile(r"\[\[(\+?)([\w/-]+)\|(.+?)\]\]")


@dataclass(frozen=True)
class Labelled:
    """A text with its places: rule, start and end; a rule about the whole text has no place."""

    name: str
    text: str
    day: Day | None
    spots: tuple[tuple[str, int, int], ...]
    whole: frozenset[str]


def labelled(kind: str) -> list[Labelled]:
    """The texts of the files that begin with a word: ``facts``, ``letters``."""
    return [text for path in sorted(FOLDER.glob(f"{kind}*.txt")) for text in _of_file(path)]


def _of_file(path: Path) -> Iterator[Labelled]:
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        day, whole = None, frozenset[str]()
        while found := re.match(r"(day|whole):? (.*)\n", rest):
            if found[1] == "day":
                day = date.fromisoformat(found[2]).toordinal()
            else:
                whole = frozenset(found[2].replace(" ", "").split(","))
            rest = rest[found.end() :].lstrip("\n")
        yield _read(name.strip(), rest.strip("\n"), day, whole)


def _read(name: str, marked: str, day: Day | None, whole: frozenset[str]) -> Labelled:
    text, at = "", 0
    spots: list[tuple[str, int, int]] = []
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        for rule in found[2].split("/"):
            start = len(text)
            if found[1]:
                # The rest of a place whose words do not stand beside each other.
                at_last = max(n for n, each in enumerate(spots) if each[0] == rule)
                start = spots.pop(at_last)[1]
            spots.append((rule, start, len(text) + len(found[3])))
        text += found[3]
        at = found.end()
    return Labelled(name, text + marked[at:], day, tuple(spots), whole)


@dataclass(frozen=True)
class Judged:
    """A place: which rule, what stands there, whether it is labelled and whether it was found."""

    name: str
    rule: str
    words: str
    is_labelled: bool
    is_found: bool


def judged(each: Labelled, *, facts: bool) -> Iterator[Judged]:
    """Every place that is labelled or found in a text: of facts, or of wording."""
    source = ActText.from_text(each.text)
    wanted = Wanted(TODAY, written=each.day, rules=None if facts else Rules(every=True))
    checked = check_text(source, wanted)
    starts = _starts(each.text, [p.text for p in checked.act.paragraphs])
    left = list(each.spots)
    whole = set(each.whole)
    for finding in checked.findings:
        if (finding.item in FACT_RULES) is not facts:
            continue
        if finding.place is None:
            yield Judged(each.name, finding.item, "", finding.item in whole, True)
            whole.discard(finding.item)
            continue
        start = starts[finding.place.paragraph - 1] + finding.place.start
        end = starts[finding.place.paragraph - 1] + finding.place.end
        match = next(
            (s for s in left if s[0] == finding.item and s[1] < end and start < s[2]), None
        )
        if match is not None:
            left.remove(match)
        yield Judged(each.name, finding.item, finding.excerpt, match is not None, True)
    for rule, start, end in left:
        if (rule in FACT_RULES) is facts:
            yield Judged(each.name, rule, each.text[start:end], True, False)
    for rule in whole:
        if (rule in FACT_RULES) is facts:
            yield Judged(each.name, rule, "", True, False)


def _starts(text: str, paragraphs: list[str]) -> list[int]:
    """Where each paragraph begins in the text; lines are not wrapped."""
    found, at = [], 0
    for paragraph in paragraphs:
        at = text.index(paragraph, at)
        found.append(at)
        at += len(paragraph)
    return found
