"""The words of a document and of a file that was read, line by line, to be compared."""

from __future__ import annotations

import re
from typing import Final

from perenou.acts.document import Document, plain
from perenou.acts.read.document import ReadDocument

_MARK: Final = re.compile(r"– |\d+\. (?=[A-ZÕÄÖÜА-ЯЁ])")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009]+")


def evened(text: str) -> str:
    """A text with ordinary spaces only."""
    return _SPACES.sub(" ", text).strip()


def lines_of(document: Document) -> list[str]:
    """A document's paragraphs, list items without their marks, and cells that hold something."""
    found = []
    for line in plain(document).split("\n"):
        mark = _MARK.match(line)
        found += (line[mark.end() :] if mark else line).split(" | ")
    return [line for line in map(evened, found) if line]


def lines_read(document: ReadDocument) -> list[str]:
    """The same of what was read from the body of a file."""
    return [
        evened(paragraph.text) for paragraph in document.paragraphs if paragraph.where == "body"
    ]
