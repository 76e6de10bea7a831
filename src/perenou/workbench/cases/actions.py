"""Everything that changes a case; each whole or not at all, and written to the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.casework.as_json import determination_json
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.writer import dump
from perenou.casework.receipt import to_json
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.departures import put_down
from perenou.workbench.cases.find import ways_to_find
from perenou.workbench.cases.models import (
    Access,
    Case,
    Counter,
    Kind,
    Link,
    Mark,
    State,
    Version,
)
from perenou.workbench.cases.solving import answer_of, keep
from perenou.workbench.positions import readings
from perenou.workbench.privacy.crypto import findable

narrowed: Final = Signal()
"""Sent in the same transaction when fewer people reach a case: ``actor``, ``case``."""


class ConflictError(Exception):
    """Somebody else has saved the case since it was opened here.

    Attributes:
        latest: the version that is now there.
    """

    def __init__(self, latest: Version) -> None:
        super().__init__(latest.number)
        self.latest = latest


def open_case(
    actor: User,
    told: CaseFile,
    *,
    title: str,
    token: str,
    kind: Kind = Kind.REAL,
    note: str = "",
    is_restricted: bool = False,
) -> Case:
    """Open a case with its first version; the same form sent twice opens it once."""
    with transaction.atomic():
        sent = Version.objects.select_related("case").filter(token=token).first()
        if sent is not None:
            return sent.case
        case = Case.objects.create(
            number=_next_number(localdate().year), title=title, owner=actor, kind=kind,
            is_restricted=is_restricted,
        )  # fmt: skip
        _add_version(case, actor, told, note, token)
        record(actor, "case.opened", "case", case.number)
    return case


def save(
    actor: User, case: Case, told: CaseFile, *, based_on: int, token: str, note: str = ""
) -> Version:
    """Save what a case says now as its next version; the same form sent twice saves once.

    A closed case is open again: what was decided on was another.

    Raises:
        ConflictError: it is based on a version that is no longer the latest.
    """
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        sent = Version.objects.filter(token=token).first()
        if sent is not None:
            if sent.case_id != locked.pk:
                raise SuspiciousOperation("the token of a form of another case")
            return sent
        if locked.latest != based_on:
            raise ConflictError(locked.versions.get(number=locked.latest))
        version = _add_version(locked, actor, told, note, token)
        record(actor, "case.saved", "case", locked.number, detail={"version": version.number})
        if locked.state == State.CLOSED:
            set_state(actor, locked, State.OPEN)
    return version


def grant(actor: User, case: Case, user: User) -> None:
    """Let somebody else work on a case."""
    with transaction.atomic():
        _, made = Access.objects.get_or_create(case=case, user=user, defaults={"granted_by": actor})
        if made:
            record(actor, "case.granted", "case", case.number, detail={"user": user.pk})


def withdraw(actor: User, case: Case, user: User) -> None:
    """Let somebody no longer work on a case."""
    with transaction.atomic():
        gone, _ = Access.objects.filter(case=case, user=user).delete()
        if gone:
            record(actor, "case.withdrawn", "case", case.number, detail={"user": user.pk})
            narrowed.send(Case, actor=actor, case=case)


def restrict(actor: User, case: Case, *, is_restricted: bool) -> None:
    """Mark a case as restricted, or take the mark off."""
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(is_restricted=is_restricted)
        action = "case.restricted" if is_restricted else "case.unrestricted"
        record(actor, action, "case", case.number)
        if is_restricted:
            narrowed.send(Case, actor=actor, case=case)


def hand_over(actor: User, case: Case, to: User, *, keeps_access: bool = True) -> None:
    """Make somebody else answer for a case; who did so before goes on working on it."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        before = locked.owner
        if before.pk == to.pk:
            return
        Case.objects.filter(pk=case.pk).update(owner=to, changed_at=timezone.now())
        Access.objects.filter(case=case, user=to).delete()
        if keeps_access:
            Access.objects.get_or_create(case=case, user=before, defaults={"granted_by": actor})
        told = {"from": before.pk, "to": to.pk}
        record(actor, "case.handed_over", "case", case.number, detail=told)
        if not keeps_access:
            narrowed.send(Case, actor=actor, case=case)


def set_state(actor: User, case: Case, state: State) -> None:
    """Say where a case stands."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        if locked.state == state:
            return
        told = {"from": locked.state, "to": state.value}
        Case.objects.filter(pk=case.pk).update(state=state, changed_at=timezone.now())
        record(actor, "case.state", "case", case.number, detail=told)


def link(actor: User, case: Case, other: Case) -> None:
    """Say that two cases are of one family."""
    if case.pk == other.pk:
        return
    one, two = sorted((case, other), key=lambda each: each.pk)
    with transaction.atomic():
        _, made = Link.objects.get_or_create(one=one, other=two, defaults={"made_by": actor})
        if made:
            record(actor, "case.linked", "case", case.number, detail={"other": other.number})


def unlink(actor: User, case: Case, other: Case) -> None:
    """Take back that two cases are of one family."""
    one, two = sorted((case, other), key=lambda each: each.pk)
    with transaction.atomic():
        gone, _ = Link.objects.filter(one=one, other=two).delete()
        if gone:
            record(actor, "case.unlinked", "case", case.number, detail={"other": other.number})


def tried(actor: User, case: Case, *, changes: int, has_law_day: bool, purpose: str) -> None:
    """Note that somebody asked what would be if; what they asked is nobody else's business."""
    detail = {"changes": changes, "law_day": has_law_day}
    record(actor, "case.what_if", "case", case.number, purpose=purpose, detail=detail)


def exported(actor: User, case: Case, form: str, version: int, *, purpose: str) -> None:
    """Note that a case left the house as a file."""
    detail: dict[str, str | int | bool | list[str]] = {"form": form, "version": version}
    record(actor, "case.exported", "case", case.number, purpose=purpose, detail=detail)


def copy_for_training(
    actor: User, case: Case, anonymous: CaseFile, *, title: str, token: str
) -> Case:
    """Open a training case with what a case says, told of invented people."""
    with transaction.atomic():
        made = open_case(actor, anonymous, title=title, token=token, kind=Kind.TRAINING)
        record(actor, "case.anonymised", "case", case.number, detail={"copy": made.number})
    return made


def _add_version(case: Case, actor: User, told: CaseFile, note: str, token: str) -> Version:
    solved = readings.solved(told)
    answer = answer_of(solved)
    made = answer.made
    version = Version.objects.create(
        case=case,
        number=case.latest + 1,
        author=actor,
        note=note,
        content=dump(told),
        determination=determination_json(solved),
        receipt=to_json(made.receipt),
        token=token,
    )
    keep(version, answer)
    put_down(version, told)
    case.latest = version.number
    case.missing, case.doubts = len(made.questions), len(made.doubts)
    today = localdate().toordinal()
    days = sorted(each.day for each in made.deadlines if each.day >= today)
    case.due_day = date.fromordinal(days[0]) if days else None
    case.save()
    put_marks(case, told)
    return version


def put_marks(case: Case, told: CaseFile) -> None:
    """Have a case found by the names and codes that it tells, and by no others."""
    Mark.objects.filter(case=case).delete()
    Mark.objects.bulk_create([Mark(case=case, digest=each) for each in sorted(set(_marks(told)))])


def _marks(told: CaseFile) -> Iterator[str]:
    for person in (*told.people.values(), *told.children.values()):
        if (code := known(person.personal_code)) is not None:
            yield findable(code)
        for word in ways_to_find(known(person.name) or ""):
            yield findable(word)


def _next_number(year: int) -> str:
    counter = Counter.objects.select_for_update().get_or_create(year=year)[0]
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{year}-{counter.last:04}"
