"""Whom coordination reaches, orphans, and what follows from a supplement, from a case file on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.casework.test_coordination import (
    LAPSILISA,
    Data,
    by_state,
    family,
    words_of,
    worker,
)

from perenou.benefits.eu.vocabulary import Citizenship
from perenou.casework.case_file import dump, read, read_text
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.states import states_of
from perenou.casework.determination import Determination, Role, Status
from perenou.casework.lines import START
from perenou.casework.solve import Solved, solve
from perenou.casework.tell import tell
from perenou.casework.words import citations_in
from perenou.language.grammar import LANGUAGES
from perenou.rules.rule import day_of
from perenou.rules.unknown import Open

EXAMPLES = Path(__file__).parents[2] / "examples"
FEBRUARY = day_of("2026-02-01")
CHILD_BENEFIT = {
    "country": "GB",
    "name": "Child Benefit",
    "amount": "26.05",
    "currency": "GBP",
    "interval": "week",
}
POUND = {"currency": "GBP", "day": "2026-01-30", "rate": "0.8512"}


def texts(made: Determination, language: str = "et") -> list[str]:
    return [
        line.text
        for section in tell(made, language).sections  # type: ignore[arg-type]
        for line in section.lines
    ]


def keys(made: Determination) -> set[str]:
    return {doubt.key for doubt in made.doubts}


def british(jaan: Data | None = None, **juku: object) -> Case:
    """A mother who works in Estonia, a father who works in the United Kingdom."""
    return family(
        jaan={**worker("GB"), "citizenship": [{"country": "EE"}], **(jaan or {})},
        juku={"state_benefits": [CHILD_BENEFIT], **juku},
        exchange_rates=[POUND],
    )


# ---------------------------------------------------------------- citizenship


@pytest.mark.parametrize(
    ("told", "ground", "expected"),
    [
        ([{"country": "FI"}], "temporary", Citizenship.UNION),
        ([{"country": "DK"}], "temporary", Citizenship.UNION),
        ([{"country": "NO"}], "temporary", Citizenship.EEA),
        ([{"country": "CH"}], "temporary", Citizenship.SWITZERLAND),
        ([{"country": "GB"}], "temporary", Citizenship.UNITED_KINGDOM),
        ([{"country": "UA"}], "temporary", Citizenship.UKRAINE),
        ([{"country": "BR"}], "temporary", Citizenship.OTHER),
        ([{"country": "BR"}, {"country": "FI"}], "temporary", Citizenship.UNION),
        ([{"status": "stateless"}], "temporary", Citizenship.STATELESS_OR_REFUGEE),
        ([{"status": "refugee"}], "temporary", Citizenship.STATELESS_OR_REFUGEE),
        ([{"status": "undetermined"}], "temporary", Citizenship.UNDETERMINED),
        ([{"country": "unknown"}], "temporary", Open),
        ([{"status": "unknown"}], "temporary", Open),
        ([{"country": "BR"}, {"country": "unknown"}], "temporary", Open),
        ([{"country": "FI"}, {"country": "unknown"}], "temporary", Citizenship.UNION),
        (None, "temporary", Open),
        ([], "temporary", Open),
        (None, "citizen", Citizenship.UNION),
    ],
)
def test_citizenship(told: object, ground: str, expected: object) -> None:
    mari = {"citizenship": told, "residence": [{"country": "EE", "ground": ground}]}
    value = Solved(family(mari=mari)).world.at("citizenship", 0, FEBRUARY)
    assert (value.__class__ is Open) if expected is Open else (value == expected)


def test_a_citizenship_counts_from_its_day() -> None:
    told = [{"country": "BR"}, {"country": "FI", "from": "2026-03-01"}]
    mari = {"citizenship": told, "residence": [{"country": "EE", "ground": "temporary"}]}
    world = Solved(family(mari=mari)).world
    assert world.at("citizenship", 0, FEBRUARY) == Citizenship.OTHER
    assert world.at("citizenship", 0, day_of("2026-03-01")) == Citizenship.UNION
    told = [{"country": "BR"}, {"country": "FI", "from": "2026-03"}]
    world = Solved(family(mari={**mari, "citizenship": told})).world
    assert isinstance(world.at("citizenship", 0, day_of("2026-03-15")), Open)
    assert world.at("citizenship", 0, day_of("2026-04-01")) == Citizenship.UNION


@pytest.mark.parametrize(
    ("home", "ordinary", "expected"),
    [
        ({"country": "EE", "ground": "temporary"}, True, True),
        ({"country": "EE", "ground": "none"}, True, False),
        ({"country": "EE"}, True, True),
        ({"country": "FI"}, True, True),
        ({"country": "FI"}, False, Open),
        ({"country": "FI", "lawful": True}, False, True),
        ({"country": "FI", "lawful": False}, True, False),
        ({"country": "NO", "lawful": True}, True, False),
        ({"country": "unknown"}, True, Open),
    ],
)
def test_lawful_stay(home: Data, ordinary: bool, expected: object) -> None:
    case = family(mari={"residence": [home]}, otherwise="ordinary" if ordinary else None)
    value = Solved(case).world.at("stays_lawfully", 0, FEBRUARY)
    assert (value.__class__ is Open) if expected is Open else (value is expected)
    silent = Solved(family(mari={"residence": None}))
    assert isinstance(silent.world.at("stays_lawfully", 0, FEBRUARY), Open)


def brazilian(country: str) -> Data:
    home = {"country": country, **({"ground": "temporary"} if country == "EE" else {})}
    return {**worker(country), "residence": [home], "citizenship": [{"country": "BR"}]}


def test_a_third_country_family_is_coordinated_with_finland_but_not_with_norway() -> None:
    mari = {**brazilian("EE"), "work": []}
    made = solve(family(mari=mari, jaan=brazilian("FI")))
    assert by_state(made)["FI"].role is Role.PRIMARY
    assert made.total == (0, 0)
    assert "eu_extension_not_read" in keys(made)
    norway = {**LAPSILISA, "country": "NO", "name": "barnetrygd", "currency": "EUR"}
    made = solve(family(mari=mari, jaan=brazilian("NO"), juku={"state_benefits": [norway]}))
    assert by_state(made)["NO"].role is Role.OUTSIDE
    assert by_state(made)["EE"].reason == "alone"
    for language in LANGUAGES:
        assert any("94" in text and "PHS § 4 lg 4" in text for text in texts(made, language))


def test_citizenship_is_asked_only_where_nobody_is_surely_covered() -> None:
    silent = {**worker("EE"), "residence": [{"country": "EE", "ground": "temporary"}]}
    mari = {**silent, "work": [], "citizenship": None}
    jaan = {**worker("NO"), "citizenship": None}
    norway = {**LAPSILISA, "country": "NO", "currency": "EUR", "amount": 30}
    made = solve(family(mari=mari, jaan=jaan, juku={"state_benefits": [norway]}))
    assert {fact for q in made.questions for fact in q.facts} == {"citizenship"}
    citizen = {**mari, "residence": [{"country": "EE", "ground": "citizen"}]}
    made = solve(family(mari=citizen, jaan=jaan, juku={"state_benefits": [norway]}))
    assert made.questions == ()
    assert made.total == (5000, 5000)


def test_undetermined_citizenship_is_covered_and_told_as_a_doubt() -> None:
    grey = [{"status": "undetermined"}]
    mari = {**worker("EE"), "residence": [{"country": "EE", "ground": "permanent"}]}
    jaan = {**worker("NO"), "citizenship": grey}
    norway = {**LAPSILISA, "country": "NO", "currency": "EUR", "amount": 30}
    case = family(
        mari={**mari, "citizenship": grey, "work": []},
        jaan=jaan,
        juku={"state_benefits": [norway]},
        period={"from": "2026-01", "to": "2026-01"},
    )
    made = solve(case)
    assert made.total == (5000, 5000)
    doubt = next(d for d in made.doubts if d.key == "eu_undetermined_citizenship")
    # Before October 2026 a benefit from outside coordination left nothing of child allowance.
    assert doubt.difference == (-5000, -5000)


# ---------------------------------------------------------------- the United Kingdom


def test_with_the_united_kingdom_an_unbroken_tie_goes_on() -> None:
    made = solve(british({"withdrawal_agreement": [{"from": "2018-03-05"}]}))
    assert by_state(made)["GB"].role is Role.SECONDARY
    assert by_state(made)["GB"].own_least == 13262
    assert by_state(made)["GB"].benefits[0].rate == 851_200
    assert made.total == (8000, 8000)
    assert "agreement_united_kingdom" in keys(made)


def test_a_new_tie_to_the_united_kingdom_leaves_estonian_law_alone() -> None:
    made = solve(british({"withdrawal_agreement": []}))
    assert by_state(made)["GB"].role is Role.OUTSIDE
    assert made.payments == ()
    assert "agreement_united_kingdom" not in keys(made)
    made = solve(
        british({"withdrawal_agreement": []}, state_benefits=[{"country": "GB", "right": False}])
    )
    assert made.total == (8000, 8000)


@pytest.mark.parametrize("benefits", [[], [{"country": "GB", "right": False}]])
def test_a_state_outside_coordination_is_told_also_where_nothing_is_set_off(
    benefits: list[dict[str, object]],
) -> None:
    made = solve(british({"withdrawal_agreement": []}, state_benefits=benefits))
    there = by_state(made)["GB"]
    assert (there.role, there.reason, there.own_most) == (Role.OUTSIDE, "nothing", 0)
    assert by_state(made)["EE"].reason == "alone"
    assert any("Ühendkuningriik: koordineerimist ei ole" in line for line in texts(made))
    # Before anybody lives or works there, there is nothing to tell.
    begins = {"work": [{"country": "GB", "kind": "employed", "from": "2027-01-01"}]}
    home = {"residence": [{"country": "EE", "ground": "citizen"}]}
    later = british({"withdrawal_agreement": [], **begins, **home}, state_benefits=benefits)
    assert solve(later).state_months == ()


def test_whether_a_tie_is_kept_is_asked_of_whom_it_concerns() -> None:
    made = solve(british())
    assert [(q.facts[0], q.about) for q in made.questions] == [
        ("kept_by_withdrawal_agreement", ("jaan",))
    ]
    assert made.total == (0, 8000)
    solved = Solved(british({"work": None, "residence": None}))
    assert solved.world.at("kept_by_withdrawal_agreement", 0, FEBRUARY) is False
    assert isinstance(solved.world.at("kept_by_withdrawal_agreement", 1, FEBRUARY), Open)


# ---------------------------------------------------------------- Ukraine and others


def test_the_ukrainian_benefit_is_not_set_off_and_the_other_reading_is_told() -> None:
    made = solve(read(EXAMPLES / "agreement_ukraine.yaml"))
    assert by_state(made)["UA"].role is Role.OUTSIDE
    assert by_state(made)["UA"].reason == "spared"
    assert made.total == (16000, 16000)
    told = {doubt.key: doubt.difference for doubt in made.doubts}
    assert told["agreement_ukraine_set_off"] == (-3532, -3532)
    assert {"agreement_ukraine", "outside_rate_day"} <= set(told)


def test_the_agreement_with_ukraine_holds_from_the_day_on_which_the_child_lives_here() -> None:
    moved = [
        {"country": "UA", "to": "2026-01-14"},
        {"country": "EE", "ground": "protection", "from": "2026-01-15"},
    ]
    benefit = {"country": "UA", "amount": 860, "currency": "UAH", "interval": "month"}
    citizen = {"citizenship": [{"country": "UA"}], "work": []}
    made = solve(
        family(
            mari={**citizen, "residence": moved},
            jaan={**citizen, "residence": [{"country": "UA"}]},
            juku={"birth": "2025-03-03", "residence": moved, "state_benefits": [benefit]},
            period={"from": "2026-01", "to": "2026-02"},
        )
    )
    # 17 of 31 days of 80 in January; nothing is set off in either month, whatever the rate is.
    assert [(p.least, p.most) for p in made.payments] == [(4387, 4387), (8000, 8000)]
    assert [m.reason for m in made.state_months if m.state == "UA"] == ["spared", "spared"]


def test_what_a_benefit_from_outside_means_is_told_by_the_wording_of_its_month() -> None:
    told = {**LAPSILISA, "country": "US", "currency": "EUR", "amount": 30}
    jaan = {"residence": [{"country": "US"}], "work": [], "citizenship": []}
    made = solve(
        family(
            jaan=jaan,
            juku={"state_benefits": [told]},
            period={"from": "2026-09", "to": "2026-10"},
        )
    )
    # Nothing beside it until September, from October on the difference of 80 and 30.
    assert made.total == (5000, 5000)
    assert [m.reason for m in made.state_months if m.state == "US"] == ["instead", "outside"]
    section = next(s for s in tell(made, "et").sections if s.key == "states")
    days = [d for line in section.lines for text, d in line.cited if text == "PHS § 4 lg 4"]
    assert days == [day_of("2026-09-01"), day_of("2026-10-01")]


def test_a_treaty_is_called_what_the_readers_language_calls_it() -> None:
    made = solve(read(EXAMPLES / "agreement_ukraine.yaml"))
    for language, called in (
        ("et", "Ukraina leping art 4"),
        ("en", "Agreement with Ukraine art 4"),
        ("ru", "Соглашение с Украиной art 4"),
    ):
        told = "\n".join(texts(made, language))
        assert f"({called})" in told
        assert language == "et" or "Ukraina leping" not in told
        assert {str(each) for each in citations_in(told)} >= {"Ukraina leping art 4"}


def test_ukraine_appears_by_citizenship_alone() -> None:
    case = family(
        mari={"citizenship": [{"country": "UA"}], "work": None},
        jaan={"residence": None, "work": None, "citizenship": None},
        juku={"birth": "2025-05-14", "state_benefits": None},
    )
    assert states_of(case) == ["EE", "UA"]
    made = solve(case)
    assert made.total == (8000, 8000)
    assert made.questions == ()
    assert "agreement_ukraine" in keys(made)
    assert made.state_months == ()


@pytest.mark.parametrize(
    ("country", "doubts"), [("US", {"agreement_unchecked"}), ("BY", set()), ("MD", set())]
)
def test_benefits_of_states_with_an_agreement_on_pensions(country: str, doubts: set[str]) -> None:
    told = {**LAPSILISA, "country": country, "currency": "EUR", "amount": 30}
    jaan = {"residence": [{"country": country}], "work": [], "citizenship": []}
    case = family(
        jaan=jaan, juku={"state_benefits": [told]}, period={"from": "2026-11", "to": "2026-11"}
    )
    made = solve(case)
    assert made.total == (5000, 5000)
    assert keys(made) & {"agreement_unchecked"} == doubts
    assert "outside_rate_day" not in keys(made)
    replacing = {**told, "basket": "replacing"}
    made = solve(family(jaan=jaan, juku={"state_benefits": [replacing]}))
    assert "outside_parental_benefit" in keys(made)


# ---------------------------------------------------------------- amounts


@pytest.mark.parametrize(
    ("left_out", "fact"),
    [("interval", "award_interval"), ("currency", "award_is_in_euros")],
)
def test_an_amount_without_interval_or_currency_is_asked_about(left_out: str, fact: str) -> None:
    told: dict[str, object] = {
        "country": "SE", "name": "barnbidrag", "amount": 40, "currency": "EUR", "interval": "month",
    }  # fmt: skip
    del told[left_out]
    made = solve(family(mari={"work": []}, jaan=worker("SE"), juku={"state_benefits": [told]}))
    asked = {each for q in made.questions for each in q.facts}
    assert fact in asked
    assert made.total[0] < made.total[1]
    for language in LANGUAGES:
        assert texts(made, language)


def test_a_state_with_the_euro_needs_no_currency() -> None:
    told = {key: value for key, value in LAPSILISA.items() if key != "currency"}
    made = solve(family(mari={"work": []}, juku={"state_benefits": [{**told, "amount": 40}]}))
    assert made.total == (4000, 4000)
    assert by_state(made)["FI"].benefits[0].currency == "EUR"


def test_work_in_several_states_without_a_document_is_told() -> None:
    both = [{"country": "EE", "kind": "employed"}, {"country": "FI", "kind": "employed"}]
    assert "eu_no_document" in keys(solve(family(mari={"work": both})))
    a1 = [{"country": "EE", "kind": "a1"}]
    made = solve(family(mari={"work": both, "legislation_documents": a1}))
    assert "eu_no_document" not in keys(made)


def test_the_reason_of_a_reading_is_told() -> None:
    case = family(
        readings={"rate_day": "payment_day"}, reading_reasons={"rate_day": "kokkulepe asutusega"}
    )
    for language in LANGUAGES:
        assert any("kokkulepe asutusega" in text for text in texts(solve(case), language))
    assert read_text(dump(case), "case.yaml") == case


def test_six_states_are_too_many() -> None:
    states = ["FI", "SE", "NO", "LV", "LT"]
    with pytest.raises(CaseFileError) as caught:
        family(juku={"state_benefits": [{"country": state} for state in states]})
    assert caught.value.problems[0].key == "too_many_states"
    case = family(juku={"state_benefits": [{**LAPSILISA, "country": s} for s in states[:4]]})
    assert len({each.state for each in solve(case).state_months}) > 1


# ---------------------------------------------------------------- orphans


def orphan(**time: int) -> Case:
    case = read(EXAMPLES / "eu_orphan_of_three_states.yaml")
    told = [{"country": country, "months": months} for country, months in time.items()]
    father = read_text(f"people: {{peep: {{time_by_state: {told}}}}}", "x.yaml").people["peep"]
    peep = case.people["peep"].model_copy(update={"time_by_state": father.time_by_state})
    return case.model_copy(update={"people": {**case.people, "peep": peep}})


def orphans(made: Determination) -> Mapping[int, dict[str, tuple[Role, str, int]]]:
    found: dict[int, dict[str, tuple[Role, str, int]]] = {}
    for each in made.state_months:
        if each.kind == "orphans":
            told = (each.role, each.reason, each.paid_least)
            found.setdefault(each.month % 12 + 1, {})[each.state] = told
    return found


def test_an_orphans_benefit_is_paid_along_the_chain() -> None:
    made = solve(orphan(EE=120, SE=60))
    assert orphans(made)[10]["EE"] == (Role.PRIMARY, "orphan_first", 20196)
    assert orphans(made)[11]["EE"] == (Role.PRIMARY, "orphan_longest", 34782)
    assert orphans(made)[11]["SE"] == (Role.SECONDARY, "one_state", 0)
    assert "survivors_allowance" in {payment.benefit for payment in made.payments}


def test_where_another_state_had_the_father_longer_estonia_does_not_pay() -> None:
    made = solve(orphan(EE=60, SE=120))
    assert orphans(made)[11]["SE"][:2] == (Role.PRIMARY, "orphan_longest")
    assert orphans(made)[11]["EE"][:2] == (Role.SECONDARY, "one_state")
    late = [p for p in made.payments if p.month % 12 + 1 > 10]
    assert late == []
    doubt = next(d for d in made.doubts if d.key == "eu_orphans")
    assert doubt.difference == (69564, 69564)
    for language in LANGUAGES:
        assert any("69(1)" in text for text in texts(made, language))


def test_equal_times_are_asked_about_and_named() -> None:
    made = solve(orphan(EE=60, SE=60))
    assert [q.facts[0] for q in made.questions] == ["named_primary"]
    case = orphan(EE=60, SE=60)
    named = family(juku={"primary_state": [{"country": "EE"}]}).children["juku"].primary_state
    mia = case.children["mia"].model_copy(update={"primary_state": named})
    made = solve(case.model_copy(update={"children": {"mia": mia}}))
    assert orphans(made)[11]["EE"] == (Role.PRIMARY, "named", 34782)


def test_time_under_a_states_law() -> None:
    def value(told: object, row: int) -> object:
        case = family(mari={"time_by_state": told})
        return Solved(case).world.at("months_subject_here", row, START)

    told = [{"country": "EE", "months": 12}, {"country": "EE", "months": 30}]
    assert (value(told, 0), value(told, 1)) == (42, 0)
    for open_list in (None, "unknown", [{"country": "EE"}], [{"months": 12}]):
        assert isinstance(value(open_list, 0), Open)
    assert isinstance(value([{"country": "unknown", "months": 3}], 1), Open)


def test_time_in_another_member_state_counts_for_survivors_allowance() -> None:
    # The father lived and worked in Finland until he died; mother and child came in 2026.
    moved = [
        {"country": "FI", "to": "2026-01-31"},
        {"country": "EE", "ground": "citizen", "from": "2026-02-01"},
    ]
    jaan = {**worker("FI"), "death": "2026-10-05"}
    benefits = [
        {"country": "FI", "right": False},
        {"country": "FI", "basket": "orphans", "right": False},
    ]
    claim = {
        "by": "mari",
        "for": ["juku"],
        "benefits": ["survivors_allowance"],
        "received": "2026-10-20",
    }
    case = family(
        mari={"residence": moved},
        jaan=jaan,
        juku={"residence": moved, "state_benefits": benefits},
        claims=[claim],
        period={"from": "2026-11", "to": "2026-11"},
    )
    made = solve(case)
    assert [(p.benefit, p.least) for p in made.payments] == [("survivors_allowance", 34782)]
    doubt = next(d for d in made.doubts if d.key == "eu_time_in_other_states")
    assert doubt.difference == (-34782, -34782)


# ---------------------------------------------------------------- what follows from a supplement


def test_a_coming_change_is_that_of_the_supplement() -> None:
    finnish = [
        {**LAPSILISA, "amount": 50, "to": "2026-12-31"},
        {**LAPSILISA, "amount": 60, "from": "2027-01-01"},
    ]
    made = solve(family(mari={"work": []}, juku={"state_benefits": finnish}))
    change = made.changes[0]
    assert change.benefit == "coordinated_general"
    assert change.day == day_of("2027-01-01")
    assert (change.before, change.after) == ((3000, 3000), (2000, 2000))
    assert not any(c.benefit == "child_allowance" for c in made.changes)
    for language in LANGUAGES:
        assert any("30" in text and "20" in text for text in texts(made, language))


def test_what_is_wholly_paid_elsewhere_has_no_change_of_its_own() -> None:
    made = solve(family(mari={"work": []}, juku={"birth": "2008-01-14"}))
    assert not any(change.benefit == "child_allowance" for change in made.changes)
    at_home = solve(family(juku={"birth": "2008-01-14"}))
    assert any(change.benefit == "child_allowance" for change in at_home.changes)


def test_the_base_of_a_set_off_is_what_estonia_adds() -> None:
    paid = [{"benefit": "child_allowance", "payee": "mari", "for": ["juku"], "from": "2026-02",
             "to": "2026-02", "amount": 80}]  # fmt: skip
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    made = solve(family(mari={"work": []}, juku=finnish, paid=paid))
    # 50 of 80 euros too much; of the 30 that Estonia adds a fifth may be kept back.
    assert [(s.total, s.most_a_month) for s in made.set_offs] == [(5000, 600)]


# ---------------------------------------------------------------- Annex XI


def test_tax_between_the_accounting_period_and_the_leave_counts() -> None:
    days = [
        {"by": "mari", "for": "juku", "kind": "shared", "from": "2026-02-01", "to": "2026-02-28"}
    ]
    # Born in May 2025: accounting period August 2023 to July 2024, then the gap to April 2025.
    income = [{"from": "2022-01", "to": "2024-10", "gross": 0},
              {"from": "2024-11", "to": "2025-02", "gross": 3000},
              {"from": "2025-03", "to": "2026-02", "gross": 0}]  # fmt: skip
    mari: Data = {
        "work": [{"country": "FI", "kind": "employed", "to": "2024-10-31"},
                 {"country": "EE", "kind": "employed", "from": "2024-11-01"}],
        "income": income,
        "unemployed": [],
        "notes": [],
        "special_needs_leave": [],
    }  # fmt: skip
    case = family(mari=mari, juku={"birth": "2025-05-14"}, parental_days=days, claims=[])
    made = solve(case)
    amount = next(p for p in made.payments if p.benefit == "shared_parental_benefit")
    assert amount.least == amount.most == 28 * 10_000  # 3000 euros a month, 100 a day
    doubt = next(d for d in made.doubts if d.key == "eu_annex_xi_gap")
    assert doubt.difference is not None
    assert doubt.difference[1] < 0
    silent = [{"from": "2022-01", "to": "2026-02", "gross": 0}]
    made = solve(
        family(mari={**mari, "income": silent}, juku={"birth": "2025-05-14"}, parental_days=days,
               claims=[])
    )  # fmt: skip
    assert "eu_annex_xi_silent" in keys(made)


def test_work_in_the_united_kingdom_counts_as_work_abroad_while_the_tie_is_kept() -> None:
    for kept, counts in (([{"from": "2018-01-01"}], 1), ([], 0)):
        income = [{"from": "2022-01", "to": "2026-12", "gross": 0}]
        mari = {**worker("GB"), "income": income, "withdrawal_agreement": kept}
        world = Solved(family(mari=mari, parental_days=[])).world
        assert world.at("month_of_work_abroad", 0, FEBRUARY) == counts


def test_work_in_the_united_kingdom_before_2021_counts_as_in_any_state_of_the_union() -> None:
    income = [{"from": "2018-01", "to": "2026-12", "gross": 0}]
    work = [{"country": "GB", "kind": "employed", "from": "2018-01-01"}]
    mari = {**worker("GB"), "work": work, "income": income, "withdrawal_agreement": []}
    world = Solved(family(mari=mari, parental_days=[])).world
    days = ("2017-12-31", "2018-01-01", "2020-12-31", "2021-01-01")
    counts = [world.at("month_of_work_abroad", 0, day_of(day)) for day in days]
    assert counts == [0, 1, 1, 0]


@pytest.mark.parametrize("work", [[], [{"country": "EE", "kind": "employed"}]])
def test_who_pays_first_is_open_while_the_tie_to_the_united_kingdom_is(work: object) -> None:
    british = {"country": "GB", "amount": 132, "currency": "EUR", "interval": "month"}
    jaan = {
        "residence": [{"country": "GB"}],
        "work": [{"country": "GB", "kind": "employed"}],
        "citizenship": [{"country": "EE"}],
    }
    case = family(mari={"work": work}, jaan=jaan, juku={"state_benefits": [british]})
    made = solve(case)
    assert {each.state: each.role for each in made.state_months} == {
        "EE": Role.OPEN,
        "GB": Role.OPEN,
    }
    asked = [question.facts for question in made.questions]
    assert ("kept_by_withdrawal_agreement",) in asked
    assert "kas riikide hüvitisi koordineeritakse" in words_of(made)
    if not work:
        assert made.total == (0, 0), "by either rule the other state's benefit is more"
        assert [right.status for right in made.rights] == [Status.SUSPENDED]
    kept = {**jaan, "withdrawal_agreement": [{"from": "2018-01-01"}]}
    told = solve(family(mari={"work": work}, jaan=kept, juku={"state_benefits": [british]}))
    first = next(each.state for each in told.state_months if each.role is Role.PRIMARY)
    assert first == ("EE" if work else "GB")


def test_a_norwegian_in_a_swiss_case_is_told_as_a_doubt() -> None:
    swiss = {"country": "CH", "amount": 300, "currency": "EUR", "interval": "month"}

    def told(citizen: str) -> Determination:
        both = [{"country": citizen}]
        mari = {"work": [], "citizenship": both, "residence": [{"country": "CH"}]}
        jaan = {
            "residence": [{"country": "CH"}],
            "work": [{"country": "EE", "kind": "employed"}],
            "citizenship": both,
        }
        juku = {"residence": [{"country": "CH"}], "state_benefits": [swiss]}
        return solve(family(mari=mari, jaan=jaan, juku=juku))

    norwegian = told("NO")
    assert by_state(norwegian)["CH"].role is Role.SECONDARY
    (doubt,) = (d for d in norwegian.doubts if d.key == "eu_agreement_nationals")
    assert doubt.difference == (-8000, -8000)
    assert "eu_agreement_nationals" not in {d.key for d in told("CH").doubts}


def test_a_state_of_somebody_elses_father_is_neither_asked_about_nor_told() -> None:
    # The half-sister's father is no family of the elder child's.
    home = [{"country": "EE", "ground": "citizen"}]
    mother = {"residence": home, "work": []}
    children = {
        "aa": {"birth": "2012-05-14", "parents": [{"who": "mari", "role": "mother"}]},
        "bee": {
            "birth": "2023-05-14",
            "parents": [{"who": "mari", "role": "mother"}, {"who": "karl", "role": "father"}],
        },
    }
    lives = {"residence": home, "lives": [{"with": ["mari"], "share": "full"}]}
    abroad = {
        "residence": [{"country": "GB"}],
        "citizenship": [{"country": "EE"}],
        "withdrawal_agreement": [],
        "work": [{"country": "GB", "kind": "employed", "from": "2022-03-05"}],
    }
    made = Solved(
        parse(
            {
                "as_of": "2026-11-24",
                "period": {"from": "2026-01", "to": "2026-01"},
                "otherwise": "ordinary",
                "people": {"mari": mother, "karl": abroad},
                "children": {who: {**told, **lives} for who, told in children.items()},
                "claims": [
                    {"by": "mari", "for": "all", "benefits": ["child_allowance"],
                     "received": "2023-06-01"}
                ],
            }
        )
    ).determination  # fmt: skip
    asked = {who for question in made.questions for who in question.about}
    assert "bee" in asked
    assert "aa" not in asked
    assert {each.child for each in made.state_months if each.state == "GB"} == {"bee"}
