"""Maintenance allowance during court proceedings, kohtumenetlusaegne elatisabi (PHS § 49, § 52-54)."""

from __future__ import annotations

from perenou.benefits.estonia.maintenance_allowance.month import month_of_maintenance
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.calendar import add_months, month_start, next_month_start
from perenou.rules.types import NEVER, NOBODY, Cents, Day, Days, Row


def court_time_begins(court_ruling_day: Day) -> Day:
    """The day after the payment-order proposal or interim ruling was made."""
    if court_ruling_day >= NEVER:
        return NEVER
    return court_ruling_day + 1


def court_time_begins__event_day_counts(court_ruling_day: Day) -> Day:
    """The day of the ruling itself."""
    return court_ruling_day


def court_last_claim_day(court_ruling_day: Day, court_time_claim_days: Days) -> Day:
    """The last day for filing the claim with its documents; a later claim gives nothing."""
    if court_ruling_day >= NEVER:
        return NEVER
    return court_ruling_day + court_time_claim_days


def court_last_claim_day__event_day_counts(
    court_ruling_day: Day, court_time_claim_days: Days
) -> Day:
    """The same, the day of the ruling being the first of the days."""
    if court_ruling_day >= NEVER:
        return NEVER
    return court_ruling_day + court_time_claim_days - 1


for _begins, _reading, _doubt in (
    (court_time_begins, "next_day_is_first", ""),
    (court_time_begins__event_day_counts, "event_day_counts", "gap_43"),
):
    law.rule(
        CARER,
        "PHS § 49 lg 3",
        name="court_time_begins",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="kohtumenetlusaegse elatisabi esimene päev",
        en="first day of maintenance allowance during court proceedings",
        ru="первый день пособия на время судебного производства",
    )(_begins)
for _last, _reading, _doubt in (
    (court_last_claim_day, "next_day_is_first", ""),
    (court_last_claim_day__event_day_counts, "event_day_counts", "gap_43"),
):
    law.rule(
        CARER,
        "PHS § 52 lg 1",
        name="court_last_claim_day",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="kohtumenetlusaegse elatisabi taotlemise viimane päev",
        en="last day for claiming maintenance allowance during court proceedings",
        ru="последний день подачи заявления о пособии на время судебного производства",
    )(_last)


@law.rule(
    CARER,
    "PHS § 49 lg 3",
    et="päev, millest alates kohtumenetlusaegse elatisabi päevad on otsas",
    en="day from which the days of maintenance allowance during court proceedings are used up",
    ru="день, с которого дни пособия на время судебного производства исчерпаны",
)
def court_time_runs_out(court_time_begins: Day, court_time_days: Days) -> Day:
    if court_time_begins >= NEVER:
        return NEVER
    return court_time_begins + court_time_days


@law.rule(
    CARER,
    "PHS § 54 lg 1",
    et="kuu, millest alates kohtumenetlusaegset elatisabi enam ei maksta",
    en="month from which maintenance allowance during court proceedings is stopped",
    ru="месяц, с которого пособие на время судебного производства прекращено",
)
def court_time_stopped_from(court_ruling_set_aside_day: Day, court_case_ended_day: Day) -> Day:
    """The month after the ruling was set aside or the case ended.

    Deaths and conditions that are no longer met end it through ``maintenance_conditions_in_month``.
    """
    event = min(court_ruling_set_aside_day, court_case_ended_day)
    if event >= NEVER:
        return NEVER
    return next_month_start(event)


@law.rule(
    CARER,
    "PHS § 49 lg 3",
    et="kohtumenetlusaegse elatisabi päevi langeb sellesse kuusse",
    en="days of maintenance allowance during court proceedings fall into the month",
    ru="дни пособия на время судебного производства приходятся на этот месяц",
)
def court_time_reaches_month(
    court_time_begins: Day,
    court_time_runs_out: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> bool:
    return court_time_begins < next_month_first_day and month_first_day < court_time_runs_out


@law.rule(
    CARER,
    "PHS § 54 lg 1",
    et="kohtumenetlusaegse elatisabi maksmine on enne tähtaega lõppenud",
    en="maintenance allowance during court proceedings has ended early",
    ru="выплата пособия на время судебного производства прекращена досрочно",
)
def court_time_ended_early(court_time_stopped_from: Day, month_first_day: Day) -> bool:
    return court_time_stopped_from <= month_first_day


@law.rule(
    CARER,
    "PHS § 49 lg 2",
    et="kohtumenetlus annab selles kuus õiguse elatisabile",
    en="the court proceedings give a right to the allowance in this month",
    ru="судебное дело даёт право на пособие в этом месяце",
)
def court_time_open(
    maintenance_conditions_in_month: bool,
    court_seeks_award: bool,
    court_time_reaches_month: bool,
    court_time_ended_early: bool,
) -> bool:
    """A ruling in a case about a first award; one about changing an award gives nothing."""
    if not maintenance_conditions_in_month or not court_seeks_award:
        return False
    return court_time_reaches_month and not court_time_ended_early


@law.rule(
    CARER,
    "PHS § 52 lg 1",
    et="kohtumenetlusaegset elatisabi taotleti tähtajal",
    en="maintenance allowance during court proceedings was claimed in time",
    ru="пособие на время судебного производства запрошено в срок",
)
def court_claim_in_time(
    court_claim_day: Day, days_off_before_court_claim: Days, court_last_claim_day: Day
) -> bool:
    """A last day that is a day off gives way to the next working day (HMS § 33)."""
    if court_claim_day >= NEVER:
        return False
    if court_claim_day <= court_last_claim_day:
        return True
    return court_claim_day - days_off_before_court_claim <= court_last_claim_day


@law.rule(
    CARER,
    "PHS § 49 lg 4",
    et="selle menetluse eest määrati elatisabi",
    en="the allowance was granted for these proceedings",
    ru="за это дело назначено пособие",
)
def court_time_taken(court_time_open: bool, court_claim_in_time: bool) -> bool:
    return court_time_open and court_claim_in_time


law.through(
    CARER,
    "earlier_court_time_end",
    "previous_end",
    "court_time_taken",
    "PHS § 49 lg 4",
    et="varasema kohtumenetlusaegse elatisabi lõpp",
    en="end of an earlier allowance during court proceedings",
    ru="конец прежнего пособия на время судебного производства",
)


@law.rule(
    CARER,
    "PHS § 49 lg 4",
    et="varasema kohtumenetlusaegse elatisabi viimane päev",
    en="last day of an earlier allowance during court proceedings",
    ru="последний день прежнего пособия на время судебного производства",
)
def earlier_court_time_day(earlier_court_time_end: Day) -> Day:
    return max(earlier_court_time_end - 1, 0)


law.through(
    CARER,
    "earlier_court_ruling_day",
    "value_on",
    "court_ruling_day",
    "PHS § 49 lg 4",
    by=("earlier_court_time_day",),
    et="varasema kohtumenetluse määruse päev",
    en="day of the ruling of the earlier proceedings",
    ru="день определения прежнего дела",
)


@law.rule(
    CARER,
    "PHS § 49 lg 4",
    et="kohtumenetlusaegne elatisabi on selle vanema suhtes veel saamata",
    en="maintenance allowance during court proceedings is not used up against this parent",
    ru="пособие на время судебного производства с этого родителя ещё не получено",
)
def court_time_available__once(earlier_court_time_end: Day) -> bool:
    """Once for a child and parent."""
    return earlier_court_time_end == 0


@law.rule(
    CARER,
    "PHS § 49 lg 4",
    applies="2022-07-01",
    source="RT I, 31.03.2022, 1",
    et="kohtumenetlusaegne elatisabi on selle vanema suhtes veel saamata",
    en="maintenance allowance during court proceedings is not used up against this parent",
    ru="пособие на время судебного производства с этого родителя ещё не получено",
)
def court_time_available(
    earlier_court_time_end: Day,
    earlier_court_ruling_day: Day,
    court_ruling_day: Day,
    majority_day: Day,
) -> bool:
    """Once for a child and parent; once more for the adult child who had it as a minor."""
    if earlier_court_time_end == 0:
        return True
    return earlier_court_ruling_day < majority_day and majority_day <= court_ruling_day


@law.rule(
    CARER,
    "PHS § 49 lg 1",
    et="õigus kohtumenetlusaegsele elatisabile",
    en="right to maintenance allowance during court proceedings",
    ru="право на пособие на время судебного производства",
)
def right_to_maintenance_allowance_court(court_time_open: bool, court_time_available: bool) -> bool:
    """The court's ruling stands for it that the debtor does not maintain the child."""
    return court_time_open and court_time_available


@law.rule(
    CARER,
    "PHS § 52 lg 1",
    et="kohtumenetlusaegne elatisabi on õigel ajal taotletud",
    en="maintenance allowance during court proceedings is due and claimed",
    ru="пособие на время судебного производства полагается и запрошено",
)
def maintenance_allowance_court_claimed_and_due(
    right_to_maintenance_allowance_court: bool,
    court_claim_in_time: bool,
    maintenance_allowance_represented: bool,
) -> bool:
    return (
        right_to_maintenance_allowance_court
        and court_claim_in_time
        and maintenance_allowance_represented
    )


@law.rule(
    CARER,
    "PHS § 12",
    et="kohtumenetlusaegset elatisabi makstakse",
    en="maintenance allowance during court proceedings is paid",
    ru="пособие на время судебного производства выплачивается",
)
def maintenance_allowance_court_receives(
    maintenance_allowance_court_claimed_and_due: bool, maintenance_allowance_payee: Row
) -> bool:
    return maintenance_allowance_court_claimed_and_due and maintenance_allowance_payee != NOBODY


@law.rule(
    CARER,
    "PHS § 49 lg 3",
    et="kohtumenetlusaegse elatisabi päevi kuus",
    en="days of maintenance allowance during court proceedings in the month",
    ru="дней пособия на время судебного производства в месяце",
)
def court_time_days_in_month(
    maintenance_allowance_court_receives: bool,
    court_time_begins: Day,
    court_time_runs_out: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Days:
    """An early end leaves its month whole (§ 54), so only the run of the days cuts a month."""
    if not maintenance_allowance_court_receives:
        return 0
    whole = next_month_first_day - month_first_day
    days = min(court_time_runs_out, next_month_first_day) - max(court_time_begins, month_first_day)
    return max(0, min(days, whole))


@law.rule(
    CARER,
    "PHS § 49 lg 3¹",
    et="kohtumenetlusaegset elatisabi makstakse kogu kuu eest",
    en="maintenance allowance during court proceedings is paid for the whole month",
    ru="пособие на время судебного производства выплачивается за весь месяц",
)
def court_time_whole_month(
    court_time_days_in_month: Days, month_first_day: Day, next_month_first_day: Day
) -> bool:
    if court_time_days_in_month == 0:
        return False
    return court_time_days_in_month == next_month_first_day - month_first_day


def court_time_rate(
    court_time_days_in_month: Days,
    court_time_allowance_month: Cents,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """Flat, whatever the debtor pays; the first and last month by their calendar days."""
    if court_time_days_in_month == 0:
        return 0
    return round_to_cent(
        court_time_allowance_month * court_time_days_in_month,
        next_month_first_day - month_first_day,
    )


def court_time_rate__of_thirty_days(
    court_time_days_in_month: Days, court_time_whole_month: bool, court_time_allowance_month: Cents
) -> Cents:
    """The first and last month by thirtieths."""
    if court_time_whole_month:
        return court_time_allowance_month
    return min(
        court_time_allowance_month,
        round_to_cent(court_time_allowance_month * court_time_days_in_month, 30),
    )


def court_time_rate__whole_months(
    court_time_days_in_month: Days, court_time_allowance_month: Cents
) -> Cents:
    """Every month that the days touch is whole."""
    if court_time_days_in_month == 0:
        return 0
    return court_time_allowance_month


for _rate, _citation, _applies, _until, _reading, _doubt in (
    (court_time_rate, "PHS § 49 lg 3", "", "2022-07-01", "calendar_days", ""),
    (court_time_rate, "PHS § 49 lg 3¹", "2022-07-01", "", "calendar_days", ""),
    (
        court_time_rate__of_thirty_days,
        "PHS § 49 lg 3¹",
        "2022-07-01",
        "",
        "thirty_days",
        "gap_1",
    ),
    (
        court_time_rate__whole_months,
        "PHS § 49 lg 3",
        "",
        "2022-07-01",
        "whole_months",
        "court_time_before_2022_07",
    ),
):
    law.rule(
        CARER,
        _citation,
        name="maintenance_allowance_court_rate",
        applies=_applies,
        until=_until,
        source="RT I, 31.03.2022, 1" if _applies else "",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="kohtumenetlusaegne elatisabi kuus",
        en="maintenance allowance during court proceedings for the month",
        ru="пособие на время судебного производства за месяц",
    )(_rate)


@law.rule(
    CARER,
    "PHS § 53 lg 1",
    applies="2018-03-01",
    source="RT I, 28.12.2017, 7",
    et="kohtumenetlusaegse elatisabi maksmise viimane päev",
    en="last day for paying maintenance allowance during court proceedings",
    ru="последний день выплаты пособия на время судебного производства",
)
def maintenance_allowance_court_paid_by(
    maintenance_allowance_court_receives: bool, court_claim_day: Day, next_month_first_day: Day
) -> Day:
    """What is due up to the month after the claim is paid by the end of that month."""
    if not maintenance_allowance_court_receives:
        return NEVER
    return max(next_month_first_day, add_months(month_start(court_claim_day), 2)) - 1


month_of_maintenance(
    "maintenance_allowance_court",
    citation="PHS § 49 lg 3",
    whole="court_time_whole_month",
    part_days="court_time_days_in_month",
)
