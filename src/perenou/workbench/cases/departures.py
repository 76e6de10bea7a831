"""Choices of officials against what is derived, and the second person who confirms each.

A choice stays the same one from version to version while it is told alike; nobody confirms a choice
in a case that they saved since it stands there.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.departures import Departure as Told
from perenou.casework.departures import departures
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import Case, Confirmation, Departure, Version
from perenou.workbench.privacy.crypto import findables

LONGEST_WORDS: Final = 2000
"""Characters of what the second person says."""


class UndecidedError(Exception):
    """A choice that cannot be decided on as asked.

    Attributes:
        key: of the text ``departures.refused.KEY``.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def digests_of(told: Told) -> list[str]:
    """What a choice is known by without telling it: keyed hashes of all that it says.

    The first is that of the present hash key; the others are those of earlier ones.
    """
    return findables(json.dumps(["departure", *astuple(told)], ensure_ascii=False))


def put_down(version: Version, told: CaseFile) -> None:
    """Note the choices that a new version holds; one that was gone meanwhile is a new one."""
    for each in departures(told):
        digests = digests_of(each)
        row = Departure.objects.filter(case=version.case, digest__in=digests).first()
        if row is None:
            Departure.objects.create(
                case=version.case, digest=digests[0], first=version.number, last=version.number
            )
            continue
        if row.last < version.number - 1:
            row.first, row.state = version.number, Confirmation.WAITING
            row.decided_by = row.decided_at = None
            row.words = ""
        row.last = version.number
        row.save()


def standing(case: Case) -> list[Departure]:
    """The choices that stand in the latest version."""
    return list(case.departures.filter(last=case.latest).select_related("decided_by"))


def are_confirmed(case: Case, told: CaseFile) -> bool:
    """Whether a second person confirmed every choice that a case file of a case holds."""
    wanted = {digests[0]: digests for digests in map(digests_of, departures(told))}
    if not wanted:
        return True
    known = [digest for digests in wanted.values() for digest in digests]
    confirmed = case.departures.filter(digest__in=known, state=Confirmation.CONFIRMED)
    return confirmed.count() == len(wanted)


def mark_anew(case: Case) -> None:
    """Have every choice of a case known by the present hash key."""
    now = {
        digest: digests[0]
        for version in case.versions.all()
        for digests in map(digests_of, departures(read_text(version.content, "case.yaml")))
        for digest in digests
    }
    for row in case.departures.all():
        fresh = now.get(row.digest, row.digest)
        if fresh != row.digest:
            row.digest = fresh
            row.save(update_fields=["digest"])


def may_confirm(user: User, row: Departure) -> bool:
    """Whether somebody may be the second person for a choice."""
    wrote = row.case.versions.filter(author=user, number__gte=row.first)
    return user.is_active and may(user, Right.CONFIRM_DEPARTURE, row.case) and not wrote.exists()


def waiting_for(user: User) -> QuerySet[Case]:
    """The cases with choices that somebody may confirm, the longest waiting first."""
    wrote = Version.objects.filter(
        case=OuterRef("case"), author=user, number__gte=OuterRef("first")
    )
    waiting = Departure.objects.filter(state=Confirmation.WAITING, last=F("case__latest")).exclude(
        Exists(wrote)
    )
    found = visible_to(user, Right.CONFIRM_DEPARTURE).filter(pk__in=waiting.values("case"))
    return found.select_related("owner").order_by("changed_at", "pk")


def decide(
    actor: User, case: Case, pk: int, *, is_confirmed: bool, words: str, based_on: int
) -> None:
    """Confirm a choice, or say why not; the same again changes nothing.

    Args:
        based_on: number of the version that the second person looked at.

    Raises:
        UndecidedError: there is no such choice, the case was saved meanwhile, the choice is one's
            own, or a refusal has no reason.
    """
    state = Confirmation.CONFIRMED if is_confirmed else Confirmation.REFUSED
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        row = Departure.objects.filter(pk=pk, case=locked, last=locked.latest).first()
        if row is None:
            raise UndecidedError("gone")
        if locked.latest != based_on:
            raise UndecidedError("conflict")
        if not may_confirm(actor, row):
            raise UndecidedError("own")
        if not is_confirmed and not words.strip():
            raise UndecidedError("no_words")
        if row.state == state:
            return
        row.state, row.words = state, words.strip()[:LONGEST_WORDS]
        row.decided_by, row.decided_at = actor, timezone.now()
        row.save()
        action = "departure.confirmed" if is_confirmed else "departure.refused"
        detail = {"departure": row.pk, "version": locked.latest}
        record(actor, action, "case", locked.number, detail=detail)
