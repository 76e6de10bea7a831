"""Headings and paragraphs of any file as provisions, sections where it has such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from perenou.statutes.address import Level
from perenou.statutes.layout import Draft
from perenou.statutes.model import Link
from perenou.statutes.words import plain, tidy

LONGEST_HEADING: Final = 200
_SECTION: Final = re.compile(r"§[\s\u00a0]*(\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\.?[\s\u00a0]*(.*)")
_CHAPTER: Final = re.compile(
    r"(\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\.[\s\u00a0]*(osa|peatükk|jagu|jaotis|alljaotis)\b[\s\u00a0]*(.*)",
    re.IGNORECASE,
)
_DIVISION: Final[dict[str, Level]] = {
    "osa": "part",
    "peatükk": "chapter",
    "jagu": "division",
    "jaotis": "subdivision",
    "alljaotis": "subsubdivision",
}
_SUBSECTION: Final = re.compile(r"\((\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\)[\s\u00a0]*")
_POINT: Final = re.compile(r"(\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\)[\s\u00a0]*")
_OWN_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*)\.?[\s\u00a0]+")
_MARKDOWN_LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})[^()]{0,500}\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)(.{1,500}?)(?<=\S)\1")


class Block(NamedTuple):
    """A heading or a paragraph.

    Attributes:
        line: in the file, or its page; 0 where neither has a meaning. depth: of a heading; 0 of a
            paragraph.
    """

    line: int
    depth: int
    text: str


def drafts(blocks: Iterator[Block]) -> Iterator[Draft]:
    """Nodes from blocks: sections where there are such, headings and paragraphs."""
    open_headings: list[tuple[int, Draft]] = []
    section: Draft | None = None
    subsection: Draft | None = None
    for line, depth, raw in blocks:
        links = [Link(found[1], found[2]) for found in _MARKDOWN_LINK.finditer(raw)]
        text = _inline(raw)
        begun = _section(line, text, depth)
        if begun is not None:
            section, subsection = begun, None
            section.links = links
            yield section
        elif depth:
            section = subsection = None
            while open_headings and open_headings[-1][0] >= depth:
                open_headings.pop()
            above = open_headings[-1][1] if open_headings else None
            made = _headed(line, above, text)
            made.links = links
            open_headings.append((depth, made))
            yield made
        elif section is not None:
            part = _part(line, text, section, subsection)
            if part is None:
                last = subsection or section
                last.text = f"{last.text}\n{text}".strip()
                last.links += links
            else:
                part.links = links
                subsection = part if part.level == "subsection" else subsection
                yield part
        else:
            above = open_headings[-1][1] if open_headings else None
            yield Draft("paragraph", line, above, "", text=text, links=links)


def _section(line: int, text: str, depth: int) -> Draft | None:
    """The section that a line begins; a long line that is no heading begins none."""
    found = _SECTION.fullmatch(text)
    if found is None or not (depth or len(text) < LONGEST_HEADING):
        return None
    return Draft("section", line, None, "", found[1], found[2])


def _headed(line: int, above: Draft | None, text: str) -> Draft:
    chapter = _CHAPTER.fullmatch(text)
    if chapter is not None:
        level = _DIVISION[chapter[2].casefold()]
        home = above
        while home is not None and home.level == "heading":
            home = home.above
        return Draft(level, line, home, "", chapter[1], chapter[3])
    own = _OWN_NUMBER.match(text)
    number = "" if own is None else own[1]
    # A heading that bears a whole number of its own (2.3) is not numbered by its place.
    home = None if "." in number else above
    if home is not None and home.level != "heading":
        home = None
    title = text if own is None else text[own.end() :]
    return Draft("heading", line, home, "", number, title)


def _part(line: int, text: str, section: Draft, subsection: Draft | None) -> Draft | None:
    if (found := _SUBSECTION.match(text)) is not None:
        return Draft("subsection", line, section, "", found[1], text=text[found.end() :])
    if (found := _POINT.match(text)) is not None:
        return Draft("point", line, subsection or section, "", found[1], text=text[found.end() :])
    return None


def _inline(text: str) -> str:
    text = _MARKDOWN_LINK.sub(r"\1", text)
    for _ in ("**_", "*_"):
        text = _EMPHASIS.sub(r"\2", text)
    return plain(text) if "<" in text else tidy(text)
