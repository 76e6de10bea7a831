"""How long the audit of practice takes from file to page, and whether it finds what was planted.

``python -m benchmarks.practice_audit 1000000 [FOLDER]`` writes so many invented decisions, of which
fourteen kinds diverge at 0.5 to 5 % each, audits them and writes the report with its tables. What
was found is laid beside what was planted, kind by kind. Right decisions alone are audited, too.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import numpy as np

from perenou.population.arrow import Numbers
from perenou.population.judge import Standing
from perenou.population.kernels import code_directory
from perenou.population.practice.audit import Made, audited
from perenou.population.practice.clusters import clusters
from perenou.population.practice.gather import Practice, gathered, veiled
from perenou.population.practice.index import usual
from perenou.population.practice.planted import DIVERGENCES, plant
from perenou.population.practice.tell import Telling, charts, tell_audit
from perenou.population.simulate.files import files, workbook

NO_KEY: Final = b"key of the benchmark"


def main(arguments: Sequence[str]) -> None:
    decisions = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as own:
        folder = Path(arguments[1]) if arguments[1:] else Path(own)
        began = perf_counter()
        planted = plant(folder, decisions, 1, code_directory())
        print(f"{len(planted.keys):,} planted in {perf_counter() - began:.0f} s")
        wall, cpu = perf_counter(), process_time()
        told = gathered(planted.table, code_directory())
        seen, _ = veiled(told, NO_KEY)
        read = perf_counter() - wall
        made = audited(seen)
        found = perf_counter() - wall - read
        written(made)
        wall, cpu = perf_counter() - wall, process_time() - cpu
        print(f"{made.audit.decisions:,} decisions, {made.audit.looks:,} places asked about")
        print(f"judged {read:.1f} s, compared {found:.1f} s, written {wall - read - found:.1f} s")
        print(f"{wall:.1f} s, {cpu:.1f} s of processor time from file to page")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{peak:,.0f} MB at most")
        beside(told, planted.keys)
        clean = np.flatnonzero(told.standing == Standing.RIGHT)
        print(f"of {clean.size:,} right decisions: {len(on_clean(told, clean))} clusters")


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


def _places(rows: Numbers) -> object:
    import pyarrow as pa

    return pa.array(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
