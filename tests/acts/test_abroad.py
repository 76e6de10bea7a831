"""What a decision letter in a case of several states holds (987/2009 art 3(4), 60; EU-68)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from tests.acts.cases import HOME, drafted, example, family, of_kind, particulars

from perenou.acts.check.case_figures import case_figures
from perenou.acts.check.checker import check
from perenou.acts.check.text import ActText
from perenou.acts.document import plain
from perenou.acts.draft import draft
from perenou.acts.matter import Kind
from perenou.acts.matters import matters
from perenou.acts.particulars import Particulars
from perenou.casework.determination import Status
from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.calendar import month_of

MOVING = "eu_three_states_moving_work"
SETTLED = "eu_disputed_then_settled"


def told(name: str, kind: Kind, **changes: object) -> str:
    return plain(drafted(name, kind, given=particulars(**changes)))


def crossing(*events: dict[str, str]) -> str:
    """The father works in Finland, the mother nowhere; the decision on the mother's claim."""
    people = {
        "mari": {"name": "Mari Näide", "residence": HOME, "work": []},
        "jaan": {
            "name": "Jaan Näide",
            "residence": HOME,
            "work": [{"country": "FI", "kind": "employed"}],
        },
    }
    child = {
        "name": "Juku Näide",
        "birth": "2018-05-14",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari", "jaan"], "share": "full"}],
        "state_benefits": [{"country": "FI", "amount": 50, "interval": "month"}],
    }
    dealings = [{"country": "FI", "for": "all", "events": list(events)}] if events else []
    solved = family(people=people, children={"juku": child}, dealings=dealings)
    granted = next(m for m in matters(solved) if m.kind is Kind.GRANT)
    return plain(draft(solved, granted, particulars(forwarding=None)))


def test_a_provisional_decision_holds_all_that_the_letter_must() -> None:
    text = told(MOVING, Kind.PROVISIONAL_DECISION)
    # part and ground
    assert "maksab esimesena Soome (jaanuar–veebruar 2026), sest töö on eespool" in text
    assert "maksab esimesena Rootsi (märts–aprill 2026)" in text
    assert "Eesti | maksab vahe: pension | 80 eurot | 23,26 eurot" in text
    # states and adults considered
    assert "Mari Näide: Eesti, alus on pension (jaanuar–aprill 2026)" in text
    assert "Jaan Näide: Soome, alus on töö (jaanuar–veebruar 2026)" in text
    assert "Jaan Näide: Rootsi, alus on töö (märts–aprill 2026)" in text
    # rates
    assert "märts 2026: barnbidrag: 625,00 SEK kuus; üks euro on 11,0155 SEK" in text
    # provisional
    assert "Otsus on ajutine" in text
    # sent to whom and when, copies
    assert "Soome: taotlus edastati 26. novembril 2026" in text
    assert "Rootsi: taotlus edastati 26. novembril 2026" in text
    assert re.search(r"koopia saadetakse .*Soome, Rootsi \(987/2009 art 3\(4\)\)", text)
    # duties and remedy
    assert "pere saab või taotleb teise riigi perehüvitist" in text
    assert "vaide Sotsiaalkindlustusametile" in text


def test_the_day_of_forwarding_is_asked_of_the_official() -> None:
    text = told(MOVING, Kind.PROVISIONAL_DECISION, forwarding=None)
    assert "[taotluse edastamise päev]" in text


def test_a_settled_case_is_final_and_tells_what_was_sent() -> None:
    assert of_kind(SETTLED, Kind.PROVISIONAL_DECISION) == []
    assert of_kind(SETTLED, Kind.FORWARDING) == []
    text = told(SETTLED, Kind.GRANT)
    assert "on selles otsuses lõplikult määratud" in text
    assert "Soome: taotlus edastati 9. veebruaril 2026" in text
    assert "Soome: Eesti otsus ja summad, 21. september 2026" in text
    assert text.count("maksab esimesena Soome (") == 1  # for the three children together


def test_while_another_state_may_answer_priority_is_provisional() -> None:
    claim = {"on": "2026-01-12", "what": "claim", "by": "EE"}
    sent = {"on": "2026-11-01", "what": "forwarded", "by": "EE"}
    assert "määratud ajutiselt" in crossing()
    text = crossing(claim, sent)
    assert "määratud ajutiselt" in text
    assert "See vahe on esialgne" in text
    assert "Soome: taotlus edastati 1. novembril 2026" in text
    reported = {"on": "2026-11-20", "what": "amounts_reported", "by": "FI"}
    assert "See vahe on esialgne" not in crossing(claim, sent, reported)


def test_where_estonia_pays_first_the_claim_goes_to_the_state_that_adds() -> None:
    name = "eu_mother_estonia_father_finland"
    assert of_kind(name, Kind.PROVISIONAL_DECISION) == []
    (letter,) = of_kind(name, Kind.FORWARDING)
    assert letter.matter.addressee == "state:FI"
    text = told(name, Kind.FORWARDING)
    assert "987/2009 art 60(2)" in text
    assert "ajutiselt" not in text
    assert "lõplikult määratud" in told(name, Kind.GRANT)


def test_a_domestic_decision_says_nothing_of_states() -> None:
    text = told("everyday_two_children", Kind.GRANT)
    assert "riigid" not in text
    assert "koopia saadetakse" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_is_whole_in_every_language(language: Language) -> None:
    for name, kind in ((MOVING, Kind.PROVISIONAL_DECISION), (SETTLED, Kind.GRANT)):
        for matter in of_kind(name, kind):
            document = draft(example(name), matter.matter, Particulars(), language)
            assert "{" not in plain(document)


def test_what_is_counted_against_a_benefit_outside_coordination_is_refused() -> None:
    """PHS § 4 lg 4: nothing to coordinate, so no provisional decision and no other institution."""
    people = {
        "mari": {"name": "Mari Näide", "residence": HOME, "work": []},
        "jaan": {"name": "Jaan Näide", "residence": [{"country": "US"}], "work": []},
    }
    child = {
        "name": "Juku Näide",
        "birth": "2018-05-14",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari"], "share": "full"}],
        "state_benefits": [
            {"country": "US", "amount": 150, "currency": "EUR", "interval": "month"}
        ],
    }
    solved = family(
        people=people, children={"juku": child}, period={"from": "2026-10", "to": "2026-11"}
    )
    (right,) = solved.determination.rights
    assert right.status is Status.SUSPENDED
    assert [(g.name, g.value) for g in right.grounds] == [("foreign_child_benefits", 15000)]
    kinds = {m.kind for m in matters(solved)}
    assert Kind.REFUSAL in kinds
    assert not kinds & {Kind.GRANT, Kind.PROVISIONAL_DECISION, Kind.FORWARDING}
    refused = next(m for m in matters(solved) if m.kind is Kind.REFUSAL)
    text = plain(draft(solved, refused, particulars()))
    assert "PHS § 4 lg 4" in text
    assert "lõplikult määratud" not in text
    assert "koopia saadetakse" not in text


UKRAINE = "agreement_ukraine"


def american(work: object, benefit: Mapping[str, object] | None = None) -> Solved:
    """The father works in the United States, which pays less than Estonia for the child."""
    people = {
        "mari": {"name": "Mari Näide", "residence": HOME, "work": work},
        "jaan": {
            "name": "Jaan Näide",
            "residence": [{"country": "US"}],
            "work": [{"country": "US", "kind": "employed"}],
        },
    }
    child = {
        "name": "Juku Näide",
        "birth": "2018-05-14",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari"], "share": "full"}],
        "state_benefits": [
            benefit or {"country": "US", "amount": 30, "currency": "EUR", "interval": "month"},
        ],
    }
    return family(people=people, children={"juku": child})


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_coordinated_the_agreement_or_the_act_is_cited(
    language: Language,
) -> None:
    ukrainian = plain(drafted(UKRAINE, Kind.GRANT, language=language))
    solved = american([])
    granted = next(m for m in matters(solved) if m.kind is Kind.GRANT)
    own = plain(draft(solved, granted, particulars(), language))
    for text in (ukrainian, own):
        assert "883/2004" not in text
        assert "987/2009" not in text
        assert "PHS § 4 lg 4" in text
    assert "Ukraina leping art 4" in ukrainian
    if language == "et":
        assert "Ukraina (oktoober–november 2026): sealset hüvitist" in ukrainian
        assert "arvatakse Eesti lapsetoetusest maha (PHS § 4 lg 4)" in own
        assert "maksab esimesena" not in own


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_says_that_no_benefit_from_outside_is_known(language: Language) -> None:
    solved = american([], {"country": "US", "right": False})
    granted = next(m for m in matters(solved) if m.kind is Kind.GRANT)
    text = plain(draft(solved, granted, particulars(), language))
    known = {"et": "ei ole teada (PHS § 4 lg 4)", "en": "is known that would reduce",
             "ru": "не известно (PHS § 4 lg 4)"}  # fmt: skip
    assert known[language] in text


def test_the_checker_asks_for_what_decided_outside_coordination() -> None:
    solved = american([])
    granted = next(m for m in matters(solved) if m.kind is Kind.GRANT)
    whole = plain(draft(solved, granted, particulars()))

    def found(text: str) -> set[str]:
        figures = case_figures(solved)
        return {each.item for each in check(ActText.from_text(text, Kind.GRANT), figures)}

    assert "AA-024" not in found(whole)
    assert "AA-024" in found(whole.replace("PHS § 4 lg 4", "PHS § 4 lg 2"))
    ukrainian = plain(drafted(UKRAINE, Kind.GRANT))
    assert "AA-021" not in found(ukrainian), "the article belongs to the agreement"


def test_what_the_course_of_a_right_brings_tells_of_the_states_from_then_on() -> None:
    ended = {"citizenship": [{"country": "EE"}], "residence": [{"country": "FI"}]}
    work = [{"country": "EE", "kind": "employed", "to": "2026-02-14"}]
    people = {
        "mari": {"name": "Mari Näide", **ended, "work": work},
        "jaan": {"name": "Jaan Näide", **ended, "work": []},
    }
    child = {
        "name": "Juku Näide",
        "birth": "2018-05-14",
        "residence": [{"country": "FI"}],
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari", "jaan"], "share": "full"}],
        "state_benefits": [{"country": "FI", "amount": 50, "interval": "month"}],
    }
    solved = family(
        people=people, children={"juku": child}, period={"from": "2026-01", "to": "2026-04"}
    )
    (ended_matter,) = (m for m in matters(solved) if m.kind is Kind.TERMINATION)
    assert ended_matter.states
    assert min(each.month for each in ended_matter.states) >= month_of(ended_matter.items[0].first)
    assert "Soome" in plain(draft(solved, ended_matter, particulars()))


@cache
def three_children() -> Solved:
    """Finland pays part of what is due to March 2026, Germany more than that from April on."""
    fi, de = ({"country": c, "kind": "employed", **w} for c, w in (
        ("FI", {"from": "2019-01-01", "to": "2026-03-31"}), ("DE", {"from": "2026-04-01"}),
    ))  # fmt: skip
    benefits = [
        {"country": "FI", "amount": 100, "interval": "month", "to": "2026-03-31"},
        {"country": "DE", "amount": 259, "interval": "month", "from": "2026-04-01"},
    ]
    child = {
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "lives": [{"with": ["mari", "jaan"], "share": "full"}],
        "state_benefits": benefits,
    }
    return family(
        people={
            "mari": {"name": "Mari Näide", "residence": HOME, "work": []},
            "jaan": {"name": "Jaan Näide", "residence": HOME, "work": [fi, de]},
        },
        children={f"c{at}": {**child, "birth": f"20{9 + at:02}-05-14"} for at in (1, 4, 7)},
        claims=[
            {
                "by": "mari",
                "for": "all",
                "received": "2021-01-10",
                "benefits": ["child_allowance", "large_family_allowance"],
            }
        ],
        period={"from": "2026-02", "to": "2026-05"},
    )


def test_a_familys_allowance_is_suspended_where_no_childs_share_of_it_is_left() -> None:
    """883/2004 art 68(2): both are benefits of one kind, of which nothing is paid from April on."""
    course = [
        (right.status, month_of(right.first))
        for right in three_children().rights
        if right.benefit == "large_family_allowance"
    ]
    assert course[-1] == (Status.SUSPENDED, month_of(date(2026, 4, 1).toordinal()))
    assert course[-2][0] is Status.GRANTED
    (stop,) = [m for m in matters(three_children()) if m.kind is Kind.SUSPENSION]
    assert set(stop.benefits) == {"child_allowance", "large_family_allowance"}


def test_each_benefit_has_its_own_amount_where_several_are_paid_in_one_sum() -> None:
    """HMS § 55 lg 1: what is paid for a child in one sum is neither benefit's own amount."""
    granted = next(m for m in matters(three_children()) if m.kind is Kind.GRANT)
    items = {(item.benefit, item.about): item for item in granted.items}
    own = {who: {payment.least for payment in item.by_own_law} for who, item in items.items()}
    assert own["child_allowance", ("c7",)] == {100_00}
    assert own["child_allowance", ("c1",)] == {80_00}
    (of_family,) = (
        amounts for (benefit, _), amounts in own.items() if benefit != "child_allowance"
    )
    assert of_family == {450_00}
    text = plain(draft(three_children(), granted, particulars()))
    assert "Suurus on 450 eurot kuus" in text
    # 80 + 450 / 3 - 100
    assert "peretoetusi kokku 130 eurot kuus" in text
