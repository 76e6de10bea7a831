"""What is asked of life in several states: where people work and live, what other states pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

from perenou.benefits.agreements.states import UNION
from perenou.casework.answers import Form
from perenou.casework.case_file.coordination import (
    HOME,
    ActivityKind,
    Currency,
    InterruptionKind,
    IntervalName,
    currency_of,
)
from perenou.casework.case_file.schema import entries
from perenou.casework.talks import (
    GROUNDS,
    LISTS,
    Asking,
    Part,
    Talk,
    entry_of,
    listed_talk,
    single_talk,
)

Finder = Callable[[Asking], "tuple[str, Talk] | None"]

ACTIVITIES: Final = get_args(ActivityKind)
INTERRUPTIONS: Final = get_args(InterruptionKind)
INTERVALS: Final = get_args(IntervalName)
CURRENCIES: Final = get_args(Currency)
BASKETS: Final = ("general", "replacing", "orphans")
STATUSES: Final = ("stateless", "refugee", "undetermined")

_AMOUNT: Final = Part("amount", "amount", text="foreign_amount")
_CURRENCY: Final = Part("currency", "choice", "currency", CURRENCIES)
_INTERVAL: Final = Part("interval", "choice", "interval", INTERVALS)
_OF_BENEFIT: Final = (_AMOUNT, _CURRENCY, _INTERVAL, Part("from", "day"), Part("to", "day"))


def _is_silent(value: object) -> bool:
    return value is None or value == "unknown" or getattr(value, "is_known", True) is False


def _list(name: str) -> Finder:
    """A list of a person's own that the file does not tell."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        if not _is_silent(getattr(asking.case.person(asking.adult), name)):
            return None
        place = f"{asking.base(asking.adult)}.{name}"
        return place, listed_talk(asking, place, LISTS[name])

    return find


def _of_entry(
    listed: str, name: str, form: Form, of: str = "", choices: tuple[str, ...] = ()
) -> Finder:
    """What an entry of the state, or one whose state is not told, leaves open."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        told = entries(getattr(asking.case.person(asking.adult), listed))
        for at, entry in enumerate(told):
            here = getattr(entry, "country", None)
            if (_is_silent(here) or here in asking.states) and _is_silent(getattr(entry, name)):
                place = f"{asking.base(asking.adult)}.{listed}.{at}.{name}"
                return place, single_talk(
                    asking, place, Part("", form, of, choices), f"{listed}_{name}"
                )
        return None

    return find


def _first(*finders: Finder) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        return next((found for each in finders if (found := each(asking)) is not None), None)

    return find


def _home(asking: Asking) -> tuple[str, Talk] | None:
    """Where somebody lives, in whichever states."""
    who = asking.adult
    if not _is_silent(asking.case.person(who).residence):
        return None
    place = f"{asking.base(who)}.residence"
    return place, listed_talk(asking, place, LISTS["residence"])


def _citizenship(asking: Asking) -> tuple[str, Talk] | None:
    """Of which state somebody is a citizen, or why of none."""
    who = asking.adult
    if not _is_silent(asking.case.person(who).citizenship):
        return None
    place = f"{asking.base(who)}.citizenship"
    return place, _citizenship_talk(asking, place)


def _citizenship_talk(asking: Asking, place: str) -> Talk:
    answer = yield asking.step(Part("", "country", may_be_no=True), place, "")
    if answer is None:
        return []
    if not answer.is_no:
        return [f"{place}=[{{country: {answer.value}}}]"]
    status = yield asking.step(
        Part("status", "choice", "citizen_status", STATUSES), place, "citizen_status"
    )
    return [] if status is None else [f"{place}=[{{status: {status.value}}}]"]


def _lawful(asking: Asking) -> tuple[str, Talk] | None:
    """Whether a stay in the Union is lawful; in Estonia by its ground."""
    who = asking.adult
    told = asking.case.person(who).residence
    if _is_silent(told):
        return _home(asking)
    for at, home in enumerate(entries(told)):
        place = f"{asking.base(who)}.residence.{at}"
        if home.country == HOME and _is_silent(home.ground):
            return f"{place}.ground", single_talk(
                asking, f"{place}.ground", Part("", "choice", "ground", GROUNDS), "ground"
            )
        if home.country in UNION and home.country != HOME and _is_silent(home.lawful):
            return f"{place}.lawful", single_talk(asking, f"{place}.lawful", Part("", "yes_no"))
    return None


def _posted_day(key: str) -> Finder:
    """A day of the posting from the state that the file does not tell."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        who = asking.adult
        for at, entry in enumerate(entries(asking.case.person(who).work)):
            day = entry.from_ if key == "from" else entry.to
            if entry.posted_from == asking.state and (day is None or not day.is_exact):
                place = f"{asking.base(who)}.work.{at}.{key}"
                return place, single_talk(asking, place, Part("", "day"))
        return None

    return find


def _time(asking: Asking) -> tuple[str, Talk] | None:
    """How long each state's law applied to somebody; the months that an entry leaves open."""
    who = asking.adult
    told = asking.case.person(who).time_by_state
    place = f"{asking.base(who)}.time_by_state"
    if not isinstance(told, tuple):
        return place, listed_talk(asking, place, LISTS["time_by_state"])
    for at, entry in enumerate(told):
        if entry.country in asking.states and _is_silent(entry.months):
            months = f"{place}.{at}.months"
            return months, single_talk(asking, months, Part("", "number"), "time_by_state_months")
    return None


def _posting(asking: Asking) -> tuple[str, Talk] | None:
    """From which state somebody was sent to work of which the file does not know it."""
    who = asking.adult
    for at, entry in enumerate(entries(asking.case.person(who).work)):
        if entry.posted_from == "unknown":
            place = f"{asking.base(who)}.work.{at}.posted_from"
            return place, single_talk(asking, place, Part("", "country"), "work_posted_from")
    return None


# ---------------------------------------------------------------- benefits of other states


def _benefit(basket: str) -> Finder:
    """Whether the other state gives something, and what; after that what an entry leaves open."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        told = asking.case.children[asking.child].state_benefits
        for at, entry in enumerate(entries(told)):
            if entry.country == asking.state and entry.basket in (basket, "unknown"):
                if entry.right != "unknown":
                    return None
                place = f"children.{asking.child}.state_benefits.{at}.right"
                return place, single_talk(asking, place, Part("", "yes_no"))
        place = f"children.{asking.child}.state_benefits"
        return f"{place}.{asking.state}.{basket}", _benefit_talk(asking, place, basket)

    return find


def _benefit_talk(asking: Asking, place: str, basket: str) -> Talk:
    answer = yield asking.step(Part("", "yes_no"), place, "")
    if answer is None:
        return []
    entry = {"country": f'"{asking.state}"', "basket": basket}
    if answer.is_no:
        entry["right"] = "false"
    else:
        yield from entry_of(asking, place, _OF_BENEFIT, entry)
        entry.setdefault("amount", "unknown")
    told = asking.case.children[asking.child].state_benefits
    written = f"{{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}"
    return [f"{place}.+={written}" if isinstance(told, tuple) else f"{place}=[{written}]"]


def _of_benefit(part: Part) -> Finder:
    """What the first such entry of the state leaves open."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        told = asking.case.children[asking.child].state_benefits
        for at, entry in enumerate(entries(told)):
            if entry.country == asking.state and _is_silent(getattr(entry, part.key)):
                place = f"children.{asking.child}.state_benefits.{at}.{part.key}"
                bare = Part("", part.form, part.of, part.choices)
                return place, single_talk(asking, place, bare)
        return None

    return find


def _rate(asking: Asking) -> tuple[str, Talk] | None:
    """A reference rate of a currency in which the state pays."""
    told = entries(asking.case.children[asking.child].state_benefits)
    mine = [currency_of(each) for each in told if each.country == asking.state]
    foreign = [currency for currency in mine if currency not in ("EUR", None)]
    if not foreign:
        return None
    return f"exchange_rates.{foreign[0]}", _rate_talk(asking, str(foreign[0]), "")


def _rate_talk(asking: Asking, currency: str, key: str) -> Talk:
    """Rates, each with its day, until none is left to tell."""
    told: list[str] = []
    while True:
        rate = yield asking.step(Part("rate", "rate"), "exchange_rates", key)
        if rate is None:
            break
        day = yield asking.step(Part("day", "day"), "exchange_rates", "rate_day")
        if day is None:
            break
        told.append(
            f"exchange_rates.+={{currency: {currency}, day: {day.value}, rate: '{rate.value}'}}"
        )
        key = "another_rate"
    return told


def _currency(asking: Asking) -> tuple[str, Talk] | None:
    """In which currency the state pays, and what one euro is of it."""
    told = entries(asking.case.children[asking.child].state_benefits)
    for at, entry in enumerate(told):
        if entry.country == asking.state and _is_silent(entry.currency):
            place = f"children.{asking.child}.state_benefits.{at}.currency"
            return place, _currency_talk(asking, place)
    return None


def _currency_talk(asking: Asking, place: str) -> Talk:
    part = Part("", "choice", "currency", CURRENCIES)
    answer = yield asking.step(part, place, "")
    if answer is None:
        return []
    changes = [f"{place}={answer.value}"]
    if answer.value != "EUR" and "published_rate" in asking.question.facts:
        changes += yield from _rate_talk(asking, answer.value, "ecb_rate")
    return changes


def _named(asking: Asking) -> tuple[str, Talk] | None:
    place = f"children.{asking.child}.primary_state"
    if not _is_silent(asking.case.children[asking.child].primary_state):
        return None
    return place, _named_talk(asking, place)


def _named_talk(asking: Asking, place: str) -> Talk:
    answer = yield asking.step(Part("", "country"), place, "")
    return [] if answer is None else [f"{place}=[{{country: {answer.value}}}]"]


FINDERS: Final[Mapping[str, Finder]] = {
    "activity": _first(
        _list("work"),
        _of_entry("work", "country", "country"),
        _of_entry("work", "kind", "choice", "activity", ACTIVITIES),
    ),
    "interruption": _first(
        _list("work_interruptions"),
        _of_entry("work_interruptions", "kind", "choice", "work_break", INTERRUPTIONS),
        _of_entry("work_interruptions", "treated_as_work", "yes_no"),
    ),
    "draws_pension_here": _list("state_pensions"),
    "insured_months_here": _first(
        _list("state_pensions"), _of_entry("state_pensions", "months", "number")
    ),
    "bound_by_document": _list("legislation_documents"),
    "law_is_disputed": _list("legislation_disputed"),
    "first_asked_here": _first(
        _list("legislation_disputed"), _of_entry("legislation_disputed", "first_asked", "country")
    ),
    "substantial_part_here": _first(_list("work"), _of_entry("work", "substantial", "yes_no")),
    "employer_seat_here": _first(_list("work"), _of_entry("work", "employer_country", "country")),
    "centre_of_interest_here": _first(_list("work"), _of_entry("work", "centre", "yes_no")),
    "citizenship": _citizenship,
    "stays_lawfully": _lawful,
    "kept_by_withdrawal_agreement": _list("withdrawal_agreement"),
    "months_subject_here": _time,
    "posting_began_day": _posted_day("from"),
    "posting_ends_day": _posted_day("to"),
    "posted_from_here": _posting,
    "lives_here": _home,
    "child_lives_here": _home,
    "general_right_there": _benefit("general"),
    "replacing_right_there": _benefit("replacing"),
    "orphans_right_there": _benefit("orphans"),
    "award_minor": _of_benefit(_AMOUNT),
    "award_interval": _of_benefit(_INTERVAL),
    "award_children": _of_benefit(Part("shared_by", "number")),
    "award_is_in_euros": _currency,
    "award_paid_day": _of_benefit(Part("paid_on", "day")),
    "award_is_general": _of_benefit(Part("basket", "choice", "basket", BASKETS)),
    "award_is_replacing": _of_benefit(Part("basket", "choice", "basket", BASKETS)),
    "award_is_orphans": _of_benefit(Part("basket", "choice", "basket", BASKETS)),
    "published_rate": _rate,
    "named_primary": _named,
}
"""By fact of coordination: what takes its answer."""
