"""Two determinations side by side: what if a fact were another one, or the law of another day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.schema import Case
from perenou.casework.determination import Determination, Payment
from perenou.casework.solve import solve
from perenou.rules.types import Cents, Day, Months


class Difference(NamedTuple):
    """One month of a benefit that differs: amounts as (least, most), or None where not paid."""

    benefit: str
    month: Months
    payees: tuple[str, ...]
    for_whom: tuple[str, ...]
    before: tuple[Cents, Cents] | None
    after: tuple[Cents, Cents] | None
    debtor: str | None = None


class Comparison(NamedTuple):
    """Two determinations of one family and where their payments differ."""

    before: Determination
    after: Determination
    differences: tuple[Difference, ...]

    @property
    def difference(self) -> tuple[Cents, Cents]:
        """The second total less the first: least and most."""
        return (
            self.after.total[0] - self.before.total[0],
            self.after.total[1] - self.before.total[1],
        )


def compare(before: Determination, after: Determination) -> Comparison:
    """Where the payments of two determinations differ."""

    def by_place(
        made: Determination,
    ) -> dict[tuple[Months, str, tuple[str, ...], tuple[str, ...], str], Payment]:
        return {
            (p.month, p.benefit, p.for_whom, p.payees, p.debtor or ""): p for p in made.payments
        }

    old, new = by_place(before), by_place(after)
    found = []
    for place in sorted({*old, *new}):
        month, benefit, for_whom, payees, debtor = place
        was, now = old.get(place), new.get(place)
        pair = (
            None if was is None else (was.least, was.most),
            None if now is None else (now.least, now.most),
        )
        if pair[0] != pair[1]:
            found.append(Difference(benefit, month, payees, for_whom, *pair, debtor or None))
    return Comparison(before, after, tuple(found))


def what_if(case: Case, changes: str | Sequence[str], *, as_of: Day | None = None) -> Comparison:
    """Compare a case with the same case after changes like ``children.juku.birth=2010-01-01``.

    Raises:
        CaseFileError: a change cannot be made.
    """
    wanted = [changes] if isinstance(changes, str) else list(changes)
    return compare(solve(case, as_of=as_of), solve(changed(case, wanted), as_of=as_of))


def same_case(case: Case, *, as_of: tuple[Day, Day]) -> Comparison:
    """Compare one case under the law as it was known on two days."""
    return compare(solve(case, as_of=as_of[0]), solve(case, as_of=as_of[1]))
