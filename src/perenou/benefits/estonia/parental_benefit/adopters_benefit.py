"""Adopter's parental benefit (lapsendaja vanemahüvitis): 70 days within six months (PHS § 38)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, Count, Day, Days, Months

law.through(
    CARER,
    "had_sickness_right_at_adoption",
    "value_on",
    "has_sickness_benefit_right",
    "PHS § 38 lg 2",
    by=("adopters_right_day",),
    gives="bool",
    et="isikul oli lapsendamise või lepingu päeval õigus haigushüvitisele",
    en="the person had the right to sickness benefit on the day of the adoption or contract",
    ru="в день усыновления или договора у человека было право на больничное пособие",
)


@law.rule(
    CARER,
    "PHS § 38 lg 1",
    applies=SINCE,
    source=ACT,
    et="isikul on lapsendaja vanemahüvitise õigus",
    en="the person has the right to adopter's parental benefit",
    ru="у человека есть право на компенсацию усыновителя",
)
def may_have_adopters_benefit(
    is_entitled_person: bool,
    is_adopter: bool,
    is_foster_parent: bool,
    adopted_within_family: bool,
    is_partner_of_parent: bool,
    had_sickness_right_at_adoption: bool,
) -> bool:
    """An adopter or foster parent with health insurance, not the spouse or partner of a parent."""
    if not is_adopter and not is_foster_parent:
        return False
    if adopted_within_family or is_partner_of_parent:
        return False
    return is_entitled_person and had_sickness_right_at_adoption


@law.rule(
    CARER,
    "PHS § 38 lg 3",
    applies=SINCE,
    source=ACT,
    et="päev on lapsendaja vanemahüvitise ajal",
    en="the day lies in the time of adopter's parental benefit",
    ru="день приходится на время компенсации усыновителя",
)
def in_adopters_time(
    adopters_right_day: Day,
    months_for_adopters_days: Months,
    majority_day: Day,
    paid_for_death_from: Day,
    today: Day,
) -> bool:
    """Six months from the order's finality or the contract; in practice for a child under 18."""
    if today < adopters_right_day or today > add_months(
        adopters_right_day, months_for_adopters_days
    ):
        return False
    return today < majority_day and today < paid_for_death_from


# ------------------------------------------------------------------ either ordinary or adopter's


@law.rule(
    CARER,
    "PHS § 38 lg 4",
    applies=SINCE,
    source=ACT,
    et="päeva eest makstakse hüvitist vanemale, kelle asemele keegi tuleb",
    en="the day is paid to a parent whose place somebody takes later",
    ru="день оплачен родителю, чьё место займёт другой",
)
def paid_as_parent(some_day_paid: bool, takes_parents_place: bool) -> bool:
    return some_day_paid and not takes_parents_place


law.across(
    CHILD,
    "parents_paid_today",
    "count",
    CARER,
    "PHS § 38 lg 4",
    among="paid_as_parent",
    gives="Count",
    et="mitmele vanemale päeva eest makstakse",
    en="how many parents are paid for the day",
    ru="скольким родителям платят за день",
)


law.through(
    CHILD,
    "parents_days_used",
    "total_so_far",
    "parents_paid_today",
    "PHS § 38 lg 4",
    gives="Days",
    et="vanematele makstud päevad",
    en="days paid to the parents",
    ru="дни, оплаченные родителям",
)


@law.rule(
    CARER,
    "PHS § 38 lg 4",
    applies=SINCE,
    source=ACT,
    et="isikul on õigus rohkem kui 70 päevale tavalist vanemahüvitist",
    en="more than 70 days of the ordinary parental benefit are open to the person",
    ru="у человека право более чем на 70 дней обычной компенсации",
)
def has_many_ordinary_days(
    third_birthday: Day,
    adopters_right_day: Day,
    adopters_days: Days,
    parents_days_used: Days,
    quota_in_parents_place: Days,
) -> bool:
    """Of the 545 days, and of the days until the child turns three."""
    if third_birthday - adopters_right_day <= adopters_days:
        return False
    return parents_days_used < quota_in_parents_place - adopters_days


@law.rule(
    CARER,
    "PHS § 38 lg 4",
    applies=SINCE,
    source=ACT,
    et="isikul on ainult lapsendaja vanemahüvitise õigus",
    en="the person has the right to adopter's parental benefit only",
    ru="у человека право только на компенсацию усыновителя",
    reading="foster_parent_too",
)
def has_adopters_benefit_only(
    takes_parents_place: bool, may_have_adopters_benefit: bool, has_many_ordinary_days: bool
) -> bool:
    """With 70 days of ordinary benefit or fewer; a foster parent like an adopter."""
    return takes_parents_place and may_have_adopters_benefit and not has_many_ordinary_days


@law.rule(
    CARER,
    "PHS § 38 lg 4",
    applies=SINCE,
    source=ACT,
    et="isikul on ainult lapsendaja vanemahüvitise õigus",
    en="the person has the right to adopter's parental benefit only",
    ru="у человека право только на компенсацию усыновителя",
    reading="adopter_alone",
    default=False,
    doubt="gap_37",
)
def has_adopters_benefit_only__adopter_alone(
    takes_parents_place: bool,
    is_adopter: bool,
    adoption_day: Day,
    may_have_adopters_benefit: bool,
    has_many_ordinary_days: bool,
    today: Day,
) -> bool:
    """A foster parent with 70 days or fewer may choose either."""
    if not takes_parents_place or not is_adopter or today < adoption_day:
        return False
    return may_have_adopters_benefit and not has_many_ordinary_days


# ------------------------------------------------------------------ one child, one adopter


law.through(
    CARER,
    "adopters_first_wish",
    "first",
    "wishes_adopters",
    "PHS § 38 lg 3",
    et="lapsendaja vanemahüvitise esimene taotletud päev",
    en="first day for which adopter's parental benefit is claimed",
    ru="первый день, за который запрошена компенсация усыновителя",
)


law.across(
    CHILD,
    "childs_first_adopters_wish",
    "least",
    CARER,
    "TLS § 61 lg 5",
    of="adopters_first_wish",
    gives="Day",
    et="esimene päev, mille eest lapse kohta lapsendaja vanemahüvitist taotleti",
    en="first day for which adopter's benefit was claimed for the child",
    ru="первый день, за который запрошена компенсация усыновителя за ребёнка",
)


law.across(
    CHILD,
    "childs_adoption_day",
    "least",
    CARER,
    "TLS § 61 lg 5",
    among="may_have_adopters_benefit",
    of="adopters_right_day",
    gives="Day",
    et="päev, millest lapse kohta lapsendaja vanemahüvitise õigus tekib",
    en="day on which the right to adopter's benefit for the child arises",
    ru="день возникновения права на компенсацию усыновителя за ребёнка",
)


@law.rule(
    CHILD,
    "TLS § 61 lg 5",
    applies=SINCE,
    source=ACT,
    et="lapse kohta on lapsendaja vanemahüvitist taotletud",
    en="adopter's benefit is claimed for the child",
    ru="компенсация усыновителя за ребёнка запрошена",
)
def adopters_benefit_is_claimed(childs_first_adopters_wish: Day) -> bool:
    return childs_first_adopters_wish < NEVER


law.across(
    CHILD,
    "place_in_adoption",
    "order",
    CHILD,
    "TLS § 61 lg 5",
    among="adopters_benefit_is_claimed",
    of="childs_first_adopters_wish",
    together="childs_adoption_day",
    own="childs_adoption_day",
    gives="Count",
    et="mitmes on laps korraga lapsendatute seas, kelle eest hüvitist taotletakse",
    en="the child's place among those adopted together for whom benefit is claimed",
    ru="место ребёнка среди усыновлённых вместе, за кого запрошена компенсация",
)


@law.rule(
    CHILD,
    "TLS § 61 lg 5",
    applies=SINCE,
    source=ACT,
    et="hüvitist makstakse koos lapsendatud teise lapse eest",
    en="the benefit is paid for another child adopted together",
    ru="компенсация платится за другого усыновлённого вместе ребёнка",
)
def other_child_of_adoption_is_chosen(place_in_adoption: Count) -> bool:
    """One of several children, by choice: the one for whom days are claimed first."""
    return place_in_adoption > 1


law.across(
    CARER,
    "place_among_adopters",
    "order",
    CARER,
    "PHS § 38 lg 1",
    among="may_have_adopters_benefit",
    of="adopters_first_wish",
    together="child",
    own="child",
    gives="Count",
    et="mitmendana isik lapsendaja vanemahüvitist taotleb",
    en="the person's place by the first claimed day of adopter's benefit",
    ru="место человека по первому заявленному дню компенсации усыновителя",
)


@law.rule(
    CARER,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="hüvitist saab teine lapsendaja",
    en="the benefit is the other adopter's",
    ru="компенсацию получает другой усыновитель",
    reading="both_share",
)
def is_second_adopter() -> bool:
    """Nobody: both adopters share the 70 days, up to 35 of them at once."""
    return False


@law.rule(
    CARER,
    "PHS § 38 lg 1",
    applies=SINCE,
    source=ACT,
    et="hüvitist saab teine lapsendaja",
    en="the benefit is the other adopter's",
    ru="компенсацию получает другой усыновитель",
    reading="one_adopter",
    default=False,
    doubt="gap_37_both",
)
def is_second_adopter__one(place_among_adopters: Count) -> bool:
    """Only one adopter has the benefit: whoever claims first."""
    return place_among_adopters > 1


# ------------------------------------------------------------------ the days


@law.rule(
    CARER,
    "PHS § 38 lg 6",
    applies=SINCE,
    source=ACT,
    et="lapsendaja vanemahüvitist makstakse hoolduspere vanemale enne lapsendamist",
    en="adopter's benefit is paid to a foster parent before the adoption",
    ru="компенсация усыновителя платится приёмному родителю до усыновления",
)
def paid_as_foster_parent(
    adopters_day_paid: bool, is_adopter: bool, adoption_day: Day, today: Day
) -> bool:
    return adopters_day_paid and (not is_adopter or today < adoption_day)


law.through(
    CARER,
    "foster_parents_days_used",
    "total_so_far",
    "paid_as_foster_parent",
    "PHS § 38 lg 6",
    gives="Days",
    et="hoolduspere vanemana kasutatud lapsendaja vanemahüvitise päevad",
    en="days of adopter's benefit used as a foster parent",
    ru="дни компенсации усыновителя, использованные приёмным родителем",
)


@law.rule(
    CARER,
    "PHS § 38 lg 6",
    applies=SINCE,
    source=ACT,
    et="isik on sama lapse eest lapsendaja vanemahüvitist saanud juba hoolduspere vanemana",
    en="the person has already had adopter's benefit for the child as a foster parent",
    ru="человек уже получал компенсацию усыновителя за ребёнка как приёмный родитель",
)
def used_as_foster_parent(
    foster_parents_days_used: Days, adopters_right_day: Day, adoption_day: Day
) -> bool:
    """Then there is no second benefit on adopting the child."""
    return foster_parents_days_used > 0 and adopters_right_day >= adoption_day


@law.rule(
    CHILD,
    "PHS § 38 lg 3",
    applies=SINCE,
    source=ACT,
    et="lapsendaja vanemahüvitise päevad on kasutatud",
    en="the days of adopter's parental benefit are used up",
    ru="дни компенсации усыновителя использованы",
)
def adopters_days_are_used_up(adopters_days_used: Days, adopters_days: Days) -> bool:
    return adopters_days_used >= adopters_days


@law.rule(
    CARER,
    "PHS § 38 lg 3",
    applies=SINCE,
    source=ACT,
    et="lapsendaja vanemahüvitise päev on õigustatud",
    en="the day of adopter's parental benefit is covered by a right",
    ru="день компенсации усыновителя обоснован",
)
def adopters_day_covered(
    wishes_adopters: bool,
    adopters_claim_covers_day: bool,
    may_have_adopters_benefit: bool,
    parental_benefit_is_suspended: bool,
    in_adopters_time: bool,
    has_many_ordinary_days: bool,
    is_borne_by_other_child: bool,
    other_child_of_adoption_is_chosen: bool,
    is_second_adopter: bool,
    used_as_foster_parent: bool,
    adopters_days_are_used_up: bool,
) -> bool:
    """Claimed, in its time, and of the 70 days one left; not beside many days of ordinary benefit."""
    if not wishes_adopters or not may_have_adopters_benefit or not in_adopters_time:
        return False
    if parental_benefit_is_suspended or not adopters_claim_covers_day:
        return False
    if has_many_ordinary_days or is_borne_by_other_child or other_child_of_adoption_is_chosen:
        return False
    if is_second_adopter or used_as_foster_parent:
        return False
    return not adopters_days_are_used_up


law.across(
    CHILD,
    "adopters_days_wanted_today",
    "count",
    CARER,
    "PHS § 34 lg 3",
    among="adopters_day_due",
    gives="Count",
    et="mitu lapsendajat soovib samal päeval hüvitist",
    en="how many adopters claim the day",
    ru="сколько усыновителей просят день",
)


@law.rule(
    CARER,
    "PHS § 38 lg 3",
    applies=SINCE,
    source=ACT,
    et="makstakse lapsendaja vanemahüvitist",
    en="adopter's parental benefit is paid",
    ru="выплачивается компенсация усыновителя",
)
def adopters_day_paid(
    adopters_day_due: bool,
    fits_beside_other: bool,
    place_among_claimants: Count,
    adopters_days_wanted_today: Count,
    adopters_days_used: Days,
    adopters_days: Days,
) -> bool:
    """The last of the 70 days goes to whoever comes first."""
    if not adopters_day_due or not fits_beside_other:
        return False
    if adopters_days_wanted_today > 1 and place_among_claimants > 1:
        return adopters_days_used < adopters_days - 1
    return True


@law.rule(
    CARER,
    "PHS § 38 lg 1",
    applies=SINCE,
    source=ACT,
    et="makstakse lapsendaja vanemahüvitist",
    en="adopter's parental benefit is paid",
    ru="выплачивается компенсация усыновителя",
)
def adopters_benefit_paid(adopters_day_paid: bool) -> bool:
    return adopters_day_paid


law.across(
    CHILD,
    "adopters_days_paid_today",
    "count",
    CARER,
    "PHS § 34 lg 4",
    among="adopters_day_paid",
    gives="Count",
    et="mitu lapsendaja vanemahüvitise päeva päevas makstakse",
    en="how many days of adopter's benefit the day takes",
    ru="сколько дней компенсации усыновителя приходится на день",
)


law.through(
    CHILD,
    "adopters_days_used",
    "total_so_far",
    "adopters_days_paid_today",
    "PHS § 38 lg 3",
    gives="Days",
    et="lapsendaja vanemahüvitise kasutatud päevad",
    en="days of adopter's parental benefit used",
    ru="использованные дни компенсации усыновителя",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 3",
    applies=SINCE,
    source=ACT,
    et="lapsendaja vanemahüvitist makstakse mõlemale lapsendajale korraga",
    en="adopter's benefit is paid to both adopters at once",
    ru="компенсация усыновителя выплачивается обоим усыновителям одновременно",
)
def adopters_overlap_today(adopters_days_paid_today: Count) -> bool:
    return adopters_days_paid_today > 1


law.through(
    CHILD,
    "adopters_overlap_days_used",
    "total_so_far",
    "adopters_overlap_today",
    "PHS § 34 lg 3",
    gives="Days",
    et="mõlemale lapsendajale korraga makstud päevad",
    en="days paid to both adopters at once",
    ru="дни, оплаченные обоим усыновителям одновременно",
)
