"""Plain text and Markdown files read for checking; every file that cannot be is one clear error."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, TypeAlias

from perenou.acts.check.text import ActText
from perenou.acts.kinds import Kind
from perenou.rules.types import Day

LARGEST: Final = 500_000
"""Bytes; more than two hundred pages."""

Why: TypeAlias = Literal["missing", "empty", "binary", "too_large"]

_BINARY: Final = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG")


class UnreadableActError(Exception):
    """A file that cannot be checked, and why."""

    def __init__(self, why: Why, path: Path) -> None:
        super().__init__(f"{path}: {why}")
        self.why: Why = why
        self.path = path


def read_act(path: Path, kind: Kind | None = None, day: Day | None = None) -> ActText:
    """Read a file in UTF-8, or in the encoding of old Estonian files.

    Raises:
        UnreadableActError: the file is missing, too large, empty, or no text.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableActError("too_large", path)
        content = path.read_bytes()
    except (OSError, ValueError):
        raise UnreadableActError("missing", path) from None
    if content.startswith(_BINARY) or b"\0" in content:
        raise UnreadableActError("binary", path)
    made = ActText.from_text(_decoded(content, path), kind, day)
    if made.is_empty:
        raise UnreadableActError("empty", path)
    return made


def _decoded(content: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "cp1257"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
            return text
    raise UnreadableActError("binary", path)
