"""Days of parental benefit: ledger, months, calendar and sheet, against plain counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from xml.dom import minidom

import pytest

from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS
from perenou.casework.as_json import determination_json
from perenou.casework.calendar_svg import _LOOKS, WIDTH, calendar_picture, calendar_svg
from perenou.casework.case_file.reader import parse, read
from perenou.casework.case_file.schema import Case
from perenou.casework.determination import Status
from perenou.casework.parental import parental_answer
from perenou.casework.parental_answer import (
    DayCalendar,
    DaySpell,
    DayState,
    ParentalAnswer,
    Quota,
    Sheet,
    kind_of,
)
from perenou.casework.parental_ledger import quotas
from perenou.casework.report import Report
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.casework.tell_parental import blocks, ledger_section, mark_text, months_section
from perenou.casework.tell_sheet import tell_sheets
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.calendar import first_day_of, month_of

EXAMPLES = Path(__file__).parents[2] / "examples"
HOME = [{"country": "EE", "ground": "citizen"}]
Days = Sequence[Mapping[str, object]]


def days(by: str, kind: str, first: str, last: str, **more: object) -> dict[str, object]:
    leave = {} if kind == "shared" else {"leave": "registered"}
    return {"by": by, "for": "liis", "kind": kind, "from": first, "to": last, **leave, **more}


def case_of(
    claimed: Days,
    *,
    period: tuple[str, str] = ("2026-09", "2027-12"),
    mother: Mapping[str, object] | None = None,
    father: Mapping[str, object] | None = None,
    people: Mapping[str, object] | None = None,
    children: Mapping[str, object] | None = None,
    **child: object,
) -> Case:
    """Mari and Jaan and their child born on 11.12.2026, expected on the 15th."""
    person = {"residence": HOME, "notes": [], "previous_income_base": []}
    return parse(
        {
            "as_of": "2027-12-01",
            "period": {"from": period[0], "to": period[1]},
            "otherwise": "ordinary",
            "people": {
                "mari": {
                    "name": "Mari Näide",
                    "sickness_benefit_right": [{"from": "2020-01-01"}],
                    "income": [{"from": "2020-01", "to": "2027-12", "social_tax": 792}],
                    **person,
                    **(mother or {}),
                },
                "jaan": {
                    "name": "Jaan Näide",
                    "income": [{"from": "2020-01", "to": "2027-12", "gross": 4500}],
                    **person,
                    **(father or {}),
                },
                **(people or {}),
            },
            "children": {
                "liis": {
                    "name": "Liis Näide",
                    "birth": "2026-12-11",
                    "expected": "2026-12-15",
                    "residence": HOME,
                    "parents": [
                        {"who": "mari", "role": "mother"},
                        {"who": "jaan", "role": "father"},
                    ],
                    "lives": [{"with": ["mari", "jaan"], "share": "full"}],
                    **child,
                },
                **(children or {}),
            },
            "couples": [{"who": ["mari", "jaan"], "kind": "marriage", "from": "2020-06-06"}],
            "claims": [],
            "parental_days": claimed,
        }
    )


ORDINARY = (
    days("mari", "mothers", "2026-10-06", "2027-01-13"),
    days("jaan", "fathers", "2026-12-11", "2027-01-09"),
    days("mari", "shared", "2027-01-14", "2027-12-31"),
    days("jaan", "shared", "2027-02-01", "2027-02-14"),
)
LATE = (
    days("mari", "mothers", "2026-10-26", "2027-01-20"),
    days("jaan", "fathers", "2026-12-11", "2026-12-20", leave="missing"),
    days("jaan", "fathers", "2026-12-21", "2027-01-05"),
    days("mari", "shared", "2027-01-21", "2027-12-31"),
    days("jaan", "shared", "2027-06-01", "2027-08-14"),
)
TOO_LATE = (
    days("mari", "mothers", "2026-12-01", "2026-12-31"),
    days("mari", "mothers", "2027-01-05", "2027-01-14"),
)
THREE_YEARS = (
    days("mari", "mothers", "2024-10-06", "2025-01-13"),
    days("jaan", "fathers", "2025-01-20", "2025-01-29"),
    days("mari", "shared", "2025-02-01", "2025-09-30"),
    days("jaan", "shared", "2027-11-01", "2027-12-31"),
)
ENOUGH = (
    days("mari", "mothers", "2025-10-06", "2026-01-13"),
    days("jaan", "fathers", "2025-12-11", "2026-01-09"),
    days("mari", "shared", "2026-01-14", "2027-12-31"),
)


def at_2024(claimed: Days) -> Case:
    return case_of(
        claimed, period=("2024-09", "2027-12"), birth="2024-12-11", expected="2024-12-15"
    )


CASES = {
    "ordinary": case_of(ORDINARY),
    "late": case_of(LATE, fathers_waiver="2027-06-01"),
    "too_late": case_of(TOO_LATE),
    "three_years": at_2024(THREE_YEARS),
    "used_up": case_of(
        ENOUGH, period=("2025-09", "2027-12"), birth="2025-12-11", expected="2025-12-15"
    ),
    "no_right_before": case_of(
        (days("mari", "mothers", "2026-12-11", "2027-01-09"), *ORDINARY[1:]),
        mother={"sickness_benefit_right": []},
    ),
    "death": case_of(ORDINARY, death="2027-01-05"),
    "late_death": case_of(ORDINARY, death="2027-06-05"),
    "by_person": case_of(ORDINARY).model_copy(
        update={"readings": {"own_shared_quota": "by_person"}}
    ),
    "by_birthday": case_of(ORDINARY, expected="unknown"),
}
EXACT = [name for name in CASES if name != "by_birthday"]
IN_LANGUAGES = [
    *((name, "et") for name in CASES),
    *((name, language) for name in ("ordinary", "death") for language in ("en", "ru")),
]
"""Every case is drawn in one language; what differs by language, the words, by two of them."""


@cache
def solved_named(name: str) -> Solved:
    """One of the cases, solved once for all tests that look at it."""
    return Solved(CASES[name])


def answer_of(case: Case) -> ParentalAnswer:
    """What a determination tells of days, without the rest of it, which takes most of the time."""
    name = next((each for each, known in CASES.items() if known is case), None)
    answer = answer_named(name) if name else parental_answer(Solved(case))
    assert answer is not None
    return answer


@cache
def answer_named(name: str) -> ParentalAnswer | None:
    return parental_answer(solved_named(name))


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def quota(answer: ParentalAnswer, kind: str, who: str | None = None) -> Quota:
    return next(q for q in answer.quotas if q.kind == kind and q.who in (who, q.who))


# ------------------------------------------------------------------------------ the ledger


def counted(solved: Solved) -> Counter[str]:
    """Paid days by kind, one day and one parent at a time."""
    found: Counter[str] = Counter()
    world = solved.world
    for day in range(solved.first_day, solved.after):
        paid = 0
        for row in range(len(solved.facts.carers)):
            for kind in ("mothers", "fathers", "shared"):
                after = world.at(f"{kind}_day_after_death", row, day) is True
                if world.at(f"{kind}_benefit_paid", row, day) is True:
                    ordinary = world.at(f"{kind}_day_paid", row, day) is True
                    found[kind if ordinary else f"{kind}_after_death"] += 1
                    paid += ordinary
                else:
                    assert not after
        found["together"] += paid > 1
    return found


@pytest.mark.parametrize("name", EXACT)
def test_used_days_are_those_of_a_plain_count(name: str) -> None:
    solved = solved_named(name)
    answer = answer_of(CASES[name])
    used: Counter[str] = Counter()
    for each in answer.quotas:
        assert each.used[0] == each.used[1]
        if each.kind != "shared" or used["shared"] == 0:
            used[each.kind] += each.used[0]
    plain = counted(solved)
    assert +used == +plain
    in_payments = Counter[str]()
    for payment in solved.payments:
        if payment.benefit.endswith("_parental_benefit"):
            assert payment.days is not None
            in_payments[payment.benefit.removesuffix("_parental_benefit")] += payment.days
    for kind in ("mothers", "fathers", "shared"):
        assert in_payments[kind] == plain[kind] + plain[f"{kind}_after_death"]


@pytest.mark.parametrize("name", EXACT)
def test_every_day_of_a_quota_is_used_moved_left_or_lost_after_every_month(name: str) -> None:
    for each in answer_of(CASES[name]).quotas:
        parts = (each.used, each.moved, each.left, each.lost)
        assert sum(part[0] for part in parts) == sum(part[1] for part in parts) == each.total[0]
        assert [month.used for month in each.course] == sorted(m.used for m in each.course)
        assert [month.lost for month in each.course] == sorted(m.lost for m in each.course)
        last = each.course[-1]
        assert (last.used, last.left, last.lost) == (each.used, each.left, each.lost)
        for month in each.course:
            whole = month.used[0] + month.left[0] + month.lost[0]
            assert whole in (each.total[0], each.total[0] - each.moved[0])


def test_days_before_a_late_start_move_or_are_lost() -> None:
    moved = quota(answer_of(CASES["late"]), "mothers")
    assert (moved.used, moved.moved, moved.lost) == ((80, 80), (20, 20), (0, 0))
    assert quota(answer_of(CASES["late"]), "shared").total == (495, 495)
    lost = quota(answer_of(CASES["too_late"]), "mothers")
    assert [(loss.why, loss.days[0], loss.citation) for loss in lost.losses] == [
        ("late_start", 56, "PHS § 35 lg 4"),
        ("unclaimed", 4, "PHS § 35 lg 3"),
    ]
    assert lost.until == ordinal("2027-01-13")


def test_days_that_an_early_death_gives_back_are_not_told_as_lost_by_a_late_start() -> None:
    """Begun 19 days before the expected date, 51 days short; 40 of the 100 follow the death."""
    claimed = (days("mari", "mothers", "2026-12-02", "2027-04-30"),)
    made = answer_of(case_of(claimed, expected="2026-12-21", death="2027-01-30"))
    mothers = quota(made, "mothers")
    assert [(loss.why, loss.days[0], loss.citation) for loss in mothers.losses] == [
        ("late_start", 11, "PHS § 35 lg 4"),
        ("given_after_death", 40, "PHS § 34 lg 7"),
    ]
    assert quota(made, "mothers_after_death").used == (40, 40)


def test_the_third_birthday_ends_all_but_adopters_benefit() -> None:
    adopted = Solved(read(EXAMPLES / "parental_benefit_adopters.yaml")).determination.parental
    assert adopted is not None
    [mark] = [m for c in adopted.calendars for m in c.marks if m.key == "third_birthday"]
    assert mark_text(mark, Words("et")).endswith("ainult lapsendaja vanemahüvitis")
    [calendar] = answer_of(CASES["three_years"]).calendars
    [mark] = [m for m in calendar.marks if m.key == "third_birthday"]
    assert mark_text(mark, Words("et")).endswith("vanemahüvitist ei ole")


def test_what_ends_a_fathers_and_a_shared_quota() -> None:
    waived = quota(answer_of(CASES["late"]), "fathers")
    assert [(loss.why, loss.days) for loss in waived.losses] == [("waiver", (14, 14))]
    assert waived.until == ordinal("2027-05-31")
    grown = answer_of(CASES["three_years"])
    for kind, days_lost in (("fathers", 20), ("shared", 233)):
        found = quota(grown, kind)
        assert [(loss.why, loss.days[0], loss.citation) for loss in found.losses] == [
            ("third_birthday", days_lost, "PHS § 34 lg 2")
        ]
        assert found.until == ordinal("2027-12-10")
        assert [m.lost for m in found.course if m.month == month_of(found.until) - 1] == [(0, 0)]
    dead = answer_of(CASES["late_death"])
    for answer, kind, citation in (
        (dead, "shared", "PHS § 34 lg 2"),
        (answer_of(CASES["death"]), "fathers", "PHS § 34 lg 8"),
    ):
        lost = [(loss.why, loss.citation) for loss in quota(answer, kind).losses]
        assert lost == [("death", citation)]
    assert quota(dead, "shared_after_death").used == (30, 30)


def test_the_day_on_which_a_quota_was_used_up() -> None:
    answer = answer_of(CASES["used_up"])
    first = ordinal("2026-01-14")
    assert quota(answer, "shared").used_up == first + 475 - 1
    assert quota(answer, "fathers").used_up == ordinal("2026-01-09")
    assert quota(answer, "together").used_up is None
    later = case_of(ORDINARY, period=("2027-03", "2027-12"))
    assert quota(answer_of(later), "fathers").used_up is None


def test_each_parent_has_a_shared_quota_where_the_other_reading_says_so() -> None:
    shared = [q for q in answer_of(CASES["by_person"]).quotas if q.kind == "shared"]
    assert [(q.who, q.total[0]) for q in shared] == [("mari", 475), ("jaan", 515)]


def test_what_is_open_stays_between_bounds() -> None:
    open_days = answer_of(case_of(ORDINARY, expected="unknown"))
    mothers = quota(open_days, "mothers")
    assert mothers.until is None
    assert mothers.used[0] < mothers.used[1]
    unsure = answer_of(case_of(ORDINARY, mother={"sickness_benefit_right": "unknown"}))
    assert quota(unsure, "mothers").total == (30, 100)
    assert any(s.state is DayState.OPEN for s in unsure.calendars[0].spells)
    dated = answer_of(case_of(ORDINARY, birth="2026-12", expected="2026-12-15"))
    assert quota(dated, "fathers").until is None


def test_without_days_there_is_nothing_to_tell() -> None:
    assert Solved(case_of([])).determination.parental is None
    before = case_of(ORDINARY, period=("2026-01", "2026-06"))
    assert Solved(before).determination.parental is None


def test_a_ledger_needs_a_parent_and_the_law_of_days() -> None:
    for each in answer_of(case_of(ORDINARY, birth="unknown")).quotas:
        for low, high in (each.used, each.moved, each.left, each.lost):
            assert 0 <= low <= high <= each.total[1]
    nobody = answer_of(case_of(ORDINARY, parents=[]))
    assert nobody.quotas == ()
    assert nobody.months[0].left is None
    before = case_of(ORDINARY[2:], period=("2021-01", "2022-03"))
    assert quotas(Solved(before)) == ()


def test_a_column_of_payment_days_where_there_are_any() -> None:
    answer = answer_of(CASES["ordinary"])
    assert answer.months[0].pay_day == ordinal("2026-11-06")
    dated = answer.months[0]._replace(paid_by=ordinal("2026-11-08"))
    words = Words("et", CASES["ordinary"].named)
    table = months_section(answer._replace(months=(dated, *answer.months[1:])), words).table
    assert table is not None
    assert table.head[-2:] == ("Makstakse", "Hiljemalt")
    assert [row[-2:] for row in table.rows[:2]] == [
        ("06.11.2026", "08.11.2026"),
        ("08.12.2026", ""),
    ]


# ------------------------------------------------------------------------------ months


def test_months_tell_what_is_claimed_allowed_and_paid() -> None:
    solved = solved_named("late")
    answer = answer_of(CASES["late"])
    december = month_of(ordinal("2026-12-01"))
    father = next(m for m in answer.months if m.month == december and m.who == "jaan")
    assert (father.claimed, father.allowed, father.left) == ((21, 21), (11, 11), (19, 19))
    august = month_of(ordinal("2027-08-01"))
    refused = next(m for m in answer.months if m.month == august and m.who == "jaan")
    assert (refused.claimed, refused.allowed, refused.amount) == ((14, 14), (0, 0), (0, 0))
    assert sum(m.amount[0] for m in answer.months) == sum(p.least for p in solved.payments)


# ------------------------------------------------------------------------------ the sheet


def value(sheet: Sheet, key: str) -> int:
    found = sheet.line(key).value
    assert isinstance(found, int)
    return found


def cents(exact: Fraction) -> int:
    """Half a cent goes up."""
    return int(exact + Fraction(1, 2))


LEFT_OUT = case_of(
    (
        days("mari", "mothers", "2023-10-06", "2024-01-13"),
        days("jaan", "shared", "2024-05-01", "2024-05-31"),
    ),
    period=("2023-09", "2024-12"),
    birth="2023-12-11",
    expected="2023-12-15",
    mother={
        "income": [
            {"from": "2020-01", "to": "2022-07", "social_tax": "792.50"},
            {"from": "2022-08", "to": "2022-12", "gross": "2401.13"},
            {"from": "2022-08", "to": "2022-09", "social_tax": 33, "kind": "paid_by_state_counted"},
            {"month": "2022-10", "social_tax": 12, "kind": "insolvency_benefit"},
            {"from": "2023-01", "to": "2023-12", "gross": 0},
        ],
        "notes": [{"from": "2022-05-03", "to": "2022-05-20", "kind": "sick"}],
        "unemployed": [{"from": "2023-01-10", "to": "2023-02-08"}],
    },
)


@pytest.mark.parametrize("case", [CASES["ordinary"], CASES["late"], LEFT_OUT])
def test_the_lines_of_a_sheet_add_up(case: Case) -> None:
    """Every line follows from those above it, by arithmetic that is written here once more."""
    for sheet in answer_of(case).sheets:
        rate = Fraction(value(sheet, "social_tax_rate"), 1000)
        gross = sum(month.untaxed_gross[0] for month in sheet.months)
        told = sum(
            month.tax_on_income[0] + month.tax_by_state[0] + month.insolvency_tax[0]
            for month in sheet.months
        )
        assert value(sheet, "untaxed_gross") == gross
        assert value(sheet, "social_tax") == told + cents(gross * rate)
        period = value(sheet, "period_after") - value(sheet, "period_first")
        assert len(sheet.months) == 12
        assert first_day_of(sheet.months[0].month) == value(sheet, "period_first")
        out = {why: sum(s.after - s.first for s in sheet.left_out if s.why == why)
               for why in ("note", "further")}  # fmt: skip
        assert out == {
            "note": value(sheet, "days_released"),
            "further": value(sheet, "further_days"),
        }
        months = Fraction(cents(Fraction(100 * (period - sum(out.values())), 30)), 100)
        months = min(months, Fraction(12))
        assert value(sheet, "months") == months * 100
        income = value(sheet, "social_tax") / rate / months
        assert value(sheet, "average") == cents(income)
        for month_key, day_key in (
            ("base_rate", "daily_base_rate"),
            ("floor_wage", "daily_floor"),
            ("cap_month", "daily_cap"),
        ):
            assert value(sheet, day_key) == cents(Fraction(value(sheet, month_key), 30))
        assert value(sheet, "daily_by_income") == cents(income / 30)
        assert value(sheet, "before_cap") == value(sheet, "daily_by_income")
        daily = min(value(sheet, "before_cap"), value(sheet, "daily_cap"))
        assert value(sheet, "daily_rate") == daily
        assert sheet.rates == ((sheet.rates[0][0], (daily, daily)),)
        with pytest.raises(KeyError):
            sheet.line("nothing")


def sheet_text(case: Case, language: Language = "et") -> str:
    return sheets_told(answer_of(case), Words(language, case.named))


def sheets_told(answer: ParentalAnswer, words: Words) -> str:
    sections = tell_sheets(answer.sheets, words)
    return (
        "\n".join(line.text for section in sections for line in (section.lines))
        .replace("\u202f", " ")
        .replace("\xa0", " ")
    )


def test_a_sheet_reads_like_a_decision() -> None:
    text = sheet_text(LEFT_OUT)
    for said in (
        "Arvestusperiood: 1. märts 2022 – 28. veebruar 2023, 365 päeva (PHS § 39 lg 3 p 1).",
        "märts–juuli 2022: sotsiaalmaks 792,50 eurot kuus",
        "oktoober 2022: tulu 2 401,13 eurot ja sotsiaalmaks maksejõuetuse hüvitiselt 12 eurot",
        "jaanuar–veebruar 2023: tulu ei ole",
        "Maha arvatakse haigus- või hooldusleht: 3.–20. mai 2022, 18 päeva (PHS § 39 lg 6).",
        "10. jaanuar – 8. veebruar 2023, 30 päeva (PHS § 39 lg 6¹).",
        "Kuude arv: (365 päeva − 48 päeva) : 30, kõige rohkem 12 = 10,57 (PHS § 39 lg 6).",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("mother", "said"),
    [
        ({"income": []},
         "Tulu ei olnud, seega on päevamäär vanemahüvitise määr: 29,53 eurot (PHS § 41 lg 3)"),
        ({"income": [{"from": "2020-01", "to": "2027-12", "social_tax": 100}]},
         "Päevamäär enne ülempiiri on töötasu alammäär: 31,53 eurot (PHS § 42 lg 1)"),
        ({}, "Päevamäär enne ülempiiri on tulu järgi arvutatud: 80 eurot (PHS § 39 lg 7)"),
        ({}, "Päevamäär: 80 eurot (PHS § 39 lg 7)"),
        ({"income": [{"from": "2020-01", "to": "2027-12", "gross": 9000}]},
         "Päevamäär: 126,87 eurot (PHS § 40 lg 3)"),
        ({"income": "unknown"}, "Keskmine kuutulu: lahtine"),
        ({"previous_income_base": [{"birth": "2024-06-01", "income": 3000}]},
         "Uus keskmine tulu ei ole suurem, aluseks jääb varasem: 3 000 eurot"),
        ({"previous_income_base": [{"birth": "2024-06-01", "income": 3000}]},
         "Päevamäär enne ülempiiri on tulu järgi arvutatud: 100 eurot (PHS § 43 lg 1)"),
        ({"previous_income_base": [{"birth": "2024-06-01", "income": 2000}]},
         "Uus keskmine tulu on suurem ja jääb aluseks"),
        ({"previous_income_base": [{"birth": "2024-06-01", "income": "unknown"}]},
         "Kas aluseks jääb varasema hüvitise tulu, on lahtine"),
    ],
)  # fmt: skip
def test_where_the_rate_comes_from(mother: dict[str, object], said: str) -> None:
    case = case_of(ORDINARY, mother=mother)
    made = Solved(case).determination
    assert made.parental is not None
    assert said in sheets_told(made.parental, Words("et", case.named))
    for language in LANGUAGES:
        assert "{" not in sheets_told(made.parental, Words(language, case.named))
        assert tell(made, language).section("sheets") is not None


def test_unemployment_that_does_not_count_for_the_child_is_said() -> None:
    case = case_of(ORDINARY, mother={"unemployed": [{"from": "2026-01-10", "to": "2026-02-08"}]})
    text = "Maha ei arvata töötuse või erivajadusega lapse vanema puhkuse aega: 10. jaanuar"
    assert text in sheet_text(case)


def test_a_sheet_without_expected_day_cap_or_deduction_says_so() -> None:
    assert "Arvestusperiood: lahtine" in sheet_text(case_of(ORDINARY, expected="unknown"))
    early = case_of(
        [days("mari", "mothers", "2023-10-06", "2024-01-13")],
        period=("2023-09", "2024-12"), birth="2023-12-11", expected="2023-12-15",
        mother={"unemployed": [{"from": "2022-05-01", "to": "2022-05-10"}]},
    )  # fmt: skip
    assert "Ülempiir sellele ema vanemahüvitisele ei kehti (PHS § 40 lg 5)." in sheet_text(early)
    assert "ei kehti" in section_text(tell(Solved(early).determination), "sheets")


def test_a_rate_that_rises_with_the_minimum_wage_is_told_with_its_day() -> None:
    poor = {"income": [{"from": "2020-01", "to": "2023-12", "social_tax": 100}]}
    case = case_of(
        [days("mari", "shared", "2024-02-01", "2025-03-31")],
        period=("2024-01", "2025-06"), birth="2023-12-11", expected="2023-12-15",
        mother={**poor, "sickness_benefit_right": []},
    )  # fmt: skip
    (sheet,) = answer_of(case).sheets
    assert sheet.rates == (
        (ordinal("2024-02-01"), (2733, 2733)),
        (ordinal("2025-01-01"), (2953, 2953)),
    )
    assert "Päevamäär alates 1. jaanuarist 2025: 29,53 eurot (PHS § 45 lg 1)." in sheet_text(case)
    section = tell(Solved(case).determination).section("sheets")
    assert section is not None
    assert section.table is not None
    assert [(label, value) for label, value in section.table.rows][-2:] == [
        ("Päevamäär", "27,33 eurot"),
        ("Päevamäär alates 01.01.2025", "29,53 eurot"),
    ]


def test_a_sheet_is_of_the_days_that_can_be_paid() -> None:
    # In March she claims as an employee without registered leave; what is paid begins in April.
    poor = {"income": [{"from": "2023-01", "to": "2027-12", "social_tax": 100}]}

    def sheet_of(claimed: Days) -> Sheet:
        (sheet,) = answer_of(
            case_of(
                claimed, period=("2026-01", "2026-06"), mother=poor,
                birth="2026-01-20", expected="2026-01-25",
            )
        ).sheets  # fmt: skip
        return sheet

    claimed = [
        days("mari", "mothers", "2026-02-01", "2026-02-10", leave="missing"),
        days("mari", "mothers", "2026-02-11", "2026-02-20"),
    ]
    assert sheet_of(claimed).day == ordinal("2026-02-11")
    assert sheet_of(claimed[:1]).day == ordinal("2026-02-01")


# ------------------------------------------------------------------------------ the calendar


def section_text(report: Report, key: str) -> str:
    section = report.section(key)
    assert section is not None
    cells = [] if section.table is None else [c for row in section.table.rows for c in row]
    return "\n".join([*(line.text for line in section.lines), *cells, *section.drawn])


def shown(calendar: DayCalendar) -> Counter[DaySpell]:
    """How many days of a spell can be seen: a paid day hides one that is not."""
    found: Counter[DaySpell] = Counter()
    for who in calendar.parents:
        mine = [spell for spell in calendar.spells if spell.who == who]
        for day in range(min(s.first for s in mine), max(s.after for s in mine)):
            here = [spell for spell in mine if spell.first <= day < spell.after]
            paid = [spell for spell in here if spell.state is DayState.PAID]
            if here:
                found[(paid or here)[0]] += 1
    return found


@pytest.mark.parametrize(("name", "language"), IN_LANGUAGES)
def test_letters_of_a_calendar_are_the_days(name: str, language: Language) -> None:
    case = CASES[name]
    answer = answer_of(case)
    words = Words(language, case.named)
    for calendar in answer.calendars:
        rows = list(blocks(calendar, words))
        assert max(map(len, rows)) <= 80
        signs = {DayState.REFUSED: "×", DayState.OPEN: "?"}
        wanted: Counter[str] = Counter()
        for spell, number in shown(calendar).items():
            kind = kind_of(spell.benefit)
            sign = signs.get(spell.state) or words.say(f"parental.letter.{kind}")
            wanted[sign] += number
        drawn = Counter("".join(row[-42:] for row in rows[1:]))
        names = "".join(words.name_of(who) for who in calendar.parents)
        for sign, number in wanted.items():
            if sign not in names:
                assert drawn[sign] == number, sign


def test_marks_stand_under_their_days() -> None:
    rows = list(blocks(answer_of(CASES["late"]).calendars[0], Words("et")))
    at = next(i for i, row in enumerate(rows) if row.startswith("detsember 2026"))
    assert rows[at + 2].split()[0] == "märgid"
    column = rows[at + 2].index("*")
    assert rows[at][: column + 1].count("E") - rows[at][:20].count("E") == 11
    assert rows[at + 1][column] == "×"


def picture(case: Case, language: Language = "et") -> minidom.Element:
    answer = answer_of(case)
    text = calendar_svg(answer.calendars, Words(language, case.named))
    assert text.endswith(calendar_picture(answer.calendars, Words(language, case.named)))
    document = minidom.parseString(text)
    assert document.documentElement is not None
    return document.documentElement


@pytest.mark.parametrize(("name", "language"), IN_LANGUAGES)
def test_a_picture_shows_every_day_and_tells_it_in_words(name: str, language: Language) -> None:
    svg = picture(CASES[name], language)
    calendar = answer_of(CASES[name]).calendars[0]
    state: Counter[str] = Counter()
    for spell, number in shown(calendar).items():
        state[spell.state.value] += number
    paid = len(svg.getElementsByTagName("use"))
    assert "url(#" not in "".join(
        each.getAttribute("fill") for each in svg.getElementsByTagName("rect")
    )
    kinds = len({spell.benefit for spell in calendar.spells})
    assert paid == state["paid"] + kinds
    crossed = sum(path.getAttribute("stroke-width") == "1.6"
                  for path in svg.getElementsByTagName("path"))  # fmt: skip
    assert crossed == state["refused"] + ("refused" in state)
    (title, *_), (told,) = svg.getElementsByTagName("title"), svg.getElementsByTagName("desc")
    assert svg.getAttribute("role") == "img"
    assert svg.getAttribute("aria-labelledby") == "title desc"
    assert svg.getAttribute("xml:lang") == language
    assert isinstance(title.firstChild, minidom.Text)
    assert isinstance(told.firstChild, minidom.Text)
    assert told.firstChild.data.startswith(title.firstChild.data)
    assert ".." not in told.firstChild.data
    words = Words(language, CASES[name].named)
    for who in calendar.parents:
        assert words.name_of(who) in told.firstChild.data
    for spell in calendar.spells:
        assert words.benefit(spell.benefit) in told.firstChild.data
    assert len(svg.getElementsByTagName("image")) == 0


def test_a_picture_stays_within_its_frame_and_escapes_names() -> None:
    case = case_of(LATE, mother={"name": "Mari-Liis <Näide> & " + "Väga" * 12})
    svg = picture(case)
    height = int(svg.getAttribute("height"))
    for text in svg.getElementsByTagName("text"):
        assert 0 <= float(text.getAttribute("x")) < WIDTH
        assert 0 < float(text.getAttribute("y")) < height
    for rect in svg.getElementsByTagName("rect")[1:]:
        x = float(rect.getAttribute("x") or 0)
        assert x + float(rect.getAttribute("width")) <= WIDTH


def test_death_and_third_birthday_are_marked_by_shapes() -> None:
    assert "lapse surm" in section_text(tell(solved_named("death").determination), "calendar")
    marks = {mark.key for mark in answer_of(CASES["death"]).calendars[0].marks}
    assert {"birth", "expected", "death", "third_birthday"} <= marks
    assert picture(CASES["death"]) is not None
    third = picture(CASES["three_years"])
    diamonds = [p for p in third.getElementsByTagName("path") if " l8.5 9 " in p.getAttribute("d")]
    assert len(diamonds) == 2  # at its day and in the legend


def test_every_benefit_that_is_claimed_by_days_has_its_words_and_pattern() -> None:
    letters = Counter[str]()
    for benefit in CLAIMED_BY_DAYS:
        assert benefit in _LOOKS
        for language in LANGUAGES:
            words = Words(language)
            assert words.say(f"parental.kind.{kind_of(benefit)}")
            letters[language + words.say(f"parental.letter.{kind_of(benefit)}")] += 1
    assert set(letters.values()) == {1}


def test_before_april_2022_there_are_months_and_a_calendar_but_no_daily_rate() -> None:
    path = Path(__file__).parents[2] / "examples" / "parental_benefit_born_2019.yaml"
    made = Solved(read(path)).determination
    assert made.parental is not None
    assert not made.parental.sheets
    assert not made.parental.quotas
    keys = [section.key for section in tell(made).sections]
    assert "calendar" in keys
    assert "months_by_days" in keys
    assert not {"quotas", "sheets"} & set(keys)


def test_a_right_from_before_april_2022_has_no_mothers_days_beside_it() -> None:
    path = Path(__file__).parents[2] / "examples" / "parental_benefit_over_april_2022.yaml"
    made = Solved(read(path)).determination
    assert made.parental is not None
    assert {quota.kind for quota in made.parental.quotas} == {"fathers", "shared", "together"}
    refused = next(
        right
        for right in made.rights
        if right.benefit == "shared_parental_benefit" and right.status is Status.REFUSED
    )
    assert [ground.name for ground in refused.grounds] == ["shared_days_are_used_up"]
    text = section_text(tell(made), "months_by_days")
    assert "16/31" in text
    assert "enne kaldkriipsu makstavad" in text


def test_days_in_detention_are_told_as_suspended() -> None:
    data = case_of(ORDINARY).model_dump(mode="json", by_alias=True, exclude_none=True)
    data["people"]["jaan"]["imprisonment"] = [
        {"kind": "remand", "from": "2026-12-20", "to": "2027-01-03"}
    ]
    made = Solved(Case.model_validate(data)).determination
    told = [
        (right.status, date.fromordinal(right.first).isoformat())
        for right in made.rights
        if right.benefit == "fathers_parental_benefit"
    ]
    assert (Status.SUSPENDED, "2026-12-20") in told
    assert not [status for status, _ in told if status is Status.REFUSED]
    suspended = next(right for right in made.rights if right.status is Status.SUSPENDED)
    assert suspended.holder == "jaan"
    assert "maksmine on peatatud" in section_text(tell(made), "rights")


def test_a_month_with_all_its_sums_has_its_tax() -> None:
    answer = answer_of(CASES["ordinary"])
    month = answer.months[0]._replace(amount=(1000_00, 1000_00), net=(780_00, 934_00))
    assert month.tax == (66_00, 220_00)
    assert month._replace(net=None).tax is None
    assert month._replace(amount=(900_00, 1000_00)).tax is None


# ------------------------------------------------------------------------------ the report


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_part_is_told_in_every_language(name: str, language: Language) -> None:
    solved = solved_named(name)
    report = tell(solved.determination, language)
    for key in ("months_by_days", "quotas", "calendar", "sheets"):
        text = section_text(report, key)
        assert not re.search(r"\{\w*\}|None|parental\.", text), text
    ledger = ledger_section(answer_of(CASES[name]), Words(language, CASES[name].named))
    assert ledger.table is not None
    told = answer_of(CASES[name]).quotas
    assert len(ledger.table.rows) == sum(len(each.course) for each in told)


def test_lost_days_are_told_with_reason_and_provision() -> None:
    text = section_text(tell(solved_named("too_late").determination), "quotas")
    assert (
        "Ema päevad (Mari Näide): kaotatud 56 päeva, sest ema vanemahüvitis algas nii hilja" in text
    )
    assert "(PHS § 35 lg 4)." in text
    moved = section_text(tell(solved_named("late").determination), "quotas")
    assert "kasutamata 20 päeva läks jagatavale vanemahüvitisele" in moved
    gone = section_text(tell(solved_named("used_up").determination), "quotas")
    assert "Jagatavad päevad said otsa 3. mail 2027." in gone


def test_two_children_have_a_column_of_their_own() -> None:
    case = case_of(ORDINARY)
    data = case.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["children"]["mart"] = {**data["children"]["liis"], "name": "Mart Näide",
                                "birth": "2024-12-11", "expected": "2024-12-11"}  # fmt: skip
    data["parental_days"].append(
        {"by": "jaan", "for": "mart", "kind": "fathers", "from": "2027-05-01", "to": "2027-05-05",
         "leave": "registered"}
    )  # fmt: skip
    both = Solved(Case.model_validate(data)).determination
    text = section_text(tell(both), "months_by_days")
    assert "Mart Näide" in text
    assert both.parental is not None
    assert [each.child for each in both.parental.calendars] == ["liis", "mart"]
    words = Words("et", both.name_of)
    table = ledger_section(both.parental, words).table
    assert table is not None
    assert "Laps" in table.head


@pytest.mark.parametrize("name", ["late", "by_birthday", "death"])
def test_json_tells_the_same(name: str) -> None:
    solved = solved_named(name)
    told = json.loads(determination_json(solved))["parental"]
    answer = answer_of(CASES[name])
    assert len(told["months"]) == len(answer.months)
    for one, other in zip(told["quotas"], answer.quotas, strict=True):
        assert one["kind"] == other.kind
        wanted = (
            other.used[0]
            if other.used[0] == other.used[1]
            else dict(zip(("least", "most"), other.used, strict=True))
        )
        assert one["used"] == wanted
    assert [s["base"] for s in told["sheets"]] == [s.base for s in answer.sheets]
    assert told["calendars"][0]["marks"]
    nothing = json.loads(determination_json(Solved(case_of([]))))
    assert nothing["parental"] is None


def test_fathers_days_after_a_birth_long_before_its_time_are_a_doubt() -> None:
    claimed = [days("jaan", "fathers", "2026-11-01", "2026-11-30")]
    early = Solved(case_of(claimed, birth="2026-10-30")).determination
    told = {doubt.key: doubt.difference for doubt in early.doubts}
    # From 15 November, 16 days are paid; by the other reading 30 at 126.87.
    assert told["fathers_days_after_early_birth"] == (14 * 12687, 14 * 12687)
    in_time = Solved(case_of(claimed)).determination
    assert "fathers_days_after_early_birth" not in {doubt.key for doubt in in_time.doubts}


def test_fathers_days_of_an_adoptive_father_are_a_doubt() -> None:
    claimed = [days("jaan", "fathers", "2027-03-01", "2027-03-30")]
    parents = [
        {"who": who, "role": role, "ground": "adoption", "from": "2027-02-01"}
        for who, role in (("mari", "mother"), ("jaan", "father"))
    ]
    adoption = {
        "by": "mari",
        "final": "2027-02-01",
        "spouse_of_parent": False,
        "child_of_adopter": False,
    }
    case = case_of(claimed, parents=parents, adoption=adoption, not_raising=[])
    made = Solved(case).determination
    told = {doubt.key: doubt.difference for doubt in made.doubts}
    assert told["father_by_adoption"] == (30 * 12687, 30 * 12687)


def test_fathers_days_of_a_second_mother_before_2024_are_a_doubt() -> None:
    claimed = [days("jaan", "fathers", "2023-07-10", "2023-08-08")]
    she = {"sex": "female", "income": [{"from": "2020-01", "gross": 2100}]}
    parents = [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "second_parent"}]
    case = case_of(
        claimed,
        period=("2023-07", "2023-08"),
        father=she,
        birth="2023-06-10",
        expected="2023-06-10",
        parents=parents,
    )
    made = Solved(case).determination
    assert sum(paid.most for paid in made.payments) == 0
    told = {doubt.key: doubt.difference for doubt in made.doubts}
    assert told["second_mother_before_2024"] == (30 * 7000, 30 * 7000)  # 2100 a month by thirty


def test_a_doubt_that_hangs_on_a_missing_fact_is_not_told_beside_its_question() -> None:
    # With the expected day unknown the birth may have come 30 days early or not.
    claimed = [days("jaan", "fathers", "2026-12-11", "2027-01-09")]
    made = Solved(case_of(claimed, expected="unknown")).determination
    assert made.total[0] < made.total[1]
    assert "expected_day" in {fact for question in made.questions for fact in question.facts}
    assert "fathers_days_after_early_birth" not in {doubt.key for doubt in made.doubts}


def test_a_doubt_that_surely_changes_an_amount_is_told_beside_an_open_total() -> None:
    claimed = [
        days("jaan", "fathers", "2026-11-01", "2026-11-30"),
        days("mari", "shared", "2027-02-01", "2027-02-28"),
    ]
    case = case_of(claimed, birth="2026-10-30", mother={"income": "unknown"})
    made = Solved(case).determination
    assert made.total[0] < made.total[1]
    assert "fathers_days_after_early_birth" in {doubt.key for doubt in made.doubts}


def test_sheets_of_several_children_name_the_child() -> None:
    example = Path(__file__).parents[2] / "examples" / "parental_benefit_two_children_close.yaml"
    section = tell(Solved(read(example)).determination).section("sheets")
    assert section is not None
    assert section.table is not None
    assert len(set(section.table.head)) == len(section.table.head)
    assert any("Ants" in column for column in section.table.head)


def test_the_day_of_the_right_is_cited_by_what_gave_that_parent_the_right() -> None:
    """A father's 30th day before (§ 36 lg 2), birth without a right before it (§ 35 lg 6)."""
    claimed = [
        days("mari", "mothers", "2026-12-11", "2027-01-09"),
        days("jaan", "fathers", "2026-12-11", "2027-01-09"),
    ]
    for insured, by_law in (([], "PHS § 35 lg 6"), ([{"from": "2020-01-01"}], "PHS § 35 lg 2")):
        made = Solved(case_of(claimed, mother={"sickness_benefit_right": insured}))
        answer = parental_answer(made)
        assert answer is not None
        lines = {s.base: s.line("right_day") for s in answer.sheets}
        born = date(2026, 12, 11) if not insured else date(2026, 10, 6)
        assert (lines["mothers"].value, lines["mothers"].citation) == (born.toordinal(), by_law)
        # Expected on 15 December: 30 days before it is 15 November.
        told = lines["shared"].value, lines["shared"].citation
        assert told == (date(2026, 11, 15).toordinal(), "PHS § 36 lg 2")
    fathers = [r for r in made.determination.rights if r.benefit == "fathers_parental_benefit"]
    met = [str(g.citation) for r in fathers for g in r.grounds if g.value is True]
    assert "PHS § 36 lg 1" in met
    assert "PHS § 63¹ lg 3" not in met


def test_who_stands_in_for_no_father_is_refused_by_the_provision_on_fathers_benefit() -> None:
    """PHS § 36 lg 1 and 6, not what § 33 and § 37 say of shared benefit."""
    claimed = [days("jaan", "fathers", "2026-12-11", "2027-01-09")]
    parents = [{"who": "mari", "role": "mother"}, {"who": "toomas", "role": "father"}]
    person = {"residence": HOME, "notes": [], "previous_income_base": []}
    case = case_of(claimed, parents=parents, people={"toomas": {"name": "Toomas", **person}})
    (right,) = (
        r for r in Solved(case).determination.rights if r.benefit == "fathers_parental_benefit"
    )
    assert right.status is Status.REFUSED
    assert {str(ground.citation) for ground in right.grounds} == {"PHS § 36 lg 1", "PHS § 36 lg 6"}


def test_days_after_a_death_are_told_by_the_subsection_that_gives_them() -> None:
    """PHS § 34 lg 9 for a mother without a right before the birth, lg 7 for others."""
    claimed = [days("mari", "mothers", "2026-12-11", "2027-02-28")]
    for insured, paid, given, outside in (
        # 20 days to the death, 30 after it; she has no others than from the birth (§ 35 lg 6).
        ([], 20 + 30, "PHS § 34 lg 9", "PHS § 35 lg 6"),
        # A late start shortens nothing then: 100 in all.
        ([{"from": "2020-01-01"}], 100, "PHS § 34 lg 7", None),
    ):
        case = case_of(claimed, mother={"sickness_benefit_right": insured}, death="2026-12-30")
        made = Solved(case).determination
        rights = [r for r in made.rights if r.benefit == "mothers_parental_benefit"]
        granted = next(r for r in rights if r.status is Status.GRANTED)
        assert granted.after is not None
        assert granted.after - granted.first == paid
        cited = [str(ground.citation) for ground in granted.grounds]
        assert cited[-1] == given
        after = next(q for q in answer_of(case).quotas if q.kind == "mothers_after_death")
        assert after.citation == given
        refused = next((r for r in rights if r.status is Status.REFUSED), None)
        assert (refused and str(refused.grounds[0].citation)) == outside


def test_who_takes_the_parents_place_has_an_account_of_545_days() -> None:
    """PHS § 37 lg 4: 545 days, not the parents' 475; used from the adoption on 1 February 2027."""
    claimed = [days("jaan", "shared", "2027-02-01", "2027-12-31")]
    parents = [
        {"who": "mari", "role": "mother", "to": "2027-01-31"},
        {"who": "jaan", "role": "father", "ground": "adoption", "from": "2027-02-01"},
    ]
    adoption = {
        "by": "jaan",
        "final": "2027-02-01",
        "spouse_of_parent": False,
        "child_of_adopter": False,
    }
    answer = answer_of(case_of(claimed, parents=parents, adoption=adoption, not_raising=[]))
    (quota,) = (q for q in answer.quotas if q.kind == "shared")
    assert (quota.who, quota.total) == ("jaan", (545, 545))
    # 1 February to 31 December 2027: 334 days.
    assert (quota.used, quota.left, quota.used_up) == ((334, 334), (211, 211), None)
    # Less the 28 days of February.
    assert answer.months[0].left == (517, 517)


def test_days_of_a_dead_father_are_those_of_who_used_them_in_his_place() -> None:
    claimed = [
        days("mari", "mothers", "2026-10-06", "2027-01-13"),
        days("jaan", "fathers", "2026-12-11", "2027-01-09"),
    ]
    parents = [{"who": "mari", "role": "mother"}, {"who": "toomas", "role": "father"}]
    person = {"residence": HOME, "notes": [], "previous_income_base": []}
    dead = {"toomas": {"name": "Toomas", "death": "2026-11-20", **person}}
    answer = answer_of(case_of(claimed, parents=parents, people=dead))
    told = [(q.who, q.total, q.used) for q in answer.quotas if q.kind == "fathers"]
    assert told == [("jaan", (30, 30), (30, 30))]


def test_days_that_an_earlier_childs_benefit_took_are_not_told_as_used() -> None:
    """PHS § 34 lg 10 p 1: her own benefit for the next child would be over on 13 January 2027."""
    first = {
        "name": "Mall",
        "birth": "2025-09-10",
        "expected": "2025-09-10",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari", "jaan"], "share": "full"}],
    }
    claimed = [
        {**days("mari", "mothers", "2025-07-02", "2025-10-09"), "for": "mall"},
        {**days("mari", "shared", "2025-10-10", "2027-01-27"), "for": "mall"},
        days("mari", "shared", "2027-01-28", "2027-12-31"),
    ]
    same = {"previous_income_base": [{"for": "liis", "child": "mall"}]}
    made = case_of(claimed, children={"mall": first}, mother=same)
    quota = next(q for q in answer_of(made).quotas if (q.child, q.kind) == ("liis", "shared"))
    # 14 to 27 January: 14 days of the elder; 28 January to 31 December: 338 of 475.
    assert [(loss.why, loss.days) for loss in quota.losses] == [("earlier_child", (14, 14))]
    assert quota.losses[0].citation == "PHS § 34 lg 10 p 1"
    assert (quota.used, quota.left) == ((338, 338), (475 - 14 - 338,) * 2)


def test_no_father_is_asked_about_where_a_woman_adopts() -> None:
    claimed = [days("mari", "shared", "2027-02-01", "2027-03-30")]
    parents = [{"who": "mari", "role": "mother", "ground": "adoption", "from": "2027-02-01"}]
    adoption = {
        "by": "mari",
        "final": "2027-02-01",
        "spouse_of_parent": False,
        "child_of_adopter": False,
    }
    she = {"sex": "female"}
    case = case_of(claimed, mother=she, parents=parents, adoption=adoption, not_raising=[])
    made = Solved(case).determination
    assert sum(paid.least for paid in made.payments) > 0
    assert "father_by_adoption" not in {doubt.key for doubt in made.doubts}


def test_the_agency_checks_three_years_from_the_last_day_after_a_death() -> None:
    """PHS § 46⁴ lg 4: her 30 days after the death on 30 December end on 29 January 2027."""
    claimed = [days("mari", "mothers", "2026-12-11", "2027-01-09")]
    case = case_of(claimed, mother={"sickness_benefit_right": []}, death="2026-12-30")
    told = {each.kind: each.day for each in Solved(case).determination.deadlines}
    assert date.fromordinal(told["base_check"]) == date(2030, 1, 29)
