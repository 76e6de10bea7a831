"""What of a month's parental benefit is paid: less earnings (§ 44), less income tax, on which day.

Earnings and basic exemption are a person's, once in a month; what is taken off is divided among the
children for whom the month is paid, and for each child among its kinds of benefit, in proportion.
"""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.benefits.estonia.parental_benefit.earnings import bind_reduction
from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, PERSON, law
from perenou.rules.rule import Labels
from perenou.rules.types import Cents, Count, Day, Days, PerMille

_MOTHERS, _FATHERS, _SHARED, _ADOPTERS = KINDS


def of_all_kinds(mothers: Cents, fathers: Cents, shared: Cents, adopters: Cents) -> Cents:
    """All kinds of parental benefit together."""
    return mothers + fathers + shared + adopters


def days_of_all_kinds(mothers: Days, fathers: Days, shared: Days, adopters: Days) -> Days:
    """Days of all kinds together; a day is paid in one kind only (§ 46 lg 1)."""
    return mothers + fathers + shared + adopters


def rounded_share(
    whole: Cents, own: Cents, total: Cents, place_among_paid: Count, children_paid: Count
) -> Cents:
    """What of a person's sum falls on a child, by what was granted; of the last child not said here."""
    if own == 0 or whole == 0 or own == total or place_among_paid >= children_paid:
        return 0
    return round_to_cent(whole * own, max(total, 1))  # an open total must not seem to be none


def childs_share(
    whole: Cents,
    own: Cents,
    total: Cents,
    place_among_paid: Count,
    children_paid: Count,
    rounded: Cents,
    others: Cents,
) -> Cents:
    """What falls on a child; on the last one all that the others leave, so that no cent is lost."""
    if own == 0:
        return 0
    if own == total:
        return whole
    if place_among_paid < children_paid:
        return rounded
    return max(0, whole - others)


def own_share(whole: Cents, own: Cents, total: Cents) -> Cents:
    """What of a child's sum falls on mother's or father's benefit, by what was granted."""
    if own == 0 or whole == 0:
        return 0
    if own == total:
        return whole
    return round_to_cent(whole * own, max(total, 1))  # an open total must not seem to be none


def shared_share(whole: Cents, own: Cents, total: Cents) -> Cents:
    """What falls on shared benefit: the rest, as half a cent went to the other kind.

    Nobody has mother's and father's benefit for one child: there are two kinds of it at most.
    """
    if own == 0 or whole == 0:
        return 0
    if own == total:
        return whole
    total = max(total, 1)
    return (2 * whole * own + total - 1) // (2 * total)


def amount_after(before: Cents, taken: Cents) -> Cents:
    """What is left after something is taken off."""
    if before == 0:
        return 0
    return before - taken


_SHARES = {
    _MOTHERS: own_share,
    _FATHERS: own_share,
    _SHARED: shared_share,
    _ADOPTERS: own_share,
}


# ------------------------------------------------------------------ the sums of a month

for _name, _of, _gives, _function, _et, _en, _ru in (
    (
        "parental_benefit_granted", "granted", "Cents", of_all_kinds,
        "kuu vanemahüvitis enne vähendamist", "parental benefit of the month before reduction",
        "родительская компенсация за месяц до уменьшения",
    ),
    (
        "parental_benefit_days", "days_in_month", "Days", days_of_all_kinds,
        "vanemahüvitise päevi kuus", "days of parental benefit in the month",
        "дней родительской компенсации в месяце",
    ),
    (
        "parental_benefit", "amount", "Cents", of_all_kinds,
        "kuu vanemahüvitis", "parental benefit of the month",
        "родительская компенсация за месяц",
    ),
):  # fmt: skip
    law.rule(
        CARER,
        "PHS § 7 lg 2",
        name=f"{_name}_for_child",
        binding={
            "mothers": f"{_MOTHERS}_{_of}",
            "fathers": f"{_FATHERS}_{_of}",
            "shared": f"{_SHARED}_{_of}",
            "adopters": f"{_ADOPTERS}_{_of}",
        },
        applies=SINCE,
        source=ACT,
        et=f"{_et} ühe lapse eest",
        en=f"{_en} for one child",
        ru=f"{_ru} за одного ребёнка",
    )(_function)
    law.across(
        PERSON,
        f"{_name}_of_month",
        "sum",
        CARER,
        "PHS § 7 lg 2",
        of=f"{_name}_for_child",
        gives=_gives,
        et=_et,
        en=_en,
        ru=_ru,
    )


@law.rule(
    CARER,
    "PHS § 7 lg 2",
    applies=SINCE,
    source=ACT,
    et="kuus makstakse lapse eest vanemahüvitist",
    en="parental benefit is paid for the child in the month",
    ru="в этом месяце за ребёнка платится компенсация",
)
def has_month_for_child(parental_benefit_granted_for_child: Cents) -> bool:
    return parental_benefit_granted_for_child > 0


law.across(
    CARER,
    "place_among_paid_children",
    "order",
    CARER,
    "PHS § 7 lg 2",
    among="has_month_for_child",
    of="benefit_right_rank",
    together="person",
    own="person",
    gives="Count",
    et="mitmes on laps nende seas, kelle eest isik kuus hüvitist saab",
    en="the child's place among those for whom the person is paid in the month",
    ru="место ребёнка среди тех, за кого человек получает выплату в месяце",
)
law.across(
    PERSON,
    "children_paid_in_month",
    "count",
    CARER,
    "PHS § 7 lg 2",
    among="has_month_for_child",
    gives="Count",
    et="mitme lapse eest isik kuus vanemahüvitist saab",
    en="for how many children the person is paid parental benefit in the month",
    ru="за скольких детей человек получает компенсацию в месяце",
)


def bind_childs_share(name: str, whole: str, citation: str, label: Labels) -> None:
    """Divide a person's sum of a month among the children: gives ``<name>_for_child``."""
    bound = {
        "whole": whole,
        "own": "parental_benefit_granted_for_child",
        "total": "parental_benefit_granted_of_month",
        "place_among_paid": "place_among_paid_children",
        "children_paid": "children_paid_in_month",
        "rounded": f"{name}_rounded_for_child",
        "others": f"{name}_for_other_children",
    }
    law.rule(
        CARER,
        citation,
        name=f"{name}_rounded_for_child",
        binding=bound,
        applies=SINCE,
        source=ACT,
        et=f"{label.et} lapse kohta, ümardatud",
        en=f"{label.en} for the child, rounded",
        ru=f"{label.ru} за ребёнка, округлённо",
    )(rounded_share)
    law.across(
        CARER,
        f"{name}_for_other_children",
        "sum",
        CARER,
        citation,
        of=f"{name}_rounded_for_child",
        together="person",
        own="person",
        others=True,
        gives="Cents",
        et=f"{label.et} teiste laste kohta",
        en=f"{label.en} for the other children",
        ru=f"{label.ru} за других детей",
    )
    law.rule(
        CARER,
        citation,
        name=f"{name}_for_child",
        binding=bound,
        applies=SINCE,
        source=ACT,
        et=f"{label.et} lapse kohta",
        en=f"{label.en} for the child",
        ru=f"{label.ru} за ребёнка",
    )(childs_share)


# ------------------------------------------------------------------ reduction for earnings (§ 44)

bind_reduction(
    "parental_benefit_reduction",
    "parental_benefit_granted_of_month",
    PERSON,
    "parental_benefit_days_of_month",
)


@law.rule(
    PERSON,
    "PHS § 44",
    applies=SINCE,
    source=ACT,
    et="kuu vanemahüvitist vähendatakse teenitud tulu tõttu",
    en="the month's parental benefit is reduced for earnings",
    ru="компенсация за месяц уменьшается из-за дохода",
)
def parental_benefit_is_reduced(parental_benefit_reduction: Cents) -> bool:
    return parental_benefit_reduction > 0


law.doubt(
    "earnings_counted",
    when="parental_benefit_is_reduced",
    citation="PHS § 44",
    benefit=_SHARED,
)

bind_childs_share(
    "parental_benefit_reduction",
    "parental_benefit_reduction",
    "PHS § 44",
    Labels("vähendamine teenitud tulu tõttu", "reduction for earnings", "уменьшение из-за дохода"),
)

for _key in KINDS:
    _label = BENEFITS[_key]
    law.rule(
        CARER,
        "PHS § 44",
        name=f"{_key}_reduction",
        binding={
            "whole": "parental_benefit_reduction_for_child",
            "own": f"{_key}_granted",
            "total": "parental_benefit_granted_for_child",
        },
        applies=SINCE,
        source=ACT,
        et=f"{_label.et}: vähendatakse teenitud tulu tõttu",
        en=f"{_label.en}: reduced for earnings",
        ru=f"{_label.ru}: уменьшается из-за дохода",
    )(_SHARES[_key])
    law.rule(
        CARER,
        "PHS § 7 lg 2",
        name=f"{_key}_amount",
        binding={"before": f"{_key}_granted", "taken": f"{_key}_reduction"},
        applies=SINCE,
        source=ACT,
        et=f"{_label.et}: kuu summa",
        en=f"{_label.en}: amount of the month",
        ru=f"{_label.ru}: сумма за месяц",
    )(amount_after)


# ------------------------------------------------------------------ day of payment, income tax


@law.rule(
    PERSON,
    "PHS § 46 lg 6",
    applies=SINCE,
    source=ACT,
    et="kuu vanemahüvitise maksepäev, kui see on tööpäev",
    en="day on which the month's parental benefit is paid, if that is a working day",
    ru="день выплаты компенсации за месяц, если он рабочий",
)
def parental_benefit_pay_day(next_month_first_day: Day, payment_day_of_month: Count) -> Day:
    """Paid once a month for the month before; the day itself is the agency's practice."""
    return next_month_first_day + payment_day_of_month - 1


for _name, _figure, _gives, _citation, _et, _en, _ru in (
    (
        "income_tax_rate_at_payment", "income_tax_rate", "PerMille", "TuMS § 4",
        "tulumaksumäär maksepäeval", "rate of income tax on the day of payment",
        "ставка подоходного налога в день выплаты",
    ),
    (
        "basic_exemption_at_payment", "basic_exemption_month", "Cents", "TuMS § 23",
        "maksuvaba tulu kuus maksepäeval, kõige rohkem",
        "basic exemption a month on the day of payment, at most",
        "необлагаемый минимум в месяц в день выплаты, не более",
    ),
    (
        "basic_exemption_falls_at_payment", "basic_exemption_falls_from", "Cents", "TuMS § 23",
        "aasta tulu, millest alates maksuvaba tulu maksepäeva aastal väheneb",
        "yearly income from which the exemption falls in the year of payment",
        "годовой доход, с которого минимум уменьшается в году выплаты",
    ),
):  # fmt: skip
    law.through(
        PERSON,
        _name,
        "value_on",
        _figure,
        _citation,
        by=("parental_benefit_pay_day",),
        gives=_gives,
        et=_et,
        en=_en,
        ru=_ru,
    )


@law.rule(
    PERSON,
    "TuMS § 4",
    applies=SINCE,
    source=ACT,
    et="kuu vanemahüvitis pärast tulumaksu",
    en="parental benefit of the month after income tax",
    ru="родительская компенсация за месяц после подоходного налога",
)
def parental_benefit_net_of_month(
    parental_benefit_of_month: Cents,
    basic_exemption_asked: Cents,
    basic_exemption_at_payment: Cents,
    income_tax_rate_at_payment: PerMille,
) -> Cents:
    """Less the tax on what is above the basic exemption, as far as the recipient asked for it.

    The tax is rounded to a cent, half a cent upwards; written so that each sum stands in it once and
    open ones keep close bounds. Income is taxed in the year in which it is paid: December's benefit
    by the rules of January.
    """
    if parental_benefit_of_month == 0:
        return 0
    exempt = min(basic_exemption_asked, basic_exemption_at_payment)
    if parental_benefit_of_month <= exempt:
        return parental_benefit_of_month
    untaxed = parental_benefit_of_month * (1000 - income_tax_rate_at_payment)
    untaxed = untaxed + exempt * income_tax_rate_at_payment
    return (2 * untaxed + 999) // 2000


bind_childs_share(
    "parental_benefit_net",
    "parental_benefit_net_of_month",
    "TuMS § 4",
    Labels("kätte makstav summa", "net amount", "сумма на руки"),
)

for _key in KINDS:
    _label = BENEFITS[_key]
    law.rule(
        CARER,
        "TuMS § 4",
        name=f"{_key}_net",
        binding={
            "whole": "parental_benefit_net_for_child",
            "own": f"{_key}_granted",
            "total": "parental_benefit_granted_for_child",
        },
        applies=SINCE,
        source=ACT,
        et=f"{_label.et}: kätte makstav summa",
        en=f"{_label.en}: net amount",
        ru=f"{_label.ru}: сумма на руки",
    )(_SHARES[_key])


@law.rule(
    PERSON,
    "TuMS § 23",
    applies=SINCE,
    source=ACT,
    et="maksuvaba tulu võis aasta tulu tõttu väheneda",
    en="the basic exemption may have fallen with the year's income",
    ru="необлагаемый минимум мог уменьшиться из-за годового дохода",
)
def basic_exemption_may_fall(
    parental_benefit_of_month: Cents,
    basic_exemption_falls_at_payment: Cents,
    basic_exemption_asked: Cents,
) -> bool:
    """An exemption was asked for in a year in which it depended on the yearly income."""
    if parental_benefit_of_month == 0 or basic_exemption_falls_at_payment == 0:
        return False
    return basic_exemption_asked > 0


law.doubt(
    "exemption_falls",
    when="basic_exemption_may_fall",
    citation="TuMS § 23",
    benefit=_SHARED,
)


# ------------------------------------------------------------------ father's days before the birth


@law.rule(
    CARER,
    "PHS § 46 lg 4",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitise päev on enne lapse sündi",
    en="the day of father's parental benefit comes before the birth",
    ru="день родительской компенсации отца приходится до рождения",
)
def fathers_day_before_birth(fathers_benefit_paid: bool, child_birth_day: Day, today: Day) -> bool:
    """Such days are granted and paid after the birth."""
    return fathers_benefit_paid and today < child_birth_day


law.through(
    CARER,
    "fathers_days_before_birth_in_month",
    "total_in_month",
    "fathers_day_before_birth",
    "PHS § 46 lg 4",
    gives="Days",
    et="isa vanemahüvitise päevi enne lapse sündi",
    en="days of father's parental benefit before the birth",
    ru="дней родительской компенсации отца до рождения",
)
