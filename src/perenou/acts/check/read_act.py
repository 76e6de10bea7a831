"""A file read for checking, whatever its format."""

from __future__ import annotations

from pathlib import Path

from perenou.acts.check.text import ActText
from perenou.acts.kinds import Kind
from perenou.acts.read.document import ReadDocument
from perenou.acts.read.read import read_file
from perenou.acts.read.read_text import decoded
from perenou.rules.types import Day


def read_act(
    path: Path, kind: Kind | None = None, day: Day | None = None
) -> tuple[ActText, ReadDocument]:
    """What is checked, and the file as it was read, whose numbers comments go by.

    Raises:
        RefusedDocumentError: the file is not read, with the reason.
        MissingLibraryError: the library that reads it is not installed.
    """
    read = read_file(path)
    # Another format is not read a second time.
    content = path.read_bytes() if read.format == "text" else b""
    return act_text(read, content, kind, day), read


def act_text(
    read: ReadDocument, content: bytes, kind: Kind | None = None, day: Day | None = None
) -> ActText:
    """What is checked of a document that was read from this content."""
    if read.format == "text":
        # Rows of a table in plain text are told by their bars, which a reader of text leaves.
        return ActText.from_text(decoded(content, read.name), kind, day)
    return ActText.from_read(read, kind, day)
