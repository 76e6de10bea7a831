"""Findings written back into a Word file as comments at their places; its text stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from perenou.acts.page.errors import need
from perenou.acts.page.layout import clean
from perenou.acts.read.read_docx import read_docx
from perenou.acts.read.word_text import W, paragraphs, piece_text, run_text, runs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment and its place.

    Attributes:
        paragraph: number that reading the same file gave. start, end: characters of its text, the
            last not included; the whole paragraph where both are equal. author: as it is shown.
    """

    paragraph: int
    start: int
    end: int
    text: str
    author: str


def with_comments(content: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    """The file with a comment for each remark, beside those that it has.

    Raises:
        MissingLibraryError: ``python-docx`` is not installed.
        RefusedDocumentError: the file is not read.
        ValueError: the file's body has no such place; headers, footers and notes hold no comments.
    """
    need("python-docx")
    import docx
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    read_docx(content, name)
    file = docx.Document(BytesIO(content))
    found = list(paragraphs(file.element))
    for remark in remarks:
        if not 1 <= remark.paragraph <= len(found):
            raise ValueError(f"{name}: no paragraph {remark.paragraph} that can hold a comment")
        paragraph = found[remark.paragraph - 1]
        marked = marked_runs(paragraph, remark.start, remark.end)
        holder = Paragraph(paragraph, file._body)
        file.add_comment(
            [Run(marked[0], holder), Run(marked[-1], holder)],
            "\n".join(clean(line) for line in remark.text.split("\n")),
            clean(remark.author),
            "".join(word[0] for word in clean(remark.author).split()),
        )
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def marked_runs(paragraph: BaseOxmlElement, start: int, end: int) -> list[BaseOxmlElement]:
    """The runs that hold just some characters of a paragraph, cut where these begin and end.

    Args:
        start, end: the last not included; the whole paragraph where both are equal.

    Raises:
        ValueError: it has no such characters.
    """
    length = sum(len(run_text(run)) for run in runs(paragraph))
    start, end = (0, length) if start == end else (start, end)
    if not 0 <= start < end <= length:
        raise ValueError(f"the paragraph has {length} characters: {start} to {end}")
    for place in (start, end):
        _cut(paragraph, place)
    marked = []
    begin = 0
    for run in runs(paragraph):
        size = len(run_text(run))
        if size and start <= begin and begin + size <= end:
            marked.append(run)
        begin += size
    return marked


def _cut(paragraph: BaseOxmlElement, place: int) -> None:
    """Make a run end at a place of the paragraph."""
    begin = 0
    for run in list(runs(paragraph)):
        size = len(run_text(run))
        if begin < place < begin + size:
            _halve(run, place - begin)
            return
        begin += size


def _halve(run: BaseOxmlElement, place: int) -> None:
    """Put what follows a place of a run into a second run of the same looks."""
    second = deepcopy(run)
    run.addnext(second)
    begin = 0
    for piece, twin in zip(list(run), list(second), strict=True):
        said = piece_text(piece)
        end = begin + len(said)
        if piece.tag == f"{W}rPr":
            continue
        if end <= place:
            second.remove(twin)
        elif begin >= place:
            run.remove(piece)
        else:
            piece.text, twin.text = said[: place - begin], said[place - begin :]
            piece.set(_PRESERVE, "preserve")
            twin.set(_PRESERVE, "preserve")
        begin = end
