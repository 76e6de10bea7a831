"""XML read as a stream with the standard library's expat, closed to everything that attacks use.

No document type, no entities but the five of XML, no addresses followed; size, depth and length of
names are bounded. Only what the caller keeps is held in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from perenou.statutes.errors import RefusedFileError
from perenou.statutes.words import tidy

MOST_BYTES: Final = 64 * 1024 * 1024
"""No act of the gazette comes near this; a larger file is refused before it is read."""

MOST_DEPTH: Final = 100
MOST_ELEMENTS: Final = 200_000
"""Small elements take more memory than room in a file; the largest acts have some ten thousands."""

_CHUNK: Final = 64 * 1024
_LOOK: Final = 400


@dataclass(slots=True)
class Element:
    """A small piece of the tree: local name, attributes, and text and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [each for each in self.content if isinstance(each, Element)]

    def child(self, *names: str) -> Element | None:
        """The first element on a way down; None when there is none."""
        here: Element | None = self
        for name in names:
            if here is None:
                return None
            here = next((each for each in here.children if each.name == name), None)
        return here

    def words(self) -> str:
        """All text inside, as it stands, without surrounding space."""
        return self.words_as_they_stand().strip()

    def words_as_they_stand(self) -> str:
        """All text inside with the space around it."""
        return "".join(
            each if isinstance(each, str) else each.words_as_they_stand() for each in self.content
        )

    def value(self, *names: str) -> str:
        """The text of the element on a way down, on one line; empty when there is none."""
        found = self.child(*names)
        return "" if found is None else tidy(found.words()).replace("\n", " ")


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


class Stream:
    """Reads a file and hands each element over: ``open`` keeps it whole, or walks inside.

    Args:
        enter: called at the start of an element that is not inside a kept one, with name,
            attributes and line; True to walk inside, False to keep the element whole.
        leave: called at the end of an element that was walked inside.
        keep: called with an element that was kept, when it is complete.
        stray: called with text that stands in an element that is walked inside.
    """

    def __init__(
        self,
        enter: Callable[[str, dict[str, str], int], bool],
        leave: Callable[[str], None],
        keep: Callable[[Element], None],
        stray: Callable[[str, int], None],
    ) -> None:
        self._enter = enter
        self._leave = leave
        self._keep = keep
        self._stray = stray
        self._kept: list[Element] = []
        self._depth = 0
        self._elements = 0
        self._where = ""
        self._parser = expat.ParserCreate()

    def read(self, path: Path) -> str:
        """Read a file; the SHA-256 of its bytes.

        Raises:
            RefusedFileError: the file cannot be read, is too large or is no clean XML.
        """
        self._where = str(path)
        try:
            size = path.stat().st_size
            if size > MOST_BYTES:
                raise self._refused("too_large", most=str(MOST_BYTES // 1024**2))
            if size == 0:
                raise self._refused("empty")
            with path.open("rb") as file:
                self._look(file.read(_LOOK))
                file.seek(0)
                return self.read_bytes(file, str(path))
        except OSError:
            raise RefusedFileError("unreadable", self._where) from None

    def read_bytes(self, file: IO[bytes], where: str) -> str:
        """Read bytes, which may be those of a packed file; their SHA-256.

        Args:
            where: what messages call it.

        Raises:
            RefusedFileError: there are too many of them, or they are no clean XML.
        """
        self._where = where
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        digest = sha256()
        read = 0
        try:
            while chunk := file.read(_CHUNK):
                read += len(chunk)
                if read > MOST_BYTES:
                    raise self._refused("too_large", most=str(MOST_BYTES // 1024**2))
                digest.update(chunk)
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as broken:
            is_cut = broken.code in _CUT
            reason = "truncated" if is_cut else "not_xml"
            slots = {} if is_cut else {"what": expat.ErrorString(broken.code)}
            raise RefusedFileError(reason, self._where, broken.lineno, **slots) from None
        except (LookupError, ValueError):
            # An encoding that is declared but unknown.
            raise RefusedFileError("encoding", self._where, 1) from None
        return digest.hexdigest()

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._parser.CurrentLineNumber

    def _look(self, chunk: bytes) -> None:
        start = chunk.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<!doctype html", b"<html")):
            raise self._refused("html_shell")
        if start.startswith((b"{", b"[")):
            raise self._refused("json_answer")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._refused("too_deep", self.line, most=str(MOST_DEPTH))
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise self._refused("too_many_elements", self.line, most=str(MOST_ELEMENTS))
        if self._kept:
            inner = Element(local(name), attributes, self.line)
            self._kept[-1].content.append(inner)
            self._kept.append(inner)
        elif not self._enter(local(name), attributes, self.line):
            self._kept.append(Element(local(name), attributes, self.line))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._kept:
            self._leave(local(name))
            return
        done = self._kept.pop()
        if not self._kept:
            self._keep(done)

    def _text(self, text: str) -> None:
        if self._kept:
            self._kept[-1].content.append(text)
        elif not text.isspace():
            self._stray(text, self.line)

    def _doctype(self, *_: object) -> None:
        raise self._refused("doctype", self.line)

    def _refused(self, reason: str, line: int = 0, **slots: str) -> RefusedFileError:
        return RefusedFileError(reason, self._where, line, **slots)


_CUT: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
