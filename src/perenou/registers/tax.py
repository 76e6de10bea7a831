"""Tax data: personalised social tax by month. As for the population register, the form is ours.

``{"code", "months": [{"month": "2025-03", "social_tax": "495.00", "kind"}]}``, sums in euros as
text; the personal code shows of whom it speaks.
"""

from __future__ import annotations

import re
from typing import Final, get_args

from perenou.casework.case_file.schema import IncomeKind
from perenou.registers.saying import Fact, Value, text_of

RESOURCE: Final = "social-tax"
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SUM: Final = re.compile(r"\d{1,7}(\.\d{1,2})?")


def _month(row: object) -> dict[str, Value] | None:
    if not isinstance(row, dict):
        return None
    month, paid = text_of(row.get("month")), text_of(row.get("social_tax"))
    kind = row.get("kind", "work")
    if month is None or paid is None or kind not in get_args(IncomeKind):
        return None
    if not _MONTH.fullmatch(month) or not _SUM.fullmatch(paid):
        return None
    return {"month": month, "social_tax": paid, "kind": str(kind)}


FACTS: Final = (Fact("months", "income", _month, is_list=True),)
