"""Past decisions are recomputed, and a misreading means the same here as where it is taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pytest

from perenou import read_case as read_case_file
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.solve import Solved
from perenou.population.decisions import DECISION, decision_type, decisions_of, law_day
from perenou.population.folder import opened, write
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.population.job import in_python, job_of, names_of, ready
from perenou.population.judge import DECIDED, UNEXPLAINED, Standing, judged_part, plan
from perenou.population.misread import NOT, READINGS, Matter
from perenou.population.ordinary import ordinary
from perenou.population.recompute import Drawing, recompute, sample
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.rows import Rows
from perenou.rules.rule import day_of
from perenou.rules.unknown import Open, Unknown
from perenou.training.draft import Family
from perenou.training.families import family
from perenou.training.misreadings import READINGS as TAUGHT
from perenou.training.misreadings import amount, misread

AS_OF: Final = day_of("2026-11-24")
LAW: Final = LAWBOOK.known_days[
    max(at for at, day in enumerate(LAWBOOK.known_days) if day <= AS_OF)
]
ASKED: Final = ("child_allowance", "large_family_allowance", "single_parent_allowance")
THEMES: Final = ("nineteenth_birthday", "newborn", "third_child", "single_parent")
FAMILIES: Final = 16
"""Of each theme."""

Plain = dict[str, object]


@cache
def families() -> list[Family]:
    """So many of each theme that are certain in every month of the tables."""
    found = ([family(theme, seed) for seed in range(4 * FAMILIES)] for theme in THEMES)
    certain = ([each for each in of_theme if is_certain(each)] for of_theme in found)
    return [each for of_theme in certain for each in of_theme[:FAMILIES]]


def is_certain(drawn: Family) -> bool:
    """Whether of everybody who turns 19 within the tables' months it is told that they study."""
    old_enough = day_of("2009-01-01")
    return drawn.month >= 2024 * 12 and all(
        child.studies or (child.born is not None and child.born.first >= old_enough)
        for child in drawn.case.children.values()
    )


@cache
def solved() -> list[Solved]:
    return [Solved(each.case, AS_OF) for each in families()]


@cache
def rows() -> Rows:
    facts = [each.facts.facts() for each in solved()]
    return without_ordinary(rows_of(facts, LAWBOOK.facts_under(names_of(ASKED))), ordinary())


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("code")


def day(month: int) -> int:
    return first_day_of(month) - 719_163


def decision(number: int, key: str, row: int, month: int, cents: int, **more: object) -> Plain:
    return {
        "id": str(number), "benefit": key, "no": row, "month": day(month), "last_month": None,
        "cents": cents, "decided": AS_OF - 719_163, "by": "a1", "office": "Lääne", **more,
    }  # fmt: skip


def granted(each: Solved, key: str, row: int, month: int) -> int:
    value = each.world.at(f"{key}_amount", row, first_day_of(month))
    assert isinstance(value, int)
    return value


def column(decisions: Sequence[Sequence[Plain]]) -> pa.Array:
    return pa.array(decisions, decision_type())


@cache
def matter(directory: Path, key: str) -> Matter:
    """All rows of a benefit, each in its family's month."""
    made = rows()
    write(directory / "rows.parquet", made, pa.array(range(made.families)))
    job = job_of(opened(directory), ASKED, (2023 * 12 + 11, 2027 * 12 + 11), LAW, None)
    job = in_python(replace(job, also=tuple(MONTHLY[each].whole for each in ASKED)))
    results = ready(job).kernel.run(made)
    assert not results.undecided.size
    unit = MONTHLY[key].unit.name
    counts = np.diff(made.offsets[unit]).tolist()
    told = [
        [decision(0, key, row, each.month, 0) for row in range(count)]
        for each, count in zip(families(), counts, strict=True)
    ]
    decisions = decisions_of(pa.chunked_array([column(told)]), ASKED)
    row = made.offsets[unit][decisions.family] + decisions.number
    values, whole = results.values[f"{key}_amount"], results.values[MONTHLY[key].whole]
    return Matter(job, key, made, decisions, row, 1, values, whole)


def by_family(found: Matter, amounts: np.ndarray) -> list[int]:
    sums = np.zeros(found.rows.families, np.int64)
    np.add.at(sums, found.decisions.family, np.where(amounts[:, 0] == NOT, 0, amounts[:, 0]))
    result: list[int] = sums.tolist()
    return result


@pytest.mark.parametrize("key", ASKED)
def test_what_is_due_is_what_the_solver_pays(code: Path, key: str) -> None:
    found = matter(code, key)
    paid = [amount(each, key, fam.month) for each, fam in zip(solved(), families(), strict=True)]
    assert by_family(found, found.right) == paid
    assert any(paid)


@pytest.mark.parametrize("key", ASKED)
def test_a_misreading_gives_what_is_taught_of_it(code: Path, key: str) -> None:
    found = matter(code, key)
    ways = {
        name: [by_family(found, amounts) for amounts in READINGS[name](found)]
        for name in READINGS
        if name in TAUGHT
    }
    taught = dict.fromkeys(ways, 0)
    for place, (each, fam) in enumerate(zip(solved(), families(), strict=True)):
        for name, cents in misread(fam, each, key):
            if name in ways and cents != amount(each, key, fam.month):
                taught[name] += 1
                # Taught of a family's sum, rounded once; here of each row.
                apart = 2 if name == "last_month_in_part" else 0
                found_here = [way[place] for way in ways[name]]
                assert any(abs(cents - each) <= apart for each in found_here), (name, place)
    assert sum(taught.values()) > 2


def planted(key: str) -> list[tuple[str, list[Plain]]]:
    """By family, decisions on a benefit: right ones, and with each misreading that is taught."""
    found: list[tuple[str, list[Plain]]] = []
    number = 0
    for each, fam in zip(solved(), families(), strict=True):
        unit = MONTHLY[key].unit.name
        count = each.world.facts.rows[unit]
        due = [granted(each, key, row, fam.month) for row in range(count)]
        told = [decision(number + row, key, row, fam.month, due[row]) for row in range(count)]
        number += count
        found.append(("", told))
    return found


def folder_of(tmp_path: Path, decisions: Sequence[Sequence[Plain]]) -> Path:
    names = pa.array([f"pere{at}" for at in range(len(decisions))])
    write(tmp_path / "t" / "a.parquet", rows(), names, {DECISION: column(decisions)}, room=20)
    return tmp_path / "t"


def test_right_decisions_are_the_same_and_wrong_ones_are_told_by_cause(
    code: Path, tmp_path: Path
) -> None:
    key = "child_allowance"
    told = [[*each] for _, each in planted(key)]
    wanted: dict[str, str] = {}
    for family_told, each, fam in zip(told, solved(), families(), strict=True):
        for row in family_told:
            number = row["no"]
            assert isinstance(number, int)
            now = granted(each, key, number, fam.month)
            then = granted(each, key, number, fam.month + 1)
            whole = each.world.at(MONTHLY[key].whole, number, first_day_of(fam.month))
            if now and not whole and then > now:
                row["cents"] = then
                wanted[str(row["id"])] = "part_month_as_whole"
            elif now == 8000 and number == 1:
                row["cents"] = 6000
                wanted[str(row["id"])] = "old_rates"
            elif number == 2 and now == 10000:
                row["cents"] = 1234
                wanted[str(row["id"])] = UNEXPLAINED
    assert set(wanted.values()) == {"part_month_as_whole", "old_rates", UNEXPLAINED}
    table = opened(folder_of(tmp_path, told))
    found = recompute(table, plan(table, code), Drawing(7, 100))
    assert found.decisions == sum(map(len, told))
    assert found.undecided == found.unusable == 0
    assert found.same == found.decisions - len(wanted)
    drawn = [*sample(found, 1000)]
    assert {each.id: each.cause for each in drawn} == wanted
    apart = {each.id: each.difference for each in drawn}
    sums = found.sums.values()
    assert sum(each.over - each.under for each in sums) == sum(apart.values())
    for stratum, told_sum in found.sums.items():
        assert stratum.kind == ("too_much" if told_sum.over else "too_little")
        assert told_sum.count > 0


def test_decisions_that_cannot_be_recomputed_are_counted_and_never_called_right(
    code: Path, tmp_path: Path
) -> None:
    told: list[list[Plain]] = [[] for _ in families()]
    month = families()[0].month
    told[0] = [
        decision(1, "child_allowance", 40, month, 8000),
        decision(2, "shared_parental_benefit", 0, month, 8000),
        decision(3, "child_allowance", 0, month, 8000, decided=None),
        decision(4, "child_allowance", 0, month, -1),
        decision(5, "child_allowance", 0, month, 8000, last_month=day(month - 1)),
        decision(6, "child_allowance", 0, month, 0),
    ]
    table = opened(folder_of(tmp_path, told))
    found = recompute(table, plan(table, code), Drawing(1, 5))
    assert (found.decisions, found.unusable, found.differing) == (6, 5, 1)


def test_a_rate_that_came_after_the_decision_is_a_cause(code: Path) -> None:
    """The 80 euros of 2023 were published after that decision of 2022 was made."""
    key, month = "child_allowance", 2022 * 12 + 10
    for known in ("2022-11-03", "2026-11-24"):
        as_of = law_day(day_of(known))
        found = matter(code, key)
        job = replace(found.job, as_of=as_of)
        decisions = replace(
            found.decisions, first=np.full_like(found.decisions.first, month),
            last=np.full_like(found.decisions.last, month),
        )  # fmt: skip
        then = replace(
            found, job=job, decisions=decisions, values=np.full_like(found.values, 6_000)
        )
        gives = {int(way[0, 0]) for way in READINGS["coming_rates"](then)}
        assert 8_000 in gives


def test_a_decision_of_before_the_childs_birth_is_impossible(code: Path, tmp_path: Path) -> None:
    told: list[list[Plain]] = [[] for _ in families()]
    month = families()[0].month
    birth = rows().columns["child_birth_day"]
    assert isinstance(birth, np.ndarray)
    born = int(birth[0]) - 719_163
    told[0] = [
        decision(1, "child_allowance", 0, month, 8000, decided=born - 1),
        decision(2, "child_allowance", 0, month, 8000, decided=born),
    ]
    table = opened(folder_of(tmp_path, told))
    found = recompute(table, plan(table, code), Drawing(1, 5))
    assert (found.decisions, found.unusable) == (2, 1)
    assert found.problems.examples == {"decision_before_birth": ["1"]}


def test_a_sample_is_the_same_for_a_seed_and_takes_from_every_stratum(
    code: Path, tmp_path: Path
) -> None:
    told = [[*each] for _, each in planted("child_allowance")]
    for at, family_told in enumerate(told):
        for row in family_told:
            row["cents"], row["office"] = 777, ("Lääne", "Ida")[at % 2]
    table = opened(folder_of(tmp_path, told))
    drawn = [
        [each.id for each in sample(recompute(table, plan(table, code), Drawing(seed, 30)), 12)]
        for seed in (1, 1, 2)
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    found = recompute(table, plan(table, code), Drawing(1, 30))
    offices = {each.office for each in sample(found, 4)}
    assert offices == {"Lääne", "Ida"}


def test_decisions_in_another_form_are_told_and_their_file_is_passed_over(
    code: Path, tmp_path: Path
) -> None:
    told = [[*each] for _, each in planted("child_allowance")]
    folder = folder_of(tmp_path, told)
    names = pa.array([f"muu{at}" for at in range(len(told))])
    plain = pa.array([["26-1"] for _ in told])
    write(folder / "b.parquet", rows(), names, {DECISION: plain}, room=100)
    table = opened(folder)
    found = recompute(table, plan(table, code), Drawing(1, 5))
    assert found.decisions == found.same == sum(map(len, told))
    assert found.problems.examples["column_type"] == ["b.parquet: decision"]


def test_another_reading_of_unsettled_law_is_a_cause(code: Path, tmp_path: Path) -> None:
    """A first month by thirtieths instead of the days of the calendar."""
    key, number = "child_allowance", 0
    told: list[list[Plain]] = [[] for _ in families()]
    wanted: dict[str, str] = {}
    for place, (each, fam) in enumerate(zip(solved(), families(), strict=True)):
        other = each.under({f"{key}_amount": "thirty_days"})
        for row in range(each.world.facts.rows["child"]):
            cents = granted(other, key, row, fam.month)
            if cents != granted(each, key, row, fam.month):
                number += 1
                told[place].append(decision(number, key, row, fam.month, cents))
                wanted[str(number)] = "other_reading"
    table = opened(folder_of(tmp_path, told))
    found = recompute(table, plan(table, code), Drawing(1, 100))
    causes = {each.id: each.cause for each in sample(found, 1000)}
    assert wanted
    assert set(causes) == set(wanted)
    explained = [name for name, cause in causes.items() if cause == wanted[name]]
    # By another reading the same amount may come of a simpler mistake, which is told first.
    assert len(explained) >= len(wanted) / 2
    assert UNEXPLAINED not in causes.values()


# ---------------------------------------------------------------------------- several states

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
SEVERAL: Final = (
    "eu_disputed_then_settled", "eu_orphan_of_three_states", "eu_three_states_moving_work",
    "everyday_two_children",
)  # fmt: skip
ASKED_MONTHS: Final = (2026 * 12 + 2, 2026 * 12 + 9)


def decided(solved: Solved, first: int) -> tuple[list[Plain], set[str]]:
    """Decisions on everybody as the solver pays, and those of which it does not know enough.

    Whatever is open of one benefit is open of all of its kind in that month.
    """
    told: list[Plain] = []
    unsure: set[str] = set()
    children = solved.facts.children
    for month in ASKED_MONTHS:
        due: dict[tuple[str, int], int] = {}
        is_open = False
        for each in solved.payments:
            if each.month == month and each.benefit in DECIDED:
                row = children.index(each.for_whom[0]) if each.benefit in COORDINATED else each.row
                due[each.benefit, row] = due.get((each.benefit, row), 0) + each.least
                is_open |= not each.is_certain
        for key in DECIDED:
            unit = "child" if key in COORDINATED else MONTHLY[key].unit.name
            for row in range(solved.world.facts.rows[unit]):
                told.append(decision(first + len(told), key, row, month, due.get((key, row), 0)))
                if is_open:
                    unsure.add(str(told[-1]["id"]))
    return told, unsure


def test_decisions_on_families_of_several_states_are_held_to_the_solver(tmp_path: Path) -> None:
    """To the cent, also what is paid beside another state's; what is open is told with why."""
    told: list[list[Plain]] = []
    unsure: set[str] = set()
    cases = [Solved(read_case_file(EXAMPLES / f"{name}.yaml"), AS_OF) for name in SEVERAL]
    for each in cases:
        each.first_month, each.last_month = ASKED_MONTHS[0], ASKED_MONTHS[-1]
        made, open_ones = decided(each, sum(map(len, told)))
        told.append(made)
        unsure |= open_ones
    assert unsure
    paid_beside = [row for row in told[0] if row["benefit"] == "coordinated_general"]
    assert all(row["cents"] for row in paid_beside)
    # The same as if there were no other state: what is to be found.
    wrong = next(row for row in told[0] if row["benefit"] == "child_allowance")
    wrong["cents"] = 8000
    rows_told = rows_of([each.facts.facts() for each in cases], LAWBOOK.facts)
    path = tmp_path / "t" / "a.parquet"
    write(path, rows_told, pa.array([*SEVERAL]), {DECISION: column(told)}, room=20)
    table = opened(path.parent)
    planned = plan(table, None, is_compared=True)
    judged, problems = judged_part(table.parts[0], planned)
    assert judged is not None
    assert not problems
    ids = judged.decisions.ids.to_pylist()
    by_id = dict(zip(ids, judged.standing.tolist(), strict=True))
    assert {name for name, each in by_id.items() if each == Standing.UNDECIDED} <= unsure
    assert any(each == Standing.UNDECIDED for each in by_id.values())
    assert [name for name, each in by_id.items() if each == Standing.DIFFERS] == [wrong["id"]]
    assert judged.due[ids.index(wrong["id"])] == 0
    # Known from the case itself: that state's benefit has no rate of exchange for those months.
    behind = {u.name for each in cases for u in missing(each)}
    assert judged.open
    assert set(judged.open) <= behind


def missing(solved: Solved) -> set[Unknown]:
    """What the amounts beside another state's benefit rest on that is not known."""
    found: set[Unknown] = set()
    for row in range(solved.world.facts.rows["child"]):
        for month in range(ASKED_MONTHS[0], ASKED_MONTHS[-1] + 1):
            value = solved.world.at("general_estonia_pays", row, first_day_of(month))
            if isinstance(value, Open):
                found |= value.missing
    return found
