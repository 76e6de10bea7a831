"""Tax data: personalised social tax by month. As for the population register, the form is ours.

``{"months": [{"month": "2025-03", "social_tax": "495.00", "kind"}]}``, sums in euros as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from perenou.casework.case_file.schema import IncomeKind
from perenou.registers.saying import Saying, Teller, Value, text_in
from perenou.registers.x_road import Reply

RESOURCE: Final = "social-tax"
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SUM: Final = re.compile(r"\d{1,7}(\.\d{1,2})?")


def told(place: tuple[str, str], reply: Reply) -> Iterator[Saying]:
    """What the register says about somebody's months."""
    teller = Teller("tax", place, reply)
    months: list[Value] = [each for row in teller.rows("months") if (each := _month(row))]
    yield from teller.say("income", months)


def _month(data: Mapping[str, object]) -> dict[str, Value] | None:
    month, paid, kind = (
        text_in(data, "month"),
        text_in(data, "social_tax"),
        data.get("kind", "work"),
    )
    if month is None or paid is None or kind not in get_args(IncomeKind):
        return None
    if not _MONTH.fullmatch(month) or not _SUM.fullmatch(paid):
        return None
    return {"month": month, "social_tax": paid, "kind": str(kind)}
