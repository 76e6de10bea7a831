"""Who may do what with a proposal: nobody decides on what they have written in."""

from __future__ import annotations

from django.db.models import QuerySet

from perenou.proposals.proposal import Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.proposals.models import Proposal

DECIDED = (Stage.ACCEPTED, Stage.REFUSED)
"""The stages to which a proposal that was sent comes by somebody else's decision."""

_IN_MAKING = (Stage.IDEA, Stage.DRAFTED)


def visible_to(user: User) -> QuerySet[Proposal]:
    """The proposals that somebody may see: those in the making only by who makes and decides."""
    if not may(user, Right.READ_PROPOSALS):
        return Proposal.objects.none()
    if may(user, Right.WRITE_PROPOSAL) or may(user, Right.DECIDE_PROPOSAL):
        return Proposal.objects.all()
    return Proposal.objects.exclude(stage__in=_IN_MAKING)


def has_written(user: User, proposal: Proposal) -> bool:
    """Whether somebody has begun it or made any version of it."""
    return proposal.author_id == user.pk or proposal.versions.filter(author=user).exists()


def may_decide(user: User, proposal: Proposal) -> bool:
    """Whether somebody may accept or refuse a proposal that was sent."""
    return may(user, Right.DECIDE_PROPOSAL) and not has_written(user, proposal)


def for_decision_by(user: User) -> QuerySet[Proposal]:
    """The proposals that wait for a decision and that somebody may decide on."""
    if not may(user, Right.DECIDE_PROPOSAL):
        return Proposal.objects.none()
    return (
        Proposal.objects.filter(stage=Stage.SENT)
        .exclude(author=user)
        .exclude(versions__author=user)
    )
