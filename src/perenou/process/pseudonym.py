"""Names that stand for officials and cases: made with a key, and never to be read back."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Final, Literal

from perenou.process.log import EventLog

Sort = Literal["case", "resource"]

PREFIX: Final[dict[Sort, str]] = {"case": "M", "resource": "A"}
"""What a pseudonym begins with: M for a proceeding (menetlus), A for an official (ametnik)."""

_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that look alike."""
_LENGTH: Final = 7


def pseudonym(key: bytes, sort: Sort, name: str) -> str:
    """What stands for a name; key and name together always give the same."""
    digest = hmac.new(key, f"{sort}:{name}".encode(), sha256).digest()
    number = int.from_bytes(digest[:8], "big")
    found = ""
    for _ in range(_LENGTH):
        number, at = divmod(number, len(_LETTERS))
        found += _LETTERS[at]
    return PREFIX[sort] + found


def is_pseudonym(text: str) -> bool:
    """Whether a text has the form of what stands for a name, and so is none itself."""
    letters = text[1:]
    has_form = len(letters) == _LENGTH and all(each in _LETTERS for each in letters)
    return has_form and text[0] in PREFIX.values()


def pseudonymous(log: EventLog, key: bytes) -> EventLog:
    """The log without the names of cases and officials."""
    return replace(
        log,
        cases=tuple(pseudonym(key, "case", name) for name in log.cases),
        resources=tuple(pseudonym(key, "resource", name) for name in log.resources),
    )


def as_told(name: str) -> str:
    """A name as the log tells it."""
    return name


def by_key(key: bytes, sort: Sort) -> Callable[[str], str]:
    """A function that gives what stands for a name."""
    return lambda name: pseudonym(key, sort, name)
