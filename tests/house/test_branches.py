"""What ``make law`` holds the tests of the law to: that every block is run is seen, and by whom."""

from __future__ import annotations

from tests.branches import NOTED, noted

NORM = '''
def due(sums):
    """What is due."""
    for each in sums:
        if each > 9:
            return each
    try:
        return int(sums[0])
    except IndexError:
        return 0
'''


def not_run(*calls: list[int]) -> list[str]:
    """What blocks of a norm remain when it is called so."""
    code, places = noted(NORM, "norm.py")
    module: dict[str, object] = {NOTED: bytearray(len(places))}
    exec(code, module)
    due = module["due"]
    assert callable(due)
    assert due.__doc__ == "What is due."
    for call in calls:
        due(call)
    blocks = module[NOTED]
    assert isinstance(blocks, bytearray)
    return [place for place, is_run in zip(places, blocks, strict=True) if not is_run]


def test_a_block_counts_when_it_is_run_and_not_before() -> None:
    never, always = "5: never holds", "5: always holds"
    called, entered, ended = (
        "2: due is never called", "4: is never entered", "4: never comes to its end",
    )  # fmt: skip
    caught = "9: never catches anything"
    assert {*not_run()} == {never, always, called, entered, ended, caught}
    assert {*not_run([10])} == {always, ended, caught}
    assert {*not_run([1])} == {never, caught}
    assert {*not_run([])} == {never, always, entered}
    assert not_run([10], [1], []) == []
