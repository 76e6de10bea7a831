"""An event log from XES (IEEE 1849), read as a stream with expat and closed to what attacks use."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final, TypeAlias
from xml.parsers import expat

from perenou.process.errors import RefusedLogError
from perenou.process.log import EventLog, Gathering
from perenou.process.times import seconds_of

MOST_BYTES: Final = 2 * 1024**3
MOST_DEPTH: Final = 20
MOST_EVENTS: Final = 5_000_000
MOST_LETTERS: Final = 1000
"""Of a name; a longer one is cut."""

_CHUNK: Final = 1024 * 1024
_BATCH: Final = 50_000
_WANTED: Final = {
    "concept:name": 0, "time:timestamp": 1, "lifecycle:transition": 2, "org:resource": 3,
    "org:group": 4, "org:role": 5,
}  # fmt: skip


def read_xes(file: IO[bytes], progress: Callable[[int], None] | None = None) -> EventLog:
    """The log of a file; attributes other than name, time, transition, resource and group are left.

    A trace without a name is called by its number. The unit is the group, otherwise the role.

    Args:
        progress: is told how many bytes were read.

    Raises:
        RefusedLogError: no XES, a document type, too deep or too large, or no event with name and
            time.
    """
    reader = _Reader()
    read = 0
    parser = reader.parser
    try:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > MOST_BYTES:
                raise RefusedLogError("too_large", most=MOST_BYTES // 1024**2)
            parser.Parse(chunk, False)
            if progress is not None:
                progress(read)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        what = expat.ErrorString(broken.code)
        raise RefusedLogError("not_xml", line=str(broken.lineno), what=what) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, RefusedLogError):
            raise
        raise RefusedLogError("encoding") from None
    return reader.log()


class _Reader:
    """Collects columns while the parser walks.

    A log has many millions of elements, most of them what an event says. Inside of an event the
    parser calls two functions that know only of it; all else is looked at by the others.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._depth = 0
        self._trace_depth = 0
        self._traces = 0
        self._name = ""
        self._in_trace = 0
        self._cases: list[str] = []
        self._events: list[list[str]] = []
        self._found = Gathering()
        self._within = _within_event(self._event_over)
        self._outside()

    def _outside(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth = depth = self._depth + 1
        name = name.rpartition(":")[2]
        if depth > MOST_DEPTH:
            raise RefusedLogError("too_deep")
        if depth == 1 and name != "log":
            raise RefusedLogError("no_xes")
        if name == "trace" and depth == 2:
            self._trace_depth, self._name, self._in_trace = depth, "", 0
        elif self._trace_depth and depth == self._trace_depth + 1:
            if name == "event":
                self._events.append([""] * len(_WANTED))
                start, end = self._within(self._events[-1], depth)
                self.parser.StartElementHandler, self.parser.EndElementHandler = start, end
            else:
                told = dict(zip(attributes[::2], attributes[1::2], strict=True))
                if told.get("key") == "concept:name":
                    self._name = told.get("value", "")[:MOST_LETTERS]

    def _event_over(self) -> None:
        self._depth -= 1
        self._in_trace += 1
        self._outside()

    def _end(self, name: str) -> None:
        del name
        depth = self._depth
        self._depth = depth - 1
        if depth == self._trace_depth:
            self._traces += 1
            self._cases += [self._name or str(self._traces)] * self._in_trace
            self._trace_depth = 0
            if len(self._events) > _BATCH:
                self._take()

    def _doctype(self, *_: object) -> None:
        raise RefusedLogError("doctype")

    def _take(self) -> None:
        if self._found.size + len(self._events) > MOST_EVENTS:
            raise RefusedLogError("too_many_rows", most=MOST_EVENTS)
        if self._events:
            names, times, states, resources, groups, roles = zip(*self._events, strict=True)
            units = [group or role for group, role in zip(groups, roles, strict=True)]
            self._found.add(self._cases, names, seconds_of(times), states, units, resources)
        self._cases, self._events = [], []

    def log(self) -> EventLog:
        """What was collected, as a log."""
        self._take()
        return self._found.log()


_Handlers: TypeAlias = tuple[Callable[[str, list[str]], None], Callable[[str], None]]


def _within_event(over: Callable[[], None]) -> Callable[[list[str], int], _Handlers]:
    """What makes the two handlers that are called inside of an event.

    Args:
        over: is called when the event ends.
    """
    event: list[str] = []
    depth = outer = 0

    def start(_name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 1:
            if len(attributes) == 4 and attributes[0] == "key" and attributes[2] == "value":
                key, value = attributes[1], attributes[3]
            else:
                told = dict(zip(attributes[::2], attributes[1::2], strict=True))
                key, value = told.get("key", ""), told.get("value", "")
            at = _WANTED.get(key)
            if at is not None:
                event[at] = value[:MOST_LETTERS]
        elif depth + outer > MOST_DEPTH:
            raise RefusedLogError("too_deep")

    def end(_name: str) -> None:
        nonlocal depth
        if depth:
            depth -= 1
        else:
            over()

    def begun(told: list[str], at: int) -> _Handlers:
        nonlocal event, outer
        event, outer = told, at
        return start, end

    return begun
