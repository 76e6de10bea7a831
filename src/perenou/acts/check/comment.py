"""Findings as comments at their places in the Word file that was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from perenou.acts.check.finding import Finding
from perenou.acts.comments import Remark, with_comments
from perenou.acts.read.document import ReadDocument
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language

AUTHOR: Final = "Perenõu"


def commented(
    content: bytes, read: ReadDocument, found: Sequence[Finding], language: Language
) -> bytes:
    """The file with a comment for each finding; what is missing is told at its first paragraph.

    Args:
        content: the file. read: the same file as it was read for the findings.

    Raises:
        MissingLibraryError: the library that writes comments is not installed.
    """
    return with_comments(content, read.name, list(_remarks(read, found, language)))


def _remarks(read: ReadDocument, found: Sequence[Finding], language: Language) -> Iterator[Remark]:
    texts = Catalogue.load("perenou.acts.check", "texts")
    first = next(each for each in read.paragraphs if each.where == "body")
    for finding in found:
        place = finding.place
        text = texts.text(
            "check.comment",
            language,
            item=finding.item,
            text=finding.text,
            why=finding.why,
            citation=finding.citation,
            cure=finding.cure,
        )
        paragraph = first if place is None else read.paragraphs[place.paragraph - 1]
        if place is None or paragraph.where != "body":
            yield Remark(first.number, 0, 0, text, AUTHOR)
        else:
            yield Remark(paragraph.number, place.start, place.end, text, AUTHOR)
