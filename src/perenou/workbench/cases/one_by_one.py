"""Cases that a job looks at one after the other: one that cannot be solved stops no other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeAlias, cast

from django.db import DatabaseError
from django.db.models import QuerySet

from perenou.workbench.cases.models import Case, Version
from perenou.workbench.jobs.work import Plain, Work

MOST_LISTED: Final = 1000
"""So many cases are listed in what a job found; the rest are only counted."""

_LOG = logging.getLogger(__name__)

Told: TypeAlias = dict[str, Plain]
"""What a job has found so far, as it is kept where the job goes on after a restart."""

Look: TypeAlias = Callable[[str, Version], None]
"""Looks at a case by its number and latest version, and adds to what is told."""


def look_at_each(work: Work, found: QuerySet[Case], told: Told, look: Look) -> Told:
    """Look at the latest version of every case, from where the job was stopped.

    Args:
        told: what the job tells before it has looked at any; what it had found is put in its place.

    Returns:
        The same with ``looked``, how many cases there were, and ``unsolved``, those of them that
        could not be solved.
    """
    told |= {"looked": 0, "unsolved": [], "unsolved_count": 0}
    told |= {key: value for key, value in work.place.items() if key in told}
    after, total = cast("int", work.place.get("after", 0)), found.count()
    cases = found.filter(pk__gt=after).order_by("pk").values_list("pk", "number", "latest")
    for pk, number, latest in cases:
        work.reached(cast("int", told["looked"]), total, {**told, "after": after})
        after = pk
        version = Version.objects.filter(case=pk, number=latest).first()
        if version is None:
            continue  # deleted or saved again since the list was read
        try:
            look(number, version)
        except DatabaseError:
            raise  # says nothing of the case; the job begins again from here
        except Exception:
            _LOG.exception("a case could not be solved by a job")
            put(told, "unsolved", number)
        told["looked"] = cast("int", told["looked"]) + 1
    work.reached(cast("int", told["looked"]), total)
    return told


def put(told: Told, key: str, found: Plain) -> None:
    """List what was found, as far as there is room, and count it."""
    listed = cast("list[Plain]", told[key])
    told[key] = [*listed, found][:MOST_LISTED]
    told[f"{key}_count"] = cast("int", told[f"{key}_count"]) + 1
