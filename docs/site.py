"""Build the documentation as pages that need no network: ``python docs/site.py [FOLDER]``.

Markdown becomes HTML by the library that ``rich`` brings along. Links between our pages lead from
page to page; what they point at outside of the documentation is told as text.

Each page says in which language it is, and so does each part in another one, so that a screen
reader has the right voice: chapters and samples by their words, and what stands under a name in
italics (``name<br>*nimi*``), which in English pages is Estonian.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from perenou import __version__
from perenou.impact.coded import coded_since
from perenou.language.dates import day
from perenou.language.grammar import Language
from perenou.language.which import language_counts

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
FIRST: Final = ("README", "engineers", "architecture", "operators", "safety", "settings")
"""Pages that come first in the list, in this order; the others follow by name."""

FOOT: Final[dict[Language, str]] = {
    "et": "Perenõu {version}; õigus seisuga {day}.",
    "en": "Perenõu {version}; the law as of {day}.",
}
PAGES: Final[dict[Language, str]] = {"et": "Lehed", "en": "Pages"}

_LEAST: Final = 3
"""Common words of another language from which on a part is taken to be in it."""

STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --link: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; display: grid;
  grid-template-columns: 15rem minmax(0, 52rem); gap: 2rem; padding: 1.5rem; }
nav ul { list-style: none; padding: 0; margin: 0; }
nav a { display: block; padding: .2rem 0; }
nav [aria-current] { font-weight: 600; }
a { color: var(--link); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start; }
th, td { vertical-align: top; }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .8rem; }
code { font-size: .92em; }
img { max-width: 100%; height: auto; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .5rem; }
@media (max-width: 50rem) { body { grid-template-columns: 1fr; } }
@media print { nav { display: none; } body { display: block; } }
"""


def sources() -> dict[str, Path]:
    """By name of the page, the Markdown that it is made from."""
    found = {path.stem: path for path in sorted(DOCS.glob("*.md"))}
    found |= {name: ROOT / f"{name}.md" for name in ("README", "CHANGELOG")}
    order = [name for name in FIRST if name in found]
    return {name: found[name] for name in [*order, *sorted(found.keys() - set(order))]}


def address(name: str) -> str:
    """The file of a page."""
    return "index.html" if name == "README" else f"{name}.html"


def build(folder: Path) -> list[Path]:
    """Write every page, what they show, and the style.

    Returns:
        The pages.
    """
    pages = sources()
    texts = {name: path.read_text(encoding="utf-8") for name, path in pages.items()}
    titles = {name: Titled(_title(text), language_in(text)) for name, text in texts.items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "style.css").write_text(STYLE.lstrip(), encoding="utf-8")
    shutil.copytree(DOCS / "pictures", folder / "pictures", dirs_exist_ok=True)
    for each in DOCS.glob("*.json"):
        shutil.copy(each, folder)
    made = []
    for name, path in pages.items():
        told = _html(texts[name], path, titles[name].language)
        made.append(folder / address(name))
        made[-1].write_text(_page(name, told, titles), encoding="utf-8")
    return made


class Titled(NamedTuple):
    """The title of a page, and in which language it is."""

    title: str
    language: Language


def language_in(text: str, otherwise: Language = "en") -> Language:
    """The language of a part of the documentation; ``otherwise`` where its words do not tell."""
    counts = language_counts(text)
    other: Language = "et" if otherwise == "en" else "en"
    is_other = counts[other] >= _LEAST and counts[other] > 2 * counts[otherwise]
    return other if is_other else otherwise


def _title(text: str) -> str:
    found = re.search(r"^# (.+)$", text, re.M)
    return found[1] if found else ""


def _html(text: str, path: Path, language: Language) -> str:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    told = "".join(_chapter(parser, chapter, language) for chapter in _chapters(parser.parse(text)))
    told = re.sub(r"&lt;br&gt;", "<br>", told)
    if language == "en":
        told = re.sub(r"<br>\s*<em>", '<br><em lang="et">', told)
    told = re.sub(r"<(h[1-4])>(.*?)</\1>", _with_anchor, told)
    return re.sub(r'(href|src)="([^"]+)"', lambda found: _link(found, path), told)


def _chapters(tokens: list[Token]) -> Iterator[list[Token]]:
    """What stands before the first heading of the second level, and then under each."""
    begins = [at for at, each in enumerate(tokens)
              if each.type == "heading_open" and each.tag == "h2" and each.level == 0]  # fmt: skip
    for begin, end in pairwise([0, *begins, len(tokens)]):
        yield tokens[begin:end]


def _chapter(parser: MarkdownIt, tokens: list[Token], language: Language) -> str:
    """A chapter as HTML, marked where it or a sample in it is in another language than the page."""
    prose = " ".join(each.content for each in tokens if each.type == "inline")
    own = language_in(prose, language)
    for each in tokens:
        if each.type == "fence" and (sample := language_in(each.content, own)) != own:
            each.attrSet("lang", sample)
    told: str = parser.renderer.render(tokens, parser.options, {})
    return f'<div lang="{own}">\n{told}</div>\n' if own != language else told


def _lang(language: Language, around: Language) -> str:
    """The attribute of a part in another language than what is around it."""
    return "" if language == around else f' lang="{language}"'


def _with_anchor(found: re.Match[str]) -> str:
    plain = re.sub(r"<[^>]+>", "", found[2]).lower()
    anchor = re.sub(r"[^\w\s-]", "", plain).strip().replace(" ", "-")
    return f'<{found[1]} id="{anchor}">{found[2]}</{found[1]}>'


def _link(found: re.Match[str], path: Path) -> str:
    kind, target = found[1], found[2]
    if re.match(r"[a-z]+:|#", target):
        return found[0]
    file, mark, anchor = target.partition("#")
    wanted = (path.parent / file).resolve()
    for name, source in sources().items():
        if wanted == source:
            return f'{kind}="{address(name)}{mark}{anchor}"'
    if wanted.is_relative_to(DOCS) and wanted.suffix in (".json", ".png", ".svg"):
        return f'{kind}="{wanted.relative_to(DOCS).as_posix()}"'
    return f'data-{kind}="{target}"'


def _page(name: str, told: str, titles: dict[str, Titled]) -> str:
    title, language = titles[name]
    links = "".join(
        f'<li><a href="{address(each)}"{" aria-current=page" if each == name else ""}'
        f"{_lang(of.language, language)}>{escape(of.title)}</a></li>"
        for each, of in titles.items()
    )
    since = day(date.fromisoformat(coded_since("PHS")).toordinal(), language)
    foot = FOOT[language].format(version=__version__, day=since)
    named = title if title == "Perenõu" else f"{title} – Perenõu"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(named)}</title>"
        f'<link rel="stylesheet" href="style.css"></head>\n'
        f'<body><nav aria-label="{PAGES[language]}"><ul>{links}</ul></nav>\n<main>\n{told}'
        f"<footer><p>{escape(foot)}</p></footer>"
        f"</main></body></html>\n"
    )


def main() -> int:
    """Build it.

    Returns:
        0.
    """
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"
    print(f"{folder}: {len(build(folder))} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
