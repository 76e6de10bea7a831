"""Acts drafted from the examples hold up before the checker; faults planted in them are found."""

from __future__ import annotations

import os
from functools import cache

import pytest
from tests.acts.cases import EXAMPLES, example, listed, particulars

from perenou.acts.check.case_figures import case_figures
from perenou.acts.check.checker import check
from perenou.acts.check.planters import PLANTERS
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.document import Document, plain
from perenou.acts.draft import draft
from perenou.acts.kinds import LETTERS, Kind
from perenou.acts.particulars import Particulars

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
OF_THE_EXAMPLE = {
    "AA-085",  # claims of long ago, decided on the day of the examples
    "AA-025",  # a claim whose day the example does not tell
    "AA-111",  # a challenge that the particulars have come in sixteen days before the act
}
"""Items that are found rightly, because an example is what it is."""


@cache
def drafts(name: str) -> tuple[Document, ...]:
    given = particulars(own=None)
    return tuple(draft(example(name), each.matter, given) for each in listed(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_nothing_that_stops_it(name: str) -> None:
    """Of each kind that an example has, one draft; every one of them in the longer search."""
    figures = case_figures(example(name))
    of_kind = {document.kind: document for document in drafts(name)}
    for document in drafts(name) if os.environ.get("PERENOU_LONG_SEARCH") else of_kind.values():
        found = check(ActText.from_document(document), figures)
        stops = {each.item: each.text for each in found if each.severity.stops}
        assert stops.keys() <= OF_THE_EXAMPLE, (document.kind, stops)


@pytest.mark.parametrize(
    "name",
    [
        "third_child_born_in_october",
        pytest.param("overpaid_after_moving", marks=pytest.mark.long),
    ],
)
def test_faults_planted_in_drafts_are_found(name: str) -> None:
    """Each in the first draft that it fits; in the longer search in every one."""
    planted: set[str] = set()
    for document in drafts(name):
        kind = Kind(document.kind)
        if kind in LETTERS:
            continue
        clean = plain(document)
        before = [each.item for each in check(ActText.from_text(clean, kind))]
        for planter in PLANTERS:
            is_new = planter.name not in planted or os.environ.get("PERENOU_LONG_SEARCH")
            is_fit = is_new and (not planter.kinds or kind in planter.kinds)
            text = planter.plant(clean) if is_fit else None
            if text is None:
                continue
            planted.add(planter.name)
            after = [each.item for each in check(ActText.from_text(text, kind))]
            assert after.count(planter.item) > before.count(planter.item), (kind, planter.name)
    assert len(planted) > 30


def test_while_a_draft_has_no_day_no_other_day_is_taken_for_it() -> None:
    """A birth alone on a line once made the draft's own end of access wrong."""
    name = "everyday_two_children"
    document = draft(example(name), listed(name)[0].matter, Particulars())
    text = ActText.from_text(plain(document), Kind.GRANT)
    assert Act(text).day is None
    assert "AA-121" not in {each.item for each in check(text)}
