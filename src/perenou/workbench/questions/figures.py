"""Figures of questions: how long they wait, what they are about, what is asked again and again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from perenou.workbench.frame.periods import first_day
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions.actions import EARLIER
from perenou.workbench.questions.models import (
    DONE,
    Help,
    Question,
    Repeat,
    Settled,
    State,
)
from perenou.workbench.questions.published import Published, every

OFTEN: Final = 3
"""Times from which on something is asked so often that a position or a letter is due."""

MOST_CLUSTERS: Final = 20
_HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in whole hours; None where nothing is known of any."""

    count: int
    median: int | None
    ninth: int | None


@dataclass(frozen=True, slots=True)
class OfTheme:
    """Figures of a theme; of all where it is empty."""

    theme: str
    asked: int
    open: int
    over: int
    waiting: Times
    answering: Times
    helped: dict[str, int]
    settled: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask the same.

    Attributes:
        root: the published answer that they come back to. numbers: of the questions. settled: how
            often it answered somebody who then need not ask.
    """

    root: Published
    numbers: tuple[str, ...]
    settled: int

    @property
    def times(self) -> int:
        """How often it was asked, or would have been."""
        return len(self.numbers) + self.settled


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them."""

    total: OfTheme
    themes: tuple[OfTheme, ...]
    settled: tuple[tuple[str, int], ...]
    clusters: tuple[Cluster, ...]


_Row = tuple[str, str, datetime, datetime | None, datetime | None, str, object]


def figures(period: str) -> Figures:
    """The figures of what was asked in a period of ``frame/periods``."""
    first = first_day(period)
    rows = list(_rows(Question.objects.filter(made_at__date__gte=first)))
    settled = list(
        Settled.objects.filter(at__date__gte=first).values_list("theme", "source", "key")
    )
    by_theme: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_theme[row[0]].append(row)
    of_theme = Counter(theme for theme, _, _ in settled)
    themes = tuple(
        _of(theme, by_theme[theme], of_theme[theme])
        for theme in Theme.values
        if by_theme[theme] or of_theme[theme]
    )
    by_source = Counter(source for _, source, _ in settled)
    by_key = Counter(key for _, source, key in settled if source == EARLIER)
    return Figures(
        _of("", rows, len(settled)), themes, tuple(by_source.most_common()),
        clusters(Repeat.objects.filter(at__date__gte=first).values_list("number", "of"), by_key),
    )  # fmt: skip


def clusters(pairs: Iterable[tuple[str, str]], settled: Counter[str]) -> tuple[Cluster, ...]:
    """What is asked again, the most often first.

    Args:
        pairs: number of a question and of an earlier one that asks the same.
        settled: by number of a published answer, how often it saved a question.
    """
    above: dict[str, str] = {}

    def top(number: str) -> str:
        while above.get(number, number) != number:
            number = above[number]
        return number

    for number, of in pairs:
        one, other = sorted((top(number), top(of)))
        above.setdefault(one, one)
        above[other] = one
    members: dict[str, list[str]] = defaultdict(list)
    for number in {*above, *settled}:
        members[top(number)].append(number)
    rows = every()
    found = []
    for numbers in members.values():
        known = [rows[each] for each in sorted(numbers) if each in rows]
        saved = sum(settled[each] for each in numbers)
        if known and len(numbers) + saved > 1:
            found.append(Cluster(known[0], tuple(sorted(numbers)), saved))
    found.sort(key=lambda each: (-each.times, each.root.number))
    return tuple(found[:MOST_CLUSTERS])


def times(spans: Sequence[timedelta]) -> Times:
    """Median and ninth tenth of spans of time."""
    hours = sorted(each.total_seconds() / _HOUR for each in spans)
    if not hours:
        return Times(0, None, None)
    at = ceil(0.9 * len(hours)) - 1
    middle = len(hours) // 2
    median = hours[middle] if len(hours) % 2 else (hours[middle - 1] + hours[middle]) / 2
    return Times(len(hours), round(median), round(hours[at]))


def _rows(found: QuerySet[Question]) -> Iterable[_Row]:
    return found.values_list(
        "theme", "state", "made_at", "taken_at", "answered_at", "helped", "due_day"
    )


def _of(theme: str, rows: Sequence[_Row], settled: int) -> OfTheme:
    today = timezone.localdate()
    closed = {*DONE, State.DROPPED}
    is_open = [row for row in rows if row[1] not in closed]
    helped = Counter(row[5] for row in rows if row[5])
    return OfTheme(
        theme,
        len(rows),
        len(is_open),
        sum(row[6] is not None and row[6] < today for row in is_open),  # type: ignore[operator]
        times([row[3] - row[2] for row in rows if row[3] is not None]),
        times([row[4] - row[2] for row in rows if row[4] is not None]),
        {each: helped[each] for each in Help.values},
        settled,
    )
