"""Families for comparing calculators of parental benefit: seeded, or drawn by hypothesis.

Days are drawn near the law's borders: 70, 31 and 30 days before the expected date, the 60 days
together, the end of the quotas, the third birthday, turns of the year.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import strategies as st
from tests.reference.facts import (
    ONE_DAY,
    PARENTS,
    Family,
    Kind,
    Parent,
    PreviousChild,
    Spell,
    Who,
    Wish,
    third_birthday,
)

FIRST_EXPECTED = date(2023, 5, 1)
LAST_EXPECTED = date(2027, 9, 30)
# Cents a month: none, a cent, between and on the minimum wages, ordinary, at and above the caps.
INCOMES = (0, 1, 300_00, 819_99, 820_00, 886_00, 900_00, 945_99, 946_00, 1_500_00, 2_400_00)
HIGH_INCOMES = (3_806_10, 4_038_10, 4_500_00, 5_265_09, 9_000_00)


def _days(number: int) -> timedelta:
    return number * ONE_DAY


def _expected(rng: Random) -> date:
    if rng.random() < 0.35:
        turn = date(rng.choice((2024, 2025, 2026, 2027)), 1, 1)
        return turn + _days(rng.randint(-45, 45))
    return FIRST_EXPECTED + _days(rng.randint(0, (LAST_EXPECTED - FIRST_EXPECTED).days))


def _birth(rng: Random, expected: date) -> date:
    """On time, at a border of § 35 lg 4-5, very early, or late."""
    late = rng.choice(
        (
            0,
            rng.randint(-10, 10),
            rng.randint(-69, -11),
            rng.choice((-72, -71, -70, -69, -43, -42, -41, -32, -31, -30, -29, 1, 14)),
            rng.randint(-120, -71),
        )
    )
    birth = expected + _days(late)
    first = date(2023, 1, 1) if expected >= FIRST_EXPECTED else date(2022, 4, 1)
    return min(max(birth, first), max(date(2027, 12, 31), expected))


def monthly_tax(rng: Random, around: date, months: int = 32) -> dict[tuple[int, int], int]:
    """Two years and a half of social tax, so that a wrong period shows."""
    pattern = rng.choice(("none", "even", "uneven", "one month"))
    level = rng.choice(INCOMES + HIGH_INCOMES)
    tax: dict[tuple[int, int], int] = {}
    for back in range(months):
        index = around.year * 12 + around.month - 1 - back
        month = (index // 12, index % 12 + 1)
        if pattern == "even":
            tax[month] = level * 33 // 100
        elif pattern == "uneven":
            tax[month] = rng.choice((0, level * 33 // 100, rng.randint(0, 2_000_00)))
        elif pattern == "one month" and back == rng.choice((9, 10, 15, 21, 22)):
            tax[month] = max(1, level * 33 // 100)
    return tax


def notes(rng: Random, around: date) -> tuple[Spell, ...]:
    """Days released from work before a birth, sometimes all of them."""
    kind = rng.random()
    if kind < 0.6:
        return ()
    if kind < 0.65:  # every day of the period: no month is left
        return (Spell(around - _days(800), around),)
    found = []
    for _ in range(rng.randint(1, 3)):
        first = around - _days(rng.randint(250, 720))
        found.append(Spell(first, first + _days(rng.randint(0, 120))))
    return tuple(found)


def leave(rng: Random, spans: list[tuple[date, date]]) -> tuple[Spell, ...]:
    """Leave entries over the wishes, sometimes short of them."""
    found = []
    for first, last in spans:
        if rng.random() < 0.8:
            found.append(Spell(first, last))
        else:
            start = first + _days(rng.randint(0, 5))
            found.append(Spell(start, max(start, last - _days(rng.randint(0, 10)))))
    return tuple(found)


def _mothers_wishes(rng: Random, birth: date, expected: date) -> list[Wish]:
    """Mother's benefit with or without holes, then shared benefit with pauses."""
    wishes: list[Wish] = []
    ends = expected + _days(29)
    cursor = min(birth, expected) - _days(80)
    if rng.random() < 0.85:
        before = rng.choice((75, 71, 70, 69, 40, 32, 31, 30, 29, 10, 0, -1, -5))
        cursor = expected - _days(before)
        last = max(cursor, max(ends, birth + _days(99)) if rng.random() < 0.3 else ends)
        if rng.random() < 0.25:
            hole = cursor + _days(rng.randint(1, 40))
            wishes.append(Wish(Who.MOTHER, Kind.MOTHER, cursor, min(last, hole)))
            cursor = hole + _days(rng.randint(1, 15))
        if cursor <= last:
            wishes.append(Wish(Who.MOTHER, Kind.MOTHER, cursor, last))
        cursor = max(cursor, last + ONE_DAY)
    return wishes + shared_wishes(rng, Who.MOTHER, birth, cursor)


def _fathers_wishes(rng: Random, birth: date, expected: date) -> list[Wish]:
    """Father's benefit in one to four pieces around the birth, then shared benefit."""
    wishes: list[Wish] = []
    cursor = expected + _days(rng.choice((-35, -31, -30, -29, -5, 0, 10, 60, 400)))
    if rng.random() < 0.2:
        cursor = birth
    if rng.random() < 0.85:
        for _ in range(rng.randint(1, 4)):
            length = rng.choice((1, 5, 10, 15, 29, 30, 31))
            wishes.append(Wish(Who.FATHER, Kind.FATHER, cursor, cursor + _days(length - 1)))
            cursor += _days(length + rng.choice((0, 0, 1, 7, 60)))
    return wishes + shared_wishes(rng, Who.FATHER, birth, cursor)


def shared_wishes(rng: Random, who: Who, birth: date, cursor: date) -> list[Wish]:
    """Shared benefit with pauses from a day on."""
    wishes: list[Wish] = []
    third = third_birthday(birth)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 5))):
        cursor += _days(rng.choice((0, 0, 1, 5, 30, 200)))
        if rng.random() < 0.07:  # around the third birthday
            cursor = max(cursor, third - _days(rng.randint(1, 40)))
        length = rng.choice((1, 5, 20, 30, 31, 59, 60, 61, 62, 120, 300, 476, 516))
        kind = Kind.SHARED
        if rng.random() < 0.03:
            kind = rng.choice((Kind.MOTHER, Kind.FATHER))
        wishes.append(Wish(who, kind, cursor, cursor + _days(length - 1)))
        cursor += _days(length)
    return wishes


def _previous(rng: Random, birth: date) -> PreviousChild | None:
    if rng.random() < 0.7:
        return None
    third = date(birth.year - 3, birth.month, min(birth.day, 28))
    earlier = third + _days(rng.choice((-1, 0, 1, 2, 300, 700, -200)))
    levels = INCOMES + HIGH_INCOMES
    incomes = [None if rng.random() < 0.2 else Fraction(rng.choice(levels)) for _ in PARENTS]
    return PreviousChild(earlier, *incomes)


def random_family(rng: Random, expected: date | None = None) -> Family:
    """A family from a source of chance; the same seed gives the same family."""
    if expected is None:
        expected = _expected(rng)
    birth = _birth(rng, expected)
    stillborn = rng.random() < 0.06
    death: date | None = None
    if not stillborn and rng.random() < 0.15:
        alive = rng.choice((0, 1, 30, 69, 70, 71, 72, rng.randint(0, 110), rng.randint(0, 1150)))
        death = birth + _days(alive)
    wishes = {
        Who.MOTHER: _mothers_wishes(rng, birth, expected),
        Who.FATHER: _fathers_wishes(rng, birth, expected),
    }
    parents = []
    for who in PARENTS:
        employed = rng.random() < 0.3
        spans = [(one.first, one.last) for one in wishes[who] if one.kind is not Kind.SHARED]
        if employed and (stillborn or death is not None):
            end = birth if death is None else death
            spans.append((end, end + _days(rng.choice((30, 100)))))
        parents.append(
            Parent(
                monthly_tax(rng, max(birth, expected)),
                notes(rng, birth),
                employed,
                leave(rng, spans) if employed else (),
            )
        )
    waived = None
    if rng.random() < 0.15:
        waived = birth + _days(rng.choice((-10, 0, 5, 40, 400)))
    return Family(
        birth=birth,
        expected=expected,
        week_of_birth=(280 - (expected - birth).days) // 7,
        children_at_birth=rng.choice((1, 1, 1, 1, 2, 3)),
        stillborn=stillborn,
        death=death,
        right_before_birth=rng.random() < 0.7,
        mother=parents[0],
        father=parents[1],
        father_waived_from=waived,
        wishes=tuple(wishes[Who.MOTHER] + wishes[Who.FATHER]),
        previous=_previous(rng, birth),
    )


def seeded_family(seed: int) -> Family:
    """The family of a seed."""
    return random_family(Random(seed))


def families() -> st.SearchStrategy[Family]:
    """Families whose every draw hypothesis chooses, so that it can shrink them."""
    return st.randoms(use_true_random=False).map(random_family)
