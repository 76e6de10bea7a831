"""Which redactions of the acts the coded law was written after."""

from __future__ import annotations

from perenou.language.references.acts import union_acts
from perenou.rules.citation import WORDINGS


def coded_redactions(act: str) -> tuple[str, ...]:
    """The numbers of an act's redactions that were coded, the newest last; none recorded: empty."""
    if act in WORDINGS:
        return tuple(page for _, _, page in WORDINGS[act])
    union = union_acts().get(act)
    return (union.consolidated,) if union is not None and union.consolidated else ()


def coded_since(act: str) -> str:
    """The first day of the newest redaction that was coded, as ``2026-10-01``; empty if unknown."""
    if act in WORDINGS:
        return WORDINGS[act][-1][0]
    newest = coded_redactions(act)
    if not newest:
        return ""
    day = newest[-1].rpartition("-")[2]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
