"""Childbirth, adoption and start-in-life allowances (PHS § 22, § 23, old § 24, § 27, § 28 lg 3-4)."""

from __future__ import annotations

from typing import Final, TypedDict

from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, CHILD, CLAIM, law
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, NOBODY, Cents, Count, Day, Days, Months, Rank, Row

ONE_OFF: Final[dict[str, str]] = {}
"""By key of a one-off allowance: the provision that orders its amount."""

law.across(
    CHILD,
    "born_together",
    "count",
    CHILD,
    "PHS § 22 lg 5",
    together="birth_set",
    own="birth_set",
    et="ühes sünnituses sündinud lapsi",
    en="children born in one birth",
    ru="детей, рождённых в одних родах",
)


@law.rule(
    CHILD,
    "PHS § 22 lg 1",
    et="surnult sündinud laps annab õiguse sünnitoetusele",
    en="a stillborn child gives the right to childbirth allowance",
    ru="мертворождённый ребёнок даёт право на пособие",
)
def stillbirth_counts__not(stillborn: bool) -> bool:
    """Before 01.07.2020 only a child born alive."""
    return not stillborn


@law.rule(
    CHILD,
    "PHS § 22 lg 1",
    applies="2020-07-01",
    in_force="2021-06-07",
    source="RT I, 28.05.2021, 12",
    et="sünd annab õiguse sünnitoetusele",
    en="the birth gives the right to childbirth allowance",
    ru="рождение даёт право на пособие",
)
def stillbirth_counts(
    stillborn: bool, stillbirth_week: Count, stillbirth_weeks_needed: Count
) -> bool:
    """Also a stillbirth, from the 22nd week of pregnancy (agency practice)."""
    return not stillborn or stillbirth_week >= stillbirth_weeks_needed


law.through(
    CHILD,
    "birth_counts",
    "value_on",
    "stillbirth_counts",
    "PHS § 22 lg 1",
    by=("child_birth_day",),
    gives="bool",
    et="sünd annab õiguse sünnitoetusele sünnipäeval",
    en="the birth gave the right on its day",
    ru="рождение дало право в свой день",
)


@law.rule(
    CHILD,
    "PHS § 22 lg 1",
    et="laps sündis surnult enne, kui õigus seadusesse lisati",
    en="the child was stillborn before the right was added to the act",
    ru="ребёнок родился мёртвым до включения права в закон",
)
def stillbirth_before_the_right_was_law(
    stillborn: bool, birth_counts: bool, child_birth_day: Day, stillbirth_right_in_force_day: Day
) -> bool:
    return stillborn and birth_counts and child_birth_day < stillbirth_right_in_force_day


law.doubt(
    "stillbirth_before_june_2021",
    when="stillbirth_before_the_right_was_law",
    citation="PHS § 63⁴",
)


@law.rule(
    CHILD,
    "PHS § 22 lg 3",
    et="sünnitoetus on selle lapse eest juba makstud",
    en="childbirth allowance has been paid for this child already",
    ru="пособие по рождению за этого ребёнка уже выплачено",
)
def birth_allowance_was_paid(birth_allowance_paid_earlier: bool) -> bool:
    return birth_allowance_paid_earlier


@law.rule(
    CHILD,
    "PHS § 22 lg 1",
    et="õigus sünnitoetusele tekib",
    en="a right to childbirth allowance arises",
    ru="возникает право на пособие по рождению",
)
def birth_allowance_arises(
    birth_counts: bool,
    birth_allowance_was_paid: bool,
    child_birth_day: Day,
    act_in_force_day: Day,
) -> bool:
    if not birth_counts or birth_allowance_was_paid:
        return False
    return child_birth_day >= act_in_force_day


@law.rule(
    CHILD,
    "PHS § 22 lg 2",
    et="sünnitoetuse õiguse päev",
    en="day of the right to childbirth allowance",
    ru="день права на пособие по рождению",
)
def birth_allowance_day(birth_allowance_arises: bool, child_birth_day: Day) -> Day:
    return child_birth_day if birth_allowance_arises else NEVER


@law.rule(
    CHILD,
    "PHS § 22 lg 4",
    et="sünnitoetuse määr",
    en="rate of childbirth allowance",
    ru="ставка пособия по рождению",
)
def birth_allowance_rate(
    born_together: Count, birth_allowance_child: Cents, birth_allowance_triplet: Cents
) -> Cents:
    """For triplets or more a higher rate for each child."""
    if born_together >= 3:
        return birth_allowance_triplet
    return birth_allowance_child


@law.rule(
    CHILD,
    "PHS § 23 lg 1",
    et="õigus lapsendamistoetusele tekib",
    en="a right to adoption allowance arises",
    ru="возникает право на пособие по усыновлению",
)
def adoption_allowance_arises(
    adoption_day: Day,
    adopted_within_family: bool,
    act_in_force_day: Day,
) -> bool:
    """The order became final, and the adopter is not of the child's family."""
    if adoption_day >= NEVER or adoption_day < act_in_force_day:
        return False
    return not adopted_within_family


@law.rule(
    CHILD,
    "PHS § 23 lg 1",
    et="lapsendamistoetuse õiguse päev",
    en="day of the right to adoption allowance",
    ru="день права на пособие по усыновлению",
)
def adoption_allowance_day(adoption_allowance_arises: bool, adoption_day: Day) -> Day:
    return adoption_day if adoption_allowance_arises else NEVER


@law.rule(
    CHILD,
    "PHS § 23 lg 1",
    et="perekonnas lapsendati siis, kui kehtis vanem sõnastus",
    en="adopted within the family while an older wording held",
    ru="усыновление внутри семьи при прежней редакции",
)
def adopted_in_family_before_2024(
    adoption_day: Day,
    adopted_within_family: bool,
    partners_added_day: Day,
    one_off_claim_months: Months,
    today: Day,
) -> bool:
    """While the allowance could be claimed, if a registered partner had a right to it then."""
    if not adopted_within_family or adoption_day >= partners_added_day:
        return False
    return adoption_day <= today and today <= add_months(adoption_day, one_off_claim_months)


law.doubt("adoption_before_2024", when="adopted_in_family_before_2024", citation="PHS § 23 lg 1")


@law.rule(
    CHILD,
    "PHS § 23",
    et="lapsendamistoetuse määr",
    en="rate of adoption allowance",
    ru="ставка пособия по усыновлению",
)
def adoption_allowance_rate(adoption_allowance_child: Cents) -> Cents:
    return adoption_allowance_child


@law.rule(
    CHILD,
    "PHS § 24",
    et="õigus elluastumistoetusele tekib",
    en="a right to the start in independent life allowance arises",
    ru="возникает право на пособие на начало жизни",
)
def start_in_life_allowance_arises(
    start_in_life_day: Day, act_in_force_day: Day, start_in_life_ended_day: Day
) -> bool:
    """Until 31.12.2017; the conditions of the old wording were not seen and are taken as met."""
    return act_in_force_day <= start_in_life_day and start_in_life_day < start_in_life_ended_day


@law.rule(
    CHILD,
    "PHS § 24",
    et="elluastumistoetuse õiguse päev",
    en="day of the right to the start in independent life allowance",
    ru="день права на пособие на начало жизни",
)
def start_in_life_allowance_day(
    start_in_life_allowance_arises: bool, start_in_life_day: Day
) -> Day:
    return start_in_life_day if start_in_life_allowance_arises else NEVER


@law.rule(
    CHILD,
    "PHS § 24",
    et="elluastumistoetuse määr",
    en="rate of the start in independent life allowance",
    ru="ставка пособия на начало жизни",
)
def start_in_life_allowance_rate(start_in_life_allowance_once: Cents) -> Cents:
    return start_in_life_allowance_once


def may_claim_once(
    is_parent: bool,
    is_guardian: bool,
    is_foster_parent: bool,
    is_the_child: bool,
    raises_in_emergency: bool,
    is_entitled_person: bool,
) -> bool:
    """An entitled person: parent, adopter, guardian, foster parent, the child; in an emergency who raises it."""
    if not is_entitled_person:
        return False
    if raises_in_emergency:
        return True
    return is_parent or is_guardian or is_foster_parent or is_the_child


def time_runs_from(day: Day, care_began_day: Day) -> Day:
    """For a guardian the order's finality, for a foster parent the signing of the contract."""
    if care_began_day < NEVER and day < NEVER:
        return max(day, care_began_day)
    return day


def time_runs_from__adopter(
    day: Day,
    care_began_day: Day,
    is_adopter: bool,
    adoption_day: Day,
) -> Day:
    """The same; for an adopter, whom the subsection does not name, from the order's finality."""
    if is_adopter and day < NEVER and adoption_day < NEVER:
        return max(day, adoption_day)
    if care_began_day < NEVER and day < NEVER:
        return max(day, care_began_day)
    return day


def in_time_until(time_runs_from: Day, one_off_claim_months: Months) -> Day:
    """The last day for claiming."""
    if time_runs_from >= NEVER:
        return NEVER
    return add_months(time_runs_from, one_off_claim_months)


def in_time_until__event_day_counts(time_runs_from: Day, one_off_claim_months: Months) -> Day:
    """The last day for claiming, the day of the event being the first of the six months."""
    if time_runs_from >= NEVER:
        return NEVER
    return add_months(time_runs_from, one_off_claim_months) - 1


def claim_in_time(
    claimed: bool,
    arises: bool,
    may_claim_then: bool,
    entitled_then: bool,
    application_day: Day,
    days_off_before_claim: Days,
    last_day: Day,
) -> bool:
    """A claim within the time by somebody who may claim and was entitled when the right arose.

    Where none arose, no claim comes late. A last day that is a day off gives way to the next
    working day (HMS § 33).
    """
    if not claimed or not arises or not may_claim_then or not entitled_then:
        return False
    return application_day <= last_day or application_day - days_off_before_claim <= last_day


def claim_in_time__entitled_when_claiming(
    claimed: bool,
    arises: bool,
    may_claim_then: bool,
    application_day: Day,
    days_off_before_claim: Days,
    last_day: Day,
) -> bool:
    """The same; it is enough to be an entitled person on the day of the claim."""
    if not claimed or not arises or not may_claim_then:
        return False
    return application_day <= last_day or application_day - days_off_before_claim <= last_day


def receives_once(some_claim_in_time: bool) -> bool:
    return some_claim_in_time


def receives_as_adopter(
    some_claim_in_time: bool, is_adopter: bool, birth_allowance_receives: bool
) -> bool:
    """Only the adopter, and only if that family has had no childbirth allowance for the child."""
    return some_claim_in_time and is_adopter and not birth_allowance_receives


def amount_once(
    recipient: Row, rate_on_day: Cents, foreign: Cents, day: Day, top_up_start: Day
) -> Cents:
    """The rate of the day on which the right arose (§ 27), less another state's benefit (§ 4 lg 4)."""
    if recipient == NOBODY or foreign >= rate_on_day:
        return 0
    if foreign > 0 and day < top_up_start:
        return 0
    return rate_on_day - foreign


def claim_rank_once(claim_in_time: bool, application_day: Day) -> Rank:
    if not claim_in_time:
        return NEVER
    return application_day


class Named(TypedDict):
    """What a norm is called once it is bound to a benefit."""

    et: str
    en: str
    ru: str


def once(key: str, *, citation: str, claimant: str) -> None:
    """Bind the norms of one-off allowances to one of them.

    Args:
        citation: what orders its amount. claimant: what says who may claim it.
    """
    ONE_OFF[key] = citation
    labels = BENEFITS[key]
    names = {
        "arises": f"{key}_arises",
        "day": f"{key}_day",
        "time_runs_from": f"{key}_time_runs_from",
        "last_day": f"{key}_last_claim_day",
        "claimed": f"claims_{key}",
        "may_claim_then": f"{key}_may_claim_then",
        "entitled_then": f"{key}_entitled_then",
        "claim_in_time": f"{key}_claim_in_time",
        "some_claim_in_time": f"{key}_some_claim_in_time",
        "recipient": f"{key}_recipient",
        "rate_on_day": f"{key}_rate_on_day",
        "foreign": f"foreign_{key}",
    }

    def named(et: str, en: str, ru: str) -> Named:
        return {
            "et": f"{labels.et}: {et}",
            "en": f"{labels.en}: {en}",
            "ru": f"{labels.ru}: {ru}",
        }

    law.rule(
        CARER, claimant, name=f"{key}_may_claim", binding=names,
        **named(
            "isik võib toetust taotleda", "the person may claim", "человек может подать заявление"
        ),
    )(may_claim_once)  # fmt: skip
    law.through(
        CLAIM, names["may_claim_then"], "value_on", f"{key}_may_claim", claimant,
        by=("application_day",), gives="bool",
        **named(
            "taotleja võis taotluse esitamise päeval toetust taotleda",
            "the claimant could claim it on the day of the claim",
            "в день подачи заявитель мог подать заявление",
        ),
    )  # fmt: skip
    law.rule(
        CARER, "PHS § 28 lg 4", name=names["time_runs_from"], binding=names,
        reading="adopter_not_named",
        **named("tähtaeg algab", "the time runs from", "срок начинается"),
    )(time_runs_from)  # fmt: skip
    law.rule(
        CARER, "PHS § 28 lg 4", name=names["time_runs_from"], binding=names,
        reading="adopter_from_finality", default=False, doubt="gap_27",
        **named("tähtaeg algab", "the time runs from", "срок начинается"),
    )(time_runs_from__adopter)  # fmt: skip
    for function, reading, doubt in (
        (in_time_until, "next_day_is_first", ""),
        (in_time_until__event_day_counts, "event_day_counts", "gap_43"),
    ):
        law.rule(
            CARER, "PHS § 28 lg 3", name=names["last_day"], binding=names, reading=reading,
            default=not doubt, doubt=doubt,
            **named("viimane taotlemise päev", "last day for claiming", "последний день подачи"),
        )(function)  # fmt: skip
    law.through(
        CARER, names["entitled_then"], "value_on", "is_entitled_person", "PHS § 4 lg 1",
        by=(names["time_runs_from"],), gives="bool",
        **named(
            "isik kuulus õiguse tekkimise päeval õigustatud isikute hulka",
            "the person was an entitled person on the day of the right",
            "в день возникновения права человек входил в круг имеющих право",
        ),
    )  # fmt: skip
    for claim_norm, reading, doubt in (
        (claim_in_time, "entitled_when_it_arose", ""),
        (claim_in_time__entitled_when_claiming, "entitled_when_claiming", "one_off_entitlement"),
    ):
        law.rule(
            CLAIM, "PHS § 28 lg 3", name=names["claim_in_time"], binding=names, reading=reading,
            default=not doubt, doubt=doubt,
            **named("taotlus on tähtaegne", "the claim is in time", "заявление подано в срок"),
        )(claim_norm)  # fmt: skip
    law.rule(
        CLAIM, "PHS § 6 lg 2", name=f"{key}_claim_rank", binding=names,
        **named("taotluse järjekord", "order of the claim", "очередность заявления"),
    )(claim_rank_once)  # fmt: skip
    law.across(
        CARER, f"{key}_some_claim_in_time", "any", CLAIM, "PHS § 28 lg 3",
        among=names["claim_in_time"], gives="bool",
        **named("tähtaegne taotlus on olemas", "there is a claim in time", "есть заявление в срок"),
    )  # fmt: skip
    law.across(
        CARER, f"{key}_first_claim", "least", CLAIM, "PHS § 6 lg 2", of=f"{key}_claim_rank",
        gives="Rank",
        **named("esimene taotlus", "first claim", "первое заявление"),
    )  # fmt: skip
    law.rule(
        CARER, citation, name=f"{key}_receives",
        binding=names,
        **named("isikule makstakse", "the person is paid", "человеку выплачивается"),
    )(receives_as_adopter if key == "adoption_allowance" else receives_once)  # fmt: skip
    law.across(
        CHILD, names["recipient"], "pick", CARER, citation, among=f"{key}_receives",
        of=f"{key}_first_claim", own="person", gives="Row",
        **named("saaja", "recipient", "получатель"),
    )  # fmt: skip
    law.across(
        CHILD, f"{key}_claim_day", "least", CARER, "PHS § 28 lg 3", among=f"{key}_receives",
        of=f"{key}_first_claim", gives="Rank",
        **named("taotlemise päev", "day of the claim", "день заявления"),
    )  # fmt: skip
    law.through(
        CHILD, names["rate_on_day"], "value_on", f"{key}_rate", "PHS § 27 lg 2",
        by=(names["day"],), gives="Cents",
        **named("määr õiguse tekkimise päeval", "rate on the day of the right", "ставка в день права"),
    )  # fmt: skip
    law.rule(
        CHILD, citation, name=f"{key}_amount", binding=names,
        **named("summa", "amount", "сумма"),
    )(amount_once)  # fmt: skip


once("birth_allowance", citation="PHS § 22 lg 4", claimant="PHS § 22 lg 1")
once("adoption_allowance", citation="PHS § 23", claimant="PHS § 23 lg 1")
once("start_in_life_allowance", citation="PHS § 24", claimant="PHS § 24")
