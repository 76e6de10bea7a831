"""Whether a text is written to one reader: a letter or a decision, not a page for everybody."""

from __future__ import annotations

import re
from typing import Final

from perenou.acts.check.view import Act
from perenou.language.read_dates import days_in, months_in
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Day

_GREETING: Final = re.compile(
    r"^\s*(?:Lugupeetud|Austatud|Hea\b|Tere\b|Lp\b|Dear\b|Уважаем\w+|Здравствуйте)", re.IGNORECASE
)
_HEAD: Final = 12


def is_letter(act: Act) -> bool:
    """Whether it is known to be a letter or decision, greets its reader, or has an addressee."""
    if act.source.kind is not None or act.addressee is not None:
        return True
    return any(_GREETING.match(each.text) for each in act.paragraphs[:_HEAD])


def days_decided(act: Act, paragraph: int) -> frozenset[Day]:
    """The days that a letter or decision is about, told in a paragraph or where it decides."""
    found: set[Day] = set()
    for text in (act.paragraphs[paragraph - 1].text, act.operative_text):
        found |= {each.day for each in days_in(text)}
        found |= {first_day_of(each.month) for each in months_in(text)}
    return frozenset(found)
