"""Logs of every form come in the same, and what does not fit is counted and never guessed."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from tests.process.logs import log_of, seconds

from perenou.language.grammar import LANGUAGES
from perenou.process import columns as cols
from perenou.process.errors import RefusedLogError
from perenou.process.log import UNKNOWN_TIME, EventLog
from perenou.process.read import read_bytes
from perenou.process.read_xes import read_xes
from perenou.process.synthetic import synthetic
from perenou.process.times import seconds_of
from perenou.process.write_log import as_csv, as_xes

CSV = """Toimik;Toiming;Millal;Kes
1;Taotlus;02.03.2026 09:00;Mari
1;Otsus;2026-03-05 10:30;Jüri
2;Taotlus;2026-03-03T08:15:30;Mari
"""
TOLD = {"case": "Toimik", "activity": "Toiming", "time": "Millal", "resource": "Kes"}


def same(one: EventLog, other: EventLog) -> bool:
    """Whether two logs tell the same, whatever their codes."""

    def rows(log: EventLog) -> list[tuple[object, ...]]:
        return [
            (
                log.cases[case], log.activities[activity],
                log.units[unit] if unit >= 0 else "", log.resources[who] if who >= 0 else "",
                end if began == UNKNOWN_TIME else began, end,
            )
            for case, activity, unit, who, began, end in zip(
                log.case.tolist(), log.activity.tolist(), log.unit.tolist(),
                log.resource.tolist(), log.began.tolist(), log.ended.tolist(), strict=True,
            )
        ]  # fmt: skip

    return rows(one) == rows(other)


@pytest.mark.parametrize("write", [as_csv, as_xes])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_is_written_is_read_again(write: object, pack: object) -> None:
    log = synthetic(120)
    content = pack(write(log))  # type: ignore[operator]
    assert same(read_bytes(content, {})[0], log)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_tables_of_any_usual_kind(encoding: str, delimiter: str) -> None:
    content = CSV.replace(";", delimiter).encode(encoding)
    log, columns = read_bytes(content, TOLD)
    assert log.cases == ("1", "2")
    assert log.activities == ("Taotlus", "Otsus")
    assert log.resources == ("Mari", "Jüri")
    assert log.ended.tolist() == [
        seconds("2026-03-02 09:00"), seconds("2026-03-05 10:30"), seconds("2026-03-03 08:15:30")
    ]  # fmt: skip
    assert columns is not None
    assert columns.resource == "Kes"


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-07-01T09:00:00+03:00", "2026-07-01 09:00"),
        ("2026-01-01T09:00:00Z", "2026-01-01 11:00"),
        ("2026-07-01T09:00:00.250Z", "2026-07-01 12:00"),
        ("1.7.2026 9.05", "2026-07-01 09:05"),
        ("01.07.2026", "2026-07-01 00:00"),
    ],
)
def test_times_are_told_in_estonian_time(text: str, local: str) -> None:
    assert seconds_of([text, "x"]).tolist() == [seconds(local), UNKNOWN_TIME]


def test_times_of_one_form_are_read_as_those_of_many() -> None:
    texts = ["2026-03-02 09:00:00", "2026-12-31 23:59:59", "1999-01-01 00:00:00"]
    assert seconds_of(texts).tolist() == seconds_of([*texts, "x"]).tolist()[:3]
    assert seconds_of(["2026-02-30 09:00:00"]).tolist() == [UNKNOWN_TIME]


def test_what_does_not_fit_is_left_out_and_counted() -> None:
    broken = (
        CSV + "3;;2026-03-01 08:00;x\n;Taotlus;2026-03-01 08:00;x\n4;Taotlus;eile;x\n5;Taotlus\n"
    )
    log, _ = read_bytes(broken.encode(), TOLD)
    assert len(log) == 3
    told = {each.kind: (each.number, each.rows) for each in log.left_out}
    assert told == {"activity": (1, (5,)), "case": (1, (6,)), "time": (1, (7,)), "cells": (1, (8,))}


def test_a_start_belongs_to_its_end() -> None:
    log = log_of(
        a=[
            ("x", "2026-03-02 08:00", "start"), ("x", "2026-03-02 09:00", "complete"),
            ("x", "2026-03-02 10:00", "start"), ("x", "2026-03-02 12:00", "complete"),
            ("y", "2026-03-02 12:30", "start"), ("z", "2026-03-02 13:00", "suspend"),
        ]
    )  # fmt: skip
    assert log.working.tolist() == [3600, 7200]
    assert log.waiting.tolist() == [0, 3600]
    assert {each.kind: each.number for each in log.left_out} == {"lifecycle": 1, "unfinished": 1}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"just words\n", "no_table"),
        (b"a;b;c\0\n", "no_table"),
        (b"a;b\n1;2\n", "few_columns"),
        (b"a;a;b\n1;2;3\n", "column_twice"),
        (b"x;y;z\n1;2;3\n", "no_column"),
        (b"case;activity;time\n1;a;never\n", "no_events"),
        (b"case;activity;time\n", "empty"),
        (b"case;activity;time;lifecycle\n1;a;2026-03-02;start\n", "no_ends"),
        (b"\x1f\x8bbroken", "packed"),
        (b"<html></html>", "no_xes"),
        (b"<log><trace>", "not_xml"),
        (b"<!DOCTYPE log [<!ENTITY a 'b'>]><log>&a;</log>", "doctype"),
        (b"<log>" + b"<a>" * 30 + b"</a>" * 30 + b"</log>", "too_deep"),
        (b"<log><trace/></log>", "empty"),
        (b'<?xml version="1.0" encoding="nosuch"?><log/>', "encoding"),
    ],
)
def test_what_is_no_log_is_refused_with_a_reason(content: bytes, key: str) -> None:
    with pytest.raises(RefusedLogError) as refused:
        read_bytes(content, {})
    assert refused.value.key in (key, "not_xml" if key == "encoding" else key)
    for language in LANGUAGES:
        assert refused.value.text(language)


def test_traces_without_a_name_are_numbered() -> None:
    event = '<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-03-02T08:00:00"/></event>'  # noqa: E501
    log = read_xes(BytesIO(f"<log><trace>{event}</trace><trace>{event}</trace></log>".encode()))
    assert log.cases == ("1", "2")


def test_the_unit_of_a_step_is_its_own_group_or_else_its_own_role() -> None:
    events = "".join(
        f'<event><string key="concept:name" value="a"/>'
        f'<date key="time:timestamp" value="2026-03-0{day}T08:00:00"/>'
        f'<string key="{key}" value="{unit}"/></event>'
        for day, key, unit in ((2, "org:group", "North"), (3, "org:role", "South"))
    )
    log = read_xes(BytesIO(f"<log><trace>{events}</trace></log>".encode()))
    assert [log.units[code] for code in log.unit] == ["North", "South"]


def test_how_columns_were_told_is_remembered(tmp_path: Path) -> None:
    head = ("Toimik", "Toiming", "Millal", "Kes")
    assert cols.remembered(tmp_path, head) == {}
    cols.remember(tmp_path, head, cols.columns_of(head, TOLD))
    assert cols.columns_of(head, cols.remembered(tmp_path, head)).time == "Millal"
    assert cols.remembered(tmp_path, ("Other", "Head", "x")) == {}
    kept = (tmp_path / cols.REMEMBERED).read_text("utf-8")
    assert "Mari" not in kept


def test_heads_of_usual_logs_are_understood() -> None:
    xes = ("case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition",
           "org:resource", "org:group")  # fmt: skip
    assert list(cols.guessed(xes)) == list(cols.guessed(("kaasus", "tegevus", "aeg", "olek",
                                                         "ametnik", "üksus")))  # fmt: skip
    assert set(cols.guessed(xes)) >= {"case", "activity", "time", "lifecycle", "resource", "unit"}


def test_cases_without_any_end_are_not_cases() -> None:
    log = log_of(a=[("x", "2026-03-02 08:00", "start")], b=[("x", "2026-03-02 08:00", "complete")])
    assert log.cases == ("b",)
    assert np.array_equal(log.case, [0])
