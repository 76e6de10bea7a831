"""Every example solves to the figures that were worked out by hand, and can be verified."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from tests.solved import solved

from perenou.casework.case_file import dump, read, read_text
from perenou.casework.determination import Determination, Status
from perenou.casework.receipt import from_json, to_json, verify
from perenou.casework.solve import solve
from perenou.casework.tell import tell

FOLDER: Final = Path(__file__).parents[2] / "examples"
NAMES: Final = sorted(path.stem for path in FOLDER.glob("*.yaml"))

Run = tuple[str, str, str]
"""First month, last month, euros of each of them."""

EXPECTED: Final[dict[str, tuple[Run, ...]]] = {
    # Estonia first: 80. Finland adds 94.88 - 80, which the agency does not pay.
    "eu_mother_estonia_father_finland": (("2026-01", "2026-03", "80.00"),),
    # Germany pays 250; Estonia refunds it 80 and pays the family nothing.
    "eu_art_58_child_in_third_state": (),
    # Finland pays 94.88 to February; then Sweden 625 SEK: 80 - 56.74, 80 - 57.12.
    "eu_three_states_moving_work": (
        ("2026-03", "2026-03", "23.26"),
        ("2026-04", "2026-04", "22.88"),
    ),
    # 230 + 230 + 250 by Estonian law, less 94.88, 104.84 and 133.79 that Finland pays first.
    "eu_disputed_then_settled": (("2026-01", "2026-11", "376.49"),),
    # Estonia first: 80. The United Kingdom adds 132.62 - 80 and 134.30 - 80.
    "agreement_united_kingdom": (("2025-05", "2025-06", "80.00"),),
    # The state of the child pays: 80, the Ukrainian care benefit aside.
    "agreement_ukraine": (("2026-10", "2026-11", "80.00"),),
    # October: 80 + 347.82 * 18/31; then Finland pays child benefit and Estonia the orphan's.
    "eu_orphan_of_three_states": (
        ("2026-10", "2026-10", "281.96"),
        ("2026-11", "2026-12", "347.82"),
    ),
    # Two children, 80 + 80.
    "everyday_two_children": (("2026-01", "2026-12", "160.00"),),
    # 80 + 80 + 100 + 450; the eldest is 19 in May, in the final class to June; then 80 + 80.
    "three_children_one_turns_19": (
        ("2026-04", "2026-06", "710.00"),
        ("2026-07", "2026-09", "160.00"),
    ),
    # October: 160 + 100 * 21/31 (67.74) + 450 * 21/31 (304.84) + 320 once.
    "third_child_born_in_october": (
        ("2026-09", "2026-09", "160.00"),
        ("2026-10", "2026-10", "852.58"),
        ("2026-11", "2026-12", "710.00"),
    ),
    # 80 + 80 + 100 + 450, to one parent or the other.
    "separated_parents_alternating": (("2026-01", "2026-12", "710.00"),),
    # 80 throughout; 240 from 16 March, 16 of 31 days: 123.87.
    "ward_with_guardian": (
        ("2026-01", "2026-02", "80.00"),
        ("2026-03", "2026-03", "203.87"),
        ("2026-04", "2026-12", "320.00"),
    ),
    # Claimed in September, after the six months: six calendar months back, no birth allowance.
    "late_claim": (("2026-03", "2026-12", "80.00"),),
    # Only child allowance before; 347.82 for the sister, the higher pension 402.60 for the brother.
    "survivors_transition": (
        ("2026-08", "2026-09", "80.00"),
        ("2026-10", "2026-12", "830.42"),
    ),
    # October: 80 (mother) + 2 * 347.82 * 17/31 (190.74 each); then 80 + 2 * 347.82.
    "both_parents_dead": (
        ("2026-10", "2026-10", "461.48"),
        ("2026-11", "2027-02", "775.64"),
    ),
    # The grandmother's 80 (§ 17 lg 3). For the baby in May, 27 of 31 days (§ 7 lg 1): 69.68 twice
    # (§ 17 lg 3, § 19 lg 3) and 320 once (§ 22 lg 4); by days 27, 3 + 27 and 31 of 29.53, the
    # minimum wage / 30 (§ 35 lg 6, § 42 lg 1).
    "minor_mother": (
        ("2026-05", "2026-05", "1336.67"),
        ("2026-06", "2026-06", "1125.90"),
        ("2026-07", "2026-07", "1155.43"),
    ),
    # October: 80 (mother, § 31) + 2 * 347.82 * 27/31 (§ 19¹ lg 2, § 28 lg 1). Then the sister's
    # 2 * 347.82 and for the ward, from 2 November (29 of 30 days): 80, 2 * 347.82, 240 (§ 20 lg 4).
    "sister_as_guardian": (
        ("2026-10", "2026-10", "685.88"),
        ("2026-11", "2026-11", "1677.43"),
        ("2026-12", "2026-12", "1711.28"),
    ),
    # 3 * 1000 once; 27 of 31 days: 2 * 69.68 + 87.10 + 391.94 + 870.97; then 260 + 450 + 1000 up
    # to the month of 18 months of age.
    "triplets": (
        ("2025-08", "2025-08", "4489.37"),
        ("2025-09", "2027-02", "1710.00"),
        ("2027-03", "2027-03", "710.00"),
    ),
    # What could be known on 10 January 2023: 60 + 60 + 100 + 300.
    "raise_2023": (("2023-01", "2023-03", "520.00"),),
    # January whole: 260 + 650; then 160 + 650 * 2/3 (433.33); in 2024 no step-down.
    "step_down_2023": (
        ("2023-01", "2023-01", "910.00"),
        ("2023-02", "2023-12", "593.33"),
        ("2024-01", "2024-01", "160.00"),
    ),
    # Acquitted: the months on remand are paid after all.
    "child_on_remand_acquitted": (("2026-01", "2026-12", "80.00"),),
    # Convicted: February whole, March to May nothing, from 1 June again.
    "child_in_prison": (
        ("2026-01", "2026-02", "80.00"),
        ("2026-06", "2026-08", "80.00"),
    ),
    # July 2025: 80 + 900 * 25/31 (725.81); the last month of service is whole.
    "conscript_father": (
        ("2025-07", "2025-07", "805.81"),
        ("2025-08", "2026-06", "980.00"),
        ("2026-07", "2026-07", "80.00"),
    ),
    # April: 80 * 11/30 (29.33) + 320 once.
    "adoption": (
        ("2026-04", "2026-04", "349.33"),
        ("2026-05", "2026-07", "80.00"),
    ),
    # 2 * 80 + 5 * 100 + 650; from July 2 * 80 + 4 * 100 + 450.
    "large_family_of_seven": (
        ("2026-05", "2026-06", "1310.00"),
        ("2026-07", "2026-09", "1010.00"),
    ),
    # In March another state pays more; from April 80 + 80.
    "returning_from_abroad": (("2026-04", "2026-06", "160.00"),),
    # May is the last whole month; September from the 10th: 2 * 80 * 21/30.
    "overpaid_after_moving": (
        ("2026-01", "2026-05", "160.00"),
        ("2026-09", "2026-09", "112.00"),
        ("2026-10", "2026-12", "160.00"),
    ),
    # July: 80 + 80 * 21/31 (54.19); the rate rises to 100 in September.
    "wanted_father": (
        ("2026-06", "2026-06", "80.00"),
        ("2026-07", "2026-07", "134.19"),
        ("2026-08", "2026-08", "160.00"),
        ("2026-09", "2026-12", "180.00"),
    ),
    # 80 + 80 throughout; February: 200 + (80 - 30); April 160 + 50; May 0 + 50; the daughter's file
    # closes in June; July to November 200; in December the debtor paid enough.
    "maintenance_enforcement_and_bankruptcy": (
        ("2026-01", "2026-01", "160.00"),
        ("2026-02", "2026-03", "410.00"),
        ("2026-04", "2026-04", "370.00"),
        ("2026-05", "2026-05", "210.00"),
        ("2026-06", "2026-06", "410.00"),
        ("2026-07", "2026-11", "360.00"),
        ("2026-12", "2026-12", "160.00"),
    ),
    # March: 80 + 200 * 21/31 (135.48); the month of the judgment is whole.
    "maintenance_in_court": (
        ("2026-03", "2026-03", "215.48"),
        ("2026-04", "2026-06", "280.00"),
        ("2026-07", "2026-09", "80.00"),
    ),
    # Waiting month March; June 200 - 150; excluded from school on 20 September.
    "maintenance_debtor_abroad": (
        ("2026-02", "2026-03", "80.00"),
        ("2026-04", "2026-05", "280.00"),
        ("2026-06", "2026-06", "130.00"),
        ("2026-07", "2026-09", "280.00"),
        ("2026-10", "2026-11", "80.00"),
    ),
    # One child throughout, to the mother and from December to the grandmother.
    "grandmother_in_emergency": (("2026-10", "2027-01", "80.00"),),
    # February: 80 + 80 * 19/28 (54.29), granted without a claim.
    "second_child_without_claim": (
        ("2026-01", "2026-01", "80.00"),
        ("2026-02", "2026-02", "134.29"),
        ("2026-03", "2026-06", "160.00"),
    ),
    # Mother: 80.00 a day, 100 days to 13 January, then shared. Father: 126.87, the cap, on 30
    # days (21 in December, 9 in January) and 14 shared days in February.
    "parental_benefit_two_parents": (
        ("2026-10", "2026-10", "2080.00"),
        ("2026-11", "2026-11", "2400.00"),
        ("2026-12", "2026-12", "5144.27"),
        ("2027-01", "2027-01", "3621.83"),
        ("2027-02", "2027-02", "4016.18"),
        ("2027-03", "2027-03", "2480.00"),
        ("2027-04", "2027-04", "2400.00"),
        ("2027-05", "2027-05", "2480.00"),
        ("2027-06", "2027-06", "2400.00"),
        ("2027-07", "2027-08", "2480.00"),
        ("2027-09", "2027-09", "2400.00"),
        ("2027-10", "2027-10", "2480.00"),
        ("2027-11", "2027-11", "2400.00"),
        ("2027-12", "2027-12", "2480.00"),
    ),
    # Base: the year 2018, 16500 by 10.5 months: 1571.43 for 435 days from 1 April 2019 (8 of 30
    # days in June 2020: 419.05), beside child allowance (14 of 31 days) and 320 once.
    "parental_benefit_born_2019": (
        ("2019-01", "2019-01", "27.10"),
        ("2019-02", "2019-02", "380.00"),
        ("2019-03", "2019-03", "60.00"),
        ("2019-04", "2020-05", "1631.43"),
        ("2020-06", "2020-06", "479.05"),
        ("2020-07", "2020-11", "60.00"),
    ),
    # Mother: 1900 a month, 4 of 31 days in October (245.16), from April 2022 63.33 a day, 435 days
    # less the father's 20. Father: 2500 by 12/31 (967.74) and 8/30 (666.67), then 83.33 a day.
    "parental_benefit_over_april_2022": (
        ("2021-08", "2021-08", "990.97"),
        ("2021-09", "2021-09", "1046.67"),
        ("2021-10", "2021-10", "305.16"),
        ("2021-11", "2022-03", "1960.00"),
        ("2022-04", "2022-04", "1959.90"),
        ("2022-05", "2022-05", "2023.23"),
        ("2022-06", "2022-06", "4459.80"),
        ("2022-07", "2022-08", "2023.23"),
        ("2022-09", "2022-09", "1959.90"),
        ("2022-10", "2022-10", "2023.23"),
        ("2022-11", "2022-11", "1959.90"),
        ("2022-12", "2022-12", "1073.28"),
        ("2023-01", "2023-05", "80.00"),
    ),
    # Income corrected from 1800 to 900: 31.53 a day, a thirtieth of 946.
    "parental_benefit_recomputed": (
        ("2026-06", "2026-06", "945.90"),
        ("2026-07", "2026-08", "977.43"),
        ("2026-09", "2026-09", "945.90"),
        ("2026-10", "2026-10", "977.43"),
        ("2026-11", "2026-11", "945.90"),
    ),
    # 70.00 a day; the older child's shared days to 10 October, then the younger one's mother's days
    # to 19 December (30 days after the birth). Father 60.00: 11 and 4 days for the younger, 10 for
    # the older child.
    "parental_benefit_two_children_close": (
        ("2026-07", "2026-08", "2170.00"),
        ("2026-09", "2026-09", "2100.00"),
        ("2026-10", "2026-10", "2170.00"),
        ("2026-11", "2026-11", "2760.00"),
        ("2026-12", "2026-12", "2170.00"),
        ("2027-01", "2027-01", "2170.00"),
        ("2027-02", "2027-02", "1960.00"),
        ("2027-03", "2027-03", "2170.00"),
    ),
    # 50.00 and 100.00 a day, 35 days of both: 26 in May and 9 in June take the 70.
    "parental_benefit_adopters": (
        ("2026-05", "2026-05", "3900.00"),
        ("2026-06", "2026-06", "1350.00"),
    ),
    # Once, told with the month of the claim.
    "stillborn_child": (("2026-09", "2026-09", "320.00"),),
}
OPEN: Final = "missing_facts"
"""The example whose amounts are bounds."""
ALMOST_NOTHING: Final = "almost_nothing_known"
"""The example of which only the children's births are known."""
PLANNED: Final = "plan_two_parents"
"""The example in which nothing is claimed yet; ``tests/cli/test_plan.py`` has its figures."""


def made(name: str) -> Determination:
    return solved(name).determination


def number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def monthly(determination: Determination) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for payment in determination.payments:
        least, most = found.get(payment.month, (0, 0))
        found[payment.month] = least + payment.least, most + payment.most
    return found


def test_every_example_has_its_figures() -> None:
    assert set(NAMES) == {*EXPECTED, OPEN, ALMOST_NOTHING, PLANNED}
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_figures(name: str) -> None:
    expected = {
        month: (cents, cents)
        for first, last, euros in EXPECTED[name]
        for cents in [int(euros.replace(".", ""))]
        for month in range(number(first), number(last) + 1)
    }
    assert monthly(made(name)) == expected
    assert made(name).questions == ()


def test_bounds_of_the_case_with_missing_facts() -> None:
    found = monthly(made(OPEN))
    # Child allowance is certain to September; single-parent allowance hangs on the register.
    assert found[number("2026-07")] == (8000, 16000)
    assert found[number("2026-08")] == (8000, 16000)
    assert found[number("2026-09")] == (8000, 18000)
    # From October everything hangs on the studies. Born on the 1st, October would be nothing.
    assert found[number("2026-10")] == (0, 18000)
    assert found[number("2026-11")] == (0, 18000)
    assert found[number("2026-12")] == (0, 18000)
    asked = {fact for question in made(OPEN).questions for fact in question.facts}
    assert {"studies", "secondary_education_day", "second_parent_unrecorded"} <= asked
    assert "child_birth_day" in asked


def test_who_is_paid_when_parents_take_turns() -> None:
    payees = {p.month: p.payees for p in made("separated_parents_alternating").payments}
    for month in range(number("2026-01"), number("2026-07")):
        assert payees[month] == ("helen",)
    for month in range(number("2026-07"), number("2027-01")):
        assert payees[month] == ("margus",)


def test_the_holder_of_a_right_follows_the_turns() -> None:
    found = [
        (right.holder, right.status)
        for right in made("separated_parents_alternating").rights
        if right.benefit == "child_allowance" and right.about == "robin"
    ]
    assert found == [("helen", Status.GRANTED), ("margus", Status.GRANTED)]


def test_a_wards_money_goes_to_its_own_account_from_the_first_payment_on() -> None:
    for payment in made("ward_with_guardian").payments:
        if payment.benefit == "guardianship_allowance":
            assert payment.to_childs_account, payment
        if payment.month >= number("2026-04"):
            assert payment.to_childs_account, payment
        if payment.month < number("2026-03"):
            assert not payment.to_childs_account, payment


def test_payees_of_a_child_whose_care_changes() -> None:
    payees = {
        p.month: p.payees
        for p in made("ward_with_guardian").payments
        if p.benefit == "child_allowance"
    }
    assert payees[number("2026-01")] == ("ema",)
    assert payees[number("2026-02")] == ("helgi",)
    assert payees[number("2026-12")] == ("helgi",)


def test_a_birth_allowance_claimed_too_late_is_refused() -> None:
    right = next(r for r in made("late_claim").rights if r.benefit == "birth_allowance")
    assert right.status is Status.REFUSED
    # The claim came; what was missing is its timeliness.
    reasons = {ground.name: ground.value for ground in right.grounds}
    assert any("claim_in_time" in name or "last_claim_day" in name for name in reasons), reasons


def test_no_right_is_refused_for_the_time_before_birth() -> None:
    born = read(FOLDER / "late_claim.yaml").children["karl"].birth
    assert born is not None
    for right in made("late_claim").rights:
        assert right.first >= born.first


def test_overpaid_months_are_set_off_by_a_fifth() -> None:
    determination = made("overpaid_after_moving")
    wrong = {b.month: b.overpaid for b in determination.balances if b.overpaid and b.due_most == 0}
    assert set(wrong) == {number("2026-06"), number("2026-07"), number("2026-08")}
    assert all(b.underpaid == 0 for b in determination.balances)
    # 3 months * 2 children * 80 euros; at most 20 % of the 160 that are now due each month.
    (set_off,) = determination.set_offs
    assert (set_off.payee, set_off.total, set_off.most_a_month) == ("kaire", 48000, 3200)


def test_parental_benefit_recomputed_is_set_off_down_to_half_of_the_base_rate() -> None:
    determination = made("parental_benefit_recomputed")
    wrong = {(b.payee, b.month): b.overpaid for b in determination.balances}
    # 30 days of 60 euros instead of 31.53, 31 days likewise; 500 of October came back.
    assert wrong == {
        ("mari", number("2026-06")): 854_10,
        ("mari", number("2026-07")): 882_57,
        ("mari", number("2026-08")): 882_57,
        ("mari", number("2026-09")): 854_10,
        ("mari", number("2026-10")): 382_57,
        ("jaan", number("2026-06")): 600_03,  # his leave ended on 31 May
    }
    jaan, mari = determination.set_offs
    assert (jaan.payee, jaan.total, jaan.most_from_parental_benefit) == ("jaan", 600_03, None)
    assert (mari.payee, mari.total, mari.most_a_month) == ("mari", 3855_91, 0)
    # November's 945.90 less half of 886.
    assert (mari.most_from_parental_benefit, mari.kept) == (502_90, 443_00)


def test_two_allowances_for_two_parents() -> None:
    october = [
        p for p in made("both_parents_dead").payments
        if p.month == number("2026-10") and p.benefit.startswith("survivors_allowance")
    ]  # fmt: skip
    assert [(p.least, p.days, p.payees) for p in october] == [(19074, 17, ("liis",))] * 2


@pytest.mark.parametrize("name", NAMES)
def test_receipt_verifies(name: str) -> None:
    receipt = made(name).receipt
    assert verify(from_json(to_json(receipt)), solved(name).case) == []


def test_a_receipt_of_another_answer_does_not_verify() -> None:
    made = solved("everyday_two_children")
    other = replace(made.determination.receipt, answer="0" * 32)
    assert [row[0] for row in verify(other, made.case)] == ["answer"]


@pytest.mark.parametrize("name", NAMES)
def test_written_and_read_again_it_gives_the_same_determination(name: str) -> None:
    case = solved(name).case
    again = read_text(dump(case), f"{name}.yaml")
    # To solve takes a while, and needs no proof where the case is the same.
    assert again == case or solve(again) == made(name)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_in_estonian_what_it_shows(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    comment = [line for line in text.splitlines() if line.startswith("# ")]
    assert text.startswith("# ")
    assert len(comment) >= 2
    assert "title: " in text


@pytest.mark.slow
def test_of_almost_nothing_the_report_is_short_and_asks_what_decides() -> None:
    answer = made(ALMOST_NOTHING)
    assert answer.total[0] == 0 < answer.total[1]
    assert answer.if_ordinary is not None
    assert answer.if_ordinary[0] == 0 < answer.if_ordinary[1] < answer.total[1]
    facts = [question.facts[0] for question in answer.questions]
    assert set(facts[:2]) == {"otherwise", "people"}
    assert "somebody" not in {who for question in answer.questions for who in question.about}
    report = tell(answer)
    asked = report.section("questions")
    rights = report.section("rights")
    payments = report.section("payments")
    assert asked is not None
    assert rights is not None
    assert payments is not None
    assert payments.table is not None
    assert sum(line.tone == "open" for line in asked.lines) <= 6
    assert any("Sama on vaja teada ka nende kohta: " in line.text for line in asked.lines)
    assert len(rights.lines) == 1
    assert len(payments.table.rows) <= 10
    assert report.section("changes") is None
