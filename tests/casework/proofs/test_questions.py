"""Questions over all families: answers that are known, checked against families one by one."""

from __future__ import annotations

import random
import time
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file import dump, read_text
from perenou.casework.lines import END, START
from perenou.casework.proofs import questions, search
from perenou.casework.proofs.answer import DisagreementError
from perenou.casework.proofs.laid import amounts, amounts_of, laid_over, paid, world_of
from perenou.casework.proofs.search import Scope
from perenou.casework.proofs.shape import CLAIMED, ChildTerms, FamilyTerms, Shape, case_of
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of
from perenou.rules.lawbook import Law
from perenou.rules.prove.effort import Effort
from perenou.rules.prove.months import Months
from perenou.rules.prove.terms import Term
from perenou.rules.reform import laid_over as laid_over_law
from perenou.rules.reform import read_reform
from perenou.rules.rule import day_of

REFORMS: Final = Path(__file__).parents[3] / "examples" / "reforms"
MARCH_2024: Final = 2024 * 12 + 2
SEPTEMBER_2026: Final = 2026 * 12 + 8
NOVEMBER_2026: Final = 2026 * 12 + 10
TODAY: Final = day_of("2026-11-27")
PATIENT: Final = 120.0
"""Seconds, so that a busy machine changes no answer."""


def law(day: str) -> Law:
    return LAWBOOK.on(day_of(day))


def scope(month: int, most: int = 1, day: int = TODAY) -> Scope:
    return Scope(month, day, most, seconds=PATIENT)


def known(term: Term) -> int:
    assert isinstance(term, int)
    return term


def drawn(draw: random.Random, month: int) -> FamilyTerms:
    """Any family of a shape, with the turns of its children's lives near the month."""
    first = first_day_of(month)
    last = first_day_of(month + 1) - 1

    def near(low: int, high: int) -> int:
        return max(low, min(high, draw.choice((first, last)) + draw.randint(-40, 40)))

    children = []
    births: set[int] = set()
    while len(births) < draw.randint(1, 4):
        years = draw.choice((0, 1, 8, 15, 16, 18, 19, 20))
        births.add(min(last, first - round(years * 365.25) + draw.randint(-40, 40)))
    for birth in sorted(births):
        studied = draw.random() < 0.5 and birth + 17 * 366 < END
        until = near(max(START, birth + 7 * 366), END - 2) if studied else START - 1
        studies = until >= START
        children.append(
            ChildTerms(
                birth,
                draw.choice((START, START, near(birth + 1, last) if birth < last else START)),
                until,
                studies and draw.random() < 0.3,
                until > birth + 14 * 366 and draw.random() < 0.3,
                draw.choice((END, END, near(birth + 1, END))),
                draw.choice((0, 0, 5_00, 79_00, 80_00, 120_00)),
            )
        )
    is_alone = draw.random() < 0.3
    wanted = END if is_alone else draw.choice((END, near(START + 1, END)))
    return FamilyTerms(tuple(children), is_alone, wanted)


@pytest.mark.parametrize(
    "month",
    [
        pytest.param(2018 * 12 + 4, marks=pytest.mark.long),
        2022 * 12 + 8,
        pytest.param(2023 * 12 + 1, marks=pytest.mark.long),
        SEPTEMBER_2026,
    ],
)
def test_any_family_of_a_shape_is_paid_what_the_solver_pays(month: int) -> None:
    """The rows, the facts and what is taken for granted of claims: all as the case file has it."""
    draw = random.Random(month)
    today = LAWBOOK.on(TODAY)
    sums = set()
    for _ in range(15):
        family = drawn(draw, month)
        shape = Shape(len(family.children), month, TODAY)
        laid = laid_over(
            today, amounts_of(CLAIMED), shape, family, month, Months(), Effort(PATIENT)
        )
        terms = amounts(laid, CLAIMED, month)
        case = case_of(family, known, month, TODAY)
        right = paid(world_of(today, case, TODAY), CLAIMED, month)
        assert sum(map(known, terms.values())) == right, dump(case)
        sums.add(right)
    assert len(sums) > 5


@pytest.mark.long
def test_who_loses_when_the_large_familys_allowance_is_cut() -> None:
    """By an invented proposal the allowance for three children falls from 450 to 400 euros."""
    path, month = REFORMS / "child_allowance_100.yaml", 2027 * 12
    before, after = LAWBOOK.on(TODAY), laid_over_law(LAWBOOK, read_reform(path, LAWBOOK)).on(TODAY)
    asked = ("large_family_allowance",)
    answer = questions.loses(before, after, scope(month, 3), asked)
    assert (answer.verdict, answer.done) == ("example", 2)
    was, now = (each.values[0] for each in answer.families)
    assert was > now
    case = read_text(dump(answer.families[0].case), "example")
    assert len(case.children) == 3
    assert paid(world_of(before, case, TODAY), asked, month) == was
    told = Solved(case, TODAY, book=after.book).payments
    assert sum(p.least for p in told if p.benefit == asked[0]) == now


def test_a_reform_is_compared_like_the_law_of_another_day() -> None:
    """By the invented proposal three children have less; with two, nobody loses."""
    path = REFORMS / "large_family_by_child.yaml"
    reform = laid_over_law(LAWBOOK, read_reform(path, LAWBOOK)).on(TODAY)
    answer = questions.loses(LAWBOOK.on(TODAY), reform, scope(2027 * 12, 3))
    assert (answer.verdict, answer.done) == ("example", 2)
    was, now = (each.values[0] for each in answer.families)
    case = answer.families[0].case
    asked = Solved(case, TODAY), Solved(case, TODAY, book=reform.book)
    assert [sum(p.least for p in each.payments) for each in asked] == [was, now]
    assert was > now


def test_nobody_with_one_child_loses_what_no_family_tried_one_by_one_loses() -> None:
    before, after = law("2022-12-01"), law("2024-03-01")
    assert questions.loses(before, after, scope(MARCH_2024)).verdict == "proof"
    draw = random.Random(4)
    gained = 0
    for _ in range(60):
        family = drawn(draw, MARCH_2024)
        case = case_of(family, known, MARCH_2024, TODAY)
        sums = [paid(world_of(each, case, TODAY), CLAIMED, MARCH_2024) for each in (before, after)]
        assert sums[0] is not None
        assert sums[1] is not None
        assert sums[0] <= sums[1]
        gained += sums[0] < sums[1]
    assert gained > 10


def test_a_day_more_ends_child_allowance_at_nineteen() -> None:
    answer = questions.drops("day", LAWBOOK.on(TODAY), scope(NOVEMBER_2026))
    assert answer.verdict == "example"
    younger, older = (each.case.children["laps1"].born for each in answer.families)
    assert younger is not None
    assert older is not None
    assert younger.first - older.first == 1
    assert [each.values[0] for each in answer.families] == [80_00, 0]
    assert date.fromordinal(older.first) == date(2007, 11, 1)


def test_a_euro_from_another_state_costs_more_than_a_euro_until_october_2026() -> None:
    today = LAWBOOK.on(TODAY)
    found = questions.drops("euro", today, scope(SEPTEMBER_2026))
    assert found.verdict == "example"
    without, with_it = (each.values[0] for each in found.families)
    assert without - with_it > 1_00
    assert questions.drops("euro", today, scope(NOVEMBER_2026)).verdict == "proof"
    for euros in range(150):
        sums = []
        for more in (0, 1):
            child = ChildTerms(day_of("2020-05-05"), foreign=(euros + more) * 100)
            case = case_of(FamilyTerms((child,)), known, NOVEMBER_2026, TODAY)
            own = paid(world_of(today, case, TODAY), CLAIMED, NOVEMBER_2026)
            assert own is not None
            sums.append(own + (euros + more) * 100)
        assert sums[0] <= sums[1]


def test_a_euro_of_wages_costs_no_more_than_a_euro() -> None:
    assert questions.drops("wage", LAWBOOK.on(TODAY), scope(NOVEMBER_2026)).verdict == "proof"


@pytest.mark.long
def test_a_euro_of_wages_costs_more_than_a_euro_where_a_law_says_so() -> None:
    reform = read_reform(REFORMS / "large_family_income_test.yaml", LAWBOOK)
    tested = laid_over_law(LAWBOOK, reform).on(TODAY)
    answer = questions.drops("wage", tested, scope(2027 * 12 + 1, 3))
    assert answer.verdict == "example"
    wages = [each.case.people["ema"].income for each in answer.families]
    grosses = [told[0].gross for told in wages if isinstance(told, tuple | list)]
    assert grosses == [3000_00, 3001_00]
    before, after = (each.values[0] for each in answer.families)
    assert before - after > 1_00


def test_one_more_child_lowers_no_sum() -> None:
    answer = questions.drops("child", LAWBOOK.on(TODAY), scope(NOVEMBER_2026, 2))
    assert (answer.verdict, answer.done) == ("proof", 2)


def test_what_holds_together_and_what_never_does() -> None:
    today = LAWBOOK.on(TODAY)
    at = scope(NOVEMBER_2026)
    found = questions.both_hold("child_allowance", "single_parent_allowance", today, at)
    assert found.verdict == "example"
    paid_for = {p.benefit for p in Solved(found.families[0].case, TODAY).payments}
    assert {"child_allowance", "single_parent_allowance"} <= paid_for
    never = questions.both_hold("right_to_child_allowance", "not_paid_by_placement", today, at)
    assert never.verdict == "proof"
    draw = random.Random(8)
    placed = 0
    for _ in range(40):
        case = case_of(drawn(draw, NOVEMBER_2026), known, NOVEMBER_2026, TODAY)
        world = world_of(today, case, TODAY)
        for row in range(len(case.children)):
            names = ("right_to_child_allowance", "not_paid_by_placement")
            right, away = (world.at(name, row, first_day_of(NOVEMBER_2026)) for name in names)
            placed += away is True
            assert not (right is True and away is True)
    assert placed > 3


def test_every_branch_is_taken_by_a_family_or_proved_dead() -> None:
    today = LAWBOOK.on(TODAY)
    answer = questions.covered("right_to_single_parent_allowance", today, scope(NOVEMBER_2026))
    verdicts = {each.about[1:]: each.verdict for each in answer.parts}
    assert verdicts["if not right_to_child_allowance: return False", "0"] == "example"
    assert verdicts["return not survivor_paid_instead", "1"] == "example"
    # No family of the shape has lost a parent.
    assert verdicts["return not survivor_paid_instead", "0"] == "proof"
    assert answer.verdict == "proof"


def test_a_norm_that_does_not_hold_in_the_month_covers_nothing() -> None:
    answer = questions.covered("steps_down", LAWBOOK.on(TODAY), scope(NOVEMBER_2026))
    assert (answer.verdict, answer.parts) == ("proof", ())


def test_the_families_on_either_side_of_a_boundary_differ_by_one_step() -> None:
    answer = questions.boundary("child_allowance", LAWBOOK.on(TODAY), scope(NOVEMBER_2026))
    found = {each.about[1]: each for each in answer.parts}
    one, two = found["birth"].families
    assert (one.values[0] > 0) != (two.values[0] > 0)
    births = [each.case.children["laps1"].born for each in (one, two)]
    assert [born.first - births[1].first for born in births if born and births[1]] == [1, 0]
    assert found["final_class"].verdict == "proof"  # in November no final class matters
    assert found["wanted"].verdict == "proof"


def test_without_time_the_answer_is_open() -> None:
    hasty = Scope(NOVEMBER_2026, TODAY, 3, seconds=0)
    answer = questions.loses(law("2022-12-01"), law("2024-03-01"), hasty)
    assert (answer.verdict, answer.families, answer.done) == ("undecided", (), 0)


def test_an_example_with_which_the_solver_disagrees_is_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions, "paid", lambda *_: 1)
    with pytest.raises(DisagreementError) as told:
        questions.drops("day", LAWBOOK.on(TODAY), scope(NOVEMBER_2026))
    assert (told.value.claimed, told.value.solved) == (80_00, 1)


def test_families_of_a_question_are_made_once() -> None:
    rooms = search.Rooms(scope(NOVEMBER_2026))
    assert rooms.of(2) is rooms.of(2)
    laid = rooms.of(1).laid(LAWBOOK.on(TODAY), amounts_of(("child_allowance",)))
    assert rooms.of(1).laid(LAWBOOK.on(TODAY), amounts_of(("child_allowance",))) is laid


def test_what_is_decided_hangs_on_the_work_and_not_on_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slow machine decides what a quick one does; the clock only ends what has no end."""
    asked = partial(questions.boundary, "large_family_allowance", LAWBOOK.on(TODAY))

    def verdicts(seconds: float, tick: float) -> list[str]:
        """By a clock that goes on by a tick whenever somebody looks at it."""
        looks = count()
        monkeypatch.setattr(time, "monotonic", lambda: next(looks) * tick)
        scope = Scope(NOVEMBER_2026, TODAY, 1, seconds=seconds)
        return [each.verdict for each in asked(scope).parts]

    enough, little = verdicts(5, 0), verdicts(0.01, 0)
    assert "undecided" not in enough
    assert "undecided" in little
    assert (verdicts(5, 1e-6), verdicts(0.01, 1e-6)) == (enough, little)
    assert {*verdicts(5, 1000)} == {"undecided"}
