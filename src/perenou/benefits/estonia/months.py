"""When and how a right becomes money: claims, recipient, first and last month.

The norms here are the same for every monthly allowance. ``monthly`` binds them to one: the function
stays one, only the names that its arguments stand for differ (``right`` becomes
``right_to_child_allowance``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, CHILD, CLAIM, PERSON, law
from perenou.rules.calendar import add_months, month_start, next_month_start
from perenou.rules.rule import AcrossKind, ThroughKind, Unit
from perenou.rules.types import NEVER, NOBODY, Cents, Day, Days, Months, Rank, Row


class MonthlyAllowance(NamedTuple):
    """A monthly allowance: its key, whose it is, and the names of what is known of it.

    Attributes:
        right, rate: the right and its rate. entitled, due, receives: whether the right is in
            somebody's hands, is claimed, and is paid to them. payable: whether it is paid on a day.
        recipient, payee: who is paid on a day, and for a month; empty: whoever's row it is, of an
            adult and a child the adult.
        whole, part_days: whether a month is paid for whole, otherwise for how many of its days;
            an empty name: no part of a month is counted by days.
        rate_due: what no month is paid more than, where parts of a month are reckoned from it.
        foreign: another state's benefit of the same purpose that leaves no more than that.
        paid_by: the last day for paying a month, where the act names it.
        net: what is left of a month after income tax; empty: it is not taxed.
        pay_day: the day of the next month on which a month is paid, before days off are looked at.
        retroactive: for how many calendar months a late claim reaches back, if it does by months.
        suspended: whether payment to whom it is due is suspended; empty: no norm of its own says so.
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
    foreign: str = ""
    paid_by: str = ""
    net: str = ""
    pay_day: str = ""
    suspended: str = ""
    retroactive: str = ""

    @property
    def is_claimed_by_days(self) -> bool:
        """Whether an adult claims it for named days of their own; the days are the claim."""
        return self.unit is CARER and not self.payee


AFTER_ALL_CLAIMANTS: Final = NEVER - 1
"""The place of whoever did not claim, in families of several states."""

MONTHLY: Final[dict[str, MonthlyAllowance]] = {}
"""The monthly allowances by key, in the order in which their modules declare them."""


@law.rule(
    CLAIM,
    "PHS § 6 lg 2",
    et="taotluse esitamise päev",
    en="date of the claim",
    ru="день подачи заявления",
)
def application_day(received_day: Day, posted_day: Day, claimed_abroad_day: Day) -> Day:
    """The day of receipt or, for a posted claim, of posting."""
    # One that came first to another state's institution was made on that day (883/2004 art 68(3)).
    if posted_day < NEVER:
        return min(posted_day, claimed_abroad_day)
    return min(received_day, claimed_abroad_day)


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


law.across(
    CARER,
    "claimed_by_other_parent",
    "any",
    CLAIM,
    "987/2009 art 60(1)",
    among="is_other_parents_claim",
    gives="bool",
    et="teise vanema taotlus arvestatakse ka selle isiku õiguse jaoks",
    en="the other parent's claim counts for this person's right, too",
    ru="заявление другого родителя учитывается и для права этого человека",
)


def entitled(right: bool, may_claim: bool) -> bool:
    """The child's right, in the hands of a person who may claim it."""
    return right and may_claim


def entitled__not_in_proceedings(right: bool, may_claim: bool, proceedings_in_favour: bool) -> bool:
    """The same; while guardianship proceedings run, their carer has child allowance only (§ 28 lg 1¹)."""
    return right and may_claim and not proceedings_in_favour


def entitled__not_lost(
    right: bool,
    may_claim: bool,
    left_alone_today: bool,
    proceedings_in_favour: bool,
    is_lost_parent: bool,
) -> bool:
    """The same for the loss of a parent: no lost parent ever has it, also not on the day of death."""
    if not right or proceedings_in_favour or is_lost_parent:
        return False
    return may_claim or left_alone_today


def covers_from(
    claimed: bool,
    could_claim_then: bool,
    application_day: Day,
    days_off_before_claim: Days,
    since: Day,
    claims_lapsed_day: Day,
    family_allowance_retroactive_months: Months,
) -> Day:
    """From the day the right arose if claimed within six months, else some calendar months back.

    Six months that end on a day off run to the next working day (HMS § 33).
    """
    if not claimed or not could_claim_then or since >= NEVER:
        return NEVER
    if application_day < claims_lapsed_day:
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
    claims_lapsed_day: Day,
    family_allowance_retroactive_months: Months,
) -> Day:
    """The same, with the day on which the right arose as the first day of the six months."""
    if not claimed or not could_claim_then or since >= NEVER:
        return NEVER
    if application_day < claims_lapsed_day:
        return NEVER
    after = add_months(since, 6)
    if application_day < after or application_day - days_off_before_claim < after:
        return since
    return max(
        since, add_months(month_start(application_day), -family_allowance_retroactive_months)
    )


def claim_rank(
    claimed: bool, could_claim_then: bool, is_other_parents_claim: bool, application_day: Day
) -> Rank:
    """The order in which claims for this benefit came from those who could claim it then."""
    if not claimed or not could_claim_then or is_other_parents_claim:
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
    claims_lapsed_day: Day,
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
    return claims_lapsed_day <= earlier_sibling_claim_day


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


class Automatic(NamedTuple):
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


def precedence(
    takeover: Rank, first_claim: Rank, granted_from: Day, claimed_by_other_parent: bool
) -> Rank:
    """Who of several claimants is paid: whoever came first, until a change with consent.

    Whoever is entitled only by the other parent's claim comes after all that claimed themselves.
    """
    if takeover < 0:
        return takeover
    if first_claim >= NEVER and claimed_by_other_parent:
        return AFTER_ALL_CLAIMANTS
    return min(first_claim, granted_from)


def passed_over_in_prison(
    claimed_and_due: bool, suspended_for_imprisonment: bool, paid_to_other: bool
) -> bool:
    """Suspended in prison while somebody else who claimed is paid in the person's stead."""
    return claimed_and_due and suspended_for_imprisonment and paid_to_other


def precedence__not_back_from_prison(
    takeover: Rank,
    first_claim: Rank,
    granted_from: Day,
    claimed_by_other_parent: bool,
    was_passed_over: bool,
) -> Rank:
    """The same, but who was passed over in prison comes back only with the recipient's consent."""
    found = precedence(takeover, first_claim, granted_from, claimed_by_other_parent)
    if was_passed_over and 0 <= found < AFTER_ALL_CLAIMANTS:
        return AFTER_ALL_CLAIMANTS
    return found


def receives(claimed_and_due: bool, is_suspended: bool) -> bool:
    """Payment is due and not suspended; suspended for one, it goes to another claimant."""
    return claimed_and_due and not is_suspended


def payable(recipient: Row) -> bool:
    """There is somebody to pay to."""
    return recipient != NOBODY


ALL_OR_NOTHING: Final = "all_or_nothing"
"""The reading by which nothing is paid beside another state's benefit of the same purpose."""


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
        (rate_due__all_or_nothing, "", "", ALL_OR_NOTHING, True, ""),
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
            ended_by="" if default else "RT I, 08.04.2025, 1",
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
    """A right of less than a month, all in the same one, is paid until that month is over."""
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


_OWN: Final = (
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
    "passed_over_in_prison",
    "was_passed_over",
    "paid_to_other",
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
    "first_claim",
)
"""What each monthly allowance has of its own: the name is the benefit's key and one of these."""


class _Bound(NamedTuple):
    """A monthly allowance while the month norms are bound to it.

    Attributes:
        key: the benefit. unit: whose rows it is paid for. holder: whose hands it may be in.
        names: what the norms' arguments stand for.
    """

    key: str
    unit: Unit
    holder: Unit
    names: dict[str, str]

    def rule(
        self,
        unit: Unit,
        own: str,
        citation: str,
        function: Callable[..., object],
        labels: tuple[str, str, str],
        *,
        names: Mapping[str, str] | None = None,
        reading: str = "",
        doubt: str = "",
        applies: str = "",
        source: str = "",
    ) -> None:
        """Bind a norm; one with a doubt is the other reading."""
        et, en, ru = self._labels(labels)
        law.rule(
            unit,
            citation,
            name=self.names[own],
            binding=names or self.names,
            reading=reading,
            default=not doubt,
            doubt=doubt,
            applies=applies,
            source=source,
            et=et,
            en=en,
            ru=ru,
        )(function)

    def across(
        self,
        unit: Unit,
        name: str,
        kind: AcrossKind,
        members: Unit,
        citation: str,
        labels: tuple[str, str, str],
        *,
        gives: str,
        among: str = "",
        of: str = "",
        own: str = "",
        together: str = "",
        others: bool = False,
    ) -> None:
        """Declare what is gathered from other rows."""
        et, en, ru = self._labels(labels)
        law.across(
            unit, name, kind, members, citation,
            among=among, of=of, own=own, together=together, others=others, gives=gives,
            et=et, en=en, ru=ru,
        )  # fmt: skip

    def through(
        self,
        unit: Unit,
        own: str,
        kind: ThroughKind,
        of: str,
        citation: str,
        labels: tuple[str, str, str],
        *,
        gives: str = "Day",
        by: tuple[str, ...] = (),
    ) -> None:
        """Declare what is gathered from the course of a timeline."""
        et, en, ru = self._labels(labels)
        law.through(
            unit, self.names[own], kind, self.names[of], citation,
            by=tuple(self.names[each] for each in by), gives=gives, et=et, en=en, ru=ru,
        )  # fmt: skip

    def _labels(self, labels: tuple[str, str, str]) -> tuple[str, str, str]:
        benefit = BENEFITS[self.key]
        et, en, ru = labels
        return f"{benefit.et}: {et}", f"{benefit.en}: {en}", f"{benefit.ru}: {ru}"


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
    is_suspended: str = "is_suspended",
    is_for_loss: bool = False,
) -> None:
    """Bind the month norms to a monthly allowance.

    Args:
        key: the benefit. right, rate: the names of its right and its rate.
        citation: where its rate is ordered. unit: CHILD, or PERSON for a family's allowance.
        automatic: how it is granted without a claim, if it is.
        retroactive: the figure that limits late claims. foreign: the fact of another state's
            benefit, where it is not the one named after the key. is_suspended: whether payment to an
            adult is suspended, where more than the grounds of § 12 suspends it. is_for_loss: whether
            it is paid for the loss of a parent.
    """
    is_childs = unit is CHILD
    claim_key = key.removesuffix("_second")
    MONTHLY[key] = MonthlyAllowance(
        key,
        unit,
        right,
        rate,
        citation,
        entitled=f"{key}_entitled",
        due=f"{key}_claimed_and_due",
        receives=f"{key}_receives",
        payable=f"{key}_payable" if is_childs else f"{key}_receives",
        recipient=f"{key}_recipient" if is_childs else "",
        payee=f"{key}_payee" if is_childs else "",
        whole=f"{key}_payable_at_start",
        part_days=f"{key}_begun_days",
        rate_due=f"{key}_rate_due",
        foreign=foreign or f"foreign_{claim_key}",
        retroactive=retroactive,
    )
    names = {own: f"{key}_{own}" for own in _OWN} | {
        "right": right,
        "rate": rate,
        "claimed": f"claims_{claim_key}",
        "takeover": f"{key}_latest_takeover",
        "automatic": f"{key}_granted_automatically",
        "foreign": MONTHLY[key].foreign,
        "has_consent": "change_is_agreed",
        "proceedings_in_favour": "only_child_allowance",
        "claims_lapsed_day": "earlier_claims_lapsed_day",
        "is_suspended": is_suspended,
        "family_allowance_retroactive_months": retroactive,
    }
    if not is_childs:
        names["may_claim"] = "is_entitled_person"
        names["is_suspended"] = "person_is_suspended"
    if not automatic:
        names["granted_from"] = names["covered_from"]
    bound = _Bound(key, unit, CARER if is_childs else PERSON, names)
    _bind_entitlement(bound, is_for_loss=is_for_loss)
    _bind_claims(bound)
    if automatic:
        _bind_automatic_grant(bound, automatic)
    _bind_holding(bound)
    if is_childs:
        _bind_recipient(bound)
    else:
        names["payable"] = names["receives"]
        names["due_to_somebody"] = names["claimed_and_due"]
    less_foreign_benefit(
        unit,
        names["rate_due"],
        names,
        et=f"{BENEFITS[key].et}: kuumäär, arvestades teise riigi hüvitist",
        en=f"{BENEFITS[key].en}: monthly rate, another state's benefit considered",
        ru=f"{BENEFITS[key].ru}: месячная ставка с учётом пособия другого государства",
    )
    _bind_month(bound)
    if is_childs:
        _bind_payee(bound)


def _bind_entitlement(bound: _Bound, *, is_for_loss: bool) -> None:
    """Whether the right is in somebody's hands, and since when."""
    norm: Callable[..., bool] = entitled__not_in_proceedings
    if bound.key == "child_allowance" or bound.unit is PERSON:
        norm = entitled
    elif is_for_loss:
        norm = entitled__not_lost
    bound.rule(
        bound.holder, "entitled", "PHS § 25 lg 1", norm,
        ("isikul on õigus seda saada", "the person is entitled to it", "у человека есть право"),
    )  # fmt: skip
    bound.through(
        bound.holder, "since", "since", "entitled", "PHS § 28 lg 1",
        ("õiguse tekkimise päev", "day on which the right arose", "день возникновения права"),
    )  # fmt: skip


def _bind_claims(bound: _Bound) -> None:
    """From which day on claims cover it."""
    labels = (
        "taotlus annab toetuse alates",
        "the claim covers the time from",
        "заявление даёт пособие с",
    )
    for function, reading, doubt in (
        (covers_from, "next_day_is_first", ""),
        (covers_from__event_day_counts, "event_day_counts", "gap_43"),
    ):
        bound.rule(
            CLAIM, "covers_from", "PHS § 28 lg 2", function, labels, reading=reading, doubt=doubt
        )
    bound.across(
        bound.holder, bound.names["covered_from"], "least", CLAIM, "PHS § 28 lg 2",
        ("taotlustega hõlmatud aja algus", "start of the time covered by claims", "начало периода по заявлениям"),
        of=bound.names["covers_from"], gives="Day",
    )  # fmt: skip


def _bind_automatic_grant(bound: _Bound, automatic: Automatic) -> None:
    """How it is granted without a claim; a family's allowance because of any of its children."""
    bound.rule(
        CARER, "granted_automatically", automatic.citation, automatic.norm,
        ("määratakse taotluseta", "is granted without a claim", "назначается без заявления"),
        applies=automatic.applies, source=automatic.source,
    )  # fmt: skip
    names = dict(bound.names)
    if bound.unit is PERSON:
        names["automatic"] = f"{bound.key}_automatic_for_a_child"
        bound.across(
            PERSON, names["automatic"], "any", CARER, "PHS § 28 lg 6",
            (
                "määratakse taotluseta järgmise lapse tõttu",
                "is granted without a claim because of a further child",
                "назначается без заявления из-за следующего ребёнка",
            ),
            among=names["granted_automatically"], gives="bool",
        )  # fmt: skip
    bound.rule(
        bound.holder, "granted_from", "PHS § 28 lg 1 p 2", granted_from,
        ("määratakse alates", "is granted from", "назначается с"),
        names=names,
    )  # fmt: skip


def _bind_holding(bound: _Bound) -> None:
    """Whether it is due to a person, and paid to them."""
    bound.rule(
        bound.holder, "claimed_and_due", "PHS § 28 lg 1", claimed_and_due,
        (
            "õigus on olemas ja taotlus hõlmab päeva",
            "the right exists and a claim covers the day",
            "право есть, и заявление охватывает день",
        ),
    )  # fmt: skip
    bound.rule(
        bound.holder, "receives", "PHS § 12", receives,
        ("isikule makstakse", "the person is paid", "человеку выплачивается"),
    )  # fmt: skip


def _bind_recipient(bound: _Bound) -> None:
    """Who of several people that may have a child's allowance is paid it."""
    names = bound.names
    bound.rule(
        CLAIM, "claim_rank", "PHS § 6 lg 2", claim_rank,
        ("taotluse järjekord", "order of the claim", "очередность заявления"),
    )  # fmt: skip
    bound.across(
        CARER, names["first_claim"], "least", CLAIM, "PHS § 6 lg 2",
        ("esimese taotluse järjekord", "order of the first claim", "очередность первого заявления"),
        of=names["claim_rank"], gives="Rank",
    )  # fmt: skip
    labels = (
        "saaja vahetus senise saaja nõusolekul",
        "change of recipient with consent",
        "смена получателя с согласия",
    )
    for function, reading, doubt in (
        (takeover_rank, "month_after_claim", ""),
        (takeover_rank__day_agreed, "day_agreed", "gap_26"),
    ):
        bound.rule(
            CLAIM, "takeover_rank", "PHS § 6 lg 1", function, labels, reading=reading, doubt=doubt
        )
    bound.across(
        CARER, names["takeover"], "least", CLAIM, "PHS § 6 lg 1",
        ("viimane saaja vahetus", "latest change of recipient", "последняя смена получателя"),
        of=names["takeover_rank"], gives="Rank",
    )  # fmt: skip
    bound.across(
        CARER, names["paid_to_other"], "any", CARER, "PHS § 12 lg 4",
        ("makstakse kellelegi teisele", "somebody else is paid", "выплачивается кому-то другому"),
        among=names["receives"], own="child", together="child", others=True, gives="bool",
    )  # fmt: skip
    bound.rule(
        CARER, "passed_over_in_prison", "PHS § 12 lg 4", passed_over_in_prison,
        (
            "vangistuse ajal makstakse kellelegi teisele",
            "in the time of imprisonment somebody else is paid",
            "во время заключения выплачивается кому-то другому",
        ),
    )  # fmt: skip
    bound.through(
        CARER, "was_passed_over", "ever_before", "passed_over_in_prison", "PHS § 12 lg 4",
        (
            "vangistuse ajal maksti kellelegi teisele",
            "in the time of imprisonment somebody else was paid",
            "во время заключения выплачивали кому-то другому",
        ),
        gives="bool",
    )  # fmt: skip
    labels = ("järjekoht saajate hulgas", "place among the claimants", "место среди заявителей")
    for norm, reading, doubt in (
        (precedence, "back_to_the_first", ""),
        (precedence__not_back_from_prison, "with_consent_only", "recipient_after_prison"),
    ):
        bound.rule(CARER, "precedence", "PHS § 6 lg 1", norm, labels, reading=reading, doubt=doubt)
    bound.across(
        CHILD, names["recipient"], "pick", CARER, "PHS § 25 lg 1",
        ("saaja", "recipient", "получатель"),
        among=names["receives"], of=names["precedence"], own="person", gives="Row",
    )  # fmt: skip
    bound.rule(
        CHILD, "payable", "PHS § 25 lg 1", payable,
        ("kuulub maksmisele", "is payable", "подлежит выплате"),
    )  # fmt: skip
    bound.across(
        CHILD, names["due_to_somebody"], "any", CARER, "PHS § 12",
        ("kellelegi määratud", "granted to somebody", "кому-то назначено"),
        among=names["claimed_and_due"], gives="bool",
    )  # fmt: skip


def _bind_month(bound: _Bound) -> None:
    """What a month is paid: whole, or its days from the day on which payment begins."""
    unit = bound.unit
    bound.through(
        unit, "payable_at_start", "at_month_start", "payable", "PHS § 7 lg 1",
        ("kuulub maksmisele kuu 1. päeval", "is payable on the 1st of the month", "подлежит выплате 1-го числа"),
        gives="bool",
    )  # fmt: skip
    bound.through(
        unit, "due_at_start", "at_month_start", "due_to_somebody", "PHS § 7 lg 1",
        ("toetus oli määratud kuu 1. päeval", "it was granted on the 1st of the month", "было назначено 1-го числа"),
        gives="bool",
    )  # fmt: skip
    bound.through(
        unit, "begun_days", "days_in_month_if_begun_inside", "payable", "PHS § 7 lg 1",
        ("päevi esimeses kuus", "days in the first month", "дней в первом месяце"),
        gives="Days",
    )  # fmt: skip
    bound.through(
        unit, "begin", "begin_in_month", "payable", "PHS § 7 lg 1",
        ("maksmise algus kuu sees", "start of payment within the month", "начало выплаты внутри месяца"),
    )  # fmt: skip
    bound.through(
        unit, "rate_at_start", "at_month_start", "rate_due", "PHS § 27 lg 1",
        ("kuumäär kuu 1. päeval", "rate on the 1st of the month", "ставка 1-го числа"),
        gives="Cents",
    )  # fmt: skip
    bound.through(
        unit, "rate_at_begin", "value_on", "rate_due", "PHS § 27 lg 1",
        ("kuumäär maksmise alguses", "rate at the start of payment", "ставка в начале выплаты"),
        by=("begin",), gives="Cents",
    )  # fmt: skip
    labels = ("summa kuus", "amount of the month", "сумма за месяц")
    for reading, formula, doubt in (
        ("calendar_days", amount, ""),
        ("thirty_days", amount__of_thirty_days, "gap_1"),
        ("to_month_end", amount__to_month_end, "gap_25_end"),
        ("resumed_in_full", amount__resumed_in_full, "gap_25_resumed"),
    ):
        bound.rule(unit, "amount", "PHS § 7 lg 1", formula, labels, reading=reading, doubt=doubt)


def _bind_payee(bound: _Bound) -> None:
    """Who is paid a child's month: the recipient on the 1st, in a first month the one then."""
    labels = ("saaja kuus", "recipient of the month", "получатель за месяц")
    bound.through(
        CHILD, "recipient_at_start", "at_month_start", "recipient", "PHS § 25 lg 1", labels,
        gives="Row",
    )  # fmt: skip
    bound.through(
        CHILD, "recipient_at_begin", "value_on", "recipient", "PHS § 25 lg 1", labels,
        by=("begin",), gives="Row",
    )  # fmt: skip
    bound.rule(
        CHILD, "payee", "PHS § 31", payee,
        ("kuu eest saaja", "payee of the month", "получатель выплаты за месяц"),
    )  # fmt: skip
