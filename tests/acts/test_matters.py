from __future__ import annotations

from datetime import date

import pytest
from tests.acts.cases import HOME, example, family, listed, of_kind, particulars

from perenou.acts.choose import numbered
from perenou.acts.document import plain
from perenou.acts.draft import draft
from perenou.acts.matter import ON_REQUEST, Kind, Matter
from perenou.acts.matters import matters
from perenou.casework.case_file import changed
from perenou.casework.determination import Status
from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def kinds(found: tuple[Matter, ...]) -> list[Kind]:
    return [matter.kind for matter in found]


def test_each_claim_brings_its_own_spells_and_payments() -> None:
    first, second = of_kind("overpaid_after_moving", Kind.GRANT)
    assert [item.first for item in first.matter.items] == [day("2017-03-01"), day("2017-08-23")]
    assert [item.first for item in second.matter.items] == [day("2026-09-10")] * 2
    ends = {item.end.last for item in first.matter.items if item.end}
    assert ends == {day("2026-05-20")}
    asked = example("overpaid_after_moving").first_month
    months = [
        {p.month % 12 + 1 for i in m.matter.items for p in i.payments if p.month >= asked}
        for m in (first, second)
    ]
    assert months == [{1, 2, 3, 4, 5}, {9, 10, 11, 12}]


def test_a_right_that_ends_is_a_termination_and_no_refusal() -> None:
    found = [each.matter for each in listed("overpaid_after_moving")]
    assert Kind.REFUSAL not in kinds(tuple(found))
    assert Kind.PARTIAL_GRANT not in kinds(tuple(found))
    ended = next(m for m in found if m.kind is Kind.TERMINATION)
    assert {item.first for item in ended.items} == {day("2026-05-21")}
    assert {g.name for item in ended.items for g in item.grounds} == {
        "child_lives_in_estonia",
        "lives_in_estonia",
    }


def test_a_claim_beside_another_recipient_is_refused_with_that_recipient() -> None:
    people = {
        "mari": {"name": "Mari Näide", "residence": HOME},
        "jaan": {"name": "Jaan Näide", "residence": HOME},
    }
    children = {
        "juku": {
            "name": "Juku Näide",
            "birth": "2018-05-14",
            "residence": HOME,
            "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
            "lives": [{"with": ["mari", "jaan"], "share": "full"}],
        }
    }
    claims = [
        {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2018-06-01"},
        {"by": "jaan", "for": "all", "benefits": ["child_allowance"], "received": "2026-06-01"},
    ]
    solved = family(people=people, children=children, claims=claims)
    refused = next(m for m in matters(solved) if m.kind is Kind.REFUSAL)
    assert refused.addressee == "jaan"
    assert refused.items[0].former == "mari"


def test_a_claim_that_takes_over_is_a_change_of_recipient_with_its_cause() -> None:
    (taken,) = of_kind("separated_parents_alternating", Kind.RECIPIENT_CHANGE)
    assert taken.matter.addressee == "margus"
    of_children = [item for item in taken.matter.items if item.about]
    assert {item.former for item in of_children} == {"helen"}
    assert {g.name for item in of_children for g in item.turned} == {"counted_in_family"}
    told = [each.matter.addressee for each in of_kind("separated_parents_alternating",
                                                      Kind.OTHER_PARENT_NOTICE)]  # fmt: skip
    assert "helen" in told


def test_what_is_open_is_asked_for_and_never_granted() -> None:
    (granted,) = of_kind("missing_facts", Kind.GRANT)
    assert all(p.is_certain for item in granted.matter.items for p in item.payments)
    (asked,) = of_kind("missing_facts", Kind.DOCUMENT_REQUEST)
    assert {item.status for item in asked.matter.items} == {Status.UNDECIDED}
    assert asked.matter.questions


def test_suspension_and_resumption_follow_the_recipients_imprisonment() -> None:
    prison = [{"kind": "prison", "from": "2026-04-10", "to": "2026-08-20"}]
    mari = {"name": "Mari Näide", "residence": HOME, "imprisonment": prison}
    found = matters(family(people={"mari": mari}))
    by_kind = {m.kind: m for m in found if m.kind is not Kind.HEARING}
    assert by_kind[Kind.SUSPENSION].items[0].first == day("2026-04-10")
    assert by_kind[Kind.RESUMPTION].items[0].first == day("2026-08-21")
    assert [g.name for g in by_kind[Kind.SUSPENSION].items[0].grounds] == ["imprisoned"]


def test_new_amounts_are_changes_with_what_brought_them() -> None:
    (changed,) = of_kind("large_family_of_seven", Kind.CHANGE)
    amounts = {item.benefit: (item.before, item.after) for item in changed.matter.items}
    assert amounts == {
        "child_allowance": (100_00, 80_00),
        "large_family_allowance": (650_00, 450_00),
    }
    assert all(item.grounds for item in changed.matter.items)


def test_a_late_claim_says_so() -> None:
    (granted,) = of_kind("late_claim", Kind.PARTIAL_GRANT)
    assert [item.late for item in granted.matter.items if item.status is Status.GRANTED] == [True]


def test_a_grant_without_a_claim_is_a_letter() -> None:
    told = of_kind("second_child_without_claim", Kind.INFORMATION)
    assert told[0].matter.without_claim
    assert told[0].matter.items[0].about == ("rasmus",)


def test_maintenance_of_enforcement_time_is_granted_by_a_measure() -> None:
    example_ = "maintenance_enforcement_and_bankruptcy"
    measure = of_kind(example_, Kind.INFORMATION)[0].matter
    assert measure.benefits == ("maintenance_allowance_enforcement",)
    assert not measure.without_claim
    granted = [each.matter.benefits for each in of_kind(example_, Kind.GRANT)]
    assert ("maintenance_allowance_bankruptcy",) in granted
    debtors = [m.matter for m in of_kind(example_, Kind.OTHER_PARENT_NOTICE)]
    assert any(m.addressee == "margo" and m.items[0].debtor == "margo" for m in debtors)


def test_months_in_which_a_measure_pays_nothing_are_neither_refused_nor_an_end() -> None:
    """PHS § 50 lg 5, § 52 lg 5: each calendar month is accounted by itself, without a decision."""
    owed = {
        "debtor": "jaan",
        "court": [],
        "title": [{"from": "2026-01-01", "month_amount": 260, "kind": "court"}],
        "enforcement": [{"opened": "2026-06-20", "where": "estonia"}],
        "bankruptcy": [],
        "received": [
            {"from": "2026-06", "to": "2026-08", "amount": 40},
            {"from": "2026-09", "amount": 230},
            {"from": "2026-10", "to": "2026-11", "amount": 0},
        ],
    }
    juku = {
        "name": "Juku Näide", "birth": "2016-05-05", "residence": HOME, "maintenance": [owed],
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari"], "share": "full"}],
    }  # fmt: skip
    solved = family(
        as_of="2026-12-20",
        period={"from": "2026-06", "to": "2026-11"},
        people={
            who: {"name": f"{who} Näide", "residence": HOME} for who in ("mari", "jaan")
        },
        children={"juku": juku},
        claims=[
            {"by": "mari", "for": ["juku"], "received": "2026-06-20",
             "benefits": ["maintenance_allowance_enforcement"]}
        ],
    )  # fmt: skip
    found = {matter.kind: matter for matter in matters(solved)}
    assert found.keys() == {Kind.INFORMATION, Kind.OTHER_PARENT_NOTICE}
    paid = [(p.month % 12 + 1, p.least) for i in found[Kind.INFORMATION].items for p in i.payments]
    assert paid == [(8, 16000), (10, 20000), (11, 20000)]


def test_a_debt_may_be_heard_recovered_set_off_and_revoked() -> None:
    debts = [each.matter for each in listed("overpaid_after_moving") if each.matter.overpaid]
    in_case = [m.kind for m in debts if m.kind not in ON_REQUEST or m.kind is Kind.REVOCATION]
    assert in_case == [Kind.HEARING, Kind.RECOVERY_INJUNCTION, Kind.SET_OFF]
    assert {m.total for m in debts} == {480_00}


def test_what_was_due_when_paid_is_recovered_without_revoking() -> None:
    found = [each.matter for each in listed("maintenance_in_court") if each.matter.overpaid]
    assert not any(m.is_undue for m in found)
    assert not any(m.kind is Kind.REVOCATION for m in found)


def test_another_state_in_front_brings_a_provisional_decision_and_forwarding() -> None:
    (decision,) = of_kind("eu_three_states_moving_work", Kind.PROVISIONAL_DECISION)
    assert decision.matter.addressee == "mari"
    forwarded = of_kind("eu_three_states_moving_work", Kind.FORWARDING)
    assert [each.matter.addressee for each in forwarded] == ["state:FI", "state:SE"]
    assert of_kind("eu_mother_estonia_father_finland", Kind.PROVISIONAL_DECISION) == []


def test_before_a_decision_against_somebody_they_can_be_heard() -> None:
    planned = [e.matter.planned for e in of_kind("overpaid_after_moving", Kind.HEARING)]
    assert planned == [Kind.RECOVERY_INJUNCTION, Kind.TERMINATION]
    (heard,) = [
        e.matter
        for e in of_kind("separated_parents_alternating", Kind.HEARING)
        if e.matter.planned is Kind.RECIPIENT_CHANGE
    ]
    assert heard.addressee == "helen"


def test_claimed_days_are_matters_by_claimant() -> None:
    granted = of_kind("parental_benefit_two_parents", Kind.GRANT)
    assert [each.matter.addressee for each in granted] == ["mari", "jaan"]
    assert [sheet.base for sheet in granted[0].matter.sheets] == ["mothers", "shared"]
    last = granted[0].matter.items[-1].end
    assert last is not None
    assert last.last == day("2027-12-31")


def test_numbers_go_on_without_a_gap_and_what_is_begun_comes_last() -> None:
    for name in ("overpaid_after_moving", "everyday_two_children", "triplets"):
        every = numbered(example(name))
        assert [each.number for each in every] == list(range(1, len(every) + 1))
        marks = [each.is_begun for each in every]
        assert marks == sorted(marks)


def test_a_way_out_that_is_closed_denies_nothing() -> None:
    away = [{"country": "FI"}]
    mari = {"name": "Mari Näide", "residence": away}
    claim = {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2026-06-01"}
    solved = family(people={"mari": mari}, claims=[claim])
    refused = next(m for m in matters(solved) if m.kind is Kind.REFUSAL)
    found = {ground.name: ground.citation for ground in refused.items[0].grounds}
    assert found.get("lives_in_estonia") == "PHS § 4 lg 1"
    assert "in_cross_border_family" not in found


def test_what_states_settle_between_them_is_not_claimed_from_the_family() -> None:
    """987/2009 art 60(5): paid provisionally for another state, it is that state's debt."""
    solved = example("eu_disputed_then_settled")
    assert any(balance.overpaid for balance in solved.determination.balances)
    kinds = {each.kind for each in matters(solved)}
    assert not kinds & {Kind.RECOVERY_INJUNCTION, Kind.SET_OFF, Kind.HEARING}


def triplets(*, born: str, wanted: object, received: str, count: int = 3) -> Solved:
    """Triplets of whom their mother claims the triplets' allowance for some or all."""
    child = {
        "birth": born,
        "birth_set": "kolmikud",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}],
        "lives": [{"with": ["mari"], "share": "full"}],
    }
    three = {"aksel": "Aksel Näide", "berta": "Berta Näide", "kalle": "Kalle Näide"}
    named = dict(list(three.items())[:count])
    claims = [
        {"by": "mari", "for": of, "benefits": [benefit], "received": received}
        for of, benefit in (("all", "child_allowance"), (wanted, "triplets_allowance"))
    ]
    return family(
        children={who: {**child, "name": name} for who, name in named.items()}, claims=claims
    )


@pytest.mark.parametrize("wanted", ["all", ["kalle"]])
def test_a_multiple_birth_is_granted_as_one(wanted: object) -> None:
    """PHS § 21¹: one allowance for the set, so that none of its children is refused beside it."""
    solved = triplets(born="2025-08-05", wanted=wanted, received="2025-08-20")
    found = matters(solved)
    assert kinds(found) == [Kind.GRANT, Kind.GRANT]
    (item,) = found[1].items
    assert item.about == ("aksel", "berta", "kalle")
    assert Status.REFUSED not in {right.status for right in solved.rights}
    decision = plain(draft(solved, found[1], particulars()))
    assert "Suurus kõigi nende laste eest kokku on 870,97 eurot (august 2025" in decision
    assert "1\u202f000 eurot kuus" in decision


@pytest.mark.parametrize("wanted", ["all", ["kalle"]])
def test_a_multiple_birth_is_refused_as_one(wanted: object) -> None:
    solved = triplets(born="2019-08-05", wanted=wanted, received="2026-02-20")
    (refused,) = [m for m in matters(solved) if m.kind is Kind.REFUSAL]
    assert [item.about for item in refused.items] == [("aksel", "berta", "kalle")]
    assert "vanusepiir täitus 5. veebruaril 2021" in plain(draft(solved, refused, particulars()))


def test_two_of_a_birth_are_refused_for_being_too_few() -> None:
    solved = triplets(born="2025-08-05", wanted="all", received="2025-08-20", count=2)
    (refused,) = [m for m in matters(solved) if m.kind is Kind.REFUSAL]
    assert "ei kasvata korraga vähemalt kolme" in plain(draft(solved, refused, particulars()))


def two_states(*, until: str, received: str = "2026-01-10") -> Solved:
    """A mother without work in Estonia claims; the father works in Finland until a day."""
    finland = {"country": "FI", "kind": "employed", "from": "2019-09-01", "to": until}
    paid = {"country": "FI", "name": "lapsilisä", "amount": 94.88, "interval": "month", "to": until}
    parents = [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}]
    juku = {
        "name": "Juku Näide",
        "birth": "2018-05-14",
        "residence": HOME,
        "parents": parents,
        "lives": [{"with": ["mari", "jaan"], "share": "full"}],
        "state_benefits": [paid],
    }
    people = {
        "mari": {"name": "Mari Näide", "residence": HOME, "work": []},
        "jaan": {"name": "Jaan Näide", "residence": HOME, "work": [finland]},
    }
    claim = {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": received}
    return family(people=people, children={"juku": juku}, claims=[claim])


def test_months_before_a_claim_brings_something_are_decided_too() -> None:
    """While another state pays first, the claim for those months is not left without an answer."""
    solved = two_states(until="2026-08-31")
    (partial,) = [m for m in matters(solved) if m.kind is Kind.PARTIAL_GRANT]
    assert [(i.status, i.first) for i in partial.items] == [
        (Status.SUSPENDED, day("2025-07-01")),
        (Status.GRANTED, day("2026-09-01")),
    ]
    decision = plain(draft(solved, partial, particulars()))
    assert "selle aja kohta: 1. juulist 2025 kuni 31. augustini 2026" in decision
    assert Kind.RESUMPTION not in kinds(matters(solved))


def test_months_without_a_right_before_it_arises_are_refused() -> None:
    abroad = [
        {"country": "US", "to": "2026-06-30"},
        {"country": "EE", "ground": "citizen", "from": "2026-07-01"},
    ]
    juku = {
        "name": "Juku Näide",
        "birth": "2018-05-14",
        "residence": abroad,
        "parents": [{"who": "mari", "role": "mother"}],
        "lives": [{"with": ["mari"], "share": "full"}],
    }
    mari = {"name": "Mari Näide", "residence": abroad, "work": []}
    claim = {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2026-02-10"}
    solved = family(people={"mari": mari}, children={"juku": juku}, claims=[claim])
    (partial,) = [m for m in matters(solved) if m.kind is Kind.PARTIAL_GRANT]
    assert [(i.status, i.first) for i in partial.items] == [
        (Status.REFUSED, day("2026-02-10")),
        (Status.GRANTED, day("2026-07-01")),
    ]
    decision = plain(draft(solved, partial, particulars()))
    assert "Jätan rahuldamata taotluse" in decision
    assert "selle aja kohta: 10. veebruarist kuni 30. juunini 2026" in decision


@pytest.mark.parametrize("received", [None, "unknown"])
@pytest.mark.parametrize("born", ["2025-03-05", "2026-03-05"])
def test_an_unknown_day_of_claim_is_asked_for_and_refuses_nothing(
    received: str | None, born: str
) -> None:
    """PHS § 28 lg 3: whether the claim came in time is open, also of an earlier birth."""
    claim = {"by": "mari", "for": "all", "benefits": ["birth_allowance"]}
    if received is not None:
        claim["received"] = received
    solved = family(children={"juku": child(born)}, claims=[claim])
    (asked,) = matters(solved)
    assert asked.kind is Kind.DOCUMENT_REQUEST
    assert [question.facts[0] for question in asked.questions] == ["received_day"]
    assert "Mis päeval jõudis kohale taotlus" in plain(draft(solved, asked, particulars()))


def test_a_late_claim_after_an_earlier_birth_is_refused() -> None:
    claim = {"by": "mari", "for": "all", "benefits": ["birth_allowance"], "received": "2026-04-02"}
    solved = family(children={"juku": child("2025-03-05")}, claims=[claim])
    assert kinds(matters(solved))[0] is Kind.REFUSAL


def child(born: str) -> dict[str, object]:
    return {
        "name": "Juku Näide",
        "birth": born,
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}],
        "lives": [{"with": ["mari"], "share": "full"}],
    }


@pytest.mark.parametrize("where", ["US", "FI"])
def test_a_newborn_is_refused_for_what_bars_it_and_not_for_its_age(where: str) -> None:
    """The reason is that of the claim's day: before the birth no child is of age for anything."""
    mari = {"name": "Mari Näide", "residence": [{"country": where}], "work": []}
    claim = {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2026-06-01"}
    juku = child("2026-05-14")
    solved = family(people={"mari": mari}, children={"juku": juku}, claims=[claim])
    (refused,) = [m for m in matters(solved) if m.kind is Kind.REFUSAL]
    names = {ground.name for item in refused.items for ground in item.grounds}
    assert "lives_in_estonia" in names
    assert "qualifies_by_age_or_studies" not in names
    (right,) = [r for r in solved.rights if r.benefit == "child_allowance"]
    assert "qualifies_by_age_or_studies" not in {ground.name for ground in right.grounds}


def test_a_shut_way_out_of_a_birth_allowance_is_no_reason() -> None:
    """What the family would have to be for Union law says less than that they live elsewhere."""
    mari = {"name": "Mari Näide", "residence": [{"country": "FI"}], "work": []}
    claim = {"by": "mari", "for": "all", "benefits": ["birth_allowance"], "received": "2026-06-01"}
    solved = family(people={"mari": mari}, children={"juku": child("2026-05-14")}, claims=[claim])
    (refused,) = [m for m in matters(solved) if m.kind is Kind.REFUSAL]
    names = [ground.name for item in refused.items for ground in item.grounds]
    assert names == ["lives_in_estonia"]
    assert "lõplikult määratud" not in plain(draft(solved, refused, particulars()))


def test_what_was_suspended_as_uncollected_is_paid_out_on_a_claim() -> None:
    # PHS § 12 lg 5: suspended from July (two months from 1 May), claimed on 16 September.
    people = {
        "mari": {
            "name": "Mari Näide",
            "residence": HOME,
            "uncollected": [{"from": "2026-05-01", "to": "2026-09-15"}],
        }
    }
    children = {
        "juku": {
            "name": "Juku Näide",
            "birth": "2018-05-14",
            "residence": HOME,
            "parents": [{"who": "mari", "role": "mother"}],
            "second_parent": "none",
            "lives": [{"with": ["mari"], "share": "full"}],
        }
    }
    first = {"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2018-06-01"}
    told = {"people": people, "children": children, "period": {"from": "2026-05", "to": "2026-11"}}
    waits = matters(family(claims=[first], **told))
    (suspended,) = [matter for matter in waits if matter.kind is Kind.SUSPENSION]
    assert [item.first for item in suspended.items] == [day("2026-07-01")]
    solved = family(claims=[first, first | {"received": "2026-09-16"}], **told)
    found = matters(solved)
    assert Kind.SUSPENSION not in kinds(found)
    (resumed,) = [matter for matter in found if matter.kind is Kind.RESUMPTION]
    assert (resumed.addressee, resumed.received) == ("mari", day("2026-09-16"))
    (item,) = resumed.items
    assert item.first == day("2026-07-01")
    assert [payment.least for payment in item.payments] == [80_00] * 5
    assert {ground.name for ground in item.grounds} == {"paid_out_once_claimed"}


def test_whoever_raises_a_child_in_an_emergency_is_told_of_consent_by_its_own_rule() -> None:
    # PHS § 14¹ lg 1 lifts consent, lg 2 lets them claim; open is asked, refused is cited.
    case = example("grandmother_in_emergency").case
    silent = Solved(changed(case, ["claims.1.consent_unobtainable="]))
    (asked,) = [m for m in matters(silent) if m.addressee == "linda"]
    assert asked.kind is Kind.DOCUMENT_REQUEST
    assert [question.facts for question in asked.questions] == [("consent_unobtainable",)]
    reached = Solved(changed(case, ["claims.1.consent_unobtainable=false"]))
    (refused, *_) = [m for m in matters(reached) if m.addressee == "linda"]
    assert refused.kind is Kind.REFUSAL
    assert [(item.first, item.former) for item in refused.items] == [(day("2026-11-16"), "piret")]
    for language in LANGUAGES:
        told = plain(draft(reached, refused, particulars(), language))
        assert all(cited in told for cited in ("§ 14¹ lg 1", "§ 14¹ lg 2", "§ 6 lg 1")), language


def test_an_act_tells_a_fathers_arrest_as_suspension_and_asks_for_no_earnings() -> None:
    """PHS § 12 lg 4 stops the payment of days and denies no right; § 44 is repealed."""
    arrested = {"residence": HOME, "imprisonment": [{"from": "2026-05-20", "to": "2026-05-29"}]}
    case = family(
        as_of="2026-12-01",
        period={"from": "2026-05", "to": "2026-06"},
        people={
            "ema": {"name": "Ema", "residence": HOME},
            "isa": {"name": "Isa", "income": [{"from": "2018-01", "gross": 2400}], **arrested},
        },
        children={
            "b": {
                "name": "B Proov",
                "birth": "2026-05-10",
                "expected": "2026-05-10",
                "residence": HOME,
                "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
                "lives": [{"with": ["ema", "isa"], "share": "full"}],
            }
        },
        claims=[],
        parental_days=[
            {
                "by": "isa", "for": "b", "kind": "fathers", "leave": "registered",
                "from": "2026-05-10", "to": "2026-06-08",
            }
        ],
    )  # fmt: skip
    matter = next(each for each in matters(case) if each.kind is Kind.PARTIAL_GRANT)
    assert [item.status for item in matter.items] == [
        Status.GRANTED,
        Status.SUSPENDED,
        Status.GRANTED,
    ]
    assert {str(ground.citation) for ground in matter.items[1].grounds} == {"PHS § 12 lg 4"}
    text = plain(draft(case, matter, particulars(own=None)))
    assert "Peatan isa vanemahüvitise maksmise lapse (B Proov) eest" in text
    assert "Teie ema- või isapuhkus muutub" in text
    assert "tulu muutub" not in text
    hearing = next(each for each in matters(case) if each.kind is Kind.HEARING)
    asked = plain(draft(case, hearing, particulars(own=None)))
    assert "Kavatseme peatada isa vanemahüvitise maksmise" in asked
