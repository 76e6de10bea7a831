"""Everything that changes an act; each whole or not at all, and written to the audit trail.

An open act always has an owner who may take its next step; nobody approves what they have written
in; what was approved never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max, QuerySet

from perenou.acts.check.finding import Finding
from perenou.acts.choose import Numbered, chosen
from perenou.acts.kinds import Kind
from perenou.acts.particulars import Official, Particulars
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.departures import are_confirmed
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.solving import latest as latest_of_case
from perenou.workbench.drafts.content import Content, read
from perenou.workbench.drafts.making import made
from perenou.workbench.drafts.matters import Held, MatterKey, fitting, held, key_of, same
from perenou.workbench.drafts.models import (
    NEXT,
    Act,
    ActVersion,
    State,
    Step,
    Typed,
    Way,
    What,
)
from perenou.workbench.drafts.reviewers import may_review, reviewers
from perenou.workbench.frame.refusal import RefusalError

LONGEST_WORDS: Final = 4000
"""Characters of remarks and reasons."""


class ConflictError(Exception):
    """Somebody else has saved the act since it was opened here.

    Attributes:
        latest: the version that is now there.
    """

    def __init__(self, latest: ActVersion) -> None:
        super().__init__(latest.number)
        self.latest = latest


class RefusedError(RefusalError):
    """Something that cannot be done with the act as it stands."""


class ChoiceError(Exception):
    """The case no longer has this matter, or has several like it.

    Attributes:
        fitting: the matters to choose from.
    """

    def __init__(self, fitting: Sequence[Numbered]) -> None:
        super().__init__(len(fitting))
        self.fitting = tuple(fitting)


@dataclass(frozen=True, slots=True)
class _Made:
    """A version before it is stored."""

    case_version: Version
    content: Content
    stopping: int
    findings: int


def begin(
    actor: User, version: Version, number: int, kind: Kind, language: Language, *, token: str
) -> Act:
    """Begin an act about a matter of a version of a case; the same form sent twice begins one.

    Raises:
        perenou.acts.choose.ChoiceError: the version has no such matter.
        RefusedError: nobody has confirmed a choice of an official that it rests on.
    """
    case = version.case
    with held(version) as of:
        _must_be_confirmed(case, of)
        matter = chosen(of.every, kind, number)
        given = _beginning(actor)
        document = made(of.solved, matter, given, language)
        key = key_of(of.every[number - 1], of.solved, language)
        content = Content(document, given, key)
        making = _made(version, content, of)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        sent = ActVersion.objects.select_related("act__case").filter(token=token).first()
        if sent is not None:
            return sent.act
        last = Act.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
        act = Act.objects.create(
            case=case, number=last + 1, kind=kind.value, language=language, author=actor,
            owner=actor,
        )  # fmt: skip
        _add_version(act, actor, making, Way.DRAFTED, token)
        record(actor, "act.begun", "act", act, detail={"kind": kind.value})
    return act


def save(actor: User, act: Act, given: Particulars, *, based_on: int, token: str) -> ActVersion:
    """Save what was written as the next version; the same again adds none.

    Raises:
        ChoiceError: another law or position has no such matter; it is to be drafted anew.
        ConflictError: it is based on a version that is no longer the latest.
        RefusedError: the act is not being written.
    """
    before = latest(act)
    content = read(before.content)
    with held(before.case_version, content.matter.as_of) as of:
        language = content.document.language
        matter = same(of, content.matter, language)
        if matter is None:
            raise ChoiceError(fitting(of, content.matter, language))
        document = made(of.solved, matter, given, language)
        new = Content(document, given, content.matter)
        making = _made(before.case_version, new, of)
    with transaction.atomic():
        locked = _locked(act)
        sent = locked.versions.filter(token=token).first()
        if sent is not None:
            return sent
        _must_be_writable(locked)
        _must_be_latest(locked, based_on)
        Typed.objects.filter(act=locked, user=actor).delete()
        if new == content:
            return before
        version = _add_version(locked, actor, making, Way.WRITTEN, token)
        record(actor, "act.saved", "act", locked, detail={"version": version.number})
    return version


def redraft(
    actor: User, act: Act, *, based_on: int, token: str, number: int | None = None
) -> ActVersion:
    """Draft anew from the latest version of the case; what the official wrote stays.

    Args:
        number: of the matter, where it had to be chosen.

    Raises:
        ChoiceError: somebody has to choose the matter.
        ConflictError: it is based on a version that is no longer the latest.
        RefusedError: the act is not being written, or nobody has confirmed a choice of an official
            that it would rest on.
    """
    before = latest(act)
    content = read(before.content)
    case_version = latest_of_case(act.case)
    language = content.document.language
    with held(case_version) as of:
        _must_be_confirmed(act.case, of)
        found = _matter(of, content.matter, language, number)
        key = key_of(found, of.solved, language)
        document = made(of.solved, found.matter, content.given, language)
        making = _made(case_version, Content(document, content.given, key), of)
    with transaction.atomic():
        locked = _locked(act)
        sent = locked.versions.filter(token=token).first()
        if sent is not None:
            return sent
        _must_be_writable(locked)
        _must_be_latest(locked, based_on)
        version = _add_version(locked, actor, making, Way.REDRAFTED, token)
        told_of = {"version": version.number, "case_version": case_version.number}
        record(actor, "act.redrafted", "act", locked, detail=told_of)
    return version


def hand_over(
    actor: User, act: Act, *, named: User | None, based_on: int, token: str, words: str = ""
) -> None:
    """Hand an act over for a second pair of eyes: somebody's, or those of anybody who may.

    Raises:
        ConflictError: it was saved meanwhile.
        RefusedError: it is not being written, or there is nobody who may review it.
    """
    with transaction.atomic():
        locked = _locked(act)
        if _is_done(locked, token):
            return
        _must_be_writable(locked)
        _must_be_latest(locked, based_on)
        _see_to_writer(locked)
        if named is not None and not may_review(named, locked):
            raise RefusedError("cannot_review")
        if named is None and not reviewers(locked):
            raise RefusedError("no_reviewer")
        _move(locked, State.WAITING, named)
        _step(locked, actor, What.HANDED_OVER, token, words, named)


def recall(actor: User, act: Act, *, token: str) -> None:
    """Take back what was handed over, to write on.

    Raises:
        RefusedError: it does not wait.
    """
    with transaction.atomic():
        locked = _locked(act)
        if _is_done(locked, token):
            return
        if locked.state != State.WAITING:
            raise RefusedError("not_waiting")
        _see_to_writer(locked)
        _move(locked, State.DRAFT)
        _step(locked, actor, What.RECALLED, token)


def take_over(actor: User, act: Act, *, token: str) -> None:
    """Go on writing what somebody else has begun.

    Raises:
        RefusedError: it is not being written, or not by somebody else.
    """
    with transaction.atomic():
        locked = _locked(act)
        if _is_done(locked, token):
            return
        _must_be_writable(locked)
        if locked.author_id == actor.pk:
            raise RefusedError("own_already")
        locked.author = actor
        _move(locked, State(locked.state))
        _step(locked, actor, What.TAKEN_OVER, token)


def give_back(actor: User, act: Act, *, words: str, based_on: int, token: str) -> None:
    """Return an act to whoever writes it, with remarks.

    Raises:
        ConflictError: it was saved meanwhile.
        RefusedError: it does not wait, nothing is remarked, or it is one's own.
    """
    with transaction.atomic():
        locked = _locked(act)
        if _is_done(locked, token):
            return
        _must_be_reviewable(locked, actor, based_on)
        if not words.strip():
            raise RefusedError("no_remarks")
        _see_to_writer(locked)
        _move(locked, State.RETURNED)
        _step(locked, actor, What.RETURNED, token, words)


def approve(actor: User, act: Act, *, words: str, based_on: int, token: str) -> None:
    """Approve an act, which never changes from then on.

    A written reason is asked for where the checker finds that it should not be signed, and where
    the case has changed since it was drafted.

    Raises:
        ConflictError: it was saved meanwhile.
        RefusedError: it does not wait, has gaps, lacks a reason, is one's own, or rests on a choice
            of an official that is no longer confirmed.
    """
    version = latest(act)
    content = read(version.content)
    with held(version.case_version, content.matter.as_of) as of:
        _must_be_confirmed(act.case, of)
        stopping = _stopping(of.checked(content.document, "et"))
    with transaction.atomic():
        locked = _locked(act)
        if _is_done(locked, token):
            return
        _must_be_reviewable(locked, actor, based_on)
        if version.number != locked.latest:
            raise ConflictError(latest(locked))
        if content.document.gaps:
            raise RefusedError("has_gaps")
        is_old = version.case_version.number != locked.case.latest
        if (stopping or is_old) and not words.strip():
            raise RefusedError("no_reason")
        _move(locked, State.APPROVED)
        Typed.objects.filter(act=locked).delete()
        _step(locked, actor, What.APPROVED, token, words, findings=stopping)


def drop(actor: User, act: Act, *, words: str, token: str) -> None:
    """Give up an act that is not needed; it stays to be read.

    Raises:
        RefusedError: it is closed, or no reason is given.
    """
    with transaction.atomic():
        locked = _locked(act)
        if _is_done(locked, token):
            return
        if locked.state in (State.APPROVED, State.DROPPED):
            raise RefusedError("closed")
        if not words.strip():
            raise RefusedError("no_reason")
        _move(locked, State.DROPPED)
        Typed.objects.filter(act=locked).delete()
        _step(locked, actor, What.DROPPED, token, words)


def keep_typed(actor: User, act: Act, content: str, based_on: int) -> None:
    """Keep what somebody types, so that it is there again after a break."""
    with transaction.atomic():
        if _locked(act).is_writable:
            Typed.objects.update_or_create(
                act=act, user=actor, defaults={"content": content, "based_on": based_on}
            )


def forget_typed(actor: User, act: Act) -> None:
    """Throw away what somebody typed and did not save."""
    Typed.objects.filter(act=act, user=actor).delete()


def release(actor: User, case: Case) -> None:
    """After fewer people reach a case: what waits for somebody who no longer does goes back.

    An act whose author no longer reaches the case passes to the owner of the case.
    """
    with transaction.atomic():
        for act in _open_acts(case):
            named = None if act.owner_id == act.author_id else act.owner
            is_written_on = _see_to_writer(act)
            is_lost = named is not None and not may_review(named, act)
            if is_lost or is_written_on:
                _move(act, State.DRAFT if is_lost else State(act.state), None if is_lost else named)
                _step(act, actor, What.RELEASED, f"release-{act.pk}-{act.steps.count()}")


def latest(act: Act) -> ActVersion:
    """The version that holds now."""
    return act.versions.select_related("case_version__case").latest("number")


# ------------------------------------------------------------------------------ holding

_OPEN: Final = tuple(state for state, step in NEXT.items() if step)


def _open_acts(case: Case) -> QuerySet[Act]:
    found = Act.objects.select_for_update(of=("self",)).filter(case=case, state__in=_OPEN)
    return found.select_related("case__owner", "author", "owner")


def _locked(act: Act) -> Act:
    return (
        Act.objects.select_for_update(of=("self",))
        .select_related("case__owner", "author")
        .get(pk=act.pk)
    )


def _is_done(act: Act, token: str) -> bool:
    """Whether the same form was sent before."""
    return act.steps.filter(token=token).exists()


def _must_be_confirmed(case: Case, of: Held) -> None:
    """Ask for four eyes where an official chose against what is derived."""
    if not are_confirmed(case, of.solved.case):
        raise RefusedError("departures")


def _must_be_writable(act: Act) -> None:
    if not act.is_writable:
        raise RefusedError("not_writable")


def _must_be_latest(act: Act, based_on: int) -> None:
    if act.latest != based_on:
        raise ConflictError(latest(act))


def _must_be_reviewable(act: Act, actor: User, based_on: int) -> None:
    if act.state != State.WAITING:
        raise RefusedError("not_waiting")
    if not may_review(actor, act):
        raise RefusedError("own_act")
    _must_be_latest(act, based_on)


def _see_to_writer(act: Act) -> bool:
    """Let the owner of the case go on where the author no longer may; says whether that was so."""
    if may(act.author, Right.DRAFT_ACT, act.case):
        return False
    act.author = act.case.owner
    return True


def _move(act: Act, state: State, named: User | None = None) -> None:
    """Put an act into a state, with whoever may take the step that follows as its owner."""
    act.state, act.next_step = state, NEXT[state]
    act.owner = named if named is not None and state == State.WAITING else act.author
    act.save()


def _step(
    act: Act, actor: User, what: What, token: str, words: str = "", named: User | None = None,
    findings: int = 0,
) -> None:  # fmt: skip
    Step.objects.create(
        act=act, what=what, version=act.latest, actor=actor, named=named, token=token,
        words=words.strip()[:LONGEST_WORDS],
    )  # fmt: skip
    detail: dict[str, str | int | bool | list[str]] = {"version": act.latest, "findings": findings}
    if named is not None:
        detail["named"] = named.pk
    record(actor, f"act.{what.value}", "act", act, detail=detail)


# ------------------------------------------------------------------------------ making


def _beginning(actor: User) -> Particulars:
    """What an act begins with: the official as in the last act that they wrote."""
    last = ActVersion.objects.filter(author=actor).order_by("-pk").first()
    official = Official(name=actor.name) if last is None else read(last.content).given.official
    return Particulars(official=official)


def _matter(of: Held, key: MatterKey, language: Language, number: int | None) -> Numbered:
    found = fitting(of, key, language)
    if number is not None:
        found = tuple(each for each in found if each.number == number) or found
    if len(found) != 1:
        raise ChoiceError(found)
    return found[0]


def _made(case_version: Version, content: Content, of: Held) -> _Made:
    found = of.checked(content.document, "et")
    return _Made(case_version, content, _stopping(found), len(found))


def _stopping(found: Sequence[Finding]) -> int:
    return sum(each.severity.stops for each in found)


def _add_version(act: Act, actor: User, making: _Made, way: Way, token: str) -> ActVersion:
    version = ActVersion.objects.create(
        act=act,
        number=act.latest + 1,
        way=way,
        author=actor,
        case_version=making.case_version,
        content=making.content.as_text(),
        gaps=len(making.content.document.gaps),
        stopping=making.stopping,
        findings=making.findings,
        token=token,
    )
    act.latest = version.number
    act.save()
    return version
