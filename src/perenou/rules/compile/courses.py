"""How values are gathered from rows and from the course of time, in the words of a program."""

from __future__ import annotations

from typing import Final

from perenou.rules.types import NEVER, NOBODY

START: Final = {
    "count": 0,
    "sum": 0,
    "any": 0,
    "order": 0,
    "least": NEVER,
    "greatest": 0,
    "pick": NOBODY,
}
GATHERED: Final = {
    "count": ("v += 1",),
    "sum": ("v += x",),
    "any": ("v = 1", "break"),
    "least": ("if x < v:", "    v = x"),
    "greatest": ("if x > v:", "    v = x"),
    "order": ("if x < mine or (x == mine and m < r):", "    v += 1"),
}
OF_ONE: Final = {
    "at_month_start": "w",
    "first": "{first} if w != 0 else NEVER",
    "since": "{first} if w != 0 else NEVER",
    "begin_in_month": "NEVER",
    "days_in_month_if_begun_inside": "0",
    "previous_end": "0",
}
"""By through kind: the one value that is gathered from ``w``, where it holds throughout."""

BETWEEN_OF_ONE: Final = {
    "days_within": "max(0, until - since) if w != 0 else 0",
    "sum_of_months": (
        "w * max(0, month_of(until - 1) - month_of(since - 1)) if since < until else 0"
    ),
}
"""By through kind: what is gathered between two days from ``w``, where it holds throughout."""

TOTAL_OF_ONE: Final = (
    "day = FIRST",
    "while day < AFTER:",
    "    after = min(next_month_start(day), AFTER)",
    "    v = (after - day) * w if w >= 0 else w",
    "    put day v",
    "    day = after",
)
"""The sum over the days of each month of ``w``, where it holds throughout."""

COURSE: Final[dict[str, tuple[str, ...]]] = {
    "first": (
        "v = NEVER",
        "for i in range(n):",
        "    if V[o + i] != 0:",
        "        v = S[o + i]",
        "        v = UNKNOWN if V[o + i] == UNKNOWN else v",
        "        break",
    ),
    "ever_before": (
        "put FIRST 0",
        "for i in range(n):",
        "    w = V[o + i]",
        "    if w != 0 and S[o + i] + 1 < AFTER:",
        "        put S[o+i]+1 w",
        "        if w == UNKNOWN: continue",
        "    if w != 0: break",
    ),
    "since": (
        "for i in range(n):",
        "    v = S[o + i] if V[o + i] != 0 else NEVER",
        "    if i > 0 and v < NEVER and V[o + i - 1] == UNKNOWN: v = UNKNOWN",
        "    if V[o + i] == UNKNOWN: v = UNKNOWN",
        "    put S[o+i] v",
    ),
    "previous_end": (
        "ended = 0",
        "for i in range(n):",
        "    before = ended",
        "    if i > 0 and V[o + i] == 0:",
        "        ended = S[o + i]",
        "    if V[o + i] == UNKNOWN or before == UNKNOWN: ended = UNKNOWN",
        "    put S[o+i] ended",
    ),
    "at_month_start": (
        "put FIRST V[o]",
        "for i in range(1, n):",
        "    day = month_start(S[o + i])",
        "    if day < S[o + i]:",
        "        day = next_month_start(day)",
        "    if day < AFTER and (i + 1 == n or S[o + i + 1] > day):",
        "        put day V[o+i]",
    ),
    "total_in_month": (
        "i = 0",
        "day = FIRST",
        "while day < AFTER:",
        "    after = min(next_month_start(day), AFTER)",
        "    v = 0",
        "    is_open = 0",
        "    first = day",
        "    while day < after:",
        "        while i + 1 < n and S[o + i + 1] <= day: i += 1",
        "        until = S[o + i + 1] if i + 1 < n and S[o + i + 1] < after else after",
        "        w = V[o + i]",
        "        if w == UNKNOWN: is_open = 1",
        "        if w == UNKNOWN: w = 0",
        "        v += w * (until - day)",
        "        day = until",
        "    if is_open != 0: v = UNKNOWN",
        "    put first v",
    ),
    "days_in_month_if_begun_inside": (
        "put FIRST 0",
        "i = 1",
        "while i < n:",
        "    month = month_start(S[o + i])",
        "    if month == S[o + i]:",
        "        i += 1",
        "        continue",
        "    after = next_month_start(month)",
        "    held = V[o + i - 1] != 0",
        "    v = 0",
        "    is_open = V[o + i - 1] == UNKNOWN",
        "    while i < n and S[o + i] < after:",
        "        is_open = is_open or V[o + i] == UNKNOWN",
        "        until = S[o + i + 1] if i + 1 < n and S[o + i + 1] < after else after",
        "        if not held and V[o + i] != 0:",
        "            v += until - S[o + i]",
        "        i += 1",
        "    if is_open: v = UNKNOWN",
        "    put month v",
        "    if after < AFTER:",
        "        put after 0",
    ),
    "begin_in_month": (
        "put FIRST NEVER",
        "i = 1",
        "while i < n:",
        "    month = month_start(S[o + i])",
        "    if month == S[o + i]:",
        "        i += 1",
        "        continue",
        "    after = next_month_start(month)",
        "    held = V[o + i - 1] != 0",
        "    v = NEVER",
        "    is_open = V[o + i - 1] == UNKNOWN",
        "    while i < n and S[o + i] < after:",
        "        is_open = is_open or V[o + i] == UNKNOWN",
        "        if not held and V[o + i] != 0 and v == NEVER:",
        "            v = S[o + i]",
        "        i += 1",
        "    if is_open: v = UNKNOWN",
        "    put month v",
        "    if after < AFTER:",
        "        put after NEVER",
    ),
}
"""By through kind: its loop over the pieces of a timeline; ``put DAY VALUE`` adds a piece."""
