"""The part of the case file about dealings with another state's institution: what happened when."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from perenou.casework.case_file.coordination import InState
from perenou.casework.case_file.fields import (
    Cents,
    Country,
    Day,
    Flag,
    Maybe,
    MonthOfYear,
    OrAll,
    Ref,
    Text,
)
from perenou.casework.case_file.spells import Entries, Model

EventKind = Literal[
    "claim",
    "forwarded",
    "arrived",
    "provisional_decision",
    "agreed",
    "disputed",
    "explanation_asked",
    "explanation_given",
    "commission",
    "settled",
    "decision_sent",
    "amounts_reported",
    "supplement_asked",
    "reminder",
    "information_asked",
    "information_given",
    "check",
    "payee_asked",
    "payee_decided",
    "statement",
    "transferred",
]


class DealingEvent(Model):
    """One event of the dealings; a later one never overwrites an earlier one."""

    on: Day | None = Field(default=None, description="Day of the event.")
    what: EventKind | None = Field(
        default=None,
        description=(
            "`claim`: came in for the first time; `forwarded`, `arrived`: sent on and received by "
            "the other institution; `settled`: agreed or reconciled; `statement`: of what was paid "
            "provisionally."
        ),
    )
    by: Country | None = Field(default=None, description="State whose institution acted.")
    first: Country | None = Field(
        default=None, description="State that is to pay first (`provisional_decision`, `settled`)."
    )
    payee: Ref | None = Field(
        default=None, description="Who really maintains the child (`payee_decided`)."
    )
    amount: Cents | None = Field(
        default=None, description="Euros altogether (`statement`, `transferred`)."
    )
    from_: MonthOfYear | None = Field(
        default=None, alias="from", description="First month of a `statement`."
    )
    to: MonthOfYear | None = Field(default=None, description="Last month of a `statement`.")
    reason: Text | None = Field(default=None, description="Reason given.")
    source: Text | None = Field(default=None, description="Document it stands in.")


class RecoveryAbroad(Model):
    """A claim on a person that the other state is to be asked to recover."""

    title: Maybe[Flag] = Field(
        default="unknown", description="Whether there is an enforceable title."
    )
    contested: Maybe[Flag] = Field(default="unknown", description="Whether it is contested.")
    tried: Maybe[Flag] = Field(
        default="unknown", description="Whether Estonia has taken its own steps of recovery."
    )
    barred: Maybe[Flag] = Field(
        default="unknown", description="Whether it is barred by limitation."
    )


class Dealing(InState):
    """Dealings with one other state's institution; `from` and `to`: the time they are about."""

    for_: OrAll[Ref] = Field(default="all", alias="for", description="Children, or `all`.")
    events: Entries[DealingEvent] = Field(default=(), description="What happened when.")
    recovery: RecoveryAbroad | None = Field(
        default=None, description="A claim on a person that is to be recovered there."
    )


class PriorityOverride(InState):
    """A state that an official puts first against what the facts say, and why."""

    reason: Text | None = Field(default=None, description="Why; needed.")
    by: Maybe[Text] | None = Field(default=None, description="Who decided so.")
