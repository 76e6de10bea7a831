"""On what ground a state has a duty for a child, and what living in Estonia then means.

(Regulation 883/2004 art 67, 68(1)(a); Decision F1.)
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON
from perenou.benefits.eu.vocabulary import (
    CHILD_STATE,
    LINK,
    PENSION_AWAY,
    PENSION_HOME,
    RESIDENCE_AWAY,
    RESIDENCE_HOME,
    TIE,
    WORK_AWAY,
    WORK_HOME,
    Bond,
    law,
)
from perenou.rules.rule import Labels
from perenou.rules.types import NEVER, Day, Months, Rank


@law.rule(
    LINK,
    "883/2004 art 68(1)(a)",
    et="alus, millel riigil on isiku pere ees kohustus",
    en="ground of the state's duty to the person's family",
    ru="основание обязанности государства перед семьёй человека",
)
def bond_here(
    law_applies_here: bool,
    pursues_activity: bool,
    draws_pension_here: bool,
    is_reached: bool,
    death_day: Day,
    today: Day,
) -> Bond:
    """Work if the state's law applies and there is work; a pension; otherwise mere residence."""
    if today > death_day or not is_reached:
        return Bond.NONE
    if law_applies_here and pursues_activity:
        return Bond.WORK
    if draws_pension_here:
        return Bond.PENSION
    if law_applies_here:
        return Bond.RESIDENCE
    return Bond.NONE


@law.rule(
    CARER,
    "883/2004 art 1(i)",
    et="laps on isiku pereliige",
    en="the child is a member of the person's family",
    ru="ребёнок — член семьи человека",
)
def is_family_of_child(is_parent: bool, raises: bool, is_guardian: bool) -> bool:
    """A parent, also one who lives apart; a guardian; whoever raises the child in the family."""
    return is_parent or raises or is_guardian


_MEMBER = Labels(
    "laps on isiku pereliige selle riigi õiguse järgi",
    "the child is a member of the person's family by the law of the state",
    "ребёнок — член семьи человека по праву государства",
)


@law.rule(
    TIE,
    "883/2004 art 1(i)",
    reading="whoever_raises",
    et=_MEMBER.et,
    en=_MEMBER.en,
    ru=_MEMBER.ru,
)
def is_family_there(is_family_of_child: bool) -> bool:
    """Each state's own law says who is; a worker's stepchild may not be left out (C-802/18)."""
    return is_family_of_child


@law.rule(
    TIE,
    "883/2004 art 1(i)",
    reading="parents_only",
    default=False,
    doubt="eu_family_member",
    et=_MEMBER.et,
    en=_MEMBER.en,
    ru=_MEMBER.ru,
)
def is_family_there__parents_only(
    is_family_of_child: bool, is_estonia: bool, is_parent: bool
) -> bool:
    """The same, but the law of another state names nobody beside the parents."""
    return is_family_of_child and (is_estonia or is_parent)


@law.rule(
    TIE,
    "883/2004 art 68(1)(a)",
    et="aluse järjekoht",
    en="place of the ground",
    ru="очередь основания",
)
def tie_rank(is_family_there: bool, bond_here: Bond) -> Rank:
    if not is_family_there or bond_here == Bond.NONE:
        return NEVER
    return bond_here


law.across(
    CHILD_STATE,
    "bond_rank",
    "least",
    TIE,
    "883/2004 art 68(1)(a)",
    of="tie_rank",
    gives="Rank",
    et="tugevaima aluse järjekoht",
    en="place of the strongest ground",
    ru="очередь сильнейшего основания",
)


@law.rule(
    TIE,
    "883/2004 art 68(1)(b)(ii)",
    et="pensionäri kindlustus- ja elamisaja järjekoht",
    en="place by the pensioner's time of insurance or residence",
    ru="очередь по времени страхования или проживания",
)
def tie_periods_rank(is_family_there: bool, bond_here: Bond, insured_months_here: Months) -> Rank:
    """Longer comes first."""
    if not is_family_there or bond_here != Bond.PENSION:
        return 0
    return -insured_months_here


law.across(
    CHILD_STATE,
    "periods_rank",
    "least",
    TIE,
    "883/2004 art 68(1)(b)(ii)",
    of="tie_periods_rank",
    gives="Rank",
    et="pikima aja järjekoht",
    en="place of the longest time",
    ru="очередь самого долгого времени",
)


@law.rule(
    CHILD_STATE,
    "883/2004 art 68(1)",
    et="riigi järjekoht aluse ja lapse elukoha järgi",
    en="the state's place by ground and by where the child lives",
    ru="очередь государства по основанию и месту жительства ребёнка",
)
def standing_today(
    bond_rank: Rank, child_lives_here: bool, is_estonia: bool, coordination_reaches: bool
) -> Rank:
    """Work before pension before residence; of equals the state where the child lives.

    A state that coordination does not reach has none; Estonia's own law holds in any case.
    """
    if not is_estonia and not coordination_reaches:
        return NEVER
    if bond_rank == Bond.WORK:
        return WORK_HOME if child_lives_here else WORK_AWAY
    if bond_rank == Bond.PENSION:
        return PENSION_HOME if child_lives_here else PENSION_AWAY
    if child_lives_here:
        return RESIDENCE_HOME
    if bond_rank == Bond.RESIDENCE:
        return RESIDENCE_AWAY
    return NEVER


# ---------------------------------------------------------------- living in Estonia


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="last kasvatab vanem, eestkostja või hoolduspere vanem",
    en="a parent, guardian or foster parent raises the child",
    ru="ребёнка воспитывает родитель, опекун или приёмный родитель",
)
def raises_as_own(raises: bool, is_parent: bool, is_guardian: bool, is_foster_parent: bool) -> bool:
    return raises and (is_parent or is_guardian or is_foster_parent)


law.across(
    CHILD,
    "somebody_raises_as_own",
    "any",
    CARER,
    "PHS § 25 lg 1",
    among="raises_as_own",
    gives="bool",
    et="last kasvatab mõni vanem, eestkostja või hoolduspere vanem",
    en="some parent, guardian or foster parent raises the child",
    ru="ребёнка воспитывает кто-либо из родителей, опекун или приёмный родитель",
)

_APART: Final = Labels(
    "vanem kasvatab last, kes elab teises riigis teiste juures",
    "the parent raises a child who lives with others in another state",
    "родитель воспитывает ребёнка, живущего у других в другом государстве",
)


@law.rule(
    CARER,
    "883/2004 art 1(i)",
    reading="living_apart_is_harmless",
    et=_APART.et,
    en=_APART.en,
    ru=_APART.ru,
)
def raises_living_apart(
    is_parent: bool,
    child_lives_in_estonia: bool,
    child_is_deemed_to_live_here: bool,
    somebody_raises_as_own: bool,
) -> bool:
    """Also a parent whose child lives with others in another state, where Estonia is competent.

    A shared household is not asked of a parent who mainly maintains the child; the file is taken to
    mean that the parents do.
    """
    if not is_parent or child_lives_in_estonia or somebody_raises_as_own:
        return False
    return child_is_deemed_to_live_here


@law.rule(
    CARER,
    "883/2004 art 1(i)",
    reading="one_household",
    default=False,
    doubt="eu_living_apart",
    et=_APART.et,
    en=_APART.en,
    ru=_APART.ru,
)
def raises_living_apart__one_household() -> bool:
    """Only in the same household, wherever the child lives."""
    return False


@law.rule(
    CARER,
    "PHS § 25 lg 1",
    et="isik loetakse last kasvatavaks",
    en="the person counts as raising the child",
    ru="человек считается воспитывающим ребёнка",
)
def counts_as_raising(raises: bool, raises_living_apart: bool) -> bool:
    return raises or raises_living_apart


@law.rule(
    TIE,
    "883/2004 art 67",
    et="pereliige kuulub töö tõttu riigi õiguse alla või saab riigist pensioni",
    en="a family member is under the state's law by work, or draws its pension",
    ru="член семьи подчинён праву государства по работе или получает от него пенсию",
)
def ties_by_work_or_pension(is_family_of_child: bool, bond_here: Bond) -> bool:
    if not is_family_of_child:
        return False
    return bond_here == Bond.WORK or bond_here == Bond.PENSION


law.across(
    CHILD_STATE,
    "bound_by_work_or_pension",
    "any",
    TIE,
    "883/2004 art 67",
    among="ties_by_work_or_pension",
    gives="bool",
    et="keegi perest kuulub töö tõttu riigi õiguse alla või saab riigist pensioni",
    en="somebody in the family is under the state's law by work, or draws its pension",
    ru="кто-либо из семьи подчинён праву государства по работе или получает от него пенсию",
)


@law.rule(
    CHILD_STATE,
    "883/2004 art 67",
    reading="work_or_pension",
    et="Eesti on lapse pere eest pädev",
    en="Estonia is competent for the child's family",
    ru="Эстония компетентна в отношении семьи ребёнка",
)
def estonia_is_competent(is_estonia: bool, bound_by_work_or_pension: bool) -> bool:
    """By work or pension; where it is by residence alone, people must really live here."""
    return is_estonia and bound_by_work_or_pension


@law.rule(
    CHILD_STATE,
    "883/2004 art 67",
    reading="residence_too",
    default=False,
    doubt="eu_residence_only",
    et="Eesti on lapse pere eest pädev",
    en="Estonia is competent for the child's family",
    ru="Эстония компетентна в отношении семьи ребёнка",
)
def estonia_is_competent__residence_too(is_estonia: bool, bond_rank: Rank) -> bool:
    return is_estonia and bond_rank < NEVER


law.across(
    CHILD,
    "child_under_estonian_law",
    "any",
    CHILD_STATE,
    "883/2004 art 67",
    among="estonia_is_competent",
    gives="bool",
    et="lapse pere eest on pädev Eesti",
    en="Estonia is competent for the family of the child",
    ru="за семью ребёнка отвечает Эстония",
)


@law.rule(
    CHILD,
    "883/2004 art 67",
    et="last koheldakse, nagu ta elaks Eestis",
    en="the child is treated as if it lived in Estonia",
    ru="ребёнок рассматривается как живущий в Эстонии",
)
def child_is_deemed_to_live_here(
    child_in_cross_border_family: bool, child_under_estonian_law: bool
) -> bool:
    return child_in_cross_border_family and child_under_estonian_law


@law.rule(
    CARER,
    "883/2004 art 67",
    et="isik kuulub lapse perre, mille eest on pädev Eesti",
    en="the person belongs to the family of a child for which Estonia is competent",
    ru="человек входит в семью ребёнка, за которую отвечает Эстония",
)
def shares_estonian_competence(is_family_of_child: bool, child_under_estonian_law: bool) -> bool:
    return is_family_of_child and child_under_estonian_law


law.across(
    PERSON,
    "family_under_estonian_law",
    "any",
    CARER,
    "883/2004 art 67",
    among="shares_estonian_competence",
    gives="bool",
    et="isiku pere eest on pädev Eesti",
    en="Estonia is competent for the person's family",
    ru="за семью человека отвечает Эстония",
)


@law.rule(
    PERSON,
    "987/2009 art 60(1)",
    et="isikut koheldakse, nagu ta elaks Eestis",
    en="the person is treated as if they lived in Estonia",
    ru="человек рассматривается как живущий в Эстонии",
)
def is_deemed_to_live_here(in_cross_border_family: bool, family_under_estonian_law: bool) -> bool:
    """The whole family is taken to be under the law of the state that examines the right."""
    return in_cross_border_family and family_under_estonian_law
