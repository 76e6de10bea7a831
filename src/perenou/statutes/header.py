"""What is known of a document besides its words: its header, or a file that lies beside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from perenou.statutes.celex import Celex
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.model import Day, Redaction
from perenou.statutes.words import tidy

BESIDE: Final = ".meta"
"""Ending that a file with the metadata of another adds to that one's name."""

_NEEDED: Final = ("title", "issuer", "date")
KEYS: Final = frozenset(
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
_WITH_LINES: Final = frozenset((".md", ".txt"))
_MOST_NOTES: Final = 1024 * 1024

Header: TypeAlias = dict[str, str]
"""Values by key, as they were written."""


def front(path: Path, text: str) -> tuple[Header, str, int]:
    """The header of a text, the rest, and the line on which the rest begins.

    A text may stand without one where the file beside it tells.

    Raises:
        RefusedFileError: a line of it is no key with a value.
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, text, 1
    return _lines(path, found[1], 2), text[found.end() :], found[0].count("\n") + 1


def beside(path: Path) -> Header:
    """The metadata in the file beside another one; nothing where there is no such file.

    Raises:
        RefusedFileError: it cannot be read, or a line of it is no key with a value.
    """
    notes = path.with_name(path.name + BESIDE)
    try:
        if not notes.is_file():
            return {}
        if notes.stat().st_size > _MOST_NOTES:
            raise RefusedFileError("too_large", str(notes), most="1")
        return _lines(notes, notes.read_text(encoding="utf-8-sig"), 1)
    except UnicodeDecodeError:
        raise RefusedFileError("encoding", str(notes)) from None
    except OSError:
        raise RefusedFileError("unreadable", str(notes)) from None


def _lines(path: Path, text: str, first: int) -> Header:
    header: Header = {}
    for at, line in enumerate(text.split("\n"), start=first):
        if not line.strip() or line.lstrip().startswith("#") or line.strip() == "---":
            continue
        key, colon, value = line.partition(":")
        if not colon or not key.strip():
            raise RefusedFileError("front_matter", str(path), at, what=line.strip()[:60])
        header[key.strip().casefold()] = value.strip().strip("\"'")
    return header


def unknown(header: Header) -> list[str]:
    """The keys of a header that say nothing here."""
    known = {*KEYS, *_ALSO_CALLED, *_NOT_NEEDED}
    return [key for key in header if key not in known]


def redaction(path: Path, header: Header, digest: str) -> Redaction:
    """What is known of a document, from its header and, of a Union act, from its number.

    Args:
        digest: SHA-256 of the file and its header.

    Raises:
        RefusedFileError: something that is needed is missing, or a day is none.
    """
    told = {key: tidy(value).replace("\n", " ") for key, value in header.items()}
    for theirs, ours in _ALSO_CALLED.items():
        if theirs in told:
            told.setdefault(ours, told[theirs])
    celex = Celex.parse(path.stem)
    if celex is not None:
        for key, value in celex.header().items():
            told.setdefault(key, value)
    line = 1 if path.suffix.lower() in _WITH_LINES else 0
    for key in _NEEDED:
        if not told.get(key):
            raise RefusedFileError(
                "front_missing", str(path), line, key=key, beside=path.name + BESIDE
            )
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
