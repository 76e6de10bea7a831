"""Drafts from random families: they never fail, name every gap, and tell certain amounts only."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from tests.casework.test_properties import Family, families

from perenou.acts.choose import numbered
from perenou.acts.document import Part, plain
from perenou.acts.document_json import from_json, to_json
from perenou.acts.draft import draft
from perenou.acts.matter import Kind
from perenou.acts.matters import matters
from perenou.acts.particulars import Particulars
from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file import CaseFileError, parse
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import Status
from perenou.casework.solve import Solved
from perenou.rules.calendar import month_of

BY_CHILD = frozenset(key for key, each in MONTHLY.items() if each.unit.name == "child")
"""Benefits of each child: an adult child's own claim is for themselves."""

pytestmark = pytest.mark.properties


@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(families())
def test_drafts_of_random_families(family: Family) -> None:
    try:
        solved = Solved(parse(family))
    except CaseFileError:
        reject()
    _every_spell_of_a_claim_is_told(solved)
    paid = {payment.least for payment in solved.payments if payment.is_certain}
    for each in numbered(solved):
        document = draft(solved, each.matter, Particulars())
        gaps = {gap.what for gap in document.gaps}
        assert {s.text.strip("[]") for s in document.spans() if s.kind == "gap"} == gaps
        assert from_json(to_json(document)) == document
        decision = document.part(Part.OPERATIVE)
        assert decision is not None
        assert decision.blocks
        if each.matter.kind in (Kind.GRANT, Kind.PARTIAL_GRANT, Kind.RECIPIENT_CHANGE):
            told = {payment.least for item in each.matter.items for payment in item.payments}
            assert told <= paid
        text = plain(document)
        assert not re.search(r"\{|\}|None|\bTrue\b|\bFalse\b", text)
        if not each.matter.is_letter and each.matter.kind is not Kind.PROVISIONAL_DECISION:
            assert not re.search(r"\d kuni \d[\d\u202f,]* eurot", text)


def _every_spell_of_a_claim_is_told(solved: Solved) -> None:
    """What a claim of the months asked about is for is decided or asked about, spell by spell.

    Without what is told otherwise: that somebody else is paid, or that nobody claimed in time.
    """
    told: dict[tuple[str, str], set[int]] = {}
    for each in matters(solved):
        for item in each.items:
            for about in item.about or (each.addressee,):
                told.setdefault((item.benefit, about), set()).add(month_of(item.first))
    for claim in entries(solved.case.claims):
        if not isinstance(claim.benefits, tuple) or claim.received is None:
            continue
        day = claim.received.first
        if day < solved.first_day or claim.by not in solved.facts.people:
            continue
        children = solved.case.children_of(claim) or ()
        for right in solved.rights:
            if right.benefit not in claim.benefits or right.about not in (*children, claim.by):
                continue
            if right.about == claim.by and right.benefit in BY_CHILD:
                continue
            if right.status is Status.UNCLAIMED or right.holder not in (None, claim.by):
                continue
            if right.after is not None and right.after <= day:
                continue
            months = told.get((right.benefit, right.about), set())
            wanted = {month_of(right.first), month_of(max(right.first, day))}
            assert months & wanted, (right, claim)
