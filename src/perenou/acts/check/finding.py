"""What a check finds: before it is told, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from perenou.acts.check.view import Act, Place
from perenou.language.catalogue import SlotValue


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the worst."""
        return list(Severity).index(self)

    @property
    def stops(self) -> bool:
        """Whether a document should not be signed with it."""
        return self in (Severity.BLOCKER, Severity.MAJOR)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a detector found.

    Attributes:
        place: where; None: something is missing. detail: key of a sentence that says what exactly,
            below ``check.detail``. slots: what stands in it. severity: where it is milder than the
            item's.
    """

    place: Place | None = None
    detail: str = ""
    slots: tuple[tuple[str, SlotValue], ...] = ()
    severity: Severity | None = None


Detector: TypeAlias = Callable[[Act], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, in the reader's language.

    Attributes:
        item: of the checklist. place: where it stands; None: it is missing. excerpt: what stands
            there. text: what is wrong. why: why it matters. cure: how to mend it. instead: what
            could stand in the place of the excerpt and tell the same; None where nothing is safe.
    """

    item: str
    group: str
    severity: Severity
    place: Place | None
    excerpt: str
    text: str
    why: str
    citation: str
    cure: str
    instead: str | None = None
