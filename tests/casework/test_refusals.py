"""What is told against a right: the condition that fails, of whoever claims, and nothing else."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import yaml
from tests.acts.as_lines import evened

from perenou.acts.causes import of_denial
from perenou.acts.document import plain
from perenou.acts.draft import draft
from perenou.acts.matter import Kind
from perenou.acts.matters import matters
from perenou.acts.particulars import Particulars
from perenou.casework.case_file import read
from perenou.casework.case_file.reader import parse
from perenou.casework.determination import VALIDITY, Determination, Right, Status
from perenou.casework.solve import Solved
from perenou.casework.tell_rights import ground_text
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES
from perenou.rules.rule import day_of

EXAMPLES: Final = Path(__file__).parents[2] / "examples"

LEFT: Final = """
as_of: 2026-11-24
period: {from: 2026-06, to: 2026-12}
otherwise: ordinary
people:
  oksana:
    citizenship: [{country: UA}]
    residence: [{country: EE, ground: protection, from: 2026-03-10, to: 2026-10-15}]
    work: []
  taras:
    citizenship: [{country: UA}]
    residence: [{country: UA}]
    work: [{country: UA, kind: employed}]
children:
  ira:
    birth: 2026-06-30
    residence: [{country: EE, ground: protection, from: 2026-06-30, to: 2026-10-15}]
    parents: [{who: oksana, role: mother}, {who: taras, role: father}]
    lives: [{with: [oksana], share: full}]
claims:
  - {by: oksana, for: [ira], benefits: [child_allowance], received: 2026-07-10}
  - {by: oksana, for: [ira], benefits: [birth_allowance], received: 2026-12-28}
"""

BOTH_AT_HOME: Final = """
as_of: 2026-11-24
period: {from: 2026-09, to: 2026-12}
otherwise: ordinary
people:
  kai:
    sex: female
    birth: 1992-01-05
    residence: [{country: EE, ground: citizen}]
    sickness_benefit_right: [{from: 2015-01-01}]
    income: [{from: 2022-01, gross: 1500}]
    notes: []
    unemployed: []
    basic_exemption: 0
    previous_income_base: []
  uno:
    sex: male
    birth: 1990-01-05
    residence: [{country: EE, ground: citizen}]
    income: [{from: 2022-01, gross: 1500}]
    notes: []
    unemployed: []
    basic_exemption: 0
    previous_income_base: []
children:
  uku:
    birth: 2026-03-15
    expected: 2026-03-15
    residence: [{country: EE, ground: citizen}]
    parents: [{who: kai, role: mother}, {who: uno, role: father}]
    lives: [{with: [kai, uno], share: full}]
claims: []
parental_days:
  - {by: kai, for: uku, kind: mothers, from: 2026-01-04, to: 2026-04-13, leave: registered}
  - {by: kai, for: uku, kind: shared, from: 2026-04-14, to: 2026-12-31}
  - {by: uno, for: uku, kind: fathers, from: 2026-08-02, to: 2026-08-31, leave: registered}
  - {by: uno, for: uku, kind: shared, from: 2026-09-01, to: 2026-10-15}
"""

GUARDIAN: Final = """
as_of: 2026-11-24
period: {from: 2026-11, to: 2026-12}
otherwise: ordinary
people:
  ema: {residence: [{country: EE, ground: citizen}], missing: [{from: 2025-11-20}]}
  isa: {residence: [{country: EE, ground: citizen}], death: 2026-10-31}
  tiiu: {residence: [{country: EE, ground: citizen}]}
children:
  liis:
    birth: 2012-02-11
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ema, role: mother}, {who: isa, role: father}]
    lives:
      - {with: [isa], to: 2026-10-31, share: full}
      - {with: [tiiu], from: 2026-11-01, share: full}
    guardianship: [{guardian: tiiu, opened: 2026-11-05, made_known: 2026-11-20, final: 2026-12-05}]
claims:
  - {by: tiiu, for: all, benefits: [child_allowance, survivors_allowance], received: 2026-11-24}
"""


def solved(text: str) -> Determination:
    return Solved(parse(yaml.safe_load(text))).determination


def refused(answer: Determination, benefit: str) -> Right:
    """The last refusal of a benefit."""
    found = [r for r in answer.rights if r.benefit == benefit and r.status is Status.REFUSED]
    return found[-1]


def grounds(right: Right) -> list[tuple[str, tuple[str, ...], object, str]]:
    return [(g.name, g.about, g.value, str(g.citation)) for g in right.grounds]


def test_who_left_is_told_so_and_not_that_union_law_does_not_help() -> None:
    answer = solved(LEFT)
    # That a child of a few months is not away at a school abroad is no reason.
    assert grounds(refused(answer, "child_allowance")) == [
        ("child_lives_in_estonia", ("ira",), False, "PHS § 4 lg 2")
    ]
    left = [("lives_in_estonia", ("oksana",), False, "PHS § 4 lg 1")]
    # Claimed after leaving, by the second of two claims: that the first asks for something else
    # is no reason.
    assert grounds(refused(answer, "birth_allowance")) == left


def test_where_days_at_once_are_used_up_that_is_the_reason() -> None:
    right = refused(solved(BOTH_AT_HOME), "shared_parental_benefit")
    told = [(g.name, g.value, str(g.citation)) for g in right.grounds]
    assert told == [("days_at_once_are_used_up", True, "PHS § 34 lg 3")]


def test_the_death_of_a_parent_is_no_reason_against_the_childs_allowance() -> None:
    """Both parents are dead: that who raises the child is no guardian yet is why nobody is paid."""
    both = GUARDIAN.replace("missing: [{from: 2025-11-20}]", "death: 2026-10-20")
    of_father = both[both.index("  - {by: tiiu") :].replace("by: tiiu", "by: isa")
    both = both.replace("claims:\n", "claims:\n" + of_father.replace("2026-11-24", "2026-10-25"))
    for benefit in ("child_allowance", "survivors_allowance"):
        right = next(
            r for r in solved(both).rights if r.benefit == benefit and r.status is Status.REFUSED
        )
        assert {about for _, about, _, _ in grounds(right)} == {("tiiu", "liis")}


def test_the_reason_is_that_of_whoever_claims() -> None:
    told = grounds(refused(solved(GUARDIAN), "survivors_allowance"))
    assert [(about, cited) for _, about, _, cited in told] == [(("tiiu", "liis"), "PHS § 28 lg 1¹")]


def test_a_refusal_with_several_reasons_is_told_in_as_many_stretches() -> None:
    # His 30 days are over on 14 December 2026; from 16 June 2027 he does not live in Estonia.
    content = """
as_of: 2027-11-26
period: {from: 2026-11, to: 2027-08}
otherwise: ordinary
people:
  jaan:
    residence: [{country: EE, ground: citizen, to: 2027-06-15}]
    income: [{from: 2023-01, to: 2027-12, gross: 2300}]
    previous_income_base: []
children:
  liis:
    birth: 2026-12-11
    expected: 2026-12-15
    residence: [{country: EE, ground: citizen}]
    parents: [{who: jaan, role: father}]
    lives: [{with: [jaan], share: full}]
claims: []
parental_days:
  - {by: jaan, for: liis, kind: fathers, from: 2026-11-01, to: 2027-07-15, leave: registered}
"""
    made = Solved(parse(yaml.safe_load(content))).determination
    told = [
        (
            date.fromordinal(right.first).isoformat(),
            None if right.after is None else date.fromordinal(right.after - 1).isoformat(),
            [ground.name for ground in right.grounds],
        )
        for right in made.rights
        if right.benefit == "fathers_parental_benefit" and right.status is Status.REFUSED
    ]
    assert told == [
        ("2026-11-01", "2026-11-14", ["in_fathers_time"]),
        ("2026-12-15", "2027-06-15", ["fathers_days_are_used_up"]),
        ("2027-06-16", "2027-07-15", ["lives_in_estonia"]),
    ]


def test_a_one_off_allowance_claimed_too_late_is_refused_in_the_months_of_the_claim() -> None:
    # Born in March 2021, adopted in May 2026: an adopter's six months run from the birth.
    content = """
as_of: 2026-11-26
period: {from: 2026-05, to: 2026-07}
otherwise: ordinary
people:
  ruth:
    residence: [{country: EE, ground: citizen}]
children:
  siim:
    birth: 2021-03-03
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ruth, role: mother, ground: adoption, from: 2026-05-06}]
    lives: [{with: [ruth], share: full, from: 2026-05-06}]
    adoption: {by: ruth, final: 2026-05-06, spouse_of_parent: false, child_of_adopter: false}
claims:
  - {by: ruth, for: [siim], benefits: [birth_allowance], received: 2026-06-01}
"""

    def told(period: str) -> list[tuple[Status, list[str]]]:
        case = parse(yaml.safe_load(content.replace("{from: 2026-05, to: 2026-07}", period)))
        return [
            (right.status, [ground.name for ground in right.grounds])
            for right in Solved(case).determination.rights
            if right.benefit == "birth_allowance"
        ]

    assert told("{from: 2026-05, to: 2026-07}") == [
        (Status.REFUSED, ["birth_allowance_claim_in_time"])
    ]
    assert told("{from: 2026-07, to: 2026-09}") == []


def test_a_certificate_that_came_late_is_named_with_its_day() -> None:
    made = solved(
        """
as_of: 2026-11-24
period: {from: 2026-01, to: 2026-03}
otherwise: ordinary
people: {e: {residence: [{country: EE, ground: citizen}]}}
children:
  a:
    birth: 2007-01-15
    secondary_education: false
    studies:
      - {level: upper_secondary, country: FI, from: 2024-08-15, certificate_filed: 2026-08-20}
    residence: [{country: EE, ground: citizen, to: 2024-08-14}, {country: FI, from: 2024-08-15}]
    parents: [{who: e, role: mother}]
    lives: [{with: [e], share: full}]
claims: [{by: e, for: [a], benefits: [child_allowance], received: 2017-01-02}]
"""
    )
    ground = next(g for g in refused(made, "child_allowance").grounds if g.days)
    assert ground.name == "certificate_covers_day"
    assert ground.days == (("certificate_day", date(2026, 8, 20).toordinal()),)
    words = Words("et", made.name_of)
    assert ground_text(ground, words).endswith("päev: 20. august 2026; PHS § 29 lg 3)")


FAMILY: Final = """
as_of: 2026-11-28
period: {from: 2026-04, to: 2026-10}
otherwise: ordinary
people:
  ema: {residence: [{country: EE, ground: citizen}], death: 2026-06-10}
  isa: {residence: [{country: EE, ground: citizen}]}
children:
  eldest:
    birth: 2007-05-10
    studies: [{level: upper_secondary, from: 2024-09-01, final_class: false}]
    secondary_education: false
    residence: [{country: EE, ground: citizen}]
    parents: &parents [{who: ema, role: mother}, {who: isa, role: father}]
    lives: &lives [{with: [ema, isa], share: full}]
  middle:
    birth: 2011-02-02
    residence: [{country: EE, ground: citizen}]
    parents: *parents
    lives: *lives
  youngest:
    birth: 2014-03-03
    death: 2026-09-20
    residence: [{country: EE, ground: citizen}]
    parents: *parents
    lives: *lives
claims:
  - &claim
    by: ema
    for: all
    benefits: [child_allowance, large_family_allowance]
    received: 2018-01-05
  - {<<: *claim, by: isa, received: 2026-07-01}
"""


@pytest.mark.parametrize(
    ("benefit", "about", "name", "last", "said"),
    [
        pytest.param(
            "large_family_allowance", "ema", "death_day", date(2026, 6, 10),
            ("isik suri 10. juunil 2026", "the person died on 10 June 2026",
             "человек умер 10 июня 2026 года"),
            id="the recipient died, and does not just live in one state",
        ),
        pytest.param(
            "child_allowance", "eldest", "school_year_of_nineteen_ends", date(2026, 8, 31),
            ("õppeaasta, mil laps saab 19-aastaseks, lõpeb 31. augustil 2026",
             "the school year in which the child turns 19 ends on 31 August 2026",
             "учебный год, в котором ребёнку исполняется 19 лет, "
             "заканчивается 31 августа 2026 года"),
            id="the school year is over, and not: this is no final class",
        ),
        pytest.param(
            "child_allowance", "youngest", "child_death_day", date(2026, 9, 20),
            ("laps suri 20. septembril 2026", "the child died on 20 September 2026",
             "ребёнок умер 20 сентября 2026 года"),
            id="the child died, told with one day",
        ),
    ],
)  # fmt: skip
def test_a_right_that_a_day_ended_is_refused_for_that_day(
    benefit: str, about: str, name: str, last: date, said: tuple[str, ...]
) -> None:
    made = of_family()
    right = next(
        r
        for r in made.rights
        if (r.benefit, r.about, r.status) == (benefit, about, Status.REFUSED)
        if r.first == last.toordinal() + 1
    )
    (ground,) = right.grounds
    assert (ground.name, ground.value) == (name, last.toordinal())
    for language, text in zip(LANGUAGES, said, strict=True):
        told = ground_text(ground, Words(language, made.name_of), but=[about])
        assert told == f"{text} ({ground.citation})"


@cache
def of_family() -> Determination:
    return solved(FAMILY)


def test_a_grant_that_age_no_longer_carries_is_told_by_the_studies_that_do() -> None:
    # PHS § 17 lg 1-2: nineteen on 10 May 2026.
    granted = [
        (right.first, {ground.citation for ground in right.grounds if ground.value is True})
        for right in of_family().rights
        if (right.benefit, right.about) == ("child_allowance", "eldest")
        if right.status is Status.GRANTED and right.first >= date(2026, 5, 1).toordinal()
    ]
    assert granted[0][0] == date(2026, 5, 10).toordinal()
    assert all("PHS § 17 lg 2" in cited and "PHS § 17 lg 1" not in cited for _, cited in granted)


def test_of_several_ways_to_a_right_the_one_that_came_is_told_with_its_day() -> None:
    # PHS § 25 lg 1: seven ways to be entitled; the order of adoption became final in April.
    home = [{"country": "EE", "ground": "citizen"}]
    made = solved(
        yaml.safe_dump(
            {
                "as_of": "2026-11-28",
                "period": {"from": "2026-03", "to": "2026-12"},
                "otherwise": "ordinary",
                "people": {who: {"residence": home} for who in ("bio", "tiiu")},
                "children": {
                    "anni": {
                        "birth": "2023-05-10",
                        "residence": home,
                        "parents": [
                            {"who": "bio", "role": "mother", "to": "2026-04-14"},
                            {"who": "tiiu", "role": "mother", "from": "2026-04-15"},
                        ],
                        "lives": [
                            {"with": ["bio"], "to": "2026-03-31"},
                            {"with": ["tiiu"], "from": "2026-04-01"},
                        ],
                        "adoption": {"by": "tiiu", "final": "2026-04-15"},
                    }
                },
                "claims": [
                    {
                        "by": "tiiu",
                        "for": "all",
                        "benefits": ["child_allowance"],
                        "received": "2026-05-10",
                    }
                ],
            }
        )
    )
    (refused,) = (right for right in made.rights if right.status is Status.REFUSED)
    (ground,) = refused.grounds
    assert ground.turns == date(2026, 4, 15).toordinal()
    said = (
        "isik on lapse vanem alles alates 15. aprillist 2026",
        "the person is the child's parent only from 15 April 2026 on",
        "человек — родитель ребёнка только с 15 апреля 2026 года",
    )
    for language, text in zip(LANGUAGES, said, strict=True):
        told = ground_text(ground, Words(language, made.name_of), but=["tiiu", "anni"])
        assert told == f"{text} (PHS § 25 lg 1)"


def test_when_the_school_year_is_over_it_does_not_matter_that_the_final_class_is_open() -> None:
    made = solved(FAMILY.replace("final_class: false", "final_class: unknown"))
    last = date(2026, 8, 31).toordinal()
    (right,) = (
        r
        for r in made.rights
        if (r.about, r.status, r.first) == ("eldest", Status.REFUSED, last + 1)
        if r.benefit == "child_allowance"
    )
    assert [(g.name, g.value) for g in right.grounds] == [("school_year_of_nineteen_ends", last)]


FOSTERED: Final = """
as_of: 2026-11-24
period: {from: 2026-06, to: 2026-09}
otherwise: ordinary
people:
  ema: {residence: [{country: EE, ground: citizen}]}
  isa: {residence: [{country: EE, ground: citizen}]}
  tiiu:
    residence: [{country: EE, ground: citizen}]
    sickness_benefit_right: [{from: 2015-01-01}]
    income: [{from: 2020-01, gross: 1800}]
    notes: []
    unemployed: []
    previous_income_base: []
    basic_exemption: 0
children:
  liis:
    birth: 2025-03-03
    expected: 2025-03-03
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ema, role: mother}, {who: isa, role: father}]
    lives:
      - {with: [ema, isa], to: 2026-06-14, share: full}
      - {with: [tiiu], from: 2026-06-15, share: full}
    foster: [{parent: tiiu, from: 2026-06-15, contract_signed: 2026-06-15}]
    not_raising: [{who: ema, from: 2026-06-15}, {who: isa, from: 2026-06-15}]
    parental_days_paid_before: 539
couples: []
claims:
  - {by: tiiu, for: all, benefits: [child_allowance], received: 2026-07-01}
parental_days:
  - {by: tiiu, for: liis, kind: shared, from: 2026-06-15, to: 2026-09-30}
"""

EXPECTING: Final = """
as_of: 2026-12-24
period: {from: 2026-09, to: 2026-12}
otherwise: ordinary
people:
  kai:
    residence: [{country: EE, ground: citizen}]
    sickness_benefit_right: []
    income: [{from: 2022-01, gross: 1500}]
    notes: []
    unemployed: []
    basic_exemption: 0
    previous_income_base: []
  uno: {residence: [{country: EE, ground: citizen}], death: 2026-09-01}
children:
  uku:
    birth: 2026-12-01
    expected: 2026-12-01
    residence: [{country: EE, ground: citizen}]
    parents: [{who: kai, role: mother}, {who: uno, role: father}]
    lives: [{with: [kai], share: full}]
    bereavement_declared: true
claims: []
parental_days:
  - {by: kai, for: uku, kind: mothers, from: 2026-09-22, to: 2026-12-30, leave: registered}
"""


def test_a_bar_of_many_conditions_is_told_and_not_that_each_of_them_is_met() -> None:
    answer = solved(FOSTERED)
    told = [(g.name, g.value) for g in refused(answer, "shared_parental_benefit").grounds]
    assert told == [("has_adopters_benefit_only", True)]
    (granted,) = (r for r in answer.rights if r.holder == "tiiu" and r.benefit == "child_allowance")
    # The parents had the right before and did not claim; whoever is paid came in time.
    assert not granted.is_late


def test_a_day_outside_the_time_of_a_benefit_is_told_by_the_day_it_begins() -> None:
    worked = EXPECTING.replace("2026-12-01", "2026-09-25")
    worked = worked.replace(
        "sickness_benefit_right: []", "sickness_benefit_right: [{from: 2015-01-01}]"
    )
    worked = worked.replace("from: 2026-09-22", "from: 2026-09-25").replace(
        "bereavement_declared: true", "mother_worked_on_birth_day: true"
    )
    answer = solved(worked)
    (ground,) = next(r for r in answer.rights if r.benefit == "mothers_parental_benefit").grounds
    days = [(name, date.fromordinal(day).isoformat()) for name, day in ground.days]
    assert (ground.name, ground.citation) == ("in_mothers_time", "PHS § 35 lg 5")
    assert days == [("mothers_begin_day", "2026-09-26")]


def test_a_provision_that_was_in_force_is_said_to_come_in_another_wording() -> None:
    # § 50 lg 1 is in force since 2017; from 1.07.2022 an agreement is a title, too.
    text = LOST.replace("2026-12-15", "2026-12-01").replace(", death: 2026-10-20", "")
    text = text.replace("from: 2026-10, to: 2026-12", "from: 2022-05, to: 2022-09")
    text = text.replace(
        "    lives:",
        """    maintenance:
      - debtor: juss
        title: [{from: 2022-01-01, month_amount: 150, kind: agreement}]
        enforcement: [{opened: 2022-02-10}]
        received: [{from: 2022-01, to: 2022-12, amount: 0}]
    lives:""",
    ).partition("claims:")[0]
    benefit = "maintenance_allowance_enforcement"
    text += f"claims: [{{by: mari, for: all, benefits: [{benefit}], received: 2022-02-10}}]"
    made = solved(text)
    right = refused(made, benefit)
    assert [(g.gives, g.citation) for g in right.grounds] == [(VALIDITY, "PHS § 50 lg 1")]
    assert "selles sõnastuses" in ground_text(right.grounds[0], Words("et", made.name_of))
    # What is asked ends in September; that the file tells of the debtor to December ends no right.
    granted = next(r for r in made.rights if r.benefit == benefit and r.status is Status.GRANTED)
    assert (granted.first, granted.after) == (date(2022, 7, 1).toordinal(), None)


def test_a_right_that_a_new_wording_brings_is_refused_before_for_that() -> None:
    right = next(r for r in solved(EXPECTING).rights if r.benefit == "mothers_parental_benefit")
    assert right.status is Status.REFUSED
    told = [(g.gives, g.citation) for g in right.grounds]
    assert told == [(VALIDITY, "PHS § 35 lg 2")]


def test_before_the_loss_only_the_loss_is_the_reason_and_before_guardianship_only_that() -> None:
    found = read(EXAMPLES / "sister_as_guardian.yaml")
    told = [
        right
        for right in Solved(found).determination.rights
        if right.benefit == "survivors_allowance" and right.status is Status.REFUSED
    ]
    by_child = {child: [r for r in told if r.about == child] for child in ("siiri", "villem")}
    # Both parents die on 5 October; of the pensions and dates beside it none decides anything.
    for refusals in by_child.values():
        names = [(ground.name, ground.citation) for ground in refusals[0].grounds]
        assert names == [("has_died", "PHS § 19¹ lg 2")] * 2
        assert refusals[0].after == day_of("2026-10-05")
    # The sister raises him from the 6th, but is his guardian only from 2 November.
    (_, until_guardian) = by_child["villem"]
    assert (until_guardian.first, until_guardian.after) == (
        day_of("2026-10-05"),
        day_of("2026-11-02"),
    )
    assert [(g.name, g.turns) for g in until_guardian.grounds] == [
        ("is_guardian", day_of("2026-11-02"))
    ]


def orphan(**fields: object) -> Determination:
    """A child whose mother died in October and father in November 2026; the guardian claims."""
    who = {name: {"residence": [{"country": "EE", "ground": "citizen"}]} for name in "mfg"}
    case = {
        "as_of": "2027-02-01",
        "period": {"from": "2026-10", "to": "2027-01"},
        "otherwise": "ordinary",
        "people": {
            "m": {**who["m"], "death": "2026-10-10"},
            "f": {**who["f"], "death": "2026-11-15"},
            "g": who["g"],
        },
        "couples": [],
        "children": {
            "a": {
                "birth": "2016-04-04",
                "residence": [{"country": "EE", "ground": "citizen"}],
                "parents": [{"who": "m", "role": "mother"}, {"who": "f", "role": "father"}],
                "lives": [{"with": ["g"], "share": "full", "from": "2026-11-15"}],
                "guardianship": [{"guardian": "g", "made_known": "2026-12-10"}],
                **fields,
            }
        },
        "claims": [
            {"by": "g", "for": "all", "benefits": ["survivors_allowance"], "received": "2026-12-15"}
        ],
    }
    return Solved(parse(case)).determination


def test_a_second_survivors_allowance_that_is_refused_is_told_with_its_reason() -> None:
    # PHS § 19¹ lg 3 p 5: a pension for the father; § 25 lg 1: nobody could claim before 10.12.
    second = "survivors_allowance_second"
    pension = {"for_parent": "f", "kind": "survivors_pension", "from": "2026-11-15"}
    (refused,) = [r for r in orphan(pension=[pension]).rights if r.benefit == second]
    assert (refused.status, refused.first) == (Status.REFUSED, date(2026, 11, 15).toordinal())
    assert ("pension_for_parent", True) in {(each.name, each.value) for each in refused.grounds}
    assert {each.about[0] for each in refused.grounds} == {"f"}
    before, granted = [r for r in orphan().rights if r.benefit == second]
    assert (before.status, before.first) == (Status.REFUSED, date(2026, 11, 15).toordinal())
    assert before.after == granted.first == date(2026, 12, 10).toordinal()


def test_where_one_parent_was_lost_nothing_is_told_of_a_second() -> None:
    made = orphan(parents=[{"who": "m", "role": "mother"}], second_parent="none")
    assert "survivors_allowance" in {right.benefit for right in made.rights}
    assert "survivors_allowance_second" not in {right.benefit for right in made.rights}


ADOPTED: Final = """
as_of: 2026-12-01
period: {from: 2026-03, to: 2026-11}
otherwise: ordinary
people:
  mari: {residence: [{country: EE, ground: citizen}]}
  hans: {residence: [{country: EE, ground: citizen}]}
children:
  ants:
    birth: 2018-03-03
    residence: [{country: EE, ground: citizen}]
    parents:
      - {who: mari, role: mother}
      - {who: hans, role: father, from: 2026-05-20, ground: adoption}
    lives: [{with: [mari, hans], share: full}]
    adoption: {by: hans, final: 2026-05-20, spouse_of_parent: true, child_of_adopter: false}
    birth_allowance_paid_earlier: true
claims:
  - {by: mari, for: all, benefits: [child_allowance], received: 2018-03-10}
  - {by: hans, for: all, benefits: [birth_allowance, adoption_allowance], received: 2026-06-01}
  - {by: hans, for: all, benefits: [single_parent_allowance], received: 2026-08-20}
"""


def test_who_claims_what_never_arose_is_told_why_and_neither_late_nor_silent() -> None:
    # Claimed within six months; the adopter is the mother's husband (PHS § 23 lg 1), and childbirth
    # allowance has been paid for the child (§ 22 lg 3).
    case = Solved(parse(yaml.safe_load(ADOPTED)))
    for benefit, fact, citation in (
        ("adoption_allowance", "adopted_within_family", "PHS § 23 lg 1"),
        ("birth_allowance", "birth_allowance_paid_earlier", "PHS § 22 lg 3"),
    ):
        right = refused(case.determination, benefit)
        told = [(fact, ("ants",), True, citation)]
        assert grounds(right) == told
        in_act = of_denial(case, "hans", right, date(2026, 6, 1).toordinal())
        assert [(g.name, g.about, g.value, str(g.citation)) for g in in_act] == told


def test_who_may_not_claim_once_is_told_that_and_not_that_others_did_not() -> None:
    # A grandmother claims in time: no parent, guardian or foster parent (§ 22 lg 1).
    text = ADOPTED.split("children:")[0]
    text += """children:
  ants:
    birth: 2026-03-03
    residence: [{country: EE, ground: citizen}]
    parents: [{who: mari, role: mother}]
    second_parent: none
    lives: [{with: [mari], share: full}]
claims:
  - {by: hans, for: all, benefits: [birth_allowance], received: 2026-03-10}
"""
    told = refused(solved(text), "birth_allowance").grounds
    assert {(g.name, g.about[0], g.value) for g in told} == {
        (name, "hans", False) for name in ("is_parent", "is_guardian", "is_foster_parent")
    }


LOST: Final = """
as_of: 2026-12-15
period: {from: 2026-10, to: 2026-12}
otherwise: ordinary
people:
  mari: {residence: [{country: EE, ground: citizen}]}
  juss: {residence: [{country: EE, ground: citizen}], death: 2026-10-20}
  hans: {residence: [{country: EE, ground: citizen}]}
children:
  ants:
    birth: 2016-03-03
    residence: [{country: EE, ground: citizen}]
    parents: [{who: mari, role: mother}, {who: juss, role: father}]
    lives: [{with: [mari], share: full}]
claims:
  - {by: mari, for: all, benefits: [child_allowance], received: 2016-03-10}
  - {by: mari, for: all, benefits: [survivors_allowance], received: 2026-11-10}
"""


def lost(child: str = "", residence: str = "", second: str = "") -> Solved:
    """A child whose father died on 20.10.2026, with something else that bars the allowance."""
    text = LOST.replace("    lives:", f"    {child}\n    lives:") if child else LOST
    if second:
        text = text.replace("{who: juss, role: father}", second)
    if residence:
        text = text.replace("residence: [{country: EE, ground: citizen}]", residence)
    return Solved(parse(yaml.safe_load(text)))


def test_survivors_allowance_is_refused_for_a_pension_alone() -> None:
    # § 19¹ lg 3 p 5; that there was no pension at the switch, and that others live, denies nothing.
    pension = (
        "pension: [{for_parent: juss, kind: survivors_pension, month_amount: 5, from: 2026-10-20}]"
    )
    told = refused(lost(pension).determination, "survivors_allowance")
    assert grounds(told) == [("pension_for_parent", ("juss", "ants"), True, "PHS § 19¹ lg 3 p 5")]


def test_a_history_too_short_is_the_only_reason_and_its_days_are_told() -> None:
    # Here since 1.05.2025: 558 days to the claim on 10.11.2026, the father 537 to his death; in 48
    # months 36 are needed, which are 1096 days (§ 4 lg 1²). Another state lays his row beside hers.
    here = (
        "residence: [{country: UA, to: 2025-04-30},"
        " {country: EE, ground: protection, from: 2025-05-01}]"
    )
    case = lost(residence=here)
    right = refused(case.determination, "survivors_allowance")
    told = [
        ("claimant_has_history", ("mari", "ants"), False, "PHS § 4 lg 1²"),
        ("parent_had_history", ("juss", "ants"), False, "PHS § 4 lg 1²"),
    ]
    assert grounds(right) == told
    in_act = of_denial(case, "mari", right, right.first)
    assert [(g.name, g.about, g.value, str(g.citation)) for g in in_act] == told
    decided = next(each for each in matters(case) if each.kind is Kind.REFUSAL)
    said = evened(plain(draft(case, decided, Particulars())))
    assert "vaja 1 096 päeva (36 kuud), taotlejal oli 558 päeva ja lapsel 558 päeva" in said
    assert "vaja 1 096 päeva (36 kuud), vanemal oli 537 päeva" in said


def test_a_parent_who_does_not_raise_the_child_is_refused_by_the_estonian_act() -> None:
    # § 25 lg 1; that Union law counts some parents who live apart is no norm of a family here.
    text = (
        LOST.replace(", death: 2026-10-20", "")
        + """
  - {by: juss, for: all, benefits: [child_allowance], received: 2026-11-12}
"""
    )
    case = Solved(parse(yaml.safe_load(text)))
    right = next(r for r in case.determination.rights if r.benefit == "child_allowance")
    told = of_denial(case, "juss", right, date(2026, 11, 12).toordinal())
    assert ("raises", ("juss", "ants"), "PHS § 25 lg 1") in [
        (g.name, g.about, g.citation) for g in told
    ]
    assert not [g for g in told if "883/2004" in str(g.citation)]


STUDENT: Final = """
as_of: 2027-12-20
period: {from: 2027-10, to: 2027-12}
otherwise: ordinary
people:
  mari: {residence: [{country: EE, ground: citizen}]}
  juss: {residence: [{country: EE, ground: citizen}], death: 2020-01-01}
children:
  ants:
    birth: 2008-11-20
    residence: [{country: EE, ground: citizen}]
    parents: [{who: mari, role: mother}, {who: juss, role: father}]
    lives: [{with: [mari], share: full}]
    pension:
      - {for_parent: juss, kind: survivors_pension, month_amount: 9, from: 2020-01, to: 2026-09-30}
    secondary_education: false
    studies: [{from: 2027-02-02, level: vocational}]
claims: []
"""


def test_the_provision_of_an_age_is_that_of_the_age_that_was_passed_last() -> None:
    # Studies were begun a day too late for a transition to 21 (§ 63¹¹ lg 2 p 2), though the child
    # studies on its 19th birthday.
    told = refused(solved(STUDENT), "survivors_allowance")
    assert told.first == date(2027, 11, 20).toordinal()
    assert grounds(told) == [("studied_by_deadline", ("ants",), False, "PHS § 63¹¹ lg 2 p 2")]
    # A right of today's rules ends at 21 by p 2, not at 19 by p 1.
    orphan = STUDENT.replace("death: 2020-01-01", "death: 2026-10-05")
    orphan = orphan.replace("birth: 2008-11-20", "birth: 2006-11-10")
    orphan = orphan.replace("from: 2027-02-02", "from: 2022-09-01")
    head, _, rest = orphan.partition("    pension:")
    orphan = head + rest.partition("to: 2026-09-30}\n")[2]
    orphan = orphan.replace(
        "claims: []",
        "claims: [{by: ants, for: [ants], benefits: [survivors_allowance], received: 2026-10-20}]",
    ).replace("    lives:", "    independent: [{from: 2024-11-10}]\n    lives:")
    told = refused(solved(orphan), "survivors_allowance")
    assert told.first == date(2027, 11, 10).toordinal()
    assert [(g.name, g.citation) for g in told.grounds] == [
        ("survivor_age_right", "PHS § 19¹ lg 3 p 2")
    ]


def test_a_late_claim_reaches_back_by_the_provision_for_its_right() -> None:
    # Died on 10.08.2026, claimed on 1.10.2027: twelve months back by § 63¹¹ lg 4, to 1.10.2026.
    old = STUDENT.replace("death: 2020-01-01", "death: 2026-08-10").partition("    pension:")[0]
    old = old.replace("from: 2027-10", "from: 2026-08").replace("2008-11-20", "2015-01-05")
    old += """    pension: []
    former_pension: [{for_parent: juss, month_amount: 390.4, from: 2024-01-01}]
claims: [{by: mari, for: all, benefits: [survivors_allowance], received: 2027-10-01}]
"""
    case = Solved(parse(yaml.safe_load(old)))
    right = next(
        r for r in case.determination.rights
        if r.benefit == "survivors_allowance" and r.status is Status.GRANTED
    )  # fmt: skip
    assert right.first == date(2026, 10, 1).toordinal()
    assert [g.citation for g in right.grounds if g.name.endswith("_covered_from")] == [
        "PHS § 63¹¹ lg 4"
    ]
    granted = next(each for each in matters(case) if any(item.late for item in each.items))
    said = evened(plain(draft(case, granted, Particulars())))
    assert "12 kuu eest enne taotluse kuud (PHS § 63¹¹ lg 4)" in said


def test_a_final_order_was_made_known_though_nobody_says_when() -> None:
    # Final on 16.04.2026: all of May is the guardian's, 240 euros (PHS § 20); from the opening of
    # the proceedings to that day it is asked when the order was made known.
    text = STUDENT.replace("2027-12-20", "2026-12-01").replace("from: 2027-10", "from: 2026-01")
    text = text.replace("to: 2027-12", "to: 2026-05").replace(", death: 2020-01-01", "")
    text = text.replace("with: [mari]", "with: [tiiu]").replace("2008-11-20", "2013-04-10")
    text = text.replace("  juss:", "  tiiu: {residence: [{country: EE, ground: citizen}]}\n  juss:")
    text = (
        text.partition("    pension:")[0]
        + """    guardianship:
      - {guardian: tiiu, opened: 2026-01-10, final: 2026-04-16, parents_fulfil_duty: false}
    separated: [{from: 2026-01-10, to: 2026-03-15, raised_by: tiiu}]
couples: []
claims:
  - by: tiiu
    for: all
    benefits: [child_allowance, guardianship_allowance]
    received: 2026-01-11
"""
    )
    made = solved(text)
    paid = {
        p.month % 12 + 1: (p.least, p.most)
        for p in made.payments
        if p.benefit == "guardianship_allowance"
    }
    # January from the 10th: 22 of 31 days; April surely from the 16th: 15 of 30.
    assert paid == {
        1: (0, 170_32), 2: (0, 240_00), 3: (0, 240_00), 4: (120_00, 240_00), 5: (240_00, 240_00),
    }  # fmt: skip
    assert any("has_guardian" in question.facts for question in made.questions)


def test_that_payment_to_the_former_recipient_ended_is_said_of_the_new_one() -> None:
    # The mother has no custody since 05.2022; § 13 ends payment to her from 1.02.2023.
    text = LOST.replace("2026-12-15", "2026-12-01").replace(", death: 2026-10-20", "")
    text = text.replace("from: 2026-10, to: 2026-12", "from: 2022-11, to: 2023-04")
    text = text.replace("with: [mari]", "with: [mari, juss]")
    text = text.replace(
        "    lives:",
        "    no_custody: [{who: mari, from: 2022-05-10, removed_by_court: false}]\n    lives:",
    )
    text = text.partition("  - {by: mari, for: all, benefits: [survivors")[0]
    text += "  - {by: juss, for: all, benefits: [child_allowance], received: 2023-03-10}"
    (spell,) = [each for each in solved(text).payees if each.payee == "juss"]
    assert (spell.why, spell.first) == ("alone", date(2023, 2, 1).toordinal())
    assert [(g.name, g.about, g.citation) for g in spell.grounds] == [
        ("lacks_custody", ("mari", "ants"), "PHS § 13")
    ]


STEP: Final = """
as_of: 2026-12-01
period: {from: 2026-03, to: 2026-07}
otherwise: ordinary
people:
  mari: {residence: [{country: EE, ground: citizen}]}
  carl: {residence: [{country: EE, ground: citizen}]}
  juss: {residence: [{country: EE, ground: citizen}]}
  xena: {residence: [{country: EE, ground: citizen}]}
children:
  ants: &ours
    birth: 2014-05-05
    residence: [{country: EE, ground: citizen}]
    parents: [{who: mari, role: mother}, {who: juss, role: father}]
    lives: [{with: [mari, carl], share: full}]
  anu: {<<: *ours, birth: 2016-05-05}
  dora:
    <<: *ours
    birth: 2015-05-05
    parents: [{who: xena, role: mother}, {who: carl, role: father}]
  beat:
    <<: *ours
    birth: 2026-04-15
    parents: [{who: mari, role: mother}, {who: carl, role: father}]
claims:
  - {by: mari, for: [ants, anu], benefits: [child_allowance], received: 2016-05-10}
  - {by: carl, for: [dora], benefits: [child_allowance], received: 2015-05-10}
  - by: carl
    for: [ants, anu, beat, dora]
    benefits: [child_allowance, large_family_allowance]
    received: 2026-04-20
    consent: true
couples: [{who: [mari, carl], kind: cohabitation, from: 2020-01-01}]
"""


def test_a_step_parent_is_told_as_who_and_of_how_many_children_on_the_days_refused() -> None:
    # On 20.04 he is paid for Dora and, since the 15th, for Beat; from May for all four, by § 25
    # lg 1 p 3, as the mother consents (§ 6 lg 1).
    case = Solved(parse(yaml.safe_load(STEP)))
    claimed = date(2026, 4, 20).toordinal()
    decided = next(
        each for each in matters(case)
        if each.addressee == "carl" and each.claim is not None and each.claim.consent is True
        and each.kind is Kind.PARTIAL_GRANT
    )  # fmt: skip
    (denied,) = [item for item in decided.items if item.status is Status.REFUSED]
    assert denied.first == claimed
    said = evened(plain(draft(case, decided, Particulars())))
    assert "Peres on 2 last, kelle eest makstakse lapsetoetust" in said
    assert "PHS § 25 lg 1 p 3" in said
    assert "Saaja muutub Teie taotluse alusel (PHS § 6 lg 1)" in said


def test_a_bar_that_is_counted_over_rows_has_no_norm_to_stop_at() -> None:
    """A mother in prison, three children, and of one it is not told who its second parent is."""
    home = [{"country": "EE", "ground": "citizen"}]

    def child(birth: str, **second: str) -> dict[str, object]:
        parents = [{"who": "m", "role": "mother"}, {"who": "f", **second}]
        lives = [{"with": ["m", "f"], "share": "full"}]
        return {"birth": birth, "residence": home, "parents": parents, "lives": lives}

    both = ["child_allowance", "large_family_allowance"]
    prison = {"from": "2026-03-10", "to": "2026-07-20", "kind": "prison"}
    case = {
        "as_of": "2026-12-01",
        "period": {"from": "2026-01", "to": "2026-12"},
        "otherwise": "ordinary",
        "people": {
            "m": {"sex": "female", "residence": home, "imprisonment": [prison]},
            "f": {"sex": "male", "residence": home},
        },
        "children": {
            "a": child("2010-05-14", role="father"),
            "b": child("2013-05-14", role="father"),
            "c": child("2016-05-14"),
        },
        "claims": [
            {"by": "m", "for": "all", "benefits": both, "received": "2016-06-01"},
            {"by": "f", "for": "all", "benefits": both, "received": "2026-03-20"},
        ],
    }
    # 80 + 80 + 100 and 450 in each of twelve months, to whomever.
    assert Solved(parse(case)).determination.total == (12 * 710_00, 12 * 710_00)


def test_a_child_that_nobody_is_told_to_raise_is_paid_to_nobody() -> None:
    home = [{"country": "EE", "ground": "citizen"}]
    child = {
        "birth": "2018-05-14",
        "residence": home,
        "parents": [{"who": "m", "role": "mother"}, {"who": "f", "role": "father"}],
        "lives": [{"with": ["m", "f"], "share": "full"}],
    }
    case = {
        "as_of": "2026-12-01",
        "period": {"from": "2026-05", "to": "2026-07"},
        "otherwise": "ordinary",
        "people": {"m": {"residence": home}, "f": {"residence": home}},
        "children": {"a": {**child, "lives": [{"with": [], "share": "full"}]}, "b": child},
        "claims": [
            {"by": "m", "for": "all", "benefits": ["child_allowance"], "received": "2018-06-01"}
        ],
    }
    made = Solved(parse(case)).determination
    assert {payment.for_whom for payment in made.payments} == {("b",)}
    assert made.total == (3 * 80_00, 3 * 80_00)


def test_a_claim_of_which_nothing_is_told_is_asked_about() -> None:
    """Who filed it and what for is open; payment ends where nobody is told to raise the child."""
    home = [{"country": "EE", "ground": "citizen"}]
    case = {
        "as_of": "2026-12-01",
        "period": {"from": "2026-03", "to": "2026-09"},
        "otherwise": "ordinary",
        "people": {"h": {}, "m": {"residence": home}},
        "children": {
            "a": {
                "birth": "2015-03-03",
                "residence": [{"country": "EE"}],
                "parents": [{"who": "m"}],
                "lives": [{"to": "2026-07-31", "with": ["m"]}, {"from": "2026-08-01"}],
            }
        },
        "claims": [{"benefits": ["child_allowance"], "received": "2015-03-10"}, {}],
    }
    made = Solved(parse(case)).determination
    asked = {fact for question in made.questions for fact in question.facts}
    assert {"received_day", "raises"} <= asked


def test_prison_is_the_only_reason_of_a_suspension_and_of_who_is_paid_meanwhile() -> None:
    """That no small child lives there with the mother is no reason for anything (§ 30 lg 6)."""
    home = [{"country": "EE", "ground": "citizen"}]
    prison = {"from": "2026-06-10", "to": "2026-08-20", "kind": "prison"}
    child = {
        "residence": home,
        "parents": [{"who": "m", "role": "mother"}, {"who": "f", "role": "father"}],
        "lives": [{"with": ["m", "f"], "share": "full"}],
    }
    both = ["child_allowance", "large_family_allowance"]
    case = {
        "as_of": "2026-12-01",
        "period": {"from": "2026-05", "to": "2026-09"},
        "otherwise": "ordinary",
        "people": {"m": {"residence": home, "imprisonment": [prison]}, "f": {"residence": home}},
        "children": {
            who: {"birth": birth, **child}
            for who, birth in (("a", "2012-03-14"), ("b", "2015-09-02"), ("c", "2020-12-20"))
        },
        "claims": [
            {"by": "m", "for": "all", "benefits": both, "received": "2021-01-10"},
            {"by": "f", "for": "all", "benefits": both, "received": "2026-06-15"},
        ],
    }
    made = Solved(parse(case)).determination
    told = [right.grounds for right in made.rights if right.status is Status.SUSPENDED]
    told += [payee.grounds for payee in made.payees if payee.why == "suspended"]
    assert len(told) > 1
    for found in told:
        assert [(each.name, each.citation) for each in found] == [("imprisoned", "PHS § 12 lg 4")]
