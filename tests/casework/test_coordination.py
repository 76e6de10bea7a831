"""Several states, from a case file to the months by state."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

from perenou.benefits.eu.vocabulary import Activity, Interruption
from perenou.casework.as_json import determination_json
from perenou.casework.case_file import dump, read_text, to_mapping
from perenou.casework.case_file.coordination import COORDINATED_STATES
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.states import states_of
from perenou.casework.coordination import state_months
from perenou.casework.determination import Determination, Role, StateMonth, Status
from perenou.casework.lines import END, START
from perenou.casework.solve import Solved, solve
from perenou.casework.tell import tell
from perenou.casework.tell_why import tell_why
from perenou.language.grammar import LANGUAGES
from perenou.rules.rule import day_of
from perenou.rules.unknown import Open

HOME = [{"country": "EE", "ground": "citizen"}]
FEBRUARY = day_of("2026-02-01")
KRONA = {"currency": "SEK", "day": "2026-01-30"}
LAPSILISA = {"country": "FI", "name": "lapsilisä", "amount": "94.88", "interval": "month"}

Data = Mapping[str, object]


def worker(country: str, **more: object) -> Data:
    return {
        "residence": [{"country": country, **({"ground": "citizen"} if country == "EE" else {})}],
        "citizenship": [{"country": country}],
        "work": [{"country": country, "kind": "employed"}],
        **more,
    }


def family(
    mari: Data | None = None,
    jaan: Data | None = None,
    juku: Data | None = None,
    **more: object,
) -> Case:
    """A mother who works in Estonia, a father who works in Finland, one child in Estonia."""
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-02", "to": "2026-02"},
            "otherwise": "ordinary",
            "people": {
                "mari": {"name": "Mari", **worker("EE"), **(mari or {})},
                "jaan": {"name": "Jaan", **worker("FI"), **(jaan or {})},
            },
            "children": {
                "juku": {
                    "birth": "2018-05-14",
                    "residence": HOME,
                    "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
                    "lives": [{"with": ["mari"], "share": "full"}],
                    "state_benefits": [LAPSILISA],
                    **(juku or {}),
                }
            },
            "claims": [
                {
                    "by": "mari",
                    "for": ["juku"],
                    "benefits": ["child_allowance"],
                    "received": "2018-06-01",
                }
            ],
            **more,
        }
    )


def by_state(made: Determination, month: int | None = None) -> dict[str, StateMonth]:
    return {each.state: each for each in made.state_months if month is None or each.month == month}


def paid(made: Determination) -> dict[str, tuple[int, int]]:
    return {each.state: (each.paid_least, each.paid_most) for each in made.state_months}


def words_of(made: Determination) -> str:
    report = tell(made, "et")
    lines = [line.text for section in report.sections for line in section.lines]
    return "\n".join(lines)


def line(case: Case, name: str, row: int) -> Sequence[tuple[int, object]]:
    found = Solved(case).facts.line(name, row)
    return list(zip(found.starts, found.values, strict=True))


def test_mother_in_estonia_father_in_finland() -> None:
    made = solve(family())
    states = by_state(made)
    assert states["EE"].role is Role.PRIMARY
    assert (states["EE"].ground, states["EE"].reason) == ("work", "work_home")
    assert states["FI"].role is Role.SECONDARY
    assert paid(made) == {"EE": (8000, 8000), "FI": (1488, 1488)}
    assert states["FI"].suspended_least == states["FI"].suspended_most == 8000
    assert [p.benefit for p in made.payments] == ["child_allowance"]
    assert states["FI"].benefits[0].name == "lapsilisä"


def test_where_estonia_is_second_the_payment_is_the_difference() -> None:
    made = solve(family(mari={"work": []}, juku={"state_benefits": [{**LAPSILISA, "amount": 50}]}))
    assert paid(made) == {"EE": (3000, 3000), "FI": (5000, 5000)}
    assert [(p.benefit, p.least, p.payees) for p in made.payments] == [
        ("coordinated_general", 3000, ("mari",))
    ]
    assert made.rights[0].status is Status.GRANTED


def test_what_is_wholly_suspended_is_not_paid_and_its_right_says_why() -> None:
    made = solve(family(mari={"work": []}))
    assert made.payments == ()
    assert [right.status for right in made.rights] == [Status.SUSPENDED]
    assert made.rights[0].grounds[0].about == ("juku", "state:EE")


def test_a_family_in_finland_with_work_in_estonia_is_treated_as_living_here() -> None:
    abroad = {"residence": [{"country": "FI"}]}
    made = solve(family(mari=abroad, juku=abroad, jaan={"work": []}))
    assert paid(made) == {"EE": (8000, 8000), "FI": (1488, 1488)}
    assert by_state(made)["EE"].reason == "work_first"
    assert made.rights[0].holder == "mari"


def test_the_allowance_of_a_large_family_is_set_against_child_by_child() -> None:
    births = {"a": "2012-01-01", "b": "2014-01-01", "c": "2016-01-01", "d": "2018-01-01"}
    amounts = {"a": 94.88, "b": 104.84, "c": 133.79, "d": 173.24}
    case = family(
        mari={"work": []},
        juku={"birth": "2001-01-01", "state_benefits": []},
    )
    children = {
        who: case.children["juku"].model_copy(
            update={
                "birth": parse(
                    {"children": {"x": {"birth": birth, "state_benefits": [
                        {**LAPSILISA, "amount": amounts[who]}]}}}
                ).children["x"].birth,
                "state_benefits": parse(
                    {"children": {"x": {"state_benefits": [{**LAPSILISA, "amount": amounts[who]}]}}}
                ).children["x"].state_benefits,
            }
        )
        for who, birth in births.items()
    }  # fmt: skip
    assert not isinstance(case.claims, str)
    assert case.claims is not None
    claim = case.claims[0].model_copy(update={"for_": "all", "benefits": "all"})
    period = parse({"period": {"from": "2024-09", "to": "2024-09"}}).period
    made = solve(
        case.model_copy(update={"children": children, "claims": (claim,), "period": period})
    )
    assert made.total == (30325, 30325)
    assert {p.benefit for p in made.payments} == {"coordinated_general"}
    assert [p.least for p in made.payments] == [9762, 8766, 7871, 3926]


def test_a_missing_amount_leaves_the_payment_open_and_is_asked() -> None:
    case = family(mari={"work": []}, juku={"state_benefits": [{**LAPSILISA, "amount": "unknown"}]})
    made = solve(case)
    assert made.total == (0, 8000)
    assert [q.facts[0] for q in made.questions] == ["award_minor"]
    assert made.questions[0].about == ("juku", "state:FI")
    for language in LANGUAGES:
        assert any(section.key == "states" for section in tell(made, language).sections)


def test_nothing_said_of_another_states_benefit_is_asked_and_never_taken_for_none() -> None:
    made = solve(family(mari={"work": []}, juku={"state_benefits": None}))
    assert made.total == (0, 8000)
    assert [q.facts[0] for q in made.questions] == ["general_right_there"]
    made = solve(family(mari={"work": []}, juku={"state_benefits": []}))
    assert made.total == (8000, 8000)
    assert by_state(made)["EE"].reason == "only"
    made = solve(family(mari={"work": []}, juku={"state_benefits": "unknown"}))
    assert made.total == (0, 8000)


def test_a_state_that_gives_no_right_is_told_so() -> None:
    told = [{"country": "FI", "right": False, "why_not": "liiga vana"}]
    made = solve(family(mari={"work": []}, juku={"state_benefits": told}))
    assert by_state(made)["FI"].role is Role.NO_RIGHT
    assert made.total == (8000, 8000)
    made = solve(
        family(mari={"work": []}, juku={"state_benefits": [{**LAPSILISA, "right": "unknown"}]})
    )
    assert by_state(made)["FI"].role is Role.OPEN
    assert made.total == (0, 8000)


def test_a_missing_rate_is_asked() -> None:
    swedish = {
        "country": "SE",
        "name": "barnbidrag",
        "amount": 625,
        "currency": "SEK",
        "interval": "month",
    }
    jaan = worker("SE")
    made = solve(family(mari={"work": []}, jaan=jaan, juku={"state_benefits": [swedish]}))
    assert [q.facts[0] for q in made.questions] == ["published_rate"]
    assert made.total[0] == 0 < made.total[1]
    rates = [{"currency": "SEK", "day": "2026-01-30", "rate": "11,0155"}]
    case = family(
        mari={"work": []}, jaan=jaan, juku={"state_benefits": [swedish]}, exchange_rates=rates
    )
    made = solve(case)
    assert by_state(made)["SE"].own_least == 5674
    assert made.total == (2326, 2326)
    assert by_state(made)["SE"].benefits[0].rate == 11_015_500
    told = "barnbidrag: 625,00 SEK kuus; üks euro on 11,0155 SEK. Kurss on 30. jaanuarist 2026"
    assert f"{told}, allikas: märkimata." in words_of(made)
    assert read_text(dump(case), "case.yaml") == case


def test_a_years_amount_in_a_small_currency_is_not_too_large() -> None:
    """290 000 krónur a year are 24 166.67 a month: 167.82 euros at 144."""
    told = {
        "country": "IS", "name": "barnabætur", "amount": 290_000, "currency": "ISK",
        "interval": "year",
    }  # fmt: skip
    rates = [{"currency": "ISK", "day": "2026-01-30", "rate": "144"}]
    jaan, juku = worker("IS"), {"state_benefits": [told]}
    made = solve(family(mari={"work": []}, jaan=jaan, juku=juku, exchange_rates=rates))
    assert by_state(made)["IS"].own_least == 16782


def test_another_state_gives_nothing_for_a_child_to_come() -> None:
    """A benefit told without its first day does not precede the birth; nothing is told before."""
    juku: Data = {"birth": "2026-02-20"}
    period = {"from": "2026-01", "to": "2026-02"}
    since = {**juku, "state_benefits": [{**LAPSILISA, "from": "2026-02-20"}]}
    made = solve(family(juku=juku, period=period))
    assert made.total == solve(family(juku=since, period=period)).total
    assert {each.month for each in made.state_months} == {made.last_month}
    assert by_state(made)["EE"].reason == "work_home"


def test_an_unknown_currency_leaves_the_amount_open() -> None:
    told = [{**LAPSILISA, "currency": "unknown"}]
    made = solve(family(mari={"work": []}, juku={"state_benefits": told}))
    assert not made.payments[0].is_certain
    assert by_state(made)["FI"].benefits[0].rate is None


def test_three_work_states_are_asked_about() -> None:
    olga = {**worker("DE")}
    juku: Data = {
        "residence": [{"country": "LV"}],
        "lives": [{"with": ["mari", "olga"], "share": "full"}],
        "state_benefits": [
            LAPSILISA,
            {"country": "DE", "amount": 259, "interval": "month"},
            {"country": "LV", "right": False},
        ],
    }
    people = {"mari": worker("EE"), "jaan": worker("FI"), "olga": olga}
    case = family(juku=juku, people=people)
    made = solve(case)
    assert [q.facts[0] for q in made.questions] == ["named_primary"]
    assert all(each.role is Role.OPEN for each in made.state_months if each.state != "LV")
    assert "eu_three_states" in {doubt.key for doubt in made.doubts}
    told = {**juku, "primary_state": [{"country": "EE", "reason": "kokkulepe"}]}
    made = solve(family(juku=told, people=people))
    assert by_state(made)["EE"].reason == "named"
    assert made.total == (8000, 8000)


@pytest.mark.parametrize(
    ("mari", "jaan", "lives", "first", "reason"),
    [
        ("pension", "pension", "EE", "EE", "pension_home"),
        ("pension", "none", "FI", "EE", "pension_first"),
        ("pension", "pension", "LV", "FI", "longest"),
        ("none", "none", "EE", "EE", "residence_home"),
        ("work", "work", "LV", "FI", "highest"),
    ],
)
def test_why_a_state_pays_first(mari: str, jaan: str, lives: str, first: str, reason: str) -> None:
    def ties(what: str, country: str, months: int) -> Data:
        pension = [{"country": country, "kind": "old_age", "months": months}]
        return {
            "work": worker(country)["work"] if what == "work" else [],
            "state_pensions": pension if what == "pension" else [],
        }

    child: dict[str, object] = {
        "residence": [{"country": lives, **({"ground": "citizen"} if lives == "EE" else {})}]
    }
    if lives == "LV":
        child["state_benefits"] = [LAPSILISA, {"country": "LV", "right": False}]
    made = solve(family(mari=ties(mari, "EE", 100), jaan=ties(jaan, "FI", 200), juku=child))
    told = {each.state: each.reason for each in made.state_months if each.role is Role.PRIMARY}
    assert told == {first: reason}
    for language in LANGUAGES:
        assert any(section.key == "states" for section in tell(made, language).sections)


def test_a_supplement_that_need_not_be_paid_is_said_so() -> None:
    readings = {"estonia_is_competent": "residence_too"}
    case = family(
        mari={"work": []},
        juku={"residence": [{"country": "FI"}], "lives": [{"with": ["mari"], "share": "full"}]},
        readings=readings,
    )
    made = solve(case)
    assert by_state(made)["EE"].reason == "residence_only"
    assert made.payments == ()
    assert any("68(2)" in line.text for section in tell(made).sections for line in section.lines)


def test_a_case_without_another_state_has_no_rows_and_no_months_by_state() -> None:
    case = family(jaan=worker("EE"), juku={"state_benefits": None})
    solved = Solved(case)
    assert not solved.facts.abroad.states
    assert solved.determination.state_months == ()
    units = {solved.law.book.unit_of(name) for name, _ in solved.world.evaluated()}
    assert not {unit.name for unit in units if unit} & {
        "link",
        "child_state",
        "tie",
        "award",
        "state",
    }


def test_whoever_lives_abroad_and_does_not_say_where_they_work_is_told_a_doubt() -> None:
    abroad = {"residence": [{"country": "FI"}], "work": None}
    made = solve(family(mari={"work": None}, jaan=abroad, juku={"state_benefits": None}))
    assert "eu_work_untold" in {doubt.key for doubt in made.doubts}
    made = solve(
        family(
            mari={"work": None},
            jaan={"work": None, "residence": None},
            juku={"state_benefits": None},
        )
    )
    assert "eu_work_untold" not in {doubt.key for doubt in made.doubts}


def test_what_was_paid_is_held_against_what_is_paid_beside_another_state() -> None:
    given = [
        {"benefit": "child_allowance", "payee": "mari", "for": ["juku"], "from": "2026-02",
         "to": "2026-02", "amount": 80},
        {"benefit": "birth_allowance", "payee": "mari", "for": ["juku"], "from": "2026-02",
         "to": "2026-02", "amount": 1},
    ]  # fmt: skip
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    made = solve(family(mari={"work": []}, juku=finnish, paid=given))
    told = {each.benefit: (each.paid, each.due_least, each.overpaid) for each in made.balances}
    assert told == {
        "coordinated_general": (8000, 3000, 5000),
        "birth_allowance": (100, 0, 100),
    }
    made = solve(family(juku=finnish, paid=given))
    told = {each.benefit: (each.paid, each.due_least, each.overpaid) for each in made.balances}
    assert told["child_allowance"] == (8000, 8000, 0)


def test_months_by_state_as_json() -> None:
    content = json.loads(determination_json(Solved(family(mari={"work": []}))))
    state = content["states"][0]
    assert state["state"] == "EE"
    assert state["role"] == "secondary"
    assert state["own"]["least"]["euros"] == "80.00"
    assert state["suspended"]["most"]["cents"] == 8000
    assert content["states"][1]["benefits"][0] == {
        "name": "lapsilisä", "amount": "94.88", "currency": "EUR", "interval": "month",
        "shared_by": 1, "rate": None, "rate_day": None, "rate_source": "", "source": "",
    }  # fmt: skip


def test_parental_benefit_is_set_against_its_own_kind() -> None:
    days = [
        {"by": "mari", "for": "juku", "kind": "shared", "from": "2026-02-01", "to": "2026-02-28"}
    ]
    silent = ("work", "income", "unemployed", "notes", "special_needs_leave")
    leave = [{"country": "EE", "kind": "parental_benefit"}]
    mari: Data = {**{name: [] for name in silent}, "work_interruptions": leave}
    juku: Data = {
        "birth": "2025-05-14",
        "parental_days_abroad": 0,
        "state_benefits": [
            LAPSILISA,
            {"country": "FI", "basket": "replacing", "amount": 400, "interval": "month"},
        ],
    }
    made = solve(family(mari=mari, juku=juku, parental_days=days, claims=[]))
    kinds = {each.kind for each in made.state_months}
    assert kinds == {"general", "replacing"}
    replacing = {each.state: each for each in made.state_months if each.kind == "replacing"}
    assert replacing["EE"].role is Role.PRIMARY
    assert replacing["EE"].own_least > 40000
    assert replacing["FI"].paid_most == 0
    elsewhere = solve(
        family(mari={**mari, "work_interruptions": []}, juku=juku, parental_days=days, claims=[])
    )
    payment = next(p for p in elsewhere.payments if p.benefit == "coordinated_replacing")
    assert payment.least == replacing["EE"].own_least - 40000
    assert payment.payees == ("mari",)
    for told, instead, said in ((made, None, False), (elsewhere, "coordinated_replacing", True)):
        assert told.parental is not None
        assert {each.paid_as for each in told.parental.months} == {instead}
        section = tell(told).section("months_by_days")
        assert section is not None
        assert any("Kus summat ei ole" in line.text for line in section.lines) is said


def test_leave_used_in_another_state_is_asked_for_and_comes_off_the_quota() -> None:
    days = [
        {"by": "mari", "for": "juku", "kind": "shared", "from": "2026-02-01", "to": "2026-02-28"}
    ]
    silent = ("work", "income", "unemployed", "notes", "special_needs_leave")
    leave = [{"country": "EE", "kind": "parental_benefit"}]
    mari: Data = {**{name: [] for name in silent}, "work_interruptions": leave}
    finnish = {"country": "FI", "basket": "replacing", "amount": 400, "interval": "month"}

    def told(**more: object) -> Determination:
        juku: Data = {"birth": "2025-05-14", "state_benefits": [LAPSILISA, finnish], **more}
        return solve(family(mari=mari, juku=juku, parental_days=days, claims=[]))

    asked = {fact for question in told().questions for fact in question.facts}
    assert "parental_days_abroad" in asked
    assert told(parental_days_abroad="unknown").total[0] < told(parental_days_abroad=0).total[0]
    used_up = told(parental_days_abroad=600)
    assert used_up.total == (0, 0)
    (doubt,) = (each for each in used_up.doubts if each.key == "eu_leave_abroad")
    assert doubt.difference == told(parental_days_abroad=0).total
    silent_file = solve(family(mari=mari, juku={"birth": "2025-05-14"}, parental_days=days))
    asked = {fact for question in silent_file.questions for fact in question.facts}
    assert "parental_days_abroad" not in asked


def test_a_step_parents_work_abroad_counts_and_parents_alone_is_the_other_reading() -> None:
    people = {
        "mari": {"name": "Mari", **worker("EE", work=[])},
        "jaan": {"name": "Jaan", **worker("EE", work=[])},
        "ülo": {"name": "Ülo", **worker("FI")},
    }
    couple = [{"who": ["mari", "ülo"], "kind": "marriage", "from": "2020-01-01"}]

    def raised_by(*who: str) -> Determination:
        juku: Data = {"lives": [{"with": [*who], "share": "full"}]}
        return solve(family(people=people, juku=juku, couples=couple))

    made = raised_by("mari", "ülo")
    assert by_state(made)["FI"].role is Role.PRIMARY
    assert made.total == (0, 0)
    (doubt,) = (each for each in made.doubts if each.key == "eu_family_member")
    assert doubt.difference == (8000, 8000)
    apart = raised_by("mari")
    assert apart.total == (8000, 8000)
    assert "eu_step_parent" in {doubt.key for doubt in apart.doubts}
    assert "eu_step_parent" not in {doubt.key for doubt in made.doubts}


def test_other_readings_of_splitting_and_rounding_are_computed() -> None:
    monthly: Data = {**LAPSILISA, "amount": 200}
    quarterly: Data = {**LAPSILISA, "amount": "900.10", "interval": "quarter"}
    child = to_mapping(family())["children"]
    assert isinstance(child, dict)
    juku = child["juku"]
    assert isinstance(juku, dict)
    children = {
        key: {**juku, "birth": f"{year}-01-01", "state_benefits": [benefit]}
        for key, year, benefit in (
            ("a", 2012, monthly),
            ("b", 2014, monthly),
            ("c", 2016, quarterly),
        )
    }
    claims = [
        {
            "by": "mari",
            "for": "all",
            "benefits": ["child_allowance", "large_family_allowance"],
            "received": "2018-06-01",
        }
    ]
    made = solve(family(mari={"work": []}, children=children, claims=claims))
    told = {doubt.key: doubt.difference for doubt in made.doubts}
    # Equal shares: 80 + 150, 80 + 150 and 100 + 150 against 200, 200 and 300.03.
    assert made.total == (6000, 6000)
    # With the youngest: 80, 80 and 100 + 450 against the same.
    assert told["eu_family_level_split"] == (24997 - 6000, 24997 - 6000)
    assert "eu_rounding" not in told, "300 instead of 300.03 changes nothing here"
    youngest = {"large_family_share": "youngest_child"}
    chosen = solve(family(mari={"work": []}, children=children, claims=claims, readings=youngest))
    assert chosen.total == (24997, 24997)
    assert {d.key: d.difference for d in chosen.doubts}["eu_rounding"] == (3, 3)


def test_why_a_benefit_is_paid_beside_another_states() -> None:
    solved = Solved(
        family(mari={"work": []}, juku={"state_benefits": [{**LAPSILISA, "amount": 50}]})
    )
    told = [line.text for line in tell_why(solved, "coordinated_general", "en")]
    assert told[1] == "juku, February 2026: 30 euros"
    assert any("the state pays first – yes [juku, Finland]" in text for text in told)
    wholly = Solved(family(mari={"work": []}))
    for key in ("child_allowance", "coordinated_general"):
        told = [line.text for line in tell_why(wholly, key, "en")]
        assert told[1] == "juku: not paid in February 2026"
        assert any("Estonia pays for the child – 0 euros" in text for text in told)
    at_home = Solved(family(jaan=worker("EE"), juku={"state_benefits": None}))
    assert len(tell_why(at_home, "coordinated_general", "en")) == 1


def test_while_almost_everything_is_open_it_is_told_and_asked() -> None:
    case = family(jaan={"work": None}, juku={"state_benefits": None}, otherwise=None)
    made = solve(case)
    assert {each.role for each in made.state_months} == {Role.OPEN}
    assert {each.ground for each in made.state_months} <= {"", "work"}
    asked = {fact for question in made.questions for fact in question.facts}
    assert {"activity", "general_right_there"} <= asked
    for language in LANGUAGES:
        states = next(s for s in tell(made, language).sections if s.key == "states")
        assert len(states.lines) == 1


def test_a_state_may_surely_be_first_while_the_reason_is_open() -> None:
    # He works in Finland, or draws its pension and lives there: Estonia is first in any case.
    jaan = {"residence": [{"country": "FI"}], "work": None, "state_pensions": []}
    made = solve(family(jaan=jaan, juku={"state_benefits": "unknown"}))
    assert by_state(made)["EE"].role is Role.PRIMARY
    assert by_state(made)["EE"].reason == "work_home"


# ---------------------------------------------------------------- facts


def test_states_come_from_homes_work_pensions_documents_and_benefits() -> None:
    case = family(
        mari={
            "work": [{"country": "EE", "posted_from": "LV", "kind": "employed"}],
            "state_pensions": [{"country": "SE"}],
            "legislation_documents": [{"country": "PL"}],
        },
    )
    assert states_of(case) == ["EE", "FI", "LV", "PL", "SE"]
    case = family(
        mari={"work_interruptions": [{"country": "LT"}]},
        juku={
            "residence": [{"country": "NO"}],
            "state_benefits": [{"country": "CH"}, {"country": "unknown"}],
        },
    )
    assert states_of(case) == ["EE", "CH", "FI", "LT", "NO"]
    for country, expected in (("US", []), ("GB", ["EE", "GB"]), ("UA", ["EE", "UA"])):
        jaan: Data = {"residence": [{"country": country}], "work": [], "citizenship": []}
        assert states_of(family(jaan=jaan, juku={"state_benefits": []})) == expected


@pytest.mark.parametrize(
    ("work", "here", "there"),
    [
        (None, Open, Open),
        ("unknown", Open, Open),
        ([], Activity.NONE, Activity.NONE),
        ([{"country": "FI", "kind": "self_employed"}], Activity.NONE, Activity.SELF_EMPLOYED),
        ([{"country": "FI"}], Activity.NONE, Open),
        ([{"kind": "employed"}], Open, Open),
        (
            [{"country": "FI", "kind": "employed", "posted_from": "EE"}],
            Activity.NONE,
            Activity.POSTED,
        ),
        ([{"country": "FI", "kind": "employed", "posted_from": "unknown"}], Activity.NONE, Open),
        (
            [
                {"country": "FI", "kind": "self_employed"},
                {"country": "FI", "kind": "civil_servant"},
            ],
            Activity.NONE,
            Activity.CIVIL_SERVANT,
        ),
        ([{"country": "FI", "kind": "employed"}, {"country": "FI"}], Activity.NONE, Open),
        # 883/2004 art 11(3)(b): the state whose administration employs, wherever the work is done.
        (
            [{"country": "FI", "kind": "civil_servant", "employer_country": "EE"}],
            Activity.CIVIL_SERVANT,
            Activity.NONE,
        ),
    ],
)
def test_work_by_state(work: object, here: object, there: object) -> None:
    case = family(mari={"work": work})
    for row, expected in ((0, here), (1, there)):
        value = Solved(case).world.line("activity", row).at(FEBRUARY)
        assert (value.__class__ is Open) if expected is Open else (value == expected)


def test_work_whose_end_is_known_by_month_is_open_in_that_month() -> None:
    work = [{"country": "FI", "kind": "employed", "from": "2025-03-01", "to": "2026-02"}]
    told = line(family(mari={"work": work}), "activity", 1)
    days = [day_of(text) for text in ("2025-03-01", "2026-02-02", "2026-03-01")]
    assert [day for day, _ in told] == [START, *days]
    assert [value if isinstance(value, int) else "open" for _, value in told] == [0, 1, "open", 0]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([{"country": "EE", "kind": "sickness"}], Interruption.SICKNESS),
        (
            [{"country": "EE", "kind": "unpaid_leave", "treated_as_work": True}],
            Interruption.LEAVE_TREATED_AS_WORK,
        ),
        (
            [{"country": "EE", "kind": "unpaid_leave", "treated_as_work": False}],
            Interruption.UNPAID_LEAVE,
        ),
        ([{"country": "EE", "kind": "unpaid_leave"}], Open),
        ([{"country": "EE"}], Open),
        ([{"kind": "strike"}], Open),
        ([{"country": "FI", "kind": "strike"}], Interruption.NONE),
        ("unknown", Open),
        (None, Interruption.NONE),
    ],
)
def test_interruptions_by_state(told: object, expected: object) -> None:
    world = Solved(family(mari={"work_interruptions": told})).world
    value = world.line("interruption", 0).at(FEBRUARY)
    assert (value.__class__ is Open) if expected is Open else (value == expected)


def test_posting_days_and_flags_of_work() -> None:
    work: list[Data] = [
        {"country": "FI", "kind": "employed", "posted_from": "EE", "from": "2025-01-01",
         "to": "2026-12-31", "employer_country": "EE", "substantial": True},
        {"country": "EE", "kind": "self_employed", "centre": True, "to": "2024-12-31"},
    ]  # fmt: skip
    case = family(mari={"work": work})
    world = Solved(case).world
    on = day_of("2026-02-01")
    assert world.at("posting_began_day", 0, on) == day_of("2025-01-01")
    assert world.at("posting_ends_day", 0, on) == day_of("2027-01-01")
    assert world.at("posted_from_here", 0, on) is True
    assert world.at("posted_from_here", 1, on) is False
    assert world.at("employer_seat_here", 0, on) is True
    assert world.at("employer_seat_here", 1, on) is False
    assert world.at("employer_seat_here", 0, day_of("2024-02-01")) is False
    assert world.at("substantial_part_here", 1, on) is True
    assert world.at("substantial_part_here", 0, on) is False
    assert world.at("centre_of_interest_here", 0, day_of("2024-02-01")) is True
    assert world.at("law_applies_here", 0, on) is True
    for name in ("posting_began_day", "posting_ends_day"):
        assert isinstance(world.at(name, 1, on), Open)
    silent = Solved(family(mari={"work": None})).world
    for name in ("posted_from_here", "employer_seat_here", "substantial_part_here"):
        assert isinstance(silent.at(name, 0, on), Open)


def test_a_dispute_and_who_was_asked_first() -> None:
    dispute = [{"from": "2026-01-01", "first_asked": "FI"}]
    both = [{"country": "FI", "kind": "employed"}, {"country": "SE", "kind": "employed"}]
    world = Solved(family(mari={"work": both, "legislation_disputed": dispute})).world
    on = day_of("2026-02-01")
    assert [world.at("law_applies_here", row, on) for row in range(3)] == [False, True, False]
    world = Solved(
        family(mari={"work": both, "legislation_disputed": [{"from": "2026-01-01"}]})
    ).world
    assert isinstance(world.at("law_applies_here", 1, on), Open)


def test_pensions_and_documents_by_state() -> None:
    pensions = [
        {"country": "FI", "kind": "old_age", "months": 240},
        {"country": "FI", "kind": "accident"},
    ]
    world = Solved(
        family(
            mari={
                "state_pensions": pensions,
                "legislation_documents": [{"country": "FI", "kind": "a1"}],
            }
        )
    ).world
    assert world.at("insured_months_here", 1, START) == 240
    assert isinstance(world.at("insured_months_here", 0, START), Open)
    assert world.at("draws_pension_here", 1, START) is True
    assert world.at("bound_by_document", 1, START) is True
    assert world.at("law_applies_here", 1, START) is True


def test_homes_that_are_not_known_are_open() -> None:
    world = Solved(family(mari={"residence": "unknown"}, juku={"residence": None})).world
    assert isinstance(world.at("lives_here", 0, START), Open)
    assert isinstance(world.at("child_lives_here", 0, START), Open)


def test_benefits_of_other_states_as_facts() -> None:
    told = [
        {
            **LAPSILISA,
            "from": "2026-01-01",
            "to": "2026-06-30",
            "interval": "unknown",
            "shared_by": "unknown",
        },
        {
            "country": "FI",
            "basket": "unknown",
            "name": "muu",
            "paid_on": "2026-02-25",
            "interval": "year",
        },
    ]
    solved = Solved(family(juku={"state_benefits": told}))
    world, on = solved.world, day_of("2026-02-01")
    assert len(solved.facts.abroad.awards) == 2
    assert isinstance(world.at("award_interval", 0, on), Open)
    assert isinstance(world.at("award_children", 0, on), Open)
    assert isinstance(world.at("award_is_general", 1, on), Open)
    assert isinstance(world.at("award_is_replacing", 1, on), Open)
    assert world.at("award_is_replacing", 0, on) is False
    assert world.at("award_is_general", 0, END - 1) is False
    assert world.at("award_paid_day", 1, on) == day_of("2026-02-25")
    assert isinstance(world.at("award_paid_day", 0, on), Open)
    assert isinstance(world.at("general_right_there", 1, END - 1), Open)


@pytest.mark.properties
def test_no_state_but_estonia_is_known_by_its_name() -> None:
    """The same family, whichever two other states its parents work in."""
    others = sorted(COORDINATED_STATES - {"EE"})
    assert len(others) == 30
    base = family(mari=worker("SE"), jaan=worker("FI"), juku={
        "residence": [{"country": "SE"}],
        "state_benefits": [
            {**LAPSILISA, "currency": "EUR"},
            {"country": "SE", "amount": 57, "currency": "EUR", "interval": "month"},
        ],
    })  # fmt: skip
    text = dump(base)
    expected = {"SE": 5700, "FI": 3788}
    pairs = [
        (others[at], others[(at + step) % len(others)]) for at in range(30) for step in (1, -1)
    ]
    for one, other in pairs:
        renamed = text.replace("country: SE", f"country: #{one}")
        renamed = renamed.replace("country: FI", f"country: {other}").replace("#", "")
        solved = Solved(read_text(renamed, "case.yaml"))
        made = {each.state: each.paid_least for each in state_months(solved)}
        assert made == {one: expected["SE"], other: expected["FI"]}, (one, other)


# ---------------------------------------------------------------- broken files


@pytest.mark.parametrize(
    ("person", "child", "more", "key"),
    [
        ({"state_pensions": [{"country": "US"}]}, {}, {}, "not_coordinated"),
        ({"legislation_documents": [{"country": "UA"}]}, {}, {}, "not_coordinated"),
        ({}, {"state_benefits": [{"country": "BR"}]}, {}, "not_coordinated"),
        ({}, {"primary_state": [{"country": "RU"}]}, {}, "not_coordinated"),
        ({}, {"state_benefits": [{"country": "EE", "amount": 80}]}, {}, "estonian_benefit"),
        ({}, {"other_state": [{"country": "FI"}]}, {}, "two_ways_abroad"),
        ({"legislation_documents": [{"country": "EE"}] * 2}, {}, {}, "spells_overlap"),
        ({}, {"state_benefits": [LAPSILISA, LAPSILISA]}, {}, "spells_overlap"),
        ({}, {}, {"exchange_rates": [{**KRONA, "rate": "0"}]}, "bad_rate"),
        ({}, {}, {"exchange_rates": [{**KRONA, "rate": "1:11"}]}, "bad_rate"),
        ({}, {}, {"exchange_rates": [{**KRONA, "rate": "11"}] * 2}, "rate_twice"),
        ({}, {"state_benefits": [{**LAPSILISA, "shared_by": 0}]}, {}, "not_a_whole_number"),
    ],
)  # fmt: skip
def test_contradictions(person: Data, child: Data, more: Data, key: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        family(person, None, child, exchange_rates=more.get("exchange_rates"))
    assert caught.value.problems[0].key == key


def test_what_does_not_contradict() -> None:
    family(juku={"other_state": [{"country": "unknown"}, {"country": "US"}]})
    family(mari={"state_pensions": [{"country": "unknown"}]})
    rates = [{"currency": "SEK", "day": day, "rate": "11"} for day in ("2026-01-29", "2026-01-30")]
    family(exchange_rates=[*rates, {"currency": "NOK", "day": "2026-01-30", "rate": "11.5"}])


def test_a_month_with_estonian_income_is_no_month_of_work_abroad_though_work_is_not_told() -> None:
    income = [{"from": "2024-01", "to": "2024-12", "gross": 2000}]
    for work in ("unknown", [{"country": "unknown"}]):
        solved = Solved(family({"work": work, "income": income}))
        abroad = solved.facts.line("month_of_work_abroad", solved.facts.people.index("mari"))
        assert abroad.at(day_of("2024-06-01")) == 0
        assert isinstance(abroad.at(day_of("2025-06-01")), Open)


def test_details_of_work_are_not_asked_while_it_is_not_told_whether_there_is_any() -> None:
    solved = Solved(family({"work": "unknown"}))
    asked = [(question.facts, question.about) for question in solved.determination.questions]
    details = {"posted_from_here", "posting_began_day", "posting_ends_day", "employer_seat_here",
               "substantial_part_here", "centre_of_interest_here"}  # fmt: skip
    whole = [(facts, about) for facts, about in asked if facts[0] == "activity"]
    assert whole
    assert {fact for facts, _ in whole for fact in facts} & details
    assert not [facts for facts, about in asked if facts[0] in details and "mari" in about]


@pytest.mark.parametrize(
    ("more", "key", "says"),
    [
        ({"mari": {"work": [{"country": "XX"}]}}, "not_a_country", "people.mari.work.0.country"),
        ({"mari": {"residence": [{"country": "Soome"}]}}, "not_a_country", "“Soome”"),
        ({"jaan": {"state_pensions": [{"country": "ZZ"}]}}, "not_a_country", "“ZZ”"),
        ({"juku": {"state_benefits": [{"country": "UK"}]}}, "not_a_country", "“GB”"),
        ({"juku": {"state_benefits": [{"country": "EL"}]}}, "not_a_country", "“GR”"),
        ({"juku": {"state_benefits": [{**LAPSILISA, "currency": "XYZ"}]}}, "not_a_choice", "CZK"),
        ({"juku": {"state_benefits": [{**LAPSILISA, "currency": "EURO"}]}}, "not_a_choice", "EUR"),
        ({"exchange_rates": [{**KRONA, "currency": "usd", "rate": "1"}]}, "not_a_choice", "“usd”"),
        (
            {"mari": {"legislation_documents": [
                {"country": "EE", "to": "2026-03-31"}, {"country": "FI", "from": "2026-03-01"}]}},
            "spells_overlap",
            "people.mari.legislation_documents.1",
        ),
    ],
)  # fmt: skip
def test_a_state_or_currency_that_is_not_known_is_refused_once(
    more: Mapping[str, object], key: str, says: str
) -> None:
    """One problem, which names the field and how to cure it."""
    with pytest.raises(CaseFileError) as caught:
        family(**more)  # type: ignore[arg-type]
    assert [problem.key for problem in caught.value.problems] == [key]
    assert says in str(caught.value)


EMPLOYED_TWICE: Sequence[Data] = [
    {"country": "EE", "kind": "employed", "employer_country": "EE"},
    {"country": "FI", "kind": "employed", "employer_country": "FI"},
]


@pytest.mark.parametrize(
    ("work", "asks"),
    [
        (EMPLOYED_TWICE, ["substantial_part_here"]),
        ([{**each, "substantial": False} for each in EMPLOYED_TWICE], []),
        ([EMPLOYED_TWICE[0], {"country": "FI", "kind": "self_employed"}], []),
        (
            [{"country": s, "kind": "self_employed", "centre": s == "FI"} for s in ("EE", "FI")],
            ["substantial_part_here"],
        ),
    ],
)
def test_work_in_two_states_at_once_without_a_document_is_asked_about(
    work: Sequence[Data], asks: Sequence[str]
) -> None:
    """Nothing is taken for granted: one question decides, or the rules do."""
    made = solve(family(mari={"work": work}, jaan={"work": []}))
    assert [question.facts[0] for question in made.questions] == list(asks)
    assert all(payment.is_certain for payment in made.payments) is not bool(asks)
    certified = {"work": work, "legislation_documents": [{"country": "EE", "kind": "a1"}]}
    told = solve(family(mari=certified, jaan={"work": []}))
    assert not told.questions
    assert told.total == (8000, 8000)


def test_an_activity_whose_state_is_not_told_is_asked_by_state() -> None:
    made = solve(family(mari={"work": [{"country": "unknown", "kind": "employed"}]}))
    assert made.questions[0].facts[0] == "activity"
    assert made.total == (0, 8000)
    # A state outside the coordination cannot be first and changes nothing.
    assert solve(family(mari={"work": [{"country": "JP", "kind": "employed"}]})).total == (0, 0)


@pytest.mark.parametrize("work", ["unknown", [{"country": "unknown", "kind": "employed"}]])
def test_where_somebody_works_is_one_question_for_all_states(work: object) -> None:
    made = solve(family(mari={"work": []}, jaan={"work": work}))
    asked = [q for q in made.questions if q.facts[0] == "activity"]
    assert [q.about for q in asked] == [("jaan", "state:EE", "state:FI")]
    text = words_of(made)
    assert "Kas ja kellena Jaan töötab, kui riik on Eesti või Soome?" in text


def test_months_after_the_day_of_the_question_do_not_count_as_paid() -> None:
    paid_out = [
        {"benefit": "child_allowance", "payee": "mari", "from": "2026-01", "to": "2026-12",
         "amount": 80}
    ]  # fmt: skip
    made = solve(family(period={"from": "2026-10", "to": "2026-12"}, paid=paid_out))
    assert [b.month % 12 + 1 for b in made.balances] == [10, 11]


def test_children_with_the_same_payer_and_reason_are_told_together() -> None:
    twins = {
        who: {
            "birth": "2018-05-14",
            "residence": HOME,
            "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
            "lives": [{"with": ["mari"], "share": "full"}],
            "state_benefits": [{**LAPSILISA, "amount": amount}],
        }
        for who, amount in (("juku", "90"), ("leida", "70"), ("mats", "60"))
    }
    claims = [
        {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2018-06-01"}
    ]
    text = words_of(solve(family(mari={"work": []}, children=twins, claims=claims)))
    assert text.count("esimesena maksab Soome. Põhjus") == 1
    assert "leida – Eesti: oma õiguse järgi 80 eurot" in text
    assert text.count("seega vahet ei maksta") == 1


def test_a_child_who_lives_with_its_grandmother_abroad_is_the_parents_all_the_same() -> None:
    """Living apart is harmless (art 1(i)): 94.88 from Finland, of which Estonia refunds half."""
    juku: Data = {
        "residence": [{"country": "LV"}],
        "lives": [{"with": ["olga"], "share": "full"}],
    }
    olga: Data = {"residence": [{"country": "LV"}], "work": []}
    people = {"mari": worker("EE"), "jaan": worker("FI"), "olga": olga}
    made = solve(family(juku=juku, people=people))
    assert by_state(made)["FI"].reason == "highest"
    assert (by_state(made)["EE"].reason, by_state(made)["EE"].refund) == ("shares", 4744)
    [doubt] = [each for each in made.doubts if each.key == "eu_living_apart"]
    assert doubt.between == -4744
    # Without that right, Finland pays first however it is with the grandmother; nobody named it.
    one = family(juku=juku, people=people, readings={"raises_living_apart": "one_household"})
    finland = by_state(solve(one))["FI"]
    assert (finland.role, finland.reason) == (Role.PRIMARY, "")


def test_costs_shared_for_one_child_leave_nothing_open_and_cite_their_article() -> None:
    juku: Data = {
        "residence": [{"country": "LV"}],
        "state_benefits": [
            LAPSILISA,
            {"country": "LV", "name": "pabalsts", "amount": 25, "interval": "month"},
        ],
    }
    made = solve(family(mari={"residence": [{"country": "LV"}]}, juku=juku))
    assert by_state(made)["EE"].reason == "shares"
    told = {doubt.key for doubt in made.doubts}
    assert not told & {"eu_art_58", "eu_three_states"}
    assert "perele see riik midagi ei maksa. (987/2009 art 58)" in words_of(made)


def two_in_latvia(*finnish: float) -> Determination:
    """Two children in Latvia, where nobody works; what Finland gives for each."""
    children = {
        name: {
            "birth": f"{2016 + 2 * at}-05-14",
            "residence": [{"country": "LV"}],
            "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
            "lives": [{"with": ["mari"], "share": "full"}],
            "state_benefits": [
                {**LAPSILISA, "amount": amount},
                {"country": "LV", "right": False, "why_not": "keegi ei tööta"},
            ],
        }
        for at, (name, amount) in enumerate(zip(("anni", "bert"), finnish, strict=True))
    }
    claims = [
        {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2018-06-01"}
    ]
    return solve(family(children=children, claims=claims))


def test_a_refund_for_several_children_is_told_of_them_together() -> None:
    # 987/2009 art 58: half of 199.72 for both; each child's own amount is 80 only.
    made = two_in_latvia(94.88, 104.84)
    section = tell(made, "et").section("states")
    assert section is not None
    assert section.table is not None
    refunded = [row for row in section.table.rows if row[-1]]
    assert [(row[1], row[2], row[-1]) for row in refunded] == [
        ("anni ja bert", "Eesti", "99,86 eurot")
    ]
    assert {doubt.key for doubt in made.doubts} == set(), "by child it is the same, cent by cent"


def test_comparing_amounts_child_by_child_is_a_doubt_in_euros() -> None:
    # Together 160 against 154.88; child by child Finland is first for one of them.
    made = two_in_latvia(94.88, 60)
    (doubt,) = made.doubts
    assert (doubt.key, doubt.difference) == ("eu_art_58_unit", (-8000, -8000))
    # Together Finland refunds 80; child by child Estonia refunds 47.44 and Finland 40.
    assert doubt.between == 8000 + 4744 - 4000
    assert "Riikide vahel kannaks Eesti siis rohkem: 87,44 eurot." in words_of(made)


def test_a_whole_month_after_one_paid_by_days_is_explained_by_the_days() -> None:
    # PHS § 7 lg 1: also beside Finland's 50 euros, 21 of November's 30 days.
    finnish = {**LAPSILISA, "amount": 50}
    claims = [
        {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2026-11-20"}
    ]
    born: Data = {"birth": "2026-11-10", "state_benefits": [finnish]}
    made = solve(family(mari={"work": []}, juku=born, claims=claims))
    (change,) = (each for each in made.changes if each.day == day_of("2026-12-01"))
    assert (change.before, change.after) == ((600, 600), (3000, 3000))
    assert [(g.name, g.value) for g in change.grounds] == [("child_allowance_begun_days", 21)]


def test_a_posting_without_a_certificate_is_told() -> None:
    sent = {"country": "SE", "kind": "employed", "posted_from": "EE", "from": "2025-06-01"}
    until = {**sent, "to": "2026-12-31"}
    certificate = [{"country": "EE", "kind": "a1"}]

    def told(**more: object) -> set[str]:
        made = solve(family(jaan={**worker("EE"), "work": [until], **more}))
        return {doubt.key for doubt in made.doubts}

    assert "eu_posted_no_document" in told()
    assert "eu_posted_no_document" not in told(legislation_documents=certificate)


def test_a_move_within_a_month_passes_on_with_the_next_and_is_told() -> None:
    away = "2026-03-17"
    home = [{"country": "EE", "ground": "citizen", "to": "2026-03-16"}]
    there = [*home, {"country": "FI", "from": away}]
    work = {"kind": "employed"}
    made = solve(
        family(
            mari={
                "residence": there,
                "citizenship": [{"country": "EE"}],
                "work": [{"country": "EE", **work, "to": "2026-03-16"}],
            },
            jaan={
                "residence": there,
                "citizenship": [{"country": "EE"}],
                "work": [{"country": "FI", **work, "from": away}],
            },
            juku={"residence": there, "state_benefits": [{**LAPSILISA, "from": away}]},
            period={"from": "2026-01", "to": "2026-05"},
        )
    )
    first = {each.month % 12 + 1: each.state for each in made.state_months}
    assert first == {3: "EE", 4: "FI", 5: "FI"}, "the month in which Estonia paid on is told, too"
    assert [p.month % 12 + 1 for p in made.payments] == [1, 2, 3]
    text = words_of(made)
    assert "Viimane kuu (märts 2026): Eesti; esimene kuu (aprill 2026): Soome." in text
    assert "(987/2009 art 59(1))" in text
    back = solve(family(mari={"work": [{"country": "EE", **work, "from": "2026-03-10"}]},
                        period={"from": "2026-02", "to": "2026-04"}))  # fmt: skip
    text = words_of(back)
    assert "Viimane kuu (märts 2026): Soome; esimene kuu (aprill 2026): Eesti." in text
    same = solve(family(period={"from": "2026-02", "to": "2026-04"}))
    assert "esimesena maksja vahetub" not in words_of(same)


@pytest.mark.parametrize(
    "readings",
    [{"large_family_share": "youngest_child"}, {"general_owes_no_supplement": "residence_too"}],
)
def test_under_another_reading_is_as_if_solved_under_it(readings: Mapping[str, str]) -> None:
    case = family(mari={"work": []}, juku={"state_benefits": [{**LAPSILISA, "amount": 50}]})
    solved = Solved(case)
    assert solved.payments
    anew = Solved(case, solved.as_of, readings)
    assert solved.under(readings).payments == anew.payments
    assert solved.under(readings).determination.doubts == anew.determination.doubts


@pytest.mark.parametrize("parents", ["", "parents: [{who: mari, role: mother}], "])
def test_a_child_of_whom_only_another_states_benefit_is_known_is_answered_and_asked(
    parents: str,
) -> None:
    text = f"""
as_of: 2026-11-26
people: {{mari: {{name: Mari Näide}}}}
children:
  juku:
    {{birth: 2015-01-17, {parents}state_benefits: [{{country: FI, amount: 10, interval: month}}]}}
"""
    made = solve(read_text(text, "case.yaml"))
    least, most = made.total
    assert least == 0 < most
    assert made.questions


def test_the_legal_basis_names_the_articles_of_the_union_with_an_address() -> None:
    section = tell(solve(family()), "et").section("provisions")
    assert section is not None
    assert section.table is not None
    rows = {row[0]: row[-1] for row in section.table.rows}
    assert rows["883/2004 art 68(1)(b)(i)"].endswith("CELEX:32004R0883")
    assert rows["PHS § 17 lg 1"].startswith("https://www.riigiteataja.ee/")


def test_prison_suspends_here_whichever_state_pays_first() -> None:
    # § 12 stops payment to the mother; that Finland pays first did so before and after, too.
    prison = {"from": "2026-02-10", "to": "2026-03-20", "kind": "prison"}
    child = {
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
        "lives": [{"with": ["mari"], "share": "full"}],
        "state_benefits": [LAPSILISA],
    }
    births = {"juku": "2018-05-14", "mall": "2014-05-14", "tiit": "2012-05-14"}
    made = solve(
        family(
            mari={"work": [], "imprisonment": [prison]},
            period={"from": "2026-01", "to": "2026-04"},
            children={who: {"birth": birth, **child} for who, birth in births.items()},
            claims=[
                {"by": "mari", "for": "all", "received": "2018-06-01",
                 "benefits": ["child_allowance", "large_family_allowance"]},
            ],
        )
    )  # fmt: skip
    section = tell(made).section("rights")
    assert section is not None
    lines = [line.text for line in section.lines]
    whys = [
        lines[n + 1]
        for n, text in enumerate(lines)
        if "maksmine on peatatud 10. veebruarist" in text
    ]
    assert whys
    assert all("vangis" in why and "Soome" not in why for why in whys)


def test_a_month_that_begins_in_coordination_is_not_counted_away_by_the_day() -> None:
    """987/2009 art 59: May stays beside the United Kingdom though the tie ends on the 12th."""
    mari = worker(
        "EE",
        work=[{"country": "GB", "kind": "employed", "from": "2019-01-01", "to": "2026-05-12"}],
        withdrawal_agreement=[{"from": "2019-01-01", "to": "2026-05-12"}],
    )
    benefit = {"country": "GB", "amount": "100", "interval": "month", "currency": "GBP"}
    rates = [
        {"currency": "GBP", "day": day, "rate": "0.86"} for day in ("2026-03-31", "2026-04-30")
    ]
    alone = {"parents": [{"who": "mari", "role": "mother"}], "second_parent": "none"}
    both = ["child_allowance", "single_parent_allowance"]
    case = family(
        mari=mari,
        juku={
            **alone,
            "state_benefits": [{**benefit, "name": "child benefit", "to": "2026-05-31"}],
        },
        period={"from": "2026-05", "to": "2026-06"},
        exchange_rates=rates,
        claims=[{"by": "mari", "for": "all", "benefits": both, "received": "2018-06-01"}],
    )
    made = solve(case)
    # 100 pounds exceed child allowance (§ 4 lg 4), but not both allowances (art 68(2)).
    # 100 / 0.86 = 116.28: 160.00 - 116.28 are left for May.
    assert [p.least for p in made.payments if p.month % 12 == 4] == [16000 - 11628]
    told = [r.status for r in made.rights if r.benefit == "child_allowance"]
    assert told == [Status.GRANTED]
