"""An act on a page of the workbench: its places numbered as the checker counts, changes marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from perenou.acts.document import Document, Grid, Listing, Paragraph, Part, text_of
from perenou.acts.redraft import Changed
from perenou.acts.write_html import as_html

_MAIN: Final = re.compile(r"<main>(.*)</main>", re.DOTALL)
_PLACES: Final = re.compile(r"<(h1|h2|p|li|caption|th|td)(?=[ >])")
"""What holds text; the writer escapes every text, so that this is never found inside one."""

_LEVELS: Final = {"h1": "h2", "h2": "h3"}
"""The page has its own heading above the act's title."""

_CLOSED: Final = re.compile("</(h1|h2)>")


def paper(
    document: Document,
    changed: frozenset[int] = frozenset(),
    found: Mapping[int, str] | None = None,
) -> SafeString:
    """What the document says, as HTML without any style of its own.

    Args:
        changed: numbers of places that differ from before. found: by number, the severity of the
            worst finding there.
    """
    written = _MAIN.search(as_html(document))
    assert written is not None
    at = 1

    def numbered(tag: re.Match[str]) -> str:
        nonlocal at
        is_title = tag[1] == "h1"
        number = 1 if is_title else at + 1
        at += 0 if is_title else 1
        marks = f' id="place-{number}"'
        if number in changed:
            marks += " data-changed"
        if found and number in found:
            marks += f' data-found="{found[number]}"'
        return f"<{_LEVELS.get(tag[1], tag[1])}{marks}"

    body = _without_ids(written[1])
    body = _PLACES.sub(numbered, body)
    body = _CLOSED.sub(lambda tag: f"</{_LEVELS[tag[1]]}>", body)
    return mark_safe(body)


def _without_ids(html: str) -> str:
    """Places get ids of their own; a part is then known by its heading alone."""
    html = re.sub(r' aria-labelledby="part-\d+"', "", html)
    return re.sub(r'(<h2) id="part-\d+"', r"\1", html)


def changed_places(document: Document, changes: tuple[Changed, ...]) -> frozenset[int]:
    """The numbers of the places that hold what is new."""
    new = {(each.part, each.new) for each in changes if each.new}
    found: set[int] = set()
    for part, line, numbers in _lines(document):
        if (part, line) in new:
            found.update(numbers)
    return frozenset(found)


def _lines(document: Document) -> Iterator[tuple[Part, str, range]]:
    """Every line as changes tell it, with the numbers of the places that it stands in."""
    at = 1

    def taken(many: int = 1) -> range:
        nonlocal at
        at += many
        return range(at - many + 1, at + 1)

    for portion in document.portions:
        if portion.heading:
            taken()
        for block in portion.blocks:
            if isinstance(block, Grid):
                yield portion.part, block.caption, taken()
                taken(len(block.head))
                for row in (*block.rows, *filter(None, [block.foot])):
                    told = " | ".join(text_of(cell) for cell in row)
                    yield portion.part, told, taken(len(row))
            elif isinstance(block, Listing):
                for number, item in enumerate(block.items, 1):
                    told = f"{number}. {text_of(item)}" if block.numbered else f"– {text_of(item)}"
                    yield portion.part, told, taken()
            elif isinstance(block, Paragraph):
                yield portion.part, text_of(block.spans), taken()
