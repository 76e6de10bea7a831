"""JSON text to plain data with lines; the standard library's parser keeps no lines."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import NoReturn

from perenou.casework.case_file.errors import Path
from perenou.casework.case_file.source import Data, Source

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_PLAIN = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def read_json(text: str, name: str) -> Source:
    """Read one JSON value; numbers stay as written.

    Raises:
        CaseFileError: when the text is no JSON that a case file may use.
    """
    source = Source(name)
    reader = _JsonReader(text, source)
    if reader.peek() == "":
        source.stop((), "file_empty", None)
    source.data = reader.value(())
    if reader.peek() != "":
        reader.stop(())
    return source


class _JsonReader:
    def __init__(self, text: str, source: Source) -> None:
        self._text = text
        self._source = source
        self._at = 0
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def peek(self) -> str:
        """The next letter that is no space; empty at the end of the text."""
        match = _SPACE.match(self._text, self._at)
        if match is not None:
            self._at = match.end()
        return self._text[self._at : self._at + 1]

    def value(self, path: Path) -> Data:
        """Read the value that starts here."""
        start = self.peek()
        self._source.lines.setdefault(path, self._line())
        if start == '"':
            return self._string(path)
        if start == "{":
            return self._object(path)
        if start == "[":
            return self._array(path)
        match = _PLAIN.match(self._text, self._at)
        if match is None:
            self.stop(path)
        self._at = match.end()
        return None if match[0] == "null" else match[0]

    def stop(self, path: Path) -> NoReturn:
        """Give up at the present place."""
        self._source.stop(path, "json_syntax", self._line())

    def _line(self) -> int:
        return bisect_right(self._line_starts, self._at)

    def _string(self, path: Path) -> str:
        match = _STRING.match(self._text, self._at)
        if match is None:
            self.stop(path)
        try:
            text: str = json.loads(match[0])
        except ValueError:
            self.stop(path)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            self._source.stop(path, "binary", self._line())
        self._at = match.end()
        return text

    def _object(self, path: Path) -> Data:
        self._source.check_depth(path, self._line())
        self._at += 1
        mapping: dict[str, Data] = {}
        if self.peek() == "}":
            self._at += 1
            return mapping
        while True:
            if self.peek() != '"':
                self.stop(path)
            line = self._line()
            key = self._string(path)
            if not key:
                self._source.stop(path, "key_not_text", line)
            if self.peek() != ":":
                self.stop((*path, key))
            self._at += 1
            below = (*path, key)
            if self._source.place(below, line, mapping):
                mapping[key] = self.value(below)
            else:
                self.value((*below, "again"))
            if self._closes("}", path):
                return mapping

    def _array(self, path: Path) -> Data:
        self._source.check_depth(path, self._line())
        self._at += 1
        items: list[Data] = []
        if self.peek() == "]":
            self._at += 1
            return items
        while True:
            items.append(self.value((*path, len(items))))
            if self._closes("]", path):
                return items

    def _closes(self, bracket: str, path: Path) -> bool:
        letter = self.peek()
        if letter == bracket:
            self._at += 1
            return True
        if letter != ",":
            self.stop(path)
        comma = self._line()
        self._at += 1
        if self.peek() == bracket:
            self._source.stop(path, "json_comma", comma)
        return False
