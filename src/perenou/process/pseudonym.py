"""Logs without the names of cases and officials."""

from __future__ import annotations

from dataclasses import replace

from perenou.process.log import EventLog
from perenou.pseudonym import pseudonym


def pseudonymous(log: EventLog, key: bytes) -> EventLog:
    """The log without the names of cases and officials."""
    return replace(
        log,
        cases=tuple(pseudonym(key, "case", name) for name in log.cases),
        resources=tuple(pseudonym(key, "resource", name) for name in log.resources),
    )


def as_told(name: str) -> str:
    """A name as the log tells it."""
    return name
