"""All personal data of some texts that belong together, each place with what can replace it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Final, Literal, TypeAlias

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.language.personal.names_in_text import Names, person_in_case
from perenou.language.personal.patterns import PatternKind, by_form

SpotKind: TypeAlias = PatternKind | Literal["name"]

KINDS: Final[tuple[SpotKind, ...]] = (
    "name", "personal_code", "document", "address", "phone", "e_mail", "account", "birth_day",
    "case_number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Personal data in a text: its characters, its kind, and what can stand there instead.

    Attributes:
        who: place among the known people, where it is the name of one; None otherwise.
    """

    start: int
    end: int
    kind: SpotKind
    text: str
    proposed: str
    who: int | None = None


def personal_data(
    texts: Sequence[str], people: Sequence[str] = (), language: Language = "et"
) -> list[tuple[Spot, ...]]:
    """For each text its personal data, in order; the same person has the same letter everywhere.

    Args:
        people: names of those who are known to be concerned, each as it is written in full.
        language: of what is proposed.
    """
    # Whoever is named in full somewhere may be meant elsewhere by a surname in small letters.
    met = Names(people).met(texts)
    names, letters = Names((*people, *met)), _Letters()
    found = [tuple(_spots(text, names, letters, language)) for text in texts]
    return [
        tuple(
            each if each.who is None or each.who < len(people) else replace(each, who=None)
            for each in spots
        )
        for spots in found
    ]


def replaced(text: str, spots: Mapping[tuple[int, int], str]) -> str:
    """A text with other words at some of its characters, which must not overlap.

    What begins a sentence begins with a capital letter, as what stood there did.
    """
    parts, at = [], 0
    for (start, end), words in sorted(spots.items()):
        begins = _BEFORE_SENTENCE.search(text[:start]) is not None and text[start].isupper()
        parts += [text[at:start], words[:1].upper() + words[1:] if begins else words]
        at = end
    return "".join([*parts, text[at:]])


_BEFORE_SENTENCE: Final = re.compile(r"(?:^|[.!?…:]\s+|\n\s*)[„“\"«]?\Z")


class _Letters:
    """Letters that stand for people, in the order in which they are met."""

    def __init__(self) -> None:
        self._met: dict[str, str] = {}

    def of(self, key: str) -> str:
        if key not in self._met:
            turn, at = divmod(len(self._met), len(ascii_uppercase))
            self._met[key] = f"{ascii_uppercase[at]}{turn or ''}"
        return self._met[key]


def _spots(text: str, names: Names, letters: _Letters, language: Language) -> Iterator[Spot]:
    taken: list[tuple[int, int]] = []
    found: list[Spot] = []

    def is_free(start: int, end: int) -> bool:
        return all(end <= first or start >= last for first, last in taken)

    catalogue = Catalogue.load("perenou.language", "texts")
    for start, end, kind in by_form(text):
        if is_free(start, end):
            taken.append((start, end))
            proposed = catalogue.text(f"personal.{kind}", language)
            found.append(Spot(start, end, kind, text[start:end], proposed))
    for each in names.find(text):
        if is_free(each.start, each.end):
            said = person_in_case(letters.of(each.key), each.case, language)
            span = text[each.start : each.end]
            found.append(Spot(each.start, each.end, "name", span, said, each.who))
    yield from sorted(found, key=lambda spot: spot.start)
