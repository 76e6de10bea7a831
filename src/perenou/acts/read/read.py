"""Reads a file of any kind that is known, by what is in it and not by its name alone."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

from perenou.acts.read.document import ReadDocument
from perenou.acts.read.errors import RefusedDocumentError

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_CHARACTERS: Final = 3_000_000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_SIGNED: Final = b"application/vnd.etsi.asic"
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF-"
_PDF_BEGINS: Final = 1024
"""A PDF may have something in front of its first mark."""

_MACROS: Final = (".docm", ".dotm")
_CONTAINERS: Final = (".asice", ".sce", ".asics", ".scs", ".bdoc", ".ddoc", ".cdoc", ".edoc")
_SUFFIXES: Final = {".md": "markdown", ".markdown": "markdown", ".txt": "text", "": "text"}
_PAGES: Final = (".html", ".htm", ".xhtml")


def read_file(path: Path) -> ReadDocument:
    """Read a file.

    Raises:
        RefusedDocumentError: it is not read, with the reason.
        MissingLibraryError: the library that reads it is not installed.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        content = path.read_bytes()
    except OSError:
        raise RefusedDocumentError("unreadable", path.name) from None
    return read(content, path.name)


def read(content: bytes, name: str) -> ReadDocument:
    """Read the content of a file that has a name.

    Raises:
        RefusedDocumentError: it is not read, with the reason.
        MissingLibraryError: the library that reads it is not installed.
    """
    if len(content) > MOST_BYTES:
        raise _too_large(name)
    if not content.strip():
        raise RefusedDocumentError("empty", name)
    document = _read(content, name, PurePath(name).suffix.lower())
    if sum(len(paragraph.text) for paragraph in document.paragraphs) > MOST_CHARACTERS:
        raise RefusedDocumentError("too_much_text", name)
    if not document.paragraphs:
        raise RefusedDocumentError("no_text", name)
    return document


def _read(content: bytes, name: str, suffix: str) -> ReadDocument:
    if suffix in _MACROS:
        raise RefusedDocumentError("macros", name)
    if suffix in _CONTAINERS:
        raise RefusedDocumentError("container", name)
    if content.startswith(_OLE):
        raise RefusedDocumentError("encrypted" if _PROTECTED in content else "old_word", name)
    if content.startswith(_ZIP):
        return _zipped(content, name, suffix)
    if _PDF in content[:_PDF_BEGINS]:
        from perenou.acts.read.read_pdf import read_pdf

        return read_pdf(content, name)
    if suffix in (".docx", ".pdf"):
        raise RefusedDocumentError("broken", name)
    if suffix in _PAGES:
        from perenou.acts.read.read_html import read_html

        return read_html(content, name)
    if suffix == ".eml":
        from perenou.acts.read.read_mail import read_mail

        return read_mail(content, name)
    if suffix not in _SUFFIXES:
        raise RefusedDocumentError("kind", name, suffix=suffix)
    from perenou.acts.read.read_text import read_markdown, read_text

    return (read_markdown if _SUFFIXES[suffix] == "markdown" else read_text)(content, name)


def _zipped(content: bytes, name: str, suffix: str) -> ReadDocument:
    from perenou.acts.read.package import Package
    from perenou.acts.read.read_docx import BODY, read_docx

    package = Package(content, name)
    if (package.read("mimetype") or b"").startswith(_SIGNED):
        raise RefusedDocumentError("container", name)
    if BODY not in package.names and suffix != ".docx":
        raise RefusedDocumentError("kind", name, suffix=suffix or "ZIP")
    return read_docx(content, name)


def _too_large(name: str) -> RefusedDocumentError:
    return RefusedDocumentError("too_large", name, most=str(MOST_BYTES // 1024**2))
