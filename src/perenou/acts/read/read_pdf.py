"""PDF as paragraphs, by its tags where it has them, by its lines where it has not.

Nothing in a file is carried out: neither scripts nor actions nor attachments are looked at.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from perenou.acts.page.errors import need
from perenou.acts.read.document import Metadata, ReadDocument, ReadParagraph
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.pages import item, one_line, set_together
from perenou.acts.read.pdf_tags import PageText, page_text, tagged

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 500
MOST_CHARACTERS: Final = 3_000_000
MOST_OPERATORS: Final = 5_000_000
"""Commands that draw; a page of text has some thousands, and a second goes through 300,000."""


def read_pdf(content: bytes, name: str) -> ReadDocument:
    """Read a file.

    Raises:
        MissingLibraryError: ``pypdf`` is not installed.
        RefusedDocumentError: broken, protected, scanned without text, or too long.
    """
    need("pypdf")
    from pypdf import PdfReader

    # What pypdf finds odd in a file and reads all the same is nobody's concern here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise RefusedDocumentError("encrypted", name)
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise RefusedDocumentError(
                "too_many_pages", name, pages=str(pages), most=str(MOST_PAGES)
            )
        texts = _texts(reader, name)
        if not any(page.lines for page in texts):
            raise RefusedDocumentError("scanned", name)
        found = tagged(reader, texts) or tuple(_untagged(texts))
        metadata = _metadata(reader)
    except (RefusedDocumentError, MemoryError):
        raise
    except Exception:
        # A broken file makes pypdf fail with almost any error.
        raise RefusedDocumentError("broken", name) from None
    silent = tuple(number for number, page in enumerate(texts, 1) if not page.lines)
    return ReadDocument(name, "pdf", found, metadata, pages=pages, silent_pages=silent)


def _texts(reader: PdfReader, name: str) -> list[PageText]:
    texts: list[PageText] = []
    operators = total = 0

    def count() -> None:
        nonlocal operators
        operators += 1
        if operators > MOST_OPERATORS:
            raise RefusedDocumentError("bomb", name)

    for page in reader.pages:
        texts.append(page_text(page, count))
        total += sum(len(line.text) for line in texts[-1].lines)
        if total > MOST_CHARACTERS:
            raise RefusedDocumentError("too_much_text", name)
    return texts


def _untagged(texts: list[PageText]) -> Iterator[ReadParagraph]:
    """Paragraphs by the look of lines; a paragraph ends with its page."""
    for number, (page, text) in enumerate(set_together([page.lines for page in texts]), 1):
        said, kind = item(one_line(text))
        yield ReadParagraph(number, said, page=page + 1, listed=kind)


def _metadata(reader: PdfReader) -> Metadata:
    told = reader.metadata
    language = str(reader.root_object.get("/Lang", ""))
    if told is None:
        return Metadata(language=language)
    return Metadata(
        told.title or "",
        told.author or "",
        language,
        told.creation_date_raw or "",
        told.modification_date_raw or "",
    )
