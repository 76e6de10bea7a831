"""What a version of a case asks for, and finding the same matter in another version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Final

from django.utils.timezone import localdate

from perenou.acts.check.finding import Finding
from perenou.acts.choose import Numbered, numbered, told
from perenou.acts.document import Document
from perenou.acts.kinds import Kind
from perenou.acts.matter import Matter
from perenou.casework.solve import Solved
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.workbench.cases import solving
from perenou.workbench.cases.models import Version
from perenou.workbench.drafts.given import asked_for
from perenou.workbench.drafts.making import checked
from perenou.workbench.positions.readings import fingerprint

CHECKED_AT_MOST: Final = 8
"""Checks of one case kept at hand: the same page is often looked at again."""

HELD_AT_MOST: Final = 12
"""Solved cases kept at hand, so that a draft follows what is typed without solving anew."""


@dataclass(frozen=True, slots=True)
class MatterKey:
    """What a matter is known by in every version of its case.

    Attributes:
        name: of the addressee, as the act's language has it. first: the first day decided; 0: none.
        number: in the list of the version that it was drafted from; parts what is alike in all
            else. as_of: the day as of which that version was solved.
    """

    kind: str
    addressee: str
    name: str
    benefits: tuple[str, ...]
    children: tuple[str, ...]
    first: int
    planned: str
    number: int = field(compare=False)
    as_of: int = field(compare=False)

    def as_data(self) -> dict[str, object]:
        """As plain data."""
        return asdict(self)


def key_of(each: Numbered, solved: Solved, language: Language) -> MatterKey:
    """What a matter of a solved case is known by."""
    matter = each.matter
    first = min((item.first for item in matter.items if item.first > 0), default=0)
    planned = "" if matter.planned is None else matter.planned.value
    return MatterKey(
        matter.kind.value,
        matter.addressee,
        told(each, Words(language, solved.facts.case.named, solved.facts.people))[1],
        matter.benefits,
        matter.children,
        first,
        planned,
        each.number,
        solved.as_of,
    )


def same(held: Held, key: MatterKey, language: Language) -> Matter | None:
    """The matter of a key in the very version and day that the key was made of.

    None: the law or a position is another one since, and such a matter is not found any more.
    """
    found = [each for each in held.every if key_of(each, held.solved, language) == key]
    of_number = [each for each in found if each.number == key.number]
    return next((each.matter for each in (*of_number, *found)), None)


def fitting(held: Held, key: MatterKey, language: Language) -> tuple[Numbered, ...]:
    """The matters that can be the one of a key: the same if it is there, otherwise the likest.

    None fits: the case no longer has such a matter. Several: somebody has to choose.
    """
    alike = [
        (each, key_of(each, held.solved, language))
        for each in held.every
        if each.matter.kind is Kind(key.kind)
    ]
    for fits in _FITS:
        found = tuple(each for each, of in alike if fits(of, key))
        if found:
            return found
    return tuple(each for each, _ in alike)


def _is_about_as_much(of: MatterKey, key: MatterKey) -> bool:
    return (of.addressee, of.benefits, of.planned) == (key.addressee, key.benefits, key.planned)


def _is_to_the_same(of: MatterKey, key: MatterKey) -> bool:
    return of.addressee == key.addressee


_FITS: Final[tuple[Callable[[MatterKey, MatterKey], bool], ...]] = (
    MatterKey.__eq__, _is_about_as_much, _is_to_the_same,
)  # fmt: skip
"""Ways in which two matters can be the same one, the surest first."""


class Held:
    """A solved version of a case and its matters; used by one thread at a time."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved
        self.every = numbered(solved)
        self._asked: dict[int, frozenset[str]] = {}
        self.lock = Lock()
        self._checked: OrderedDict[tuple[Document, Language], tuple[Finding, ...]] = OrderedDict()

    def asked(self, matter: Matter) -> frozenset[str]:
        """The groups of particulars that an act about a matter needs."""
        found = self._asked.get(id(matter))
        if found is None:
            found = self._asked[id(matter)] = asked_for(self.solved, matter)
        return found

    def checked(self, document: Document, language: Language) -> tuple[Finding, ...]:
        """What the checker finds in a document beside this case, told in a language."""
        key = (document, language)
        found = self._checked.get(key)
        if found is None:
            found = self._checked[key] = checked(document, self.solved, language)
            if len(self._checked) > CHECKED_AT_MOST:
                self._checked.popitem(last=False)
        return found


@contextmanager
def held(version: Version, as_of: int | None = None) -> Iterator[Held]:
    """A version of a case, solved as of today, or as of a day on which it was solved before."""
    today = localdate()
    taken = fingerprint(today.toordinal() if as_of is None else as_of)
    found = _held(version.pk, version.made_at, as_of, today, taken)
    with found.lock:
        yield found


@lru_cache(maxsize=HELD_AT_MOST)
def _held(pk: int, made_at: datetime, as_of: int | None, today: date, taken: str) -> Held:
    # The moments are part of the key: a number that a database gave again is no old version; and
    # so are the positions by which cases are solved.
    del made_at, today, taken
    return Held(solving.solved(Version.objects.select_related("case").get(pk=pk), as_of))
