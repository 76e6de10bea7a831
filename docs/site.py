"""Build the documentation as pages that need no network: ``python docs/site.py [FOLDER]``.

Markdown becomes HTML by the library that ``rich`` brings along. Links between our pages lead from
page to page; what they point at outside of the documentation is told as text.
"""

from __future__ import annotations

import re
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

from perenou import __version__
from perenou.impact.coded import coded_since

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
FIRST: Final = ("README", "engineers", "architecture", "operators", "safety", "settings")
"""Pages that come first in the list, in this order; the others follow by name."""

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
    titles = {name: _title(path.read_text(encoding="utf-8")) for name, path in pages.items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "style.css").write_text(STYLE.lstrip(), encoding="utf-8")
    shutil.copytree(DOCS / "pictures", folder / "pictures", dirs_exist_ok=True)
    for each in DOCS.glob("*.json"):
        shutil.copy(each, folder)
    made = []
    for name, path in pages.items():
        told = _html(path.read_text(encoding="utf-8"), path)
        made.append(folder / address(name))
        made[-1].write_text(_page(name, told, titles), encoding="utf-8")
    return made


def _title(text: str) -> str:
    found = re.search(r"^# (.+)$", text, re.M)
    return found[1] if found else ""


def _html(text: str, path: Path) -> str:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    told: str = parser.render(text)
    told = re.sub(r"&lt;br&gt;", "<br>", told)
    told = re.sub(r"<(h[1-4])>(.*?)</\1>", _with_anchor, told)
    return re.sub(r'(href|src)="([^"]+)"', lambda found: _link(found, path), told)


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


def _page(name: str, told: str, titles: dict[str, str]) -> str:
    links = "".join(
        f'<li><a href="{address(each)}"{" aria-current=page" if each == name else ""}>'
        f"{escape(title)}</a></li>"
        for each, title in titles.items()
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(titles[name])} – Perenõu</title>"
        f'<link rel="stylesheet" href="style.css"></head>\n'
        f'<body><nav aria-label="Pages"><ul>{links}</ul></nav>\n<main>\n{told}'
        f"<footer><p>Perenõu {__version__}; the law as of {coded_since('PHS')}.</p></footer>"
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
