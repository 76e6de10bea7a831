"""How, where and by when the decision can be contested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act, Place
from perenou.acts.figures import figure_on, figures
from perenou.acts.kinds import Kind
from perenou.language.read_dates import terms_in
from perenou.rules.types import Day

_CHALLENGE: Final = re.compile(
    r"\bvaie\b|\bvaide(?!otsus)\w*|\bvaidlusta\w*|\bchallenge\w*|\bcontest\w*"
    r"|\bвозражени\w+|\bоспор\w+|\bобжал\w+",
    re.IGNORECASE,
)
_ACTION: Final = re.compile(r"kaebus|\bappeal\w*|\baction\b|\bжалоб\w+", re.IGNORECASE)
_COURT: Final = re.compile(r"\bhalduskoh(?:us|tu|tule|tusse|ut)\b", re.IGNORECASE)
_SUBMIT: Final = re.compile(
    r"\besita\w*|\bvaidlusta\w*|\bpöördu\w*|\bkaeva\w*"
    r"|\bfile[ds]?\b|\bsubmit\w*|\bchallenge[ds]?\b|\bcontest(?:ed)?\b|\bappeal(?:ed)?\b"
    r"|\bпод(?:а\w+|овать)|\bпредстав\w+|\bоспор\w+|\bобжал\w+",
    re.IGNORECASE,
)
_ABOUT_OTHERS: Final = re.compile(
    r"\blahenda\w*|\bvaatame?\b|\bpuudus\w*|\bkõrvalda\w*"
    r"|\bdecides?\b|\bexamines?\b|\bresolves?\b|\bdefects?\b"
    r"|\bрассм\w+|\bразреш\w+|\bнедостат\w+|\bработодател\w+|\bавтоматическ\w+|\bбез заявлени\w+",
    re.IGNORECASE,
)
"""What the agency, an employer or somebody else has to do by a day."""

_FROM_DATE: Final = re.compile(
    r"\b(?:otsuse|ettekirjutuse|haldusakti|akti|dokumendi|vaideotsuse)\s+(?:kuupäevast|väljaandmisest|allkirjastamisest"
    r"|tegemisest|andmisest|koostamisest)",
    re.IGNORECASE,
)
_WRONG_BODY: Final = re.compile(
    r"\b(?:vaide\w*|vaie|vaidlusta\w*)\b.{0,80}\b(?:\w*ministeeriumi(?:le|sse)|õiguskantsleri(?:le)?|vallavalitsuse(?:le)?|linnavalitsuse(?:le)?|töövaidluskomisjoni\w*)"
    r"|\bkaebus\w*.{0,80}\b(?:maakoh\w+|ringkonnakoh\w+|riigikoh\w+)|\bmaakoh(?:tusse|tule)\b",
    re.IGNORECASE,
)
_OTHER_ADDRESS: Final = re.compile(r"\bapellatsioon\w*|\bkassatsioon\w*", re.IGNORECASE)
_REJECTED: Final = re.compile(
    r"\bjät(?:an|ame|ab|ta)\b.{0,80}\brahuldamata|\brahuldamata\s+jät", re.IGNORECASE
)
_SATISFIED: Final = re.compile(r"\brahulda(?:n|me|b|da)\b", re.IGNORECASE)
_FEE: Final = re.compile(r"\briigilõiv\w*", re.IGNORECASE)
_NO_FEE: Final = re.compile(r"\bei\b|\bvaba(?:sta\w*|d)?\b|\btasuta\b|\bilma\b", re.IGNORECASE)


def told_how(act: Act) -> Iterator[Hit]:
    """AA-070: the challenge, the court and the term."""
    if act.kind is Kind.CHALLENGE_DECISION:
        return  # AA-073
    text = " ".join(each.text for each in act.contest if _SUBMIT.search(each.text))
    if not text:
        yield Hit()
        return
    place = act.contest[0].place
    if not _CHALLENGE.search(text) and act.kind is not Kind.CHALLENGE_RETURN:
        yield Hit(place, "no_challenge")
    if not _COURT.search(text):
        yield Hit(place, "no_court")
    if not any(each.unit in ("day", "month", "working_day") for each in terms_in(text)):
        yield Hit(place, "no_term")


def right_term(act: Act) -> Iterator[Hit]:
    """AA-071: as many days as the law gives, from learning of the act."""
    yield from (Hit(place, "term") for place, is_right in terms_told(act) if not is_right)
    for sentence in act.contest:
        found = _FROM_DATE.search(sentence.text)
        if found is not None and any(terms_in(sentence.text)):
            start = sentence.place.start
            place = Place(sentence.place.paragraph, start + found.start(), start + found.end())
            yield Hit(place, "term_from")


def terms_told(act: Act) -> Iterator[tuple[Place, bool]]:
    """Every term for contesting that a document tells, and whether it is the law's."""
    challenge, court = (_days(name, act.day) for name in ("challenge_days", "court_days"))
    for sentence in act.contest:
        text = sentence.text
        start = sentence.place.start
        is_ours = _SUBMIT.search(text) and (_CHALLENGE.search(text) or _ACTION.search(text))
        if not is_ours or _ABOUT_OTHERS.search(text):
            continue
        wanted = {
            *([challenge] if _CHALLENGE.search(text) else ()),
            *([court] if _ACTION.search(text) else ()),
        }
        for term in terms_in(text):
            if term.unit != "year":
                place = Place(sentence.place.paragraph, start + term.start, start + term.end)
                yield place, term.unit == "day" and term.count in wanted


def _days(name: str, day: Day | None) -> int:
    """A term of procedure on the day of an act, or the nearest known; the last without a day."""
    first, last = figures()[name].versions[0], figures()[name].versions[-1]
    if day is None:
        assert last.value is not None
        return last.value
    known = min(max(day, first.validity.since), last.validity.until - 1)
    return figure_on(name, known)[0]


def right_body(act: Act) -> Iterator[Hit]:
    """AA-072: the agency for a challenge, the administrative court for an action."""
    for sentence in act.contest:
        if _OTHER_ADDRESS.search(sentence.text):
            continue
        for found in _WRONG_BODY.finditer(sentence.text):
            start = sentence.place.start
            yield Hit(Place(sentence.place.paragraph, start + found.start(), start + found.end()))


def way_to_court(act: Act) -> Iterator[Hit]:
    """AA-073: a rejected challenge says how to go to court."""
    decided = act.operative_text
    if _SATISFIED.search(decided) and not _REJECTED.search(decided):
        return
    text = " ".join(each.text for each in act.contest)
    if not (_COURT.search(text) and "kaebus" in text.lower()):
        yield Hit()
    elif not any(each.unit == "day" for each in terms_in(text)):
        yield Hit(detail="no_term")


def no_fee(act: Act) -> Iterator[Hit]:
    """AA-074: no word of a fee that an applicant does not pay."""
    for sentence in act.running:
        found = _FEE.search(sentence.text)
        if found and not _NO_FEE.search(sentence.text):
            start = sentence.place.start
            yield Hit(Place(sentence.place.paragraph, start + found.start(), start + found.end()))


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-070": told_how,
    "AA-071": right_term,
    "AA-072": right_body,
    "AA-073": way_to_court,
    "AA-074": no_fee,
}
