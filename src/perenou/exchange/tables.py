"""Tables for spreadsheets: which take some texts for formulas, and reckon with them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(rows: Iterable[Sequence[str]], figures: frozenset[int] = frozenset()) -> bytes:
    """Semicolons and a byte order mark, so that Estonian spreadsheets open it as it is.

    Args:
        figures: columns of figures, which are written as they are, with a minus before some.
    """
    to = StringIO()
    csv.writer(to, delimiter=";", lineterminator="\r\n").writerows(
        [cell if at in figures else harmless(cell) for at, cell in enumerate(row)] for row in rows
    )
    return to.getvalue().encode("utf-8-sig")
