"""What somebody brings, read: bounded in size and time."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.frame.apart import ApartError, asked
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.prose import bounded
from perenou.workbench.prose.models import Version

MOST_BYTES: Final = 10 * 1024 * 1024
SUFFIXES: Final = (
    ".docx", ".pdf", ".html", ".htm", ".xhtml", ".eml", ".md", ".markdown", ".txt",
)  # fmt: skip
PASTED: Final = "text.txt"


class RefusedError(RefusalError):
    """Something that is not read or not done.

    Attributes:
        told: the reader's own message; empty: that of the key.
    """

    def __init__(self, key: str, told: str = "") -> None:
        super().__init__(key)
        self.told = told


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it was read.

    Attributes:
        paragraphs: as JSON. file: the Word file itself in base64; empty for other formats.
    """

    name: str
    format: str
    title: str
    paragraphs: str
    file: str = ""
    written: date | None = None


def read(content: bytes, name: str, language: Language) -> Read:
    """Read a file.

    Raises:
        RefusedError: it is not read.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError("too_large")
    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise RefusedError("kind")
    told = _asked({"name": name, "language": language}, content)
    created, format_ = str(told["created"]), str(told["format"])
    return Read(
        name,
        format_,
        str(told["title"]),
        json.dumps(told["paragraphs"], ensure_ascii=False),
        b64encode(content).decode() if format_ == "docx" else "",
        date.fromisoformat(created[:10]) if created else None,
    )


def mended_file(version: Version, keys: Mapping[str, str], language: Language) -> bytes:
    """The Word file of a version with accepted changes tracked and a comment for each open finding.

    Args:
        keys: by key of a finding, what was decided.

    Raises:
        RefusedError: it was not made.
    """
    question = {
        "name": version.name,
        "language": language,
        "keys": dict(keys),
        "today": localdate().toordinal(),
    }
    return b64decode(str(_asked(question, b64decode(version.file))["file"]))


def _asked(question: Mapping[str, object], content: bytes) -> Mapping[str, object]:
    try:
        told = asked(bounded.__name__, question, content)
    except ApartError as ended:
        raise RefusedError(ended.key) from None
    if "key" in told:
        raise RefusedError(str(told["key"]))
    if "refused" in told:
        raise RefusedError("file", str(told["refused"]))
    return told
