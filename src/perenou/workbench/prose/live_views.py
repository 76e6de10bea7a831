"""What is told of a text while somebody is still writing it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from perenou.acts.check.finding import Finding
from perenou.acts.check.text import ActText
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.texts.check import Wanted, check_text
from perenou.texts.clarity import Rules
from perenou.texts.facts import GROUP as FACTS
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.reader import FIRST_DAY, LAST_DAY
from perenou.workbench.frame.sent import posted

MOST_CHARACTERS: Final = 8000
"""An answer's longest; it is checked in a fraction of a second."""

MOST_SHOWN: Final = 6
_PLACE: Final = re.compile(r"[a-z][a-z0-9-]{0,40}")
_OF_WHOLE: Final = frozenset(
    ("kontakt-puudub", "en-no-contact", "ru-no-contact", "ei-poordu-lugeja-poole")
)
"""Rules about a whole letter, which something half written always breaks."""


@dataclass(frozen=True, slots=True)
class Live:
    """What was found: how many of each group, and the first few, facts before wording."""

    facts: int
    wording: int
    found: tuple[Finding, ...]
    more: int


@page(Right.CHECK_TEXT, is_refresh=True)
@require_POST
def live(request: SignedIn) -> HttpResponse:
    """What is found in a field as it is being typed; nothing is kept or written down."""
    field = request.GET.get("field", "text")[:60]
    place = request.GET.get("place", "")
    text = _text(posted(request), field)[:MOST_CHARACTERS]
    told = {
        "live": found_in(text, request.language, _day(posted(request), request.GET.get("day", ""))),
        "place": place if _PLACE.fullmatch(place) else "text",
    }
    return render(request, "prose/live.html", told)


def _text(sent: Mapping[str, str], field: str) -> str:
    """What stands in a field; ``NAME*``: in every field whose name begins so."""
    if not field.endswith("*"):
        return sent.get(field, "")
    begins = field.removesuffix("*")
    return "\n\n".join(text for name, text in sent.items() if name.startswith(begins) and text)


def _day(sent: Mapping[str, str], field: str) -> Day:
    """The day that a field of the form tells, by which the text is to be right; or today."""
    try:
        day = date.fromisoformat(sent.get(field, "")).toordinal()
    except ValueError:
        return localdate().toordinal()
    return min(max(day, FIRST_DAY), LAST_DAY)


def found_in(text: str, language: Language, day: Day) -> Live:
    """What is found in a text that is being written, by the law of a day."""
    if not text.strip():
        return Live(0, 0, (), 0)
    wanted = Wanted(day, language, rules=Rules())
    checked = check_text(ActText.from_text(text), wanted)
    facts = [each for each in checked.findings if each.group == FACTS]
    wording = [
        each for each in checked.findings if each.group != FACTS and each.item not in _OF_WHOLE
    ]
    every = (*facts, *wording)
    return Live(len(facts), len(wording), every[:MOST_SHOWN], max(0, len(every) - MOST_SHOWN))
