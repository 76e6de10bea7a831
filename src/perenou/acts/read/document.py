"""What a file holds, as a checker and a person both look at it: paragraphs with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from perenou.acts.document import Part

Format: TypeAlias = Literal["docx", "pdf", "html", "markdown", "text", "mail"]
Where: TypeAlias = Literal["body", "header", "footer", "footnote", "endnote"]
ListKind: TypeAlias = Literal["bullets", "numbers"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table; all three are counted from 1. ``is_head``: in a row of headings."""

    table: int
    row: int
    column: int
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph, list item, heading, caption or a paragraph of a table cell.

    Attributes:
        number: in the file, from 1; findings and comments name it. text: as it is read; figures
            that stand raised are superscripts. page: from 1, where the file knows its pages.
        level: of a heading, else 0. listed: kind of the list that it is an item of. part: which
            part of an act it belongs to and own: whether an official wrote it, where the file was
            written by this program and says so.
    """

    number: int
    text: str
    where: Where = "body"
    page: int | None = None
    level: int = 0
    listed: ListKind | None = None
    cell: Cell | None = None
    part: Part | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment that the file holds. ``paragraph``: number of the one in which it begins."""

    paragraph: int | None
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; empty where it says nothing. Times are as they are written."""

    title: str = ""
    author: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as it was read.

    Attributes:
        paragraphs: those with text, in order of reading; numbers count the empty ones too.
        changes: how many tracked changes are not yet accepted or rejected; the text is read as if
            they were accepted. pages: how many, where the file knows. silent_pages: pages without
            text, which may be scanned pictures.
    """

    name: str
    format: Format
    paragraphs: tuple[ReadParagraph, ...]
    metadata: Metadata = Metadata()
    comments: tuple[ReadComment, ...] = ()
    changes: int = 0
    pages: int | None = None
    silent_pages: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, a line a paragraph."""
        return "".join(f"{paragraph.text}\n" for paragraph in self.paragraphs)

    def paragraph(self, number: int) -> ReadParagraph:
        """The paragraph of a number.

        Raises:
            KeyError: there is none, or it is empty.
        """
        for paragraph in self.paragraphs:
            if paragraph.number == number:
                return paragraph
        raise KeyError(number)
