"""Who may be entitled (PHS § 4 with SÜS § 3 lg 1), who may claim for a child (§ 25, § 13)."""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON, Ground, law
from perenou.rules.calendar import birthday
from perenou.rules.rule import Labels
from perenou.rules.types import Day


@law.rule(
    PERSON,
    "PHS § 4 lg 1",
    et="isik kuulub õigustatud isikute hulka",
    en="the person is an entitled person",
    ru="человек входит в круг имеющих право",
)
def is_entitled_person(
    lives_in_estonia: bool,
    ground: Ground,
    tax_resident_elsewhere: bool,
    death_day: Day,
    is_deemed_to_live_here: bool,
    today: Day,
) -> bool:
    """A resident on one of the listed grounds (lg 1), with several homes also by tax (lg 3).

    Whoever Union law treats as living here needs neither (883/2004 art 67).
    """
    if not lives_in_estonia:
        return today <= death_day and is_deemed_to_live_here
    if ground == Ground.NONE or ground == Ground.SHORT_TERM_VISA:
        return False
    if tax_resident_elsewhere and (ground == Ground.CITIZEN or ground == Ground.PERMANENT):
        return is_deemed_to_live_here and today <= death_day
    return today <= death_day


@law.rule(
    CHILD,
    "PHS § 4 lg 2",
    et="laps kuulub õigustatud isikute hulka",
    en="the child belongs to the entitled persons",
    ru="ребёнок входит в круг имеющих право",
)
def child_is_entitled_person(
    child_lives_in_estonia: bool,
    studies_abroad: bool,
    child_birth_day: Day,
    child_death_day: Day,
    child_is_deemed_to_live_here: bool,
    today: Day,
) -> bool:
    """The family member lives in Estonia, whatever its ground, or is away because it studies.

    So does a child whom Union law treats as living here (883/2004 art 67).
    """
    if today < child_birth_day or today >= child_death_day:
        return False
    return child_lives_in_estonia or studies_abroad or child_is_deemed_to_live_here


@law.rule(
    CARER,
    "PHS § 4 lg 1",
    et="nii isik kui ka laps kuuluvad õigustatud isikute hulka",
    en="the person and the child are both entitled persons",
    ru="и человек, и ребёнок входят в круг имеющих право",
)
def both_are_entitled_persons(is_entitled_person: bool, child_is_entitled_person: bool) -> bool:
    return is_entitled_person and child_is_entitled_person


law.through(
    CARER,
    "earlier_stay_ended_day",
    "previous_end",
    "both_are_entitled_persons",
    "PHS § 6 lg 1",
    et="varasema Eestis elamise aja lõpp",
    en="end of an earlier period of living in Estonia",
    ru="конец прежнего периода жизни в Эстонии",
)


@law.rule(
    CHILD,
    "TsÜS § 8 lg 2",
    et="täisealiseks saamise päev",
    en="day of coming of age",
    ru="день совершеннолетия",
)
def majority_day(child_birth_day: Day) -> Day:
    return birthday(child_birth_day, 18)


law.through(
    CARER,
    "was_guardian",
    "ever_before",
    "is_guardian",
    "PHS § 20 lg 3",
    gives="bool",
    et="isik oli lapse eestkostja",
    en="the person was the child's guardian",
    ru="человек был опекуном ребёнка",
)


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 2",
    until="2024-01-01",
    ended_by="RT I, 06.07.2023, 6",
    et="last kasvatab vanema abikaasa",
    en="the parent's spouse raises the child",
    ru="ребёнка воспитывает супруг родителя",
    reading="spouse_only",
)
def raises_as_partner__spouse(
    raises: bool, is_partner_of_parent: bool, is_registered_partner_of_parent: bool
) -> bool:
    """Registered partners were added throughout the act on 1 January 2024."""
    return raises and is_partner_of_parent and not is_registered_partner_of_parent


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 2",
    until="2024-01-01",
    ended_by="RT I, 06.07.2023, 6",
    et="last kasvatab vanema abikaasa",
    en="the parent's spouse raises the child",
    ru="ребёнка воспитывает супруг родителя",
    reading="registered_partner_too",
    default=False,
    doubt="registered_partner_before_2024",
)
@law.rule(
    CARER,
    "PHS § 25 lg 1 p 2",
    applies="2024-01-01",
    source="RT I, 06.07.2023, 6",
    et="last kasvatab vanema abikaasa või registreeritud elukaaslane",
    en="the parent's spouse or registered partner raises the child",
    ru="ребёнка воспитывает супруг или зарегистрированный партнёр родителя",
)
def raises_as_partner(raises: bool, is_partner_of_parent: bool) -> bool:
    return raises and is_partner_of_parent


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 4",
    et="täisealine laps taotleb enda eest ise",
    en="the adult child claims for itself",
    ru="совершеннолетний ребёнок заявляет за себя сам",
)
def claims_for_itself(
    is_the_child: bool,
    majority_day: Day,
    lives_independently: bool,
    guardianship_ended_at_majority: bool,
    today: Day,
) -> bool:
    """Living independently, or after guardianship that ended because the child came of age."""
    if not is_the_child or today < majority_day:
        return False
    return lives_independently or guardianship_ended_at_majority


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="isik on lapse elus olev vanem",
    en="the person is a living parent of the child",
    ru="человек — живой родитель ребёнка",
)
def is_living_parent(is_parent: bool, death_day: Day, today: Day) -> bool:
    return is_parent and today <= death_day


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="isik on lapse surnud vanem",
    en="the person is a parent of the child and has died",
    ru="человек — умерший родитель ребёнка",
)
def is_dead_parent(is_parent: bool, death_day: Day, today: Day) -> bool:
    return is_parent and today > death_day


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="isik on lapse vanem ja elab järgmisel päeval",
    en="the person is a parent of the child and lives on the next day",
    ru="человек — родитель ребёнка и жив на следующий день",
)
def is_parent_who_lives_on(is_parent: bool, death_day: Day, today: Day) -> bool:
    return is_parent and today < death_day


for _name, _among, _et, _en, _ru in (
    ("some_parent_lives_on", "is_parent_who_lives_on", "mõni lapse vanem elab ka järgmisel päeval", "a parent of the child lives on the next day, too", "кто-то из родителей жив и на следующий день"),
    ("some_parent_lives", "is_living_parent", "mõni lapse vanem on elus", "a parent of the child is alive", "кто-то из родителей ребёнка жив"),
    ("some_parent_is_dead", "is_dead_parent", "mõni lapse vanem on surnud", "a parent of the child has died", "кто-то из родителей ребёнка умер"),
):  # fmt: skip
    law.across(
        CHILD, _name, "any", CARER, "PHS § 25 lg 1",
        among=_among, gives="bool", et=_et, en=_en, ru=_ru,
    )  # fmt: skip


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 6",
    et="isik kasvatab perekonnast eraldatud last",
    en="the person raises a child separated from its family",
    ru="человек воспитывает отделённого от семьи ребёнка",
    reading="separated_by_decision",
)
def carer_of_separated_child(raises_separated_child: bool) -> bool:
    return raises_separated_child


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 6",
    et="isik kasvatab perekonnast eraldatud last",
    en="the person raises a child separated from its family",
    ru="человек воспитывает отделённого от семьи ребёнка",
    reading="orphan_too",
    default=False,
    doubt="carer_of_orphan",
)
def carer_of_separated_child__orphan_too(
    raises_separated_child: bool, raises: bool, some_parent_lives: bool, some_parent_is_dead: bool
) -> bool:
    """Also who raises a child of whose known parents none is alive, before there is a guardian."""
    if raises_separated_child:
        return True
    return raises and some_parent_is_dead and not some_parent_lives


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 7",
    et="eestkoste menetlus käib last kasvatava isiku kasuks",
    en="guardianship proceedings run in favour of the person who raises the child",
    ru="производство об опеке идёт в пользу того, кто воспитывает ребёнка",
)
def carer_in_proceedings(raises: bool, proceedings_in_favour: bool) -> bool:
    return raises and proceedings_in_favour


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 6",
    until="2018-11-05",
    ended_by="RT I, 26.10.2018, 1",
    et="eraldatud või eestkoste menetluses oleva lapse kohta kehtis vanem sõnastus",
    en="an older wording held for a child separated or in guardianship proceedings",
    ru="для отделённого ребёнка или при производстве об опеке действовала прежняя редакция",
)
def follows_wording_before_2018_11(
    raises_separated_child: bool,
    proceedings_in_favour: bool,
    is_parent: bool,
    separated: bool,
    guardianship_proceedings: bool,
) -> bool:
    """The wording before RT I, 26.10.2018, 1 was not seen; the next one is followed."""
    if raises_separated_child or proceedings_in_favour:
        return True
    return is_parent and (separated or guardianship_proceedings)


law.doubt(
    "wording_before_2018_11",
    when="follows_wording_before_2018_11",
    citation="PHS § 25 lg 1 p 6",
)


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 3",
    et="isik kasvatab last koos ühise lapsega, kes tal on lapse vanemaga",
    en="the person raises the child beside a common child with its parent",
    ru="человек воспитывает ребёнка вместе с общим ребёнком с его родителем",
)
def raises_beside_common_child(has_common_child_with_parent: bool) -> bool:
    return has_common_child_with_parent


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="isik võib lapse eest toetust taotleda",
    en="the person may claim for the child",
    ru="человек может подать заявление на ребёнка",
)
def may_claim_by_role(
    counts_as_raising: bool,
    is_parent: bool,
    is_guardian: bool,
    guardian_is_natural_person: bool,
    is_foster_parent: bool,
    raises_as_partner: bool,
    raises_beside_common_child: bool,
    carer_of_separated_child: bool,
    carer_in_proceedings: bool,
    raises_in_emergency: bool,
    is_the_child: bool,
    claims_for_itself: bool,
    guardianship_ended_at_majority: bool,
    was_guardian: bool,
) -> bool:
    """Whoever raises the child as parent, foster parent or guardian, and others named by the act."""
    if is_the_child:
        return claims_for_itself
    if carer_of_separated_child or raises_in_emergency:
        return True
    if is_guardian and not guardian_is_natural_person:
        return True
    if raises_as_partner or carer_in_proceedings:
        return True
    if not counts_as_raising:
        return False
    if is_guardian or (guardianship_ended_at_majority and was_guardian):
        return True
    return is_parent or is_foster_parent or raises_beside_common_child


law.across(
    CHILD,
    "family_is_settled",
    "any",
    CARER,
    "PHS § 26 lg 3",
    among="counted_in_family",
    gives="bool",
    et="kokkulepe või otsus ütleb, kelle perekonda laps arvatakse",
    en="an agreement or order says in whose family the child is counted",
    ru="соглашение или решение говорит, в чьей семье учтён ребёнок",
)


@law.rule(
    CARER,
    "PHS § 26 lg 3",
    et="võrdselt kahe vanema juures kasvav laps arvatakse selle isiku perekonda",
    en="a child growing up equally with two parents is counted in this person's family",
    ru="ребёнок, живущий поровну с двумя родителями, учтён в семье этого человека",
    reading="paid_on_until_settled",
)
def is_counted_here_if_shared(
    shares_equally: bool, counted_in_family: bool, family_is_settled: bool
) -> bool:
    """By the parents' agreement, or as the agency ordered (Supreme Court 19.10.2020, 3-18-1672).

    While neither is there, either parent may claim, and whoever is paid goes on (§ 6 lg 1).
    """
    if not shares_equally or counted_in_family:
        return True
    return not family_is_settled


@law.rule(
    CARER,
    "PHS § 26 lg 3",
    et="võrdselt kahe vanema juures kasvav laps arvatakse selle isiku perekonda",
    en="a child growing up equally with two parents is counted in this person's family",
    ru="ребёнок, живущий поровну с двумя родителями, учтён в семье этого человека",
    reading="nobody_until_settled",
    default=False,
    doubt="shared_without_agreement",
)
def is_counted_here_if_shared__nobody(shares_equally: bool, counted_in_family: bool) -> bool:
    """Until there is an agreement or order the child is counted in nobody's family."""
    return not shares_equally or counted_in_family


@law.rule(
    CARER,
    "PHS § 13",
    et="maksmine vanemale on lõpetatud",
    en="payment to the parent has ended",
    ru="выплата родителю прекращена",
)
def payment_to_parent_ended__custody_removed(
    is_parent: bool, is_guardian: bool, custody_removed: bool
) -> bool:
    """Until 31.01.2023 only a parent from whom the court had taken custody (PKS § 135)."""
    return is_parent and not is_guardian and custody_removed


@law.rule(
    CARER,
    "PHS § 13",
    applies="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="maksmine vanemale on lõpetatud",
    en="payment to the parent has ended",
    ru="выплата родителю прекращена",
)
def payment_to_parent_ended(
    is_parent: bool,
    is_guardian: bool,
    lacks_custody: bool,
    has_guardian: bool,
    majority_day: Day,
    institutional_care: bool,
    today: Day,
) -> bool:
    """No custody, a guardian for the minor child, or substitute care in an institution."""
    if not is_parent or is_guardian:
        return False
    return lacks_custody or institutional_care or (has_guardian and today < majority_day)


law.through(
    CARER,
    "payment_to_parent_resumed_day",
    "previous_end",
    "payment_to_parent_ended",
    "PHS § 13",
    et="päev, mil alus vanemale maksmine lõpetada ära langes",
    en="day on which the ground to end payment to the parent fell away",
    ru="день, когда отпало основание прекратить выплату родителю",
)

_LAPSED: Final = Labels(
    "varasemad taotlused ei kehti enam alates",
    "earlier claims no longer hold from",
    "прежние заявления больше не действуют с",
)


@law.rule(
    CARER,
    "PHS § 6 lg 1",
    et=_LAPSED.et,
    en=_LAPSED.en,
    ru=_LAPSED.ru,
    reading="claim_goes_on",
)
def earlier_claims_lapsed_day(earlier_stay_ended_day: Day) -> Day:
    """After living elsewhere a new claim is needed; not where payment to a parent had only ended."""
    return earlier_stay_ended_day


@law.rule(
    CARER,
    "PHS § 13",
    et=_LAPSED.et,
    en=_LAPSED.en,
    ru=_LAPSED.ru,
    reading="new_claim_after_an_end",
    default=False,
    doubt="claim_after_payment_ended",
)
def earlier_claims_lapsed_day__after_an_end(
    earlier_stay_ended_day: Day, payment_to_parent_resumed_day: Day
) -> Day:
    """Also once payment has ended because of placement, custody or a guardian, unlike a suspension."""
    return max(earlier_stay_ended_day, payment_to_parent_resumed_day)


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="isik saab lapse eest toetust nõuda",
    en="the person can claim for the child",
    ru="человек имеет право требовать пособие на ребёнка",
)
def may_claim(
    both_are_entitled_persons: bool,
    may_claim_by_role: bool,
    is_counted_here_if_shared: bool,
    payment_to_parent_ended: bool,
) -> bool:
    return (
        both_are_entitled_persons
        and may_claim_by_role
        and is_counted_here_if_shared
        and not payment_to_parent_ended
    )
