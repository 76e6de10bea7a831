"""Which branches of the law tests run; with ``-p tests.branches`` all must be, or the run fails.

Before Python 3.12 tools that measure coverage have every line of every module traced, which more
than doubles the time of tests that run a norm through the engine. Here each block of the law notes
by itself that it was run, which costs nothing that could be measured: the body of a function, both
ways of an ``if``, a loop that is entered and one that comes to its end, what catches an error.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final, TypeVar

import pytest

LAW: Final = "perenou.benefits"
SOURCE: Final = Path(__file__).resolve().parents[1] / "src"
NOTED: Final = "_blocks_run"
"""The name in a module of the bytes in which its blocks note that they were run."""

run: Final[dict[str, bytearray]] = {}
"""By module, what was run in this process; in the one that tells the others what, in all."""


Fork = TypeVar("Fork", ast.If, ast.For, ast.While)


class Blocks(ast.NodeTransformer):
    """Begins each block with a note; ``places`` tells where a block is, by its number."""

    def __init__(self) -> None:
        self.places: list[str] = []

    def _noted(self, block: Sequence[ast.stmt], line: int, what: str) -> list[ast.stmt]:
        note = ast.parse(f"{NOTED}[{len(self.places)}] = 1").body[0]
        for each in ast.walk(note):
            if isinstance(each, ast.expr | ast.stmt):
                each.lineno = each.end_lineno = line
        self.places.append(f"{line}: {what}")
        return [note, *block]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        begins = int(ast.get_docstring(node, clean=False) is not None)
        self.generic_visit(node)
        rest = self._noted(node.body[begins:], node.lineno, f"{node.name} is never called")
        node.body = [*node.body[:begins], *rest]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return node
        return self._both(node, "never holds", "always holds")

    def visit_For(self, node: ast.For) -> ast.For:
        return self._both(node, "is never entered", "never comes to its end")

    def visit_While(self, node: ast.While) -> ast.While:
        return self._both(node, "is never entered", "never comes to its end")

    def _both(self, node: Fork, one: str, other: str) -> Fork:
        self.generic_visit(node)
        node.body = self._noted(node.body, node.lineno, one)
        node.orelse = self._noted(node.orelse, node.lineno, other)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        self.generic_visit(node)
        node.body = self._noted(node.body, node.lineno, "never catches anything")
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.match_case:
        self.generic_visit(node)
        node.body = self._noted(node.body, node.pattern.lineno, "never matches")
        return node


def noted(text: str, file: str) -> tuple[CodeType, list[str]]:
    """The code of a module that notes which blocks are run, and where each block is."""
    blocks = Blocks()
    tree = ast.fix_missing_locations(blocks.visit(ast.parse(text)))
    return compile(tree, file, "exec", dont_inherit=True), blocks.places


class _Noting(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        code, places = noted(Path(self.path).read_text(encoding="utf-8"), self.path)
        run[module.__name__] = bytearray(len(places))
        setattr(module, NOTED, run[module.__name__])
        exec(code, module.__dict__)


class _Finder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if f"{name}.".startswith(f"{LAW}."):
            spec = PathFinder.find_spec(name, path, target)
            if spec is not None and isinstance(spec.loader, SourceFileLoader):
                spec.loader = _Noting(name, spec.loader.path)
                return spec
        return None


def never_run(known: Mapping[str, bytes | bytearray]) -> Iterator[str]:
    """Every block of the law that was not run, and every module that nothing imports."""
    for file in sorted(SOURCE.joinpath(*LAW.split(".")).rglob("*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        _, places = noted(file.read_text(encoding="utf-8"), str(file))
        was_run = known.get(name) or bytes(len(places))
        for place, is_run in zip(places, was_run, strict=True):
            if not is_run:
                yield f"{file.relative_to(SOURCE.parent)}:{place}"


# -------------------------------------------------------------------------------- in pytest


def pytest_addoption() -> None:
    """Before other plugins are loaded, of which one imports the law: read it with notes."""
    assert not any(f"{name}.".startswith(f"{LAW}.") for name in sys.modules)
    sys.meta_path.insert(0, _Finder())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what one of several processes ran."""
    for name, told in getattr(node, "workeroutput", {}).get(NOTED, {}).items():
        mine = run.setdefault(name, bytearray(len(told) // 2))
        for at, is_run in enumerate(bytes.fromhex(told)):
            mine[at] |= is_run


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell what was run, or fail where that was not all."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[NOTED] = {name: bytes(told).hex() for name, told in run.items()}
    elif session.exitstatus == pytest.ExitCode.OK and any(never_run(run)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which blocks no test runs."""
    found = [*never_run(run)]
    for each in found:
        terminalreporter.write_line(f"no test runs {each}", red=True)
    blocks = sum(map(len, run.values()))
    terminalreporter.write_line(f"{blocks} blocks of the law, {len(found)} of them never run")
