"""Proposals on the desk: to decide on, late, in the making."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.proposals.proposal import Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.models import Proposal
from perenou.workbench.proposals.rights import for_decision_by

SHOWN: Final = 6


def proposals(user: User, language: Language) -> Block | None:
    """What somebody has to do with proposals, the most pressing first; None: not for them."""
    if not may(user, Right.WRITE_PROPOSAL):
        return None
    rows = [_row(each, "decide", "open", language) for each in for_decision_by(user)[:SHOWN]]
    mine = Proposal.objects.filter(author=user)
    late = mine.filter(stage=Stage.SENT, due__lt=localdate())
    rows += [_row(each, "overdue", "due", language) for each in late[:SHOWN]]
    making = mine.filter(stage__in=(Stage.IDEA, Stage.DRAFTED))
    rows += [_row(each, "write", "", language) for each in making[:SHOWN]]
    return Block("proposals", tuple(rows[:SHOWN]), reverse("proposals:list"))


def _row(proposal: Proposal, why: str, tone: str, language: Language) -> Row:
    pill = Pill(say(f"proposals.desk.{why}", language), tone)
    text = f"{proposal.number} {proposal.title}"
    return Row(text, proposal.get_absolute_url(), day(proposal.due), (pill,))
