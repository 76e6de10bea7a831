"""What differs between a question and an earlier one that was answered: facts, day, theme, law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.casework.words import Words
from perenou.impact.registry import citing, near
from perenou.language.dates import day as day_text
from perenou.language.grammar import Language, listed
from perenou.language.search.differ import differences
from perenou.rules.types import Day
from perenou.workbench.frame.words import say
from perenou.workbench.questions.published import Published

MOST: Final = 4


def told(
    text: str, theme: str, day: Day, earlier: Published, language: Language
) -> tuple[str, ...]:
    """What differs, a sentence each; nothing: as far as can be told, it is the same.

    Args:
        text: of the question. day: of the law that it is asked about.
    """
    return tuple(_sentences(text, theme, day, earlier, language))


def _sentences(
    text: str, theme: str, day: Day, earlier: Published, language: Language
) -> Iterator[str]:
    words = Words(language)
    for each in differences(text, f"{earlier.subject} {earlier.asked}"):
        here, there = (
            listed(
                [words.state(code) if each.aspect == "states" else code for code in side], language
            )
            for side in (each.here, each.there)
        )
        nothing = say("questions.differs.nothing", language)
        yield say(
            f"questions.differs.{each.aspect}", language, here=here or nothing,
            there=there or nothing,
        )  # fmt: skip
    if theme and theme != earlier.theme:
        yield say(
            "questions.differs.theme", language,
            there=say(f"theme.{earlier.theme}", language),
        )  # fmt: skip
    yield from changed_since(earlier, day, language)


def changed_since(earlier: Published, day: Day, language: Language) -> Iterator[str]:
    """What of the law that an answer rests on is another on a day than when it was given."""
    if earlier.day == day:
        return
    told_of: dict[str, None] = {}
    for cited in earlier.citations:
        then = {(row.name, row.since): row for row in citing(cited, near(cited), earlier.day)}
        now = {(row.name, row.since): row for row in citing(cited, near(cited), day)}
        for key in dict.fromkeys((*now, *then)):
            if key in then and key in now:
                continue
            row = now.get(key) or then[key]
            if row.kind in ("norm", "figure"):
                told_of[f"{cited}: {row.labels.in_language(language)}"] = None
    if told_of:
        yield say("questions.differs.law", language, what=list(told_of)[:MOST], day=earlier.day)


def age(earlier: Published, language: Language) -> str:
    """As of which day an answer tells the law."""
    return say("questions.as_of", language, day=day_text(earlier.day, language))
