"""Which edition an output comes from: the program's version and the day whose law was applied."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from perenou import __version__
from perenou.rules.types import Day


def day_applied(day: Day | None = None) -> Day:
    """The day whose law was applied: today's where no other was asked for."""
    return date.today().toordinal() if day is None else day  # noqa: DTZ011  # the reader's own day


def as_json(data: Mapping[str, object], day: Day | None = None) -> str:
    """Plain data for programs, headed by the version and the day."""
    as_of = date.fromordinal(day_applied(day)).isoformat()
    told = {"perenou": __version__, "as_of": as_of, **data}
    return json.dumps(told, indent=2, ensure_ascii=False)
