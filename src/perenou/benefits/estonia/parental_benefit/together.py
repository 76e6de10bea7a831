"""Both parents at the same time: at most 60 days (PHS § 34 lg 3-4, 6)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import NOBODY, Count, Days, Row


@law.rule(
    CARER,
    "PHS § 33 lg 1",
    applies=SINCE,
    source=ACT,
    et="isikul on õigus vanemahüvitisele",
    en="the person may have parental benefit",
    ru="человек имеет право на родительскую компенсацию",
)
def may_have_parental_benefit(is_entitled_person: bool, is_parent: bool) -> bool:
    """A parent who is an entitled person (§ 4)."""
    return is_entitled_person and is_parent


@law.rule(
    CARER,
    "PHS § 35 lg 7",
    applies=SINCE,
    source=ACT,
    et="töötaval isikul puudub töötamise registris puhkuse kanne",
    en="an employee has no leave entry in the employment register",
    ru="у работника нет записи об отпуске в регистре занятости",
)
def lacks_leave_entry(entitled_to_leave: bool, leave_registered: bool) -> bool:
    """Mother's and father's benefit only (§ 36 lg 3)."""
    return entitled_to_leave and not leave_registered


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="isik soovib vanemahüvitist",
    en="the person claims parental benefit",
    ru="человек заявил родительскую компенсацию",
)
def wishes_benefit(wishes_mothers: bool, wishes_fathers: bool, wishes_shared: bool) -> bool:
    return wishes_mothers or wishes_fathers or wishes_shared


law.through(
    CARER,
    "wishes_since",
    "since",
    "wishes_benefit",
    "PHS § 34 lg 3",
    et="isik soovib vanemahüvitist katkestuseta alates",
    en="the person has been claiming without a break since",
    ru="человек заявляет компенсацию без перерыва с",
)


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="päev on õigustatud mõnes liigis",
    en="the day is covered by a right of some kind",
    ru="день обоснован в каком-либо виде",
)
def some_day_due(mothers_day_due: bool, fathers_day_due: bool, shared_day_due: bool) -> bool:
    return mothers_day_due or fathers_day_due or shared_day_due


law.across(
    CARER,
    "place_among_claimants",
    "order",
    CARER,
    "PHS § 34 lg 3",
    among="some_day_due",
    of="wishes_since",
    together="child",
    own="child",
    gives="Count",
    et="mitmendana isik vanemahüvitist kasutama hakkas",
    en="the person's place by when the use of benefit began",
    ru="место человека по началу использования компенсации",
)


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="päev mahub teise vanema hüvitise kõrvale",
    en="the day has room beside the other parent's benefit",
    ru="для дня есть место рядом с компенсацией другого родителя",
)
def fits_beside_other(
    place_among_claimants: Count, overlap_days_used: Days, overlap_days_most: Days
) -> bool:
    """Up to 60 days together; then only whoever has been using benefit for longer is paid."""
    return place_among_claimants <= 1 or overlap_days_used < overlap_days_most


@law.rule(
    CARER,
    "PHS § 35 lg 1",
    applies=SINCE,
    source=ACT,
    et="makstakse ema vanemahüvitist",
    en="mother's parental benefit is paid",
    ru="выплачивается материнская компенсация",
)
def mothers_day_paid(mothers_day_due: bool, fits_beside_other: bool) -> bool:
    return mothers_day_due and fits_beside_other


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="päeva eest makstakse vanemahüvitist",
    en="parental benefit is paid for the day",
    ru="за день выплачивается родительская компенсация",
)
def some_day_paid(mothers_day_paid: bool, fathers_day_paid: bool, shared_day_paid: bool) -> bool:
    return mothers_day_paid or fathers_day_paid or shared_day_paid


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="makstakse ema vanemahüvitist, ka pärast lapse surma",
    en="mother's benefit is paid, also after the child's death",
    ru="выплачивается материнская компенсация, в том числе после смерти ребёнка",
)
def mothers_benefit_paid(mothers_day_paid: bool, mothers_day_after_death: bool) -> bool:
    """Days after a death stand outside the 60 days together."""
    return mothers_day_paid or mothers_day_after_death


@law.rule(
    CARER,
    "PHS § 34 lg 8",
    applies=SINCE,
    source=ACT,
    et="makstakse isa vanemahüvitist, ka pärast lapse surma",
    en="father's benefit is paid, also after the child's death",
    ru="выплачивается отцовская компенсация, в том числе после смерти ребёнка",
)
def fathers_benefit_paid(fathers_day_paid: bool, fathers_day_after_death: bool) -> bool:
    return fathers_day_paid or fathers_day_after_death


@law.rule(
    CARER,
    "PHS § 34 lg 9¹",
    applies=SINCE,
    source=ACT,
    et="makstakse jagatavat vanemahüvitist, ka pärast lapse surma",
    en="shared benefit is paid, also after the child's death",
    ru="выплачивается делимая компенсация, в том числе после смерти ребёнка",
)
def shared_benefit_paid(shared_day_paid: bool, shared_day_after_death: bool) -> bool:
    return shared_day_paid or shared_day_after_death


law.across(
    CHILD,
    "persons_paid_today",
    "count",
    CARER,
    "PHS § 34 lg 3",
    among="some_day_paid",
    gives="Count",
    et="mitu vanemat päeva eest vanemahüvitist saab",
    en="how many parents are paid for the day",
    ru="сколько родителей получают компенсацию за день",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitist makstakse mõlemale vanemale korraga",
    en="parental benefit is paid to both parents at once",
    ru="компенсация выплачивается обоим родителям одновременно",
)
def overlap_today(persons_paid_today: Count) -> bool:
    return persons_paid_today > 1


law.through(
    CHILD,
    "overlap_days_used",
    "total_so_far",
    "overlap_today",
    "PHS § 34 lg 3",
    gives="Days",
    et="mõlemale vanemale korraga makstud päevad",
    en="days paid to both parents at once",
    ru="дни, оплаченные обоим родителям одновременно",
)


law.across(
    CHILD,
    "children_of_the_birth",
    "count",
    CHILD,
    "PHS § 34 lg 6",
    together="birth_set",
    own="birth_set",
    gives="Count",
    et="samal ajal sündinud laste arv",
    en="number of children of the birth",
    ru="число детей одних родов",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 6",
    applies=SINCE,
    source=ACT,
    et="korraga makstud päevad lühendavad aega ainult kuni 30 päeva",
    en="days paid at once shorten the period by 30 days only",
    ru="одновременные дни сокращают период только на 30 дней",
)
def overlap_shortens_to_thirty(
    birth_set: Row, children_of_the_birth: Count, birth_week: Count, early_birth_week: Count
) -> bool:
    """Triplets or more, or a birth before week 34 of pregnancy."""
    if birth_set != NOBODY and children_of_the_birth >= 3:
        return True
    return birth_week < early_birth_week
