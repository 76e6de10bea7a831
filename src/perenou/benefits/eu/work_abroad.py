"""Months worked in other states, in the income behind parental benefit (883/2004 Annex XI, Estonia).

The wage earned there is not used: such a month counts like the average Estonian month.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import law
from perenou.rules.calendar import month_start
from perenou.rules.rule import Labels, Unit
from perenou.rules.types import Cents, Count, Day, Days, PerMille


def gap_after(base_day: Day) -> Day:
    """The months between the accounting period and the leave end with the month of the base day."""
    return month_start(base_day)


def tax_of_gap(
    gap_months_here: Count,
    gap_tax_on_income: Cents,
    gap_untaxed_gross: Cents,
    social_tax_rate: PerMille,
) -> Cents:
    """The average Estonian tax of the months with income between that period and the leave.

    The Annex does not say by what the tax is divided; months without income are left out, as they
    are within the accounting period.
    """
    if gap_months_here == 0:
        return 0
    tax = gap_tax_on_income + round_to_cent(gap_untaxed_gross * social_tax_rate, 1000)
    return round_to_cent(tax, gap_months_here)


def tax_for_work_abroad(
    in_cross_border_family: bool,
    months_abroad: Count,
    months_here: Count,
    tax_on_income: Cents,
    untaxed_gross: Cents,
    gap_months_here: Count,
    tax_of_gap: Cents,
    minimum_wage: Cents,
    social_tax_rate: PerMille,
) -> Cents:
    """The average Estonian tax for each month abroad; without Estonian months that of the gap.

    Where no tax was paid here in the gap either the Annex is silent; it is then the minimum wage's,
    which is the agency's practice.
    """
    if not in_cross_border_family or months_abroad == 0:
        return 0
    if months_here == 0:
        if gap_months_here == 0:
            return round_to_cent(minimum_wage * social_tax_rate * months_abroad, 1000)
        return tax_of_gap * months_abroad
    tax = tax_on_income + round_to_cent(untaxed_gross * social_tax_rate, 1000)
    return round_to_cent(tax * months_abroad, months_here)


def tax_for_work_abroad__without_gap(
    in_cross_border_family: bool,
    months_abroad: Count,
    months_here: Count,
    tax_on_income: Cents,
    untaxed_gross: Cents,
    minimum_wage: Cents,
    social_tax_rate: PerMille,
) -> Cents:
    """The same, but without Estonian months always the minimum wage's tax."""
    if not in_cross_border_family or months_abroad == 0:
        return 0
    if months_here == 0:
        return round_to_cent(minimum_wage * social_tax_rate * months_abroad, 1000)
    tax = tax_on_income + round_to_cent(untaxed_gross * social_tax_rate, 1000)
    return round_to_cent(tax * months_abroad, months_here)


def worked_abroad_only(
    in_cross_border_family: bool,
    months_abroad: Count,
    months_here: Count,
    gap_months_here: Count,
    wishes: bool,
) -> bool:
    """Months in other states, but none in Estonia, in the accounting period or after it.

    Of whoever claims the day; what nobody claims rests on no income.
    """
    if not wishes or not in_cross_border_family or months_here > 0:
        return False
    return months_abroad > 0 and gap_months_here == 0


def bind_work_abroad(
    key: str,
    unit: Unit,
    between: tuple[str, str],
    base_day: str,
    minimum_wage: str,
    called: Callable[[Labels], Labels],
) -> None:
    """Give a kind of parental benefit its names ``<key>_tax_for_work_abroad`` and what is behind it.

    Args:
        between: the names of the accounting period's ends. base_day: that of the day before which
            the period lies. minimum_wage: that of the figure.
        called: what a norm is called when it is bound to the kind.
    """
    names = {
        "months_abroad": f"{key}_months_abroad",
        "months_here": f"{key}_months_here",
        "tax_on_income": f"{key}_tax_on_income",
        "untaxed_gross": f"{key}_untaxed_gross",
        "gap_after": f"{key}_gap_after",
        "gap_months_here": f"{key}_gap_months_here",
        "gap_tax_on_income": f"{key}_gap_tax_on_income",
        "gap_untaxed_gross": f"{key}_gap_untaxed_gross",
        "tax_of_gap": f"{key}_tax_of_gap",
        "minimum_wage": minimum_wage,
        "base_day": base_day,
        "wishes": f"wishes_{key}",
    }
    gap = (between[1], names["gap_after"])
    for own, of, gives, span, labels in (
        ("months_abroad", "month_of_work_abroad", "Count", between, Labels(
            "teises riigis töötatud kuid arvestusperioodil",
            "months worked in other states in the accounting period",
            "месяцев работы в других государствах за расчётный период",
        )),
        ("months_here", "month_with_tax_here", "Count", between, Labels(
            "Eestis maksustatud tuluga kuid arvestusperioodil",
            "months with taxed Estonian income in the accounting period",
            "месяцев с облагаемым эстонским доходом за расчётный период",
        )),
        ("gap_months_here", "month_with_tax_here", "Count", gap, Labels(
            "Eestis maksustatud tuluga kuid pärast arvestusperioodi",
            "months with taxed Estonian income after the accounting period",
            "месяцев с облагаемым эстонским доходом после расчётного периода",
        )),
        ("gap_tax_on_income", "social_tax_on_income", "Cents", gap, Labels(
            "sotsiaalmaks tulult pärast arvestusperioodi",
            "social tax on income after the accounting period",
            "социальный налог с дохода после расчётного периода",
        )),
        ("gap_untaxed_gross", "gross_income", "Cents", gap, Labels(
            "tulu, mille maks on teadmata, pärast arvestusperioodi",
            "income whose tax is not told after the accounting period",
            "доход, налог с которого не указан, после расчётного периода",
        )),
    ):  # fmt: skip
        told = called(labels)
        law.through(
            unit, names[own], "sum_of_months", of, "883/2004 art 83", by=span, gives=gives,
            et=told.et, en=told.en, ru=told.ru,
        )  # fmt: skip
    abroad = Labels(
        "sotsiaalmaks teises riigis töötatud kuude eest",
        "social tax reckoned for months worked in other states",
        "социальный налог за месяцы работы в других государствах",
    )
    for name, norm, reading, doubt, labels in (
        ("gap_after", gap_after, "", "", Labels(
            "arvestusperioodi ja puhkuse vahelise aja lõpp",
            "end of the time between the accounting period and the leave",
            "конец времени между расчётным периодом и отпуском",
        )),
        ("tax_of_gap", tax_of_gap, "", "", Labels(
            "keskmine sotsiaalmaks arvestusperioodi ja puhkuse vahel",
            "average social tax between the accounting period and the leave",
            "средний социальный налог между расчётным периодом и отпуском",
        )),
        ("tax_for_work_abroad", tax_for_work_abroad, "tax_of_gap", "", abroad),
        ("tax_for_work_abroad", tax_for_work_abroad__without_gap, "minimum_wage",
         "eu_annex_xi_gap", abroad),
        ("worked_abroad_only", worked_abroad_only, "", "", Labels(
            "enne puhkust töötati ainult teistes riikides",
            "only work in other states before the leave",
            "до отпуска работа только в других государствах",
        )),
    ):  # fmt: skip
        told = called(labels)
        law.rule(
            unit, "883/2004 art 83", name=f"{key}_{name}", binding=names, reading=reading,
            default=not doubt, doubt=doubt, et=told.et, en=told.en, ru=told.ru,
        )(norm)  # fmt: skip
    law.doubt("eu_annex_xi_silent", when=f"{key}_worked_abroad_only", citation="883/2004 art 83")


_TAKEN: Final = Labels(
    "teises riigis kasutatud päevad, mis Eesti päevadest maha lähevad",
    "days used in another state that come off the Estonian ones",
    "дни, использованные в другом государстве, вычитаемые из эстонских",
)


@law.rule(
    CHILD,
    "883/2004 art 5",
    reading="counted",
    et=_TAKEN.et,
    en=_TAKEN.en,
    ru=_TAKEN.ru,
)
def days_taken_abroad(child_in_cross_border_family: bool, parental_days_abroad: Days) -> Days:
    """Leave that the family has already used in another state counts, as the agency does it."""
    if not child_in_cross_border_family:
        return 0
    return parental_days_abroad


@law.rule(
    CHILD,
    "883/2004 art 5",
    reading="left_aside",
    default=False,
    doubt="eu_leave_abroad",
    et=_TAKEN.et,
    en=_TAKEN.en,
    ru=_TAKEN.ru,
)
def days_taken_abroad__left_aside() -> Days:
    """The act speaks of Estonian days only."""
    return 0
