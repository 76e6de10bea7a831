"""Whether two wordings tell the same facts: sums, days, terms, citations, names and negations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, terms_in
from perenou.language.references.resolve import find

_NEGATION: Final = re.compile(
    r"\b(?:ei|mitte|pole|ära|ärge|ilma|mingi\w*|keegi|ükski|not|no|never|without|cannot|\w+n['’]t|не|нет|ни|без|нельзя)\b|\w+mata\b|\bmitte\w+",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"\d+")
_POLITE: Final = (
    r"(?!(?:Te|Teie|Teid|Teil|Teile|Teilt|Teiega|Teis[st]|Вы|Вас|Вам|Вами|Ваш\w{0,3})\b)"
)
_NAMES: Final = re.compile(rf"(?<![.!?:]\s)(?<!^)(?<!\w){_POLITE}[A-ZÕÄÖÜŠŽА-ЯЁ][\w-]+")
"""A capital inside a sentence that is not mere politeness."""


def facts(text: str) -> Counter[str]:
    """Everything of a text that a better wording may not change."""
    return Counter(_facts(text))


def _facts(text: str) -> Iterator[str]:
    for amount in amounts_in(text):
        yield f"sum {amount.cents}"
    for day in days_in(text):
        yield f"day {day.day}"
    for term in terms_in(text):
        yield f"term {term.count} {term.unit}"
    for mention in find(text):
        yield f"cites {mention}"
    for negation in _NEGATION.finditer(text):
        yield f"not {negation[0].lower()}"
    for name in _NAMES.finditer(text):
        yield f"name {name[0]}"
    joined = "".join(_FIGURES.findall(text))
    yield f"figures {joined}"


def same_facts(before: str, after: str) -> bool:
    """Whether a better wording tells the same."""
    told, now = facts(before), facts(after)
    if told == now:
        return True
    # A sum may be read only once it is written by the norm; a day's nought may fall away.
    return _without_figures(told) == _without_figures(now) and _same_numbers(before, after)


def _without_figures(told: Counter[str]) -> Counter[str]:
    return Counter({key: count for key, count in told.items() if not key.startswith("figures ")})


def _same_numbers(before: str, after: str) -> bool:
    def numbers(text: str) -> list[int]:
        return sorted(int(each) for each in _FIGURES.findall(text))

    return numbers(before) == numbers(after)
