"""What looks like the name of a benefit and is none that is known here."""

from __future__ import annotations

import re
from typing import Final

from perenou.acts.check.benefit_names import benefits_at, names_all

_NAMES: Final = re.compile(
    r"(?<!\w)(?:[^\W\d_]{3,}(?:toetus|hüvitis)\w*"
    r"|(?!(?:the|this|that|an?|your|each|any|our|its|of|and|or|monthly|whole|full|same|total)\s)"
    r"[a-z]+[-\s](?:allowance|benefit|grant)s?(?!\w)"
    r"|пособи\w+\s+(?:на|по|для|при)\s+\w+)",
    re.IGNORECASE,
)


def unknown_names(text: str) -> tuple[str, ...]:
    """The names, as the text writes them."""
    known = [(each.start, each.end) for each in benefits_at(text, lay=True)]
    return tuple(
        dict.fromkeys(
            each[0]
            for each in _NAMES.finditer(text)
            if not names_all(each[0])
            and not any(start < each.end() and each.start() < end for start, end in known)
        )
    )
