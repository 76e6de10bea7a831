"""Reports and proposed versions as one HTML page each: no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from perenou.acts.check.finding import Finding
from perenou.acts.write_html import STYLE
from perenou.casework.report import Line, Report, Table
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.texts.check import CheckedText
from perenou.texts.mend import Change, MendedParagraph, mended

_STYLE: Final = """
body { max-width: 72rem; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; padding: .5rem 0;
  border-bottom: 1px solid #ccd2de; }
.beside > p, .beside > div { margin: 0; overflow-wrap: anywhere; }
.beside .wide { grid-column: 1 / -1; font-size: .9rem; }
del { background: #fbe3e1; text-decoration: line-through; }
ins { background: #dff2e1; text-decoration: none; }
mark { border-bottom: 1.5px dashed #994d00; background: #fff3d6; }
.bad { color: #a3231a; } .good { color: #1d6b2c; } .quiet { color: #5b6475; }
.open { color: #7a4b00; }
.d1 { margin-left: 1.5rem; }
@media (max-width: 40rem) { .beside { grid-template-columns: 1fr; } }
"""


def report_page(report: Report, language: Language) -> str:
    """A report as a page."""
    return _page(report.title, language, "".join(_report(report)))


def beside_page(
    checked: CheckedText, report: Report, language: Language, accepted: CheckedText | None = None
) -> str:
    """The text as it is beside the proposed version, with the reasons, below the report.

    Args:
        accepted: the text with the findings alone whose changes are wanted; None: all of them.
    """
    texts = Catalogue.load("perenou.texts", "texts")

    def say(key: str) -> str:
        return escape(texts.text(f"text.mend.{key}", language))

    rows = "".join(_beside(each, checked.findings) for each in mended(accepted or checked))
    body = (
        f"{''.join(_report(report))}<h2>{say('beside')}</h2>"
        f'<div class="beside"><p><strong>{say("before")}</strong></p>'
        f"<p><strong>{say('after')}</strong></p></div>{rows}"
    )
    return _page(report.title, language, body)


def _page(title: str, language: Language, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _report(report: Report) -> Iterator[str]:
    yield f"<h1>{escape(report.title)}</h1><p class=quiet>{escape(report.subtitle)}</p>"
    for section in report.sections:
        yield f"<h2>{escape(section.heading)}</h2>"
        yield from map(_line, section.lines)
        if section.table is not None:
            yield _table(section.table)


def _line(line: Line) -> str:
    names = " ".join(filter(None, (line.tone, f"d{line.depth}" if line.depth else "")))
    return f'<p class="{names}">{escape(line.text)}</p>'


def _table(table: Table) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        told = "".join(
            f"<{tag}{' class=number' if at in table.figures else ''}>{escape(cell)}</{tag}>"
            for at, cell in enumerate(cells)
        )
        return f"<tr>{told}</tr>"

    rows = "".join(row(cells, "td") for cells in table.rows)
    head = row(table.head, "th")
    return f'<div class="scroll"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _beside(paragraph: MendedParagraph, findings: Sequence[Finding]) -> str:
    own = [e for e in findings if e.place is not None and e.place.paragraph == paragraph.number]
    left = _marked(paragraph.before, [(e.place.start, e.place.end) for e in own if e.place])
    right = _inserted(paragraph.before, paragraph.changes)
    reasons = "".join(
        f'<p class="{"bad" if each.severity.stops else "quiet"}">{escape(each.excerpt[:120])} – '
        f"{escape(each.text)} {escape(each.cure)} <em>({escape(each.citation)})</em></p>"
        for each in own
    )
    told = f'<div class="wide">{reasons}</div>' if reasons else ""
    return f'<div class="beside"><p>{left}</p><p>{right}</p>{told}</div>'


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    made, at = "", 0
    for start, end in sorted(spans):
        if start < at or end - start == len(text):
            continue
        made += escape(text[at:start]) + f"<mark>{escape(text[start:end])}</mark>"
        at = end
    return made + escape(text[at:])


def _inserted(text: str, found: Sequence[Change]) -> str:
    made, at = "", 0
    for each in found:
        made += escape(text[at : each.start])
        made += f"<del>{escape(text[each.start : each.end])}</del><ins>{escape(each.instead)}</ins>"
        at = each.end
    return made + escape(text[at:])
