"""What acts tell of time: amounts since the start, months paid whole, grounds that turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import yaml
from tests.acts.cases import HOME, example, family, listed, of_kind, particulars

from perenou.acts.document import Part, plain, spans_of, text_of
from perenou.acts.draft import draft
from perenou.acts.matter import Kind, Matter
from perenou.acts.matters import matters
from perenou.casework.case_file import parse
from perenou.casework.determination import DEATH_OF_CHILD, VALIDITY, Right, Status
from perenou.casework.solve import Solved

SURVIVORS = """
as_of: 2026-11-24
period: {from: 2026-06, to: 2027-03}
otherwise: ordinary
people:
  ema: {name: Ema Lein, residence: [{country: EE, ground: citizen}]}
  isa: {name: Isa Lein, residence: [{country: EE, ground: citizen}], death: 2026-08-20}
  endine: {name: Endine Lein, residence: [{country: EE, ground: citizen}], death: 2016-08-20}
children:
  mia:
    birth: 2009-01-15
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ema, role: mother}, {who: isa, role: father}]
    lives: [{with: [ema], share: full}]
    studies: [{level: upper_secondary, from: 2025-09-01}]
    secondary_education: false
  rein:
    birth: 2004-03-02
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ema, role: mother}, {who: endine, role: father}]
    lives: [{with: [ema], share: full}]
    studies: [{level: higher, from: 2023-09-01}]
    academic_leave: [{from: 2026-10-15, to: 2027-01-31}]
    secondary_education: 2023-06-20
    pension:
      - for_parent: endine
        kind: survivors_pension
        month_amount: 302.60
        from: 2016-08-20
        to: 2026-09-30
  vello:
    birth: 2008-10-01
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ema, role: mother}, {who: endine, role: father}]
    lives: [{with: [ema], share: full}]
    studies: []
    secondary_education: false
    pension:
      - for_parent: endine
        kind: survivors_pension
        month_amount: 402.60
        from: 2016-08-20
        to: 2026-09-30
claims:
  - {by: ema, for: [mia], benefits: [survivors_allowance], received: 2026-11-20}
  - {by: ema, for: [rein, vello], benefits: [survivors_allowance], received: 2026-09-28}
"""

IMPRISONED = """
as_of: 2026-11-24
period: {from: 2026-02, to: 2026-08}
otherwise: ordinary
people:
  ema:
    name: Ema Vang
    residence: [{country: EE, ground: citizen}]
    imprisonment: [{from: 2026-03-10, to: 2026-07-05, kind: prison}]
  vana: {name: Vana Ema, residence: [{country: EE, ground: citizen}]}
children:
  bee:
    name: Bee Vang
    birth: 2020-06-15
    residence: [{country: EE, ground: citizen}]
    parents: [{who: ema, role: mother}]
    lives:
      - {with: [ema], share: full, to: 2026-03-09}
      - {with: [vana], share: full, from: 2026-03-10, to: 2026-07-05}
      - {with: [ema], share: full, from: 2026-07-06}
    separated: [{from: 2026-03-10, to: 2026-07-05, raised_by: vana}]
claims:
  - {by: ema, for: all, benefits: [child_allowance], received: 2020-07-01}
  - {by: vana, for: [bee], benefits: [child_allowance], received: 2026-04-02}
"""


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@cache
def solved(text: str) -> Solved:
    return Solved(parse(yaml.safe_load(text)))


def rights(made: Solved, about: str, benefit: str = "survivors_allowance") -> list[Right]:
    return [right for right in made.rights if (right.about, right.benefit) == (about, benefit)]


def only(found: tuple[Matter, ...], kind: Kind) -> Matter:
    (matter,) = (each for each in found if each.kind is kind)
    return matter


def told(made: Solved, matter: Matter, part: Part = Part.OPERATIVE) -> str:
    portion = draft(made, matter, particulars()).part(part)
    assert portion is not None
    return "\n".join(text_of(tuple(spans_of(block))) for block in portion.blocks)


def plainly(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_grant_tells_every_rate_since_its_start_and_the_days_of_its_first_month() -> None:
    made = family()
    matter = only(matters(made), Kind.GRANT)
    decision = plainly(told(made, matter))
    # 55 euros for 18 of 31 days; 55 to 2018, 60 to 2022, 80 since.
    for amount in ("31,94 eurot (mai 2018, 18 päeva eest)", "55 eurot kuus (juuni–detsember 2018)",
                   "60 eurot kuus (jaanuar 2019 – detsember 2022)",
                   "80 eurot kuus (alates jaanuarist 2023)"):  # fmt: skip
        assert amount in decision
    assert ", § 27 lg 1" in told(made, matter, Part.BASIS)


def test_where_earlier_months_are_open_the_months_asked_about_are_named() -> None:
    made = family()
    matter = only(matters(made), Kind.GRANT)
    (item,) = matter.items
    asked = tuple(p for p in item.payments if p.month >= made.first_month)
    only_asked = replace(matter, items=(replace(item, payments=asked),))
    assert "80 eurot kuus (alates jaanuarist 2026)" in plainly(told(made, only_asked))


def test_a_grant_is_told_by_what_it_rests_on_when() -> None:
    made = example("step_down_2023")
    granted = [
        right
        for right in made.rights
        if right.benefit == "large_family_allowance" and right.status is Status.GRANTED
    ]
    names = [[g.name for g in right.grounds if g.value is True] for right in granted]
    assert names == [["has_three_children"], ["had_three_children_before"]]
    assert granted[0].after == granted[1].first
    (grant,) = (e.matter for e in of_kind("step_down_2023", Kind.GRANT)
                if "large_family_allowance" in e.matter.benefits)  # fmt: skip
    (item,) = (i for i in grant.items if i.benefit == "large_family_allowance")
    assert [since for since, _ in item.later] == [granted[1].first]
    text = plain(draft(made, grant, particulars()))
    assert "iga lapse kohta kolmandik määrast 650 eurot: 433,33" in plainly(text)
    assert "PHS § 21 lg 4" in text


def test_an_end_takes_effect_with_the_month_after() -> None:
    made = example("three_children_one_turns_19")
    (ended,) = (e.matter for e in of_kind("three_children_one_turns_19", Kind.TERMINATION))
    # The right ends on 29 June 2026.
    decision = told(made, ended)
    assert "alates 1. juulist 2026" in decision
    assert "Õigus lõppes 29. juunil 2026, kuid toetust makstakse selle kuu lõpuni" in decision
    grants = "\n".join(
        told(made, each.matter) for each in listed("three_children_one_turns_19")
        if each.matter.kind is Kind.GRANT
    )  # fmt: skip
    assert "kuni 29. juunini 2026. Toetust makstakse selle kuu lõpuni" in grants
    assert "§ 31" in grants


def test_a_change_of_recipient_tells_from_which_month_payment_passes() -> None:
    made = solved(IMPRISONED)
    found = matters(made)
    decision = told(made, only(found, Kind.RECIPIENT_CHANGE))
    assert "Teile makstakse alates 1. aprillist 2026" in decision
    assert "Senisele saajale (Ema Vang) makstakse kuni 31. märtsini 2026" in decision
    assert "gap_26_month" in {doubt.key for doubt in made.determination.doubts}
    notices = {m.addressee: m for m in found if m.kind is Kind.OTHER_PARENT_NOTICE}
    letter = told(made, notices["vana"])
    assert "alates 1. augustist 2026" in letter
    assert "seni maksti toetust Teile" in letter
    assert "teisele vanemale" not in letter
    assert "alates 1. aprillist 2026" in told(made, notices["ema"])
    assert "maksmine Teile lõpeb 31. märtsil 2026" in told(made, notices["ema"])


def test_a_childs_death_is_told_as_such_and_nobody_is_heard_on_it() -> None:
    juku = {"name": "Juku Näide", "birth": "2018-05-14", "residence": HOME, "death": "2026-03-30",
            "parents": [{"who": "mari", "role": "mother"}],
            "lives": [{"with": ["mari"], "share": "full"}]}  # fmt: skip
    made = family(children={"juku": juku})
    (ended,) = (r for r in made.rights if r.status is Status.REFUSED)
    told_of = [(g.name, g.value, g.citation) for g in ended.grounds]
    assert told_of == [(DEATH_OF_CHILD, day("2026-03-30"), "PHS § 31")]
    found = matters(made)
    assert "Laps suri 30. märtsil 2026" in told(made, only(found, Kind.TERMINATION), Part.REASONS)
    assert Kind.HEARING not in {matter.kind for matter in found}


def test_academic_leave_suspends_a_transitional_right() -> None:
    made = solved(SURVIVORS)
    assert [right.status for right in rights(made, "rein")] == [
        Status.REFUSED, Status.GRANTED, Status.SUSPENDED, Status.GRANTED,
    ]  # fmt: skip
    found = matters(made)
    suspended = only(found, Kind.SUSPENSION)
    told_of = [(g.name, g.citation) for g in suspended.items[0].grounds]
    assert told_of == [("academic_leave", "PHS § 63¹¹ lg 3")]
    assert "alates 1. novembrist 2026" in told(made, suspended)
    resumed = only(found, Kind.RESUMPTION)
    assert [g.citation for g in resumed.items[0].grounds] == ["PHS § 63¹¹ lg 3"]
    assert Kind.TERMINATION not in {matter.kind for matter in found}


def test_a_norm_that_comes_into_force_denies_nothing_afterwards() -> None:
    made = solved(SURVIVORS)
    before, since = rights(made, "vello")
    assert (before.after, since.first) == (day("2026-10-01"),) * 2
    assert [g.gives for g in before.grounds] == [VALIDITY]
    # He turns 18 on that day and does not study; his mother is not her own missing co-parent.
    names = {g.name for g in since.grounds}
    assert "was_minor_at_switch" in names
    assert not names & {"missing", "is_parent"}
    assert "gap_48" in {doubt.key for doubt in made.determination.doubts}
    # Nor does the claim of September ask for days before the act gives anything.
    partial = only(matters(made), Kind.PARTIAL_GRANT)
    denied = [item for item in partial.items if item.status is Status.REFUSED]
    assert [item.about for item in denied] == [("vello",)]
    assert not any(g.gives == VALIDITY for item in denied for g in item.grounds)


def test_nothing_is_paid_for_a_loss_before_it() -> None:
    made = solved(SURVIVORS)
    months = {p.month % 12 + 1 for p in made.payments
              if p.for_whom == ("mia",) and p.benefit == "survivors_allowance"}  # fmt: skip
    assert months == {8, 9, 10, 11, 12, 1, 2, 3}


def test_a_late_claim_is_why_payment_begins_on_its_day() -> None:
    claims = [{"by": "mari", "for": "all", "benefits": ["child_allowance"],
               "received": "2019-06-05"}]  # fmt: skip
    made = family(claims=claims)
    (right,) = rights(made, "juku", "child_allowance")
    assert right.first == day("2018-12-01")
    assert right.is_late
    assert [g.citation for g in right.grounds if g.gives == "Day"] == ["PHS § 28 lg 2"]
    (item,) = only(matters(made), Kind.GRANT).items
    assert item.late


def test_a_right_that_broke_off_is_granted_by_the_claim_since_then() -> None:
    births = {"aadu": "2007-05-01", "beeta": "2010-01-01", "cee": "2014-06-30", "dia": "2026-07-31"}
    children = {
        name: {
            "birth": birth,
            "residence": HOME,
            "parents": [{"who": "mari", "role": "mother"}],
            "lives": [{"with": ["mari"], "share": "full"}],
            "studies": [],
        }
        for name, birth in births.items()
    }
    both = ["child_allowance", "large_family_allowance"]
    claims = [
        {"by": "mari", "for": list(births)[:3], "benefits": both, "received": "2018-06-05"},
        {"by": "mari", "for": ["dia"], "benefits": both, "received": "2026-08-10"},
    ]
    first, second = (
        m
        for m in matters(family(children=children, claims=claims))
        if m.claim is not None and m.kind is Kind.GRANT
    )
    assert "dia" not in first.children
    assert day("2026-07-31") in {
        item.first for item in second.items if item.benefit == "large_family_allowance"
    }
