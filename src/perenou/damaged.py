"""What the standard library raises at packed files that are damaged, locked or not as they say."""

from __future__ import annotations

from lzma import LZMAError
from struct import error as StructError  # noqa: N812  # it is one
from typing import Final
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812  # it is one

DAMAGED: Final = (
    *(BadZipFile, ZlibError, LZMAError, StructError, OSError, EOFError, IndexError),
    # A password makes a RuntimeError, an unknown way of packing a NotImplementedError.
    *(RuntimeError, NotImplementedError),
)
