"""A document as JSON and back: for the record, for writers elsewhere, and for drafting anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, get_args

from perenou.acts.document import (
    Block,
    Document,
    Gap,
    Grid,
    Listing,
    Paragraph,
    Part,
    Portion,
    Span,
    SpanKind,
    Spans,
)
from perenou.casework.charts import Chart, ChartUnit, Series
from perenou.language.grammar import LANGUAGES, Language

FORM: Final = "perenou act, version 1"
"""Stands in every file, so that another file is not taken for one."""


class DocumentError(ValueError):
    """A file is no draft that this program wrote."""


def to_json(document: Document) -> str:
    """A document as JSON."""
    return json.dumps(
        {
            "form": FORM,
            "kind": document.kind,
            "language": document.language,
            "title": document.title,
            "day": document.day,
            "is_reading_copy": document.is_reading_copy,
            "gaps": [{"part": gap.part.value, "what": gap.what} for gap in document.gaps],
            "portions": [
                {
                    "part": portion.part.value,
                    "heading": portion.heading,
                    "blocks": [_block(block) for block in portion.blocks],
                    **({"is_below": True} if portion.is_below else {}),
                }
                for portion in document.portions
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"paragraph": _spans(block.spans), "own": block.own}
    if isinstance(block, Listing):
        return {"list": [_spans(item) for item in block.items], "numbered": block.numbered}
    if isinstance(block, Chart):
        return {
            "chart": block.title,
            "categories": list(block.categories),
            "series": [{"name": each.name, "values": list(each.values)} for each in block.series],
            "unit": block.unit,
            "is_whole": block.is_whole,
        }
    return {
        "table": [[_spans(cell) for cell in row] for row in block.rows],
        "caption": block.caption,
        "head": list(block.head),
        "foot": [_spans(cell) for cell in block.foot],
        "numbers": sorted(block.numbers),
    }


def _spans(spans: Spans) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for span in spans:
        one: dict[str, object] = {"text": span.text}
        if span.kind != "text":
            one["kind"] = span.kind
        if span.value is not None:
            one["value"] = span.value
        if span.provision:
            one |= {"provision": span.provision, "wording": span.wording}
        found.append(one)
    return found


# ------------------------------------------------------------------------------ back


def from_json(text: str) -> Document:
    """A document from its JSON.

    Raises:
        DocumentError: the text is no JSON, or not of a draft.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise DocumentError from error
    if not isinstance(data, dict) or data.get("form") != FORM:
        raise DocumentError
    try:
        return _document(data)
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError from error


def _document(data: Mapping[str, object]) -> Document:
    day = data["day"]
    return Document(
        _text(data["kind"]),
        _language(data["language"]),
        _text(data["title"]),
        None if day is None else _whole(day),
        tuple(
            Portion(
                Part(_text(each["part"])),
                _text(each["heading"]),
                tuple(_read_block(block) for block in _maps(each["blocks"])),
                is_below=each.get("is_below") is True,
            )
            for each in _maps(data["portions"])
        ),
        tuple(Gap(Part(_text(each["part"])), _text(each["what"])) for each in _maps(data["gaps"])),
        is_reading_copy=data["is_reading_copy"] is True,
    )


def _read_block(data: Mapping[str, object]) -> Block:
    if "paragraph" in data:
        return Paragraph(_read_spans(data["paragraph"]), own=data["own"] is True)
    if "list" in data:
        items = tuple(_read_spans(item) for item in _list(data["list"]))
        return Listing(items, numbered=data["numbered"] is True)
    if "chart" in data:
        return _read_chart(data)
    return Grid(
        _text(data["caption"]),
        tuple(_text(each) for each in _list(data["head"])),
        tuple(tuple(_read_spans(cell) for cell in _list(row)) for row in _list(data["table"])),
        tuple(_read_spans(cell) for cell in _list(data["foot"])),
        frozenset(_whole(each) for each in _list(data["numbers"])),
    )


def _read_chart(data: Mapping[str, object]) -> Chart:
    return Chart(
        _text(data["chart"]),
        tuple(_text(each) for each in _list(data["categories"])),
        tuple(
            Series(_text(each["name"]), tuple(_whole(value) for value in _list(each["values"])))
            for each in _maps(data["series"])
        ),
        _unit(data["unit"]),
        is_whole=data["is_whole"] is True,
    )


def _read_spans(data: object) -> Spans:
    return tuple(_read_span(each) for each in _maps(data))


def _read_span(data: Mapping[str, object]) -> Span:
    value, wording = data.get("value"), data.get("wording")
    return Span(
        _text(data["text"]),
        _kind(data.get("kind", "text")),
        None if value is None else _whole(value),
        _text(data.get("provision", "")),
        None if wording is None else _whole(wording),
    )


def _kind(value: object) -> SpanKind:
    for kind in get_args(SpanKind):
        if kind == value:
            found: SpanKind = kind
            return found
    raise ValueError(value)


def _unit(value: object) -> ChartUnit:
    for unit in get_args(ChartUnit):
        if unit == value:
            found: ChartUnit = unit
            return found
    raise ValueError(value)


def _language(value: object) -> Language:
    for language in LANGUAGES:
        if language == value:
            return language
    raise ValueError(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(value)


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(value)


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise TypeError(value)


def _maps(value: object) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    for each in _list(value):
        if not isinstance(each, dict):
            raise TypeError(each)
        found.append(each)
    return found
