"""The part of the case file about several states: work, pensions, other states' benefits."""

from typing import Final, Literal

from pydantic import Field

from perenou.casework.case_file.fields import (
    Children,
    Country,
    Day,
    ExactDay,
    Flag,
    ForeignCents,
    Maybe,
    Rate,
    Text,
    known,
)
from perenou.casework.case_file.spells import Model, Spell

_EURO: Final = frozenset(
    ["AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "IE", "IT", "LT", "LU", "LV", "MT",
     "NL", "PT", "SI", "SK"]
)  # fmt: skip
"""States that have had the euro since before 2017; an amount that names no currency is in it."""
COORDINATED_STATES: Final = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""The Union, the European Economic Area and Switzerland."""

UNITED_KINGDOM: Final = "GB"
"""Coordinated for those whom the Withdrawal Agreement keeps."""
OUTSIDE: Final = frozenset(["AU", "BY", "CA", "GE", "IN", "MD", "RU", "UA", "US"])
"""States with which Estonia has an agreement, or is often asked whether it has one."""

HOME: Final = "EE"

ActivityKind = Literal[
    "employed", "self_employed", "civil_servant", "service", "seafarer", "flight_crew"
]
Proof = Literal["a1", "employer", "register", "institution", "statement"]
InterruptionKind = Literal[
    "sickness",
    "maternity",
    "accident",
    "unemployment_benefit",
    "parental_benefit",
    "paid_leave",
    "strike",
    "unpaid_leave",
]
Currency = Literal[
    "EUR", "AUD", "BGN", "BRL", "BYN", "CAD", "CHF", "CNY", "CZK", "DKK", "GBP", "GEL", "HKD",
    "HRK", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "MDL", "MXN", "MYR", "NOK", "NZD",
    "PHP", "PLN", "RON", "RUB", "SEK", "SGD", "THB", "TRY", "UAH", "USD", "ZAR",
]  # fmt: skip
IntervalName = Literal["month", "week", "quarter", "year"]
Kind = Literal["general", "replacing", "orphans"]


CitizenStatus = Literal["citizen", "stateless", "refugee", "undetermined"]


class InState(Spell):
    """A spell that concerns one state."""

    country: Maybe[Country] | None = Field(default=None, description="The state.")


class Citizenship(InState):
    """A citizenship, or that somebody has none."""

    status: Maybe[CitizenStatus] = Field(
        default="citizen",
        description="`citizen` of the state; otherwise without a state: `stateless`, `refugee`, or "
        "of `undetermined` citizenship.",
    )


class Work(InState):
    """Work in a state; crew: where the ship's flag or the home base is."""

    kind: Maybe[ActivityKind] | None = Field(default=None, description="Kind of work.")
    posted_from: Maybe[Country] | None = Field(
        default=None,
        description="Sent to work there from this state; `to` is then the expected last day.",
    )
    employer_country: Maybe[Country] | None = Field(
        default=None,
        description="State in which the employer has its seat; of a civil servant that of the "
        "administration.",
    )
    substantial: Maybe[Flag] | None = Field(
        default=None, description="Whether a substantial part (about 25 %) of all work is there."
    )
    centre: Maybe[Flag] | None = Field(
        default=None, description="Self-employed: whether their centre of interest is there."
    )
    proof: Maybe[Proof] | None = Field(default=None, description="What proves it.")

    @property
    def decides_for(self) -> str | None:
        """The state whose activity it is: a civil servant's the administration's (11(3)(b))."""
        is_abroad = self.kind == "civil_servant" and self.employer_country is not None
        return self.employer_country if is_abroad else self.country


class WorkInterruption(InState):
    """An interruption of work in a state, or what is paid there in its stead."""

    kind: Maybe[InterruptionKind] | None = Field(default=None, description="Kind.")
    treated_as_work: Maybe[Flag] | None = Field(
        default=None, description="Unpaid leave: whether the state treats it like work."
    )


class StatePension(InState):
    """A pension drawn from a state."""

    kind: Maybe[Literal["old_age", "invalidity", "survivor", "accident"]] | None = Field(
        default=None, description="Kind of pension."
    )
    months: Maybe[Children] | None = Field(
        default=None, description="Months of insurance or residence in the state altogether."
    )


class TimeInState(Model):
    """For how long a state's legislation applied to somebody."""

    country: Maybe[Country] | None = Field(default=None, description="The state.")
    months: Maybe[Children] | None = Field(default=None, description="Months altogether.")


class LegislationDocument(InState):
    """A document that puts the person under a state's legislation."""

    kind: Maybe[Literal["a1", "agreement", "decision"]] | None = Field(
        default=None, description="A1 certificate, agreement of states, or own decision."
    )
    reason: Text | None = Field(default=None, description="Why, where it is a decision.")


class DisputedLegislation(Spell):
    """A time for which states disagree whose legislation applies."""

    first_asked: Maybe[Country] | None = Field(
        default=None, description="State in which a benefit was claimed first."
    )


class StateBenefit(InState):
    """A family benefit of another state for the child, or that there is none and why."""

    basket: Maybe[Kind] = Field(
        default="general",
        description="`general`: for the cost of children; `replacing`: in the stead of income; "
        "`orphans`: additional or special for orphans.",
    )
    name: Text | None = Field(default=None, description="What it is called there.")
    right: Maybe[Flag] = Field(
        default=True, description="Whether that state's law gives it for the child."
    )
    why_not: Text | None = Field(default=None, description="Why not.")
    amount: Maybe[ForeignCents] | None = Field(
        default=None, description="Amount in its currency, for the interval."
    )
    currency: Maybe[Currency] | None = Field(
        default=None, description="Currency; left out where the state has had the euro since 2017."
    )
    interval: Maybe[IntervalName] | None = Field(
        default=None, description="What the amount is for."
    )
    shared_by: Maybe[Children] = Field(
        default=1, description="Number of children among whom a family's amount is split."
    )
    paid_on: Day | None = Field(default=None, description="Day on which it was paid.")
    source: Text | None = Field(default=None, description="Who reported it, in which document.")


def currency_of(entry: StateBenefit) -> str | None:
    """The currency of a benefit's amount: as told, or that of the state; None where it is open."""
    if entry.currency is None and entry.country in _EURO:
        return "EUR"
    return known(entry.currency)


class PrimaryState(InState):
    """The state that is to pay first where the rules do not decide it, and why."""

    reason: Text | None = Field(default=None, description="Who agreed or decided so, and why.")


class RateOfDay(Model):
    """A reference rate that the European Central Bank published."""

    currency: Currency | None = Field(default=None, description="Currency.")
    day: ExactDay | None = Field(
        default=None, description="Day of the rate; it holds until the next banking day."
    )
    rate: Rate | None = Field(default=None, description="How much of the currency one euro is.")
    source: Text | None = Field(default=None, description="Where it was read.")
