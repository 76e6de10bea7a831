"""Months worked in other states, in the income behind parental benefit (883/2004 Annex XI, Estonia).

The wage earned there is not used: such a month counts like the average Estonian month.
"""

from __future__ import annotations

from collections.abc import Callable

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.eu.vocabulary import law
from perenou.rules.rule import Labels, Unit
from perenou.rules.types import Cents, Count, PerMille


def tax_for_work_abroad(
    in_cross_border_family: bool,
    months_abroad: Count,
    months_here: Count,
    tax_on_income: Cents,
    untaxed_gross: Cents,
    minimum_wage: Cents,
    social_tax_rate: PerMille,
) -> Cents:
    """The average Estonian tax for each month abroad; without Estonian months the minimum wage's.

    The minimum wage is the agency's practice; the Annex itself is silent where no tax was paid here
    between the accounting period and the leave either.
    """
    if not in_cross_border_family or months_abroad == 0:
        return 0
    if months_here == 0:
        return round_to_cent(minimum_wage * social_tax_rate * months_abroad, 1000)
    tax = tax_on_income + round_to_cent(untaxed_gross * social_tax_rate, 1000)
    return round_to_cent(tax * months_abroad, months_here)


def worked_abroad_only(
    in_cross_border_family: bool, months_abroad: Count, months_here: Count
) -> bool:
    """No Estonian month in the accounting period, but months in other states."""
    return in_cross_border_family and months_here == 0 and months_abroad > 0


def bind_work_abroad(
    key: str,
    unit: Unit,
    between: tuple[str, str],
    minimum_wage: str,
    called: Callable[[Labels], Labels],
) -> None:
    """Give a kind of parental benefit its names ``<key>_tax_for_work_abroad`` and what is behind it.

    Args:
        between: the names of the accounting period's ends. minimum_wage: the name of the figure.
        called: what a norm is called when it is bound to the kind.
    """
    names = {
        "months_abroad": f"{key}_months_abroad",
        "months_here": f"{key}_months_here",
        "tax_on_income": f"{key}_tax_on_income",
        "untaxed_gross": f"{key}_untaxed_gross",
        "minimum_wage": minimum_wage,
    }
    for own, of, labels in (
        ("months_abroad", "month_of_work_abroad", Labels(
            "teises riigis töötatud kuid arvestusperioodil",
            "months worked in other states in the accounting period",
            "месяцев работы в других государствах за расчётный период",
        )),
        ("months_here", "month_with_tax_here", Labels(
            "Eestis maksustatud tuluga kuid arvestusperioodil",
            "months with taxed Estonian income in the accounting period",
            "месяцев с облагаемым эстонским доходом за расчётный период",
        )),
    ):  # fmt: skip
        told = called(labels)
        law.through(
            unit, names[own], "sum_of_months", of, "883/2004 art 83", by=between, gives="Count",
            et=told.et, en=told.en, ru=told.ru,
        )  # fmt: skip
    for name, norm, labels in (
        ("tax_for_work_abroad", tax_for_work_abroad, Labels(
            "sotsiaalmaks teises riigis töötatud kuude eest",
            "social tax reckoned for months worked in other states",
            "социальный налог за месяцы работы в других государствах",
        )),
        ("worked_abroad_only", worked_abroad_only, Labels(
            "arvestusperioodil töötati ainult teistes riikides",
            "only work in other states in the accounting period",
            "за расчётный период работа только в других государствах",
        )),
    ):  # fmt: skip
        told = called(labels)
        law.rule(
            unit, "883/2004 art 83", name=f"{key}_{name}", binding=names,
            et=told.et, en=told.en, ru=told.ru,
        )(norm)  # fmt: skip
    law.doubt("eu_annex_xi_gap", when=f"{key}_worked_abroad_only", citation="883/2004 art 83")
