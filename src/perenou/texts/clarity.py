"""The wording of a text against the rules of plain language, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from perenou.acts.check.finding import Finding, Severity
from perenou.acts.check.view import Act, Place
from perenou.language.catalogue import Catalogue
from perenou.language.clarity.find import Block, Spot, find
from perenou.language.clarity.rules import Rule, rules
from perenou.language.grammar import Language
from perenou.language.morphology import tagger
from perenou.texts.letter import is_letter

GROUP: Final = "clarity"
_SEVERITIES: Final = {"info": Severity.INFO, "warn": Severity.MINOR, "error": Severity.MAJOR}


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules of plain language count.

    Attributes:
        own: an organisation's file. every: whether also those that are off by default.
    """

    own: Path | None = None
    every: bool = False

    def of(self, language: Language) -> Mapping[str, Rule]:
        """The rules for texts in a language.

        Raises:
            RuleError: a rule is written wrongly.
            OSError: the organisation's file cannot be read.
        """
        found = rules(language, self.own)
        return {key: rule for key, rule in found.items() if self.every or rule.is_on}


def left_out(language: Language, wanted: Rules) -> int:
    """How many rules are not looked for, as no dictionary of Estonian is installed."""
    if language != "et" or tagger() is not None:
        return 0
    return sum(rule.needs_dictionary for rule in wanted.of(language).values())


def clarity_findings(
    act: Act, text_language: Language, wanted: Rules, language: Language = "et"
) -> Iterator[Finding]:
    """What could be said more plainly; words about a rule are in the language of the text."""
    heads = {each.number for each in act.head}
    blocks = [
        Block(each.text, not each.heading and each.cell is None and each.number not in heads)
        for each in act.paragraphs
    ]
    for spot in find(
        blocks,
        wanted.of(text_language).values(),
        is_letter=is_letter(act),
        is_estonian=text_language == "et",
    ):
        yield _finding(act, spot, text_language, language)


def _finding(act: Act, spot: Spot, text_language: Language, language: Language) -> Finding:
    rule = spot.rule
    place = None if spot.block is None else Place(spot.block + 1, spot.start, spot.end)
    texts = Catalogue.load("perenou.texts", "texts")
    measured = ""
    if spot.value is not None and spot.value > 1:
        measured = " " + texts.text("text.clarity.measured", text_language, value=round(spot.value))
    return Finding(
        rule.id,
        GROUP,
        _SEVERITIES[rule.severity],
        place,
        "" if place is None else act.excerpt(place),
        rule.problem + measured,
        texts.text("text.clarity.why", language),
        rule.source,
        rule.advice,
        spot.instead,
    )
