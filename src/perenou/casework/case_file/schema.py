"""The case file: everything that can be said about a family, and all of it may be left out.

A field that is left out is silence; `unknown` says that it is not known; an empty list says that
there is surely none. With `otherwise: ordinary` silence about exceptional events means that they
did not happen. Days are written exactly, by month, or as `unknown`; spells include both ends.
"""

from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field

from perenou.casework.case_file.coordination import (
    Citizenship,
    DisputedLegislation,
    LegislationDocument,
    PrimaryState,
    RateOfDay,
    StateBenefit,
    StatePension,
    TimeInState,
    Work,
    WorkInterruption,
)
from perenou.casework.case_file.dates import EARLIEST, LATEST, PartialDay
from perenou.casework.case_file.dealings import Dealing, PriorityOverride
from perenou.casework.case_file.fields import (
    Cents,
    Country,
    Day,
    DayCount,
    DayOrFalse,
    ExactDay,
    Flag,
    Hours,
    Id,
    Maybe,
    MaybeNot,
    MonthOfYear,
    OrAll,
    PersonalCode,
    Ref,
    Refs,
    Text,
    Week,
    known,
)
from perenou.casework.case_file.maintenance import Maintenance
from perenou.casework.case_file.personal_code import read_code
from perenou.casework.case_file.plan import PlanWishes
from perenou.casework.case_file.spells import Entries
from perenou.casework.case_file.spells import Model as Model
from perenou.casework.case_file.spells import Spell as Spell
from perenou.casework.case_file.spells import entries as entries
from perenou.casework.case_file.tables import COLUMNS

ClaimedBenefit = Literal[
    "child_allowance",
    "single_parent_allowance",
    "survivors_allowance",
    "guardianship_allowance",
    "large_family_allowance",
    "triplets_allowance",
    "birth_allowance",
    "adoption_allowance",
    "childcare_fee",
    "start_in_life_allowance",
    "seven_child_parent_allowance",
    "conscripts_child_allowance",
    "maintenance_allowance_court",
    "maintenance_allowance_enforcement",
    "maintenance_allowance_bankruptcy",
]
PaidByDays = Literal[
    "mothers_parental_benefit",
    "fathers_parental_benefit",
    "shared_parental_benefit",
    "earlier_parental_benefit",
    "additional_fathers_benefit",
    "adopters_parental_benefit",
]
Benefit = ClaimedBenefit | PaidByDays
ParentalKind = Literal["mothers", "fathers", "shared", "adopters"]
LeaveEntry = Literal["registered", "missing", "not_needed"]
Sex = Literal["female", "male"]
Ground = Literal[
    "citizen",
    "permanent",
    "temporary",
    "right_of_residence",
    "protection",
    "short_term_visa",
    "none",
]
Role = Literal["mother", "father", "second_parent"]
Level = Literal["basic", "upper_secondary", "vocational", "higher", "course"]
IncomeKind = Literal[
    "work",
    "self_employed",
    "business_account",
    "paid_by_state_counted",
    "paid_by_state",
    "insolvency_benefit",
    "unemployment_insurance",
]
COUNTED_BY_TAX: Final[frozenset[IncomeKind]] = frozenset(
    {"paid_by_state_counted", "insolvency_benefit"}
)
"""Kinds of which only the social tax counts that was paid (PHS § 39 lg 5, 5¹)."""
MOST_RATES: Final = 1_000
"""Rates in a case: of a few currencies for some years."""
Channel = Literal["e_service", "e_mail", "post", "office"]


def _empty_is_silent(value: object) -> object:
    return {} if value is None else value


class Residence(Spell):
    """Where a person lives, and on what ground."""

    country: Maybe[Country] | None = Field(
        default=None, description="Country of residence, `EE` = Estonia."
    )
    ground: Maybe[Ground] | None = Field(
        default=None, description="Ground of the stay in Estonia: citizenship, permit, protection."
    )
    lawful: Maybe[Flag] | None = Field(
        default=None, description="In another state: whether the stay is lawful."
    )


class Imprisonment(Spell):
    """Detention on remand, arrest or imprisonment."""

    kind: Maybe[Literal["remand", "arrest", "prison"]] | None = Field(
        default=None, description="Kind."
    )
    with_child: Maybe[Ref] | None = Field(
        default=None, description="The child who lives in the prison together with the person."
    )


class ChildImprisonment(Imprisonment):
    """Detention of a child, and how the case ended."""

    outcome: Maybe[Literal["acquitted", "no_prison", "prison"]] | None = Field(
        default=None, description="How the proceedings ended."
    )
    final_on: Day | None = Field(
        default=None, description="Day on which that decision became final."
    )


class Service(Spell):
    """Conscript service or alternative service."""

    kind: Maybe[Literal["conscript", "alternative"]] | None = Field(
        default=None, description="Kind."
    )


class Income(Model):
    """Income of one month, or of each month from one to another; several entries add up."""

    month: MonthOfYear | None = Field(default=None, description="The month, if it is one.")
    from_: MonthOfYear | None = Field(default=None, alias="from", description="First month.")
    to: MonthOfYear | None = Field(default=None, description="Last month, included.")
    social_tax: Maybe[Cents] | None = Field(
        default=None, description="Personalised social tax in each month, in euros."
    )
    gross: Maybe[Cents] | None = Field(
        default=None,
        description="Income before taxes in each month, instead of the social tax of own work.",
    )
    kind: Maybe[IncomeKind] = Field(
        default="work", description="What it is; an insolvency benefit stands in the months worked."
    )
    employer: Text | None = Field(default=None, description="Who paid it.")

    @property
    def months(self) -> tuple[int, int]:
        """Half-open ordinals of the months; an end that is left out is open."""
        first, last = self.month or self.from_, self.month or self.to
        return (
            EARLIEST if first is None else first.first,
            1 + (LATEST if last is None else last.last),
        )


class Note(Spell):
    """Time on a certificate of incapacity for work."""

    kind: Maybe[Literal["sick", "care", "maternity", "adoption", "lighter_work"]] | None = Field(
        default=None, description="Kind; a note for lighter work does not release from work."
    )


class Unemployed(Spell):
    """Time registered as unemployed."""

    redundancy_until: Day | None = Field(
        default=None,
        description="After a redundancy: last day of the waiting time for insurance benefit.",
    )


class PreviousBase(Model):
    """The income on which the parental benefit for an earlier child was based."""

    for_: Maybe[Ref] | None = Field(
        default=None, alias="for", description="The later child, whose benefit may keep the income."
    )
    child: Maybe[Ref] | None = Field(
        default=None, description="The earlier child, if this file has it."
    )
    birth: Day | None = Field(default=None, description="The earlier child's birth, otherwise.")
    income: Maybe[Cents] | None = Field(
        default=None,
        description="Euros a month; left out: computed from the earlier child's months.",
    )


class Person(Model):
    """An adult, or anybody of whom nothing is asked as a child."""

    name: Maybe[Text] | None = Field(default=None, description="Name as texts should show it.")
    personal_code: Maybe[PersonalCode] | None = Field(
        default=None, description="Estonian personal identification code, in quotes."
    )
    birth: Day | None = Field(default=None, description="Day of birth.")
    sex: Maybe[Sex] | None = Field(default=None, description="Sex.")
    residence: Maybe[Entries[Residence]] | None = Field(
        default=None, description="Where they lived, when."
    )
    tax_resident: Maybe[Flag] | None = Field(default=None, description="Tax resident of Estonia.")
    imprisonment: Maybe[Entries[Imprisonment]] | None = Field(
        default=None, description="Remand, arrest and imprisonment."
    )
    service: Maybe[Entries[Service]] | None = Field(
        default=None, description="Conscript and alternative service."
    )
    death: DayOrFalse | None = Field(default=None, description="Day of death; false: alive.")
    missing: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Police proceedings to establish the person's whereabouts."
    )
    wanted: Maybe[Entries[Spell]] | None = Field(default=None, description="Declared a fugitive.")
    uncollected: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Benefit delivered to the home that was not collected."
    )
    parental_benefit: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Time for which parental benefit is paid to this person."
    )

    income: Maybe[Entries[Income]] | None = Field(
        default=None,
        description="Income and social tax by month; a month that no entry names is not known.",
    )
    notes: Maybe[Entries[Note]] | None = Field(
        default=None, description="Sick notes, care notes and the like."
    )
    unemployed: Maybe[Entries[Unemployed]] | None = Field(
        default=None, description="Times registered as unemployed."
    )
    special_needs_leave: Maybe[Entries[Spell]] | None = Field(
        default=None,
        description="Unpaid leave or suspended contract of a special-needs child's parent.",
    )
    sickness_benefit_right: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Times with the right to sickness benefit by health insurance."
    )
    previous_income_base: Maybe[Entries[PreviousBase]] | None = Field(
        default=None, description="Incomes behind parental benefits for earlier children."
    )
    basic_exemption: Maybe[Cents] | None = Field(
        default=None,
        description="Basic exemption a month that was asked to be applied to parental benefit.",
    )
    citizenship: Maybe[Entries[Citizenship]] | None = Field(
        default=None,
        description="Citizenships; one that stays in Estonia as a citizen need not say it again.",
    )
    withdrawal_agreement: Maybe[Entries[Spell]] | None = Field(
        default=None,
        description="Time since before 2021 for which a tie to the United Kingdom is unbroken; an "
        "empty list: there is none.",
    )
    work: Maybe[Entries[Work]] | None = Field(
        default=None,
        description="Work by state; an empty list: no work. Told when life touches several states.",
    )
    work_interruptions: Maybe[Entries[WorkInterruption]] | None = Field(
        default=None, description="Interruptions of work, and benefits paid in its stead, by state."
    )
    state_pensions: Maybe[Entries[StatePension]] | None = Field(
        default=None, description="Pensions by the state that pays them."
    )
    time_by_state: Maybe[Entries[TimeInState]] | None = Field(
        default=None,
        description="Of somebody who has died: how long each state's legislation applied to them.",
    )
    legislation_documents: Maybe[Entries[LegislationDocument]] | None = Field(
        default=None, description="Documents that put the person under a state's legislation."
    )
    legislation_disputed: Maybe[Entries[DisputedLegislation]] | None = Field(
        default=None, description="Times for which states disagree whose legislation applies."
    )

    @property
    def born(self) -> PartialDay | None:
        """Birth as stated, otherwise as the personal code says; None when neither is known."""
        if self.birth is not None and self.birth.is_known:
            return self.birth
        code = known(self.personal_code)
        return PartialDay.exact(read_code(code).birth) if code is not None else None

    @property
    def died(self) -> PartialDay | None:
        """The day of death; None when the person is alive or nothing is said."""
        return self.death or None

    @property
    def stated_sex(self) -> Sex | None:
        """Sex as stated, otherwise as the personal code says."""
        if self.sex is not None and self.sex != "unknown":
            return self.sex
        code = known(self.personal_code)
        return read_code(code).sex if code is not None else None


class Stillborn(Model):
    """A child who was not born alive."""

    week: Maybe[Week] | None = Field(default=None, description="Week of pregnancy at birth.")


class ParentLink(Spell):
    """That somebody is the child's parent; left-out `from` means from birth."""

    who: Maybe[Ref] | None = Field(default=None, description="Person.")
    role: Maybe[Role] | None = Field(default=None, description="Entry in the population register.")
    ground: Maybe[Literal["birth", "acknowledgement", "paternity_judgment", "adoption"]] | None = (
        Field(default=None, description="What parentage rests on.")
    )


class WithPerson(Spell):
    """A spell that concerns one other person."""

    who: Maybe[Ref] | None = Field(default=None, description="The other person.")


class NoCustody(WithPerson):
    """A time for which a parent has no right of custody."""

    removed_by_court: Maybe[Flag] | None = Field(
        default=None, description="Whether a court took the custody away (asked before 02.2023)."
    )


class Living(Spell):
    """Who actually raises the child."""

    with_: Maybe[Refs] | None = Field(
        default=None, alias="with", description="Persons who raise the child."
    )
    share: Maybe[Literal["full", "equal"]] | None = Field(
        default=None, description="`equal`: roughly equal time with two parents who live apart."
    )


class Counting(Spell):
    """In whose family the child is counted."""

    family_of: Maybe[Ref] | None = Field(default=None, description="Parent in whose family.")
    by: Maybe[Literal["agreement", "order"]] | None = Field(
        default=None, description="The parents' agreement or a decision of the agency."
    )


class Studies(Spell):
    """A time of study."""

    level: Maybe[Level] | None = Field(default=None, description="Level of education.")
    country: Maybe[Country] = Field(default="EE", description="Country of the school.")
    final_class: Maybe[Flag] | None = Field(
        default=None, description="Whether this is the final class."
    )
    contact_hours: Maybe[Hours] | None = Field(
        default=None, description="Contact hours (courses only)."
    )
    end: Maybe[Literal["completed", "excluded", "interrupted"]] | None = Field(
        default=None, description="How the studies ended."
    )
    certificate_filed: Day | None = Field(
        default=None,
        description="Day on which the school's certificate was filed (studies abroad).",
    )


class Separated(Spell):
    """A child raised apart from a parent."""

    raised_by: Maybe[Ref] | None = Field(
        default=None, description="Who raises the child meanwhile."
    )


class Guardianship(Model):
    """A guardian appointed by court."""

    guardian: Maybe[Ref] | None = Field(default=None, description="Guardian.")
    natural_person: Maybe[Flag] = Field(
        default=True, description="False: a local government or body."
    )
    opened: Day | None = Field(
        default=None, description="Day on which guardianship was established."
    )
    made_known: Day | None = Field(
        default=None, description="Day on which the order was made known."
    )
    final: Day | None = Field(default=None, description="Day on which the order became final.")
    ended: Day | None = Field(default=None, description="Last day of guardianship.")
    parents_fulfil_duty: Maybe[Flag] = Field(
        default=False, description="Whether the parents fulfil their maintenance duty."
    )


class Foster(Spell):
    """A child in a foster family under a contract."""

    parent: Maybe[Ref] | None = Field(default=None, description="Foster parent.")
    contract_signed: Day | None = Field(default=None, description="Day of the contract.")


class SubstituteCare(Spell):
    """Substitute care at public cost."""

    kind: Maybe[Literal["family_house", "childrens_home", "foster_family"]] | None = Field(
        default=None, description="Form of care."
    )


class Adoption(Model):
    """An adoption ordered by court."""

    by: Maybe[Ref] | None = Field(default=None, description="Adopter.")
    final: Day | None = Field(default=None, description="Day on which the judgment became final.")
    spouse_of_parent: Maybe[Flag] | None = Field(
        default=None, description="Whether the adopter is the spouse of the child's parent."
    )
    child_of_adopter: Maybe[Flag] | None = Field(
        default=None, description="Whether the child descends from the adopter."
    )


class OtherState(Spell):
    """A family benefit of another state."""

    country: Maybe[Country] | None = Field(default=None, description="Paying state.")
    benefit: Maybe[ClaimedBenefit] | None = Field(
        default=None, description="Estonian benefit it corresponds to."
    )
    month_amount: Maybe[Cents] | None = Field(default=None, description="Euros a month.")


class Pension(Spell):
    """A pension for a parent who died or is missing."""

    for_parent: Maybe[Ref] | None = Field(
        default=None, description="Parent, or `step_parent`, or `parent_spouse`."
    )
    kind: (
        Maybe[Literal["survivors_pension", "national_pension", "national_pension_missing"]] | None
    ) = Field(default=None, description="Kind of pension.")
    month_amount: Maybe[Cents] | None = Field(default=None, description="Euros a month.")
    granted: Day | None = Field(default=None, description="Day of the grant.")


class FormerPension(Spell):
    """What a child would get by the pension rules in force until 30 September 2026."""

    for_parent: Maybe[Ref] | None = Field(
        default=None, description="Parent who died or is missing."
    )
    month_amount: Maybe[Cents] | None = Field(
        default=None, description="Euros a month, computed by RPKS § 21 as it stood."
    )


class Child(Person):
    """A child; says all that a person can, and what makes them a child of this family."""

    imprisonment: Maybe[Entries[ChildImprisonment]] | None = Field(
        default=None, description="Remand, arrest and imprisonment, and how they ended."
    )
    expected: Day | None = Field(
        default=None, description="Expected day of delivery, set by doctor or midwife."
    )
    week: Maybe[Week] | None = Field(default=None, description="Week of pregnancy at the birth.")
    mother_worked_on_birth_day: Maybe[Flag] | None = Field(
        default=None, description="Whether the mother worked on the day of the birth."
    )
    bereavement_declared: Maybe[Flag] | None = Field(
        default=None,
        description="Whether the mother has declared the other parent dead or missing.",
    )
    fathers_waiver: Day | None = Field(
        default=None, description="Day from which the father has waived his days."
    )
    not_raising: Maybe[Entries[WithPerson]] | None = Field(
        default=None,
        description="Times when a parent does not fulfil the duty to raise the child, or has "
        "waived parental benefit in writing.",
    )
    parental_leave: Maybe[Entries[WithPerson]] | None = Field(
        default=None, description="Who is on parental leave (vanemapuhkus) for the child, when."
    )
    parental_days_paid_before: Maybe[DayCount] | None = Field(
        default=None,
        description="Days of parental benefit for the child paid to people whom this file does not "
        "have.",
    )
    parental_days_abroad: Maybe[DayCount] | None = Field(
        default=None,
        description="Days of parental leave or benefit for the child used in another state.",
    )
    stillborn: MaybeNot[Stillborn] | None = Field(
        default=None, description="Only for a child born dead; false: born alive."
    )
    parents: Maybe[Entries[ParentLink]] | None = Field(default=None, description="Legal parents.")
    second_parent: Maybe[Literal["none"]] | None = Field(
        default=None, description="`none`: the register holds no father or second parent."
    )
    no_custody: Maybe[Entries[NoCustody]] | None = Field(
        default=None, description="Parents without right of custody, and when."
    )
    birth_set: Maybe[Text] | None = Field(
        default=None, description="The same word marks children of one multiple birth."
    )
    independent_life_after_care: DayOrFalse | None = Field(
        default=None,
        description="Day on which an independent life after substitute care began (2017); "
        "false: surely not.",
    )
    lives: Maybe[Entries[Living]] | None = Field(default=None, description="Who raises the child.")
    counted_with: Maybe[Entries[Counting]] | None = Field(
        default=None,
        description="Agreement or order in whose family the child is counted; `[]`: there is none.",
    )
    studies: Maybe[Entries[Studies]] | None = Field(default=None, description="Studies.")
    secondary_education: DayOrFalse | None = Field(
        default=None,
        description="Day on which secondary education was acquired; false: surely not.",
    )
    academic_leave: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Academic leave."
    )
    separated: Maybe[Entries[Separated]] | None = Field(
        default=None, description="Times when the child was separated from the family."
    )
    guardianship: Maybe[Entries[Guardianship]] | None = Field(
        default=None, description="Guardians."
    )
    foster: Maybe[Entries[Foster]] | None = Field(default=None, description="Foster families.")
    substitute_care: Maybe[Entries[SubstituteCare]] | None = Field(
        default=None, description="Substitute care."
    )
    adoption: MaybeNot[Adoption] | None = Field(
        default=None, description="Adoption; false: not adopted."
    )
    birth_allowance_paid_earlier: Maybe[Flag] | None = Field(
        default=None, description="Whether birth allowance was paid for the child before."
    )
    independent: Maybe[Entries[Spell]] | None = Field(
        default=None, description="Times over 18 when the child lived independently."
    )
    other_state: Maybe[Entries[OtherState]] | None = Field(
        default=None, description="Benefits of other states for the child."
    )
    state_benefits: Maybe[Entries[StateBenefit]] | None = Field(
        default=None,
        description="Family benefits of the states that `work` and `residence` speak of.",
    )
    primary_state: Maybe[Entries[PrimaryState]] | None = Field(
        default=None, description="State that pays first, where the rules do not decide it."
    )
    priority_override: Entries[PriorityOverride] = Field(
        default=(),
        description="State that an official puts first, with a reason, against what the facts say.",
    )
    pension: Maybe[Entries[Pension]] | None = Field(
        default=None, description="Pensions of the child."
    )
    former_pension: Maybe[Entries[FormerPension]] | None = Field(
        default=None,
        description="What the former pension rules give for a right claimed only since 10.2026.",
    )
    raised_in_emergency: Maybe[Entries[WithPerson]] = Field(
        default=(),
        description="Who actually raises the child because of a state of emergency or war.",
    )
    maintained_dependant_of: Maybe[Entries[WithPerson]] | None = Field(
        default=None, description="Persons who owe the child maintenance as a minor dependant."
    )
    maintenance: Maybe[Entries[Maintenance]] | None = Field(
        default=None,
        description="Proceedings for maintenance, by debtor; left out: asked only if claimed for.",
    )

    @property
    def adopted(self) -> Adoption | None:
        """What is said of an adoption; None when nothing is or there is none."""
        return self.adoption if isinstance(self.adoption, Adoption) else None


class Couple(Spell):
    """Two people who are married, in a registered partnership, or live together."""

    who: Maybe[Refs] | None = Field(default=None, description="The two persons.")
    kind: Maybe[Literal["marriage", "registered", "cohabitation"]] | None = Field(
        default=None, description="Kind of bond."
    )


class Claim(Model):
    """A claim for benefits."""

    by: Maybe[Ref] | None = Field(default=None, description="Claimant.")
    for_: Maybe[OrAll[Ref]] | None = Field(
        default=None, alias="for", description="Children, or `all`."
    )
    benefits: Maybe[OrAll[ClaimedBenefit]] | None = Field(
        default=None, description="Benefits, or `all`; maintenance allowance only by its name."
    )
    debtor: Maybe[Ref] | None = Field(
        default=None,
        description="Of a claim for maintenance allowance: against whom; left out: all debtors.",
    )
    received: Day | None = Field(default=None, description="Day on which the claim arrived.")
    channel: Maybe[Channel] | None = Field(default=None, description="How the claim arrived.")
    posted: Day | None = Field(
        default=None, description="Day of the postmark (channel `post` only)."
    )
    consent: Maybe[Flag] = Field(
        default=False, description="Whether the present recipient agrees to the change."
    )
    consent_unobtainable: Maybe[Flag] = Field(
        default=False,
        description="Whether consent cannot be obtained because of a state of emergency or war.",
    )
    complete_on: Day | None = Field(
        default=None, description="Day on which the claim had everything that it needs."
    )


class ParentalDays(Spell):
    """Days for which somebody claims a kind of parental benefit."""

    by: Maybe[Ref] | None = Field(default=None, description="Who claims the days.")
    for_: Maybe[Ref] | None = Field(default=None, alias="for", description="The child.")
    kind: Maybe[ParentalKind] | None = Field(
        default=None,
        description=(
            "Mother's, father's, shared or adopter's parental benefit; before 1 April 2022 "
            "`shared` is the one parental benefit, `fathers` the father's additional days."
        ),
    )
    leave: Maybe[LeaveEntry] | None = Field(
        default=None,
        description=(
            "Mother's or father's benefit: whether the leave is in the employment register; "
            "`not_needed`: not an employee."
        ),
    )
    recipient_change: Day | None = Field(
        default=None,
        description="Shared benefit taken over from another recipient: day of the application.",
    )
    claimed: Day | None = Field(
        default=None,
        description="Day on which these days were claimed; left out: in time.",
    )
    employer_told: Day | None = Field(
        default=None,
        description="Day on which the agency told the employer of the leave.",
    )


class Paid(Model):
    """What has been paid already, a month's amount for a run of months."""

    benefit: Maybe[Benefit] | None = Field(default=None, description="Benefit.")
    payee: Maybe[Ref] | None = Field(default=None, description="Person who was paid.")
    for_: Maybe[Refs] | None = Field(default=None, alias="for", description="Children.")
    from_: MonthOfYear | None = Field(default=None, alias="from", description="First month.")
    to: MonthOfYear | None = Field(default=None, description="Last month, included.")
    amount: Maybe[Cents] | None = Field(
        default=None, description="Euros a month, before income tax; several entries add up."
    )
    repaid: Maybe[Cents] | None = Field(
        default=None, description="Euros of each month that were paid back or set off since."
    )


class Waiver(Model):
    """A waiver of an automatic grant, or the other parent's own application in its stead."""

    by: Maybe[Ref] | None = Field(default=None, description="Who waives.")
    for_: Maybe[OrAll[Ref]] | None = Field(
        default=None, alias="for", description="Children, or `all`."
    )
    benefit: Maybe[ClaimedBenefit] | None = Field(default=None, description="Benefit.")
    received: Day | None = Field(default=None, description="Day on which the waiver arrived.")


class Notice(Model):
    """A notice that an allowance is granted without a claim, as it reached the recipient."""

    to: Maybe[Ref] | None = Field(default=None, description="Who received the notice.")
    for_: Maybe[OrAll[Ref]] | None = Field(
        default=None, alias="for", description="Children, or `all`."
    )
    received: Day | None = Field(default=None, description="Day on which the notice arrived.")


class Period(Model):
    """The months that the question is about."""

    from_: MonthOfYear | None = Field(default=None, alias="from", description="First month.")
    to: MonthOfYear | None = Field(default=None, description="Last month, included.")


class Case(Model):
    """A family, what it has claimed, and the question asked about it."""

    title: Text | None = Field(default=None, description="Short title of the case.")
    as_of: ExactDay | None = Field(
        default=None, description="Day of the question: what can be known and applied then."
    )
    period: Period = Field(default_factory=Period, description="Months to decide on.")
    otherwise: Literal["ordinary"] | None = Field(
        default=None, description="`ordinary`: exceptional events not mentioned did not happen."
    )
    people: dict[Id, Annotated[Person, BeforeValidator(_empty_is_silent)]] = Field(
        default_factory=dict, description="Adults by a short name of your choice."
    )
    children: dict[Id, Annotated[Child, BeforeValidator(_empty_is_silent)]] = Field(
        default_factory=dict, description="Children by a short name of your choice."
    )
    couples: Maybe[Entries[Couple]] | None = Field(
        default=None, description="Bonds between two people."
    )
    claims: Maybe[Entries[Claim]] | None = Field(default=None, description="Claims for benefits.")
    parental_days: Maybe[Entries[ParentalDays]] | None = Field(
        default=None, description="Days for which parental benefit is claimed."
    )
    plan: PlanWishes | None = Field(
        default=None, description="Wishes for a plan of parental benefit."
    )
    paid: Maybe[Entries[Paid]] | None = Field(
        default=None, description="What has been paid already."
    )
    notices: Maybe[Entries[Notice]] | None = Field(
        default=None, description="Notices of grants without a claim."
    )
    waivers: Maybe[Entries[Waiver]] | None = Field(default=None, description="Waivers.")
    exchange_rates: tuple[RateOfDay, ...] = Field(
        default=(),
        max_length=MOST_RATES,
        description="Rates of the European Central Bank, by day.",
    )
    rates_file: Text | None = Field(
        default=None,
        description="A file of the European Central Bank beside the case (eurofxref-hist.csv or "
        ".xml); what is needed of it is added to `exchange_rates`.",
    )
    dealings: Entries[Dealing] = Field(
        default=(), description="Dealings with other states' institutions: what happened when."
    )
    readings: dict[Text, Text] = Field(
        default_factory=dict, description="Another reading of an unsettled norm, by rule name."
    )
    reading_reasons: dict[Text, Text] = Field(
        default_factory=dict, description="Why that reading was chosen, by rule name."
    )

    @property
    def is_ordinary(self) -> bool:
        """Whether silence about exceptional events means that they did not happen."""
        return self.otherwise == "ordinary"

    @property
    def as_of_day(self) -> int | None:
        """Ordinal of the day of the question."""
        return None if self.as_of is None else self.as_of.first

    @property
    def everybody(self) -> dict[str, Person]:
        """People and children by id, people first."""
        return {**self.people, **self.children}

    def person(self, who: str) -> Person:
        """The person or child with this id.

        Raises:
            KeyError: when the case has nobody of that name.
        """
        return self.people[who] if who in self.people else self.children[who]

    def named(self, who: str) -> str:
        """The name to show: as stated, otherwise the id; with what tells namesakes apart."""
        person = self.person(who)
        name = known(person.name)
        if name is None:
            return who
        if sum(each.name == person.name for each in self.everybody.values()) == 1:
            return name
        born = None if person.born is None else person.born.ordinal
        return f"{name} ({who if born is None else date.fromordinal(born).strftime('%d.%m.%Y')})"

    def children_of(self, entry: Claim | Notice | Waiver | Dealing) -> tuple[str, ...] | None:
        """Ids of the children that an entry is for; None when it does not say."""
        if entry.for_ == "all":
            return tuple(self.children)
        return entry.for_ if isinstance(entry.for_, tuple) else None


@cache
def keys() -> frozenset[str]:
    """Every key that the form of a case has, at whatever place."""
    schema = Case.model_json_schema(by_alias=True)
    forms = (schema, *schema.get("$defs", {}).values())
    return frozenset(key for form in forms for key in form.get("properties", {}))


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a case file."""
    schema: dict[str, Any] = Case.model_json_schema(by_alias=True)
    for model in (schema, *(schema["$defs"][name] for name in ("Person", "Child"))):
        for name, columns in COLUMNS.items():
            if name in model["properties"]:
                model["properties"][name]["anyOf"].append(_table_schema(columns))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _table_schema(columns: tuple[str, ...]) -> dict[str, object]:
    told = f"The rows of a CSV file beside the case file; columns: {', '.join(columns)}."
    return {
        "type": "object",
        "properties": {"table": {"type": "string", "pattern": r"\.csv$", "description": told}},
        "required": ["table"],
        "additionalProperties": False,
    }
