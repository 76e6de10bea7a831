"""Who is said to be paid where payment passes from one parent to the other, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from perenou.casework.as_json import determination_data
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.determination import Determination, Payee, Status
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.language.grammar import LANGUAGES

HOME: Final = [{"country": "EE", "ground": "citizen"}]
OWN: Final = ["child_allowance"]
ROLES: Final = ("mother", "father")
SINGLE: Final = "single_parent_allowance"


def claim(by: str, received: str) -> dict[str, Any]:
    return {"by": by, "for": "all", "benefits": OWN, "received": received}


def a_case(claims: Sequence[dict[str, Any]], **people: dict[str, Any]) -> Case:
    """A child of two parents who live together; what is told of them besides."""
    return parse(
        {
            "as_of": "2026-11-28",
            "period": {"from": "2026-02", "to": "2026-08"},
            "otherwise": "ordinary",
            "people": {who: {"residence": HOME, **people.get(who, {})} for who in ("ema", "isa")},
            "children": {
                "laps": {
                    "birth": "2012-05-12",
                    "residence": HOME,
                    "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
                    "lives": [{"with": ["ema", "isa"], "share": "full"}],
                }
            },
            "claims": list(claims),
        }
    )


def solved(claims: Sequence[dict[str, Any]], **people: dict[str, Any]) -> Determination:
    """The determination of such a case."""
    return Solved(a_case(claims, **people)).determination


def spells(made: Determination) -> list[tuple[str, str, str]]:
    return [(p.payee, date.fromordinal(p.first).isoformat(), p.why) for p in made.payees]


def test_while_the_first_claimant_is_in_prison_the_other_is_paid_and_it_is_said_why() -> None:
    # PHS § 6 lg 1, § 12 lg 4: claimed later, the mother comes second, and is paid all the same.
    made = solved(
        [claim("isa", "2018-01-05"), claim("ema", "2026-04-20")],
        isa={"imprisonment": [{"kind": "prison", "from": "2026-03-12", "to": "2026-07-05"}]},
    )
    assert spells(made) == [
        ("isa", "2026-02-01", "later"),
        ("ema", "2026-03-12", "suspended"),
        ("isa", "2026-07-06", "first"),
    ]
    suspended: Payee = made.payees[1]
    assert suspended.over == "isa"
    # Whether the mother must consent to being passed over again is open.
    assert "recipient_after_prison" in {doubt.key for doubt in made.doubts}
    assert ("imprisoned", True) in {(ground.name, ground.value) for ground in suspended.grounds}


def test_who_claimed_alone_is_not_said_to_have_come_first() -> None:
    # A parent who works abroad is entitled by Union law without having claimed here.
    abroad = {
        "residence": [{"country": "FI"}],
        "citizenship": [{"country": "EE"}],
        "work": [{"country": "FI", "kind": "employed"}],
    }
    home = {"citizenship": [{"country": "EE"}], "work": [{"country": "EE", "kind": "employed"}]}
    assert solved([claim("ema", "2018-01-05")], ema=home, isa=abroad).payees == ()


def test_after_the_death_of_the_recipient_nobody_is_asked_for_consent() -> None:
    # PHS § 6 lg 1, § 25 lg 1, each as it stood when the spell began
    claims = [claim("ema", "2018-01-05"), claim("isa", "2026-07-01")]
    made = solved(claims, ema={"death": "2026-06-10"})
    assert spells(made) == [("ema", "2026-02-01", "later"), ("isa", "2026-06-11", "alone")]
    for language in LANGUAGES:
        (told,) = (s for s in tell(made, language).sections if s.key == "payees")
        assert len(told.lines) == len(made.payees)
        begins = [spell.first for spell in made.payees]
        assert [{day for _, day in line.cited} for line in told.lines] == [{day} for day in begins]


def test_a_recipient_who_never_changes_needs_no_words() -> None:
    assert solved([claim("ema", "2018-01-05"), claim("isa", "2026-10-01")]).payees == ()


def test_to_whom_is_paid_after_a_ward_came_of_age_is_a_doubt() -> None:
    """The act names guardians, parents and who lives apart, not who once was a guardian."""
    made = Solved(
        parse(
            {
                "as_of": "2026-11-28",
                "period": {"from": "2026-04", "to": "2026-11"},
                "otherwise": "ordinary",
                "people": {who: {"residence": HOME} for who in ("aino", "ema")},
                "children": {
                    "laps": {
                        "birth": "2008-05-10",
                        "residence": HOME,
                        "parents": [{"who": "ema", "role": "mother"}],
                        "lives": [{"with": ["aino"], "share": "full"}],
                        "guardianship": [
                            {
                                "guardian": "aino",
                                "made_known": "2015-02-05",
                                "ended": "2026-05-10",
                                "parents_fulfil_duty": False,
                            }
                        ],
                        "studies": [{"level": "upper_secondary", "from": "2024-09-01"}],
                        "secondary_education": False,
                    }
                },
                "claims": [claim("aino", "2015-03-20")],
            }
        )
    ).determination
    assert "payee_after_majority" in {doubt.key for doubt in made.doubts}
    assert {who for p in made.payments for who in p.payees} == {"aino"}


def test_programs_are_told_who_is_paid_from_when_over_whom_and_why() -> None:
    case = a_case(
        [claim("isa", "2018-01-05"), claim("ema", "2026-04-20")],
        isa={"imprisonment": [{"kind": "prison", "from": "2026-03-12", "to": "2026-07-05"}]},
    )
    told = determination_data(Solved(case))["payees"]
    assert isinstance(told, list)
    _, suspended, back = told
    assert isinstance(suspended, dict)
    assert isinstance(back, dict)
    grounds = suspended.pop("grounds")
    assert suspended == {
        "for": "laps",
        "payee": "ema",
        "from": "2026-03-12",
        "to": "2026-07-05",
        "why": "suspended",
        "without_consent": False,
        "counted_together": ["laps"],
        "over": "isa",
    }
    assert isinstance(grounds, list)
    assert isinstance(grounds[0], dict)
    assert grounds[0]["citation"] == "PHS § 12 lg 4"
    assert back["to"] is None


def to_foster_parents() -> Determination:
    """A mother's child that goes to foster parents with two children of their own on 11 May."""

    def child(birth: str, parents: Sequence[str], **own: Any) -> dict[str, Any]:
        roles = [{"who": who, "role": role} for who, role in zip(parents, ROLES, strict=False)]
        lives = [{"with": list(parents), "share": "full"}]
        return {"birth": birth, "residence": HOME, "parents": roles, "lives": lives, **own}

    case = {
        "as_of": "2026-11-28",
        "period": {"from": "2026-04", "to": "2026-07"},
        "otherwise": "ordinary",
        "people": {who: {"residence": HOME} for who in ("kadi", "mart", "mari")},
        "children": {
            "anni": child(
                "2014-05-10",
                ["mari"],
                lives=[
                    {"with": ["mari"], "share": "full", "to": "2026-05-10"},
                    {"with": ["kadi", "mart"], "share": "full", "from": "2026-05-11"},
                ],
                second_parent="none",
                separated=[{"from": "2026-05-11", "raised_by": "kadi"}],
                foster=[{"parent": "kadi", "from": "2026-05-11", "contract_signed": "2026-05-11"}],
                substitute_care=[{"from": "2026-05-11", "kind": "foster_family"}],
            ),
            "bert": child("2012-02-02", ["kadi", "mart"]),
            "carl": child("2016-02-02", ["kadi", "mart"]),
        },
        "claims": [
            {**claim("mari", "2018-01-05"), "for": ["anni"], "benefits": [*OWN, SINGLE]},
            {**claim("kadi", "2018-01-05"), "for": ["bert", "carl"]},
            {**claim("kadi", "2026-05-20"), "benefits": [*OWN, "large_family_allowance"]},
        ],
    }
    return Solved(parse(case)).determination


def test_where_payment_passes_within_a_month_the_doubt_names_what_is_at_stake() -> None:
    doubts = {doubt.key: doubt for doubt in to_foster_parents().doubts}
    assert doubts["gap_26_month"].moved == 5419, "21 of May's 31 days of 80 euros"
    # PHS § 21 lg 1: three children from 11 May on, 450 * 21 / 31.
    assert doubts["gap_26_family"].difference == (30484, 30484)


def test_a_right_that_somebody_surely_has_is_unclaimed_while_another_may_have_it_too() -> None:
    # The foster parent may claim; whether her husband might, nobody needs to know.
    rights = [right for right in to_foster_parents().rights if right.benefit == SINGLE]
    after = next(right for right in rights if right.first == date(2026, 5, 11).toordinal())
    assert (after.status, after.holder) == (Status.UNCLAIMED, "kadi")


def test_the_children_are_said_of_the_recipient_and_not_after_a_reason() -> None:
    """Behind a finished sentence a name reads as one of those without a right."""
    claims = [claim("ema", "2018-01-05"), claim("isa", "2026-07-01")]
    made = solved(claims, ema={"death": "2026-06-10"})._replace(names=(("laps", "Juku Näide"),))
    for language in LANGUAGES:
        (told,) = (s for s in tell(made, language).sections if s.key == "payees")
        for line in told.lines:
            first, reason = line.text.rsplit(". ", 1)
            assert "Juku Näi" in first
            assert "Juku" not in reason
            assert ":" not in reason
