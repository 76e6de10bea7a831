"""Reports for other programs: as data, and as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.casework.as_json import Json
from perenou.casework.report import Report, Section


def report_data(report: Report) -> list[Json]:
    """The sections of a report: heading, sentences and rows."""
    return [_section(each) for each in report.sections]


def report_text(report: Report) -> str:
    """A report as lines of text; cells of a table are parted by bars."""
    return "\n".join(_lines(report))


def _section(section: Section) -> Json:
    return {
        "key": section.key,
        "heading": section.heading,
        "lines": [{"depth": line.depth, "text": line.text} for line in section.lines],
        "table": None
        if section.table is None
        else {
            "head": [*section.table.head],
            "rows": [[*row] for row in section.table.rows],
        },
    }


def _lines(report: Report) -> Iterator[str]:
    yield report.title
    yield report.subtitle
    for section in report.sections:
        yield ""
        yield section.heading
        for line in section.lines:
            yield f"{'  ' * line.depth}{line.text}"
        if section.table is not None:
            yield " | ".join(section.table.head)
            for row in section.table.rows:
                yield " | ".join(row)
