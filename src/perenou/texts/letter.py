"""Whether a text is written to one reader: a letter or a decision, not a page for everybody."""

from __future__ import annotations

import re
from typing import Final

from perenou.acts.check.view import Act
from perenou.rules.types import Day
from perenou.texts.statements import times_of

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
    """The days from which on a letter gives something, told in a paragraph or where it decides.

    A term for answering is none of them.
    """
    said = [each for each in act.sentences if each.place.paragraph == paragraph]
    found = (times_of(each.text).since for each in (*said, *act.operative))
    return frozenset(day for day in found if day is not None)
