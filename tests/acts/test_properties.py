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
from perenou.acts.particulars import Particulars
from perenou.casework.case_file import CaseFileError, parse
from perenou.casework.solve import Solved

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
    paid = {
        payment.least
        for payment in (*solved.payments, *solved.earlier_payments)
        if payment.is_certain
    }
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
