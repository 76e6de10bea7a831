"""Every operation, in the order in which they are told."""

from __future__ import annotations

from typing import Any, Final

from perenou.api import of_acts, of_cases, of_law
from perenou.api.operation import Operation
from perenou.api.questions import (
    Benefits,
    CheckAct,
    Explain,
    Figures,
    Find,
    Missing,
    Norm,
    Provision,
    Solve,
    WhatIf,
)

_DETERMINED: Final = (
    "perenou", "title", "as_of", "from", "to", "names", "total", "if_ordinary", "payments",
    "rights", "questions", "doubts", "deadlines", "balances", "set_offs", "recoveries",
    "state_claims", "overrides", "dealings", "changes", "receipt", "told", "cited",
)  # fmt: skip

OPERATIONS: Final[tuple[Operation[Any], ...]] = (
    Operation("solve", "cases", Solve, of_cases.solve, _DETERMINED),
    Operation("explain", "cases", Explain, of_cases.explain, ("benefit", "lines", "cited")),
    Operation("missing", "cases", Missing, of_cases.missing, ("certain", "questions")),
    Operation(
        "what_if", "cases", WhatIf, of_cases.what_if,
        ("perenou", "before", "after", "difference", "differences", "told", "sections"),
    ),
    Operation("benefits", "law", Benefits, of_law.benefits, ("benefits",)),
    Operation("figures", "law", Figures, of_law.figures, ("day", "known", "figures")),
    Operation("norm", "law", Norm, of_law.norm, ("names", "told", "sections")),
    Operation(
        "provision", "law", Provision, of_law.provision,
        ("citation", "day", "link", "summary", "text", "note", "repealed", "norms"),
    ),
    Operation("find", "law", Find, of_law.find, ("found",)),
    Operation("check_act", "acts", CheckAct, of_acts.check_act, ("kind", "day", "findings")),
)  # fmt: skip

BY_NAME: Final = {each.name: each for each in OPERATIONS}
