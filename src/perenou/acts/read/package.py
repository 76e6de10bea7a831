"""A zip package of XML, opened without unpacking more than a document can be."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZipFile, ZipInfo

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.xml_tree import Element, parse
from perenou.damaged import DAMAGED

MOST_ENTRIES: Final = 5_000
MOST_UNPACKED: Final = 256 * 1024 * 1024
MOST_PART: Final = 32 * 1024 * 1024
"""Of one part with XML; a letter's is below one megabyte."""

_MOST_RATIO: Final = 200
"""How many times a whole package may grow; XML of a real one grows ten to thirty times."""

_SMALL: Final = 16 * 1024 * 1024
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (*DAMAGED, ValueError)


class Package:
    """The parts of a package by name.

    Raises:
        RefusedDocumentError: it is broken, protected, or would unpack to too much.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        except _BROKEN:
            raise RefusedDocumentError("broken", name) from None
        unpacked = sum(entry.file_size for entry in entries)
        too_much = unpacked > MOST_UNPACKED or len(entries) > MOST_ENTRIES
        if too_much or (unpacked > _SMALL and unpacked > _MOST_RATIO * len(content)):
            raise RefusedDocumentError("bomb", name)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise RefusedDocumentError("encrypted", name)
        self._entries: dict[str, ZipInfo] = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name."""
        return tuple(self._entries)

    def xml(self, part: str) -> Element | None:
        """A part as a tree; None where there is none.

        Raises:
            RefusedDocumentError: it is larger than it may be, no XML, or declares entities.
        """
        content = self.read(part)
        return None if content is None else parse(content, self._name)

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is none.

        Raises:
            RefusedDocumentError: it is larger than it may be or says, or broken.
        """
        entry = self._entries.get(part)
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as file:
                # The size that is declared may be false, so no more than the most is unpacked.
                content = file.read(MOST_PART + 1)
        except _BROKEN:
            raise RefusedDocumentError("broken", self._name) from None
        if len(content) > MOST_PART:
            raise RefusedDocumentError("bomb", self._name)
        return content
