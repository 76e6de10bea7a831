"""Invented decisions: right ones, and among them some that diverge in known ways.

Families are of a few sorts, born and claiming on other days each. Every decision first gives what
the law of its day gives, which the kernel says; then divergences are planted, each by an arithmetic
of its own that knows nothing of ``misread``, so that finding them again tests both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.reader import parse_data
from perenou.casework.facts import CaseFacts
from perenou.population.arrow import Flags, Numbers, families_of, taken
from perenou.population.decisions import DECISION, decision_type
from perenou.population.folder import FamilyTable, opened, write
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.population.job import names_of
from perenou.population.judge import judged_part, plan
from perenou.population.ordinary import ordinary
from perenou.population.practice.clusters import EVERYWHERE
from perenou.population.schema import EPOCH
from perenou.rules.compile.rows import Rows
from perenou.rules.types import Months

if TYPE_CHECKING:
    import pyarrow as pa

    from perenou.casework.case_file.source import Data

CHILD: Final = "child_allowance"
LARGE: Final = "large_family_allowance"
SINGLE: Final = "single_parent_allowance"
INSTALMENTS: Final = "debt_in_instalments"
"""A matter in which the law leaves a choice; nothing computes it."""

OFFICES: Final = ("Ida", "Lääne", "Lõuna", "Põhja")
OFFICIALS: Final = 15
"""Of each office."""
LANGUAGES: Final = ("et", "ru", "en")
MONTHS: Final = tuple(range(2026 * 12, 2026 * 12 + 10))
"""In which they are decided unless other months are asked for."""

_BASE: Final = date(2026, 5, 10)
"""The day about which the sorts of families are told; each family is moved by days from it."""

OF_ONE_FILE: Final = 200_000
_FACTS: Final = ("debt_under_500", "debt_over_500", "income_low")


class _Asked(NamedTuple):
    """A decision on a family of a sort: on whom, and how many months from the one it is made in."""

    benefit: str
    who: str
    later: int = 0


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of family: ages of its children in days on the base day, claims, and decisions.

    Attributes:
        claimed: how many days after the birth, by child. weight: how often it is drawn.
    """

    key: str
    ages: tuple[int, ...]
    claimed: tuple[int, ...]
    asked: tuple[_Asked, ...]
    weight: int
    is_single: bool = False
    is_grown: bool = False


_YEAR: Final = 365
SORTS: Final = (
    _Sort("newborn", (0,), (3,), (_Asked(CHILD, "c1"),), 22),
    _Sort("second", (0, 3 * _YEAR), (3, 3), (_Asked(CHILD, "c1"), _Asked(CHILD, "c2")), 16),
    _Sort(
        "three", (2 * _YEAR, 5 * _YEAR, 8 * _YEAR), (4, 4, 4),
        (_Asked(CHILD, "c1"), _Asked(CHILD, "c2"), _Asked(CHILD, "c3"), _Asked(LARGE, "ema")), 18,
    ),
    _Sort(
        "four", (_YEAR, 4 * _YEAR, 7 * _YEAR, 8 * _YEAR), (4, 4, 4, 4),
        (_Asked(CHILD, "c1"), _Asked(CHILD, "c2"), _Asked(LARGE, "ema")), 8,
    ),
    _Sort(
        "single", (3 * _YEAR, 6 * _YEAR), (5, 5),
        (_Asked(CHILD, "c1"), _Asked(SINGLE, "c1"), _Asked(SINGLE, "c2")), 18, is_single=True,
    ),
    _Sort("some_months_late", (150,), (150,), (_Asked(CHILD, "c1", -3),), 7),
    _Sort("too_late", (400,), (400,), (_Asked(CHILD, "c1", -9),), 6),
    _Sort("turns_19", (6940,), (4 * _YEAR + 6940 - 6 * _YEAR,), (_Asked(CHILD, "c1"),), 8,
          is_grown=True),
)  # fmt: skip


def _case_of(sort: _Sort) -> dict[str, Data]:
    home: list[Data] = [{"country": "EE", "ground": "citizen"}]
    adults = ["ema"] if sort.is_single else ["ema", "isa"]
    people: dict[str, Data] = {
        "ema": {"sex": "female", "birth": "1985-02-03", "residence": home},
        "isa": {"sex": "male", "birth": "1984-07-19", "residence": home},
    }
    children: dict[str, Data] = {}
    claims: list[Data] = []
    for at, (age, late) in enumerate(zip(sort.ages, sort.claimed, strict=True), start=1):
        born = _BASE - timedelta(days=age)
        told: dict[str, Data] = {
            "birth": born.isoformat(),
            "residence": home,
            "parents": [
                {"who": who, "role": "mother" if who == "ema" else "father"} for who in adults
            ],
            "lives": [{"with": [*adults], "share": "full"}],
        }
        if sort.is_single:
            told["second_parent"] = "none"
        if sort.is_grown:
            told["studies"] = []
        children[f"c{at}"] = told
        benefits: list[Data] = [CHILD, *([SINGLE] if sort.is_single else [])]
        received = (born + timedelta(days=late)).isoformat()
        claims.append(
            {"by": "ema", "for": [f"c{at}"], "benefits": benefits, "received": received,
             "channel": "e_service"}
        )  # fmt: skip
    if any(each.benefit == LARGE for each in sort.asked):
        claims.append(
            {"by": "ema", "for": [*children], "benefits": [LARGE], "channel": "e_service",
             "received": (_BASE - timedelta(days=min(sort.ages) - 6)).isoformat()}
        )  # fmt: skip
    case: dict[str, Data] = {
        "as_of": "2026-11-24",
        "otherwise": "ordinary",
        "people": {who: people[who] for who in adults},
        "children": children,
        "claims": claims,
    }
    if not sort.is_single:
        case["couples"] = [{"who": ["ema", "isa"], "kind": "marriage", "from": "2006-06-18"}]
    return case


# ---------------------------------------------------------------------------- what is planted


@dataclass(frozen=True, slots=True)
class Drawn:
    """Decisions before anything is planted, by columns; ``due`` is what the law gives each.

    Attributes:
        sort: place in ``SORTS``. day: day of the month about which the family is moved. month: in
            which it is decided. office, official, language: places in their names.
    """

    family: Numbers
    sort: Numbers
    benefit: Numbers
    number: Numbers
    first: Numbers
    month: Numbers
    day: Numbers
    office: Numbers
    official: Numbers
    language: Numbers
    facts: Numbers
    due: Numbers


BENEFITS: Final = (CHILD, LARGE, SINGLE, INSTALMENTS)


@dataclass(frozen=True, slots=True)
class Divergence:
    """One kind of divergence: where it is, what it does to an amount, and how it is to be named.

    Attributes:
        share: of all decisions on the benefit. cents: the wrong amounts; below 0: not here.
    """

    key: str
    benefit: str
    kind: str
    cause: str
    dimension: str
    place: str
    share: float
    cents: Callable[[Drawn], Numbers]


def _if(is_so: Flags, cents: Numbers | int) -> Numbers:
    return np.where(is_so, cents, -1)


def _of(sort: str, drawn: Drawn) -> Flags:
    found: Flags = drawn.sort == [each.key for each in SORTS].index(sort)
    return found


def _is_part(drawn: Drawn) -> Flags:
    return (drawn.due > 0) & (drawn.due < 8_000) & ~_of("turns_19", drawn)


def _days_in(drawn: Drawn) -> Numbers:
    begin = (drawn.month - 1970 * 12).astype("datetime64[M]")
    after = (drawn.month - 1970 * 12 + 1).astype("datetime64[M]")
    found: Numbers = (after.astype("datetime64[D]") - begin.astype("datetime64[D]")).astype(
        np.int64
    )
    return found


def _thirtieths(drawn: Drawn) -> Numbers:
    days = drawn.due * _days_in(drawn) / 8_000
    whole = np.rint(days).astype(np.int64)
    cents = (8_000 * np.minimum(whole, 30) * 2 + 30) // 60
    return _if(_is_part(drawn) & (cents != drawn.due), cents)


def _before_birthday(drawn: Drawn) -> Numbers:
    before = drawn.day - 1
    days = _days_in(drawn)
    cents = (8_000 * before * 2 + days) // (2 * days)
    return _if(_of("turns_19", drawn) & (drawn.due == 8_000) & (before > 0), cents)


DIVERGENCES: Final = (
    Divergence("stale_amount", CHILD, "too_little", "old_rates", EVERYWHERE, "", 0.006,
               lambda d: _if((d.due == 8_000) & ~_of("turns_19", d), 6_000)),
    Divergence("wrong_order", CHILD, "too_little", "all_at_first_rate", "office", "Ida", 0.008,
               lambda d: _if(d.due == 10_000, 8_000)),
    Divergence("whole_first_month", CHILD, "too_much", "part_month_as_whole", "language", "ru",
               0.012, lambda d: _if(_is_part(d), 8_000)),
    Divergence("nothing_at_first", CHILD, "wrongly_refused", "nothing_for_first_month", "official",
               "L-03", 0.005, lambda d: _if(_is_part(d), 0)),
    Divergence("nothing_back", CHILD, "wrongly_refused", "nothing_before_claim", "office", "Lõuna",
               0.007, lambda d: _if(_of("some_months_late", d) & (d.due == 8_000), 0)),
    Divergence("too_far_back", CHILD, "wrongly_granted", "claim_day_ignored", EVERYWHERE, "", 0.009,
               lambda d: _if(_of("too_late", d) & (d.due == 0), 8_000)),
    Divergence("own_reading", CHILD, "too_much", "other_reading", "office", "Põhja", 0.01,
               lambda d: _if(_thirtieths(d) > d.due, _thirtieths(d))),
    Divergence("own_habit", CHILD, "too_little", "last_month_in_part", "official", "P-07", 0.005,
               _before_birthday),
    Divergence("month_missed", SINGLE, "too_little", "old_rates", "month", "24320..24320", 0.02,
               lambda d: _if(d.due == 10_000, 8_000)),
    Divergence("not_a_large_family", LARGE, "wrongly_refused", "another_not_counted", "language",
               "ru", 0.03, lambda d: _if(_of("three", d) & (d.due > 0), 0)),
    Divergence("for_each", LARGE, "too_much", "for_each_child", "office", "Lääne", 0.02,
               lambda d: _if(_of("three", d) & (d.due > 0), d.due * 3)),
    Divergence("supplement_left_out", SINGLE, "wrongly_refused", "unexplained", "official", "I-11",
               0.008, lambda d: _if(d.due > 0, 0)),
    Divergence("whole_euros", CHILD, "too_little", "unexplained", "official", "I-02", 0.005,
               lambda d: _if(_is_part(d) & (d.due % 100 > 0), d.due // 100 * 100)),
    Divergence("harder_choice", INSTALMENTS, "unlike_less", "like_facts", "office", "Ida", 0.05,
               lambda d: _if(d.due > 0, d.due // 2)),
)  # fmt: skip
"""What can be planted; an official bears the first letter of the office and a number."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Decisions in a folder, and by id of those that diverge the key of how."""

    table: FamilyTable
    keys: Mapping[str, str]


def plant(
    folder: Path,
    decisions: int,
    seed: int,
    directory: Path | None,
    divergences: Sequence[Divergence] = DIVERGENCES,
    noise: float = 0.0,
    months: Sequence[Months] = MONTHS,
) -> Planted:
    """Write about so many invented decisions into an empty folder.

    Args:
        seed: of all that is drawn. directory: where machine code is kept. noise: share of decisions
            with a slip of the pen that has no cause and no place. months: in which they are made.

    Raises:
        OSError: it cannot be written.
    """
    import pyarrow as pa

    draw = np.random.default_rng(seed)
    keys: dict[str, str] = {}
    mean = sum(s.weight * (len(s.asked) + 0.1) for s in SORTS) / sum(s.weight for s in SORTS)
    families = max(round(decisions / mean), 1)
    base = _base()
    for number, start in enumerate(range(0, families, OF_ONE_FILE)):
        size = min(OF_ONE_FILE, families - start)
        drawn, rows = _drawn(draw, size, base, months)
        path = folder / f"families-{number:05}.parquet"
        names = pa.array([f"pere{at:07}" for at in range(start, start + size)])
        first = number * 10_000_000
        write(path, rows, names, {DECISION: _column(drawn, drawn.due, first, size)})
        drawn = _due(path, drawn, directory)
        cents, told = _diverging(draw, drawn, divergences, noise)
        keys |= {str(first + at): key for at, key in told.items()}
        write(path, rows, names, {DECISION: _column(drawn, cents, first, size)})
    return Planted(opened(folder), keys)


def _base() -> tuple[Rows, list[list[tuple[int, int, int]]]]:
    """The families of the sorts as rows, and of each the decisions: benefit, row, months later."""
    cases = [CaseFacts(parse_data(_case_of(sort), f"{sort.key}.json")) for sort in SORTS]
    names = LAWBOOK.facts_under(names_of((CHILD, LARGE, SINGLE)))
    rows = without_ordinary(rows_of([case.facts() for case in cases], names), ordinary())
    asked = [
        [
            (
                BENEFITS.index(each.benefit),
                (case.people if each.benefit == LARGE else case.children).index(each.who),
                each.later,
            )
            for each in sort.asked
        ]
        for sort, case in zip(SORTS, cases, strict=True)
    ]
    return rows, asked


def _drawn(
    draw: np.random.Generator,
    size: int,
    base: tuple[Rows, list[list[tuple[int, int, int]]]],
    months: Sequence[Months],
) -> tuple[Drawn, Rows]:
    rows, asked = base
    weights = np.asarray([sort.weight for sort in SORTS], np.float64)
    sort = draw.choice(len(SORTS), size, p=weights / weights.sum())
    month = draw.choice(np.asarray(months, np.int64), size)
    day = draw.integers(1, 24, size)
    start = (month - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    moved = taken(rows, sort)
    shift = start + day - 1 + EPOCH - _BASE.toordinal()
    columns = dict(moved.columns)
    for name, unit in (("child_birth_day", "child"), ("received_day", "claim")):
        column = columns[name]
        assert isinstance(column, np.ndarray)
        columns[name] = column + shift[families_of(moved.offsets[unit])]
    has_debt = draw.random(size) < 0.1
    counts = np.asarray([len(each) for each in asked])[sort] + has_debt
    family = np.repeat(np.arange(size), counts)
    place = np.arange(family.size) - np.repeat(np.cumsum(counts) - counts, counts)
    wide = np.zeros((len(SORTS), max(map(len, asked)) + 1, 3), np.int64)
    for at, told in enumerate(asked):
        wide[at, : len(told)] = told
        wide[at, len(told)] = (BENEFITS.index(INSTALMENTS), 0, 0)
    told_of = wide[sort[family], place]
    office = draw.integers(0, len(OFFICES), size)
    official = draw.integers(0, OFFICIALS, size)
    language = draw.choice(len(LANGUAGES), size, p=[0.72, 0.25, 0.03])
    is_choice = told_of[:, 0] == BENEFITS.index(INSTALMENTS)
    facts = np.where(is_choice, draw.integers(0, len(_FACTS), family.size), -1)
    return Drawn(
        family, sort[family], told_of[:, 0], told_of[:, 1], month[family] + told_of[:, 2],
        month[family], day[family], office[family], official[family], language[family], facts,
        np.where(facts >= 0, (facts + 1) * 2_000, 0),
    ), Rows(moved.offsets, moved.above, columns)  # fmt: skip


def _due(path: Path, drawn: Drawn, directory: Path | None) -> Drawn:
    """The same with what the law gives each."""
    table = opened(path)
    planned = plan(table, directory)
    due = []
    for part in table.parts:
        judged, _ = judged_part(part, planned)
        assert judged is not None
        due.append(judged.due)
    return replace(drawn, due=np.where(drawn.facts >= 0, drawn.due, np.concatenate(due)))


def _diverging(
    draw: np.random.Generator, drawn: Drawn, divergences: Sequence[Divergence], noise: float
) -> tuple[Numbers, dict[int, str]]:
    cents = drawn.due.copy()
    keys: dict[int, str] = {}
    is_free = np.ones(cents.size, np.bool_)
    for each in divergences:
        here = drawn.benefit == BENEFITS.index(each.benefit)
        wrong = each.cents(drawn)
        able = np.flatnonzero(here & is_free & (wrong >= 0) & _in_place(drawn, each))
        wanted = min(round(each.share * int(here.sum())), able.size)
        rows = draw.choice(able, wanted, replace=False)
        cents[rows] = wrong[rows]
        is_free[rows] = False
        keys |= dict.fromkeys(rows.tolist(), each.key)
    slips = np.flatnonzero(is_free & (draw.random(cents.size) < noise) & (drawn.due > 0))
    cents[slips] += draw.integers(1, 900, slips.size)
    return cents, keys


def _in_place(drawn: Drawn, each: Divergence) -> Flags:
    if each.dimension == "office":
        found: Flags = drawn.office == OFFICES.index(each.place)
    elif each.dimension == "language":
        found = drawn.language == LANGUAGES.index(each.place)
    elif each.dimension == "month":
        first, _, last = each.place.partition("..")
        found = (drawn.month >= int(first)) & (drawn.month <= int(last))
    elif each.dimension == "official":
        found = np.asarray(_officials())[drawn.office, drawn.official] == each.place
    else:
        found = np.ones(drawn.office.size, np.bool_)
    return found


def _officials() -> list[list[str]]:
    letters = {"Ida": "I", "Lääne": "L", "Lõuna": "S", "Põhja": "P"}
    return [[f"{letters[name]}-{at:02}" for at in range(OFFICIALS)] for name in OFFICES]


def _column(drawn: Drawn, cents: Numbers, first: int, families: int) -> pa.Array:
    import pyarrow as pa

    size = drawn.family.size
    offsets = np.searchsorted(drawn.family, np.arange(families + 1))
    begin = (
        (drawn.first - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
    )
    decided = (drawn.month - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    officials = np.asarray(_officials())[drawn.office, drawn.official]
    facts = [None if at < 0 else _FACTS[at] for at in drawn.facts.tolist()]
    told = {
        "id": pa.array(np.arange(first, first + size)).cast(pa.string()),
        "benefit": pa.array(np.asarray(BENEFITS)[drawn.benefit]),
        "no": pa.array(drawn.number.astype(np.int16)),
        "month": pa.array(begin).cast(pa.date32()),
        "last_month": pa.nulls(size, pa.date32()),
        "cents": pa.array(cents),
        "decided": pa.array(decided + 25).cast(pa.date32()),
        "by": pa.array(officials),
        "office": pa.array(np.asarray(OFFICES)[drawn.office]),
        "language": pa.array(np.asarray(LANGUAGES)[drawn.language]),
        "facts": pa.array(facts, pa.string()),
    }
    names = [field.name for field in decision_type().value_type]
    inside = pa.StructArray.from_arrays([told[name] for name in names], names=names)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inside)
