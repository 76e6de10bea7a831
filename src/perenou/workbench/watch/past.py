"""Which determinations a text of the law changes: cases solved without it and with it, and why.

Both are solved by the same program: the law as it was known the day before the text was published,
and as it is known from that day on. Before its norms are coded, nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from django.utils.timezone import localdate

from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.solve import Solved
from perenou.rules.calendar import month_of
from perenou.rules.types import Day, Months
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import State, Version
from perenou.workbench.cases.one_by_one import Told, look_at_each, put
from perenou.workbench.cases.why_differs import why_differs
from perenou.workbench.jobs.work import Plain, Work
from perenou.workbench.watch.models import Arrival
from perenou.workbench.watch.reading import opened

JOB: Final = "law_change"

MOST_MONTHS: Final = 24
"""Months that are looked at, from the one in which the text comes into force."""

Payments: TypeAlias = dict[
    tuple[str, Months, tuple[str, ...], tuple[str, ...], str | None], tuple[int, int]
]
"""By benefit, month, payees, children and debtor: least and most in cents."""


def law_change(work: Work) -> Told:
    """Solve every open or decided case that its owner may see, without a text and with it.

    Returns:
        How many were looked at; those whose payments change, with their totals and the provisions
        that the difference comes from; those that could not be solved.

    Raises:
        StatutesError: the store has the text no longer.
    """
    if not may(work.owner, Right.RUN_WATCH):
        raise PermissionError("the law may no longer be watched by whoever asked")
    arrival = Arrival.objects.get(pk=int(work.arguments["arrival"]))
    with opened(arrival.redaction) as store:
        published = store.by_id(arrival.redaction).redaction.published
    states = (State.OPEN, State.DECIDED)
    found = visible_to(work.owner, Right.SEE_CASE).filter(state__in=states)
    told: Told = {"changed": [], "changed_count": 0}

    def look(number: str, version: Version) -> None:
        case = read_text(version.content, f"{number}.yaml")
        difference = changes_of(case, arrival.since.toordinal(), published)
        if difference is not None:
            put(told, "changed", {"number": number, **difference})

    return look_at_each(work, found, told, look)


def changes_of(case: CaseFile, since: Day, published: Day) -> dict[str, Plain] | None:
    """What a change of the law changes of a case's payments; None: nothing.

    Args:
        since: from when it is in force. published: from when it is known.

    Returns:
        Totals of the months looked at without it and with it, and the provisions the difference
        comes from; nobody is named.
    """
    first = month_of(since)
    last = min(max(first, month_of(localdate().toordinal())), first + MOST_MONTHS - 1)
    asked = _about(case, first, last)
    was, now = Solved(asked, published - 1), Solved(asked, published)
    old, new = _payments(was), _payments(now)
    if old == new:
        return None
    why = dict.fromkeys(_why(was, now, old, new))
    return {"before": _total(old), "after": _total(new), "why": list(why)}


def _about(case: CaseFile, first: Months, last: Months) -> CaseFile:
    """The same case, asked about other months."""
    told = {"from": _month(first), "to": _month(last)}
    return case.model_copy(update={"period": type(case.period).model_validate(told)})


def _month(month: Months) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _payments(solved: Solved) -> Payments:
    return {
        (e.benefit, e.month, e.payees, e.for_whom, e.debtor): (e.least, e.most)
        for e in solved.payments
    }


def _why(was: Solved, now: Solved, old: Payments, new: Payments) -> Iterator[str]:
    """The provisions of what differs below each benefit, in its first month that differs."""
    seen: set[str] = set()
    differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    for benefit, month, *_ in sorted(differing, key=lambda key: (key[1], key[0])):
        if benefit not in seen:
            seen.add(benefit)
            for line in why_differs(was, now, month, benefit, "et"):
                yield from (citation for citation, _ in line.cited)


def _total(payments: Payments) -> list[Plain]:
    return [
        sum(least for least, _ in payments.values()),
        sum(most for _, most in payments.values()),
    ]
