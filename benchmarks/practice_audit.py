"""How long the audit of practice takes from file to page, and whether it finds what was planted.

``python -m benchmarks.practice_audit 1000000 [FOLDER]`` invents so many decisions, of which
fourteen kinds diverge at 0.5 to 5 % each. They are audited twice, from a flat CSV file as an agency
has it and from a table of families, and each time the report is written with its tables. What was
found in the table is laid beside what was planted, kind by kind. Right decisions alone are audited,
too.

A flat file cannot tell that a pupil left school, so that one of the kinds is undecided in it.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from perenou.population.arrow import Numbers, families_of
from perenou.population.decisions import DECISION, decisions_of
from perenou.population.folder import Families, FamilyTable, Wanted, read
from perenou.population.judge import Standing
from perenou.population.kernels import code_directory
from perenou.population.practice.audit import Made, audited
from perenou.population.practice.clusters import clusters
from perenou.population.practice.gather import Practice, gathered, veiled
from perenou.population.practice.index import usual
from perenou.population.practice.planted import (
    BENEFITS,
    CHILD,
    DIVERGENCES,
    LARGE,
    SINGLE,
    plant,
)
from perenou.population.practice.sources import table_of
from perenou.population.practice.tell import Telling, charts, tell_audit
from perenou.population.schema import EPOCH
from perenou.population.simulate.files import files, workbook
from perenou.rules.types import NEVER

NO_KEY: Final = b"key of the benchmark"


def main(arguments: Sequence[str]) -> None:
    decisions = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as own:
        folder = Path(arguments[1]) if arguments[1:] else Path(own)
        began = perf_counter()
        planted = plant(folder, decisions, 1, code_directory())
        print(f"{len(planted.keys):,} planted in {perf_counter() - began:.0f} s")
        flat = Path(own) / "otsused.csv"
        write_flat(planted.table, flat)
        print(f"a flat file of {flat.stat().st_size / 1e6:,.0f} MB", flush=True)
        to_page(flat, Path(own))
        told = to_page(folder, Path(own))
        beside(told, planted.keys)
        clean = np.flatnonzero(told.standing == Standing.RIGHT)
        print(f"of {clean.size:,} right decisions: {len(on_clean(told, clean))} clusters")


def to_page(path: Path, scratch: Path) -> Practice:
    """The decisions of a file; how long everything from it to its page takes is printed."""
    wall, cpu = perf_counter(), _processor()
    table = table_of([path], scratch / f"made of {path.name}", is_resident=True)
    there = perf_counter() - wall
    told = gathered(table, code_directory())
    seen, _ = veiled(told, NO_KEY)
    read = perf_counter() - wall - there
    made = audited(seen)
    found = perf_counter() - wall - there - read
    written(made)
    wall, cpu = perf_counter() - wall, _processor() - cpu
    print(f"{path.name}: {made.audit.decisions:,} decisions, {made.audit.undecided:,} undecided")
    print(f"{made.audit.looks:,} places asked about, {len(made.audit.clusters)} clusters")
    print(f"imported {there:.1f} s, judged {read:.1f} s, compared {found:.1f} s, "
          f"written {wall - there - read - found:.1f} s")  # fmt: skip
    print(f"{wall:.1f} s, {cpu:.1f} s of processor time from file to page")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:,.0f} MB at most", flush=True)
    return told


def _processor() -> float:
    """Seconds of processor time of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def written(made: Made) -> int:
    """The page with its chart and tables; gives the bytes of all of it."""
    words = Telling("et")
    report = tell_audit(made.audit, "et", for_files=True)
    pages = files(report, charts(made.audit, "et"), words.say("practice.chart.words"), "et")
    return sum(map(len, pages.values())) + len(workbook(report))


def beside(told: Practice, keys: Mapping[str, str]) -> None:
    """Print by kind how much of what was planted was found under its name."""
    found = clusters(told, usual(told), 0.95).found
    planted: dict[str, set[str]] = {}
    for name, key in keys.items():
        planted.setdefault(key, set()).add(name)
    for each in DIVERGENCES:
        mine: set[str] = set()
        for one in found:
            named = (one.benefit, one.kind, one.cause, one.dimension, one.place)
            if named == (each.benefit, each.kind, each.cause, each.dimension, each.place):
                mine |= set(told.ids.take(_places(one.rows)).to_pylist())
        real = planted.get(each.key, set())
        both = len(mine & real)
        precision = both / len(mine) if mine else 0.0
        recall = both / len(real) if real else 0.0
        print(f"{each.key:20} {len(real):7,} precision {precision:.3f} recall {recall:.3f}")


def on_clean(told: Practice, rows: Numbers) -> Sequence[object]:
    """The clusters of some decisions alone."""
    from dataclasses import fields, replace

    from perenou.population.practice.gather import Coded

    chosen = {}
    for each in fields(told):
        value = getattr(told, each.name)
        if isinstance(value, np.ndarray):
            chosen[each.name] = value[rows]
        elif isinstance(value, Coded):
            chosen[each.name] = Coded(value.codes[rows], value.names)
        elif each.name in ("ids", "families"):
            chosen[each.name] = value.take(_places(rows))
    some = replace(told, **chosen)
    return clusters(some, usual(some), 0.95).found


def write_flat(table: FamilyTable, path: Path) -> None:
    """The decisions of invented families as one flat file."""
    from pyarrow import csv

    facts = {name: table.shapes[name] for name in ("child_birth_day", "received_day")}
    wanted = Wanted(facts, frozenset({"person", "child", "carer", "claim"}), (DECISION,))
    with path.open("wb") as file:
        for number, part in enumerate(table.parts):
            form = csv.WriteOptions(
                include_header=number == 0, delimiter=";", quoting_style="needed"
            )
            csv.write_csv(_flat(read(part, wanted)), file, form)


def _flat(families: Families) -> pa.Table:
    rows, told = families.rows, decisions_of(families.extra[DECISION], BENEFITS)
    born, received = rows.columns["child_birth_day"], rows.columns["received_day"]
    assert isinstance(born, np.ndarray)
    assert isinstance(received, np.ndarray)
    of_claim, children = families_of(rows.offsets["claim"]), rows.offsets["child"]
    carer = rows.above["claim", "carer"] + rows.offsets["carer"][:-1][of_claim]
    child = rows.above["carer", "child"][carer] + children[:-1][of_claim]
    # A child's own claim comes first; the one of a large family is the last of its claims.
    first = np.full(born.size, NEVER)
    np.minimum.at(first, child, received)
    last = np.zeros(children.size - 1, np.int64)
    np.maximum.at(last, of_claim, received)
    is_child = np.isin(np.asarray(told.about), (CHILD, SINGLE))
    is_large = np.asarray(told.about) == LARGE
    at = children[told.family] + np.where(is_child, told.number, 0)
    claimed = np.where(is_child, first[at], last[told.family])
    written = pa.ListArray.from_arrays(pa.array(children, pa.int32()), _written(born))
    births = pc.binary_join(written, ";").take(pa.array(told.family))
    month = (told.first - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(int)
    return pa.table(
        {
            "otsus": told.ids,
            "pere": families.names.take(pa.array(told.family)),
            "toetus": told.about,
            "kuu": pc.utf8_slice_codeunits(_written(month + EPOCH), 3),
            "summa": pa.array(
                [f"{cents // 100},{cents % 100:02}" for cents in told.cents.tolist()]
            ),
            "otsuse kuupäev": _written(told.decided),
            "ametnik": told.by,
            "üksus": told.office,
            "keel": told.language,
            "laste sünniajad": births,
            "lapse sünniaeg": pc.if_else(pa.array(is_child), _written(born[at]), ""),
            "taotluse kuupäev": pc.if_else(pa.array(is_child | is_large), _written(claimed), ""),
            "üksikvanem": pc.if_else(
                pa.array(np.diff(rows.offsets["person"])[told.family] == 1), "jah", "ei"
            ),
            "asjaolud": told.facts.fill_null(""),
        }
    )


def _written(days: Numbers) -> pa.Array:
    """Days as people write them."""
    each, at = np.unique(days, return_inverse=True)
    texts = [f"{date.fromordinal(day):%d.%m.%Y}" for day in each.tolist()]
    return pa.array(texts, pa.string()).take(pa.array(at))


def _places(rows: Numbers) -> object:
    import pyarrow as pa

    return pa.array(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
