"""A simulation as files: a page with its charts, and its tables for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from typing import Final

from perenou.casework.charts import words_of
from perenou.casework.picture import as_file
from perenou.casework.report import Report, Section, Table
from perenou.exchange.tables import as_csv
from perenou.language.grammar import MINUS, NARROW_SPACE, Language

_STYLE: Final = (
    "body{font:1em/1.5 Roboto,Arial,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;"
    "color:#151926;background:#fff}h1{font-size:1.6em;font-weight:400}"
    "h2{font-size:1.2em;font-weight:500;margin-top:2em}"
    "table{border-collapse:collapse;margin:1em 0}caption{text-align:left}"
    "th,td{padding:.3em .7em;border-bottom:1px solid #d2d3d8;text-align:left;vertical-align:top}"
    ".figure{text-align:right;font-variant-numeric:tabular-nums}"
    "img{max-width:100%;height:auto}.scroll{overflow-x:auto}.quiet{color:#5d6071}"
    "@media print{h2{break-after:avoid}img,tr{break-inside:avoid}}"
)


_AS_WRITTEN: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def files(
    report: Report, charts: Mapping[str, str], words: str, language: Language
) -> dict[str, bytes]:
    """The files by name.

    Args:
        charts: pictures by the key of the section that they stand in. words: what the words for a
            chart are announced with.
    """
    found = {"aruanne.html": _page(report, charts, words, language).encode()}
    for name, drawn in charts.items():
        found[f"{name}.svg"] = as_file(drawn).encode()
    for section in report.sections:
        if section.table is not None:
            found[f"{section.key}.csv"] = as_csv(_rows(section.table), section.table.figures)
    return found


def workbook(report: Report) -> bytes:
    """All tables as one XLSX workbook, a sheet each.

    Raises:
        ImportError: XlsxWriter is not installed.
    """
    from xlsxwriter import Workbook

    to = BytesIO()
    book = Workbook(to, _AS_WRITTEN)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for section in report.sections:
        if section.table is None:
            continue
        sheet = book.add_worksheet(section.key[:31])
        sheet.write(0, 0, section.heading, bold)
        for column, name in enumerate(section.table.head):
            sheet.write(2, column, name, bold)
        for at, row in enumerate(section.table.rows):
            for column, cell in enumerate(row):
                value = _number(cell) if column in section.table.figures else None
                sheet.write(3 + at, column, cell if value is None else value)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(section.table.head), 18)
        sheet.freeze_panes(3, 1)
    book.close()
    return to.getvalue()


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    """The head and the rows, with figures as programs write them."""
    yield table.head
    for row in table.rows:
        yield tuple(
            cell.replace(NARROW_SPACE, "").replace(MINUS, "-") if at in table.figures else cell
            for at, cell in enumerate(row)
        )


def _number(cell: str) -> float | None:
    plain = cell.replace(NARROW_SPACE, "").replace(MINUS, "-").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _page(report: Report, charts: Mapping[str, str], words: str, language: Language) -> str:
    parts = [_section(section, charts.get(section.key), words) for section in report.sections]
    title = escape(report.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title>\n<style>{_STYLE}</style></head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="quiet">{escape(report.subtitle)}</p>\n'
        f"{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _section(section: Section, chart: str | None, words: str) -> str:
    told = "".join(f"<p>{escape(line.text)}</p>\n" for line in section.lines)
    picture = ""
    if chart is not None:
        said = escape(words_of(chart))
        picture = (
            f'<p><img src="{escape(section.key)}.svg" alt="{said}"></p>\n'
            f"<details><summary>{escape(words)}</summary><p>{said}</p></details>\n"
        )
    table = "" if section.table is None else _table(section.table, section.heading)
    return f"<section>\n<h2>{escape(section.heading)}</h2>\n{told}{picture}{table}</section>\n"


def _table(table: Table, heading: str) -> str:
    def cells(row: tuple[str, ...], kind: str) -> str:
        return "".join(
            f"<{kind}{' class=figure' if at in table.figures else ''}"
            f"{' scope=col' if kind == 'th' else ''}>{escape(cell)}</{kind}>"
            for at, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells(row, 'td')}</tr>\n" for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(heading)}">'
        f"<table>\n<thead><tr>{cells(table.head, 'th')}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table></div>\n"
    )
