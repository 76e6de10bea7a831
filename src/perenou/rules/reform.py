"""Reforms: figures and norms that somebody proposes, laid over a book of the law.

A reform is a YAML file::

    title: Lapsetoetus 100 eurot
    source: Näidisettepanek
    parameters:
      child_allowance_first_two:
        - {from: 2027-01-01, value: 100, citation: PHS § 17 lg 3}
    rules: third_child.py

``parameters`` are versions of figures that the law has; ``rules`` is a Python module beside the
file, which declares norms in a ``Book`` called ``reform``, each under the name of the norm that it
replaces. A version or norm takes the place of what the law says from its first day on, until its
``until`` if it has one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import InvalidOperation
from difflib import get_close_matches
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Final, TypeVar

from perenou.rules.citation import Citation
from perenou.rules.lawbook import LaidOver, Lawbook
from perenou.rules.parameters import plain_file, value_of
from perenou.rules.rule import Book, LawError, ParameterVersion, Rule, Validity, day_of
from perenou.rules.types import ALWAYS, ANSWERS, NEVER, Day

_KEYS: Final = ("title", "source", "parameters", "rules")
_FIGURE_KEYS: Final = ("title", "source", "parameters")
_TOLD: Final = Path("-")
"""Stands for the file of a reform that was told as data."""
_VERSION_KEYS: Final = ("from", "until", "value", "citation", "source", "note")

_WRITTEN: Final = {"Cents": "euros", "Day": "day", "PerMille": "share", "Factor": "factor"}
"""By kind of figure, the text that tells how one is written; all others are whole numbers."""

LONGEST: Final = 200
"""Letters of a title, or of what a message repeats."""

Dated = TypeVar("Dated", ParameterVersion, Rule)


class ReformError(Exception):
    """A reform cannot be read or laid over the law.

    Attributes:
        key: of the text that tells why. slots: what stands in it; ``path`` is the file.
    """

    def __init__(self, key: str, path: Path, /, **slots: str) -> None:
        super().__init__(f"{path}: {key} {slots}")
        self.key = key
        self.slots = {"path": str(path), **{name: _shown(value) for name, value in slots.items()}}


@dataclass(frozen=True, slots=True)
class Reform:
    """What somebody proposes.

    Attributes:
        title: what it is called. source: who proposes it, and where. figures: the versions of
            figures by name. norms: the norms that are declared anew. digest: of its files.
    """

    path: Path
    title: str
    source: str
    figures: Mapping[str, tuple[ParameterVersion, ...]]
    norms: Book
    digest: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the figures and norms that it says otherwise."""
        return (*self.figures, *dict.fromkeys(rule.name for rule in self.norms.rules))

    @property
    def spells(self) -> tuple[tuple[Day, Day], ...]:
        """By figure and norm, the days on which it is said otherwise, half-open."""
        figures = (each.validity for versions in self.figures.values() for each in versions)
        norms = (rule.validity for rule in self.norms.rules)
        return tuple((each.since, each.until) for each in (*figures, *norms))


def read_reform(path: Path, book: Lawbook) -> Reform:
    """Read a reform of a book of the law.

    Raises:
        ReformError: it cannot be read, or speaks of what the law does not have.
    """
    try:
        text = path.read_bytes()
        content = plain_file(path, is_ours=False)
    except LawError as error:
        raise ReformError("twice", path, name=error.name) from None
    except (OSError, ValueError):
        raise ReformError("unreadable", path) from None
    if not isinstance(content, dict):
        raise ReformError("no_table", path)
    return _reform(path, content, _KEYS, text, book)


def figures_reform(content: Mapping[str, object], book: Lawbook) -> Reform:
    """A reform that another program tells as data: figures alone, never norms, which are code.

    Args:
        content: as a file has it, every value as text.

    Raises:
        ReformError: it speaks of what the law does not have, or names a file of norms.
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    return _reform(_TOLD, content, _FIGURE_KEYS, text, book)


def _reform(
    path: Path, content: Mapping[str, object], keys: tuple[str, ...], text: bytes, book: Lawbook
) -> Reform:
    for key in content:
        if key not in keys:
            raise _unknown("key", path, key, keys)
    title, source = (_said(path, content, key) for key in ("title", "source"))
    figures = content.get("parameters") or {}
    if not isinstance(figures, dict):
        raise ReformError("no_figures", path)
    norms, code = _module(path, content.get("rules"))
    if not figures and not norms.rules:
        raise ReformError("empty", path)
    return Reform(
        path,
        title,
        source,
        {name: _figure(path, book, name, each, source) for name, each in figures.items()},
        norms,
        sha256(text + code).hexdigest()[:16],
    )


def laid_over(book: Lawbook, reform: Reform) -> Lawbook:
    """A book of the law with a reform laid over it, checked whole.

    Raises:
        ReformError: the law with it does not hold together.
    """
    new: dict[str, list[Rule]] = {}
    for rule in reform.norms.rules:
        new.setdefault(rule.name, []).append(rule)
    _check_norms(book, reform, new)
    rules = dict(book.rules)
    for name, versions in new.items():
        rules[name] = tuple(_overlaid(rules[name], versions))
    parameters = dict(book.parameters)
    for name, figures in reform.figures.items():
        old = parameters[name]
        parameters[name] = replace(old, versions=tuple(_overlaid(old.versions, figures)))
    whole = Book(
        [rule for versions in rules.values() for rule in versions],
        [*book.facts.values(), *book.across.values(), *book.through.values()],
        [*book.flags],
    )
    try:
        said = LaidOver(reform.title, reform.source, reform.digest, reform.names, reform.spells)
        return Lawbook([whole], parameters.values(), (*book.reforms, said))
    except LawError as error:
        raise _unlawful(reform.path, error) from None


def _unlawful(path: Path, error: LawError) -> ReformError:
    if error.key:
        return ReformError(f"law.{error.key}", path, name=error.name, **error.slots)
    return ReformError("law", path, name=error.name, reason=error.reason)


def _said(path: Path, content: Mapping[str, object], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ReformError("missing", path, name=key)
    return _shown(value)


def _shown(text: str) -> str:
    """Words of a file as they can be told: on one line, printable, not without end."""
    line = " ".join(text.split())
    clean = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line
    )
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"


def _unknown(key: str, path: Path, name: str, known: Iterable[str]) -> ReformError:
    near = get_close_matches(name[:80], [*known], n=1, cutoff=0.6)
    if near:
        return ReformError(f"{key}_near", path, name=name, near=near[0])
    if key == "key":
        return ReformError(key, path, name=name, known=", ".join(known))
    return ReformError(key, path, name=name)


def _module(path: Path, name: object) -> tuple[Book, bytes]:
    """The book that a Python module beside the file declares, and the module's text."""
    if name is None or name == "":
        return Book(), b""
    if not isinstance(name, str):
        raise ReformError("no_module", path, name="rules")
    file = path.parent / name
    try:
        code = file.read_bytes()
    except (OSError, ValueError):
        raise ReformError("no_module", path, name=str(file)) from None
    called = f"perenou_reform_{sha256(code).hexdigest()[:12]}"
    spec = spec_from_file_location(called, file)
    if spec is None or spec.loader is None:
        raise ReformError("no_module", path, name=str(file))
    module = module_from_spec(spec)
    sys.modules[called] = module
    try:
        spec.loader.exec_module(module)
    except LawError as error:
        raise _unlawful(file, error) from None
    except Exception as error:  # whatever a module of somebody else's does
        raise ReformError("module", file, reason=f"{type(error).__name__}: {error}") from None
    found = getattr(module, "reform", None)
    if not isinstance(found, Book):
        raise ReformError("no_book", file)
    return found, code


# ---------------------------------------------------------------------------- figures


def _figure(
    path: Path, book: Lawbook, name: str, entries: object, source: str
) -> tuple[ParameterVersion, ...]:
    if name not in book.parameters:
        if book.known(name):
            raise ReformError("no_figure", path, name=name)
        raise _unknown("figure", path, name, book.parameters)
    if not isinstance(entries, list) or not entries:
        raise ReformError("no_versions", path, name=name)
    found: list[ParameterVersion] = []
    for entry in entries:
        version = _version(path, name, book.gives(name), entry, source)
        if found and found[-1].validity.since >= version.validity.since:
            raise ReformError("overlap", path, name=name, day=entry["from"])
        if found and version.validity.since < found[-1].validity.until < NEVER:
            raise ReformError("overlap", path, name=name, day=entry["from"])
        found.append(version)
    return tuple(found)


def _version(path: Path, name: str, kind: str, entry: object, source: str) -> ParameterVersion:
    if not isinstance(entry, dict):
        raise ReformError("no_versions", path, name=name)
    for key, value in entry.items():
        if key not in _VERSION_KEYS:
            raise _unknown("key", path, key, _VERSION_KEYS)
        if not isinstance(value, str):
            raise ReformError("no_versions", path, name=name)
    for key in ("from", "value", "citation"):
        if not entry.get(key):
            raise ReformError("version_lacks", path, name=name, what=key)
    since = _day(path, name, entry["from"])
    until = _day(path, name, entry["until"]) if entry.get("until") else NEVER
    if until <= since:
        raise ReformError("ends_first", path, name=name, day=entry["from"])
    wrong = f"value.{_WRITTEN.get(kind, 'whole')}"
    try:
        value = value_of(kind, entry["value"])
    except (ValueError, InvalidOperation):
        raise ReformError(wrong, path, name=name, value=entry["value"]) from None
    least, most = ANSWERS[kind]
    if not least <= value <= most:
        raise ReformError(wrong, path, name=name, value=entry["value"])
    try:
        citation = Citation.parse(entry["citation"])
    except ValueError:
        raise ReformError("citation", path, name=name, value=entry["citation"]) from None
    return ParameterVersion(
        value,
        Validity(since, until, since, ALWAYS),
        citation,
        entry.get("source") or source,
        True,  # a proposal's figure is no doubt: that it is a proposal is told of the whole answer
        entry.get("note", ""),
    )


def _day(path: Path, name: str, text: str) -> Day:
    try:
        return day_of(text)
    except ValueError:
        raise ReformError("day", path, name=name, value=text) from None


# ---------------------------------------------------------------------------- laying over


def _check_norms(book: Lawbook, reform: Reform, new: Mapping[str, Sequence[Rule]]) -> None:
    """A reform only has norms that take the place of others, each as one reading of its own."""
    if reform.norms.nodes or reform.norms.flags:
        raise ReformError("not_only_norms", reform.path)
    for name, versions in new.items():
        if name not in book.rules:
            raise _unknown("norm", reform.path, name, book.rules)
        [old, *_] = book.rules[name]
        for rule in versions:
            if rule.reading or not rule.default:
                raise ReformError("reading", reform.path, name=name)
            if "int" in (*rule.types, rule.gives):
                raise ReformError("plain_types", reform.path, name=name)
            if rule.unit.name != old.unit.name:
                raise ReformError(
                    "unit", reform.path, name=name, old=old.unit.name, new=rule.unit.name
                )
            if rule.gives != old.gives:
                raise ReformError(
                    "gives", reform.path, name=name, old=old.gives, new=rule.gives or "?"
                )


def _overlaid(old: Sequence[Dated], new: Sequence[Dated]) -> list[Dated]:
    """The old versions for the days that no new one is about, and the new ones."""
    kept: list[Dated] = list(old)
    for each in new:
        parts: list[Dated] = []
        for one in kept:
            parts.extend(_outside(one, _end(one, kept), each.validity))
        kept = parts
    kept.extend(new)
    return sorted(kept, key=lambda each: each.validity.since)


def _outside(one: Dated, end: Day, taken: Validity) -> Iterator[Dated]:
    """What is left of a version, which holds up to ``end``, on the days that are not taken."""
    mine = one.validity
    if taken.until <= mine.since or end <= taken.since:
        yield one
        return
    if mine.since < taken.since:
        yield replace(one, validity=mine._replace(until=taken.since))
    if taken.until < end:
        yield replace(one, validity=mine._replace(since=taken.until))


def _end(one: ParameterVersion | Rule, beside: Iterable[ParameterVersion | Rule]) -> Day:
    """The day up to which a version holds: its own end, or where the next one of it begins."""
    later = (
        other.validity.since
        for other in beside
        if _layer(other) == _layer(one) and other.validity.since > one.validity.since
        if not other.validity.was_dropped
    )
    return min([one.validity.until, *later])


def _layer(version: ParameterVersion | Rule) -> tuple[bool, str]:
    """Versions of one layer follow each other; other readings of a norm are another one."""
    return (version.default, version.reading) if isinstance(version, Rule) else (True, "")
