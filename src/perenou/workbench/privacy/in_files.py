"""Whether something stands in a file that is kept in the database as text."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from perenou.damaged import DAMAGED

_FILE: Final = re.compile(r"(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
"""What a file is kept as: base64, longer than any word."""

_MOST_UNPACKED: Final = 256 * 1024 * 1024


def is_file(kept: str) -> bool:
    """Whether a kept text is a file."""
    return _FILE.fullmatch(kept) is not None


def stands_in_file(wanted: str, kept: str) -> bool:
    """Whether a text stands in a kept file, or in a part of it where it is an archive.

    Office documents and workbooks are archives. What a PDF says is packed and is not looked into.
    """
    content = b64decode(kept)
    if _stands_in(wanted, content):
        return True
    try:
        with ZipFile(BytesIO(content)) as archive:
            left = _MOST_UNPACKED
            for part in archive.infolist():
                left -= part.file_size
                if left < 0:
                    return False
                if _stands_in(wanted, archive.read(part)):
                    return True
    except DAMAGED:
        return False
    return False


def _stands_in(wanted: str, content: bytes) -> bool:
    return any(wanted.encode(each) in content for each in ("utf-8", "utf-16-le", "utf-16-be"))
