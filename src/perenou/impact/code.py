"""How the law that rests on a provision is written down here: the code and figures themselves."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perenou.benefits.lawbook import LAWBOOK
from perenou.impact.registry import Citing, everything
from perenou.rules.rule import Parameter, Rule
from perenou.rules.types import ALWAYS, NEVER, Day


@dataclass(frozen=True, slots=True)
class Written:
    """A version of a norm, figure or aggregate as it is written.

    Attributes:
        since, until: the days it is about, half-open. reading: of an unsettled norm. text: Python,
            or the value of a figure as it is counted (cents, days, a day number).
    """

    citation: str
    since: Day
    until: Day
    reading: str
    text: str


def written(kind: str, name: str) -> tuple[Written, ...]:
    """Every version of something coded, the earliest first; nothing for what is not coded."""
    rows = [each for each in everything() if (each.kind, each.name) == (kind, name)]
    return tuple(_written(kind, name, rows))


def _written(kind: str, name: str, rows: list[Citing]) -> Iterator[Written]:
    if kind == "figure":
        parameter = LAWBOOK.parameters[name]
        for row, version in zip(rows, parameter.versions, strict=True):
            text = _figure(parameter, version.value)
            yield Written(str(row.citation), row.since, row.until, "", text)
    elif kind == "gathered":
        node = LAWBOOK.across.get(name) or LAWBOOK.through[name]
        for row in rows:
            yield Written(str(row.citation), row.since, row.until, "", _statement(node.where))
    elif kind in ("norm", "doubt"):
        every = LAWBOOK.rules.get(name, ()) if kind == "norm" else _doubted(name)
        for rule in every:
            days = next(
                ((r.since, r.until) for r in rows if r.since == rule.validity.since),
                (rule.validity.since, rule.validity.until),
            )
            source = inspect.getsource(rule.function)
            yield Written(str(rule.citation), *days, rule.reading, source)
        for flag in LAWBOOK.flags:
            if kind == "doubt" and flag.doubt == name:
                yield Written(str(flag.citation), ALWAYS, NEVER, "", _statement(flag.where))


def _doubted(doubt: str) -> tuple[Rule, ...]:
    return tuple(r for every in LAWBOOK.rules.values() for r in every if r.doubt == doubt)


def _figure(parameter: Parameter, value: int | None) -> str:
    return f"{parameter.name}: {parameter.gives} = {'?' if value is None else value}"


def _statement(where: str) -> str:
    """The statement that stands at ``file:line``."""
    path, _, line = where.rpartition(":")
    text = Path(path).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if node.lineno <= int(line) <= (node.end_lineno or node.lineno):
            return "\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno])
    raise LookupError(where)
