"""Texts of a catalogue as spans: what fills a slot stays apart, with the value that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from perenou.acts.document import Span, SpanKind, Spans
from perenou.language.catalogue import Piece
from perenou.rules.types import Day

_KINDS: Final[dict[str, SpanKind]] = {
    "euros": "amount",
    "day": "day",
    "count": "count",
    "number": "count",
    "month": "month",
    "month_range": "month",
    "month_spell": "month",
}


def spans_of_pieces(
    pieces: Iterable[Piece], wording: Day | None, names: frozenset[str] = frozenset()
) -> Spans:
    """The pieces of a text as spans.

    Args:
        wording: the day on whose wording provisions open. names: slots that hold a person's name.
    """
    return tuple(_span(piece, wording, names) for piece in pieces)


def _span(piece: Piece, wording: Day | None, names: frozenset[str]) -> Span:
    slot = piece.slot
    if slot is None:
        return Span(piece.text)
    if slot.kind == "citation":
        return provision_span(piece.text, wording)
    kind = _KINDS.get(slot.kind, "name" if slot.name in names else "text")
    return Span(piece.text, kind, piece.value if isinstance(piece.value, int) else None)


def provision_span(text: str, wording: Day | None) -> Span:
    """A provision, which opens in the wording of a day."""
    return Span(text, "provision", None, text, wording)
