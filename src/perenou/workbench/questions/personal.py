"""Personal data in what is asked: looked for before it is sent, and decided by whoever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.questions.publishing import TELLING, Place, confirm, places


@dataclass(frozen=True, slots=True)
class Personal:
    """What tells who somebody is in texts that were sent, with what was decided of it.

    Attributes:
        texts: by field, without what goes; None while a place is not decided.
    """

    places: list[Place]
    texts: Mapping[str, str] | None


def personal_in(request: SignedIn, texts: Mapping[str, str], people: Sequence[str]) -> Personal:
    """What was found and decided in a form; faults are told of places that were shown before.

    Args:
        texts: by field. people: names of the people of the case that it is about.
    """
    language = request.language
    found = places(texts, people, language, request.POST.dict(), TELLING)
    if any(f"was-{place.name}" not in request.POST for place in found):
        return Personal(found, None)
    confirmed = confirm(texts, found, people, language, TELLING, needs_reason=False)
    return Personal(found, None if confirmed is None else confirmed.texts)
