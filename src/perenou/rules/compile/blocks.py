"""The loops over the rows of a family, written as a small part of Python.

A name that has one value for each row keeps it in ``X[slot]``; a timeline stands in ``S`` (first
days) and ``V`` (values) from ``O[slot]`` on, ``N[slot]`` pieces. A name's slot is ``B[name]`` plus
the row. ``C`` and ``G`` tell, by unit, how many rows the family has and where they begin in the
table; ``top`` is where the next piece goes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from perenou.rules.compile.cuts import CUT
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.graph import (
    AcrossRows,
    Column,
    Constant,
    Graph,
    Input,
    Norm,
    ThroughTime,
    Version,
)
from perenou.rules.compile.inline import expression
from perenou.rules.compile.schedule import Loop, loops_of
from perenou.rules.lawbook import OWN_ROW
from perenou.rules.rule import Unit
from perenou.rules.types import NEVER, NOBODY

ARRAYS: Final = ("X", "S", "V", "O", "N", "B", "C", "G")
PASSES: Final = {
    "today": "{day}",
    "month_first_day": "month_start({day})",
    "next_month_first_day": "next_month_start({day})",
}


@dataclass(slots=True)
class Block:
    """The function of one loop: its text and the table's arrays that it reads.

    Attributes:
        here: the names that the loop computes for the row in hand.
    """

    name: str
    here: frozenset[str]
    lines: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)

    def reads(self, array: str) -> str:
        """Note that an array of the table is read; gives it back."""
        if array not in self.data:
            self.data.append(array)
        return array

    def add(self, depth: int, *lines: str) -> None:
        """Add lines so many steps in."""
        self.lines += ["    " * depth + line for line in lines]


class Blocks:
    """Writes the loops of a graph.

    Attributes:
        order: the names that have slots. loops: the loops in their order.
        units: the units of the rows, in the order of ``C`` and ``G``.
        called: the names of the functions that are called.
    """

    def __init__(self, graph: Graph, asked: Iterable[str]) -> None:
        self.graph = graph
        self.order = [*graph.nodes]
        self._place = {name: at for at, name in enumerate(self.order)}
        units = {unit for name in graph.nodes for unit in self._units_of(name)}
        own = {unit.name for name in asked if (unit := graph.law.book.unit_of(name))}
        self.units = sorted(units | own)
        self.called: set[str] = set()
        self.loops = loops_of(graph)
        self.blocks = [self._block(at, loop) for at, loop in enumerate(self.loops)]

    def base(self, name: str) -> str:
        """Where the slots of a name begin."""
        return f"B[{self._place[name]}]"

    def value(self, block: Block, name: str, unit: Unit, row: str) -> str:
        """A single value as a row sees it."""
        node = self.graph.nodes[name]
        if isinstance(node, Constant):
            return str(int(node.line.values[0]))
        way = self.graph.law.book.way_to(unit, name) or ()
        above = self._row(block, unit.name, row, way)
        if isinstance(node, Column):
            column = block.reads(f"column_{name}")
            return f"{column}[G[{self.units.index(node.unit)}] + {above}]"
        if name in block.here and row == "r" and not way:
            return f"x_{self._place[name]}"
        return f"X[{self.base(name)} + {above}]"

    def slot(self, block: Block, name: str, unit: Unit, row: str) -> str:
        """The slot of a timeline as a row sees it."""
        if isinstance(self.graph.nodes[name], Constant):
            return self.base(name)
        way = self.graph.law.book.way_to(unit, name) or ()
        return f"{self.base(name)} + {self._row(block, unit.name, row, way)}"

    # ------------------------------------------------------------------ rows

    def _units_of(self, name: str) -> list[str]:
        node = self.graph.nodes[name]
        book = self.graph.law.book
        match node:
            case Constant():
                return []
            case Column():
                return [node.unit]
            case AcrossRows():
                return [node.unit, node.node.members.name]
            case ThroughTime():
                ways = [book.way_to(node.node.unit, each) or () for each in node.rests_on]
            case Norm():
                ways = [each.way for version in node.versions for each in version.inputs]
        return [node.unit, *(unit for way in ways for unit in way)]

    def _row(self, block: Block, unit: str, row: str, way: tuple[str, ...]) -> str:
        """The row at the end of a climb."""
        for above in way:
            array = block.reads(f"up_{unit}__{above}")
            row = f"{array}[G[{self.units.index(unit)}] + {row}]"
            unit = above
        return row

    def _block(self, at: int, loop: Loop) -> Block:
        block = Block(f"loop_{at}", frozenset(loop.names))
        for name in loop.names:
            node = self.graph.nodes[name]
            block.add(2, f"# {name}")
            if not self.graph.is_single(name):
                block.add(2, f"slot = {self.base(name)} + r", "begin = top", "O[slot] = top")
            match node:
                case Column():
                    self._column(block, node)
                case Norm():
                    self._norm(block, node)
                case AcrossRows():
                    self._across(block, node)
                case ThroughTime():
                    self._through(block, node)
            if not self.graph.is_single(name):
                block.add(2, "N[slot] = top - begin")
        arguments = ", ".join((*ARRAYS, "top", *block.data))
        block.lines[:0] = [
            f"def {block.name}({arguments}):",
            f"    {CUT} = [0, 0]",
            f"    for r in range(C[{self.units.index(loop.unit)}]):",
            "        if top > LIMIT:",
            "            return -1",
        ]
        block.add(1, "return top")
        return block

    def _keep(self, block: Block, depth: int, name: str, value: str) -> None:
        """Keep a single value."""
        at = self._place[name]
        block.add(depth, f"x_{at} = {value}", f"X[{self.base(name)} + r] = x_{at}")

    @staticmethod
    def _put(block: Block, depth: int, day: str, value: str) -> None:
        """Add a piece, unless the one before says the same."""
        block.add(depth, f"top = put(S, V, begin, top, {day}, {value})")

    # ------------------------------------------------------------------ facts

    def _column(self, block: Block, node: Column) -> None:
        unit = self.units.index(node.unit)
        array = block.reads(f"column_{node.name}")
        days = block.reads(f"days_{node.name}")
        offsets = block.reads(f"offsets_{node.name}")
        block.add(2, f"for i in range({offsets}[G[{unit}] + r], {offsets}[G[{unit}] + r + 1]):")
        self._put(block, 3, f"{days}[i]", f"{array}[i]")

    # ------------------------------------------------------------------ norms

    def _norm(self, block: Block, node: Norm) -> None:
        versions = self.graph.versions(node)
        unit = self.graph.law.book.rules[node.name][0].unit
        if self.graph.is_single(node.name):
            self._keep(block, 2, node.name, self._called(block, versions[0], unit, {}, ""))
            return
        lines: dict[tuple[str, tuple[str, ...]], int] = {}
        for version in versions:
            for each in version.inputs:
                key = (each.name, each.way)
                if key not in lines and not self.graph.is_single(each.name):
                    at = lines[key] = len(lines)
                    slot = self.slot(block, each.name, unit, "r")
                    block.add(2, f"p{at} = O[{slot}]", f"e{at} = p{at} + N[{slot}] - 1")
        for version in versions:
            self._version(block, version, unit, lines)

    def _version(
        self,
        block: Block,
        version: Version,
        unit: Unit,
        lines: dict[tuple[str, tuple[str, ...]], int],
    ) -> None:
        value = version.value
        if value is not None:
            self._put(block, 2, str(version.begin), str(int(value)))
            return
        own = {lines[key] for i in version.inputs if (key := (i.name, i.way)) in lines}
        if not own and not version.moving:
            value_now = self._called(block, version, unit, lines, "")
            self._put(block, 2, str(version.begin), value_now)
            return
        advance = [
            line
            for n in sorted(own)
            for line in (f"while p{n} < e{n} and S[p{n} + 1] <= a:", f"    p{n} += 1")
        ]
        block.add(2, f"a = {version.begin}", *advance)
        block.add(2, f"while a < {version.after}:", f"    b = {version.after}")
        for n in sorted(own):
            block.add(3, f"if p{n} < e{n} and S[p{n} + 1] < b:", f"    b = S[p{n} + 1]")
        if version.moving:
            block.add(3, "cut[0] = b")
        block.add(3, f"v = {self._called(block, version, unit, lines, 'a')}")
        if version.moving:
            block.add(3, "b = cut[0]")
        self._put(block, 3, "a", "v")
        block.add(3, "a = b", *advance)

    def _called(
        self,
        block: Block,
        version: Version,
        unit: Unit,
        lines: dict[tuple[str, tuple[str, ...]], int],
        day: str,
    ) -> str:
        """What a version gives, as an expression."""
        given: dict[str, str] = {CUT: CUT}
        given |= dict.fromkeys(version.unknown, "known(UNKNOWN, cut)")
        for parameter, passing in version.moving:
            given[parameter] = PASSES[passing].format(day=day)
        for each in version.inputs:
            given[each.parameter] = self._read(block, each, unit, lines)
        self.called |= set(_calls(version.tree))
        is_open = bool(version.unknown) or not all(
            self.graph.is_complete(each.name) for each in version.inputs
        )
        text = expression(version.tree, given)
        return f"settled({text}, cut)" if is_open else text

    def _read(
        self, block: Block, each: Input, unit: Unit, lines: dict[tuple[str, tuple[str, ...]], int]
    ) -> str:
        at = lines.get((each.name, each.way))
        value = self.value(block, each.name, unit, "r") if at is None else f"V[p{at}]"
        value = self._known(each.name, value)
        return f"({value} != 0)" if each.is_truth else value

    def _known(self, name: str, value: str) -> str:
        """A value as it is looked at: noted in ``cut[1]`` where it is not known."""
        return value if self.graph.is_complete(name) else f"known({value}, cut)"

    # ------------------------------------------------------------------ across rows

    def _piece(self, block: Block, depth: int, into: str, name: str, unit: Unit, row: str) -> None:
        """Read a value that holds on day ``a``, and narrow the cut to how long it does."""
        if self.graph.is_single(name):
            value = self.value(block, name, unit, row)
            block.add(depth, f"{into} = {self._known(name, value)}")
            return
        slot = self.slot(block, name, unit, row)
        value = f"piece(S, V, O, N, {slot}, a, cut)"
        block.add(depth, f"{into} = {self._known(name, value)}")

    def _key(self, block: Block, depth: int, into: str, unit: Unit, row: str, key: str) -> None:
        """Read what rows are looked at together by."""
        if key == OWN_ROW:
            block.add(depth, f"{into} = {row}")
        elif key in self.graph.law.book.units:
            array = block.reads(f"up_{unit.name}__{key}")
            block.add(depth, f"{into} = {array}[G[{self.units.index(unit.name)}] + {row}]")
        else:
            self._piece(block, depth, into, key, unit, row)

    def _across(self, block: Block, node: AcrossRows) -> None:
        if node.node.kind == "pick" and node.node.together:
            raise NotCompiledError(node.name, "picks among rows that share a key")
        if self.graph.is_single(node.name):
            self._gathered(block, 2, node)
            self._keep(block, 2, node.name, "v")
            return
        first, after = self.graph.window(node.name)
        block.add(2, f"a = {first}", f"while a < {after}:", f"    cut[0] = {after}")
        self._gathered(block, 3, node)
        self._put(block, 3, "a", "v")
        block.add(3, "a = cut[0]")

    def _gathered(self, block: Block, depth: int, node: AcrossRows) -> None:
        told = node.node
        members, unit = told.members, told.unit
        count = f"C[{self.units.index(members.name)}]"
        if told.together:
            self._key(block, depth, "own", unit, "r", told.own)
        block.add(depth, f"v = {_START[told.kind]}")
        if told.kind == "pick":
            block.add(depth, "best = 0")
        if told.kind == "order":
            block.add(depth, "counts = 1")
            self._unless_counted(block, depth, node, "r", "counts = 0")
            self._piece(block, depth, "mine", told.of, members, "r")
            block.add(depth, "if counts != 0:", "    v = 1")
            depth += 1
        block.add(depth, f"for m in range({count}):")
        if told.others or told.kind == "order":
            block.add(depth + 1, "if m == r:", "    continue")
        if not told.together:
            row = self._row(block, members.name, "m", members.reaches(unit) or ())
            if row != "m":
                block.add(depth + 1, f"if {row} != r:", "    continue")
        self._unless_counted(block, depth + 1, node, "m", "continue")
        if told.of and told.kind != "any":
            self._piece(block, depth + 1, "x", told.of, members, "m")
        if told.kind == "pick":
            array = block.reads(f"up_{members.name}__{told.own}")
            target = f"{array}[G[{self.units.index(members.name)}] + m]"
            block.add(depth + 1, "if v == -1 or x < best:", f"    v = {target}", "    best = x")
        else:
            block.add(depth + 1, *_GATHERED[told.kind])
        if not self.graph.is_complete(node.name):
            if told.kind == "order":
                depth -= 1
            is_sure = "v == 1" if told.kind == "any" else "0"
            block.add(depth, f"v = v if {is_sure} else settled(v, cut)", "cut[1] = 0")

    def _unless_counted(
        self, block: Block, depth: int, node: AcrossRows, row: str, otherwise: str
    ) -> None:
        """Do ``otherwise`` where a row is none of those that count."""
        told = node.node
        if told.among:
            self._piece(block, depth, "among", told.among, told.members, row)
            block.add(depth, "if among == 0:", f"    {otherwise}")
        if told.together:
            self._key(block, depth, "key", told.members, row, told.together)
            block.add(depth, "if key != own or key < 0:", f"    {otherwise}")

    # ------------------------------------------------------------------ through time

    def _through(self, block: Block, node: ThroughTime) -> None:
        told = node.node
        if self.graph.is_single(node.of) and not isinstance(self.graph.nodes[node.of], Constant):
            self._of_one_value(block, node, self.value(block, node.of, told.unit, "r"))
            return
        slot = self.slot(block, node.of, told.unit, "r")
        block.add(2, f"o = O[{slot}]", f"n = N[{slot}]")
        if told.kind == "value_on":
            self._on_days(block, node, ["on"], "value_on(S, V, o, n, on)")
        elif told.kind == "days_within":
            days = ["since", "until"]
            self._on_days(block, node, days, "days_within(S, V, o, n, since, until)")
        else:
            self._course(block, node, _COURSE[told.kind])
            if self.graph.is_single(node.name):
                self._keep(block, 2, node.name, "v")

    def _of_one_value(self, block: Block, node: ThroughTime, value: str) -> None:
        """What is gathered from a timeline that has one value throughout."""
        told = node.node
        first, after = self.graph.window(node.name)
        block.add(2, f"w = {value}")
        is_complete = self.graph.is_complete(node.of)
        match told.kind:
            case "value_on":
                self._on_days(block, node, ["on"], "w")
            case "days_within":
                taken = "max(0, until - since) if w != 0 else 0"
                self._on_days(
                    block, node, ["since", "until"],
                    taken if is_complete else f"UNKNOWN if w == UNKNOWN else {taken}",
                )  # fmt: skip
            case "ever_before":
                self._put(block, 2, str(first), "0")
                block.add(2, f"if w != 0 and {first + 1} < {after}:")
                self._put(block, 3, str(first + 1), "1" if is_complete else "w")
            case "at_month_start":
                self._keep(block, 2, node.name, "w")
            case _:
                found = _OF_ONE[told.kind].format(first=first)
                if not is_complete:
                    found = f"UNKNOWN if w == UNKNOWN else ({found})"
                self._keep(block, 2, node.name, found)

    def _course(self, block: Block, node: ThroughTime, lines: tuple[str, ...]) -> None:
        first, after = self.graph.window(node.name)
        for line in lines:
            if "UNKNOWN" in line and self.graph.is_complete(node.of):
                continue
            told = line.replace("FIRST", str(first)).replace("AFTER", str(after))
            depth = 2 + (len(told) - len(told.lstrip())) // 4
            if told.lstrip().startswith("put "):
                _, day, value = told.split(maxsplit=2)
                self._put(block, depth, day, value)
            else:
                block.add(depth, told.lstrip())

    def _on_days(self, block: Block, node: ThroughTime, days: list[str], value: str) -> None:
        """A value that hangs on days which may change with time themselves."""
        is_single = self.graph.is_single(node.name)
        depth = 2 if is_single else 3
        first, after = self.graph.window(node.name)
        if not is_single:
            block.add(2, f"a = {first}", f"while a < {after}:", f"    cut[0] = {after}")
        for into, name in zip(days, node.node.by, strict=True):
            self._piece(block, depth, into, name, node.node.unit, "r")
        if not all(self.graph.is_complete(name) for name in node.node.by):
            value = f"settled({value}, cut)"
        if is_single:
            self._keep(block, 2, node.name, value)
        else:
            self._put(block, 3, "a", value)
            block.add(3, "a = cut[0]")


def _calls(tree: ast.AST) -> list[str]:
    return [
        each.func.id
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
    ]


_START: Final = {
    "count": 0,
    "sum": 0,
    "any": 0,
    "order": 0,
    "least": NEVER,
    "greatest": 0,
    "pick": NOBODY,
}
_GATHERED: Final = {
    "count": ("v += 1",),
    "sum": ("v += x",),
    "any": ("v = 1", "break"),
    "least": ("if x < v:", "    v = x"),
    "greatest": ("if x > v:", "    v = x"),
    "order": ("if x < mine or (x == mine and m < r):", "    v += 1"),
}
_OF_ONE: Final = {
    "first": "{first} if w != 0 else NEVER",
    "since": "{first} if w != 0 else NEVER",
    "begin_in_month": "NEVER",
    "days_in_month_if_begun_inside": "0",
    "previous_end": "0",
}
"""By through kind: what is gathered from ``w``, where it holds throughout."""

_COURSE: Final[dict[str, tuple[str, ...]]] = {
    "first": (
        "v = NEVER",
        "for i in range(n):",
        "    if V[o + i] != 0:",
        "        v = S[o + i]",
        "        v = UNKNOWN if V[o + i] == UNKNOWN else v",
        "        break",
    ),
    "ever_before": (
        "put FIRST 0",
        "for i in range(n):",
        "    w = V[o + i]",
        "    if w != 0 and S[o + i] + 1 < AFTER:",
        "        put S[o+i]+1 w",
        "        if w == UNKNOWN: continue",
        "    if w != 0: break",
    ),
    "since": (
        "for i in range(n):",
        "    v = S[o + i] if V[o + i] != 0 else NEVER",
        "    if i > 0 and v < NEVER and V[o + i - 1] == UNKNOWN: v = UNKNOWN",
        "    if V[o + i] == UNKNOWN: v = UNKNOWN",
        "    put S[o+i] v",
    ),
    "previous_end": (
        "ended = 0",
        "for i in range(n):",
        "    before = ended",
        "    if i > 0 and V[o + i] == 0:",
        "        ended = S[o + i]",
        "    if V[o + i] == UNKNOWN or before == UNKNOWN: ended = UNKNOWN",
        "    put S[o+i] ended",
    ),
    "at_month_start": (
        "put FIRST V[o]",
        "for i in range(1, n):",
        "    day = month_start(S[o + i])",
        "    if day < S[o + i]:",
        "        day = next_month_start(day)",
        "    if day < AFTER and (i + 1 == n or S[o + i + 1] > day):",
        "        put day V[o+i]",
    ),
    "days_in_month_if_begun_inside": (
        "put FIRST 0",
        "i = 1",
        "while i < n:",
        "    month = month_start(S[o + i])",
        "    if month == S[o + i]:",
        "        i += 1",
        "        continue",
        "    after = next_month_start(month)",
        "    held = V[o + i - 1] != 0",
        "    v = 0",
        "    is_open = V[o + i - 1] == UNKNOWN",
        "    while i < n and S[o + i] < after:",
        "        is_open = is_open or V[o + i] == UNKNOWN",
        "        until = S[o + i + 1] if i + 1 < n and S[o + i + 1] < after else after",
        "        if not held and V[o + i] != 0:",
        "            v += until - S[o + i]",
        "        i += 1",
        "    if is_open: v = UNKNOWN",
        "    put month v",
        "    if after < AFTER:",
        "        put after 0",
    ),
    "begin_in_month": (
        "put FIRST NEVER",
        "i = 1",
        "while i < n:",
        "    month = month_start(S[o + i])",
        "    if month == S[o + i]:",
        "        i += 1",
        "        continue",
        "    after = next_month_start(month)",
        "    held = V[o + i - 1] != 0",
        "    v = NEVER",
        "    is_open = V[o + i - 1] == UNKNOWN",
        "    while i < n and S[o + i] < after:",
        "        is_open = is_open or V[o + i] == UNKNOWN",
        "        if not held and V[o + i] != 0 and v == NEVER:",
        "            v = S[o + i]",
        "        i += 1",
        "    if is_open: v = UNKNOWN",
        "    put month v",
        "    if after < AFTER:",
        "        put after NEVER",
    ),
}
"""By through kind: its loop over the pieces of a timeline; ``put DAY VALUE`` adds a piece."""
