"""Which program answers and tells: another one does so otherwise, so that what is kept goes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import perenou

ROOMS: Final = ("rules", "benefits", "language", "casework")
"""What an answer is made by."""

TELLING: Final = (*ROOMS, "workbench")
"""What a page that tells an answer is made by."""


@lru_cache(maxsize=1)
def built() -> str:
    """A fingerprint of everything that an answer is made by; the same on every instance."""
    return _fingerprint(ROOMS)


@lru_cache(maxsize=1)
def told_by() -> str:
    """A fingerprint of everything that a page is made by; the same on every instance."""
    return _fingerprint(TELLING)


def _fingerprint(rooms: Iterable[str]) -> str:
    root = Path(perenou.__file__).parent
    found = sha256()
    for room in rooms:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in (".py", ".yaml", ".html"):
                found.update(f"{file.relative_to(root)}\0".encode())
                found.update(file.read_bytes())
    return found.hexdigest()
