"""Norms, facts and aggregates as they are written down: a book of the law.

A ``Book`` collects what the modules of the law declare. Nothing is computed here; ``Lawbook``
checks the whole and gives the law of a day.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from perenou.rules.citation import Citation, published_on
from perenou.rules.types import ALWAYS, NEVER, Day

F = TypeVar("F", bound=Callable[..., object])


AcrossKind: TypeAlias = Literal["count", "order", "sum", "any", "least", "greatest", "pick"]
ThroughKind: TypeAlias = Literal[
    "at_month_start",
    "days_in_month_if_begun_inside",
    "begin_in_month",
    "since",
    "previous_end",
    "ever_before",
    "first",
    "value_on",
    "days_within",
    "total_so_far",
    "total_in_month",
    "sum_of_months",
]


class LawError(Exception):
    """The law is written down wrongly: file, name and reason.

    Attributes:
        reason: in words for whoever codes the law. key: of a text for whoever writes a reform,
            which says the same; empty where no reform leads to it. slots: what stands in that.
    """

    def __init__(self, where: str, name: str, reason: str, key: str = "", **slots: str) -> None:
        super().__init__(f"{where}: {name}: {reason}")
        self.name = name
        self.reason = reason
        self.key = key
        self.slots = slots


class Labels(NamedTuple):
    """What a thing is called, in Estonian, English and Russian."""

    et: str
    en: str
    ru: str

    def in_language(self, language: str) -> str:
        """The label in "et", "en" or "ru"."""
        return {"et": self.et, "en": self.en, "ru": self.ru}[language]


@dataclass(frozen=True, slots=True)
class Unit:
    """What the rows of a table are: a child, a person, a child's carer.

    Attributes:
        above: units whose row a row of this unit belongs to; their values are its own, too.
    """

    name: str
    labels: Labels
    above: tuple[Unit, ...] = ()

    def __hash__(self) -> int:
        return hash(self.name)

    def reaches(self, other: Unit) -> tuple[str, ...] | None:
        """The names of the units to climb through to ``other``; None when it is not above."""
        if other.name == self.name:
            return ()
        for unit in self.above:
            way = unit.reaches(other)
            if way is not None:
                return (unit.name, *way)
        return None


class Validity(NamedTuple):
    """The two times of a norm.

    Attributes:
        since, until: the days it is about, half-open; the same day: a later act dropped it before
            it applied. in_force: from when it could be applied.
        published: from when it could be known.
        end_published, end_in_force: likewise of its end, where a later act brought that.
    """

    since: Day = ALWAYS
    until: Day = NEVER
    in_force: Day = ALWAYS
    published: Day = ALWAYS
    end_published: Day = ALWAYS
    end_in_force: Day = ALWAYS

    @property
    def is_back_dated(self) -> bool:
        """Whether it came into force only after the days that it is about."""
        return self.in_force >= self.until

    @property
    def was_dropped(self) -> bool:
        """Whether a later act took it back before its first day, so that it never applied."""
        return self.until == self.since

    def is_possible(self, *, ended_by_act: bool) -> bool:
        """Whether it ends after it began or, if a later act ended it, was dropped before that."""
        if self.was_dropped:
            return ended_by_act and self.published < self.end_published < self.since
        return self.since < self.until

    def start_seen_on(self, as_of: Day) -> Day | None:
        """From which day it holds, as could be known on a day.

        None while it is unpublished, and once it is known to have been dropped.
        """
        if self.published > as_of or (self.was_dropped and self.end_published <= as_of):
            return None
        return self.since if self.in_force <= as_of else max(self.since, self.in_force)

    def end_seen_on(self, as_of: Day) -> Day:
        """The first day on which it holds no longer, as could be known on a day."""
        if self.end_published > as_of:
            return NEVER
        return self.until if self.end_in_force <= as_of else max(self.until, self.end_in_force)


def day_of(text: str) -> Day:
    """The day number of an ISO date."""
    return date.fromisoformat(text).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One version of one norm.

    Attributes:
        function: the plain function. parameters: its own argument names; inputs: what they stand
            for (the same names unless the norm is bound to one of several benefits).
        types, gives: the names of the value types taken and given.
        reading: which reading of an unsettled norm this is, if it is unsettled.
        default: whether it is the reading that is followed unless another one is chosen.
    """

    name: str
    unit: Unit
    function: Callable[..., object]
    parameters: tuple[str, ...]
    inputs: tuple[str, ...]
    types: tuple[str, ...]
    gives: str
    citation: Citation
    validity: Validity
    source: str
    labels: Labels
    reading: str
    default: bool
    doubt: str
    where: str

    @property
    def says(self) -> str:
        """What the function says of itself."""
        return inspect.getdoc(self.function) or ""


class Fact(NamedTuple):
    """Something that only life can tell.

    Attributes:
        cost: how dear it is to find out; of two equally decisive questions the cheaper comes first.
        is_asked_for: whether it is what somebody asks for; a reason then names no provision for it.
    """

    name: str
    unit: Unit
    gives: str
    labels: Labels
    cost: int
    where: str
    is_asked_for: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """A value gathered from several rows: how many, which place, any, the earliest.

    Attributes:
        kind: what is gathered. members: the unit gathered from. among: yes/no rule that says
            which members count. of: the value gathered or ordered by. together: a key that members
            and the row itself must share, as ``own`` names it on the row ("row": its own number);
            without it the members are the rows below the row. others: the row itself is left out.
    """

    name: str
    unit: Unit
    kind: AcrossKind
    members: Unit
    among: str
    of: str
    together: str
    own: str
    gives: str
    citation: Citation
    labels: Labels
    where: str
    others: bool = False


@dataclass(frozen=True, slots=True)
class Through:
    """A value gathered from the course of one timeline.

    Attributes:
        kind: what is gathered. of: the timeline. by: further timelines that the kind needs.
    """

    name: str
    unit: Unit
    kind: ThroughKind
    of: str
    by: tuple[str, ...]
    gives: str
    citation: Citation
    labels: Labels
    where: str


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """A figure from a day on: its value, provision, source and whether that was checked.

    Attributes:
        value: None while the figure is not known; it then lies between ``least`` and ``most``
            (None: as much as its type allows).
    """

    value: int | None
    validity: Validity
    citation: Citation
    source: str
    verified: bool
    note: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated figure.

    Attributes:
        yearly: whether each value is for its own time only, so that a later one that is not yet
            published is unknown; otherwise the value before it is carried on.
    """

    name: str
    gives: str
    labels: Labels
    versions: tuple[ParameterVersion, ...]
    where: str
    matches: tuple[str, ...] = ()
    yearly: bool = False


class Flag(NamedTuple):
    """A doubt that has no second computation: it is told wherever a norm or aggregate holds.

    Attributes:
        doubt: key of its texts. when: the yes/no name that tells which rows it touches.
        benefit: the benefit that must be asked about; empty: looked at in every case.
    """

    doubt: str
    when: str
    citation: Citation
    where: str
    benefit: str = ""


Node = Fact | Across | Through | Parameter


@dataclass(slots=True)
class Book:
    """Everything that has been declared, in the order of declaration."""

    rules: list[Rule] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def rule(
        self,
        unit: Unit,
        citation: str,
        *,
        et: str,
        en: str,
        ru: str,
        applies: str = "",
        until: str = "",
        in_force: str = "",
        source: str = "",
        ended_by: str = "",
        end_in_force: str = "",
        reading: str = "",
        default: bool = True,
        doubt: str = "",
        name: str = "",
        binding: Mapping[str, str] | None = None,
    ) -> Callable[[F], F]:
        """Register a norm; its arguments name the facts, figures and rules that it rests on.

        Args:
            unit: whose row it speaks of. citation: the provision. et, en, ru: what it is called.
            applies, until: the days it is about (ISO dates, until = first day no longer).
            in_force: from when it could be applied, if later than ``applies``.
            source: the act that brought it ("RT I, 11.01.2023, 2").
            ended_by: the act that ended it, if another one did; before it applied, where ``until``
                is the same day as ``applies``. end_in_force: from when the end could be applied,
                if later than ``until``.
            reading, default, doubt: the reading of an unsettled norm, whether it is followed by
                default, and the key of the text that tells the doubt.
            name: the norm's name where it differs from the function's. What follows two
                underscores in a function's name tells versions apart and is not part of the name.
            binding: arguments that stand for another name (one norm, several benefits).

        Raises:
            LawError: wrong citation, date, source or a missing label.
        """

        def register(function: F) -> F:
            called = name or function.__name__.split("__")[0]
            where = f"{function.__code__.co_filename}:{function.__code__.co_firstlineno}"
            code = function.__code__
            parameters = code.co_varnames[: code.co_argcount]
            annotations = function.__annotations__
            kinds = tuple(_type_name(annotations.get(p)) for p in parameters)
            bound = binding or {}
            labels = _labels(where, called, et, en, ru)
            self.rules.append(
                Rule(
                    called,
                    unit,
                    function,
                    parameters,
                    tuple(bound.get(p, p) for p in parameters),
                    kinds,
                    _type_name(annotations.get("return")),
                    _citation(where, called, citation),
                    _validity(
                        where, called, (applies, until, in_force, source), (ended_by, end_in_force)
                    ),
                    source,
                    labels,
                    reading,
                    default,
                    doubt,
                    where,
                )
            )
            return function

        return register

    def doubt(self, key: str, *, when: str, citation: str, benefit: str = "") -> None:
        """Declare a doubt that is told, without another computation, wherever ``when`` holds.

        Args:
            key: of its texts. when: a yes/no name of any unit. citation: the unsettled provision.
            benefit: looked at only where this benefit is asked about; empty: in every case.
        """
        where = _caller()
        self.flags.append(Flag(key, when, _citation(where, key, citation), where, benefit))

    def fact(
        self,
        unit: Unit,
        name: str,
        gives: str,
        *,
        et: str,
        en: str,
        ru: str,
        cost: int = 1,
        is_asked_for: bool = False,
    ) -> None:
        """Declare a fact of a unit."""
        where = _caller()
        labels = _labels(where, name, et, en, ru)
        self.nodes.append(Fact(name, unit, gives, labels, cost, where, is_asked_for))

    def across(
        self,
        unit: Unit,
        name: str,
        kind: AcrossKind,
        members: Unit,
        citation: str,
        *,
        et: str,
        en: str,
        ru: str,
        among: str = "",
        of: str = "",
        together: str = "",
        own: str = "",
        others: bool = False,
        gives: str = "Count",
    ) -> None:
        """Declare a value gathered from other rows.

        ``count`` of the members for which ``among`` holds; ``order``: the row's place among them by
        ``of``; ``sum`` and ``least`` of ``of``; ``any``; ``pick``: of the members with the least
        ``of`` the row above in the unit named by ``own``. ``others``: from rows of the same unit
        but the row itself.
        """
        where = _caller()
        self.nodes.append(
            Across(
                name,
                unit,
                kind,
                members,
                among,
                of,
                together,
                own,
                gives,
                _citation(where, name, citation),
                _labels(where, name, et, en, ru),
                where,
                others,
            )
        )

    def through(
        self,
        unit: Unit,
        name: str,
        kind: ThroughKind,
        of: str,
        citation: str,
        *,
        et: str,
        en: str,
        ru: str,
        by: tuple[str, ...] = (),
        gives: str = "Day",
    ) -> None:
        """Declare a value gathered from the course of a timeline."""
        where = _caller()
        self.nodes.append(
            Through(
                name,
                unit,
                kind,
                of,
                by,
                gives,
                _citation(where, name, citation),
                _labels(where, name, et, en, ru),
                where,
            )
        )


def _caller() -> str:
    frame = sys._getframe(2)
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _type_name(annotation: object) -> str:
    if isinstance(annotation, str):
        return annotation
    return getattr(annotation, "__name__", "")


def _labels(where: str, name: str, et: str, en: str, ru: str) -> Labels:
    for language, text in (("et", et), ("en", en), ("ru", ru)):
        if not text.strip():
            raise LawError(
                where, name, f"the label in {language!r} is missing", "label", language=language
            )
    return Labels(et, en, ru)


def _citation(where: str, name: str, text: str) -> Citation:
    try:
        return Citation.parse(text)
    except ValueError as error:
        raise LawError(where, name, str(error), "citation", text=text) from None


def _day(where: str, name: str, text: str, otherwise: Day) -> Day:
    if not text:
        return otherwise
    try:
        return day_of(text)
    except ValueError:
        reason = f"no such date: {text!r} (write 2026-10-01)"
        raise LawError(where, name, reason, "date", text=text) from None


def _validity(
    where: str, name: str, held: tuple[str, str, str, str], end: tuple[str, str]
) -> Validity:
    applies, until, in_force, source = held
    ended_by, end_in_force = end
    since = _day(where, name, applies, ALWAYS)
    validity = Validity(
        since,
        _day(where, name, until, NEVER),
        _day(where, name, in_force, since),
        ALWAYS if not source else _published(where, name, source),
        ALWAYS if not ended_by else _published(where, name, ended_by),
        _day(where, name, end_in_force, ALWAYS),
    )
    if not validity.is_possible(ended_by_act=bool(ended_by)):
        raise LawError(where, name, "ends before it begins", "ends")
    return validity


def _published(where: str, name: str, source: str) -> Day:
    try:
        return published_on(source)
    except ValueError as error:
        raise LawError(where, name, str(error), "source", text=source) from None
