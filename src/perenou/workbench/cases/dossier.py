"""A report as a document, which the acts' writers put on paper: PDF or DOCX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
from perenou.casework.report import Cited, Line, Report, Section, Table
from perenou.casework.words import CITED
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.workbench.cases.facts_told import FactGroup
from perenou.workbench.frame.words import say

KIND: Final = "case_dossier"
_ADDRESS: Final = re.compile(r"https?://\S+")


def dossier(
    report: Report,
    facts: Sequence[FactGroup],
    language: Language,
    *,
    number: str,
    title: str,
    version: int,
    law_day: Day,
) -> Document:
    """Everything that the case page tells, as a document.

    Args:
        law_day: the day of the law by which it was answered; also the document's own day.
    """
    computed = say("dossier.computed", language, version=version, day=law_day)
    head = Portion(Part.HEADER, "", (_paragraph(computed), _paragraph(report.subtitle)))
    portions = [head]
    for section in report.sections:
        blocks = tuple(_blocks(section))
        if blocks:
            portions.append(Portion(Part.REASONS, section.heading, blocks))
    told = tuple(_facts(facts, language))
    if told:
        portions.insert(2, Portion(Part.FACTS, say("facts.title", language), told))
    return Document(KIND, language, f"{number} · {title}", law_day, tuple(portions))


def _blocks(section: Section) -> Iterator[Block]:
    """Lines as paragraphs, indented ones as lists below them; then the table."""
    items: list[Spans] = []
    for line in section.lines:
        if line.depth:
            items.append(_spans(line))
            continue
        if items:
            yield Listing(tuple(items))
            items = []
        yield Paragraph(_spans(line))
    if items:
        yield Listing(tuple(items))
    if section.table is not None and section.table.rows:
        yield _grid(section.heading, section.table)


def _grid(caption: str, table: Table) -> Grid:
    rows = tuple(
        tuple(cited_spans(cell, named) for cell in row) for row, named in _without_addresses(table)
    )
    head = table.head[: len(rows[0])]
    return Grid(caption, head, rows, numbers=frozenset(n for n in table.figures if n < len(head)))


def _without_addresses(table: Table) -> Iterator[tuple[tuple[str, ...], Cited]]:
    """Rows without a last column of addresses: on paper the provision itself is the link."""
    last = len(table.head) - 1
    bare = all(_ADDRESS.fullmatch(row[last]) for row in table.rows)
    for row, named in table.with_cited:
        yield (row[:last] if bare else row), named


def _facts(groups: Sequence[FactGroup], language: Language) -> Iterator[Block]:
    for group in groups:
        if not group.facts:
            continue
        has_sources = any(each.source for each in group.facts)
        told = ("what", "told", "source") if has_sources else ("what", "told")
        rows = tuple(
            tuple(map(_plain, (each.label, each.text, each.source)[: len(told)]))
            for each in group.facts
        )
        yield Grid(group.name, tuple(say(f"facts.{key}", language) for key in told), rows)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(_plain(text))


def _plain(text: str) -> Spans:
    return (Span(text),) if text else ()


def _spans(line: Line) -> Spans:
    return cited_spans(line.text, line.cited)


def cited_spans(text: str, cited: Cited = ()) -> Spans:
    """A text with its provisions as spans that open the wording of their day."""
    by_text = dict(reversed(cited))
    found: list[Span] = []
    at = 0
    for each in CITED.finditer(text):
        if each.start() > at:
            found.append(Span(text[at : each.start()]))
        found.append(Span(each[0], "provision", provision=each[0], wording=by_text.get(each[0])))
        at = each.end()
    if at < len(text):
        found.append(Span(text[at:]))
    return tuple(found)
