"""Two people's changes of one case: what differs, what clashes, and both together."""

from __future__ import annotations

from perenou.casework.case_file.source import Data
from perenou.workbench.entry.merge import Difference, clashes, differences, merged

BEFORE: Data = {
    "people": {"mari": {"name": "Mari", "birth": "1985-01-01"}},
    "claims": [{"by": "mari", "received": "2026-01-01"}],
}


def changed(**people: Data) -> Data:
    return {"people": {"mari": {"name": "Mari", "birth": "1985-01-01", **people}},
            "claims": [{"by": "mari", "received": "2026-01-01"}]}  # fmt: skip


def test_changes_of_different_fields_are_both_made() -> None:
    theirs, mine = changed(birth="1985-01-02"), changed(sex="female")
    assert clashes(BEFORE, theirs, mine) == []
    assert merged(BEFORE, theirs, mine) == changed(birth="1985-01-02", sex="female")


def test_the_same_change_is_no_clash() -> None:
    both = changed(birth="1985-01-02")
    assert clashes(BEFORE, both, both) == []
    assert merged(BEFORE, both, both) == both


def test_two_changes_of_one_field_clash_and_mine_is_kept() -> None:
    theirs, mine = changed(birth="1985-01-02"), changed(birth="1985-01-03")
    assert clashes(BEFORE, theirs, mine) == [("people", "mari", "birth")]
    assert merged(BEFORE, theirs, mine) == mine


def test_what_one_removed_and_the_other_left_is_gone() -> None:
    without: Data = {"claims": BEFORE["claims"]}  # type: ignore[call-overload,index]
    assert merged(BEFORE, without, BEFORE) == without
    assert merged(BEFORE, BEFORE, without) == without


def test_what_one_removed_and_the_other_changed_clashes() -> None:
    without: Data = {"claims": [{"by": "mari", "received": "2026-01-01"}]}
    assert clashes(BEFORE, without, changed(sex="female")) == [("people",)]


def test_rows_are_merged_where_none_came_or_went() -> None:
    def claims(*rows: Data) -> Data:
        return {"claims": list(rows)}

    before = claims({"by": "mari"}, {"by": "jaan"})
    theirs = claims({"by": "mari", "channel": "post"}, {"by": "jaan"})
    mine = claims({"by": "mari"}, {"by": "jaan", "channel": "office"})
    assert clashes(before, theirs, mine) == []
    both = claims({"by": "mari", "channel": "post"}, {"by": "jaan", "channel": "office"})
    assert merged(before, theirs, mine) == both
    longer = claims({"by": "mari"}, {"by": "jaan"}, {"by": "mari"})
    assert clashes(before, theirs, longer) == [("claims",)]


def test_fields_of_two_rows_are_never_mixed() -> None:
    """One put another row in the place of the row that the other ended."""
    finland: dict[str, Data] = {"country": "FI", "from": "2020-01-01"}
    estonia: dict[str, Data] = {"country": "EE", "from": "2018-01"}
    before: Data = {"residence": [estonia, finland]}
    theirs: Data = {"residence": [finland, {"country": "SE", "from": "2022-01-01"}]}
    mine: Data = {"residence": [{**estonia, "to": "2021-05-31"}, finland]}
    assert clashes(before, theirs, mine) == [("residence", 0)]
    assert merged(before, theirs, mine)["residence"][0] == mine["residence"][0]  # type: ignore[call-overload,index]


def test_a_difference_tells_all_three_sides() -> None:
    theirs, mine = changed(birth="1985-01-02"), changed(sex="female")
    assert differences(BEFORE, theirs, mine) == [
        Difference(("people", "mari", "birth"), "1985-01-01", "1985-01-02", "1985-01-01", False),
        Difference(("people", "mari", "sex"), None, None, "female", False),
    ]


def test_a_clash_is_marked_where_it_is() -> None:
    theirs, mine = changed(birth="1985-01-02"), changed(birth="1985-01-03", sex="female")
    found = {each.path[-1]: each.clashes for each in differences(BEFORE, theirs, mine)}
    assert found == {"birth": True, "sex": False}
