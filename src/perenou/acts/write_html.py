"""A document as one HTML page: no script, nothing fetched, ready for the printer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Final

from perenou.acts.document import (
    Block,
    Document,
    Grid,
    Listing,
    Paragraph,
    Part,
    Portion,
    Span,
    Spans,
)
from perenou.acts.page.layout import (
    BLUE,
    GAP,
    GREY,
    HEAD,
    LINE,
    NO_BREAK,
    check,
    clean,
    leads,
    link,
    shown,
    status,
)
from perenou.casework.charts import Chart, drawn, words_of
from perenou.casework.picture import as_file
from perenou.language.grammar import Language

STYLE: Final = f"""
:root {{ color-scheme: light; }}
body {{ font: 16px/1.5 Roboto, "Helvetica Neue", Arial, sans-serif; color: #151926;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.75rem; line-height: 1.25; font-weight: 400; margin: 2rem 0 1rem; }}
h2 {{ font-size: 1.25rem; line-height: 1.3; font-weight: 600; margin: 1.75rem 0 .5rem; }}
h3 {{ font-size: 1.05rem; line-height: 1.3; font-weight: 600; margin: 1.25rem 0 .4rem; }}
figure {{ margin: 1rem 0; }}
figure img {{ max-width: 100%; height: auto; }}
p, ul, ol {{ margin: 0 0 .75rem; }}
.status {{ color: #{GREY}; border-bottom: 1px solid #{LINE}; padding-bottom: .5rem; }}
.header p, .addressee p, .access p, .signature p {{ margin-bottom: .1rem; }}
.addressee, .access, .signature {{ margin-top: 1.5rem; }}
.access {{ border: 1px solid #{GREY}; padding: .5rem .75rem; width: max-content; max-width: 100%;
  box-sizing: border-box; }}
.scroll {{ overflow-x: auto; margin: 1rem 0; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; font-weight: 600; padding-bottom: .4rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .6rem;
  border-bottom: 1px solid #{LINE}; font-weight: 400; }}
thead th {{ background: #{HEAD}; font-weight: 600; vertical-align: bottom; }}
tfoot th, tfoot td {{ font-weight: 600; border-top: 2px solid #{GREY}; }}
.number {{ text-align: right; }}
.whole {{ white-space: nowrap; }}
mark {{ background: #{GAP}; color: inherit; border-bottom: 1.5px dashed #994d00; }}
a {{ color: #{BLUE}; }}
@media print {{
  @page {{ size: A4; margin: 20mm 20mm 20mm 25mm; }}
  body {{ font-size: 11pt; line-height: 1.4; max-width: none; margin: 0; padding: 0; }}
  h1, h2, h3, caption, thead, .leads {{ break-after: avoid; }}
  .signature {{ break-before: avoid; }}
  tbody tr:first-child, tfoot tr {{ break-before: avoid; }}
  tr, figure, .signature, .access {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
  tfoot {{ display: table-row-group; }}
  thead th, mark {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  .scroll {{ overflow: visible; }}
}}
"""

_TAGS: Final = {"strong": "strong", "gap": "mark"}


def as_html(document: Document) -> str:
    """The whole page; what the document says stands inside ``main``.

    Raises:
        ValueError: a row of a table does not fit its head, or a span holds no citation.
    """
    return "\n".join(_page(document)) + "\n"


def _page(document: Document) -> Iterator[str]:
    said = status(document)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{document.language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(clean(document.title))}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    if said:
        yield f'<p class="status" role="note">{escape(said)}</p>'
    yield "<main>"
    above, below = document.before_title, document.after_title
    for portion, kept in zip(above, leads(above), strict=True):
        yield from _portion(portion, kept, "", document.language)
    yield f'<h1 data-part="{Part.HEADING}">{escape(clean(document.title))}</h1>'
    for number, (portion, kept) in enumerate(zip(below, leads(below), strict=True), 1):
        yield from _portion(portion, kept, f"part-{number}", document.language)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _portion(
    portion: Portion, kept: Sequence[bool], anchor: str, language: Language
) -> Iterator[str]:
    """A part; above the title, where ``anchor`` is empty, its heading is no heading of the page.

    ``kept``: of each block, whether it stays with the next one on paper.
    """
    named = f' aria-labelledby="{anchor}"' if portion.heading and anchor else ""
    yield f'<section class="{portion.part}" data-part="{portion.part}"{named}>'
    if named:
        tag = "h3" if portion.is_below else "h2"
        yield f'<{tag} id="{anchor}">{escape(clean(portion.heading))}</{tag}>'
    elif portion.heading:
        yield f"<p><strong>{escape(clean(portion.heading))}</strong></p>"
    for block, is_lead in zip(portion.blocks, kept, strict=True):
        yield from _block(block, language, is_lead=is_lead)
    yield "</section>"


def _block(block: Block, language: Language, *, is_lead: bool) -> Iterator[str]:
    if isinstance(block, Paragraph):
        own = " data-own" if block.own else ""
        leads_in = ' class="leads"' if is_lead else ""
        yield f"<p{leads_in}{own}>{_spans(block.spans)}</p>"
    elif isinstance(block, Listing):
        tag = "ol" if block.numbered else "ul"
        yield f"<{tag}>"
        for item in block.items:
            yield f"<li>{_spans(item)}</li>"
        yield f"</{tag}>"
    elif isinstance(block, Chart):
        yield from _chart(block, language)
    else:
        yield from _table(block)


def _chart(chart: Chart, language: Language) -> Iterator[str]:
    """A chart as a picture of its own, which the page holds: many of them share no names."""
    picture = drawn(chart, language)
    data = b64encode(as_file(picture).encode()).decode()
    words = escape(clean(words_of(picture)))
    yield f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{words}"></figure>'


def _table(grid: Grid) -> Iterator[str]:
    check(grid)
    caption = escape(clean(grid.caption))
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">'
    yield f"<table><caption>{caption}</caption>"
    cells = "".join(
        f'<th scope="col"{_side(grid, at)}>{escape(clean(text))}</th>'
        for at, text in enumerate(grid.head)
    )
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        yield _row(grid, row)
    yield "</tbody>"
    if grid.foot:
        yield f"<tfoot>{_row(grid, grid.foot)}</tfoot>"
    yield "</table></div>"


def _row(grid: Grid, row: tuple[Spans, ...]) -> str:
    """A row; its first cell names it, unless it is a figure itself."""
    cells = ""
    for at, cell in enumerate(row):
        is_name = at == 0 and 0 not in grid.numbers
        tag, scope = ("th", ' scope="row"') if is_name else ("td", "")
        cells += f"<{tag}{scope}{_side(grid, at)}>{_spans(cell)}</{tag}>"
    return f"<tr>{cells}</tr>"


def _side(grid: Grid, at: int) -> str:
    return ' class="number"' if at in grid.numbers else ""


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(shown(span))
    if NO_BREAK in text and " " not in text:
        text = f'<span class="whole">{text}</span>'
    if span.kind == "day" and span.value is not None:
        text = f'<time datetime="{date.fromordinal(span.value).isoformat()}">{text}</time>'
    elif span.kind in ("amount", "count") and span.value is not None:
        text = f'<data value="{span.value}">{text}</data>'
    elif tag := _TAGS.get(span.kind):
        text = f"<{tag}>{text}</{tag}>"
    address = link(span)
    return f'<a href="{escape(address)}">{text}</a>' if address else text
