"""What the desk shows of acts: those that wait for somebody."""

from __future__ import annotations

from typing import Final

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.drafts.waiting import WaitingAct, waiting_for
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say

SHOWN: Final = 8


def waiting(user: User, language: Language) -> Block | None:
    """The acts that wait for somebody's review or mending, the longest waiting first."""
    if not (may(user, Right.DRAFT_ACT) or may(user, Right.APPROVE_ACT)):
        return None
    return Block("waiting", tuple(_row(act, language) for act in waiting_for(user)[:SHOWN]))


def _row(act: WaitingAct, language: Language) -> Row:
    kind = Catalogue.load("perenou.acts", "texts").text(f"kind.{act.kind}", language)
    beside = f"{act.author}, {moment(act.since)}"
    why = Pill(say(f"drafts.waiting.{act.why}", language), "due")
    return Row(f"{act.case} · {kind}", act.address, beside, (why,))
