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

OPERATIONS: Final[tuple[Operation[Any], ...]] = (
    Operation("solve", Solve, of_cases.solve),
    Operation("explain", Explain, of_cases.explain),
    Operation("missing", Missing, of_cases.missing),
    Operation("what_if", WhatIf, of_cases.what_if),
    Operation("benefits", Benefits, of_law.benefits),
    Operation("figures", Figures, of_law.figures),
    Operation("norm", Norm, of_law.norm),
    Operation("provision", Provision, of_law.provision),
    Operation("find", Find, of_law.find),
    Operation("check_act", CheckAct, of_acts.check_act),
)

BY_NAME: Final = {each.name: each for each in OPERATIONS}
