"""Points of coordination that the texts leave open, told wherever they touch a family.

They speak of rows that only a family of several states has, so that no other case looks at them.
"""

from __future__ import annotations

from perenou.benefits.eu.vocabulary import (
    AWARD,
    CHILD_STATE,
    LINK,
    STATE,
    TIE,
    WORK_HOME,
    Bond,
    Citizenship,
    law,
)
from perenou.rules.types import NEVER, Cents, Count, Day, Rank


@law.rule(
    LINK,
    "883/2004 art 2(1)",
    et="teise riigiga seotud isiku kodakondsus on määratlemata",
    en="a person tied to another state is of undetermined citizenship",
    ru="гражданство человека, связанного с другим государством, не определено",
)
def is_undetermined_abroad(citizenship: Citizenship) -> bool:
    """Covered either like the stateless or like third countries' citizens; neither is said."""
    return citizenship == Citizenship.UNDETERMINED


law.doubt("eu_undetermined_covered", when="is_undetermined_abroad", citation="883/2004 art 2(1)")
law.doubt("eu_work_untold", when="work_untold_abroad", citation="883/2004 art 68(1)")


@law.rule(
    TIE,
    "883/2004 art 3(1)(j)",
    et="mitut riiki puudutavas peres taotletakse ema või isa vanemahüvitist",
    en="in a family that touches several states mother's or father's benefit is claimed",
    ru="в семье, связанной с несколькими государствами, запрошена компенсация матери или отца",
)
def claims_leave_benefit_abroad(wishes_mothers: bool, wishes_fathers: bool) -> bool:
    """Maternity and paternity benefits stay out of the comparison; the branch is not settled."""
    return wishes_mothers or wishes_fathers


law.doubt("eu_leave_benefits", when="claims_leave_benefit_abroad", citation="883/2004 art 3(1)(j)")


@law.rule(
    CHILD_STATE,
    "883/2004 art 69(1)",
    et="laps on kaotanud mõlemad vanemad, kelle riigid võivad erineda",
    en="the child has lost both parents, whose states may differ",
    ru="ребёнок потерял обоих родителей, государства которых могут различаться",
)
def lost_both_parents_abroad(survivors_allowance_second_amount: Cents, time_rank: Rank) -> bool:
    """The chain goes by the longer time of the two; the Regulation speaks of one deceased."""
    return survivors_allowance_second_amount > 0 and time_rank < 0


law.doubt("eu_orphans_of_two", when="lost_both_parents_abroad", citation="883/2004 art 69(1)")


@law.rule(
    CHILD_STATE,
    "883/2004 art 3(1)(j)",
    et="mitut riiki puudutav pere saab eestkostetava lapse toetust",
    en="a family that touches several states has the allowance for a child under guardianship",
    ru="семья, связанная с несколькими государствами, получает пособие на подопечного",
)
def has_guardianship_allowance_abroad(guardianship_allowance_amount: Cents) -> bool:
    return guardianship_allowance_amount > 0


law.doubt(
    "eu_guardianship", when="has_guardianship_allowance_abroad", citation="883/2004 art 3(1)(j)"
)


@law.rule(
    CHILD_STATE,
    "883/2004 art 3(1)(j)",
    et="mitut riiki puudutav pere saab ajateenija lapse või mitmike toetust",
    en="a family that touches several states has a conscript's or a multiple birth's allowance",
    ru="семья, связанная с несколькими государствами, получает пособие на ребёнка военнослужащего срочной службы или на тройню и более",
)
def has_unclassed_allowance_abroad(
    conscripts_child_allowance_amount: Cents, triplets_allowance_amount: Cents
) -> bool:
    return conscripts_child_allowance_amount > 0 or triplets_allowance_amount > 0


law.doubt("eu_unclassed", when="has_unclassed_allowance_abroad", citation="883/2004 art 3(1)(j)")


@law.rule(
    CHILD_STATE,
    "987/2009 art 59(1)",
    et="õigus algab kuu sees ja mitu riiki on asjaga seotud",
    en="the right begins inside a month, and several states are concerned",
    ru="право начинается внутри месяца, и дело касается нескольких государств",
)
def begins_inside_month(general_claims: Count, general_right_begin: Day) -> bool:
    return general_right_begin < NEVER and general_claims > 1


law.doubt("eu_begun_in_month", when="begins_inside_month", citation="987/2009 art 59(1)")


@law.rule(
    CHILD_STATE,
    "883/2004 art 68(2)",
    et="kolmas riik annaks rohkem kui esimene või töötatakse kolmes riigis",
    en="a third state would give more than the first, or there is work in three states",
    ru="третье государство дало бы больше первого, или работают в трёх государствах",
)
def three_states_give(
    general_states_sharing: Count,
    general_place: Count,
    general_amount: Cents,
    general_first_amount: Cents,
) -> bool:
    """What it adds depends on what it is compared with; otherwise it adds nothing in any case.

    For three states of work there is no formula at all.
    """
    if general_states_sharing > 2:
        return True
    return general_place > 2 and general_amount > general_first_amount


law.doubt("eu_three_states", when="three_states_give", citation="883/2004 art 68(2)")


@law.rule(
    CHILD_STATE,
    "987/2009 art 58",
    et="riik maksab esimesena, sest seal töötatakse ja laps elab seal",
    en="the state pays first because of work where the child lives",
    ru="государство платит первым, потому что там работают и живёт ребёнок",
)
def first_by_childs_home(general_is_primary: bool, general_standing: Rank) -> bool:
    return general_is_primary and general_standing == WORK_HOME


law.across(
    STATE,
    "state_first_by_home",
    "any",
    CHILD_STATE,
    "987/2009 art 58",
    among="first_by_childs_home",
    gives="bool",
    et="riik maksab mõne seal elava lapse eest esimesena",
    en="the state pays first for some child living there",
    ru="государство платит первым на ребёнка, живущего там",
)
law.across(
    STATE,
    "states_first_by_home",
    "count",
    STATE,
    "987/2009 art 58",
    among="state_first_by_home",
    together="family_number",
    own="family_number",
    et="riike, mis maksavad seal elavate laste eest esimesena",
    en="states that pay first for children living there",
    ru="государств, платящих первыми на живущих там детей",
)


@law.rule(
    STATE,
    "987/2009 art 58",
    et="lapsed elavad mitmes töötamise riigis",
    en="children live in several states of work",
    ru="дети живут в нескольких государствах работы",
)
def cost_sharing_is_open(states_first_by_home: Count) -> bool:
    return states_first_by_home > 1


law.doubt("eu_art_58", when="cost_sharing_is_open", citation="987/2009 art 58")


@law.rule(
    TIE,
    "883/2004 art 83",
    et="Eesti maksab vanemahüvitise vahe ja enne puhkust töötati teises riigis",
    en="Estonia tops up parental benefit, and there was work in another state before the leave",
    ru="Эстония доплачивает компенсацию, и до отпуска была работа в другом государстве",
)
def foreign_wage_may_matter(
    shared_months_abroad: Count,
    is_estonia: bool,
    replacing_has_claim: bool,
    replacing_is_primary: bool,
) -> bool:
    """For other states C-32/18 looked at the wage in the state of work; the Annex comes first here."""
    if not is_estonia or not replacing_has_claim or replacing_is_primary:
        return False
    return shared_months_abroad > 0


law.doubt("eu_foreign_wage", when="foreign_wage_may_matter", citation="883/2004 art 83")


@law.rule(
    TIE,
    "987/2009 art 5(1)",
    et="isik töötab mitmes riigis ilma dokumendita, mis määrab kohaldatava õiguse",
    en="the person works in several states without a document on the law that applies",
    ru="человек работает в нескольких государствах без документа о применимом праве",
)
def works_in_several_states_without_document(
    is_family_of_child: bool,
    pursues_activity_here: bool,
    states_of_activity: Count,
    has_document: bool,
) -> bool:
    if not is_family_of_child or not pursues_activity_here:
        return False
    return states_of_activity > 1 and not has_document


law.doubt(
    "eu_no_document",
    when="works_in_several_states_without_document",
    citation="987/2009 art 5(1)",
)


@law.rule(
    TIE,
    "987/2009 art 5(1)",
    et="isik on lähetatud ilma dokumendita, mis määrab kohaldatava õiguse",
    en="the person is posted without a document on the law that applies",
    ru="человек командирован без документа о применимом праве",
)
def is_posted_without_document(
    is_family_of_child: bool, is_posted_from_here: bool, has_document: bool
) -> bool:
    return is_family_of_child and is_posted_from_here and not has_document


law.doubt("eu_posted_no_document", when="is_posted_without_document", citation="987/2009 art 5(1)")


@law.rule(
    TIE,
    "883/2004 art 1(i)",
    et="vanema abikaasa töötab riigis või saab sealt pensioni, aga ei kasvata last",
    en="a parent's spouse works in the state or draws its pension, but does not raise the child",
    ru="супруг родителя работает в государстве или получает от него пенсию, но не воспитывает ребёнка",
)
def partner_may_be_family(
    is_partner_of_parent: bool, is_family_of_child: bool, bond_here: Bond
) -> bool:
    """A stepchild whom a worker supports may not be left out (C-802/18); of support nothing is told."""
    if not is_partner_of_parent or is_family_of_child:
        return False
    return bond_here == Bond.WORK or bond_here == Bond.PENSION


law.doubt("eu_step_parent", when="partner_may_be_family", citation="883/2004 art 1(i)")


@law.rule(
    AWARD,
    "987/2009 art 90",
    et="riigid hüvitavad teineteisele summa, mis ei ole eurodes",
    en="states refund one another an amount that is not in euros",
    ru="государства возмещают друг другу сумму не в евро",
)
def is_refunded_in_currency(general_shares_still: bool, award_is_in_euros: bool) -> bool:
    """The day of the rate of a claim between institutions was read for older law only."""
    return general_shares_still and not award_is_in_euros


law.doubt("eu_refund_rate", when="is_refunded_in_currency", citation="987/2009 art 90")
