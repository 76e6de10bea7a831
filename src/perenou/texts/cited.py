"""The provisions that a text cites."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.language.references.resolve import find
from perenou.rules.citation import Citation


def provisions_in(text: str) -> Iterator[Citation]:
    """Every provision that is cited for sure, in order."""
    for mention in find(text):
        for reference in mention.references:
            if reference.kind == "provision":
                try:
                    yield Citation.parse(str(reference.first))
                except ValueError:
                    continue
