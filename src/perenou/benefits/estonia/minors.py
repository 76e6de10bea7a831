"""Parents and carers who are minors: whether their own claims count (HMS § 12)."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CARER, CLAIM, PERSON, law
from perenou.rules.types import Day

law.across(
    PERSON,
    "own_majority_day",
    "greatest",
    CARER,
    "TsÜS § 8 lg 2",
    among="is_the_child",
    of="majority_day",
    gives="Day",
    et="taotleja täisealiseks saamise päev, kui ta on ise laste hulgas",
    en="day on which a claimant who is among the children comes of age",
    ru="день совершеннолетия заявителя, который сам среди детей",
)


@law.rule(
    CLAIM,
    "HMS § 12",
    et="teise lapse eest taotles alaealine",
    en="a minor claimed for another child",
    ru="за другого ребёнка подал заявление несовершеннолетний",
)
def claimed_as_minor(is_the_child: bool, own_majority_day: Day, application_day: Day) -> bool:
    return not is_the_child and application_day < own_majority_day


@law.rule(
    CARER,
    "HMS § 12",
    et="teise lapse päevi taotleb alaealine",
    en="a minor claims days for another child",
    ru="дни за другого ребёнка просит несовершеннолетний",
)
def claims_days_as_minor(
    is_the_child: bool,
    own_majority_day: Day,
    wishes_mothers: bool,
    wishes_fathers: bool,
    wishes_shared: bool,
    wishes_adopters: bool,
    today: Day,
) -> bool:
    if is_the_child or today >= own_majority_day:
        return False
    return wishes_mothers or wishes_fathers or wishes_shared or wishes_adopters


for _when in ("claimed_as_minor", "claims_days_as_minor"):
    law.doubt("minor_claimant", when=_when, citation="HMS § 12")
