"""How an amount is told that goes to several accounts, goes on, falls, or is open for a month."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from tests.acts.cases import HOME, family, particulars

from perenou.acts.document import Grid, Part, plain
from perenou.acts.draft import draft
from perenou.acts.matter import Kind, Matter
from perenou.acts.matters import matters
from perenou.casework.determination import Status
from perenou.casework.solve import Solved
from perenou.language.dates import day_spell

AINO: Final = {"name": "Aino Kask", "residence": HOME}


def child(name: str, birth: str, parent: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "birth": birth,
        "residence": HOME,
        "parents": [{"who": parent, "role": "mother"}],
        "lives": [{"with": ["aino"], "share": "full"}],
        **more,
    }


def claim(*benefits: str, received: str) -> dict[str, Any]:
    return {"by": "aino", "for": "all", "benefits": list(benefits), "received": received}


@cache
def with_ward() -> Solved:
    """A guardian of one child since 16 September who raises two of her own."""
    guardianship = {
        "guardian": "aino",
        "natural_person": True,
        "opened": "2026-08-05",
        "made_known": "2026-09-16",
        "final": "2026-10-01",
        "parents_fulfil_duty": False,
    }
    ward = child(
        "Anni", "2012-05-10", "mari",
        separated=[{"from": "2026-08-01", "raised_by": "aino"}],
        guardianship=[guardianship],
    )  # fmt: skip
    own = {
        "b": child("Bert", "2010-02-02", "aino"),
        "c": child("Carl", "2013-02-02", "aino"),
    }
    benefits = ("child_allowance", "large_family_allowance")
    return family(
        period={"from": "2026-09", "to": "2026-11"},
        people={"aino": AINO, "mari": {"name": "Mari", "residence": HOME}},
        children={"a": ward, **own},
        claims=[
            {**claim("child_allowance", received="2018-01-05"), "for": ["b", "c"]},
            claim(*benefits, received="2026-09-20"),
        ],
    )


@cache
def grown_up(as_of: str = "2026-11-24") -> Solved:
    """A mother of three, of whom the eldest turned 19 in May and studied to the summer."""
    studies = [{"from": "2024-09-01", "level": "upper_secondary", "final_class": False}]
    return family(
        as_of=as_of,
        period={"from": "2026-07", "to": "2026-10"},
        people={"aino": AINO},
        children={
            "a": child("Anni", "2007-05-10", "aino", studies=studies, secondary_education=False),
            "b": child("Bert", "2011-02-02", "aino"),
            "c": child("Carl", "2014-03-03", "aino"),
        },
        claims=[claim("child_allowance", "large_family_allowance", received="2018-01-05")],
    )


def test_what_is_still_to_come_is_not_told_as_over() -> None:
    early = grown_up("2026-08-03")
    (ends, *_) = of_kind(early, Kind.TERMINATION)
    text = plain(
        draft(early, ends, particulars(own=None, day="2026-08-03", evidence=None, hearing=None))
    )
    assert "õppeaasta, mille jooksul see täitub, lõpeb 31. augustil 2026" in text
    assert "lõppes" not in text
    assert "lõppenud" not in text


def of_kind(solved: Solved, kind: Kind) -> list[Matter]:
    return [matter for matter in matters(solved) if matter.kind is kind]


def told(solved: Solved, matter: Matter) -> str:
    text = plain(draft(solved, matter, particulars(own=None)))
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_shares_of_one_right_are_one_amount_and_each_goes_to_its_account() -> None:
    (grant,) = (
        matter
        for matter in matters(with_ward())
        if any(item.benefit == "large_family_allowance" for item in matter.items)
    )
    decision = told(with_ward(), grant)
    assert "225 eurot (september 2026, 15 päeva eest) ja 450 eurot kuus" in decision
    to_child = decision.partition("§ 30 lg 4) 75 eurot (september 2026, 15 päeva eest) ja ")[2]
    assert to_child.startswith("150 eurot kuus (alates oktoobrist 2026)")
    assert decision.count("Hüvitis makstakse lapse kontole") < len(grant.items)
    assert ", § 30 lg 4" in decision.partition("Õiguslik alus")[2].partition("Põhjendus")[0]


def test_what_goes_to_two_accounts_has_not_changed() -> None:
    assert of_kind(with_ward(), Kind.CHANGE) == []


def test_what_goes_on_past_the_months_asked_about_has_neither_end_nor_sum() -> None:
    (grant, *_) = of_kind(with_ward(), Kind.GRANT)
    document = draft(with_ward(), grant, particulars(own=None))
    grids = [
        block
        for portion in document.portions
        if portion.part is Part.CALCULATION
        for block in portion.blocks
        if isinstance(block, Grid)
    ]
    assert grids
    assert all(grid.foot == () for grid in grids)
    decision = plain(document).partition("Otsustan")[2].partition("Taotlus")[0]
    assert "november 2026" not in decision


def test_an_end_is_told_by_its_facts_and_days() -> None:
    (ended,) = of_kind(grown_up(), Kind.TERMINATION)
    text = told(grown_up(), ended)
    assert "Lapsetoetuse vanusepiir täitus 10. mail 2026" in text
    assert "lõppes 31. augustil 2026 (PHS § 17 lg 2)" in text
    assert "Peres on 2 last" in text
    basis = text.partition("Õiguslik alus")[2].partition("Põhjendus")[0]
    assert all(provision in basis for provision in ("§ 21 lg 1", "§ 31"))


def test_a_fall_in_the_number_of_children_is_no_change_of_a_rate() -> None:
    (changed,) = of_kind(grown_up(), Kind.CHANGE)
    assert (changed.items[0].before, changed.items[0].after) == (100_00, 80_00)
    text = told(grown_up(), changed)
    assert "PHS § 27 lg 1" not in text
    assert "Kohaldan sama reeglit" in text
    assert "(PHS § 30 lg 1)" in text


def test_a_right_that_broke_off_before_it_was_claimed_is_decided_once() -> None:
    away = [
        {"country": "EE", "ground": "citizen", "to": "2026-03-31"},
        {"country": "GE", "from": "2026-04-01", "to": "2026-05-31"},
        {"country": "EE", "ground": "citizen", "from": "2026-06-01"},
    ]
    broken = family(
        period={"from": "2026-01", "to": "2026-08"},
        people={"aino": {"name": "Aino Kask", "residence": away}},
        children={"a": child("Anni", "2018-05-10", "aino", residence=away)},
        claims=[claim("child_allowance", received="2026-07-05")],
    )
    (decided,) = [m for m in matters(broken) if not m.is_letter]
    assert decided.kind is Kind.PARTIAL_GRANT
    statuses = [item.status for item in decided.items]
    assert statuses == [Status.GRANTED, Status.REFUSED, Status.GRANTED]
    assert "1. aprillist kuni 31. maini 2026" in told(broken, decided)


def test_days_paid_for_a_death_name_the_death_and_each_reason_its_days() -> None:
    aino = AINO | {
        "sex": "female", "sickness_benefit_right": [{"from": "2015-01-01"}], "notes": [],
        "income": [{"from": "2020-01", "to": "2027-12", "gross": 1500}], "unemployed": [],
        "previous_income_base": [],
    }  # fmt: skip
    claimed = {"by": "aino", "for": "a", "kind": "mothers", "leave": "registered"}
    solved = family(
        as_of="2026-11-01",
        period={"from": "2026-06", "to": "2026-09"},
        people={"aino": aino},
        children={
            "a": child(
                "Anni", "2026-06-10", "aino", expected="2026-06-20", week=40, death="2026-07-30"
            )
        },
        claims=[],
        parental_days=[{**claimed, "from": "2026-06-01", "to": "2026-09-30"}],
    )
    (partial,) = of_kind(solved, Kind.PARTIAL_GRANT)
    text = told(solved, partial)
    assert "sündinud 10. juunil 2026, surnud 30. juulil 2026" in text
    assert "Pärast lapse surma makstakse ema vanemahüvitist edasi (PHS § 34 lg 7)" in text
    reasons = text.partition("Põhjendus")[2].partition("Ärakuulamine")[0]
    for item in partial.items:
        assert item.end is not None
        assert day_spell(item.first, item.end.last, "et") in reasons


def test_a_first_month_that_is_open_is_left_to_another_decision() -> None:
    guardianship = {
        "guardian": "aino",
        "natural_person": True,
        "opened": "2020-01-05",
        "made_known": "2020-02-05",
        "final": "2020-03-01",
        "parents_fulfil_duty": False,
    }
    ward = child("Anni", "2012-05-10", "mari", guardianship=[guardianship])
    solved = family(
        period={"from": "2026-08", "to": "2026-09"},
        people={"aino": AINO, "mari": {"name": "Mari", "residence": HOME}},
        children={"a": ward},
        claims=[claim("child_allowance", received="2020-02-20")],
    )
    (grant,) = of_kind(solved, Kind.GRANT)
    assert "andmeid veel ei ole (jaanuar 2020)" in told(solved, grant)
