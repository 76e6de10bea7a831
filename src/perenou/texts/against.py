"""A set of texts laid against each other: what each tells, and where they part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perenou.acts.check.view import Act
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.texts.across import (
    Contradiction,
    Told,
    Twins,
    contradictions,
    shingles,
    twins,
)
from perenou.texts.answers import Answered, Differing, answered_differently, answers
from perenou.texts.figures_told import FiguresTold, figures_told
from perenou.texts.naming import Naming, named_differently, names_used
from perenou.texts.statements import statements
from perenou.texts.translations import Lagging, Translated, lagging, pairs_of


@dataclass(frozen=True)
class Aspects:
    """What of a text is compared with others.

    Attributes:
        told: figures of the law that it states as of now. rows: its words. figures: everything
            that it tells in figures. answers: to the questions that it asks itself. names: terms
            with what it calls them.
    """

    name: str
    language: Language
    told: tuple[Told, ...]
    rows: frozenset[int]
    figures: FiguresTold
    answers: tuple[Answered, ...]
    names: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Against:
    """Where the texts of a set part."""

    contradictions: tuple[Contradiction, ...] = ()
    answers: tuple[Differing, ...] = ()
    lagging: tuple[Lagging, ...] = ()
    namings: tuple[Naming, ...] = ()
    twins: tuple[Twins, ...] = ()


def aspects(act: Act, name: str, language: Language, today: Day) -> Aspects:
    """What of a text is compared with others."""
    return Aspects(
        name,
        language,
        tuple(_told(act, name, today)),
        shingles(act.text),
        figures_told(act.text),
        tuple(answers(act)),
        names_used(act.text, language),
    )


def against_each_other(texts: Sequence[Aspects], today: Day, language: Language) -> Against:
    """Where texts part; words about it are in a language."""
    translated = [Translated(each.name, each.language, each.figures) for each in texts]
    pairs = pairs_of(translated)
    return Against(
        contradictions([told for each in texts for told in each.told], today, language),
        answered_differently([(e.name, e.language, e.answers) for e in texts], pairs),
        lagging(translated, pairs),
        named_differently([(each.name, each.language, each.names) for each in texts]),
        twins([(each.name, each.rows) for each in texts if each.rows]),
    )


def _told(act: Act, name: str, today: Day) -> list[Told]:
    """What a text states as of now of one figure for sure."""
    return [
        Told(name, each.figures[0], each.value)
        for each in statements(act)
        if len(each.figures) == 1
        and each.is_sure
        and not each.times.is_past
        and not each.times.days
        and (each.times.since is None or each.times.since <= today)
    ]
