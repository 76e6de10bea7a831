"""One person with rights for several children: one benefit a day, by choice (PHS § 34 lg 10)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON, law
from perenou.rules.types import NEVER, Count, Day, Days, Rank


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="isiku vanemahüvitise õiguse tekkimise päev lapse kohta",
    en="day on which the person's right to parental benefit for the child arose",
    ru="день возникновения права человека на компенсацию за ребёнка",
)
def benefit_right_day(
    takes_parents_place: bool,
    adopters_right_day: Day,
    is_mother: bool,
    mothers_right_day: Day,
    child_birth_day: Day,
    expected_day: Day,
    fathers_days_before: Days,
    stands_in_since: Day,
) -> Day:
    """It tells the earlier child from the next one."""
    if takes_parents_place:
        return adopters_right_day
    if is_mother:
        return mothers_right_day
    fathers = min(child_birth_day, expected_day - fathers_days_before)
    if stands_in_since < NEVER:
        return max(fathers, stands_in_since)
    return fathers


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="laste järjekord: enne see, kelle kohta õigus tekkis hiljem",
    en="order of the children: the one whose right arose later first",
    ru="порядок детей: сначала тот, право за которого возникло позже",
)
def benefit_right_rank(benefit_right_day: Day) -> Rank:
    return -benefit_right_day


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="päev on õigustatud mõnes liigis",
    en="the day is covered by a right of some kind",
    ru="день обоснован в каком-либо виде",
)
def some_day_covered(
    mothers_day_covered: bool,
    fathers_day_covered: bool,
    shared_day_covered: bool,
    adopters_day_covered: bool,
) -> bool:
    return mothers_day_covered or fathers_day_covered or shared_day_covered or adopters_day_covered


law.across(
    CARER,
    "place_among_own_children",
    "order",
    CARER,
    "PHS § 34 lg 10",
    among="some_day_covered",
    of="benefit_right_rank",
    together="person",
    own="person",
    gives="Count",
    et="mitmes on laps isiku selle päeva laste seas",
    en="the child's place among those for whom the person claims the day",
    ru="место ребёнка среди тех, за кого человек просит день",
)


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="sama päeva eest makstakse järgmise lapse hüvitist",
    en="for the same day the next child's benefit is paid",
    ru="за этот день платится компенсация за следующего ребёнка",
)
def other_child_is_chosen(place_among_own_children: Count) -> bool:
    """Where one day is claimed for two children, the next child's benefit is taken."""
    return place_among_own_children > 1


law.doubt(
    "two_children_one_day",
    when="other_child_is_chosen",
    citation="PHS § 34 lg 10",
    benefit="shared_parental_benefit",
)


# ------------------------------------------------------------------ taking the next child's benefit


law.through(
    CARER,
    "benefit_days_used",
    "total_so_far",
    "some_day_paid",
    "PHS § 34 lg 10",
    gives="Days",
    et="isikule lapse eest makstud päevad",
    en="days paid to the person for the child",
    ru="дни, оплаченные человеку за ребёнка",
)


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="isik on lapse eest hüvitist saanud",
    en="the person has had benefit for the child",
    ru="человек получал компенсацию за ребёнка",
)
def has_had_benefit(benefit_days_used: Days) -> bool:
    return benefit_days_used > 0


law.across(
    CARER,
    "last_right_taken",
    "least",
    CARER,
    "PHS § 34 lg 10",
    among="has_had_benefit",
    of="benefit_right_rank",
    together="person",
    own="person",
    others=True,
    gives="Rank",
    et="viimane teine laps, kelle eest isik on hüvitist saanud",
    en="last other child for whom the person has had benefit",
    ru="последний другой ребёнок, за которого человек получал компенсацию",
)


law.across(
    CHILD,
    "childs_right_rank",
    "least",
    CARER,
    "PHS § 34 lg 10",
    among="may_have_parental_benefit",
    of="benefit_right_rank",
    gives="Rank",
    et="lapse koht selle järgi, millal tema kohta viimati õigus tekkis",
    en="the child's place by when a right for it arose last",
    ru="место ребёнка по тому, когда возникло последнее право за него",
)


law.across(
    CARER,
    "last_child_taken",
    "least",
    CARER,
    "PHS § 34 lg 10",
    among="has_had_benefit",
    of="childs_right_rank",
    together="person",
    own="person",
    others=True,
    gives="Rank",
    et="viimane teine laps, kelle eest isik on hüvitist saanud",
    en="last other child for whom the person has had benefit",
    ru="последний другой ребёнок, за которого человек получал компенсацию",
)


law.across(
    CHILD,
    "last_child_taken_by_anybody",
    "least",
    CARER,
    "PHS § 34 lg 10",
    among="may_have_parental_benefit",
    of="last_child_taken",
    gives="Rank",
    et="viimane teine laps, kelle eest keegi lapse õigustatud isikutest on hüvitist saanud",
    en="last other child for whom anybody entitled for this child has had benefit",
    ru="последний другой ребёнок, за которого кто-либо из имеющих право получал компенсацию",
)


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 2",
    applies=SINCE,
    source=ACT,
    et="õigus selle lapse eest on lõppenud: isik on võtnud järgmise lapse hüvitise",
    en="the right for this child has ended: the next child's benefit was taken",
    ru="право за этого ребёнка закончилось: взята компенсация за следующего",
    reading="by_person",
)
def earlier_right_has_ended(benefit_right_rank: Rank, last_right_taken: Rank) -> bool:
    """Whoever takes the next child's benefit ends the own right for the earlier child."""
    return last_right_taken < benefit_right_rank


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 2",
    applies=SINCE,
    source=ACT,
    et="õigus selle lapse eest on lõppenud: isik on võtnud järgmise lapse hüvitise",
    en="the right for this child has ended: the next child's benefit was taken",
    ru="право за этого ребёнка закончилось: взята компенсация за следующего",
    reading="by_family",
    default=False,
    doubt="earlier_right_of_other_parent",
)
def earlier_right_has_ended__by_family(
    childs_right_rank: Rank, last_child_taken_by_anybody: Rank
) -> bool:
    """One parent's taking it ends the right for the earlier child for both."""
    return last_child_taken_by_anybody < childs_right_rank


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitist on päeva eest maksta",
    en="mother's parental benefit is due for the day",
    ru="за день причитается родительская компенсация матери",
)
def mothers_day_due(
    mothers_day_covered: bool, other_child_is_chosen: bool, earlier_right_has_ended: bool
) -> bool:
    return mothers_day_covered and not other_child_is_chosen and not earlier_right_has_ended


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitist on päeva eest maksta",
    en="father's parental benefit is due for the day",
    ru="за день причитается родительская компенсация отца",
    reading="fathers_days_survive",
)
def fathers_day_due(fathers_day_covered: bool, other_child_is_chosen: bool) -> bool:
    """Unused days of father's benefit outlast the next child's benefit (agency practice)."""
    return fathers_day_covered and not other_child_is_chosen


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 2",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitist on päeva eest maksta",
    en="father's parental benefit is due for the day",
    ru="за день причитается родительская компенсация отца",
    reading="every_right_ends",
    default=False,
    doubt="gap_6",
)
def fathers_day_due__every_right_ends(
    fathers_day_covered: bool, other_child_is_chosen: bool, earlier_right_has_ended: bool
) -> bool:
    return fathers_day_covered and not other_child_is_chosen and not earlier_right_has_ended


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="jagatavat vanemahüvitist on päeva eest maksta",
    en="shared parental benefit is due for the day",
    ru="за день причитается делимая компенсация",
)
def shared_day_due(
    shared_day_covered: bool,
    other_child_is_chosen: bool,
    earlier_right_has_ended: bool,
    right_of_other_on_leave: bool,
) -> bool:
    """Also barred while the other parent alone has the right because of parental leave."""
    if not shared_day_covered or other_child_is_chosen or earlier_right_has_ended:
        return False
    return not right_of_other_on_leave


@law.rule(
    CARER,
    "PHS § 34 lg 10",
    applies=SINCE,
    source=ACT,
    et="lapsendaja vanemahüvitist on päeva eest maksta",
    en="adopter's parental benefit is due for the day",
    ru="за день причитается компенсация усыновителя",
)
def adopters_day_due(
    adopters_day_covered: bool, other_child_is_chosen: bool, earlier_right_has_ended: bool
) -> bool:
    return adopters_day_covered and not other_child_is_chosen and not earlier_right_has_ended


# ------------------------------------------------------------------ going on with the earlier child's


law.across(
    CARER,
    "shared_right_paid_today",
    "least",
    CARER,
    "PHS § 34 lg 10",
    among="shared_day_paid",
    of="benefit_right_rank",
    together="person",
    own="person",
    others=True,
    gives="Rank",
    et="teine laps, kelle eest isikule jagatavat vanemahüvitist makstakse",
    en="other child for whom shared benefit is paid to the person",
    ru="другой ребёнок, за которого человеку платят делимую компенсацию",
)


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 1",
    applies=SINCE,
    source=ACT,
    et="isik saab varasema lapse jagatavat vanemahüvitist edasi, kuigi tal on õigus ka selle lapse eest",
    en="the person goes on with an earlier child's shared benefit while having a right for this child",
    ru="человек продолжает получать делимую компенсацию за прежнего ребёнка, имея право и за этого",
)
def goes_on_with_earlier_child(
    may_have_parental_benefit: bool,
    benefit_right_day: Day,
    benefit_right_rank: Rank,
    shared_right_paid_today: Rank,
    today: Day,
) -> bool:
    if shared_right_paid_today >= NEVER or shared_right_paid_today <= benefit_right_rank:
        return False
    return may_have_parental_benefit and today >= benefit_right_day


@law.rule(
    CARER,
    "PHS § 35 lg 3",
    applies=SINCE,
    source=ACT,
    et="ema kaotab päeva eest enda ema vanemahüvitise päeva",
    en="the mother loses a day of her own benefit by the day",
    ru="мать теряет за этот день день собственной компенсации",
)
def loses_own_mothers_day(
    is_mother: bool,
    mothers_begin_day: Day,
    mothers_ordinary_after_day: Day,
    unused_days_kept: Days,
    today: Day,
) -> bool:
    """In her own time, and before it where the days of a late start are not kept."""
    if not is_mother or today >= mothers_ordinary_after_day:
        return False
    return today >= mothers_begin_day or unused_days_kept == 0


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 1",
    applies=SINCE,
    source=ACT,
    et="järgmise lapse aeg lüheneb päeva võrra",
    en="the next child's period is shortened by the day",
    ru="период следующего ребёнка сокращается на день",
    reading="not_lost_twice",
)
def shortens_next_child(goes_on_with_earlier_child: bool, loses_own_mothers_day: bool) -> bool:
    """A day that the mother has lost anyway is not taken a second time."""
    return goes_on_with_earlier_child and not loses_own_mothers_day


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 1",
    applies=SINCE,
    source=ACT,
    et="järgmise lapse aeg lüheneb päeva võrra",
    en="the next child's period is shortened by the day",
    ru="период следующего ребёнка сокращается на день",
    reading="every_day",
    default=False,
    doubt="earlier_childs_days",
)
def shortens_next_child__every_day(goes_on_with_earlier_child: bool) -> bool:
    return goes_on_with_earlier_child


@law.rule(
    CARER,
    "PHS § 34 lg 10 p 1",
    applies=SINCE,
    source=ACT,
    et="vanemate asemel oleva isiku aeg lüheneb päeva võrra",
    en="the period of whoever takes the parents' place is shortened by the day",
    ru="период того, кто вместо родителей, сокращается на день",
)
def shortens_period_in_parents_place(shortens_next_child: bool, takes_parents_place: bool) -> bool:
    """By the person's own choice alone; § 34 lg 5 takes off what was paid, not what parents gave up."""
    return shortens_next_child and takes_parents_place


law.across(
    CHILD,
    "days_taken_in_parents_place_today",
    "count",
    CARER,
    "PHS § 34 lg 10 p 1",
    among="shortens_period_in_parents_place",
    gives="Count",
    et="mitu päeva läheb varasema lapse hüvitise tõttu vanemate asemel oleva isiku ajast maha",
    en="how many days are taken from whoever takes the parents' place because an earlier child's benefit goes on",
    ru="сколько дней вычитается у того, кто вместо родителей, из-за компенсации за прежнего ребёнка",
)


law.across(
    CHILD,
    "days_taken_for_earlier_today",
    "count",
    CARER,
    "PHS § 34 lg 10 p 1",
    among="shortens_next_child",
    gives="Count",
    et="mitu päeva läheb varasema lapse hüvitise tõttu jagatava vanemahüvitise päevadest maha",
    en="how many shared days are taken because an earlier child's benefit goes on",
    ru="сколько делимых дней вычитается из-за компенсации за прежнего ребёнка",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 4",
    applies=SINCE,
    source=ACT,
    et="mitu päeva lapse kogu hüvitise ajast maha läheb",
    en="how many days are taken from the child's whole period",
    ru="сколько дней вычитается из всего периода ребёнка",
)
def period_days_taken_today(
    persons_paid_today: Count,
    adopters_days_paid_today: Count,
    parents_paid_today: Count,
    shared_days_spared_today: Count,
    days_taken_in_parents_place_today: Count,
) -> Count:
    """Each person's day but adopter's, and each on which the carer's earlier benefit went on.

    What was paid to parents is deducted whole, also days that went free for them (lg 5).
    """
    taken = persons_paid_today - adopters_days_paid_today + days_taken_in_parents_place_today
    if parents_paid_today > 0:
        return taken
    return taken - shared_days_spared_today


law.through(
    CHILD,
    "period_days_used",
    "total_so_far",
    "period_days_taken_today",
    "PHS § 34 lg 5",
    gives="Days",
    et="lapse eest kõigile makstud päevad",
    en="days paid to everybody for the child",
    ru="дни, оплаченные всем за ребёнка",
)


# ------------------------------------------------------------------ days given after a death


@law.rule(
    CARER,
    "PHS § 46 lg 1",
    applies=SINCE,
    source=ACT,
    et="päev on lapse surma tõttu õigustatud",
    en="the day is covered because of the child's death",
    ru="день обоснован из-за смерти ребёнка",
)
def some_day_after_death(
    mothers_day_after_death: bool, fathers_day_after_death: bool, shared_day_after_death: bool
) -> bool:
    return mothers_day_after_death or fathers_day_after_death or shared_day_after_death


law.across(
    CARER,
    "place_among_deaths",
    "order",
    CARER,
    "PHS § 46 lg 1",
    among="some_day_after_death",
    of="benefit_right_rank",
    together="person",
    own="person",
    gives="Count",
    et="mitmes on laps nende seas, kelle surma tõttu isikul on päev õigustatud",
    en="the child's place among those whose deaths cover the day for the person",
    ru="место ребёнка среди тех, чья смерть обосновывает день",
)


law.across(
    PERSON,
    "claimed_days_paid_today",
    "count",
    CARER,
    "PHS § 46 lg 1",
    among="some_day_paid",
    gives="Count",
    et="mitme lapse eest isikule taotletud päeva eest makstakse",
    en="for how many children a claimed day is paid to the person",
    ru="за скольких детей человеку платят заявленный день",
)


@law.rule(
    CARER,
    "PHS § 46 lg 1",
    applies=SINCE,
    source=ACT,
    et="isik saab sama päeva eest hüvitist teise lapse eest",
    en="the person has benefit for another child for the same day",
    ru="за этот день человек получает компенсацию за другого ребёнка",
)
def is_paid_for_other_child(place_among_deaths: Count, claimed_days_paid_today: Count) -> bool:
    """One of several rights at once; a day that is claimed goes before one that is given."""
    return place_among_deaths > 1 or claimed_days_paid_today > 0


def days_given_today(day_after_death: bool, is_paid_for_other_child: bool) -> Count:
    """One on a day after the child's death, unless the person is paid for another child."""
    if day_after_death and not is_paid_for_other_child:
        return 1
    return 0


for _kind, _citation in (
    ("mothers", "PHS § 34 lg 7"),
    ("fathers", "PHS § 34 lg 8"),
    ("shared", "PHS § 34 lg 9¹"),
):
    law.rule(
        CARER,
        _citation,
        name=f"{_kind}_days_given_today",
        applies=SINCE,
        source=ACT,
        binding={"day_after_death": f"{_kind}_day_after_death"},
        et="mitu päeva lapse surma tõttu antakse",
        en="how many days are given because of the child's death",
        ru="сколько дней даётся из-за смерти ребёнка",
    )(days_given_today)


@law.rule(
    CARER,
    "PHS § 35 lg 7",
    applies=SINCE,
    source=ACT,
    et="päeva eest makstakse lapse surma tõttu, ilma et puhkust oleks nimetatud",
    en="the day is paid because of the child's death, and no leave is told",
    ru="день оплачен из-за смерти ребёнка, об отпуске не сказано",
)
def paid_after_death_without_leave(
    mothers_days_given_today: Count,
    fathers_days_given_today: Count,
    wishes_mothers: bool,
    wishes_fathers: bool,
) -> bool:
    """Whether an employee needs the leave in the register on days that nobody claims is not said."""
    if wishes_mothers or wishes_fathers:
        return False
    return mothers_days_given_today > 0 or fathers_days_given_today > 0


law.doubt(
    "leave_after_death",
    when="paid_after_death_without_leave",
    citation="PHS § 35 lg 7",
    benefit="shared_parental_benefit",
)
