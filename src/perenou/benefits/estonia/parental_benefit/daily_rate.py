"""Daily rate of parental benefit: income, base rate, floor and cap (PHS § 39 lg 7, §§ 40-43, 45).

Written once and bound to the mother's benefit, the father's and shared benefit and the adopter's
benefit: ``mothers_daily_rate``, ``shared_daily_rate`` and ``adopters_daily_rate``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from perenou.benefits.estonia.parental_benefit.consecutive_births import EARLIER_INCOME
from perenou.benefits.estonia.parental_benefit.income_base import KINDS, at_least_a_day, named
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.calendar import first_day_of, year_of
from perenou.rules.rule import Labels
from perenou.rules.types import FINE, NEVER, Cents, Count, Day, FineCents, Hundredths, PerMille

# ------------------------------------------------------------------ on which day the right arose


@law.rule(
    CHILD,
    "PHS § 35 lg 6",
    et="päev, millest emal on sünnist tekkiv vanemahüvitise õigus",
    en="day from which a mother has the benefit to which only the birth gives a right",
    ru="день, с которого у матери есть право, возникающее лишь с рождением",
)
def mothers_right_from_birth(child_birth_day: Day) -> Day:
    return child_birth_day


@law.rule(
    CHILD,
    "PHS § 36 lg 2",
    et="päev, millest alates on isa vanemahüvitise õigus",
    en="day from which there is the right to father's benefit",
    ru="день, с которого есть право на компенсацию отца",
)
def fathers_right_day(expected_day: Day, child_birth_day: Day) -> Day:
    """The 30th day before the expected day, or the birth if it comes first."""
    return min(child_birth_day, expected_day - 30)


@law.rule(
    CARER,
    "PHS § 35 lg 2",
    et="ema vanemahüvitise õiguse tekkimise päev",
    en="day on which the right to mother's benefit arose",
    ru="день возникновения права на компенсацию матери",
)
def mothers_right_day(
    has_pre_birth_right: bool,
    expected_day: Day,
    child_birth_day: Day,
    mothers_right_from_birth: Day,
) -> Day:
    """The 70th day before the expected day, or the birth if it comes first or gives the right."""
    if has_pre_birth_right:
        return min(expected_day - 70, child_birth_day)
    return mothers_right_from_birth


law.through(
    CARER,
    "shared_first_day_after_death",
    "first",
    "shared_day_after_death",
    "PHS § 34 lg 9¹",
    et="lapse surma tõttu makstava jagatava vanemahüvitise esimene päev",
    en="first day of shared parental benefit that is paid because of the child's death",
    ru="первый день делимой компенсации, выплачиваемой из-за смерти ребёнка",
)


@law.rule(
    CARER,
    "PHS § 37 lg 3",
    et="isa või jagatava vanemahüvitise õiguse tekkimise päev",
    en="day on which the right to father's or shared benefit arose",
    ru="день возникновения права на компенсацию отца или делимую",
    reading="with_fathers_right",
)
def shared_right_day(
    follows_earlier_scheme: bool,
    earlier_right_day: Day,
    is_mother: bool,
    has_pre_birth_right: bool,
    expected_day: Day,
    child_birth_day: Day,
    shared_first_day_after_death: Day,
    takes_parents_place: bool,
    adopters_right_day: Day,
    fathers_right_day: Day,
    stands_in_since: Day,
) -> Day:
    """A mother's begins when her own benefit is over, a father's 30 days before the expected day.

    The father's shared benefit keeps the rate of his own (§ 45 lg 3). A death that gives the mother
    shared benefit before her own would have been over gives her the right from then (§ 34 lg 9¹).
    Whoever takes the parents' place or stands in for one has the right from then on. A right from before 1 April
    2022 goes on as it arose (§ 63¹).
    """
    if follows_earlier_scheme:
        return earlier_right_day
    if takes_parents_place:
        return max(child_birth_day, adopters_right_day)
    if stands_in_since < NEVER:
        return max(fathers_right_day, stands_in_since)
    if not is_mother:
        return fathers_right_day
    if has_pre_birth_right:
        # After a birth more than 70 days early her own benefit is over 100 days after it.
        return min(expected_day + 30, child_birth_day + 100, shared_first_day_after_death)
    return child_birth_day + 30


@law.rule(
    CARER,
    "PHS § 37 lg 3",
    et="isa või jagatava vanemahüvitise õiguse tekkimise päev",
    en="day on which the right to father's or shared benefit arose",
    ru="день возникновения права на компенсацию отца или делимую",
    reading="with_the_waiver",
    default=False,
    doubt="fathers_right_after_waiver",
)
def shared_right_day__with_waiver(
    follows_earlier_scheme: bool,
    earlier_right_day: Day,
    is_father: bool,
    fathers_waiver_day: Day,
    is_mother: bool,
    has_pre_birth_right: bool,
    expected_day: Day,
    child_birth_day: Day,
    shared_first_day_after_death: Day,
    takes_parents_place: bool,
    adopters_right_day: Day,
    fathers_right_day: Day,
    stands_in_since: Day,
    today: Day,
) -> Day:
    """A father who waived his own benefit has the right from the waiver, at the earliest the birth."""
    if follows_earlier_scheme:
        return earlier_right_day
    if is_father and fathers_waiver_day <= today:
        return max(child_birth_day, fathers_waiver_day)
    if takes_parents_place:
        return max(child_birth_day, adopters_right_day)
    if stands_in_since < NEVER:
        return max(fathers_right_day, stands_in_since)
    if not is_mother:
        return fathers_right_day
    if has_pre_birth_right:
        return min(expected_day + 30, child_birth_day + 100, shared_first_day_after_death)
    return child_birth_day + 30


# ------------------------------------------------------------------ the base rate (§ 41)


def base_rate_day(right_day: Day) -> Day:
    """The right of the day on which it arose; the base rate then stays (§ 45 lg 2)."""
    return right_day


def shared_base_rate_day__kept(
    right_day: Day, mothers_right_day: Day, is_mother: bool, has_pre_birth_right: bool
) -> Day:
    """The same person's rate for the same child is not computed anew."""
    if is_mother and not has_pre_birth_right:
        return mothers_right_day
    return right_day


def daily_base_rate(base_rate: Cents) -> Cents:
    """A thirtieth of the base rate."""
    return round_to_cent(base_rate, 30)


# ------------------------------------------------------------------ births close together (§ 43)


def kept_income(
    births_are_close: bool, own_income: FineCents, earlier_income: FineCents
) -> FineCents:
    """The earlier income, if the new one is not larger; otherwise nothing."""
    if births_are_close and own_income <= earlier_income:
        return earlier_income
    return 0


# ------------------------------------------------------------------ the floor (§ 42)


def is_at_floor(
    kept_income: FineCents,
    social_tax: Cents,
    months: Hundredths,
    social_tax_rate: PerMille,
    minimum_wage: Cents,
) -> bool:
    """Some income, but less than the minimum wage."""
    if kept_income > 0:
        return kept_income < minimum_wage * FINE
    return social_tax > 0 and social_tax * 100_000 < minimum_wage * months * social_tax_rate


def floor_day(right_day: Day, today: Day) -> Day:
    """The day on which the right arose, afterwards the last turn of the year."""
    return max(right_day, first_day_of(12 * year_of(today)))


def floor_wage__turn_of_year(minimum_wage_at_right: Cents, minimum_wage_at_turn: Cents) -> Cents:
    """A rise of the minimum wage is followed at the turn of the year; a fall never."""
    return max(minimum_wage_at_right, minimum_wage_at_turn)


def floor_wage(minimum_wage_at_right: Cents, minimum_wage: Cents) -> Cents:
    """Every rise of the minimum wage is followed from its day; a fall never."""
    return max(minimum_wage_at_right, minimum_wage)


def daily_floor(floor_wage: Cents) -> Cents:
    """A thirtieth of the minimum wage."""
    return round_to_cent(floor_wage, 30)


# ------------------------------------------------------------------ the cap (§ 40)


def mothers_cap_day(expected_day: Day) -> Day:
    """The year of the expected day, as the agency applies it."""
    return expected_day


def shared_cap_day(child_birth_day: Day) -> Day:
    """The year of the birth, also for a recipient who takes over later."""
    return child_birth_day


def cap_day__literal(expected_day: Day, child_birth_day: Day, twofold_cap_start: Day) -> Day:
    """The year of the birth for every kind; the lower cap when either day falls under it."""
    if child_birth_day < twofold_cap_start <= expected_day:
        return expected_day
    return child_birth_day


def shared_cap_day__of_recipient(
    child_birth_day: Day, shared_right_day: Day, twofold_cap_start: Day
) -> Day:
    """The year in which this recipient's right arose; earlier children keep their cap."""
    if child_birth_day < twofold_cap_start:
        return child_birth_day
    return shared_right_day


def adopters_cap_day(adopters_right_day: Day) -> Day:
    """The year in which the order became final or the contract was signed."""
    return adopters_right_day


def average_of_estonia(pension_part: Cents) -> Cents:
    """Five twelfths of the average pension insurance part, rounded before it is multiplied."""
    return round_to_cent(pension_part * 5, 12)


def cap_month(published_cap: Cents, average_of_estonia: Cents, factor: Count) -> Cents:
    """A multiple of the average; for earlier years the sum that was published."""
    if published_cap > 0:
        return published_cap
    return average_of_estonia * factor


def daily_cap(cap_month: Cents) -> Cents:
    """A thirtieth of the cap."""
    return round_to_cent(cap_month, 30)


@law.rule(
    CARER,
    "PHS § 40 lg 5",
    reading="from_2026",
    et="ülempiir kehtib ka ema vanemahüvitisele",
    en="the cap also holds for mother's benefit",
    ru="верхний предел действует и для компенсации матери",
)
def mothers_benefit_is_capped(mothers_cap_day: Day, twofold_cap_start: Day) -> bool:
    """Only for children (expected to be) born since the twofold cap."""
    return mothers_cap_day >= twofold_cap_start


@law.rule(
    CARER,
    "PHS § 40 lg 5",
    reading="always",
    default=False,
    doubt="gap_10",
    et="ülempiir kehtib ka ema vanemahüvitisele",
    en="the cap also holds for mother's benefit",
    ru="верхний предел действует и для компенсации матери",
)
def mothers_benefit_is_capped__always() -> bool:
    return True


# ------------------------------------------------------------------ the rate


def daily_by_income(
    kept_income: FineCents, social_tax: Cents, months: Hundredths, social_tax_rate: PerMille
) -> Cents:
    """A thirtieth of the average monthly income, computed from what is not rounded."""
    if kept_income > 0:
        return round_to_cent(kept_income, 30 * FINE)
    return round_to_cent(social_tax * 100_000, social_tax_rate * at_least_a_day(months) * 30)


def base_rate_is_due(kept_income: FineCents, social_tax: Cents) -> bool:
    """Without any income subject to social tax, nor one kept from an earlier birth."""
    return kept_income == 0 and social_tax == 0


def rate_before_cap(
    base_rate_is_due: bool,
    daily_base_rate: Cents,
    is_at_floor: bool,
    daily_floor: Cents,
    daily_by_income: Cents,
    minimum_wage_at_right: Cents,
) -> Cents:
    """By income; without any the base rate (§ 41 lg 3); below the minimum wage the floor (§ 42)."""
    if base_rate_is_due:
        return daily_base_rate
    if is_at_floor:
        return daily_floor
    # No income that is not below the minimum wage gives less; an open one must not seem to.
    return max(daily_by_income, round_to_cent(minimum_wage_at_right, 30))


def mothers_daily_rate(
    rate_before_cap: Cents, mothers_benefit_is_capped: bool, daily_cap: Cents
) -> Cents:
    """At most the cap, where it holds for mother's benefit."""
    if mothers_benefit_is_capped:
        return min(rate_before_cap, daily_cap)
    return rate_before_cap


def daily_rate(rate_before_cap: Cents, daily_cap: Cents) -> Cents:
    """At most the cap, also for a mother whose own benefit was above it (§ 45 lg 4)."""
    return min(rate_before_cap, daily_cap)


Reading: TypeAlias = tuple[Callable[..., int], str, str]
"""A function, the reading that it is, and the doubt of any but the default one."""

_BASE_RATE_DAYS: Final[dict[str, tuple[Reading, ...]]] = {
    "mothers": ((base_rate_day, "", ""),),
    "shared": (
        (base_rate_day, "new_right", ""),
        (shared_base_rate_day__kept, "same_rate_kept", "gap_39"),
    ),
    "adopters": ((base_rate_day, "", ""),),
}
_CAP_DAYS: Final[dict[str, tuple[Reading, ...]]] = {
    "mothers": (
        (mothers_cap_day, "by_kind", ""),
        (cap_day__literal, "year_of_birth", "gap_38"),
    ),
    "shared": (
        (shared_cap_day, "by_kind", ""),
        (cap_day__literal, "year_of_birth", "gap_38"),
        (shared_cap_day__of_recipient, "recipients_right", "gap_38_recipient"),
    ),
    "adopters": ((adopters_cap_day, "", ""),),
}
_CITED_BY_DOUBT: Final = {"gap_39": "PHS § 45 lg 3", "gap_38_recipient": "PHS § 46¹ lg 7"}

_LOOKED_UP: Final = (
    ("base_rate", "parental_benefit_base_rate", "base_rate_day", "PHS § 41 lg 1",
     Labels("vanemahüvitise määr õiguse tekkimisel", "base rate when the right arose", "ставка при возникновении права")),
    ("minimum_wage_at_right", "minimum_wage", "right_day", "PHS § 42 lg 1",
     Labels("töötasu alammäär õiguse tekkimisel", "minimum wage when the right arose", "минимальная заработная плата при возникновении права")),
    ("minimum_wage_at_turn", "minimum_wage", "floor_day", "PHS § 45 lg 1",
     Labels("töötasu alammäär viimasel aastavahetusel", "minimum wage at the last turn of the year", "минимальная заработная плата на последний Новый год")),
    ("published_cap", "parental_benefit_cap_published", "cap_day", "PHS § 40 lg 1",
     Labels("avaldatud ülempiir kuus", "published cap a month", "опубликованный верхний предел в месяц")),
    ("pension_part", "pension_part_of_social_tax", "cap_day", "PHS § 40 lg 2",
     Labels("pensionikindlustuse osa, millest ülempiir arvutatakse", "pension insurance part behind the cap", "пенсионная часть, из которой считается предел")),
    ("cap_factor", "cap_factor", "cap_day", "PHS § 40 lg 1",
     Labels("ülempiiri kordaja", "factor of the cap", "множитель верхнего предела")),
)  # fmt: skip
"""Figures of a certain day: name, figure, the name of the day, citation, labels."""

_NORMS: Final[tuple[tuple[str, Callable[..., int], str, Labels], ...]] = (
    ("kept_income", kept_income, "PHS § 43 lg 1",
     Labels("varasema sünni järgi säiliv kuutulu", "monthly income kept from an earlier birth", "месячный доход, сохранённый от прежнего рождения")),
    ("daily_base_rate", daily_base_rate, "PHS § 41 lg 2",
     Labels("vanemahüvitise määr päevas", "base rate a day", "ставка компенсации в день")),
    ("floor_day", floor_day, "PHS § 45 lg 1",
     Labels("päev, mille töötasu alammäära hüvitis kuni 31. märtsini 2026 järgib", "day whose minimum wage the benefit follows up to 31 March 2026", "день, за чьей минимальной заработной платой компенсация следует до 31 марта 2026")),
    ("daily_floor", daily_floor, "PHS § 42 lg 1",
     Labels("töötasu alammäär päevas", "minimum wage a day", "минимальная заработная плата в день")),
    ("average_of_estonia", average_of_estonia, "PHS § 40 lg 2",
     Labels("Eesti keskmine sotsiaalmaksuga maksustatud kuutulu", "average monthly income subject to social tax in Estonia", "средний облагаемый социальным налогом доход в Эстонии")),
    ("cap_month", cap_month, "PHS § 40 lg 1",
     Labels("ülempiir kuus", "cap a month", "верхний предел в месяц")),
    ("daily_cap", daily_cap, "PHS § 40 lg 3",
     Labels("ülempiir päevas", "cap a day", "верхний предел в день")),
    ("daily_by_income", daily_by_income, "PHS § 39 lg 7",
     Labels("päevamäär tulu järgi", "daily rate by income", "дневная ставка по доходу")),
    ("base_rate_is_due", base_rate_is_due, "PHS § 41 lg 3",
     Labels("sotsiaalmaksuga maksustatud tulu ei olnud", "there was no income subject to social tax", "дохода, облагаемого социальным налогом, не было")),
    ("rate_before_cap", rate_before_cap, "PHS § 39 lg 7",
     Labels("päevamäär enne ülempiiri", "daily rate before the cap", "дневная ставка до верхнего предела")),
)  # fmt: skip
"""The norms that are the same for every kind: name, function, citation, labels."""

_FLOOR_WAGE: Final = Labels(
    "töötasu alammäär, mida hüvitis järgib",
    "minimum wage that the benefit follows",
    "минимальная заработная плата, за которой следует компенсация",
)

_OWN: Final = (
    *(entry[0] for entry in _NORMS),
    *(entry[0] for entry in _LOOKED_UP),
    *("social_tax", "months", "own_income", "right_day", "floor_wage", "is_at_floor"),
)
"""What an argument of these norms calls by its plain name, each kind having its own."""

for _key, _kind in KINDS.items():
    _bound: dict[str, str] = {name: f"{_key}_{name}" for name in _OWN}
    _bound |= {"factor": f"{_key}_cap_factor", "earlier_income": EARLIER_INCOME}
    _named = partial(named, _kind)
    for _readings, _name, _citation, _labels in (
        (_BASE_RATE_DAYS[_key], "base_rate_day", "PHS § 45 lg 2", Labels(
            "päev, mille vanemahüvitise määr kehtib", "day whose base rate counts", "день, чья ставка действует"
        )),
        (_CAP_DAYS[_key], "cap_day", "PHS § 63¹⁰", Labels(
            "päev, mille aasta ülempiir kehtib", "day whose year's cap counts", "день, по году которого берётся верхний предел"
        )),
    ):  # fmt: skip
        for _function, _reading, _doubt in _readings:
            law.rule(
                CARER,
                _CITED_BY_DOUBT.get(_doubt, _citation),
                name=f"{_key}_{_name}",
                reading=_reading,
                default=not _doubt,
                doubt=_doubt,
                binding=_bound,
                **_named(_labels),
            )(_function)
    for _name, _figure, _on, _citation, _labels in _LOOKED_UP:
        law.through(
            CARER,
            f"{_key}_{_name}",
            "value_on",
            _figure,
            _citation,
            by=(f"{_key}_{_on}",),
            gives="Count" if _name == "cap_factor" else "Cents",
            **_named(_labels),
        )
    for _name, _function, _citation, _labels in _NORMS:
        law.rule(CARER, _citation, name=f"{_key}_{_name}", binding=_bound, **_named(_labels))(
            _function
        )
    law.rule(
        CARER, "PHS § 45 lg 1", name=f"{_key}_floor_wage", binding=_bound, **_named(_FLOOR_WAGE)
    )(floor_wage__turn_of_year)
    law.rule(
        CARER,
        "PHS § 45 lg 1",
        name=f"{_key}_floor_wage",
        applies="2026-04-01",
        in_force="2026-05-08",
        source="RT I, 28.04.2026, 4",
        binding={**_bound, "minimum_wage": "minimum_wage"},
        **_named(_FLOOR_WAGE),
    )(floor_wage)
    for _reading, _wage, _doubt in (
        ("floor_only", "minimum_wage_at_right", ""),
        ("every_lower_benefit", "floor_wage", "gap_41"),
    ):
        law.rule(
            CARER,
            "PHS § 42 lg 1",
            name=f"{_key}_is_at_floor",
            reading=_reading,
            default=not _doubt,
            doubt=_doubt,
            binding={**_bound, "minimum_wage": f"{_key}_{_wage}"},
            **_named(
                Labels(
                    "tulu on alla töötasu alammäära",
                    "the income is below the minimum wage",
                    "доход ниже минимальной заработной платы",
                )
            ),
        )(is_at_floor)
    law.rule(
        CARER,
        "PHS § 40 lg 3",
        name=f"{_key}_daily_rate",
        applies="2022-04-01",
        source="RT I, 26.10.2018, 1",
        binding=_bound,
        **_named(Labels("päevamäär", "daily rate", "дневная ставка")),
    )(mothers_daily_rate if _key == "mothers" else daily_rate)
