"""An event log as a file: CSV with a row for each beginning and end, or XES."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final
from xml.sax.saxutils import quoteattr

import numpy as np

from perenou.exchange import tables
from perenou.process.log import UNKNOWN_TIME, EventLog, Seconds

HEAD: Final = ("kaasus", "tegevus", "aeg", "olek", "ametnik", "üksus")

_Event = tuple[str, str, str, str, str, str]


def as_csv(log: EventLog) -> bytes:
    """A log as CSV, in order of case and step."""
    return tables.as_csv(chain([HEAD], _events(log)))


def as_xes(log: EventLog) -> bytes:
    """A log as XES; times are local, without an offset."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" '
        'xmlns="http://www.xes-standard.org/">\n'
    ]
    name = None
    for case, activity, time, state, resource, unit in _events(log):
        if case != name:
            parts.append("</trace>\n" if name is not None else "")
            parts.append(f'<trace><string key="concept:name" value={quoteattr(case)}/>\n')
            name = case
        parts.append(
            f'<event><string key="concept:name" value={quoteattr(activity)}/>'
            f'<date key="time:timestamp" value="{time}"/>'
            f'<string key="lifecycle:transition" value="{state}"/>'
            f'<string key="org:resource" value={quoteattr(resource)}/>'
            f'<string key="org:group" value={quoteattr(unit)}/></event>\n'
        )
    parts.append("</trace>\n</log>\n")
    return "".join(parts).encode()


def _events(log: EventLog) -> Iterator[_Event]:
    """The events of each step, the beginning before the end."""
    columns = zip(
        log.case.tolist(), log.activity.tolist(), log.unit.tolist(), log.resource.tolist(),
        _times(log.began), _times(log.ended), strict=True,
    )  # fmt: skip
    units, resources = (*log.units, ""), (*log.resources, "")
    for case, activity, unit, resource, began, ended in columns:
        named = log.cases[case], log.activities[activity]
        # The code for nobody is -1, and the last name is none.
        who, where = resources[resource], units[unit]
        if began and began != ended:
            yield *named, began, "start", who, where
        yield *named, ended, "complete", who, where


def _times(seconds: Seconds) -> list[str]:
    """As ISO 8601; empty where it is not known."""
    known = seconds != UNKNOWN_TIME
    told = np.datetime_as_string(np.where(known, seconds, 0).astype("datetime64[s]"))
    return [text if each else "" for text, each in zip(told.tolist(), known.tolist(), strict=True)]
