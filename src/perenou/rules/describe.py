"""The *print* reading: what stands behind a name of the law, as plain data for documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perenou.rules.citation import Citation
from perenou.rules.lawbook import MOVING, Lawbook
from perenou.rules.rule import Labels
from perenou.rules.types import Day

Kind = Literal["norm", "figure", "fact", "gathered"]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a norm or figure.

    Attributes:
        citation: the provision. since, until: the days it is about, half-open (``ALWAYS`` and
            ``NEVER`` where open). in_force, published: from when it could be applied and known.
        source: the act that brought it; empty when not told. reading: which reading of an
            unsettled norm. default: whether it is followed unless another one is chosen.
        doubts: keys of the texts about its doubts. says: what the function says of itself.
        inputs: the names that it rests on. value: of a figure; None while it is not published.
        verified: whether a figure was checked against its source. note: a remark on a figure.
    """

    citation: Citation
    since: Day
    until: Day
    in_force: Day
    published: Day
    source: str
    reading: str = ""
    default: bool = True
    doubts: tuple[str, ...] = ()
    says: str = ""
    inputs: tuple[str, ...] = ()
    value: int | None = None
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A name of the law.

    Attributes:
        kind: what it is. how: for what is gathered, how (``count``, ``at_month_start`` ...).
        unit: name of the unit whose rows it speaks of; empty for figures. gives: name of the type
            of its values. versions: one for each stretch of time and reading. inputs: what it
            rests on in any version. used_by: what rests on it. citation: of what is gathered.
    """

    name: str
    kind: Kind
    how: str
    labels: Labels
    unit: str
    gives: str
    versions: tuple[Version, ...]
    inputs: tuple[str, ...]
    used_by: tuple[str, ...]
    citation: Citation | None


def describe(book: Lawbook, name: str) -> Description:
    """What stands behind a name.

    Raises:
        KeyError: the book knows nothing of that name.
    """
    if name in MOVING or not book.known(name):
        raise KeyError(name)
    unit = book.unit_of(name)
    inputs = tuple(dict.fromkeys(each for each in book.rests_on(name) if each not in MOVING))
    versions: tuple[Version, ...] = ()
    kind: Kind = "gathered"
    how = ""
    citation: Citation | None = None
    if name in book.rules:
        kind, labels, versions = "norm", book.rules[name][0].labels, _norms(book, name)
    elif name in book.parameters:
        kind, labels, versions = "figure", book.parameters[name].labels, _figures(book, name)
    elif name in book.facts:
        kind, labels = "fact", book.facts[name].labels
    else:
        node = book.across.get(name) or book.through[name]
        how, labels, citation = node.kind, node.labels, node.citation
    return Description(
        name,
        kind,
        how,
        labels,
        "" if unit is None else unit.name,
        book.gives(name),
        versions,
        inputs,
        used_by(book, name),
        citation,
    )


def used_by(book: Lawbook, name: str) -> tuple[str, ...]:
    """The names that rest on a name directly, in the order of their declaration."""
    return book.resting_on.get(name, ())


def search(book: Lawbook, text: str) -> list[str]:
    """Names that hold a text in themselves, in a label of any language or in a citation."""
    wanted = text.casefold().strip()
    found = []
    for table in (book.rules, book.parameters, book.across, book.through, book.facts):
        for name in table:
            made = describe(book, name)
            citations = [made.citation, *(version.citation for version in made.versions)]
            places = [name, made.labels.et, made.labels.en, made.labels.ru]
            places += [str(citation) for citation in citations if citation is not None]
            if any(wanted in place.casefold() for place in places):
                found.append(name)
    return found


def _norms(book: Lawbook, name: str) -> tuple[Version, ...]:
    flagged = tuple(flag.doubt for flag in book.flags if flag.when == name)
    return tuple(
        Version(
            rule.citation,
            rule.validity.since,
            rule.validity.until,
            rule.validity.in_force,
            rule.validity.published,
            rule.source,
            rule.reading,
            rule.default,
            (*((rule.doubt,) if rule.doubt else ()), *flagged),
            rule.says,
            tuple(each for each in rule.inputs if each not in MOVING),
        )
        for rule in book.rules[name]
    )


def _figures(book: Lawbook, name: str) -> tuple[Version, ...]:
    return tuple(
        Version(
            version.citation,
            version.validity.since,
            version.validity.until,
            version.validity.in_force,
            version.validity.published,
            version.source,
            value=version.value,
            verified=version.verified,
            note=version.note,
        )
        for version in book.parameters[name].versions
    )
