"""What differs between two redactions, provision by provision.

A change of a whole provision is one change, with its parts in it: an inserted subsection with three
points is one. Provisions are matched under their parent, first by number and words, then by words
alone (renumbered), then by number alone (changed); what is left is inserted or repealed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final, Literal, TypeAlias

from perenou.statutes.address import DIVISIONS, Address, Level, Step
from perenou.statutes.model import ActText, Provision, comparable
from perenou.statutes.wording import Run, likeness, only_ministries, runs

ChangeKind: TypeAlias = Literal[
    "inserted", "repealed", "changed", "ministry", "moved", "renumbered", "tidied"
]

Content: TypeAlias = tuple[tuple[tuple[Step, ...], str, str, bool], ...]
"""What a provision says: of each of its parts the place in it, heading, words, and if repealed."""

ALIKE: Final = 0.75
"""From which likeness two wordings under different numbers are taken for the same provision."""

FEWEST_WORDS: Final = 5
"""Shorter wordings are the same provision only when they are the very same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two redactions.

    Attributes:
        kind: ``ministry`` is a change of nothing but a ministry's name; ``tidied`` concerns only
            the empty place of a provision that was repealed earlier.
        address: where it is now; of what is gone, where it was. was: where it was, if it was.
        before, after: the provision with those of its parts that came or went together with it.
        title, words: how heading and own words differ; empty where nothing is to be compared.
        follows: the provision that it comes after, for what is inserted or moved.
    """

    kind: ChangeKind
    address: Address
    was: Address | None
    before: tuple[Provision, ...]
    after: tuple[Provision, ...]
    title: tuple[Run, ...] = ()
    words: tuple[Run, ...] = ()
    follows: Address | None = None

    @property
    def is_title_only(self) -> bool:
        """Whether nothing but the heading changed."""
        return self.kind == "changed" and all(run.kind == "same" for run in self.words)


def differences(old: ActText, new: ActText) -> tuple[Change, ...]:
    """The changes that lead from one redaction to another, in the order of the new one."""
    return _Comparison(old.provisions, new.provisions).changes()


def applied(old: Sequence[Provision], changes: Iterable[Change]) -> tuple[Provision, ...]:
    """The provisions after the changes: addresses, headings and words of the other redaction."""
    changes = tuple(changes)
    stays = {c.was: c.after[0] for c in changes if c.was is not None and c.after}
    gone = {part.address for c in changes for part in c.before} - stays.keys()
    renamed = {was: now.address for was, now in stays.items() if was != now.address}
    told = [
        _told_anew(each, _renamed(each.address, renamed), stays.get(each.address))
        for each in old
        if each.address not in gone
    ]
    held: dict[Address, list[Provision]] = {}
    # The inner ones first: what moved inside something that moved is on its own.
    for change in reversed([c for c in changes if c.kind == "moved"]):
        held[change.address] = [p for p in told if _goes_with(change.address, p.address)]
        told = [p for p in told if not _goes_with(change.address, p.address)]
    for change in changes:
        follows = change.follows
        if change.kind == "moved":
            parts = held[change.address]
        elif change.was is None:
            parts = list(change.after)
        else:
            parts, follows = list(change.after[1:]), change.address
        if parts:
            places = [each.address for each in told]
            at = 0 if follows is None else places.index(follows) + 1
            told[at:at] = parts
    return tuple(told)


def _goes_with(address: Address, other: Address) -> bool:
    return other == address if address.level in DIVISIONS else address.covers(other)


def _renamed(address: Address, renamed: dict[Address, Address]) -> Address:
    for depth in range(len(address.steps), 0, -1):
        now = renamed.get(Address(address.steps[:depth]))
        if now is not None:
            return Address((*now.steps, *address.steps[depth:]))
    return address


def _told_anew(each: Provision, address: Address, now: Provision | None) -> Provision:
    if now is None:
        return replace(each, address=address)
    return replace(each, address=address, title=now.title, text=now.text, repealed=now.repealed)


class _Side:
    """The provisions of one redaction, looked up by address and by what they are a part of."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = provisions
        self.places = {each.address: at for at, each in enumerate(provisions)}
        self._said = [(comparable(p.title), comparable(p.text), p.repealed) for p in provisions]
        self._parts: dict[Address | None, list[Address]] = {}
        for each in provisions:
            above = each.address.parent
            home = above if above in self.places else None
            self._parts.setdefault(home, []).append(each.address)

    def __getitem__(self, address: Address) -> Provision:
        return self.provisions[self.places[address]]

    def parts(self, address: Address | None) -> Sequence[Address]:
        """What is directly inside, in order; at the top, chapters stand beside their sections."""
        return self._parts.get(address, ())

    def content(self, address: Address) -> Content:
        """What a provision says with its parts, but for its own number; a chapter by itself."""
        depth = len(address.steps)
        return tuple(
            (self.provisions[at].address.steps[depth:], *self._said[at])
            for at in self._whole(address)
        )

    def words(self, address: Address) -> str:
        """All words of a provision with its parts."""
        said = (self._said[at][:2] for at in self._whole(address))
        return " ".join(text for pair in said for text in pair if text)

    def _whole(self, address: Address) -> Iterator[int]:
        begin = self.places[address]
        yield begin
        if address.level in DIVISIONS:
            return
        depth = len(address.steps)
        for at in range(begin + 1, len(self.provisions)):
            if self.provisions[at].address.steps[:depth] != address.steps:
                return
            yield at

    def extent(self, at: int, others: Container[Address]) -> tuple[Provision, ...]:
        """A provision with its parts up to the first that is told elsewhere.

        A chapter comes with its sections where none of them is told elsewhere.
        """
        head = self.provisions[at].address
        if head.level not in DIVISIONS:
            parts = [self.provisions[place] for place in self._whole(head)]
            inside = takewhile(lambda part: part.address not in others, parts[1:])
            return (parts[0], *inside)
        depth = DIVISIONS.index(head.level)
        parts = [self.provisions[at]]
        for each in self.provisions[at + 1 :]:
            level = each.address.level
            if level in ("annex", "note") or level in DIVISIONS[: depth + 1]:
                break
            parts.append(each)
        if any(part.address in others for part in parts[1:]):
            return (parts[0],)
        return tuple(parts)


class _Comparison:
    """Two redactions, matched."""

    def __init__(self, old: Sequence[Provision], new: Sequence[Provision]) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.pairs: dict[Address, Address] = {}
        """By new address: the old address of what is taken for the same provision."""
        self.moved: set[Address] = set()
        self._match(None, None)
        self._match_across()
        self._find_moved([now for now in self.pairs if _stands_in_the_open(now)])

    # ------------------------------------------------------------------ matching

    def _match(self, old_parent: Address | None, new_parent: Address | None) -> None:
        old = {each: self.old.content(each) for each in self.old.parts(old_parent)}
        new = {each: self.new.content(each) for each in self.new.parts(new_parent)}
        found: dict[Address, Address] = {}

        def take(now: Address, was: Address) -> None:
            found[now] = was
            del old[was], new[now]

        numbered = {(address.level, address.number): address for address in old}
        for now, content in list(new.items()):
            was = numbered.get((now.level, now.number))
            if was is not None and old[was] == content:
                take(now, was)
        said: dict[tuple[Level, Content], list[Address]] = {}
        for was, content in old.items():
            said.setdefault((was.level, content), []).append(was)
        for now, content in list(new.items()):
            alike = said.get((now.level, content))
            if alike and _says_anything(content):
                take(now, alike.pop(0))
        for now in list(new):
            was = numbered.get((now.level, now.number))
            if was in old and not self._fits_better_elsewhere(was, now, list(old), list(new)):
                take(now, was)
        for now in list(new):
            near = self._nearest(now, [was for was in old if was.level == now.level])
            if near is not None:
                take(now, near)
        self.pairs.update(found)
        if new_parent is not None and new_parent.level not in DIVISIONS:
            self._find_moved(list(found))
        for now, was in found.items():
            self._match(was, now)

    def _fits_better_elsewhere(
        self, was: Address, now: Address, old: Sequence[Address], new: Sequence[Address]
    ) -> bool:
        """Whether two of one number say different things and one of them fits another number."""
        before, after = self.old.words(was), self.new.words(now)
        own = _alike(before, after)
        if own >= ALIKE or not before or not after:
            return False
        return any(
            _alike(before, self.new.words(each)) >= ALIKE
            for each in new
            if each.level == was.level and each != now
        ) or any(
            _alike(self.old.words(each), after) >= ALIKE
            for each in old
            if each.level == now.level and each != was
        )

    def _nearest(self, now: Address, candidates: Sequence[Address]) -> Address | None:
        after = self.new.words(now)
        scored = [
            (_alike(self.old.words(was), after), -at, was) for at, was in enumerate(candidates)
        ]
        best = max(scored, key=lambda each: each[:2], default=None)
        return None if best is None or best[0] < ALIKE else best[2]

    def _match_across(self) -> None:
        """Provisions that went from one parent to another with the very same words."""
        matched = set(self.pairs.values())
        gone: dict[tuple[Level, Content], list[Address]] = {}
        for was in self.old.places:
            if was not in matched and was.parent in matched and was.level not in DIVISIONS:
                gone.setdefault((was.level, self.old.content(was)), []).append(was)
        for now in self.new.places:
            if now in self.pairs or now.parent not in self.pairs or now.level in DIVISIONS:
                continue
            content = self.new.content(now)
            candidates = gone.get((now.level, content))
            if candidates and _says_anything(content):
                was = candidates.pop(0)
                self.pairs[now] = was
                self.moved.add(now)
                self._match(was, now)

    def _find_moved(self, found: Sequence[Address]) -> None:
        """Of matched neighbours, those that are not in their old order."""
        ordered = sorted(found, key=lambda now: self.new.places[now])
        stay = _longest_rising([self.old.places[self.pairs[now]] for now in ordered])
        self.moved.update(now for at, now in enumerate(ordered) if at not in stay)

    # ------------------------------------------------------------------ telling

    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order of the new redaction."""
        told: list[tuple[tuple[int, int], Change]] = []
        for at, each in enumerate(self.new.provisions):
            if each.address in self.pairs and (change := self._matched(each)) is not None:
                told.append(((at, 1), change))
        came = {part.address for _, change in told for part in change.after}
        for at, each in enumerate(self.new.provisions):
            if each.address not in self.pairs and each.address not in came:
                parts = self.new.extent(at, self.pairs.keys() | came)
                came.update(part.address for part in parts)
                kind: ChangeKind = "tidied" if all(map(_is_empty, parts)) else "inserted"
                follows = self._before(at)
                told.append(((at, 1), Change(kind, each.address, None, (), parts, follows=follows)))
        matched = set(self.pairs.values())
        went = {part.address for _, change in told for part in change.before}
        place = -1
        now_at = {was: self.new.places[now] for now, was in self.pairs.items()}
        for at, each in enumerate(self.old.provisions):
            place = now_at.get(each.address, place)
            if each.address not in matched and each.address not in went:
                parts = self.old.extent(at, matched | went)
                went.update(part.address for part in parts)
                kind = "tidied" if all(map(_is_empty, parts)) else "repealed"
                change = Change(kind, each.address, each.address, parts, ())
                told.append(((place, 2), change))
        return tuple(change for _, change in sorted(told, key=lambda pair: pair[0]))

    def _matched(self, now: Provision) -> Change | None:
        was = self.pairs[now.address]
        before = self.old[was]
        title = runs(before.title, now.title)
        words = runs(before.text, now.text)
        follows = None
        kind: ChangeKind
        if now.address in self.moved:
            kind, follows = "moved", self._before(self.new.places[now.address])
        elif now.repealed and not before.repealed:
            others = set(self.pairs.values())
            parts = self.old.extent(self.old.places[was], others)
            return Change("repealed", now.address, was, parts, (now,), title, words)
        elif before.repealed and not now.repealed:
            parts = self.new.extent(self.new.places[now.address], self.pairs.keys())
            return Change("inserted", now.address, was, (before,), parts)
        elif now.address.number != was.number:
            kind = "renumbered"
        elif all(run.kind == "same" for run in (*title, *words)):
            return None
        else:
            kind = "ministry" if only_ministries(title, words) else "changed"
        return Change(kind, now.address, was, (before,), (now,), title, words, follows)

    def _before(self, at: int) -> Address | None:
        return self.new.provisions[at - 1].address if at else None


def _stands_in_the_open(address: Address) -> bool:
    """Whether it is a chapter or the like, or one of the sections that stand among them."""
    return address.level in DIVISIONS or len(address.steps) == 1


def _is_empty(part: Provision) -> bool:
    return part.repealed or not (part.text or part.title)


def _says_anything(content: Content) -> bool:
    """Whether there are words to know a provision by; an empty one is like any other."""
    return any(title or text for _, title, text, _ in content)


def _alike(before: str, after: str) -> float:
    if min(len(before.split()), len(after.split())) < FEWEST_WORDS:
        return 1.0 if comparable(before) == comparable(after) else 0.0
    return likeness(before, after)


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The indices of a longest rising run of places."""
    tails: list[int] = []
    at_tail: list[int] = []
    previous: list[int] = []
    for at, place in enumerate(places):
        found = bisect_left(tails, place)
        previous.append(at_tail[found - 1] if found else -1)
        if found == len(tails):
            tails.append(place)
            at_tail.append(at)
        else:
            tails[found] = place
            at_tail[found] = at
    stay: set[int] = set()
    here = at_tail[-1] if at_tail else -1
    while here >= 0:
        stay.add(here)
        here = previous[here]
    return stay
