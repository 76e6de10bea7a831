"""An invented country of families: some hundred kinds, each many times over on other days.

Family sizes, ages and the few exceptional families are drawn roughly as in Estonia; amounts mean
nothing. Every family is first a case file, so that the solver can be asked about it, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.reader import parse
from perenou.casework.lines import END, START
from perenou.casework.solve import Solved
from perenou.population.from_cases import rows_of
from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows
from perenou.rules.timeline import Timeline

KINDS: Final = 240
SHIFT: Final = 180
"""By how many days, at most, a family's days are moved to make another one of its kind."""
AS_OF: Final = date(2026, 11, 24)
SIZES: Final = (1,) * 42 + (2,) * 38 + (3,) * 14 + (4,) * 4 + (5, 7)


def kinds(count: int = KINDS, seed: int = 7) -> list[Solved]:
    """Families that differ in kind."""
    return [Solved(parse(_family(Random(f"{seed} {at}")))) for at in range(count)]


def table_of(cases: Sequence[Solved], asked: Sequence[str]) -> Rows:
    """Cases as a table of the facts that some names rest on."""
    return rows_of([case.world.facts for case in cases], LAWBOOK.facts_under(asked))


def plain_family() -> Solved:
    """Two parents and their two children, all citizens who live here, claimed for at birth."""
    home = [{"country": "EE", "ground": "citizen"}]
    births = {"laps0": "2014-05-14", "laps1": "2019-09-02"}
    parents = [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}]
    return Solved(
        parse(
            {
                "as_of": AS_OF.isoformat(),
                "period": {"from": "2026-01", "to": "2026-12"},
                "otherwise": "ordinary",
                "people": {"ema": {"residence": home}, "isa": {"residence": home}},
                "children": {
                    who: {
                        "birth": birth,
                        "residence": home,
                        "parents": parents,
                        "lives": [{"with": ["ema", "isa"], "share": "full"}],
                        "studies": [],
                        "secondary_education": False,
                    }
                    for who, birth in births.items()
                },
                "couples": [{"who": ["ema", "isa"], "kind": "marriage"}],
                "claims": [
                    {"by": "ema", "for": [who], "benefits": ["child_allowance"], "received": birth}
                    for who, birth in births.items()
                ],
                "notices": [],
                "waivers": [],
            }
        )
    )


def what_differs(rows: Rows) -> tuple[Rows, dict[str, Timeline[Any]]]:
    """A table that is silent about what is the same for all, and what that is."""
    same: dict[str, Timeline[Any]] = {}
    for name, column in rows.columns.items():
        gives = LAWBOOK.gives(name)
        if not isinstance(column, LineColumn) and column.min() == column.max() != UNKNOWN:
            value = int(column[0])
            if gives != "Day" or not START < value < END:
                same[name] = Timeline((START,), (bool(value) if gives == "bool" else value,))
    columns = {name: column for name, column in rows.columns.items() if name not in same}
    return Rows(rows.offsets, rows.above, columns), same


def country(rows: Rows, families: int, shift: int = SHIFT) -> Rows:
    """So many families of the kinds of a table.

    Args:
        shift: by how many days, at most, a family's days are earlier or later.
    """
    times = -(-families // rows.families)
    draw = np.random.default_rng(11)
    shifts = draw.integers(-shift, shift + 1, rows.families * times)
    offsets = {unit: _tiled(each, times) for unit, each in rows.offsets.items()}
    columns: dict[str, ColumnValues] = {}
    for name, column in rows.columns.items():
        is_day = LAWBOOK.gives(name) == "Day"
        unit = LAWBOOK.facts[name].unit.name
        moved = np.repeat(shifts, np.diff(offsets[unit]))
        if isinstance(column, LineColumn):
            ends = _tiled(column.offsets, times)
            each = np.repeat(moved, np.diff(ends))
            days, values = np.tile(column.days, times), np.tile(column.values, times)
            columns[name] = LineColumn(ends, _moved(days, each), _moved(values, each * is_day))
        else:
            columns[name] = _moved(np.tile(column, times), moved * is_day)
    above = {pair: np.tile(each, times) for pair, each in rows.above.items()}
    return Rows(offsets, above, columns)


def _tiled(offsets: NDArray[np.int64], times: int) -> NDArray[np.int64]:
    return np.cumsum([0, *np.tile(np.diff(offsets), times)]).astype(np.int64)


def _moved(values: NDArray[np.int64], by: NDArray[np.int64]) -> NDArray[np.int64]:
    """Days later or earlier; what is no day between the first and the last one stays."""
    is_day = (values > START + SHIFT - 7300) & (values != START) & (values < END - SHIFT)
    moved = np.where(is_day, values + by, values)
    return np.where(is_day & (values > START), np.maximum(moved, START + 1), moved)


def _family(draw: Random) -> dict[str, object]:
    size = draw.choice(SIZES)
    ages = sorted((draw.randrange(0, 19 * 365) for _ in range(size)), reverse=True)
    births = [AS_OF - timedelta(days=age) for age in ages]
    is_alone = draw.random() < 0.2
    has_one_parent = is_alone and draw.random() < 0.4
    parents = ["ema"] if has_one_parent else ["ema", "isa"]
    home = [{"country": "EE", "ground": "citizen" if draw.random() < 0.85 else "permanent"}]
    if draw.random() < 0.03:
        came = date(2026, draw.randrange(1, 11), draw.randrange(1, 28))
        before = (came - timedelta(days=1)).isoformat()
        home = [{"country": "EE", "ground": "temporary", "from": came.isoformat()}]
        home.insert(0, {"country": "UA", "to": before})
    people: dict[str, dict[str, object]] = {
        who: {
            "residence": home,
            "basic_exemption": draw.choice((0, 700)),
            "income": [{"from": "2021-01", "gross": draw.randrange(900, 4000)}],
            "notes": [],
            "previous_income_base": [],
            "sickness_benefit_right": [],
        }
        for who in parents
    }
    serves = not is_alone and draw.random() < 0.01
    if serves:
        people["isa"]["service"] = [{"kind": "conscript", "from": "2026-03-02", "to": "2027-01-31"}]
    children: dict[str, dict[str, object]] = {}
    for at, birth in enumerate(births):
        roles = zip(parents, ("mother", "father"), strict=False)
        children[f"laps{at}"] = {
            "birth": birth.isoformat(),
            "residence": home,
            "parents": [{"who": who, "role": role} for who, role in roles],
            "lives": [{"with": ["ema"] if is_alone else parents, "share": "full"}],
            "studies": [{"level": "basic", "from": date(birth.year + 7, 9, 1).isoformat()}],
            "secondary_education": False,
        }
        if has_one_parent:
            children[f"laps{at}"]["second_parent"] = "none"
    claims = _claims(draw, [*children], births, [*_benefits(size, has_one_parent, serves)])
    if draw.random() < 0.02:
        people["hooldaja"] = {"residence": home}
        day = max(births[0], date(2024, 5, 6))
        children["laps0"] |= {
            "lives": [{"with": ["hooldaja"], "share": "full"}],
            "guardianship": [
                {"guardian": "hooldaja", "opened": day.isoformat(),
                 "made_known": (day + timedelta(days=40)).isoformat(), "parents_fulfil_duty": False}
            ],
        }  # fmt: skip
        claims.append(
            {"by": "hooldaja", "for": ["laps0"], "channel": "office",
             "benefits": ["child_allowance", "guardianship_allowance"], "received": "2024-08-01"}
        )  # fmt: skip
    if draw.random() < 0.01:
        children["laps0"]["substitute_care"] = [{"kind": "childrens_home", "from": "2026-05-10"}]
    return {
        "as_of": AS_OF.isoformat(),
        "period": {"from": "2026-01", "to": "2026-12"},
        "otherwise": "ordinary",
        "people": people,
        "children": children,
        "couples": [] if is_alone else [{"who": parents, "kind": "marriage"}],
        "claims": claims,
        "notices": [],
        "waivers": [],
        "parental_days": _parental_days([*children][-1], births[-1]),
    }


def _benefits(size: int, has_one_parent: bool, serves: bool) -> Iterator[str]:
    yield from ("child_allowance", "birth_allowance")
    if has_one_parent:
        yield "single_parent_allowance"
    if size > 2:
        yield "large_family_allowance"
    if serves:
        yield "conscripts_child_allowance"


def _claims(
    draw: Random, children: Sequence[str], births: Sequence[date], benefits: Sequence[str]
) -> list[dict[str, object]]:
    days = (max(b + timedelta(days=draw.randrange(1, 90)), date(2017, 1, 2)) for b in births)
    return [
        {"by": "ema", "for": [who], "benefits": benefits, "channel": "e_service",
         "received": day.isoformat()}
        for who, day in zip(children, days, strict=True)
    ]  # fmt: skip


def _parental_days(child: str, birth: date) -> list[dict[str, str]]:
    """The mother's days after a birth of the last two years, and the shared ones after them."""
    if birth < date(2024, 11, 1):
        return []
    until = birth + timedelta(days=29)
    told = {"by": "ema", "for": child, "claimed": birth.isoformat()}
    return [
        {**told, "kind": "mothers", "from": birth.isoformat(), "to": until.isoformat(),
         "leave": "not_needed"},
        {**told, "kind": "shared", "from": (until + timedelta(days=1)).isoformat(),
         "to": (birth + timedelta(days=400)).isoformat()},
    ]  # fmt: skip
