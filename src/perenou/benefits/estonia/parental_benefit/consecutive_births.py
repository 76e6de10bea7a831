"""Births close together: the income behind the previous benefit is kept (PHS § 43 lg 1).

The kept income can itself come from a still earlier birth. A name cannot rest on itself, so the
chain is written out step by step; an income that the family tells starts it anew.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.parental_benefit.income_base import KINDS, at_least_a_day, named
from perenou.benefits.estonia.rounding import round_finely
from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.calendar import add_months
from perenou.rules.rule import Labels
from perenou.rules.types import FINE, Cents, Day, FineCents, Hundredths, Months, PerMille

LONGEST_CHAIN: Final = 3
"""Earlier births whose income is computed from their own months; a told income reaches further."""


@law.rule(
    CARER,
    "PHS § 43 lg 1",
    et="sündide vahe on nii lühike, et varasem tulu võib säilida",
    en="the births are so close that the earlier income can be kept",
    ru="рождения так близки, что прежний доход может сохраниться",
)
def births_are_close(
    previous_birth_day: Day, child_birth_day: Day, births_apart_months: Months
) -> bool:
    """Less than three years (to 30 June 2020 two and a half) after the previous child's birth."""
    if previous_birth_day >= child_birth_day:
        return False
    return child_birth_day < add_months(previous_birth_day, births_apart_months)


@law.rule(
    CARER,
    "PHS § 43 lg 1",
    et="makstakse isa või jagatavat vanemahüvitist",
    en="father's or shared parental benefit is paid",
    ru="выплачивается родительская компенсация отца или делимая",
)
def fathers_or_shared_paid(fathers_benefit_paid: bool, shared_benefit_paid: bool) -> bool:
    """Both rest on the months before the birth."""
    return fathers_benefit_paid or shared_benefit_paid


for _name, _paid, _et, _en, _ru in (
    ("fathers_or_shared_paid_until", "fathers_or_shared_paid",
     "isa või jagatava vanemahüvitise", "father's or shared", "родительской компенсации отца или делимой"),
    ("mothers_paid_until", "mothers_benefit_paid", "ema vanemahüvitise", "mother's", "родительской компенсации матери"),
    ("adopters_paid_until", "adopters_benefit_paid",
     "lapsendaja vanemahüvitise", "adopter's", "родительской компенсации усыновителя"),
):  # fmt: skip
    law.through(
        CARER,
        _name,
        "previous_end",
        _paid,
        "PHS § 43 lg 1",
        et=f"{_et} viimasele makstud päevale järgnev päev",
        en=f"day after the last paid day of {_en} parental benefit",
        ru=f"день после последнего оплаченного дня {_ru}",
    )


@law.rule(
    CARER,
    "PHS § 43 lg 1",
    et="lapse eest makstakse mõnda vanemahüvitist",
    en="some parental benefit is paid for the child",
    ru="на ребёнка выплачивается какая-либо родительская компенсация",
)
def some_benefit_paid(
    fathers_or_shared_paid: bool, mothers_benefit_paid: bool, adopters_benefit_paid: bool
) -> bool:
    return fathers_or_shared_paid or mothers_benefit_paid or adopters_benefit_paid


law.through(
    CARER,
    "benefit_first_paid",
    "first",
    "some_benefit_paid",
    "PHS § 43 lg 1",
    et="lapse eest makstud vanemahüvitise esimene päev",
    en="first paid day of parental benefit for the child",
    ru="первый оплаченный день родительской компенсации на ребёнка",
)
"""What is paid for an earlier child only afterwards is no previous benefit."""


def own_income(social_tax: Cents, months: Hundredths, social_tax_rate: PerMille) -> FineCents:
    """The average monthly income as it is compared and kept: not rounded to cents."""
    return round_finely(social_tax * 100_000, social_tax_rate * at_least_a_day(months))


for _key, _kind in KINDS.items():
    law.rule(
        CARER,
        "PHS § 43 lg 1",
        name=f"{_key}_own_income",
        binding={"social_tax": f"{_key}_social_tax", "months": f"{_key}_months"},
        **named(
            _kind,
            Labels(
                "isiku enda keskmine kuutulu ümardamata",
                "the person's own average monthly income, not rounded",
                "собственный средний месячный доход без округления",
            ),
        ),
    )(own_income)


@law.rule(
    CARER,
    "PHS § 43 lg 1",
    et="isiku enda keskmine kuutulu, mis oli hüvitise aluseks",
    en="the person's own average monthly income behind the benefit",
    ru="собственный средний месячный доход за компенсацией",
)
def average_income_behind(
    fathers_or_shared_paid: bool,
    mothers_benefit_paid: bool,
    adopters_benefit_paid: bool,
    fathers_or_shared_paid_until: Day,
    mothers_paid_until: Day,
    adopters_paid_until: Day,
    shared_own_income: FineCents,
    mothers_own_income: FineCents,
    adopters_own_income: FineCents,
) -> FineCents:
    """That of the kind which is paid or was paid last.

    Where nothing has been paid yet, the months before the birth.
    """
    if fathers_or_shared_paid:
        return shared_own_income
    if mothers_benefit_paid:
        return mothers_own_income
    if adopters_benefit_paid:
        return adopters_own_income
    if mothers_paid_until > max(fathers_or_shared_paid_until, adopters_paid_until):
        return mothers_own_income
    if adopters_paid_until > max(fathers_or_shared_paid_until, mothers_paid_until):
        return adopters_own_income
    return shared_own_income


@law.rule(
    CARER,
    "PHS § 43 lg 1",
    name="earlier_income_0",
    et="kuutulu, mille alusel arvutati eelmine vanemahüvitis",
    en="monthly income on which the previous parental benefit was computed",
    ru="месячный доход, по которому считалась предыдущая компенсация",
)
def told_earlier_income(previous_income: Cents) -> FineCents:
    """As the family tells it."""
    return previous_income * FINE


def earlier_income(previous_income: Cents, computed_earlier_income: FineCents) -> FineCents:
    """As the family tells it; otherwise as it follows from the months before the earlier birth."""
    if previous_income > 0:
        return previous_income * FINE
    return computed_earlier_income


def income_behind_benefit(
    births_are_close: bool, own_income: FineCents, earlier_income: FineCents
) -> FineCents:
    """The earlier income unless the new one is larger; raw, before floor and cap."""
    if births_are_close and own_income <= earlier_income:
        return earlier_income
    return own_income


def income_behind_benefit__within_limits(
    births_are_close: bool,
    own_income: FineCents,
    earlier_income: FineCents,
    minimum_wage_at_right: Cents,
    cap_month: Cents,
) -> FineCents:
    """The same income after the floor for low earners and the cap."""
    income = own_income
    if births_are_close and own_income <= earlier_income:
        income = earlier_income
    if income == 0:
        return 0
    return min(max(income, minimum_wage_at_right * FINE), cap_month * FINE)


for _step in range(LONGEST_CHAIN):
    for _function, _default in (
        (income_behind_benefit, True),
        (income_behind_benefit__within_limits, False),
    ):
        law.rule(
            CARER,
            "PHS § 43 lg 1",
            name=f"income_behind_benefit_{_step}",
            reading="raw_income" if _default else "within_floor_and_cap",
            default=_default,
            doubt="" if _default else "gap_40",
            binding={
                "own_income": "average_income_behind",
                "earlier_income": f"earlier_income_{_step}",
                "minimum_wage_at_right": "shared_minimum_wage_at_right",
                "cap_month": "shared_cap_month",
            },
            et="kuutulu, mille alusel vanemahüvitis arvutati",
            en="monthly income on which parental benefit was computed",
            ru="месячный доход, по которому считалась компенсация",
        )(_function)
    law.across(
        CARER,
        f"income_behind_earlier_benefit_{_step + 1}",
        "sum",
        CARER,
        "PHS § 43 lg 1",
        of=f"income_behind_benefit_{_step}",
        together="row",
        own="previous_benefit_carer",
        gives="FineCents",
        et="varasema lapse eest seni makstud hüvitise aluseks olnud tulu",
        en="income behind the benefit paid so far for the earlier child",
        ru="доход за компенсацией, выплаченной до сих пор на прежнего ребёнка",
    )
    law.through(
        CARER,
        f"computed_earlier_income_{_step + 1}",
        "value_on",
        f"income_behind_earlier_benefit_{_step + 1}",
        "PHS § 43 lg 1",
        by=("benefit_first_paid",),
        gives="FineCents",
        et="eelmise hüvitise aluseks olnud tulu varasema lapse kuude järgi",
        en="income behind the previous benefit by the earlier child's months",
        ru="доход за предыдущей компенсацией по месяцам прежнего ребёнка",
    )
    law.rule(
        CARER,
        "PHS § 43 lg 1",
        name=f"earlier_income_{_step + 1}",
        binding={"computed_earlier_income": f"computed_earlier_income_{_step + 1}"},
        et="kuutulu, mille alusel arvutati eelmine vanemahüvitis",
        en="monthly income on which the previous parental benefit was computed",
        ru="месячный доход, по которому считалась предыдущая компенсация",
    )(earlier_income)

EARLIER_INCOME: Final = f"earlier_income_{LONGEST_CHAIN}"
"""The name of the earlier income at the end of the chain."""
