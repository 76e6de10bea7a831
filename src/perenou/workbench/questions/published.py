"""The published answers of this installation, findable: kept in each process and up to date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import RLock, Thread
from typing import Final

from django.db import connection
from django.db.models import Max, QuerySet
from django.urls import reverse

from perenou.language.search.earlier import Earlier, EarlierQuestions
from perenou.language.term_base import term_base
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.rules.types import Day
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.questions.actions import cited_by
from perenou.workbench.questions.models import Publication
from perenou.workbench.references.registered import Told

MOST: Final = 5

FAR: Final = 0.35
"""The share of what the best answer finds below which another one is too far off to be shown."""

ALIKE: Final = 0.6
"""The share of what a question finds in itself from which on another one says nearly the same."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published answer, as everybody may read it.

    Attributes:
        day: of the law that it tells. asked_day: when it was asked.
    """

    number: str
    theme: str
    subject: str
    asked: str
    answer: str
    citations: tuple[Citation, ...]
    day: Day
    asked_day: Day


_Seen = tuple[int, str, int]


@dataclass(slots=True)
class _Kept:
    """What a process knows.

    Attributes:
        rows: by number. seen: how the table looked: key and token of its last row, and its length.
    """

    rows: dict[str, Published]
    index: EarlierQuestions
    seen: _Seen


_LOCK: Final = RLock()
_KEPT: Final[dict[str, _Kept]] = {}
"""By database: what is known of it."""


def fitting(text: str, most: int = MOST, theme: str = "", but: str = "") -> list[Published]:
    """The published answers that fit a question best.

    Args:
        theme: only answers of this theme; empty: of any. but: the number of one that is left out.
    """
    with _LOCK:
        kept = _current()
        found = kept.index.fitting(text, most + 1, theme)
        best = max((each.points for each in found), default=0.0)
        near = [each for each in found if each.points >= FAR * best and each.number != but]
        return [kept.rows[each.number] for each in near[:most]]


def every() -> dict[str, Published]:
    """Every published answer, by number."""
    with _LOCK:
        return dict(_current().rows)


def likest(number: str) -> str:
    """The number of the other published answer whose question is most alike; empty: none is."""
    with _LOCK:
        kept = _current()
        row = kept.rows.get(number)
        if row is None:
            return ""
        found = kept.index.fitting(f"{row.subject} {row.asked}", 3)
    points = {each.number: each.points for each in found}
    others = [each for each in found if each.number != number]
    own = points.get(number, 0.0)
    return others[0].number if others and others[0].points >= ALIKE * own > 0 else ""


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """Published answers, as what rests on provisions is told."""
    rows = every()
    found = {}
    for key in keys:
        if (row := rows.get(key)) is not None:
            name = f"{row.number} {row.subject}"
            address = reverse("questions:answer", args=[row.number])
            found[key] = Told(Labels(name, name, name), address)
    return found


def build_beside() -> None:
    """Read what is published in a thread, so that the first question need not wait for it."""

    def build() -> None:
        try:
            every()
        finally:
            connection.close()

    Thread(target=build, daemon=True).start()


def current() -> QuerySet[Publication]:
    """The row of each number that counts, where it is there."""
    last = Publication.objects.values("number").annotate(last=Max("pk")).values("last")
    return Publication.objects.filter(pk__in=last, is_there=True)


def readable_by(user: User) -> QuerySet[Publication]:
    """The published answers that somebody may read."""
    return current() if may(user, Right.READ_ANSWERS) else Publication.objects.none()


def _current() -> _Kept:
    name = str(connection.settings_dict["NAME"])
    kept, now = _KEPT.get(name), _seen()
    if kept is not None and (kept.seen == now or _is_caught_up(kept, now)):
        return kept
    rows = {row.number: _read(row) for row in current().order_by("pk").iterator(chunk_size=500)}
    index = EarlierQuestions(map(_findable, rows.values()), term_base().values())
    _KEPT[name] = _Kept(rows, index, now)
    return _KEPT[name]


def _is_caught_up(kept: _Kept, now: _Seen) -> bool:
    """Take in what was published since; says no where the table has not simply grown."""
    key, token, count = kept.seen
    if not Publication.objects.filter(pk=key, token=token).exists():
        return False
    new = list(Publication.objects.filter(pk__gt=key, pk__lte=now[0]).order_by("pk"))
    if count + len(new) != now[2]:
        return False
    for row in new:
        if row.is_there:
            kept.rows[row.number] = _read(row)
            kept.index.put(_findable(kept.rows[row.number]))
        elif kept.rows.pop(row.number, None) is not None:
            kept.index.drop(row.number)
    kept.seen = now
    return True


def _seen() -> _Seen:
    last = Publication.objects.order_by("-pk").values_list("pk", "token").first()
    return (0, "", 0) if last is None else (*last, Publication.objects.count())


def _read(row: Publication) -> Published:
    return Published(
        row.number, row.theme, row.subject, row.asked, row.answer, cited_by(row), row.day,
        row.asked_day,
    )  # fmt: skip


def _findable(each: Published) -> Earlier:
    return Earlier(each.number, each.theme, each.subject, each.asked, each.answer)
