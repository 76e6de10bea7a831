"""A child who grows up equally with two separated parents: who is paid, why, and what is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from perenou.casework.case_file import read
from perenou.casework.case_file.reader import parse
from perenou.casework.determination import Determination
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.language.grammar import LANGUAGES

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
HOME: Final = [{"country": "EE", "ground": "citizen"}]
SILENT: Final = "silent"
CHILD: Final = "child_allowance"


@cache
def solved(counted_with: str, reading: str = "") -> Determination:
    """Two shared children, one who lives with the mother alone; both parents claimed.

    Args:
        counted_with: the parent in whose family the shared ones are counted; ``silent``: not told;
            empty: there is neither agreement nor order.
    """
    family = [{"family_of": counted_with, "by": "agreement"}] if counted_with else []
    told = {} if counted_with == SILENT else {"counted_with": family}
    parents = [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}]
    shared = {
        "residence": HOME,
        "parents": parents,
        "lives": [{"with": ["ema", "isa"], "share": "equal"}],
        **told,
    }
    alone = {"residence": HOME, "parents": parents, "lives": [{"with": ["ema"], "share": "full"}]}
    benefits = ["child_allowance", "large_family_allowance"]
    case = parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-03", "to": "2026-03"},
            "otherwise": "ordinary",
            "people": {"ema": {"residence": HOME}, "isa": {"residence": HOME}},
            "children": {
                "aita": {"birth": "2012-05-12", **shared},
                "bert": {"birth": "2014-08-08", **shared},
                "cilly": {"birth": "2016-08-08", **alone},
            },
            "claims": [
                {"by": "ema", "for": "all", "benefits": benefits, "received": "2017-01-10"},
                {"by": "isa", "for": ["aita", "bert"], "benefits": benefits,
                 "received": "2026-01-10", "consent": False},
            ],
        }
    )  # fmt: skip
    readings = {"is_counted_here_if_shared": reading} if reading else {}
    return Solved(case, readings=readings).determination


def paid(made: Determination) -> dict[tuple[str, ...], tuple[tuple[str, ...], int, int]]:
    return {
        p.for_whom: (p.payees, p.least, p.most)
        for p in made.payments
        if p.benefit == "child_allowance"
    }


def test_one_question_about_each_child_and_nothing_that_the_file_says() -> None:
    asked = [(question.facts[0], question.about) for question in solved(SILENT).questions]
    assert sorted(asked) == [("counted_in_family", ("aita",)), ("counted_in_family", ("bert",))]


def test_the_allowance_is_due_to_somebody_while_it_is_open_to_whom() -> None:
    made = solved(SILENT)
    for child in ("aita", "bert"):
        payees, least, _ = paid(made)[child,]
        assert set(payees) == {"ema", "isa"}
        assert least == 80_00
    # What may come out does: nothing beyond the three ways in which it can be settled.
    totals = [solved(way).total for way in ("", "ema", "isa")]
    assert made.total == (min(low for low, _ in totals), max(high for _, high in totals))


def test_without_agreement_or_order_whoever_claimed_first_goes_on_being_paid() -> None:
    # PHS § 6 lg 1, § 26 lg 3
    made = solved("")
    assert {payees for payees, _, _ in paid(made).values()} == {("ema",)}
    assert made.total == (80_00 + 80_00 + 100_00 + 450_00,) * 2
    assert not made.questions
    doubt = next(doubt for doubt in made.doubts if doubt.key == "shared_without_agreement")
    other = solved("", "nobody_until_settled")
    assert doubt.difference == (other.total[0] - made.total[0],) * 2
    assert set(paid(other)) == {("cilly",)}


@pytest.mark.parametrize(
    ("way", "payee", "why", "family"),
    [
        pytest.param("", "ema", "unsettled", {"aita", "bert", "cilly"}, id="nothing settled"),
        pytest.param("ema", "ema", "agreement", {"aita", "bert", "cilly"}, id="the mother"),
        pytest.param("isa", "isa", "agreement", {"aita", "bert"}, id="the father"),
    ],
)
def test_it_is_said_who_is_paid_and_who_counts_together(
    way: str, payee: str, why: str, family: set[str]
) -> None:
    made = solved(way)
    assert {(each.child, each.payee, each.why) for each in made.payees} == {
        ("aita", payee, why),
        ("bert", payee, why),
    }
    assert {frozenset(each.family) for each in made.payees} == {frozenset(family)}


def test_turns_without_consent_are_told_with_the_judgment() -> None:
    # PHS § 6 lg 1; Supreme Court en banc, 19.10.2020, 3-18-1672
    made = Solved(read(EXAMPLES / "separated_parents_alternating.yaml")).determination
    assert {(e.payee, e.why, e.without_consent) for e in made.payees} == {
        ("helen", "order", False),
        ("margus", "order", True),
    }
    assert "turns_without_consent" in {doubt.key for doubt in made.doubts}
    for language in LANGUAGES:
        section = tell(made, language).section("payees")
        assert section is not None
        text = " ".join(line.text for line in section.lines)
        for cited in ("PHS § 6 lg 1", "PHS § 25 lg 2", "PHS § 26 lg 3", "3-18-1672"):
            assert cited in text, cited
        assert any(cited == "PHS § 26 lg 1" for line in section.lines for cited, _ in line.cited)


def test_a_consent_that_comes_with_a_later_claim_is_one_from_the_agreements_day() -> None:
    # The child is counted with the father from 15 August; he claims on the 20th with her consent.
    case = parse(
        {
            "as_of": "2026-12-01",
            "period": {"from": "2026-07", "to": "2026-10"},
            "otherwise": "ordinary",
            "people": {"ema": {"residence": HOME}, "isa": {"residence": HOME}},
            "children": {
                "aita": {
                    "birth": "2015-03-03",
                    "residence": HOME,
                    "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
                    "lives": [{"with": ["ema", "isa"], "share": "equal"}],
                    "counted_with": [
                        {"family_of": "ema", "by": "agreement", "to": "2026-08-14"},
                        {"family_of": "isa", "by": "agreement", "from": "2026-08-15"},
                    ],
                }
            },
            "claims": [
                {"by": "ema", "for": "all", "benefits": [CHILD], "received": "2015-03-10"},
                {"by": "isa", "for": "all", "benefits": [CHILD], "received": "2026-08-20",
                 "consent": True},
            ],
        }
    )  # fmt: skip
    made = Solved(case).determination
    assert {(e.payee, e.without_consent) for e in made.payees} == {("ema", False), ("isa", False)}
    assert "turns_without_consent" not in {doubt.key for doubt in made.doubts}
