"""What the templates of acts cite: ``python -m tests.acts.cited`` writes it down anew."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import yaml
from tests.acts.cases import EXAMPLES, FULL, example, listed, particulars

import perenou.acts
from perenou.acts.document import Document, spans_of
from perenou.acts.draft import draft
from perenou.acts.kinds import Kind
from perenou.acts.parts.hearing import EXCEPTIONS
from perenou.rules.citation import Citation

ACTS: Final = Path(perenou.acts.__file__).parent
FILE: Final = ACTS / "cites.yaml"

SELDOM: Final = {
    "987/2009 art 7(1)": (Kind.GRANT, Kind.PARTIAL_GRANT, Kind.CHANGE, Kind.RESUMPTION),
    "PHS § 12": (Kind.GRANT, Kind.PARTIAL_GRANT),
    "PHS § 14¹ lg 1": (Kind.PARTIAL_GRANT, Kind.REFUSAL),
    "PHS § 14¹ lg 2": (Kind.PARTIAL_GRANT, Kind.REFUSAL),
    "PHS § 25 lg 1": (Kind.PARTIAL_GRANT, Kind.REFUSAL),
}
"""What is cited where no example leads: a supplement paid provisionally; a right that another
holds, also in an emergency, or to whom payment is suspended. By provision, the kinds whose texts
cite it."""


def constants() -> frozenset[Citation]:
    """Every provision that the texts of acts name, and those of the terms that acts tell."""
    found = set()
    for file in sorted((ACTS / "parts").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                try:
                    found.add(Citation.parse(node.value))
                except ValueError:
                    continue
    figures = yaml.safe_load((ACTS / "figures.yaml").read_text(encoding="utf-8"))
    for figure in figures.values():
        found.update(Citation.parse(each["citation"]) for each in figure["versions"])
    return frozenset(found)


def cited(document: Document) -> frozenset[Citation]:
    """The provisions that a document cites."""
    spans = (s for part in document.portions for block in part.blocks for s in spans_of(block))
    return frozenset(Citation.parse(each.provision) for each in spans if each.provision)


def drafts(names: Iterable[str]) -> Iterator[tuple[Kind, Document]]:
    """Drafts of every matter of some examples; the first of each kind with every way of hearing."""
    seen: set[Kind] = set()
    for name in names:
        for each in listed(name):
            kind = each.matter.kind
            ways = [FULL["hearing"]]
            if kind not in seen:
                ways += [{"exception": exception} for exception in EXCEPTIONS]
            seen.add(kind)
            for way in ways:
                yield kind, draft(example(name), each.matter, particulars(hearing=way), "et")


def by_kind(names: Iterable[str]) -> dict[Kind, set[Citation]]:
    """By kind, what the drafts of some examples cite of what the texts name."""
    known = constants()
    found: dict[Kind, set[Citation]] = {kind: set() for kind in Kind}
    for kind, document in drafts(names):
        found[kind] |= cited(document) & known
    return found


def every() -> dict[str, list[str]]:
    """What there is to write down: by kind, its provisions in order."""
    found = by_kind(sorted(each.stem for each in EXAMPLES.glob("*.yaml")))
    for provision, kinds in SELDOM.items():
        for kind in kinds:
            found[kind].add(Citation.parse(provision))
    return {kind.value: sorted(map(str, each)) for kind, each in found.items()}


if __name__ == "__main__":
    HEAD = "# What the template of each kind of act cites; written by python -m tests.acts.cited.\n"
    TEXT = yaml.safe_dump(every(), allow_unicode=True, sort_keys=False, width=1000)
    FILE.write_text(HEAD + TEXT, encoding="utf-8")
