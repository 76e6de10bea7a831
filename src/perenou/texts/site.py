"""All pages of a site, found by its sitemap and read one after the other.

Where a site has no sitemap, the address is taken as one page.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.xml_tree import Element, parse
from perenou.texts.sources import Source
from perenou.texts.web import RefusedPageError, Visitor

MOST_PAGES: Final = 1000
MOST_BYTES: Final = 200 * 1024 * 1024
"""Of all pages together, for they are held in memory at once."""

MOST_SITEMAPS: Final = 50
"""However many a site names: what refers to itself without end ends here."""

_DEEPEST: Final = 2
"""An index of sitemaps may name further indexes, but not on and on."""

_LARGEST: Final = 50 * 1024 * 1024
"""Bytes of a sitemap when it is unpacked, as the format itself allows."""

PAUSE: Final = 1.0
"""Seconds between two pages."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pages:
    """The addresses of a site's pages.

    Attributes:
        has_sitemap: whether they come from one. left: how many more there are than are read.
    """

    addresses: tuple[str, ...]
    has_sitemap: bool
    left: int = 0


def pages_of(url: str, visitor: Visitor, most: int = MOST_PAGES) -> Pages:
    """The pages of a site that stand at or below an address.

    Args:
        url: of the site, a part of it, or of a sitemap.

    Raises:
        RefusedDocumentError: a sitemap or the site's rules cannot be read.
    """
    is_sitemap = urlsplit(url).path.lower().endswith((".xml", ".xml.gz"))
    named = (url,) if is_sitemap else _sitemaps(url, visitor)
    base = urljoin(url, "/") if is_sitemap else url
    found: dict[str, None] = {}
    read = 0
    seen: set[str] = set()
    waiting = [(each, 0) for each in named]
    has_sitemap = False
    while waiting and read < MOST_SITEMAPS:
        address, depth = waiting.pop(0)
        if address in seen or not _is_of_site(address, base):
            continue
        seen.add(address)
        read += 1
        try:
            root = _sitemap(address, visitor)
        except RefusedPageError as refused:
            # A site need not have the sitemap that one guesses.
            if refused.reason != "status" or has_sitemap or is_sitemap:
                raise
            continue
        has_sitemap = True
        places = tuple(_places(root))
        if root.tag.endswith("sitemapindex"):
            waiting += [(each, depth + 1) for each in places if depth < _DEEPEST]
        else:
            found |= {each: None for each in places if _is_below(each, base)}
    if not has_sitemap:
        return Pages((url,), has_sitemap=False)
    return Pages(tuple(found)[:most], has_sitemap=True, left=max(0, len(found) - most))


def read_pages(pages: Pages, visitor: Visitor, progress: Progress) -> tuple[Source, ...]:
    """Every page, one at a time; one that is not to be had is a source that says why.

    Where they come to too much together, the rest is not fetched.
    """
    found = []
    left = MOST_BYTES
    for number, address in enumerate(pages.addresses):
        progress(number, len(pages.addresses))
        found.append(_read(address, visitor) if left > 0 else _left_out(address))
        left -= len(found[-1].fetched or b"")
    return tuple(found)


def _left_out(address: str) -> Source:
    refused = RefusedPageError("together", address[:200], most=str(MOST_BYTES // 1024**2))
    return Source(address, Path(), address=address, refused=refused)


def _read(address: str, visitor: Visitor) -> Source:
    try:
        page = visitor.page(address)
    except RefusedDocumentError as refused:
        return Source(address, Path(), address=address, refused=refused)
    return Source(page.name, Path(), fetched=page.content, address=address)


def _sitemaps(url: str, visitor: Visitor) -> tuple[str, ...]:
    """The sitemaps that a site names in its rules, or else where they usually stand."""
    named = visitor.robots(url).site_maps()
    return tuple(named) if named else (urljoin(url, "/sitemap.xml"),)


def _sitemap(address: str, visitor: Visitor) -> Element:
    at, _, content = visitor.get(address)
    if content[:2] == b"\x1f\x8b":
        unpack = zlib.decompressobj(wbits=31)
        try:
            content = unpack.decompress(content, _LARGEST)
        except zlib.error:
            raise RefusedPageError("sitemap", at[:200]) from None
        if unpack.unconsumed_tail:
            raise RefusedPageError("sitemap", at[:200])
    root = parse(content, at[:200])
    if not root.tag.endswith(("urlset", "sitemapindex")):
        raise RefusedPageError("sitemap", at[:200])
    return root


def _places(root: Element) -> Iterator[str]:
    for entry in root:
        for each in entry:
            if each.tag.endswith("}loc") or each.tag == "loc":
                address = (each.text or "").strip().partition("#")[0]
                if address:
                    yield address


def _is_of_site(address: str, base: str) -> bool:
    """Whether an address is on the same site; ``www`` makes no other one."""
    return _host(address) == _host(base) and urlsplit(address).scheme in ("http", "https")


def _is_below(address: str, base: str) -> bool:
    path = urlsplit(base).path.rstrip("/")
    own = urlsplit(address).path
    return _is_of_site(address, base) and (own == path or own.startswith(f"{path}/"))


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")
