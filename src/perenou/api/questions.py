"""The questions that other programs ask, as models with their schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from perenou.language.grammar import Language
from perenou.population.synthetic import FIRST_YEAR, LAST_YEAR, SEED

MOST_TEXT = 200_000
"""Characters of a text or case file that are read."""


class Asked(BaseModel):
    """What every question may tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language = Field("et", description="Language of the sentences in the answer.")


TheCase = dict[str, Any] | Annotated[str, Field(max_length=MOST_TEXT)] | None
"""A case file: an object, or its text."""


class OfCase(Asked):
    """A question about a case, which is told or named."""

    case: TheCase = Field(
        None, description="The case file: an object, or its text in YAML or JSON."
    )
    file: str | None = Field(
        None, max_length=200, description="Instead of it, a file in the folder of cases."
    )
    as_of: date | None = Field(
        None, description="Solve by what could be known and applied on this day; else today."
    )


class Solve(OfCase):
    """What is due, month by month."""

    detail: Literal["short", "whole"] = Field(
        "short", description="With “whole” the answer holds the tree of reasons of every payment."
    )


class Sums(OfCase):
    """What is due, month by month, without rights, questions, doubts and reasons."""


class Explain(OfCase):
    """Why a benefit is due or not."""

    benefit: str = Field(max_length=80, description="Its key, such as child_allowance.")


class WhatIf(OfCase):
    """What differs if something were otherwise."""

    changes: list[Annotated[str, Field(max_length=500)]] = Field(
        min_length=1,
        max_length=50,
        description="Each as PLACE=VALUE, such as children.juku.birth=2010-02-03.",
    )


class Missing(OfCase):
    """What has to be known for the answer to be certain."""


class OfDay(Asked):
    """What the law says on a day, as it could be known on another."""

    day: date | None = Field(None, description="The day; else today.")
    known: date | None = Field(None, description="As could be known on this day; else that day.")


class Listed(OfDay):
    """A list that can be read piece by piece."""

    after: str = Field("", max_length=120, description="Go on after this name.")
    most: int = Field(1000, ge=1, le=1000, description="So many at most.")


class Figures(Listed):
    """The figures of the law that apply on a day."""

    about: str = Field(
        "", max_length=120, description="Only those whose label, name or citation has every word."
    )


class Norms(Listed):
    """The norms of the coded law that hold on a day."""


class Handbook(OfDay):
    """The pages of the handbook, and one of them as the law stands on a day."""

    page: str = Field("", max_length=80, description="Key of a page; empty: the list alone.")


class Norm(Asked):
    """What a norm, figure or fact of the coded law says and rests on."""

    name: str = Field(
        min_length=1, max_length=120, description="Its name, a citation, or words of its label."
    )


class Provision(Asked):
    """A provision as it reads on a day."""

    provision: str = Field(max_length=120, description="Such as PHS § 17 lg 1.")
    day: date | None = Field(None, description="The day; else today.")


class Find(Asked):
    """Norms, terms, pages of the handbook and texts of acts that answer a question."""

    question: str = Field(min_length=1, max_length=1000)
    day: date | None = Field(None, description="Only what holds on this day.")
    most: int = Field(5, ge=1, le=50, description="So many answers at most.")


class CheckAct(Asked):
    """What is wrong with an administrative act or letter."""

    text: str = Field(min_length=1, max_length=MOST_TEXT, description="The text of the document.")
    kind: str | None = Field(None, max_length=40, description="What it is, such as refusal.")
    day: date | None = Field(None, description="The day of the document.")
    case: TheCase = Field(None, description="The case that it is about, to compare sums and days.")


class CheckText(Asked):
    """What is stale, wrong or hard to read in a letter or page."""

    text: str = Field(min_length=1, max_length=MOST_TEXT, description="The text.")
    day: date | None = Field(None, description="The day of the text, where it does not tell it.")
    as_of: date | None = Field(None, description="Lay it beside the law of this day; else today.")
    wording: bool = Field(True, description="Whether plain language is looked at, too.")


class Matters(OfCase):
    """What there is to decide and to write in a case."""


class DraftAct(OfCase):
    """A draft of an act or letter."""

    number: int | None = Field(None, ge=1, le=10_000, description="Its number among the matters.")
    kind: str | None = Field(
        None, max_length=40, description="Instead of it, its kind, where only one matter has it."
    )
    particulars: dict[str, Any] = Field(
        default_factory=dict,
        description="What an official gives: number, day, official, hearing and the like.",
    )


Figure = dict[str, Annotated[str, Field(max_length=500)] | int | float]


class ReformTold(BaseModel):
    """A proposal: dated figures laid over the law. Norms, which are code, are never taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, max_length=200, description="What it is called.")
    source: str = Field(min_length=1, max_length=200, description="Who proposes it, and where.")
    parameters: dict[str, Annotated[list[Figure], Field(min_length=1, max_length=50)]] = Field(
        min_length=1,
        max_length=50,
        description="By name of a figure its versions: from, value, citation, perhaps until.",
    )


class Simulate(Asked):
    """What reforms cost in an invented Estonia, and who would have more or less."""

    reforms: list[ReformTold] = Field(max_length=3, description="At most three, side by side.")
    year: int = Field(LAST_YEAR, ge=FIRST_YEAR, le=LAST_YEAR, description="The year of payments.")
    families: int = Field(
        0, ge=0, le=200_000, description="Only the first so many families; 0: all of them."
    )
    seed: int = Field(SEED, ge=0, le=2**31, description="What the families are drawn from.")
    loses_more: int = Field(
        50, ge=0, le=100_000, description="Euros a month from which a loss is told of apart."
    )
    as_of: date | None = Field(None, description="The law of this day; else today's.")


class Benefits(Asked):
    """The benefits by their keys."""
