"""Plans of families, reckoned by hand: what the law allows, what wishes leave, what they cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.casework.planner.families import RESIDENCE, family, late_family

from perenou.casework.case_file import Case, parse
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.writer import dump, to_mapping
from perenou.casework.planner.plan import Plan, PlanError, Planned
from perenou.casework.planner.search import plan
from perenou.casework.planner.take import taken
from perenou.casework.solve import Solved, solve
from perenou.rules.types import Day

MOTHERS = 8000
"""Cents a day of an income of 2400 euros a month; a father's of 3300 euros is 11000."""
FATHERS = 11000


def day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


def stays(made: Plan, who: str, *kinds: str | None) -> list[tuple[str, str]]:
    return [
        (date.fromordinal(s.first).isoformat(), date.fromordinal(s.after - 1).isoformat())
        for s in made.stays
        if s.who == who and s.kind in kinds
    ]


def days_of(made: Plan, who: str, *kinds: str | None) -> int:
    return sum(s.after - s.first for s in made.stays if s.who == who and s.kind in kinds)


def used(made: Plan) -> dict[str, tuple[int, int, str]]:
    return {each.key: (each.used, each.of, each.citation) for each in made.limits}


def at_home(made: Plan, who: str, when: Day) -> bool:
    return any(s.who == who and s.first <= when < s.after for s in made.stays)


# ------------------------------------------------------------------ goals


def test_most_money_moves_the_mothers_days_to_the_parent_who_is_paid_more() -> None:
    # She begins on the 31st day before, so that 39 of her days go to shared benefit.
    made = plan(family()).plans[0]
    assert made.benefit == made.money == (61 * MOTHERS + (514 + 30) * FATHERS,) * 2
    assert stays(made, "mari", "mothers") == [("2026-11-14", "2027-01-13")]
    assert days_of(made, "jaan", "fathers") == 30
    assert days_of(made, "jaan", "shared") == 514
    assert used(made) == {
        "mothers": (61, 61, "PHS § 35 lg 3"),
        "fathers": (30, 30, "PHS § 36 lg 2"),
        "shared": (514, 514, "PHS § 37 lg 2"),
        "together": (made.together, 60, "PHS § 34 lg 3"),
    }


def test_whoever_earns_more_than_the_benefit_stays_at_work() -> None:
    made = plan(family(wages=("2400", "5000"))).plans[0]
    assert days_of(made, "jaan", "fathers", "shared") == 0
    assert [each.of - each.used for each in made.limits if each.key == "fathers"] == [30]


def test_most_days_together_are_sixty() -> None:
    made = plan(family({"goal": "most_days_together"})).plans[0]
    assert made.together == 60
    others = plan(family({"goal": "most_days_together"})).plans[1:]
    assert all(
        other.worth("most_days_together") <= made.worth("most_days_together") for other in others
    )


def test_the_longest_time_at_home_uses_every_day_one_after_the_other() -> None:
    made = plan(family({"goal": "longest_time_at_home"})).plans[0]
    # 30 of the mother's days after the birth, 514 shared ones and the father's 30.
    assert made.cared_for == 30 + 514 + 30
    assert made.together == 0


def test_plans_that_are_shown_really_differ() -> None:
    made = plan(family(wages=("2500", "3600")))
    assert len(made.plans) == 4
    paid = [
        (
            days_of(each, "mari", "mothers", "shared"),
            days_of(each, "jaan", "fathers", "shared"),
            each.together,
        )
        for each in made.plans
    ]
    for at, one in enumerate(paid):
        for other in paid[at + 1 :]:
            assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) >= 60
    worths = [each.worth("most_money") for each in made.plans]
    assert worths == sorted(worths, reverse=True)


# ------------------------------------------------------------------ wishes


def wishing(wages: tuple[str, str] | None = ("2500", "3600"), **wishes: Any) -> Planned:
    return plan(family(wishes, wages=wages))


def test_until_kindergarten_a_parent_is_at_home_every_day() -> None:
    made = wishing(kindergarten="2028-09-01").plans[0]
    for when in range(day("2026-12-15"), day("2028-09-01")):
        assert at_home(made, "mari", when) or at_home(made, "jaan", when)
    assert days_of(made, "mari", None) + days_of(made, "jaan", None) > 0


def test_whoever_is_wished_at_home_or_at_work_is() -> None:
    made = wishing(
        at_home=[{"who": "jaan", "from": "2027-06", "to": "2027-08"}],
        at_work=[{"who": "mari", "from": "2027-03-01"}],
    ).plans
    assert made
    for each in made:
        assert all(at_home(each, "jaan", d) for d in range(day("2027-06-01"), day("2027-09-01")))
        assert not any(
            at_home(each, "mari", d) for d in range(day("2027-03-01"), day("2029-12-15"))
        )


def test_a_wished_stay_beyond_the_days_left_is_without_benefit() -> None:
    made = wishing(at_home=[{"who": "jaan", "from": "2029-10-01"}], kindergarten="2029-10-01")
    best = made.plans[0]
    assert all(at_home(best, "jaan", d) for d in range(day("2029-10-01"), day("2029-12-15")))


@pytest.mark.parametrize("many", [4, 5])
def test_many_wished_stays(many: int) -> None:
    months = [f"2027-{month:02}" for month in range(3, 3 + many)]
    made = wishing(at_home=[{"who": "jaan", "from": m, "to": m} for m in months]).plans[0]
    assert all(at_home(made, "jaan", day(f"{month}-15")) for month in months)


def test_days_of_a_parent_within_bounds() -> None:
    made = wishing(days=[{"who": "jaan", "least": 100, "most": 120}]).plans
    assert made
    assert all(100 <= days_of(each, "jaan", "fathers", "shared") <= 120 for each in made)


def test_days_together_at_least() -> None:
    made = wishing(together=30).plans
    assert all(each.together >= 30 for each in made)
    assert made[0].together == 30


def test_what_a_wish_costs() -> None:
    free = wishing().plans[0]
    made = wishing(together=30)
    [price] = made.prices
    assert price.best is not None
    assert price.best.money == free.money
    assert made.plans[0].money[0] < free.money[0]


def test_wishes_that_cannot_be_met_together() -> None:
    made = wishing(together=61)
    assert made.plans == ()
    assert made.doubts == ()
    assert made.compared == 0
    [price] = made.prices
    assert price.best is not None
    both = wishing(together=61, days=[{"who": "jaan", "least": 700}])
    assert [price.best for price in both.prices] == [None, None]


def test_mothers_benefit_is_not_interrupted() -> None:
    made = wishing(at_work=[{"who": "mari", "from": "2027-01-01", "to": "2027-01-05"}])
    assert made.plans == ()


def test_she_can_work_until_the_birth() -> None:
    made = wishing(at_work=[{"who": "mari", "to": "2026-12-05"}]).plans[0]
    assert stays(made, "mari", "mothers")[0][0] >= "2026-12-06"


def test_two_parents_and_no_third() -> None:
    with pytest.raises(PlanError) as error:
        wishing(at_home=[{"who": "liis", "from": "2027-06"}])
    assert error.value.key == "not_a_parent"


# ------------------------------------------------------------------ other families


def test_days_used_before_are_kept_and_counted() -> None:
    made = plan(late_family())
    best = made.plans[0]
    assert date.fromordinal(made.first).isoformat() == "2027-06-01"
    # 475 shared days less 400, all for the father who is paid more, and his own 30.
    assert best.benefit[0] == (75 + 30) * FATHERS
    assert used(best)["shared"][:2] == (475, 475)
    assert [d.kind for d in best.days if d.by == "mari"] == ["mothers", "shared"]


def test_mothers_days_that_have_passed_unused_are_lost() -> None:
    made = plan(family(as_of="2027-06-01", birth="2024-12-15")).plans[0]
    assert "mothers" not in used(made)
    # From 1 June 2027 to the third birthday he has 197 days.
    assert days_of(made, "jaan", "fathers", "shared") == 197


def test_a_claim_that_runs_into_the_plan_is_cut() -> None:
    days = [
        {"by": "mari", "for": "liis", "kind": "mothers", "from": "2026-10-06", "to": "2027-01-13",
         "leave": "not_needed"},
    ]  # fmt: skip
    made = plan(family(as_of="2026-12-20", days=days)).plans[0]
    assert stays(made, "mari", "mothers") == [("2026-12-20", "2027-01-13")]
    own = [d for d in made.days if d.kind == "mothers"]
    assert [(str(d.from_), str(d.to), d.leave) for d in own] == [
        ("2026-10-06", "2027-01-13", "not_needed")
    ]


def test_a_mother_without_right_before_the_birth() -> None:
    case = family({"goal": "longest_time_at_home"}, mother={"sickness_benefit_right": []})
    made = plan(case).plans[0]
    assert stays(made, "mari", "mothers") == [("2026-12-15", "2027-01-13")]
    assert used(made)["shared"][:2] == (515, 515)
    assert made.cared_for == 30 + 515 + 30


def test_one_parent_alone() -> None:
    child = {"parents": [{"who": "mari", "role": "mother"}], "second_parent": "none"}
    made = plan(family({"goal": "longest_time_at_home"}, child=child))
    assert made.parents == ("mari",)
    assert made.plans[0].cared_for == 30 + 514
    assert "together" not in used(made.plans[0])
    paid = plan(family({"kindergarten": "2028-03-01"}, child=child, wages=None)).plans[0]
    assert all(at_home(paid, "mari", d) for d in range(day("2026-12-15"), day("2028-03-01")))


def test_one_parent_alone_who_earns_more_goes_back_to_work() -> None:
    child = {"parents": [{"who": "mari", "role": "mother"}], "second_parent": "none"}
    case = parse(
        {
            **to_mapping(family(child=child)),
            "plan": {"wages": [{"who": "mari", "month_amount": "5000"}]},
        }
    )
    assert days_of(plan(case).plans[0], "mari", "shared") == 0


def test_a_father_alone() -> None:
    child = {"parents": [{"who": "jaan", "role": "father"}], "lives": [{"with": ["jaan"]}]}
    made = plan(family(child=child))
    assert made.parents == ("jaan",)
    # Nobody had a right before the birth: 515 shared days, after his own 30.
    assert made.plans[0].benefit[0] == (30 + 515) * FATHERS


def test_two_parents_of_whom_none_is_the_mother() -> None:
    child = {
        "parents": [{"who": "jaan", "role": "father"}, {"who": "mari", "role": "second_parent"}]
    }
    made = plan(family(child=child))
    assert made.plans[0].money[0] > 0
    assert "mothers" not in used(made.plans[0])


def test_a_father_who_has_waived_his_days_takes_shared_ones() -> None:
    made = plan(family(child={"fathers_waiver": "2026-09-01"})).plans[0]
    assert days_of(made, "jaan", "fathers") == 0
    assert days_of(made, "jaan", "shared") == 514
    # Waived later, ten of them can be used before.
    later = plan(family(child={"fathers_waiver": "2026-12-25"})).plans[0]
    assert stays(later, "jaan", "fathers") == [("2026-12-15", "2026-12-24")]
    assert days_of(later, "jaan", "shared") == 514


def test_each_parent_may_have_a_quota_of_their_own_by_another_reading() -> None:
    mapping = {**to_mapping(family()), "readings": {"own_shared_quota": "by_person"}}
    made = plan(parse(mapping)).plans[0]
    # A father has 515, with the 39 that the mother moves.
    assert days_of(made, "jaan", "shared") == 515 + 39


def test_parents_on_a_visa_for_work_have_their_own_days_and_no_shared_ones() -> None:
    visa = {"residence": [{"country": "EE", "ground": "short_term_visa"}]}
    longest = {"goal": "longest_time_at_home"}
    both = plan(family(longest, mother=visa, father=visa)).plans[0]
    # 100 days of hers to 13 January, then his 30 (PHS § 4 lg 1¹).
    assert both.benefit == (100 * MOTHERS + 30 * FATHERS,) * 2
    assert stays(both, "jaan", "fathers") == [("2027-01-14", "2027-02-12")]
    assert set(used(both)) == {"mothers", "fathers", "together"}
    one = plan(family(longest, father=visa)).plans[0]
    assert (days_of(one, "mari", "shared"), days_of(one, "jaan", "shared")) == (514, 0)


def test_a_very_early_birth_spares_thirty_days() -> None:
    # Born 60 days early in week 31: days together shorten the time by 30 only.
    child = {"expected": "2027-02-13", "week": 31}
    case = family({"goal": "most_days_together"}, child=child)
    early = plan(case).plans[0]
    full_term = plan(
        family({"goal": "most_days_together"}, child={"expected": "2027-02-13"})
    ).plans[0]
    assert early.together == full_term.together == 60
    assert early.benefit[0] > full_term.benefit[0]


def test_a_child_who_is_not_born_yet_is_planned_from_the_expected_day() -> None:
    mapping = to_mapping(family())
    child = dict(mapping["children"]["liis"])  # type: ignore[index, call-overload, arg-type]
    del child["birth"]
    made = plan(parse({**mapping, "children": {"liis": child}}))
    assert made.assumed_birth == day("2026-12-15")
    assert made.plans[0] == plan(family()).plans[0]


def test_of_an_unknown_income_the_money_has_bounds() -> None:
    made = plan(family(father={"income": "unknown"}))
    least, most = made.plans[0].money
    assert least < most
    assert {name for q in made.needed for name in q.facts} >= {"social_tax_on_income"}
    assert {q.about for q in made.needed} == {("jaan",)}


def test_another_reading_of_the_law_that_changes_the_plan_is_told() -> None:
    made = plan(family())
    [doubt] = [each for each in made.doubts if each.key == "gap_34"]
    assert doubt.difference == (-FATHERS, -FATHERS)
    mapping = to_mapping(family())
    chosen = {**mapping, "readings": {"mothers_days_moved": "first_day_not_counted"}}
    other = plan(parse(chosen))
    assert used(other.plans[0])["shared"][:2] == (513, 513)
    assert "gap_34" not in {each.key for each in other.doubts}


def test_another_child_keeps_its_days() -> None:
    mapping = to_mapping(late_family())
    kati = {
        "birth": "2024-01-01",
        "residence": RESIDENCE,
        "parents": [{"who": "mari", "role": "mother"}],
        "lives": [{"with": ["mari"], "share": "full"}],
    }
    days = [
        *mapping["parental_days"],  # type: ignore[misc]
        {"by": "mari", "for": "kati", "kind": "shared", "from": "2024-04-01", "to": "2024-05-31"},
    ]
    people: dict[str, Any] = mapping["people"]  # type: ignore[assignment]
    mari = {**people["mari"], "previous_income_base": [{"for": "liis", "child": "kati"}]}
    children: dict[str, Any] = mapping["children"]  # type: ignore[assignment]
    both = {
        "people": {**people, "mari": mari},
        "children": {**children, "kati": kati},
        "parental_days": days,
    }
    case = parse({**mapping, **both})
    made = plan(case)
    assert made.child == "liis"  # the other one is over three by then
    text = dump(taken(case, made, made.plans[0]))
    assert "kati, kind: shared" in text


@pytest.mark.long
def test_days_that_the_rules_refuse_are_not_in_a_plan() -> None:
    # In week 31 thirty days together are spared; claimed one after the other they are refused.
    child = {"expected": "2027-02-13", "week": 31}
    made = plan(family({"goal": "longest_time_at_home"}, child=child))
    for each in made.plans:
        assert all(limit.used <= limit.of for limit in each.limits)
    # She begins at the birth on the 60th day before: 10 days move, 485 shared ones in all.
    assert made.plans[0].cared_for == 90 + 485 + 30
    most = 30 + 485 + 30
    wished = {"days": [{"who": "jaan", "least": most}]}
    assert plan(family(wished, child=child)).plans == ()
    spared = plan(family({"days": [{"who": "jaan", "least": most - 30}]}, child=child)).plans[0]
    assert days_of(spared, "jaan", "fathers", "shared") >= most - 30


@pytest.mark.long
def test_while_a_right_is_open_the_money_has_bounds() -> None:
    made = plan(family(father={"residence": "unknown"}))
    least, most = made.plans[0].benefit
    assert least < most
    assert ("lives_in_estonia",) in {q.facts for q in made.needed}


def test_a_parent_without_a_right_is_not_planned() -> None:
    abroad = {"residence": [{"country": "FI"}]}
    assert plan(family(father=abroad)).parents == ("mari",)


def test_nobody_at_home_although_somebody_must_be() -> None:
    both = [{"who": "mari", "from": "2027-06-01"}, {"who": "jaan"}]
    assert wishing(kindergarten="2028-01-01", at_work=both).plans == ()
    assert wishing(kindergarten="2027-06-01", at_work=both).plans


# ------------------------------------------------------------------ what cannot be planned


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (family(as_of="2027-12-16", birth="2024-12-15"), "no_child"),
        (family({"for": "liis"}, as_of="2027-12-16", birth="2024-12-15"), "too_late"),
        (family(as_of="2022-02-01", birth="2022-01-15"), "no_law"),
        (family(mother={"sickness_benefit_right": "unknown"}), "unknown"),
        (family(birth="2026-12"), "birth_unknown"),
        (family(days=[{"by": "mari", "for": "liis", "from": "2026-09"}]), "days_unknown"),
        (family(child={"parents": []}), "no_parent"),
        (parse({**to_mapping(family()), "parental_days": "unknown"}), "days_unknown"),
        (
            parse(
                {
                    **to_mapping(family()),
                    "children": {
                        "liis": to_mapping(family())["children"]["liis"],  # type: ignore[index, call-overload]
                        "kati": {"expected": "2027-05-05"},
                    },
                }
            ),
            "which_child",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_planned(case: Case, key: str) -> None:
    with pytest.raises(PlanError) as error:
        plan(case)
    assert error.value.key == key
    assert bool(error.value.needed) == (key == "unknown")


# ------------------------------------------------------------------ taken into the case file


@pytest.mark.parametrize("number", [0, 1])
def test_a_plan_that_is_taken_is_paid_when_its_case_is_solved(number: int) -> None:
    case = late_family(wages=("2500", "3600"))
    made = plan(case)
    chosen = made.plans[number]
    solved = solve(read_text(dump(taken(case, made, chosen)), "taken.yaml"))
    assert solved.total == chosen.benefit
    assert not [right for right in solved.rights if right.status.value == "refused"]


def test_of_a_plan_beyond_the_last_month_all_earlier_months_are_the_same() -> None:
    case = family(wages=("2500", "3600"))
    made = plan(case)
    chosen = made.plans[0]
    solved = Solved(taken(case, made, chosen))
    assert date.fromordinal(solved.after).isoformat() == "2028-01-01"
    by_month: dict[int, int] = {}
    for payment in solved.payments:
        by_month[payment.month] = by_month.get(payment.month, 0) + payment.least
    for month in chosen.months:
        if month.month <= solved.last_month:
            assert by_month.get(month.month, 0) == sum(least for least, _ in month.benefits)


def test_a_plan_beyond_the_months_that_can_be_asked_about_leaves_them_out() -> None:
    case = family(as_of="2027-12-31", birth="2028-06-01")
    made = plan(case)
    assert taken(case, made, made.plans[0]).period == case.period


def test_the_months_asked_about_stay_as_the_file_says() -> None:
    mapping = {**to_mapping(family()), "period": {"from": "2027-01", "to": "2027-02"}}
    case = parse(mapping)
    made = plan(case)
    assert taken(case, made, made.plans[0]).period == case.period


# ------------------------------------------------------------------ progress


def test_progress_is_told_and_can_end_the_search() -> None:
    told: list[tuple[int, int]] = []
    plan(family({"together": 30}), progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]

    class StoppedError(Exception):
        pass

    def stop(*_: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        plan(family(), progress=stop)
