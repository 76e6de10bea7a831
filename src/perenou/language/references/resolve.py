"""Citations found in running text and resolved: what is cited, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.language.references import inventory
from perenou.language.references.acts import acts, celex_name, union_acts
from perenou.language.references.grammar import Found, Grammar, Head, Place
from perenou.language.references.reference import LEVELS, Reference, written
from perenou.language.references.tokens import tokens

Exists: TypeAlias = Callable[[Reference, int | None], bool | None]
"""Whether an act has a provision on a day (None: whenever); None where the act is not held."""

Reason: TypeAlias = Literal[
    "act", "unknown_act", "section", "home", "context", "ambiguous", "missing", "date"
]
"""Why a citation is not resolved: no act is named; an act that is not known; no section is named;
it points at the act it stands in, which is not given; it points back at nothing, or at more than
one thing; a figure may be a superscript; the act has no such provision; it may be a date."""

MOST_SUBSECTIONS: Final = 40
"""No section of an Estonian act has so many."""

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a citation is not resolved, and what it could be."""

    reason: Reason
    candidates: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a mention cites, with the characters that say it."""

    reference: Reference
    start: int
    end: int
    verified: bool
    """Whether it has been looked up; otherwise it is what is written, and was not looked up."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in a text: characters ``start`` up to ``end``, what it cites, or a problem.

    ``address`` is what is written of the address where the act cannot be told.
    """

    start: int
    end: int
    text: str
    targets: tuple[Target, ...]
    address: tuple[Reference, ...] = ()
    problem: Problem | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        """What is cited for sure."""
        return tuple(each.reference for each in self.targets if each.problem is None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every reason why something in it is not resolved."""
        own = () if self.problem is None else (self.problem,)
        return own + tuple(each.problem for each in self.targets if each.problem is not None)

    def __str__(self) -> str:
        return written([each.reference for each in self.targets] or self.address)


def find(
    text: str,
    *,
    home: Reference | None = None,
    exists: Exists | None = None,
    day: int | None = None,
) -> tuple[Mention, ...]:
    """Every citation of a text, in order.

    Args:
        text: running text in Estonian, English or Russian.
        home: the provision in which the text stands, for ``käesoleva seaduse`` and for addresses
            without an act; None for letters and decisions.
        exists: looks a provision up in the acts at hand.
        day: the day number whose wording is asked about.
    """
    return tuple(_Reader(text, home, exists, day).mentions())


class _Reader:
    """Goes through one text and remembers what it has cited."""

    def __init__(
        self, text: str, home: Reference | None, exists: Exists | None, day: int | None
    ) -> None:
        self.text, self.home, self.exists, self.day = text, home, exists, day
        self.tokens = tokens(text)
        self.grammar = Grammar(self.tokens)
        self.last: Mention | None = None
        """The last mention whose act is known."""
        self.last_act: dict[bool, str] = {}
        """The act that was cited last: of the Union, and of Estonia."""

    def mentions(self) -> Iterator[Mention]:
        index = 0
        while index < len(self.tokens):
            found = self.grammar.at(index)
            if found is None:
                index += 1
                continue
            mention = self._mention(found)
            self._remember(mention, found)
            yield mention
            index = found.end

    def _remember(self, mention: Mention, found: Found) -> None:
        provisions = [
            each.reference
            for each in mention.targets
            if each.reference.kind in ("provision", "act")
        ]
        if provisions and mention.problem is None:
            act = provisions[0].name
            self.last_act[provisions[0].union] = act
            self.last = mention
            named = self.grammar.alias(found.end)
            if named is not None and provisions[0].kind == "act":
                self.grammar.name_alias(named[0], act)

    # ----------------------------------------------------------------- mentions

    def _mention(self, found: Found) -> Mention:
        if found.kind == "cited":
            return self._cited(found)
        if found.kind == "case" and not found.certain:
            return self._plain(found, (), Problem("date", (Reference("case", found.names[0]),)))
        if found.kind == "gazette":
            return self._plain(found, [Reference("publication", found.names[0])])
        if found.kind == "celex":
            return self._plain(found, [Reference("act", celex_name(found.names[0]))])
        kind: Literal["case", "decision"] = "case" if found.kind == "case" else "decision"
        if found.places:
            references = [
                Reference(kind, found.names[0], point=place.numbers["point"], through=place.through)
                for place in found.places
            ]
        else:
            references = [Reference(kind, name) for name in found.names]
        return self._plain(found, references)

    def _plain(
        self, found: Found, references: Sequence[Reference], problem: Problem | None = None
    ) -> Mention:
        start, end = self.tokens[found.first].start, self.tokens[found.end - 1].end
        targets = tuple(Target(each, start, end, verified=False) for each in references)
        return Mention(start, end, self.text[start:end], targets, problem=problem)

    def _cited(self, found: Found) -> Mention:
        start, end = self.tokens[found.first].start, self.tokens[found.end - 1].end
        text = self.text[start:end]
        if not found.places:
            assert found.head is not None
            act = Reference("act", found.head.name)
            return Mention(start, end, text, (Target(act, start, end, verified=False),))
        base = self._base(found)
        if isinstance(base, Problem):
            address = tuple(_reference("", place) for place in found.places)
            return Mention(start, end, text, (), address, base)
        if not base.section and any("section" not in each.numbers for each in found.places):
            address = tuple(_reference(base.name, place) for place in found.places)
            return Mention(start, end, text, (), address, Problem("section"))
        targets = tuple(self._target(base, place) for place in found.places)
        return Mention(start, end, text, targets)

    def _base(self, found: Found) -> Reference | Problem:
        """The act, and for ``sama paragrahvi`` also the section, that an address continues."""
        head = found.head
        if head is None:
            if any("section" not in place.numbers for place in found.places):
                return Problem("section", self._near())
            if self.home is not None and self.home.union == found.article:
                return Reference("provision", self.home.name)
            return Problem("act", self._near(found.article))
        if head.relation == "this":
            return self._this(head)
        if head.relation == "same":
            return self._same(head)
        if not head.known:
            if not head.name:
                return Problem("act", self._near(False))
            return Problem("unknown_act")
        return Reference("provision", head.name)

    def _near(self, union: bool | None = None) -> tuple[Reference, ...]:
        """The acts named so far, as a hint to people; never taken for the answer."""
        names = [name for of, name in self.last_act.items() if union is None or of == union]
        return tuple(Reference("act", name) for name in names)

    def _this(self, head: Head) -> Reference | Problem:
        home = self.home
        if home is None:
            return Problem("home")
        return _kept(home, head.of) or Problem("home")

    def _same(self, head: Head) -> Reference | Problem:
        if head.of == "act":
            name = self.last_act.get(head.union)
            return Problem("context") if name is None else Reference("provision", name)
        last = self.last
        if last is None or last.problems:
            return Problem("context")
        kept = {_kept(each.reference, head.of) for each in last.targets}
        ranges = [each.reference for each in last.targets if each.reference.through]
        if len(kept) != 1 or any(_width(each) == head.of for each in ranges):
            return Problem("context", tuple(each for each in kept if each is not None))
        return kept.pop() or Problem("context")

    # ------------------------------------------------------------------ targets

    def _target(self, base: Reference, place: Place) -> Target:
        reference = _reference(base.name, place, base)
        start, end = self.tokens[place.first].start, self.tokens[place.last - 1].end
        if place.reversed:
            raised = _at_narrowest(reference.first, reference.through)
            return Target(reference, start, end, False, Problem("ambiguous", (raised,)))
        verified, problem = self._checked(reference)
        return Target(reference, start, end, verified, problem)

    def _checked(self, reference: Reference) -> tuple[bool, Problem | None]:
        """Whether it was looked up, and what is wrong with it."""
        ends = [reference.first, *([reference.last] if reference.through else [])]
        verified = False
        for each in ends:
            known = self._has(each)
            likely = [way for way in _raised_readings(each) if self._has(way)]
            if known and likely:
                return True, Problem("ambiguous", (each, *likely))
            if known is False:
                reason: Reason = "ambiguous" if likely else "missing"
                return True, Problem(reason, tuple(likely))
            if known is None and (problem := _beyond(each)) is not None:
                return False, problem
            verified = known is True
        return verified, None

    def _has(self, reference: Reference) -> bool | None:
        return None if self.exists is None else self.exists(reference, self.day)


def _reference(name: str, place: Place, base: Reference | None = None) -> Reference:
    numbers = dict(place.numbers)
    if base is not None and "section" not in numbers:
        widest = min(LEVELS.index(level) for level in numbers)
        numbers |= {level: getattr(base, level) for level in LEVELS[:widest]}
    return Reference("provision", name, **numbers, through=place.through)


def _kept(reference: Reference, of: str) -> Reference | None:
    """The act, section or subsection of a reference; None where it has none."""
    if of == "act":
        return Reference("provision", reference.name)
    if not reference.section:
        return None
    if of == "section":
        return Reference("provision", reference.name, reference.section)
    if not reference.subsection:
        return None
    return Reference("provision", reference.name, reference.section, reference.subsection)


def _width(reference: Reference) -> str:
    return [level for level in LEVELS if getattr(reference, level)][-1] if reference.section else ""


def _at_narrowest(reference: Reference, raised: str) -> Reference:
    level = _width(reference)
    return reference.at(level, getattr(reference, level) + raised.translate(_RAISED))


def _raised_readings(reference: Reference) -> Iterator[Reference]:
    """The same address with the last figures of one number read as a superscript."""
    if reference.union:
        return
    for level in LEVELS[:3]:
        number: str = getattr(reference, level)
        if not number.isascii() or not number.isdigit():
            continue
        for cut in range(1, len(number)):
            if number[cut] != "0":
                yield reference.at(level, number[:cut] + number[cut:].translate(_RAISED))


def _beyond(reference: Reference) -> Problem | None:
    """A number that is known not to be reached, often because a superscript was lost."""
    if not reference.union and _is_beyond(reference.subsection, MOST_SUBSECTIONS):
        return Problem("missing")
    last = _last_section(reference)
    if last is None or not _is_beyond(reference.section, last):
        return None
    if reference.union:
        return Problem("missing")
    plain = replace(reference, subsection="", point="", subpoint="", sentence="")
    ways = [
        reference.at("section", way.section)
        for way in _raised_readings(plain)
        if int("".join(sign for sign in way.section if sign in "0123456789")) <= last
        and inventory.exists(way) is not False
    ]
    return Problem("ambiguous" if ways else "missing", tuple(ways))


def _last_section(reference: Reference) -> int | None:
    """The number of an act's last section or article, where it has been counted."""
    if reference.union:
        of_union = union_acts().get(reference.name)
        return None if of_union is None else of_union.articles
    act = acts().get(reference.name)
    return None if act is None else act.sections


def _is_beyond(number: str, last: int) -> bool:
    return number.isascii() and number.isdecimal() and int(number) > last


def explained(mention: Mention, language: Language) -> tuple[str, ...]:
    """What is wrong with a mention, a sentence each, with what it could be; empty if nothing is."""
    texts = Catalogue.load("perenou.language", "texts")
    lines: list[str] = []
    for problem in mention.problems:
        line = texts.text(f"reference.{problem.reason}", language, text=mention.text)
        if problem.candidates:
            named = [str(each) for each in problem.candidates]
            line += " " + texts.text("reference.candidates", language, candidates=named)
        lines.append(line)
    return tuple(lines)
