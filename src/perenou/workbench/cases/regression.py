"""An answered case as a regression test: the case file, headed by what it has to give.

The head is a comment in the form of the project's own list of worked examples, a sum for each
month and benefit, so that both can be taken over into the tests as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from perenou.casework.as_json import month_json
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.fields import euros_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.writer import dump
from perenou.casework.determination import Determination

MARK = "#= "
"""Begins a line of what is expected."""


def regression_test(case: CaseFile, made: Determination, *, id: str, title: str) -> str:
    """The text of the file; open amounts are told as least and most."""
    fixed = case
    if case.as_of is None:
        fixed = case.model_copy(update={"as_of": PartialDay.exact(made.as_of)})
    lines = [f"# {title}", "#", *(f"{MARK}{line}" for line in _expected(made, id, title))]
    return "\n".join((*lines, "", dump(fixed)))


def _expected(made: Determination, id: str, title: str) -> Iterator[str]:
    yield f"- id: {id}"
    yield f'  source_title: "{title}"'
    yield f"  questions: {len(made.questions)}"
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for payment in made.payments:
        of = sums[payment.month, payment.benefit]
        of[0] += payment.least
        of[1] += payment.most
    yield "  paid:" if sums else "  paid: []"
    for (month, benefit), (least, most) in sorted(sums.items()):
        total = f"total: {euros_text(least)}"
        if least != most:
            total = f"least: {euros_text(least)}, most: {euros_text(most)}"
        yield f"    - {{month: {month_json(month)}, benefit: {benefit}, {total}}}"
