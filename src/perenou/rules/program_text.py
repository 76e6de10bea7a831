"""What the program of a norm says, with everything of ours that it calls.

It is told by its source, which is the same in every version of Python, without what it says of
itself. A function that stands in no file, as tests make them, is told by its byte code.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from types import CodeType, FunctionType
from typing import Final

_OURS: Final = __name__.partition(".")[0] + "."
_QUOTES: Final = '"""'
_PLAIN: Final = (bool, int, str, tuple, frozenset)


@cache
def program_text(function: Callable[..., object]) -> bytes:
    """The text of a function, and of every function and plain constant of ours below it."""
    found: dict[FunctionType, str] = {}
    waiting: list[object] = [function]
    while waiting:
        each = waiting.pop()
        if isinstance(each, FunctionType) and each not in found:
            found[each] = _text(each)
            for name, value in _known(each):
                if isinstance(value, FunctionType):
                    if value.__module__.startswith(_OURS):
                        waiting.append(value)
                elif isinstance(value, _PLAIN):
                    found[each] += f"\n{name} = {_told(value)}"
    own, *below = found.values()
    return "\n".join([own, *sorted(below)]).encode()


def _known(function: FunctionType) -> Iterator[tuple[str, object]]:
    """What the names in a function stand for."""
    code, around = function.__code__, function.__globals__
    for name in _names(code):
        if name in around:
            yield name, around[name]
    for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
        yield name, cell.cell_contents


def _names(code: CodeType) -> Iterator[str]:
    yield from sorted(code.co_names)
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _names(const)


def _text(function: FunctionType) -> str:
    code = function.__code__
    lines, at = linecache.getlines(code.co_filename), code.co_firstlineno - 1
    while at < len(lines) and not lines[at].lstrip().startswith("def "):
        at += 1  # decorators
    if at >= len(lines) or f"def {code.co_name}(" not in lines[at]:
        return f"{code.co_name} {code.co_code.hex()} {code.co_names} {_told(_own(function))}"
    body = [lines[at].strip()]
    indent = len(lines[at]) - len(lines[at].lstrip())
    is_said = False
    for line in islice(lines, at + 1, None):
        told = line.strip()
        if told and not line[: indent + 1].isspace() and told[0] != ")":
            break
        begins = not is_said and told.startswith(_QUOTES) and body[-1].endswith(":")
        if begins or is_said:
            # What it says of itself: to the line in which the quotes end.
            is_said = told.count(_QUOTES) == (1 if begins else 0)
        elif told:
            body.append(line.rstrip())
    return "\n".join(body)


def _own(function: FunctionType) -> tuple[object, ...]:
    return function.__code__.co_consts[1 if function.__doc__ else 0 :]


def _told(value: object) -> str:
    """A constant, without what differs from process to process."""
    if isinstance(value, CodeType):
        return _told(value.co_consts)
    if isinstance(value, tuple | frozenset):
        told = [_told(each) for each in value]
        return repr(told if isinstance(value, tuple) else sorted(told))
    return repr(value)
