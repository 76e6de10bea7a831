"""Other wordings written into a Word file as tracked changes, for its owner to accept or reject."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from perenou.acts.comments import marked_runs
from perenou.acts.page.errors import need
from perenou.acts.page.layout import clean
from perenou.acts.read.read_docx import read_docx
from perenou.acts.read.word_text import W, paragraphs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST: Final = 900_000
"""Numbers of our changes, above those that Word itself gives."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Other words for a place.

    Attributes:
        paragraph: number that reading the same file gave. start, end: characters of its text, the
            last not included. text: what is put there.
    """

    paragraph: int
    start: int
    end: int
    text: str


def with_changes(
    content: bytes, name: str, replacements: Sequence[Replacement], author: str, at: datetime
) -> bytes:
    """The file with each replacement as a deletion and an insertion; none may overlap.

    Args:
        at: the time that the changes bear.

    Raises:
        MissingLibraryError: ``python-docx`` is not installed.
        RefusedDocumentError: the file is not read.
        ValueError: the file's body has no such place.
    """
    need("python-docx")
    import docx
    from docx.oxml import OxmlElement

    read_docx(content, name)
    file = docx.Document(BytesIO(content))
    found = list(paragraphs(file.element))
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    last_first = sorted(replacements, key=lambda each: (each.paragraph, each.start), reverse=True)
    for number, each in enumerate(last_first):
        if not 1 <= each.paragraph <= len(found):
            raise ValueError(f"{name}: no paragraph {each.paragraph}")
        runs = marked_runs(found[each.paragraph - 1], each.start, each.end)
        attributes = {f"{W}author": clean(author), f"{W}date": stamp}
        inserted = _inserted(runs[0], each.text)
        for tag, gone in (("w:del", True), ("w:ins", False)):
            if not gone and not each.text:
                continue
            holder = OxmlElement(tag)
            for key, value in attributes.items():
                holder.set(key, value)
            holder.set(f"{W}id", str(_FIRST + 2 * number + gone))
            if gone:
                _strike(holder, runs)
                struck = holder
            else:
                holder.append(inserted)
                struck.addnext(holder)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _inserted(like: BaseOxmlElement, text: str) -> BaseOxmlElement:
    """A run with a text that looks like another run."""
    from docx.oxml import OxmlElement

    run = deepcopy(like)
    for piece in list(run):
        if piece.tag != f"{W}rPr":
            run.remove(piece)
    said = OxmlElement("w:t")
    said.text = clean(text)
    said.set(_PRESERVE, "preserve")
    run.append(said)
    return run


def _strike(holder: BaseOxmlElement, runs: Sequence[BaseOxmlElement]) -> None:
    """Put runs into a deletion, in which their text is called otherwise."""
    runs[0].addprevious(holder)
    for run in runs:
        holder.append(run)
        for piece in run:
            if piece.tag == f"{W}t":
                piece.tag = f"{W}delText"
