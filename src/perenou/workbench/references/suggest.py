"""Provisions that may be meant by what somebody types into a field for citations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from perenou.benefits.summaries import summaries
from perenou.language.grammar import Language
from perenou.language.references.resolve import find
from perenou.rules.citation import Citation
from perenou.workbench.desk.law_index import law_index

MOST: Final = 8
SHORTEST: Final = 2
_LOOKED_AT: Final = 40
_LAST: Final = re.compile(r"[^;\n]*\Z")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A provision and what it says in a sentence; empty where nobody has said it."""

    citation: str
    says: str


def last_piece(text: str) -> str:
    """What is being typed: whatever follows the last semicolon or line."""
    found = _LAST.search(text)
    return found[0].strip() if found else ""


def with_chosen(text: str, chosen: Citation) -> str:
    """The field after one was chosen in place of what was being typed."""
    kept = _LAST.sub("", text).rstrip("; \n")
    return f"{kept}; {chosen}; " if kept else f"{chosen}; "


def suggested(text: str, language: Language) -> tuple[Suggested, ...]:
    """Provisions that are cited, then their parts, then what the words are said of."""
    piece = last_piece(text)
    if len(piece) < SHORTEST:
        return ()
    known = summaries()
    found: dict[Citation, None] = {}
    for mention in find(piece):
        for reference in mention.references:
            cited = reference.first.citation
            if cited is not None:
                found[cited] = None
                found |= dict.fromkeys(each for each in known if cited.covers(each))
    for hit in law_index(language).ask(piece, most=_LOOKED_AT).hits:
        try:
            found[Citation.parse(hit.unit.address)] = None
        except ValueError:
            continue
    return tuple(
        Suggested(str(each), known[each].in_language(language) if each in known else "")
        for each in list(found)[:MOST]
    )
