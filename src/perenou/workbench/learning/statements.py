"""A statement of what somebody masters, and whether it still holds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate, localtime

from perenou.impact.fingerprints import fingerprint_on
from perenou.rules.citation import Citation
from perenou.training.mastery import Level
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.learning.knowing import knowledge_map
from perenou.workbench.learning.models import Statement

HOLDS: Final = timedelta(days=364)
"""A statement holds for a year, its first day included."""


class NothingMasteredError(Exception):
    """There is nothing to state."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """A section as it was mastered.

    Attributes:
        last: day of the last answer, ISO. law: fingerprint of what is coded of it.
    """

    citation: str
    answers: int
    right: int
    last: str
    law: str

    @property
    def day(self) -> date | None:
        """Of the last answer."""
        return date.fromisoformat(self.last) if self.last else None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what it says now.

    Attributes:
        changed: the sections whose law is another one by now.
    """

    statement: Statement
    mastered: tuple[Mastered, ...]
    changed: frozenset[str]
    is_over: bool

    @property
    def state(self) -> str:
        """``valid``, ``changed`` (the law has, in part) or ``over``; key of its text."""
        if self.is_over or len(self.changed) == len(self.mastered):
            return "over"
        return "changed" if self.changed else "valid"


def state(user: User, *, token: str) -> Statement:
    """Make a statement of what somebody masters today; the same form sent twice makes one.

    Raises:
        NothingMasteredError: they master no section.
    """
    today = localdate()
    mastered = [
        Mastered(
            row.citation, row.answers, row.right,
            "" if row.last is None else localtime(row.last).date().isoformat(),
            _law(row.citation, today),
        )
        for chapter in knowledge_map(user)
        for row in chapter.sections
        if row.level is Level.MASTERED
    ]  # fmt: skip
    if not mastered:
        raise NothingMasteredError
    with transaction.atomic():
        made, is_new = Statement.objects.get_or_create(
            token=token,
            defaults={
                "user": user, "law_day": today, "expires_on": today + HOLDS,
                "content": json.dumps([asdict(each) for each in mastered]),
            },
        )  # fmt: skip
        if is_new:
            record(user, "statement.made", "statement", made.pk)
    return made


def told(statement: Statement) -> Told:
    """What a statement says, and what of it still holds today."""
    today = localdate()
    mastered = tuple(Mastered(**each) for each in json.loads(statement.content))
    changed = {each.citation for each in mastered if _law(each.citation, today) != each.law}
    return Told(statement, mastered, frozenset(changed), statement.expires_on < today)


def _law(citation: str, day: date) -> str:
    return fingerprint_on(Citation.parse(citation), day.toordinal())
