"""Everything that changes a position; each whole or not at all, and written to the audit trail.

What was approved is never written again: another position comes in its place.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.positions.content import (
    Content,
    content_of,
    holds_on_until,
    overlap,
    written,
)
from perenou.workbench.positions.models import (
    ABOUT,
    Acknowledgement,
    ConflictNote,
    Position,
    PositionCounter,
    PositionStep,
    PositionVersion,
    State,
    What,
)
from perenou.workbench.positions.reviews import end_review, give_review, move_review
from perenou.workbench.positions.rights import may_approve
from perenou.workbench.references.registered import refer
from perenou.workbench.tasks.models import State as TaskState

LONGEST_WORDS: Final = 4000
"""Characters of remarks, reasons and notes."""

LONGEST_COMPETENCE: Final = 200


class ConflictError(Exception):
    """Somebody else has saved the position since it was opened here.

    Attributes:
        latest: the version that is now there.
    """

    def __init__(self, latest: PositionVersion) -> None:
        super().__init__(latest.number)
        self.latest = latest


class RefusedError(RefusalError):
    """Something that cannot be done with the position as it stands.

    Attributes:
        other: a position that stands in the way.
    """

    def __init__(self, key: str, other: str = "") -> None:
        super().__init__(key)
        self.other = other


def begin(
    actor: User, content: Content, *, token: str, supersedes: Position | None = None
) -> Position:
    """Begin a position; the same form sent twice begins one.

    Raises:
        RefusedError: what it is to supersede does not hold.
    """
    with transaction.atomic():
        sent = PositionVersion.objects.select_related("position").filter(token=token).first()
        if sent is not None:
            return sent.position
        if supersedes is not None and _locked(supersedes).state != State.APPROVED:
            raise RefusedError("not_approved")
        position = Position.objects.create(
            number=_next_number(localdate().year), author=actor, supersedes=supersedes,
            question=content.question, theme=content.theme,
        )  # fmt: skip
        _add_version(position, actor, content, token)
        record(actor, "position.begun", ABOUT, position.number)
    return position


def save(
    actor: User, position: Position, content: Content, *, based_on: int, token: str
) -> PositionVersion:
    """Save what a draft says now as its next version; the same again adds none.

    Raises:
        ConflictError: it is based on a version that is no longer the latest.
        RefusedError: it is not being written.
    """
    with transaction.atomic():
        locked = _locked(position)
        sent = locked.versions.filter(token=token).first()
        if sent is not None:
            return sent
        if locked.state != State.DRAFT:
            raise RefusedError("not_draft")
        before = latest(locked)
        if before.number != based_on:
            raise ConflictError(before)
        if content_of(before) == content:
            return before
        version = _add_version(locked, actor, content, token)
        told = {"version": version.number}
        record(actor, "position.saved", ABOUT, locked.number, detail=told)
    return version


def send(actor: User, position: Position, *, based_on: int, token: str) -> None:
    """Hand a draft over for approval by somebody else.

    Raises:
        ConflictError: it was saved meanwhile.
        RefusedError: it is not being written.
    """
    with transaction.atomic():
        locked = _locked(position)
        if _is_done(token):
            return
        if locked.state != State.DRAFT:
            raise RefusedError("not_draft")
        _must_be_latest(locked, based_on)
        _move(locked, State.REVIEW)
        _step(locked, actor, What.SENT, token)


def recall(actor: User, position: Position, *, token: str) -> None:
    """Take back what was handed over, to write on.

    Raises:
        RefusedError: it does not wait.
    """
    with transaction.atomic():
        locked = _locked(position)
        if _is_done(token):
            return
        if locked.state != State.REVIEW:
            raise RefusedError("not_waiting")
        _move(locked, State.DRAFT)
        _step(locked, actor, What.RECALLED, token)


def give_back(actor: User, position: Position, *, words: str, token: str) -> None:
    """Return a position to whoever writes it, with remarks.

    Raises:
        RefusedError: it does not wait, nothing is remarked, or it is one's own.
    """
    with transaction.atomic():
        locked = _locked(position)
        if _is_done(token):
            return
        _must_be_approvable(locked, actor)
        if not words.strip():
            raise RefusedError("no_words")
        _move(locked, State.DRAFT)
        _step(locked, actor, What.RETURNED, token, words)


def approve(actor: User, position: Position, *, competence: str, based_on: int, token: str) -> None:
    """Approve a position; what it supersedes holds no longer from today on.

    For time before the one that is approved, what it supersedes goes on holding: nobody decided
    about that.

    Raises:
        ConflictError: it was saved meanwhile.
        RefusedError: it does not wait, it is one's own, no competence is named, what it supersedes
            holds no longer or holds for longer, or another position has cases solved by another
            reading.
    """
    with transaction.atomic():
        locked = _locked(position)
        if _is_done(token):
            return
        _must_be_approvable(locked, actor)
        _must_be_latest(locked, based_on)
        within = " ".join(competence.split())
        if not within or len(within) > LONGEST_COMPETENCE:
            raise RefusedError("no_competence")
        _must_read_alone(locked)
        today = localdate()
        before = locked.supersedes
        if before is not None:
            old = _locked(before)
            if old.state != State.APPROVED:
                raise RefusedError("superseded_already", old.number)
            if locked.after < old.after:
                raise RefusedError("ends_before", old.number)
            if (last := holds_on_until(old, locked)) is not None:
                old.until = last
                old.save()
            else:
                _end(old, State.SUPERSEDED)
                end_review(actor, old, TaskState.DROPPED, locked.number, token=token)
            _step(old, actor, What.SUPERSEDED, f"{token}-old"[:40])
        locked.approved_by, locked.approved_on, locked.competence = actor, today, within
        locked.review_by = _in_a_year(today)
        _move(locked, State.APPROVED)
        _step(locked, actor, What.APPROVED, token, within)
        give_review(actor, locked)


def review(actor: User, position: Position, *, words: str, token: str) -> None:
    """Say that a position was looked at again and still holds; it is due again in a year.

    Raises:
        RefusedError: it does not hold, or nothing is said of what was looked at.
    """
    with transaction.atomic():
        locked = _locked(position)
        if _is_done(token):
            return
        if locked.state != State.APPROVED:
            raise RefusedError("not_approved")
        if not words.strip():
            raise RefusedError("no_words")
        end_review(actor, locked, TaskState.DONE, words, token=token)
        locked.review_by = _in_a_year(localdate())
        locked.save()
        _step(locked, actor, What.REVIEWED, token, words)
        give_review(actor, locked)


def set_review_day(actor: User, position: Position, day: date, *, token: str) -> None:
    """Say by which day a position that holds has to be looked at again, within a year.

    Raises:
        RefusedError: it does not hold, or the day is over or more than a year away.
    """
    today = localdate()
    if not today <= day <= _in_a_year(today):
        raise RefusedError("no_review_day")
    put_review_day(actor, position, day, token=token)


def put_review_day(actor: User, position: Position, day: date, *, token: str) -> None:
    """Put the day of review to what it was, whenever that is.

    Raises:
        RefusedError: it does not hold.
    """
    with transaction.atomic():
        locked = _locked(position)
        if locked.state != State.APPROVED or locked.review_by is None:
            raise RefusedError("not_approved")
        told = {"from": locked.review_by.isoformat(), "to": day.isoformat()}
        locked.review_by = day
        locked.save()
        move_review(actor, locked, day, token=token)
        record(actor, "position.review_day", ABOUT, locked.number, detail=told)


def withdraw(actor: User, position: Position, *, words: str, token: str) -> None:
    """Let a position hold no longer, or give up a draft; it stays to be read.

    Raises:
        RefusedError: it is closed, no reason is given, or it holds and one may approve nothing.
    """
    with transaction.atomic():
        locked = _locked(position)
        if _is_done(token):
            return
        if locked.state in (State.SUPERSEDED, State.WITHDRAWN):
            raise RefusedError("closed")
        # What a second person approved changes cases; to end it takes a second person as well.
        if locked.state == State.APPROVED and not may_approve(actor, locked):
            raise RefusedError("own_position")
        if not words.strip():
            raise RefusedError("no_words")
        _end(locked, State.WITHDRAWN)
        end_review(actor, locked, TaskState.DROPPED, words, token=token)
        _step(locked, actor, What.WITHDRAWN, token, words)


def acknowledge(actor: User, position: Position) -> None:
    """Say that one has read a position and understood it; once is enough.

    Raises:
        RefusedError: it does not hold.
    """
    with transaction.atomic():
        if _locked(position).state != State.APPROVED:
            raise RefusedError("not_approved")
        _, is_new = Acknowledgement.objects.get_or_create(position=position, user=actor)
        if is_new:
            record(actor, "position.acknowledged", ABOUT, position.number)


def answer_conflict(actor: User, position: Position, conflict: str, note: str) -> None:
    """Say why something that seems to contradict a position does not.

    Raises:
        RefusedError: nothing is said.
    """
    if not note.strip():
        raise RefusedError("no_words")
    with transaction.atomic():
        ConflictNote.objects.update_or_create(
            position=position, conflict=conflict[:200],
            defaults={"note": note.strip()[:LONGEST_WORDS], "actor": actor},
        )  # fmt: skip
        kind = conflict.partition(":")[0]
        record(actor, "position.conflict", ABOUT, position.number, detail={"kind": kind})


def hand_on(actor: User, position: Position, to: User) -> None:
    """Let somebody else see to a position that is being made."""
    with transaction.atomic():
        locked = _locked(position)
        told = {"from": locked.author_id, "to": to.pk}
        locked.author = to
        locked.save()
        record(actor, "position.handed_on", ABOUT, locked.number, detail=told)


def latest(position: Position) -> PositionVersion:
    """The version that holds now."""
    return position.versions.select_related("author").get(number=position.latest)


def latest_of(positions: list[Position]) -> list[tuple[Position, PositionVersion]]:
    """Positions with the versions that hold now; one query for all."""
    rows = PositionVersion.objects.filter(position__in=positions, number=F("position__latest"))
    found = {each.position_id: each for each in rows}
    return [(each, found[each.pk]) for each in positions]


# ------------------------------------------------------------------------------ holding


def _locked(position: Position) -> Position:
    return (
        Position.objects.select_for_update(of=("self",))
        .select_related("author", "supersedes")
        .get(pk=position.pk)
    )


def _is_done(token: str) -> bool:
    """Whether the same form was sent before."""
    return PositionStep.objects.filter(token=token).exists()


def _must_be_latest(position: Position, based_on: int) -> None:
    if position.latest != based_on:
        raise ConflictError(latest(position))


def _must_be_approvable(position: Position, actor: User) -> None:
    if position.state != State.REVIEW:
        raise RefusedError("not_waiting")
    if not may_approve(actor, position):
        raise RefusedError("own_position")


def _must_read_alone(position: Position) -> None:
    """Two positions never have cases of one time solved by two readings of one doubt."""
    if not position.doubt:
        return
    # All of the doubt are locked, so that of two approved at one moment the second sees the first.
    of_doubt = Position.objects.select_for_update().filter(doubt=position.doubt).order_by("pk")
    both = {position.pk, position.supersedes_id}
    for other in [each for each in of_doubt if each.pk not in both]:
        if other.state != State.APPROVED:
            continue
        periods = (position.first_day, position.after), (other.first_day, other.after)
        if other.reading != position.reading and overlap(*periods):
            raise RefusedError("other_reading", other.number)


def _end(position: Position, state: State) -> None:
    position.ended_on = localdate()
    _move(position, state)


def _move(position: Position, state: State) -> None:
    position.state = state
    position.save()


def _step(position: Position, actor: User, what: What, token: str, words: str = "") -> None:
    PositionStep.objects.create(
        position=position, what=what, version=position.latest, actor=actor, token=token,
        words=words.strip()[:LONGEST_WORDS],
    )  # fmt: skip
    told = {"version": position.latest}
    record(actor, f"position.{what.value}", ABOUT, position.number, detail=told)


def _add_version(position: Position, actor: User, content: Content, token: str) -> PositionVersion:
    version = PositionVersion.objects.create(
        position=position, number=position.latest + 1, author=actor, token=token,
        question=content.question, answer=content.answer, reasons=content.reasons,
        sources=content.sources, other=content.other, citations=written(content.citations),
        theme=content.theme, since=content.since, until=content.until, doubt=content.doubt,
        reading=content.reading,
    )  # fmt: skip
    position.latest = version.number
    position.question, position.theme = content.question, content.theme
    position.since, position.until = content.since, content.until
    position.doubt, position.reading = content.doubt, content.reading
    position.save()
    refer(ABOUT, position.number, content.citations)
    return version


def _in_a_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _next_number(year: int) -> str:
    counter = PositionCounter.objects.select_for_update().get_or_create(year=year)[0]
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"S-{year}-{counter.last:03}"
