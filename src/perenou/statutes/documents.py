"""Guidance, judgments and Union acts as Markdown, HTML or plain text, with a header of metadata.

The header of Markdown and plain text stands between two lines ``---``, a key and a value on each
line; HTML has ``<meta name="issuer" content="...">``. Keys: ``title``, ``issuer``, ``date`` are
needed; ``kind``, ``abbreviation``, ``id``, ``work``, ``source``, ``from``, ``to``, ``status`` and
``access`` may stand there. A Union act may instead be named by its consolidated CELEX number, as in
``02004R0883-20190731.html``. PDF, DOCX and Formex are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from perenou.statutes.address import Level
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.layout import Draft, laid_out
from perenou.statutes.model import ActText, Day, Link, Redaction
from perenou.statutes.words import Plain, only_tags, plain, tidy
from perenou.statutes.xml_stream import MOST_BYTES

SUFFIXES: Final = (".md", ".html", ".htm", ".txt")
LONGEST_HEADING: Final = 200
_NEEDED: Final = ("title", "issuer", "date")
_KEYS: Final = frozenset(
    (
        *_NEEDED,
        *("kind", "abbreviation", "id", "work", "source", "from", "to", "status", "access"),
    )
)
_ALSO_CALLED: Final = {
    "department": "issuer",
    "publication_date": "date",
    "effective_from": "from",
    "identifier": "work",
    "rt_reference": "id",
    "short_title": "abbreviation",
    "rank": "kind",
}
"""By key of public collections of acts as Markdown: the key here."""

_NOT_NEEDED: Final = frozenset(
    (
        *("adoption_date", "country", "editor", "group_id", "last_updated", "metadata_version"),
        *("original_effective_date", "original_publication", "rt_article", "rt_section"),
        *("rt_year", "schema", "text_type"),
    )
)
"""Further keys of theirs, which say nothing that is kept; ``editor`` is a clerk's name."""

_FRONT: Final = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_CELEX: Final = re.compile(r"0(\d{4})([A-Z]{1,2})(\d{4})-(\d{4})(\d{2})(\d{2})")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ARTICLE: Final = re.compile(r"(?:Artikkel|Article|Статья)[\s\u00a0]+(\d+[a-z]?)\.?", re.IGNORECASE)
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
_BULLET: Final = re.compile(r"\s*[-*+]\s+")
_OWN_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*)\.?[\s\u00a0]+")
_MARKDOWN_LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})[^()]{0,500}\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)(.{1,500}?)(?<=\S)\1")


def read_document(path: Path) -> ActText:
    """Read a document with its metadata.

    Raises:
        RefusedFileError: naming file, line and reason.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RefusedFileError("too_large", str(path), most=str(MOST_BYTES // 1024**2))
        content = path.read_bytes()
    except OSError:
        raise RefusedFileError("unreadable", str(path)) from None
    if not content.strip():
        raise RefusedFileError("empty", str(path))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RefusedFileError("encoding", str(path)) from None
    notices: list[str] = []
    if path.suffix.lower() in (".txt", ".md"):
        header, body, first = _front(path, text)
        blocks = _blocks(body, first)
    else:
        page = _Page()
        page.feed(only_tags(text))
        page.close()
        header = page.header
        blocks = iter(page.blocks())
    drafts = list(_drafts(blocks))
    redaction = _redaction(path, header, sha256(content).hexdigest())
    known = {*_KEYS, *_ALSO_CALLED, *_NOT_NEEDED}
    notices += [f"1: {key}" for key in header if key not in known]
    if not drafts:
        raise RefusedFileError("no_provisions", str(path))
    return ActText(redaction, laid_out(drafts, notices), tuple(notices))


def _front(path: Path, text: str) -> tuple[dict[str, str], str, int]:
    """The header, the rest and the line on which the rest begins."""
    found = _FRONT.match(text)
    if found is None:
        raise RefusedFileError("front_matter", str(path), 1, what="---")
    header: dict[str, str] = {}
    for at, line in enumerate(found[1].split("\n"), start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if not colon or not key.strip():
            raise RefusedFileError("front_matter", str(path), at, what=line.strip()[:60])
        header[key.strip().casefold()] = value.strip().strip("\"'")
    return header, text[found.end() :], found[0].count("\n") + 1


def _redaction(path: Path, header: Mapping[str, str], digest: str) -> Redaction:
    told = {key: tidy(value).replace("\n", " ") for key, value in header.items()}
    for theirs, ours in _ALSO_CALLED.items():
        if theirs in told:
            told.setdefault(ours, told[theirs])
    celex = _CELEX.fullmatch(path.stem)
    if celex is not None:
        year, _, number, *day = celex.groups()
        told.setdefault("abbreviation", f"{int(number)}/{year}")
        told.setdefault("date", "-".join(day))
        told.setdefault("issuer", "Euroopa Liit")
        told.setdefault("kind", "määrus")
        told.setdefault("id", path.stem)
        told.setdefault("work", path.stem[1:10])
    for key in _NEEDED:
        if not told.get(key):
            raise RefusedFileError("front_missing", str(path), 1, key=key)
    published = _day(path, "date", told["date"])
    since = _day(path, "from", told["from"]) if told.get("from") else published
    until = _day(path, "to", told["to"]) if told.get("to") else None
    if until is not None and until < since:
        raise RefusedFileError("ends_before", str(path), 1)
    work = told.get("work") or told.get("id") or f"{told['issuer']}: {told['title']}"
    return Redaction(
        id=told.get("id") or f"{work} {date.fromordinal(published).isoformat()}",
        work=work,
        title=told["title"],
        abbreviation=told.get("abbreviation", ""),
        kind=told.get("kind", "juhend"),
        text_type="",
        issuer=told["issuer"],
        adopted=published,
        source=told.get("source", ""),
        published=published,
        since=since,
        until=until,
        version=0,
        sha256=digest,
        schema=path.suffix.lstrip("."),
        status=told.get("status", ""),
        access=told.get("access", ""),
    )


def _day(path: Path, key: str, text: str) -> Day:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise RefusedFileError("bad_date", str(path), 1, element=key, value=text[:40]) from None


Block = tuple[int, int, str]
"""A block of text: its line, the depth of a heading or 0, and the words."""


def _blocks(body: str, first: int) -> Iterator[Block]:
    """Headings and paragraphs of Markdown or of plain text; a list's items are paragraphs."""
    held: list[str] = []
    begin = first
    for at, line in enumerate([*body.split("\n"), ""], start=first):
        heading = _HEADING.fullmatch(line.strip())
        is_item = re.match(r"\s*(?:[-*+]|\d+[.)]|\(\d+\S*\))\s", line) is not None
        if held and (not line.strip() or heading or is_item):
            yield begin, 0, " ".join(held)
            held = []
        if heading is not None:
            yield at, len(heading[1]), heading[2]
        elif line.strip():
            if not held:
                begin = at
            held.append(_BULLET.sub("", line).strip())


class _Page(Plain):
    """HTML as blocks, with the metadata of its head."""

    def __init__(self) -> None:
        super().__init__()
        self.header: dict[str, str] = {}
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag == "meta" and told.get("name"):
            self.header[told["name"].casefold().removeprefix("dc.")] = told.get("content", "")
        self._is_title = tag == "title"
        super().handle_starttag(tag, attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.pieces.append("\n" + "#" * int(tag[1]) + " ")

    def handle_data(self, data: str) -> None:
        if self._is_title and data.strip():
            self.header.setdefault("title", data.strip())
        super().handle_data(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False
        super().handle_endtag(tag)

    def blocks(self) -> Iterator[Block]:
        """Headings and paragraphs; lines of a page have no meaning, so they are all 0."""
        for line in filter(None, self.text().split("\n")):
            found = _HEADING.fullmatch(line)
            yield (0, 0, line) if found is None else (0, len(found[1]), found[2])


def _drafts(blocks: Iterator[Block]) -> Iterator[Draft]:
    """Nodes from blocks: sections and articles where there are such, headings and paragraphs."""
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
        elif section is not None and section.level == "section":
            part = _part(line, text, section, subsection)
            if part is None:
                last = subsection or section
                last.text = f"{last.text}\n{text}".strip()
                last.links += links
            else:
                part.links = links
                subsection = part if part.level == "subsection" else subsection
                yield part
        elif section is not None:
            section.text = f"{section.text}\n{text}".strip()
            section.links += links
        else:
            above = open_headings[-1][1] if open_headings else None
            yield Draft("paragraph", line, above, "", text=text, links=links)


def _section(line: int, text: str, depth: int) -> Draft | None:
    """The section or article that a line begins; a long line that is no heading begins none."""
    if (article := _ARTICLE.fullmatch(text)) is not None:
        return Draft("article", line, None, "", article[1])
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
