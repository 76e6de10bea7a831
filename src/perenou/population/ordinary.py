"""What silence says of each fact: what a case file in which all else is ordinary says by it."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.timeline import Timeline
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from collections.abc import Mapping

_SILENT: Final[Mapping[str, object]] = {
    "otherwise": "ordinary",
    "people": {"a": {}, "b": {}},
    "children": {"c": {}, "d": {}},
    "claims": [{"by": "a", "for": "all"}, {"by": "b", "for": "all"}],
}
"""Two adults and two children who claim, of whom a case file says nothing else."""


@cache
def ordinary() -> Mapping[str, Timeline[Any]]:
    """By fact, its timeline where a table has no column of it.

    A fact is among them if a case file that is silent about it leaves it open for nobody and says
    the same of everybody. Facts by state are not: a table that has states tells of them.
    """
    from perenou.casework.case_file.reader import parse
    from perenou.casework.facts import CaseFacts

    case = CaseFacts(parse(_SILENT))
    counts = case.facts().rows
    found: dict[str, Timeline[Any]] = {}
    for name, fact in LAWBOOK.facts.items():
        rows = range(counts.get(fact.unit.name, 0))
        lines = [case.line(name, row) for row in rows]
        if not lines or any(isinstance(value, Open) for line in lines for value in line.values):
            continue
        first = lines[0]
        if all(line.starts == first.starts and line.values == first.values for line in lines):
            found[name] = first
    return MappingProxyType(found)
