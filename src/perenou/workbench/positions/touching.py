"""What a position would touch once it is approved: the open cases that it has solved otherwise.

Every open case is looked at, whoever works on it; only how many there are, for how many months and
for how much is told, and no case is named.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Final, TypeAlias, cast

from django.utils.timezone import localdate

from perenou.casework.case_file.reader import read_text
from perenou.casework.doubts import decides
from perenou.casework.solve import Solved
from perenou.rules.types import Months
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.models import Case, State, Version
from perenou.workbench.cases.one_by_one import Told, look_at_each
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Work
from perenou.workbench.positions.models import Position
from perenou.workbench.positions.readings import solved

JOB: Final = "position_touches"

_NAMES: Final = ("changed", "months", "least", "most")

_Key: TypeAlias = tuple[Months, str, tuple[str, ...], tuple[str, ...], str | None]
"""By month, benefit, payees, children and debtor."""


def look(user: User, position: Position) -> Job:
    """Ask for the open cases to be solved without a position and with it."""
    return ask(user, JOB, _asked(position), lock=f"{JOB}:{position.number}")


def last_look(user: User, position: Position) -> tuple[Job | None, dict[str, int] | None]:
    """The last job that somebody asked for about what a position says now, and what it found."""
    told = json.dumps(_asked(position), sort_keys=True)
    job = Job.objects.filter(owner=user, kind=JOB, arguments=told).first()
    return job, json.loads(job.result) if job is not None and job.result else None


def position_touches(work: Work) -> Told:
    """Solve every open case without a position and with it.

    Returns:
        How many were looked at and how many change, for how many months, by how much in all as
        least and most in cents, and how many could not be solved.
    """
    if not (may(work.owner, Right.WRITE_POSITION) or may(work.owner, Right.APPROVE_POSITION)):
        raise PermissionError("positions may no longer be written by whoever asked")
    position = Position.objects.get(number=work.arguments["position"])
    found, today = Case.objects.filter(state=State.OPEN), localdate().toordinal()
    told: Told = dict.fromkeys(_NAMES, 0)

    def look(number: str, version: Version) -> None:
        file = read_text(version.content, f"{number}.yaml")
        was, now = solved(file, today), solved(file, today, position)
        if not decides(was, now):
            return
        months = _months(was, now)
        least = sum(min(each) for each in months.values())
        most = sum(max(each) for each in months.values())
        for name, more in zip(_NAMES, (1, len(months), least, most), strict=True):
            told[name] = cast("int", told[name]) + more

    look_at_each(work, found, told, look)
    return {name: told[name] for name in (*_NAMES, "looked", "unsolved_count")}


def _asked(position: Position) -> dict[str, str | int]:
    return {"position": position.number, "version": position.latest}


def _months(was: Solved, now: Solved) -> dict[Months, tuple[int, int]]:
    """By month in which some payment differs, how much more it is, as least and most in cents."""
    old, new = _payments(was), _payments(now)
    found: dict[Months, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for key in {*old, *new}:
        before, after = old.get(key, (0, 0)), new.get(key, (0, 0))
        if before != after:
            least, most = found[key[0]]
            more = after[0] - before[0], after[1] - before[1]
            found[key[0]] = least + more[0], most + more[1]
    return found


def _payments(solved: Solved) -> dict[_Key, tuple[int, int]]:
    """Least and most in cents."""
    return {
        (each.month, each.benefit, each.payees, each.for_whom, each.debtor): (each.least, each.most)
        for each in solved.payments
    }
