"""The list of jobs."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job, JobState

TONES: Final[dict[str, str]] = {
    JobState.WAITING: "open",
    JobState.RUNNING: "open",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "",
}
"""By state, how its pill looks."""


def _kind(job: Job, language: Language) -> Cell:
    return Cell(say(f"job.{job.kind}", language), reverse("jobs:show", args=[job.pk]))


def _state(job: Job, language: Language) -> Cell:
    pill = Pill(say(f"job.state.{job.state}", language), TONES[job.state])
    if job.state != JobState.RUNNING or not job.steps:
        return Cell("", pills=(pill,))
    said = say("list.progress", language, done=job.done, steps=job.steps)
    return Cell("", pills=(pill,), progress=(job.done, job.steps, said))


def _narrowed(found: QuerySet[Job], value: str, user: User) -> QuerySet[Job]:
    del user
    return found.filter(state=value)


JOBS: Final[Listing[Job]] = Listing(
    key="jobs",
    title="jobs.title",
    address="jobs:list",
    order="-number",
    joined=("owner",),
    columns=(
        Column("number", "jobs.number", lambda job, _: Cell(str(job.pk)), order="pk",
               is_figure=True),
        Column("kind", "jobs.kind", _kind),
        Column("state", "jobs.state", _state),
        Column("owner", "jobs.owner", lambda job, _: Cell(job.owner.name)),
        Column("made", "jobs.made", lambda job, _: Cell(moment(job.made_at))),
        Column("ended", "jobs.ended", lambda job, _: Cell(moment(job.ended_at))),
    ),
    filters=(
        Filter(
            "state", "jobs.state",
            tuple((state.value, f"job.state.{state.value}") for state in JobState), _narrowed,
        ),
    ),
)  # fmt: skip
