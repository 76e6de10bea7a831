"""From a case file to the facts about days: claims, twins, leave, partners, new recipients."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from perenou.casework.case_file import read, read_text
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.determination import Right, Status
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import START
from perenou.casework.parental_days import MOST_DAYS
from perenou.casework.solve import Solved, solve
from perenou.rules.recurrence import Recurrence
from perenou.rules.rule import day_of
from perenou.rules.types import NEVER
from perenou.rules.unknown import Open

PARENTS = [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}]
BORN = {"birth": "2026-03-10", "parents": PARENTS}


def case_of(**more: Any) -> dict[str, Any]:
    return {
        "people": {"jaan": {}, "mari": {}, "olev": {}},
        "children": {"juku": BORN},
        **more,
    }


def facts(**more: Any) -> CaseFacts:
    return CaseFacts(read_text(json.dumps(case_of(**more)), "case.json"))


def carer(of: CaseFacts, name: str, who: str, child: str = "juku", on: str = "2026-05-01") -> Any:
    row = of.carers.index((of.people.index(who), of.children.index(child)))
    return of.line(name, row).at(day_of(on))


def is_open(value: Any) -> bool:
    return isinstance(value, Open)


def claimed(**entry: Any) -> dict[str, Any]:
    return {"by": "mari", "for": "juku", "kind": "shared", "from": "2026-05-01",
            "to": "2026-05-31", **entry}  # fmt: skip


# ---------------------------------------------------------------- who, for whom, which kind


def test_days_of_adopters_benefit() -> None:
    of = facts(parental_days=[claimed(kind="adopters")])
    assert carer(of, "wishes_adopters", "mari") is True
    assert carer(of, "wishes_shared", "mari") is False
    assert carer(of, "entitled_to_leave", "mari") is False


def test_one_day_in_two_kinds_for_one_child_is_refused_and_for_two_children_not() -> None:
    twice = [claimed(), claimed(kind="fathers")]
    with pytest.raises(CaseFileError):
        facts(parental_days=twice)
    two = {"juku": BORN, "liis": {**BORN, "birth": "2027-05-10"}}
    of = facts(children=two, parental_days=[claimed(), claimed(**{"for": "liis"})])
    assert carer(of, "wishes_shared", "mari", "liis") is True
    unnamed = {k: v for k, v in claimed().items() if k != "for"}
    assert is_open(carer(facts(parental_days=[unnamed, unnamed]), "wishes_shared", "mari"))


# ---------------------------------------------------------------- twins


def twins(*days: dict[str, Any], **juku: Any) -> CaseFacts:
    children = {"juku": {**BORN, "birth_set": "a", **juku}, "liis": {**BORN, "birth_set": "a"}}
    return facts(children=children, parental_days=list(days))


def test_days_for_any_child_of_a_birth_are_days_of_the_birth() -> None:
    of = twins(claimed(**{"for": "liis"}))
    assert carer(of, "wishes_shared", "mari", "juku") is True
    assert carer(of, "wishes_shared", "mari", "liis") is False


def test_days_for_two_children_of_a_birth_are_claimed_twice() -> None:
    second = {"for": "liis", "from": "2026-05-15", "to": "2026-06-15"}
    of = twins(claimed(), claimed(**second), claimed(by="jaan", **{**second, "for": "liis"}))
    for on, twice in (("2026-05-14", False), ("2026-05-15", True), ("2026-05-31", True),
                      ("2026-06-01", False)):  # fmt: skip
        assert carer(of, "wishes_shared", "mari", "liis", on) is twice
    assert carer(of, "wishes_shared", "jaan", "liis", "2026-05-20") is False
    assert carer(of, "wishes_shared", "mari", "juku", "2026-06-10") is True
    open_end = twins(claimed(), claimed(**{**second, "to": "2026-05"}))
    assert is_open(carer(open_end, "wishes_shared", "mari", "liis", "2026-05-20"))
    other = twins(claimed(), claimed(kind="fathers", **second))
    assert carer(other, "wishes_shared", "mari", "liis", "2026-05-20") is False
    assert carer(other, "wishes_fathers", "mari", "liis", "2026-05-20") is True
    loose = twins(claimed(), claimed(**{**second, "from": "2026-05", "to": "2026-05"}))
    assert is_open(carer(loose, "wishes_shared", "mari", "liis", "2026-05-20"))


@pytest.mark.parametrize("gone", [{"death": "2026-04-01"}, {"stillborn": {"week": 36}}])
def test_the_days_of_a_birth_stand_with_a_child_that_is_alive(gone: dict[str, Any]) -> None:
    of = twins(claimed(**{"for": "liis"}), **gone)
    assert carer(of, "wishes_shared", "mari", "liis") is True
    assert carer(of, "wishes_shared", "mari", "juku") is False


# ---------------------------------------------------------------- leave, parents away, days before


@pytest.mark.parametrize(
    ("field", "name"), [("parental_leave", "on_parental_leave"), ("not_raising", "steps_aside")]
)
def test_lists_that_name_a_parent(field: str, name: str) -> None:
    spell = {"who": "jaan", "from": "2026-05-01", "to": "2026-05-31"}
    of = facts(children={"juku": {**BORN, field: [spell]}})
    assert carer(of, name, "jaan") is True
    assert carer(of, name, "jaan", on="2026-06-01") is False
    assert carer(of, name, "mari") is False
    somebody = facts(children={"juku": {**BORN, field: [{"from": "2026-05-01"}]}})
    assert is_open(carer(somebody, name, "jaan"))
    assert is_open(carer(facts(), name, "jaan"))
    assert carer(facts(otherwise="ordinary"), name, "jaan") is False
    with pytest.raises(CaseFileError):
        facts(children={"juku": {**BORN, field: [{**spell, "who": "jann"}]}})


def test_days_paid_before() -> None:
    def before(of: CaseFacts) -> Any:
        return of.line("parental_days_paid_before", 0).at(START)

    assert before(facts(children={"juku": {**BORN, "parental_days_paid_before": 120}})) == 120
    unknown = before(facts(children={"juku": {**BORN, "parental_days_paid_before": "unknown"}}))
    assert unknown.bounds == (0, MOST_DAYS)
    assert is_open(before(facts()))
    assert before(facts(otherwise="ordinary")) == 0
    with pytest.raises(CaseFileError):
        facts(children={"juku": {**BORN, "parental_days_paid_before": MOST_DAYS + 1}})


def test_when_a_new_recipient_applied() -> None:
    of = facts(parental_days=[claimed(recipient_change="2026-04-20")])
    assert carer(of, "recipient_change_day", "mari") == day_of("2026-04-20")
    assert carer(of, "recipient_change_day", "mari", on="2026-06-01") == NEVER
    assert carer(of, "recipient_change_day", "jaan") == NEVER
    assert carer(facts(parental_days=[claimed()]), "recipient_change_day", "mari") == NEVER
    vague = facts(parental_days=[claimed(recipient_change="2026-04")])
    assert is_open(carer(vague, "recipient_change_day", "mari"))
    own = facts(parental_days=[claimed(kind="fathers", recipient_change="2026-04-20")])
    assert carer(own, "recipient_change_day", "mari") == NEVER


# ---------------------------------------------------------------- adopters and partners


def test_adoptive_parents_are_both_adopters_and_neither_is_the_mother() -> None:
    links = [{**link, "ground": "adoption", "from": "2026-04-20"} for link in PARENTS]
    adopted = {**BORN, "parents": links, "adoption": {"by": "mari", "final": "2026-04-20"}}
    of = facts(children={"juku": adopted})
    for who in ("mari", "jaan"):
        assert carer(of, "is_adopter", who) is True
    assert carer(of, "is_mother", "mari") is False
    assert carer(of, "is_adopter", "olev") is False


@pytest.mark.parametrize(
    ("couple", "parents", "partner"),
    [
        pytest.param({"who": ["mari", "olev"], "kind": "marriage"}, PARENTS, True, id="married"),
        pytest.param({"who": ["mari", "olev"], "kind": "cohabitation"}, PARENTS, False, id="not"),
        pytest.param({"who": ["mari", "olev"]}, PARENTS, None, id="of unknown kind"),
        pytest.param(
            {"who": ["jaan", "olev"], "kind": "registered"}, PARENTS, False, id="father's"
        ),
        pytest.param({"kind": "marriage"}, PARENTS, None, id="of unknown people"),
        pytest.param(
            {"who": ["mari", "olev"], "kind": "marriage"},
            [{"who": "mari"}],
            None,
            id="role unknown",
        ),
    ],
)
def test_the_partner_of_the_mother(couple: Any, parents: Any, partner: bool | None) -> None:
    of = facts(couples=[couple], children={"juku": {**BORN, "parents": parents}})
    found = carer(of, "is_partner_of_mother", "olev")
    assert is_open(found) if partner is None else found is partner
    assert carer(of, "is_partner_of_mother", "mari") is False


def test_silence_about_couples_leaves_the_partner_open() -> None:
    assert is_open(carer(facts(), "is_partner_of_mother", "olev"))
    assert carer(facts(couples=[]), "is_partner_of_mother", "olev") is False


# ---------------------------------------------------------------- what is told

LIVES = [{"country": "EE", "ground": "citizen"}]


def rights_of(benefit: str, **more: Any) -> list[Right]:
    told = {
        "residence": LIVES,
        "income": [],
        "previous_income_base": [],
        "sickness_benefit_right": [],
    }
    content = case_of(
        as_of="2026-12-01",
        period={"from": "2026-03", "to": "2026-12"},
        otherwise="ordinary",
        claims=[],
        people=dict.fromkeys(("mari", "jaan", "olev"), told),
        **{"children": {"juku": {**BORN, "residence": LIVES}}, **more},
    )
    answer = solve(read_text(json.dumps(content), "case.json"))
    return [right for right in answer.rights if right.benefit == benefit]


def test_a_refusal_names_who_claimed_the_days_and_what_bars_them() -> None:
    days = [
        claimed(by="jaan", **{"from": "2026-05-01", "to": "2026-05-10"}),
        claimed(**{"from": "2026-03-20", "to": "2026-03-25"}),
    ]
    found = rights_of("shared_parental_benefit", parental_days=days)
    told = {(right.holder, right.status, tuple(g.name for g in right.grounds)) for right in found}
    assert told == {
        ("jaan", Status.REFUSED, ("fathers_right_goes_on",)),
        ("mari", Status.REFUSED, ("mothers_time_goes_on",)),
    }


def test_days_claimed_for_both_twins_are_refused_for_the_second() -> None:
    born = {**BORN, "expected": "2026-03-10", "residence": LIVES, "birth_set": "a"}
    twins = {"juku": born, "liis": born}
    days = [claimed(), claimed(**{"for": "liis"})]
    found = rights_of("shared_parental_benefit", children=twins, parental_days=days)
    told = {(right.about, right.status): [g.name for g in right.grounds] for right in found}
    assert told["liis", Status.REFUSED] == ["is_borne_by_other_child"]
    assert ("juku", Status.GRANTED) in told


def test_what_is_told_with_one_child_of_a_birth_holds_for_the_birth() -> None:
    born = {**BORN, "birth_set": "a"}
    leave = [{"who": "jaan", "from": "2026-04-01"}]
    told = {**born, "fathers_waiver": "2026-04-01", "parental_leave": leave}
    of = facts(children={"juku": born, "liis": told})
    assert carer(of, "fathers_waiver_day", "jaan") == day_of("2026-04-01")
    assert carer(of, "on_parental_leave", "jaan") is True
    alone = facts(children={"juku": BORN, "liis": {**told, "birth_set": "b"}})
    assert carer(alone, "fathers_waiver_day", "jaan") == NEVER


@pytest.mark.parametrize(
    ("kind", "serves"), [("prison", True), ("remand", False), (None, None), ("unknown", None)]
)
def test_who_serves_a_sentence(kind: str | None, serves: bool | None) -> None:
    spell = {"from": "2026-04-01", "to": "2026-06-01"} | ({} if kind is None else {"kind": kind})
    of = facts(people={"jaan": {"imprisonment": [spell]}, "mari": {}})
    found = of.line("serves_sentence", of.people.index("jaan")).at(day_of("2026-05-01"))
    assert is_open(found) if serves is None else found is serves


def test_running_totals_cut_time_only_where_something_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A norm that tells a running total itself would make each of three years' days a piece."""
    passes = 0
    one_pass = Recurrence._pass

    def counted(self: Recurrence, *arguments: Any) -> Any:
        nonlocal passes
        passes += 1
        return one_pass(self, *arguments)

    monkeypatch.setattr(Recurrence, "_pass", counted)
    example = Path(__file__).parents[2] / "examples" / "parental_benefit_two_parents.yaml"
    assert Solved(read(example)).payments
    assert 0 < passes < 60
