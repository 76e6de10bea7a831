"""What pages were like when they were last read, so that unchanged ones are not sent again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

_LARGEST: Final = 5 * 1024 * 1024
"""Bytes of a page that is kept; larger ones are read anew."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer that was kept; ``etag`` and ``modified`` as the site told them."""

    etag: str
    modified: str
    kind: str
    content: bytes

    @property
    def asks(self) -> dict[str, str]:
        """What a request tells the site of it."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class WebCache:
    """Answers in a folder, a file each; without a folder nothing is kept."""

    folder: Path | None = None

    def seen(self, url: str) -> Seen | None:
        """What stood at an address; None where that is not known, or cannot be read."""
        if self.folder is None:
            return None
        try:
            head, _, content = self._file(self.folder, url).read_bytes().partition(b"\n")
            told = json.loads(head)
            return Seen(told["etag"], told["modified"], told["kind"], content)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, url: str, seen: Seen) -> None:
        """Keep an answer by which a site can tell whether something changed."""
        if self.folder is None or not seen.asks or len(seen.content) > _LARGEST:
            return
        head = {"etag": seen.etag, "modified": seen.modified, "kind": seen.kind}
        path = self._file(self.folder, url)
        made = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            made.write_bytes(json.dumps(head).encode() + b"\n" + seen.content)
            made.replace(path)

    @staticmethod
    def _file(folder: Path, url: str) -> Path:
        return folder / f"{sha256(url.encode()).hexdigest()}.page"


NO_CACHE: Final = WebCache()


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where somebody's own pages are kept on the command line."""
    named = environment.get("XDG_CACHE_HOME", "")
    base = Path(named) if named else Path.home() / ".cache"
    return base / "perenou" / "web"
