"""The questions that other programs ask, as models with their schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from perenou.language.grammar import Language

MOST_TEXT = 200_000
"""Characters of a text or case file that are read."""


class Asked(BaseModel):
    """What every question may tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language = Field("et", description="Language of the sentences in the answer.")


class OfCase(Asked):
    """A question about a case, which is told or named."""

    case: dict[str, Any] | Annotated[str, Field(max_length=MOST_TEXT)] | None = Field(
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


class Figures(Asked):
    """The figures of the law that apply on a day."""

    day: date | None = Field(None, description="The day; else today.")
    known: date | None = Field(None, description="As could be known on this day; else that day.")


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


class Benefits(Asked):
    """The benefits by their keys."""
