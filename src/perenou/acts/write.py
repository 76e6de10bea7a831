"""A document written to a file: the suffix of its name says how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from perenou.acts.document import Document, plain
from perenou.acts.document_json import to_json
from perenou.acts.write_docx import as_docx
from perenou.acts.write_html import as_html
from perenou.acts.write_pdf import as_pdf

WRITERS: Final[dict[str, Callable[[Document], str | bytes]]] = {
    ".docx": as_docx,
    ".pdf": as_pdf,
    ".html": as_html,
    ".txt": plain,
    ".json": to_json,
}
"""By suffix: what makes the content of the file."""


def content(document: Document, path: Path) -> bytes | None:
    """The content of a file of that name; None where no writer knows its suffix."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        return None
    written = writer(document)
    return written.encode("utf-8") if isinstance(written, str) else written
