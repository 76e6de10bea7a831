"""What has to be decided of personal data before others read a text, place by place.

So it is with a question that is sent, and with it and its answer when everybody may read them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from perenou.language.grammar import Language
from perenou.language.personal.find import KINDS, Spot, SpotKind, personal_data, replaced

TELLING: Final[tuple[SpotKind, ...]] = (
    "name", "document", "address", "phone", "e_mail", "account",
)  # fmt: skip
"""What tells by itself who somebody is. Personal codes are not taken at all; days of birth and
numbers of cases are facts of a question that is not published."""

AROUND: Final = 60
SHORTEST_REASON: Final = 3
LONGEST_PIECE: Final = 120

Choice: TypeAlias = Literal["", "replace", "keep"]
Fault: TypeAlias = Literal["", "undecided", "no_reason", "no_words", "left"]
"""What is wrong with a decision: none was made, it has no reason, nothing stands instead, or what
stands instead is personal data itself."""


@dataclass(slots=True)
class Place:
    """Personal data in a field, and what is decided of it.

    Attributes:
        field: key of the text. before, after: the text around it.
    """

    field: str
    spot: Spot
    before: str
    after: str
    choice: Choice = ""
    words: str = ""
    reason: str = ""
    fault: Fault = ""

    @property
    def name(self) -> str:
        """Of its part of the form; another text at the same characters has another one."""
        return f"{self.field}-{self.spot.start}-{self.spot.end}-{len(self.spot.text)}"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Texts without what was decided to go.

    Attributes:
        texts: by field. decided: what was decided, as JSON; what went is told by its kind alone.
    """

    texts: Mapping[str, str]
    decided: str
    kept: int
    replaced: int


def places(
    texts: Mapping[str, str],
    people: Sequence[str],
    language: Language,
    sent: Mapping[str, str],
    kinds: Collection[SpotKind] = KINDS,
) -> list[Place]:
    """Every place with personal data of some kinds, with what was decided of it so far.

    Args:
        texts: by field. people: names of the people of the attached case. sent: the form.
    """
    found = []
    every = personal_data([*texts.values()], people, language)
    for (field, text), spots in zip(texts.items(), every, strict=True):
        for spot in spots:
            if spot.kind not in kinds:
                continue
            place = Place(
                field, spot, text[max(0, spot.start - AROUND) : spot.start],
                text[spot.end : spot.end + AROUND], words=spot.proposed,
            )  # fmt: skip
            _read(place, sent)
            found.append(place)
    return found


def decide_alike(found: Sequence[Place], name: str) -> None:
    """Decide on every place with the same text as on one of them."""
    one = next((place for place in found if place.name == name), None)
    if one is None or not one.choice:
        return
    for place in found:
        if place.spot.text.casefold() == one.spot.text.casefold():
            place.choice, place.words, place.reason = one.choice, one.words, one.reason


def replace_rest(found: Sequence[Place]) -> None:
    """Replace whatever nothing is decided of by what is proposed for it."""
    for place in found:
        if not place.choice:
            place.choice = "replace"


def confirm(
    texts: Mapping[str, str],
    found: Sequence[Place],
    people: Sequence[str],
    language: Language,
    kinds: Collection[SpotKind] = KINDS,
    *,
    needs_reason: bool = True,
) -> Confirmed | None:
    """What is left after every decision; None where a place is not decided or something is left.

    The places tell then what is wrong. What comes out is looked through once more: nothing may
    be found in it but what somebody decided to keep.

    Args:
        needs_reason: whether it has to be said why a place is kept.
    """
    for place in found:
        place.fault = _fault(place, needs_reason=needs_reason)
    if any(place.fault for place in found):
        return None
    left = {
        field: replaced(
            text,
            {
                (place.spot.start, place.spot.end): place.words
                for place in found
                if place.field == field and place.choice == "replace"
            },
        )
        for field, text in texts.items()
    }
    kept = {place.spot.text.casefold() for place in found if place.choice == "keep"}
    for field, spots in zip(left, personal_data([*left.values()], people, language), strict=True):
        for spot in spots:
            if spot.kind in kinds and spot.text.casefold() not in kept:
                _blame(found, field, spot)
                return None
    return Confirmed(
        left, _decided(found), sum(p.choice == "keep" for p in found),
        sum(p.choice == "replace" for p in found),
    )  # fmt: skip


def _read(place: Place, sent: Mapping[str, str]) -> None:
    choice = sent.get(f"do-{place.name}", "")
    # Another text may have come to these characters since the page was shown.
    if choice in ("replace", "keep") and sent.get(f"was-{place.name}") == place.spot.text:
        place.choice = "replace" if choice == "replace" else "keep"
        place.words = " ".join(sent.get(f"words-{place.name}", "").split())[:LONGEST_PIECE]
        place.reason = " ".join(sent.get(f"reason-{place.name}", "").split())[:LONGEST_PIECE]


def _fault(place: Place, *, needs_reason: bool) -> Fault:
    if not place.choice:
        return "undecided"
    if place.choice == "keep":
        return "no_reason" if needs_reason and len(place.reason) < SHORTEST_REASON else ""
    return "" if place.words else "no_words"


def _blame(found: Sequence[Place], field: str, spot: Spot) -> None:
    """Mark the place whose new words are personal data themselves; else all of the field."""
    near = [place for place in found if place.field == field and place.choice == "replace"]
    guilty = [place for place in near if place.words and place.words in spot.text] or near
    guilty = guilty or [place for place in found if place.field == field]
    for place in guilty:
        place.fault = "left"


def _decided(found: Sequence[Place]) -> str:
    rows = []
    for place in found:
        row = {"field": place.field, "kind": place.spot.kind, "choice": place.choice}
        if place.choice == "keep":
            row |= {"text": place.spot.text, "reason": place.reason}
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False)


def with_times(found: Sequence[Place], field: str) -> list[tuple[Place, int]]:
    """The places of a field, each with how often its text is met in all fields."""
    met = Counter(place.spot.text.casefold() for place in found)
    return [(place, met[place.spot.text.casefold()]) for place in found if place.field == field]


def decide(found: Sequence[Place], wanted: str) -> bool:
    """Do what a button of the form wants with several places; whether it was such a button."""
    do, _, name = wanted.partition(" ")
    if do == "alike":
        decide_alike(found, name)
    elif do == "rest":
        replace_rest(found)
    return do in ("alike", "rest")
