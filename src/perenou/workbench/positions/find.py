"""Positions found by words, in any form, and by the provisions that they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Max

from perenou.language.references.resolve import find
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.positions.models import ABOUT, Position, PositionVersion, State
from perenou.workbench.positions.rights import visible_to
from perenou.workbench.references.registered import resting_on

if TYPE_CHECKING:
    from perenou.language.search.engine import Index
    from perenou.language.search.unit import Unit

KIND: Final = "position"
MOST: Final = 20

_LOOKED_AT: Final = 60
_FEW: Final = 50
"""So many changed positions are brought up to date one by one; more, and all are read anew."""


@dataclass(slots=True)
class _Kept:
    """The index of a process: what it was made from."""

    index: Index | None = None
    count: int = -1
    changed: datetime | None = None


_LOCK: Final = Lock()
_KEPT: Final = _Kept()


def found_by(text: str, user: User, *, only_held: bool = False, most: int = MOST) -> list[Position]:
    """The positions that somebody may see and that answer a question, best first.

    A provision in the question finds what rests on it, a part of it or what it is a part of.

    Args:
        only_held: leave out what does not hold. most: so many at most.
    """
    if not may(user, Right.READ_POSITIONS):
        return []
    keys = [key for _, key in resting_on(_cited(text), ABOUT)] if _cited(text) else []
    with _LOCK:
        found = _index().best(text, most=_LOOKED_AT) if text.strip() else []
    numbers = [unit.address for unit, _ in found]
    visible = visible_to(user)
    if only_held:
        visible = visible.filter(state=State.APPROVED)
    by_key = {each.pk: each for each in visible.filter(number__in=keys).order_by("-pk")[:most]}
    by_number = {each.number: each for each in visible.filter(number__in=numbers)}
    cited = sorted(by_key.values(), key=lambda each: (each.state != State.APPROVED, -each.pk))
    ranked = [by_number[number] for number in numbers if number in by_number]
    return list(dict.fromkeys([*cited, *ranked]))[:most]


def _cited(text: str) -> tuple[Citation, ...]:
    found = (each.first.citation for mention in find(text) for each in mention.references)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _index() -> Index:
    """The index, up to date with the database; whoever else changes positions is noticed."""
    told = Position.objects.aggregate(count=Count("pk"), changed=Max("changed_at"))
    if _KEPT.index is not None and (_KEPT.count, _KEPT.changed) == (told["count"], told["changed"]):
        return _KEPT.index
    rows = PositionVersion.objects.select_related("position").filter(number=F("position__latest"))
    since = _KEPT.changed
    new = [] if since is None else list(rows.filter(position__changed_at__gte=since)[: _FEW + 1])
    is_small = _KEPT.index is not None and _KEPT.count <= told["count"] and 0 < len(new) <= _FEW
    if is_small and _KEPT.index is not None:
        for each in new:
            _KEPT.index.update(each.position.number, [_unit(each)])
    else:
        _KEPT.index = _built([_unit(each) for each in rows])
    _KEPT.count, _KEPT.changed = told["count"], told["changed"]
    return _KEPT.index


def _built(units: list[Unit]) -> Index:
    from perenou.language.search.engine import Index
    from perenou.language.term_base import term_base

    return Index(units, terms=term_base().values())


def _unit(version: PositionVersion) -> Unit:
    from perenou.language.search.unit import Unit

    number = version.position.number
    text = "\n".join(
        (version.answer, version.reasons, version.other, version.sources, version.citations)
    )
    return Unit(number, f"{number} {version.question}", text, KIND, number, theme=version.theme)
