"""Acts for the tests of the workbench: begun, filled in, handed over."""

from __future__ import annotations

from typing import Final

from tests.acts.cases import FULL

from perenou.acts.kinds import Kind
from perenou.acts.particulars import Particulars
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import latest
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.models import Act

WHOLE: Final = Particulars.model_validate({**FULL, "own": []})
"""Particulars with which every kind of act is whole."""


def begun(actor: User, case: Case, token: str = "begun", number: int = 1) -> Act:
    """An act about the first (or another) matter of a case."""
    return actions.begin(actor, latest(case), number, Kind.GRANT, "et", token=token)


def whole(actor: User, case: Case, token: str = "whole") -> Act:
    """An act without gaps."""
    act = begun(actor, case, f"{token}-begun")
    actions.save(actor, act, WHOLE, based_on=1, token=f"{token}-saved")
    act.refresh_from_db()
    return act


def handed_over(actor: User, case: Case, named: User | None = None) -> Act:
    """An act without gaps that waits for somebody."""
    act = whole(actor, case)
    actions.hand_over(actor, act, named=named, based_on=2, token="handed")
    act.refresh_from_db()
    return act
