"""How long an event log of CASES=100000 cases takes to be read, measured, drawn and checked.

Run as ``python -m benchmarks.process_log [CASES]``. Each figure is told on the clock and in
processor time, because only the latter means much beside other work. How much of what was planted
is found is told, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from perenou.process.analyse import MODEL, analyse
from perenou.process.draw import draw
from perenou.process.flow import running
from perenou.process.ground import ground
from perenou.process.log import EventLog
from perenou.process.model import read_model
from perenou.process.read import read_bytes
from perenou.process.synthetic import CLEAN, synthetic
from perenou.process.tell import tell
from perenou.process.what_if import Change, what_if
from perenou.process.words import Words
from perenou.process.write_log import as_csv, as_xes

T = TypeVar("T")
EVENTS = 100_000


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{'what':58} {'clock, s':>9} {'processor, s':>13}")
    log = timed(f"{cases} cases invented", lambda: synthetic(cases))
    print(f"  {len(log)} steps")
    csv = as_csv(log)
    timed(f"CSV of {len(csv) / 1e6:.0f} MB read and drawn", lambda: drawn(read_bytes(csv, {})[0]))
    xes = as_xes(log)
    timed(f"XES of {len(xes) / 1e6:.0f} MB read and drawn", lambda: drawn(read_bytes(xes, {})[0]))
    model = read_model(MODEL.read_bytes(), MODEL.name)
    told = timed("all steps measured", lambda: analyse(log))
    part = log.of_cases(np.arange(len(log.cases)) < EVENTS * len(log.cases) // len(log))
    timed(f"{len(part)} steps measured", lambda: analyse(part))
    timed(f"{len(part)} steps measured and told", lambda: tell(analyse(part), "et"))
    checked = timed("all steps measured and checked by model", lambda: analyse(log, model=model))
    base = timed("a simulation made ready", lambda: ground(log, running(log), told.outside))
    timed(
        "a change played ten times beside the present", lambda: what_if(base, Change({}, (), 1.1))
    )
    assert checked.conformance is not None
    print(f"found {len(told.findings)} of 7 planted; fitness {checked.conformance.fitness:.3f}")
    clean = analyse(synthetic(cases, planted=CLEAN))
    print(f"found {len(clean.findings)} in a log without anything planted")


def timed(name: str, work: Callable[[], T]) -> T:
    """What work gives, with how long it took printed."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{name:58} {clock:9.2f} {processor:13.2f}", flush=True)
    return found


def drawn(log: EventLog) -> str:
    return draw(analyse(log), Words("et", log))


if __name__ == "__main__":
    main()
