"""Pictures (SVG): one frame, one light ground, patterns beside colours, words for all of it.

A picture brings its own light background, so that it reads the same on a dark page and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from perenou.language.grammar import Language

INK, QUIET, RULE, WEEKEND, PAPER = "#151926", "#5d6071", "#d2d3d8", "#f0f0f2", "#ffffff"

SOLID: Final = "#003662"
STRIPES, DOTS, LINES = "url(#fathers)", "url(#shared)", "url(#adopters)"
"""Fills that differ without any colour: slanting stripes, dots, level stripes."""

PATTERNS: Final = """<defs>
<pattern id="fathers" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#eaf3ee"/><rect width="3" height="6" fill="#266b42"/></pattern>
<pattern id="shared" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#e7f0f6"/><circle cx="2.5" cy="2.5" r="1.3" fill="#005aa3"/></pattern>
<pattern id="adopters" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="#fff8e7"/><rect width="4" height="2" fill="#664807"/></pattern>
</defs>"""  # noqa: E501


def picture(
    width: int, height: int, title: str, told: str, language: Language, parts: Iterable[str]
) -> str:
    """A picture as an SVG element, to stand in a page.

    Args:
        title: what it is. told: all that it shows, in words. parts: what is drawn.
    """
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" aria-labelledby="title desc" '
            f'xml:lang="{language}" font-family="Roboto, Arial, \'DejaVu Sans\', sans-serif" '
            f'font-size="12" fill="{INK}">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(told)}</desc>',
            PATTERNS,
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            *parts,
            "</svg>\n",
        )
    )


def as_file(drawn: str) -> str:
    """A picture as the text of a file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}'


def text(x: float, y: float, words: str, style: str = "") -> str:
    """Words at a place."""
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'
