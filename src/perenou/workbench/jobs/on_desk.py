"""What the desk shows of work in the background: what one asked for and has not seen the end of."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.listing import TONES
from perenou.workbench.jobs.models import Job

SHOWN: Final = 5


def jobs(user: User, language: Language) -> Block | None:
    """One's latest jobs; nothing where there were none."""
    if not may(user, Right.SEE_JOBS):
        return None
    found = Job.objects.filter(owner=user)[:SHOWN]
    rows = tuple(
        Row(
            say(f"job.{job.kind}", language),
            reverse("jobs:show", args=[job.pk]),
            pills=(Pill(say(f"job.state.{job.state}", language), TONES[job.state]),),
        )
        for job in found
    )
    return Block("jobs", rows, reverse("jobs:list")) if rows else None
