"""Income on which parental benefit rests: accounting period and average income (PHS § 39 lg 2-6³).

Whoever has several kinds of benefit can have several bases: of the mother's benefit, of the
father's and the shared benefit, and of the adopter's benefit. The norms are written once and bound
to each of them; child leave pay (``neighbours``) borrows them, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypedDict

from perenou.benefits.estonia.rounding import round_to_cent, round_to_hundredth
from perenou.benefits.estonia.vocabulary import CARER, PERSON, law
from perenou.benefits.eu.work_abroad import bind_work_abroad
from perenou.rules.calendar import add_months, first_day_of, month_start, year_of
from perenou.rules.rule import Labels, Unit
from perenou.rules.types import Cents, Day, Days, Hundredths, PerMille

MOTHERS: Final = Labels("ema vanemahüvitis", "mother's parental benefit", "компенсация матери")
SHARED: Final = Labels(
    "isa ja jagatav vanemahüvitis",
    "father's and shared parental benefit",
    "компенсация отца и делимая компенсация",
)
ADOPTERS: Final = Labels(
    "lapsendaja vanemahüvitis", "adopter's parental benefit", "компенсация усыновителя"
)
KINDS: Final = {"mothers": MOTHERS, "shared": SHARED, "adopters": ADOPTERS}
"""By the first word of the names bound to it: a kind of benefit with a base of its own."""


class Named(TypedDict):
    """The labels of a declaration."""

    et: str
    en: str
    ru: str


def _of_kind(kind: Labels, labels: Labels) -> Labels:
    return Labels(
        f"{labels.et} ({kind.et})", f"{labels.en} ({kind.en})", f"{labels.ru} ({kind.ru})"
    )


def named(kind: Labels, labels: Labels) -> Named:
    """What a norm is called when it is bound to a kind of benefit."""
    own = _of_kind(kind, labels)
    return {"et": own.et, "en": own.en, "ru": own.ru}


@law.rule(
    CARER,
    "PHS § 39 lg 3 p 1",
    name="mothers_base_day",
    reading="expected_month",
    et="päev, mille kuust loetakse ema vanemahüvitise arvestusperiood",
    en="day from whose month the accounting period of mother's benefit is reckoned",
    ru="день, от месяца которого считается расчётный период компенсации матери",
)
def mothers_base_day(has_pre_birth_right: bool, expected_day: Day, child_birth_day: Day) -> Day:
    """With a right before the birth the expected day, whenever the child is born."""
    if has_pre_birth_right:
        return expected_day
    return child_birth_day


@law.rule(
    CARER,
    "PHS § 39 lg 3 p 1",
    name="mothers_base_day",
    reading="birth_month_before_2023_02",
    default=False,
    doubt="base_before_2023_02",
    et="päev, mille kuust loetakse ema vanemahüvitise arvestusperiood",
    en="day from whose month the accounting period of mother's benefit is reckoned",
    ru="день, от месяца которого считается расчётный период компенсации матери",
)
def mothers_base_day__birth_month(
    has_pre_birth_right: bool,
    mothers_right_day: Day,
    expected_month_fixed_day: Day,
    expected_day: Day,
    child_birth_day: Day,
) -> Day:
    """The expected day only for a right that arose since the act names it."""
    if has_pre_birth_right and mothers_right_day >= expected_month_fixed_day:
        return expected_day
    return child_birth_day


@law.rule(
    CARER,
    "PHS § 39 lg 3 p 2",
    et="päev, mille kuust loetakse isa ja jagatava vanemahüvitise arvestusperiood",
    en="day from whose month the accounting period of father's and shared benefit is reckoned",
    ru="день, от месяца которого считается расчётный период компенсации отца и делимой",
)
def shared_base_day(child_birth_day: Day) -> Day:
    """Also for a mother whose own benefit has a period of its own."""
    return child_birth_day


@law.rule(
    CARER,
    "PHS § 38 lg 3",
    et="lapsendaja vanemahüvitise õiguse tekkimise päev",
    en="day on which the right to adopter's benefit arose",
    ru="день возникновения права на компенсацию усыновителя",
)
def adopters_right_day(is_adopter: bool, adoption_day: Day, care_began_day: Day, today: Day) -> Day:
    """Finality of the adoption order; for a foster parent the signing of the contract.

    A guardian's place in the parents' stead begins likewise, when the order is final.
    """
    if is_adopter and (today >= adoption_day or care_began_day >= adoption_day):
        return adoption_day
    return care_began_day


@law.rule(
    PERSON,
    "PHS § 39 lg 6²",
    et="töötuse päev või erivajadusega lapse vanema puhkuse päev, mis maha arvatakse",
    en="day of unemployment, or of leave with a special-needs child, that is left out",
    ru="вычитаемый день безработицы или отпуска родителя ребёнка с особыми потребностями",
)
def is_further_day_left_out(
    released_from_work: bool,
    registered_unemployed: bool,
    within_redundancy_days: bool,
    on_special_needs_leave: bool,
) -> bool:
    """Not twice with a note; after a redundancy only when its waiting days are over."""
    if released_from_work:
        return False
    return on_special_needs_leave or (registered_unemployed and not within_redundancy_days)


def period_first_day(base_day: Day) -> Day:
    """The first of the 12 months before the last 9."""
    return add_months(month_start(base_day), -21)


def period_after_day(base_day: Day) -> Day:
    """The last 9 months before the month of the base day are left out."""
    return add_months(month_start(base_day), -9)


def period_first_day__or_of_year(
    base_day: Day, counts_calendar_year: bool, earlier_right_day: Day
) -> Day:
    """The same; of a right from before September 2019 the first day of the year before it."""
    if counts_calendar_year:
        return first_day_of(12 * year_of(earlier_right_day) - 12)
    return add_months(month_start(base_day), -21)


def period_after_day__or_of_year(
    base_day: Day, counts_calendar_year: bool, earlier_right_day: Day
) -> Day:
    """The same; of a right from before September 2019 the year in which it arose is left out."""
    if counts_calendar_year:
        return first_day_of(12 * year_of(earlier_right_day))
    return add_months(month_start(base_day), -9)


def period_first_day_of_fifteen(base_day: Day) -> Day:
    """The first of the 12 months before the last 3."""
    return add_months(month_start(base_day), -15)


def period_after_day_of_fifteen(base_day: Day) -> Day:
    """The last 3 months before the month of the base day are left out."""
    return add_months(month_start(base_day), -3)


def insolvency_tax_counted(tax_on_insolvency_benefit: Cents) -> Cents:
    """The benefit for months worked in the period, whenever its tax was received."""
    return tax_on_insolvency_benefit


def social_tax(
    tax_on_income: Cents,
    tax_by_state: Cents,
    insolvency_tax_counted: Cents,
    untaxed_gross: Cents,
    social_tax_rate: PerMille,
) -> Cents:
    """Without the tax on unemployment insurance benefit and most of what the State pays."""
    told = tax_on_income + tax_by_state + insolvency_tax_counted
    return told + round_to_cent(untaxed_gross * social_tax_rate, 1000)


def social_tax__with_work_abroad(
    tax_on_income: Cents,
    tax_by_state: Cents,
    insolvency_tax_counted: Cents,
    untaxed_gross: Cents,
    tax_for_work_abroad: Cents,
    social_tax_rate: PerMille,
) -> Cents:
    """The same, with what counts for months worked in other states (883/2004 Annex XI)."""
    told = tax_on_income + tax_by_state + insolvency_tax_counted + tax_for_work_abroad
    return told + round_to_cent(untaxed_gross * social_tax_rate, 1000)


def further_days_deducted(
    further_days_left_out: Days,
    child_birth_day: Day,
    deduction_births_from: Day,
    deduction_births_before: Day,
) -> Days:
    """Only for children born in the years that § 63⁶ names."""
    if deduction_births_from <= child_birth_day < deduction_births_before:
        return further_days_left_out
    return 0


def months_counted(
    period_first: Day, period_after: Day, days_released: Days, further_days_deducted: Days
) -> Hundredths:
    """The days left over by thirty, at most 12 months; 12 also when no day is left."""
    days = period_after - period_first - days_released - further_days_deducted
    if days <= 0:
        return 1200
    # A day is 0.03 months; without a least number an open period could seem to have none.
    return min(1200, max(3, round_to_hundredth(days, 30)))


def months_counted_without_deduction(
    period_first: Day, period_after: Day, days_released: Days
) -> Hundredths:
    """The days left over by thirty, at most 12 months; 12 also when no day is left."""
    days = period_after - period_first - days_released
    if days <= 0:
        return 1200
    # A day is 0.03 months; without a least number an open period could seem to have none.
    return min(1200, max(3, round_to_hundredth(days, 30)))


def at_least_a_day(months: Hundredths) -> Hundredths:
    """The months, which are never fewer than a day of one; open ones must not seem to be none."""
    return max(months, 3)


def average_income(social_tax: Cents, months: Hundredths, social_tax_rate: PerMille) -> Cents:
    """The income behind the tax, a month; shown in cents, while the daily rate is not rounded twice."""
    return round_to_cent(social_tax * 100_000, social_tax_rate * at_least_a_day(months))


def bind_income_base(key: str, unit: Unit, kind: Labels, *, deduction: bool) -> None:
    """Give a kind of benefit its base: names ``<key>_social_tax``, ``_months``, ``_average_income``.

    Args:
        key: the first word of the names; ``<key>_period_first`` and ``_period_after`` are given.
        deduction: whether unemployed days are left out, too.
    """
    between = (f"{key}_period_first", f"{key}_period_after")
    sums = {
        "tax_on_income": (
            "social_tax_on_income",
            "sotsiaalmaks tulult arvestusperioodil",
            "social tax on income in the accounting period",
            "социальный налог с дохода за расчётный период",
        ),
        "untaxed_gross": (
            "gross_income",
            "tulu, mille maks on teadmata, arvestusperioodil",
            "income whose tax is not told in the accounting period",
            "доход, налог с которого не указан, за расчётный период",
        ),
        "tax_by_state": (
            "social_tax_paid_by_state",
            "riigi makstud arvesse minev sotsiaalmaks arvestusperioodil",
            "counted social tax paid by the State in the accounting period",
            "учитываемый налог, уплаченный государством, за расчётный период",
        ),
        "tax_on_insolvency_benefit": (
            "social_tax_on_insolvency_benefit",
            "sotsiaalmaks maksejõuetuse hüvitiselt arvestusperioodil",
            "social tax on insolvency benefit in the accounting period",
            "социальный налог с возмещения при неплатёжеспособности за расчётный период",
        ),
    }
    for name, (fact, et, en, ru) in sums.items():
        law.through(
            unit,
            f"{key}_{name}",
            "sum_of_months",
            fact,
            "PHS § 39 lg 5",
            by=between,
            gives="Cents",
            **named(kind, Labels(et, en, ru)),
        )
    if deduction:
        minimum_wage = f"{key}_minimum_wage_at_right"
        base_day = "adopters_right_day" if key == "adopters" else f"{key}_base_day"
        bind_work_abroad(
            key, unit, between, base_day, minimum_wage, lambda own: _of_kind(kind, own)
        )
    law.through(
        unit,
        f"{key}_days_released",
        "days_within",
        "released_from_work",
        "PHS § 39 lg 6",
        by=between,
        gives="Days",
        **named(
            kind,
            Labels(
                "lehega töölt vabastatud päevi arvestusperioodil",
                "days on a note in the accounting period",
                "дней по листу за расчётный период",
            ),
        ),
    )
    law.rule(
        unit,
        "PHS § 39 lg 5¹",
        name=f"{key}_insolvency_tax_counted",
        applies="2019-10-30",
        source="RT I, 31.10.2019, 6",
        binding={"tax_on_insolvency_benefit": f"{key}_tax_on_insolvency_benefit"},
        **named(
            kind,
            Labels(
                "arvesse minev sotsiaalmaks maksejõuetuse hüvitiselt",
                "counted social tax on insolvency benefit",
                "учитываемый налог с возмещения при неплатёжеспособности",
            ),
        ),
    )(insolvency_tax_counted)
    law.rule(
        unit,
        "PHS § 39 lg 5",
        name=f"{key}_social_tax",
        binding={
            name: f"{key}_{name}"
            for name in (
                "tax_on_income",
                "tax_by_state",
                "insolvency_tax_counted",
                "untaxed_gross",
                "tax_for_work_abroad",
            )
        },
        **named(
            kind,
            Labels(
                "arvestusperioodi sotsiaalmaks",
                "social tax of the accounting period",
                "социальный налог за расчётный период",
            ),
        ),
    )(social_tax__with_work_abroad if deduction else social_tax)
    law.rule(
        unit,
        "PHS § 39 lg 6",
        name=f"{key}_months",
        binding={
            "period_first": between[0],
            "period_after": between[1],
            "days_released": f"{key}_days_released",
            "further_days_deducted": f"{key}_further_days_deducted",
        },
        **named(
            kind,
            Labels(
                "kuude arv, millega tulu jagatakse",
                "number of months by which the income is divided",
                "число месяцев, на которое делится доход",
            ),
        ),
    )(months_counted if deduction else months_counted_without_deduction)
    law.rule(
        unit,
        "PHS § 39 lg 2",
        name=f"{key}_average_income",
        binding={"social_tax": f"{key}_social_tax", "months": f"{key}_months"},
        **named(
            kind, Labels("keskmine kuutulu", "average monthly income", "средний месячный доход")
        ),
    )(average_income)


_FIRST = Labels(
    "arvestusperioodi esimene päev",
    "first day of the accounting period",
    "первый день расчётного периода",
)
_AFTER = Labels(
    "arvestusperioodile järgnev päev",
    "day after the accounting period",
    "день после расчётного периода",
)
_FIRST_DAYS: Final[dict[str, Callable[..., Day]]] = {
    "mothers": period_first_day,
    "shared": period_first_day__or_of_year,
    "adopters": period_first_day_of_fifteen,
}
_AFTER_DAYS: Final[dict[str, Callable[..., Day]]] = {
    "mothers": period_after_day,
    "shared": period_after_day__or_of_year,
    "adopters": period_after_day_of_fifteen,
}
for _key, _kind in KINDS.items():
    for _name, _labels, _functions in (
        ("period_first", _FIRST, _FIRST_DAYS),
        ("period_after", _AFTER, _AFTER_DAYS),
    ):
        law.rule(
            CARER,
            "PHS § 39 lg 4" if _key == "adopters" else "PHS § 39 lg 3",
            name=f"{_key}_{_name}",
            binding={
                "base_day": "adopters_right_day" if _key == "adopters" else f"{_key}_base_day"
            },
            **named(_kind, _labels),
        )(_functions[_key])
    law.through(
        CARER,
        f"{_key}_further_days_left_out",
        "days_within",
        "is_further_day_left_out",
        "PHS § 39 lg 6¹",
        by=(f"{_key}_period_first", f"{_key}_period_after"),
        gives="Days",
        **named(
            _kind,
            Labels(
                "töötuse ja erivajadusega lapse vanema puhkuse päevi arvestusperioodil",
                "days of unemployment and special-needs leave in the accounting period",
                "дней безработицы и отпуска с особым ребёнком за расчётный период",
            ),
        ),
    )
    law.rule(
        CARER,
        "PHS § 39 lg 6¹",
        name=f"{_key}_further_days_deducted",
        applies="2021-07-01",
        until="2027-01-01",
        source="RT I, 28.05.2021, 12",
        binding={"further_days_left_out": f"{_key}_further_days_left_out"},
        **named(
            _kind,
            Labels(
                "lisaks maha arvatud päevi", "further days left out", "дополнительно вычтенных дней"
            ),
        ),
    )(further_days_deducted)
    bind_income_base(_key, CARER, _kind, deduction=True)
