"""Everything that changes a proposal; each whole or not at all, and written to the audit trail."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from perenou.language.grammar import LANGUAGES
from perenou.proposals.computed import Computed
from perenou.proposals.kept import computed_text, proposal_of, text_of
from perenou.proposals.proposal import FOLLOWS, Kind, Stage, needs_reason
from perenou.proposals.proposal import Proposal as Content
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.privacy.codes import names_a_person
from perenou.workbench.proposals.models import (
    ABOUT,
    LONGEST_TITLE,
    Proposal,
    ProposalCounter,
    ProposalRun,
    ProposalStep,
    ProposalVersion,
)
from perenou.workbench.proposals.rights import DECIDED, may_decide
from perenou.workbench.references.registered import refer
from perenou.workbench.tasks.actions import close, give
from perenou.workbench.tasks.models import State as TaskState
from perenou.workbench.tasks.models import Task

JOB: Final = "proposal_compute"
LONGEST_WORDS: Final = 4000


class ConflictError(Exception):
    """Somebody else has saved the proposal since it was opened here.

    Attributes:
        latest: the version that is now there.
    """

    def __init__(self, latest: ProposalVersion) -> None:
        super().__init__(latest.number)
        self.latest = latest


class RefusedError(RefusalError):
    """Something that cannot be done with the proposal as it stands."""


def begin(
    actor: User, content: Content, *, token: str, reform: str = "", section: str = "problem"
) -> Proposal:
    """Begin a proposal; the same form sent twice begins one."""
    with transaction.atomic():
        sent = ProposalVersion.objects.select_related("proposal").filter(token=token).first()
        if sent is not None:
            return sent.proposal
        today = localdate()
        proposal = Proposal.objects.create(
            number=_next_number(today.year), author=actor, kind=content.kind,
            title=content.title[:LONGEST_TITLE], moved_on=today,
        )  # fmt: skip
        _add_version(proposal, actor, content, reform, section, token)
        _step(proposal, actor, Stage.IDEA, today, "", f"{token[:33]}-begun")
        record(actor, "proposal.begun", ABOUT, proposal.number)
    return proposal


def save(
    actor: User, proposal: Proposal, content: Content, reform: str, section: str, *,
    based_on: int, token: str,
) -> ProposalVersion:  # fmt: skip
    """Save what a proposal says now as its next version; the same again adds none.

    Raises:
        ConflictError: it is based on a version that is no longer the latest.
    """
    with transaction.atomic():
        locked = _locked(proposal)
        sent = locked.versions.filter(token=token).first()
        if sent is not None:
            return sent
        before = latest(locked)
        if before.number != based_on:
            raise ConflictError(before)
        if before.content == text_of(content) and before.reform == reform:
            return before
        version = _add_version(locked, actor, content, reform, section, token)
        _remind(locked, actor)
        detail: dict[str, str | int | bool | list[str]] = {
            "version": version.number, "section": section,
        }  # fmt: skip
        record(actor, "proposal.saved", ABOUT, locked.number, detail=detail)
    return version


def move(
    actor: User, proposal: Proposal, stage: Stage, day: date, words: str, *, token: str
) -> None:
    """Note that a proposal came to a stage.

    Raises:
        RefusedError: it cannot come there now, a reason is missing or names somebody, it is one's
            own to decide on, or the day is still to come.
    """
    with transaction.atomic():
        locked = _locked(proposal)
        if locked.steps.filter(token=token).exists():
            return
        now = Stage(locked.stage)
        if stage not in FOLLOWS[now]:
            raise RefusedError("no_such_step")
        if now is Stage.SENT and stage in DECIDED and not may_decide(actor, locked):
            raise RefusedError("own_proposal")
        if day > localdate():
            raise RefusedError("day_to_come")
        if needs_reason(now, stage) and not words.strip():
            raise RefusedError("no_reason")
        if names_a_person(words):
            raise RefusedError("names_somebody")
        locked.stage, locked.moved_on = stage, day
        locked.save()
        _step(locked, actor, stage, day, words, token)
        _remind(locked, actor)
        record(actor, "proposal.moved", ABOUT, locked.number, detail={"stage": stage.value})


def ask_for_computing(actor: User, proposal: Proposal) -> Job:
    """Put the computing of a proposal's reform into the queue.

    Raises:
        RefusedError: it has no reform.
    """
    version = latest(proposal)
    if not version.reform.strip():
        raise RefusedError("no_reform")
    told: dict[str, str | int] = {"proposal": proposal.number, "version": version.number}
    return ask(actor, JOB, told, lock=f"{JOB}:{proposal.number}")


def keep(
    actor: User, proposal: Proposal, version: int, computed: Computed, *, is_brought: bool = False
) -> ProposalRun:
    """Keep what was computed, registered by its provisions; the same again adds none."""
    told = {"version": version, "is_brought": is_brought, "computed": computed_text(computed)}
    with transaction.atomic():
        last = _locked(proposal).runs.first()
        if last is not None and all(getattr(last, name) == told[name] for name in told):
            return last
        run = ProposalRun.objects.create(proposal=proposal, actor=actor, **told)
        refer(ABOUT, proposal.number, [Citation.parse(each) for each in computed.citations])
        proposal.save(update_fields=["changed_at"])
        how = "brought" if is_brought else "computed"
        record(actor, f"proposal.{how}", ABOUT, proposal.number, detail={"version": version})
    return run


def latest(proposal: Proposal) -> ProposalVersion:
    """The version that holds now."""
    return proposal.versions.select_related("author").get(number=proposal.latest)


def content_of(version: ProposalVersion) -> Content:
    """What a version says."""
    return proposal_of(version.content)


# ------------------------------------------------------------------------------ holding


def _locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def _step(proposal: Proposal, actor: User, stage: Stage, day: date, words: str, token: str) -> None:
    ProposalStep.objects.create(
        proposal=proposal, stage=stage, day=day, version=proposal.latest, actor=actor,
        words=words.strip()[:LONGEST_WORDS], token=token,
    )  # fmt: skip


def _remind(proposal: Proposal, actor: User) -> None:
    """See to it that its author has one task to ask for an answer, while one is expected."""
    due = proposal.due if proposal.stage == Stage.SENT else None
    key = f"{ABOUT}:{proposal.number}:{proposal.moved_on}:{due}"
    written_in = proposal.author.language
    language = next((each for each in LANGUAGES if each == written_in), LANGUAGES[0])
    mine = Task.objects.filter(source_key__startswith=f"{ABOUT}:{proposal.number}:")
    for task in mine.filter(state=TaskState.OPEN):
        if due is None or task.source_key != key:
            words = say(f"proposals.stage.{proposal.stage}", language)
            close(actor, task, TaskState.DONE, words, token=f"answer-{task.pk}-{task.changes}")
    if due is not None:
        title = say("proposals.remind", language, number=proposal.number)
        give(actor, proposal.author, title, due, ABOUT, proposal.number, key)


def _add_version(
    proposal: Proposal, actor: User, content: Content, reform: str, section: str, token: str
) -> ProposalVersion:
    version = ProposalVersion.objects.create(
        proposal=proposal, number=proposal.latest + 1, author=actor, content=text_of(content),
        reform=reform, section=section, token=token,
    )  # fmt: skip
    proposal.latest = version.number
    proposal.title, proposal.kind = content.title[:LONGEST_TITLE], Kind(content.kind)
    proposal.due = content.due
    proposal.save()
    return version


def _next_number(year: int) -> str:
    counter = ProposalCounter.objects.select_for_update().get_or_create(year=year)[0]
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"E-{year}-{counter.last:03}"
