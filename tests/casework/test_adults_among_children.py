"""Whoever stands among the children and is named as an adult of another child is a person, too."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any, Final

import pytest
from tests.solved import solved

from perenou.acts.draft import draft
from perenou.acts.matter import Kind
from perenou.acts.matters import matters
from perenou.acts.particulars import Particulars
from perenou.casework.anonymous import anonymous
from perenou.casework.case_file import CaseFileError, parse
from perenou.casework.case_file.references import adults_among_children, possible_adults
from perenou.casework.case_file.schema import Case
from perenou.casework.determination import Question, Status
from perenou.casework.solve import Solved
from perenou.casework.talks import Asking, Part
from perenou.casework.what_helps import what_helps

HOME: Final = [{"country": "EE", "ground": "citizen"}]
DOUBT: Final = "minor_claimant"


def plain(**more: Any) -> dict[str, Any]:
    """A mother with two children, and a baby of whom nothing is said yet."""
    child: dict[str, Any] = {"residence": HOME, "parents": [{"who": "ema", "role": "mother"}]}
    child |= {"second_parent": "none", "lives": [{"with": ["ema"], "share": "full"}]}
    baby = {"birth": "2026-05-05", "residence": HOME, "second_parent": "none", **more}
    return {
        "as_of": "2026-10-10",
        "period": {"from": "2026-05", "to": "2026-06"},
        "otherwise": "ordinary",
        "people": {"ema": {"residence": HOME}},
        "children": {
            "ann": {"birth": "2010-03-03", **copy.deepcopy(child)},
            "bert": {"birth": "2013-03-03", **copy.deepcopy(child)},
            "beebi": baby,
        },
        "couples": [],
        "claims": [],
    }


def claim(by: str, for_: str, *benefits: str) -> dict[str, Any]:
    return {"by": by, "for": [for_], "benefits": [*benefits], "received": "2026-05-20"}


def of_ann(birth: str = "2010-03-03", **ann: Any) -> dict[str, Any]:
    """Ann is the baby's mother, raises it and claims for it."""
    told = plain(
        parents=[{"who": "ann", "role": "mother"}], lives=[{"with": ["ann"], "share": "full"}]
    )
    told["children"]["ann"] |= {"birth": birth, **ann}
    told["claims"] = [
        claim("ema", "ann", "child_allowance"),
        claim("ann", "beebi", "child_allowance", "birth_allowance"),
    ]
    return told


def paid(case: Case) -> list[tuple[str, str, tuple[str, ...], int]]:
    """Benefit, child, payees and cents of each payment for the baby."""
    return [
        (p.benefit, p.for_whom[0], p.payees, p.least)
        for p in Solved(case).payments
        if p.for_whom == ("beebi",)
    ]


def hers(may: int, june: int) -> list[tuple[str, str, tuple[str, ...], int]]:
    """Child allowance of two months, in the first for 27 of 31 days; 320 once (PHS § 22 lg 4)."""
    return [
        ("child_allowance", "beebi", ("ann",), may),
        ("birth_allowance", "beebi", ("ann",), 320_00),
        ("child_allowance", "beebi", ("ann",), june),
    ]


@pytest.mark.parametrize(
    ("homes", "expected"),
    [
        # PHS § 17 lg 3: 80 for the first child of a family; § 7 lg 1: 80 * 27/31.
        pytest.param(["ann"], hers(69_68, 80_00), id="a family of their own"),
        # § 26 lg 1: a third child that grows up together with Ann and Bert; 100 * 27/31.
        pytest.param(["ann", "ema"], hers(87_10, 100_00), id="raised by the grandmother, too"),
    ],
)
def test_a_minor_mother_is_paid_for_her_child_and_her_claim_is_a_doubt(
    homes: list[str], expected: list[tuple[str, str, tuple[str, ...], int]]
) -> None:
    told = of_ann()
    told["children"]["beebi"]["lives"] = [{"with": homes, "share": "full"}]
    case = parse(told)
    assert paid(case) == expected
    made = Solved(case).determination
    assert DOUBT in [each.key for each in made.doubts]
    assert made.questions == ()


def test_a_mother_of_age_among_the_children_is_paid_without_that_doubt() -> None:
    independent = {"independent": [{"from": "2025-12-03"}], "studies": []}
    case = parse(of_ann("2007-12-03", secondary_education="2026-01-20", **independent))
    assert paid(case) == hers(69_68, 80_00)
    assert DOUBT not in [each.key for each in Solved(case).determination.doubts]


def test_her_days_are_hers_and_a_grandparent_has_none() -> None:
    made = solved("minor_mother").determination
    assert made.parental is not None
    assert {quota.who for quota in made.parental.quotas} == {"kadi", None}
    assert DOUBT in [each.key for each in made.doubts]


def test_a_grandchild_adds_nothing_to_the_grandmothers_family() -> None:
    told = of_ann()
    told["claims"][0] = claim("ema", "ann", "child_allowance", "large_family_allowance")
    told["claims"][0]["for"] = ["ann", "bert"]
    told["children"]["beebi"]["lives"][0]["with"] = ["ann", "ema"]
    assert not [p for p in Solved(parse(told)).payments if p.benefit == "large_family_allowance"]


def test_a_claim_of_a_sibling_who_may_not_claim_is_refused_and_not_dropped() -> None:
    told = plain(
        parents=[{"who": "ema", "role": "mother"}], lives=[{"with": ["ema"], "share": "full"}]
    )
    told["claims"] = [claim("ann", "beebi", "child_allowance")]
    found = [m for m in matters(Solved(parse(told))) if m.addressee == "ann"]
    [matter] = [m for m in found if m.kind is Kind.REFUSAL]
    assert [item.about for item in matter.items] == [("beebi",)]
    assert matter.items[0].grounds


def test_an_act_is_addressed_through_the_representative_and_says_nothing_of_herself() -> None:
    case = Solved(parse(of_ann()))
    [matter] = [m for m in matters(case) if m.addressee == "ann" and m.kind is Kind.GRANT]
    assert {item.about for item in matter.items} == {("beebi",)}
    asked = "the minor's legal representative"
    written = draft(case, matter, Particulars(), "en")
    assert asked in [gap.what for gap in written.gaps]
    # On her 18th birthday she acts herself (TsÜS § 8 lg 2).
    of_age = Particulars.model_validate({"day": "2028-03-03"})
    assert asked not in [gap.what for gap in draft(case, matter, of_age, "en").gaps]


def test_who_is_named_for_another_child_is_an_adult_among_the_children() -> None:
    spell = {"from": "2026-06-01"}
    for named in (
        {"parents": [{"who": "ann", "role": "mother"}]},
        {"lives": [{"with": ["ann"], "share": "full"}]},
        {"guardianship": [{"guardian": "ann", "made_known": "2026-06-01"}]},
        {"foster": [{"parent": "ann", **spell}]},
        {"separated": [{"raised_by": "ann", **spell}]},
        {"raised_in_emergency": [{"who": "ann", **spell}]},
        {"adoption": {"by": "ann", "final": "2026-06-01"}},
    ):
        assert adults_among_children(parse(plain(**named))) == ("ann",), named
    days = {"by": "ann", "for": "beebi", "kind": "shared", "from": "2026-06-01", "to": "2026-06-30"}
    month = {"payee": "ann", "for": ["beebi"], "benefit": "child_allowance", "amount": 80}
    for key, entry in (
        ("claims", claim("ann", "beebi", "child_allowance")),
        ("parental_days", days),
        ("paid", {**month, "from": "2026-06", "to": "2026-06"}),
        ("waivers", {"by": "ann", "for": ["beebi"], "received": "2026-06-01"}),
        ("notices", {"to": "ann", "received": "2026-06-01"}),
    ):
        assert adults_among_children(parse({**plain(), key: [entry]})) == ("ann",), key
    for entry in (claim("ann", "ann", "child_allowance"), claim("ema", "ann", "child_allowance")):
        assert adults_among_children(parse({**plain(), "claims": [entry]})) == ()


def test_whom_an_interview_offers_as_an_adult() -> None:
    # Ann is 16 years older than the baby and Bert 13; of two children close in age neither is.
    assert possible_adults(parse(plain())) == ("ema", "ann", "bert")
    asking = Asking(parse(plain()), Question(("is_parent",), ("ema", "beebi"), 0, ()))
    for child, offered in (("beebi", ("ema", "ann", "bert")), ("bert", ("ema", "ann"))):
        step = asking.step(Part("who", "people"), f"children.{child}.parents", "is_parent")
        assert step.choices == offered
    close = plain()
    del close["children"]["beebi"]
    assert possible_adults(parse(close)) == ("ema",)


def test_what_would_help_is_a_claim_of_the_minor_mother() -> None:
    told = of_ann()
    told["claims"].pop()
    [best, *_] = what_helps(Solved(parse(told)), "child_allowance").found
    assert [(c.way, c.about) for c in best.changes] == [("claim", ("ann", "beebi"))]


def test_the_same_case_of_invented_people() -> None:
    case = solved("sister_as_guardian").case
    made = anonymous(case, case.as_of_day or 0)
    assert len(adults_among_children(made)) == 1


def test_a_right_in_nobodys_hands_is_not_a_dead_parents() -> None:
    dead = ("ema", "isa")
    made = solved("sister_as_guardian").determination
    assert not [
        each
        for each in made.rights
        if each.benefit.startswith("survivors_allowance") and each.holder in dead
    ]
    hers = [r for r in made.rights if r.about == "siiri" and r.status is Status.GRANTED]
    assert [(r.first, r.is_late) for r in hers] == [(date(2026, 10, 5).toordinal(), False)] * 2


def test_nobody_stands_in_both_places() -> None:
    told = of_ann()
    told["people"]["ann"] = {"residence": HOME}
    with pytest.raises(CaseFileError) as error:
        parse(told)
    assert "id_in_both" in [each.key for each in error.value.problems]
