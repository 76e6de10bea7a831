"""Whether what a text tells is borne out by what was given: citations, sums, days, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from perenou.acts.check.text import ActText
from perenou.assistant.months_told import spells_in
from perenou.assistant.proposal import Rejected
from perenou.impact.known import coded
from perenou.language.clarity.unchanged import facts
from perenou.language.number_words import number_of
from perenou.language.personal.find import personal_data
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in, terms_in
from perenou.language.references.resolve import find
from perenou.rules.types import Day
from perenou.texts.check import Wanted, check_text

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = 3
"""Numbers in words up to this are said of anything (üks, mõlemad kaks)."""

_FOREIGN: Final = re.compile(
    r"<[a-z/!?][^>]*>?|&[a-z#0-9]+;|\b[a-z]+://\S*|\bwww\.\S+|\b(?:javascript|data|mailto|tel):\S+"
    r"|[\w.+%-]+@[\w-]+(?:\.[\w-]+)*|(?<!\w)@\w+|\b[a-z0-9][a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b/?\S*"
    r"|\]\(",
    re.IGNORECASE,
)
"""Links, marks of pages and addresses."""

_WORDED_SUM: Final = re.compile(r"[^\W\d_]+(?=\s+(?:euro|eur\b|евро))", re.IGNORECASE)
_YES_NO: Final = re.compile(r"\W*(jah|jaa|ei|yes|no|да|нет)\b", re.IGNORECASE)


def unborne(text: str, asked: str, computed: str, day: Day) -> Iterator[Rejected]:
    """Whatever in a text is neither given nor so by the law of a day.

    Args:
        asked: may be told again, such as who and which month, but for its sums, days and terms:
            whoever asks "will I get 900 euros" does not make it so.
        computed: what the engine answered.
    """
    given = f"{_without_claims(asked)}\n\n{computed}"
    yield from links(text, f"{asked}\n{computed}")
    yield from _answers(text, computed)
    cited = {str(reference) for each in find(given) for reference in each.references}
    for mention in find(text, exists=coded(), day=day):
        if mention.problems or not all(str(each) in cited for each in mention.references):
            yield Rejected("provision", mention.text)
    sums = {each.cents for each in amounts_in(given)}
    yield from (Rejected("sum", each.text) for each in amounts_in(text) if each.cents not in sums)
    days = {each.day for each in days_in(given)}
    yield from (Rejected("day", each.text) for each in days_in(text) if each.day not in days)
    months = {each.month for each in months_in(given)}
    for month in months_in(text):
        if month.month not in months:
            yield Rejected("day", month.text)
    terms = {(each.count, each.unit) for each in terms_in(given)}
    for term in terms_in(text):
        if (term.count, term.unit) not in terms:
            yield Rejected("term", term.text)
    yield from _numbers(text, given)
    yield from _names(text, given)
    yield from _law(text, day)


def links(text: str, given: str) -> Iterator[Rejected]:
    """Links, addresses, numbers to call and marks of pages that nothing given has."""
    for found in _FOREIGN.finditer(text):
        if found[0] not in given:
            yield Rejected("link", found[0])
    for spot in personal_data([text])[0]:
        if spot.kind in ("phone", "e_mail") and spot.text not in given:
            yield Rejected("link", spot.text)


def _without_claims(asked: str) -> str:
    """A question without its sums, days and terms."""
    kept = list(asked)
    spans = [found.span() for found in _WORDED_SUM.finditer(asked)]
    spans += [(each.start, each.end) for each in amounts_in(asked)]
    spans += [(each.start, each.end) for each in days_in(asked)]
    spans += [(each.start, each.end) for each in terms_in(asked)]
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _answers(text: str, computed: str) -> Iterator[Rejected]:
    """A yes, a no or a negation where what was computed has none."""
    opening = _YES_NO.match(text)
    known = {found[1].lower() for line in computed.splitlines() if (found := _YES_NO.match(line))}
    if opening and opening[1].lower() not in known:
        yield Rejected("answer", opening[1].lower())
    if not _negations(computed):
        yield from (Rejected("answer", each) for each in _negations(text))


def _negations(text: str) -> list[str]:
    return [each.removeprefix("not ") for each in facts(text) if each.startswith("not ")]


def _numbers(text: str, given: str) -> Iterator[Rejected]:
    """Numbers that nothing given has, in figures or in words."""
    known = {_plain(each) for each in _NUMBER.findall(given)}
    for number in _NUMBER.findall(text):
        if _plain(number) not in known:
            yield Rejected("number", number)
    worded = {number_of(word.lower()) for word in _WORD.findall(given)}
    for word in _WORD.findall(text):
        value = number_of(word.lower())
        if value is None or value <= _SMALL:
            continue
        if value not in worded and str(value) not in known:
            yield Rejected("number", word)


def _plain(number: str) -> str:
    return number.replace(",", ".").rstrip(".")


def _names(text: str, given: str) -> Iterator[Rejected]:
    """People and codes of whom nothing given speaks; masks are known by then."""
    for spot in personal_data([text])[0]:
        if spot.text not in given and not spells_in(spot.text):
            yield Rejected("name", spot.text)


def _law(text: str, day: Day) -> Iterator[Rejected]:
    checked = check_text(ActText.from_text(text), Wanted(day))
    yield from (Rejected("law", each.excerpt or each.text) for each in checked.findings)
