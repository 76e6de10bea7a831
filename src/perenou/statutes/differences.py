"""What differs between two redactions, provision by provision.

A change of a whole provision is one change, with its parts in it: an inserted subsection with three
points is one. Provisions are matched under their parent, first by number and words, then by words
alone (renumbered), then by number alone (changed); what is left is inserted or repealed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from perenou.statutes.address import DIVISIONS, Address
from perenou.statutes.model import ActText, Provision, comparable
from perenou.statutes.wording import Run, likeness, only_ministries, runs

ChangeKind: TypeAlias = Literal[
    "inserted", "repealed", "changed", "ministry", "moved", "renumbered", "tidied"
]

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


class _Comparison:
    """Two lists of provisions, matched."""

    def __init__(self, old: Sequence[Provision], new: Sequence[Provision]) -> None:
        self.old, self.new = old, new
        self.old_parts, self.new_parts = _parts(old), _parts(new)
        self.old_at = {each.address: at for at, each in enumerate(old)}
        self.new_at = {each.address: at for at, each in enumerate(new)}
        self.pairs: dict[Address, Address] = {}
        """By new address: the old address of what is taken for the same provision."""
        self.moved: set[Address] = set()
        self._match(None, None)
        self._match_across()
        self._find_moved([now for now in self.pairs if _stands_in_the_open(now)])

    # ------------------------------------------------------------------ matching

    def _match(self, old_parent: Address | None, new_parent: Address | None) -> None:
        old = {each.address: each for each in self.old_parts.get(old_parent, ())}
        new = {each.address: each for each in self.new_parts.get(new_parent, ())}
        found: dict[Address, Address] = {}

        def take(now: Address, was: Address) -> None:
            found[now] = was
            del old[was], new[now]

        same_number = {(address.level, address.number): address for address in old}
        for now in list(new):
            was = same_number.get((now.level, now.number))
            if was is not None and self._content(self.old, self.old_at, was) == self._content(
                self.new, self.new_at, now
            ):
                take(now, was)
        by_words: dict[tuple[object, ...], list[Address]] = {}
        for was in old:
            by_words.setdefault(self._content(self.old, self.old_at, was), []).append(was)
        for now in list(new):
            content = self._content(self.new, self.new_at, now)
            alike = by_words.get(content, [])
            if alike and _says_enough(content):
                take(now, alike.pop(0))
        for now in list(new):
            was = same_number.get((now.level, now.number))
            if was in old and not self._better_elsewhere(was, now, old, new):
                take(now, was)
        for now in list(new):
            near = self._nearest(now, [was for was in old if was.level == now.level])
            if near is not None:
                take(now, near)
        self.pairs.update(found)
        if new_parent is not None and not _stands_in_the_open(new_parent, is_parent=True):
            self._find_moved(list(found))
        for now, was in found.items():
            self._match(was, now)

    def _content(
        self, provisions: Sequence[Provision], at: dict[Address, int], address: Address
    ) -> tuple[object, ...]:
        """What a provision says with its parts, but for its own number."""
        depth = len(address.steps)
        found: list[object] = [address.level]
        for each in provisions[at[address] :]:
            if not address.covers(each.address) or (
                address.level in DIVISIONS and each.address != address
            ):
                break
            said = (comparable(each.title), comparable(each.text), each.repealed)
            found.append((each.address.steps[depth:], said))
        return tuple(found)

    def _own(self, provisions: Sequence[Provision], at: dict[Address, int], a: Address) -> str:
        """All words of a provision, for likeness."""
        words: list[str] = []
        for each in provisions[at[a] :]:
            if not a.covers(each.address) or (a.level in DIVISIONS and each.address != a):
                break
            words += [each.title, each.text]
        return " ".join(filter(None, words))

    def _better_elsewhere(
        self,
        was: Address,
        now: Address,
        old: dict[Address, Provision],
        new: dict[Address, Provision],
    ) -> bool:
        """Whether two of one number say different things and one of them fits another number."""
        before = self._own(self.old, self.old_at, was)
        after = self._own(self.new, self.new_at, now)
        if not before or not after:
            return False
        own = likeness(before, after)
        if own >= ALIKE:
            return False
        others_now = (self._own(self.new, self.new_at, a) for a in new if a.level == was.level)
        others_was = (self._own(self.old, self.old_at, a) for a in old if a.level == now.level)
        return any(_alike(before, each) > max(own, ALIKE) for each in others_now) or any(
            _alike(each, after) > max(own, ALIKE) for each in others_was
        )

    def _nearest(self, now: Address, candidates: Sequence[Address]) -> Address | None:
        after = self._own(self.new, self.new_at, now)
        scored = [
            (_alike(self._own(self.old, self.old_at, was), after), -at, was)
            for at, was in enumerate(candidates)
        ]
        best = max(scored, key=lambda each: each[:2], default=None)
        return None if best is None or best[0] < ALIKE else best[2]

    def _match_across(self) -> None:
        """Provisions that went from one parent to another with the very same words."""
        matched = set(self.pairs.values())
        gone: dict[tuple[object, ...], list[Address]] = {}
        for each in self.old:
            address = each.address
            is_root = address.parent is None or address.parent in matched
            if address not in matched and is_root and address.level not in DIVISIONS:
                gone.setdefault(self._content(self.old, self.old_at, address), []).append(address)
        for each in self.new:
            address = each.address
            if address in self.pairs or address.level in DIVISIONS:
                continue
            if address.parent is not None and address.parent not in self.pairs:
                continue
            content = self._content(self.new, self.new_at, address)
            candidates = gone.get(content, [])
            if candidates and _says_enough(content):
                was = candidates.pop(0)
                self.pairs[address] = was
                self.moved.add(address)
                self._match(was, address)

    def _find_moved(self, found: Sequence[Address]) -> None:
        """Of matched neighbours, those that are not in their old order."""
        ordered = sorted(found, key=lambda now: self.new_at[now])
        stay = _longest_rising([self.old_at[self.pairs[now]] for now in ordered])
        self.moved.update(now for at, now in enumerate(ordered) if at not in stay)

    # ------------------------------------------------------------------ telling

    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order of the new redaction."""
        told: list[tuple[tuple[int, int], Change]] = []
        for at, each in enumerate(self.new):
            if each.address in self.pairs and (change := self._matched(each)) is not None:
                told.append(((at, 1), change))
        came = {part.address for _, change in told for part in change.after}
        for at, each in enumerate(self.new):
            if each.address not in self.pairs and each.address not in came:
                parts = self._extent(self.new, at, self.pairs.keys() | came)
                came.update(part.address for part in parts)
                kind: ChangeKind = "tidied" if all(map(_is_empty, parts)) else "inserted"
                follows = self.new[at - 1].address if at else None
                told.append(((at, 1), Change(kind, each.address, None, (), parts, follows=follows)))
        matched = set(self.pairs.values())
        went = {part.address for _, change in told for part in change.before}
        for at, each in enumerate(self.old):
            if each.address not in matched and each.address not in went:
                parts = self._extent(self.old, at, matched | went)
                went.update(part.address for part in parts)
                kind = "tidied" if all(map(_is_empty, parts)) else "repealed"
                change = Change(kind, each.address, each.address, parts, ())
                told.append(((self._place_of_gone(at), 2), change))
        return tuple(change for _, change in sorted(told, key=lambda pair: pair[0]))

    def _matched(self, now: Provision) -> Change | None:
        was = self.pairs[now.address]
        before = self.old[self.old_at[was]]
        title = runs(before.title, now.title)
        words = runs(before.text, now.text)
        here, follows = self.new_at[now.address], None
        kind: ChangeKind
        if now.address in self.moved:
            kind = "moved"
            follows = self.new[here - 1].address if here else None
        elif now.repealed and not before.repealed:
            others = set(self.pairs.values()) - {was}
            parts = self._extent(self.old, self.old_at[was], others)
            return Change("repealed", now.address, was, parts, (now,), title, words)
        elif before.repealed and not now.repealed:
            parts = self._extent(self.new, here, self.pairs.keys() - {now.address})
            return Change("inserted", now.address, was, (before,), parts)
        elif self._is_renumbered(now.address, was):
            kind = "renumbered"
        elif all(run.kind == "same" for run in (*title, *words)):
            return None
        else:
            kind = "ministry" if only_ministries(title, words) else "changed"
        return Change(kind, now.address, was, (before,), (now,), title, words, follows)

    def _is_renumbered(self, now: Address, was: Address) -> bool:
        """Whether its own number changed, and not only that of what it is a part of."""
        if now == was:
            return False
        above_now, above_was = now.parent, was.parent
        if above_now is None or above_was is None:
            return True
        return self.pairs.get(above_now) != above_was or now.number != was.number

    def _extent(
        self, provisions: Sequence[Provision], at: int, others: set[Address]
    ) -> tuple[Provision, ...]:
        """A provision with its parts; a chapter with its sections where all of them are new."""
        head = provisions[at].address
        if head.level not in DIVISIONS:
            parts: list[Provision] = []
            for each in provisions[at:]:
                if not head.covers(each.address) or (parts and each.address in others):
                    break
                parts.append(each)
            return tuple(parts)
        depth = DIVISIONS.index(head.level)
        parts = []
        for each in provisions[at:]:
            level = each.address.level
            is_next = level in DIVISIONS and DIVISIONS.index(level) <= depth
            if parts and (is_next or level in ("annex", "note")):
                break
            parts.append(each)
        if any(part.address in others for part in parts):
            return (provisions[at],)
        return tuple(parts)

    def _place_of_gone(self, at: int) -> int:
        """After which provision of the new redaction something that is gone is told."""
        there = {was: self.new_at[now] for now, was in self.pairs.items()}
        for each in reversed(self.old[:at]):
            if each.address in there:
                return there[each.address]
        return -1


def _stands_in_the_open(address: Address, *, is_parent: bool = False) -> bool:
    """Whether it is a chapter or the like, or one of the sections that stand among them."""
    return address.level in DIVISIONS or (not is_parent and len(address.steps) == 1)


def _parts(provisions: Sequence[Provision]) -> dict[Address | None, list[Provision]]:
    """By parent: the provisions directly inside, in order. Chapters stand beside their sections."""
    known = {each.address for each in provisions}
    found: dict[Address | None, list[Provision]] = {}
    for each in provisions:
        parent = each.address.parent
        found.setdefault(parent if parent in known else None, []).append(each)
    return found


def _is_empty(part: Provision) -> bool:
    return part.repealed or not (part.text or part.title)


def _says_enough(content: tuple[object, ...]) -> bool:
    """Whether words are enough to know a provision by; an empty one is like any other."""
    return any(isinstance(each, tuple) and (each[1][0] or each[1][1]) for each in content[1:])


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
