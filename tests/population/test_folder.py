"""Families as Parquet keep their facts, and flaws of a table never change anybody's answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from perenou import read_case as read_case_file
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.anonymous import unnamed
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.references import adults_among_children
from perenou.casework.case_file.schema import Case
from perenou.casework.facts import CaseFacts
from perenou.casework.solve import Solved
from perenou.population.folder import Wanted, opened, read, write
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.population.job import BENEFITS as OF_DECISIONS
from perenou.population.job import job_of, names_of
from perenou.population.ordinary import ordinary
from perenou.population.read_case import UntoldError, case_of, read_case
from perenou.population.run import run
from perenou.population.schema import units
from perenou.population.write_cases import write_cases
from perenou.rules.compile.rows import LineColumn, Rows
from perenou.rules.rule import day_of

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
AS_OF: Final = day_of("2026-11-24")
FIRST, LAST = 2026 * 12, 2026 * 12 + 11
ASKED: Final = ("child_allowance", "large_family_allowance", "single_parent_allowance")


@cache
def examples() -> dict[str, Case]:
    """The example cases that can be read alone, by name."""
    paths = sorted(EXAMPLES.glob("*.yaml"))
    return {p.stem: read_case_file(p) for p in paths if not p.name.startswith("plan_")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_cases(tmp_path / "families", examples().items(), room=7)
    return tmp_path / "families"


def same(one: Rows, other: Rows) -> None:
    for unit, offsets in one.offsets.items():
        assert offsets.tolist() == other.offsets[unit].tolist(), unit
    for pair, numbers in one.above.items():
        assert numbers.tolist() == other.above[pair].tolist(), pair
    for name, column in one.columns.items():
        mine = other.columns[name]
        assert isinstance(column, LineColumn) == isinstance(mine, LineColumn), name
        if isinstance(column, LineColumn) and isinstance(mine, LineColumn):
            assert column.offsets.tolist() == mine.offsets.tolist(), name
            assert column.days.tolist() == mine.days.tolist(), name
            assert column.values.tolist() == mine.values.tolist(), name
        elif isinstance(column, np.ndarray) and isinstance(mine, np.ndarray):
            assert column.tolist() == mine.tolist(), name


def test_every_fact_of_the_examples_is_read_as_it_was_written(tmp_path: Path) -> None:
    facts = [CaseFacts(case, AS_OF).facts() for case in examples().values()]
    rows = rows_of(facts, LAWBOOK.facts)
    names = [*examples()]
    write(tmp_path / "all.parquet", rows, pa.array(names), room=1000)
    table = opened(tmp_path)
    assert table.families == len(names)
    assert set(table.shapes) == set(rows.columns)
    (part,) = table.parts
    found = read(part, Wanted(table.shapes, frozenset(rows.offsets)))
    assert not found.problems
    assert found.names.to_pylist() == names
    same(rows, found.rows)


def none() -> list[int | None]:
    """Nothing in any month of the year."""
    return [0] * 12


def test_every_benefit_of_a_folder_is_what_the_solver_pays(folder: Path) -> None:
    """Also what is paid once, by days, and beside other states' benefits, file by file."""
    table = opened(folder)
    assert len(table.parts) > 3
    out = folder.parent / "amounts.parquet"
    totals = run(table, job_of(table, [*BENEFITS], (FIRST, LAST), AS_OF, None), out)
    months = [f"2026-{month:02}" for month in range(1, 13)]
    told: dict[str, dict[str, list[int | None]]] = {name: {} for name in examples()}
    paid = dict.fromkeys(totals.cents, 0)
    for row in pq.read_table(out).to_pylist():
        paid[row["benefit"]] += sum(row[month] or 0 for month in months)
        sums = told[row["family"]].setdefault(row["benefit"], none())
        for at, month in enumerate(months):
            before, now = sums[at], row[month]
            sums[at] = None if before is None or now is None else before + now
    is_open = dict.fromkeys(totals.cents, 0)
    for name, case in examples().items():
        solved = Solved(case, AS_OF)
        solved.first_month, solved.last_month = FIRST, LAST
        right = {key: none() for key in totals.cents}
        for each in solved.payments:
            sums, at = right[each.benefit], each.month - FIRST
            before = sums[at] if each.least == each.most else None
            sums[at] = None if before is None else before + each.least
        unsure = {at for sums in right.values() for at, each in enumerate(sums) if each is None}
        for key, due in right.items():
            mine = told[name].get(key, none())
            for at, given in enumerate(mine):
                assert given in (due[at], None), (name, key)
                if name.startswith(("eu_", "agreement_")):  # what is open is asked of the solver
                    assert given is not None or at in unsure, (name, key)
            is_open[key] += None in mine
    assert totals.across_states == 7
    assert totals.open == is_open
    assert {key: int(each.sum()) for key, each in totals.cents.items()} == paid
    assert all(paid[key] for key in (*ASKED, "coordinated_general", "birth_allowance"))
    assert all(paid[f"{kind}_parental_benefit"] for kind in ("mothers", "fathers", "shared"))


def test_a_family_of_a_table_is_the_case_that_was_written(folder: Path) -> None:
    table = opened(folder)
    for name, case in examples().items():
        assert read_case(table, name) == unnamed(case)


def test_no_name_and_no_personal_code_gets_into_a_table(folder: Path) -> None:
    told = {
        value
        for case in examples().values()
        for person in case.everybody.values()
        for value in (person.name, person.personal_code)
        if value not in (None, "unknown")
    }
    assert told
    text = "".join(str(pq.read_table(path).to_pylist()) for path in folder.glob("*.parquet"))
    assert not [value for value in told if str(value) in text]


def test_ids_and_words_that_name_somebody_get_into_no_table(tmp_path: Path) -> None:
    """Files call people by what officials find handy, and reasons name whoever they like."""
    told = """
title: Mari Tamm
as_of: 2026-11-24
people:
  mari_tamm: {birth: 1988-02-03, personal_code: "48802036667"}
  jaan_tamm: {birth: 1985-01-01, income: [{month: 2025-03, gross: 1000, employer: Tamm OÜ}]}
children:
  anu_tamm:
    birth: 2020-05-01
    parents: [{who: mari_tamm, role: mother}, {who: jaan_tamm, role: father}]
    lives: [{with: [mari_tamm, jaan_tamm]}]
readings: {automatic_grant_voided: event_day_counts}
reading_reasons: {automatic_grant_voided: Jaan Tamm ütles}
claims: [{by: mari_tamm, received: 2020-05-02}]
"""
    case = read_text(told, "case.yaml")
    write_cases(tmp_path, [("1", case)])
    text = "".join(str(pq.read_table(path).to_pylist()) for path in tmp_path.glob("*.parquet"))
    assert "tamm" not in text.casefold()
    assert "48802036667" not in text
    before, after = Solved(case), Solved(read_case(opened(tmp_path), "1"))
    assert [(e.benefit, e.month, e.least) for e in before.payments] == [
        (e.benefit, e.month, e.least) for e in after.payments
    ]


def test_silence_of_a_table_is_silence_of_an_ordinary_case() -> None:
    silent = ordinary()
    assert silent["has_guardian"].values == (False,)
    assert silent["posted_day"].values == (3_000_000,)
    for name in ("child_birth_day", "raises", "is_parent", "studies", "household", "received_day"):
        assert name not in silent


def test_units_come_after_those_above_them() -> None:
    seen: set[str] = set()
    for unit in units().values():
        assert {each.name for each in unit.above} <= seen
        seen.add(unit.name)


ORDINARY: Final = (
    "triplets", "late_claim", "raise_2023", "conscript_father", "both_parents_dead",
    "separated_parents_alternating", "stillborn_child", "three_children_one_turns_19",
)  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
def test_a_family_of_facts_alone_is_told_as_a_case_of_the_same_payments(name: str) -> None:
    case = examples()[name]
    facts = CaseFacts(case, AS_OF).facts()
    rows = without_ordinary(
        rows_of([facts], LAWBOOK.facts_under(names_of(OF_DECISIONS))), ordinary()
    )
    again = case_of(rows)
    for month in range(FIRST, LAST + 1):
        before, after = (Solved(each, AS_OF).monthly_payments(month) for each in (case, again))
        assert [(p.benefit, p.least, p.most) for p in before] == [
            (p.benefit, p.least, p.most) for p in after
        ]


def test_a_minor_mother_is_a_person_and_a_child_of_a_table() -> None:
    case = examples()["minor_mother"].model_copy(update={"parental_days": ()})
    facts = CaseFacts(case, AS_OF).facts()
    asked = LAWBOOK.facts_under(names_of(OF_DECISIONS))
    again = case_of(without_ordinary(rows_of([facts], asked), ordinary()))
    [mother] = adults_among_children(again)
    assert (len(again.people), len(again.children)) == (2, 2)
    month = 2026 * 12 + 4
    before, after = (Solved(each, AS_OF).monthly_payments(month) for each in (case, again))
    # The grandmother's 80; the mother's 80 and 80, for 27 days of 31 (PHS § 7 lg 1).
    assert [p.least for p in after] == [p.least for p in before] == [80_00, 69_68, 69_68]
    assert [mother in p.payees for p in after] == [False, True, True]


def test_facts_that_no_case_was_found_to_tell_are_named(tmp_path: Path) -> None:
    case = examples()["ward_with_guardian"]
    rows = rows_of([CaseFacts(case, AS_OF).facts()], LAWBOOK.facts_under(names_of(ASKED)))
    write(tmp_path / "a.parquet", rows, pa.array(["w"]))
    with pytest.raises(UntoldError) as untold:
        read_case(opened(tmp_path), "w")
    assert "has_guardian" in untold.value.facts
