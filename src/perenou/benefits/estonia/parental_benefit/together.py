"""Both parents at the same time: at most 60 days (PHS § 34 lg 3-4, 6)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import NOBODY, Count, Day, Days, Rank, Row


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
    """Of mother's benefit; the other parent's own benefit has the same condition (§ 36 lg 3)."""
    return entitled_to_leave and not leave_registered


@law.rule(
    CARER,
    "PHS § 36 lg 3",
    applies=SINCE,
    source=ACT,
    et="isapuhkuse õigusega isikul puudub töötamise registris isapuhkuse kanne",
    en="somebody entitled to paternity leave has no entry of it in the employment register",
    ru="у имеющего право на отпуск отца нет записи о нём в регистре занятости",
)
def lacks_paternity_leave_entry(entitled_to_leave: bool, leave_registered: bool) -> bool:
    return entitled_to_leave and not leave_registered


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="isik soovib vanemahüvitist",
    en="the person claims parental benefit",
    ru="человек просит родительскую компенсацию",
)
def wishes_benefit(
    wishes_mothers: bool, wishes_fathers: bool, wishes_shared: bool, wishes_adopters: bool
) -> bool:
    return wishes_mothers or wishes_fathers or wishes_shared or wishes_adopters


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
    et="päeva eest on mõnes liigis maksta",
    en="benefit of some kind is due for the day",
    ru="за день причитается компенсация какого-либо вида",
)
def some_day_due(
    mothers_day_due: bool, fathers_day_due: bool, shared_day_due: bool, adopters_day_due: bool
) -> bool:
    return mothers_day_due or fathers_day_due or shared_day_due or adopters_day_due


@law.rule(
    CARER,
    "PHS § 33 lg 3",
    applies=SINCE,
    source=ACT,
    et="kumb vanem on eespool, kui maksta saab ühele",
    en="which parent comes first where only one can be paid",
    ru="кто из родителей впереди, если платить можно одному",
)
def claimants_rank(comes_first_on_leave: bool, wishes_since: Day) -> Rank:
    """Whoever is on parental leave; otherwise whoever has been using benefit for longer."""
    if comes_first_on_leave:
        return 0
    return wishes_since


law.across(
    CARER,
    "place_among_claimants",
    "order",
    CARER,
    "PHS § 34 lg 3",
    among="some_day_due",
    of="claimants_rank",
    together="child",
    own="child",
    gives="Count",
    et="mitmes isik on, kui maksta saab ühele",
    en="the person's place where only one can be paid",
    ru="место человека, если платить можно одному",
)


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="mõlemale korraga makstavad päevad on kasutatud",
    en="the days that can be paid to both at once are used up",
    ru="дни, которые можно платить обоим одновременно, использованы",
)
def days_at_once_are_used_up(
    adopters_day_due: bool,
    overlap_days_used: Days,
    overlap_days_most: Days,
    adopters_overlap_days_used: Days,
    adopters_overlap_days_most: Days,
) -> bool:
    """60 days; of adopter's benefit 35, counted by themselves."""
    if adopters_day_due:
        return adopters_overlap_days_used >= adopters_overlap_days_most
    return overlap_days_used >= overlap_days_most


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="päev mahub teise vanema hüvitise kõrvale",
    en="the day has room beside the other parent's benefit",
    ru="для дня есть место рядом с компенсацией другого родителя",
)
def fits_beside_other(place_among_claimants: Count, days_at_once_are_used_up: bool) -> bool:
    """Two at most are paid; where no days at once are left, only whoever comes first is."""
    if place_among_claimants > 2:
        return False
    return place_among_claimants <= 1 or not days_at_once_are_used_up


law.across(
    CHILD,
    "first_claimants_rank",
    "least",
    CARER,
    "PHS § 34 lg 3",
    among="some_day_due",
    of="claimants_rank",
    gives="Rank",
    et="eespool oleva vanema koht",
    en="rank of the parent who comes first",
    ru="место первого родителя",
)


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="vanem jääb ilma, kuigi on teise vanemaga võrdses seisus",
    en="the parent is not paid though equal to the other parent",
    ru="родитель остаётся без выплаты, хотя равен другому родителю",
)
def yields_in_a_tie(
    some_day_due: bool, some_day_paid: bool, claimants_rank: Rank, first_claimants_rank: Rank
) -> bool:
    """Both began on one day, and only one can be paid: the act does not say whom."""
    if not some_day_due or some_day_paid:
        return False
    return claimants_rank <= first_claimants_rank


law.doubt(
    "tie_of_parents",
    when="yields_in_a_tie",
    citation="PHS § 34 lg 3",
    benefit="shared_parental_benefit",
)


@law.rule(
    CARER,
    "PHS § 35 lg 1",
    applies=SINCE,
    source=ACT,
    et="makstakse ema vanemahüvitist",
    en="mother's parental benefit is paid",
    ru="выплачивается родительская компенсация матери",
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
def some_day_paid(
    mothers_day_paid: bool, fathers_day_paid: bool, shared_day_paid: bool, adopters_day_paid: bool
) -> bool:
    return mothers_day_paid or fathers_day_paid or shared_day_paid or adopters_day_paid


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="makstakse ema vanemahüvitist, ka pärast lapse surma",
    en="mother's benefit is paid, also after the child's death",
    ru="выплачивается родительская компенсация матери, в том числе после смерти ребёнка",
)
def mothers_benefit_paid(mothers_day_paid: bool, mothers_days_given_today: Count) -> bool:
    """Days after a death stand outside the 60 days together."""
    return mothers_day_paid or mothers_days_given_today > 0


@law.rule(
    CARER,
    "PHS § 34 lg 8",
    applies=SINCE,
    source=ACT,
    et="makstakse isa vanemahüvitist, ka pärast lapse surma",
    en="father's benefit is paid, also after the child's death",
    ru="выплачивается родительская компенсация отца, в том числе после смерти ребёнка",
)
def fathers_benefit_paid(fathers_day_paid: bool, fathers_days_given_today: Count) -> bool:
    return fathers_day_paid or fathers_days_given_today > 0


@law.rule(
    CARER,
    "PHS § 34 lg 9¹",
    applies=SINCE,
    source=ACT,
    et="makstakse jagatavat vanemahüvitist, ka pärast lapse surma",
    en="shared benefit is paid, also after the child's death",
    ru="выплачивается делимая компенсация, в том числе после смерти ребёнка",
)
def shared_benefit_paid(shared_day_paid: bool, shared_days_given_today: Count) -> bool:
    return shared_day_paid or shared_days_given_today > 0


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
    reading="without_adopters",
)
def overlap_today(persons_paid_today: Count, adopters_days_paid_today: Count) -> bool:
    """Of mother's, father's and shared benefit in any mix."""
    return persons_paid_today - adopters_days_paid_today > 1


@law.rule(
    CHILD,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitist makstakse mõlemale vanemale korraga",
    en="parental benefit is paid to both parents at once",
    ru="компенсация выплачивается обоим родителям одновременно",
    reading="also_beside_an_adopter",
    default=False,
    doubt="adopters_day_beside_another",
)
def overlap_today__any(persons_paid_today: Count, adopters_days_paid_today: Count) -> bool:
    """Also a day of adopter's benefit beside one of another kind."""
    return persons_paid_today > 1 and adopters_days_paid_today < 2


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
