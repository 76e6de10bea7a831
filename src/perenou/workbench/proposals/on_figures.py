"""Proposals in the overview: what waits, and what came of what was proposed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.proposals.proposal import Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.proposals.models import OPEN, Proposal, ProposalStep


def proposals(user: User, period: Period) -> Group | None:
    """Proposals by stage; those that are settled, of the period."""
    if not may(user, Right.WRITE_PROPOSAL):
        return None
    at = reverse("proposals:list")
    every = Proposal.objects.all()
    late = every.filter(stage=Stage.SENT, due__lt=localdate())
    begun = ProposalStep.objects.filter(stage=Stage.SENT, day__gte=period.first_of_trend)

    def settled(stage: Stage) -> Figure:
        count = every.filter(stage=stage, moved_on__gte=period.first).count()
        address = f"{at}?stage={stage.value}&period={period.key}"
        return Figure(stage.value, count, address=address)

    return Group(
        "proposals",
        (
            Figure("open", every.filter(stage__in=OPEN).count(), address=f"{at}?stage=open"),
            Figure(
                "sent", every.filter(stage=Stage.SENT).count(), address=f"{at}?stage=sent",
                trend=period.by_month(begun.values_list("day", flat=True)),
            ),
            Figure("late", late.count(), address=f"{at}?only=overdue"),
            settled(Stage.ACCEPTED),
            settled(Stage.REFUSED),
            settled(Stage.IN_FORCE),
        ),
    )  # fmt: skip
