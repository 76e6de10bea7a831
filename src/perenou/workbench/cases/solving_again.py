"""Solving the open cases again under the law of today, to find those whose answer changed."""

from __future__ import annotations

import json
import logging
from typing import Final, TypeAlias, cast

from django.utils.timezone import localdate

from perenou.casework.as_json import determination_json
from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import State, Version
from perenou.workbench.jobs.work import Plain, Work
from perenou.workbench.positions import readings

_LOG = logging.getLogger(__name__)

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
Payments: TypeAlias = dict[str, tuple[int, int | None]]
"""By what, when, to whom and for whom: least and most in cents."""

_PLACE: Final = ("benefit", "month", "payees", "for", "debtor")

_KEPT: Final = 1000
"""Of the cases that changed, so many are listed; the rest are only counted."""


def solve_again(work: Work) -> Plain:
    """Solve the latest version of every open case that its owner may see as the law stands today.

    Returns:
        How many were looked at, those whose payments changed in the months that both answers tell
        of with their totals before and after, and those that could not be solved.
    """
    found = visible_to(work.owner, Right.SEE_CASE).filter(state=State.OPEN).order_by("pk")
    total = found.count()
    looked = cast("int", work.place.get("looked", 0))
    after = cast("int", work.place.get("after", 0))
    changed = cast("list[Plain]", work.place.get("changed", []))
    unsolved = cast("list[Plain]", work.place.get("unsolved", []))
    today = localdate().toordinal()
    for pk, number, latest in found.filter(pk__gt=after).values_list("pk", "number", "latest"):
        place: dict[str, Plain] = {
            "looked": looked, "after": after, "changed": changed, "unsolved": unsolved,
        }  # fmt: skip
        work.reached(looked, total, place)
        version = Version.objects.get(case=pk, number=latest)
        try:
            difference = _difference(number, version, today)
        except Exception:
            _LOG.exception("a case could not be solved again")
            unsolved = [*unsolved, number][:_KEPT]
        else:
            if difference is not None:
                changed = [*changed, difference][:_KEPT]
        looked, after = looked + 1, pk
    work.reached(looked, total)
    return {"looked": looked, "changed": changed, "unsolved": unsolved}


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
