"""The form of answers about reforms, and of work that takes longer than a question may."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from perenou.api.answers import Amount, Told


class ReformCost(TypedDict):
    """What a reform costs in a year, and how many families it touches."""

    title: str
    cost: Amount
    difference: Amount
    by_benefit: dict[str, Amount]
    winners: int
    losers: int
    unchanged: int
    losing_much: int
    newly_entitled: int


class Simulated(TypedDict):
    """The law of a day over invented families, and reforms beside it."""

    perenou: str
    year: int
    as_of: str
    families: int
    undecided: int
    cost: Amount
    reforms: list[ReformCost]
    told: str
    sections: list[Told]


class JobTold(TypedDict):
    """Work that was asked for: ``result`` is the address of what came of it, once it is done."""

    id: int
    operation: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int
    steps: int
    asked_at: str
    ended_at: str | None
    problem: str | None
    result: str | None


class Jobs(TypedDict):
    """One's own work, the newest first; ``next``: the number before which to go on."""

    jobs: list[JobTold]
    next: int | None
