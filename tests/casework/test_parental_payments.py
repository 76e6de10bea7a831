"""Parental benefit as a case file tells it: what is paid, claimed, corrected and owed."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.benefits.days import day, euros

from perenou.casework.as_json import determination_json
from perenou.casework.case_file import read_text
from perenou.casework.determination import Balance, Determination, Payment
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.language.grammar import Language

Content = dict[str, Any]

ESTONIA: Final = [{"country": "EE", "ground": "citizen"}]


def family(**fields: Any) -> Content:
    """A mother without the right before birth and a father; a child of 11 May 2025."""
    content: Content = {
        "as_of": "2026-11-26",
        "period": {"from": "2025-09", "to": "2026-02"},
        "otherwise": "ordinary",
        "people": {
            "mari": {
                "sex": "female",
                "residence": ESTONIA,
                "sickness_benefit_right": [],
                "basic_exemption": 0,
                "income": [
                    {"from": "2023-01", "to": "2025-03", "gross": 3000},
                    {"from": "2025-04", "gross": 0},
                ],
                "notes": [],
                "previous_income_base": [],
            },
            "jaan": {
                "sex": "male",
                "residence": ESTONIA,
                "basic_exemption": 0,
                "income": [{"from": "2023-01", "gross": 2000}],
                "notes": [],
                "previous_income_base": [],
            },
        },
        "children": {
            "liis": {
                "birth": "2025-05-11",
                "expected": "2025-05-15",
                "residence": ESTONIA,
                "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
                "lives": [{"with": ["mari", "jaan"], "share": "full"}],
            }
        },
        "claims": [],
        "parental_days": [
            {"by": "mari", "for": "liis", "kind": "shared", "from": "2025-09-11",
             "to": "2026-12-31"},
        ],
    }  # fmt: skip
    return content | fields


def solved(content: Content) -> Solved:
    return Solved(read_text(json.dumps(content), "case.json"))


def made(content: Content) -> Determination:
    return solved(content).determination


def by_month(found: Determination, benefit: str = "shared_parental_benefit") -> dict[str, Payment]:
    return {
        f"{p.month // 12}-{p.month % 12 + 1:02}": p for p in found.payments if p.benefit == benefit
    }


def deadlines(found: Determination, kind: str) -> list[tuple[str, str]]:
    return [
        (date.fromordinal(d.day).isoformat(), d.citation) for d in found.deadlines if d.kind == kind
    ]


# ------------------------------------------------------------------ earnings of the month (§ 44)


def earning(*income: Content) -> Content:
    content = family()
    base = {"from": "2023-01", "to": "2025-03", "gross": 3000}
    content["people"]["mari"]["income"] = [base, *income]
    return content


def test_earnings_of_a_month_reduce_its_benefit_up_to_2025() -> None:
    found = made(earning({"from": "2025-09", "to": "2026-02", "gross": 3000}))
    paid = by_month(found)
    # 31 days of 100; half of what 3000 is above 2632.55
    assert (paid["2025-10"].least, paid["2025-10"].reduction) == (2916_28, (183_72, 183_72))
    assert (paid["2026-01"].least, paid["2026-01"].reduction) == (3100_00, (0, 0))
    assert {d.key for d in found.doubts} >= {"earnings_counted", "earnings_part_month"}


def test_the_reasons_show_the_reduction() -> None:
    case = solved(earning({"from": "2025-09", "to": "2026-02", "gross": 3000}))
    october = by_month(case.determination)["2025-10"]
    told = {reason.name: reason.value for reason in case.reason(october).walk()}
    assert told["shared_parental_benefit_granted"] == 3100_00
    assert told["parental_benefit_reduction"] == 183_72
    assert told["earnings_of_month"] == 3000_00
    assert told["earnings_threshold"] == euros("2632.55")


@pytest.mark.parametrize("income", [[], [{"month": "2025-10", "gross": "unknown"}]])
def test_income_of_the_month_unknown_leaves_it_open_and_is_asked(income: list[Content]) -> None:
    found = made(earning(*income))
    october = by_month(found)["2025-10"]
    assert (october.least, october.most) == (1550_00, 3100_00)
    assert october.reduction == (0, 1550_00)
    assert october.net == (1209_00, 2418_00)
    asked = {fact for question in found.questions for fact in question.facts}
    assert asked & {"social_tax_on_income", "gross_income"}
    assert by_month(found)["2026-01"].is_certain


def test_a_benefit_that_nothing_reduces_is_not_reduced_by_a_cent_while_it_is_open() -> None:
    content = family()
    more = {"month": "2024-01", "social_tax": "unknown", "kind": "insolvency_benefit"}
    content["people"]["mari"]["income"].append(more)
    january = by_month(made(content))["2026-01"]
    assert not january.is_certain
    assert (january.least, january.reduction) == (3100_00, (0, 0))  # 31 days of at least 100


def test_a_part_of_a_month_by_the_other_reading() -> None:
    content = earning({"from": "2025-09", "to": "2026-02", "gross": 4000})
    # 20 days of September: 683.725 is taken off the 2000, or two thirds of it
    assert by_month(made(content))["2025-09"].least == euros("1316.28")
    content["readings"] = {"parental_benefit_reduction": "by_days"}
    assert by_month(made(content))["2025-09"].least == euros("1544.19")


# ------------------------------------------------------------------ day of payment, net, social tax


def test_days_of_payment_are_moved_before_days_off() -> None:
    paid = by_month(made(family()))
    days = {month: date.fromordinal(p.pay_day or 0).isoformat() for month, p in paid.items()}
    assert days == {
        "2025-09": "2025-10-08",
        "2025-10": "2025-11-07",  # 8 November is a Saturday
        "2025-11": "2025-12-08",
        "2025-12": "2026-01-08",
        "2026-01": "2026-02-06",  # 8 February is a Sunday
        "2026-02": "2026-03-06",
    }


def test_net_follows_the_exemption_that_was_asked_for() -> None:
    content = family()
    assert by_month(made(content))["2026-01"].net == (2418_00, 2418_00)
    content["people"]["mari"]["basic_exemption"] = 700
    assert by_month(made(content))["2026-01"].net == (2572_00, 2572_00)
    assert by_month(made(content))["2025-11"].net == (2483_88, 2483_88)  # 654 in December 2025
    del content["people"]["mari"]["basic_exemption"]
    found = made(content)
    assert by_month(found)["2026-01"].net == (2418_00, 2572_00)
    assert found.questions == ()


def test_net_of_2027_tells_what_is_not_known() -> None:
    content = family(period={"from": "2026-11", "to": "2026-12"})
    content["people"]["mari"]["basic_exemption"] = 700
    found = made(content)
    assert by_month(found)["2026-11"].net == (2494_00, 2494_00)
    assert by_month(found)["2026-12"].net == (2418_00, 2572_00)
    told = {(d.key, d.names) for d in found.doubts}
    assert ("unpublished", ("basic_exemption_month",)) in told
    assert ("unverified", ("income_tax_rate",)) in told


def test_an_exemption_that_fell_with_the_years_income_is_told() -> None:
    content = family(period={"from": "2025-10", "to": "2025-11"})
    assert "exemption_falls" not in {d.key for d in made(content).doubts}
    content["people"]["mari"]["basic_exemption"] = 700
    assert "exemption_falls" in {d.key for d in made(content).doubts}
    content["period"] = {"from": "2025-12", "to": "2026-02"}  # paid in 2026
    assert "exemption_falls" not in {d.key for d in made(content).doubts}


def test_the_state_pays_social_tax_for_whole_months() -> None:
    taxes = {each.month: (each.least, each.most) for each in made(family()).state_social_tax}
    september = 2025 * 12 + 8
    assert taxes[september] == (0, euros("270.60"))  # 20 of 30 days
    assert taxes[september + 1] == (euros("270.60"),) * 2
    assert taxes[september + 4] == (euros("292.38"),) * 2


def with_father(birth: str, first: str, last: str, **days: Any) -> Content:
    """The father claims his days around a birth that was expected on 16 June 2026."""
    content = family(period={"from": "2026-05", "to": "2026-07"})
    content["children"]["liis"] |= {"birth": birth, "expected": "2026-06-16"}
    content["parental_days"] = [
        {"by": "jaan", "for": "liis", "kind": "fathers", "from": first, "to": last,
         "leave": "registered", **days},
    ]  # fmt: skip
    return content


def test_fathers_days_before_the_birth_are_paid_after_it() -> None:
    content = with_father("2026-06-10", "2026-05-18", "2026-06-16")
    paid = by_month(made(content), "fathers_parental_benefit")
    may, june = paid["2026-05"], paid["2026-06"]
    # On the first day of payment after the birth, both months on one day. The act gives 30 working
    # days after 10 June, without 23 and 24 June.
    assert (may.pay_day, may.paid_by) == (day("2026-07-08"), day("2026-07-24"))
    assert (june.pay_day, june.paid_by) == (day("2026-07-08"), day("2026-07-24"))


def net_of(paid: dict[str, Payment], *months: str) -> int:
    nets = [paid[month].net for month in months]
    assert all(net is not None and net[0] == net[1] for net in nets)
    return sum(net[0] for net in nets if net is not None)


def test_months_paid_on_one_day_have_one_exemption() -> None:
    content = with_father("2026-06-10", "2026-05-18", "2026-06-16")
    content["people"]["jaan"] |= {"basic_exemption": 700, "income": []}
    paid = by_month(made(content), "fathers_parental_benefit")
    # 14 and 16 days of 29.53 are 885.90 together; 22 % of what is above 700 is 40.90
    assert (paid["2026-05"].least, paid["2026-06"].least) == (413_42, 472_48)
    assert net_of(paid, "2026-05", "2026-06") == euros("845.00")
    told = json.loads(determination_json(solved(content)))
    reasons = told["reasons"]
    for payment in told["payments"]:
        reason = reasons[payment["net_reason"]]
        assert reason["value"] == payment["net"]["least"]
        (whole,) = (
            reasons[at]
            for at in reason["because"]
            if reasons[at]["name"] == "parental_benefit_net_of_month"
        )
        assert (whole["value"]["cents"], whole["day"]) == (845_00, "2026-07-08")
        assert [reasons[at]["name"] for at in whole["because"]] == [
            *["fathers_parental_benefit_amount"] * 2,
            "basic_exemption_asked",
            "basic_exemption_month",
            "income_tax_rate",
        ]


def test_the_net_amount_of_open_months_taxed_together_has_a_reason_too() -> None:
    content = with_father("2026-06-10", "2026-05-18", "2026-06-16")
    content["people"]["jaan"] |= {"basic_exemption": "unknown", "income": "unknown"}
    told = json.loads(determination_json(solved(content)))
    assert told["payments"]
    for payment in told["payments"]:
        value = told["reasons"][payment["net_reason"]]["value"]
        assert payment["net"]["least"] != payment["net"]["most"]
        assert value["least"]["cents"] <= payment["net"]["least"]["cents"]
        assert value["most"]["cents"] >= payment["net"]["most"]["cents"]


def test_a_month_claimed_late_is_paid_and_taxed_later() -> None:
    content = family(period={"from": "2025-09", "to": "2025-12"})
    content["parental_days"][0] |= {"claimed": "2025-11-20"}
    content["people"]["mari"]["basic_exemption"] = 654
    paid = by_month(made(content))
    late = [month for month in paid if paid[month].pay_day == day("2025-12-08")]
    assert late == ["2025-09", "2025-10", "2025-11"]
    gross = sum(paid[month].least for month in late)
    assert gross == 8100_00
    # One exemption of December 2025 for all of them: 22 % of 7446 is 1638.12
    assert net_of(paid, *late) == euros("6461.88")
    assert paid["2025-12"].pay_day == day("2026-01-08")


def test_a_month_claimed_in_two_parts_has_no_one_day_of_payment() -> None:
    content = family(period={"from": "2025-10", "to": "2025-10"})
    days = content["parental_days"][0]
    content["parental_days"] = [
        days | {"to": "2025-10-15"},
        days | {"from": "2025-10-16", "to": "2025-10-31", "claimed": "2025-11-20"},
    ]
    october = by_month(made(content))["2025-10"]
    assert (october.pay_day, october.net) == (None, None)
    assert october.days == 31


def test_before_2025_no_time_was_set_for_them() -> None:
    content = with_father("2024-06-10", "2024-05-18", "2024-06-16")
    content["children"]["liis"]["expected"] = "2024-06-16"
    content["period"] = {"from": "2024-05", "to": "2024-06"}
    paid = by_month(made(content), "fathers_parental_benefit")
    assert (paid["2024-05"].pay_day, paid["2024-05"].paid_by) == (day("2024-07-08"), None)


def test_the_birth_not_known_leaves_their_day_open() -> None:
    content = with_father("2026-06-10", "2026-05-18", "2026-06-16")
    content["children"]["liis"]["birth"] = "2026-06"
    paid = by_month(made(content), "fathers_parental_benefit")
    assert paid["2026-05"].paid_by is None


# ------------------------------------------------------------------ claims and terms (§ 46)


def test_a_claim_within_six_months_covers_every_day() -> None:
    content = family()
    for claimed, first in (("2025-12-10", "2025-09"), ("2025-12-11", "2025-12")):
        content["parental_days"][0]["claimed"] = claimed
        # The right to shared benefit arose on 10 June 2025, 30 days after the birth.
        assert min(by_month(made(content))) == first


def test_six_months_that_end_on_a_day_off_run_to_the_next_working_day() -> None:
    """30 days after 15 May the right arises; 14 December 2025 is a Sunday (HMS § 33)."""
    content = family(as_of="2025-10-01")
    content["children"]["liis"] |= {"birth": "2025-05-15", "expected": "2025-05-15"}
    assert deadlines(made(content), "parental_claim") == [("2025-12-15", "PHS § 46 lg 1")]
    content["as_of"] = "2026-02-01"
    for claimed, first in (("2025-12-15", "2025-09"), ("2025-12-16", "2025-12")):
        content["parental_days"][0]["claimed"] = claimed
        assert min(by_month(made(content))) == first


def test_a_claim_known_by_month_leaves_days_open() -> None:
    content = family()
    content["parental_days"][0]["claimed"] = "2025-12"
    assert not by_month(made(content))["2025-09"].is_certain
    content["parental_days"][0]["by"] = "unknown"
    content["parental_days"][0]["claimed"] = "2026-02-01"
    assert not by_month(made(content))["2025-09"].is_certain


def test_terms_of_claiming() -> None:
    content = family(as_of="2025-10-01")
    assert deadlines(made(content), "parental_claim") == [("2025-12-10", "PHS § 46 lg 1")]
    content["as_of"] = "2025-12-10"
    assert deadlines(made(content), "parental_claim") == [("2025-12-10", "PHS § 46 lg 1")]
    content["as_of"] = "2025-12-11"
    assert deadlines(made(content), "parental_claim") == []
    assert deadlines(made(content), "parental_month_lost") == [("2025-12-31", "PHS § 46 lg 1")]
    content["parental_days"][0]["claimed"] = "2025-12-05"
    assert deadlines(made(content), "parental_month_lost") == []
    # 30 working days without 24 to 26 December and 1 January
    assert deadlines(made(content), "decision") == [("2026-01-22", "PHS § 8 lg 1")]


def test_no_term_where_the_day_of_the_right_is_open_or_the_days_are_over() -> None:
    content = family(as_of="2025-10-01")
    content["children"]["liis"]["birth"] = "2025-05"
    assert deadlines(made(content), "parental_claim") == []
    content = family(as_of="2026-11-26")
    content["parental_days"][0]["to"] = "2025-12-31"
    assert deadlines(made(content), "parental_month_lost") == []


def test_terms_of_deciding_and_objecting() -> None:
    content = with_father(
        "2026-06-10", "2026-06-10", "2026-06-30", claimed="2026-06-15", employer_told="2026-06-16"
    )
    content["as_of"] = "2026-06-17"
    found = made(content)
    # Five days later is 21 June, a Sunday.
    assert deadlines(found, "employer_objection") == [("2026-06-22", "PHS § 46 lg 8")]
    assert ("2026-07-29", "PHS § 8 lg 1") in deadlines(found, "decision")
    content["as_of"] = "2026-06-14"
    assert deadlines(made(content), "decision") == []
    assert deadlines(made(content), "employer_objection") == []


def test_shared_days_and_unknown_kinds_have_no_employers_objection() -> None:
    content = family(as_of="2025-10-02")
    content["parental_days"][0] |= {"employer_told": "2025-10-01", "claimed": "2025-10-01"}
    assert deadlines(made(content), "employer_objection") == []
    content["parental_days"][0]["kind"] = "unknown"
    assert deadlines(made(content), "employer_objection") == []


def test_until_when_the_agency_checks() -> None:
    found = made(family())
    # The last day with benefit is 10 May 2028.
    assert deadlines(found, "income_check") == [("2028-09-10", "PHS § 46⁴ lg 2")]
    assert deadlines(found, "base_check") == [("2031-05-10", "PHS § 46⁴ lg 4")]
    content = family()
    content["parental_days"] = []
    assert deadlines(made(content), "base_check") == []


def test_shared_days_after_a_death_tell_the_stale_reference() -> None:
    content = family(period={"from": "2026-01", "to": "2026-02"})
    content["children"]["liis"]["death"] = "2026-01-10"
    assert "gap_3" in {d.key for d in made(content).doubts}
    assert "gap_3" not in {d.key for d in made(family()).doubts}


# ------------------------------------------------------------------ corrections (§ 46⁴, § 14)


def paid_as(found: Determination) -> list[Content]:
    """What was paid by a determination, as a file tells it."""
    return [
        {
            "benefit": p.benefit,
            "payee": p.payees[0],
            "for": list(p.for_whom),
            "from": f"{p.month // 12}-{p.month % 12 + 1:02}",
            "to": f"{p.month // 12}-{p.month % 12 + 1:02}",
            "amount": f"{p.least // 100}.{p.least % 100:02}",
        }
        for p in found.payments
    ]


def ledger(content: Content) -> tuple[Balance, ...]:
    return made(content).balances


def corrected(content: Content, base: int, december: int, leave_until: str) -> Content:
    """Base income, earnings of December and the father's leave, as reported later."""
    found = copy.deepcopy(content)
    found["people"]["mari"]["income"] = [
        {"from": "2023-01", "to": "2025-03", "gross": base},
        {"month": "2025-12", "gross": december},
        {"from": "2025-04", "to": "2025-11", "gross": 0},
        {"from": "2026-01", "gross": 0},
    ]
    found["parental_days"] = [
        *content["parental_days"],
        {"by": "jaan", "for": "liis", "kind": "fathers", "from": "2026-01-01",
         "to": leave_until, "leave": "registered"},
    ]  # fmt: skip
    return found


@pytest.mark.properties
@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(500, 9000),
    st.integers(0, 9000),
    st.integers(1, 30),
    st.randoms(use_true_random=False),
)
def test_a_correction_reverted_leaves_the_ledger_as_it_was(
    base: int, december: int, leave: int, random: Any
) -> None:
    """What was paid is balanced; a correction differs by its amounts; taken back, by nothing."""
    before = corrected(family(), 3000, 0, "2026-01-30")
    before["paid"] = paid_as(made(before))
    assert all((b.overpaid, b.underpaid) == (0, 0) for b in ledger(before))
    after = corrected(family(), base, december, f"2026-01-{leave:02}")
    due: dict[tuple[str, int], int] = {}
    for p in made(after).payments:
        due[p.benefit, p.month] = p.least
    after["paid"] = before["paid"]
    for balance in ledger(after):
        difference = balance.paid - due.get((balance.benefit, balance.month), 0)
        assert (balance.overpaid, balance.underpaid) == (max(difference, 0), max(-difference, 0))
    shuffled = copy.deepcopy(after)
    for told in (shuffled["paid"], shuffled["parental_days"], *(
        person["income"] for person in shuffled["people"].values()
    )):  # fmt: skip
        random.shuffle(told)
    assert ledger(shuffled) == ledger(after)
    assert made(shuffled).set_offs == made(after).set_offs
    reverted = corrected(
        after | {"parental_days": family()["parental_days"]}, 3000, 0, "2026-01-30"
    )
    assert ledger(reverted) == ledger(before)


def test_an_underpayment_made_good_is_balanced() -> None:
    content = family()
    content["paid"] = paid_as(made(content))
    october = content["paid"][1]
    first, later = october | {"amount": "3000.00"}, october | {"amount": "100.00"}
    content["paid"] = [first]
    assert [b.underpaid for b in ledger(content)] == [100_00]
    for order in ([first, later], [later, first]):
        content["paid"] = order
        assert [(b.paid, b.underpaid, b.overpaid) for b in ledger(content)] == [(3100_00, 0, 0)]


def test_what_came_back_is_no_longer_overpaid() -> None:
    content = family()
    october = paid_as(made(content))[1]
    content["paid"] = [october | {"amount": "3300.00", "repaid": "150.00"}]
    assert [b.overpaid for b in ledger(content)] == [50_00]
    content["paid"] = [october | {"amount": "3300.00", "repaid": "unknown"}]
    assert ledger(content) == ()


def test_entries_that_share_a_child_are_one_sum() -> None:
    content = family()
    october = paid_as(made(content))[1]
    silent = {key: value for key, value in october.items() if key != "for"}
    content["paid"] = [october | {"amount": "3000.00"}, silent | {"amount": "100.00"}]
    assert [(b.paid, b.for_whom) for b in ledger(content)] == [(3100_00, ("liis",))]
    content["paid"] = [silent | {"amount": "100.00"}, silent | {"amount": "3000.00"}]
    assert [(b.paid, b.for_whom) for b in ledger(content)] == [(3100_00, ("liis",))]


def overpaid(as_of: str, **income: int) -> Determination:
    """Benefit of October 2025 paid too high by 1000 euros, and shared benefit still granted."""
    content = family(as_of=as_of)
    content["people"]["mari"]["income"][0] |= income
    content["paid"] = [paid_as(made(content))[1] | {"amount": "9000.00"}]
    return made(content)


def test_the_limit_of_set_off_before_october_2026_is_not_known() -> None:
    (before,) = overpaid("2026-09-30").set_offs
    assert (before.most_from_parental_benefit, before.kept) == (None, 3000_00)
    (after,) = overpaid("2026-10-01").set_offs
    assert (after.most_from_parental_benefit, after.kept) == (2657_00, 443_00)


@pytest.mark.parametrize("language", ["et", "en", "ru"])
@pytest.mark.parametrize("as_of", ["2026-09-30", "2026-10-01", "2027-01-05"])
def test_set_off_and_net_are_told_in_every_language(language: Language, as_of: str) -> None:
    report = tell(overpaid(as_of), language)
    balances, months = report.section("balances"), report.section("months_by_days")
    assert balances is not None
    assert months is not None
    assert len(balances.lines) == (1 if as_of == "2027-01-05" else 2)
    assert months.table is not None
    assert len(months.table.rows) == 6
    # January 2026: 3100 without an exemption, 22 % of it, and what is left
    figures = [re.sub(r"\D", "", text) for text in months.table.rows[4][-4:-1]]
    assert figures == ["3100", "682", "2418"]


def test_json_tells_net_pay_day_reduction_and_set_off() -> None:
    content = earning({"from": "2025-09", "to": "2026-02", "gross": 3000})
    content["paid"] = [paid_as(made(content))[1] | {"amount": "9000.00"}]
    told = json.loads(determination_json(solved(content)))
    october = next(p for p in told["payments"] if p["month"] == "2025-10")
    assert october["pay_day"] == "2025-11-07"
    assert october["reduction"]["least"]["cents"] == 183_72
    assert october["net"]["least"]["cents"] == 2274_70
    assert told["reasons"][october["net_reason"]]["name"] == "shared_parental_benefit_net"
    assert told["state_social_tax"][1]["least"]["cents"] == 270_60
    (set_off,) = told["set_offs"]
    assert set_off["kept"]["cents"] == 443_00
    assert set_off["most_from_parental_benefit"]["cents"] == 2557_00


def test_almost_nothing_known_of_days_that_are_claimed_gives_bounds() -> None:
    content: Content = {
        "as_of": "2026-11-26",
        "period": {"from": "2026-10", "to": "2026-11"},
        "people": {"mari": {}},
        "children": {"liis": {}},
        "parental_days": [{"by": "mari", "for": "liis", "from": "2026-10-01", "to": "2026-11-30"}],
    }
    found = made(content)
    assert not any(payment.is_certain for payment in found.payments)
    assert found.questions


@pytest.mark.parametrize(("as_of", "is_known"), [("2026-03-18", False), ("2026-03-19", True)])
def test_a_cap_that_is_not_yet_published_leaves_the_benefit_open(
    as_of: str, is_known: bool
) -> None:
    """The cap of 2027 rests on a figure published on 19 March 2026; that of 2026 is not carried."""
    content = family(as_of=as_of, period={"from": "2027-04", "to": "2027-04"})
    content["children"]["liis"] |= {"birth": "2027-02-02", "expected": "2027-02-02"}
    content["people"]["mari"]["income"] = [{"from": "2023-01", "gross": 9000}]
    content["parental_days"][0] |= {"from": "2027-04-01", "to": "2027-04-30"}
    found = made(content)
    april = by_month(found)["2027-04"]
    told = {(d.key, d.names) for d in found.doubts}
    assert (("unpublished", ("pension_part_of_social_tax",)) in told) is not is_known
    if is_known:
        assert april.least == april.most == 30 * euros("134.60")
    else:
        assert (april.least, april.most) == (0, 30 * euros("300"))
