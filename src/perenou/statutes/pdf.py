"""PDF as headings and paragraphs, read in a process of its own that cannot take more than it may.

A broken or hostile file ends that process, never ours. Its limits are time everywhere and memory
where the system has such limits.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from perenou.statutes.blocks import LONGEST_HEADING, Block
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.header import Header
from perenou.statutes.words import tidy

LONGEST_TIME: Final = 120.0
"""Seconds after which reading one file is given up."""

_READER: Final = Path(__file__).with_name("pdf_reader.py")
_EDGE: Final = 2
"""Lines at the top and at the foot of a page among which a running head may stand."""

_NUMBERED: Final = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})\.?\s+(?P<title>[A-ZÕÄÖÜŠŽ].*)"
)
_ITEM: Final = re.compile(r"(?:[-–•▪*]|\d+[.)]|\(\d+\S*\)|[a-zõäöü]\))\s")
_ENDED: Final = re.compile(r"[.:;!?…”“\"»)]$")
_BROKEN: Final = re.compile(r"(?<=[a-zõäöüšž])[-\u00ad\u2010]$")
_PAGE_NUMBER: Final = re.compile(r"(?:lk|lehekülg|page|p\.|стр\.?)?\s*#(?:\s*(?:/|of|из)\s*#)?")
_LEFT_OUT: Final = re.compile(r"(?:ja|ning|või|ega|ehk|and|or|и|или)\b")
"""Words before which a hyphen stands for a part that is left out: "ema- ja isapuhkus"."""

_FIGURES: Final = re.compile(r"\d+")
_ENDING: Final = (".", ";", ",", ":")


@dataclass(frozen=True, slots=True)
class Pages:
    """What was read: the title that the file gives itself, its outline and its lines by page."""

    title: str
    outline: tuple[tuple[int, str], ...]
    lines: tuple[tuple[str, ...], ...]


def read_pdf(path: Path) -> tuple[Header, list[Block]]:
    """The title that the file gives itself, and its headings and paragraphs by page.

    Raises:
        RefusedFileError: it cannot be read, is locked, holds only pictures or takes too much.
    """
    pages = _pages(path)
    if not any(pages.lines):
        raise RefusedFileError("no_text", str(path))
    header = {"title": pages.title} if pages.title else {}
    return header, list(blocks(pages))


def _pages(path: Path) -> Pages:
    """What the other process says of a file."""
    command = [sys.executable, "-I", str(_READER), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_TIME, check=False)
    except subprocess.TimeoutExpired:
        raise RefusedFileError("pdf_too_much", str(path)) from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        # It was stopped by its limits, or something in the file broke the reader.
        raise RefusedFileError("pdf_too_much", str(path)) from None
    if "refused" in told:
        raise RefusedFileError(told["refused"], str(path), what=str(told.get("what", "")))
    return Pages(
        tidy(told["title"]).replace("\n", " "),
        tuple((int(depth), str(title)) for depth, title in told["outline"]),
        tuple(tuple(map(str, lines)) for lines in told["pages"]),
    )


def blocks(pages: Pages) -> Iterator[Block]:
    """Lines put together to paragraphs; what the outline names or a number begins is a heading."""
    headings = {_same(title): depth for depth, title in pages.outline}
    held: list[str] = []
    begin = 1
    width = _width(pages.lines)
    for number, lines in enumerate(_without_running_heads(pages.lines), 1):
        for line in (*map(tidy, lines), ""):
            depth = _depth(line, headings)
            is_new = not line or depth or _ITEM.match(line) or _is_end(held, width)
            if held and is_new and (line or _is_end(held, width)):
                yield Block(begin, 0, _joined(held))
                held = []
            if depth:
                yield Block(number, depth, line)
            elif line:
                if not held:
                    begin = number
                held.append(line)
    if held:
        yield Block(begin, 0, _joined(held))


def _depth(line: str, headings: dict[str, int]) -> int:
    """How deep a heading a line is; 0 when it is none."""
    if not line or len(line) > LONGEST_HEADING:
        return 0
    if (depth := headings.get(_same(line))) is not None:
        return depth
    found = _NUMBERED.fullmatch(line)
    if found is None or headings or line.endswith(_ENDING) or len(line) > LONGEST_HEADING // 2:
        return 0
    return found["number"].count(".") + 1


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


def _width(pages: Sequence[Sequence[str]]) -> int:
    """How long a full line is; two of a hundred may be longer."""
    lengths = sorted(len(line) for lines in pages for line in lines)
    return lengths[int(0.98 * (len(lengths) - 1))] if lengths else 0


def _is_end(held: Sequence[str], width: int) -> bool:
    """Whether a paragraph ends with the last line: a sentence does, before the line is full."""
    if not held:
        return True
    last = held[-1]
    return _ENDED.search(last) is not None and len(last) < 0.85 * width


def _joined(lines: Sequence[str]) -> str:
    """One text; a word that was broken at the end of a line is whole again."""
    text = ""
    for line in lines:
        is_broken = _BROKEN.search(text) and line[:1].islower() and not _LEFT_OUT.match(line)
        text = text[:-1] + line if is_broken else f"{text} {line}"
    return text.strip()


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Pages without what stands at the edge of most of them, page numbers too."""
    seen = Counter(
        key
        for lines in pages
        for key in {_same(_FIGURES.sub("#", line)) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
    )
    running = {key for key, times in seen.items() if times >= 3 and times > len(pages) / 2}
    for lines in pages:
        last = len(lines) - _EDGE
        yield [
            line
            for at, line in enumerate(lines)
            if not ((at < _EDGE or at >= last) and _is_running(line, running))
        ]


def _is_running(line: str, running: set[str]) -> bool:
    key = _same(_FIGURES.sub("#", line))
    return key in running or _PAGE_NUMBER.fullmatch(key) is not None
