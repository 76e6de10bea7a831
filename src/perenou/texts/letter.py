"""Letters and decisions: written to one reader, not a page for everybody, and compared as such."""

from __future__ import annotations

import re
from typing import Final

from perenou.acts.check.view import Act, Place, names_in
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import Day
from perenou.texts.compared import Compared, compared, fits_some
from perenou.texts.statements import Statement, times_of

_GREETING: Final = re.compile(
    r"^\s*(?:Lugupeetud|Austatud|Hea\b|Tere\b|Lp\b|Dear\b|Уважаем\w+|Здравствуйте)", re.IGNORECASE
)
_HEAD: Final = 12


def is_letter(act: Act) -> bool:
    """Whether it is known to be a letter or decision, greets its reader, or has an addressee."""
    if act.source.kind is not None or act.addressee is not None:
        return True
    return any(_GREETING.match(each.text) for each in act.paragraphs[:_HEAD])


_OF_READER: Final = re.compile(
    r"\b(?:te|teie|teid|teil|teile|teilt|sina|sulle|sinu|\w{3,}(?:sime|sin)|määra(?:n|me|takse|tud|ti)|maksame|makstud|maksti"
    r"|peame|arvesta\w*|arvuta\w*|ühiku\w*|järelejäänud|osa|osaliselt|vahe"
    r"|you|your|we|our|granted|paid out|вам|вас|ваш\w*|мы|нам|назнач\w+|выплатил\w*)\b",
    re.IGNORECASE,
)


def _is_general(act: Act, place: Place) -> bool:
    """Whether a sentence of a letter speaks of everybody: no reader, person, day or deciding.

    The sentence before it belongs to it. A drafted decision and the cells of a table are about one
    family.
    """
    if act.source.kind is not None or act.paragraphs[place.paragraph - 1].cell is not None:
        return False
    before = ""
    for each in act.sentences:
        if each.place.paragraph != place.paragraph:
            continue
        if each.place.start <= place.start < each.place.end:
            text = f"{before} {each.text}"
            said = times_of(text)
            return not (
                _OF_READER.search(text) or said.since or said.days or any(names_in(each.text))
            )
        before = each.text
    return False


def compared_in(act: Act, statement: Statement, today: Day) -> Compared:
    """What the law says to a statement of a text; a letter is held to the months it decides about.

    What one family is paid may be a part or a difference, so that a letter's sums say nothing
    unless the sentence speaks of everybody.
    """
    now = compared(statement, today)
    if now.verdict in ("right", "unsaid") or not is_letter(act):
        return now
    days = _days_decided(act, statement.place.paragraph)
    if not statement.times.days and fits_some(statement, days, today):
        return Compared("right", now.right)
    is_money = LAWBOOK.parameters[statement.figures[0]].gives == "Cents"
    if now.verdict == "wrong" and is_money and not _is_general(act, statement.place):
        return Compared("unsaid", now.right)
    return now


def _days_decided(act: Act, paragraph: int) -> frozenset[Day]:
    """The days from which on a letter gives something, told in a paragraph or where it decides.

    A term for answering is none of them.
    """
    said = [each for each in act.sentences if each.place.paragraph == paragraph]
    found = (times_of(each.text).since for each in (*said, *act.operative))
    return frozenset(day for day in found if day is not None)
