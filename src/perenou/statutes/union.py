"""Acts of the European Union: lines as articles with their parts, divisions and annexes.

The layouts of EUR-Lex differ and their anchors mean nothing across them; what an article, a
paragraph or a point is numbered with does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from perenou.statutes.address import Level
from perenou.statutes.blocks import LONGEST_HEADING, Block
from perenou.statutes.layout import Draft
from perenou.statutes.words import tidy

_ARTICLE: Final = re.compile(
    r"(?:Artikkel|Article|Статья)[\s\u00a0]+(\d{1,3}[a-z]?)\.?", re.IGNORECASE
)
_DIVISION: Final = re.compile(
    r"(?P<first>[IVXLC]+|\d{1,2})\.?\s+(?P<et>OSA|JAOTIS|PEATÜKK|JAGU)"
    r"|(?P<en>PART|TITLE|CHAPTER|SECTION)\s+(?P<last>[IVXLC]+|\d{1,2})",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(
    r"(?P<first>[IVXLC]+)\s+LISA|(?:LISA|ANNEX)(?:\s+(?P<last>[IVXLC]+|\d{1,2}))?"
)
_LEVELS: Final[dict[str, Level]] = {
    "osa": "part",
    "part": "part",
    "jaotis": "chapter",
    "title": "chapter",
    "peatükk": "division",
    "chapter": "division",
    "jagu": "subdivision",
    "section": "subdivision",
}
_NESTED: Final[tuple[Level, ...]] = ("part", "chapter", "division", "subdivision")
_PARAGRAPH: Final = re.compile(r"(\d{1,2}[a-z]?)\.(?:[\s\u00a0|]+|$)")
_NUMBERED: Final = re.compile(r"\(?(\d{1,3})\)(?:[\s\u00a0|]+|$)")
"""Definitions and the like: ``1)`` or ``(1)`` right under the article."""

_POINT: Final = re.compile(r"\(?([a-z]{1,5})\)(?:[\s\u00a0|]+|$)")
_RECITAL: Final = re.compile(r"\(\d{1,3}\)")
_ROMANS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MARK: Final = re.compile(r"[▼►◄][A-Z]?\d*\s*")
"""What a consolidated text shows of its amending acts."""


def union_drafts(blocks: Iterable[Block]) -> Iterator[Draft]:
    """Nodes of an act of the Union from its lines."""
    return _Reader().drafts(blocks)


class _Reader:
    """Goes through the lines and remembers what is open."""

    def __init__(self) -> None:
        self.divisions: list[Draft] = []
        self.article: Draft | None = None
        self.annex: Draft | None = None
        self.open: list[Draft] = []
        """Of the article: the paragraph, point and subpoint that lines still belong to."""
        self.awaits_title: Draft | None = None
        self.style: re.Pattern[str] | None = None
        """How the paragraphs of the article are numbered."""
        self.recital = ""
        """The number of a recital whose words come in the next line."""

    def drafts(self, blocks: Iterable[Block]) -> Iterator[Draft]:
        for line, _, raw in blocks:
            text = tidy(_MARK.sub("", raw))
            if not text:
                continue
            found = self._begun(line, text)
            if found is not None:
                yield found
            elif self._is_title(text):
                assert self.awaits_title is not None
                title = self.awaits_title
                title.title = f"{title.title} {text}".strip()
                if title.level in ("article", "annex"):
                    self.awaits_title = None
            elif self.article is not None:
                self.awaits_title = None
                yield from self._inside(self.article, line, text)
            elif self.annex is not None:
                _append(self.annex, text)
            elif _RECITAL.fullmatch(text):
                self.recital = f"{text} "
            else:
                yield Draft("paragraph", line, None, "", text=self.recital + text)
                self.recital = ""

    def _begun(self, line: int, text: str) -> Draft | None:
        """The annex, division or article that a line begins."""
        if (annex := _ANNEX.fullmatch(text)) is not None:
            self.article = None
            self.annex = Draft("annex", line, None, "", annex["first"] or annex["last"] or "")
            self.awaits_title = self.annex
            return self.annex
        if self.annex is not None:
            return None
        if (division := _DIVISION.fullmatch(text)) is not None:
            self.article = None
            level = _LEVELS[(division["et"] or division["en"]).casefold()]
            depth = _NESTED.index(level)
            self.divisions = [x for x in self.divisions if _NESTED.index(x.level) < depth]
            above = self.divisions[-1] if self.divisions else None
            made = Draft(level, line, above, "", division["first"] or division["last"])
            self.divisions.append(made)
            self.awaits_title = made
            return made
        if (article := _ARTICLE.fullmatch(text)) is not None:
            self.article, self.open = Draft("article", line, None, "", article[1]), []
            self.style = None
            self.awaits_title = self.article
            return self.article
        return None

    def _is_title(self, text: str) -> bool:
        """Whether a line is what the article, division or annex before it is called."""
        if self.awaits_title is None or len(text) > LONGEST_HEADING:
            return False
        if self.awaits_title.level not in ("article", "annex"):
            return True
        return not (
            text.endswith((".", ":", ";", ","))
            or _PARAGRAPH.match(text)
            or _NUMBERED.match(text)
            or _POINT.match(text)
        )

    def _inside(self, article: Draft, line: int, text: str) -> Iterator[Draft]:
        found = self._paragraph(text)
        if found is not None:
            self.open = [Draft("subsection", line, article, "", found[1], text=text[found.end() :])]
            yield self.open[-1]
            return
        found = _POINT.match(text)
        level = None if found is None else self._point(found[1])
        if found is None or level is None:
            _append(self.open[-1] if self.open else article, text)
            return
        depth = {"point": ("subsection",), "subpoint": ("subsection", "point")}[level]
        self.open = [each for each in self.open if each.level in depth]
        above = self.open[-1] if self.open else article
        made = Draft(level, line, above, "", found[1], text=text[found.end() :])
        self.open.append(made)
        yield made

    def _paragraph(self, text: str) -> re.Match[str] | None:
        """The number of the next paragraph, written as the first one of the article is."""
        for style in (_PARAGRAPH, _NUMBERED):
            found = style.match(text)
            if found is None or not self._follows(found[1]):
                continue
            if self.style not in (None, style):
                continue
            self.style = style
            return found
        return None

    def _follows(self, number: str) -> bool:
        """Whether a number continues the paragraphs of the article: ``1. jaanuar`` does not."""
        last = next((each.number for each in self.open if each.level == "subsection"), "")
        figure, before = _figure(number), _figure(last)
        return figure == before + 1 or (figure == before and number != last)

    def _point(self, label: str) -> Level | None:
        """What a label begins; ``i`` is a letter behind ``h`` and a figure elsewhere."""
        point = next((each.number for each in self.open if each.level == "point"), "")
        inner = next((each.number for each in self.open if each.level == "subpoint"), "")
        if point and label in _ROMANS:
            before = _ROMANS.index(inner) if inner in _ROMANS else -1
            if _ROMANS.index(label) == before + 1 and not (not inner and point == "h"):
                return "subpoint"
        if len(label) == 1 and label == (chr(ord(point[0]) + 1) if point else "a"):
            return "point"
        # A letter that was put in later: ``ba`` behind ``b``.
        return "point" if point and len(label) == 2 and label.startswith(point[0]) else None


def _figure(number: str) -> int:
    plain = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(plain) if plain else 0


def _append(draft: Draft, text: str) -> None:
    draft.text = f"{draft.text}\n{text}".strip()
