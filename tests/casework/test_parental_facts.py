"""From a case file to the facts behind parental benefit: months, notes, earlier benefits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file import read_text
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.fields import LARGEST_AMOUNT
from perenou.casework.facts import EXCEPTIONAL, CaseFacts
from perenou.casework.lines import END, START
from perenou.casework.parental_facts import FINDERS
from perenou.rules.rule import day_of
from perenou.rules.types import NEVER, NOBODY
from perenou.rules.unknown import Open
from perenou.rules.world import World

ORDINARY = "otherwise: ordinary"
MOTHER = {"parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}]}


def facts(mari: dict[str, Any], *, ordinary: bool = False, **children: dict[str, Any]) -> CaseFacts:
    content: dict[str, Any] = {
        "people": {"jaan": {}, "mari": mari},
        "children": children or {"juku": {"birth": "2026-07-19", **MOTHER}},
    }
    if ordinary:
        content["otherwise"] = "ordinary"
    return CaseFacts(read_text(json.dumps(content), "case.json"))


def person(of: CaseFacts, name: str, on: str) -> Any:
    return of.line(name, of.people.index("mari")).at(day_of(on))


def carer(of: CaseFacts, name: str, child: str = "juku", who: str = "mari") -> Any:
    row = of.carers.index((of.people.index(who), of.children.index(child)))
    return of.line(name, row).at(START)


def bounds(value: Any) -> tuple[int, int]:
    assert isinstance(value, Open), value
    return value.bounds


ANY = (0, LARGEST_AMOUNT)


# ---------------------------------------------------------------- income


def test_silence_about_income_leaves_the_tax_open_and_asks_for_it_once() -> None:
    for income in ({}, {"income": "unknown"}):
        of = facts(income)
        assert bounds(person(of, "social_tax_on_income", "2025-05-01")) == ANY
        assert person(of, "gross_income", "2025-05-01") == 0


def test_an_empty_list_says_that_there_was_none() -> None:
    of = facts({"income": []})
    for name in ("social_tax_on_income", "gross_income", "social_tax_paid_by_state"):
        assert person(of, name, "2025-05-01") == 0


def test_silence_about_rare_income_is_none_only_in_an_ordinary_case() -> None:
    for name in ("social_tax_paid_by_state", "social_tax_on_insolvency_benefit"):
        assert name in EXCEPTIONAL
        assert bounds(person(facts({}), name, "2025-05-01")) == ANY
        assert person(facts({}, ordinary=True), name, "2025-05-01") == 0
        assert bounds(person(facts({"income": "unknown"}, ordinary=True), name, "2025-05-01"))


def test_a_month_that_no_entry_names_is_not_known() -> None:
    of = facts({"income": [{"from": "2025-02", "to": "2025-03", "social_tax": 330}]})
    assert bounds(person(of, "social_tax_on_income", "2025-01-31")) == ANY
    assert person(of, "social_tax_on_income", "2025-02-01") == 330_00
    assert person(of, "social_tax_on_income", "2025-03-31") == 330_00
    assert bounds(person(of, "social_tax_on_income", "2025-04-01")) == ANY
    assert bounds(person(of, "social_tax_paid_by_state", "2025-04-01")) == ANY
    assert person(of, "social_tax_paid_by_state", "2025-03-01") == 0


def test_several_entries_of_a_month_add_up_by_kind() -> None:
    income = [
        {"from": "2025-01", "to": "2025-12", "social_tax": 330, "employer": "Näide OÜ"},
        {"month": "2025-05", "gross": "100.50", "kind": "business_account"},
        {"month": "2025-05", "social_tax": 10, "kind": "self_employed"},
        {"month": "2025-05", "social_tax": 7, "kind": "insolvency_benefit"},
        {"month": "2025-05", "social_tax": 5, "kind": "paid_by_state_counted"},
        {"month": "2025-05", "social_tax": 999, "kind": "paid_by_state"},
        {"month": "2025-05", "social_tax": 999, "kind": "unemployment_insurance"},
    ]
    of = facts({"income": income})
    assert person(of, "social_tax_on_income", "2025-05-20") == 340_00
    assert person(of, "gross_income", "2025-05-20") == 100_50
    assert person(of, "social_tax_on_insolvency_benefit", "2025-05-20") == 7_00
    assert person(of, "social_tax_paid_by_state", "2025-05-20") == 5_00
    assert person(of, "social_tax_on_income", "2025-06-20") == 330_00
    assert person(of, "gross_income", "2025-06-20") == 0


@pytest.mark.parametrize(
    ("entry", "tax", "gross"),
    [
        pytest.param({}, ANY, 0, id="no amount"),
        pytest.param({"social_tax": "unknown"}, ANY, 0, id="tax not known"),
        pytest.param({"gross": "unknown"}, ANY, ANY, id="income not known"),
        pytest.param({"gross": 100}, 0, 100_00, id="income told"),
        pytest.param({"social_tax": 33, "kind": "unknown"}, (0, 33_00), 0, id="kind not known"),
        pytest.param({"gross": 100, "kind": "unknown"}, 0, (0, 100_00), id="nor of an income"),
        pytest.param({"gross": 100, "kind": "paid_by_state"}, 0, 0, id="does not count"),
    ],
)
def test_what_an_entry_leaves_open(entry: dict[str, Any], tax: Any, gross: Any) -> None:
    of = facts({"income": [{"month": "2025-05", **entry}]})
    for name, wanted in (("social_tax_on_income", tax), ("gross_income", gross)):
        found = person(of, name, "2025-05-05")
        assert (found.bounds if isinstance(found, Open) else found) == wanted, name


def test_a_told_and_an_untold_amount_of_one_month_give_a_least_amount() -> None:
    income = [{"month": "2025-05", "social_tax": 33}, {"month": "2025-05"}]
    of = facts({"income": income})
    assert bounds(person(of, "social_tax_on_income", "2025-05-05")) == (33_00, LARGEST_AMOUNT)


def test_an_end_that_is_left_out_is_open() -> None:
    of = facts({"income": [{"from": "2025-05", "social_tax": 33}]})
    assert person(of, "social_tax_on_income", "2027-12-01") == 33_00
    assert bounds(person(of, "social_tax_on_income", "2025-04-30")) == ANY
    of = facts({"income": [{"to": "2025-05", "social_tax": 33}]})
    assert person(of, "social_tax_on_income", "2011-01-01") == 33_00
    assert bounds(person(of, "social_tax_on_income", "2025-06-01")) == ANY


def test_months_before_the_act_are_laid_out_too() -> None:
    of = facts({"income": [{"month": "2016-12", "social_tax": 33}], "notes": [NOTE_OF_2016]})
    assert person(of, "social_tax_on_income", "2016-12-31") == 33_00
    assert person(of, "released_from_work", "2016-12-05") is True
    assert person(of, "released_from_work", "2016-12-06") is False


NOTE_OF_2016 = {"from": "2016-12-01", "to": "2016-12-05", "kind": "sick"}


# ---------------------------------------------------------------- days


def test_notes_and_times_of_unemployment() -> None:
    of = facts(
        {
            "notes": [
                {"from": "2025-03-01", "to": "2025-03-10", "kind": "care"},
                {"from": "2025-04-01", "to": "2025-04-10", "kind": "lighter_work"},
            ],
            "unemployed": [
                {"from": "2025-05-01", "to": "2025-06-30", "redundancy_until": "2025-05-20"},
                {"from": "2025-08-01", "to": "2025-08-31"},
            ],
            "special_needs_leave": [{"from": "2025-09-01", "to": "2025-09-30"}],
        }
    )
    expected = {
        ("released_from_work", "2025-03-10"): True,
        ("released_from_work", "2025-03-11"): False,
        ("released_from_work", "2025-04-05"): False,
        ("registered_unemployed", "2025-05-01"): True,
        ("registered_unemployed", "2025-07-01"): False,
        ("within_redundancy_days", "2025-05-20"): True,
        ("within_redundancy_days", "2025-05-21"): False,
        ("within_redundancy_days", "2025-08-05"): False,
        ("on_special_needs_leave", "2025-09-30"): True,
        ("on_special_needs_leave", "2025-10-01"): False,
    }
    for (name, on), held in expected.items():
        assert person(of, name, on) is held, (name, on)


@pytest.mark.parametrize(
    "name",
    [
        "released_from_work",
        "registered_unemployed",
        "within_redundancy_days",
        "on_special_needs_leave",
    ],
)
def test_silence_about_such_days(name: str) -> None:
    assert bounds(person(facts({}), name, "2025-05-01")) == (0, 1)
    assert person(facts({}, ordinary=True), name, "2025-05-01") is False


# ---------------------------------------------------------------- birth and mother


def test_the_expected_day_untold_lies_about_the_birth() -> None:
    born = day_of("2026-07-19")
    of = facts({})
    assert bounds(of.line("expected_day", 0).at(START)) == (born - 42, born + 140)
    of = facts({}, juku={"birth": "2026-07-19", "expected": "2026-07-12"})
    assert of.line("expected_day", 0).at(START) == day_of("2026-07-12")
    of = facts({}, juku={"expected": "2026-07"})
    assert bounds(of.line("expected_day", 0).at(START)) == (
        day_of("2026-07-01"),
        day_of("2026-07-31"),
    )
    of = facts({}, juku={})
    assert bounds(of.line("expected_day", 0).at(START))[1] > END


def test_a_birth_to_come_lies_about_the_expected_day() -> None:
    expected = day_of("2027-01-10")
    of = facts({}, juku={"expected": "2027-01-10"})
    found = of.line("child_birth_day", 0).at(START)
    assert bounds(found) == (expected - 140, expected + 42)


@pytest.mark.parametrize(
    ("parents", "is_mother"),
    [
        (None, None),
        ([{"who": "mari", "role": "mother"}], True),
        ([{"who": "mari", "role": "father"}], False),
        ([{"who": "jaan", "role": "father"}], False),
        ([{"who": "mari"}], None),
        ([{"role": "mother"}], None),
        ([], False),
    ],
)
def test_who_is_the_mother(parents: Any, is_mother: bool | None) -> None:
    child = {"birth": "2026-07-19"} if parents is None else {"parents": parents}
    found = carer(facts({}, juku=child), "is_mother")
    assert found is is_mother if is_mother is not None else bounds(found) == (0, 1)


def test_a_man_is_not_the_mother() -> None:
    of = facts({"sex": "male"}, juku={"parents": [{"who": "mari"}]})
    assert carer(of, "is_mother") is False


@pytest.mark.parametrize(
    ("sex", "link", "is_second"),
    [
        ("female", {"role": "second_parent"}, True),
        ("male", {"role": "second_parent"}, False),
        (None, {"role": "second_parent"}, None),
        (None, {"role": "mother", "ground": "adoption"}, True),
        (None, {"role": "mother"}, False),
        (None, {"role": "father"}, False),
        ("female", {}, None),
    ],
)
def test_who_is_a_second_mother(
    sex: str | None, link: dict[str, str], is_second: bool | None
) -> None:
    parents = {"parents": [{"who": "mari", **link}]}
    found = carer(facts({"sex": sex or "unknown"}, juku=parents), "is_second_mother")
    assert found is is_second if is_second is not None else bounds(found) == (0, 1)


def test_that_a_parent_is_a_second_mother_is_rare() -> None:
    untold = {"parents": [{"who": "mari"}]}
    assert carer(facts({}, juku=untold, ordinary=True), "is_second_mother") is False
    assert bounds(carer(facts({}, juku=untold), "is_second_mother")) == (0, 1)
    others = {"parents": [{"who": "jaan", "role": "father"}]}
    assert carer(facts({"sex": "female"}, juku=others), "is_second_mother") is False


@pytest.mark.parametrize(
    ("right", "held"),
    [
        pytest.param(None, None, id="silence"),
        pytest.param("unknown", None, id="unknown"),
        pytest.param([], False, id="none"),
        pytest.param([{"from": "2020-01-01"}], True, id="all the time"),
        pytest.param([{"from": "2020-01-01", "to": "2026-04-02"}], False, id="ended before"),
        pytest.param([{"from": "2020-01-01", "to": "2026-04-03"}], True, id="to the 70th day"),
        pytest.param([{"from": "2026-06-12"}], True, id="from the expected day"),
        pytest.param([{"from": "2026-06-13"}], False, id="from the day after"),
        pytest.param([{"from": "2026-06"}], None, id="some day of that month"),
    ],
)
def test_the_right_before_the_birth(right: Any, held: bool | None) -> None:
    child = {"birth": "2026-06-20", "expected": "2026-06-12", **MOTHER}
    of = facts({} if right is None else {"sickness_benefit_right": right}, juku=child)
    found = carer(of, "had_sickness_benefit_right")
    assert found is held if held is not None else bounds(found) == (0, 1)
    assert carer(of, "had_sickness_benefit_right", who="jaan") is False


def test_the_right_before_the_birth_with_an_untold_expected_day() -> None:
    child = {"birth": "2026-06-20", **MOTHER}
    always = {"sickness_benefit_right": [{"from": "2020-01-01"}]}
    assert carer(facts(always, juku=child), "had_sickness_benefit_right") is True
    short = {"sickness_benefit_right": [{"from": "2026-06-20"}]}
    assert bounds(carer(facts(short, juku=child), "had_sickness_benefit_right")) == (0, 1)
    of = facts(always, juku={"birth": "2026-06-20", "parents": [{"who": "mari"}]})
    assert bounds(carer(of, "had_sickness_benefit_right")) == (0, 1)


# ---------------------------------------------------------------- the previous benefit

OLDER = {"birth": "2024-05-05", **MOTHER}
YOUNGER = {"birth": "2026-07-19", **MOTHER}


def test_silence_about_an_earlier_benefit() -> None:
    of = facts({})
    assert bounds(carer(of, "previous_birth_day"))[1] == NEVER
    assert bounds(carer(of, "previous_income")) == ANY
    assert carer(of, "previous_benefit_carer") == NOBODY
    of = facts({}, ordinary=True)
    assert carer(of, "previous_birth_day") == NEVER
    assert carer(of, "previous_income") == 0


def test_in_an_ordinary_case_an_earlier_child_leaves_the_income_open() -> None:
    of = facts({}, ordinary=True, anu={"birth": "2020-05-05", **MOTHER}, juku=OLDER, mall=YOUNGER)
    assert carer(of, "previous_birth_day", "mall") == day_of("2024-05-05")
    assert bounds(carer(of, "previous_income", "mall")) == ANY
    assert carer(of, "previous_birth_day", "anu") == NEVER
    of = facts({}, ordinary=True, juku=OLDER, mall={"expected": "2026-12-01", **MOTHER})
    assert carer(of, "previous_birth_day", "mall") == day_of("2024-05-05")
    of = facts({}, ordinary=True, juku=OLDER, mall=MOTHER)
    assert carer(of, "previous_birth_day", "mall") == NEVER


def test_an_earlier_benefit_as_the_file_tells_it() -> None:
    def told(**base: Any) -> CaseFacts:
        of_mall = {"for": "mall", **base}
        return facts({"previous_income_base": [of_mall]}, juku=OLDER, mall=YOUNGER)

    of = told(child="juku", income=900)
    assert carer(of, "previous_birth_day", "mall") == day_of("2024-05-05")
    assert carer(of, "previous_income", "mall") == 900_00
    assert carer(of, "previous_benefit_carer", "mall") == NOBODY
    # The list says all: there was none before the other child.
    assert carer(of, "previous_birth_day", "juku") == NEVER
    assert carer(of, "previous_income", "juku") == 0
    of = told(birth="2024-02-02", income="unknown")
    assert carer(of, "previous_birth_day", "mall") == day_of("2024-02-02")
    assert bounds(carer(of, "previous_income", "mall")) == ANY
    of = told(child="juku")
    assert carer(of, "previous_income", "mall") == 0
    row = of.carers.index((of.people.index("mari"), of.children.index("juku")))
    assert carer(of, "previous_benefit_carer", "mall") == row
    of = told(income=900)
    assert bounds(carer(of, "previous_birth_day", "mall"))[1] == NEVER
    of = facts({"previous_income_base": "unknown"}, ordinary=True)
    assert bounds(carer(of, "previous_income")) == ANY
    of = facts({"previous_income_base": []})
    assert carer(of, "previous_birth_day") == NEVER


# ---------------------------------------------------------------- the maternity certificate

CERTIFICATE = {"kind": "maternity", "from": "2021-06-10", "to": "2021-10-27"}
BORN = {"birth": "2021-08-20", **MOTHER}
UNTOLD = (day_of("2021-08-20"), day_of("2022-01-07"))
"""From the birth to as many days after it as a certificate lasts at most."""


def certificate(mari: dict[str, Any], *, who: str = "mari", **more: Any) -> tuple[Any, Any]:
    """Its first day and the day after it."""
    of = facts(mari, juku=BORN, **more)
    began = carer(of, "maternity_benefit_began_day", who=who)
    return began, carer(of, "maternity_benefit_after_day", who=who)


def test_the_certificate_that_runs_at_the_birth() -> None:
    others = [
        {"kind": "sick", "from": "2021-05-01", "to": "2021-06-09"},
        {"kind": "maternity", "from": "2019-06-10", "to": "2019-10-27"},
        {"kind": "maternity", "from": "2021-10-28", "to": "2021-12-01"},
    ]
    told = certificate({"notes": [*others, CERTIFICATE]})
    assert told == (day_of("2021-06-10"), day_of("2021-10-28"))
    assert certificate({"notes": [CERTIFICATE]}, who="jaan") == (NEVER, NEVER)


def test_of_a_child_not_born_the_one_that_runs_on_the_expected_day() -> None:
    of = facts({"notes": [CERTIFICATE]}, juku={"expected": "2021-08-19", **MOTHER})
    assert carer(of, "maternity_benefit_began_day") == day_of("2021-06-10")
    without = facts({"notes": [CERTIFICATE]}, juku=MOTHER)
    assert isinstance(carer(without, "maternity_benefit_began_day"), Open)
    assert isinstance(carer(without, "maternity_benefit_after_day"), Open)


def test_no_certificate_among_the_notes_says_that_none_began_but_not_when_it_would_be_over() -> (
    None
):
    began, over = certificate({"notes": []})
    assert began == NEVER
    assert bounds(over) == UNTOLD


@pytest.mark.parametrize(
    "notes",
    [
        None,
        "unknown",
        [{"kind": "unknown", "from": "2021-06-10", "to": "2021-10-27"}],
        [{"kind": "maternity"}],
    ],
)
def test_a_certificate_that_is_not_told_is_open(notes: object) -> None:
    began, over = certificate({} if notes is None else {"notes": notes})
    assert isinstance(began, Open)
    assert bounds(over) == UNTOLD


def test_where_all_else_is_ordinary_silence_means_no_certificate() -> None:
    began, over = certificate({}, ordinary=True)
    assert began == NEVER
    assert bounds(over) == UNTOLD


def test_the_basic_exemption_asked_for() -> None:
    assert person(facts({"basic_exemption": 700}), "basic_exemption_asked", "2026-05-01") == 700_00
    assert bounds(person(facts({}), "basic_exemption_asked", "2026-05-01")) == ANY


def test_every_fact_of_this_side_has_a_finder() -> None:
    assert set(LAWBOOK.facts) >= set(FINDERS)


# ---------------------------------------------------------------- from a file to the rate


def test_from_the_earlier_childs_months_to_the_later_childs_rate() -> None:
    mari = {
        "income": [
            {"from": "2022-01", "to": "2023-12", "gross": 3000},
            {"from": "2024-01", "to": "2026-12", "gross": 0},
        ],
        "notes": [],
        "sickness_benefit_right": [],
        "previous_income_base": [{"for": "mall", "child": "juku"}],
    }
    of = facts(mari, ordinary=True, juku=OLDER, mall=YOUNGER)
    world = World(LAWBOOK.on(day_of("2026-11-26")), of.facts(), START, END)
    row = of.carers.index((of.people.index("mari"), of.children.index("mall")))
    assert world.at("shared_daily_rate", row, day_of("2026-09-01")) == 100_00


def test_an_unknown_month_gives_bounds_and_never_nothing() -> None:
    mari = {
        "income": [{"from": "2024-10", "to": "2025-08", "gross": 2400}],
        "notes": [],
        "previous_income_base": [],
    }
    of = facts(mari, ordinary=True)
    world = World(LAWBOOK.on(day_of("2026-11-26")), of.facts(), START, END)
    row = of.carers.index((of.people.index("mari"), 0))
    found = world.at("shared_daily_rate", row, day_of("2026-09-01"))
    assert isinstance(found, Open)
    # eleven months of 2400 by twelve months: 73.33; the cap 126.87
    assert found.bounds == (73_33, 126_87)
    assert {each.name for each in found.missing} == {"social_tax_on_income"}


def claims_of_two(
    *bases: dict[str, str], later: str = "2026-11-20", earlier_days: str = "2025-12-01"
) -> str:
    """Mari claims days for Mia and then for Ants."""
    days = [("mia", "shared", earlier_days), ("ants", "mothers", "2026-10-11")]
    return json.dumps(
        {
            "people": {"mari": {"previous_income_base": [*bases]}},
            "children": {"mia": {"birth": "2024-05-10"}, "ants": {"birth": later}},
            "parental_days": [
                {"by": "mari", "for": child, "kind": kind, "from": first, "to": first}
                for child, kind, first in days
            ],
        }
    )


def test_no_earlier_benefit_beside_days_claimed_for_an_earlier_child_is_refused() -> None:
    other = {"for": "mia", "birth": "2022-05-05"}
    for refused in (claims_of_two(), claims_of_two(other)):
        with pytest.raises(CaseFileError, match="previous_income_base"):
            read_text(refused, "case.json")


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(claims_of_two({"for": "ants", "child": "mia"}), id="told"),
        pytest.param(claims_of_two({"child": "mia"}), id="told, of whichever child"),
        pytest.param(claims_of_two(later="2027-05-10"), id="born three years apart"),
        pytest.param(claims_of_two(earlier_days="2026-12-20"), id="claimed only afterwards"),
        pytest.param(claims_of_two(later="2024-05-10"), id="twins"),
    ],
)
def test_no_earlier_benefit_can_be_told_where_none_came_first(told: str) -> None:
    read_text(told, "case.json")
