"""Which child is entitled against which debtor, and on what title (PHS § 48, § 50 lg 1, 3-5)."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CARER, CHILD, Studies, law
from perenou.rules.types import NEVER, Cents, Day


@law.rule(
    CHILD,
    "PHS § 48",
    et="laps on alaealine või õpib ja on alla 21-aastane",
    en="the child is a minor, or studies and is under 21",
    ru="ребёнок несовершеннолетний или учится и младше 21 года",
)
def child_may_be_maintained(
    majority_day: Day, twenty_first_birthday: Day, studies: Studies, today: Day
) -> bool:
    """An adult child in basic, secondary, vocational or higher education; a course does not count."""
    if today < majority_day:
        return True
    if today >= twenty_first_birthday:
        return False
    return studies != Studies.NONE and studies != Studies.COURSE


@law.rule(
    CARER,
    "PHS § 48",
    et="lapsel on selle võlgniku suhtes elatisabi tingimused täidetud",
    en="the child meets the conditions of maintenance allowance against this debtor",
    ru="ребёнок отвечает условиям пособия в отношении этого должника",
)
def maintenance_conditions_met(
    is_maintenance_debtor: bool,
    child_may_be_maintained: bool,
    child_is_entitled_person: bool,
    somebody_else_maintains: bool,
    death_day: Day,
    today: Day,
) -> bool:
    """Not if another person maintains the child instead (PKS § 106); both must be alive (§ 54)."""
    if not is_maintenance_debtor:
        return False
    if not child_may_be_maintained or not child_is_entitled_person:
        return False
    return not somebody_else_maintains and today <= death_day


law.through(
    CARER,
    "maintenance_conditions_at_start",
    "at_month_start",
    "maintenance_conditions_met",
    "PHS § 54",
    gives="bool",
    et="elatisabi tingimused on täidetud kuu 1. päeval",
    en="conditions of maintenance allowance met on the 1st of the month",
    ru="условия пособия на содержание выполнены 1-го числа",
)
law.through(
    CARER,
    "maintenance_conditions_begin",
    "begin_in_month",
    "maintenance_conditions_met",
    "PHS § 54",
    et="elatisabi tingimuste täitumise päev kuu sees",
    en="day within the month on which the conditions come to be met",
    ru="день месяца, с которого условия выполнены",
)


@law.rule(
    CARER,
    "PHS § 54",
    et="elatisabi tingimused on kuu jooksul täidetud",
    en="the conditions of maintenance allowance are met in the month",
    ru="условия пособия на содержание выполнены в этом месяце",
)
def maintenance_conditions_in_month(
    maintenance_conditions_at_start: bool, maintenance_conditions_begin: Day
) -> bool:
    """On some day of it: what falls away ends the allowance from the next month."""
    return maintenance_conditions_at_start or maintenance_conditions_begin < NEVER


law.through(
    CARER,
    "title_month_at_start",
    "at_month_start",
    "title_month",
    "PHS § 50 lg 1",
    gives="Cents",
    et="täitedokumendi järgi kuus makstav elatis kuu 1. päeval",
    en="maintenance a month under the title on the 1st of the month",
    ru="алименты по исполнительному документу 1-го числа",
)


@law.rule(
    CARER,
    "PHS § 50 lg 1",
    et="elatise kohta on sobiv täitedokument",
    en="there is an enforceable title that counts",
    ru="есть подходящий исполнительный документ",
)
def title_counts__court_only(title_month_at_start: Cents, title_is_agreement: bool) -> bool:
    """Before July 2022 only a court's award."""
    return title_month_at_start > 0 and not title_is_agreement


@law.rule(
    CARER,
    "PHS § 50 lg 1",
    applies="2022-07-01",
    source="RT I, 31.03.2022, 1",
    et="elatise kohta on täitedokument",
    en="there is an enforceable title for maintenance",
    ru="есть исполнительный документ на алименты",
)
def title_counts(title_month_at_start: Cents) -> bool:
    """A court's award, or a notarised or mediated agreement."""
    return title_month_at_start > 0


@law.rule(
    CARER,
    "PHS § 50 lg 4",
    et="elatisabi ülempiir selle täitedokumendi järgi",
    en="most maintenance allowance under this title",
    ru="предел пособия по этому исполнительному документу",
)
def maintenance_limit(title_month_at_start: Cents, maintenance_allowance_most: Cents) -> Cents:
    """A title below the general limit is the limit."""
    return min(title_month_at_start, maintenance_allowance_most)


@law.rule(
    CARER,
    "PHS § 50 lg 3",
    et="kuu eest on laekunud vähem elatist, kui on elatisabi piir",
    en="less maintenance was received for the month than the limit of the allowance",
    ru="за месяц поступило меньше алиментов, чем предел пособия",
)
def arrears_remain(arrears_allowance: Cents) -> bool:
    return arrears_allowance > 0


def arrears_allowance(maintenance_limit: Cents, received_month: Cents) -> Cents:
    """What the debtor's payments of the calendar month leave of the limit."""
    if received_month >= maintenance_limit:
        return 0
    return maintenance_limit - received_month


def arrears_allowance__literal(
    title_month_at_start: Cents, maintenance_allowance_most: Cents, received_month: Cents
) -> Cents:
    """What they leave of the general limit, but not more than the title."""
    if received_month >= maintenance_allowance_most:
        return 0
    return min(title_month_at_start, maintenance_allowance_most - received_month)


for _function, _reading, _doubt in (
    (arrears_allowance, "from_the_title", ""),
    (arrears_allowance__literal, "from_the_general_limit", "gap_45"),
):
    law.rule(
        CARER,
        "PHS § 50 lg 3",
        name="arrears_allowance",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="kuu eest laekumata elatis elatisabi piires",
        en="maintenance not received for the month, within the limit",
        ru="не поступившие за месяц алименты в пределах пособия",
    )(_function)
