"""A program of whole numbers and arrays, written in a small part of Python, as machine code.

What may stand in it: functions of 64-bit numbers and arrays, assignments, ``if``, ``while``,
``for ... in range``, arithmetic, comparisons, ``and``, ``or``, ``not``, calls, ``min``, ``max``.
A truth value is 1 or 0. Dividing by zero gives 0. ``overflow()`` tells whether a product has left
64 bits since it was last asked; every function hands on where that is noted.
"""

from __future__ import annotations

import ast
import ctypes
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final

import llvmlite
import llvmlite.binding as llvm
from llvmlite import ir

NUMBER: Final = ir.IntType(64)
ARRAY: Final = NUMBER.as_pointer()
SHORT: Final = ir.IntType(32)
ENTRY: Final = "kernel"
FAR: Final = 1 << 62
"""No number is further from nought."""
PLAIN: Final = 1000
"""By less than this no sum of money or number of days can leave 64 bits."""
SMALL: Final = 240
"""Functions of at most so many syntax nodes are put in where they are called."""

TABLED: Final = {"month_of": (600_000, 780_000), "first_day_of": (20_000, 26_000)}
"""By function of one number: from where to where its values are looked up, not worked out."""

_COMPARED: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}

_ONE_AT_A_TIME: Final = Lock()


def machine_code(text: str, *, is_quick: bool = False) -> bytes:
    """The machine code of a program, as an object file for the processor at hand.

    Args:
        is_quick: whether it is to be made soon rather than to run fast: it is made in a fifth of
            the time, and then takes about four times as long to run.
    """
    target = _target(0 if is_quick else 2)
    module = llvm.parse_assembly(str(_written(text)))
    module.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=2)
    builder = llvm.create_pass_builder(target, options)
    if is_quick:
        passes = llvm.create_new_module_pass_manager()
        passes.add_sroa_pass()
        passes.add_simplify_cfg_pass()
        passes.add_instruction_combine_pass()
    else:
        passes = builder.getModulePassManager()
    passes.run(module, builder)
    code: bytes = target.emit_object(module)
    return code


@cache
def made_by() -> str:
    """For what processor and by what machine code is made: what another made is not used."""
    source = sha256(Path(__file__).read_bytes()).hexdigest()
    host = f"{llvm.get_host_cpu_name()} {llvm.get_default_triple()}"
    return f"{host} {llvmlite.__version__} {source}"


def loaded(code: bytes, text: str) -> Callable[..., None]:
    """The function ``kernel`` of a program, from its object file: two numbers, and arrays.

    While it runs, other threads of Python run, too.
    """
    [entry] = [
        part
        for part in _parsed(text).body
        if isinstance(part, ast.FunctionDef) and part.name == ENTRY
    ]
    arrays = len(entry.args.args) - 2
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    address = engine.get_function_address(ENTRY)
    kinds = [ctypes.c_int64, ctypes.c_int64, *[ctypes.c_void_p] * arrays]
    function = ctypes.CFUNCTYPE(ctypes.c_int64, *kinds)(address)

    def run(low: int, high: int, *given: Any) -> None:
        function(low, high, *(each.ctypes.data for each in given))

    run.engine = engine  # type: ignore[attr-defined]  # the code lives as long as its engine
    return run


def _target(level: int = 2) -> llvm.TargetMachine:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=level,
        jit=True,
    )  # fmt: skip


def _parsed(text: str) -> ast.Module:
    """A program's tree; Python 3.11 counts the depth of all trees that are being made together."""
    with _ONE_AT_A_TIME:
        return ast.parse(text)


def _read(target: ast.expr) -> ast.expr:
    """What is written to, as it is read."""
    with _ONE_AT_A_TIME:
        return ast.parse(ast.unparse(target), mode="eval").body


def _written(text: str) -> ir.Module:
    module = ir.Module("kernel")
    module.triple = llvm.get_default_triple()
    named: dict[str, int] = {}
    before: list[ast.stmt] = []
    known: dict[str, tuple[ir.Function, tuple[bool, ...]]] = {}
    for part in _parsed(text).body:
        match part:
            case ast.FunctionDef():
                _Writing(module, part, known, named, before).write()
                before.append(part)
            case ast.Assign([ast.Name(name)], ast.Constant(value)) if isinstance(value, int):
                named[name] = value
            case ast.Assign([ast.Name(name)], ast.UnaryOp(ast.USub(), ast.Constant(value))):
                named[name] = -int(str(value))
            case ast.Expr():
                continue
            case _:
                raise TypeError(ast.unparse(part))
    return module


class _Writing:
    """One function."""

    def __init__(
        self,
        module: ir.Module,
        tree: ast.FunctionDef,
        known: dict[str, tuple[ir.Function, tuple[bool, ...]]],
        named: Mapping[str, int],
        before: Sequence[ast.stmt],
    ) -> None:
        self._tree, self._known, self._named, self._before = tree, known, named, before
        names = [each.arg for each in tree.args.args]
        arrays = _arrays(tree, known)
        kinds = tuple(name in arrays for name in names)
        types = [ARRAY if is_array else NUMBER for is_array in kinds]
        if tree.name != ENTRY:
            types.append(ARRAY)
        self._function = ir.Function(module, ir.FunctionType(NUMBER, types), tree.name)
        known[tree.name] = self._function, kinds
        if tree.name != ENTRY:
            self._function.linkage = "internal"
            is_small = sum(1 for _ in ast.walk(tree)) <= SMALL
            self._function.attributes.add("alwaysinline" if is_small else "noinline")
        entry = self._function.append_basic_block()
        self._slots = ir.IRBuilder(entry)
        self._to = ir.IRBuilder(self._function.append_basic_block())
        self._body = self._to.block
        self._held: dict[str, Any] = {}
        self._arrays: dict[str, Any] = {}
        self._loops: list[tuple[ir.Block, ir.Block]] = []
        if tree.name == ENTRY:
            self._overflow = self._slots.alloca(NUMBER)
            self._to.store(NUMBER(0), self._overflow)
        else:
            self._overflow = self._function.args[-1]
            self._overflow.add_attribute("noalias")
        for name, argument, is_array in zip(names, self._function.args, kinds, strict=False):
            argument.name = name
            if is_array:
                argument.add_attribute("noalias")
                self._arrays[name] = argument
            else:
                self._slots.store(argument, self._slot(name))

    def write(self) -> None:
        """Write all of it."""
        if self._tree.name in TABLED:
            self._look_up(*TABLED[self._tree.name])
        self._statements(self._tree.body)
        if not self._to.block.is_terminated:
            self._to.ret(NUMBER(0))
        self._slots.branch(self._body)

    def _look_up(self, low: int, high: int) -> None:
        """Give what stands in a table, for the numbers that it has."""
        kind = ir.ArrayType(SHORT, high - low)
        table = ir.GlobalVariable(self._function.module, kind, f"{self._tree.name} table")
        table.linkage, table.global_constant = "internal", True
        said = ast.unparse(ast.Module([*self._before, self._tree], []))
        table.initializer = ir.FormattedConstant(kind, _table(said, self._tree.name, low, high))
        to, number = self._to, self._function.args[0]
        at = to.sub(number, NUMBER(low))
        found, other = (self._function.append_basic_block() for _ in range(2))
        to.cbranch(to.icmp_unsigned("<", at, NUMBER(high - low)), found, other)
        to.position_at_end(found)
        to.ret(to.sext(to.load(to.gep(table, [NUMBER(0), at])), NUMBER))
        to.position_at_end(other)

    def _slot(self, name: str) -> Any:
        if name not in self._held:
            self._held[name] = self._slots.alloca(NUMBER, name=name)
        return self._held[name]

    # ------------------------------------------------------------------ statements

    def _statements(self, body: Sequence[ast.stmt]) -> None:
        for each in body:
            if self._to.block.is_terminated:
                return
            self._statement(each)

    def _statement(self, each: ast.stmt) -> None:
        to = self._to
        match each:
            case ast.Assign([ast.Name(name)], ast.List(parts)):
                self._arrays[name] = self._slots.gep(
                    self._slots.alloca(ir.ArrayType(NUMBER, len(parts)), name=name),
                    [NUMBER(0), NUMBER(0)],
                )
                for at, part in enumerate(parts):
                    value = self._number(part)
                    self._to.store(value, self._to.gep(self._arrays[name], [NUMBER(at)]))
            case ast.Assign([target], value):
                self._put(target, self._number(value))
            case ast.AugAssign(target, op, value):
                read = _read(target)
                self._put(target, self._number(ast.BinOp(read, op, value)))
            case ast.Return(value) if value is not None:
                to.ret(self._number(value))
            case ast.If(test, chosen, otherwise):
                self._if(test, chosen, otherwise)
            case ast.While(test, inner):
                self._while(test, inner)
            case ast.For(ast.Name(name), ast.Call(ast.Name("range"), bounds), inner):
                self._for(name, bounds, inner)
            case ast.Continue():
                to.branch(self._loops[-1][0])
            case ast.Break():
                to.branch(self._loops[-1][1])
            case ast.Pass() | ast.Expr(ast.Constant()):
                return
            case _:
                raise TypeError(ast.unparse(each))

    def _put(self, target: ast.expr, value: Any) -> None:
        match target:
            case ast.Name(name):
                self._to.store(value, self._slot(name))
            case ast.Subscript(ast.Name(name), index):
                self._to.store(value, self._to.gep(self._arrays[name], [self._number(index)]))
            case _:
                raise TypeError(ast.unparse(target))

    def _if(
        self, test: ast.expr, chosen: Sequence[ast.stmt], otherwise: Sequence[ast.stmt]
    ) -> None:
        held = self._truth(test)
        then, other, after = (self._function.append_basic_block() for _ in range(3))
        self._to.cbranch(held, then, other)
        for block, body in ((then, chosen), (other, otherwise)):
            self._to.position_at_end(block)
            self._statements(body)
            if not self._to.block.is_terminated:
                self._to.branch(after)
        self._to.position_at_end(after)

    def _while(self, test: ast.expr, inner: Sequence[ast.stmt]) -> None:
        head, body, after = (self._function.append_basic_block() for _ in range(3))
        self._to.branch(head)
        self._to.position_at_end(head)
        self._to.cbranch(self._truth(test), body, after)
        self._loop(body, inner, head, after)
        self._to.position_at_end(after)

    def _for(self, name: str, bounds: Sequence[ast.expr], inner: Sequence[ast.stmt]) -> None:
        first = NUMBER(0) if len(bounds) == 1 else self._number(bounds[0])
        last = self._number(bounds[-1])
        counter = self._slots.alloca(NUMBER)
        self._to.store(first, counter)
        head, body, step, after = (self._function.append_basic_block() for _ in range(4))
        self._to.branch(head)
        self._to.position_at_end(head)
        now = self._to.load(counter)
        self._to.cbranch(self._to.icmp_signed("<", now, last), body, after)
        self._to.position_at_end(step)
        self._to.store(self._to.add(self._to.load(counter), NUMBER(1)), counter)
        self._to.branch(head)
        self._to.position_at_end(body)
        self._to.store(now, self._slot(name))
        self._loop(body, inner, step, after)
        self._to.position_at_end(after)

    def _loop(
        self, body: ir.Block, inner: Sequence[ast.stmt], again: ir.Block, after: ir.Block
    ) -> None:
        self._to.position_at_end(body)
        self._loops.append((again, after))
        self._statements(inner)
        self._loops.pop()
        if not self._to.block.is_terminated:
            self._to.branch(again)

    # ------------------------------------------------------------------ expressions

    def _number(self, node: ast.expr) -> Any:
        to = self._to
        match node:
            case ast.Constant(value) if isinstance(value, int):
                return NUMBER(int(value))
            case ast.Name(name):
                if name in self._held:
                    return to.load(self._held[name])
                return NUMBER(self._named[name])
            case ast.Subscript(ast.Name(name), index):
                return to.load(to.gep(self._arrays[name], [self._number(index)]))
            case ast.UnaryOp(ast.USub(), part):
                return to.neg(self._number(part))
            case ast.BinOp(left, op, right):
                return self._counted(self._number(left), op, self._number(right))
            case ast.IfExp(test, chosen, otherwise):
                return self._one_of(self._truth(test), chosen, otherwise)
            case ast.BoolOp(op, values):
                return self._either(op, values)
            case ast.Call(ast.Name("min" | "max" as kind), parts):
                found = self._number(parts[0])
                for part in parts[1:]:
                    other = self._number(part)
                    is_it = to.icmp_signed("<" if kind == "min" else ">", other, found)
                    found = to.select(is_it, other, found)
                return found
            case ast.Call(ast.Name("overflow"), []):
                found = to.load(self._overflow)
                to.store(NUMBER(0), self._overflow)
                return found
            case ast.Call(ast.Name(name), parts):
                function, kinds = self._known[name]
                given = [
                    self._array(part) if is_array else self._given(part)
                    for part, is_array in zip(parts, kinds, strict=True)
                ]
                return to.call(function, [*given, self._overflow])
            case ast.Compare() | ast.UnaryOp(ast.Not()):
                return to.zext(self._truth(node), NUMBER)
        raise TypeError(ast.unparse(node))

    def _given(self, node: ast.expr) -> Any:
        """A number to be called with; of an array that the function never looks at, any."""
        is_array = isinstance(node, ast.Name) and node.id in self._arrays
        return NUMBER(0) if is_array else self._number(node)

    def _array(self, node: ast.expr) -> Any:
        if not isinstance(node, ast.Name):
            raise TypeError(ast.unparse(node))
        return self._arrays[node.id]

    def _truth(self, node: ast.expr) -> Any:
        to = self._to
        match node:
            case ast.UnaryOp(ast.Not(), part):
                return to.not_(self._truth(part))
            case ast.Compare(left, [op], [right]):
                one, other = self._number(left), self._number(right)
                return self._to.icmp_signed(_COMPARED[type(op)], one, other)
            case ast.Compare():
                raise TypeError(ast.unparse(node))
        return to.icmp_signed("!=", self._number(node), NUMBER(0))

    def _counted(self, left: Any, op: ast.operator, right: Any) -> Any:
        to = self._to
        match op:
            case ast.Add():
                return to.add(left, right)
            case ast.Sub():
                return to.sub(left, right)
            case ast.Mult():
                if any(
                    isinstance(side, ir.Constant) and abs(side.constant) < PLAIN
                    for side in (left, right)
                ):
                    return to.mul(left, right)
                found = to.smul_with_overflow(left, right)
                self._note(to.extract_value(found, 1))
                return to.extract_value(found, 0)
            case ast.FloorDiv() if isinstance(right, ir.Constant) and right.constant > 0:
                # Without a sign it is one multiplication, so negatives are lifted above nought.
                lifted = FAR // right.constant
                above = to.add(left, NUMBER(lifted * right.constant))
                return to.sub(to.udiv(above, right), NUMBER(lifted))
            case ast.FloorDiv():
                is_zero = to.icmp_signed("==", right, NUMBER(0))
                by = to.select(is_zero, NUMBER(1), right)
                whole, rest = to.sdiv(left, by), to.srem(left, by)
                is_below = to.and_(
                    to.icmp_signed("!=", rest, NUMBER(0)),
                    to.icmp_signed("<", to.xor(rest, by), NUMBER(0)),
                )
                found = to.sub(whole, to.zext(is_below, NUMBER))
                return to.select(is_zero, NUMBER(0), found)
        raise TypeError(type(op).__name__)

    def _note(self, is_over: Any) -> None:
        """Note that a number has left 64 bits, if it has."""
        noted, after = (self._function.append_basic_block() for _ in range(2))
        self._to.cbranch(is_over, noted, after)
        self._to.position_at_end(noted)
        self._to.store(NUMBER(1), self._overflow)
        self._to.branch(after)
        self._to.position_at_end(after)

    def _one_of(self, held: Any, chosen: ast.expr, otherwise: ast.expr) -> Any:
        then, other, after = (self._function.append_basic_block() for _ in range(3))
        self._to.cbranch(held, then, other)
        found = []
        for block, part in ((then, chosen), (other, otherwise)):
            self._to.position_at_end(block)
            value = self._number(part)
            found.append((value, self._to.block))
            self._to.branch(after)
        return self._joined(after, found)

    def _either(self, op: ast.boolop, values: Sequence[ast.expr]) -> Any:
        """``and`` and ``or``: what follows is looked at only where it still decides."""
        after = self._function.append_basic_block()
        found = []
        for at, part in enumerate(values):
            value = self._number(part)
            found.append((value, self._to.block))
            if at == len(values) - 1:
                self._to.branch(after)
            else:
                further = self._function.append_basic_block()
                held = self._to.icmp_signed("!=", value, NUMBER(0))
                ways = (after, further) if isinstance(op, ast.Or) else (further, after)
                self._to.cbranch(held, *ways)
                self._to.position_at_end(further)
        return self._joined(after, found)

    def _joined(self, after: ir.Block, found: Sequence[tuple[Any, ir.Block]]) -> Any:
        self._to.position_at_end(after)
        joined = self._to.phi(NUMBER)
        for value, block in found:
            joined.add_incoming(value, block)
        return joined


@cache
def _table(said: str, name: str, low: int, high: int) -> str:
    """The values of a function of one number, in the words of the assembler; all programs share it.

    Args:
        said: the function with those that it calls.
    """
    scope: dict[str, Callable[[int], int]] = {}
    exec(said, scope)
    return f"[{', '.join(f'i32 {scope[name](number)}' for number in range(low, high))}]"


def _arrays(
    tree: ast.FunctionDef, known: Mapping[str, tuple[ir.Function, tuple[bool, ...]]]
) -> set[str]:
    """The names that stand for arrays: they have places, or are given to who wants an array."""
    found: set[str] = set()
    for each in ast.walk(tree):
        match each:
            case ast.Subscript(ast.Name(name)):
                found.add(name)
            case ast.Call(ast.Name(name), parts) if name in known:
                found |= {
                    part.id
                    for part, is_array in zip(parts, known[name][1], strict=True)
                    if is_array and isinstance(part, ast.Name)
                }
    return found
