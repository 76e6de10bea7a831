"""The part of the case file about maintenance that a child claims from a debtor."""

from typing import Literal

from pydantic import Field

from perenou.casework.case_file.fields import Cents, Day, DayOrFalse, Flag, Maybe, MonthOfYear, Ref
from perenou.casework.case_file.spells import Entries, Model, Spell


class Title(Spell):
    """What the debtor owes a month under an enforceable title."""

    month_amount: Maybe[Cents] | None = Field(default=None, description="Euros a month.")
    kind: Maybe[Literal["court", "agreement"]] | None = Field(
        default=None, description="A court's award, or a notarised or mediated agreement."
    )


class CourtProceedings(Model):
    """Court proceedings in which maintenance is claimed."""

    ruling: Day | None = Field(
        default=None, description="Day of the payment-order proposal or interim ruling."
    )
    seeks: Maybe[Literal["award", "change"]] | None = Field(
        default=None, description="Whether the court is asked to award or to change maintenance."
    )
    ruling_set_aside: Day | None = Field(
        default=None, description="Day on which the ruling was set aside; left out: it was not."
    )
    ended: Day | None = Field(
        default=None, description="Day on which the case ended; left out: still going on."
    )
    outcome: Maybe[Literal["award", "no_award", "defendant_died"]] | None = Field(
        default=None, description="How the case ended."
    )
    debtor_began_paying: Day | None = Field(
        default=None, description="Day on which the debtor began to pay; left out: has not."
    )
    debtor_knew: Maybe[Flag] | None = Field(
        default=None,
        description="Whether the debtor then knew or should have known of the State's claim.",
    )


class Enforcement(Model):
    """Enforcement of maintenance."""

    where: Maybe[Literal["estonia", "abroad", "both"]] = Field(
        default="estonia", description="Where the debtor's money can be reached."
    )
    opened: Day | None = Field(
        default=None, description="Day on which the Estonian bailiff opened the file."
    )
    closed: Day | None = Field(
        default=None, description="Last day of the enforcement; left out: still going on."
    )
    abroad_confirmed: Day | None = Field(
        default=None,
        description="Day of the foreign authority's confirmation or of the notice to the ministry.",
    )
    bailiff_authorised: Maybe[Flag] | None = Field(
        default=None,
        description="Whether an Estonian bailiff may receive the money from abroad.",
    )


class Bankruptcy(Model):
    """The debtor's bankruptcy."""

    enforcement_stayed: Day | None = Field(
        default=None,
        description="Day on which enforcement was stayed for the petition; left out: it was not.",
    )
    enforcement_resumed: Day | None = Field(
        default=None, description="Day on which enforcement resumed; left out: it has not."
    )
    declared: DayOrFalse | None = Field(
        default=None, description="Day on which bankruptcy was declared; false: it was refused."
    )
    order_final: Day | None = Field(
        default=None,
        description="Day on which the order ending it became final; left out: still going on.",
    )
    agency_notified: Maybe[Flag] | None = Field(
        default=None, description="Whether the agency itself told the family of the right."
    )


class Received(Model):
    """What the child received as maintenance, a calendar month's sum for a run of months."""

    from_: MonthOfYear | None = Field(default=None, alias="from", description="First month.")
    to: MonthOfYear | None = Field(
        default=None, description="Last month, included; left out: only the first one."
    )
    amount: Maybe[Cents] | None = Field(default=None, description="Euros a month, 0 for nothing.")


class Maintenance(Model):
    """Everything between a child and one debtor."""

    debtor: Maybe[Ref] | None = Field(default=None, description="Who owes the maintenance.")
    somebody_else_maintains: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Times when another person maintained the child instead."
    )
    title: Maybe[Entries[Title]] | None = Field(
        default=None, description="Enforceable titles, and what they award a month."
    )
    court: Maybe[Entries[CourtProceedings]] | None = Field(
        default=None, description="Court proceedings."
    )
    enforcement: Maybe[Entries[Enforcement]] | None = Field(
        default=None, description="Enforcement, in Estonia or abroad."
    )
    bankruptcy: Maybe[Entries[Bankruptcy]] | None = Field(
        default=None, description="The debtor's bankruptcies."
    )
    stayed_in_emergency: Maybe[Entries[Spell]] = Field(
        default=(),
        description="Times when an emergency or war stayed enforcement or bankruptcy.",
    )
    received: Maybe[Entries[Received]] | None = Field(
        default=None, description="What was received, by calendar month; other months are open."
    )
