"""Versions of a case, and two of them side by side."""

from __future__ import annotations

from html import unescape

import pytest
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.reader import read, read_text
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import save
from perenou.workbench.cases.facts_compared import FieldChange, facts_compared

CASE = read(EXAMPLES / "three_children_one_turns_19.yaml")
ALIKE = "children:\n  a: {birth: 2015-01-01, residence: [%s{from: 2020-01-01, country: EE}]}\n"


def test_a_changed_field_is_told_by_its_name() -> None:
    after = changed(CASE, ["children.oskar.birth=2012-01-01"])
    assert facts_compared(CASE, after, "et") == (
        FieldChange("Oskar Näidis · sünnikuupäev", "30.11.2013", "01.01.2012"),
    )


def test_an_entry_put_in_between_moves_no_other() -> None:
    before = read_text(ALIKE % "", "a.yaml")
    after = read_text(ALIKE % "{to: 2019-12-31, country: FI}, ", "a.yaml")
    (told,) = facts_compared(before, after, "en")
    assert told == FieldChange("a · residence", "", "until 31.12.2019; state: Finland")
    (back,) = facts_compared(after, before, "en")
    assert (back.before, back.after) == (told.after, told.before)


def test_a_field_inside_an_entry_is_told_alone() -> None:
    after = changed(CASE, ["claims.0.received=2015-02-02"])
    assert facts_compared(CASE, after, "et") == (
        FieldChange("taotlused · saabus", "06.01.2014", "02.02.2015"),
    )


def test_somebody_who_is_gone_is_told_by_name() -> None:
    after = CASE.model_copy(update={"people": {"anne": CASE.people["anne"]}})
    (told,) = facts_compared(CASE, after, "et")
    assert told.where == "Peeter Näidis"
    assert told.after == ""


def test_the_same_file_differs_in_nothing() -> None:
    assert facts_compared(CASE, CASE, "et") == ()


@pytest.mark.django_db
def test_two_versions_side_by_side(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "three_children_one_turns_19"), signed_in(user)
    later = changed(CASE, ["children.kaarel.birth=2009-05-10"])
    save(user, case, later, based_on=1, token="later", note="parandus")
    listed = client.get(f"/cases/{case.number}/versions/").content.decode()
    assert "parandus" in listed
    assert user.name in listed
    page = unescape(client.get(f"/cases/{case.number}/compare/?before=1&after=2").content.decode())
    assert "<del>10.05.2007</del>" in page
    assert "<ins>10.05.2009</ins>" in page
    assert "makstakse kokku rohkem" in page
    assert "lapse sünnikuupäev: 10. mai 2009 [Kaarel Näidis]; enne 10. mai 2007" in page
    assert "+    birth: 2009-05-10" in page
    for wrong in ("before=1&after=3", "before=x&after=1", "after=1"):
        assert client.get(f"/cases/{case.number}/compare/?{wrong}").status_code == 404
