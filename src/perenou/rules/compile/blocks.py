"""The loops over the rows of a family, written as a small part of Python.

A name that has one value for each row keeps it in ``X[slot]``; a timeline stands in ``S`` (first
days) and ``V`` (values) from ``O[slot]`` on, ``N[slot]`` pieces; ``top`` is where the next piece
goes. The slots of a row stand side by side, from ``B[unit]`` on those of the family's first row.
``C`` and ``G`` tell, by unit, how many rows the family has and where they begin in the table.

``W`` holds the pieces of a sweep until all are there, ``F`` which gates have held for any row of
the family. Of what is computed forward in time ``X`` holds the value in hand, of a total that of
the piece's first day, and ``D`` what it grows by.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from perenou.rules.compile.courses import (
    BETWEEN_OF_ONE,
    COURSE,
    GATHERED,
    OF_ONE,
    START,
    TOTAL_OF_ONE,
)
from perenou.rules.compile.cuts import CUT, DAY, today_reaches
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.gates import Gates
from perenou.rules.compile.inline import expression, put_in
from perenou.rules.compile.nodes import (
    AcrossRows,
    Column,
    Constant,
    Graph,
    Input,
    Norm,
    ThroughTime,
    Version,
)
from perenou.rules.compile.schedule import Loop, Recurrence, Sweep, loops_of, names_of
from perenou.rules.lawbook import OWN_ROW
from perenou.rules.rule import Unit

ARRAYS: Final = ("X", "S", "V", "O", "N", "B", "C", "G", "W", "F", "D")
Seen: TypeAlias = tuple[str, tuple[str, ...]]
"""A name and the units that a row climbs through to see it."""

PASSES: Final = {
    "today": "{day}",
    "month_first_day": "month_start({day})",
    "next_month_first_day": "next_month_start({day})",
}


@dataclass(slots=True)
class Block:
    """The function of one loop: its text and the table's arrays that it reads.

    Attributes:
        here: the names of one value that the loop computes for the row in hand.
        now: the names whose value in hand stands in ``X`` for every row.
    """

    name: str
    here: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()
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
        same: the timelines that are the same for every row; they have the first slots.
        widths: by unit, how many slots a row has. loops: the loops in their order.
        units: the units of the rows, in the order of ``C`` and ``G``.
        called: the names of the functions that are called.
    """

    def __init__(self, graph: Graph, asked: Collection[str]) -> None:
        self.graph = graph
        self.same = [name for name, node in graph.nodes.items() if isinstance(node, Constant)]
        self._place = {name: at for at, name in enumerate(graph.nodes)}
        units = {unit for name in graph.nodes for unit in self._units_of(name)}
        own = {unit.name for name in asked if (unit := graph.law.book.unit_of(name))}
        self.units = sorted(units | own)
        self.called: set[str] = set()
        self.gates = Gates(graph, asked)
        self.loops = loops_of(graph, self.gates)
        self._kept = {*asked, *_read_by_others(graph, self.loops)}
        self._slots, self.widths = self._laid_out()
        self.blocks = [
            self._block(f"loop_{at}", loop)
            if isinstance(loop, Loop)
            else self._recurrence(f"loop_{at}", loop)
            for at, loop in enumerate(self.loops)
        ]

    def _laid_out(self) -> tuple[dict[str, int], dict[str, int]]:
        """By name, its place among the slots of a row; by unit, how many there are."""
        places: dict[str, int] = {}
        widths = dict.fromkeys(self.units, 0)
        for loop in self.loops:
            for name in loop.names:
                if isinstance(loop, Recurrence) or name in self._kept:
                    unit = self._unit(name)
                    places[name] = widths[unit]
                    widths[unit] += 1
        return places, widths

    def _unit(self, name: str) -> str:
        node = self.graph.nodes[name]
        if isinstance(node, Constant):
            raise TypeError(name)
        return node.unit

    def at(self, name: str, row: str) -> str:
        """The slot of a name for a row of its unit."""
        if isinstance(self.graph.nodes[name], Constant):
            return str(self.same.index(name))
        unit = self._unit(name)
        begin = f"B[{self.units.index(unit)}]"
        return f"{begin} + {row} * {self.widths[unit]} + {self._slots[name]}"

    def value(self, block: Block, name: str, unit: Unit, row: str) -> str:
        """A single value as a row sees it."""
        node = self.graph.nodes[name]
        if isinstance(node, Constant):
            return str(int(node.line.values[0]))
        way = self.graph.way(unit, name)
        above = self._row(block, unit.name, row, way)
        if isinstance(node, Column):
            column = block.reads(f"column_{name}")
            return f"{column}[G[{self.units.index(node.unit)}] + {above}]"
        if name in block.here and row == "r" and not way:
            return f"x_{self._place[name]}"
        return f"X[{self.at(name, above)}]"

    def slot(self, block: Block, name: str, unit: Unit, row: str) -> str:
        """The slot of a timeline as a row sees it."""
        way = self.graph.way(unit, name)
        return self.at(name, self._row(block, unit.name, row, way))

    # ------------------------------------------------------------------ rows

    def _units_of(self, name: str) -> list[str]:
        node = self.graph.nodes[name]
        match node:
            case Constant():
                return []
            case Column():
                return [node.unit]
            case AcrossRows():
                told = node.node
                ways = [told.members.reaches(told.unit) or (), (told.members.name,)]
            case ThroughTime():
                ways = [self.graph.way(node.node.unit, each) for each in node.rests_on]
            case Norm():
                ways = [e.way for v in node.versions for e in (*v.inputs, *v.totals)]
        return [node.unit, *(unit for way in ways for unit in way)]

    def _row(self, block: Block, unit: str, row: str, way: tuple[str, ...]) -> str:
        """The row at the end of a climb."""
        for above in way:
            array = block.reads(f"up_{unit}__{above}")
            row = f"{array}[G[{self.units.index(unit)}] + {row}]"
            unit = above
        return row

    def _block(self, name: str, loop: Loop) -> Block:
        singles = (name for name in loop.names if self.graph.is_single(name))
        block = Block(name, frozenset(singles))
        for part in loop.parts:
            block.add(2, f"# {', '.join(names_of(part))}")
            if isinstance(part, Sweep):
                self._sweep(block, part)
            else:
                self._alone(block, part)
        block.lines[:0] = [
            *self._head(block),
            f"    for r in range(C[{self.units.index(loop.unit)}]):",
            "        if top > LIMIT:",
            "            return -1",
        ]
        block.add(1, "return top")
        return block

    @staticmethod
    def _head(block: Block) -> list[str]:
        arguments = ", ".join((*ARRAYS, "top", *block.data))
        return [f"def {block.name}({arguments}):", f"    {CUT} = [0, 0]"]

    def _alone(self, block: Block, name: str) -> None:
        """A name that is in no sweep."""
        is_single = self.graph.is_single(name)
        if not is_single:
            block.add(2, f"slot = {self.at(name, 'r')}", "begin = top", "O[slot] = top")
        node = self.graph.nodes[name]
        match node:
            case Column():
                self._column(block, node)
            case Norm():
                [version] = self.graph.versions(node)
                unit = self.graph.law.book.rules[name][0].unit
                self._keep(block, 2, name, self._called(block, version, unit, {}))
            case AcrossRows():
                self._across(block, node)
            case ThroughTime():
                self._through(block, node)
        holds = f"x_{self._place[name]} != 0"
        if not is_single:
            block.add(2, "N[slot] = top - begin")
            holds = "N[slot] > 1 or V[begin] != 0"
        self._note(block, 2, name, holds)

    def _note(self, block: Block, depth: int, name: str, holds: str) -> None:
        """Note that a gate holds for the row in hand."""
        if name in self.gates.all:
            block.add(depth, f"if {holds}:", f"    F[{self.gates.all.index(name)}] = 1")

    def _keep(self, block: Block, depth: int, name: str, value: str) -> None:
        """Keep a single value."""
        at = self._place[name]
        block.add(depth, f"x_{at} = {value}")
        if name in self._kept:
            block.add(depth, f"X[{self.at(name, 'r')}] = x_{at}")

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

    def _sweep(self, block: Block, sweep: Sweep) -> None:
        """Norms together: on each piece of time all of them, and it ends where any may change."""
        first, after = self.graph.window(sweep.names[0])
        here = {name: f"x_{self._place[name]}" for name in sweep.names}
        kept = [name for name in sweep.names if name in self._kept]
        lines = self._lines(block, sweep)
        held: dict[Seen, str] = {**lines, **{(name, ()): here[name] for name in here}}
        texts = {here[name]: self._on_piece(block, name, held) for name in here}
        width = len(kept) + 1
        block.add(2, f"a = {first}", "k = 0", f"while a < {after}:", f"    cut[0] = {after}")
        for at in range(len({*lines.values()})):
            block.add(
                3, f"while p{at} < e{at} and S[p{at} + 1] <= a:", f"    p{at} += 1",
                f"if p{at} < e{at} and S[p{at} + 1] < cut[0]:", f"    cut[0] = S[p{at} + 1]",
            )  # fmt: skip
        stay = {here[name] for name in here if name in kept or name in self.gates.all}
        for variable, text in put_in(texts, stay).items():
            block.add(3, f"{variable} = {text}")
        for name, variable in here.items():
            self._note(block, 3, name, f"{variable} != 0")
        block.add(3, "W[k] = a")
        block.add(3, *(f"W[k + {at}] = {here[name]}" for at, name in enumerate(kept, 1)))
        block.add(3, f"k += {width}", "a = cut[0]")
        block.add(2, f"if k == {width}:")  # one piece throughout, as for most rows
        for name in kept:
            block.add(
                3, f"slot = {self.at(name, 'r')}", "O[slot] = top", "N[slot] = 1",
                f"S[top] = {first}", f"V[top] = {here[name]}", "top += 1",
            )  # fmt: skip
        block.add(2, "else:")
        for at, name in enumerate(kept, 1):
            block.add(
                3, f"slot = {self.at(name, 'r')}", "begin = top", "O[slot] = top", "i = 0",
                "while i < k:",
            )  # fmt: skip
            self._put(block, 4, "W[i]", f"W[i + {at}]")
            block.add(4, f"i += {width}")
            block.add(3, "N[slot] = top - begin")

    def _lines(self, block: Block, sweep: Sweep) -> dict[Seen, str]:
        """The timelines that a sweep rests on, each at its first piece: the value in hand."""
        found: dict[Seen, str] = {}
        for name in sweep.names:
            node = self.graph.nodes[name]
            if not isinstance(node, Norm):
                raise TypeError(name)
            unit = self.graph.law.book.rules[name][0].unit
            for each in (each for version in self.graph.versions(node) for each in version.inputs):
                seen = each.name, each.way
                if seen in found or self.graph.is_single(each.name) or each.name in sweep.names:
                    continue
                at = len(found)
                slot = self.slot(block, each.name, unit, "r")
                block.add(2, f"p{at} = O[{slot}]", f"e{at} = p{at} + N[{slot}] - 1")
                found[seen] = f"V[p{at}]"
        return found

    def _on_piece(self, block: Block, name: str, held: Mapping[Seen, str]) -> str:
        """What a norm gives on the piece that begins on day ``a``, by the version of the day."""
        node = self.graph.nodes[name]
        if not isinstance(node, Norm):
            raise TypeError(name)
        unit = self.graph.law.book.rules[name][0].unit
        *earlier, last = self.graph.versions(node)
        text = self._called(block, last, unit, held)
        for version in reversed(earlier):
            reached = f"{today_reaches.__name__}(a, {version.after}, cut)"
            text = f"({text} if {reached} else {self._called(block, version, unit, held)})"
        return text

    def _called(self, block: Block, version: Version, unit: Unit, held: Mapping[Seen, str]) -> str:
        """What a version gives, as an expression.

        Args:
            held: the values in hand.
        """
        settled = version.value
        if settled is not None:
            return str(int(settled))
        given: dict[str, str] = {CUT: CUT, DAY: "a"}
        given |= dict.fromkeys(version.unknown, "known(UNKNOWN, cut)")
        for parameter, passing in version.moving:
            given[parameter] = PASSES[passing].format(day="a")
        for each in version.inputs:
            given[each.parameter] = self._read(block, each, unit, held)
        for each in version.totals:
            row = self._row(block, unit.name, "r", each.way)
            for parameter, array in ((each.parameter, "X"), (f"{each.parameter}_daily", "D")):
                value = f"{array}[{self.at(each.name, row)}]"
                given[parameter] = self._known(each.name, value)
        self.called |= set(_calls(version.tree))
        is_open = bool(version.unknown) or not all(
            self.graph.is_complete(each.name) for each in (*version.inputs, *version.totals)
        )
        text = expression(version.tree, given)
        return f"settled({text}, cut)" if is_open else text

    def _read(self, block: Block, each: Input, unit: Unit, held: Mapping[Seen, str]) -> str:
        value = held.get((each.name, each.way)) or self.value(block, each.name, unit, "r")
        value = self._known(each.name, value)
        return f"({value} != 0)" if each.is_truth else value

    def _known(self, name: str, value: str) -> str:
        """A value as it is looked at: noted in ``cut[1]`` where it is not known."""
        return value if self.graph.is_complete(name) else f"known({value}, cut)"

    # ------------------------------------------------------------------ forward in time

    def _recurrence(self, name: str, group: Recurrence) -> Block:
        """Piece by piece, each up to where any name turns while totals grow as on its first day."""
        block = Block(name, now=frozenset(group.names))
        totals = [each for each in group.names if self.graph.is_total(each)]
        others = [each for each in group.names if each not in totals]
        kept = [each for each in others if each in self._kept or each in self.gates.all]
        first, after = self.graph.window(group.names[0])
        for each in totals:
            slot = self.at(each, "r")
            self._rows(block, 1, each, f"X[{slot}] = 0", f"D[{slot}] = 0")
        width = " + ".join(("1", *(self._count(each) for each in kept)))
        block.add(1, f"a = {first}", "k = 0", f"width = {width}", f"while a < {after}:")
        block.add(2, "if k + width > SWEPT:", "    return -1", "is_settled = 0")
        block.add(2, "while is_settled == 0:", f"    cut[0] = {after}")
        for each in others:
            node = self.graph.nodes[each]
            block.add(3, f"# {each}", f"for r in range({self._count(each)}):")
            if isinstance(node, Norm):
                block.add(4, f"v = {self._on_piece(block, each, self._pieces(block, node))}")
            elif isinstance(node, AcrossRows):
                self._gathered(block, 4, node)
            else:
                raise NotCompiledError(each, "own_past_gathered")
            block.add(4, f"X[{self.at(each, 'r')}] = v")
        # What holds on the first day hangs on no growth; only how long it does, so at most twice.
        block.add(3, "is_settled = 1")
        for each in totals:
            self._growth(block, each)
        block.add(2, "W[k] = a", "k += 1")
        for each in kept:
            self._rows(block, 2, each, f"W[k] = X[{self.at(each, 'r')}]", "k += 1")
        for each in totals:
            slot = self.at(each, "r")
            grown = f"X[{slot}] + D[{slot}] * (cut[0] - a)"
            if not self.graph.is_complete(each):
                grown = f"UNKNOWN if X[{slot}] == UNKNOWN or D[{slot}] == UNKNOWN else {grown}"
            self._rows(block, 2, each, f"X[{slot}] = {grown}")
        block.add(2, "a = cut[0]")
        block.add(1, "at = 1")
        for each in kept:
            self._rows(
                block, 1, each, "if top > LIMIT:", "    return -1", f"slot = {self.at(each, 'r')}",
                "begin = top", "O[slot] = top", "i = 0", "while i < k:",
                "    top = put(S, V, begin, top, W[i], W[i + at])", "    i += width",
                "N[slot] = top - begin", "at += 1",
            )  # fmt: skip
            if each in self.gates.all:
                self._note(block, 2, each, "N[slot] > 1 or V[begin] != 0")
        block.lines[:0] = self._head(block)
        block.add(1, "return top")
        return block

    def _count(self, name: str) -> str:
        """How many rows the family has of a name's unit."""
        return f"C[{self.units.index(self._unit(name))}]"

    def _rows(self, block: Block, depth: int, name: str, *lines: str) -> None:
        """Do something for every row of a name's unit."""
        block.add(depth, f"for r in range({self._count(name)}):")
        block.add(depth + 1, *lines)

    def _growth(self, block: Block, name: str) -> None:
        """What a total grows by; where that is not what was supposed, all is computed again."""
        node = self.graph.nodes[name]
        if not isinstance(node, ThroughTime):
            raise TypeError(name)
        block.add(3, f"for r in range({self._count(name)}):")
        self._piece(block, 4, "x", node.of, node.node.unit, "r")
        if not self.graph.is_complete(name):
            block.add(4, "x = settled(x, cut)")
        slot = self.at(name, "r")
        block.add(4, f"if x != D[{slot}]:", f"    D[{slot}] = x", "    is_settled = 0")

    def _pieces(self, block: Block, node: Norm) -> dict[Seen, str]:
        """The values on day ``a`` of the timelines outside the group that a norm rests on."""
        unit = self.graph.law.book.rules[node.name][0].unit
        found: dict[Seen, str] = {}
        for each in (each for version in self.graph.versions(node) for each in version.inputs):
            if each.name not in block.now and not self.graph.is_single(each.name):
                slot = self.slot(block, each.name, unit, "r")
                found[each.name, each.way] = f"piece(S, V, O, N, {slot}, a, cut)"
        return found

    # ------------------------------------------------------------------ across rows

    def _piece(self, block: Block, depth: int, into: str, name: str, unit: Unit, row: str) -> None:
        """Read a value that holds on day ``a``, and narrow the cut to how long it does."""
        if self.graph.is_single(name) or name in block.now:
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
            raise NotCompiledError(node.name, "picked_by_key")
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
        block.add(depth, f"v = {START[told.kind]}")
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
            block.add(depth + 1, *GATHERED[told.kind])
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
        elif told.kind in ("days_within", "sum_of_months"):
            days = ["since", "until"]
            self._on_days(block, node, days, f"{told.kind}(S, V, o, n, since, until)")
        else:
            self._course(block, node, COURSE[told.kind])
            if self.graph.is_single(node.name):
                self._keep(block, 2, node.name, "v")

    def _of_one_value(self, block: Block, node: ThroughTime, value: str) -> None:
        """What is gathered from a timeline that has one value throughout."""
        told = node.node
        first, after = self.graph.window(node.of)
        block.add(2, f"w = {value}")
        is_complete = self.graph.is_complete(node.of)
        match told.kind:
            case "value_on":
                self._on_days(block, node, ["on"], "w")
            case "days_within" | "sum_of_months":
                taken = BETWEEN_OF_ONE[told.kind]
                self._on_days(
                    block, node, ["since", "until"],
                    taken if is_complete else f"UNKNOWN if w == UNKNOWN else {taken}",
                )  # fmt: skip
            case "total_in_month":
                self._course(block, node, TOTAL_OF_ONE)
            case "ever_before":
                self._put(block, 2, str(first), "0")
                block.add(2, f"if w != 0 and {first + 1} < {after}:")
                self._put(block, 3, str(first + 1), "1" if is_complete else "w")
            case _:
                found = OF_ONE[told.kind].format(first=first)
                if not is_complete:
                    found = f"UNKNOWN if w == UNKNOWN else ({found})"
                self._keep(block, 2, node.name, found)

    def _course(self, block: Block, node: ThroughTime, lines: tuple[str, ...]) -> None:
        first, after = self.graph.window(node.of)
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


def _read_by_others(graph: Graph, loops: Iterable[Loop | Recurrence]) -> Iterator[str]:
    """What is read by another part than that which computes it."""
    for loop in loops:
        for own in [loop.names] if isinstance(loop, Recurrence) else map(names_of, loop.parts):
            for name in own:
                node = graph.nodes[name]
                if not isinstance(node, Constant | Column):
                    yield from (each for each in node.rests_on if each not in own)


def _calls(tree: ast.AST) -> list[str]:
    return [
        each.func.id
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
    ]
