"""Whether letters tell of people: a request about no case is then read by its owner alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from perenou.language.personal.find import personal_data
from perenou.workbench.network.models import Letter, Request

_PIECE: Final = re.compile(r"[,;<>\n]")
"""What parts names and addresses where mail programs write several."""


def names_people(texts: Iterable[str], correspondents: Iterable[str] = ()) -> bool:
    """Whether texts hold personal data of anybody but those who write to each other.

    Args:
        correspondents: their names, e-mail addresses and telephones.
    """
    known = [each.strip() for each in correspondents if each.strip()]
    said = {each.casefold() for each in known}
    names = [each for each in known if "@" not in each and not any(map(str.isdigit, each))]
    found = personal_data([each for each in texts if each], names)
    return any(
        spot.who is None and spot.text.casefold() not in said for spots in found for spot in spots
    )


def letter_names_people(letter: Letter, request: Request) -> bool:
    """Whether a letter may tell of somebody: what is in a file that came with it, nobody knows."""
    if any(each.size for each in letter.enclosures.all()):
        return True
    return names_people((letter.subject, letter.text), _correspondents(letter, request))


def _correspondents(letter: Letter, request: Request) -> Iterator[str]:
    yield request.partner.name
    yield request.partner.email
    for each in request.partner.contacts.all():
        yield from (each.name, each.email, each.phone)
    yield letter.actor.name
    for piece in (letter.sender, letter.recipients):
        yield from (each.strip(" \"'") for each in _PIECE.split(piece))


def look_through() -> None:
    """Look at the letters that nobody has looked at; until then their requests stay closed."""
    found = Request.objects.filter(names_people__isnull=True).select_related("partner")
    for request in found.prefetch_related("partner__contacts").iterator(chunk_size=100):
        letters = request.letters.select_related("actor").prefetch_related("enclosures")
        is_named = any(letter_names_people(each, request) for each in letters)
        Request.objects.filter(pk=request.pk, names_people__isnull=True).update(
            names_people=is_named
        )
