"""Sums against the law: shown, at the right rate, rounded, and not too far back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from perenou.acts.check.benefit_names import ONE_OFF, NamedBenefit, benefits_at, benefits_in
from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.rates import figures_on
from perenou.acts.check.sums import column_sums
from perenou.acts.check.view import Act, Place, Sentence
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.read_amounts import ReadAmount, amounts_in
from perenou.language.read_dates import days_in, months_in
from perenou.rules.calendar import add_months, first_day_of, month_of
from perenou.rules.types import Cents, Day

RATES: Final = {
    "child_allowance": ("child_allowance_first_two", "child_allowance_third_and_next"),
    "single_parent_allowance": ("single_parent_allowance_month",),
    "guardianship_allowance": ("guardianship_allowance_month",),
    "large_family_allowance": ("large_family_three_to_six", "large_family_seven_and_more"),
    "triplets_allowance": ("triplets_allowance_month",),
    "conscripts_child_allowance": ("conscripts_child_allowance_month",),
    "birth_allowance": ("birth_allowance_child", "birth_allowance_triplet"),
    "adoption_allowance": ("adoption_allowance_child",),
}
"""By benefit of fixed rates: the figures."""

_MOST_CHILDREN: Final = 20
_FIRST_LAW: Final = 736330  # 1 January 2017
_SIZED: Final = re.compile(r"\s+suuru(?:st|se|ne)\s+", re.IGNORECASE)
"""Between a sum and the benefit of that size: 80 euro suurune lapsetoetus."""

_OF_SUM: Final = re.compile(r"\s+(?:summas\s+|suuruses\s+)?", re.IGNORECASE)
"""Between a benefit and its sum: lapsetoetus 80 eurot."""

_MONTHLY: Final = re.compile(r"\s*(?:iga\s+)?(?:kalendri)?kuus\b|\s*/\s*kuu")
_OTHER_TIME: Final = re.compile(
    r"\b(?:seni|varem\w*|ekslik\w*|oleks|enne|endise?\w*|varasem\w*|võrdselt|vahe)\b",
    re.IGNORECASE,
)
_APPLICATION: Final = re.compile(
    r"\b(?:taotlus|avaldus)\w*|\btaotle(?:site|si|te)\b", re.IGNORECASE
)
_FORWARDED: Final = re.compile(r"\bedasta\w*", re.IGNORECASE)
_START: Final = re.compile(r"\balates\b|\bperioodi\b|\bajavahemiku\b", re.IGNORECASE)
_BORN: Final = re.compile(r"\bsündi(?:nud|s)\b|\bsünnikuupäev|\bsünnipäev", re.IGNORECASE)
_BY_ITSELF: Final = re.compile(r"\bautomaatselt\b|\btaotluseta\b|\btoiminguga\b", re.IGNORECASE)
_MONTHS_BACK: Final = 6
_MONTHS_BACK_MISSING: Final = 12
_FAMILY: Final = frozenset({*RATES, "survivors_allowance"}) - ONE_OFF
_PAID_HOW: Final = re.compile(
    r"\bkonto\w*|\barve(?:lduskonto|le)\w*|\bIBAN\b|\bEE\d{2}|\bpangaarve\w*|\bposti\s+teel\s+maks",
    re.IGNORECASE,
)
_PAID_WHEN: Final = re.compile(
    r"\bmaks(?:ame|takse|ta|ab|tud)\b.{0,80}(?:\b\d{1,2}\.|\bkuupäeval|\bpäeva\s+jooksul|\bkuu\b)"
    r"|\bmakse\s+(?:teen|teeme)\b.{0,60}\b(?:päev|kuu)"
    r"|\b\d{1,2}\.\s*(?:kuu)?päeval\b|\bmaksepäev|\bväljamakse",
    re.IGNORECASE,
)


def shown(act: Act) -> Iterator[Hit]:
    """AA-050: at least one sum in what is decided or how it was computed."""
    if not act.amounts:
        yield Hit(act.operative[0].place if act.operative else None)


def right_rates(act: Act) -> Iterator[Hit]:
    """AA-051: sums of the case and the figures of the day; without a case, known monthly rates."""
    if act.case is not None:
        yield from unknown_sums(act)
        return
    if act.day is None:
        return
    for sentence in act.running:
        if sentence.part is Part.CONTEST or _OTHER_TIME.search(sentence.text):
            continue
        named = list(benefits_at(sentence.text))
        for found in amounts_in(sentence.text):
            benefit = _rate_of(sentence.text, named, found)
            if benefit in RATES and not _can_be(act, sentence, benefit, found.cents):
                yield Hit(_place(sentence, found), "rate")


def _rate_of(text: str, named: Sequence[NamedBenefit], found: ReadAmount) -> str:
    """The benefit whose rate a sum is told to be; empty where the sentence does not say so.

    It is the only one named and paid by the month or once, or stands right beside a sum that is
    granted from a day on.
    """
    every = {each.benefit for each in named}
    if len(every) == 1 and (every <= ONE_OFF or _MONTHLY.match(text, found.end)):
        return named[0].benefit
    if not _START.search(text):
        return ""
    for each in named:
        is_before = each.end <= found.start and _OF_SUM.fullmatch(text, each.end, found.start)
        is_after = found.end <= each.start and _SIZED.fullmatch(text, found.end, each.start)
        if is_before or is_after:
            return each.benefit
    return ""


def unknown_sums(act: Act) -> Iterator[Hit]:
    """Sums that neither the determination, the figures of the day nor an added column hold."""
    assert act.case is not None
    known = act.case.amounts | column_sums(act)
    for place, found in act.amounts:
        part = act.paragraphs[place.paragraph - 1].part
        if part in (Part.CONTEST, Part.ANNEXES) or found.cents in known:
            continue
        yield Hit(place, "not_in_case")


def _place(sentence: Sentence, found: ReadAmount) -> Place:
    start = sentence.place.start
    return Place(sentence.place.paragraph, start + found.start, start + found.end)


def _can_be(act: Act, sentence: Sentence, benefit: str, cents: Cents) -> bool:
    """Whether a sum is the rate of some children on a day that the sentence or decision tells."""
    assert act.day is not None
    days: set[Day] = {act.day}
    for text in (sentence.text, act.operative_text):
        days |= {each.day for each in days_in(text)}
        days |= {first_day_of(each.month) for each in months_in(text)}
    days = {day for day in days if day >= _FIRST_LAW}
    rates = {rate for name in RATES[benefit] for rate in figures_on(name, act.day, days) if rate}
    return not rates or is_made_of(cents, rates)


def is_made_of(cents: Cents, rates: set[Cents]) -> bool:
    """Whether a sum is that of some rates, each taken any number of times."""
    reached = {0}
    for _ in range(_MOST_CHILDREN):
        reached |= {sum_ + rate for sum_ in reached for rate in rates if sum_ + rate <= cents}
        if cents in reached:
            return True
    return False


def too_far_back(act: Act) -> Iterator[Hit]:
    """AA-053: paid for months, or granted for an event, too long before the application."""
    if act.kind is Kind.REFUSAL or act.says(_BY_ITSELF):
        return
    asked = [
        found.day
        for each in act.running
        if _APPLICATION.search(each.text)
        and not _FORWARDED.search(each.text)
        and each.part not in (Part.CONTEST, Part.DUTIES, Part.OPERATIVE)
        for found in days_in(each.text)
        if act.day is None or found.day <= act.day
    ]
    named = benefits_in(act.operative_text)
    if not asked:
        return
    applied = max(asked)
    for sentence in act.operative:
        of = benefits_in(sentence.text) or named
        if not of or not of <= _FAMILY:
            continue
        back = _MONTHS_BACK_MISSING if "survivors_allowance" in of else _MONTHS_BACK
        earliest = first_day_of(month_of(applied) - back)
        found = days_in(sentence.text)
        if _START.search(sentence.text) and found and found[0].day < earliest:
            yield Hit(sentence.place, "too_far_back", (("day", earliest),))
            return
    if named and named <= ONE_OFF:
        for sentence in act.running:
            found = days_in(sentence.text) if _BORN.search(sentence.text) else []
            if len(found) == 1 and add_months(found[0].day, _MONTHS_BACK) < applied:
                yield Hit(sentence.place, "claimed_late")
                return


def how_paid(act: Act) -> Iterator[Hit]:
    """AA-055: when, and to which account."""
    if not act.says(_PAID_HOW):
        yield Hit(detail="no_account")
    if not act.says(_PAID_WHEN):
        yield Hit(detail="no_pay_day")


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-050": shown,
    "AA-051": right_rates,
    "AA-053": too_far_back,
    "AA-055": how_paid,
}
