"""Reading any file that holds an event log, also a packed one."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from perenou.process.columns import Columns
from perenou.process.errors import RefusedLogError
from perenou.process.log import EventLog
from perenou.process.read_csv import UTF_16, open_table, read_table
from perenou.process.read_xes import read_xes

MOST_BYTES: Final = 1024**3
"""Of a file when it is unpacked."""

MOST_SHOWN: Final = 1024**2
"""Of a file when only its first rows are wanted."""

_GZIP: Final = b"\x1f\x8b"
_LOOK: Final = 1000


def read_file(path: Path, told: Mapping[str, str]) -> tuple[EventLog, Columns | None]:
    """The log of a file, and the columns that it was read by (XES has none).

    Raises:
        RefusedLogError: the file cannot be read or is no event log.
    """
    return read_bytes(content_of(path), told)


def content_of(path: Path) -> bytes:
    """What a file holds, unpacked.

    Raises:
        RefusedLogError: the file cannot be read or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RefusedLogError("too_large", most=MOST_BYTES // 1024**2)
        return unpacked(path.read_bytes())
    except OSError:
        raise RefusedLogError("unreadable", path=str(path)) from None


def read_bytes(
    content: bytes,
    told: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
    most: int = MOST_BYTES,
) -> tuple[EventLog, Columns | None]:
    """The log of what a file holds, unpacked or not.

    Args:
        most: how many bytes it may be when it is unpacked.

    Raises:
        RefusedLogError: it is no event log, or too large.
    """
    content = unpacked(content, most)
    if is_xml(content):
        whole = len(content)

        def reached(read: int) -> None:
            if progress is not None:
                progress(read, whole)

        return read_xes(BytesIO(content), reached), None
    return read_table(open_table(content), told, progress)


def is_xml(content: bytes) -> bool:
    """Whether a file looks like XML and is no table."""
    return content[:_LOOK].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def unpacked(content: bytes, most: int = MOST_BYTES) -> bytes:
    """What a packed (gzip) file holds; anything else as it is.

    Raises:
        RefusedLogError: it is broken, or larger than ``most`` bytes.
    """
    found = _first(content, most + 1)
    if len(found) > most:
        raise RefusedLogError("too_large", most=most // 1024**2)
    return found


def beginning(content: bytes) -> bytes:
    """The first rows of a file, unpacked: a small file may hold more than a page can look through.

    Raises:
        RefusedLogError: it is broken where it begins.
    """
    found = _first(content, MOST_SHOWN)
    if len(found) < MOST_SHOWN:
        return found
    end = found.rfind(b"\n") + 1
    if found[:2] in UTF_16:
        end += end % 2
    return found[:end] or found


def _first(content: bytes, most: int) -> bytes:
    if not content.startswith(_GZIP):
        return content[:most]
    try:
        with gzip.open(BytesIO(content)) as file:
            return file.read(most)
    except (OSError, EOFError, zlib.error):
        raise RefusedLogError("packed") from None
