"""Whom acts and letters reach, and how a right that passes is told to both."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

import pytest
from tests.acts.cases import HOME, drafted, family, particulars

from perenou.acts.document import Part, plain, spans_of, text_of
from perenou.acts.draft import draft
from perenou.acts.matter import Kind, Matter
from perenou.acts.matters import matters
from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES, Language

PERIOD: Final = {"from": "2026-05", "to": "2026-09"}
CHILD: Final[dict[str, Any]] = {
    "name": "Juku Näide",
    "birth": "2018-05-14",
    "residence": HOME,
    "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
    "lives": [{"with": ["mari", "jaan"], "share": "full"}],
}


def claim(who: str, received: str) -> dict[str, Any]:
    return {"by": who, "for": "all", "benefits": ["child_allowance"], "received": received}


def parents(**changes: dict[str, Any]) -> dict[str, Any]:
    """Two adults, with what else is so of them."""
    names = {"mari": "Mari Näide", "jaan": "Jaan Näide"}
    return {
        who: {"name": name, "residence": HOME, **changes.get(who, {})}
        for who, name in names.items()
    }


@cache
def bereaved() -> Solved:
    """The mother, who was paid, died on 10 June; the father claimed afterwards."""
    return family(
        period=PERIOD,
        people=parents(mari={"death": "2026-06-10"}),
        children={"juku": CHILD},
        claims=[claim("mari", "2018-06-01"), claim("jaan", "2026-07-01")],
    )


@cache
def imprisoned() -> Solved:
    """The father, who was paid, is in prison from 12 March to 5 July; the mother claims."""
    prison = [{"from": "2026-03-12", "to": "2026-07-05", "kind": "prison"}]
    return family(
        period={"from": "2026-02", "to": "2026-08"},
        people=parents(jaan={"imprisonment": prison}),
        children={"juku": CHILD},
        claims=[claim("jaan", "2018-06-01"), claim("mari", "2026-04-20")],
    )


@cache
def adopted() -> Solved:
    """The mother, who was paid, gave the child up; Tiiu and Toomas adopted it on 15 April."""
    new = {"tiiu": "Tiiu Uus", "toomas": "Toomas Uus"}
    people = parents() | {who: {"name": name, "residence": HOME} for who, name in new.items()}
    child = CHILD | {
        "parents": [
            {"who": "mari", "role": "mother", "to": "2026-04-14"},
            {"who": "tiiu", "role": "mother", "from": "2026-04-15"},
            {"who": "toomas", "role": "father", "from": "2026-04-15"},
        ],
        "lives": [
            {"with": ["mari"], "share": "full", "to": "2026-04-14"},
            {"with": ["tiiu", "toomas"], "share": "full", "from": "2026-04-15"},
        ],
        "adoption": {"by": "tiiu", "final": "2026-04-15", "spouse_of_parent": False},
    }
    return family(
        period={"from": "2026-03", "to": "2026-06"},
        people=people,
        children={"juku": child},
        claims=[
            claim("mari", "2018-06-01"),
            claim("tiiu", "2026-05-10"),
            claim("mari", "2026-08-01"),
        ],
    )


def told(solved: Solved, matter: Matter, language: Language = "et") -> str:
    return plain(draft(solved, matter, particulars(own=None), language))


def kinds_to(solved: Solved, who: str) -> list[Kind]:
    return [each.kind for each in matters(solved) if each.addressee == who]


def only(solved: Solved, who: str, kind: Kind) -> Matter:
    (found,) = (m for m in matters(solved) if m.addressee == who and m.kind is kind)
    return found


def test_nothing_is_written_to_the_dead_and_nobody_is_told_of_what_they_were_granted() -> None:
    assert kinds_to(bereaved(), "mari") == []
    assert kinds_to(bereaved(), "jaan") == [Kind.GRANT]


def test_who_is_paid_next_is_told_of_the_death_and_of_no_taking_over() -> None:
    grant = only(bereaved(), "jaan", Kind.GRANT)
    (item,) = grant.items
    assert item.former is None
    assert item.passes
    decision = told(bereaved(), grant)
    assert "Mari Näide suri 10. juunil 2026." in decision
    assert "perehüvitistele" not in decision  # the dead mother has no right for no other reason


def test_a_later_death_hides_nothing_from_the_living() -> None:
    before = family(
        as_of="2026-06-01",
        period=PERIOD,
        people=parents(mari={"death": "2026-06-10"}),
        children={"juku": CHILD},
        claims=[claim("mari", "2018-06-01"), claim("jaan", "2026-07-01")],
    )
    assert kinds_to(before, "mari") == [Kind.GRANT]


def test_a_former_parent_and_the_adopters_are_not_told_of_each_other() -> None:
    for matter in matters(adopted()):
        text = told(adopted(), matter)
        names = ("Tiiu", "Toomas") if matter.addressee == "mari" else ("Mari", "Jaan")
        assert not any(name in text for name in names), (matter.kind, matter.addressee)
    assert Kind.TERMINATION in kinds_to(adopted(), "mari")
    assert Kind.OTHER_PARENT_NOTICE not in kinds_to(adopted(), "mari")
    assert kinds_to(adopted(), "toomas") == [Kind.OTHER_PARENT_NOTICE]


def test_payment_to_a_prisoner_is_suspended_and_resumed_while_another_is_paid() -> None:
    found = kinds_to(imprisoned(), "jaan")
    assert [k for k in found if k in (Kind.SUSPENSION, Kind.RESUMPTION)] == [
        Kind.SUSPENSION,
        Kind.RESUMPTION,
    ]
    suspended = only(imprisoned(), "jaan", Kind.SUSPENSION)
    (item,) = suspended.items
    assert item.first == date(2026, 3, 12).toordinal()
    assert "PHS § 12 lg 4" in told(imprisoned(), suspended)
    resumed = only(imprisoned(), "jaan", Kind.RESUMPTION)
    assert resumed.items[0].former == "mari"
    assert "Te ei ole enam vangis" in told(imprisoned(), resumed)
    assert len(only(imprisoned(), "jaan", Kind.GRANT).items) == 1


def test_who_is_paid_meanwhile_is_not_told_why() -> None:
    grant = only(imprisoned(), "mari", Kind.GRANT)
    assert "Varasemale taotlejale (Jaan Näide) on maksmine peatatud" in told(imprisoned(), grant)
    for matter in matters(imprisoned()):
        if matter.addressee == "mari":
            for language in ("et", "en"):
                text = told(imprisoned(), matter, language)
                assert not any(word in text for word in ("vangi", "prison")), matter.kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_orphan_of_age_is_told_of_the_deaths_and_why_it_claims_itself(
    language: Language,
) -> None:
    decision = drafted("both_parents_dead", Kind.GRANT, language=language)
    basis = decision.part(Part.BASIS)
    assert basis is not None
    cited = "".join(text_of(tuple(spans_of(block))) for block in basis.blocks)
    assert "PHS § 19¹ lg 2;" in cited
    assert "PHS § 25 lg 1 p 4" in cited
    text = plain(decision).replace("\u00a0", " ")
    died = {
        "et": "{} suri 15. oktoobril 2026 (PHS § 19¹ lg 2)",
        "en": "{} died on 15 October 2026 (PHS § 19¹ lg 2)",
        "ru": "ата смерти ({}): 15 октября 2026 г. (PHS § 19¹ lg 2)",
    }[language]
    for parent in ("Reet Orb", "Kalev Orb"):
        assert died.format(parent) in text
    # What goes on unchanged at 19 is not said again: of each of three allowances only the studies.
    assert text.count({"et": "Alates 11. veebruarist 2027:", "en": "From 11 February 2027",
                       "ru": "С 11 февраля 2027"}[language]) == 3  # fmt: skip
