"""Names that stand for officials, families and cases: made with a key, never to be read back.

Rooms that tell of the same official call them by the same name, as long as they share the key.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Final, Literal

Sort = Literal["case", "resource", "family", "decision"]

PREFIX: Final[dict[Sort, str]] = {"case": "M", "resource": "A", "family": "P", "decision": "D"}
"""What a pseudonym begins with: M for a proceeding (menetlus), A for an official (ametnik), P for a
family (pere), D for a decision."""

_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that look alike."""
_LENGTH: Final = 7


def pseudonym(key: bytes, sort: Sort, name: str) -> str:
    """What stands for a name; key and name together always give the same."""
    digest = hmac.digest(key, f"{sort}:{name}".encode(), "sha256")
    number = int.from_bytes(digest[:8], "big")
    found = ""
    for _ in range(_LENGTH):
        number, at = divmod(number, len(_LETTERS))
        found += _LETTERS[at]
    return PREFIX[sort] + found


def is_pseudonym(text: str) -> bool:
    """Whether a text has the form of what stands for a name; few names have it, too."""
    letters = text[1:]
    has_form = len(letters) == _LENGTH and all(each in _LETTERS for each in letters)
    return has_form and text[0] in PREFIX.values()


def by_key(key: bytes, sort: Sort) -> Callable[[str], str]:
    """A function that gives what stands for a name."""
    return lambda name: pseudonym(key, sort, name)
