"""Child allowance, lapsetoetus (PHS § 17, § 26, § 28 lg 1¹, § 30)."""

from __future__ import annotations

from perenou.benefits.estonia.months import FURTHER_CHILD, monthly
from perenou.benefits.estonia.number_of_children import rise_from_its_day
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, law
from perenou.rules.calendar import add_months, birthday
from perenou.rules.types import NEVER, NOBODY, Cents, Count, Day, Months, Rank, Row


@law.rule(
    CHILD,
    "PHS § 17 lg 1",
    et="sünnipäev, milleni makstakse lapsetoetust igal juhul",
    en="birthday to which child allowance is paid in any case",
    ru="день рождения, до которого детское пособие платят в любом случае",
)
def child_allowance_birthday(child_birth_day: Day, child_allowance_age: Count) -> Day:
    return birthday(child_birth_day, child_allowance_age)


@law.rule(
    CHILD,
    "PHS § 17 lg 1",
    et="laps on lapsetoetuse eas või õpib",
    en="the child is of age for child allowance, or studies",
    ru="ребёнок в возрасте детского пособия или учится",
)
def qualifies_by_age_or_studies__to_sixteen(
    child_birth_day: Day,
    child_allowance_birthday: Day,
    studies_past_sixteen: bool,
    september_without_studies: bool,
    today: Day,
) -> bool:
    """From birth to 16; from then on while studying, at the longest past the 19th birthday."""
    if today < child_birth_day:
        return False
    return today < child_allowance_birthday or studies_past_sixteen or september_without_studies


@law.rule(
    CHILD,
    "PHS § 17 lg 1",
    applies="2023-01-01",
    in_force="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="laps on lapsetoetuse eas või õpib",
    en="the child is of age for child allowance, or studies",
    ru="ребёнок в возрасте детского пособия или учится",
)
def qualifies_by_age_or_studies(
    child_birth_day: Day, child_allowance_birthday: Day, studies_past_nineteen: bool, today: Day
) -> bool:
    """From birth to 19; at 19 while studying without secondary education."""
    if today < child_birth_day:
        return False
    return today < child_allowance_birthday or studies_past_nineteen


@law.rule(
    CHILD,
    "PHS § 30 lg 2 p 2",
    et="laps on kinni peetud ja teda ei ole õigeks mõistetud",
    en="the child is detained and was not cleared",
    ru="ребёнок под стражей и не оправдан",
)
def detained_without_payment(child_imprisoned: bool, remand_cleared: bool) -> bool:
    """Prison, arrest or remand; after an acquittal or milder sentence it is paid back (lg 3)."""
    return child_imprisoned and not remand_cleared


@law.rule(
    CHILD,
    "PHS § 30 lg 2",
    et="peretoetusi lapse eest ei maksta",
    en="no family allowances are paid for the child",
    ru="семейные пособия на ребёнка не выплачиваются",
)
def not_paid_by_placement(institutional_care: bool, detained_without_payment: bool) -> bool:
    """Detention, or substitute care where it is given in a children's home or family house."""
    return institutional_care or detained_without_payment


@law.rule(
    CHILD,
    "PHS § 17",
    et="õigus lapsetoetusele",
    en="right to child allowance",
    ru="право на детское пособие",
)
def right_to_child_allowance(
    qualifies_by_age_or_studies: bool,
    stillborn: bool,
    child_is_entitled_person: bool,
    not_paid_by_placement: bool,
) -> bool:
    """A living child that belongs to the entitled persons, is of age and is not placed away."""
    if stillborn or not qualifies_by_age_or_studies:
        return False
    return child_is_entitled_person and not not_paid_by_placement


@law.rule(
    CHILD,
    "PHS § 26 lg 1",
    et="laps läheb pere laste arvu",
    en="the child is among the children of the family who are counted",
    ru="ребёнок входит в число детей семьи",
    reading="not_while_on_leave",
)
def counts_in_the_number(
    right_to_child_allowance: bool, suspended_for_academic_leave: bool
) -> bool:
    """While payment is suspended for its leave, a child counts for no allowance (§ 12 lg 7)."""
    return right_to_child_allowance and not suspended_for_academic_leave


@law.rule(
    CHILD,
    "PHS § 26 lg 1",
    et="laps läheb pere laste arvu",
    en="the child is among the children of the family who are counted",
    ru="ребёнок входит в число детей семьи",
    reading="right_goes_on_in_leave",
    default=False,
    doubt="number_of_children_in_leave",
)
def counts_in_the_number__in_leave_too(right_to_child_allowance: bool) -> bool:
    """Whoever has the right counts; suspended is only the payment for that child."""
    return right_to_child_allowance


law.across(
    CHILD,
    "order_in_family",
    "order",
    CHILD,
    "PHS § 26 lg 1",
    among="counts_in_the_number",
    of="child_birth_day",
    together="household",
    own="household",
    et="mitmes laps peres",
    en="which child of the family",
    ru="который ребёнок в семье",
)


@law.rule(
    CHILD,
    "PHS § 17 lg 3",
    et="lapsetoetuse määr järjekorra järgi",
    en="child allowance rate by order",
    ru="ставка детского пособия по порядку",
)
def child_allowance_rate_by_order(
    order_in_family: Count,
    child_allowance_first_two: Cents,
    child_allowance_third_and_next: Cents,
) -> Cents:
    """One rate for the first and second child, another for the third and each next."""
    if order_in_family >= 3:
        return child_allowance_third_and_next
    return child_allowance_first_two


law.across(
    CHILD,
    "wards_in_family",
    "count",
    CHILD,
    "PHS § 30 lg 4",
    among="has_guardian",
    together="child_allowance_recipient",
    own="child_allowance_recipient",
    et="eestkostetavaid lapsi peres",
    en="children under guardianship in the family",
    ru="подопечных детей в семье",
)


@law.rule(
    CHILD,
    "PHS § 30 lg 4",
    et="eestkostetava lapse määr enne jagamist",
    en="rate of a child under guardianship before division",
    ru="ставка подопечного ребёнка до деления",
)
def ward_rate_before_division(has_guardian: bool, child_allowance_rate_by_order: Cents) -> Cents:
    if has_guardian:
        return child_allowance_rate_by_order
    return 0


@law.rule(
    CHILD,
    "PHS § 30 lg 4",
    et="laps on jagamises eestkostetavana",
    en="the child shares as a child under guardianship",
    ru="ребёнок участвует в делении как подопечный",
)
def shares_as_ward(has_guardian: bool, child_allowance_payable: bool) -> bool:
    return has_guardian and child_allowance_payable


law.across(
    CHILD,
    "wards_rates_together",
    "sum",
    CHILD,
    "PHS § 30 lg 4",
    among="shares_as_ward",
    of="ward_rate_before_division",
    together="child_allowance_recipient",
    own="child_allowance_recipient",
    gives="Cents",
    et="eestkostetavate laste lapsetoetused kokku",
    en="child allowances of the children under guardianship together",
    ru="детские пособия подопечных вместе",
)
law.across(
    CHILD,
    "place_among_wards",
    "order",
    CHILD,
    "PHS § 30 lg 4",
    among="shares_as_ward",
    of="child_birth_day",
    together="child_allowance_recipient",
    own="child_allowance_recipient",
    et="mitmes eestkostetav laps jagamisel",
    en="which child under guardianship in the division",
    ru="который подопечный при делении",
)


@law.rule(
    CHILD,
    "PHS § 28 lg 1¹",
    applies="2018-11-05",
    source="RT I, 26.10.2018, 1",
    et="eestkoste menetluse ajal makstakse ainult lapsetoetuse esimest määra",
    en="while guardianship proceedings run only the first rate of child allowance is paid",
    ru="во время производства об опеке платится только первая ставка детского пособия",
)
def only_first_rate(guardianship_proceedings: bool) -> bool:
    return guardianship_proceedings


@law.rule(
    CARER,
    "PHS § 28 lg 1¹",
    applies="2018-11-05",
    source="RT I, 26.10.2018, 1",
    et="isik saab eestkoste menetluse ajal ainult lapsetoetust",
    en="while guardianship proceedings run the person has child allowance only",
    ru="во время производства об опеке человек получает только детское пособие",
)
def only_child_allowance(proceedings_in_favour: bool) -> bool:
    return proceedings_in_favour


@law.rule(
    CHILD,
    "PHS § 17 lg 3",
    et="lapsetoetuse kuumäär",
    en="monthly rate of child allowance",
    ru="месячная ставка детского пособия",
)
def child_allowance_rate(
    only_first_rate: bool,
    child_allowance_first_two: Cents,
    child_allowance_third_and_next: Cents,
    has_guardian: bool,
    wards_rates_together: Cents,
    wards_in_family: Count,
    place_among_wards: Count,
    child_allowance_rate_by_order: Cents,
) -> Cents:
    """By order; wards share theirs equally (§ 30 lg 4); pending guardianship: the first rate (§ 28 lg 1¹).

    What cannot be divided to the cent is spread over the wards, so that nothing of it is lost.
    """
    if only_first_rate:
        return child_allowance_first_two
    if has_guardian and wards_in_family > 1:
        so_far = round_to_cent(wards_rates_together * place_among_wards, wards_in_family)
        before = round_to_cent(
            wards_rates_together * max(0, place_among_wards - 1), wards_in_family
        )
        return min(so_far - before, child_allowance_third_and_next)  # an average exceeds no rate
    return child_allowance_rate_by_order


@law.rule(
    CARER,
    "PHS § 30 lg 4",
    et="toetus makstakse lapse enda kontole",
    en="the allowance is paid to the child's own account",
    ru="пособие выплачивается на счёт самого ребёнка",
)
def paid_to_childs_account(has_guardian: bool, is_guardian: bool) -> bool:
    return has_guardian and is_guardian


monthly(
    "child_allowance",
    "right_to_child_allowance",
    "child_allowance_rate",
    citation="PHS § 17 lg 3",
    automatic=FURTHER_CHILD,
    foreign="foreign_child_benefits",
)
rise_from_its_day("child_allowance", CHILD, "child_allowance_rate_by_order")

law.across(
    CHILD,
    "child_allowance_earliest_claim",
    "least",
    CARER,
    "PHS § 6 lg 2",
    of="child_allowance_first_claim",
    gives="Rank",
    et="lapsetoetus: varaseim taotlus",
    en="child allowance: the earliest claim",
    ru="детское пособие: самое раннее заявление",
)


@law.rule(
    CLAIM,
    "PHS § 6 lg 1",
    et="lapsetoetuse taotlusel on senise saaja nõusolek",
    en="the claim for child allowance carries the recipient's consent",
    ru="к заявлению на детское пособие есть согласие нынешнего получателя",
)
def claim_carries_consent(claims_child_allowance: bool, change_is_agreed: bool) -> bool:
    """From which day the consent makes the claim prevail is another matter."""
    return claims_child_allowance and change_is_agreed


law.across(
    CARER,
    "some_claim_carries_consent",
    "any",
    CLAIM,
    "PHS § 6 lg 1",
    among="claim_carries_consent",
    gives="bool",
    et="senine saaja on isiku taotlusega nõus",
    en="the recipient consents to the person's claim",
    ru="нынешний получатель согласен с заявлением человека",
)


@law.rule(
    CARER,
    "PHS § 6 lg 1",
    et="jagatud laps arvatakse hilisema taotleja perre ilma senise saaja nõusolekuta",
    en="a shared child is counted with a later claimant without the recipient's consent",
    ru="ребёнок учтён у более позднего заявителя без согласия нынешнего получателя",
)
def takes_turns_without_consent(
    shares_equally: bool,
    counted_in_family: bool,
    child_allowance_first_claim: Rank,
    child_allowance_earliest_claim: Rank,
    some_claim_carries_consent: bool,
) -> bool:
    """The rule on consent is void here (Supreme Court en banc 19.10.2020, 3-18-1672)."""
    if not shares_equally or not counted_in_family or child_allowance_first_claim >= NEVER:
        return False
    if child_allowance_first_claim <= child_allowance_earliest_claim:
        return False
    return not some_claim_carries_consent


law.doubt("turns_without_consent", when="takes_turns_without_consent", citation="PHS § 6 lg 1")


@law.rule(
    CHILD,
    "PHS § 31",
    et="lapsetoetuse saaja vahetub kuu keskel",
    en="child allowance passes to another recipient within a month",
    ru="получатель детского пособия меняется посреди месяца",
)
def child_allowance_passes_within_month(
    child_allowance_recipient_at_start: Row, child_allowance_recipient: Row
) -> bool:
    """The month stays with whoever was paid on its first day; the act does not say so."""
    if child_allowance_recipient_at_start == NOBODY or child_allowance_recipient == NOBODY:
        return False
    return child_allowance_recipient_at_start != child_allowance_recipient


law.doubt("gap_26_month", when="child_allowance_passes_within_month", citation="PHS § 31")


@law.rule(
    CARER,
    "PHS § 28 lg 1¹",
    applies="2018-11-05",
    source="RT I, 26.10.2018, 1",
    name="child_allowance_claimed_and_due",
    binding={
        "entitled": "child_allowance_entitled",
        "granted_from": "child_allowance_granted_from",
        "first_claim": "child_allowance_first_claim",
    },
    reading="within_six_months_only",
    default=False,
    doubt="gap_28",
    et="lapsetoetus: õigus on olemas ja taotlus hõlmab päeva",
    en="child allowance: the right exists and a claim covers the day",
    ru="детское пособие: право есть, и заявление охватывает день",
)
def claimed_and_due__carer_in_time(
    entitled: bool,
    granted_from: Day,
    only_child_allowance: bool,
    first_claim: Rank,
    guardianship_opened_day: Day,
    family_allowance_retroactive_months: Months,
    today: Day,
) -> bool:
    """A carer who claims more than six months after the proceedings opened has nothing for their time."""
    if only_child_allowance and first_claim > add_months(
        guardianship_opened_day, family_allowance_retroactive_months
    ):
        return False
    return entitled and granted_from <= today
