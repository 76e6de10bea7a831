"""Figures as text in the form of OpenMetrics 1.0, which monitoring systems read."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.db.models import Count, Min
from django.utils import timezone

from perenou import __version__
from perenou.impact.coded import coded_since
from perenou.workbench.audit.models import Head
from perenou.workbench.audit.unusual import by_kind
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.operations.figures import (
    BOUNDS,
    SOLVED,
    STATUSES,
    WAYS,
    areas,
    counters,
    work_counters,
)
from perenou.workbench.operations.health import ACT, Check, Status

CONTENT_TYPE: Final = "application/openmetrics-text; version=1.0.0; charset=utf-8"

Labels = Mapping[str, str]


def page(checks: Sequence[Check]) -> str:
    """Everything there is to tell, as one text.

    Args:
        checks: of the health, which are told here, too.
    """
    lines = [*_counted(), *_instance(checks)]
    is_there = any(each.name == "database" and each.status is Status.GOOD for each in checks)
    if is_there:
        lines += _stored()
    return "\n".join([*lines, "# EOF", ""])


def _counted() -> Iterator[str]:
    """What this instance has counted since it was started."""
    told = counters().read()
    yield from _family("perenou_requests", "counter", "Requests that were answered.")
    for area in areas():
        for way in WAYS:
            for status in STATUSES:
                if number := told[f"requests {area} {way} {status}"]:
                    labels = {"view": area, "way": way, "status": f"{status}xx"}
                    yield _line("perenou_requests_total", labels, number)
    yield from _family("perenou_request_seconds", "histogram", "Time of an answer.", "seconds")
    for area in areas():
        for way in WAYS:
            yield from _histogram(told, area, way)
    yield from _family("perenou_solves", "counter", "Cases that were solved.")
    yield _line("perenou_solves_total", {}, work_counters().read()[SOLVED])


def _histogram(told: Mapping[str, int], area: str, way: str) -> Iterator[str]:
    name, labels = "perenou_request_seconds", {"view": area, "way": way}
    number = 0
    lines = []
    for bound in BOUNDS:
        number += told[f"time {area} {way} {bound}"]
        lines.append(_line(f"{name}_bucket", {**labels, "le": f"{bound / 1000}"}, number))
    number += told[f"time {area} {way} more"]
    if number:
        yield from lines
        yield _line(f"{name}_bucket", {**labels, "le": "+Inf"}, number)
        yield _line(f"{name}_count", labels, number)
        yield _line(f"{name}_sum", labels, told[f"microseconds {area} {way}"] / 1_000_000)


def _instance(checks: Sequence[Check]) -> Iterator[str]:
    """What it is and how it is."""
    yield from _family("perenou_build", "info", "The program and the day of its law.")
    yield _line("perenou_build_info", {"version": __version__, "law": coded_since(ACT)}, 1)
    yield from _family("perenou_part", "stateset", "How each part is, as on the health page.")
    for each in checks:
        for status in Status:
            labels = {"part": each.name, "perenou_part": status.value}
            yield _line("perenou_part", labels, int(each.status is status))
    told = {each.name: each.told for each in checks}
    if "free_bytes" in told.get("disk", {}):
        yield from _family("perenou_disk_free_bytes", "gauge", "Room on the disk.", "bytes")
        yield _line("perenou_disk_free_bytes", {}, int(told["disk"]["free_bytes"]))


def _stored() -> Iterator[str]:
    """What the database holds, the same whichever instance tells it."""
    found = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    yield from _family("perenou_jobs", "gauge", "Jobs by state.")
    for state in JobState.values:
        yield _line("perenou_jobs", {"state": state}, found.get(state, 0))
    waiting = Job.objects.filter(state=JobState.WAITING).aggregate(since=Min("made_at"))["since"]
    age = (timezone.now() - waiting).total_seconds() if waiting else 0.0
    yield from _family(
        "perenou_queue_age_seconds", "gauge", "How long the oldest job has waited.", "seconds"
    )
    yield _line("perenou_queue_age_seconds", {}, round(age, 3))
    yield from _family("perenou_unusual", "gauge", "Unusual doings of the last day, by kind.")
    for kind, number in by_kind(int(time.time() // 60)).items():
        yield _line("perenou_unusual", {"kind": kind}, number)
    yield from _family("perenou_audit_events", "gauge", "Events in the chain of the audit trail.")
    length = Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    yield _line("perenou_audit_events", {}, length)


def _family(name: str, kind: str, told: str, unit: str = "") -> Iterator[str]:
    yield f"# TYPE {name} {kind}"
    if unit:
        yield f"# UNIT {name} {unit}"
    yield f"# HELP {name} {told}"


def _line(name: str, labels: Labels, number: float) -> str:
    told = ",".join(f'{key}="{_escaped(value)}"' for key, value in labels.items())
    return f"{name}{{{told}}} {number}" if told else f"{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
