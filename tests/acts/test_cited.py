"""What the templates of acts cite is known, so that a change of an act finds the templates."""

from __future__ import annotations

import pytest
import yaml
from tests.acts import cited

from perenou.acts.cites import cites
from perenou.acts.kinds import Kind

SOME = ("everyday_two_children", "overpaid_after_moving", "missing_facts")


def test_every_kind_is_told_and_every_provision_of_the_texts_belongs_to_one() -> None:
    assert set(cites()) == set(Kind)
    assert all(cites().values())
    assert {each for kind in cites().values() for each in kind} == cited.constants()


def test_no_draft_cites_by_itself_what_is_not_told_of_its_kind() -> None:
    for kind, found in cited.by_kind(SOME).items():
        assert found <= set(cites()[kind])


@pytest.mark.long
def test_what_is_told_is_what_all_examples_cite() -> None:
    assert yaml.safe_load(cited.FILE.read_text(encoding="utf-8")) == cited.every()
