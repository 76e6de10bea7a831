"""Logs and reports as they stand in the database, and back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from io import BytesIO
from typing import cast

import numpy as np

from perenou.casework.report import Cited, Line, Report, Section, Table, Tone
from perenou.language.catalogue import SlotValue
from perenou.language.grammar import Language
from perenou.process.errors import RefusedLogError
from perenou.process.log import EventLog, LeftOut

_COLUMNS = ("case", "activity", "unit", "resource", "began", "ended")
_NAMES = ("cases", "activities", "units", "resources")


def packed(log: EventLog) -> str:
    """A log as text."""
    names = {key: list(getattr(log, key)) for key in _NAMES}
    told = {**names, "left_out": [asdict(each) for each in log.left_out]}
    to = BytesIO()
    columns = {key: getattr(log, key) for key in _COLUMNS}
    np.savez(to, told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8), **columns)
    return b64encode(to.getvalue()).decode()


def unpacked(text: str) -> EventLog:
    """The log again."""
    with np.load(BytesIO(b64decode(text)), allow_pickle=False) as found:
        told = json.loads(found["told"].tobytes())
        columns = {key: found[key] for key in _COLUMNS}
    left_out = tuple(
        LeftOut(each["kind"], each["number"], tuple(each["rows"])) for each in told["left_out"]
    )
    return EventLog(
        tuple(told["cases"]), tuple(told["activities"]), tuple(told["units"]),
        tuple(told["resources"]), columns["case"], columns["activity"], columns["unit"],
        columns["resource"], columns["began"], columns["ended"], left_out,
    )  # fmt: skip


def findings_of(text: str) -> dict[str, str]:
    """What was found, by key; what an earlier release kept bears numbers, from 1."""
    told: list[str] | dict[str, str] = json.loads(text)
    if isinstance(told, dict):
        return told
    return {str(at): said for at, said in enumerate(told, start=1)}


def report_text(report: Report) -> str:
    """A report as text."""
    return json.dumps(asdict(report), ensure_ascii=False, default=sorted)


def report_of(text: str) -> Report:
    """The report again."""
    told = json.loads(text)
    return Report(told["title"], told["subtitle"], tuple(map(_section, told["sections"])))


def _section(told: dict[str, object]) -> Section:
    lines = cast("list[dict[str, object]]", told["lines"])
    table = cast("dict[str, object] | None", told["table"])
    return Section(
        str(told["key"]), str(told["heading"]), tuple(map(_line, lines)),
        None if table is None else _table(table),
    )  # fmt: skip


def _line(told: dict[str, object]) -> Line:
    return Line(
        str(told["text"]), cast("int", told["depth"]), cast("Tone", told["tone"]),
        _cited(told["cited"]),
    )  # fmt: skip


def _table(told: dict[str, object]) -> Table:
    rows = cast("list[list[str]]", told["rows"])
    return Table(
        tuple(cast("list[str]", told["head"])), tuple(map(tuple, rows)),
        frozenset(cast("list[int]", told["figures"])), _cited(told["cited"]),
    )  # fmt: skip


def _cited(told: object) -> Cited:
    return tuple((str(text), int(day)) for text, day in cast("list[tuple[str, int]]", told))


def failure_text(error: RefusedLogError) -> str:
    """Why something was refused, as text."""
    return json.dumps({"key": error.key, "slots": error.slots}, ensure_ascii=False)


def failure_said(text: str, language: Language) -> str:
    """Why something was refused, as it is told to people."""
    told = json.loads(text)
    slots = cast("dict[str, SlotValue]", told["slots"])
    return RefusedLogError(told["key"], **slots).text(language)
