"""When and how a right becomes money: claims, recipient, first and last month.

The norms here are the same for every monthly allowance. ``monthly`` binds them to one: the function
stays one, only the names that its arguments stand for differ (``right`` becomes
``right_to_child_allowance``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, CHILD, CLAIM, PERSON, law
from perenou.rules.calendar import add_months, month_start, next_month_start
from perenou.rules.rule import Unit
from perenou.rules.types import NEVER, NOBODY, Cents, Day, Days, Months, Rank, Row


@dataclass(frozen=True, slots=True)
class MonthlyAllowance:
    """A monthly allowance: its key, whose it is, and the names of what is known of it.

    Attributes:
        right, rate: the right and its rate. entitled, due, receives: whether the right is in
            somebody's hands, is claimed, and is paid to them. payable: whether it is paid on a day.
        recipient, payee: who is paid on a day, and for a month; empty: whoever's row it is, of an
            adult and a child the adult.
        whole, part_days: whether a month is paid for whole, otherwise for how many of its days;
            an empty name: no part of a month is counted by days.
        rate_due: what no month is paid more than, where parts of a month are reckoned from it.
        paid_by: the last day for paying a month, where the act names it.
        net: what is left of a month after income tax; empty: it is not taxed.
        pay_day: the day of the next month on which a month is paid, before days off are looked at.
    """

    key: str
    unit: Unit
    right: str
    rate: str
    citation: str
    entitled: str
    due: str
    receives: str
    payable: str
    recipient: str
    payee: str
    whole: str
    part_days: str
    rate_due: str = ""
    paid_by: str = ""
    net: str = ""
    pay_day: str = ""

    @property
    def is_claimed_by_days(self) -> bool:
        """Whether an adult claims it for named days of their own; the days are the claim."""
        return self.unit is CARER and not self.payee


MONTHLY: Final[dict[str, MonthlyAllowance]] = {}
"""The monthly allowances by key, in the order in which their modules declare them."""


@law.rule(
    CLAIM,
    "PHS § 6 lg 2",
    et="taotluse esitamise päev",
    en="date of the claim",
    ru="день подачи заявления",
)
def application_day(received_day: Day, posted_day: Day) -> Day:
    """The day of receipt or, for a posted claim, of posting."""
    if posted_day < NEVER:
        return posted_day
    return received_day


law.through(
    CARER,
    "role_began_day",
    "first",
    "may_claim_by_role",
    "PHS § 25 lg 1",
    et="päev, millest alates isik võib lapse eest taotleda",
    en="day from which the person may claim for the child",
    ru="день, с которого человек может подать заявление на ребёнка",
)


@law.rule(
    CLAIM,
    "PHS § 25 lg 1",
    et="taotleja võis taotluse esitamise päeval taotleda",
    en="the claimant could claim on the day of the claim",
    ru="заявитель имел право подать заявление в тот день",
)
def could_claim_then(role_began_day: Day, application_day: Day, act_in_force_day: Day) -> bool:
    """A claim filed before one may claim at all covers nothing later; one filed afterwards does."""
    return role_began_day <= max(application_day, act_in_force_day)


def entitled(right: bool, may_claim: bool) -> bool:
    """The child's right, in the hands of a person who may claim it."""
    return right and may_claim


def entitled__not_in_proceedings(right: bool, may_claim: bool, proceedings_in_favour: bool) -> bool:
    """The same; while guardianship proceedings run, their carer has child allowance only (§ 28 lg 1¹)."""
    return right and may_claim and not proceedings_in_favour


def covers_from(
    claimed: bool,
    could_claim_then: bool,
    application_day: Day,
    days_off_before_claim: Days,
    since: Day,
    earlier_stay_ended_day: Day,
    family_allowance_retroactive_months: Months,
) -> Day:
    """From the day the right arose if claimed within six months, else some calendar months back.

    Six months that end on a day off run to the next working day (HMS § 33).
    """
    if not claimed or not could_claim_then or since >= NEVER:
        return NEVER
    if application_day < earlier_stay_ended_day:
        return NEVER
    last_day = add_months(since, 6)
    if application_day <= last_day or application_day - days_off_before_claim <= last_day:
        return since
    return max(
        since, add_months(month_start(application_day), -family_allowance_retroactive_months)
    )


def covers_from__event_day_counts(
    claimed: bool,
    could_claim_then: bool,
    application_day: Day,
    days_off_before_claim: Days,
    since: Day,
    earlier_stay_ended_day: Day,
    family_allowance_retroactive_months: Months,
) -> Day:
    """The same, with the day on which the right arose as the first day of the six months."""
    if not claimed or not could_claim_then or since >= NEVER:
        return NEVER
    if application_day < earlier_stay_ended_day:
        return NEVER
    after = add_months(since, 6)
    if application_day < after or application_day - days_off_before_claim < after:
        return since
    return max(
        since, add_months(month_start(application_day), -family_allowance_retroactive_months)
    )


def claim_rank(claimed: bool, could_claim_then: bool, application_day: Day) -> Rank:
    """The order in which claims for this benefit came from those who could claim it then."""
    if not claimed or not could_claim_then:
        return NEVER
    return application_day


def takeover_rank(claimed: bool, has_consent: bool, application_day: Day, today: Day) -> Rank:
    """A claim with the current recipient's consent prevails from the month after it, the latest most."""
    if not claimed or not has_consent:
        return 0
    if today < next_month_start(application_day):
        return 0
    return -application_day


def takeover_rank__day_agreed(
    claimed: bool, has_consent: bool, application_day: Day, today: Day
) -> Rank:
    """The same, from the day of the claim itself."""
    if not claimed or not has_consent or today < application_day:
        return 0
    return -application_day


def granted_automatically(
    since: Day,
    earlier_sibling_claim_day: Day,
    earlier_stay_ended_day: Day,
    automatic_grant_start: Day,
    automatic_grant_voided: bool,
) -> bool:
    """Granted without a claim to the recipient of an earlier child of the same parents.

    The right arose since automatic grants exist, and the earlier child's claim is still good.
    """
    if earlier_sibling_claim_day >= NEVER or automatic_grant_voided:
        return False
    if since >= NEVER or since < automatic_grant_start or since <= earlier_sibling_claim_day:
        return False
    return earlier_stay_ended_day <= earlier_sibling_claim_day


@law.rule(
    CARER,
    "PHS § 28 lg 7",
    applies="2019-09-01",
    source="RT I, 26.10.2018, 1",
    reading="next_day_is_first",
    et="taotluseta määramisest loobuti või teine vanem taotles õigel ajal",
    en="the automatic grant was waived or the other parent claimed in time",
    ru="от назначения без заявления отказались или другой родитель подал заявление вовремя",
)
def automatic_grant_voided(
    notice_received_day: Day,
    objection_day: Day,
    days_off_before_objection: Days,
    automatic_grant_objection_days: Days,
) -> bool:
    """Day 1 is the day after the notice was received; a term that ends on a day off runs on."""
    if objection_day >= NEVER:
        return False
    last_day = notice_received_day + automatic_grant_objection_days
    return objection_day <= last_day or objection_day - days_off_before_objection <= last_day


@law.rule(
    CARER,
    "PHS § 28 lg 7",
    applies="2019-09-01",
    source="RT I, 26.10.2018, 1",
    reading="event_day_counts",
    default=False,
    doubt="gap_43",
    et="taotluseta määramisest loobuti või teine vanem taotles õigel ajal",
    en="the automatic grant was waived or the other parent claimed in time",
    ru="от назначения без заявления отказались или другой родитель подал заявление вовремя",
)
def automatic_grant_voided__event_day_counts(
    notice_received_day: Day,
    objection_day: Day,
    days_off_before_objection: Days,
    automatic_grant_objection_days: Days,
) -> bool:
    """The same, with the day on which the notice was received as day 1."""
    if objection_day >= NEVER:
        return False
    last_day = notice_received_day + automatic_grant_objection_days - 1
    return objection_day <= last_day or objection_day - days_off_before_objection <= last_day


def granted_at_switch(switched_without_claim: bool, since: Day) -> bool:
    """A pension paid on 30 September 2026 turns into the allowance without a claim."""
    return switched_without_claim and since < NEVER


@dataclass(frozen=True, slots=True)
class Automatic:
    """How a benefit is granted without a claim: the norm, its provision, start and source."""

    norm: Callable[..., bool]
    citation: str
    applies: str
    source: str


FURTHER_CHILD: Final = Automatic(
    granted_automatically, "PHS § 28 lg 6", "2019-09-01", "RT I, 26.10.2018, 1"
)
"""For a further child, to the recipient of an earlier child's allowance."""


def granted_from(covered_from: Day, since: Day, automatic: bool) -> Day:
    """From the day the right arose when granted automatically, otherwise as claimed."""
    if automatic:
        return since
    return covered_from


def claimed_and_due(entitled: bool, granted_from: Day, today: Day) -> bool:
    """The person is entitled and a claim or automatic grant covers the day."""
    return granted_from <= today and entitled


def precedence(takeover: Rank, first_claim: Rank, granted_from: Day) -> Rank:
    """Who of several claimants is paid: whoever came first, until a change with consent."""
    if takeover < 0:
        return takeover
    return min(first_claim, granted_from)


def receives(claimed_and_due: bool, is_suspended: bool) -> bool:
    """Payment is due and not suspended; suspended for one, it goes to another claimant."""
    return claimed_and_due and not is_suspended


def payable(recipient: Row) -> bool:
    """There is somebody to pay to."""
    return recipient != NOBODY


def rate_due__all_or_nothing(rate: Cents, foreign: Cents) -> Cents:
    """Nothing beside another state's benefit of the same purpose."""
    if foreign > 0:
        return 0
    return rate


def rate_due(rate: Cents, foreign: Cents) -> Cents:
    """Only the difference to another state's benefit of the same purpose."""
    if foreign >= rate:
        return 0
    return rate - foreign


def less_foreign_benefit(
    unit: Unit, name: str, binding: Mapping[str, str], *, et: str, en: str, ru: str
) -> None:
    """Bind to a benefit what another state's benefit of the same purpose leaves of its rate."""
    for function, applies, source, reading, default, doubt in (
        (rate_due__all_or_nothing, "", "", "all_or_nothing", True, ""),
        (rate_due, "", "", "top_up", False, "foreign_benefit_before_2026_10"),
        (rate_due, "2026-10-01", "RT I, 08.04.2025, 1", "", True, ""),
    ):
        law.rule(
            unit,
            "PHS § 4 lg 4",
            name=name,
            binding=binding,
            applies=applies,
            until="" if default else "2026-10-01",
            source=source,
            reading=reading,
            default=default,
            doubt=doubt,
            et=et,
            en=en,
            ru=ru,
        )(function)


def amount(
    payable_at_start: bool,
    begun_days: Days,
    rate_at_start: Cents,
    rate_at_begin: Cents,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """The full rate if payable on the 1st (the last month is full), otherwise by calendar days."""
    if payable_at_start:
        return rate_at_start
    if begun_days == 0:
        return 0
    return round_to_cent(rate_at_begin * begun_days, next_month_first_day - month_first_day)


def amount__of_thirty_days(
    payable_at_start: bool, begun_days: Days, rate_at_start: Cents, rate_at_begin: Cents
) -> Cents:
    """The first month by thirtieths."""
    if payable_at_start:
        return rate_at_start
    if begun_days == 0:
        return 0
    return min(rate_at_begin, round_to_cent(rate_at_begin * begun_days, 30))


def amount__to_month_end(
    payable_at_start: bool,
    begin: Day,
    rate_at_start: Cents,
    rate_at_begin: Cents,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """A right that begins and ends in one month is paid to the end of that month."""
    if payable_at_start:
        return rate_at_start
    if begin >= NEVER:
        return 0
    return round_to_cent(
        rate_at_begin * (next_month_first_day - begin), next_month_first_day - month_first_day
    )


def amount__resumed_in_full(
    payable_at_start: bool,
    due_at_start: bool,
    begun_days: Days,
    rate_at_start: Cents,
    rate_at_begin: Cents,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """The month in which payment resumes is paid in full; only a right's first month is divided."""
    if payable_at_start:
        return rate_at_start
    if begun_days == 0:
        return 0
    if due_at_start:
        return rate_at_begin
    return round_to_cent(rate_at_begin * begun_days, next_month_first_day - month_first_day)


def payee(recipient_at_start: Row, recipient_at_begin: Row) -> Row:
    """Who receives the month: the recipient on the 1st, in a first month the one then."""
    if recipient_at_start != NOBODY:
        return recipient_at_start
    return recipient_at_begin


def monthly(
    key: str,
    right: str,
    rate: str,
    *,
    citation: str,
    unit: Unit = CHILD,
    automatic: Automatic | None = None,
    retroactive: str = "family_allowance_retroactive_months",
    foreign: str = "",
) -> None:
    """Bind the month norms to a monthly allowance.

    Args:
        key: the benefit. right, rate: the names of its right and its rate.
        citation: where its rate is ordered. unit: CHILD, or PERSON for a family's allowance.
        automatic: how it is granted without a claim, if it is.
        retroactive: the figure that limits late claims. foreign: the fact of another state's
            benefit, where it is not the one named after the key.
    """
    MONTHLY[key] = MonthlyAllowance(
        key,
        unit,
        right,
        rate,
        citation,
        entitled=f"{key}_entitled",
        due=f"{key}_claimed_and_due",
        receives=f"{key}_receives",
        payable=f"{key}_payable" if unit is CHILD else f"{key}_receives",
        recipient=f"{key}_recipient" if unit is CHILD else "",
        payee=f"{key}_payee" if unit is CHILD else "",
        whole=f"{key}_payable_at_start",
        part_days=f"{key}_begun_days",
        rate_due=f"{key}_rate_due",
    )
    et, en, ru = BENEFITS[key].et, BENEFITS[key].en, BENEFITS[key].ru
    holder = CARER if unit is CHILD else PERSON
    claim_key = key.removesuffix("_second")
    names = {
        own: f"{key}_{own}"
        for own in (
            "entitled",
            "since",
            "covers_from",
            "covered_from",
            "claim_rank",
            "takeover_rank",
            "granted_automatically",
            "granted_from",
            "claimed_and_due",
            "precedence",
            "receives",
            "recipient",
            "payable",
            "rate_due",
            "payable_at_start",
            "due_to_somebody",
            "due_at_start",
            "begun_days",
            "begin",
            "rate_at_start",
            "rate_at_begin",
            "recipient_at_start",
            "recipient_at_begin",
            "amount",
            "payee",
        )
    }
    names |= {
        "right": right,
        "rate": rate,
        "claimed": f"claims_{claim_key}",
        "takeover": f"{key}_latest_takeover",
        "first_claim": f"{key}_first_claim",
        "automatic": f"{key}_granted_automatically",
        "foreign": foreign or f"foreign_{claim_key}",
        "has_consent": "change_is_agreed",
        "proceedings_in_favour": "only_child_allowance",
        "family_allowance_retroactive_months": retroactive,
    }
    if unit is PERSON:
        names["may_claim"] = "is_entitled_person"
        names["is_suspended"] = "person_is_suspended"

    law.rule(
        holder,
        "PHS § 25 lg 1",
        name=names["entitled"],
        binding=names,
        et=f"{et}: isikul on õigus seda saada",
        en=f"{en}: the person is entitled to it",
        ru=f"{ru}: у человека есть право",
    )(entitled if key == "child_allowance" or unit is PERSON else entitled__not_in_proceedings)
    law.through(
        holder,
        names["since"],
        "since",
        names["entitled"],
        "PHS § 28 lg 1",
        et=f"{et}: õiguse tekkimise päev",
        en=f"{en}: day on which the right arose",
        ru=f"{ru}: день возникновения права",
    )
    for function, default, doubt in (
        (covers_from, True, ""),
        (covers_from__event_day_counts, False, "gap_43"),
    ):
        law.rule(
            CLAIM,
            "PHS § 28 lg 2",
            name=names["covers_from"],
            binding=names,
            reading="next_day_is_first" if default else "event_day_counts",
            default=default,
            doubt=doubt,
            et=f"{et}: taotlus annab toetuse alates",
            en=f"{en}: the claim covers the time from",
            ru=f"{ru}: заявление даёт пособие с",
        )(function)
    law.across(
        holder,
        names["covered_from"],
        "least",
        CLAIM,
        "PHS § 28 lg 2",
        of=names["covers_from"],
        gives="Day",
        et=f"{et}: taotlustega hõlmatud aja algus",
        en=f"{en}: start of the time covered by claims",
        ru=f"{ru}: начало периода по заявлениям",
    )
    if automatic:
        law.rule(
            CARER,
            automatic.citation,
            name=names["granted_automatically"],
            binding=names,
            applies=automatic.applies,
            source=automatic.source,
            et=f"{et}: määratakse taotluseta",
            en=f"{en}: is granted without a claim",
            ru=f"{ru}: назначается без заявления",
        )(automatic.norm)
    else:
        names["granted_from"] = names["covered_from"]
    if automatic:
        automatic_binding = dict(names)
        if unit is PERSON:
            law.across(
                PERSON,
                f"{key}_automatic_for_a_child",
                "any",
                CARER,
                "PHS § 28 lg 6",
                among=names["granted_automatically"],
                gives="bool",
                et=f"{et}: määratakse taotluseta järgmise lapse tõttu",
                en=f"{en}: is granted without a claim because of a further child",
                ru=f"{ru}: назначается без заявления из-за следующего ребёнка",
            )
            automatic_binding["automatic"] = f"{key}_automatic_for_a_child"
        law.rule(
            holder,
            "PHS § 28 lg 1 p 2",
            name=names["granted_from"],
            binding=automatic_binding,
            et=f"{et}: määratakse alates",
            en=f"{en}: is granted from",
            ru=f"{ru}: назначается с",
        )(granted_from)
    law.rule(
        holder,
        "PHS § 28 lg 1",
        name=names["claimed_and_due"],
        binding=names,
        et=f"{et}: õigus on olemas ja taotlus hõlmab päeva",
        en=f"{en}: the right exists and a claim covers the day",
        ru=f"{ru}: право есть, и заявление охватывает день",
    )(claimed_and_due)
    law.rule(
        holder,
        "PHS § 12",
        name=names["receives"],
        binding=names,
        et=f"{et}: isikule makstakse",
        en=f"{en}: the person is paid",
        ru=f"{ru}: человеку выплачивается",
    )(receives)
    if unit is CHILD:
        law.rule(
            CLAIM,
            "PHS § 6 lg 2",
            name=names["claim_rank"],
            binding=names,
            et=f"{et}: taotluse järjekord",
            en=f"{en}: order of the claim",
            ru=f"{ru}: очередность заявления",
        )(claim_rank)
        law.across(
            CARER,
            names["first_claim"],
            "least",
            CLAIM,
            "PHS § 6 lg 2",
            of=names["claim_rank"],
            gives="Rank",
            et=f"{et}: esimese taotluse järjekord",
            en=f"{en}: order of the first claim",
            ru=f"{ru}: очередность первого заявления",
        )
        for function_, default, doubt in (
            (takeover_rank, True, ""),
            (takeover_rank__day_agreed, False, "gap_26"),
        ):
            law.rule(
                CLAIM,
                "PHS § 6 lg 1",
                name=names["takeover_rank"],
                binding=names,
                reading="month_after_claim" if default else "day_agreed",
                default=default,
                doubt=doubt,
                et=f"{et}: saaja vahetus senise saaja nõusolekul",
                en=f"{en}: change of recipient with consent",
                ru=f"{ru}: смена получателя с согласия",
            )(function_)
        law.across(
            CARER,
            names["takeover"],
            "least",
            CLAIM,
            "PHS § 6 lg 1",
            of=names["takeover_rank"],
            gives="Rank",
            et=f"{et}: viimane saaja vahetus",
            en=f"{en}: latest change of recipient",
            ru=f"{ru}: последняя смена получателя",
        )
        law.rule(
            CARER,
            "PHS § 6 lg 1",
            name=names["precedence"],
            binding=names,
            et=f"{et}: järjekoht saajate hulgas",
            en=f"{en}: place among the claimants",
            ru=f"{ru}: место среди заявителей",
        )(precedence)
        law.across(
            CHILD,
            names["recipient"],
            "pick",
            CARER,
            "PHS § 25 lg 1",
            among=names["receives"],
            of=names["precedence"],
            own="person",
            gives="Row",
            et=f"{et}: saaja",
            en=f"{en}: recipient",
            ru=f"{ru}: получатель",
        )
        law.rule(
            CHILD,
            "PHS § 25 lg 1",
            name=names["payable"],
            binding=names,
            et=f"{et}: kuulub maksmisele",
            en=f"{en}: is payable",
            ru=f"{ru}: подлежит выплате",
        )(payable)
        law.across(
            CHILD,
            names["due_to_somebody"],
            "any",
            CARER,
            "PHS § 12",
            among=names["claimed_and_due"],
            gives="bool",
            et=f"{et}: kellelegi määratud",
            en=f"{en}: granted to somebody",
            ru=f"{ru}: кому-то назначено",
        )
    else:
        names["payable"] = names["receives"]
        names["due_to_somebody"] = names["claimed_and_due"]
    less_foreign_benefit(
        unit,
        names["rate_due"],
        names,
        et=f"{et}: kuumäär, arvestades teise riigi hüvitist",
        en=f"{en}: monthly rate, another state's benefit considered",
        ru=f"{ru}: месячная ставка с учётом пособия другого государства",
    )
    for own, kind, of, by, gives, labels in (
        ("payable_at_start", "at_month_start", names["payable"], (), "bool",
         ("kuulub maksmisele kuu 1. päeval", "is payable on the 1st of the month", "подлежит выплате 1-го числа")),
        ("due_at_start", "at_month_start", names["due_to_somebody"], (), "bool",
         ("toetus oli määratud kuu 1. päeval", "it was granted on the 1st of the month", "было назначено 1-го числа")),
        ("begun_days", "days_in_month_if_begun_inside", names["payable"], (), "Days",
         ("päevi esimeses kuus", "days in the first month", "дней в первом месяце")),
        ("begin", "begin_in_month", names["payable"], (), "Day",
         ("maksmise algus kuu sees", "start of payment within the month", "начало выплаты внутри месяца")),
        ("rate_at_start", "at_month_start", names["rate_due"], (), "Cents",
         ("kuumäär kuu 1. päeval", "rate on the 1st of the month", "ставка 1-го числа")),
        ("rate_at_begin", "value_on", names["rate_due"], (names["begin"],), "Cents",
         ("kuumäär maksmise alguses", "rate at the start of payment", "ставка в начале выплаты")),
    ):  # fmt: skip
        law.through(
            unit,
            names[own],
            kind,  # type: ignore[arg-type]
            of,
            "PHS § 27 lg 1" if gives == "Cents" else "PHS § 7 lg 1",
            by=by,
            gives=gives,
            et=f"{et}: {labels[0]}",
            en=f"{en}: {labels[1]}",
            ru=f"{ru}: {labels[2]}",
        )
    for reading, formula, doubt in (
        ("calendar_days", amount, ""),
        ("thirty_days", amount__of_thirty_days, "gap_1"),
        ("to_month_end", amount__to_month_end, "gap_25_end"),
        ("resumed_in_full", amount__resumed_in_full, "gap_25_resumed"),
    ):
        law.rule(
            unit,
            "PHS § 7 lg 1",
            name=names["amount"],
            binding=names,
            reading=reading,
            default=not doubt,
            doubt=doubt,
            et=f"{et}: summa kuus",
            en=f"{en}: amount of the month",
            ru=f"{ru}: сумма за месяц",
        )(formula)
    if unit is CHILD:
        for own, kind, by in (
            ("recipient_at_start", "at_month_start", ()),
            ("recipient_at_begin", "value_on", (names["begin"],)),
        ):
            law.through(
                CHILD,
                names[own],
                kind,  # type: ignore[arg-type]
                names["recipient"],
                "PHS § 25 lg 1",
                by=by,
                gives="Row",
                et=f"{et}: saaja kuus",
                en=f"{en}: recipient of the month",
                ru=f"{ru}: получатель за месяц",
            )
        law.rule(
            CHILD,
            "PHS § 31",
            name=names["payee"],
            binding=names,
            et=f"{et}: kuu eest saaja",
            en=f"{en}: payee of the month",
            ru=f"{ru}: получатель выплаты за месяц",
        )(payee)
