"""Every operation, in the order in which they are told."""

from __future__ import annotations

from typing import Any, Final

from perenou.api import of_acts, of_cases, of_law, of_reforms
from perenou.api import questions as asks
from perenou.api.answers_of_acts import ActChecked, Drafted, MatterList, TextChecked
from perenou.api.answers_of_cases import Compared, Determined, Explained, MissingFacts, SumsDue
from perenou.api.answers_of_law import (
    BenefitNames,
    FiguresOfDay,
    Found,
    HandbookTold,
    NormsOfDay,
    NormTold,
    ProvisionTold,
)
from perenou.api.answers_of_reforms import Simulated
from perenou.api.operation import LongOperation, Operation

OPERATIONS: Final[tuple[Operation[Any], ...]] = (
    Operation("solve", "cases", asks.Solve, of_cases.solve, Determined),
    Operation("sums", "cases", asks.Sums, of_cases.sums, SumsDue),
    Operation("explain", "cases", asks.Explain, of_cases.explain, Explained),
    Operation("missing", "cases", asks.Missing, of_cases.missing, MissingFacts),
    Operation("what_if", "cases", asks.WhatIf, of_cases.what_if, Compared),
    Operation("benefits", "law", asks.Benefits, of_law.benefits, BenefitNames),
    Operation("figures", "law", asks.Figures, of_law.figures, FiguresOfDay),
    Operation("norms", "law", asks.Norms, of_law.norms, NormsOfDay),
    Operation("norm", "law", asks.Norm, of_law.norm, NormTold),
    Operation("provision", "law", asks.Provision, of_law.provision, ProvisionTold),
    Operation("handbook", "law", asks.Handbook, of_law.handbook, HandbookTold),
    Operation("find", "law", asks.Find, of_law.find, Found),
    Operation("matters", "acts", asks.Matters, of_acts.matters, MatterList),
    Operation("draft_act", "acts", asks.DraftAct, of_acts.draft_act, Drafted),
    Operation("check_act", "acts", asks.CheckAct, of_acts.check_act, ActChecked),
    Operation("check_text", "acts", asks.CheckText, of_acts.check_page, TextChecked),
)

BY_NAME: Final = {each.name: each for each in OPERATIONS}

LONG: Final[tuple[LongOperation[Any], ...]] = (
    LongOperation(
        "simulate", "reforms", asks.Simulate, of_reforms.checked, of_reforms.simulate, Simulated
    ),
)
"""What is done in the background."""

LONG_BY_NAME: Final = {each.name: each for each in LONG}

NAMES: Final = (*BY_NAME, *LONG_BY_NAME)
"""Of everything that can be asked."""
