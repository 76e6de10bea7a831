"""The process that opens one PDF: prints its title, outline and lines as JSON, and ends.

It limits its own memory and time before it touches the file, so that nothing in it can take more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_MEMORY: Final = 1024 * 1024 * 1024
MOST_SECONDS: Final = 90
MOST_PAGES: Final = 2000
MOST_CHARACTERS: Final = 8 * 1024 * 1024
MOST_OUTLINE: Final = 5000


def main(path: Path) -> dict[str, object]:
    """What is told of a file: its text, or why it is refused."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            return {"refused": "pdf_locked"}
        if len(reader.pages) > MOST_PAGES:
            return {"refused": "pdf_too_much"}
        pages: list[list[str]] = []
        left = MOST_CHARACTERS
        for page in reader.pages:
            text = page.extract_text()
            left -= len(text)
            if left < 0:
                return {"refused": "pdf_too_much"}
            pages.append([line.strip() for line in text.split("\n") if line.strip()])
        title = (reader.metadata.title if reader.metadata else None) or ""
        return {"title": str(title), "outline": list(_outline(reader)), "pages": pages}
    except MemoryError:
        return {"refused": "pdf_too_much"}
    except (
        PyPdfError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
    ) as why:
        # A broken file breaks the reader in many ways; each of them is a file that is refused.
        return {"refused": "not_pdf", "what": type(why).__name__}
    except RecursionError:
        return {"refused": "pdf_too_much"}


def _outline(reader: PdfReader) -> Iterator[tuple[int, str]]:
    waiting: list[tuple[int, object]] = [(1, each) for each in reversed(reader.outline)]
    told = 0
    while waiting and told < MOST_OUTLINE:
        depth, each = waiting.pop()
        if isinstance(each, list):
            waiting += [(depth + 1, inner) for inner in reversed(each)]
        elif title := str(getattr(each, "title", "") or "").strip():
            told += 1
            yield min(depth, 6), title


def limit() -> None:
    """Bound memory and time, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    limit()
    json.dump(main(Path(sys.argv[1])), sys.stdout)
