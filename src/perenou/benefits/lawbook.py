"""All norms and figures gathered and checked: ``LAWBOOK``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from perenou.benefits.agreements import outside, scope  # noqa: F401
from perenou.benefits.estonia import (  # noqa: F401  # importing a module declares its norms
    child_allowance,
    childcare_fee,
    conscripts_child_allowance,
    emergency,
    entitled_persons,
    facts,
    guardianship_allowance,
    large_family_allowance,
    minors,
    one_off_allowances,
    single_parent_allowance,
    studies,
    survivors_allowance,
    survivors_amount,
    survivors_history,
    survivors_transition,
    suspension,
    triplets_allowance,
)
from perenou.benefits.estonia.maintenance_allowance import (  # noqa: F401
    application,
    bankruptcy_time,
    court_time,
    earlier_wordings,
    emergency_time,
    enforcement_time,
    entitled_child,
    recourse,
)
from perenou.benefits.estonia.parental_benefit import (  # noqa: F401
    adopters_benefit,
    amounts,
    claim,
    consecutive_births,
    daily_rate,
    earlier_benefit,
    earlier_scheme,
    earnings,
    entitled,
    fathers_benefit,
    income_base,
    mothers_benefit,
    neighbours,
    paid_out,
    parental_leave,
    several_children,
    shared_benefit,
    together,
)
from perenou.benefits.estonia.vocabulary import law
from perenou.benefits.eu import amounts as _amounts_by_state  # noqa: F401
from perenou.benefits.eu import (  # noqa: F401
    currency,
    dealing_facts,
    decided,
    grounds,
    legislation,
    month_change,
    open_questions,
    orphans,
    priority,
    procedure,
    reimbursement,
    steps,
)
from perenou.benefits.eu import facts as _facts_by_state  # noqa: F401
from perenou.benefits.eu.vocabulary import law as coordination
from perenou.rules.lawbook import Lawbook
from perenou.rules.parameters import read_parameters

PARAMETERS: Final = Path(__file__).parent / "parameters"

LAWBOOK: Final = Lawbook(
    [law, coordination],
    [figure for path in sorted(PARAMETERS.glob("*.yaml")) for figure in read_parameters(path)],
)
"""The Estonian law of family benefits, and how it stands to that of other states."""
