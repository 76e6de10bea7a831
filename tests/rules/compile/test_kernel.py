"""A kernel says what the solver says, on every day, of rows, of time and of what is not known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from tests.rules.orchard import APPLE, END, NAMED, ORCHARD, START, TREE, always

from perenou.population.from_cases import column_of
from perenou.rules.calendar import month_start
from perenou.rules.compile import common, gates, kernel, program
from perenou.rules.compile.errors import (
    MissingColumnsError,
    NotCompiledError,
    UnfitTableError,
)
from perenou.rules.compile.kernel import Kernel, compiled
from perenou.rules.compile.refused import uncompiled
from perenou.rules.compile.rows import UNKNOWN, LineColumn, Rows
from perenou.rules.lawbook import Lawbook
from perenou.rules.rule import AcrossKind, Book, ThroughKind, day_of
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, Count, Day, Days
from perenou.rules.unknown import Open, Unknown, open_truth
from perenou.rules.world import Facts, World

ORCHARDS: Final = 60
DAYS: Final = tuple(range(START, END))
ACROSS: Final[tuple[tuple[str, AcrossKind, str], ...]] = (
    ("ripe_apples", "count", ""),
    ("any_ripe", "any", ""),
    ("earliest_ripe", "least", "picked_day"),
    ("picked_together", "sum", "weight"),
    ("heaviest", "greatest", "weight"),
)
THROUGH: Final[tuple[tuple[str, ThroughKind, str, tuple[str, ...]], ...]] = (
    ("ripe_since", "since", "ripe", ()),
    ("ripe_before", "ever_before", "ripe", ()),
    ("first_ripe", "first", "ripe", ()),
    ("was_ripe_until", "previous_end", "ripe", ()),
    ("ripe_days_in_month", "days_in_month_if_begun_inside", "ripe", ()),
    ("ripe_begin", "begin_in_month", "ripe", ()),
    ("weight_at_start", "at_month_start", "weight", ()),
    ("weight_then", "value_on", "weight", ("picked_day",)),
    ("ripe_days", "days_within", "ripe", ("picked_day", "first_ripe")),
    ("ripe_days_of_month", "total_in_month", "ripe", ()),
    ("weight_of_months", "sum_of_months", "weight", ("picked_day", "first_ripe")),
    ("baskets_of_months", "sum_of_months", "firmness", ("picked_day", "ripe_begin")),
    ("firm_days_of_month", "total_in_month", "firmness", ()),
)


def small_law() -> Book:
    """Every kind of node over apples, their trees and the orchard."""
    book = Book()
    book.fact(APPLE, "picked_day", "Day", **NAMED)
    book.fact(APPLE, "weight", "Count", **NAMED)
    book.fact(APPLE, "sunny", "bool", **NAMED)
    book.fact(TREE, "healthy", "bool", **NAMED)
    book.fact(APPLE, "basket", "Row", **NAMED)
    book.fact(APPLE, "firmness", "Count", **NAMED)

    @book.rule(APPLE, "PHS § 1", **NAMED)
    def ripe(sunny: bool, healthy: bool, picked_day: Day, today: Day) -> bool:
        return today < picked_day and sunny and healthy

    @book.rule(APPLE, "PHS § 2", **NAMED)
    def worth(ripe: bool, weight: Count, month_first_day: Day, picked_day: Day) -> Count:
        if not ripe:
            return 0
        heavier = weight + 1
        return heavier if picked_day > month_first_day else heavier + weight

    for name, kind, of in ACROSS:
        gives = {"any": "bool", "least": "Day"}.get(kind, "Count")
        book.across(
            ORCHARD, name, kind, APPLE, "PHS § 3", among="ripe", of=of, gives=gives, **NAMED
        )
    book.across(
        APPLE, "place", "order", APPLE, "PHS § 4", among="ripe", of="picked_day",
        together="basket", own="basket", **NAMED,
    )  # fmt: skip
    book.across(
        ORCHARD, "best_tree", "pick", APPLE, "PHS § 5", among="ripe", of="picked_day", own="tree",
        gives="Row", **NAMED,
    )  # fmt: skip
    book.across(
        APPLE, "others_ripe", "count", APPLE, "PHS § 6", among="ripe", together="basket",
        own="basket", others=True, **NAMED,
    )  # fmt: skip
    for name, through, of, by in THROUGH:
        gives = {"ever_before": "bool", "ripe_days_in_month": "Days"}.get(name, "Day")
        if through in ("days_within", "days_in_month_if_begun_inside"):
            gives = "Days"
        if of in ("weight", "firmness") or through == "total_in_month":
            gives = "Count"
        if through == "ever_before":
            gives = "bool"
        book.through(APPLE, name, through, of, "PHS § 7", by=by, gives=gives, **NAMED)
    return book


ASKED: Final = (
    "ripe", "worth", "place", "others_ripe", "best_tree",
    *(name for name, _, _ in ACROSS), *(name for name, *_ in THROUGH),
)  # fmt: skip


def spells(draw: random.Random, values: Sequence[Any]) -> Timeline[Any]:
    """A timeline of up to five pieces."""
    days = sorted({START, *(draw.randrange(START, END) for _ in range(draw.randrange(5)))})
    return joined((day, draw.choice(values)) for day in days)


def orchard(seed: int, *, is_complete: bool = True) -> Facts:
    """An orchard of some trees and apples."""
    draw = random.Random(seed)
    trees = draw.randrange(1, 4)
    apples = [draw.randrange(trees) for _ in range(draw.randrange(6))]
    truths: list[Any] = [True, False]
    lines: dict[str, list[Timeline[Any]]] = {
        "healthy": [spells(draw, truths) for _ in range(trees)],
        "sunny": [spells(draw, truths) for _ in apples],
        "weight": [spells(draw, (1, 2, 7)) for _ in apples],
        "picked_day": [always(draw.choice((0, NEVER, draw.randrange(START, END)))) for _ in apples],
        "basket": [spells(draw, (-1, 0, 1)) for _ in apples],
        "firmness": [always(draw.randrange(4)) for _ in apples],
    }
    if not is_complete:
        for row in range(len(apples)):
            open_value = open_truth(Unknown("sunny", row, 0, 1))
            lines["sunny"][row] = spells(draw, (True, False, open_value))
    above = {("tree", "orchard"): [0] * trees, ("apple", "tree"): apples}
    rows = {"orchard": 1, "tree": trees, "apple": len(apples)}
    return Facts(rows, above, lambda name, row: lines[name][row])


def table(orchards: Sequence[Facts], lawbook: Lawbook) -> Rows:
    """Orchards as rows."""
    units = ("orchard", "tree", "apple")
    offsets = {
        unit: np.cumsum([0, *(each.rows[unit] for each in orchards)]).astype(np.int64)
        for unit in units
    }
    pairs = (("tree", "orchard"), ("apple", "tree"))
    above = {
        pair: np.asarray([row for each in orchards for row in each.above[pair]], np.int64)
        for pair in pairs
    }
    columns = {}
    for name, fact in lawbook.facts.items():
        lines = [
            joined(
                (day, UNKNOWN if isinstance(value, Open) else int(value))
                for day, value in zip(line.starts, line.values, strict=True)
            )
            for each in orchards
            for row in range(each.rows[fact.unit.name])
            for line in (each.line(name, row),)
        ]
        columns[name] = column_of(lines)
    return Rows(offsets, above, columns)


def kernel_of(lawbook: Lawbook, rows: Rows, asked: Sequence[str], directory: Path | None) -> Kernel:
    law = lawbook.on(END)
    return compiled(law, asked, rows, {}, (START, END), DAYS, directory)


@pytest.mark.parametrize("worth", [gates.WORTH, 1])
def test_every_kind_of_name_is_what_the_solver_says_on_every_day(
    worth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where each right that an orchard does not have leaves out what hangs on it."""
    monkeypatch.setattr(gates, "WORTH", worth)
    lawbook = Lawbook([small_law()], [])
    orchards = [orchard(seed) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    kernel = kernel_of(lawbook, rows, ASKED, None)
    assert bool(kernel.program.flags) == (worth == 1)
    results = kernel.run(rows)
    assert not results.undecided.size
    assert not results.overflown.size
    worlds = [World(lawbook.on(END), facts, START, END) for facts in orchards]
    for name in ASKED:
        unit = lawbook.unit_of(name)
        assert unit is not None
        right = [
            [int(world.at(name, row, day)) for day in DAYS]
            for world in worlds
            for row in range(world.facts.rows[unit.name])
        ]
        assert results.values[name].tolist() == right, name


def test_what_is_not_known_is_never_guessed() -> None:
    """Whatever the kernel gives, the solver gives too, and for nearly every orchard it does."""
    lawbook = Lawbook([small_law()], [])
    orchards = [orchard(seed, is_complete=False) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    results = kernel_of(lawbook, rows, ASKED, None).run(rows)
    undecided = set(results.undecided.tolist())
    assert 5 < len(undecided) < ORCHARDS
    open_ones = set()
    at = dict.fromkeys(ASKED, 0)
    for place, facts in enumerate(orchards):
        world = World(lawbook.on(END), facts, START, END)
        for name in ASKED:
            unit = lawbook.unit_of(name)
            assert unit is not None
            for row in range(facts.rows[unit.name]):
                given = results.values[name][at[name]]
                at[name] += 1
                for day, found in zip(DAYS, given.tolist(), strict=True):
                    right = world.at(name, row, day)
                    if isinstance(right, Open):
                        open_ones.add(place)
                    elif found != UNKNOWN:
                        assert found == right, (name, place, row, day)
    assert open_ones <= undecided


def test_machine_code_does_what_python_does_with_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soon made or made to run fast, kept on disk, read again: the same whole numbers."""
    lawbook = Lawbook([small_law()], [])
    orchards = [orchard(seed) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    asked = ASKED
    right = kernel_of(lawbook, rows, asked, None).run(rows).values
    for much in (kernel.MUCH, 0):
        monkeypatch.setattr(kernel, "MUCH", much)
        for _ in range(2):
            found = kernel_of(lawbook, rows, asked, tmp_path).run(rows).values
            for name in asked:
                assert (found[name] == right[name]).all(), name
        # What is kept is not written again: not even the law is read for it.
        monkeypatch.setattr(kernel, "graph_of", None)
    assert len([*tmp_path.glob("*-quick.o")]) == 1
    assert len([*tmp_path.glob("*.o")]) == 2
    assert len([*tmp_path.glob("*.json")]) == 1


def test_a_kept_program_is_not_taken_for_another_law_or_table(tmp_path: Path) -> None:
    lawbook = Lawbook([small_law()], [])
    rows = table([orchard(seed) for seed in range(5)], lawbook)
    kernel_of(lawbook, rows, ASKED, tmp_path)
    columns = {name: each for name, each in rows.columns.items() if name != "sunny"}
    fewer = Rows(rows.offsets, rows.above, columns)
    for ordinary in ({"sunny": always(value=False)}, {"sunny": always(value=True)}):
        made = [
            compiled(lawbook.on(END), ASKED, fewer, ordinary, (START, END), DAYS, None, programs=at)
            for at in (tmp_path, None)
        ]
        assert made[0].program.text == made[1].program.text
    kernel_of(lawbook, rows, ASKED[:1], tmp_path)
    assert len([*tmp_path.glob("*.json")]) == 4


def test_a_family_of_too_many_pieces_is_told_and_keeps_no_other_from_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lawbook = Lawbook([small_law()], [])
    orchards = [orchard(seed) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    asked = ("worth", "ripe_since")
    right = kernel_of(lawbook, rows, asked, None).run(rows).values["worth"]
    monkeypatch.setattr(program, "PIECES", 40)
    results = kernel_of(lawbook, rows, asked, None).run(rows)
    told = set(results.overflown.tolist())
    assert 0 < len(told) < ORCHARDS
    offsets = rows.offsets["apple"].tolist()
    for place in set(range(ORCHARDS)) - told:
        of_place = slice(offsets[place], offsets[place + 1])
        assert (results.values["worth"][of_place] == right[of_place]).all()


@pytest.mark.parametrize("is_machine_code", [False, True])
def test_a_family_whose_numbers_leave_64_bits_is_told(
    tmp_path: Path, *, is_machine_code: bool
) -> None:
    book = small_law()

    @book.rule(APPLE, "PHS § 9", **NAMED)
    def squared(weight: Count, firmness: Count) -> Count:
        return firmness * weight * 1_000_000 // 7

    lawbook = Lawbook([book], [])
    orchards = [orchard(seed) for seed in range(8)]
    huge = Facts(
        {"orchard": 1, "tree": 1, "apple": 1}, {("tree", "orchard"): [0], ("apple", "tree"): [0]},
        lambda _name, _row: always(10**9),
    )  # fmt: skip
    rows = table([*orchards[:4], huge, *orchards[4:]], lawbook)
    results = kernel_of(lawbook, rows, ["squared"], tmp_path if is_machine_code else None).run(rows)
    assert results.overflown.tolist() == [4]
    first = int(rows.offsets["apple"][5])
    world = World(lawbook.on(END), orchards[4], START, END)
    right = [world.at("squared", 0, day) for day in DAYS]
    assert results.values["squared"][first].tolist() == right


def test_a_norm_of_more_than_numbers_is_refused_with_what_it_uses() -> None:
    book = small_law()
    marks = ["red"]

    @book.rule(APPLE, "PHS § 9", **NAMED)
    def marked(weight: Count) -> bool:
        return str(weight) in marks

    lawbook = Lawbook([book], [])
    rows = table([orchard(seed) for seed in range(5)], lawbook)
    with pytest.raises(NotCompiledError, match="marked: no_number str"):
        kernel_of(lawbook, rows, ["marked"], None)


def test_a_kernel_takes_no_table_that_says_more_than_that_which_it_was_made_for() -> None:
    lawbook = Lawbook([small_law()], [])
    known = table([orchard(seed) for seed in range(20)], lawbook)
    kernel = kernel_of(lawbook, known, ["ripe"], None)
    others = [orchard(seed) for seed in range(20, 40)]
    right = kernel_of(lawbook, table(others, lawbook), ["ripe"], None)
    more = table(others, lawbook)
    assert (kernel.run(more).values["ripe"] == right.run(more).values["ripe"]).all()
    still = table([like_most(seed) for seed in range(20)], lawbook)
    assert not still.shapes["sunny"].is_line
    right = kernel_of(lawbook, still, ["ripe"], None)
    assert (kernel.run(still).values["ripe"] == right.run(still).values["ripe"]).all()
    with pytest.raises(UnfitTableError, match="healthy, sunny"):
        right.run(known)
    unknown = table([orchard(seed, is_complete=False) for seed in range(20)], lawbook)
    with pytest.raises(UnfitTableError, match="sunny"):
        kernel.run(unknown)
    above: dict[tuple[str, str], list[int]] = {("tree", "orchard"): [0], ("apple", "tree"): []}
    bare = Facts({"orchard": 1, "tree": 1, "apple": 0}, above, lambda *_: always(value=True))
    few = table([bare], lawbook)
    columns = {name: each for name, each in few.columns.items() if name == "healthy"}
    empty = Rows(few.offsets, few.above, columns)
    with pytest.raises(UnfitTableError, match="apple"):
        kernel_of(lawbook, empty, ["ripe_apples"], None).run(known)


def test_missing_columns_are_named_together() -> None:
    lawbook = Lawbook([small_law()], [])
    rows = table([orchard(3)], lawbook)
    fewer = Rows(rows.offsets, rows.above, {"picked_day": rows.columns["picked_day"]})
    with pytest.raises(MissingColumnsError) as told:
        kernel_of(lawbook, fewer, ["ripe"], None)
    assert told.value.columns == ("healthy", "sunny")


def test_what_a_table_is_silent_about_is_folded_away() -> None:
    """With trees that are never healthy no apple is ripe, and nothing is left to compute."""
    lawbook = Lawbook([small_law()], [])
    rows = table([orchard(seed) for seed in range(5)], lawbook)
    columns = {name: each for name, each in rows.columns.items() if name != "healthy"}
    fewer = Rows(rows.offsets, rows.above, columns)
    law = lawbook.on(END)
    kernel = compiled(
        law, ["ripe_apples"], fewer, {"healthy": always(False)}, (START, END), DAYS, None
    )
    assert "loop_0" not in kernel.program.text
    assert not kernel.run(fewer).values["ripe_apples"].any()


def eating_law() -> Book:
    """Apples eaten day by day until enough was eaten of them, or of their tree."""
    book = small_law()
    book.through(APPLE, "eaten_so_far", "total_so_far", "eaten", "PHS § 8", gives="Days", **NAMED)
    book.through(TREE, "bitten_so_far", "total_so_far", "bitten", "PHS § 8", gives="Days", **NAMED)
    book.across(
        TREE, "bitten", "sum", APPLE, "PHS § 8", among="ripe", of="eaten", gives="Days", **NAMED
    )

    @book.rule(APPLE, "PHS § 8", **NAMED)
    def eaten(ripe: bool, weight: Count, eaten_so_far: Days, bitten_so_far: Days) -> Days:
        if not ripe or bitten_so_far >= 70:
            return 0
        return 2 if eaten_so_far < 20 * weight else 0

    @book.rule(APPLE, "PHS § 8", **NAMED)
    def left(weight: Count, eaten_so_far: Days) -> Days:
        return 20 * weight - eaten_so_far

    @book.rule(APPLE, "PHS § 8", **NAMED)
    def bitten_much(bitten_so_far: Days) -> bool:
        return bitten_so_far > 30

    return book


@pytest.mark.parametrize("is_complete", [True, False])
def test_what_is_used_up_day_by_day_is_what_the_solver_says(*, is_complete: bool) -> None:
    lawbook = Lawbook([eating_law()], [])
    orchards = [orchard(seed, is_complete=is_complete) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    asked = ("eaten", "bitten", "bitten_much", *(("left",) if is_complete else ()))
    results = kernel_of(lawbook, rows, asked, None).run(rows)
    undecided = set(results.undecided.tolist())
    assert bool(undecided) is not is_complete
    assert results.values["bitten"].any()
    for name in asked:
        unit = lawbook.unit_of(name)
        assert unit is not None
        at = 0
        for place, facts in enumerate(orchards):
            world = World(lawbook.on(END), facts, START, END)
            for row in range(facts.rows[unit.name]):
                given = results.values[name][at].tolist()
                at += 1
                if place not in undecided:
                    assert given == [world.at(name, row, day) for day in DAYS], (name, place, row)


def test_what_is_never_used_up_is_folded_away() -> None:
    """Where no apple is ever in the sun, nothing is eaten of any, day after day."""
    lawbook = Lawbook([eating_law()], [])
    rows = table([orchard(seed) for seed in range(5)], lawbook)
    columns = {name: each for name, each in rows.columns.items() if name != "sunny"}
    fewer = Rows(rows.offsets, rows.above, columns)
    asked = ("eaten", "bitten", "bitten_much", "left")
    dark = {"sunny": always(value=False)}
    kernel = compiled(lawbook.on(END), asked, fewer, dark, (START, END), DAYS, None)
    assert not kernel.program.groups
    found = kernel.run(fewer).values
    assert not any(found[name].any() for name in asked[:3])
    weights = rows.columns["weight"]
    assert isinstance(weights, LineColumn)
    assert (found["left"][:, 0] == 20 * weights.values[weights.offsets[:-1]]).all()


@pytest.mark.parametrize("name", ["eaten_so_far", "most_eaten"])
def test_a_running_total_itself_is_refused_with_its_name(name: str) -> None:
    book = eating_law()
    book.through(
        APPLE, "most_eaten", "at_month_start", "eaten_so_far", "PHS § 9", gives="Days", **NAMED
    )
    lawbook = Lawbook([book], [])
    refused = uncompiled(lawbook.on(END), ["ripe", name, "eaten"], (START, END))
    assert [*refused] == [name]
    assert refused[name].name == name
    assert refused[name].key.startswith("total")


MIDDLE: Final = tuple(day for day in DAYS if day == month_start(day))[1:3]


def test_a_few_months_are_what_the_solver_says_of_them() -> None:
    """What lies before and after the months asked about counts where the law looks there."""
    lawbook = Lawbook([eating_law()], [])
    orchards = [orchard(seed) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    asked = (*ASKED, "eaten", "bitten_much")
    law = lawbook.on(END)
    found = compiled(law, asked, rows, {}, (START, END), MIDDLE, None).run(rows)
    for name in asked:
        unit = lawbook.unit_of(name)
        assert unit is not None
        right = [
            [int(world.at(name, row, day)) for day in MIDDLE]
            for world in (World(law, facts, START, END) for facts in orchards)
            for row in range(world.facts.rows[unit.name])
        ]
        assert found.values[name].tolist() == right, name


def like_most(seed: int) -> Facts:
    """An orchard in the sun, its trees healthy."""
    facts = orchard(seed)

    def line(name: str, row: int) -> Timeline[Any]:
        return always(value=True) if name in ("sunny", "healthy") else facts.line(name, row)

    return Facts(facts.rows, facts.above, line)


def test_families_that_differ_from_most_are_not_taken_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What most have in common is folded away for them, and for them alone."""
    monkeypatch.setattr(common, "LEAST", 2)
    monkeypatch.setattr(common, "SHARES", (0.5,))
    lawbook = Lawbook([small_law()], [])
    orchards = [orchard(seed) if seed % 4 == 0 else like_most(seed) for seed in range(ORCHARDS)]
    rows = table(orchards, lawbook)
    kernel = kernel_of(lawbook, rows, ASKED, None)
    few, any_size = (common for common, _ in kernel.shorter)
    assert few.values == any_size.values == {"healthy": 1, "sunny": 1}
    assert few.most["apple"] == 2
    results = kernel.run(rows)
    for name in ASKED:
        unit = lawbook.unit_of(name)
        assert unit is not None
        right = [
            [int(world.at(name, row, day)) for day in DAYS]
            for world in (World(lawbook.on(END), facts, START, END) for facts in orchards)
            for row in range(world.facts.rows[unit.name])
        ]
        assert results.values[name].tolist() == right, name


def test_a_month_that_begins_with_the_horizon_counts_as_begun_before() -> None:
    """A right that holds on the first day of all does not begin inside that month."""
    lawbook = Lawbook([small_law()], [])
    lines = {
        "healthy": [always(True)],
        "sunny": [always(True)],
        "weight": [always(1)],
        "picked_day": [always(day_of("2020-02-10"))],
        "basket": [always(0)],
        "firmness": [always(0)],
    }
    facts = Facts(
        {"orchard": 1, "tree": 1, "apple": 1},
        {("tree", "orchard"): [0], ("apple", "tree"): [0]},
        lambda name, row: lines[name][row],
    )
    rows = table([facts], lawbook)
    found = kernel_of(lawbook, rows, ["ripe_days_in_month"], None).run(rows)
    assert not found.values["ripe_days_in_month"].any()


def test_what_is_gathered_from_a_value_that_never_changes_is_what_the_solver_says() -> None:
    """A norm whose ways all give the same, or that rests on unchanging columns, has one value."""
    book = small_law()

    @book.rule(APPLE, "PHS § 8", **NAMED)
    def same_either_way(ripe: bool) -> Count:
        if ripe:
            return 3
        return 3

    @book.rule(APPLE, "PHS § 8", **NAMED)
    def true_either_way(ripe: bool) -> bool:
        return True if ripe else not ripe

    @book.rule(APPLE, "PHS § 8", **NAMED)
    def is_firm(firmness: Count) -> bool:
        return firmness > 1

    asked = []
    for of in ("same_either_way", "true_either_way", "is_firm", "firmness"):
        for name, kind, was, by in THROUGH:
            if (was == "ripe") != (of in ("true_either_way", "is_firm")):
                continue
            gives = "bool" if kind == "ever_before" else "Count"
            asked.append(f"{name}_of_{of}")
            book.through(APPLE, asked[-1], kind, of, "PHS § 8", by=by, gives=gives, **NAMED)
    lawbook = Lawbook([book], [])
    orchards = [orchard(seed) for seed in range(20)]
    rows = table(orchards, lawbook)
    worlds = [World(lawbook.on(END), facts, START, END) for facts in orchards]
    assert len(asked) > 20
    for name in asked:
        found = kernel_of(lawbook, rows, [name], None).run(rows)
        right = [
            [int(world.at(name, row, day)) for day in DAYS]
            for world in worlds
            for row in range(world.facts.rows["apple"])
        ]
        assert found.values[name].tolist() == right, name
