"""Timelines, against a day-by-day reckoning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perenou.rules.timeline import Timeline, from_spells, joined
from perenou.rules.unknown import Unknown, open_number, open_truth

FIRST, AFTER = 100, 140
days = st.integers(FIRST - 10, AFTER + 10)


@st.composite
def spells(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Spells with different first days, so that it is clear which one begins later."""
    firsts = draw(st.lists(days, unique=True, max_size=6))
    return [(first, first + draw(st.integers(0, 20)), draw(st.integers(0, 3))) for first in firsts]


def value_by_day(found: list[tuple[int, int, int]], day: int) -> int:
    holding = [spell for spell in found if spell[0] <= day < spell[1]]
    return max(holding)[2] if holding else 9


@given(spells())
def test_spells_hold_on_their_days_and_the_later_one_wins(
    found: list[tuple[int, int, int]],
) -> None:
    line = from_spells(found, 9, FIRST)
    for day in range(FIRST, AFTER + 40):
        assert line.at(day) == value_by_day(found, day)


@given(spells())
def test_a_timeline_is_in_order_and_neighbours_differ(found: list[tuple[int, int, int]]) -> None:
    line = from_spells(found, 9, FIRST)
    assert line.starts[0] == FIRST
    assert list(line.starts) == sorted(set(line.starts))
    assert all(a != b for a, b in zip(line.values, line.values[1:], strict=False))


@given(spells(), st.data())
def test_cutting_a_spell_in_two_changes_nothing(
    found: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    # A cut piece must not begin on another spell's first day: which one wins would then be new.
    long = [s for s in found if s[1] - s[0] > 1]
    if not long:
        return
    spell = data.draw(st.sampled_from(long))
    cut = data.draw(st.integers(spell[0] + 1, spell[1] - 1))
    if any(other[0] > spell[0] and other[0] <= cut < other[1] for other in found):
        return
    pieces = [s for s in found if s != spell]
    pieces += [(spell[0], cut, spell[2]), (cut, spell[1], spell[2])]
    assert from_spells(pieces, 9, FIRST) == from_spells(found, 9, FIRST)


def test_an_unknown_spell_may_be_cut_too() -> None:
    value = open_truth(Unknown("watered", 0, 0, 1))
    whole = from_spells([(100, 120, value)], None, FIRST)
    assert from_spells([(100, 110, value), (110, 120, value)], None, FIRST) == whole
    assert len(whole.starts) == 2


def test_two_unknowns_do_not_become_one() -> None:
    one, other = (open_number(Unknown(name, 0, 1, 5)) for name in ("height", "width"))
    assert joined([(1, one), (2, other)]).starts == (1, 2)


def test_yes_is_not_the_number_one() -> None:
    assert joined([(1, True), (2, 1)]).values == (True, 1)
    assert joined([(1, True), (2, 1)]).starts == (1, 2)


def test_before_the_horizon_the_first_value_holds() -> None:
    line = Timeline((100, 110), ("a", "b"))
    assert [line.at(day) for day in (1, 100, 109, 110, 9999)] == ["a", "a", "a", "b", "b"]
    assert Timeline((100,), ("a",)).at(1) == "a"


def test_the_next_change() -> None:
    line = Timeline((100, 110), ("a", "b"))
    assert [line.next_change(day) for day in (50, 100, 109, 110)] == [100, 110, 110, None]


def test_the_pieces_cover_everything_once() -> None:
    line = Timeline((100, 110), ("a", "b"))
    assert list(line.pieces(130)) == [(100, 110, "a"), (110, 130, "b")]


def test_equal_timelines_are_equal() -> None:
    line = Timeline((100,), ("a",))
    assert line == Timeline((100,), ("a",))
    assert hash(line) == hash(Timeline((100,), ("a",)))
    assert line != Timeline((101,), ("a",))
    assert line != "a"
    assert repr(line) == "Timeline((100,), ('a',))"
