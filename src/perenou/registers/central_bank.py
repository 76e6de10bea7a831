"""Reference rates fetched from the European Central Bank, for the file that cases name."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from pathlib import Path
from typing import Final

from perenou.damaged import DAMAGED
from perenou.services.call import ServiceError, called

ADDRESS: Final = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
NAME: Final = "eurofxref-hist.csv"
"""As the bank calls it, and as case files name it."""

_MOST: Final = 32_000_000
_SECONDS: Final = 60.0


def fetch(folder: Path, address: str = ADDRESS) -> Path:
    """Fetch the whole history and put it into a folder, in one piece or not at all.

    Raises:
        ServiceError: it did not come, or it is something else. OSError: it cannot be written.
    """
    answer = called(address, seconds=_SECONDS, most=_MOST)
    content = _table(answer.body)
    path, new = folder / NAME, folder / f"{NAME}.{os.getpid()}"
    new.write_bytes(content)
    new.replace(path)
    return path


def _table(body: bytes) -> bytes:
    """The table, which the bank sends as it is or in an archive."""
    content = body
    if body.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open(NAME) as entry:
                content = entry.read(_MOST + 1)
        except (*DAMAGED, KeyError):
            raise ServiceError("broken") from None
    if len(content) > _MOST:
        raise ServiceError("too_large")
    try:
        head = next(csv.reader(io.StringIO(content[:4000].decode("ascii"))), [])
    except (UnicodeDecodeError, csv.Error):
        raise ServiceError("broken") from None
    if head[:2] != ["Date", "USD"] or content.count(b"\n") < 2:
        raise ServiceError("broken")
    return content
