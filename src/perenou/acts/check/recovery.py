"""Claiming money back: by which act, how much, until when, and within which limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act, Place
from perenou.acts.document import Part
from perenou.acts.figures import figure_on
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in, terms_in
from perenou.rules.calendar import first_day_of

_ENFORCED: Final = re.compile(
    r"\btäitemenetlus\w*|\bsundtäit\w*|\bsundkorras\b|\bkohtutäitur\w*", re.IGNORECASE
)
_ACCOUNT: Final = re.compile(r"\bviitenumb\w*[^.\d]{0,20}\d|\bEE\d{2}", re.IGNORECASE)
"""Where to pay, so that one can: an account or a reference by its number."""
_BY: Final = re.compile(
    r"\bhiljemalt\b|\btähtpäev\w*|\btähtaeg\w*|\btähtaja\w*|\bkuni\b|\bjooksul\b", re.IGNORECASE
)
_REPAY: Final = re.compile(
    r"\btagasi\w*|\btagasta\w*|\btasu(?:da|ge|ma)\b|\bmaks(?:ma|ta|ke)\b", re.IGNORECASE
)
_GROUND: Final = re.compile(
    r"\bõigus\w*\b.{0,80}\b(?:lõppes|lõppenud|lõppe\w*|peatus|peatatud|peatunud|ei\s+(?:tekkinud|olnud)|puudus)"
    r"|\b(?:ei\s+olnud|puudus|ei\s+tekkinud)\b.{0,120}\bõigus\w*|\balusetult\b|\bõiguseta\b"
    r"|\b(?:tagastada|tagasi\s+maksta)\b.{0,60}\basjaolu\w*\s+tõttu"
    r"|\b(?:lõppes|lõppenud|peatus)\b.{0,60}\bõigus\w*",
    re.IGNORECASE,
)
_ACT_FIRST: Final = re.compile(
    r"\bkehtetuks\b|\bmuut(?:a|sime|ame|is)\b.{0,60}\botsus\w*|\bmuuda(?:me|n)\b.{0,60}\botsus\w*"
    r"|\botsus\w*\b.{0,60}\b(?:muut\w*|muuda\w*)|\bõigus\w*\b.{0,60}\b(?:lõppes|peatus|ei\s+tekkinud)"
    r"|\b(?:lõppes|peatus|ei\s+tekkinud)\b.{0,60}\bõigus\w*|\blõpeta(?:sime|me|n)\b.{0,60}\bmaksmi",
    re.IGNORECASE,
)
_INSTALMENTS: Final = re.compile(
    r"\bosade\s+kaupa\b|\bositi\b|\bosamakse\w*|\bajata\w+|\bmaksegraafik\w*|\bosadena\b",
    re.IGNORECASE,
)
_SET_OFF: Final = re.compile(
    r"\btasaarvest\w*|\bkinni\s*(?:pea\w*|pida\w*)|\bpeame\b.{0,80}\bkinni", re.IGNORECASE
)
_SHARE: Final = re.compile(r"\b(\d{1,3})(?:,\d+)?\s?(?:%|protsen\w+)")
_GRANTED: Final = re.compile(r"\b(?:määratud|makstav\w*|makstakse|maksame|saate)\b", re.IGNORECASE)
_MONTHLY: Final = re.compile(r"\s*(?:iga\s+)?(?:kuus|kalendrikuus)\b")
_PARENTAL: Final = re.compile(r"\bvanemahüvitis\w*", re.IGNORECASE)
_FOREIGN_INCOME: Final = re.compile(
    r"\b(?:töötasu\w*|palga\w*|palgast|töötuskindlustushüvitis\w*|töötutoetus\w*|töötukassa\w*|haigushüvitis\w*"
    r"|tervisekassa\w*|toimetulekutoetus\w*|dividendi\w*|elatisrahast|elatisest)\b",
    re.IGNORECASE,
)
_LIMITATION: Final = re.compile(
    r"\b(?:ei\s+ole|pole|on)\b[^.]{0,40}\baegun\w*|\baegumi\w*[^.]{0,40}\b(?:katke|peatu|kontrolli)\w*",
    re.IGNORECASE,
)
_MOST_SHARE: Final = 20


def injunction(act: Act) -> Iterator[Hit]:
    """AA-090: basis, sum, deadline to come, ways to pay, and the warning."""
    if not any(
        (each.name, each.section) in _BASES
        for _, mention in act.mentions
        for each in mention.references
    ):
        yield Hit(detail="no_recovery_basis")
    if not any(amounts_in(act.operative_text)):
        yield Hit(detail="no_sum")
    terms = [
        each
        for each in act.running
        if _REPAY.search(each.text)
        and _BY.search(each.text)
        and each.part is not Part.CONTEST
        and (days_in(each.text) or any(terms_in(each.text)))
    ]
    if not terms:
        yield Hit(detail="no_deadline")
    else:
        past = [
            each
            for each in terms
            if re.search(r"\bhiljemalt\b", each.text, re.IGNORECASE)
            and act.day is not None
            and days_in(each.text)
            and max(found.day for found in days_in(each.text)) <= act.day
        ]
        if past and len(past) == len(terms):
            yield Hit(past[0].place, "deadline_past")
    if not act.says(_ACCOUNT):
        yield Hit(detail="no_way_to_pay")
    if not act.says(_ENFORCED):
        yield Hit(detail="no_warning")


_ORDERED: Final = {("PHS", "56")}
_BASES: Final = {
    ("SÜS", "31"), ("SÜS", "32"), ("PHS", "14"), ("PHS", "19"), ("PHS", "46⁴"), ("PHS", "56"),
}  # fmt: skip


def ground(act: Act) -> Iterator[Hit]:
    """AA-091: why the money was not due."""
    if not any(_GROUND.search(each.text) for each in act.running):
        yield Hit()


def granting_act_first(act: Act) -> Iterator[Hit]:
    """AA-092: what became of the act by which the money was granted.

    Where the act itself orders what was due when paid to be paid back, nothing has to.
    """
    if any(
        (each.name, each.section) in _ORDERED
        for _, mention in act.mentions
        for each in mention.references
    ):
        return
    if not any(_ACT_FIRST.search(each.text) for each in act.running):
        yield Hit()


def share_kept(act: Act) -> Iterator[Hit]:
    """AA-093: more than a fifth of the month's family allowances is kept."""
    for sentence in act.running:
        if not _SET_OFF.search(sentence.text) or _PARENTAL.search(sentence.text):
            continue
        start = sentence.place.start
        for found in _SHARE.finditer(sentence.text):
            if int(found[1]) > _MOST_SHARE:
                place = Place(sentence.place.paragraph, start + found.start(), start + found.end())
                yield Hit(place, "share")
    kept = _monthly(act, is_kept=True)
    granted = _monthly(act, is_kept=False)
    if kept and granted:
        place, cents = kept[0]
        most = sum(amount for _, amount in granted) * _MOST_SHARE // 100
        if cents > most:
            yield Hit(place, "kept", (("amount", most),))


def _monthly(act: Act, *, is_kept: bool) -> list[tuple[Place, int]]:
    """Monthly sums that are kept, or from which is kept, each sum once."""
    found: dict[int, tuple[Place, int]] = {}
    for sentence in act.running:
        if bool(_SET_OFF.search(sentence.text)) is not is_kept or _PARENTAL.search(sentence.text):
            continue
        if not is_kept and not _GRANTED.search(sentence.text):
            continue
        for each in amounts_in(sentence.text):
            if _MONTHLY.match(sentence.text, each.end):
                start = sentence.place.start
                place = Place(sentence.place.paragraph, start + each.start, start + each.end)
                found.setdefault(each.cents, (place, each.cents))
    return list(found.values())


def protected_income(act: Act) -> Iterator[Hit]:
    """AA-094: set off against what somebody else pays."""
    for sentence in act.running:
        if _SET_OFF.search(sentence.text) and _FOREIGN_INCOME.search(sentence.text):
            if not re.search(r"\bei\b", sentence.text):
                yield Hit(sentence.place)


def limitation(act: Act) -> Iterator[Hit]:
    """AA-095: months so old that enforcement may be out of time, without a word about it."""
    if act.day is None or act.says(_LIMITATION):
        return
    year = date.fromordinal(act.day).year
    years, _ = figure_on("enforcement_years", act.day)
    for sentence in (*act.operative, *act.reasons):
        if not _REPAY.search(sentence.text):
            continue
        days = [each.day for each in days_in(sentence.text)]
        days += [first_day_of(each.month) for each in months_in(sentence.text)]
        if days and date.fromordinal(min(days)).year + years < year:
            yield Hit(sentence.place)
            return


def instalments(act: Act) -> Iterator[Hit]:
    """AA-096: that it can be paid in parts, or is waived."""
    if not act.says(_INSTALMENTS):
        yield Hit()


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-090": injunction,
    "AA-091": ground,
    "AA-092": granting_act_first,
    "AA-093": share_kept,
    "AA-094": protected_income,
    "AA-095": limitation,
    "AA-096": instalments,
}
