"""Allowance for triplets or a larger multiple birth (PHS § 21¹)."""

from __future__ import annotations

from perenou.benefits.estonia.months import FURTHER_CHILD, monthly
from perenou.benefits.estonia.vocabulary import CHILD, law
from perenou.rules.calendar import add_months
from perenou.rules.types import NOBODY, Cents, Count, Day, Row


@law.rule(
    CHILD,
    "PHS § 21¹ lg 1",
    et="laps elab ja on peres, kes teda kasvatab",
    en="the child lives and is raised in the family",
    ru="ребёнок жив и воспитывается в семье",
)
def lives_in_family_of_set(child_allowance_payable: bool) -> bool:
    return child_allowance_payable


@law.rule(
    CHILD,
    "PHS § 21¹",
    et="ühe isiku kasvatatavad ühest sünnitusest lapsed",
    en="children of one birth raised by one person",
    ru="дети одних родов у одного человека",
)
def set_with_one_person(birth_set: Row, child_allowance_recipient: Row) -> Row:
    """A number for each set of multiples and each person who raises some of them."""
    if birth_set == NOBODY or child_allowance_recipient == NOBODY:
        return NOBODY
    return birth_set * 1000 + child_allowance_recipient


law.across(
    CHILD,
    "children_of_one_birth",
    "count",
    CHILD,
    "PHS § 21¹ lg 1",
    among="lives_in_family_of_set",
    together="set_with_one_person",
    own="set_with_one_person",
    et="samal ajal sündinud lapsi",
    en="children of one birth",
    ru="детей одних родов",
)
law.across(
    CHILD,
    "place_in_birth_set",
    "order",
    CHILD,
    "PHS § 21¹ lg 1",
    among="lives_in_family_of_set",
    of="child_birth_day",
    together="set_with_one_person",
    own="set_with_one_person",
    et="mitmes mitmikest",
    en="which of the multiples",
    ru="который из близнецов",
)


@law.rule(
    CHILD,
    "PHS § 21¹ lg 1",
    et="mitmikud saavad 18 kuu vanuseks",
    en="the multiples turn 18 months",
    ru="близнецам исполняется 18 месяцев",
)
def eighteen_months_day(child_birth_day: Day, triplets_months: Count) -> Day:
    return add_months(child_birth_day, triplets_months)


@law.rule(
    CHILD,
    "PHS § 21¹",
    applies="2018-03-01",
    source="RT I, 28.12.2017, 7",
    et="üks isik kasvatab vähemalt kolme alla 18 kuu vanust mitmikut",
    en="one person raises three or more multiples under 18 months",
    ru="один человек воспитывает не менее трёх близнецов младше 18 месяцев",
)
def right_to_triplets_allowance(
    children_of_one_birth: Count, place_in_birth_set: Count, eighteen_months_day: Day, today: Day
) -> bool:
    """Three or more raised by one person; one allowance for the set, shown at its first child."""
    return children_of_one_birth >= 3 and place_in_birth_set == 1 and today < eighteen_months_day


@law.rule(
    CHILD,
    "PHS § 21¹",
    et="kolmikute või enamaarvuliste mitmike toetuse kuumäär",
    en="monthly rate of the triplets' allowance",
    ru="месячная ставка пособия на тройню и более",
)
def triplets_allowance_rate(triplets_allowance_month: Cents) -> Cents:
    return triplets_allowance_month


monthly(
    "triplets_allowance",
    "right_to_triplets_allowance",
    "triplets_allowance_rate",
    citation="PHS § 21¹",
    automatic=FURTHER_CHILD,
)
