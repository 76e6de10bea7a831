"""What each state's own law gives for a child in a month, before anything is set off.

A family's allowance is split equally over the children it is paid for, to the cent: the first
children carry what does not divide.
"""

from __future__ import annotations

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON
from perenou.benefits.eu.vocabulary import AWARD, BASKETS, CHILD_STATE, law
from perenou.rules.types import Cents, Count, Day, Row

# ---------------------------------------------------------------- Estonian: general benefits


@law.rule(
    CARER,
    "883/2004 art 68(2)",
    et="lapse eest saadakse lapsetoetust, seega jaguneb temale lasterikka pere toetus",
    en="child allowance is received for the child, so the allowance for families with many children is shared by it",
    ru="на ребёнка получают детское пособие, поэтому на него делится пособие многодетной семье",
)
def shares_in_family_allowance(child_allowance_payee: Row, person_number: Row) -> bool:
    return child_allowance_payee == person_number


law.across(
    PERSON,
    "children_sharing",
    "count",
    CARER,
    "883/2004 art 68(2)",
    among="shares_in_family_allowance",
    et="lapsi, kelle vahel lasterikka pere toetus jaguneb",
    en="children among whom the allowance for families with many children is split",
    ru="детей, между которыми делится пособие многодетной семье",
)
law.across(
    CARER,
    "place_in_sharing",
    "order",
    CARER,
    "883/2004 art 68(2)",
    among="shares_in_family_allowance",
    of="child_birth_day",
    together="person",
    own="person",
    et="mitmes laps toetuse jagamisel",
    en="which child in the split",
    ru="который ребёнок при делении",
)


def share(whole: Cents, place: Count, number: Count) -> Cents:
    """The share of the child in a place when a sum of whole cents is split equally."""
    # Nobody shares while it is open whether anybody does.
    if place == 0 or number == 0:
        return 0
    return whole * place // number - whole * (place - 1) // number


def whole_of_last(whole: Cents, place: Count, number: Count) -> Cents:
    """The whole sum for the child in the last place, nothing for the others."""
    if place == 0 or place < number:
        return 0
    return whole


@law.rule(
    CARER,
    "883/2004 art 68(2)",
    et="lapse osa lasterikka pere toetusest",
    en="the child's share of the allowance for families with many children",
    ru="доля ребёнка в пособии многодетной семье",
    reading="equal_shares",
)
def large_family_share(
    place_in_sharing: Count, children_sharing: Count, large_family_allowance_amount: Cents
) -> Cents:
    return share(large_family_allowance_amount, place_in_sharing, children_sharing)


@law.rule(
    CARER,
    "883/2004 art 68(2)",
    et="lapse osa lasterikka pere toetusest",
    en="the child's share of the allowance for families with many children",
    ru="доля ребёнка в пособии многодетной семье",
    reading="youngest_child",
    default=False,
    doubt="eu_family_level_split",
)
def large_family_share__youngest(
    place_in_sharing: Count, children_sharing: Count, large_family_allowance_amount: Cents
) -> Cents:
    """All of it with the child who came last to make the family a large one."""
    return whole_of_last(large_family_allowance_amount, place_in_sharing, children_sharing)


law.across(
    CHILD,
    "childs_large_family_share",
    "sum",
    CARER,
    "883/2004 art 68(2)",
    of="large_family_share",
    gives="Cents",
    et="lapse osa lasterikka pere toetusest kokku",
    en="the child's whole share of the allowance for families with many children",
    ru="вся доля ребёнка в пособии многодетной семье",
)


law.across(
    CHILD,
    "triplets_allowance_of_set",
    "sum",
    CHILD,
    "883/2004 art 68(2)",
    of="triplets_allowance_amount",
    together="set_with_one_person",
    own="set_with_one_person",
    gives="Cents",
    et="mitmike toetus kokku",
    en="allowance for the multiple birth",
    ru="пособие на тройню и более всего",
)


@law.rule(
    CHILD,
    "883/2004 art 68(2)",
    et="lapse osa mitmike toetusest",
    en="the child's share of the allowance for a multiple birth",
    ru="доля ребёнка в пособии на тройню и более",
    reading="equal_shares",
)
def triplets_share(
    place_in_birth_set: Count, children_of_one_birth: Count, triplets_allowance_of_set: Cents
) -> Cents:
    return share(triplets_allowance_of_set, place_in_birth_set, children_of_one_birth)


@law.rule(
    CHILD,
    "883/2004 art 68(2)",
    et="lapse osa mitmike toetusest",
    en="the child's share of the allowance for a multiple birth",
    ru="доля ребёнка в пособии на тройню и более",
    reading="youngest_child",
    default=False,
    doubt="eu_family_level_split",
)
def triplets_share__youngest(
    place_in_birth_set: Count, children_of_one_birth: Count, triplets_allowance_of_set: Cents
) -> Cents:
    """All of it with the last child of the birth."""
    return whole_of_last(triplets_allowance_of_set, place_in_birth_set, children_of_one_birth)


@law.rule(
    CHILD,
    "883/2004 art 68(2)",
    et="Eesti üldised lapsetoetused lapse eest kuus",
    en="Estonian general benefits for the child in the month",
    ru="эстонские общие пособия на ребёнка за месяц",
)
def estonian_general(
    child_allowance_amount: Cents,
    single_parent_allowance_amount: Cents,
    childs_large_family_share: Cents,
    triplets_share: Cents,
    childcare_fee_amount: Cents,
    conscripts_child_allowance_amount: Cents,
) -> Cents:
    return (
        child_allowance_amount
        + single_parent_allowance_amount
        + childs_large_family_share
        + triplets_share
        + childcare_fee_amount
        + conscripts_child_allowance_amount
    )


law.across(
    CHILD,
    "somebody_is_entitled_to_child_allowance",
    "any",
    CARER,
    "883/2004 art 68(1)",
    among=MONTHLY["child_allowance"].entitled,
    gives="bool",
    et="keegi võib lapse eest saada lapsetoetust",
    en="somebody may have child allowance for the child",
    ru="кто-либо вправе получать детское пособие на ребёнка",
)

# ---------------------------------------------------------------- Estonian: in the stead of income

law.across(
    CHILD,
    "estonian_replacing",
    "sum",
    CARER,
    "883/2004 art 68(2)",
    of="shared_parental_benefit_amount",
    gives="Cents",
    et="Eesti jagatav vanemahüvitis lapse eest kuus",
    en="Estonian shared parental benefit for the child in the month",
    ru="эстонская делимая родительская компенсация на ребёнка за месяц",
)
law.across(
    CHILD,
    "somebody_claims_shared_days",
    "any",
    CARER,
    "883/2004 art 68(2)",
    among=MONTHLY["shared_parental_benefit"].payable,
    gives="bool",
    et="keegi saab päeva eest jagatavat vanemahüvitist",
    en="somebody has shared parental benefit for the day",
    ru="кто-либо получает делимую компенсацию за день",
)

# ---------------------------------------------------------------- Estonian: of orphans


@law.rule(
    CHILD,
    "883/2004 art 69(1)",
    et="Eesti toitjakaotustoetused lapse eest kuus",
    en="Estonian survivor's allowances for the child in the month",
    ru="эстонские пособия по потере кормильца на ребёнка за месяц",
)
def estonian_orphans(
    survivors_allowance_amount: Cents, survivors_allowance_second_amount: Cents
) -> Cents:
    return survivors_allowance_amount + survivors_allowance_second_amount


law.across(
    CHILD,
    "somebody_is_entitled_to_survivors_allowance",
    "any",
    CARER,
    "883/2004 art 69(1)",
    among=MONTHLY["survivors_allowance"].entitled,
    gives="bool",
    et="keegi võib lapse eest saada toitjakaotustoetust",
    en="somebody may have survivor's allowance for the child",
    ru="кто-либо вправе получать пособие по потере кормильца",
)

# ---------------------------------------------------------------- of each state


def amount_today(
    is_estonia: bool, estonian: Cents, foreign: Cents, child_birth_day: Day, today: Day
) -> Cents:
    """What the state's law gives for the child once it is born; of Estonia what its norms find."""
    if is_estonia:
        return estonian
    if today < child_birth_day:
        return 0
    return foreign


for _basket in BASKETS:
    _key, _kind_of = _basket.key, _basket.labels
    law.across(
        CHILD_STATE,
        f"{_key}_foreign",
        "sum",
        AWARD,
        "987/2009 art 90",
        among=f"award_is_{_key}",
        of="award_in_euros",
        gives="Cents",
        et=f"{_kind_of.et}: teise riigi hüvitised eurodes kuus",
        en=f"{_kind_of.en}: the other state's in euros a month",
        ru=f"{_kind_of.ru}: пособия другого государства в евро в месяц",
    )
    law.rule(
        CHILD_STATE,
        "883/2004 art 68(2)",
        name=f"{_key}_amount_today",
        binding={"estonian": f"estonian_{_key}", "foreign": f"{_key}_foreign"},
        et=f"{_kind_of.et}: riigi summa lapse eest",
        en=f"{_kind_of.en}: the state's amount for the child",
        ru=f"{_kind_of.ru}: сумма государства на ребёнка",
    )(amount_today)
