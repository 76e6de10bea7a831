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
from perenou.process.words import Words
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


def one_row_a_step(log: EventLog, head: str) -> bytes:
    """A log as most systems export it: beginning and end of a step in one row."""

    def told(seconds: int) -> str:
        return "" if seconds == UNKNOWN_TIME else str(np.datetime64(seconds, "s"))

    rows = [
        ";".join((log.cases[case], log.activities[activity], told(began), told(end),
                  log.resources[who] if who >= 0 else "", log.units[unit] if unit >= 0 else ""))
        for case, activity, began, end, who, unit in zip(
            log.case.tolist(), log.activity.tolist(), log.began.tolist(), log.ended.tolist(),
            log.resource.tolist(), log.unit.tolist(), strict=True,
        )
    ]  # fmt: skip
    return "\n".join((head, *rows)).encode()


def test_beginning_and_end_in_one_row_are_read_in_every_language() -> None:
    log = synthetic(40)
    for head in (
        "Toimik;Samm;Algus;Lõpp;Ametnik;Üksus",
        "Case ID;Activity;Start Time;End Time;Resource;Group",
        "Дело;Шаг;Начало;Окончание;Сотрудник;Отдел",
    ):
        made, columns = read_bytes(one_row_a_step(log, head), {})
        assert same(made, log), head
        assert columns is not None
        assert (columns.began, columns.time) == tuple(head.split(";")[2:4])


def test_an_end_beside_a_beginning_comes_before_any_other_time() -> None:
    assert cols.guessed(("Toimik", "Samm", "Kuupäev", "Algus", "Lõpp"))["time"] == "Lõpp"
    assert cols.guessed(("Toimik", "Samm", "Lõpp"))["time"] == "Lõpp"
    assert cols.guessed(("Toimik", "Samm", "Kuupäev", "Lõpp"))["time"] == "Kuupäev"


def test_rows_whose_beginning_does_not_fit_are_left_out_and_told() -> None:
    rows = ("1;a;2026-03-02 08:00;2026-03-02 09:00", "1;b;;2026-03-02 10:00",
            "1;c;2026-03-02 11:00;", "1;d;2026-03-02 13:00;2026-03-02 12:00",
            "1;e;eile;2026-03-02 14:00")  # fmt: skip
    log, _ = read_bytes("\n".join(("Toimik;Samm;Algus;Lõpp", *rows)).encode(), {})
    assert log.working.tolist() == [3600, -1]
    told = {each.kind: (each.number, each.rows) for each in log.left_out}
    assert told == {"unfinished": (1, (4,)), "order": (1, (5,)), "time": (1, (6,))}
    for language in LANGUAGES:
        Words(language, log).say("notes.left.order", rows=1)


def test_a_column_that_is_not_known_is_asked_for_with_the_words_to_type() -> None:
    with pytest.raises(RefusedLogError) as refused:
        read_bytes(b"Toimik;Samm;Valmis\n1;a;2026-03-02\n", {})
    assert all("--column time=" in refused.value.text(language) for language in LANGUAGES)


def test_cases_without_any_end_are_not_cases() -> None:
    log = log_of(a=[("x", "2026-03-02 08:00", "start")], b=[("x", "2026-03-02 08:00", "complete")])
    assert log.cases == ("b",)
    assert np.array_equal(log.case, [0])
