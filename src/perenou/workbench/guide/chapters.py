"""The chapters of the guide to the program, made into pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from perenou.impact.findable import handbook

FIRST: Final = "töölaud-brauseris"
"""The chapter about these very pages."""

_CHAPTER: Final = "h2"
_WIDE: Final = '<div class="scroll" tabindex="0" role="region" aria-label="{}">'
_SIGNS: Final = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chapter, and where it stands on its page."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its parts; ``body`` is what stands under its title, as HTML."""

    key: str
    title: str
    parts: tuple[Part, ...]
    body: SafeString


@lru_cache(maxsize=1)
def chapters() -> dict[str, Chapter]:
    """Every chapter by its key, that of the workbench first, the others as they are written."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(handbook())
    starts = [at for at, each in enumerate(tokens) if _opens(each) and each.tag == _CHAPTER]
    written = {
        tokens[start + 1].content: tokens[start + 3 : end]
        for start, end in pairwise([*starts, len(tokens)])
    }
    parts = {_key(title): tuple(_parts(body)) for title, body in written.items()}
    places = _places(parts)
    found: dict[str, Chapter] = {}
    for title, body in written.items():
        shown = list(_shown(body, title, places))
        html = SafeString(markdown.renderer.render(shown, markdown.options, {}))
        found[_key(title)] = Chapter(_key(title), title, parts[_key(title)], html)
    return {FIRST: found.pop(FIRST)} | found


def address_of(title: str) -> str:
    """Where a chapter or part of that title stands; empty for what has no page."""
    parts = {each.key: each.parts for each in chapters().values()}
    return _places(parts).get(_key(title), "")


def _places(parts: Mapping[str, Sequence[Part]]) -> dict[str, str]:
    """By key of a chapter or part, its address."""
    found: dict[str, str] = {}
    for chapter, those in parts.items():
        address = reverse("guide:show", args=[chapter])
        here = {chapter: address} | {part.key: f"{address}#{part.key}" for part in those}
        found = here | found  # of those with one title the first is meant
    return found


def _key(title: str) -> str:
    """What links within the guide call a title."""
    return _SIGNS.sub("", title.casefold()).replace(" ", "-")


def _opens(token: Token) -> bool:
    return token.type == "heading_open"


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    for at, token in enumerate(tokens):
        if _opens(token):
            yield Part(_key(tokens[at + 1].content), tokens[at + 1].content)


def _shown(tokens: Sequence[Token], title: str, places: Mapping[str, str]) -> Iterator[Token]:
    """What a page shows: without pictures, each heading a step higher, wide tables to be moved."""
    pictures = {at for at, each in enumerate(tokens) if _is_picture(each)}
    for at, token in enumerate(tokens):
        if not pictures.isdisjoint((at - 1, at, at + 1)):
            continue
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) - 1}"
            if _opens(token):
                title = tokens[at + 1].content
                token.attrSet("id", _key(title))
        elif token.type == "inline":
            token.children = list(_written(token.children or (), places))
        if token.type == "table_open":
            yield Token("html_block", "", 0, content=format_html(_WIDE, title))
        yield token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content="</div>")


def _is_picture(token: Token) -> bool:
    """Whether a paragraph holds a picture and nothing else."""
    return bool(token.children) and all(each.type == "image" for each in token.children or ())


def _written(tokens: Sequence[Token], places: Mapping[str, str]) -> Iterator[Token]:
    """The words of a paragraph; what leads out of the guide is told as text."""
    leads = False
    for token in tokens:
        if token.type == "link_open":
            address = places.get(unquote(str(token.attrGet("href"))).removeprefix("#"), "")
            leads = bool(address)
            token.attrSet("href", address)
        if token.type != "image" and (leads or token.type not in ("link_open", "link_close")):
            yield token
