"""Solving the open cases again under the law of today, to find those whose answer changed."""

from __future__ import annotations

import json
from typing import Final, TypeAlias, cast

from django.utils.timezone import localdate

from perenou.casework.as_json import determination_json
from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import State, Version
from perenou.workbench.cases.one_by_one import Told, look_at_each, put
from perenou.workbench.jobs.work import Plain, Work
from perenou.workbench.positions import readings

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
Payments: TypeAlias = dict[str, tuple[int, int | None]]
"""By what, when, to whom and for whom: least and most in cents."""

_PLACE: Final = ("benefit", "month", "payees", "for", "debtor")


def solve_again(work: Work) -> Told:
    """Solve the latest version of every open case that its owner may see as the law stands today.

    Returns:
        How many were looked at, those whose payments changed in the months that both answers tell
        of with their totals before and after, and those that could not be solved.
    """
    found = visible_to(work.owner, Right.SEE_CASE).filter(state=State.OPEN)
    today = localdate().toordinal()
    told: Told = {"changed": [], "changed_count": 0}

    def look(number: str, version: Version) -> None:
        if (difference := _difference(number, version, today)) is not None:
            put(told, "changed", difference)

    return look_at_each(work, found, told, look)


def _difference(number: str, version: Version, today: int) -> Plain:
    """The totals before and after where payments differ; None where they do not."""
    solved = readings.solved(read_text(version.content, f"{number}.yaml"), today)
    before = json.loads(version.determination)
    after = json.loads(determination_json(solved))
    first, last = max(before["from"], after["from"]), min(before["to"], after["to"])
    old, new = _payments(before, first, last), _payments(after, first, last)
    if old == new:
        return None
    return {"number": number, "before": _total(old), "after": _total(new)}


def _payments(told: dict[str, list[dict[str, Json]]], first: str, last: str) -> Payments:
    found: Payments = {}
    for each in told["payments"]:
        if first <= str(each["month"]) <= last:
            place = json.dumps([each[key] for key in _PLACE])
            found[place] = (_cents(each["least"]) or 0, _cents(each["most"]))
    return found


def _cents(amount: Json) -> int | None:
    return cast("int", amount["cents"]) if isinstance(amount, dict) else None


def _total(payments: Payments) -> list[Plain]:
    most = [most for _, most in payments.values()]
    return [
        sum(least for least, _ in payments.values()),
        None if None in most else sum(each for each in most if each is not None),
    ]
