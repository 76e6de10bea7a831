"""Times between steps against the terms that the law sets for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from perenou.acts.figures import figures as figures_of_acts
from perenou.benefits.lawbook import LAWBOOK
from perenou.language.working_days import add_working_days, is_working_day, next_working_day
from perenou.process.log import DAY, EPOCH_DAY, EventLog, Truths
from perenou.process.spread import Spread, bounds, spread
from perenou.rules.calendar import add_months
from perenou.rules.parameters import read_parameters
from perenou.rules.rule import Parameter, ParameterVersion

Unit = Literal["working_day", "day", "month"]

_FIGURES: Final = Path(__file__).with_name("figures.yaml")
_TERMS: Final = Path(__file__).with_name("terms.yaml")
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A term: it runs from the last step of ``begins`` to the first of ``ends`` after it.

    Attributes:
        lapses: a case that is over without the end does not count, nor one that has come to a step
            after which no case ever came to the end.
    """

    key: str
    begins: tuple[str, ...]
    ends: str
    figure: str
    unit: Unit
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """How a term was kept.

    Attributes:
        versions: of its figure that were used, each with its length and provision. number: of cases
            in which it began. ended: in which it also ended. late: ended after the term. overdue:
            not ended, and the term is over. open: not ended, and the term is not over. undatable:
            began when the term's figure is not known. took: days from begin to end by the calendar;
            of working days where the term is told in them. late_by: days over the term. by_month:
            by month (months from year 0) of the beginning: ended or overdue, and those that are
            late. cases: a few that are late, the latest first.
    """

    term: Term
    versions: tuple[ParameterVersion, ...]
    number: int
    ended: int
    late: int
    overdue: int
    open: int
    undatable: int
    took: Spread
    late_by: Spread
    by_month: tuple[tuple[int, int, int], ...]
    cases: tuple[int, ...]

    @property
    def judged(self) -> int:
        """Cases of which it is settled whether they kept the term."""
        return self.ended + self.overdue

    @property
    def late_share(self) -> tuple[float, float, float]:
        """The share that is late, and the bounds that chance leaves."""
        part = self.late + self.overdue
        return part / max(self.judged, 1), *bounds(part, self.judged)


Roles = Mapping[str, Sequence[str]]
"""By role, the names of the activities that play it."""


@cache
def terms() -> tuple[Term, ...]:
    """The terms that are known here."""
    return tuple(
        Term(key, tuple(told["from"]), told["to"], told["figure"], told["unit"], "lapses" in told)
        for key, told in _told()["terms"].items()
    )


@cache
def known_roles() -> dict[str, tuple[str, ...]]:
    """By role, the names by which its activity is recognised."""
    return {role: tuple(names) for role, names in _told()["roles"].items()}


@cache
def figure_of(name: str) -> Parameter:
    """The figure that a term rests on, wherever it stands.

    Raises:
        KeyError: there is no such figure.
    """
    own = {each.name: each for each in read_parameters(_FIGURES)}
    if name in own:
        return own[name]
    return figures_of_acts()[name] if name in figures_of_acts() else LAWBOOK.parameters[name]


def roles_in(log: EventLog, told: Roles) -> dict[str, tuple[int, ...]]:
    """By role, the codes of the activities that play it: as told, otherwise by their names."""
    codes = {name.casefold(): at for at, name in enumerate(log.activities)}
    return {
        role: tuple(
            codes[name.casefold()] for name in told.get(role, names) if name.casefold() in codes
        )
        for role, names in known_roles().items()
    }


def kept_terms(log: EventLog, told: Roles, is_running: Truths) -> list[Kept]:
    """How each term was kept whose steps the log has, as of the day of its last event.

    Args:
        is_running: of each case, whether it is under way.
    """
    roles = roles_in(log, told)
    return [
        _kept(log, term, _codes(roles, term.begins), roles[term.ends], is_running)
        for term in terms()
        if roles[term.ends] and _codes(roles, term.begins)
    ]


def _codes(roles: Mapping[str, tuple[int, ...]], wanted: Sequence[str]) -> tuple[int, ...]:
    return tuple(code for role in wanted for code in roles[role])


def _kept(
    log: EventLog, term: Term, begins: Sequence[int], ends: Sequence[int], is_running: Truths
) -> Kept:
    today = int(log.days.max())
    begin, end = _spells(log, begins, ends)
    if term.lapses:
        may_come = is_running & _may_come(log, ends)
        begin = np.where((end < 0) & ~may_come, -1, begin)
    began = np.flatnonzero(begin >= 0)
    first = log.days[begin[began]]
    is_ended = end[began] >= 0
    last = np.where(is_ended, log.days[end[began]], today)
    due, used, undatable = _due(term, first)
    known = due > 0
    late = known & is_ended & (last > due)
    overdue = known & ~is_ended & (today > due)
    took = _length(term, first[known & is_ended], last[known & is_ended])
    over = np.maximum(last - due, 0)
    months = _months(first)
    judged = known & (is_ended | overdue)
    by_month = [
        (int(month), int((judged & (months == month)).sum()),
         int(((late | overdue) & (months == month)).sum()))
        for month in np.unique(months[judged])
    ]  # fmt: skip
    worst = np.argsort(-over, kind="stable")[:SHOWN]
    return Kept(
        term, used, len(began), int((is_ended & known).sum()), int(late.sum()), int(overdue.sum()),
        int((known & ~is_ended & ~overdue).sum()), undatable, spread(took),
        spread(over[late | overdue]), tuple(by_month),
        tuple(int(began[at]) for at in worst if late[at] or overdue[at]),
    )  # fmt: skip


def _may_come(log: EventLog, ends: Sequence[int]) -> Truths:
    """Of each case, whether any case ever came from its last step to an end."""
    rows = np.arange(len(log))
    end = np.full(len(log.cases), -1)
    is_end = np.isin(log.activity, ends)
    np.maximum.at(end, log.case[is_end], rows[is_end])
    leads = np.zeros(len(log.activities), dtype=np.bool_)
    leads[log.activity[rows < end[log.case]]] = True
    return np.asarray(leads[log.activity[log.firsts[1:] - 1]], dtype=np.bool_)


def _spells(
    log: EventLog, begins: Sequence[int], ends: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each case the step that begins and the one that ends the term, -1 where there is none.

    The end is the first one after a beginning; the beginning is the last one before that end, so
    that a term is counted from when everything was there.
    """
    size, rows = len(log.cases), np.arange(len(log))
    is_begin, is_end = np.isin(log.activity, begins), np.isin(log.activity, ends)
    first_begin = np.full(size, len(log))
    np.minimum.at(first_begin, log.case[is_begin], rows[is_begin])
    is_end &= rows > first_begin[log.case]
    end = np.full(size, len(log))
    np.minimum.at(end, log.case[is_end], rows[is_end])
    begin = np.full(size, -1)
    is_begin &= rows < end[log.case]
    np.maximum.at(begin, log.case[is_begin], rows[is_begin])
    return begin, np.where(end < len(log), end, -1)


def _due(
    term: Term, days: NDArray[np.int64]
) -> tuple[NDArray[np.int64], tuple[ParameterVersion, ...], int]:
    """The last day of the term by beginning (0: unknown), versions used, how many unknown."""
    different, at = np.unique(days, return_inverse=True)
    due = np.zeros(len(different), dtype=np.int64)
    used: dict[int, ParameterVersion] = {}
    for place, day in enumerate(different.tolist()):
        version = next(
            (v for v in reversed(figure_of(term.figure).versions)
             if v.validity.since <= day < v.validity.until), None
        )  # fmt: skip
        if version is not None and version.value is not None:
            used.setdefault(version.validity.since, version)
            due[place] = last_day(day, version.value, term.unit)
    found = due[at] if len(days) else np.zeros(0, dtype=np.int64)
    return found, tuple(used[since] for since in sorted(used)), int((found == 0).sum())


def last_day(day: int, length: int, unit: Unit) -> int:
    """The last day of a term that a day sets off; one that would end on a day off ends after it.

    TsÜS § 135 lg 1, § 136 lg 2 and 8, applied by HMS § 33.
    """
    if unit == "working_day":
        return add_working_days(day, length)
    if unit == "month":
        return next_working_day(add_months(day, length))
    return next_working_day(day + length)


def _length(term: Term, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Days from the first, not counted, to the last; of work where the term is so told."""
    if term.unit != "working_day" or not len(first):
        return last - first
    begin = int(first.min())
    works = np.array([is_working_day(day) for day in range(begin, int(last.max()) + 1)])
    total = np.cumsum(works)
    return np.asarray(total[last - begin] - total[first - begin], dtype=np.int64)


def _months(days: NDArray[np.int64]) -> NDArray[np.int64]:
    since = ((days - EPOCH_DAY) * DAY).astype("datetime64[s]").astype("datetime64[M]")
    return since.astype(np.int64) + 1970 * 12


@cache
def _told() -> dict[str, dict[str, Any]]:
    import yaml

    found: dict[str, dict[str, Any]] = yaml.safe_load(_TERMS.read_text(encoding="utf-8"))
    return found
