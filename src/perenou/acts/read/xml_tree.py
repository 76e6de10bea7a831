"""XML as a tree, closed to document types and entities, bounded in depth and number of elements."""

from __future__ import annotations

from typing import Final, TypeAlias
from xml.etree.ElementTree import Element as _Element
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from perenou.acts.read.errors import RefusedDocumentError

Element: TypeAlias = _Element

MOST_DEPTH: Final = 200
MOST_ELEMENTS: Final = 1_500_000


def parse(content: bytes, name: str) -> Element:
    """The root of a tree; names are ``{namespace}local`` as ElementTree writes them.

    Raises:
        RefusedDocumentError: no XML, a document type, or deeper or larger than a document is.
    """
    return _Reader(name).read(content)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = TreeBuilder()
        self._depth = 0
        self._elements = 0

    def read(self, content: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            raise RefusedDocumentError("broken", self._name) from None
        except (LookupError, ValueError):
            # An encoding that is declared but unknown.
            raise RefusedDocumentError("encoding", self._name) from None
        return self._builder.close()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH or self._elements > MOST_ELEMENTS:
            raise RefusedDocumentError("bomb", self._name)
        named = {_qualified(key): value for key, value in attributes.items()}
        self._builder.start(_qualified(tag), named)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(_qualified(tag))

    def _doctype(self, *_: object) -> None:
        raise RefusedDocumentError("doctype", self._name)


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
