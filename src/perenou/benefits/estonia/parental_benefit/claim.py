"""Which days a claim for parental benefit covers (PHS § 46 lg 1, 6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.calendar import add_months, month_start, next_month_start
from perenou.rules.rule import Labels
from perenou.rules.types import NEVER, Day, Days, Months


@law.rule(
    CARER,
    "PHS § 46 lg 1",
    applies=SINCE,
    source=ACT,
    et="päev, millest loetakse jagatava vanemahüvitise taotlemise aega",
    en="day from which the time for claiming shared parental benefit is counted",
    ru="день, с которого считается срок заявления на делимую компенсацию",
)
def shared_claim_right_day(shared_right_day: Day, child_birth_day: Day) -> Day:
    """Before the birth nobody has shared benefit, also not a father whose own right has arisen."""
    return max(shared_right_day, child_birth_day)


def claim_covers_day(
    days_claimed_day: Day,
    days_off_before_days_claimed: Days,
    right_day: Day,
    parental_benefit_claim_months: Months,
    today: Day,
) -> bool:
    """Claimed within the months every day of the right; later from the month of the claim on.

    A time that ends on a day off runs to the next working day (HMS § 33). Days of which the file does not say when they were claimed are taken as claimed in time.
    """
    if days_claimed_day >= NEVER:
        return True
    last_day = add_months(right_day, parental_benefit_claim_months)
    if days_claimed_day <= last_day or days_claimed_day - days_off_before_days_claimed <= last_day:
        return True
    return today >= month_start(days_claimed_day)


def claim_covers_day__six_months_back(
    days_claimed_day: Day,
    days_off_before_days_claimed: Days,
    right_day: Day,
    parental_benefit_claim_months: Months,
    today: Day,
) -> bool:
    """A later claim reaches as far back as one for a family allowance (§ 28 lg 2)."""
    if days_claimed_day >= NEVER:
        return True
    last_day = add_months(right_day, parental_benefit_claim_months)
    if days_claimed_day <= last_day or days_claimed_day - days_off_before_days_claimed <= last_day:
        return True
    return today >= add_months(month_start(days_claimed_day), -parental_benefit_claim_months)


def claim_covers_day__its_month_only(
    days_claimed_day: Day,
    days_off_before_days_claimed: Days,
    right_day: Day,
    parental_benefit_claim_months: Months,
    today: Day,
) -> bool:
    """No day after the month of the claim, which are claimed anew month by month."""
    if days_claimed_day >= NEVER:
        return True
    if today >= next_month_start(days_claimed_day):
        return False
    last_day = add_months(right_day, parental_benefit_claim_months)
    if days_claimed_day <= last_day or days_claimed_day - days_off_before_days_claimed <= last_day:
        return True
    return today >= month_start(days_claimed_day)


_RIGHT_DAYS: Final = {
    "mothers": (
        "mothers_right_day",
        Labels(
            "ema vanemahüvitise taotlus hõlmab päeva",
            "the claim for mother's benefit covers the day",
            "заявление на родительскую компенсацию матери охватывает день",
        ),
    ),
    "fathers": (
        "shared_right_day",
        Labels(
            "isa vanemahüvitise taotlus hõlmab päeva",
            "the claim for father's benefit covers the day",
            "заявление на родительскую компенсацию отца охватывает день",
        ),
    ),
    "adopters": (
        "adopters_right_day",
        Labels(
            "lapsendaja vanemahüvitise taotlus hõlmab päeva",
            "the claim for adopter's benefit covers the day",
            "заявление на компенсацию усыновителя охватывает день",
        ),
    ),
    "shared": (
        "shared_claim_right_day",
        Labels(
            "jagatava vanemahüvitise taotlus hõlmab päeva",
            "the claim for shared benefit covers the day",
            "заявление на делимую компенсацию охватывает день",
        ),
    ),
}
_READINGS: Final[tuple[tuple[Callable[..., bool], str, str, str], ...]] = (
    (claim_covers_day, "from_month_of_claim", "", "PHS § 46 lg 1"),
    (claim_covers_day__six_months_back, "six_months_back", "gap_2", "PHS § 46 lg 1"),
    (claim_covers_day__its_month_only, "its_month_only", "gap_42", "PHS § 46 lg 6"),
)

for _kind, (_right_day, _labels) in _RIGHT_DAYS.items():
    for _function, _reading, _doubt, _citation in _READINGS:
        law.rule(
            CARER,
            _citation,
            name=f"{_kind}_claim_covers_day",
            reading=_reading,
            default=not _doubt,
            doubt=_doubt,
            binding={"right_day": _right_day},
            applies=SINCE,
            source=ACT,
            et=_labels.et,
            en=_labels.en,
            ru=_labels.ru,
        )(_function)

law.doubt(
    "gap_3",
    when="shared_day_after_death",
    citation="PHS § 46 lg 2",
    benefit="shared_parental_benefit",
)
