"""A family as a picture: who there is, how they are related, how old and in which state they are.

Drawn in lines and boxes without any style of its own; the same in sentences for whoever does not
see it. ``frame/family.html`` shows one under the name ``family``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.casework.case_file.dates import full_years
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import (
    Case,
    Child,
    Couple,
    Living,
    Person,
    Residence,
    entries,
)
from perenou.casework.case_file.spells import Spell
from perenou.casework.words import Words
from perenou.language.grammar import Language, after_number
from perenou.workbench.frame.words import say

WIDTH: Final = 168
HEIGHT: Final = 62
GAP: Final = 24
BETWEEN: Final = 84
"""Units of the picture: of a box, between two boxes, between the two rows."""
LONGEST: Final = 21
"""Letters of a name that a box has room for."""
MOST_IN_ROW: Final = 5


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody: left upper corner, name, and what is said below it."""

    x: int
    y: int
    name: str
    detail: str
    is_child: bool

    @property
    def middle(self) -> int:
        """Where lines and words are centred."""
        return self.x + WIDTH // 2

    @property
    def name_y(self) -> int:
        """Base line of the name."""
        return self.y + 27

    @property
    def detail_y(self) -> int:
        """Base line of the detail."""
        return self.y + 47


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two: ``raises``, ``parent`` (who does not raise), ``couple``."""

    kind: str
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Family:
    """A picture: its size, boxes and lines, and the same in sentences."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    sentences: tuple[str, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def family(case: Case, day: int, language: Language) -> Family:
    """The picture of a case's family as it is on a day (an ordinal)."""
    words = Words(language, case.named)
    generations = [_rows(each) for each in _generations(case, day)]
    width = max([WIDTH, *map(_extent, generations)])
    boxes: dict[str, Box] = {}
    top = 0
    for rows in generations:
        for who, place in _centred(rows, width).items():
            boxes[who] = _box(case.person(who), place, top, words.name_of(who), day, words)
        top += (1 + max(y for _, y in rows.values())) * (HEIGHT + GAP) - GAP + BETWEEN
    height = max([HEIGHT, *(box.y + HEIGHT for box in boxes.values())])
    links = (*_couples(case, boxes, day), *_lines(case, boxes, day))
    sentences = tuple(_sentences(case, day, words))
    return Family(width, height, tuple(boxes.values()), links, sentences)


# ------------------------------------------------------------------------------ where boxes stand


def _generations(case: Case, day: int) -> Iterator[list[str]]:
    """Who stands in each row: people, then children; below a child whom it raises or bore."""
    above = {
        who: {*_parents(child, day), *_raising(child, day)} & case.children.keys()
        for who, child in case.children.items()
    }
    # Of two who raise each other neither stands above.
    above = {who: {a for a in of if who not in above[a]} for who, of in above.items()}
    row = dict.fromkeys(above, 0)
    for _ in above:
        row = {w: max((min(1 + row[a], len(row)) for a in above[w]), default=0) for w in row}
    rows = [[who for who in row if row[who] == at] for at in range(len(row) + 1)]
    yield from filter(None, [list(case.people), *rows])


def _rows(people: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Column and row of everybody."""
    return {who: (at % MOST_IN_ROW, at // MOST_IN_ROW) for at, who in enumerate(people)}


def _extent(places: Mapping[str, tuple[int, int]]) -> int:
    columns = 1 + max(column for column, _ in places.values())
    return columns * (WIDTH + GAP) - GAP


def _centred(places: Mapping[str, tuple[int, int]], width: int) -> dict[str, tuple[int, int]]:
    """Left upper corners; every row stands in the middle."""
    found = {}
    for who, (column, row) in places.items():
        in_row = sum(1 for _, each in places.values() if each == row)
        left = (width - (in_row * (WIDTH + GAP) - GAP)) // 2
        found[who] = (left + column * (WIDTH + GAP), row * (HEIGHT + GAP))
    return found


def _box(
    person: Person, place: tuple[int, int], top: int, name: str, day: int, words: Words
) -> Box:
    shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    detail = " · ".join(_details(person, day, words))
    return Box(place[0], place[1] + top, shown, detail, isinstance(person, Child))


# ------------------------------------------------------------------------------ lines


def _lines(case: Case, boxes: Mapping[str, Box], day: int) -> Iterator[Link]:
    for who, child in case.children.items():
        raising = _raising(child, day)
        parents = _parents(child, day)
        for adult in dict.fromkeys((*parents, *raising)):
            if adult in boxes and boxes[adult].y < boxes[who].y:
                kind = "raises" if adult in raising else "parent"
                yield _link(kind, boxes[adult], boxes[who])


def _couples(case: Case, boxes: Mapping[str, Box], day: int) -> Iterator[Link]:
    for couple in entries(case.couples):
        two = [boxes[who] for who in known(couple.who) or () if who in boxes]
        if len(two) == 2 and _may_be(couple, day):
            first, second = sorted(two, key=lambda box: box.x)
            y = first.y + HEIGHT // 2
            yield Link("couple", first.x + WIDTH, y, second.x, second.y + HEIGHT // 2)


def _link(kind: str, adult: Box, child: Box) -> Link:
    # Lines end spread over the child's box, so that two parents' lines do not meet in a point.
    lean = max(-WIDTH // 3, min(WIDTH // 3, (adult.middle - child.middle) // 4))
    return Link(kind, adult.middle, adult.y + HEIGHT, child.middle + lean, child.y)


def _raising(child: Child, day: int) -> tuple[str, ...]:
    found: list[str] = []
    for living in entries(child.lives):
        if _may_be(living, day):
            found += known(living.with_) or ()
    return tuple(dict.fromkeys(found))


def _parents(child: Child, day: int) -> dict[str, str | None]:
    """By id of a parent: as what they are registered."""
    return {
        link.who: known(link.role)
        for link in entries(child.parents)
        if link.who not in (None, "unknown") and _may_be(link, day)
    }


def _may_be(spell: Spell, day: int) -> bool:
    first, after = spell.possibly
    return first <= day < after


# ------------------------------------------------------------------------------ words


def _details(person: Person, day: int, words: Words) -> Iterator[str]:
    """Age, state, or what else there is to say in a word or two."""
    language = words.language
    died = person.died
    if died is not None and died.is_known and died.first <= day:
        yield say("family.dead", language)
    elif (born := person.born) is not None and born.is_known:
        ages = {full_years(each, day) for each in (born.first, born.last)}
        if max(ages) < 0:
            yield say("family.unborn", language)
        else:
            least, most = min(ages), max(ages)
            told = str(most) if least == most else f"{max(least, 0)}–{most}"
            unit = after_number(most, "year", language)
            yield say("family.age", language, years=told, unit=unit)
    elif isinstance(person, Child):
        yield say("family.no_birth", language)
    state = _state(person, day)
    if state is not None:
        yield words.state(state)


def _state(person: Person, day: int) -> str | None:
    here: list[Residence] = [each for each in entries(person.residence) if _may_be(each, day)]
    return known(here[0].country) if len(here) == 1 else None


def _sentences(case: Case, day: int, words: Words) -> Iterator[str]:
    language = words.language
    for who in case.people:
        yield _somebody(case.people[who], who, day, words)
    for couple in entries(case.couples):
        yield from _pair(couple, day, words)
    for who, child in case.children.items():
        yield _somebody(child, who, day, words)
        for parent, role in _parents(child, day).items():
            name = words.name_of(parent)
            as_what = (
                say("family.parent", language) if role is None else words.say(f"value.role.{role}")
            )
            yield f"{words.name_of(who)}: {as_what} {name}"
        raising = _raising(child, day)
        if raising:
            equal = any(_is_equal(each, day) for each in entries(child.lives))
            key = "family.raised_equally" if equal else "family.raised"
            names = words.names(list(raising))
            yield say(key, language, child=words.name_of(who), names=names)


def _somebody(person: Person, who: str, day: int, words: Words) -> str:
    return ", ".join([words.name_of(who), *_details(person, day, words)])


def _pair(couple: Couple, day: int, words: Words) -> Iterator[str]:
    two = known(couple.who) or ()
    if len(two) == 2 and _may_be(couple, day):
        kind = known(couple.kind)
        bond = (
            say("family.couple", words.language)
            if kind is None
            else words.say(f"value.bond.{kind}")
        )
        yield f"{words.names(list(two))}: {bond}"


def _is_equal(living: Living, day: int) -> bool:
    return living.share == "equal" and _may_be(living, day)
