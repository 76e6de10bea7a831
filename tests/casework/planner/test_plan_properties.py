"""What must hold for every family's plans: searched with random incomes, wages and wishes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casework.planner.families import FAMILIES

from perenou.casework.case_file import Case
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import START
from perenou.casework.planner.ground import ground_of
from perenou.casework.planner.judge import Judge
from perenou.casework.planner.patterns import Patterns
from perenou.casework.planner.plan import Plan, Planned
from perenou.casework.planner.search import plan
from perenou.casework.planner.take import taken
from perenou.casework.planner.wishes import wishes_of
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of
from perenou.rules.world import World

pytestmark = pytest.mark.properties

few = settings(
    deadline=None, max_examples=12, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip

euros = st.sampled_from(["0", "600", "1500", "2400", "3300", "5000", "9000"])
months = st.sampled_from(["2027-02", "2027-06", "2027-09", "2028-03", "2028-12"])


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    """Some wishes, which cannot contradict each other within the file."""
    goals = ("most_money", "most_days_together", "longest_time_at_home")
    told: dict[str, Any] = {"goal": draw(st.sampled_from(goals))}
    if draw(st.booleans()):
        told["kindergarten"] = draw(months)
    if draw(st.booleans()):
        told["together"] = draw(st.sampled_from([10, 30, 60]))
    if draw(st.booleans()):
        first = draw(months)
        told["at_home"] = [{"who": "jaan", "from": first, "to": first}]
    if draw(st.booleans()):
        told["at_work"] = [{"who": "mari", "from": draw(months)}]
    if draw(st.booleans()):
        told["days"] = [{"who": "jaan", draw(st.sampled_from(["least", "most"])): 90}]
    return told


@st.composite
def families(draw: st.DrawFn) -> Case:
    """A family before the birth, or one that has used most of its days."""
    build = draw(st.sampled_from(FAMILIES))
    made: Case = build(
        draw(wishes()),
        incomes=(draw(euros), draw(euros)),
        wages=draw(st.one_of(st.none(), st.tuples(euros, euros))),
    )
    return made


def solved_alone(case: Case, made: Planned, chosen: Plan) -> World:
    """The plan's days laid before the law anew, with nothing shared, to the third birthday."""
    changed = taken(case, made, chosen)
    solved = Solved(changed)
    facts = CaseFacts(changed, solved.as_of)
    return World(solved.law, facts.facts(), START, made.after + 40)


@few
@given(families())
def test_every_day_of_a_plan_is_paid_and_brings_what_is_told(case: Case) -> None:
    made = plan(case)
    facts = CaseFacts(case)
    for chosen in made.plans:
        world = solved_alone(case, made, chosen)
        total = 0
        for entry in chosen.days:
            row = facts.carers.index((facts.people.index(str(entry.by)), 0))
            line = world.line(f"{entry.kind}_benefit_paid", row)
            assert all(line.at(day) is True for day in range(*entry.possibly)), entry
            assert entry.possibly[1] <= made.after
        for month in chosen.months:
            first = first_day_of(month.month)
            for kind in ("mothers", "fathers", "shared"):
                for row in range(len(facts.carers)):
                    total += world.line(f"{kind}_parental_benefit_amount", row).at(first)
        assert (total, total) == chosen.benefit


@few
@given(families())
def test_no_plan_uses_more_than_the_law_gives_and_each_meets_the_wishes(case: Case) -> None:
    made = plan(case)
    for chosen in made.plans:
        for each in chosen.limits:
            assert each.used <= each.of
        assert chosen.worth(made.goal) <= made.plans[0].worth(made.goal)
        for wish in made.wishes.every:
            paid = sum(
                days.possibly[1] - days.possibly[0] for days in chosen.days if days.by == wish.who
            )
            if wish.kind == "together":
                assert chosen.together >= wish.number
            elif wish.kind == "days_least":
                assert paid >= wish.number
            elif wish.kind == "days_most":
                assert paid <= wish.number
            elif wish.kind in ("at_home", "at_work"):
                first, after = max(wish.span[0], made.first), min(wish.span[1], made.after)
                for day in range(first, after):
                    here = any(s.who == wish.who and s.first <= day < s.after for s in chosen.stays)
                    assert here == (wish.kind == "at_home")
            else:
                for day in range(max(wish.span[0], made.first), min(wish.span[1], made.after)):
                    assert any(s.first <= day < s.after for s in chosen.stays)


@few
@given(families())
def test_without_a_wish_the_best_plan_is_never_worse(case: Case) -> None:
    made = plan(case)
    for price in made.prices:
        if made.plans:
            assert price.best is not None
            assert price.best.worth(made.goal) >= made.plans[0].worth(made.goal)


@few
@given(families())
def test_a_candidate_is_worth_at_least_what_the_rules_make_of_it(case: Case) -> None:
    ground = ground_of(case)
    judge = Judge(ground)
    assert case.plan is not None
    told = wishes_of(case.plan, ground.birth)
    candidates = Patterns(ground, judge, told).candidates(told)
    for candidate in candidates[:: max(1, len(candidates) // 12)]:
        claims = judge.settled(candidate.claims)
        made = judge.plan(claims, candidate.homes)
        for goal in ("most_money", "most_days_together", "longest_time_at_home"):
            assert candidate.worth(goal) >= made.worth(goal)
            if claims == candidate.claims:
                assert candidate.worth(goal) == made.worth(goal)
