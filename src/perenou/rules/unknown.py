"""Facts that nobody knows yet, and how a plain function runs on them.

A rule is called directly. Only when it *looks* at a value that is open (asks for its truth,
compares it) does the slow way begin: the function then runs once for every way the open values can
turn out, and the answers are kept together with what each supposes. An answer that is the same
on every way is certain, however much is unknown; otherwise the suppositions name what is missing.

Four kinds of values travel here besides plain integers:

- ``Unasked``: an argument that nobody has computed yet; looking at it raises ``Asked``;
- ``Open``: an answer that depends on unknown facts: several (supposition, value) ways;
- ``Waiting``: inside one way, a number that nobody has compared yet;
- ``Moving``: the day that passes through a piece of time. A comparison that would turn out
  differently within the piece asks, by ``Split``, for the piece to be cut there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from perenou.rules.types import Day

MOST_WAYS: Final = 16
"""More ways than this are summed up: sound, but no longer tied to single facts."""

MOST_RUNS: Final = 128
"""More runs than this are not made; the arguments are then reduced to their possible values."""

MOST_RUNS_REDUCED: Final = 1024
"""More runs than this over reduced arguments: the answer is anything that its type allows."""


class Unknown:
    """One thing that nobody has said: a fact of a row, possibly only for a stretch of time.

    Attributes:
        name: the fact's name. row: the row that it speaks of. since: first day of the stretch.
        low, high: the bounds it must lie in, both included.
        parts: the unknown facts behind it, when it sums up others; otherwise itself.
        to_come: whether it only happens later, so that nobody can tell yet.
    """

    __slots__ = ("high", "low", "name", "parts", "row", "since", "to_come")

    def __init__(
        self,
        name: str,
        row: int,
        low: int,
        high: int,
        since: Day = 0,
        parts: frozenset[Unknown] | None = None,
        *,
        to_come: bool = False,
    ) -> None:
        self.name = name
        self.to_come = to_come
        self.row = row
        self.low = low
        self.high = high
        self.since = since
        self.parts: frozenset[Unknown] = frozenset({self}) if parts is None else parts

    def __repr__(self) -> str:
        return f"Unknown({self.name}, row {self.row})"


Supposition: TypeAlias = dict[Unknown, tuple[int, int]]
"""For each unknown thing that was looked at, the bounds supposed on one way."""

Option: TypeAlias = tuple[Hashable, Any, Supposition]
"""One way of a look: a mark that tells apart what is seen, what is seen, and what it supposes."""

Range: TypeAlias = tuple[int, int]
"""The least and the greatest answer possible."""

T = TypeVar("T")


class Looked(Exception):
    """A function looked at an open value."""


class Asked(Exception):
    """A function looked at an argument, by its place, that is not computed yet."""


class Unasked:
    """An argument, by its place, that is computed only when a function looks at it."""

    __slots__ = ("at",)

    def __init__(self, at: int) -> None:
        self.at = at

    def _ask(self, *_: object) -> Any:
        raise Asked(self.at)

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _ask
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __floordiv__ = _ask
    __rfloordiv__ = __mod__ = __neg__ = __int__ = __index__ = map = _ask
    __hash__ = object.__hash__


def unasked(size: int) -> list[Any]:
    """Arguments of which none is computed yet."""
    while len(_UNASKED) < size:
        _UNASKED.append(Unasked(len(_UNASKED)))
    return _UNASKED[:size]


_UNASKED: Final[list[Unasked]] = []


def told_alike(one: object, other: object) -> bool:
    """Whether a fact is told the same in two files, also where neither tells a number."""
    if isinstance(one, Open) and isinstance(other, Open):
        number = _untold(one)
        return number is not None and number == _untold(other)
    return type(one) is type(other) and one == other


def _untold(value: Open) -> tuple[object, ...] | None:
    """What is known of a number that is just unknown; None where it is open in several ways."""
    supposed, waiting = value.ways[0]
    if len(value.ways) > 1 or supposed or not isinstance(waiting, Waiting):
        return None
    of = waiting.unknown
    return waiting.function, of.name, of.row, of.low, of.high, of.since, of.to_come


class Split(Exception):
    """The piece of time has to be cut on this day."""

    def __init__(self, day: Day) -> None:
        self.day = day


class Waiting:
    """A number still unknown: a non-decreasing function of one unknown."""

    __slots__ = ("function", "unknown")

    def __init__(
        self, unknown: Unknown, function: Callable[[int], int] = lambda value: value
    ) -> None:
        self.unknown = unknown
        self.function = function

    def then(self, function: Callable[[int], int]) -> Waiting:
        """A further non-decreasing function of the same unknown."""
        inner = self.function
        return Waiting(self.unknown, lambda value: function(inner(value)))


def _look(*_: object) -> Any:
    raise Looked


class Open:
    """An answer in several ways: each a supposition and the value under it."""

    __slots__ = ("_missing", "_options", "ways")

    def __init__(self, ways: tuple[tuple[Supposition, int | Waiting], ...]) -> None:
        self.ways = ways
        self._missing: frozenset[Unknown] | None = None
        self._options: list[Option] = []

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = _look
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __floordiv__ = _look
    __rfloordiv__ = __mod__ = __neg__ = __int__ = __index__ = map = _look

    def __eq__(self, other: object) -> bool:
        raise Looked

    def __ne__(self, other: object) -> bool:
        raise Looked

    __hash__ = object.__hash__

    def same_as(self, other: Open) -> bool:
        """Whether the other answer has the same ways."""
        return self.ways == other.ways

    @property
    def missing(self) -> frozenset[Unknown]:
        """The unknown facts that this answer depends on."""
        if self._missing is None:
            behind = {unknown for supposition, _ in self.ways for unknown in supposition}
            behind |= {value.unknown for _, value in self.ways if isinstance(value, Waiting)}
            self._missing = frozenset().union(*(unknown.parts for unknown in behind))
        return self._missing

    def options(self, supposed: Supposition) -> list[Option]:
        """The ways that fit what is supposed so far."""
        if not self._options:
            self._options = [
                ((value.__class__, value), value, supposition) for supposition, value in self.ways
            ]
        if not supposed:
            return self._options
        return [
            (mark, value, _merged(supposed, way))
            for mark, value, way in self._options
            if _fits(supposed, way)
        ]

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest value possible."""
        lows, highs = [], []
        for supposition, value in self.ways:
            if isinstance(value, Waiting):
                low, high = supposition.get(value.unknown, (value.unknown.low, value.unknown.high))
                lows.append(value.function(low))
                highs.append(value.function(high))
            else:
                lows.append(int(value))
                highs.append(int(value))
        return min(lows), max(highs)

    def __repr__(self) -> str:
        return f"Open({self.bounds}, missing={sorted(u.name for u in self.missing)})"


def open_truth(unknown: Unknown) -> Open:
    """Yes or no, nobody knows which."""
    return Open((({unknown: (0, 0)}, False), ({unknown: (1, 1)}, True)))


def open_number(unknown: Unknown) -> Open:
    """A number within the unknown's bounds; harmless until somebody compares it."""
    return Open((({}, Waiting(unknown)),))


class Moving:
    """The day passing through [first, after), or a non-decreasing function of it."""

    __slots__ = ("after", "first", "function")

    def __init__(
        self, first: Day, after: Day, function: Callable[[Day], int] | None = None
    ) -> None:
        self.first = first
        self.after = after
        self.function = function

    def _at(self, day: Day) -> int:
        return day if self.function is None else self.function(day)

    @property
    def is_still(self) -> bool:
        """Whether the value is the same on every day of the piece."""
        return self._at(self.first) == self._at(self.after - 1)

    def reaches(self, bound: int) -> bool:
        """Whether the value is at least ``bound``, the same on every day of the piece.

        Raises:
            Split: it becomes so within the piece.
        """
        if self._at(self.first) >= bound:
            return True
        if self._at(self.after - 1) < bound:
            return False
        if self.function is None:
            raise Split(bound)
        days = range(self.first, self.after)
        raise Split(self.first + bisect_left(days, bound, key=self.function))

    def exact(self) -> int:
        """The value, if it is one value throughout; otherwise asks for a cut."""
        value = self._at(self.first)
        self.reaches(value + 1)
        return value

    def map(self, function: Callable[[int], int]) -> Moving:
        """A non-decreasing function of the moving day."""
        inner = self.function
        if inner is None:
            return Moving(self.first, self.after, function)
        return Moving(self.first, self.after, lambda day: function(inner(day)))

    def __ge__(self, other: object) -> bool:
        if isinstance(other, int):
            return self.reaches(other)
        if isinstance(other, Moving):
            return self.exact() >= other.exact()
        return NotImplemented

    def __index__(self) -> int:
        return self.exact()

    def __neg__(self) -> int:
        return -self.exact()

    def __floordiv__(self, other: object) -> int:
        return self.exact() // other if isinstance(other, int) else NotImplemented

    def __mod__(self, other: object) -> int:
        return self.exact() % other if isinstance(other, int) else NotImplemented

    def __gt__(self, other: object) -> bool:
        if isinstance(other, int):
            return self.reaches(other + 1)
        if isinstance(other, Moving):
            return self.exact() > other.exact()
        return NotImplemented

    def __lt__(self, other: object) -> bool:
        if isinstance(other, int):
            return not self.reaches(other)
        if isinstance(other, Moving):
            return self.exact() < other.exact()
        return NotImplemented

    def __le__(self, other: object) -> bool:
        if isinstance(other, int):
            return not self.reaches(other + 1)
        if isinstance(other, Moving):
            return self.exact() <= other.exact()
        return NotImplemented

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int):
            return self.reaches(other) and not self.reaches(other + 1)
        if isinstance(other, Moving):
            return self.exact() == other.exact()
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: object) -> int:
        return self.exact() + other if isinstance(other, int | Looking) else NotImplemented

    def __radd__(self, other: object) -> int:
        return other + self.exact() if isinstance(other, int) else NotImplemented

    def __sub__(self, other: object) -> int:
        if isinstance(other, Moving):
            return self.exact() - other.exact()
        return self.exact() - other if isinstance(other, int | Looking) else NotImplemented

    def __rsub__(self, other: object) -> int:
        return other - self.exact() if isinstance(other, int) else NotImplemented

    def __mul__(self, other: object) -> int:
        return self.exact() * other if isinstance(other, int | Looking) else NotImplemented

    __rmul__ = __mul__


class Blurred(Exception):
    """An operation on unknown numbers that cannot be kept exact; every value is possible."""

    def __init__(self, unknowns: frozenset[Unknown]) -> None:
        self.unknowns = unknowns


class Look:
    """One look of a function: how it can turn out, and what the function does then.

    Attributes:
        options: under what is supposed so far, the ways of the look: each a mark that tells apart
            what the function sees, what it sees, and what is supposed with it.
        then: by mark, the next look, or an ``Answer`` when the function ends.
    """

    __slots__ = ("options", "then")

    def __init__(self, options: Callable[[Supposition], list[Option]]) -> None:
        self.options = options
        self.then: dict[Hashable, Look | Answer] = {}


class Answer:
    """What a function answers after some looks."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Ways:
    """Follows a function on every way that the open values which it looks at can turn out.

    A plain function does the same whenever it sees the same. So it runs once for each course of
    what it sees; ways that only suppose different things share the run.

    Attributes:
        supposed: what is supposed on the way being followed. resolved: by open value, what the
            running function has seen of it. found: every way's supposition and answer so far.
    """

    __slots__ = ("_at", "_seen", "_steps", "_top", "found", "resolved", "supposed")

    def __init__(self) -> None:
        self._top: dict[Hashable, Look | Answer] = {}
        self._steps: list[tuple[Look, list[Option], int]] = []
        self._at = 0
        self._seen: list[Any] = []
        self.supposed: Supposition = {}
        self.resolved: dict[int, int | Waiting] = {}
        self.found: list[tuple[Supposition, Any]] = []

    def follow(self, call: Callable[[], object]) -> bool:
        """Find the answer of one more way; whether another way is left.

        When the function stops by an exception, the same way is followed again next time.
        """
        steps = self._steps
        answer = self._followed(call).value
        self.found.append((self.supposed, answer))
        while steps and steps[-1][2] + 1 == len(steps[-1][1]):
            steps.pop()
        if not steps:
            return False
        look, options, chosen = steps[-1]
        steps[-1] = look, options, chosen + 1
        self.supposed = options[chosen + 1][2]
        return True

    def _followed(self, call: Callable[[], object]) -> Answer:
        """The answer of the way that the steps begin, each further look taken the first way."""
        steps = self._steps
        then, mark = self._then()
        while mark in then:
            known = then[mark]
            if isinstance(known, Answer):
                return known
            then, mark = self._take(known)
        self._at = 0
        self.resolved = {}
        self._seen = [options[chosen][1] for _, options, chosen in steps]
        answer = call()
        if isinstance(answer, Looking):
            answer = answer.resolve()
        if isinstance(answer, Moving):
            answer = answer.exact()
        then, mark = self._then()
        found = then[mark] = Answer(answer)
        return found

    def _then(self) -> tuple[dict[Hashable, Look | Answer], Hashable]:
        """Where what follows the last step stands."""
        if not self._steps:
            return self._top, None
        look, options, chosen = self._steps[-1]
        return look.then, options[chosen][0]

    def _take(self, look: Look) -> tuple[dict[Hashable, Look | Answer], Hashable]:
        """Take a look the first way."""
        options = look.options(self.supposed)
        self._steps.append((look, options, 0))
        self.supposed = options[0][2]
        return look.then, options[0][0]

    def step(self, options: Callable[[Supposition], list[Option]]) -> Any:
        """What the running function sees at its next look."""
        at = self._at
        self._at += 1
        if at < len(self._seen):
            return self._seen[at]
        then, mark = self._then()
        look = then[mark] = Look(options)
        self._take(look)
        _, taken, chosen = self._steps[-1]
        self._seen.append(taken[chosen][1])
        return taken[chosen][1]


def _bounds_of(unknown: Unknown, supposed: Supposition) -> tuple[int, int]:
    """What is supposed of an unknown so far."""
    return supposed.get(unknown, (unknown.low, unknown.high))


def _fits(one: Supposition, other: Supposition) -> bool:
    """Whether two suppositions can both hold."""
    for unknown, (low, high) in other.items():
        known = one.get(unknown)
        if known is not None and (high < known[0] or known[1] < low):
            return False
    return True


def _merged(one: Supposition, other: Supposition) -> Supposition:
    """Both suppositions, which fit together, as one."""
    both = {**one, **other}
    if len(both) < len(one) + len(other):
        for unknown in one.keys() & other.keys():
            low, high = one[unknown]
            other_low, other_high = other[unknown]
            both[unknown] = (max(low, other_low), min(high, other_high))
    return both


class Looking:
    """Stands for an argument while a function runs the slow way; notes that it was looked at."""

    __slots__ = ("_notes", "_ways", "name", "value")

    def __init__(self, name: str, value: Any, ways: Ways, notes: set[str]) -> None:
        self.name = name
        self.value = value
        self._ways = ways
        self._notes = notes

    def resolve(self) -> Any:
        """The plain value or the waiting number on the way being run."""
        self._notes.add(self.name)
        value = self.value
        if value.__class__ is not Open:
            if value.__class__ is Unasked:
                raise Asked(value.at)
            return value
        ways = self._ways
        key = id(value)
        if key not in ways.resolved:
            ways.resolved[key] = ways.step(value.options)
        return ways.resolved[key]

    def _reaches(self, mine: Any, bound: Any) -> bool:
        """Whether mine >= bound, whatever of the two is plain, waiting or moving."""
        if isinstance(mine, Waiting):
            if isinstance(bound, Waiting):
                return self._two_waiting(mine, bound)
            if isinstance(bound, Moving):
                return self._waiting_reaches_moving(mine, bound)
            return self._waiting_reaches(mine, bound)
        if isinstance(bound, Waiting):
            if isinstance(mine, Moving):
                return not self._waiting_reaches_moving(bound.then(lambda v: v - 1), mine)
            return not self._waiting_reaches(bound, mine + 1)
        if isinstance(mine, Moving) and isinstance(bound, Moving):
            return mine.exact() >= bound.exact()
        if isinstance(bound, Moving):
            return not bound.reaches(mine + 1)
        return bool(mine >= bound)

    def _waiting_reaches(self, waiting: Waiting, bound: int) -> bool:
        unknown, function = waiting.unknown, waiting.function
        found: list[int] = []

        def options(supposed: Supposition) -> list[Option]:
            low, high = _bounds_of(unknown, supposed)
            if not found:
                if function(low) >= bound:
                    return [(True, True, supposed)]
                if function(high) < bound:
                    return [(False, False, supposed)]
                found.append(_first_reaching(bound, function, low, high))
            first = found[0]  # from which value on it reaches the bound, whatever is supposed
            if low >= first:
                return [(True, True, supposed)]
            if high < first:
                return [(False, False, supposed)]
            return [
                (False, False, {**supposed, unknown: (low, first - 1)}),
                (True, True, {**supposed, unknown: (first, high)}),
            ]

        return bool(self._ways.step(options))

    def _waiting_reaches_moving(self, waiting: Waiting, moving: Moving) -> bool:
        """Whether waiting >= moving on each day; cuts the piece where doubt begins and ends."""
        if moving.is_still:
            return self._waiting_reaches(waiting, moving.exact())
        unknown = waiting.unknown

        def options(supposed: Supposition) -> list[Option]:
            low, high = _bounds_of(unknown, supposed)
            if not moving.reaches(waiting.function(low) + 1):
                return [(True, True, supposed)]
            if moving.reaches(waiting.function(high) + 1):
                return [(False, False, supposed)]
            either = {**supposed, unknown: (low, high)}
            return [(False, False, either), (True, True, either)]

        return bool(self._ways.step(options))

    def _two_waiting(self, mine: Waiting, other: Waiting) -> bool:
        def options(supposed: Supposition) -> list[Option]:
            low, high = _bounds_of(mine.unknown, supposed)
            other_low, other_high = _bounds_of(other.unknown, supposed)
            if mine.function(low) >= other.function(other_high):
                return [(True, True, supposed)]
            if mine.function(high) < other.function(other_low):
                return [(False, False, supposed)]
            either = {**supposed, other.unknown: (other_low, other_high), mine.unknown: (low, high)}
            return [(False, False, either), (True, True, either)]

        return bool(self._ways.step(options))

    def _equals(self, other: object) -> bool:
        mine, theirs = self.resolve(), _resolved(other)
        if isinstance(mine, Waiting | Moving) or isinstance(theirs, Waiting | Moving):
            return self._reaches(mine, theirs) and self._reaches(theirs, mine)
        return bool(mine == theirs)

    def __bool__(self) -> bool:
        value = self.resolve()
        if isinstance(value, Waiting):
            return not (self._reaches(value, 0) and self._reaches(0, value))
        return bool(value)

    def __ge__(self, other: object) -> bool:
        return self._reaches(self.resolve(), _resolved(other))

    def __lt__(self, other: object) -> bool:
        return not self._reaches(self.resolve(), _resolved(other))

    def __le__(self, other: object) -> bool:
        return self._reaches(_resolved(other), self.resolve())

    def __gt__(self, other: object) -> bool:
        return not self._reaches(_resolved(other), self.resolve())

    def __eq__(self, other: object) -> bool:
        return self._equals(other)

    def __ne__(self, other: object) -> bool:
        return not self._equals(other)

    __hash__ = object.__hash__

    def map(self, function: Callable[[int], int]) -> Any:
        """A non-decreasing function of the value."""
        value = self.resolve()
        if isinstance(value, Waiting):
            return self._result(value.then(function))
        if isinstance(value, Moving):
            return value.map(function)
        return function(value)

    def _result(self, value: object) -> Looking:
        return Looking(self.name, value, self._ways, self._notes)

    def _arithmetic(
        self,
        other: object,
        plain: Callable[[int, int], int],
        grows: bool = True,
        scales: bool = False,
    ) -> Any:
        """An operation that grows with both sides, or (``grows`` false) only with this one.

        A factor (``scales``) keeps the order only while it is positive.
        """
        mine, theirs = _exact(self.resolve()), _exact(_resolved(other))
        if isinstance(mine, Waiting):
            if isinstance(theirs, Waiting) or (scales and theirs <= 0):
                return self._within(mine, theirs, plain)
            return self._result(mine.then(lambda value: plain(value, theirs)))
        if isinstance(theirs, Waiting):
            if not grows or (scales and mine <= 0):
                return self._within(mine, theirs, plain)
            return self._result(theirs.then(lambda value: plain(mine, value)))
        return plain(mine, theirs)

    def _within(self, mine: Any, theirs: Any, plain: Callable[[int, int], int]) -> Looking:
        """An operation that follows no single unknown: all that is kept are its bounds."""
        waiting = [side for side in (mine, theirs) if isinstance(side, Waiting)]
        parts = frozenset(part for side in waiting for part in side.unknown.parts)
        known: dict[tuple[int, int], Waiting] = {}

        def options(supposed: Supposition) -> list[Option]:
            sides = [_bounds_under(side, supposed) for side in (mine, theirs)]
            corners = [plain(a, b) for a in sides[0] for b in sides[1]]
            bounds = min(corners), max(corners)
            if bounds not in known:
                known[bounds] = Waiting(Unknown("", 0, *bounds, parts=parts))
            return [(bounds, known[bounds], supposed)]

        return self._result(self._ways.step(options))

    def __add__(self, other: object) -> Any:
        return self._arithmetic(other, lambda a, b: a + b)

    def __radd__(self, other: object) -> Any:
        return self._arithmetic(other, lambda a, b: b + a)

    def __sub__(self, other: object) -> Any:
        return self._arithmetic(other, lambda a, b: a - b, grows=False)

    def __rsub__(self, other: object) -> Any:
        mine, theirs = _exact(self.resolve()), _exact(_resolved(other))
        if isinstance(mine, Waiting):
            return self._within(theirs, mine, lambda a, b: a - b)
        return theirs - mine

    def __mul__(self, other: object) -> Any:
        return self._arithmetic(other, lambda a, b: a * b, scales=True)

    def __rmul__(self, other: object) -> Any:
        return self._arithmetic(other, lambda a, b: b * a, scales=True)

    def __floordiv__(self, other: object) -> Any:
        return self._arithmetic(other, lambda a, b: a // b, grows=False, scales=True)

    def __rfloordiv__(self, other: object) -> Any:
        return _resolved(other) // self._plain()

    def __neg__(self) -> Any:
        return self.__rsub__(0)

    def __index__(self) -> int:
        return self._plain()

    __int__ = __index__

    def _plain(self) -> int:
        value = self.resolve()
        if isinstance(value, Waiting):
            raise Blurred(value.unknown.parts)
        return int(value.exact() if isinstance(value, Moving) else value)


def _bounds_under(side: Any, supposed: Supposition) -> tuple[int, int]:
    if not isinstance(side, Waiting):
        return side, side
    low, high = _bounds_of(side.unknown, supposed)
    return side.function(low), side.function(high)


def _first_reaching(bound: int, function: Callable[[int], int], low: int, high: int) -> int:
    """The first number up to ``high`` for which a non-decreasing function reaches a bound.

    By hand, because open sums multiplied can be longer than a range counts.
    """
    if low < bound <= high and function(bound - 1) < bound <= function(bound):
        return int(bound)  # mostly it is the number itself that waits
    while low < high:
        middle = (low + high) // 2
        if function(middle) < bound:
            low = middle + 1
        else:
            high = middle
    return low


def _exact(value: Any) -> Any:
    return value.exact() if isinstance(value, Moving) else value


def _resolved(value: object) -> Any:
    return value.resolve() if isinstance(value, Looking) else value


class Following:
    """A function being followed on all ways, once it has looked at an open argument.

    Where it looks at an argument that nobody has computed it stops, and goes on from there once the
    argument is in its place.

    Attributes:
        looked_at: the names of the arguments looked at on any way so far.
    """

    __slots__ = ("_function", "_is_reduced", "_looking", "_names", "_ways", "looked_at")

    def __init__(self, function: Callable[..., object], names: Sequence[str]) -> None:
        self._function = function
        self._names = names
        self.looked_at: set[str] = set()
        self._is_reduced = False
        self._start()

    def _start(self) -> None:
        self._ways = ways = Ways()
        self._looking = [Looking(name, _UNSEEN, ways, self.looked_at) for name in self._names]

    def answer(
        self, arguments: Sequence[object], answers: Range | Callable[[Sequence[Any]], Range]
    ) -> object:
        """What the function answers.

        Args:
            arguments: plain, open, moving or not computed yet. answers: the least and the greatest
                answer that the function's type allows, or what finds them from the arguments.

        Returns:
            the one certain value, or an ``Open`` one.

        Raises:
            Asked: an argument, by its place, has to be computed first; then call again.
            Split: the piece of time must be cut first.
        """
        within = answers(arguments) if callable(answers) else answers
        found = self._on_all_ways(arguments)
        if found is None:
            return _anything(_parts(arguments), within)
        least = within[0]
        return gathered([(way, _settled(way, _at_least(least, value))) for way, value in found])

    def looks(self, arguments: Sequence[object]) -> None:
        """Note what the function looks at on any way.

        Raises:
            Asked, Split: as for ``answer``.
        """
        self._on_all_ways(arguments, enough=len(set(self._names)))

    def _on_all_ways(
        self, arguments: Sequence[object], enough: int = 0
    ) -> list[tuple[Supposition, Any]] | None:
        """Every way's supposition and answer; None when they are too many or too unclear.

        Args:
            enough: how many names there are; once all are looked at, no further way is followed.
        """
        if not self._is_reduced:
            found = self._followed(arguments, MOST_RUNS, enough)
            if found is not None:
                return found
            # Once more with each argument reduced to its possible values, whatever they suppose.
            self._is_reduced = True
            self._start()
        return self._followed(arguments, MOST_RUNS_REDUCED, enough)

    def _followed(
        self, arguments: Sequence[object], most: int, enough: int
    ) -> list[tuple[Supposition, Any]] | None:
        ways, function, looking = self._ways, self._function, self._looking
        for each, value in zip(looking, arguments, strict=True):
            if isinstance(each.value, Unasked):
                if self._is_reduced and isinstance(value, Open):
                    each.value = _reduced(value)
                else:
                    each.value = value
        try:
            while ways.follow(lambda: function(*looking)):
                if len(ways.found) >= most:
                    return None
                if len(self.looked_at) == enough:
                    break
        except Blurred:
            return None
        return ways.found


_UNSEEN: Final = Unasked(-1)


def run_on_all_ways(
    function: Callable[..., object],
    names: Sequence[str],
    arguments: Sequence[object],
    answers: Range,
) -> object:
    """What a function answers when some of its arguments are open (see ``Following.answer``)."""
    return Following(function, names).answer(arguments, answers)


def answered(
    function: Callable[..., object],
    names: Sequence[str],
    ask: Callable[[int], object],
    answers: Range,
    first: Sequence[int] = (),
) -> object:
    """What a function answers (see ``Following.answer``).

    Args:
        ask: gives an argument by its place; asked once for each that is looked at. first: places of
            arguments that it is known to look at in any case.
    """
    return _asking(
        function, names, ask, first, lambda following, given: following.answer(given, answers)
    )[0]


def looked_at(
    function: Callable[..., object],
    names: Sequence[str],
    ask: Callable[[int], object],
    first: Sequence[int] = (),
    given: Sequence[object] = (),
) -> set[str]:
    """The names of the arguments that a function looks at on any way.

    Args:
        ask, first: as for ``answered``. given: the arguments, of which some are there already.
    """
    return _asking(function, names, ask, first, Following.looks, given)[1]


def _asking(
    function: Callable[..., object],
    names: Sequence[str],
    ask: Callable[[int], object],
    first: Sequence[int],
    on_all_ways: Callable[[Following, list[Any]], object],
    given: Sequence[object] = (),
) -> tuple[object, set[str]]:
    """What a function answers, if that is wanted, and the names of what it looks at."""
    arguments = [*given] or unasked(len(names))
    for at in first:
        arguments[at] = ask(at)
    asked = {names[at] for at in first}
    following: Following | None = None
    while True:
        try:
            if following is not None:
                return on_all_ways(following, arguments), following.looked_at
            value: Any = function(*arguments)
            if value.__class__ is Unasked:
                raise Asked(value.at)
        except Asked as looked:
            at = looked.args[0]
        except Looked:
            following = Following(function, names)
            continue
        else:
            return value.exact() if value.__class__ is Moving else value, asked
        arguments[at] = ask(at)
        asked.add(names[at])


def looked_up(day: Open, starts: Sequence[Day], values: Sequence[Any], least: int) -> object:
    """The value on an open day of a course: each way of the day with each value that it can meet.

    Args:
        starts, values: the first day of each piece and its value; the first piece reaches back and
            the last one on without end. least: the least value that the type allows.

    Returns:
        the one certain value, or an ``Open`` one.
    """
    found: list[tuple[Supposition, Any]] = []
    for _, when, supposed in day.options({}):
        for met, value in _met(when, supposed, starts, values):
            if isinstance(value, Open):
                found += [(way, of) for _, of, way in value.options(met)]
            else:
                found.append((met, value))
    return gathered([(way, _settled(way, _at_least(least, value))) for way, value in found])


def _met(
    when: int | Waiting, supposed: Supposition, starts: Sequence[Day], values: Sequence[Any]
) -> Iterator[tuple[Supposition, Any]]:
    """What a day meets of a course, and what is supposed then."""
    if not isinstance(when, Waiting):
        yield supposed, values[max(bisect_right(starts, when) - 1, 0)]
        return
    unknown, function = when.unknown, when.function
    low, high = bounds = _bounds_of(unknown, supposed)
    at = max(bisect_right(starts, function(low)) - 1, 0)
    while low <= high:
        last = at + 1 == len(starts) or function(high) < starts[at + 1]
        until = high if last else _first_reaching(starts[at + 1], function, low, high) - 1
        if low <= until:
            within = (low, until)
            yield supposed if within == bounds else {**supposed, unknown: within}, values[at]
        low, at = until + 1, at + 1


def _at_least(low: int, value: Any) -> Any:
    """A waiting number without what its type excludes."""
    if not isinstance(value, Waiting) or value.function(value.unknown.low) >= low:
        return value
    return value.then(lambda plain: max(low, plain))


def _settled(supposed: Supposition, value: Any) -> Any:
    """A waiting number that comes out the same however its unknown does is no longer waiting."""
    if not isinstance(value, Waiting):
        return value
    low, high = supposed.get(value.unknown, (value.unknown.low, value.unknown.high))
    least = value.function(low)
    return least if least == value.function(high) else value


def _reduced(value: Open) -> Open:
    """The same possible values, each once, no longer tied to what they suppose."""
    if any(isinstance(outcome, Waiting) for _, outcome in value.ways):
        low, high = value.bounds
        return open_number(Unknown("", 0, low, high, parts=value.missing))
    values = sorted({outcome for _, outcome in value.ways if not isinstance(outcome, Waiting)})
    summary = Unknown("", 0, 0, len(values) - 1, parts=value.missing)
    return Open(tuple(({summary: (i, i)}, outcome) for i, outcome in enumerate(values)))


def _parts(arguments: Sequence[object]) -> frozenset[Unknown]:
    return frozenset(
        part for value in arguments if isinstance(value, Open) for part in value.missing
    )


def _anything(parts: frozenset[Unknown], answers: tuple[int, int]) -> Open:
    low, high = answers
    sum_of_all = Unknown("", 0, low, high, parts=parts)
    return open_truth(sum_of_all) if (low, high) == (0, 1) else open_number(sum_of_all)


def gathered(found: Sequence[tuple[Supposition, Any]]) -> object:
    """Ways with one and the same plain answer are certainty; too many ways are summed up."""
    first = found[0][1]
    if not isinstance(first, Waiting) and all(
        type(value) is type(first) and value == first for _, value in found
    ):
        return first
    if len(found) <= MOST_WAYS:
        return Open(tuple(found))
    return _reduced(Open(tuple(found)))
