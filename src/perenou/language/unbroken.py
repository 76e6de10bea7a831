"""Where a line may not break: between a sign or a number and what it belongs to."""

from __future__ import annotations

import re
from typing import Final

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

_MONTHS: Final = (
    r"jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|septemb|oktoob|novemb|detsemb"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
)
_TIED: Final = re.compile(
    r"(?:(?<=[§№])|(?<=\blg)|(?<=\bp)|(?<=\bart)|(?<=\bnr)) (?=\d)"
    rf"|(?<=\d\.) (?=(?:{_MONTHS}))|(?<=\d) (?=(?:{_MONTHS}))"
    r"|(?<=\d) (?=(?:eur|евро|%|€|года?\b))"
)


def unbroken(text: str) -> str:
    """The text, as long as before, with a no-break space wherever a line may not break."""
    return _TIED.sub(NO_BREAK, text)
