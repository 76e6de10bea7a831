"""An event log as columns: one row a step that was done, cases together and in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.process.errors import RefusedLogError

Codes = NDArray[np.int32]
Seconds = NDArray[np.int64]
Truths = NDArray[np.bool_]

UNKNOWN_TIME: Final = -(2**62)
NOBODY: Final = -1
"""The code of a unit or resource that the log does not name."""

DAY: Final = 86_400
EPOCH_DAY: Final = 719_163
"""The day number (``date.toordinal``) of 1 January 1970, from which seconds are counted."""

START: Final = 0
COMPLETE: Final = 1
OTHER: Final = 2
LIFECYCLE: Final = {
    "": COMPLETE, "complete": COMPLETE, "completed": COMPLETE, "end": COMPLETE, "lõpp": COMPLETE,
    "lõpetatud": COMPLETE, "start": START, "started": START, "begin": START, "algus": START,
    "alustatud": START,
}  # fmt: skip
"""What a log may call the beginning and the end of a step; all else is left out and counted."""


SHOWN: Final = 5
"""Row numbers that are told of each kind of fault."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are not in the log, and why.

    Attributes:
        kind: ``time``, ``case``, ``activity``, ``cells`` (a row of another length), ``lifecycle``
            (neither start nor end), ``unfinished`` (begun, not ended), ``order`` (began after its
            end) or ``year`` (out of the calendar).
        rows: the first few row numbers of the file, where it has such.
    """

    kind: str
    number: int
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class EventLog:
    """Steps in order of case and time.

    Attributes:
        cases, activities, units, resources: names by code. case, activity, unit, resource: codes of
            each step. began: in seconds since 1970 in local time, ``UNKNOWN_TIME`` where the log
            tells only ends. ended: the same, always known. left_out: what of the file is not here.
    """

    cases: tuple[str, ...]
    activities: tuple[str, ...]
    units: tuple[str, ...]
    resources: tuple[str, ...]
    case: Codes
    activity: Codes
    unit: Codes
    resource: Codes
    began: Seconds
    ended: Seconds
    left_out: tuple[LeftOut, ...] = ()

    def __len__(self) -> int:
        return len(self.case)

    @property
    def firsts(self) -> NDArray[np.int64]:
        """Where each case begins, with the end of the last one behind."""
        edges = np.flatnonzero(np.diff(self.case)) + 1
        return np.concatenate(([0], edges, [len(self.case)])).astype(np.int64)

    @property
    def follows(self) -> Truths:
        """Of each step, whether another of the same case stands before it."""
        found = np.zeros(len(self.case), dtype=np.bool_)
        found[1:] = self.case[1:] == self.case[:-1]
        return found

    @property
    def has_beginnings(self) -> bool:
        """Whether the log tells working time: when steps began as well as when they ended."""
        return bool((self.began != UNKNOWN_TIME).any())

    @property
    def waiting(self) -> Seconds:
        """Seconds from the end of the step before to the beginning of each step; first steps: 0.

        Where the beginning is not known, the working time is in it, too.
        """
        begins = np.where(self.began == UNKNOWN_TIME, self.ended, self.began)
        found = np.zeros(len(self.case), dtype=np.int64)
        found[1:] = np.maximum(begins[1:] - self.ended[:-1], 0)
        found[~self.follows] = 0
        return found

    @property
    def working(self) -> Seconds:
        """Seconds from beginning to end of each step; -1 where the beginning is not known."""
        return np.where(self.began == UNKNOWN_TIME, -1, np.maximum(self.ended - self.began, 0))

    @property
    def days(self) -> NDArray[np.int64]:
        """The day number on which each step ended."""
        return self.ended // DAY + EPOCH_DAY

    def of_cases(self, wanted: Truths) -> EventLog:
        """The log of some cases only; ``wanted`` says of each case whether it stays."""
        rows = wanted[self.case]
        renumbered = np.cumsum(wanted, dtype=np.int32) - 1
        return replace(
            self,
            cases=tuple(name for name, stays in zip(self.cases, wanted, strict=True) if stays),
            case=renumbered[self.case[rows]].astype(np.int32),
            activity=self.activity[rows], unit=self.unit[rows], resource=self.resource[rows],
            began=self.began[rows], ended=self.ended[rows],
        )  # fmt: skip


class _Names:
    """Names that become codes in order of first appearance; space is evened out."""

    def __init__(self, is_optional: bool = False) -> None:
        self.known: dict[str, int] = {}
        self._raw: dict[str, int] = {"": NOBODY} if is_optional else {}

    def codes(self, names: Iterable[str]) -> list[int]:
        raw = self._raw
        return [raw[name] if name in raw else self._code(name) for name in names]

    def _code(self, name: str) -> int:
        plain = " ".join(name.split())
        if not plain:
            return NOBODY
        code = self._raw[name] = self.known.setdefault(plain, len(self.known))
        return code


class Gathering:
    """Events that come in by and by and become a log; only numbers are kept of them.

    Events without a case, an activity or a time are left out and counted.
    """

    def __init__(self) -> None:
        self._names = (_Names(), _Names(), _Names(is_optional=True), _Names(is_optional=True))
        self._columns: list[tuple[Codes, ...]] = []
        self._times: list[Seconds] = []
        self._began: list[Seconds] = []
        self._left_out: dict[str, tuple[int, tuple[int, ...]]] = {}
        self.size = 0

    def add(
        self,
        cases: Sequence[str],
        activities: Sequence[str],
        times: Seconds,
        states: Sequence[str] = (),
        units: Sequence[str] = (),
        resources: Sequence[str] = (),
        numbers: Sequence[int] = (),
        begun: tuple[Seconds, Truths] | None = None,
    ) -> None:
        """Take events in; a column that the log does not have is empty.

        Args:
            states: start or end of a step, as the log calls it. numbers: of the rows in the file.
            begun: where an event tells both ends of its step, when that began, and whether the log
            says anything of it.
        """
        size = len(cases)
        self.size += size
        nobody = np.full(size, NOBODY, dtype=np.int32)
        case, activity, unit, resource = (
            np.array(names.codes(column), dtype=np.int32) if len(column) else nobody
            for names, column in zip(
                self._names, (cases, activities, units, resources), strict=True
            )
        )
        kind = (
            np.array([_state(each) for each in states], dtype=np.int32)
            if len(states)
            else np.full(size, COMPLETE, dtype=np.int32)
        )
        began, is_told = begun or (
            np.full(size, UNKNOWN_TIME, dtype=np.int64), np.zeros(size, dtype=np.bool_),
        )  # fmt: skip
        is_begun, is_known = began != UNKNOWN_TIME, times != UNKNOWN_TIME
        good = np.ones(size, dtype=np.bool_)
        for key, fits in (
            ("case", case != NOBODY), ("activity", activity != NOBODY),
            ("unfinished", is_known | ~is_begun), ("time", is_known & (is_begun | ~is_told)),
            ("order", began <= times), ("lifecycle", kind != OTHER),
        ):  # fmt: skip
            wrong = np.flatnonzero(good & ~fits)
            self.leave_out(
                key, len(wrong), [numbers[at] for at in wrong[:SHOWN]] if numbers else ()
            )
            good &= fits
        columns = (case, activity, unit, resource, kind)
        self._columns.append(columns if good.all() else tuple(each[good] for each in columns))
        self._times.append(times[good])
        self._began.append(began[good])

    def leave_out(self, kind: str, number: int, rows: Sequence[int] = ()) -> None:
        """Count what is not taken in."""
        if number:
            counted, shown = self._left_out.get(kind, (0, ()))
            self._left_out[kind] = counted + number, (*shown, *rows)[:SHOWN]

    def log(self) -> EventLog:
        """What was taken in as steps: the start of a step is laid to its end.

        The n-th start of an activity in a case belongs to its n-th end, unless that lies before it.

        Raises:
            RefusedLogError: there is no event, or no end of a step.
        """
        if not self.size:
            raise RefusedLogError("empty")
        case, activity, unit, resource, kind = (
            np.concatenate(each) for each in zip(*self._columns, strict=True)
        )
        times = np.concatenate(self._times)
        if not len(times):
            raise RefusedLogError("no_events")
        case_names, activity_names, unit_names, resource_names = (
            tuple(names.known) for names in self._names
        )
        ends, starts = np.flatnonzero(kind == COMPLETE), np.flatnonzero(kind == START)
        began = np.concatenate(self._began)
        if len(starts):
            key = case.astype(np.int64) * len(activity_names) + activity
            begin, end = _paired(key, times, starts, ends)
            began[end] = times[begin]
            self.leave_out("unfinished", len(starts) - len(begin))
        if not len(ends):
            raise RefusedLogError("no_ends")
        begins = np.where(began == UNKNOWN_TIME, times, began)
        order = ends[np.lexsort((begins[ends], times[ends], case[ends]))]
        log = EventLog(
            case_names, activity_names, unit_names, resource_names,
            case[order], activity[order], unit[order], resource[order],
            began[order], times[order],
            tuple(LeftOut(kind, *told) for kind, told in self._left_out.items()),
        )  # fmt: skip
        present = np.bincount(log.case, minlength=len(case_names)) > 0
        return log if present.all() else log.of_cases(present)


def _state(told: str) -> int:
    found = LIFECYCLE.get(told)
    return LIFECYCLE.get(told.strip().casefold(), OTHER) if found is None else found


def _paired(
    key: NDArray[np.int64], times: Seconds, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and ends that belong together, as two columns of event numbers."""

    def ranked(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows = rows[np.lexsort((times[rows], key[rows]))]
        keys = key[rows]
        is_first = np.concatenate(([True], keys[1:] != keys[:-1]))
        begins = np.flatnonzero(is_first)
        rank = np.arange(len(rows)) - np.repeat(begins, np.diff(np.append(begins, len(rows))))
        return rows, keys * (len(key) + 1) + rank

    begin, begin_key = ranked(starts)
    end, end_key = ranked(ends)
    _, at_begin, at_end = np.intersect1d(
        begin_key, end_key, assume_unique=True, return_indices=True
    )
    begin, end = begin[at_begin], end[at_end]
    fits = times[begin] <= times[end]
    return begin[fits], end[fits]
