"""What seems to contradict a position: other positions, newer rules and figures, judgments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.impact.decisions import decisions_on
from perenou.impact.registry import everything
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.workbench.positions.content import cited
from perenou.workbench.positions.models import (
    ABOUT,
    ConflictNote,
    Position,
    PositionVersion,
    State,
)
from perenou.workbench.positions.remaining import remaining, share_a_day
from perenou.workbench.references.registered import resting_on

ConflictKind: TypeAlias = Literal["position", "rule", "decision"]

_NEWER: Final = frozenset({"norm", "figure"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that seems to contradict a position.

    Attributes:
        key: its kind and what it is, as a note on it keeps it. citation: the provision that both
            rest on. day: from which a rule counts or on which a judgment came out; None for a
            position. note: why it is no contradiction; None where nobody has said.
    """

    kind: ConflictKind
    key: str
    title: str
    citation: str
    address: str = ""
    day: Day | None = None
    note: ConflictNote | None = None


def conflicts_of(
    position: Position, version: PositionVersion, language: Language
) -> list[Conflict]:
    """Everything that seems to contradict a position; four queries at most."""
    citations = cited(version.citations)
    begun = position.approved_on or localdate()
    after = begun.toordinal()
    found = [
        *_positions(position, version, citations),
        *_rules(position, citations, after, language),
        *_decisions(citations, after),
    ]  # fmt: skip
    notes = {each.conflict: each for each in position.conflict_notes.select_related("actor")}
    return [
        Conflict(
            each.kind, each.key, each.title, each.citation, each.address, each.day,
            notes.get(each.key),
        )
        for each in found
    ]  # fmt: skip


def _positions(
    position: Position, version: PositionVersion, citations: tuple[Citation, ...]
) -> list[Conflict]:
    """Other positions that hold for the same days, answered otherwise.

    They are on the same provision, or settle the same doubt.
    """
    shared = resting_on(citations, ABOUT)
    keys = {key: found for (_, key), found in shared.items()} if citations else {}
    near = Q(position__number__in=keys)
    if position.doubt:
        near |= Q(position__doubt=position.doubt)
    rows = (
        PositionVersion.objects.filter(
            near, position__state=State.APPROVED, number=F("position__latest")
        )
        .exclude(position__in=[position.pk, position.supersedes_id or 0])
        .select_related("position")
        .prefetch_related("position__successors")
    )
    found = []
    mine = remaining(position)
    for each in rows.order_by("position__number"):
        other = each.position
        is_same = " ".join(each.answer.split()) == " ".join(version.answer.split())
        if is_same or not share_a_day(mine, remaining(other)):
            continue
        title = f"{other.number} {other.question}"
        address = reverse("positions:show", args=[other.number])
        on = keys.get(other.number) or cited(each.citations)
        found.append(Conflict("position", f"position:{other.number}", title, str(on[0]), address))
    return found


def _decisions(citations: tuple[Citation, ...], since: Day) -> list[Conflict]:
    """Judgments on the provision that came out since the position was approved."""
    return [
        Conflict(
            "decision", f"decision:{each.id}", each.title, str(each.citation), "", each.published
        )
        for each in decisions_on(citations, since)
    ]


def _rules(
    position: Position, citations: tuple[Citation, ...], after: Day, language: Language
) -> list[Conflict]:
    """Rules and figures on the provision that begin after the position was approved."""
    found: dict[str, Conflict] = {}
    mine = remaining(position)
    for each in everything():
        is_newer = each.kind in _NEWER and each.since > after
        if not is_newer or not share_a_day([(each.since, each.until)], mine):
            continue
        if any(each.citation.covers(one) or one.covers(each.citation) for one in citations):
            key = f"rule:{each.name}:{each.since}"
            title = each.labels.in_language(language)
            found.setdefault(key, Conflict("rule", key, title, str(each.citation), day=each.since))
    return list(found.values())
