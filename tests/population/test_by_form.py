"""Families of a flat file are filled in by columns as each would be put together by itself."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from perenou.population.extract import by_form
from perenou.population.extract.column_map import ColumnMap
from perenou.population.extract.families import Given
from perenou.population.extract.flat import guessed
from perenou.population.extract.flat_map import flat_map
from perenou.population.extract.importer import Imported, imported
from perenou.population.extract.made import Made, made_of
from perenou.population.extract.sources import titles_of
from perenou.population.problems import Problems

HEAD = (
    "otsus", "pere", "toetus", "kuu", "viimane kuu", "summa", "otsuse kuupäev", "ametnik",
    "laste sünniajad", "lapse sünniaeg", "taotluse kuupäev", "üksikvanem", "asjaolud",
)  # fmt: skip
BENEFITS = (
    "lapsetoetus", "võla ajatamine", "üksikvanema lapse toetus", "lasterikka pere toetus",
)  # fmt: skip
SHAPES = (
    ((0,), (0,), "ei"),
    ((0, 900), (0, 1), "ei"),
    ((0, 900), (1, None), "jah"),
    ((0, 0, 2400), (2, 0), ""),
    ((0, 7300), (0,), "jah"),
    ((), (None,), "ei"),
)
"""Days between births, about which of these children each decision is, and whether single."""

EDGES = (0, 1092, 1100, 2553)
"""Days after the first: of the earliest claims, of children at school, of the act."""


def written(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def family(draw: Random, name: str) -> list[list[str]]:
    """A family of a few rows, now and then with something that no plain row has."""
    ages, decisions, single = draw.choices(SHAPES, (6, 6, 4, 4, 1, 1))[0]
    later = draw.choice((*EDGES, *[draw.randrange(2600, 5800)] * 6))
    last = date(2010, 1, 5) + timedelta(days=later)
    births = [last - timedelta(days=age) for age in ages]
    rows = []
    for at in decisions:
        about = births[at] if births and at is not None else None
        claimed = (about or last) + timedelta(days=draw.choice((6, 6, draw.randrange(9))))
        row = [
            str(draw.randrange(10**6)), name, BENEFITS[0 if about else len(ages) % 4],
            "06.2026", draw.choice(("", "08.2026")), draw.choice(("80,00", "100", "0,5")),
            "25.06.2026", draw.choice(("a1", "")), ";".join(map(written, births)),
            written(about) if about else "", written(claimed), single,
            "" if about else draw.choice(("", "väike sissetulek")),
        ]  # fmt: skip
        if draw.random() < 0.04:
            place = draw.randrange(2, len(row))
            row[place] = draw.choice(("", "x", "2020-13-01", "01.2020", "9" * 20, "12;"))
        if draw.random() < 0.01:
            row.append("one cell too many")
        rows += [row] * (2 if draw.random() < 0.01 else 1)
    return rows


def read(folder: Path, name: str, *, is_resident: bool) -> tuple[Imported, list[pa.Table]]:
    path = folder / "otsused.csv"
    columns = guessed(titles_of(path))
    told = flat_map(path, columns, is_resident=is_resident, as_of="2026-11-24")
    found = imported(told, folder, folder / name)
    return found, [pq.read_table(path) for path in sorted((folder / name).glob("*"))]


@pytest.mark.parametrize("is_resident", [True, False])
def test_many_at_once_are_the_same_as_each_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_resident: bool
) -> None:
    draw = Random(7 + is_resident)
    rows = [row for at in range(90) for row in family(draw, f"P{at}")]
    draw.shuffle(rows)
    with (tmp_path / "otsused.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *rows])
    alone: list[str] = []

    def counting(
        name: str, given: Sequence[Given], column_map: ColumnMap, problems: Problems
    ) -> Made | None:
        alone.append(name)
        return made_of(name, given, column_map, problems)

    monkeypatch.setattr("perenou.population.extract.by_form.made_of", counting)
    found, tables = read(tmp_path, "by form", is_resident=is_resident)
    by_columns = len(alone)
    monkeypatch.setattr(by_form, "FEWEST", 10**6)
    each, wanted = read(tmp_path, "each", is_resident=is_resident)
    assert tables == wanted
    assert (found.families, found.decisions) == (each.families, each.decisions)
    assert found.problems == each.problems
    assert by_columns < 80 < len(alone) - by_columns  # or there was little to compare
