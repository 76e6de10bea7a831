"""Allowance for families with many children, lasterikka pere toetus (PHS § 21), and its forerunner."""

from __future__ import annotations

from perenou.benefits.estonia.months import FURTHER_CHILD, monthly
from perenou.benefits.estonia.number_of_children import rise_from_its_day
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON, law
from perenou.rules.types import Cents, Count, Row

law.across(
    PERSON,
    "keeps_child_in_prison",
    "any",
    CARER,
    "PHS § 30 lg 6",
    among="lives_in_prison_with_small_child",
    gives="bool",
    et="isik elab vanglas koos väikese lapsega",
    en="the person lives in prison with a small child",
    ru="человек живёт в тюрьме с маленьким ребёнком",
)


@law.rule(
    PERSON,
    "PHS § 12 lg 4",
    et="maksmine isikule on peatatud",
    en="payment to the person is suspended",
    ru="выплата человеку приостановлена",
)
def person_is_suspended(imprisoned: bool, keeps_child_in_prison: bool) -> bool:
    """Other grounds of § 12 stop the child allowances on which the family's allowance rests."""
    return imprisoned and not keeps_child_in_prison


@law.rule(
    CHILD,
    "PHS § 21 lg 1",
    et="laps loeb lasterikka pere toetuse jaoks",
    en="the child counts for the allowance for families with many children",
    ru="ребёнок учитывается для пособия многодетной семье",
    reading="not_while_on_leave",
)
def counts_for_large_family(
    child_allowance_payable: bool,
    only_first_rate: bool,
    separated: bool,
    has_guardian: bool,
    has_foster_parent: bool,
) -> bool:
    """A child that is paid for counts; while payment is suspended it does not (§ 12 lg 7)."""
    if not child_allowance_payable or only_first_rate:
        return False
    return not separated or has_guardian or has_foster_parent


@law.rule(
    CHILD,
    "PHS § 21 lg 1",
    et="laps loeb lasterikka pere toetuse jaoks",
    en="the child counts for the allowance for families with many children",
    ru="ребёнок учитывается для пособия многодетной семье",
    reading="right_goes_on_in_leave",
    default=False,
    doubt="number_of_children_in_leave",
)
def counts_for_large_family__in_leave_too(
    child_allowance_payable: bool,
    only_first_rate: bool,
    separated: bool,
    has_guardian: bool,
    has_foster_parent: bool,
    right_to_child_allowance: bool,
    suspended_for_academic_leave: bool,
) -> bool:
    """Also while payment for the child is suspended for its leave: it meets § 17 all the same."""
    if not child_allowance_payable and not suspended_for_academic_leave:
        return False
    if not right_to_child_allowance or only_first_rate:
        return False
    return not separated or has_guardian or has_foster_parent


law.through(
    CHILD,
    "recipient_when_leave_began",
    "value_on",
    "child_allowance_recipient",
    "PHS § 12 lg 7",
    by=("academic_leave_since",),
    gives="Row",
    et="lapsetoetuse saaja akadeemilise puhkuse alguses",
    en="recipient of child allowance when the academic leave began",
    ru="получатель детского пособия в начале академического отпуска",
)


@law.rule(
    CHILD,
    "PHS § 21 lg 1",
    et="kelle peres laps lasterikka pere toetuse jaoks loeb",
    en="in whose family the child counts for the allowance for families with many children",
    ru="в чьей семье ребёнок учитывается для пособия многодетной семье",
    reading="not_while_on_leave",
)
def large_family_of(child_allowance_payee: Row) -> Row:
    """In agency practice the children count only for whoever is paid their child allowance."""
    return child_allowance_payee


@law.rule(
    CHILD,
    "PHS § 21 lg 1",
    et="kelle peres laps lasterikka pere toetuse jaoks loeb",
    en="in whose family the child counts for the allowance for families with many children",
    ru="в чьей семье ребёнок учитывается для пособия многодетной семье",
    reading="right_goes_on_in_leave",
    default=False,
    doubt="number_of_children_in_leave",
)
def large_family_of__in_leave_too(
    child_allowance_payee: Row,
    suspended_for_academic_leave: bool,
    recipient_when_leave_began: Row,
) -> Row:
    """During the leave whoever was paid when it began."""
    if suspended_for_academic_leave:
        return recipient_when_leave_began
    return child_allowance_payee


law.across(
    CHILD,
    "children_of_same_payee",
    "count",
    CHILD,
    "PHS § 21 lg 1",
    among="counts_for_large_family",
    together="child_allowance_payee",
    own="child_allowance_payee",
    et="lapsi, kelle lapsetoetust makstakse selle kuu eest samale inimesele",
    en="children whose child allowance for the month is paid to the same person",
    ru="детей, пособие на которых за этот месяц платят тому же человеку",
)


@law.rule(
    CHILD,
    "PHS § 21 lg 1",
    et="kelle peres laps lasterikka pere toetuse jaoks loeb",
    en="in whose family the child counts for the allowance for families with many children",
    ru="в чьей семье ребёнок учитывается для пособия многодетной семье",
    reading="from_its_day",
    default=False,
    doubt="gap_26_family",
)
def large_family_of__from_its_day(
    child_allowance_payee: Row, child_allowance_recipient: Row, children_of_same_payee: Count
) -> Row:
    """The new one's from the day on which the right passes, if the month is not paid for it already."""
    if children_of_same_payee >= 3:
        return child_allowance_payee
    return child_allowance_recipient


law.across(
    CHILD,
    "has_foster_parent",
    "any",
    CARER,
    "PHS § 21 lg 1",
    among="is_foster_parent",
    gives="bool",
    et="lapsel on hoolduspere vanem",
    en="the child has a foster parent",
    ru="у ребёнка есть приёмный родитель",
)
law.across(
    PERSON,
    "children_in_family",
    "count",
    CHILD,
    "PHS § 21 lg 1",
    among="counts_for_large_family",
    together="large_family_of",
    own="row",
    et="lapsetoetust saavate laste arv peres",
    en="children with child allowance in the family",
    ru="число детей с детским пособием в семье",
)


@law.rule(
    PERSON,
    "PHS § 21 lg 1",
    applies="2017-07-01",
    source="RT I, 08.07.2016, 1",
    et="vähemalt kolme lapse lapsetoetust makstakse samale inimesele",
    en="child allowance for at least three children is paid to the same person",
    ru="детское пособие не менее чем на трёх детей платят одному человеку",
)
def has_three_children(children_in_family: Count) -> bool:
    return children_in_family >= 3


law.through(
    PERSON,
    "had_three_children_before",
    "ever_before",
    "has_three_children",
    "PHS § 21 lg 4",
    gives="bool",
    et="peres on varem olnud vähemalt kolm last",
    en="the family has had at least three children before",
    ru="ранее в семье было не менее трёх детей",
)


@law.rule(
    PERSON,
    "PHS § 21 lg 4",
    applies="2023-01-01",
    until="2024-01-01",
    ended_by="RT I, 06.07.2023, 3",
    in_force="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="laste arvu vähenemisel säilib osa toetusest",
    en="part of the allowance is kept when the number of children falls",
    ru="при уменьшении числа детей часть пособия сохраняется",
    reading="every_earlier_large_family",
)
def steps_down(had_three_children_before: bool, children_in_family: Count) -> bool:
    """In 2023 a family that had three children and has one or two of them left."""
    return had_three_children_before and children_in_family >= 1 and children_in_family < 3


@law.rule(
    PERSON,
    "PHS § 21 lg 4",
    applies="2023-01-01",
    until="2024-01-01",
    ended_by="RT I, 06.07.2023, 3",
    in_force="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="laste arvu vähenemisel säilib osa toetusest",
    en="part of the allowance is kept when the number of children falls",
    ru="при уменьшении числа детей часть пособия сохраняется",
    reading="conditions_not_met",
    default=False,
    doubt="step_down_2023",
)
def steps_down__not() -> bool:
    """The transitional conditions of § 63⁷ lg 1, whose wording was not seen, exclude the family."""
    return False


@law.rule(
    PERSON,
    "PHS § 21",
    et="õigus lasterikka pere toetusele",
    en="right to the allowance for families with many children",
    ru="право на пособие многодетной семье",
)
def right_to_large_family_allowance(has_three_children: bool, steps_down: bool) -> bool:
    return has_three_children or steps_down


@law.rule(
    PERSON,
    "PHS § 21 lg 2",
    et="kuumäär laste arvu järgi",
    en="monthly rate by the number of children",
    ru="месячная ставка по числу детей",
)
def large_family_rate_by_number(
    children_in_family: Count,
    large_family_three_to_six: Cents,
    large_family_seven_and_more: Cents,
) -> Cents:
    """One rate for three to six children, a higher one for seven or more (lg 3)."""
    if children_in_family >= 7:
        return large_family_seven_and_more
    return large_family_three_to_six


@law.rule(
    PERSON,
    "PHS § 21 lg 4",
    applies="2023-01-01",
    until="2024-01-01",
    ended_by="RT I, 06.07.2023, 3",
    in_force="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="kuumäär, kui lapsi on jäänud alla kolme",
    en="monthly rate when fewer than three children are left",
    ru="месячная ставка, когда осталось меньше трёх детей",
)
def large_family_rate_left(children_in_family: Count, large_family_three_to_six: Cents) -> Cents:
    """With two children left two thirds, with one child left one third."""
    return round_to_cent(large_family_three_to_six * children_in_family, 3)


@law.rule(
    PERSON,
    "PHS § 21",
    et="lasterikka pere toetuse kuumäär",
    en="monthly rate of the allowance for families with many children",
    ru="месячная ставка пособия многодетной семье",
)
def large_family_allowance_rate(
    steps_down: bool, large_family_rate_left: Cents, large_family_rate_by_number: Cents
) -> Cents:
    if steps_down:
        return large_family_rate_left
    return large_family_rate_by_number


def share_of_wards(allowance: Cents, wards: int, children: int) -> Cents:
    """The part of the family's allowance that goes to its wards' own accounts.

    The allowance is divided equally among the children (PHS § 30 lg 4), to the cent (§ 8 lg 6).
    """
    return round_to_cent(allowance * wards, children)


law.across(
    PERSON,
    "foreign_large_family_together",
    "sum",
    CHILD,
    "PHS § 4 lg 4",
    among="child_allowance_payable",
    of="foreign_large_family_allowance",
    together="child_allowance_payee",
    own="row",
    gives="Cents",
    et="teise riigi hüvitised kokku",
    en="another state's benefits together",
    ru="пособия другого государства вместе",
)

monthly(
    "large_family_allowance",
    "right_to_large_family_allowance",
    "large_family_allowance_rate",
    citation="PHS § 21 lg 2",
    unit=PERSON,
    automatic=FURTHER_CHILD,
    foreign="foreign_large_family_together",
)
rise_from_its_day("large_family_allowance", PERSON, "large_family_rate_by_number")


@law.rule(
    PERSON,
    "PHS § 21",
    until="2017-07-01",
    et="õigus seitsme- ja enamalapselise pere vanema toetusele",
    en="right to the parent's allowance for seven or more children",
    ru="право на пособие родителю семерых и более детей",
)
def right_to_seven_child_parent_allowance(children_in_family: Count) -> bool:
    """Until 30.06.2017; replaced by the allowance for families with many children."""
    return children_in_family >= 7


@law.rule(
    PERSON,
    "PHS § 21",
    et="seitsme- ja enamalapselise pere vanema toetuse kuumäär",
    en="monthly rate of the parent's allowance for seven or more children",
    ru="месячная ставка пособия родителю семерых и более детей",
)
def seven_child_parent_allowance_rate(seven_child_parent_allowance_month: Cents) -> Cents:
    return seven_child_parent_allowance_month


law.across(
    PERSON,
    "foreign_seven_child_together",
    "sum",
    CHILD,
    "PHS § 4 lg 4",
    among="child_allowance_payable",
    of="foreign_seven_child_parent_allowance",
    together="child_allowance_payee",
    own="row",
    gives="Cents",
    et="teise riigi hüvitised kokku (seitse last)",
    en="another state's benefits together (seven children)",
    ru="пособия другого государства вместе (семеро детей)",
)

monthly(
    "seven_child_parent_allowance",
    "right_to_seven_child_parent_allowance",
    "seven_child_parent_allowance_rate",
    citation="PHS § 21",
    unit=PERSON,
    foreign="foreign_seven_child_together",
)
