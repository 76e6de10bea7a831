"""Who has parental benefit: parents, those in their place, partners (PHS § 33, § 34 lg 5, § 37 lg 4)."""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON, Ground, law
from perenou.rules.types import NOBODY, Count, Day, Days, Rank, Row

PARTNERS_SINCE: Final = "2024-01-01"
PARTNERS_ACT: Final = "RT I, 06.07.2023, 6"
"""The act that brought the parent's spouse and registered partner in their present wording."""
VISA_SINCE: Final = "2026-05-22"
VISA_ACT: Final = "RT I, 21.05.2026, 2"
"""The act that gave father's benefit, too, to those who work here on a visa for a short time."""


@law.rule(
    CARER,
    "PHS § 37 lg 4",
    applies=SINCE,
    source=ACT,
    et="isik on vanemate asemel: lapsendaja, eestkostja või hoolduspere vanem",
    en="the person takes the parents' place: adopter, guardian or foster parent",
    ru="человек вместо родителей: усыновитель, опекун или приёмный родитель",
)
def takes_parents_place(
    is_adopter: bool,
    adopted_within_family: bool,
    adoption_day: Day,
    is_foster_parent: bool,
    is_guardian: bool,
    guardian_is_natural_person: bool,
    parents_fulfil_duty: bool,
    today: Day,
) -> bool:
    """Adopters of a child in care; guardians and foster parents if no parent fulfils the duty."""
    if is_adopter and not adopted_within_family and today >= adoption_day:
        return True
    if is_foster_parent or (is_guardian and guardian_is_natural_person):
        return not parents_fulfil_duty
    return False


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=SINCE,
    source=ACT,
    et="vanem on surnud, ei täida kasvatamise kohustust või on hüvitisest loobunud",
    en="the parent has died, fails in the duty to raise or gives the benefit up",
    ru="родитель умер, не выполняет обязанность воспитывать или отказался от компенсации",
)
def parent_is_away(is_parent: bool, steps_aside: bool, death_day: Day, today: Day) -> bool:
    return is_parent and (steps_aside or today > death_day)


law.across(
    CHILD,
    "some_parent_is_away",
    "any",
    CARER,
    "PHS § 37 lg 1",
    among="parent_is_away",
    gives="bool",
    et="üks vanem on surnud, ei täida kasvatamise kohustust või on hüvitisest loobunud",
    en="one parent has died, fails in the duty to raise or gives the benefit up",
    ru="один из родителей умер, не выполняет обязанность воспитывать или отказался",
)


@law.rule(
    CARER,
    "PHS § 36 lg 6",
    applies=PARTNERS_SINCE,
    source=PARTNERS_ACT,
    et="isa või teine vanem on surnud, ei täida kasvatamise kohustust või on hüvitisest loobunud",
    en="the father or second parent has died, fails in the duty to raise or gives the benefit up",
    ru="отец или второй родитель умер, не выполняет обязанность воспитывать или отказался",
)
def father_is_away(
    is_parent: bool, steps_aside: bool, death_day: Day, is_mother: bool, today: Day
) -> bool:
    return is_parent and (steps_aside or today > death_day) and not is_mother


law.across(
    CHILD,
    "fathers_place_is_open",
    "any",
    CARER,
    "PHS § 36 lg 6",
    among="father_is_away",
    gives="bool",
    et="isa või teise vanema koht on vaba",
    en="the father's or second parent's place is open",
    ru="место отца или второго родителя свободно",
)


@law.rule(
    CARER,
    "PHS § 36 lg 6",
    applies=PARTNERS_SINCE,
    source=PARTNERS_ACT,
    et="ema abikaasa või registreeritud elukaaslane on isa asemel",
    en="the mother's spouse or registered partner stands in for the father",
    ru="супруг или партнёр матери вместо отца",
)
def stands_in_for_father(
    is_partner_of_mother: bool,
    second_parent_unrecorded: bool,
    fathers_place_is_open: bool,
    fathers_waiver_day: Day,
    today: Day,
) -> bool:
    """No data of a father, or he is dead, does not fulfil his duty, or waives in writing."""
    if not is_partner_of_mother:
        return False
    return second_parent_unrecorded or fathers_place_is_open or today >= fathers_waiver_day


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=PARTNERS_SINCE,
    source=PARTNERS_ACT,
    et="vanema abikaasa või registreeritud elukaaslane on teise vanema asemel",
    en="a parent's spouse or registered partner stands in for the other parent",
    ru="супруг или партнёр родителя вместо другого родителя",
)
def stands_in_for_parent(
    is_partner_of_parent: bool,
    second_parent_unrecorded: bool,
    some_parent_is_away: bool,
    stands_in_for_father: bool,
) -> bool:
    if not is_partner_of_parent:
        return False
    return second_parent_unrecorded or some_parent_is_away or stands_in_for_father


law.through(
    CARER,
    "stands_in_since",
    "first",
    "stands_in_for_parent",
    "PHS § 37 lg 1",
    et="päev, millest abikaasa või registreeritud elukaaslane on vanema asemel",
    en="day from which the spouse or registered partner stands in for a parent",
    ru="день, с которого супруг или партнёр вместо родителя",
)


@law.rule(
    CARER,
    "PHS § 12 lg 4¹",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitise maksmine on peatatud kinnipidamise tõttu",
    en="payment of parental benefit is suspended because of detention",
    ru="выплата компенсации приостановлена из-за содержания под стражей",
    reading="exception_for_remand",
)
def suspended_in_detention(suspended_for_imprisonment: bool, serves_sentence: bool) -> bool:
    """A mother with her child is paid on remand (§ 30 lg 6), but not while she serves a sentence."""
    return suspended_for_imprisonment or serves_sentence


@law.rule(
    CARER,
    "PHS § 12 lg 4¹",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitise maksmine on peatatud kinnipidamise tõttu",
    en="payment of parental benefit is suspended because of detention",
    ru="выплата компенсации приостановлена из-за содержания под стражей",
    reading="no_exception",
    default=False,
    doubt="gap_30",
)
def suspended_in_detention__no_exception(imprisoned: bool, serves_sentence: bool) -> bool:
    """The exception for a mother with her child keeps her family allowances only."""
    return imprisoned or serves_sentence


@law.rule(
    CARER,
    "PHS § 12",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitise maksmine on peatatud",
    en="payment of parental benefit is suspended",
    ru="выплата родительской компенсации приостановлена",
)
def parental_benefit_is_suspended(
    suspended_in_detention: bool,
    suspended_as_missing_or_wanted: bool,
    suspended_for_separation: bool,
) -> bool:
    """Such days are not paid and not used."""
    return suspended_in_detention or suspended_as_missing_or_wanted or suspended_for_separation


@law.rule(
    CARER,
    "PHS § 33 lg 1",
    applies=SINCE,
    source=ACT,
    et="isik on lapse vanem või vanema asemel ja hüvitis ei ole tema suhtes peatatud",
    en="the person is the child's parent or in a parent's place, and the benefit is not suspended",
    ru="человек — родитель ребёнка или вместо него, и компенсация ему не приостановлена",
)
def has_parental_role(
    is_parent: bool,
    takes_parents_place: bool,
    stands_in_for_parent: bool,
    steps_aside: bool,
    parental_benefit_is_suspended: bool,
    payment_to_parent_ended: bool,
) -> bool:
    """A parent, whoever is in the parents' place or stands in for one.

    Not a parent who does not raise the child or has waived the benefit.
    """
    if parental_benefit_is_suspended or payment_to_parent_ended or steps_aside:
        return False
    return is_parent or takes_parents_place or stands_in_for_parent


@law.rule(
    CARER,
    "PHS § 33 lg 1",
    applies=SINCE,
    source=ACT,
    et="isikul on õigus vanemahüvitisele",
    en="the person may have parental benefit",
    ru="человек имеет право на родительскую компенсацию",
)
def may_have_parental_benefit(is_entitled_person: bool, has_parental_role: bool) -> bool:
    """An entitled person (§ 4 lg 1) with the role of a parent: for every kind of the benefit."""
    return is_entitled_person and has_parental_role


@law.rule(
    PERSON,
    "PHS § 4 lg 1¹",
    applies=SINCE,
    until=VISA_SINCE,
    source="RT I, 31.03.2022, 1",
    ended_by=VISA_ACT,
    et="isik on Eestis ajutisel alusel ja tema eest makstakse sotsiaalmaksu",
    en="the person is in Estonia on a temporary ground and social tax is due for them",
    ru="человек в Эстонии на временном основании, и за него платится социальный налог",
)
@law.rule(
    PERSON,
    "PHS § 4 lg 1¹",
    applies=VISA_SINCE,
    source=VISA_ACT,
    et="isik viibib ja töötab Eestis lühiajalise töötamise viisaga",
    en="the person stays and works in Estonia on a visa for short-term employment",
    ru="человек находится и работает в Эстонии по визе для краткосрочной работы",
)
def stays_for_short_term_work(
    lives_in_estonia: bool, ground: Ground, death_day: Day, today: Day
) -> bool:
    """Not counted among the residents of the General Part, but with a right to benefits of days."""
    return lives_in_estonia and ground == Ground.SHORT_TERM_VISA and today <= death_day


@law.rule(
    PERSON,
    "PHS § 6 lg 1",
    applies=SINCE,
    source=ACT,
    et="lühiajaliselt töötav isik saab vanemahüvitist taotleda",
    en="somebody in short-term employment can claim parental benefit",
    ru="краткосрочно работающий может просить родительскую компенсацию",
    reading="right_includes_claiming",
)
def short_term_worker_can_claim(stays_for_short_term_work: bool) -> bool:
    """Otherwise the right of § 4 lg 1¹ would be empty."""
    return stays_for_short_term_work


@law.rule(
    PERSON,
    "PHS § 6 lg 1",
    applies=SINCE,
    source=ACT,
    et="lühiajaliselt töötav isik saab vanemahüvitist taotleda",
    en="somebody in short-term employment can claim parental benefit",
    ru="краткосрочно работающий может просить родительскую компенсацию",
    reading="only_residents_claim",
    default=False,
    doubt="gap_17",
)
def short_term_worker_can_claim__not() -> bool:
    """A claim is filed by a person of SÜS § 3 lg 1, who they are not."""
    return False


@law.rule(
    CARER,
    "PHS § 4 lg 1¹",
    applies=SINCE,
    until=VISA_SINCE,
    source="RT I, 31.03.2022, 1",
    ended_by=VISA_ACT,
    et="ema taotleb vanemahüvitist, kuid toimik tema Eestis viibimise alust ei nimeta",
    en="a mother without a named ground of stay claims parental benefit",
    ru="мать без указанного основания пребывания просит родительскую компенсацию",
)
def mother_may_stay_temporarily(
    wishes_mothers: bool, is_mother: bool, lives_in_estonia: bool, ground: Ground
) -> bool:
    """Any lawful temporary stay was enough, if social tax was due; case files tell visas only."""
    return wishes_mothers and is_mother and lives_in_estonia and ground == Ground.NONE


law.doubt(
    "temporary_stay_before_2026_05",
    when="mother_may_stay_temporarily",
    citation="PHS § 4 lg 1¹",
    benefit="mothers_parental_benefit",
)


@law.rule(
    CARER,
    "PHS § 33 lg 1",
    applies=SINCE,
    source=ACT,
    et="isikul on õigus ema vanemahüvitisele",
    en="the person may have mother's parental benefit",
    ru="человек имеет право на родительскую компенсацию матери",
)
def may_have_mothers_benefit(
    is_entitled_person: bool, short_term_worker_can_claim: bool, has_parental_role: bool
) -> bool:
    """Also somebody in short-term employment (§ 4 lg 1¹)."""
    return has_parental_role and (is_entitled_person or short_term_worker_can_claim)


@law.rule(
    PERSON,
    "PHS § 4 lg 1¹",
    applies=VISA_SINCE,
    source=VISA_ACT,
    et="lühiajaliselt töötav isik saab ka isa vanemahüvitist",
    en="somebody in short-term employment has father's parental benefit, too",
    ru="краткосрочно работающему положена и компенсация отца",
)
def fathers_days_for_short_term_work(short_term_worker_can_claim: bool) -> bool:
    """The first wording spoke of mother's benefit alone."""
    return short_term_worker_can_claim


@law.rule(
    CARER,
    "PHS § 33 lg 1",
    applies=SINCE,
    source=ACT,
    et="isikul on õigus isa vanemahüvitisele",
    en="the person may have father's parental benefit",
    ru="человек имеет право на родительскую компенсацию отца",
)
def may_have_fathers_benefit(
    is_entitled_person: bool, fathers_days_for_short_term_work: bool, has_parental_role: bool
) -> bool:
    """Also somebody in short-term employment (§ 4 lg 1¹)."""
    return has_parental_role and (is_entitled_person or fathers_days_for_short_term_work)


@law.rule(
    CARER,
    "PHS § 34 lg 5",
    applies=SINCE,
    source=ACT,
    et="vanemate asemel oleva isiku päevade arv",
    en="number of days of whoever takes the parents' place",
    ru="число дней того, кто вместо родителей",
)
def quota_in_parents_place(days_in_parents_place: Days, parental_days_paid_before: Days) -> Days:
    """545 less the days that the file tells as paid to others before."""
    return max(0, days_in_parents_place - parental_days_paid_before)


@law.rule(
    CARER,
    "PHS § 34 lg 5",
    applies=PARTNERS_SINCE,
    source=PARTNERS_ACT,
    et="jagatavat vanemahüvitist taotleb vanema abikaasa või registreeritud elukaaslane",
    en="a parent's spouse or registered partner claims shared benefit",
    ru="делимую компенсацию просит супруг или партнёр родителя",
)
def partner_claims_shared_benefit(wishes_shared: bool, stands_in_for_parent: bool) -> bool:
    """What is deducted from it, and whether the father's days come first, the act does not settle."""
    return wishes_shared and stands_in_for_parent


law.doubt(
    "partners_shared_benefit",
    when="partner_claims_shared_benefit",
    citation="PHS § 34 lg 5",
    benefit="shared_parental_benefit",
)


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=SINCE,
    until=PARTNERS_SINCE,
    source=ACT,
    et="vanema abikaasa või registreeritud elukaaslane taotleb päevi enne 2024. aastat",
    en="a parent's spouse or registered partner claims days before 2024",
    ru="супруг или партнёр родителя просит дни до 2024 года",
)
def partner_claims_before_2024(
    is_partner_of_parent: bool, wishes_shared: bool, wishes_fathers: bool, is_parent: bool
) -> bool:
    """The wording of that time was not seen."""
    if not is_partner_of_parent or is_parent:
        return False
    return wishes_shared or wishes_fathers


law.doubt("partner_before_2024", when="partner_claims_before_2024", citation="PHS § 37 lg 1")


# ------------------------------------------------------------------ one benefit for a birth


@law.rule(
    CHILD,
    "PHS § 33 lg 2",
    applies=SINCE,
    source=ACT,
    et="mitmike järjekord: enne need, kes on elus",
    en="order of the children of a birth: those alive first",
    ru="порядок детей одних родов: сначала живые",
)
def rank_in_birth(stillborn: bool, child_death_day: Day) -> Rank:
    if stillborn:
        return 0
    return -child_death_day


law.across(
    CHILD,
    "place_in_birth",
    "order",
    CHILD,
    "PHS § 33 lg 2",
    of="rank_in_birth",
    together="birth_set",
    own="birth_set",
    gives="Count",
    et="mitmendana mitmikute seas hüvitis lapse juurde arvestatakse",
    en="the child's place among the children of the birth for the benefit",
    ru="место ребёнка среди детей одних родов для компенсации",
)


@law.rule(
    CHILD,
    "PHS § 33 lg 2",
    applies=SINCE,
    source=ACT,
    et="mitmike ühte hüvitist makstakse samal sünnil sündinud teise lapse eest",
    en="the one benefit for a multiple birth is paid for another child of the birth",
    ru="одна компенсация за детей одних родов платится за другого из этих детей",
)
def is_borne_by_other_child(birth_set: Row, place_in_birth: Count) -> bool:
    """Twins have one benefit; it is reckoned with the first child of the birth that is alive."""
    return birth_set != NOBODY and place_in_birth > 1


law.across(
    CHILD,
    "first_rank_in_birth",
    "least",
    CHILD,
    "PHS § 33 lg 2",
    of="rank_in_birth",
    together="birth_set",
    own="birth_set",
    gives="Rank",
    et="samal sünnil sündinud laste järjekorras esimese koht",
    en="rank of the first among the children of the birth",
    ru="место первого среди детей одних родов",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="lapse surm annab vanematele hüvitise päevi",
    en="the child's death gives the parents days of benefit",
    ru="смерть ребёнка даёт родителям дни компенсации",
    reading="last_of_the_birth",
)
def death_gives_days(is_borne_by_other_child: bool) -> bool:
    """While another child of the birth lives, the one benefit of the birth simply goes on."""
    return not is_borne_by_other_child


@law.rule(
    CHILD,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="lapse surm annab vanematele hüvitise päevi",
    en="the child's death gives the parents days of benefit",
    ru="смерть ребёнка даёт родителям дни компенсации",
    reading="each_child",
    default=False,
    doubt="death_of_a_twin",
)
def death_gives_days__each_child(
    is_borne_by_other_child: bool, rank_in_birth: Rank, first_rank_in_birth: Rank
) -> bool:
    """Each child's; those who died on one day give days once."""
    return not is_borne_by_other_child or rank_in_birth > first_rank_in_birth
